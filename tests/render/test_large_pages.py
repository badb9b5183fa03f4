"""Pages of trees that are too large to be shown whole say what they leave out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from render_trees import tree
from render_views import TUTOR, view_of

from mkdocs_goal_tree.render import tree_page
from mkdocs_goal_tree.render.diagram import lineage, subtree
from mkdocs_goal_tree.render.folding import is_folded
from mkdocs_goal_tree.render.pages import goal_tree_page
from mkdocs_goal_tree.render.subtree_page import subtree_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs_goal_tree.core.project import Project

    Goals = Callable[..., Project]


@pytest.mark.parametrize(
    ("most", "listed"),
    [(7, ["impact", "outcome", "output"]), (6, ["impact", "outcome"]), (4, ["impact"]), (1, ["impact"])],
)
def test_a_long_outline_leaves_out_the_lowest_levels(goals: Goals, monkeypatch, most, listed) -> None:
    monkeypatch.setattr(tree_page, "MOST_LINES", most)
    html = goal_tree_page(view_of(goals(TUTOR), findings={})).html
    outline = html[html.index("gt-outline") :]

    assert list(dict.fromkeys(sorted(re.findall(r'class="what" data-level="(\w+)"', outline)))) == listed
    told = re.search(r"\d+ of 7 goals are listed\.", html)
    assert (told is None) == (most == 7)


def test_the_page_below_a_goal_has_its_outline_and_the_way_back(goals: Goals) -> None:
    view = view_of(goals(TUTOR), findings={})
    page = subtree_page(view, view.tree["engagement"], "<!--goal-tree:tree/engagement-->", "Read upward.")

    assert (page.title, page.toc) == ("All below More learners every week", (("outline", "Outline"),))
    assert "<!--goal-tree:tree/engagement-->" in page.html
    assert re.findall(r'<a href="(\.\./[a-z]+/)"', page.html)[:2] == ["../engagement/", "../engagement/"]


def test_a_drawing_is_folded_only_where_it_leaves_goals_out() -> None:
    goals = tree("i1\no1 < i1\no2 < i1\np1 < o1\np2 < o1")
    assert [is_folded(goals, lineage(goals, "o1"), most) for most in (4, 3)] == [False, True]
    assert [is_folded(goals, subtree(goals, "o1"), most) for most in (3, 2)] == [False, False]
    assert is_folded(goals, subtree(goals, "i1"), 4)
