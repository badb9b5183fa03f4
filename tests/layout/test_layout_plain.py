"""Reading Graphviz's plain text, which may come from a cache that somebody else filled."""

import math

import pytest

from mkdocs_goal_tree.core.geometry import Curve, EngineError, Layout, Point
from mkdocs_goal_tree.layout.plain import LIMIT, fits, parse

GOOD = """\
graph 1 4 3
node a0_0 0.5 2.5 0.01 0.02 "" invis box black lightgrey
node n0 2 2.5 2.639 0.542 "" solid box black lightgrey
node n1 1 0.5 2.639 0.542 "" solid box black lightgrey
edge a0_0 a0_0 4 0.5 2.5 0.5 2 0.5 1.5 0.5 1 invis black
edge n0 n1 4 2 2.25 1.5 2 1.25 1.5 1 0.75 solid black
stop
"""


def test_an_answer_becomes_pixels_with_y_growing_downward():
    assert parse(GOOD) == Layout(
        width=288.0,
        height=216.0,
        centers={"n0": Point(144.0, 36.0), "n1": Point(72.0, 180.0)},
        curves=(Curve("n0", "n1", (Point(144.0, 54.0), Point(108.0, 72.0), Point(90.0, 108.0), Point(72.0, 162.0))),),
    )


def test_a_label_with_blanks_at_a_link_does_not_shift_its_points():
    labeled = GOOD.replace("1 0.75 solid", '1 0.75 "a b" 1.2 1.3 solid')
    assert parse(labeled) == parse(GOOD)


def test_a_graph_of_nothing_is_a_layout_of_nothing():
    assert parse("graph 1 0 0\nstop\n") == Layout(0.0, 0.0, {}, ())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("stop\n", ""),
        ("stop\n", "stop"),
        ("stop\n", "stop\nstop\n"),
        ("stop\n", "stop\n" + GOOD),
        ("graph 1 4 3\n", ""),
        ("graph 1 4 3", "graph 1 4"),
        ("graph 1 4 3", "graph 1 4 3 5"),
        ("graph 1 4 3", "graph 2 4 3"),
        ("graph 1 4 3", "graph 1 nan 3"),
        ("graph 1 4 3", "graph 1 inf 3"),
        ("graph 1 4 3", "graph 1 1e999 3"),
        ("graph 1 4 3", "graph 1 -1e9 3"),
        ("graph 1 4 3", "graph 1 1_0 3"),
        ("graph 1 4 3", "graph 1 ４ 3"),
        ("graph 1 4 3", "graph 1 4\t3"),
        ("graph 1 4 3\n", "graph 1 4 3\r\n"),
        ("graph 1 4 3\n", "graph 1 4 3\n\n"),
        ("node n0", "nude n0"),
        ("node n0", 'node n0"><script>'),
        ("node n0", "node nº"),
        ("node n1", "node n0"),
        ("node n1 1 0.5", "node n1 1"),
        ("node n1 1 0.5 2.639 0.542 ", "node n1 "),
        ("node n1 1 0.5", "node n1 one half"),
        ("edge n0 n1", "edge n0 n7"),
        ("edge n0 n1", "edge a0_0 n1"),
        ("edge n0 n1 4", "edge n0 n1 5"),
        ("edge n0 n1 4", "edge n0 n1 1"),
        ("edge n0 n1 4", "edge n0 n1 -4"),
        ("edge n0 n1 4", "edge n0 n1 0"),
        ("edge n0 n1 4", "edge n0 n1 7"),
        ("edge n0 n1 4", "edge n0 n1 99999999999999999999"),
        ("edge n0 n1 4", "edge n0 n1 " + "4" * 5000),
        ("2 2.25 1.5", "2 2.25 --1.5"),
        ("2 2.25 1.5", "2 2.25 infinity"),
        ("1 0.75 solid black", ""),
    ],
)
def test_a_broken_or_hostile_answer_is_an_error(old, new):
    broken = GOOD.replace(old, new)
    assert broken != GOOD
    answer = parse(broken)
    assert isinstance(answer, EngineError)
    assert answer.message.isascii()
    assert len(answer.message) < 200


@pytest.mark.parametrize("text", ["", "\n", "stop\n", "\0", "graph", "graph 1 4 3", "stop\n" * 3, "x" * 100])
def test_what_is_no_answer_at_all_is_an_error(text):
    assert isinstance(parse(text), EngineError)


def test_every_beginning_of_an_answer_is_an_error():
    assert {type(parse(GOOD[:end])) for end in range(len(GOOD))} == {EngineError}


def test_an_answer_longer_than_the_limit_is_not_read():
    assert parse(GOOD + "x" * LIMIT) == EngineError("Graphviz's answer is longer than 8,000,000 characters")


def test_every_number_of_a_layout_is_finite():
    layout = parse(GOOD.replace("1 0.75 solid", "1e5 -1e5 solid"))
    assert isinstance(layout, Layout)
    assert all(math.isfinite(part) for curve in layout.curves for point in curve.points for part in point)


@pytest.mark.parametrize(
    ("dot", "expected"),
    [
        ("digraph{n0 n1 n0->n1}", True),
        ("digraph{n0 a0_0->a1_1}", True),
        ("digraph{n0 n1 n2 n0->n1}", False),
        ("digraph{n0->n1 n1->n0}", False),
    ],
)
def test_an_answer_fits_when_no_box_and_no_link_of_the_question_is_missing(dot, expected):
    layout = parse(GOOD)
    assert isinstance(layout, Layout)
    assert fits(layout, dot) is expected
