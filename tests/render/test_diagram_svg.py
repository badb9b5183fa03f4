from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from render_trees import WORDS, drawing, tree

from mkdocs_goal_tree.core.geometry import Curve, Layout, Point
from mkdocs_goal_tree.core.model import Level
from mkdocs_goal_tree.render.arrows import render_arrows
from mkdocs_goal_tree.render.boxes import fit, heights, render_box
from mkdocs_goal_tree.render.picture import Arrow, Box, Diagram
from mkdocs_goal_tree.render.routing import joined
from mkdocs_goal_tree.render.svg import render_svg

SVG = "{http://www.w3.org/2000/svg}"
HREF = "{http://www.w3.org/1999/xlink}href"
LONE = Layout(155, 36, {"n0": Point(77.5, 18)}, ())


def one(**fields):
    box = Box("i1", Level.IMPACT, **{"title": "Grow", "url": "../i1/", **fields})
    return Diagram("Goal tree", (box,), (), {Level.IMPACT: "Impact"})


def box_of(**fields):
    (box,) = one(**fields).boxes
    return ET.fromstring(
        f'<svg xmlns:xlink="http://www.w3.org/1999/xlink">{render_box(box, Point(0, 0), 155, fit(box, 155).height, WORDS)}</svg>'
    )[0]


def test_a_lone_box_has_its_lane_over_the_whole_column():
    svg = ET.fromstring(render_svg(one(), LONE, WORDS))
    assert svg.attrib["width"] == "688"
    assert svg.attrib["viewBox"] == f"0 0 688 {svg.attrib['height']}"
    assert (svg.attrib["class"], svg.attrib["role"], svg.attrib["aria-label"]) == ("gt-tree", "group", "Goal tree")
    lane = svg.find(f"{SVG}g[@class='gt-lane']")
    assert (lane[0].attrib["x"], lane[0].attrib["width"], lane[1].text) == ("0.5", "687", "Impact")
    assert svg.find(f"{SVG}a").attrib["transform"] == "translate(266.5 29.5)"


def test_a_box_is_a_link_that_the_keyboard_reaches():
    box = box_of()
    assert (box.tag, box.attrib[HREF], box.attrib["tabindex"]) == ("a", "../i1/", "0")
    assert "href" not in box.attrib


@pytest.mark.parametrize("url", ["", "javascript:alert(1)"])
def test_a_box_that_leads_nowhere_is_no_link(url):
    box = box_of(url=url)
    assert box.tag == "g"
    assert not {HREF, "tabindex"} & box.attrib.keys()


def test_a_box_shows_word_figure_bar_and_mark():
    box = box_of(word="Behind", icon="behind", tone="warn", figure="41 of 80 %", way=0.33, time=0.43)
    assert box.attrib["data-level"] == "impact"
    assert box.attrib["data-tone"] == "warn"
    assert box.find("title").text == "Grow (Impact, Behind, 41 of 80 %)"
    assert [(text.attrib.get("class"), text.text) for text in box.findall("text")][1:] == [
        ("s", "Behind"),
        ("s n", "41 of 80 %"),
    ]
    assert len({text.attrib["y"] for text in box.findall("text")[1:]}) == 1
    assert [(part.attrib["class"], part.attrib["width"]) for part in box.findall("rect")] == [
        ("box", "155"),
        ("tr", "131"),
        ("fi", "43.2"),
        ("tk", "1.5"),
    ]


def test_a_figure_that_has_no_room_beside_the_word_stands_below():
    texts = box_of(word="On track", icon="on-track", figure="23,940 of 30,000").findall("text")[1:]
    assert [(text.text, text.attrib["y"]) for text in texts] == [("On track", "40.5"), ("23,940 of 30,000", "55.5")]


def test_a_bar_needs_no_mark_and_never_leaves_its_track():
    box = box_of(word="Target met", way=1.4)
    assert [(part.attrib["class"], part.attrib["width"]) for part in box.findall("rect")][1:] == [
        ("tr", "131"),
        ("fi", "131"),
    ]
    assert box_of(way=-0.2).findall("rect")[2].attrib["width"] == "0"


def test_a_state_without_icon_or_word_is_drawn_all_the_same():
    assert box_of(word="Odd", icon="no-such-icon").find("g[@class='st']") is None
    assert [text.text for text in box_of(figure="2 of 3").findall("text")[1:]] == ["2 of 3"]


