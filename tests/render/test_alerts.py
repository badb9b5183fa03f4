"""The warning over a change that makes a goal look better without a measurement, and the note beside each change."""

from __future__ import annotations

import pytest

from mkdocs_goal_tree.config import load_words
from mkdocs_goal_tree.core.comparison import compare_projects
from mkdocs_goal_tree.render.alerts import Alert, alerts
from mkdocs_goal_tree.render.changes import changed_goals, headline
from mkdocs_goal_tree.render.rows import rows_of

WORDS = load_words({})
OLD = """
goals/result.md
    type: outcome
    title: Learners act on their result within a minute
    status: active
    period: {from: 2025-11-01, to: 2026-06-30}
    metrics:
      - name: Results opened
        unit: "%"
        baseline: {value: 20, on: 2025-11-01}
        target: 80
        actuals: [{on: 2026-04-01, value: 30}, {on: 2026-05-01, value: 41}]
      - name: Complaints
        role: guardrail
        unit: per week
        direction: down
        target: 5
        actuals: [{on: 2026-05-01, value: 4}]
"""
NEW_NUMBER = OLD.replace("value: 41}]", "value: 41}, {on: 2026-05-08, value: 55}]")
SAID = "“Learners act on their result within a minute” turns from"
STILL = "the last measurement is still 41 % of 1 May."
LOG = "The decision log of the goal has no entry for it."


def warned(goals, old, new):
    return alerts(compare_projects(goals(old), goals(new)), WORDS)


def test_a_lowered_target_that_turns_a_goal_is_told_with_what_did_not_change(goals):
    sentence = f"{SAID} behind to on track because its target goes from 80 % to 50 %; {STILL}"
    assert warned(goals, OLD, OLD.replace("80", "50")) == (
        Alert("result", "A target was lowered and nothing else improved.", sentence, LOG, "GT313"),
    )


DECIDED = "    decisions:\n      what: Fifty is enough\n"
IGNORED = "    lint:\n      ignore:\n        - rule: target-made-easier\n          reason: A typing error.\n"
TWO = OLD.replace("target: 80", "target: [{value: 60, by: 2026-05-01}, {value: 80}]")
BAND = OLD.replace("target: 80", "direction: hold\n        target: {min: 50, max: 60}")
GUARD = OLD.replace("value: 4}", "value: 6}")
STALE = OLD.replace("      - name: Complaints", "        stale_after: 5d\n      - name: Complaints")


@pytest.mark.parametrize(
    ("what", "old", "new", "told"),
    [
        ("put off", OLD, OLD.replace("to: 2026-06-30", "to: 2027-12-31"),
         "A date was put off and nothing else improved. behind to on track because its date goes from 30 Jun 2026 to 31 Dec 2027"),
        ("both", OLD, OLD.replace("80", "60").replace("2026-06-30", "2026-10-31"),
         ("A target was lowered and nothing else improved. behind to on track because its target goes from 80 % to 60 % and "
         "its date goes from 30 Jun 2026 to 31 Oct 2026")),
        ("baseline", OLD, OLD.replace("value: 20", "value: -90"),
         "A baseline was moved and nothing else improved. behind to on track because its baseline goes from 20 % to −90 %"),
        ("an earlier target", TWO, TWO.replace("value: 60", "value: 30"),
         ("An earlier target was moved and nothing else improved. behind to on track because its earlier target goes from "
         "60 by 2026-05-01 to 30 by 2026-05-01")),
        ("a band", BAND, BAND.replace("min: 50", "min: 40"),
         "A target was made easier and nothing else improved. behind to target met because its target goes from 50 to 60 % to 40 to 60 %"),
        ("a guardrail", GUARD, GUARD.replace("target: 5", "target: 7"),
         ("A target was made easier and nothing else improved. guardrail breached to behind because the target of Complaints "
         "goes from 5 per week to 7 per week; the last measurement is still 6 per week of 1 May.")),
        ("harder", OLD.replace("80", "50"), OLD, ""),
        ("not enough", OLD, OLD.replace("80", "75"), ""),
        ("measured anew", OLD, NEW_NUMBER.replace("80", "60"), ""),
        ("decided", OLD, OLD.replace("80", "50") + DECIDED, ""),
        ("ignored with a reason", OLD, OLD.replace("80", "50") + IGNORED, ""),
        ("the guardrail alone", OLD, OLD.replace("target: 5", "target: 7"), ""),
        ("another metric", OLD, OLD.replace("80", "50").replace("name: Results opened", "name: Results"), ""),
        ("paused before", OLD.replace("active", "paused"), OLD.replace("80", "50"), ""),
        ("closed", OLD, OLD.replace("80", "50").replace("active", "achieved"), ""),
        ("an older number is fine", STALE, STALE.replace("5d", "50d"), ""),
        ("added", "\ngoals/a.md\n    type: impact\n    title: A\n", OLD.replace("80", "50"), ""),
    ],
)  # fmt: skip
def test_when_a_goal_looks_better_by_its_promise_alone(goals, what, old, new, told):
    said = [f"{one.head} {one.sentence.removeprefix(SAID).strip()}" for one in warned(goals, old, new)]
    assert [text.removesuffix(f"; {STILL}") for text in said] == ([told] if told else []), what


def test_where_something_else_was_measured_the_head_says_less(goals):
    other = "\ngoals/other.md\n    type: impact\n    title: Other\n    metrics: {name: N, direction: up, actuals: []}\n"
    new = OLD.replace("80", "50") + other.replace("[]", "[{on: 2026-05-01, value: 3}]")
    assert [one.head for one in warned(goals, OLD + other, new)] == [
        "A target was lowered, and that alone made the goal look better."
    ]


