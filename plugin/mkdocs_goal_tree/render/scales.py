"""Axes: numbers and days on a line of pixels, with ticks at round ones. Decimals until a pixel is asked for."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal, localcontext
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from mkdocs_goal_tree.core.dates import add_months

if TYPE_CHECKING:
    from collections.abc import Iterable

_EXACT = Context(prec=60)  # digits: an axis tells apart two numbers that share the first fifty
_FINEST = Decimal("1e-50")
_ROUND = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))
_HEADROOM = Decimal("0.08")
_ZERO = Decimal(0)
_NEAR_ZERO = Decimal("0.5")  # an axis begins at zero where the lowest number is less than this share of the highest
_DAYS = (1, 2, 7, 14)
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000, 24000)
_A_MONTH = 30.44
_YEAR = 12
_ALONE = timedelta(days=7)


class Axis(NamedTuple):
    """Numbers from `low` to `high`, with round ones to write beside the line."""

    low: Decimal
    high: Decimal
    ticks: tuple[Decimal, ...]

    def share(self, value: Decimal) -> float:
        """Where a number lies, 0 at `low` and 1 at `high`; what lies outside stays outside."""
        return float((value - self.low) / (self.high - self.low))


class Tick(NamedTuple):
    """A day to write below the line, by its day, its month or its year."""

    day: date
    unit: str


class Calendar(NamedTuple):
    """Days from `start` to `end`, with those to write below the line."""

    start: date
    end: date
    ticks: tuple[Tick, ...]

    def share(self, day: date) -> float:
        """Where a day lies, 0 at `start` and 1 at `end`."""
        return (day - self.start).days / (self.end - self.start).days


def axis(values: Iterable[Decimal], *, most: int, bounds: tuple[Decimal, Decimal] | None = None) -> Axis:
    """An axis around `values`, at least one, with about `most` ticks at most.

    It begins at zero where zero is near and never passes zero, nor one of the `bounds`, that no value passes.
    """
    known = list(values)
    lowest, highest = min(known), max(known)
    with localcontext(_EXACT):
        size = max(abs(lowest), abs(highest))
        same = highest - lowest <= size * _FINEST
        slack = (size / 10 or Decimal(1)) if same else (highest - lowest) * _HEADROOM
        low, high = lowest - slack, highest + slack
        if lowest >= 0 and (low < 0 or lowest <= highest * _NEAR_ZERO):
            low = _ZERO
        if highest <= 0 and (high > 0 or highest >= lowest * _NEAR_ZERO):
            high = _ZERO
        if low == high:  # nothing but zero
            high = Decimal(1)
        if bounds and lowest >= bounds[0] and highest <= bounds[1]:
            low, high = max(low, bounds[0]), min(high, bounds[1])
        return _with_ticks(low, high, most)


def _with_ticks(low: Decimal, high: Decimal, most: int) -> Axis:
    """The axis from the round number below `low` to the one above `high`."""
    raw = (high - low) / most
    unit = Decimal(1).scaleb(raw.adjusted())
    step = next(unit * times for times in _ROUND if unit * times >= raw).normalize()  # no zeros behind the last digit
    first = (low / step).to_integral_value(ROUND_FLOOR)
    last = (high / step).to_integral_value(ROUND_CEILING)
    count = int(last - first)
    ticks = tuple((first + i) * step for i in range(count + 1))
    return Axis(ticks[0], ticks[-1], ticks)


def calendar(days: Iterable[date], *, most: int) -> Calendar:
    """The days from the first to the last of `days`, at least one, with up to `most` ticks.

    Where months are written the line begins and ends with a whole month.
    """
    known = list(days)
    return _calendar(min(known), max(known), most)


@lru_cache(maxsize=1024)  # the goals of a year share theirs
def _calendar(start: date, end: date, most: int) -> Calendar:
    if start == end:
        start, end = _moved(start, -_ALONE), _moved(end, _ALONE)
    length = (end - start).days
    if by_days := next((step for step in _DAYS if length // step < most), 0):
        first = start + timedelta(days=(-start.weekday()) % 7 if by_days >= 7 and length >= 7 else 0)  # noqa: PLR2004 - a week, which begins on Monday
        shown = (first + timedelta(days=i * by_days) for i in range((end - first).days // by_days + 1))
        return Calendar(start, end, tuple(Tick(day, "day") for day in shown))
    start, end = start.replace(day=1), _month_after(end)
    months = (end - start).days / _A_MONTH
    step = next((step for step in _MONTHS if months / step <= most), _MONTHS[-1])
    return Calendar(start, end, tuple(_months(start, end, step)))


def _months(start: date, end: date, step: int) -> Iterable[Tick]:
    """Each first of a month before `end` whose number, counted from the year 0, is a multiple of `step`."""
    first, last = _number(start), _number(end - timedelta(days=1))
    several = start.year < (end - timedelta(days=1)).year
    for number in range(first + -first % step, last + 1, step):
        year, month = divmod(number, _YEAR)
        unit = "month" if not several else "year" if month == 0 else "month-year" if number - first < step else "month"
        yield Tick(date(year, month + 1, 1), unit)


def _number(day: date) -> int:
    """A month's number in all months."""
    return day.year * _YEAR + day.month - 1


def _month_after(day: date) -> date:
    """The first day of the next month; the last day that there is in the last month."""
    after = add_months(day.replace(day=1), 1)
    return after if after > day else date.max


def _moved(day: date, by: timedelta) -> date:
    return date.fromordinal(min(max(day.toordinal() + by.days, 1), date.max.toordinal()))
