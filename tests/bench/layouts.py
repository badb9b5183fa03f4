"""How long the drawing of a large tree takes: its layout by each engine at hand, and the size of its page."""

from __future__ import annotations

import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import company

from mkdocs_goal_tree.config import load_words
from mkdocs_goal_tree.core.geometry import EngineError
from mkdocs_goal_tree.core.project import examine
from mkdocs_goal_tree.core.rules import BY_CODE
from mkdocs_goal_tree.core.settings import Settings
from mkdocs_goal_tree.layout import choose, lay_out
from mkdocs_goal_tree.render.diagram import draw, whole
from mkdocs_goal_tree.render.dot import layout_dot
from mkdocs_goal_tree.render.legend import legend_of
from mkdocs_goal_tree.render.pages import goal_tree_page
from mkdocs_goal_tree.render.placing import placed
from mkdocs_goal_tree.render.svg import render_svg
from mkdocs_goal_tree.render.view import View, face_of
from mkdocs_goal_tree.sources import from_folder

if TYPE_CHECKING:
    from mkdocs_goal_tree.core.geometry import Layout
    from mkdocs_goal_tree.render.picture import Diagram

SIZES = (100, 1_000, 3_000, 10_000)
LIMITS = {3_000: 1.0, 10_000: 10.0}
"""Seconds that the layout of so many boxes may take."""
PAGE = 2_000_000
"""Bytes that the index page may have."""
GRAPHVIZ = 1_000
"""Up to so many boxes Graphviz is asked to draw all of it, with curves; a site asks it for `max_nodes` at most."""


def compare_layouts(rounds: int) -> int:
    """Prints a table; 1 where a limit is exceeded."""
    engines = [(name, choose(name)) for name in ("wasm", "dot")]
    for name, engine in engines:
        print(f"{name}: {engine.message if isinstance(engine, EngineError) else engine.id}")
    within = True
    print(f"{'goals':>6}  {'drawn by':<28} {'boxes':>6} {'links':>6} {'layout s':>9} {'SVG s':>6} {'SVG MB':>7}")
    for count in SIZES:
        print(f"{count:,} goals are laid out", file=sys.stderr)
        view = _view(count)
        everything = _diagram(view, count)
        if count <= GRAPHVIZ:
            for name, engine in engines:
                if not isinstance(engine, EngineError):
                    lay_out(["digraph{n0}"], engine, None)  # compiled once a process
                    _row(view, f"Graphviz, {name}", everything, rounds, lambda it, by=engine: _asked(it, by))
        seconds = _row(view, "ours, links straight", replace(everything, straight=True), rounds, placed)
        within &= seconds <= LIMITS.get(count, seconds)
        folded = _diagram(view, view.settings.max_nodes)
        wasm = engines[0][1]
        if not isinstance(wasm, EngineError):
            layout = _asked(folded, wasm)
            svg = render_svg(folded, layout, view.words)
            page = goal_tree_page(view, svg, folded.caption, svg, legend=legend_of(folded)).html.encode()
            within &= len(page) <= PAGE
            print(f"{count:>6,}  index page: {len(folded.boxes)} boxes twice, {len(page) / 1e6:.2f} MB")
    print(
        "limits:", ", ".join(f"{count:,} boxes {most:g} s" for count, most in LIMITS.items()), f"page {PAGE / 1e6:g} MB"
    )
    print("within" if within else "over")
    return 0 if within else 1


def _view(count: int) -> View:
    with tempfile.TemporaryDirectory(prefix="goal-tree-layout-") as folder:
        company.write_goals(Path(folder), count)
        project = examine(from_folder(Path(folder), "goals"), Settings(today=company.TODAY))
    return View(
        project.tree,
        project.settings,
        load_words({}),
        url="{}/".format,
        page_url="../{}/".format,
        rule_url="../rules/#{}".format,
        rules=BY_CODE,
    )


def _diagram(view: View, max_nodes: int) -> Diagram:
    tree = view.tree
    faces = lambda goal: face_of(view, tree[goal])  # noqa: E731
    return draw(tree, whole(tree), faces, view.url, view.words, today=company.TODAY, max_nodes=max_nodes)


def _asked(diagram: Diagram, engine: object) -> Layout:
    (layout,) = lay_out([layout_dot(diagram)], engine, None, timeout=60)
    if isinstance(layout, EngineError):
        raise SystemExit(f"{len(diagram.boxes):,} boxes: {layout.message}")
    return layout


def _row(view: View, name: str, diagram: Diagram, rounds: int, lay: object) -> float:
    best = draws = float("inf")
    for _ in range(rounds):
        start = time.perf_counter()
        layout = lay(diagram)
        laid = time.perf_counter()
        svg = render_svg(diagram, layout, view.words)
        best, draws = min(best, laid - start), min(draws, time.perf_counter() - laid)
    size = len(svg.encode()) / 1e6
    print(
        f"{len(view.tree):>6,}  {name:<28} {len(diagram.boxes):>6,} {len(diagram.arrows):>6,} {best:>9.2f} {draws:>6.2f} {size:>7.2f}"
    )
    return best
