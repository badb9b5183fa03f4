"""What a timeline is drawn from, and where its days stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .icons import ICONS
from .text import escape, link

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from .view import Chip

SIZE = 12  # px, of most text
INSIDE = 7  # px from the edge of a bar to its text


class Segment(NamedTuple):
    """A stretch of a row of impacts: `kind` is imp, open, gap or both; `number` is that of the switch before it, or ""."""

    kind: str
    lane: int
    start: date
    end: date
    title: str
    note: str
    url: str
    number: str


class Band(NamedTuple):
    """The primary impacts of one scope."""

    title: str
    note: str
    segments: Sequence[Segment]


class Course(NamedTuple):
    """The period of an outcome: `kind` is run, plan (dashed) or done."""

    title: str
    url: str
    kind: str
    start: date
    end: date
    chip: Chip


class Mark(NamedTuple):
    """The day on which an output shipped, or is due."""

    title: str
    url: str
    on: date
    planned: bool


class Scene(NamedTuple):
    """All that a timeline shows; `quarters` are first days with their names, `end` is the day after the last one."""

    label: str
    quarters: Sequence[tuple[date, str, str]]
    end: date
    today: date
    labels: dict[str, str]
    bands: Sequence[Band]
    courses: Sequence[Course]
    marks: Sequence[Mark]


class Frame(NamedTuple):
    """`left` and `right` of the days, in px; names stand left of them where there is room, else above each bar."""

    name: str
    across: int
    left: int
    right: int

    @property
    def beside(self) -> bool:
        return self.left > 0


def x_of(scene: Scene, frame: Frame, day: date, *, after: bool = False) -> float:
    """Where a day begins, or ends (`after`); what lies outside stands at the edge."""
    start = scene.quarters[0][0]
    share = ((day - start).days + after) / (scene.end - start).days
    return frame.left + min(max(share, 0), 1) * (frame.right - frame.left)


def shape(level: str) -> str:
    """The path of a level's glyph, without its tag."""
    return ICONS[level].removeprefix("<path ")


def linked(url: str, inside: str) -> str:
    to = link(url)
    return f'<a xlink:href="{escape(to)}">{inside}</a>' if to else f"<g>{inside}</g>"
