"""What a quarter was meant for and what came of it: one chapter for each fiscal quarter in which goals changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from .dates import Days, add_months, year_start
from .learning import verdicts
from .model import Impact, Output

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from .goalposts import Moved, Past
    from .learning import Told
    from .model import Goal
    from .parts import Decision
    from .settings import Settings
    from .tree import GoalTree

_QUARTER = 3  # months
_SHORTEST = 89  # days; a shorter one was cut off by the end of the calendar
_DONE = frozenset({"shipped"})


class Ended(NamedTuple):
    """A goal that was closed; `on` is None where no day is known, its period's end stands for it then."""

    goal: Goal
    on: date | None


class Chapter(NamedTuple):
    """One quarter: goals whose period began in it, those that went on beyond it, what was closed, what was found out.

    `left_open` are goals whose period ended in it and that nobody closed. Decisions that explain a moved goalpost stand
    with it in `moved`.
    """

    days: Days
    begun: tuple[Goal, ...]
    going: tuple[Goal, ...]
    closed: tuple[Ended, ...]
    left_open: tuple[Goal, ...]
    told: tuple[Told, ...]
    decisions: tuple[tuple[Goal, Decision], ...]
    moved: tuple[tuple[Goal, Moved], ...]

    @property
    def year(self) -> str:
        """The fiscal year it belongs to."""
        return self.days.name.partition("-")[0]


@dataclass
class _Found:
    """What happened in one quarter, while it is gathered."""

    begun: list[Goal] = field(default_factory=list)
    closed: list[Ended] = field(default_factory=list)
    left_open: list[Goal] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    decisions: list[tuple[Goal, Decision]] = field(default_factory=list)
    moved: list[tuple[Goal, Moved]] = field(default_factory=list)


def quarter_of(day: date, fiscal_year_starts: int = 1) -> Days:
    """The fiscal quarter that a day lies in, by its name: `2026-Q2`."""
    first = year_start(day, fiscal_year_starts)
    number = ((day.year - first.year) * 12 + day.month - first.month) // _QUARTER
    start = add_months(first, number * _QUARTER)
    after = add_months(start, _QUARTER)
    end = after - timedelta(days=1) if (after - start).days >= _SHORTEST else date.max
    return Days(start, end, f"{first.year + (fiscal_year_starts > 1)}-Q{number + 1}")


def has_days(goals: Iterable[Goal]) -> bool:
    """Whether there is anything to draw over time."""
    return any(
        goal.period
        or (isinstance(goal, Impact) and goal.primary)
        or (isinstance(goal, Output) and (goal.shipped_on or goal.due))
        for goal in goals
    )


def closing_day(goal: Goal, pasts: Mapping[str, Past]) -> date | None:
    """The day on which a closed goal was closed: as its file says, else as git knows."""
    if not goal.is_closed:
        return None
    if goal.closed and goal.closed.on:
        return goal.closed.on
    return pasts[goal.id].closed_on if goal.id in pasts else None


def chapters(
    tree: GoalTree,
    settings: Settings,
    pasts: Mapping[str, Past],
    hidden: Iterable[str] = (),
) -> tuple[Chapter, ...]:
    """The quarters in which goals began, ended or were spoken of, and the present one; none where no goal has a period.

    A goal of a whole year begins in the first of its quarters and goes on in the others.
    """
    left_out = frozenset(hidden)
    goals = [goal for goal in tree if goal.id not in left_out]
    timed = [goal for goal in goals if goal.period and (goal.period.start or goal.period.end)]
    if not timed:
        return ()
    found: dict[Days, _Found] = {}

    def at(day: date) -> _Found:
        return found.setdefault(quarter_of(day, settings.fiscal_year_starts), _Found())

    for goal in goals:
        _gather(goal, pasts, at, settings.today)
    for told in sorted(verdicts(tree), key=lambda one: one.done_on or date.min):
        if told.done_on and told.output.id not in left_out:
            at(told.done_on).told.append(told)
    present = quarter_of(settings.today, settings.fiscal_year_starts)
    if any(_runs(goal, present, closing_day(goal, pasts)) for goal in timed):
        at(settings.today)
    return tuple(_chapter(days, one, timed, pasts) for days, one in sorted(found.items()))


def _chapter(days: Days, found: _Found, timed: Iterable[Goal], pasts: Mapping[str, Past]) -> Chapter:
    over = {goal.id for goal in (*(one.goal for one in found.closed), *found.left_open)}
    return Chapter(
        days,
        tuple(found.begun),
        tuple(goal for goal in timed if goal.id not in over and _runs(goal, days, closing_day(goal, pasts))),
        tuple(sorted(found.closed, key=lambda end: end.on or days.end)),
        tuple(found.left_open),
        tuple(found.told),
        tuple(found.decisions),
        tuple(found.moved),
    )


def _gather(goal: Goal, pasts: Mapping[str, Past], at: Callable[[date], _Found], today: date) -> None:
    end = closing_day(goal, pasts)
    start, due = (goal.period.start, goal.period.end) if goal.period else (None, None)
    if start:
        at(start).begun.append(goal)
    if goal.is_closed and (day := end or due):
        at(day).closed.append(Ended(goal, end))
    elif due and due < today and not goal.is_closed and goal.status_word not in _DONE:
        at(due).left_open.append(goal)
    moves = pasts[goal.id].moved if goal.id in pasts else ()
    for moved in moves:
        at(moved.on).moved.append((goal, moved))
    explained = [moved.decision for moved in moves if moved.decision]
    for decision in goal.decisions:
        if decision.on and decision.on <= today and decision not in explained:
            at(decision.on).decisions.append((goal, decision))


def _runs(goal: Goal, days: Days, end: date | None) -> bool:
    """Whether the goal's period reaches into the quarter from an earlier one and the goal was not closed before."""
    if goal.period is None or (goal.is_closed and (end is None or end < days.start)):
        return False
    start, due = goal.period.start or date.min, goal.period.end or date.max
    return start < days.start <= due
