"""The signs of a feature factory: part, base and whether they ask for attention."""

from __future__ import annotations

from datetime import date

import pytest

from mkdocs_goal_tree.core.goal_days import period_of
from mkdocs_goal_tree.core.health import LEAST, Sign, indicators, outcomes_moved
from mkdocs_goal_tree.core.rules import BY_CODE

TOP = """
goals/engagement.md
    type: impact
    title: Learners come back

goals/mobile.md
    type: outcome
    title: Learners practice on the bus
    contributes_to: engagement
"""


def output(name, more="", *, to="mobile"):
    lines = "".join(f"    {line}\n" for line in more.splitlines())
    return f"\ngoals/{name}.md\n    type: output\n    title: Output {name}\n    contributes_to: {to}\n{lines}"


def shipped(name, day, verdict="", *, on="2026-05-01", to="mobile"):
    review = f"\nreview:\n  done_on: {on}\n  verdicts:\n    verdict: {verdict}" if verdict else ""
    return output(name, f"status: shipped\nshipped_on: {day}{review}", to=to)


def outcome(name, more=""):
    lines = "".join(f"    {line}\n" for line in more.splitlines())
    head = "type: outcome\n    status: active\n    contributes_to: engagement"
    return f"\ngoals/{name}.md\n    {head}\n    title: Outcome {name}\n{lines}"


def measured(name, on, more=""):
    metric = f"metrics:\n  name: Share\n  baseline: 1\n  target: 5\n  actuals:\n    - on: {on}\n      value: 2\n"
    return outcome(name, f"{metric}{more}")


def sign(project, which, **more):
    return next(one for one in indicators(project.tree, project.settings, **more) if one.sign is which)


@pytest.mark.parametrize(
    ("which", "text", "expected"),
    [
        (Sign.UNREVIEWED, "", (0, 0, None, False)),
        # six weeks after shipping are over, and nobody looked
        (Sign.UNREVIEWED, shipped("a", "2026-01-01") + shipped("b", "2026-01-02"), (2, 2, "100", False)),
        (
            Sign.UNREVIEWED,
            shipped("a", "2026-01-01") + shipped("b", "2026-01-02") + shipped("c", "2026-01-01", "moved"),
            (2, 3, "66.67", True),
        ),
        # what was shipped last week has nothing to tell yet
        (Sign.UNREVIEWED, shipped("a", "2026-05-06") + shipped("b", "2026-01-02"), (1, 1, "100", False)),
        # exactly the share of the setting is not above it
        (
            Sign.UNREVIEWED,
            "".join(shipped(name, "2026-01-01", "moved" * (name > "b")) for name in "abcd"),
            (2, 4, "50", False),
        ),
        (Sign.OUTPUTS_PER_OUTCOME, "", (0, 0, None, False)),
        (
            Sign.OUTPUTS_PER_OUTCOME,
            shipped("a", "2026-01-01", "moved") + shipped("b", "2026-01-01", "partly"),
            (2, 1, "2", False),
        ),
        (Sign.OUTPUTS_PER_OUTCOME, "".join(shipped(n, "2026-01-01") for n in "abcde"), (5, 0, None, False)),
        (Sign.OUTPUTS_PER_OUTCOME, "".join(shipped(n, "2026-01-01") for n in "abcdef"), (6, 0, None, True)),
        # a day that is still to come moves nothing
        (Sign.OUTPUTS_PER_OUTCOME, shipped("a", "2026-01-01", "moved", on="2026-05-14"), (1, 0, None, False)),
        (Sign.OUTPUTS_PER_OUTCOME, shipped("a", "2026-05-14"), (0, 0, None, False)),
        (Sign.NO_EXPECTATION, output("a", "status: planned"), (1, 1, "100", False)),
        (Sign.NO_EXPECTATION, "".join(output(n, "status: building") for n in "abc"), (3, 3, "100", True)),
        (
            Sign.NO_EXPECTATION,
            output("a", "status: planned") + output("b", "status: planned\nexpects: {to: 5}") + output("c"),
            (1, 2, "50", False),
        ),
        (Sign.NOT_MEASURED, outcome("a") + outcome("b") + measured("c", "2026-05-01"), (2, 3, "66.67", True)),
        (Sign.NOT_MEASURED, outcome("a"), (1, 1, "100", False)),
        (Sign.STALE, measured("a", "2026-01-01") + measured("b", "2026-05-01"), (1, 2, "50", False)),
        (Sign.STALE, "".join(measured(name, "2026-01-01") for name in "abc"), (3, 3, "100", True)),
        (Sign.LOAD, "".join(outcome(name, "owner: Growth") for name in "abc"), (3, 1, "3", False)),
        (Sign.LOAD, "".join(outcome(n, "owner: [growth, Growth, Ops]") for n in "abcd"), (4, 2, "4", True)),
        (Sign.LOAD, outcome("a"), (0, 0, None, False)),
        (
            Sign.NO_OUTPUTS,
            outcome("a") + outcome("b", "not_broken_down: true") + outcome("c") + output("d", to="c"),
            (1, 3, "33.33", True),
        ),
        # what was cancelled helps nobody
        (Sign.NO_OUTPUTS, outcome("a") + output("b", "status: cancelled", to="a"), (1, 1, "100", False)),
        (Sign.NO_OUTCOME, output("a", to="engagement") + output("b"), (1, 2, "50", False)),
        (Sign.NO_OUTCOME, output("a", "status: cancelled", to="engagement"), (0, 0, None, False)),
    ],
)
def test_a_sign_has_its_part_its_base_and_speaks_from_three_on(goals, which, text, expected):
    one = sign(goals(TOP + text), which)

    value = None if one.value is None else f"{round(one.value, 2).normalize():f}"
    assert (one.part, one.base, value, one.asks) == expected


