"""The pace of a metric: how much of its time is gone on a day, and how much of the way the plan expects by then."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from .metric import Metric
    from .model import Goal
    from .scalars import Value

_ENDS = 2


class Pace(NamedTuple):
    """The share of the time gone, 0-1, and the share of the way that the plan expects by then, if it can be told."""

    elapsed: Fraction
    expected: Fraction | None


def time_frame(metric: Metric, goal: Goal) -> tuple[date | None, date | None]:
    """From `baseline.on` (else the first actual, else the period's start) to `target.by` (else the period's end)."""
    period = goal.period
    start = (metric.baseline and metric.baseline.on) or (metric.actuals[0].on if metric.actuals else None)
    end = metric.target and metric.target.by
    return start or (period and period.start) or None, end or (period and period.end) or None


def pace_on(metric: Metric, goal: Goal, day: date) -> Pace | None:
    """Time gone and way expected on `day`; None without an end, or with one before the start (GT304)."""
    start, end = time_frame(metric, goal)
    if start is None or end is None or end < start:
        return None
    elapsed = Fraction(min(max((day - start).days, 0), (end - start).days), (end - start).days) if end > start else None
    elapsed = Fraction(int(day >= end)) if elapsed is None else elapsed
    return Pace(elapsed, _expected(metric, goal, day, elapsed))


def plan(metric: Metric, goal: Goal) -> tuple[tuple[date, Decimal], ...]:
    """The line that the plan draws: from the baseline through all milestones in order of their day, to the target.

    Empty where no way leads from a baseline to a target, or no end is set.
    """
    base, last = baseline_of(metric), target_of(metric)
    start, end = time_frame(metric, goal)
    if base is None or last is None or base == last or start is None or end is None or end < start:
        return ()
    points = [(start, base)]
    for milestone in metric.milestones:
        by = milestone.by or (end if milestone is metric.target else None)
        value = as_number(milestone.value)
        if by and value is not None and by >= points[-1][0]:
            points.append((by, value))
    return tuple(points)


def _expected(metric: Metric, goal: Goal, day: date, elapsed: Fraction) -> Fraction | None:
    """The height of the plan's line at `day`, as a share of the way from baseline to target."""
    points = plan(metric, goal)
    if len(points) < _ENDS or len(metric.milestones) == 1:
        return elapsed if points else None
    base, whole = Fraction(points[0][1]), Fraction(target_of(metric) or 0) - Fraction(points[0][1])
    for (left, before), (right, after) in pairwise(points):
        if day < right:
            # Two of them may stand on one day, and `day` before it.
            passed = Fraction(max((day - left).days, 0), max((right - left).days, 1))
            return (Fraction(before) + (Fraction(after) - Fraction(before)) * passed - base) / whole
    return (Fraction(points[-1][1]) - base) / whole


def baseline_of(metric: Metric) -> Decimal | None:
    return as_number(metric.baseline.value if metric.baseline else None)


def target_of(metric: Metric) -> Decimal | None:
    return as_number(metric.target.value if metric.target else None)


def as_number(value: Value | None) -> Decimal | None:
    return value if isinstance(value, Decimal) else None
