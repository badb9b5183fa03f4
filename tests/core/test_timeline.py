"""Strips of the primary impact: turns, gaps, overlaps, switches and what still follows."""

from __future__ import annotations

from datetime import date

import pytest

from mkdocs_goal_tree.core.goalposts import Past
from mkdocs_goal_tree.core.timeline import followers, lanes, strips

GROWTH = """
goals/growth.md
    type: impact
    title: Growth
    status: active
    primary: [{from: 2025-01-01, to: 2025-08-31}, {from: 2026-01-01}]
"""
TRUST = """
goals/trust.md
    type: impact
    title: Trust
    status: active
    primary: {from: 2025-09-01, to: 2025-12-31, decided_on: 2025-08-20}
"""


def shown(project, past=None, hidden=()):
    """Each strip as scope, owner, turns, gaps, overlaps, and switches with what was paused, closed and went on."""
    return [
        (
            strip.scope,
            strip.owner,
            [f"{turn.impact.id} {turn.start}" for turn in strip.turns],
            [f"{gap.start} {gap.end}" for gap in strip.gaps],
            [f"{one.second.impact.id}+{one.first.impact.id} {one.days.start} {one.days.end}" for one in strip.overlaps],
            [
                (one.number, one.former.id, one.turn.impact.id, *map(ids, (one.paused, one.closed, one.went_on)))
                for one in strip.switches
            ],
        )
        for strip in strips(project.tree, project.settings, past or {}, hidden)
    ]


def ids(goals):
    return [goal.id for goal in goals]


def test_turns_stand_in_their_order_and_a_switch_is_a_change_of_the_impact(goals):
    assert shown(goals(GROWTH + TRUST)) == [
        (
            "company",
            "",
            ["growth 2025-01-01", "trust 2025-09-01", "growth 2026-01-01"],
            [],
            [],
            [(1, "growth", "trust", [], [], []), (2, "trust", "growth", [], [], [])],
        )
    ]


def test_a_period_renewed_is_no_switch(goals):
    renewed = GROWTH.replace("to: 2025-08-31", "to: 2025-12-31")

    assert shown(goals(renewed)) == [("company", "", ["growth 2025-01-01", "growth 2026-01-01"], [], [], [])]


@pytest.mark.parametrize(
    ("periods", "gaps", "overlaps"),
    [
        ("{from: 2025-09-01, to: 2025-12-31}", [], []),
        ("{from: 2025-09-02, to: 2025-12-30}", ["2025-09-01 2025-09-01", "2025-12-31 2025-12-31"], []),
        ("{from: 2025-08-31, to: 2025-12-31}", [], ["trust+growth 2025-08-31 2025-08-31"]),
        ("{from: 2025-02-01}", [], ["trust+growth 2025-02-01 2025-08-31", "growth+trust 2026-01-01 9999-12-31"]),
        ("{from: 2025-12-31, to: 2025-09-01}", ["2025-09-01 2025-12-31"], []),
    ],
)
def test_gaps_and_overlaps_are_told_with_their_days(goals, periods, gaps, overlaps):
    trust = TRUST.replace("{from: 2025-09-01, to: 2025-12-31, decided_on: 2025-08-20}", periods)

    found = shown(goals(GROWTH + trust))[0]

    assert (found[3], found[4]) == (gaps, overlaps)


def test_a_gap_that_goes_on_ends_today(goals):
    assert shown(goals(TRUST))[0][3] == ["2026-01-01 2026-05-13"]


def test_below_the_company_each_scope_and_owner_has_a_strip(goals):
    product = "\ngoals/{0}.md\n    type: impact\n    title: {0}\n    scope: {1}\n    owner: {2}\n    primary: {{from: 2026-01-01}}\n"
    files = product.format("a", "team", '"@Blue team"') + product.format("b", "product", "[blue-team, Red]")

    found = [one[:3] for one in shown(goals(files + GROWTH, owners={"red": {"name": "Red team"}, "blueteam": {}}))]

    assert found == [
        ("company", "", ["growth 2025-01-01", "growth 2026-01-01"]),
        ("product", "blueteam", ["b 2026-01-01"]),
        ("product", "Red team", ["b 2026-01-01"]),
        ("team", "blueteam", ["a 2026-01-01"]),
    ]


def test_an_owner_is_named_as_the_first_file_writes_it(goals):
    files = "goals/a.md\n    type: impact\n    title: A\n    scope: team\n    owner: '@Blue  Team'\n    primary: {from: 2026-01-01}\n"

    assert shown(goals(files))[0][:2] == ("team", "Blue  Team")