OLD = "".join(
    f"\ngoals/{name}.md\n    type: outcome\n    title: Outcome {name}\n    status: active\n    period: 2024\n"
    for name in "abc"
)


@pytest.mark.parametrize(
    ("more", "part", "judged", "asks"),
    [
        ("", 0, True, True),
        ("    status: dropped\n    closed: {on: 2026-03-01}\n", 1, True, False),
        ("    status: dropped\n    closed: {on: 2025-05-13}\n", 1, True, False),
        ("    status: dropped\n    closed: {on: 2025-05-12}\n", 0, True, True),
        # nobody knows when
        ("    status: dropped\n", 0, False, False),
        # reached is not stopped
        ("    status: achieved\n    closed: {on: 2026-03-01}\n", 0, True, True),
    ],
)
def test_nothing_stopped_for_a_year_asks_for_attention(goals, more, part, judged, asks):
    one = sign(goals(f"{OLD}\ngoals/d.md\n    type: outcome\n    title: Outcome d\n{more}"), Sign.STOPPED)

    assert (one.part, one.is_judged, one.asks) == (part, judged, asks)


def test_a_company_that_began_this_spring_has_had_nothing_to_stop(goals):
    one = sign(goals(OLD.replace("2024", "2026-Q2")), Sign.STOPPED)

    assert (one.part, one.is_judged, one.asks) == (0, False, False)


@pytest.mark.parametrize(
    "since",
    [
        "type: outcome\n    status: active\n    contributes_to: {goal: engagement, since: 2024-01-01}",
        "type: outcome\n    status: active\n    metrics: {name: Share, baseline: {value: 1, on: 2024-01-01}}",
        "type: impact\n    status: active\n    primary: {from: 2024-01-01}",
        "type: output\n    status: shipped\n    shipped_on: 2024-01-01",
    ],
)
def test_every_day_of_a_file_tells_how_long_it_goes_on(goals, since):
    text = "".join(f"\ngoals/{name}.md\n    {since}\n    title: Goal {name}\n" for name in "abc")

    assert sign(goals(TOP + text), Sign.STOPPED).is_judged


def test_the_goals_behind_a_number_stand_with_it_the_longest_wait_first(goals):
    project = goals(TOP + shipped("late", "2026-02-01") + shipped("later", "2026-01-01"))

    assert sign(project, Sign.UNREVIEWED).goals == ("later", "late")


def test_the_limits_are_those_of_the_settings(goals):
    text = TOP + "".join(shipped(name, "2026-01-01", "moved") for name in "abc")
    project = goals(
        text,
        health={"unreviewed_share": "10", "outputs_per_outcome_moved": "2", "nothing_dropped_for": "30d"},
        active_per_owner="1",
    )

    assert {one.sign: str(one.limit) for one in indicators(project.tree, project.settings)} == {
        "unreviewed": "10",
        "outputs-per-outcome": "2",
        "no-expectation": "25",
        "not-measured": "25",
        "stale": "25",
        "stopped": "0",
        "load": "1",
        "no-outputs": "25",
        "no-outcome": "25",
    }
    assert sign(project, Sign.OUTPUTS_PER_OUTCOME).asks
    assert LEAST == 3


