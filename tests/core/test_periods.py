"""Quarters: which there are, what began in each, what ended, what was said."""

from __future__ import annotations

from datetime import date

import pytest

from mkdocs_goal_tree.core.goalposts import Past
from mkdocs_goal_tree.core.periods import chapters, has_days, quarter_of


@pytest.mark.parametrize(
    ("day", "month", "found"),
    [
        ("2026-05-13", 1, "2026-Q2 2026-04-01 2026-06-30"),
        ("2026-12-31", 1, "2026-Q4 2026-10-01 2026-12-31"),
        ("2026-05-13", 4, "2027-Q1 2026-04-01 2026-06-30"),
        ("2026-03-31", 4, "2026-Q4 2026-01-01 2026-03-31"),
        ("2026-01-31", 2, "2026-Q4 2025-11-01 2026-01-31"),
        ("9999-12-31", 1, "9999-Q4 9999-10-01 9999-12-31"),
    ],
)
def test_a_quarter_is_named_for_the_fiscal_year_that_it_lies_in(day, month, found):
    quarter = quarter_of(date.fromisoformat(day), month)

    assert f"{quarter.name} {quarter.start} {quarter.end}" == found


def told(project, past=None, hidden=()):
    """Each quarter that says anything: its parts by name, goals by id."""
    found = {}
    for one in chapters(project.tree, project.settings, past or {}, hidden):
        parts = {
            "begun": [goal.id for goal in one.begun],
            "going": [goal.id for goal in one.going],
            "closed": [f"{end.goal.id} {end.on}" for end in one.closed],
            "left open": [goal.id for goal in one.left_open],
            "told": [f"{t.output.id} {t.verdict.verdict}" for t in one.told],
            "decisions": [decision.what for _, decision in one.decisions],
        }
        found[one.days.name] = {name: part for name, part in parts.items() if part}
    return found


GOAL = "\ngoals/{0}.md\n    type: outcome\n    title: {0}\n    status: {1}\n    period: {2}\n    {3}\n"


def test_a_goal_begins_in_one_quarter_and_goes_on_in_the_next(goals):
    assert told(goals(GOAL.format("a", "active", "{from: 2026-02-01, to: 2026-08-31}", ""))) == {
        "2026-Q1": {"begun": ["a"]},
        "2026-Q2": {"going": ["a"]},
    }


def test_a_year_begins_in_its_first_quarter(goals):
    assert told(goals(GOAL.format("a", "active", "2026", ""))) == {
        "2026-Q1": {"begun": ["a"]},
        "2026-Q2": {"going": ["a"]},
    }


def test_a_closed_goal_ends_in_the_quarter_of_its_day(goals):
    closed = GOAL.format("a", "dropped", "{from: 2025-10-01, to: 2026-06-30}", "closed: {on: 2026-02-03, why: No.}")

    assert told(goals(closed)) == {"2025-Q4": {"begun": ["a"]}, "2026-Q1": {"closed": ["a 2026-02-03"]}}


def test_without_a_day_it_ends_with_its_period_unless_git_knows(goals):
    project = goals(GOAL.format("a", "achieved", "2025-Q4", ""))

    assert told(project) == {"2025-Q4": {"begun": ["a"], "closed": ["a None"]}}
    assert told(project, {"a": Past(closed_on=date(2026, 1, 4))}) == {
        "2025-Q4": {"begun": ["a"]},
        "2026-Q1": {"closed": ["a 2026-01-04"]},
    }


def test_what_ended_and_nobody_closed_is_left_open(goals):
    assert told(goals(GOAL.format("a", "active", "2026-Q1", ""))) == {"2026-Q1": {"begun": ["a"], "left open": ["a"]}}


def test_what_shipped_is_not_left_open(goals):
    output = "goals/p.md\n    type: output\n    title: P\n    status: shipped\n    period: 2026-Q1\n"

    assert told(goals(output)) == {"2026-Q1": {"begun": ["p"]}}


def test_verdicts_and_decisions_stand_in_the_quarter_of_their_day(goals):
    decided = "decisions: [{on: 2025-11-02, what: Less.}, {what: Some day.}, {on: 2027-01-01, what: Later.}]"
    output = """
goals/p.md
    type: output
    title: P
    status: shipped
    contributes_to: a
    reviews:
      - {done_on: 2026-02-01, verdicts: {verdict: moved}}
      - {verdicts: {verdict: worse}}
"""
    project = goals(GOAL.format("a", "active", "2025", decided) + output)

    assert told(project) == {
        "2025-Q1": {"begun": ["a"]},
        "2025-Q4": {"left open": ["a"], "decisions": ["Less."]},
        "2026-Q1": {"told": ["p moved"]},
    }
    assert told(project, hidden={"p"}).keys() == {"2025-Q1", "2025-Q4"}


def test_a_company_that_tells_time_its_own_way_has_its_own_quarters(goals):
    project = goals(GOAL.format("a", "active", "2026-Q1", ""), fiscal_year_starts=4)

    assert told(project) == {"2026-Q1": {"begun": ["a"], "left open": ["a"]}}
    assert chapters(project.tree, project.settings, {})[0].days.start == date(2025, 4, 1)


def test_a_goal_of_a_hundred_years_makes_no_hundred_years_of_pages(goals):
    assert told(goals(GOAL.format("a", "active", "{from: 1950-01-01, to: 2150-01-01}", ""))).keys() == {
        "1950-Q1",
        "2026-Q2",
    }


def test_without_periods_there_are_no_quarters(goals):
    project = goals("goals/a.md\n    type: outcome\n    title: A\n    decisions: {on: 2026-01-01, what: Go.}\n")

    assert told(project) == {}
    assert not has_days(project.tree)


@pytest.mark.parametrize(
    "goal",
    [
        "type: impact\n    primary: {from: 2026-01-01}",
        "type: outcome\n    period: 2026",
        "type: output\n    due: 2026-06-01",
        "type: output\n    shipped_on: 2026-02-01",
    ],
)
def test_one_day_is_enough_for_a_timeline(goals, goal):
    assert has_days(goals(f"goals/a.md\n    title: A\n    {goal}\n").tree)
