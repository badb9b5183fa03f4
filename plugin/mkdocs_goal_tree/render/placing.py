"""Where thousands of boxes go: rows in the order of `ordering`, each box near those it is linked to, links straight.

Graphviz needs seconds for so many and gives up where it runs out of stack; nobody sees fine curves in such a drawing.
"""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from mkdocs_goal_tree.core.geometry import Curve, Layout, Point
from mkdocs_goal_tree.render.boxes import heights
from mkdocs_goal_tree.render.ordering import arranged

if TYPE_CHECKING:
    from mkdocs_goal_tree.render.ordering import Layers, Links
    from mkdocs_goal_tree.render.picture import Diagram

_GAP = 12.0  # px between boxes of a row
_THIN = 2.0  # what a link takes of a row that it passes
_APART = {"TB": 51.84, "LR": 158.4}  # px between rows; long flat lines need more where they run sideways
_TURNS = 3


def placed(diagram: Diagram) -> Layout:
    """The layout of a diagram with straight links, its curves from box to box; no link runs over a box."""
    layers = arranged(diagram)
    if not layers.rows:
        return Layout(0, 0, {}, ())
    tall = heights(diagram)
    down = diagram.direction == "TB"
    size = dict.fromkeys(layers.above, _THIN) | {i: diagram.width if down else high for i, high in enumerate(tall)}
    deep = [max(tall[node] for node in row if node < layers.boxes) if down else diagram.width for row in layers.rows]
    tops = [0.0, *accumulate(depth + _APART[diagram.direction] for depth in deep)]
    across = _across(layers, size)
    along = {node: top + depth / 2 for row, top, depth in zip(layers.rows, tops, deep, strict=False) for node in row}
    half = {node: depth / 2 for row, depth in zip(layers.rows, deep, strict=True) for node in row}

    def point(node: int, side: int) -> Point:
        here = along[node] + side * half[node]
        return Point(across[node], here) if down else Point(here, across[node])

    curves = []
    for upper in range(layers.boxes):
        for lower in layers.below[upper]:
            way = [point(upper, 1)]
            while lower >= layers.boxes:
                way += [point(lower, -1), point(lower, 1)]
                lower = layers.below[lower][0]  # noqa: PLW2901 - the next step of the same link
            curves.append(Curve(f"n{upper}", f"n{lower}", _straight([*way, point(lower, -1)])))
    end, wide = tops[-1], max(across[node] + size[node] / 2 for node in across)
    size_of = (wide, end) if down else (end, wide)
    return Layout(*size_of, {f"n{i}": point(i, 0) for i in range(layers.boxes)}, tuple(curves))


def _across(layers: Layers, size: dict[int, float]) -> dict[int, float]:
    """Places in each row: the longest row stands close, the others follow their neighbors, from it outward and back."""
    rows = layers.rows
    at: dict[int, float] = {}
    for row in rows:
        at |= _spread(row, size, {})
    longest = max(range(len(rows)), key=lambda i: len(rows[i]))
    up, down = range(longest - 1, -1, -1), range(longest + 1, len(rows))
    for _ in range(_TURNS):
        for i in (*up, *down):
            at |= _spread(rows[i], size, _wishes(rows[i], layers.below if i < longest else layers.above, at))
    return at


def _wishes(row: list[int], toward: Links, at: dict[int, float]) -> dict[int, float]:
    return {node: sum(at[other] for other in toward[node]) / len(toward[node]) for node in row if toward[node]}


def _spread(row: list[int], size: dict[int, float], wishes: dict[int, float]) -> dict[int, float]:
    """The places nearest to the wishes at which the nodes stand in this order and do not touch: pooled neighbors."""
    offsets = [0.0, *accumulate((size[a] + size[b]) / 2 + _GAP for a, b in pairwise(row))]
    pools: list[tuple[float, int]] = []  # the sum of what its members wish for the first place of the row, and how many
    last = 0.0
    for node, offset in zip(row, offsets, strict=True):
        last = wishes[node] - offset if node in wishes else last
        pools.append((last, 1))
        while len(pools) > 1 and pools[-2][0] * pools[-1][1] > pools[-1][0] * pools[-2][1]:
            total, count = pools.pop()
            pools[-1] = pools[-1][0] + total, pools[-1][1] + count
    starts = [total / count for total, count in pools for _ in range(count)]
    return {node: start + offset for node, start, offset in zip(row, starts, offsets, strict=True)}


def _straight(way: list[Point]) -> tuple[Point, ...]:
    points = way[:1]
    for a, b in pairwise(way):
        third = Point((b.x - a.x) / 3, (b.y - a.y) / 3)
        points += [Point(a.x + third.x, a.y + third.y), Point(b.x - third.x, b.y - third.y), b]
    return tuple(points)
