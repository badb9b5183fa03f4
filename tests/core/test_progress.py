"""Metric maths: each line of the format's rules, with exact decimals."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from mkdocs_goal_tree.core.pace import time_frame
from mkdocs_goal_tree.core.progress import Band, Progress, State, acceptance, band, breached, measure, state_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs_goal_tree.core.project import Project


def outcome(metric: str, more: str = "", status: str = "active") -> str:
    """One outcome whose metric has these fields, indented as in a file."""
    lines = "".join(f"      {line.strip()}\n" for line in metric.strip().splitlines())
    return f"""
goals/o.md
    type: outcome
    title: Learners go on
    status: {status}
    {more}
    metrics:
      name: Results opened
{lines}"""


def actual(on: str, value: object) -> str:
    return f"actuals: [{{on: {on}, value: {value}}}]"


def measured(
    goals: Callable[..., Project], metric: str, more: str = "", status: str = "active", **settings: object
) -> Progress:
    project = goals(outcome(metric, more, status), **settings)
    goal = project.tree["o"]
    return measure(goal.metrics[0], goal, project.settings)


def exact(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


UP = "baseline: {value: 22, on: 2026-01-05}\ntarget: {value: 80, by: 2026-09-30}"
DOWN = "baseline: {value: 100, on: 2026-01-01}\ntarget: {value: 50, by: 2027-01-01}"

# metric fields → way, elapsed, pace, met, state; today is 13 May 2026
TABLE = {
    "the worked example": (
        f"{UP}\n{actual('2026-05-01', 41)}",
        (Fraction(19, 58), Fraction(116, 268), Fraction(116, 268), False, State.BEHIND),
    ),
    "nothing measured": (UP, (None, None, None, None, State.NOT_MEASURED)),
    "an actual after today does not count": (
        f"{UP}\n{actual('2026-05-14', 41)}",
        (None, None, None, None, State.NOT_MEASURED),
    ),
    "an actual of today counts": (
        f"{UP}\n{actual('2026-05-13', 80)}",
        (Fraction(1), Fraction(128, 268), Fraction(128, 268), True, State.TARGET_MET),
    ),
    "of two on one day the later line counts": (
        f"{UP}\nactuals: [{{on: 2026-05-01, value: 1}}, {{on: 2026-05-01, value: 41}}]",
        (Fraction(19, 58), Fraction(116, 268), Fraction(116, 268), False, State.BEHIND),
    ),
    "the latest day counts, whatever the order": (
        f"{UP}\nactuals: [{{on: 2026-05-01, value: 41}}, {{on: 2026-02-01, value: 24}}]",
        (Fraction(19, 58), Fraction(116, 268), Fraction(116, 268), False, State.BEHIND),
    ),
    "past the target": (
        f"{UP}\n{actual('2026-05-01', 90)}",
        (Fraction(68, 58), Fraction(116, 268), Fraction(116, 268), True, State.TARGET_MET),
    ),
    "worse than the baseline": (
        f"{UP}\n{actual('2026-05-01', 15)}",
        (Fraction(-7, 58), Fraction(116, 268), Fraction(116, 268), False, State.BEHIND),
    ),
    "downward": (
        f"{DOWN}\n{actual('2026-04-15', 80)}",
        (Fraction(2, 5), Fraction(104, 365), Fraction(104, 365), False, State.ON_TRACK),
    ),
    "downward to zero": (
        f"baseline: {{value: 10, on: 2026-01-01}}\ntarget: {{value: 0, by: 2027-01-01}}\n{actual('2026-04-15', 4)}",
        (Fraction(3, 5), Fraction(104, 365), Fraction(104, 365), False, State.ON_TRACK),
    ),
    "zero reached": (
        f"baseline: {{value: 10, on: 2026-01-01}}\ntarget: {{value: 0, by: 2027-01-01}}\n{actual('2026-04-15', 0)}",
        (Fraction(1), Fraction(104, 365), Fraction(104, 365), True, State.TARGET_MET),
    ),
    "up from zero": (
        f"baseline: {{value: 0, on: 2026-01-01}}\ntarget: {{value: 3, by: 2027-01-01}}\n{actual('2026-04-15', 1)}",
        (Fraction(1, 3), Fraction(104, 365), Fraction(104, 365), False, State.ON_TRACK),
    ),
    "ten points behind the time are on track": (
        f"baseline: {{value: 0, on: 2026-01-01}}\ntarget: {{value: 365, by: 2027-01-01}}\n{actual('2026-03-15', '36.5')}",
        (Fraction(1, 10), Fraction(1, 5), Fraction(1, 5), False, State.ON_TRACK),
    ),
    "a hair more is behind": (
        f"baseline: {{value: 0, on: 2026-01-01}}\ntarget: {{value: 365, by: 2027-01-01}}\n{actual('2026-03-15', '36.4999')}",
        (Fraction(364999, 3650000), Fraction(1, 5), Fraction(1, 5), False, State.BEHIND),
    ),
    "no baseline: met": (
        f"direction: up\ntarget: {{value: 80, by: 2026-09-30}}\n{actual('2026-05-01', 80)}",
        (None, Fraction(0), None, True, State.TARGET_MET),
    ),
    "no baseline: not met, and nobody can tell how far": (
        f"direction: up\ntarget: {{value: 80, by: 2026-09-30}}\n{actual('2026-05-01', 41)}",
        (None, Fraction(0), None, False, None),
    ),
    "no baseline: not met when the time is up": (
        (
            "direction: up\ntarget: {value: 80, by: 2026-05-01}\n"
            "actuals: [{on: 2026-04-01, value: 40}, {on: 2026-05-02, value: 41}]"
        ),
        (None, Fraction(1), None, False, State.BEHIND),
    ),
    "target = baseline: met": (
        (
            f"direction: up\nbaseline: {{value: 80, on: 2026-01-01}}\ntarget: {{value: 80, by: 2027-01-01}}\n"
            f"{actual('2026-04-15', 81)}"
        ),
        (None, Fraction(104, 365), None, True, State.TARGET_MET),
    ),
    "no end: progress but no pace": (
        f"baseline: {{value: 22, on: 2026-01-05}}\ntarget: 80\n{actual('2026-05-01', 51)}",
        (Fraction(1, 2), None, None, False, None),
    ),
    "no target": (
        f"baseline: {{value: 22, on: 2026-01-05}}\n{actual('2026-05-01', 51)}",
        (None, None, None, None, None),
    ),
    "target on the wrong side of the baseline": (
        (
            f"direction: up\nbaseline: {{value: 80, on: 2026-01-01}}\ntarget: {{value: 60, by: 2027-01-01}}\n"
            f"{actual('2026-04-15', 50)}"
        ),
        (None, Fraction(104, 365), Fraction(104, 365), False, None),
    ),
    "an end before the start has no pace": (
        f"baseline: {{value: 22, on: 2026-03-01}}\ntarget: {{value: 80, by: 2026-02-01}}\n{actual('2026-05-01', 51)}",
        (Fraction(1, 2), None, None, False, None),
    ),
    "a start and an end on one day": (
        f"baseline: {{value: 22, on: 2026-05-01}}\ntarget: {{value: 80, by: 2026-05-01}}\n{actual('2026-05-01', 51)}",
        (Fraction(1, 2), Fraction(1), Fraction(1), False, State.BEHIND),
    ),
    "measured before the baseline's day": (
        f"baseline: {{value: 22, on: 2026-05-05}}\ntarget: {{value: 80, by: 2026-09-30}}\n{actual('2026-05-01', 51)}",
        (Fraction(1, 2), Fraction(0), Fraction(0), False, State.ON_TRACK),
    ),
    "time runs from the first actual without a baseline day": (
        (
            "baseline: 22\ntarget: {value: 80, by: 2026-05-11}\n"
            "actuals: [{on: 2026-05-01, value: 22}, {on: 2026-05-06, value: 51}]"
        ),
        (Fraction(1, 2), Fraction(1, 2), Fraction(1, 2), False, State.ON_TRACK),
    ),
    "milestones: the pace is the line through all": (
        "baseline: {value: 0, on: 2026-01-01}\n"
        "target: [{value: 10, by: 2026-04-11}, {value: 100, by: 2026-07-20}]\n" + actual("2026-05-01", 20),
        (
            Fraction(1, 5),
            Fraction(120, 200),
            Fraction(1, 10) + Fraction(9, 10) * Fraction(20, 100),
            False,
            State.ON_TRACK,
        ),
    ),
    "milestones: the first leg": (
        "baseline: {value: 0, on: 2026-01-01}\n"
        "target: [{value: 80, by: 2026-05-31}, {value: 100, by: 2026-12-31}]\n" + actual("2026-05-01", 20),
        (Fraction(1, 5), Fraction(120, 364), Fraction(8, 10) * Fraction(120, 150), False, State.BEHIND),
    ),
    "milestones: after the last": (
        "baseline: {value: 0, on: 2025-01-01}\n"
        "target: [{value: 80, by: 2025-05-31}, {value: 100, by: 2026-01-01}]\n" + actual("2026-05-01", 95),
        (Fraction(95, 100), Fraction(1), Fraction(1), False, State.ON_TRACK),
    ),
    "hold: in band around the target": (
        f"direction: hold\nbaseline: 5\ntarget: {{value: 5, tolerance: 1}}\n{actual('2026-05-01', 6)}",
        (None, None, None, True, State.TARGET_MET),
    ),
    "hold: out of band is behind at once": (
        f"direction: hold\nbaseline: 5\ntarget: {{value: 5, tolerance: 1, by: 2026-12-31}}\n{actual('2026-05-01', '6.1')}",
        (None, Fraction(0), None, False, State.BEHIND),
    ),
    "hold: around the baseline by default, without tolerance": (
        f"direction: hold\nbaseline: 5\n{actual('2026-05-01', '5.01')}",
        (None, None, None, False, State.BEHIND),
    ),
    "hold: at most": (
        f"direction: hold\ntarget: {{max: 4.2}}\n{actual('2026-05-01', 0)}",
        (None, None, None, True, State.TARGET_MET),
    ),
    "range: in band": (
        f"direction: range\nbaseline: 41\ntarget: {{min: 10, max: 30}}\n{actual('2026-05-01', 30)}",
        (None, None, None, True, State.TARGET_MET),
    ),
    "range: not there yet, and no pace leads there": (
        f"direction: range\nbaseline: 41\ntarget: {{min: 10, max: 30, by: 2026-12-31}}\n{actual('2026-05-01', 33)}",
        (None, Fraction(0), None, False, None),
    ),
    "range: not there when the time is up": (
        "direction: range\nbaseline: {value: 41, on: 2026-01-01}\ntarget: {min: 10, max: 30, by: 2026-05-01}\n"
        + actual("2026-05-02", 33),
        (None, Fraction(1), None, False, State.BEHIND),
    ),
    "boolean: met": (
        f"measure: boolean\nbaseline: false\ntarget: {{value: true, by: 2026-12-31}}\n{actual('2026-05-01', 'true')}",
        (None, Fraction(0), None, True, State.TARGET_MET),
    ),
    "boolean: not yet": (
        f"measure: boolean\nbaseline: false\ntarget: {{value: true, by: 2026-12-31}}\n{actual('2026-05-01', 'false')}",
        (None, Fraction(0), None, False, None),
    ),
    "boolean without a target": (
        f"measure: boolean\nbaseline: false\n{actual('2026-05-01', 'true')}",
        (None, None, None, None, None),
    ),
    "qualitative: words have no way": (
        f"measure: qualitative\n{actual('2026-05-01', 'calm')}",
        (None, None, None, None, None),
    ),
    "ratio": (
        (
            f"measure: ratio\ndirection: down\nbaseline: {{value: 0.22, on: 2026-01-01}}\n"
            f"target: {{value: 0.1, by: 2027-01-01}}\n{actual('2026-04-15', '0.16')}"
        ),
        (Fraction(1, 2), Fraction(104, 365), Fraction(104, 365), False, State.ON_TRACK),
    ),
    "guardrail within its limit": (
        f"role: guardrail\ndirection: hold\nbaseline: 3.1\ntarget: {{max: 4}}\n{actual('2026-05-01', '3.3')}",
        (None, None, None, True, State.ON_TRACK),
    ),
    "guardrail without a target: its baseline is the limit": (
        f"role: guardrail\ndirection: down\nbaseline: 3.1\n{actual('2026-05-01', '3.2')}",
        (None, None, None, False, State.GUARDRAIL_BREACHED),
    ),
    "guardrail with nothing to compare with": (
        f"role: guardrail\ndirection: down\n{actual('2026-05-01', '3.2')}",
        (None, None, None, None, None),
    ),
}


@pytest.mark.parametrize("name", TABLE)
def test_a_metric_is_measured_exactly(goals: Callable[..., Project], name: str) -> None:
    metric, (way, elapsed, pace, met, state) = TABLE[name]

    progress = measured(goals, metric)

    assert (progress.way, progress.elapsed, progress.pace) == tuple(
        None if one is None else exact(one) for one in (way, elapsed, pace)
    )
    assert (progress.met, progress.state) == (met, state)


def test_the_period_stands_in_for_a_missing_end(goals: Callable[..., Project]) -> None:
    progress = measured(
        goals,
        f"baseline: {{value: 0, on: 2026-04-01}}\ntarget: 10\n{actual('2026-05-01', 5)}",
        "period: {from: 2026-03-01, to: 2026-05-31}",
    )

    assert (progress.elapsed, progress.state) == (Decimal("0.5"), State.ON_TRACK)


def test_the_period_stands_in_for_a_missing_start(goals: Callable[..., Project]) -> None:
    goal = goals(outcome("target: {value: 3, by: 2026-12-31}", "period: {from: 2026-03-01, to: 2026-05-31}")).tree["o"]

    assert time_frame(goal.metrics[0], goal) == (date(2026, 3, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("age", "stale_after", "state"),
    [
        (60, "", State.BEHIND),
        (61, "", State.STALE),
        (30, "stale_after: 30d", State.BEHIND),
        (31, "stale_after: 30d", State.STALE),
    ],
)
def test_an_old_number_is_stale_from_the_day_after_its_time(
    goals: Callable[..., Project], age: int, stale_after: str, state: State
) -> None:
    on = date.fromordinal(date(2026, 5, 13).toordinal() - age)

    progress = measured(
        goals,
        f"baseline: {{value: 22, on: 2025-01-05}}\ntarget: {{value: 80, by: 2026-09-30}}\n{stale_after}\n{actual(str(on), 23)}",
    )

    assert (progress.state, progress.age) == (state, age)


def test_the_site_says_how_far_behind_still_is_on_track(goals: Callable[..., Project]) -> None:
    metric = f"{UP}\n{actual('2026-05-01', 41)}"

    assert measured(goals, metric, on_track_tolerance=Decimal(11)).state is State.ON_TRACK
    assert measured(goals, metric, on_track_tolerance=Decimal(10)).state is State.BEHIND


def test_thirds_are_compared_without_rounding(goals: Callable[..., Project]) -> None:
    # 1/60 of the way, 7/60 of the time: ten points apart to the last digit
    metric = "baseline: {value: 0, on: 2026-04-01}\ntarget: {value: 60, by: 2026-05-31}\n" + actual("2026-04-08", 1)

    assert measured(goals, metric).state is State.ON_TRACK


@pytest.mark.parametrize("status", ["draft", "proposed", "paused"])
def test_what_nobody_promised_has_a_way_but_no_pace(goals: Callable[..., Project], status: str) -> None:
    progress = measured(goals, f"{UP}\n{actual('2026-05-01', 51)}", status=status)

    assert (progress.way, progress.elapsed, progress.pace, progress.state) == (Decimal("0.5"), None, None, None)


@pytest.mark.parametrize("status", ["achieved", "missed", "dropped"])
def test_the_last_number_of_a_closed_goal_never_goes_stale(goals: Callable[..., Project], status: str) -> None:
    metric = "baseline: {value: 0, on: 2024-01-01}\ntarget: {value: 10, by: 2025-01-01}\n" + actual("2024-12-31", 11)

    assert measured(goals, metric, status=status).state is State.TARGET_MET


@pytest.mark.parametrize("status", ["draft", "proposed", "paused"])
def test_a_goal_that_is_not_under_way_has_no_state(goals: Callable[..., Project], status: str) -> None:
    project = goals(outcome(f"{UP}\n{actual('2026-05-01', 41)}", status=status))

    assert state_of(project.tree["o"], project.settings) is None


def test_an_active_goal_without_a_primary_metric_is_not_measured(goals: Callable[..., Project]) -> None:
    project = goals(outcome(f"role: lagging\n{UP}\n{actual('2026-05-01', 41)}"))

    assert state_of(project.tree["o"], project.settings) is State.NOT_MEASURED


def test_a_closed_goal_without_a_primary_metric_has_no_state(goals: Callable[..., Project]) -> None:
    project = goals(outcome(f"role: lagging\n{UP}", status="dropped"))

    assert state_of(project.tree["o"], project.settings) is None


GUARDED = """
goals/o.md
    type: outcome
    title: Learners go on
    status: active
    metrics:
      - name: Results opened
        baseline: {value: 22, on: 2026-01-05}
        target: {value: 80, by: 2026-09-30}
        actuals: %s
      - name: Skipped
        role: guardrail
        direction: down
        baseline: 3.1
        actuals: [{on: 2025-01-01, value: 4}]

