"""A comparison as text, JSON and HTML: the whole output, and that it cannot be driven."""

from __future__ import annotations

import json
import re
from importlib import resources

import jsonschema
import pytest

from hostile import HOSTILE
from mkdocs_goal_tree.config import load_words
from mkdocs_goal_tree.core.comparison import compare_projects
from mkdocs_goal_tree.render.diffs import render_html, render_json, render_text

WORDS = load_words({})
SCHEMA = json.loads(resources.files("mkdocs_goal_tree").joinpath("assets/changes.schema.json").read_text("utf-8"))
OLD = """
goals/saturday.md
    type: outcome
    title: Learners practice on Saturday
    metrics:
      name: Practice
      unit: min
      target: {min: 10, max: 30}
      actuals: [{on: 2026-05-01, value: 12}]

goals/alerts.md
    type: output
    title: Alerts
    owner: Mobile
    contributes_to: saturday
    reviews: {due: 2026-05-01}
"""
NEW = """
goals/saturday.md
    type: outcome
    title: Learners practice on Saturday
    metrics:
      name: Practice
      unit: min
      target: {min: 5, max: 30}
      actuals: [{on: 2026-05-01, value: 12}, {on: 2026-05-08, value: 13.5}]

goals/alerts.md
    type: output
    title: Alerts
    owner: [Mobile, Growth]
    note: x
    contributes_to: {goal: saturday, confidence: 0.4}
    reviews: {due: 2026-05-01, verdicts: [{metric: Practice, verdict: partly}]}
"""
TEXT = """\
1 target made easier, 1 verdict recorded

goals/saturday.md:3:8: Outcome Learners practice on Saturday: changed
    target: Practice: 10 to 30 min → 5 to 30 min: easier, minimum lowered by 5 min
    last measurement: Practice: 12 min → 13.5 min

goals/alerts.md:3:8: Output Alerts: changed
    verdict: Practice: – → Partly moved
    contributes to confidence: Learners practice on Saturday: – → 0.4
    owner: Mobile → Mobile, Growth

To look at: 1 → 3, 3 new (unknown-field, review-without-decision, no-attribution)
New: goals/alerts.md:5:1: warning: unknown-field (GT105): note is an unknown field
    help: delete it, or name it in the setting pass_fields to hand it to the theme
    more: goal-tree rules GT105
New: goals/alerts.md:7:38: warning: review-without-decision (GT506): the review is done and has no decision
    help: add `decision`
    more: goal-tree rules GT506
New: goals/alerts.md:7:67: warning: no-attribution (GT505): the verdict 'partly' does not say how we know that the output did it
    help: add `attribution`, such as before-after, cohort or ab-test
    more: goal-tree rules GT505
Fixed: goals/alerts.md:6:16: info: review-overdue (GT503): the review was due on 1 May 2026, 12 days ago
    help: hold it, and write verdicts and decision
    more: goal-tree rules GT503
"""


def test_the_whole_text(goals):
    assert render_text(compare_projects(goals(OLD), goals(NEW)), WORDS) == TEXT


def test_the_json_keeps_its_schema(goals):
    data = json.loads(render_json(compare_projects(goals(OLD), goals(NEW)), ("main", "a" * 40), ("", "")))
    jsonschema.validate(data, SCHEMA)
    change = data["changes"][0]
    assert change == {
        "kind": "target-moved",
        "goal": "saturday",
        "field": "metrics.target",
        "direction": "easier",
        "weight": 86,
        "old": {
            "goal": "saturday",
            "item": "practice",
            "value": {"min": 10, "max": 30},
            "path": "goals/saturday.md",
            "line": 7,
            "column": 11,
        },
        "new": {
            "goal": "saturday",
            "item": "practice",
            "value": {"min": 5, "max": 30},
            "path": "goals/saturday.md",
            "line": 7,
            "column": 11,
        },
        "path": "goals/saturday.md",
        "line": 7,
        "column": 11,
    }
    assert [c["kind"] for c in data["changes"]] == [
        "target-moved",
        "verdict-recorded",
        "measured",
        "field-changed",
        "field-changed",
    ]


def test_progress_shown_is_an_object_of_state_and_percent(goals):
    old = OLD.replace("target: {min: 10, max: 30}", "baseline: 10\n      target: {value: 30, by: 2026-06-30}")
    new = old.replace("    title: L", "    status: active\n    title: L")
    data = json.loads(render_json(compare_projects(goals(old), goals(new)), ("main", "a" * 40), ("", "")))
    jsonschema.validate(data, SCHEMA)
    change = next(change for change in data["changes"] if change["kind"] == "progress-shown")
    assert (change["old"]["value"], change["new"]["value"]) == (
        {"state": None, "percent": 10},
        {"state": "on-track", "percent": 10},
    )


def test_a_day_is_iso_8601_and_a_text_is_itself(goals):
    new = OLD.replace("owner: Mobile", "due: 2026-06-01\n    summary: Soon")
    data = json.loads(render_json(compare_projects(goals(OLD), goals(new)), ("main", "a" * 40), ("", "")))
    jsonschema.validate(data, SCHEMA)
    assert [(change["field"], change["old"]["value"], change["new"]["value"]) for change in data["changes"]] == [
        ("due", None, "2026-06-01"),
        ("owner", ["Mobile"], None),
        ("summary", None, "Soon"),
    ]


def test_goals_that_came_and_went_keep_the_schema(goals):
    for old, new in (("", NEW), (OLD, "")):
        data = json.loads(render_json(compare_projects(goals(old), goals(new)), ("x", "b" * 64), ("y", "c" * 40)))
        jsonschema.validate(data, SCHEMA)


def test_the_page_says_the_same_in_a_table(goals):
    page = render_html(compare_projects(goals(OLD), goals(NEW)), WORDS)
    assert (
        "<td>target: Practice</td><td><del>10 to 30 min</del></td><td><ins>5 to 30 min</ins><small>easier, minimum lowered by 5 min</small></td>"
        in page
    )
    assert "<p>1 target made easier, 1 verdict recorded</p>" in page


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_gets_out_raw(goals, text):
    new = f"\ngoals/evil.md\n    type: output\n    title: {json.dumps(text)}\n    owner: {json.dumps(text)}\n"
    compared = compare_projects(goals(OLD), goals(OLD + new))
    page = render_html(compared, WORDS)
    assert set(re.findall(r"<(\w+)", page)) <= {
        *("html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "table", "thead", "tbody"),
        *("tr", "th", "td", "del", "ins", "small", "ul", "li"),
    }
    lines = render_text(compared, WORDS).split("\n")
    assert all(line.isprintable() and not line.lstrip().startswith("::") for line in lines)
