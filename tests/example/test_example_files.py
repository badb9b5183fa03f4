"""The example company in goals/ uses every field of the format, and its tree is the one the guide tells of."""

from __future__ import annotations

import csv
import textwrap
from datetime import date
from fractions import Fraction
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
GOALS = ROOT / "goals"

# Dotted paths; items of a list share the path of the list.
FIELDS = {
    "all types": """
        type id title summary status closed.on closed.why owner period period.from period.to
        contributes_to contributes_to.goal contributes_to.rationale contributes_to.confidence contributes_to.state
        contributes_to.since contributes_to.revision
        assumptions.text assumptions.risk assumptions.state assumptions.evidence.kind assumptions.evidence.note
        assumptions.evidence.url assumptions.evidence.on
        evidence.kind evidence.note evidence.url evidence.on
        decisions.on decisions.what decisions.by decisions.url
        superseded_by aliases refs.label refs.url refs.kind not_broken_down order lint.ignore.rule lint.ignore.reason
    """,
    "theme": """
        description subtitle tags icon search.exclude search.boost hide template date slug weight draft cover keywords
        categories authors comments render_macros
    """,
    "metric": """
        metrics.name metrics.id metrics.aliases metrics.unit metrics.measure metrics.direction metrics.role
        metrics.baseline metrics.baseline.value metrics.baseline.on metrics.baseline.note
        metrics.target metrics.target.value metrics.target.by metrics.target.tolerance metrics.target.min
        metrics.target.max
        metrics.actuals.on metrics.actuals.value metrics.actuals.note metrics.actuals.source metrics.actuals.file
        metrics.source.label metrics.source.url metrics.instrumented metrics.attribution metrics.stale_after
    """,
    "impact": """
        category scope primary.from primary.to primary.reason primary.decided_by primary.decided_on primary.url
        primary.review_on
    """,
    "outcome": "who audience behavior extent change hypothesis undesired",
    "output": """
        kind timebox took due shipped_on
        acceptance.criterion acceptance.target acceptance.actual acceptance.met
        expects.outcome expects.metric expects.from expects.to expects.by
        reviews.due reviews.question reviews.done_on reviews.decision reviews.why reviews.shared_with
        reviews.expects.outcome reviews.expects.metric reviews.expects.from reviews.expects.to reviews.expects.by
        reviews.verdicts.outcome reviews.verdicts.metric reviews.verdicts.before reviews.verdicts.after
        reviews.verdicts.verdict reviews.verdicts.attribution reviews.verdicts.how reviews.verdicts.note
    """,
}
WORDS = {
    "metrics.measure": "number percent currency duration ratio boolean qualitative",
    "metrics.direction": "up down hold range",
    "metrics.role": "primary leading lagging guardrail",
    "contributes_to.state": "believed supported disproved",
    "assumptions.state": "untested supported refuted",
    "reviews.verdicts.verdict": "moved partly not-moved worse",
    "reviews.decision": "keep iterate remove",
}

# The eight lines of the sketch: who serves whom.
SKETCH = {
    ("learners-act-on-their-result", "active-learner-engagement"),
    ("fewer-assessment-related-complaints", "active-learner-engagement"),
    ("ocr-handwriting-engine", "learners-act-on-their-result"),
    ("upload-pipeline", "learners-act-on-their-result"),
    ("async-grading", "learners-act-on-their-result"),
    ("real-time-alerts", "learners-act-on-their-result"),
    ("upload-pipeline", "fewer-assessment-related-complaints"),
    ("async-grading", "fewer-assessment-related-complaints"),
}


def front_matter(path: Path) -> dict[str, Any]:
    fields = yaml.load(path.read_text(encoding="utf-8").split("---\n")[1], Loader=yaml.BaseLoader)
    return {"title": fields.get("title"), **fields["goal"]} if "goal" in fields else fields


FILES = {path: front_matter(path) for path in sorted(GOALS.rglob("*.md"))}
BY_ID = {fields.get("id", path.stem): fields for path, fields in FILES.items()}


def as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def leaves(value: Any, path: str = "") -> list[tuple[str, Any]]:
    """Each path with its values; items of a list share the path of the list."""
    if isinstance(value, list):
        return [leaf for item in value for leaf in leaves(item, path)]
    if not isinstance(value, dict):
        return [(path, value)]
    names = {"review": "reviews"}
    return [leaf for key, item in value.items() for leaf in leaves(item, f"{path}.{names.get(key, key)}".lstrip("."))]


def parents(fields: dict[str, Any]) -> list[str]:
    return [link["goal"] if isinstance(link, dict) else link for link in as_list(fields.get("contributes_to"))]


USED = [leaf for fields in FILES.values() for leaf in leaves(fields)]
EDGES = {(goal, parent) for goal, fields in BY_ID.items() for parent in parents(fields)}


@pytest.mark.parametrize(("group", "names"), FIELDS.items())
def test_each_field_of_the_format_is_used(group: str, names: str) -> None:
    assert set(names.split()) - {path for path, _ in USED} == set(), group


def test_no_field_is_used_that_the_format_does_not_have() -> None:
    known = {name for names in FIELDS.values() for name in names.split()}
    assert {path for path, _ in USED} - known == set()


@pytest.mark.parametrize(("field", "words"), WORDS.items())
def test_each_word_of_a_field_is_used(field: str, words: str) -> None:
    assert set(words.split()) - {value for path, value in USED if path == field} == set()


