"""The rows of a timeline below its impacts: periods of outcomes, ship dates of outputs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .icons import ICONS
from .labels import clean, long
from .strip_parts import INSIDE, SIZE, linked, shape, x_of
from .text import escape, px, width, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .strip_parts import Course, Frame, Scene

_BIG = 13  # px, of names
_BAR = 23  # px
_ROW = 22  # px from one row of ship dates to the next
_MOST_ROWS = 8
_MARK = 10  # px


def draw_courses(scene: Scene, frame: Frame, y: float) -> tuple[list[str], float]:
    parts = [f'<text class="h" x="0" y="{px(y + 10)}">{clean(scene.labels["outcomes"])}</text>']
    y += 20
    for one in scene.courses:
        room = (frame.left or frame.across) - 27
        lines = wrap(one.title, _BIG, room, lines=2 if frame.beside else 1)
        head = 4 if frame.beside and len(lines) > 1 else 11 if frame.beside else 10
        glyph = f'<path class="gl" transform="translate(0 {px(y + head - 2)}) scale(.62)" {shape("outcome")}'
        halo = "" if frame.beside else ' class="halo"'
        texts = "".join(
            f'<text{halo} x="17" y="{px(y + head + 5 + 15 * i)}">{clean(line)}</text>' for i, line in enumerate(lines)
        )
        bar = y + (1 if frame.beside else 21)
        name = linked(one.url, f"<title>{clean(one.title)}</title>{glyph}{texts}")
        parts += [name, *_course(one, scene, frame, bar)]
        y += 36 if frame.beside else 53
    return parts, y


def _course(one: Course, scene: Scene, frame: Frame, y: float) -> Iterator[str]:
    left, right = x_of(scene, frame, one.start) + 1, x_of(scene, frame, one.end, after=True) - 1
    across = max(right - left, 3)
    yield f'<rect class="oc-{one.kind}" x="{px(left)}" y="{px(y)}" width="{px(across)}" height="{_BAR}" rx="4"/>'
    wide = 18 + long(one.chip.word)
    inside = across >= wide + 2 * INSIDE
    x = left + INSIDE if inside else right + INSIDE
    if not inside and x + wide > frame.across:
        x = left - INSIDE - wide
    icon = ICONS.get(one.chip.icon, "")
    yield (
        f'<g class="ico" data-tone="{escape(one.chip.tone)}" transform="translate({px(x)} {px(y + 5.2)}) scale(.8)">{icon}</g>'
        f'<text class="said{"" if inside else " halo"}" data-tone="{escape(one.chip.tone)}" x="{px(x + 18)}" '
        f'y="{px(y + 16)}">{clean(one.chip.word)}</text>'
    )


def draw_marks(scene: Scene, frame: Frame, y: float) -> tuple[list[str], float]:
    """Each mark on the first row on which its name meets no other; one that finds none goes without."""
    y += 8
    head = [
        ("h", scene.labels["shipped"]),
        *([("m", scene.labels["dashed"])] if any(m.planned for m in scene.marks) else []),
    ]
    parts = [
        f'<text class="{kind}" x="0" y="{px(y + 8 + 16 * i)}">{clean(text)}</text>'
        for i, (kind, text) in enumerate(head)
    ]
    y += 0 if frame.beside else 16 * len(head)
    rows: list[list[tuple[float, float]]] = []
    for one in sorted(scene.marks, key=lambda mark: mark.on):
        x = x_of(scene, frame, one.on)
        text = wrap(one.title, SIZE, (frame.right - frame.left) / 2, lines=1)[0]
        row, side = _place(rows, x, width(text, SIZE), frame)
        kind = "plan" if one.planned else "sq"
        left = min(max(x - _MARK / 2, 0), frame.across - _MARK)
        square = f'<rect class="{kind}" x="{px(left)}" y="{px(y + _ROW * row)}" width="{_MARK}" height="{_MARK}"/>'
        at, anchor = (x + _MARK, "start") if side == "right" else (x - _MARK, "end")
        name = f'<text class="s halo" x="{px(at)}" y="{px(y + _ROW * row + 9.5)}" text-anchor="{anchor}">{clean(text)}</text>'
        parts.append(linked(one.url, f"<title>{clean(one.title)}</title>{square}{name if side else ''}"))
    return parts, y + _ROW * max(len(rows), 1 if frame.beside else 0) + 6


def _place(rows: list[list[tuple[float, float]]], x: float, long: float, frame: Frame) -> tuple[int, str]:
    """The row and the side of a mark's name, taken from then on; without a name it is only as wide as its square."""
    sides = {"right": (x - 6, x + _MARK + long + 8), "left": (x - _MARK - long - 8, x + 6), "": (x - 6, x + 6)}
    named = [side for side in ("right", "left") if sides[side][0] >= frame.left and sides[side][1] <= frame.across + 8]
    spots = [
        *((row, side) for row in range(_MOST_ROWS) for side in named),
        *((row, "") for row in range(len(rows) + 1)),
    ]
    row, side = next(spot for spot in spots if _is_free(rows[spot[0]] if spot[0] < len(rows) else (), *sides[spot[1]]))
    rows += [[] for _ in range(row + 1 - len(rows))]
    rows[row].append(sides[side])
    return row, side


def _is_free(row: Sequence[tuple[float, float]], start: float, end: float) -> bool:
    return all(end <= left or right <= start for left, right in row)