def test_hidden_impacts_and_goals_stand_in_no_strip(goals):
    assert shown(goals(GROWTH + TRUST), hidden={"trust"})[0][2] == ["growth 2025-01-01", "growth 2026-01-01"]


OUTCOME = """
goals/o.md
    type: outcome
    title: O
    contributes_to: growth
"""


@pytest.mark.parametrize(
    ("more", "paused", "closed", "went_on"),
    [
        ("status: active\n    period: {from: 2025-03-01}", [], [], ["o"]),
        ("status: active\n    period: {from: 2025-09-01}", [], [], []),
        ("status: active", [], [], []),
        ("status: paused\n    period: {from: 2025-03-01}", ["o"], [], []),
        ("status: missed\n    closed: {on: 2025-08-20}", [], ["o"], []),
        ("status: missed\n    closed: {on: 2025-08-19}", [], [], []),
        ("status: dropped\n    closed: {on: 2025-10-01}", [], ["o"], []),
        ("status: achieved\n    period: {from: 2025-03-01}\n    closed: {on: 2025-10-02}", [], [], ["o"]),
        ("status: dropped\n    period: {from: 2025-03-01}", [], [], []),
        (
            "status: paused\n    period: {from: 2025-03-01}\n    metrics: {name: M, actuals: {on: 2026-02-01, value: 3}}",
            [],
            [],
            ["o"],
        ),
    ],
)
def test_a_switch_lists_what_was_paused_closed_and_went_on(goals, more, paused, closed, went_on):
    project = goals(f"{GROWTH}{TRUST}{OUTCOME}    {more}\n")

    assert shown(project)[0][5][0] == (1, "growth", "trust", paused, closed, went_on)


def test_a_paused_goal_counts_at_the_last_switch_away_from_what_it_serves(goals):
    again = TRUST.replace(
        "{from: 2025-09-01, to: 2025-12-31, decided_on: 2025-08-20}",
        "[{from: 2025-09-01, to: 2025-12-31}, {from: 2026-03-01}]",
    )
    growth = GROWTH.replace("{from: 2026-01-01}", "{from: 2026-01-01, to: 2026-02-28}")
    files = f"{growth}{again}{OUTCOME}    status: paused\n    period: {{from: 2025-03-01}}\n"

    assert [(one[0], one[3], one[5]) for one in shown(goals(files))[0][5] if one[1] == "growth"] == [
        (1, [], ["o"]),
        (3, ["o"], []),
    ]


def test_what_had_shipped_before_a_switch_is_not_work_that_went_on(goals):
    output = "\ngoals/p.md\n    type: output\n    title: P\n    status: shipped\n    period: 2025\n    shipped_on: {}\n    contributes_to: o\n"
    outcome = f"{OUTCOME}    status: active\n    period: 2025\n"

    for day, went_on in (("2025-04-01", ["o"]), ("2025-10-01", ["o", "p"])):
        assert shown(goals(GROWTH + TRUST + outcome + output.format(day)))[0][5][0][5] == went_on


def test_a_day_of_closing_that_only_git_knows_counts(goals):
    project = goals(f"{GROWTH}{TRUST}{OUTCOME}    status: dropped\n    period: {{from: 2025-03-01}}\n")

    found = shown(project, {"o": Past(closed_on=date(2025, 9, 10))})

    assert found[0][5][0][3:] == ([], ["o"], [])


def test_another_impact_below_the_former_one_is_no_work(goals):
    below = "\ngoals/i.md\n    type: impact\n    title: I\n    status: active\n    period: 2025\n    contributes_to: growth\n"

    assert shown(goals(GROWTH + TRUST + below))[0][5][0][3:] == ([], [], [])


def test_turns_that_meet_stand_on_lines_of_their_own(goals):
    trust = TRUST.replace(
        "{from: 2025-09-01, to: 2025-12-31, decided_on: 2025-08-20}", "{from: 2025-02-01, to: 2025-03-01}"
    )

    assert lanes(strips(goals(GROWTH + trust).tree, goals(GROWTH).settings, {})[0].turns) == [0, 1, 0]


def test_a_follower_serves_nothing_but_what_is_no_longer_primary(goals):
    goal = "\ngoals/{0}.md\n    type: outcome\n    title: {0}\n    status: active\n    period: {{from: {1}}}\n    contributes_to: {2}\n"
    files = TRUST + GROWTH + goal.format("a", "2025-10-01", "trust") + goal.format("b", "2025-10-01", "[trust, growth]")
    project = goals(files + goal.format("c", "2026-01-01", "trust"))

    assert [(one.impact.id, str(one.ended), ids(one.goals)) for one in followers(project.tree, date(2026, 5, 13))] == [
        ("trust", "2025-12-31", ["a"])
    ]