def test_some_goals_alone_have_numbers_of_their_own(goals):
    project = goals(TOP + shipped("a", "2026-01-01", "moved") + shipped("b", "2026-01-01"))

    one = sign(project, Sign.OUTPUTS_PER_OUTCOME, among={"b"})
    assert (one.part, one.base, one.goals) == (1, 0, ("b",))
    assert [goal.id for goal in outcomes_moved(project.tree, project.settings)] == ["mobile"]


def test_an_earlier_day_has_the_numbers_of_that_day(goals):
    text = TOP + shipped("a", "2026-01-01", "moved", on="2026-03-01") + shipped("b", "2026-04-01")
    project = goals(text, today=date(2026, 2, 28))

    assert (sign(project, Sign.UNREVIEWED).part, sign(project, Sign.OUTPUTS_PER_OUTCOME).part) == (1, 1)
    assert outcomes_moved(project.tree, project.settings) == ()


def test_a_wait_beyond_the_calendar_is_never_over(goals):
    project = goals(TOP + shipped("a", "9999-12-31"), today=date(9999, 12, 31))

    assert sign(project, Sign.UNREVIEWED).base == 0


def test_who_has_most_active_outcomes_stands_for_the_load(goals):
    project = goals(TOP + outcome("a", "owner: Ops") + outcome("b", "owner: Growth") + outcome("c", "owner: growth"))

    one = sign(project, Sign.LOAD)
    assert (one.part, one.base, one.goals) == (2, 2, ("b", "c"))


@pytest.mark.parametrize(
    ("fields", "starts", "name"),
    [
        ("period: 2026-H1\nshipped_on: 2025-01-01", 1, "2026-H1"),
        ("shipped_on: 2026-05-13", 1, "2026-Q2"),
        ("shipped_on: 2026-05-13", 5, "2027-Q1"),
        ("shipped_on: 2026-04-30", 5, "2026-Q4"),
        ("due: 2026-04-30", 1, None),
    ],
)
def test_an_output_without_a_period_belongs_to_the_quarter_in_which_it_was_shipped(goals, fields, starts, name):
    project = goals(TOP + output("a", fields), fiscal_year_starts=starts)
    period = period_of(project.tree["a"], project.settings)

    assert (period and period.name) == name


def factory(project):
    return [(str(one.span), one.message) for one in project.findings if one.rule == "GT601"]


def test_what_was_never_reviewed_is_told_at_the_output_that_waits_longest(goals):
    project = goals(TOP + "".join(shipped(name, f"2026-01-0{day}") for day, name in enumerate("abc", 1)))

    assert factory(project) == [("goals/a.md:6:13", "3 of 3 shipped outputs were never reviewed, this one the longest")]
    notes = next(one.notes for one in project.findings if one.rule == "GT601")
    assert [(str(note.span), note.message) for note in notes] == [
        ("goals/b.md:6:13", "'b' was never reviewed"),
        ("goals/c.md:6:13", "'c' was never reviewed"),
    ]


@pytest.mark.parametrize(("moved", "said"), [(0, "no outcome moved"), (1, "1 outcome moved"), (2, "2 outcomes moved")])
def test_much_shipped_and_little_moved_is_told_at_the_latest_output(goals, moved, said):
    second = outcome("second")
    outputs = "".join(
        shipped(
            name, f"2026-0{month}-01", "moved" if month <= moved else "worse", to="second" if month == 2 else "mobile"
        )
        for month, name in enumerate("abc", 1)
    )
    project = goals(TOP + second + outputs, health={"outputs_per_outcome_moved": "1"})

    assert factory(project) == [("goals/c.md:6:13", f"3 outputs were shipped, {said}; this one is the latest")]


def test_nothing_stopped_is_told_at_the_goal_that_has_gone_on_longest(goals):
    project = goals(OLD.replace("period: 2024", "period: 2023", 1))

    assert factory(project) == [
        ("goals/a.md:3:8", "nothing was dropped, retired or cancelled within 365d; this goal has gone on longest")
    ]


def test_nothing_is_said_where_nothing_goes_on_or_a_file_cannot_be_read(goals):
    assert factory(goals(OLD.replace("active", "missed"))) == []
    assert factory(goals(f"{OLD}\ngoals/lost.md\n    type: nonsense\n")) == []


def test_the_rule_says_which_term_explains_it():
    assert (BY_CODE["GT601"].name, BY_CODE["GT601"].term) == ("feature-factory", "feature-factory")
