"""The generated pages, and those that stand in for a goal: where it was before, and where it cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import templates
from .brief_page import brief_page
from .cheat_sheet import cheat_sheet_page
from .explore_page import explore_page
from .glossary_page import glossary_page
from .grounds import to_look_at
from .health_page import health_page
from .learning_page import learning_page
from .level_page import level_page
from .owner_pages import owner_page, owners_page
from .period_pages import period_page, periods_page
from .rules_page import rules_page
from .section import Page
from .text import plain
from .timeline_page import timeline_page
from .tree_page import goal_tree_page
from .view import View, all_findings

if TYPE_CHECKING:
    from mkdocs_goal_tree.core.tree import Read
    from mkdocs_goal_tree.core.words import Words

__all__ = [
    "Page",
    "View",
    "brief_page",
    "cheat_sheet_page",
    "explore_page",
    "glossary_page",
    "goal_tree_page",
    "health_page",
    "learning_page",
    "level_page",
    "lost_page",
    "owner_page",
    "owners_page",
    "period_page",
    "periods_page",
    "redirect_page",
    "rules_page",
    "timeline_page",
]


def redirect_page(words: Words, url: str, title: str, overrides: str = "") -> str:
    """A whole HTML page that leads to `url`; it stands at a goal's former address."""
    return templates.render("redirect.html.jinja", words, overrides, url=url, title=plain(title))


def lost_page(view: View, read: Read) -> Page:
    """A file that cannot be read as a goal: what is wrong with it, below the author's text."""
    found = [one for one in all_findings(view) if one.span.path == read.place.source.path]
    look = to_look_at(view, found)
    return Page(read.id, look.html if look else "", ((look.id, look.title),) if look else ())
