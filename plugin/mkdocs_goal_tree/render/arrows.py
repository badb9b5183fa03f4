"""The links of a drawing as SVG: a path and its head each."""

from __future__ import annotations

import re
from math import hypot
from typing import TYPE_CHECKING

from mkdocs_goal_tree.core.geometry import Point
from mkdocs_goal_tree.render.boxes import TONES
from mkdocs_goal_tree.render.text import escape

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs_goal_tree.core.geometry import Curve
    from mkdocs_goal_tree.render.picture import Diagram

_GRAY = "#7f8791"
_CHANGES = {"add": (TONES["note"], ' stroke-width="2"'), "cut": (TONES["bad"], ' stroke-dasharray="5 4"')}
_HEAD, _HALF = 7, 3.6  # px: an arrow head's length and half its width
_ZERO = re.compile(r"\.0(?!\d)")


def render_arrows(diagram: Diagram, curves: Iterable[Curve], shift: Point) -> str:
    """All links in source order, each moved by `shift`."""
    order = {name: position for position, name in enumerate(diagram.names().values())}
    looks = {(arrow.parent, arrow.child): (arrow.weak, arrow.change) for arrow in diagram.arrows}
    paths: list[str] = []
    for curve in sorted(curves, key=lambda curve: (order[curve.tail], order[curve.head])):
        ends = diagram.boxes[order[curve.tail]].id, diagram.boxes[order[curve.head]].id
        points = [Point(x + shift.x, y + shift.y) for x, y in curve.points]
        weak, change = looks.get(ends, (False, ""))
        paths.append(_arrow(points, ends, weak=weak, change=change))
    return _ZERO.sub("", "".join(paths))


def _arrow(points: list[Point], ends: tuple[str, str], *, weak: bool, change: str) -> str:
    """A curve that ends where its head begins, and the head: a triangle, as a `<marker>` would need an id."""
    while len(points) > 4 and _distance(points[-4], points[-1]) < 2 * _HEAD:  # noqa: PLR2004 - two curves or more
        points = [*points[:-5], *points[-2:]]  # too short for a head: joined with the one before
    tip = points[-1]
    behind = next((point for point in points[-2::-1] if _distance(point, tip) > 1), Point(tip.x, tip.y - 1))
    length = _distance(behind, tip)
    ux, uy = (tip.x - behind.x) / length, (tip.y - behind.y) / length
    ex, ey = tip.x - ux * _HEAD, tip.y - uy * _HEAD
    # The control point moves with the end, so that the curve still arrives in the head's direction.
    cx, cy = points[-2].x - ux * _HEAD, points[-2].y - uy * _HEAD
    line = "".join(f" {x:.1f} {y:.1f}" for x, y in [*points[1:-2], Point(cx, cy), Point(ex, ey)])
    style, color = ' class="weak" stroke-dasharray="1.5 4" stroke-linecap="round"' if weak else "", _GRAY
    kind = "h weak" if weak else "h"
    if change:
        color, more = _CHANGES[change]
        style, kind = f' class="{change}" stroke="{color}"{more}', f"h {change}"
    named = f' data-from="{escape(ends[0])}" data-to="{escape(ends[1])}"'
    return (
        f'<path{style}{named} d="M{points[0].x:.1f} {points[0].y:.1f}C{line[1:]}"/>'
        f'<path class="{kind}" fill="{color}" stroke="none" d="M{tip.x:.1f} {tip.y:.1f}'
        f'L{ex - uy * _HALF:.1f} {ey + ux * _HALF:.1f}L{ex + uy * _HALF:.1f} {ey - ux * _HALF:.1f}Z"/>'
    )


def _distance(one: Point, other: Point) -> float:
    return hypot(one.x - other.x, one.y - other.y)
