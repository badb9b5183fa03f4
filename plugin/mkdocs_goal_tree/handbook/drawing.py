"""Diagrams of a build: asked for while pages are read, laid out in one call, put in after the search has indexed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

from mkdocs_goal_tree.layout import EngineError, Layout, choose, lay_out
from mkdocs_goal_tree.render.dot import layout_dot
from mkdocs_goal_tree.render.mermaid import fits, render_mermaid
from mkdocs_goal_tree.render.svg import render_svg

from .memory import uncollected

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mkdocs_goal_tree.core.settings import Settings
    from mkdocs_goal_tree.core.words import Words
    from mkdocs_goal_tree.layout import Cache, Engine
    from mkdocs_goal_tree.render.diagram import Diagram

MARK = re.compile(r"<!--\s*goal-tree:\s*(whole|everything|lineage/[a-z0-9-]+)\s*-->")


def mark(key: str) -> str:
    """The comment that stands for a diagram until the pages are written."""
    return f"<!--goal-tree:{key}-->"


@dataclass
class Drawings:
    """The diagrams of one build by page and key, and their layouts once `lay_out_all` has run."""

    settings: Settings
    words: Words
    wanted: dict[tuple[str, str], Diagram] = field(default_factory=dict)
    layouts: dict[tuple[str, str], Layout | EngineError] = field(default_factory=dict)

    def want(self, page: str, key: str, diagram: Diagram) -> None:
        self.wanted[page, key] = diagram

    def lay_out_all(self, cache: Cache | None, say: Callable[[str], None]) -> Iterator[tuple[str, EngineError]]:
        """Lay out what Graphviz draws; yields the pages whose diagram failed. `say` gets what is worth an INFO line."""
        mine = [place for place, diagram in self.wanted.items() if not self.is_mermaid(diagram)]
        if self.settings.engine == "mermaid" and mine:
            say(f"{len(mine)} diagrams are too large for Mermaid: Graphviz draws them")
        if not mine:
            return
        engine = choose(self.settings.layout)
        answers = (
            [engine] * len(mine)
            if isinstance(engine, EngineError)
            else _ask(engine, [self.wanted[place] for place in mine], cache, say)
        )
        for place, answer in zip(mine, answers, strict=True):
            self.layouts[place] = answer
            if isinstance(answer, EngineError) and not self._rescued(self.wanted[place]):
                yield place[0], answer

    def draw(self, page: str, key: str) -> str:
        """The HTML of one diagram; nothing where no engine could draw it, the text outline is there for that."""
        diagram = self.wanted[page, key]
        layout = self.layouts.get((page, key))
        if isinstance(layout, Layout):
            return render_svg(diagram, layout, self.words)
        if layout is None or self._rescued(diagram):
            return f'<pre class="mermaid"><code>{escape(render_mermaid(diagram))}</code></pre>'
        return ""

    def is_mermaid(self, diagram: Diagram) -> bool:
        """Whether the site shows this diagram in Mermaid: it wants to, and Mermaid can."""
        return self.settings.engine == "mermaid" and fits(diagram, render_mermaid(diagram))

    def _rescued(self, diagram: Diagram) -> bool:
        """Whether Mermaid may draw what Graphviz could not; with `layout: auto` only."""
        return self.settings.layout == "auto" and fits(diagram, render_mermaid(diagram))


def _ask(
    engine: Engine, diagrams: list[Diagram], cache: Cache | None, say: Callable[[str], None]
) -> list[Layout | EngineError]:
    if engine.note:
        say(engine.note)
    with uncollected():
        return lay_out([layout_dot(diagram) for diagram in diagrams], engine, cache)
