"""A Layout made ready to be drawn: links that pass rows in one curve each."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from mkdocs_goal_tree.core.geometry import Point

if TYPE_CHECKING:
    from mkdocs_goal_tree.core.geometry import Curve, Layout


def joined(layout: Layout) -> Layout:
    """The curves from box to box: those that lead through nodes `s8`, `s9` … become one, straight along each of them."""
    onward = {curve.tail: curve for curve in layout.curves if curve.tail[0] == "s"}
    if not onward:
        return layout
    return replace(layout, curves=tuple(_whole(curve, onward) for curve in layout.curves if curve.tail not in onward))


def _whole(curve: Curve, onward: dict[str, Curve]) -> Curve:
    points = list(curve.points)
    head = curve.head
    while head in onward:
        following = onward[head]
        a, b = points[-1], following.points[0]
        points += [_between(a, b, 1 / 3), _between(a, b, 2 / 3), *following.points]
        head = following.head
    return curve._replace(head=head, points=tuple(points))


def _between(a: Point, b: Point, part: float) -> Point:
    return Point(a.x + (b.x - a.x) * part, a.y + (b.y - a.y) * part)
