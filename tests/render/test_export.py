"""Goals as JSON and as CSV, and the schema of the JSON."""

from __future__ import annotations

import csv
import json
import re
from copy import deepcopy
from importlib.resources import files
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from mkdocs_goal_tree.config import load_file
from mkdocs_goal_tree.core.project import examine
from mkdocs_goal_tree.render.export import render_json
from mkdocs_goal_tree.render.export_csv import COLUMNS, defused, render_csv
from mkdocs_goal_tree.render.export_schema import export_schema, render_schema
from mkdocs_goal_tree.sources import from_folder

ROOT = Path(__file__).parents[2]
TWO_GOALS = """
goals/engagement.md
    type: impact
    title: Learners come back every week
    aliases: retention
    primary:
      from: 2026-01-01
      reason: It feeds all others

goals/weekend.md
    type: outcome
    title: Learners – and teachers – practice
    status: active
    owner: Growth
    period: 2026-H1
    contributes_to:
      goal: retention
      confidence: 0.50
    metrics:
      name: Weekend learners
      unit: "%"
      baseline: 1.10
      target:
        value: 1e3
        by: 2026-06-30
      actuals:
        - on: 2026-02-01
          value: 41
      stale_after: 30d
    tags: mobile
"""


def exported(project, **more):
    return json.loads(render_json(project, project.findings, **more))


def test_a_goal_has_its_place_its_links_its_numbers_and_every_field_that_it_has_a_value_in(goals):
    project = goals(TWO_GOALS, rules={"GT": "off", "GT308": "info"})
    assert exported(project, url=lambda goal: f"../{goal}/" if goal == "weekend" else "") == {
        "version": 1,
        "today": "2026-05-13",
        "goals": [
            {
                "id": "engagement",
                "type": "impact",
                "level": "impact",
                "status": "draft",
                "state": None,
                "title": "Learners come back every week",
                "path": "goals/engagement.md",
                "line": 3,
                "column": 8,
                "parents": [],
                "children": ["weekend"],
                "aliases": ["retention"],
                "not_broken_down": False,
                "draft": False,
                "render_macros": False,
                "glossary": True,
                "scope": "company",
                "primary": [{"from": "2026-01-01", "reason": "It feeds all others"}],
            },
            {
                "id": "weekend",
                "type": "outcome",
                "level": "outcome",
                "status": "active",
                "state": "stale",
                "title": "Learners – and teachers – practice",
                "url": "../weekend/",
                "path": "goals/weekend.md",
                "line": 3,
                "column": 8,
                "parents": [{"goal": "engagement", "line": 8, "column": 9, "state": "believed"}],
                "children": [],
                "owner": ["Growth"],
                "period": {"from": "2026-01-01", "to": "2026-06-30", "name": "2026-H1"},
                "contributes_to": [{"goal": "retention", "confidence": 0.5, "state": "believed"}],
                "metrics": [
                    {
                        "name": "Weekend learners",
                        "id": "weekend-learners",
                        "unit": "%",
                        "measure": "percent",
                        "direction": "up",
                        "role": "primary",
                        "baseline": {"value": 1.1},
                        "target": [{"value": 1000, "by": "2026-06-30"}],
                        "actuals": [{"on": "2026-02-01", "value": 41}],
                        "instrumented": True,
                        "stale_after": "30d",
                        "progress": {
                            "state": "stale",
                            "last": {"on": "2026-02-01", "value": 41},
                            "way": 0.0399,
                            "elapsed": 0,
                            "pace": 0,
                            "met": False,
                            "age": 101,
                        },
                    }
                ],
                "not_broken_down": False,
                "tags": ["mobile"],
                "draft": False,
                "render_macros": False,
                "glossary": True,
                "extent": "from 1.10 to 1,000 % by 30 Jun 2026",
            },
        ],
        "edges": [{"child": "weekend", "parent": "engagement", "state": "believed", "confidence": 0.5}],
        "primary": [{"goal": "engagement", "from": "2026-01-01", "reason": "It feeds all others"}],
        "reviews": [],
        "findings": [
            {
                "rule": "GT308",
                "name": "stale-metric",
                "severity": "info",
                "goal": "weekend",
                "path": "goals/weekend.md",
                "line": project.findings[0].span.line,
                "column": project.findings[0].span.column,
                "message": project.findings[0].message,
                "help": project.findings[0].help,
            }
        ],
    }


