"""What a preview says over boxes, and which links it draws as new or gone."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from render_trees import SEED, WORDS, drawing, tree

from mkdocs_goal_tree.render.dot import layout_dot, render_dot
from mkdocs_goal_tree.render.legend import legend_of
from mkdocs_goal_tree.render.mermaid import render_mermaid
from mkdocs_goal_tree.render.picture import Arrow, Badge, Box, Diagram
from mkdocs_goal_tree.render.placing import placed
from mkdocs_goal_tree.render.svg import render_svg
from mkdocs_goal_tree.render.view import Chip

if TYPE_CHECKING:
    from collections.abc import Mapping

NEW = Badge("New", "new", "note", "New")
ONE = Badge("1 change", "changed", "warn", "Changed")
TWO = Badge("2 changes", "changed", "warn", "Changed")


def badged(diagram: Diagram, badges: Mapping[str, Badge], marks: Mapping[str, set[str]] = {}) -> Diagram:
    def badge(box: Box) -> Box:
        return box._replace(badge=badges.get(box.id), marks=box.marks | marks.get(box.id, set()))

    return replace(diagram, boxes=tuple(map(badge, diagram.boxes)))


def svg(diagram: Diagram) -> str:
    return render_svg(diagram, placed(diagram), WORDS)


def box(drawn: str, goal: str) -> str:
    """The SVG of one box."""
    return re.search(
        rf'<(?:a|g) class="gt-node[^>]*data-goal="{goal}".*?(?=<(?:a|g) class="gt-node|</svg>)', drawn, re.DOTALL
    )[0]


def pills(drawn: str) -> list[tuple[float, float, str]]:
    """Left edge, right edge and words of the badge and the flag over a box."""
    found = re.findall(
        r'<g class="(?:chg|flag)"[^>]*><rect x="([\d.]+)"[^>]*? width="([\d.]+)".*?(?=<g class="flag|<g class="chg|$)',
        drawn,
        re.DOTALL,
    )
    words = [re.findall(r"<text[^>]*>([^<]*)</text>", part) for part in re.split(r'<g class="(?:chg|flag)"', drawn)[1:]]
    return sorted(
        (float(x), float(x) + float(wide), "".join(said)) for (x, wide), said in zip(found, words, strict=True)
    )


def test_a_badge_stands_over_the_edge_of_its_box_and_is_read_with_it():
    drawn = box(svg(badged(drawing(tree("o1")), {"o1": TWO})), "o1")
    assert [(round(155 - right), said) for _, right, said in pills(drawn)] == [(8, "2 changes")]
    assert re.search("<title>(.*?)</title>", drawn)[1].endswith("2 changes)")


def test_beside_the_flag_of_the_primary_impact_a_badge_has_its_icon_where_its_word_has_no_room():
    for across, said in ((155, ["", "Primary"]), (236, ["2 changes", "Primary"])):
        diagram = replace(badged(drawing(tree("i1")), {"i1": TWO}, {"i1": {"first"}}), width=across)
        left, right = pills(box(svg(diagram), "i1"))
        assert [left[2], right[2]] == said
        assert 0 < left[0] < left[1] < right[0] < right[1] < across


def test_what_is_removed_is_dashed_and_struck_and_what_stays_is_empty():
    drawn = svg(badged(drawing(tree("o1\no2")), {"o1": NEW}, {"o1": {"removed"}, "o2": {"faint"}}))
    gone, context = box(drawn, "o1"), box(drawn, "o2")
    assert 'class="gt-node removed"' in gone
    assert 'fill="#ffffff" stroke="#a01235" stroke-width="1.25" stroke-dasharray="5 4"' in gone
    assert 'text-decoration="line-through"' in gone
    assert 'class="gt-node faint"' in context
    assert 'fill="#ffffff" stroke="#4583bf" stroke-width="1.25"/>' in context


def test_links_that_are_new_or_gone_are_known_by_color_and_line():
    diagram = drawing(tree("o1\np1 < o1\np2 < o1"))
    links = (Arrow("o1", "p1", change="add"), Arrow("o1", "p2", change="cut"))
    drawn = svg(replace(diagram, arrows=links))
    assert re.findall(r'<path class="(add|cut)" stroke="(#\w+)" (\S+)', drawn) == [
        ("add", "#3545a0", 'stroke-width="2"'),
        ("cut", "#a01235", 'stroke-dasharray="5'),
    ]
    assert re.findall(r'<path class="(h \w+)" fill="(#\w+)"', drawn) == [("h add", "#3545a0"), ("h cut", "#a01235")]


def test_the_legend_names_each_kind_of_badge_once():
    diagram = badged(drawing(SEED), dict(zip([one.id for one in drawing(SEED).boxes], (NEW, ONE, TWO), strict=False)))
    assert legend_of(diagram).changes == (Chip("Changed", "changed", "warn"), Chip("New", "new", "note"))


def test_other_languages_say_the_badge_too():
    diagram = badged(drawing(tree("o1")), {"o1": TWO})
    assert "<br/>2 CHANGES" in render_mermaid(diagram)
    assert "\\n2 changes" in render_dot(diagram)


def test_columns_leave_room_for_badges_and_rows_have_it():
    across, down = (drawing(tree("o1\np1 < o1\np2 < o1"), direction=way) for way in ("LR", "TB"))
    assert layout_dot(badged(down, {"p1": NEW})) == layout_dot(down)
    assert 'nodesep="0.250"' in layout_dot(badged(across, {"p1": NEW}))
    assert 'nodesep="0.250"' not in layout_dot(across)
