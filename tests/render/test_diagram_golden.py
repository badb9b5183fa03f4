"""The seed's diagram and a lineage with every mark, as files that can be opened. GOLDEN=write writes them anew."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from render_trees import SEED, WORDS, drawing, tree

from mkdocs_goal_tree.core.geometry import EngineError
from mkdocs_goal_tree.layout import choose, lay_out
from mkdocs_goal_tree.render.diagram import lineage
from mkdocs_goal_tree.render.dot import layout_dot, render_dot
from mkdocs_goal_tree.render.faces import Face, Tone
from mkdocs_goal_tree.render.mermaid import render_mermaid
from mkdocs_goal_tree.render.svg import render_svg

GOLDEN = Path(__file__).parent / "golden"
ENGINE = choose("wasm")

SMART_TUTOR = tree(
    """
    i1
    i2
    o1 < i1!
    o2 < i1
    o3 < i1 i2
    o4 < i2
    p1 < o2
    p2 < o2
    p3 < o2 o3
    p4 < o2 o3
    """,
    {
        "i1": "Increase active learner engagement",
        "i2": "Fewer customer complaints",
        "o1": "Learners come back at the weekend",
        "o2": "Learners act on their result within a minute",
        "o3": "Fewer assessment-related complaints",
        "o4": "Teachers change fewer automatic grades",
        "p1": "Real-time alerts",
        "p2": "OCR handwriting engine (95%)",
        "p3": "Upload pipeline: 20s → 5s",
        "p4": "Async grading + queueing",
    },
    i1={"primary": ({"from": "2026-01-01"},)},
    o4={"not_broken_down": True},
)
FACES = {
    "i1": Face("On track", "on-track", Tone.GOOD, "23,940 of 30,000", 0.39, 0.36),
    "i2": Face("On track", "on-track", Tone.GOOD, "71 → 60 / wk", 0.94, 0.9),
    "o1": Face("Dropped", "dropped", Tone.QUIET, gone=True),
    "o2": Face("Behind", "behind", Tone.WARN, "41 of 80 %", 0.33, 0.43),
    "o3": Face("On track", "on-track", Tone.GOOD, "62 → 40 / wk", 0.88, 0.9),
    "o4": Face("Not measured yet", "not-measured", Tone.QUIET, empty=True),
    "p1": Face("Planned", "planned", Tone.QUIET, "0 of 2"),
    "p2": Face("Building", "building", Tone.NOTE, "1 of 3"),
    "p3": Face("Shipped", "shipped", Tone.QUIET, "2 of 3"),
    "p4": Face("Shipped", "shipped", Tone.QUIET, "3 of 3"),
}
DIAGRAMS = {
    "seed": drawing(SEED),
    "tree": drawing(SMART_TUTOR, faces=FACES, wide=True),
    "lineage": drawing(SMART_TUTOR, lineage(SMART_TUTOR, "o2"), FACES),
    "sideways": drawing(SMART_TUTOR, lineage(SMART_TUTOR, "o3"), FACES, direction="LR"),
}


def assert_golden(name, text):
    path = GOLDEN / name
    if os.environ.get("GOLDEN") == "write":
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", DIAGRAMS)
def test_mermaid(name):
    assert_golden(f"{name}.mmd", render_mermaid(DIAGRAMS[name]))


@pytest.mark.parametrize("name", DIAGRAMS)
def test_dot(name):
    assert_golden(f"{name}.dot", render_dot(DIAGRAMS[name]))


@pytest.mark.parametrize("name", DIAGRAMS)
def test_layout_dot_has_no_text(name):
    text = layout_dot(DIAGRAMS[name])
    assert_golden(f"{name}.layout.dot", text)
    assert not [box.title for box in DIAGRAMS[name].boxes if box.title in text]


@pytest.mark.skipif(isinstance(ENGINE, EngineError), reason="no embedded Graphviz")
@pytest.mark.parametrize("name", DIAGRAMS)
def test_svg(name):
    diagram = DIAGRAMS[name]
    (layout,) = lay_out([layout_dot(diagram)], ENGINE, None)
    assert_golden(f"{name}.svg", render_svg(diagram, layout, WORDS) + "\n")
