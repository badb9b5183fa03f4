"""A Diagram and its Layout as SVG: lanes over the full width, links under boxes, natural size, no ids, no script, no style."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mkdocs_goal_tree.core.geometry import Point
from mkdocs_goal_tree.render.arrows import render_arrows
from mkdocs_goal_tree.render.boxes import heights, render_box
from mkdocs_goal_tree.render.routing import joined
from mkdocs_goal_tree.render.text import escape, plain, px

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mkdocs_goal_tree.core.geometry import Layout
    from mkdocs_goal_tree.core.model import Level
    from mkdocs_goal_tree.core.words import Words
    from mkdocs_goal_tree.render.picture import Diagram

# px; the mock-ups' measures
_OVER, _UNDER, _BESIDE = 29, 11, 16  # a lane's edge above, below and beside its boxes
_BADGED = 10  # more above the first box of a column, for its badge
_BETWEEN = 12  # lanes that stand side by side
_EDGE = 0.5  # half of a lane's outline
_FONTS = "Roboto, Helvetica, Arial, sans-serif"
_ROOT = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" class="gt-tree" role="group"'


class _Frame(NamedTuple):
    """A lane's rectangle."""

    x: float
    y: float
    width: float
    height: float


def render_svg(diagram: Diagram, layout: Layout, words: Words) -> str:
    """The drawing at natural size, at least as wide as the column; `layout` is that of `dot.layout_dot(diagram)`."""
    placed = joined(layout)
    tall = heights(diagram)
    half = diagram.width / 2
    centers = [placed.centers[name] for name in diagram.names().values()]
    xs = [point.x for curve in placed.curves for point in curve.points]
    left = min([*xs, *(center.x - half for center in centers)], default=0)
    right = max([*xs, *(center.x + half for center in centers)], default=0)
    top = min((center.y - height / 2 for center, height in zip(centers, tall, strict=True)), default=0)
    across = max(diagram.column, round(right - left) + 2 * _BESIDE)
    over = _OVER + (_BADGED if diagram.direction == "LR" and any(box.badge for box in diagram.boxes) else 0)
    shift = Point((across - right - left) / 2, over + _EDGE - top)
    corners = [
        Point(center.x + shift.x - half, center.y + shift.y - height / 2)
        for center, height in zip(centers, tall, strict=True)
    ]
    lanes = _lanes(diagram, corners, tall, across)
    down = max((frame.y + frame.height for frame in lanes.values()), default=0) + _EDGE
    arrows = render_arrows(diagram, placed.curves, shift)
    size = (
        f'width="{across}" height="{px(down)}" viewBox="0 0 {across} {px(down)}" data-direction="{diagram.direction}"'
    )
    parts = [f'<svg {_ROOT} aria-label="{escape(plain(diagram.label))}" {size} font-family="{_FONTS}">']
    parts += [_lane(frame, diagram.lanes[level]) for level, frame in lanes.items()]
    parts.append(f'<g class="gt-edges" fill="none" stroke="#7f8791" stroke-width="1.4">{arrows}</g>')
    # As they are read: the keyboard goes from link to link in this order.
    flow = [(corner.y, corner.x) if diagram.direction == "TB" else (corner.x, corner.y) for corner in corners]
    parts += [
        render_box(diagram.boxes[i], corners[i], diagram.width, tall[i], words)
        for i in sorted(range(len(flow)), key=flow.__getitem__)
    ]
    return "\n".join([*parts, "</svg>"])


def _lanes(diagram: Diagram, corners: Sequence[Point], high: Sequence[float], across: float) -> dict[Level, _Frame]:
    """Rows over the full width, or columns over the full height that share the room between them."""
    members = {level: [i for i, box in enumerate(diagram.boxes) if box.level is level] for level in diagram.lanes}
    if diagram.direction == "TB" or not members:
        tops = {level: min(corners[i].y for i in inside) - _OVER for level, inside in members.items()}
        ends = {level: max(corners[i].y + high[i] for i in inside) + _UNDER for level, inside in members.items()}
        return {level: _Frame(_EDGE, tops[level], across - 1, ends[level] - tops[level]) for level in members}
    down = max((corner.y + tall for corner, tall in zip(corners, high, strict=True)), default=0) + _BESIDE
    lefts = [min(corners[i].x for i in inside) for inside in members.values()]
    rights = [max(corners[i].x for i in inside) + diagram.width for inside in members.values()]
    middles = [(end + start) / 2 for end, start in zip(rights, lefts[1:], strict=False)]
    starts = [_EDGE, *(middle + _BETWEEN / 2 for middle in middles)]
    ends_at = [*(middle - _BETWEEN / 2 for middle in middles), across - _EDGE]
    return {
        level: _Frame(start, _EDGE, end - start, down - _EDGE)
        for level, start, end in zip(members, starts, ends_at, strict=True)
    }


def _lane(frame: _Frame, word: str) -> str:
    return (
        f'<g class="gt-lane"><rect x="{px(frame.x)}" y="{px(frame.y)}" width="{px(frame.width)}"'
        f' height="{px(frame.height)}" rx="6" fill="#f8f9fa" stroke="#e4e7eb"/>'
        f'<text x="{px(frame.x + 12)}" y="{px(frame.y + 17)}" font-size="11" font-weight="700" fill="#59626d">'
        f"{escape(plain(word))}</text></g>"
    )