def test_all_four_forms_of_a_target_are_used() -> None:
    def form(target: Any) -> str:
        match target:
            case list():
                return "milestones"
            case {"min": _, "max": _, "by": _}:
                return "band with a day"
            case {"value": _, "by": _, "tolerance": _}:
                return "value with day and tolerance"
            case dict():
                return "part of a form"
            case _:
                return "value"

    metrics = [metric for fields in FILES.values() for metric in as_list(fields.get("metrics"))]
    assert {form(metric["target"]) for metric in metrics if "target" in metric} == {
        "value",
        "part of a form",
        "value with day and tolerance",
        "band with a day",
        "milestones",
    }


def test_short_forms_and_long_forms_are_used() -> None:
    kinds = {
        (field, type(fields[field]).__name__)
        for fields in FILES.values()
        for field in ("contributes_to", "metrics", "owner", "who", "primary", "reviews", "review", "period", "expects")
        if field in fields
    }
    assert kinds == {
        ("contributes_to", "str"),
        ("contributes_to", "dict"),
        ("contributes_to", "list"),
        ("metrics", "dict"),
        ("metrics", "list"),
        ("owner", "str"),
        ("owner", "list"),
        ("who", "str"),
        ("who", "list"),
        ("primary", "dict"),
        ("primary", "list"),
        ("reviews", "dict"),
        ("reviews", "list"),
        ("review", "dict"),
        ("period", "str"),
        ("period", "dict"),
        ("expects", "dict"),
        ("expects", "list"),
    }


def test_one_goal_keeps_its_fields_under_one_key() -> None:
    nested = [path.name for path in FILES if "\ngoal:\n" in path.read_text(encoding="utf-8")]
    assert nested == ["reply-templates.md"]


def test_one_field_stands_on_one_line() -> None:
    flows = {
        path.name: event.start_mark.line + 1
        for path in FILES
        for event in yaml.parse(path.read_text(encoding="utf-8").split("---\n")[1], Loader=yaml.BaseLoader)
        if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)) and event.flow_style
    }
    assert flows == {}


def test_the_tree_has_fifteen_goals_and_sixteen_links() -> None:
    types = [fields["type"] for fields in FILES.values()]
    assert {name: types.count(name) for name in types} == {"impact": 2, "outcome": 6, "output": 7}
    assert len(BY_ID) == 15
    assert len(EDGES) == 16


def test_the_eight_links_of_the_sketch_are_there() -> None:
    missing = SKETCH - EDGES
    assert missing == set()


def test_links_lead_to_goals_one_level_up_and_never_in_a_circle() -> None:
    levels = {(BY_ID[goal]["type"], BY_ID[parent]["type"]) for goal, parent in EDGES}
    assert levels == {("outcome", "impact"), ("output", "outcome")}
    assert len(list(TopologicalSorter({goal: parents(fields) for goal, fields in BY_ID.items()}).static_order())) == 15


def test_expectations_and_verdicts_name_a_metric_of_a_parent() -> None:
    lost = []
    for goal, fields in BY_ID.items():
        rounds = as_list(fields.get("reviews")) + as_list(fields.get("review"))
        claims = as_list(fields.get("expects"))
        claims += [claim for look in rounds for key in ("expects", "verdicts") for claim in as_list(look.get(key))]
        for claim in claims:
            outcome = claim.get("outcome", parents(fields)[0])
            metrics = {metric["id"] for metric in as_list(BY_ID[outcome]["metrics"])}
            if outcome not in parents(fields) or claim["metric"] not in metrics:
                lost.append((goal, claim))
    assert lost == []


def measured(path: Path, metric: dict[str, Any]) -> list[tuple[date, Fraction]]:
    actuals = metric["actuals"]
    if isinstance(actuals, dict):
        with (path.parent / actuals["file"]).open(encoding="utf-8", newline="") as file:
            actuals = list(csv.DictReader(file))
    return [(date.fromisoformat(actual["on"]), Fraction(actual["value"])) for actual in actuals]


@pytest.mark.parametrize(
    ("goal", "last", "way", "time"),
    [
        ("active-learner-engagement", (date(2026, 5, 11), 23940), 39, 36),
        ("fewer-customer-complaints", (date(2026, 5, 11), 142), 94, 84),
        ("learners-act-on-their-result", (date(2026, 5, 1), 41), 33, 43),
        ("fewer-assessment-related-complaints", (date(2026, 5, 11), 71), 88, 84),
        ("learners-come-back-at-the-weekend", (date(2026, 3, 15), 31), 0, 81),
        ("new-learners-finish-a-first-lesson", (date(2025, 8, 31), 55), 6, 100),
        ("support-answers-the-same-day", (date(2025, 12, 10), 91), 102, 82),
    ],
)
def test_the_numbers_are_those_the_guide_tells_of(goal: str, last: tuple[date, int], way: int, time: int) -> None:
    path = next(path for path, fields in FILES.items() if fields is BY_ID[goal])
    metric = as_list(BY_ID[goal]["metrics"])[0]
    series = measured(path, metric)
    baseline, target = metric["baseline"], metric["target"]
    begin, end = date.fromisoformat(baseline["on"]), date.fromisoformat(target["by"])
    start, goal_value = Fraction(baseline["value"]), Fraction(target["value"])
    day, value = series[-1]
    assert series == sorted(series, key=lambda row: row[0])
    assert (day, value) == last
    assert round((value - start) / (goal_value - start) * 100 + Fraction(1, 10**6)) == way
    assert round(Fraction((day - begin).days, (end - begin).days) * 100) == time


def test_the_worked_example_shows_the_goal_file_as_it_is() -> None:
    goal = (GOALS / "outcomes" / "learners-act-on-their-result.md").read_text(encoding="utf-8").rstrip("\n")
    page = (ROOT / "docs" / "worked-example.md").read_text(encoding="utf-8")
    assert textwrap.indent(f"```markdown\n{goal}\n```", "    ") in page
