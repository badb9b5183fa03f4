"""A page for the tree below a goal, where the goal's own page cannot show all of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from mkdocs_goal_tree.core.model import Level
from mkdocs_goal_tree.render.diagram import BELOW, lineage, subtree
from mkdocs_goal_tree.render.folding import is_folded
from mkdocs_goal_tree.render.subtree_page import subtree_page

from .diagrams import NEIGHBORS, legend, want

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs.structure.pages import Page

    from mkdocs_goal_tree.render.section import Page as Made
    from mkdocs_goal_tree.render.view import View

    from .build import Build

TREES = "trees"


def subtrees(build: Build) -> Iterator[tuple[str, str]]:
    """The goals that have such a page, by id, with its path in the site: those with more below than is drawn around them."""
    tree, most = build.project.tree, min(build.settings.max_nodes, NEIGHBORS)
    for goal in tree:
        if goal.type is Level.OUTPUT or goal.id in build.hidden:
            continue
        below = len(subtree(tree, goal.id, hidden=build.hidden).goals)
        near = len(subtree(tree, goal.id, hidden=build.hidden, depth=BELOW).goals)
        if below > near or is_folded(tree, lineage(tree, goal.id, hidden=build.hidden), most):
            yield goal.id, f"{build.uris[goal.id].removesuffix('.md').removesuffix('/index')}/tree.md"


def make_subtree(build: Build, page: Page, view: View, *, goal_id: str) -> Made:
    """The page of the tree below a goal."""
    chosen = subtree(view.tree, goal_id, hidden=build.hidden)
    diagram, caption = want(build, page, view, chosen, wide=True)
    return subtree_page(view, view.tree[goal_id], diagram, caption, legend(build, page, chosen.name))


def maker(goal_id: str) -> partial[Made]:
    """What makes the page of that goal."""
    return partial(make_subtree, goal_id=goal_id)
