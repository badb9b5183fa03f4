"""What a finished drawing shows, read off its boxes and curves: order in the rows, crossings, links over boxes."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from mkdocs_goal_tree.render.boxes import heights

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_goal_tree.core.geometry import Layout, Point
    from mkdocs_goal_tree.render.picture import Diagram


def kept_for_nothing(diagram: Diagram, layout: Layout) -> list[tuple[str, str]]:
    """Neighboring boxes that stand against the source order although swapping them costs no crossing."""
    rows = _rows(diagram, layout)
    number = {name: i for i, name in enumerate(diagram.names().values())}
    found = []
    for i, row in enumerate(rows):
        boxes = [name for name in row if name in number]
        for left, right in pairwise(boxes):
            if number[right] < number[left]:
                swapped = [{left: right, right: left}.get(name, name) for name in row]
                if _crossings([*rows[:i], swapped, *rows[i + 1 :]], diagram) <= _crossings(rows, diagram):
                    found.append((left, right))
    return found


def over_boxes(diagram: Diagram, layout: Layout) -> list[tuple[str, str, str]]:
    """Links that run over a box which is not their end, as tail, head and that box."""
    tall = heights(diagram)
    boxes = {f"n{i}": (layout.centers[f"n{i}"], diagram.width / 2 - 1, tall[i] / 2 - 1) for i in range(len(tall))}
    return [
        (curve.tail, curve.head, name)
        for curve in layout.curves
        for name, (center, wide, high) in boxes.items()
        if name not in {curve.tail, curve.head}
        and any(abs(x - center.x) < wide and abs(y - center.y) < high for x, y in samples(curve.points))
    ]


def samples(points: tuple[Point, ...]) -> Iterator[tuple[float, ...]]:
    """Points along a chain of cubic curves."""
    for start in range(0, len(points) - 1, 3):
        a, b, c, d = points[start : start + 4]
        for step in range(17):
            t = step / 16
            u = 1 - t
            yield tuple(
                u**3 * p + 3 * u * u * t * q + 3 * u * t * t * r + t**3 * s
                for p, q, r, s in zip(a, b, c, d, strict=True)
            )


def _rows(diagram: Diagram, layout: Layout) -> list[list[str]]:
    """The names in each row as drawn; a link that passes a row is `tail>head` in it."""
    along, across = (1, 0) if diagram.direction == "TB" else (0, 1)
    names = list(diagram.names().values())
    rows = []
    for row in diagram.rows().values():
        places = {names[i]: layout.centers[names[i]][across] for i in row}
        middle = layout.centers[names[row[0]]][along]
        for curve in layout.curves:
            here = min(samples(curve.points), key=lambda point: abs(point[along] - middle))
            start, end = (layout.centers[name][along] for name in (curve.tail, curve.head))
            if min(start, end) + 1 < middle < max(start, end) - 1 and {curve.tail, curve.head}.isdisjoint(places):
                places[f"{curve.tail}>{curve.head}"] = here[across]
        rows.append(sorted(places, key=places.__getitem__))
    return rows


def _crossings(rows: list[list[str]], diagram: Diagram) -> int:
    names = diagram.names()
    steps: list[list[tuple[int, int]]] = [[] for _ in rows]
    place = [{name: i for i, name in enumerate(row)} for row in rows]
    for arrow in diagram.arrows:
        tail, head = names[arrow.parent], names[arrow.child]
        way = [
            (i, here[name]) for i, here in enumerate(place) for name in (tail, f"{tail}>{head}", head) if name in here
        ]
        for (i, start), (_, end) in pairwise(way):
            steps[i].append((start, end))
    return sum((a - c) * (b - d) < 0 for pairs in steps for n, (a, b) in enumerate(pairs) for c, d in pairs[n + 1 :])
