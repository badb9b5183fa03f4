"""Mermaid and DOT: what the golden files do not show."""

from __future__ import annotations

from dataclasses import replace

import pytest
from render_trees import SEED, drawing, tree

from mkdocs_goal_tree.render.dot import layout_dot, render_dot
from mkdocs_goal_tree.render.faces import Face, Tone
from mkdocs_goal_tree.render.mermaid import fits, render_mermaid


def lines(diagram, start):
    return [line.strip() for line in render_mermaid(diagram).split("\n") if line.strip().startswith(start)]


def test_a_disproved_link_is_dotted():
    diagram = drawing(tree("i1\no1 < i1!"))
    assert lines(diagram, "n0 -") == ["n0 -.-> n1"]
    assert "n0->n1[style=dotted]" in render_dot(diagram)


def test_a_long_word_can_break():
    diagram = drawing(tree("i1", {"i1": "x" * 50 + " " + "y-" * 13}))
    x, y = "x" * 24, "y#45;" * 12
    assert lines(diagram, "n0[") == [f'n0["{x}\u200b{x}\u200bxx {y}\u200by#45;"]:::impact']


def test_a_title_of_nothing_is_no_label():
    assert lines(drawing(tree("i1", {"i1": "\x07"})), "n0[") == ['n0[" "]:::impact']


@pytest.mark.parametrize(
    ("url", "clicks"),
    [
        ("../{}/", ['click n0 href "../i1/" _self']),
        ("https://example.org/{}?a=1&b=2#c", ['click n0 href "https://example.org/i1?a=1&b=2#c" _self']),
        ("x\"';()[] ü/{}", ['click n0 href "x%22%27%3B%28%29%5B%5D%C3%BC/i1" _self']),
        ("javascript:alert({})", []),
        ("", []),
    ],
)
def test_only_safe_links_are_written(url, clicks):
    assert lines(drawing(tree("i1"), url=url), "click") == clicks
    assert ("URL=" in render_dot(drawing(tree("i1"), url=url))) is bool(clicks)


def test_mermaid_has_limits():
    diagram = drawing(SEED)
    assert fits(diagram, render_mermaid(diagram))
    assert not fits(diagram, "x" * 40_001)
    assert not fits(replace(diagram, boxes=diagram.boxes * 22), "")
    assert not fits(replace(diagram, arrows=diagram.arrows * 51), "")


def test_beyond_the_limit_links_are_straight():
    assert "splines=line" in render_dot(replace(drawing(SEED), straight=True))
    assert "splines=spline" in render_dot(drawing(SEED))


def test_a_link_that_skips_a_row_goes_through_a_node_of_its_own():
    diagram = drawing(tree("i1\no1 < i1\np1 < i1"))
    steps = ["n0->n1", "n0->s3:n[weight=2]", "s3:s->n2[weight=2]"]
    assert [line for line in layout_dot(diagram).split("\n") if line.startswith(("n0", "s3"))] == steps


def test_an_owner_stands_between_title_and_state():
    faces = {"i1": Face("Behind", "behind", Tone.WARN, owner="Growth team")}
    diagram = drawing(tree("i1"), faces=faces, owners=True)
    assert lines(diagram, "n0[") == ['n0["I1<br/>Growth team<br/>Behind"]:::impact']
    assert 'label="I1\\nGrowth team\\nBehind"' in render_dot(diagram)


def test_nothing_is_an_empty_graph():
    diagram = drawing(tree(""))
    assert layout_dot(diagram).split("\n")[-2:] == ["edge[arrowhead=none]", "}"]
    assert render_mermaid(diagram) == "flowchart TB\n  accTitle: Goal tree\n"


def test_one_row_needs_no_chain():
    assert "weight=100" not in layout_dot(drawing(tree("i1")))
    assert "weight=0" not in render_dot(drawing(tree("i1")))