def test_each_goal_that_looks_better_is_told(goals):
    two = OLD + OLD.replace("result.md", "other.md").replace("Learners", "Teachers")
    assert [one.goal for one in warned(goals, two, two.replace("80", "50"))] == ["other", "result"]


NOTES = [
    ("'%'", "80", "65", "easier, lowered by 15 points"),
    ("'%'", "80", "81", "harder, raised by 1 point"),
    ("'%'", "80", "79.5", "easier, lowered by 0.5 points"),
    ("min", "80", "100", "harder, raised by 20 min"),
    ("EUR, measure: currency", "80", "2000", "harder, raised by EUR 1,920"),
    ("''", "80", "79", "easier, lowered by 1"),
    ("min", "{min: 10, max: 30}", "{min: 5, max: 40}", "easier, minimum lowered by 5 min, maximum raised by 10 min"),
    ("min", "{min: 10, max: 30}", "{min: 20, max: 30}", "harder, minimum raised by 10 min"),
    ("min", "{max: 30}", "{max: 20}", "harder, maximum lowered by 10 min"),
    ("min", "{min: 10}", "{max: 20}", ""),
    ("min", "80", "{min: 60}", "easier"),
    ("min", "80", "{value: 80, by: 2026-06-30}", "harder"),
    ("min", "{value: 80, by: 2026-06-30}", "{value: 80, by: 2026-07-31}", "easier, 31 days later"),
    ("min", "{value: 80, by: 2026-06-30}", "{value: 80, by: 2026-06-29}", "harder, 1 day earlier"),
]


@pytest.mark.parametrize(("unit", "old", "new", "note"), NOTES)
def test_a_target_that_moved_says_how_far(goals, unit, old, new, note):
    old, new = (
        goals(f"\ngoals/x.md\n    type: impact\n    title: X\n    metrics: {{name: P, direction: up, unit: {unit}, target: {target}}}\n"
              .replace("direction: up, ", "" if "{m" in old else "direction: up, "))
        for target in (old, new)
    )  # fmt: skip
    assert [row.note for row in rows(old, new) if row.what.startswith(("target", "day"))] == [note]


def rows(old, new):
    compared = compare_projects(old, new)
    return [row for changed in changed_goals(compared) for row in rows_of(changed, compared, WORDS)]


def test_another_unit_says_nothing_of_how_far(goals):
    metric = (
        "\ngoals/x.md\n    type: impact\n    title: X\n    metrics: {name: P, direction: up, unit: min, target: 80}\n"
    )
    found = rows(goals(metric), goals(metric.replace("min", "s").replace("80", "60")))
    assert [(row.what, row.note) for row in found] == [("target: P", ""), ("unit: P", "")]


@pytest.mark.parametrize(
    ("left", "note"),
    [
        ("type: output\n    title: X", "nothing else pointed to it; the status cancelled would keep its record"),
        ("type: outcome\n    title: X", "nothing else pointed to it; the status dropped would keep its record"),
        ("type: output\n    title: X\n    status: cancelled", ""),
        ("type: outcome\n    title: X\n\ngoals/y.md\n    type: output\n    title: Y\n    contributes_to: x", ""),
        ("type: outcome\n    title: X\n\ngoals/y.md\n    type: outcome\n    title: Y\n    superseded_by: x", ""),
    ],
)
def test_a_removed_goal_that_nobody_named_could_have_kept_its_record(goals, left, note):
    old = f"\ngoals/x.md\n    {left}\n"
    kept = f"\ngoals/y.md{old.partition('goals/y.md')[2]}" if "goals/y.md" in old else ""
    assert next(row for row in rows(goals(old), goals(kept)) if row.after == "removed").note == note


def test_a_new_goal_says_what_it_promises(goals):
    new = """
goals/o.md
    type: outcome
    title: O
    metrics: {name: Results opened, unit: "%", baseline: 20, target: {value: 60, by: 2026-08-31}}

goals/x.md
    type: output
    title: X
    owner: Engagement team
    contributes_to: o
    expects:
      - {from: 45, to: 60, by: 2026-08-31}
      - {metric: Complaints}

goals/y.md
    type: output
    title: Y
    expects: {outcome: nowhere}

goals/z.md
    type: impact
    title: Z
    metrics: {name: N}
"""
    assert [(row.what, row.after) for row in rows(goals(""), goals(new))] == [
        ("goal", "Draft"),
        ("target: Results opened", "20 → 60 % by 31 Aug 2026"),
        ("goal", "Idea, Engagement team"),
        ("expects", "Results opened: 45 → 60 % by 31 Aug 2026"),
        ("expects", "Complaints"),
        ("goal", "Idea"),
        ("expects", "nowhere"),
        ("goal", "Draft"),
    ]


def test_a_baseline_that_flatters_is_in_the_headline(goals):
    compared = compare_projects(goals(OLD), goals(OLD.replace("value: 20", "value: 10")))
    assert headline(compared, WORDS) == "1 baseline made easier"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("", "contributes_to: o", "outcome: – → serves an outcome again"),
        ("contributes_to: o", "", "outcome: – → serves no outcome any more"),
        ("", "tags: [a, b]", "tags: – → a, b"),
        ("acceptance: {criterion: Fast}", "acceptance: {criterion: Fast, met: true}", "acceptance met: Fast: – → yes"),
        ("", "\n    ---\n    More.", "text: – → changed"),
    ],
)
def test_what_changed_is_a_sentence(goals, old, new, said):
    parent = "\ngoals/o.md\n    type: outcome\n    title: O\n"
    projects = (goals(f"{parent}\ngoals/x.md\n    type: output\n    title: X\n    {fields}\n") for fields in (old, new))
    assert said in [row.sentence(WORDS) for row in rows(*projects)]
