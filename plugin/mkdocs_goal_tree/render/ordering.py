"""Which box stands left of which: few crossings first, then the order in which the authors listed their goals."""

from __future__ import annotations

from bisect import bisect_right, insort
from itertools import accumulate, pairwise, product
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mkdocs_goal_tree.render.picture import Diagram

_ROUNDS, _FEW_ROUNDS, _MANY = 40, 8, 60  # the later rounds save a crossing in two hundred, and cost half of the time
_SWEEPS = 6

Rows = list[list[int]]
Links = dict[int, list[int]]


class Layers(NamedTuple):
    """Rows of nodes, from top to bottom, and the neighbors of each node in the next row up and down.

    A node below `boxes` is a position in the diagram's boxes. Each other one stands for a link in a row that it skips.
    """

    rows: Rows
    above: Links
    below: Links
    boxes: int


def ordered(diagram: Diagram) -> list[list[int]]:
    """The positions in `boxes` of each row, from top to bottom, so that a neighbor swapped back costs a crossing."""
    layers = arranged(diagram)
    return [[node for node in row if node < layers.boxes] for row in layers.rows]


def arranged(diagram: Diagram) -> Layers:
    """The rows in the order in which they are drawn, with what stands for links that skip one.

    Sugiyama, Tagawa and Toda's layers (1981): each row sorted by the mean place of its neighbors, down and up, from the
    source order and its reverse; then neighbors exchanged. A link that skips rows counts in each of them.
    """
    layers = layered(diagram)
    best = _swept(layers) if diagram.straight else _searched(layers)
    # Seen from behind a drawing has as many crossings: the side from which the upper rows read in order wins.
    sides = (restored(layers._replace(rows=rows)) for rows in (best, [row[::-1] for row in best]))
    return min(sides, key=_against_order)


def _against_order(layers: Layers) -> list[int]:
    """By row, how many neighbors stand against the source order."""
    boxes = ([node for node in row if node < layers.boxes] for row in layers.rows)
    return [sum(left > right for left, right in pairwise(row)) for row in boxes]


def _searched(layers: Layers) -> Rows:
    """The rows with the fewest crossings that four sweeps and their exchanges find."""
    rows, above, below, boxes = layers
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
    return best


def _swept(layers: Layers) -> Rows:
    """The rows after a few sweeps, for thousands of boxes."""
    rows, above, below, _ = layers
    best, fewest = rows, _crossings(rows, below)
    for _ in range(_SWEEPS):
        rows = _sorted(_sorted(rows, above)[::-1], below)[::-1]
        crossings = _crossings(rows, below)
        if crossings < fewest:
            best, fewest = rows, crossings
    return best


def layered(diagram: Diagram) -> Layers:
    """The rows in source order, each skipped row with a node of its own for the link."""
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
    return Layers(rows, above, below, len(position))


def restored(layers: Layers) -> Layers:
    """The layers once no two neighboring boxes stand against the source order for nothing.

    Links that run between the two may pass on either side of them. Each exchange saves a crossing, or costs none and
    brings one pair in order, so this ends.
    """
    rows, above, below, boxes = layers
    rows = [row.copy() for row in rows]
    place = {node: i for row in rows for i, node in enumerate(row)}
    todo = {i for i, row in enumerate(rows) if row}
    while todo:
        number = todo.pop()
        row = rows[number]
        start, changed = 0, False
        while start < len(row):
            end = start + 1
            while end < len(row) and row[end] >= boxes:
                end += 1
            better = None
            if end < len(row) and row[end] < row[start] < boxes:
                better = _in_order(row[start : end + 1], above, below, place)
            if better is None:
                start = end
                continue
            row[start : end + 1] = better
            place.update({node: i for i, node in enumerate(better, start)})
            changed = True
            # The box that moved ahead may have to go on.
            start = next((i for i in range(start - 1, -1, -1) if row[i] < boxes), start)
        if changed:
            todo |= {near for near in (number - 1, number, number + 1) if 0 <= near < len(rows)}
    return layers._replace(rows=rows)


def _in_order(nodes: list[int], above: Links, below: Links, place: dict[int, int]) -> list[int] | None:
    """The nodes with the last before the first, what is between them around both; None where that costs a crossing."""
    first, *between, last = nodes

    def cost(left: int, right: int) -> int:
        return _cost(above[left], above[right], place) + _cost(below[left], below[right], place)

    if not between:
        return [last, first] if cost(first, last) <= 0 else None
    # What it costs that the last goes before all nodes between from the i-th on, and the first behind the first j.
    back = [*accumulate((cost(node, last) for node in reversed(between)), initial=0)][::-1]
    ahead = accumulate((cost(first, node) for node in between), initial=0)
    cheapest = accumulate(zip(back, range(len(back)), strict=True), min)
    price, last_at, first_at = min(
        (one + other, i, j) for j, ((one, i), other) in enumerate(zip(cheapest, ahead, strict=True))
    )
    if price + cost(first, last) > 0:
        return None
    return [*between[:last_at], last, *between[last_at:first_at], first, *between[first_at:]]


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
    settled: set[tuple[int, int]] = set()  # pairs that stand well until what they are linked to changes places
    for _ in range(_ROUNDS if boxes <= _MANY else _FEW_ROUNDS):
        swapped = False
        for row in reversed(rows):
            for i in range(len(row) - 1):
                pair = left, right = row[i], row[i + 1]
                if pair in settled:
                    continue
                cost = _cost(above[left], above[right], place) + _cost(below[left], below[right], place)
                if cost < 0 or (cost == 0 and right < left < boxes):
                    row[i], row[i + 1] = right, left
                    place[left], place[right] = i + 1, i
                    swapped = True
                    for links in (above, below):
                        for ends in product(links[left], links[right]):
                            settled.difference_update((ends, ends[::-1]))
                else:
                    settled.add(pair)
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
            ends = sorted([place[other] for other in below[node]])
            if seen and ends and ends[0] < seen[-1]:
                crossings += sum([len(seen) - bisect_right(seen, end) for end in ends])
                for end in ends:
                    insort(seen, end)
            else:
                seen += ends
    return crossings
