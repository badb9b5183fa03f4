"""What pages ask to be drawn; `drawing.py` draws it when all of a build is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_goal_tree.core.dates import year_start
from mkdocs_goal_tree.render.diagram import draw, present
from mkdocs_goal_tree.render.figures import day
from mkdocs_goal_tree.render.view import face_of

from .drawing import mark

if TYPE_CHECKING:
    from collections.abc import Collection

    from mkdocs.structure.pages import Page

    from mkdocs_goal_tree.render.diagram import Selection
    from mkdocs_goal_tree.render.view import View

    from .build import Build

NEIGHBORS = 60
"""So many boxes around one goal can be read; beyond it outputs fold, the outline below has them all."""


def present_tree(build: Build, page: Page, view: View, *, wide: bool = False) -> tuple[str, str, Collection[str]]:
    """Asks for the tree without what was closed before this year; its placeholder, its caption, its goals."""
    settings, tree = build.settings, view.tree
    since = year_start(settings.today, settings.fiscal_year_starts)
    chosen = present(tree, since, hidden=build.hidden)
    everything = len(tree) - len(build.hidden)
    if not chosen.goals:
        return "", "", ()
    diagram, caption = want(build, page, view, chosen, wide=wide)
    if len(chosen.goals) == everything:
        return diagram, caption, chosen.goals
    told = build.words.say("left-out", drawn=len(chosen.goals), all=everything, day=day(since, build.words))
    return diagram, f"{caption} {told}", chosen.goals


def want(build: Build, page: Page, view: View, chosen: Selection, *, wide: bool = False) -> tuple[str, str]:
    """Asks for a diagram; its placeholder and its caption."""
    settings = build.settings
    diagram = draw(
        view.tree,
        chosen,
        lambda goal: face_of(view, view.tree[goal]),
        view.url,
        build.words,
        today=settings.today,
        direction=settings.direction,
        max_nodes=min(settings.max_nodes, NEIGHBORS) if chosen.here else settings.max_nodes,
        wide=wide,
    )
    build.drawings.want(page.file.src_uri, chosen.name, diagram)
    too_large = settings.engine == "mermaid" and not build.drawings.is_mermaid(diagram)
    return mark(chosen.name), f"{diagram.caption} {build.words['too-large']}" if too_large else diagram.caption