def test_a_number_that_readers_of_json_would_cut_is_text(goals):
    project = goals(TWO_GOALS.replace("value: 41", "value: 123456789012345678901"))
    last = exported(project)["goals"][1]["metrics"][0]["progress"]["last"]
    assert last == {"on": "2026-02-01", "value": "123456789012345678901"}
    assert faults(exported(project)) == []


def test_goals_come_in_the_order_of_their_paths_whatever_their_own(goals):
    project = goals("""
goals/b.md
    type: impact
    title: B
    order: 1

goals/a.md
    type: impact
    title: A
    order: 2
""")
    assert [goal["id"] for goal in exported(project)["goals"]] == ["a", "b"]


def test_no_goals_are_empty_lists(goals):
    lists = {"goals": [], "edges": [], "primary": [], "reviews": [], "findings": []}
    assert exported(goals("goals/index.md\n    # Goals")) == {"version": 1, "today": "2026-05-13", **lists}


def test_reviews_that_are_done_come_before_those_to_come(goals):
    project = goals(
        """
goals/push.md
    type: output
    title: Push messages
    status: shipped
    shipped_on: 2026-01-10
    reviews:
      - due: 2026-02-20
        done_on: 2026-02-21
        decision: keep
      - due: 2026-05-01
        question: Still read?

goals/mail.md
    type: output
    title: Mail
    status: shipped
    shipped_on: 2026-05-01
""",
        rules={"GT": "off"},
    )
    assert exported(project)["reviews"] == [
        {
            "output": "push",
            "round": 1,
            "state": "done",
            "due": "2026-02-20",
            "done_on": "2026-02-21",
            "decision": "keep",
        },
        {"output": "push", "round": 2, "state": "overdue", "due": "2026-05-01", "question": "Still read?"},
        {"output": "mail", "round": 1, "state": "due", "due": "2026-06-12"},
    ]


HIDDEN = """
goals/secret.md
    type: impact
    title: Secret
    draft: true
    metrics:
      name: Secret number

goals/known.md
    type: outcome
    title: Known
    contributes_to:
      - secret
      - unknown
"""


def test_hidden_goals_are_left_out_with_their_links_and_findings(goals):
    data = exported(goals(HIDDEN), hidden={"secret"})
    assert [goal["id"] for goal in data["goals"]] == ["known"]
    assert (data["edges"], data["goals"][0]["parents"]) == ([], [])
    assert data["goals"][0]["contributes_to"] == [{"goal": "unknown", "state": "believed"}]
    assert {finding["goal"] for finding in data["findings"]} == {"known"}
    assert render_csv(goals(HIDDEN), {"secret"}) == ",".join(COLUMNS) + "\n"


def rows(text):
    return list(csv.DictReader(text.splitlines(keepends=True)))


def test_a_metric_is_a_row_of_its_goal_s_and_its_own_values(goals):
    project = goals(TWO_GOALS.replace("value: 41", "value: -40\n          note: =HYPERLINK(1)"))
    assert rows(render_csv(project)) == [
        {
            "goal": "weekend",
            "type": "outcome",
            "status": "active",
            "state": "stale",
            "title": "Learners – and teachers – practice",
            "owner": "Growth",
            "period_from": "2026-01-01",
            "period_to": "2026-06-30",
            "parents": "engagement",
            "path": "goals/weekend.md",
            "metric": "weekend-learners",
            "name": "Weekend learners",
            "role": "primary",
            "unit": "%",
            "direction": "up",
            "baseline": "1.10",
            "baseline_on": "",
            "target": "1E+3",
            "target_min": "",
            "target_max": "",
            "target_by": "2026-06-30",
            "last": "-40",
            "last_on": "2026-02-01",
            "note": "'=HYPERLINK(1)",
            "metric_state": "stale",
            "way": "-0.0411",
            "elapsed": "0.0000",
            "pace": "0.0000",
            "met": "false",
            "age": "101",
        }
    ]


@pytest.mark.parametrize("cell", ["", "plain", "-12", "+4.5", "-1E-3", "80 %", "a=1", "'=1"])
def test_cells_that_nothing_runs_stay(cell):
    assert defused(cell) == cell


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1", "\r=1", "\n=1", "-", "-12 %", "- item", "+1.5.2", "＝1", "-１", "-inf"],
)
def test_cells_that_a_spreadsheet_would_run_are_defused(cell):
    assert defused(cell) == f"'{cell}"