goals/p.md
    type: output
    title: Results page
    contributes_to: o
    acceptance:
      - criterion: fast
        met: true
      - criterion: small
        met: false
      - criterion: not looked at
"""


@pytest.mark.parametrize(
    ("actuals", "state"),
    [("[{on: 2026-05-01, value: 90}]", State.GUARDRAIL_BREACHED), ("[]", State.NOT_MEASURED)],
)
def test_a_breached_guardrail_speaks_whatever_the_bar_says(
    goals: Callable[..., Project], actuals: str, state: State
) -> None:
    project = goals(GUARDED % actuals)
    goal = project.tree["o"]

    assert state_of(goal, project.settings) is state
    assert [metric.name for metric in breached(goal, project.settings)] == ["Skipped"]


def test_an_output_has_criteria_and_no_state(goals: Callable[..., Project]) -> None:
    project = goals(GUARDED % "[]")
    output = project.tree["p"]

    assert state_of(output, project.settings) is None
    assert acceptance(output) == (1, 3)


def test_without_target_and_baseline_there_is_nothing_to_hold(goals: Callable[..., Project]) -> None:
    goal = goals(outcome("direction: hold")).tree["o"]

    assert band(goal.metrics[0]) is None


def test_an_open_end_of_a_band_stays_open(goals: Callable[..., Project]) -> None:
    goal = goals(outcome("direction: range\ntarget: {min: 3}")).tree["o"]

    assert band(goal.metrics[0]) == Band(Decimal(3), None)
