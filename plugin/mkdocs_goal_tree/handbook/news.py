"""The page of news and its feed: from the history as this build knows it, read once for both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_goal_tree.bulletin import Bulletin, read_bulletin
from mkdocs_goal_tree.core.diary import looks
from mkdocs_goal_tree.git import NoRevision
from mkdocs_goal_tree.render.feed import Feed, news_feed
from mkdocs_goal_tree.render.news_page import Missing, news_page

if TYPE_CHECKING:
    from mkdocs.structure.pages import Page

    from mkdocs_goal_tree.render.section import Page as Made
    from mkdocs_goal_tree.render.view import View

    from .build import Build

NEWS, NEWS_FEED = "news", "news.xml"


def make_news(build: Build, _: Page, view: View) -> Made:
    """The page; without a history it says why, and still what is due."""
    history = build.history
    first = looks(build.settings)[0]
    if isinstance(history, NoRevision):
        return news_page(view, Missing(history.message, history.help), first)
    return news_page(view, _bulletin(build).news, first)


def write_news_feed(build: Build) -> str:
    """The feed; without a history it has no entry."""
    here, page = (build.url(build.named.get(name, ""), None) for name in (NEWS_FEED, NEWS))
    return news_feed(build.view(None), Feed(build.site_name, build.site_url, here, page), _bulletin(build).entries)


def _bulletin(build: Build) -> Bulletin:
    if build.bulletin is None:
        history = build.history
        if isinstance(history, NoRevision):
            build.bulletin = Bulletin({})
        else:
            build.bulletin = read_bulletin(history, looks(build.settings), build.project)
    return build.bulletin
