"""The pages that no author wrote: each by its name, where it stands, and what makes it once all pages are known."""

from __future__ import annotations

import posixpath
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from mkdocs_goal_tree.core.checks.pages import page_of
from mkdocs_goal_tree.core.health import indicators
from mkdocs_goal_tree.core.model import Level
from mkdocs_goal_tree.core.owners import owned
from mkdocs_goal_tree.core.periods import chapters, has_days
from mkdocs_goal_tree.render.diagram import whole
from mkdocs_goal_tree.render.news import title_of
from mkdocs_goal_tree.render.pages import (
    cheat_sheet_page,
    explore_page,
    glossary_page,
    goal_tree_page,
    health_page,
    learning_page,
    level_page,
    owner_page,
    owners_page,
    period_page,
    periods_page,
    rules_page,
    timeline_page,
)
from mkdocs_goal_tree.render.preview import PAGE as CHANGES

from .adding import add_to_tree
from .changes import make_changes
from .diagrams import TREE_FILES, WHOLE, legend, present_tree, want
from .history import past_quarters
from .news import NEWS, make_news
from .subtrees import TREES, maker, subtrees

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mkdocs.structure.pages import Page

    from mkdocs_goal_tree.render.section import Page as Made
    from mkdocs_goal_tree.render.view import View

    from .build import Build

INDEX, EXPLORE, GLOSSARY, CHEAT_SHEET, RULES = "index", "explore", "glossary", "cheat-sheet", "rules"
LEARNING, HEALTH = "learning", "health"
TIMELINE, OWNERS, PERIODS, BRIEFS = "timeline", "owners", "periods", "briefs"


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
    yield Generated(NEWS, at("news.md"), title_of(build.settings, words), make_news, NEWS)
    yield Generated(EXPLORE, at("explore.md"), words[EXPLORE], _explore, EXPLORE, broad=True)
    if has_days(build.shown):
        yield Generated(TIMELINE, at("timeline.md"), words[TIMELINE], _shown(timeline_page), TIMELINE)
    yield from _owners(build)
    yield from _periods(build)
    yield Generated(LEARNING, at("learning.md"), words["learning-loop"], _shown(learning_page), LEARNING)
    yield Generated(HEALTH, at("health.md"), words[HEALTH], _health, HEALTH)
    if build.preview:
        yield Generated(CHANGES, at("changes.md"), words["changed-head"], make_changes, CHANGES)
    yield Generated(RULES, at("rules.md"), words[RULES], _shown(rules_page), RULES, toc=True)
    for goal, uri in subtrees(build):
        title = words.say("tree-of", title=build.project.tree[goal].title)
        yield Generated(f"tree/{goal}", uri, title, maker(goal), TREES, listed=False)
    if build.terms.glossary:
        of = partial(posixpath.join, build.terms.folder)
        yield Generated(GLOSSARY, of("index.md"), words[GLOSSARY], _shown(glossary_page), GLOSSARY)
        yield Generated(CHEAT_SHEET, of("cheat-sheet.md"), words[CHEAT_SHEET], _shown(cheat_sheet_page), CHEAT_SHEET)


def _owners(build: Build) -> Iterator[Generated]:
    """The register and a page for each owner; none where no goal has an owner."""
    owners = owned(build.project.tree, build.settings, build.hidden)
    if not owners:
        return
    make = _shown(partial(owners_page, owners=owners))
    yield Generated(OWNERS, f"{build.folder}/owners.md", build.words[OWNERS], make, OWNERS)
    free = _beside_goals(build)
    for owner in owners:
        uri = free(f"owners/{owner.slug}")
        make = _shown(partial(owner_page, owner=owner))
        yield Generated(f"owners/{owner.key}", uri, owner.name, make, OWNERS, listed=False)


def _periods(build: Build) -> Iterator[Generated]:
    """The register of quarters and a page for each; none where no goal has a period."""
    found = chapters(build.project.tree, build.settings, build.project.past, build.hidden)
    if not found:
        return
    make = _shown(partial(periods_page, chapters=found))
    yield Generated(PERIODS, f"{build.folder}/periods.md", build.words[PERIODS], make, PERIODS)
    free = _beside_goals(build)
    names = ["", *(one.days.name for one in found), ""]
    for one, before, after in zip(found, names, names[2:], strict=False):
        name = one.days.name
        make = _shown(partial(period_page, chapter=one, before=before, after=after))
        yield Generated(f"periods/{name}", free(f"periods/{name.lower()}"), name, make, PERIODS, listed=False)


def _beside_goals(build: Build) -> Callable[[str], str]:
    """The path of a page of ours by the name it should have: where a goal stands there, a number is added."""
    taken = {page_of(uri) for uri in build.reads}

    def free(name: str) -> str:
        """Each path is given away once."""
        paths = (posixpath.join(build.folder, f"{name}{f'-{n}' if n > 1 else ''}") for n in range(1, len(taken) + 2))
        path = next(path for path in paths if path.lower() not in taken)
        taken.add(path.lower())
        return f"{path}.md"

    return free


def _shown(render: Callable[[View], Made]) -> Callable[[Build, Page, View], Made]:
    """A page that is drawn from the project alone."""
    return lambda _build, _page, view: render(view)


def _goal_tree(build: Build, page: Page, view: View) -> Made:
    diagram, caption, drawn = present_tree(build, page, view, wide=True)
    chosen = whole(view.tree, hidden=build.hidden)
    everything = want(build, page, view, chosen, wide=True)[0] if len(drawn) < len(chosen.goals) else ""
    if not diagram:
        return _with_additions(goal_tree_page(view), build, view)
    kinds = build.drawings.kinds(page.file.src_uri, WHOLE)
    files = {kind: url for kind in kinds if (url := view.page_url(TREE_FILES[kind]))}
    made = goal_tree_page(view, diagram, caption, everything, legend=legend(build, page, WHOLE), files=files)
    return _with_additions(made, build, view)


def _with_additions(made: Made, build: Build, view: View) -> Made:
    return made._replace(html=made.html + add_to_tree(build, view))


def _explore(build: Build, page: Page, view: View) -> Made:
    # Its filters reach into the picture, which Mermaid hides from scripts.
    diagram, caption = want(build, page, view, whole(view.tree, hidden=build.hidden), engine="graphviz")
    return explore_page(view, diagram, caption)


def _health(build: Build, _: Page, view: View) -> Made:
    """The panel of today beside that of each quarter's end, as far back as git knows."""
    trend = [
        (day, indicators(tree, build.settings.model_copy(update={"today": day}), tree.goals.keys() - build.hidden))
        for day, tree in past_quarters(build)
    ]
    return health_page(view, trend)
