"""Pages of a small company as files that open by themselves. GOLDEN=write writes them anew."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from render_views import TUTOR, WORDS, document, goal_page, tree_page, view_of

from mkdocs_goal_tree.core.findings import Note
from mkdocs_goal_tree.core.model import Level
from mkdocs_goal_tree.core.owners import owned
from mkdocs_goal_tree.core.periods import chapters
from mkdocs_goal_tree.core.rules import found
from mkdocs_goal_tree.core.source import Span
from mkdocs_goal_tree.render.brief_page import Sheet, brief_page
from mkdocs_goal_tree.render.pages import (
    health_page,
    learning_page,
    level_page,
    owner_page,
    owners_page,
    period_page,
    periods_page,
    redirect_page,
    timeline_page,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs_goal_tree.core.project import Project
    from mkdocs_goal_tree.render.view import View

FOUND = {
    "result": [
        found(
            "GT202",
            Span("goals/result.md", 12, 5),
            "`contributes_to` closes a cycle",
            "take one of the links away",
            "result",
            [Note(Span("goals/upload.md", 3), "goes on here")],
        )
    ],
    "": [found("GT901", Span("mkdocs.yml", 7, 9), "stale_after is no duration")],
}
STYLE = "../../../../plugin/mkdocs_goal_tree/assets/goal-tree.css"
GOLDEN = Path(__file__).parent / "golden/pages"
PAGES: dict[str, Callable[[View], str]] = {
    "impact": lambda view: document(goal_page(view, "engagement"), "More learners every week"),
    "outcome": lambda view: document(goal_page(view, "result"), "Learners act on their result"),
    "dropped": lambda view: document(goal_page(view, "weekend"), "Learners come back at the weekend"),
    "output": lambda view: document(goal_page(view, "upload"), "Upload pipeline: 20s → 5s"),
    "tree": lambda view: document(tree_page(view)),
    "outcomes": lambda view: document(level_page(view, Level.OUTCOME)),
    "outputs": lambda view: document(level_page(view, Level.OUTPUT)),
    "learning": lambda view: document(learning_page(view)),
    "health": lambda view: document(health_page(view)),
    "timeline": lambda view: document(timeline_page(view)),
    "owners": lambda view: document(owners_page(view, owned(view.tree, view.settings))),
    "owner": lambda view: document(owner_page(view, owned(view.tree, view.settings)[1])),
    "periods": lambda view: document(periods_page(view, chapters(view.tree, view.settings, {}))),
    "period": lambda view: document(period_page(view, chapters(view.tree, view.settings, {})[-1])),
    "brief": lambda view: brief_page(view, view.tree["result"], Sheet("en", STYLE, "Handbook", "../")),
    "redirect": lambda _: redirect_page(WORDS, "../result/", "Learners act on their result"),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_looks_as_it_did(goals: Callable[..., Project], name: str) -> None:
    path = GOLDEN / f"{name}.html"

    html = PAGES[name](view_of(goals(TUTOR), findings=FOUND))

    if os.environ.get("GOLDEN") == "write":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(html, "utf-8")
    assert html == path.read_text("utf-8")
