"""The timeline as SVG: primary impacts as bars, periods of outcomes below them, ship dates as marks, quarters as a grid.

It is written twice, for wide and narrow columns; the style sheet shows one. What it says stands in words below it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from .labels import clean
from .strip_parts import INSIDE, SIZE, Frame, linked, x_of
from .strip_rows import draw_courses, draw_marks
from .text import escape, px, width, wrap

if TYPE_CHECKING:
    from .strip_parts import Band, Scene, Segment

_TALL = 46  # px: the bar of an impact
_ROUND = 9  # px of a number's circle
_QUARTER, _YEAR = 24, 34  # px from which on a quarter's, a year's name is written
_SHORTEST = 34  # px that the name of an impact is worth writing in


def draw_strip(scene: Scene) -> tuple[Markup, Markup]:
    """The timeline for a wide and for a narrow column."""
    wide, narrow = (_draw(scene, frame) for frame in (Frame("gt-wide", 938, 200, 926), Frame("gt-narrow", 340, 0, 339)))
    return Markup(wide), Markup(narrow)  # noqa: S704 - each text is escaped


def _draw(scene: Scene, frame: Frame) -> str:
    parts: list[str] = []
    y = 52.0 if frame.beside else 48.0
    for band in scene.bands:
        drawn, y = _band(band, scene, frame, y)
        parts += drawn
    if scene.courses:
        drawn, y = draw_courses(scene, frame, y)
        parts += drawn
    if scene.marks:
        drawn, y = draw_marks(scene, frame, y)
        parts += drawn
    bottom = y + 2
    x = x_of(scene, frame, scene.today)
    now = f'<text class="b s" x="{px(min(max(x, 18), frame.across - 18))}" y="{px(bottom + 13)}" text-anchor="middle">'
    return (
        f'<svg class="gt-strip {frame.name}" viewBox="0 0 {frame.across} {px(bottom + 20)}" role="group" '
        f'aria-label="{escape(scene.label)}">{_grid(scene, frame, bottom)}'
        f'<path class="today" d="M{px(x)} 46V{px(bottom)}"/>{now}{clean(scene.labels["today"])}</text>'
        f"{''.join(parts)}</svg>"
    )


def _grid(scene: Scene, frame: Frame, bottom: float) -> str:
    """A line a quarter, a stronger one a year, with the names that have room; a whole year's goes before a part's."""
    across = (frame.right - frame.left) / len(scene.quarters)
    years = [day for i, (day, year, _) in enumerate(scene.quarters) if i == 0 or year != scene.quarters[i - 1][1]]
    found, free = [], 0.0
    if len(years) > 1 and x_of(scene, frame, years[1]) - x_of(scene, frame, years[0]) < _YEAR:
        free = x_of(scene, frame, years[1])
    for day, year, name in scene.quarters:
        x = x_of(scene, frame, day)
        kind, top = ("yr", 16) if day in years else ("grid", 26)
        if day in years or across >= INSIDE:
            found.append(f'<path class="{kind}" d="M{px(x)} {top}V{px(bottom)}"/>')
        if day in years and x >= free and x + _YEAR <= frame.across:
            found.append(f'<text class="b" x="{px(x + 5)}" y="22">{clean(year)}</text>')
            free = x + _YEAR
        if across >= _QUARTER:
            found.append(f'<text class="m" x="{px(x + 5)}" y="38">{clean(name)}</text>')
    return "".join(found)


def _band(band: Band, scene: Scene, frame: Frame, y: float) -> tuple[list[str], float]:
    parts = []
    if frame.beside:
        names = [("h", line) for line in wrap(band.title, SIZE, frame.left - 12, lines=1, bold=True)]
        names += [("m", line) for line in wrap(band.note, SIZE, frame.left - 12, lines=2)]
        parts += [
            f'<text class="{kind}" x="0" y="{px(y + 10 + 17 * i)}">{clean(t)}</text>'
            for i, (kind, t) in enumerate(names)
        ]
    else:
        title = wrap(f"{band.title}, {band.note}" if band.note else band.title, SIZE, frame.across, bold=True, lines=1)[
            0
        ]
        parts.append(f'<text class="h" x="0" y="{px(y + 10)}">{clean(title)}</text>')
        y += 18
    lanes = max((one.lane for one in band.segments), default=0) + 1
    numbered = any(one.number for one in band.segments)
    below = y + lanes * (_TALL + 4)
    for one in band.segments:
        parts.append(_segment(one, scene, frame, y + one.lane * (_TALL + 4)))
        if one.number:
            parts.append(_number(one, scene, frame, y + one.lane * (_TALL + 4) + _TALL, below + 10))
    return parts, below + (34 if numbered else 12)


def _segment(one: Segment, scene: Scene, frame: Frame, y: float) -> str:
    left, right = x_of(scene, frame, one.start) + 1, x_of(scene, frame, one.end, after=True) - 1
    across = max(right - left, 2)
    room = across - 2 * INSIDE
    rect = f'<rect class="{one.kind}" x="{px(left)}" y="{px(y)}" width="{px(across)}" height="{_TALL}" rx="4"/>'
    texts = []
    if room >= _SHORTEST:
        fits = width(one.note, SIZE) <= room
        whole = max((width(word, 12.5, bold=True) for word in one.title.split()[:1]), default=0) <= room
        top = wrap(one.title, 12.5, room, lines=2 if whole and not fits else 1, bold=True) if one.title else ()
        low = wrap(one.note, SIZE, room, lines=1 if top else 2) if fits or not top else ()
        at = y + (20 if len(top) + len(low) > 1 else 27)
        for i, (kind, line) in enumerate(
            [*(("imp-t b", t) for t in top), *(("imp-m" if top else "m", t) for t in low)]
        ):
            texts.append(f'<text class="{kind}" x="{px(left + INSIDE)}" y="{px(at + 16 * i)}">{clean(line)}</text>')
    said = clean(" · ".join(part for part in (one.title, one.note) if part))
    return linked(one.url, f"<title>{said}</title>{rect}{''.join(texts)}")


def _number(one: Segment, scene: Scene, frame: Frame, top: float, y: float) -> str:
    """A switch: its number leads to the reason."""
    edge = x_of(scene, frame, one.start)
    x = min(max(edge, _ROUND), frame.across - _ROUND)
    line = f'<path class="sw" d="M{px(edge)} {px(top)}V{px(y)}"/>'
    circle = f'<circle class="no" cx="{px(x)}" cy="{px(y + _ROUND)}" r="{_ROUND}"/>'
    return linked(
        one.url, f'{line}{circle}<text class="no-t b" x="{px(x)}" y="{px(y + 13.5)}">{clean(one.number)}</text>'
    )
