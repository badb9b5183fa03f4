"""The pages that no author wrote: each by its name, where it stands, and what makes it once all pages are known."""

from __future__ import annotations

import posixpath
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from mkdocs_goal_tree.core.model import Level
from mkdocs_goal_tree.render.diagram import whole
from mkdocs_goal_tree.render.pages import (
    cheat_sheet_page,
    explore_page,
    glossary_page,
    goal_tree_page,
    level_page,
    rules_page,
)

from .diagrams import WHOLE, legend, present_tree, want
from .exports import FILES
from .subtrees import TREES, maker, subtrees

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mkdocs.structure.pages import Page

    from mkdocs_goal_tree.render.section import Page as Made
    from mkdocs_goal_tree.render.view import View

    from .build import Build

INDEX, EXPLORE, GLOSSARY, CHEAT_SHEET, RULES = "index", "explore", "glossary", "cheat-sheet", "rules"


class Generated(NamedTuple):
    """A page of ours: what links know it by, its path in the site, its title, and what makes it.

    `switch` is its name in the setting `pages`. Without a table of contents trees and tables have the room that they
    are drawn for; what is `broad` takes the place of the navigation too. What is not `listed` is reached from another page of ours and stands in no navigation.
    """

    name: str
    uri: str
    title: str
    make: Callable[[Build, Page, View], Made]
    switch: str
    toc: bool = False
    listed: bool = True
    broad: bool = False


def generated_pages(build: Build) -> Iterator[Generated]:
    """All pages of ours that this site may have, in the order of the navigation."""
    words, at = build.words, partial(posixpath.join, build.folder)
    yield Generated(INDEX, at("index.md"), words["goal-tree"], _goal_tree, INDEX)
    for level in Level:
        name = f"{level}s"
        yield Generated(name, at(f"{name}.md"), words[name], _shown(partial(level_page, level=level)), name)
    yield Generated(EXPLORE, at("explore.md"), words[EXPLORE], _explore, EXPLORE, broad=True)
    yield Generated(RULES, at("rules.md"), words[RULES], _shown(rules_page), RULES, toc=True)
    for goal, uri in subtrees(build):
        title = words.say("tree-of", title=build.project.tree[goal].title)
        yield Generated(f"tree/{goal}", uri, title, maker(goal), TREES, listed=False)
    if build.terms.glossary:
        of = partial(posixpath.join, build.terms.folder)
        yield Generated(GLOSSARY, of("index.md"), words[GLOSSARY], _shown(glossary_page), GLOSSARY)
        yield Generated(CHEAT_SHEET, of("cheat-sheet.md"), words[CHEAT_SHEET], _shown(cheat_sheet_page), CHEAT_SHEET)


def _shown(render: Callable[[View], Made]) -> Callable[[Build, Page, View], Made]:
    """A page that is drawn from the project alone."""
    return lambda _build, _page, view: render(view)


def _goal_tree(build: Build, page: Page, view: View) -> Made:
    diagram, caption, drawn = present_tree(build, page, view, wide=True)
    chosen = whole(view.tree, hidden=build.hidden)
    everything = want(build, page, view, chosen, wide=True)[0] if len(drawn) < len(chosen.goals) else ""
    if not diagram:
        return goal_tree_page(view)
    kinds = build.drawings.kinds(page.file.src_uri, WHOLE)
    files = {kind: url for kind in kinds if (url := view.page_url(FILES[kind]))}
    return goal_tree_page(view, diagram, caption, everything, legend=legend(build, page, WHOLE), files=files)


def _explore(build: Build, page: Page, view: View) -> Made:
    # Its filters reach into the picture, which Mermaid hides from scripts.
    diagram, caption = want(build, page, view, whole(view.tree, hidden=build.hidden), engine="graphviz")
    return explore_page(view, diagram, caption)
