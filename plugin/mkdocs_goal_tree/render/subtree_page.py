"""The page of the tree below one goal, `goals/<path of the goal>/tree/`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .outline import outline
from .section import Page
from .view import View, children, link, render, say

if TYPE_CHECKING:
    from mkdocs_goal_tree.core.model import Goal

    from .legend import Legend

OPEN_LINES = 60
MOST_LINES = 1000


def subtree_page(view: View, goal: Goal, diagram: str = "", caption: str = "", legend: Legend | None = None) -> Page:
    """The goal as a link, the drawing of all that is below it, and the same in words.

    `diagram` is the markup (or placeholder comment) of the drawing, `caption` the text below it.
    """
    lines = outline(view, [goal], lambda one: children(view, one.id), most=MOST_LINES)
    for line in lines:
        line.open = len(lines) <= OPEN_LINES or line.depth == 0
    html = render(
        view,
        "subtree.html.jinja",
        goal=link(view, goal),
        diagram=diagram,
        caption=caption,
        legend=legend,
        lines=lines,
    )
    return Page(say(view, "tree-of", title=goal.title), html, (("outline", view.words["outline"]),))
