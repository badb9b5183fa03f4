from __future__ import annotations

import random

import pytest
from render_trees import SEED, drawing, tree

from mkdocs_goal_tree.core.geometry import EngineError
from mkdocs_goal_tree.layout import choose, lay_out
from mkdocs_goal_tree.render.boxes import heights
from mkdocs_goal_tree.render.dot import layout_dot
from mkdocs_goal_tree.render.ordering import ordered

ENGINE = choose("wasm")
needs_graphviz = pytest.mark.skipif(isinstance(ENGINE, EngineError), reason="no embedded Graphviz")


def names(diagram):
    return [[diagram.boxes[i].id for i in row] for row in ordered(diagram)]


def skips(diagram):
    """Whether a link runs through a row between its ends, where it takes room."""
    row_of = {box.id: (box.level, box.rank) for box in diagram.boxes}
    rows = list(diagram.rows())
    return any(rows.index(row_of[a.child]) - rows.index(row_of[a.parent]) > 1 for a in diagram.arrows)


def made_up(seed):
    chance = random.Random(seed)
    impacts, outcomes, outputs = chance.randint(1, 3), chance.randint(2, 6), chance.randint(2, 8)
    above = [f"i{i}" for i in range(impacts)]
    middle = [f"o{i}" for i in range(outcomes)]
    lines = above + [f"{o} < {' '.join(chance.sample(above, chance.randint(1, min(2, impacts))))}" for o in middle]
    for i in range(outputs):
        parents = chance.sample(middle, chance.randint(0, 2)) + chance.sample(above, chance.choice([0, 0, 1]))
        lines.append(f"p{i} < {' '.join(parents)}")
    return drawing(tree("\n".join(lines)), direction=chance.choice(["TB", "LR"]))


def test_the_source_order_holds_where_no_link_crosses():
    diagram = drawing(tree("i1\ni2\no1 < i1\no2 < i1\no3 < i2\np1 < o1\np2 < o2\np3 < o3"))
    assert names(diagram) == [["i1", "i2"], ["o1", "o2", "o3"], ["p1", "p2", "p3"]]


def test_a_swap_that_saves_a_crossing_is_made():
    assert names(drawing(tree("i1\ni2\no1 < i2\no2 < i1"))) == [["i1", "i2"], ["o2", "o1"]]


def test_the_seeds_outputs_stay_in_order_where_it_costs_nothing():
    # Either p4 or p1 may stand first, and p2 and p3 change places freely.
    assert names(drawing(SEED)) == [["i1"], ["o1", "o2"], ["p1", "p4", "p2", "p3"]]


def test_a_link_that_skips_a_lane_counts():
    diagram = drawing(tree("i1\ni2\no1 < i1\no2 < i2\np1 < i2\np2 < o1"))
    assert names(diagram) == [["i1", "i2"], ["o1", "o2"], ["p2", "p1"]]


@needs_graphviz
def test_graphviz_keeps_the_order_and_the_width_of_the_widest_row_where_no_link_skips_one():
    diagrams = [made_up(seed) for seed in range(60)]
    for diagram, layout in zip(diagrams, lay_out([layout_dot(d) for d in diagrams], ENGINE, None), strict=True):
        tall, axis = heights(diagram), 0 if diagram.direction == "TB" else 1
        sizes = [diagram.width] * len(tall) if axis == 0 else tall
        gap = {155: 12, 164: 10}[diagram.width]
        ends = []
        for row in ordered(diagram):
            places = [layout.centers[f"n{i}"][axis] for i in row]
            assert places == sorted(places) or skips(diagram)
            ends += [(place - sizes[i] / 2, place + sizes[i] / 2) for place, i in zip(places, row, strict=True)]
        widest = max(sum(sizes[i] for i in row) + gap * (len(row) - 1) for row in ordered(diagram))
        across = max(end for _, end in ends) - min(start for start, _ in ends)
        assert across <= widest + 2 or skips(diagram)


@needs_graphviz
def test_no_link_crosses_a_box():
    diagrams = [made_up(seed) for seed in range(60, 120)]
    for diagram, layout in zip(diagrams, lay_out([layout_dot(d) for d in diagrams], ENGINE, None), strict=True):
        tall = heights(diagram)
        boxes = {f"n{i}": (layout.centers[f"n{i}"], diagram.width / 2 - 1, tall[i] / 2 - 1) for i in range(len(tall))}
        for curve in layout.curves:
            others = [box for name, box in boxes.items() if name not in {curve.tail, curve.head}]
            for point in samples(curve.points):
                assert not any(abs(point[0] - c.x) < w and abs(point[1] - c.y) < h for c, w, h in others)


def samples(points):
    for start in range(0, len(points) - 1, 3):
        a, b, c, d = points[start : start + 4]
        for step in range(17):
            t = step / 16
            u = 1 - t
            yield tuple(
                u**3 * p + 3 * u * u * t * q + 3 * u * t * t * r + t**3 * s
                for p, q, r, s in zip(a, b, c, d, strict=True)
            )
