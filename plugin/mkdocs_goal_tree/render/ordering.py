"""Which box stands left of which: few crossings first, then the order in which the authors listed their goals."""

from __future__ import annotations

from bisect import bisect_right, insort
from itertools import pairwise, product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mkdocs_goal_tree.render.diagram import Diagram

_ROUNDS = 40

Rows = list[list[int]]
Links = dict[int, list[int]]


def ordered(diagram: Diagram) -> list[list[int]]:
    """The positions in `boxes` of each row, from top to bottom, so that a neighbor swapped back costs a crossing.

    Sugiyama, Tagawa and Toda's layers (1981): each row sorted by the mean place of its neighbors, down and up, from the
    source order and its reverse; then neighbors exchanged. A link that skips rows counts in each of them.
    """
    rows, above, below = _layers(diagram)
    boxes = len(diagram.boxes)
    best, fewest = rows, _crossings(rows, below)
    if fewest:
        best = _exchanged(rows, above, below, boxes)
        fewest = _crossings(best, below)
    for start, downward in product((rows, [row[::-1] for row in rows]), (True, False)):
        sweep = start
        for turn in (downward, not downward):
            if not fewest:
                break
            sweep = _sorted(sweep, above) if turn else _sorted(sweep[::-1], below)[::-1]
            other = _exchanged(sweep, above, below, boxes)
            crossings = _crossings(other, below)
            if crossings < fewest:
                best, fewest = other, crossings
    return [[node for node in row if node < boxes] for row in best]


def _layers(diagram: Diagram) -> tuple[Rows, Links, Links]:
    """Rows of positions, and the neighbors of each in the next row up and down; a skipped row gets a stand-in."""
    rows = [list(row) for row in diagram.rows().values()]
    row_of = {node: number for number, row in enumerate(rows) for node in row}
    position = {box.id: i for i, box in enumerate(diagram.boxes)}
    above: Links = {node: [] for node in row_of}
    below: Links = {node: [] for node in row_of}
    for arrow in diagram.arrows:
        upper, last = position[arrow.parent], position[arrow.child]
        for number in range(row_of[upper] + 1, row_of[last] + 1):
            node = last
            if number < row_of[last]:
                node = len(above)
                above[node], below[node] = [], []
                rows[number].append(node)
            below[upper].append(node)
            above[node].append(upper)
            upper = node
    return rows, above, below


def _sorted(rows: Sequence[list[int]], toward: Links) -> Rows:
    """Each row after the first, sorted by the mean place of its neighbors in the row before it."""
    done = [rows[0]]
    for row in rows[1:]:
        place = {node: i for i, node in enumerate(done[-1])}
        mean = {
            node: sum(place[other] for other in toward[node]) / len(toward[node]) if toward[node] else float(i)
            for i, node in enumerate(row)
        }
        done.append(sorted(row, key=mean.__getitem__))
    return done


def _exchanged(rows: Sequence[list[int]], above: Links, below: Links, boxes: int) -> Rows:
    """The rows after swapping neighbors wherever it saves a crossing, or costs none and restores the source order."""
    rows = [row.copy() for row in rows]
    place = {node: i for row in rows for i, node in enumerate(row)}
    for _ in range(_ROUNDS):
        swapped = False
        for row in reversed(rows):
            for i in range(len(row) - 1):
                left, right = row[i], row[i + 1]
                cost = _cost(above[left], above[right], place) + _cost(below[left], below[right], place)
                if cost < 0 or (cost == 0 and right < left < boxes):
                    row[i], row[i + 1] = right, left
                    place[left], place[right] = i + 1, i
                    swapped = True
        if not swapped:
            break
    return rows


def _cost(left: list[int], right: list[int], place: dict[int, int]) -> int:
    """How many crossings it costs to put `right` before `left`."""
    cost = 0
    for one in left:
        here = place[one]
        for other in right:
            there = place[other]
            cost += (here < there) - (here > there)
    return cost


def _crossings(rows: Sequence[list[int]], below: Links) -> int:
    crossings = 0
    for upper, lower in pairwise(rows):
        place = {node: i for i, node in enumerate(lower)}
        seen: list[int] = []
        for node in upper:
            ends = sorted(place[other] for other in below[node])
            crossings += sum(len(seen) - bisect_right(seen, end) for end in ends)
            for end in ends:
                insort(seen, end)
    return crossings