def test_hostile_fields_reach_no_cell_raw(goals):
    evil = "\"=cmd|' /C calc'!A0\""
    project = goals(f"""
goals/a.md
    type: outcome
    title: {evil}
    owner:
      - {evil}
      - "@x"
    metrics:
      name: {evil}
      unit: "-1+1"
      source:
        label: {evil}
""")
    for row in csv.reader(render_csv(project).splitlines(keepends=True)):
        assert [cell for cell in row if cell.startswith(("=", "+", "-", "@"))] == []


@pytest.fixture(scope="module")
def example():
    """What is exported of the example company."""
    config = load_file(ROOT / "mkdocs.yml")
    project = examine(from_folder(config.goals_dir, config.goals_shown), config.settings)
    return json.loads(render_json(project, project.findings, url=lambda goal: f"{goal}/"))


def faults(data, schema=None):
    check = Draft202012Validator(schema or export_schema(), format_checker=FormatChecker())
    return [error.json_path for error in check.iter_errors(data)]


def closed(node):
    """The schema without room for what it does not name."""
    if isinstance(node, list):
        return [closed(item) for item in node]
    if not isinstance(node, dict):
        return node
    made = {key: closed(value) for key, value in node.items()}
    if "properties" in node and isinstance(node["properties"], dict) and "additionalProperties" not in node:
        made["unevaluatedProperties"] = False
    return made


def test_the_example_s_export_fits_the_schema_and_every_field_is_in_it(example):
    Draft202012Validator.check_schema(export_schema())
    assert faults(example) == []
    whole = closed(export_schema())
    for name in ("primary", "reviews"):  # each is two schemas in one
        parts = whole["properties"][name]["items"]["allOf"]
        parts[0].pop("unevaluatedProperties")
        parts[1] = deepcopy(export_schema()["$defs"][name_of(parts[1])])
    assert faults(example, whole) == []


def name_of(part):
    return part["$ref"].rpartition("/")[2]


def test_the_export_of_whatever_a_goal_can_hold_fits(goals):
    assert faults(exported(goals(TWO_GOALS))) == []
    assert faults(exported(goals(HIDDEN))) == []
    assert faults(exported(goals("goals/index.md\n    # Goals"))) == []


def test_the_example_in_the_guide_fits():
    guide = (ROOT / "docs/guide/export.md").read_text(encoding="utf-8")
    assert faults(json.loads(re.search(r"```json\n(.*?)```", guide, re.DOTALL)[1])) == []


REQUIRED = {
    "$": ("version", "today", "goals", "edges", "primary", "reviews", "findings"),
    "goals": ("id", "type", "level", "status", "state", "title", "path", "line", "column", "parents", "children"),
    "edges": ("child", "parent", "state"),
    "primary": ("goal", "from"),
    "reviews": ("output", "round", "state"),
    "findings": ("rule", "name", "severity", "goal", "path", "line", "column", "message", "help"),
}


@pytest.mark.parametrize(("where", "field"), [(where, field) for where, names in REQUIRED.items() for field in names])
def test_an_export_that_lacks_what_is_promised_does_not_fit(example, where, field):
    data = deepcopy(example)
    holders = [data] if where == "$" else data[where]
    assert holders
    for holder in holders:
        del holder[field]
    assert len(faults(data)) >= len(holders)


@pytest.mark.parametrize("field", ["state", "last", "way", "elapsed", "pace", "met", "age"])
def test_the_progress_of_a_metric_is_promised_too(example, field):
    data = deepcopy(example)
    measured = next(goal for goal in data["goals"] if goal.get("metrics"))
    del measured["metrics"][0]["progress"][field]
    assert len(faults(data)) == 1


@pytest.mark.parametrize(
    ("way", "value"),
    [
        (("version",), 2),
        (("today",), "13 May 2026"),
        (("goals", 0, "type"), "objective"),
        (("goals", 0, "status"), "shipped"),
        (("goals", 0, "line"), 0),
        (("goals", 0, "owner"), "Growth"),
        (("goals", 0, "metrics", 0, "progress", "state"), "good"),
        (("goals", 0, "metrics", 0, "target"), 80),
        (("edges", 0, "confidence"), 2),
        (("findings", 0, "severity"), "fatal"),
    ],
)
def test_an_export_with_a_value_of_another_kind_does_not_fit(example, way, value):
    data = deepcopy(example)
    holder = data
    for step in way[:-1]:
        holder = holder[step]
    holder[way[-1]] = value
    assert len(faults(data)) == 1


def test_the_schema_in_the_package_is_that_of_the_code():
    packaged = files("mkdocs_goal_tree").joinpath("assets/goals.schema.json").read_text("utf-8")
    assert packaged == render_schema(), "run `make docs`"
