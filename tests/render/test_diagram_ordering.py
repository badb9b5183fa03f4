from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_up import made_up
from pictures import kept_for_nothing, over_boxes
from render_trees import SEED, drawing, tree

from mkdocs_goal_tree.core.geometry import EngineError, Layout
from mkdocs_goal_tree.layout import choose, lay_out
from mkdocs_goal_tree.render.boxes import heights
from mkdocs_goal_tree.render.dot import layout_dot
from mkdocs_goal_tree.render.ordering import arranged, ordered
from mkdocs_goal_tree.render.placing import placed
from mkdocs_goal_tree.render.routing import joined

ENGINE = choose("wasm")
needs_graphviz = pytest.mark.skipif(isinstance(ENGINE, EngineError), reason="no embedded Graphviz")


def names(diagram):
    return [[diagram.boxes[i].id for i in row] for row in ordered(diagram)]


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


def test_a_link_between_two_boxes_may_pass_beside_both():
    diagram = drawing(tree("o2 < i1\no1 < i1\np1 < i1\ni1\np2 < o1\np3 < o2"))
    assert names(diagram)[1] == ["o2", "o1"]


def laid_out(diagrams):
    layouts = lay_out([layout_dot(diagram) for diagram in diagrams], ENGINE, None)
    return [(diagram, joined(layout)) for diagram, layout in zip(diagrams, layouts, strict=True)]


@needs_graphviz
def test_graphviz_keeps_our_order():
    for diagram, layout in laid_out([made_up(seed) for seed in range(60)]):
        axis = 0 if diagram.direction == "TB" else 1
        for row in ordered(diagram):
            places = [layout.centers[f"n{i}"][axis] for i in row]
            assert places == sorted(places)


@needs_graphviz
def test_a_drawing_is_no_wider_than_its_widest_row_and_the_links_that_pass_it():
    for diagram, layout in laid_out([made_up(seed) for seed in range(60)]):
        tall, axis = heights(diagram), 0 if diagram.direction == "TB" else 1
        sizes = [diagram.width] * len(tall) if axis == 0 else tall
        gap = {155: 12, 164: 10}[diagram.width]
        layers = arranged(diagram)
        places = [(layout.centers[f"n{i}"][axis], size / 2) for i, size in enumerate(sizes)]
        across = max(at + half for at, half in places) - min(at - half for at, half in places)
        widths = [sum(sizes[i] if i < layers.boxes else 3 for i in row) + gap * (len(row) - 1) for row in layers.rows]
        assert across <= max(widths) + 3


@needs_graphviz
def test_in_the_picture_a_swap_of_neighbors_that_costs_nothing_is_made_and_no_link_crosses_a_box():
    for diagram, layout in laid_out([made_up(seed) for seed in range(100)]):
        assert kept_for_nothing(diagram, layout) == []
        assert over_boxes(diagram, layout) == []


@needs_graphviz
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(min_value=1000), st.sampled_from([8, 30, 60]))
def test_the_same_holds_for_any_tree(seed, most):
    ((diagram, layout),) = laid_out([made_up(seed, most)])
    assert kept_for_nothing(diagram, layout) == []
    assert over_boxes(diagram, layout) == []


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(min_value=0), st.sampled_from([3, 8, 30]), st.sampled_from(["TB", "LR"]))
def test_the_same_holds_beyond_the_limit_where_links_are_straight(seed, most, direction):
    diagram = replace(made_up(seed, most, direction=direction), straight=True)
    layout = placed(diagram)
    assert kept_for_nothing(diagram, layout) == []
    assert over_boxes(diagram, layout) == []
    assert apart(diagram, layout)


def apart(diagram, layout):
    """Whether no two boxes touch."""
    tall, wide = heights(diagram), diagram.width
    boxes = [(layout.centers[f"n{i}"], high) for i, high in enumerate(tall)]
    return not any(
        abs(one.x - other.x) < wide and abs(one.y - other.y) < (high + deep) / 2 - 0.01
        for n, (one, high) in enumerate(boxes)
        for other, deep in boxes[n + 1 :]
    )


def test_a_straight_link_that_passes_a_row_goes_in_steps():
    diagram = replace(drawing(tree("i1\no1 < i1\np1 < i1\np2 < o1"), direction="TB"), straight=True)
    way = {(curve.tail, curve.head): len(curve.points) for curve in placed(diagram).curves}
    assert way == {("n0", "n1"): 4, ("n0", "n2"): 10, ("n1", "n3"): 4}


def test_nothing_takes_no_room():
    assert placed(drawing(tree(""))) == Layout(0, 0, {}, ())
