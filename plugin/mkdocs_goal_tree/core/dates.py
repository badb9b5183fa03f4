"""Days, durations and periods as goal files write them. No clock: today comes in from outside."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

_DURATION = re.compile(r"(\d{1,4})\s*([dwmqy])")
_PERIOD = re.compile(r"(\d{4})(?:-(H[12]|Q[1-4]))?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time: `count` days, weeks, months, quarters or years (`d w m q y`)."""

    count: int
    unit: str

    def __str__(self) -> str:
        return f"{self.count}{self.unit}"

    def after(self, day: date) -> date:
        """The day this long after `day`, held inside the calendar; months keep the day where the month has it."""
        match self.unit:
            case "d" | "w" as unit:
                days = self.count * {"d": 1, "w": 7}[unit]
                return date.fromordinal(min(day.toordinal() + days, date.max.toordinal()))
            case unit:
                return add_months(day, self.count * {"m": 1, "q": 3, "y": 12}[unit])

    def before(self, day: date) -> date:
        """The day this long before `day`, likewise."""
        match self.unit:
            case "d" | "w" as unit:
                days = self.count * {"d": 1, "w": 7}[unit]
                return date.fromordinal(max(day.toordinal() - days, date.min.toordinal()))
            case unit:
                return add_months(day, -self.count * {"m": 1, "q": 3, "y": 12}[unit])


class Days(NamedTuple):
    """A closed run of days; `name` is what the author wrote (`2026-Q3`), empty for `{from, to}`."""

    start: date
    end: date
    name: str = ""


def read_day(text: str) -> date:
    """An ISO day; ValueError for anything else, also for the other forms that `date.fromisoformat` takes."""
    if not _DAY.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text)


def read_duration(text: str) -> Duration:
    """`30d`, `6w`, `2m`, `1q`, `1y`; ValueError for anything else."""
    match = _DURATION.fullmatch(text.strip().lower())
    if not match:
        raise ValueError(text)
    return Duration(int(match[1]), match[2])


def read_period(text: str, fiscal_year_starts: int = 1) -> Days:
    """`2026`, `2026-H1`, `2026-Q3` as days; a fiscal year is named for the calendar year in which it ends.

    `fiscal_year_starts` is a month, 1-12. ValueError for anything else.
    """
    match = _PERIOD.fullmatch(text.strip().upper())
    if not match or not 1 < int(match[1]) < 9999:  # noqa: PLR2004 - the years that datetime can hold with a neighbor
        raise ValueError(text)
    first = date(int(match[1]) - (fiscal_year_starts > 1), fiscal_year_starts, 1)
    part = match[2] or ""
    length = {"": 12, "H": 6, "Q": 3}[part[:1]]
    start = add_months(first, length * (int(part[1:] or 1) - 1))
    return Days(start, add_months(start, length) - timedelta(days=1), match[0])


def year_start(day: date, fiscal_year_starts: int = 1) -> date:
    """The first day of the fiscal year that `day` lies in."""
    return date(max(day.year - (day.month < fiscal_year_starts), 1), fiscal_year_starts, 1)


def add_months(day: date, months: int) -> date:
    """`day` moved by whole months, held inside the calendar and inside the month."""
    total = min(max(day.year * 12 + day.month - 1 + months, 12), 9999 * 12 + 11)
    year, month = divmod(total, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def show_day(day: date) -> str:
    """`13 May 2026`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def show_days(start: date | None, end: date | None) -> str:
    """A run of days as people say it: `Jan – Sep 2026`, `Sep 2025 – Jun 2026`, `since 2 Feb 2026`."""
    if start and end:
        return _between(start, end)
    if start:
        return f"since {show_day(start)}"
    return f"until {show_day(end)}" if end else ""


def _between(first: date, last: date) -> str:
    whole = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
    if not whole:
        return f"{show_day(first)} – {show_day(last)}"
    left, right = MONTHS[first.month - 1], f"{MONTHS[last.month - 1]} {last.year}"
    if first.year != last.year:
        return f"{left} {first.year} – {right}"
    if (first.month, last.month) == (1, 12):
        return str(first.year)
    return right if first.month == last.month else f"{left} – {right}"
