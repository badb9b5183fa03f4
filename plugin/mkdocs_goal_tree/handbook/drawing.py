"""Diagrams of a build: asked for while pages are read, laid out in one call, put in after the search has indexed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

from mkdocs_goal_tree.core.memory import uncollected
from mkdocs_goal_tree.layout import EngineError, Layout, choose, lay_out
from mkdocs_goal_tree.render.dot import layout_dot, render_dot
from mkdocs_goal_tree.render.mermaid import fits, render_mermaid
from mkdocs_goal_tree.render.placing import placed
from mkdocs_goal_tree.render.standalone import standalone
from mkdocs_goal_tree.render.svg import render_svg

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mkdocs_goal_tree.core.settings import Settings
    from mkdocs_goal_tree.core.words import Words
    from mkdocs_goal_tree.layout import Cache, Engine
    from mkdocs_goal_tree.render.picture import Diagram

MARK = re.compile(r"<!--goal-tree:(whole|everything|(?:lineage|tree|embed|changes)/[a-z0-9-]+)-->")


def mark(key: str) -> str:
    """The comment that stands for a diagram until the pages are written."""
    return f"<!--goal-tree:{key}-->"


@dataclass
class Drawings:
    """The diagrams of one build by page and key, and their layouts once `lay_out_all` has run."""

    settings: Settings
    words: Words
    wanted: dict[tuple[str, str], Diagram] = field(default_factory=dict)
    engines: dict[tuple[str, str], str] = field(default_factory=dict)
    """What draws a diagram, where that is not what the site says."""
    layouts: dict[tuple[str, str], Layout | EngineError] = field(default_factory=dict)

    def want(self, page: str, key: str, diagram: Diagram, engine: str = "") -> None:
        self.wanted[page, key] = diagram
        if engine:
            self.engines[page, key] = engine

    def lay_out_all(self, cache: Cache | None, say: Callable[[str], None]) -> Iterator[tuple[str, EngineError]]:
        """Lay out what Graphviz draws; yields the pages whose diagram failed. `say` gets what is worth an INFO line."""
        mine = [place for place in self.wanted if not self._is_mermaid(*place)]
        if large := sum(self._wants_mermaid(*place) for place in mine):
            say(f"{large} diagrams are too large for Mermaid: Graphviz draws them")
        self.layouts.update({place: placed(self.wanted[place]) for place in mine if self.wanted[place].straight})
        mine = [place for place in mine if place not in self.layouts]
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

    def kinds(self, page: str, key: str) -> Iterator[str]:
        """As what a diagram can be taken away in a file."""
        yield from ("mermaid", "dot")
        if not self._is_mermaid(page, key):
            yield "svg"

    def source(self, page: str, key: str, kind: str) -> str:
        """One diagram as the text of a file; nothing where it was not drawn."""
        diagram, layout = self.wanted.get((page, key)), self.layouts.get((page, key))
        if diagram is None:
            return ""
        if kind == "svg":
            return standalone(diagram, layout, self.words) if isinstance(layout, Layout) else ""
        return render_mermaid(diagram) if kind == "mermaid" else render_dot(diagram)

    def is_too_large(self, page: str, key: str) -> bool:
        """Whether Mermaid was to draw this diagram and cannot."""
        return self._wants_mermaid(page, key) and not _fits(self.wanted[page, key])

    def _is_mermaid(self, page: str, key: str) -> bool:
        return self._wants_mermaid(page, key) and _fits(self.wanted[page, key])

    def _wants_mermaid(self, page: str, key: str) -> bool:
        return self.engines.get((page, key), self.settings.engine) == "mermaid"

    def _rescued(self, diagram: Diagram) -> bool:
        """Whether Mermaid may draw what Graphviz could not; with `layout: auto` only."""
        return self.settings.layout == "auto" and _fits(diagram)


def _fits(diagram: Diagram) -> bool:
    return fits(diagram, render_mermaid(diagram))


def _ask(
    engine: Engine, diagrams: list[Diagram], cache: Cache | None, say: Callable[[str], None]
) -> list[Layout | EngineError]:
    if engine.note:
        say(engine.note)
    with uncollected():
        return lay_out([layout_dot(diagram) for diagram in diagrams], engine, cache)
