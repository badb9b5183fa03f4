"""The goals of a site as JSON, for dashboards: goals with their numbers, links, primary periods, reviews, findings.

Its schema is `export_schema.py`; what it promises is said in the guide.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from pydantic import BaseModel
from pydantic_core import to_json

from mkdocs_goal_tree.core.dates import Duration
from mkdocs_goal_tree.core.learning import is_done, reviews_due
from mkdocs_goal_tree.core.model import Impact, Output
from mkdocs_goal_tree.core.parts import PageFields
from mkdocs_goal_tree.core.progress import measure, state_of
from mkdocs_goal_tree.core.rules import BY_CODE

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from mkdocs_goal_tree.core.findings import Finding
    from mkdocs_goal_tree.core.metric import Metric
    from mkdocs_goal_tree.core.model import Goal
    from mkdocs_goal_tree.core.parts import Edge
    from mkdocs_goal_tree.core.project import Project
    from mkdocs_goal_tree.core.settings import Settings
    from mkdocs_goal_tree.core.tree import GoalTree, Link

VERSION = 1
_MOST_DIGITS = 15
"""Numbers beyond what every reader of JSON keeps exactly are written as text."""
_SHARE = Decimal("0.0001")


def render_json(
    project: Project,
    findings: Iterable[Finding],
    hidden: Collection[str] = (),
    url: Callable[[str], str] = lambda _: "",
) -> str:
    """Goals in the order of their paths, fields in the order of the format; the same goals give the same bytes.

    `hidden` goals are left out with their links and findings. `url` is the address of a goal's page, "" for none.
    """
    tree, settings = project.tree, project.settings
    goals = goals_of(tree, hidden)
    shown = {goal.id for goal in goals}
    data = {
        "version": VERSION,
        "today": settings.today.isoformat(),
        "goals": [_goal(goal, tree, settings, shown, url(goal.id)) for goal in goals],
        "edges": [_edge(link) for goal in goals for link in tree.parents(goal.id) if link.parent in shown],
        "primary": [
            {"goal": goal.id} | fields_of(period)
            for goal in goals
            if isinstance(goal, Impact)
            for period in goal.primary
        ],
        "reviews": [*_reviews(tree, settings, shown)],
        "findings": [_finding(one) for one in findings if one.goal not in tree.goals or one.goal in shown],
    }
    return f"{to_json(data, indent=2).decode()}\n"  # indented, json takes ten times as long


def goals_of(tree: GoalTree, hidden: Collection[str]) -> list[Goal]:
    """The goals that are exported, in the order of their paths."""
    return sorted((goal for goal in tree if goal.id not in hidden), key=lambda goal: tree.places[goal.id].source.uri)


def _goal(goal: Goal, tree: GoalTree, settings: Settings, shown: Collection[str], url: str) -> dict[str, object]:
    """One goal: its place, its links in both directions by present id, every field that it has a value in."""
    place = tree.places[goal.id]
    span = place.at("title")
    state = state_of(goal, settings)
    head: dict[str, object] = {
        "id": goal.id,
        "type": goal.type.value,
        "level": goal.type.value,
        "status": goal.status_word,
        "state": state.value if state else None,
        "title": goal.title,
        **({"url": url} if url else {}),
        "path": span.path,
        "line": span.line,
        "column": span.column,
        "parents": [_link(tree, link) for link in tree.parents(goal.id) if link.parent in shown],
        "children": [link.child for link in tree.children(goal.id) if link.child in shown],
    }
    told = {name: value for name, value in fields_of(goal).items() if name not in head}
    if "contributes_to" in told:
        told["contributes_to"] = [fields_of(edge) for edge in goal.contributes_to if not _is_hidden(edge, tree, shown)]
    if goal.metrics:
        told["metrics"] = [
            fields_of(metric) | {"progress": _progress(metric, goal, settings)} for metric in goal.metrics
        ]
    return head | told


def _is_hidden(edge: Edge, tree: GoalTree, shown: Collection[str]) -> bool:
    parent = tree.find(edge.goal)
    return parent is not None and parent.id not in shown


def _progress(metric: Metric, goal: Goal, settings: Settings) -> dict[str, object]:
    """What `progress.measure` says, shares as numbers with four places; what cannot be told is null."""
    found = measure(metric, goal, settings)
    return {
        "state": found.state.value if found.state else None,
        "last": fields_of(found.last) if found.last else None,
        "way": _share(found.way),
        "elapsed": _share(found.elapsed),
        "pace": _share(found.pace),
        "met": found.met,
        "age": found.age,
    }


def _link(tree: GoalTree, link: Link) -> dict[str, object]:
    span = tree.places[link.child].at("contributes_to", link.position, "goal")
    return {"goal": link.parent, "line": span.line, "column": span.column, "state": link.edge.state.value}


def _edge(link: Link) -> dict[str, object]:
    """A link that holds, by the present ids of both ends."""
    return {"child": link.child, "parent": link.parent} | {
        name: value for name, value in fields_of(link.edge).items() if name != "goal"
    }


def _reviews(tree: GoalTree, settings: Settings, shown: Collection[str]) -> Iterator[dict[str, object]]:
    """The rounds that are done, in the order of the goals, then those to come by their day."""
    for output in goals_of(tree, ()):
        if isinstance(output, Output) and output.id in shown:
            for number, review in enumerate(output.reviews, start=1):
                if is_done(review):
                    yield {"output": output.id, "round": number, "state": "done"} | fields_of(review)
    for one in reviews_due(tree, settings):
        if one.output.id in shown:
            state = "overdue" if one.is_overdue else "due"
            round_ = fields_of(one.review) if one.review else {}
            yield {"output": one.output.id, "round": one.number, "state": state} | round_ | {"due": one.due.isoformat()}


def _finding(one: Finding) -> dict[str, object]:
    """As `goal-tree check` says it; `goal` is null where it belongs to none."""
    return {
        "rule": one.rule,
        "name": BY_CODE[one.rule].name,
        "severity": one.severity.word,
        "goal": one.goal or None,
        "path": one.span.path,
        "line": one.span.line,
        "column": one.span.column,
        "message": one.message,
        "help": one.help,
    }


def fields_of(part: BaseModel) -> dict[str, object]:
    """The fields of a part by the names that authors write; those without a value are left out."""
    fields: dict[str, object] = {}
    for name, written in _names(type(part)):
        value = getattr(part, name)
        if type(value) is PageFields:
            fields |= fields_of(value)
        elif (plain := _plain(value)) not in (None, "", [], {}):
            fields[written] = plain
    return fields


@cache
def _names(kind: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """The fields of a part, each with the name that authors write."""
    return tuple((name, info.alias or name) for name, info in kind.model_fields.items())


def _plain(value: object) -> object:
    match value:  # what there is most of comes first; to ask whether it is a model costs most
        case str() | Duration():
            return str(value)
        case tuple():
            return [_plain(item) for item in value]
        case bool() | int() | None:
            return value
        case Decimal():
            return as_json(value)
        case date():
            return value.isoformat()
        case dict():
            return {str(key): _plain(item) for key, item in value.items()}
        case BaseModel():
            return fields_of(value)
        case _:
            return str(value)


def _share(part: Decimal | None) -> int | float | str | None:
    return None if part is None else as_json(round_share(part))


def round_share(part: Decimal) -> Decimal:
    """A share with four places; one beyond any reason stays as it is."""
    return part.quantize(_SHARE) if abs(part.adjusted()) < _MOST_DIGITS else part


def as_json(value: Decimal) -> int | float | str:
    digits = value.normalize().as_tuple()
    if len(digits.digits) > _MOST_DIGITS or not -_MOST_DIGITS <= int(digits.exponent) <= _MOST_DIGITS:
        return str(value)
    return int(value) if value == value.to_integral_value() else float(value)
