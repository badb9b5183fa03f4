"""The axes of a chart: round numbers on lines across it, days below it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from .labels import clean, long
from .text import px

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from mkdocs_goal_tree.core.words import Words

    from .plots import Plot
    from .scales import Calendar

_TICK = 3  # px from a tick to its label


class Frame(NamedTuple):
    """Where the parts of a chart stand, in px; `aside` has room right of the rules for their labels."""

    name: str
    across: int
    down: int
    left: float
    right: float
    top: float
    bottom: float
    ticks: int
    aside: bool

    def y(self, share: float) -> float:
        return self.bottom - share * (self.bottom - self.top)

    def x(self, share: float) -> float:
        return self.left + share * (self.right - self.left)


def render_numbers(shown: Plot, frame: Frame) -> Iterator[str]:
    left, right, beside = px(frame.left), px(frame.right), px(frame.left - 8)
    heights = [frame.y(shown.axis.share(value)) for value, _ in shown.ticks]
    yield f'<path class="grid" d="{"".join(f"M{left} {y:.1f}H{right}" for y in heights)}"/>'
    for y, (_, text) in zip(heights, shown.ticks, strict=True):
        yield f'<text x="{beside}" y="{y + 4:.1f}" text-anchor="end">{clean(text)}</text>'


def render_days(days: Calendar, frame: Frame, words: Words) -> str:
    """The line of days; a name that would run into the one before is left out."""
    names = tuple(_name(tick.day, tick.unit, words) for tick in days.ticks)
    return _line_of_days(days, frame, names)


@lru_cache(maxsize=1024)  # the goals of a year share theirs
def _line_of_days(days: Calendar, frame: Frame, names: tuple[str, ...]) -> str:
    y, free = frame.bottom, 0.0
    places = [frame.x(days.share(day)) for day, _ in days.ticks]
    marks = "".join(f"M{x:.1f} {px(y)}v4" for x in places)
    parts = [f'<path class="axis" d="M{px(frame.left)} {px(y)}H{px(frame.right)}{marks}"/>']
    for x, text in zip(places, names, strict=True):
        end = x + _TICK + long(text)
        if x >= free and end <= frame.across:
            parts.append(f'<text x="{x + _TICK:.1f}" y="{px(y + 17)}">{clean(text)}</text>')
            free = end + _TICK
    return "".join(parts)


def _name(day: date, unit: str, words: Words) -> str:
    month = words[f"month-{day.month}"]
    match unit:
        case "day":
            return words.say("day-near", day=day.day, month=month, year=day.year)
        case "month":
            return month
        case "month-year":
            return words.say("month", month=month, year=day.year)
        case _:
            return str(day.year)
