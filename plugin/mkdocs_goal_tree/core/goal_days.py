"""The days of goals: since when one is known, when it was shipped or stopped, and the period it belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .model import Impact, Output
from .parts import Period
from .periods import quarter_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from .model import Goal
    from .settings import Settings

STOPPED = frozenset({"dropped", "retired", "cancelled"})


def stopped(goals: Iterable[Goal], settings: Settings) -> list[Goal]:
    """What was dropped, retired or cancelled within `health.nothing_dropped_for`, the latest first."""
    span = settings.health.nothing_dropped_for
    found = [
        (goal.closed.on, goal)
        for goal in goals
        if goal.status_word in STOPPED
        and goal.closed
        and goal.closed.on
        and goal.closed.on <= settings.today
        and not span.after(goal.closed.on) < settings.today
    ]
    return [goal for _, goal in sorted(found, key=lambda one: (-one[0].toordinal(), one[1].id))]


def shipped_until(outputs: Iterable[Output], day: date) -> list[Output]:
    """The outputs that were shipped up to that day, also when retired since, the earliest first."""
    found = [(output.shipped_on, output.id, output) for output in outputs if output.shipped_on]
    return [output for when, _, output in sorted(found, key=lambda one: one[:2]) if when <= day]


def known_since(goal: Goal) -> date | None:
    """The first day that a goal's file names for its work."""
    return min(_days(goal), default=None)


def period_of(goal: Goal, settings: Settings) -> Period | None:
    """The period that a goal names, else the quarter in which it was shipped."""
    if goal.period or not isinstance(goal, Output) or goal.shipped_on is None:
        return goal.period
    days = quarter_of(goal.shipped_on, settings.fiscal_year_starts)
    return Period(start=days.start, end=days.end, name=days.name)


def _days(goal: Goal) -> Iterator[date]:
    if goal.period and goal.period.start:
        yield goal.period.start
    if isinstance(goal, Output) and goal.shipped_on:
        yield goal.shipped_on
    if isinstance(goal, Impact):
        yield from (period.start for period in goal.primary)
    yield from (edge.since for edge in goal.contributes_to if edge.since)
    yield from (metric.baseline.on for metric in goal.metrics if metric.baseline and metric.baseline.on)
