"""What pages ask to be drawn; `drawing.py` draws it when all of a build is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypedDict, Unpack

from mkdocs_goal_tree.core.dates import year_start
from mkdocs_goal_tree.render.diagram import draw, present
from mkdocs_goal_tree.render.figures import day
from mkdocs_goal_tree.render.legend import legend_of
from mkdocs_goal_tree.render.preview import badged
from mkdocs_goal_tree.render.view import face_of

from .drawing import mark

if TYPE_CHECKING:
    from collections.abc import Collection

    from mkdocs.structure.pages import Page

    from mkdocs_goal_tree.render.diagram import Selection
    from mkdocs_goal_tree.render.legend import Legend
    from mkdocs_goal_tree.render.view import View

    from .build import Build

TREE_FILES = {"mermaid": "goal-tree.mmd", "dot": "goal-tree.dot", "svg": "goal-tree.svg"}
"""The tree of the index page to take away, by kind."""
WHOLE = "whole"
"""The name of the tree of what is present."""

NEIGHBORS = 60
"""So many boxes around one goal can be read; beyond it outputs fold, the outline below has them all."""


class Wishes(TypedDict, total=False):
    """How one diagram differs from what the site says; `wide`: its page has no table of contents."""

    wide: bool
    direction: Literal["auto", "TB", "LR"]
    max_nodes: int
    engine: str
    owners: bool


def present_tree(
    build: Build, page: Page, view: View, *, name: str = "", **wishes: Unpack[Wishes]
) -> tuple[str, str, Collection[str]]:
    """Asks for the tree without what was closed before this year; its placeholder, its caption, its goals.

    `name` tells it from others of the page.
    """
    settings, tree = build.settings, view.tree
    since = year_start(settings.today, settings.fiscal_year_starts)
    chosen = present(tree, since, hidden=build.hidden)
    everything = len(tree) - len(build.hidden)
    if not chosen.goals:
        return "", "", ()
    diagram, caption = want(build, page, view, chosen._replace(name=name) if name else chosen, **wishes)
    if len(chosen.goals) == everything:
        return diagram, caption, chosen.goals
    told = build.words.say("left-out", drawn=len(chosen.goals), all=everything, day=day(since, build.words))
    return diagram, f"{caption} {told}", chosen.goals


def want(build: Build, page: Page, view: View, chosen: Selection, **wishes: Unpack[Wishes]) -> tuple[str, str]:
    """Asks for a diagram; its placeholder and its caption."""
    settings = build.settings
    most = min(settings.max_nodes, NEIGHBORS) if chosen.name.startswith("lineage/") else settings.max_nodes
    diagram = draw(
        view.tree,
        chosen,
        lambda goal: face_of(view, view.tree[goal]),
        view.url,
        build.words,
        today=settings.today,
        direction=wishes.get("direction", settings.direction),
        max_nodes=wishes.get("max_nodes", most),
        wide=wishes.get("wide", False),
        owners=wishes.get("owners", False),
        more=lambda goal: (
            view.url(goal) if chosen.name == f"tree/{goal}" else view.page_url(f"tree/{goal}") or view.url(goal)
        ),
    )
    if view.preview:
        diagram = badged(diagram, view.preview, build.words)
    build.drawings.want(page.file.src_uri, chosen.name, diagram, wishes.get("engine", ""))
    too_large = build.drawings.is_too_large(page.file.src_uri, chosen.name)
    return mark(chosen.name), f"{diagram.caption} {build.words['too-large']}" if too_large else diagram.caption


def legend(build: Build, page: Page, key: str) -> Legend:
    """The legend of a diagram that `page` asked for."""
    return legend_of(build.drawings.wanted[page.file.src_uri, key])
