"""A drawing that leaves its page takes its colors along."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from render_trees import WORDS, drawing, tree

import mkdocs_goal_tree
from mkdocs_goal_tree.render.faces import Face, Tone
from mkdocs_goal_tree.render.placing import placed
from mkdocs_goal_tree.render.standalone import _DARK, FOLLOWS, standalone

GOALS = tree(
    "i1\no1 < i1\no2 < i1!\np1 < o1",
    {"i1": 'A "quoted" <b>title</b> & more', "o1": "]]><script>alert(1)</script>"},
    o2={"not_broken_down": True},
)
FACES = {
    "i1": Face("On track", "on-track", Tone.GOOD, "20 of 30", way=0.4, time=0.5),
    "o1": Face("Building", "building", Tone.NOTE),
    "o2": Face("Dropped", "dropped", Tone.QUIET, gone=True),
    "p1": Face("Missed", "missed", Tone.BAD),
}


def drawn(theme="auto"):
    diagram = drawing(GOALS, faces=FACES, url="")
    return standalone(diagram, placed(diagram), WORDS, theme)


@pytest.mark.parametrize("theme", ["auto", "light", "dark"])
def test_it_is_a_whole_file_without_variables_scripts_or_addresses(theme):
    root = ET.fromstring(drawn(theme))
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert not re.search(r"var\(|<script|javascript:|https?://(?!www\.w3\.org/)|url\(", drawn(theme))
    assert [text.text for text in root.iter("{http://www.w3.org/2000/svg}text") if text.text] >= ["IMPACT"]


def test_titles_are_text():
    titles = [title.text for title in ET.fromstring(drawn()).iter("{http://www.w3.org/2000/svg}title")]
    assert titles[:2] == [
        'A "quoted" <b>title</b> & more (Impact, On track, 20 of 30)',
        "]]><script>alert(1)</script> (Outcome, Building)",
    ]


def test_each_color_has_a_dark_one():
    light = set(re.findall(r'(?:fill|stroke)="(#\w+)"', drawn("light")))
    assert light <= _DARK.keys()
    assert set(re.findall(r'(?:fill|stroke)="(#\w+)"', drawn("dark"))) == {_DARK[color] for color in light}


def test_only_a_file_for_both_schemes_has_a_style():
    assert [drawn(theme).count("prefers-color-scheme: dark") for theme in ("auto", "light", "dark")] == [1, 0, 0]


def test_a_drawing_saved_from_a_page_has_the_same_style():
    script = (Path(mkdocs_goal_tree.__file__).parent / "assets" / "take-away.js").read_text(encoding="utf-8")
    assert f"const DARK = '{FOLLOWS}';" in script


def test_the_dark_colors_are_those_of_the_style_sheet():
    sheet = (Path(mkdocs_goal_tree.__file__).parent / "assets" / "goal-tree.css").read_text(encoding="utf-8")
    tokens = re.findall(r"(--gt-[\w-]+): (#[0-9a-f]{6});", sheet)
    pairs = {}
    for name, color in tokens:
        pairs.setdefault(name, []).append(color)
    both = {(light, dark) for light, dark in (colors[:2] for colors in pairs.values() if len(colors) > 1)}
    # The ground and the ring are ours: a page has them from its theme, and half transparent.
    ours = {"#ffffff", "#cbdcea"}
    assert {pair for pair in _DARK.items() if pair[0] not in ours} <= both