def test_marks_are_classes_with_a_flag_and_a_halo():
    box = box_of(marks=frozenset({"first", "here"}))
    assert box.attrib["class"] == "gt-node first here"
    assert box.find("g[@class='flag']/text").text == "Primary"
    assert box.find("rect[@class='halo']").attrib["width"] == "159"
    assert box_of(marks=frozenset({"dash"})).find("rect").attrib["stroke-dasharray"] == "5 4"
    assert "stroke-dasharray" not in box_of(marks=frozenset({"dash", "gone"})).find("rect").attrib


def test_boxes_of_a_row_are_equally_high_but_not_of_a_column():
    goals = tree("i1\no1 < i1\no2 < i1", {"o1": "A title that needs more than one line", "o2": "Short"})
    _, long, short = heights(drawing(goals))
    assert long == short
    _, long, short = heights(drawing(goals, direction="LR"))
    assert long > short


def curve(*points):
    return Curve("n0", "n1", tuple(Point(x, y) for x, y in points))


def two(**fields):
    boxes = (Box("i1", Level.IMPACT, "I"), Box("o1", Level.OUTCOME, "O"))
    return Diagram("", boxes, (Arrow("i1", "o1", **fields),), {Level.IMPACT: "Impact", Level.OUTCOME: "Outcomes"})


def test_an_arrow_ends_in_a_triangle():
    text = render_arrows(two(), [curve((0, 0), (0, 10), (0, 30), (0, 40))], Point(10, 0))
    assert re.findall(r' d="(.*?)"', text) == ["M10 0C10 10 10 23 10 33", "M10 40L6.4 33L13.6 33Z"]
    assert 'class="h"' in text


def test_a_disproved_link_is_dotted():
    text = render_arrows(two(weak=True), [curve((0, 0), (0, 10), (0, 30), (0, 40))], Point(0, 0))
    assert re.findall(r'class="(.*?)"', text) == ["weak", "h weak"]


def test_a_last_piece_too_short_for_a_head_joins_the_one_before():
    text = render_arrows(two(), [curve((0, 0), (0, 10), (0, 20), (0, 30), (0, 32), (0, 35), (0, 36))], Point(0, 0))
    assert re.findall(r' d="(.*?)"', text)[0] == "M0 0C0 10 0 28 0 29"


def test_a_curve_without_length_points_downward():
    text = render_arrows(two(), [curve((0, 0), (0, 0), (0, 0), (0, 0))], Point(0, 0))
    assert re.findall(r' d="(.*?)"', text)[1] == "M0 0L-3.6 -7L3.6 -7Z"


def test_a_link_through_a_row_becomes_one_curve():
    centers = {"n0": Point(0, 0), "n1": Point(100, 200), "s2": Point(50, 100)}
    upper = Curve("n0", "s2", tuple(Point(x, y) for x, y in ((0, 10), (0, 30), (50, 60), (50, 70))))
    lower = Curve("s2", "n1", tuple(Point(x, y) for x, y in ((50, 130), (50, 140), (100, 170), (100, 190))))
    assert joined(Layout(100, 200, centers, (upper, lower))).curves == (
        Curve("n0", "n1", (*upper.points, Point(50, 90), Point(50, 110), *lower.points)),
    )


def test_lanes_side_by_side_fill_the_height_and_stand_twelve_pixels_apart():
    diagram = replace(two(), direction="LR", width=236)
    layout = Layout(551, 36, {"n0": Point(118, 18), "n1": Point(433, 18)}, ())
    svg = ET.fromstring(render_svg(diagram, layout, WORDS))
    frames = [
        [float(lane[0].attrib[name]) for name in ("x", "width", "height")]
        for lane in svg.findall(f"{SVG}g[@class='gt-lane']")
    ]
    assert frames[0][0] + frames[0][1] + 12 == frames[1][0]
    assert frames[0][2] == frames[1][2] == float(svg.attrib["height"]) - 1


def test_nothing_is_an_empty_drawing():
    svg = ET.fromstring(render_svg(drawing(tree("")), Layout(0, 0, {}, ()), WORDS))
    assert [child.attrib["class"] for child in svg] == ["gt-edges"]
    svg = ET.fromstring(render_svg(drawing(tree(""), direction="LR"), Layout(0, 0, {}, ()), WORDS))
    assert [child.attrib["class"] for child in svg] == ["gt-edges"]


def test_a_drawing_has_no_ids_scripts_or_styles():
    text = render_svg(
        one(marks=frozenset({"first", "here"}), word="On track", icon="on-track", way=0.5, time=0.4), LONE, WORDS
    )
    assert not re.search(r"\bid=|<style|<script|\bstyle=|(?<!xlink:)href=|var\(", text)
