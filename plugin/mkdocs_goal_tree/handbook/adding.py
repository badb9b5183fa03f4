"""What goal pages and the goal tree offer to add without a terminal, and the forge that it goes to."""

from __future__ import annotations

import os
import posixpath
from importlib import resources
from typing import TYPE_CHECKING

from mkdocs_goal_tree.core.drafting import home_of
from mkdocs_goal_tree.core.model import Level
from mkdocs_goal_tree.core.tables import append_row
from mkdocs_goal_tree.render.adding import Desk, Start, goal_additions, tree_additions
from mkdocs_goal_tree.render.forge import forge_of, is_web

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mkdocs.structure.pages import Page

    from mkdocs_goal_tree.core.model import Goal
    from mkdocs_goal_tree.render.view import View

    from .build import Build

ADDITIONS = "additions"


def set_up(build: Build, tables: Mapping[str, str]) -> None:
    """Reads once what all pages write with; `tables` has the text of CSV files by their path below the goals folder."""
    if not build.settings.shows(ADDITIONS):
        return
    folder, tree = resources.files("mkdocs_goal_tree").joinpath("scaffold/new"), build.project.tree
    starts = {
        level: Start(
            posixpath.normpath(posixpath.join(home_of(tree, level), f"new-{level}.md")),
            folder.joinpath(f"{level}.md").read_text("utf-8"),
        )
        for level in Level
    }
    cells = {
        "on": build.settings.today.isoformat(),
        "value": build.words["value-here"],
        "note": build.words["note-here"],
    }
    rows = {uri: append_row(tables[uri].rstrip(), cells).splitlines()[-1] for uri in build.tables}
    shown = posixpath.normpath(os.path.relpath(build.root, build.home).replace(os.sep, "/"))
    build.desk = Desk(starts, shown, rows)


def add_to_goal(build: Build, goal: Goal, page: Page, view: View) -> str:
    """The last block of a goal's page."""
    desk = build.desk
    if desk is None:
        return ""
    url = page.edit_url if page.edit_url and is_web(page.edit_url) else ""
    forge = forge_of(url, view.tree.places[goal.id].source.uri)
    if forge and desk.forge is None:
        build.desk = desk._replace(forge=forge)  # the tree's own page is no file, and has no address to go by
    return goal_additions(view, goal, desk._replace(forge=forge, url=url))


def add_to_tree(build: Build, view: View) -> str:
    """The last block of the page of the whole tree, made when all goal pages are."""
    return tree_additions(view, build.desk) if build.desk else ""
