"""The files of a site that other programs read: each by its name, where it stands, and what writes it at the end."""

from __future__ import annotations

import posixpath
from functools import partial
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from mkdocs.utils import get_relative_url

from mkdocs_goal_tree.core.findings import in_order
from mkdocs_goal_tree.core.learning import verdicts
from mkdocs_goal_tree.core.model import Outcome
from mkdocs_goal_tree.render.brief_page import Sheet, brief_page
from mkdocs_goal_tree.render.calendar import reviews_calendar
from mkdocs_goal_tree.render.export import render_json
from mkdocs_goal_tree.render.feed import Feed, moved_feed
from mkdocs_goal_tree.render.goal_schema import schema_json
from mkdocs_goal_tree.render.jsonld import glossary_json

from .diagrams import TREE_FILES, WHOLE
from .files import PACKAGE, STYLES, addresses
from .generated import BRIEFS, LEARNING
from .news import NEWS, NEWS_FEED, write_news_feed
from .term_pages import HEAD_END

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from mkdocs.structure.pages import Page

    from mkdocs_goal_tree.core.learning import Told

    from .build import Build

CALENDAR, FEED = "reviews.ics", "moved.xml"
GOALS, SCHEMA, GOAL_SCHEMA = "goals.json", "goals.schema.json", "goal.schema.json"


class Export(NamedTuple):
    """A file of ours: what links know it by, its path in the site, and what writes it once all pages are known.

    What is `drawn` is written when the diagrams are laid out, too.
    A feed has whole addresses only, so there is none on a site without `site_url`; `feed_of` is the page that names it
    in its head.
    """

    name: str
    uri: str
    write: Callable[[Build], str]
    drawn: bool = False
    feed_of: str = ""


def exports(build: Build) -> Iterator[Export]:
    """All files of ours that this site has."""
    return (export for export in _all(build) if build.site_url or not export.feed_of)


def left_out(build: Build) -> list[str]:
    """The paths of the feeds that this site cannot have."""
    return [] if build.site_url else [export.uri for export in _all(build) if export.feed_of]


def _all(build: Build) -> Iterator[Export]:
    yield Export(GOAL_SCHEMA, posixpath.join(build.folder, GOAL_SCHEMA), lambda it: schema_json(it.settings))
    yield Export(GOALS, posixpath.join(build.folder, GOALS), _goals)
    yield Export(SCHEMA, posixpath.join(build.folder, SCHEMA), _schema)
    if build.settings.shows(LEARNING):
        yield Export(CALENDAR, posixpath.join(build.folder, CALENDAR), _calendar)
        yield Export(FEED, posixpath.join(build.folder, FEED), _feed, feed_of=LEARNING)
    if build.settings.shows(NEWS):
        yield Export(NEWS_FEED, posixpath.join(build.folder, NEWS_FEED), write_news_feed, feed_of=NEWS)
    if build.settings.shows(BRIEFS):
        yield from _briefs(build)
    if build.terms.glossary:
        name = "glossary.json"
        yield Export(name, posixpath.join(build.terms.folder, name), lambda it: glossary_json(it.terms.glossary))
    index = posixpath.join(build.folder, "index.md")
    if index in build.generated and len(build.project.tree):
        for kind, name in TREE_FILES.items():
            write = partial(_tree_as, page=index, kind=kind)
            yield Export(name, posixpath.join(build.folder, name), write, drawn=True)


def write_exports(build: Build, *, drawn: bool = False) -> None:
    """Fills the files that were entered empty, so that pages could link to them; what could not be drawn goes."""
    for uri, export in build.exports.items():
        file = build.files.src_uris.get(uri)
        if file is not None and export.drawn is drawn:
            text = export.write(build)
            file.content_bytes = text.encode()  # as bytes: a calendar's line ends stay what they are
            if drawn and not text:
                build.files.remove(file)


def _tree_as(build: Build, page: str, kind: str) -> str:
    return build.drawings.source(page, WHOLE, kind)


def link_feeds(build: Build, output: str, page: Page) -> str:
    """A page of ours with its feeds in its head, where readers of feeds look for them."""
    links = "".join(
        f'<link rel="alternate" type="application/atom+xml" title="{escape(build.words[f"feed-{export.feed_of}"])}" '
        f'href="{escape(build.url(export.uri, page))}">\n'
        for export in build.exports.values()
        if export.feed_of and build.named.get(export.feed_of) == page.file.src_uri
    )
    return HEAD_END.sub(lambda end: links + end[0], output, count=1) if links else output


def _briefs(build: Build) -> Iterator[Export]:
    """A brief for each outcome that is not closed, beside its page.

    It is a file and no page of MkDocs: it is made for paper, needs neither navigation nor search, and a page would cost
    about ten times as much.
    """
    taken = addresses(build.files)
    told = verdicts(build.project.tree)
    for goal in build.shown:
        file = build.files.src_uris.get(build.uris[goal.id])
        if isinstance(goal, Outcome) and not goal.is_closed and file is not None:
            folder, name = posixpath.split(file.dest_uri)
            stem = folder if name == "index.html" else f"{folder}/{name.removesuffix('.html')}"
            uri = f"{stem}/brief/index.html" if file.use_directory_urls else f"{stem}/brief.html"
            if uri not in taken:
                yield Export(f"brief/{goal.id}", uri, partial(_brief, goal=goal, uri=uri, told=told))


def _brief(build: Build, goal: Outcome, uri: str, told: Sequence[Told]) -> str:
    view = build.view(build.files.src_uris.get(uri))
    style = build.url(STYLES[0], build.files.src_uris.get(uri))
    return brief_page(view, goal, Sheet(build.settings.language, style, build.site_name, view.url(goal.id)), told)


def _calendar(build: Build) -> str:
    return reviews_calendar(build.view(None), build.site_url or build.site_name)


def _feed(build: Build) -> str:
    here, learning = (build.url(build.named.get(name, ""), None) for name in (FEED, LEARNING))
    return moved_feed(build.view(None), Feed(build.site_name, build.site_url, here, learning))


def _goals(build: Build) -> str:
    """The address of a goal's page is whole where the site's is known, else it begins beside this file."""
    here = posixpath.join(build.folder, GOALS)

    def url(goal: str) -> str:
        file = build.files.src_uris.get(build.uris[goal])
        if file is None or not build.is_shown(build.uris[goal]):
            return ""
        return build.url(build.uris[goal], None) or get_relative_url(file.url, here)

    findings = in_order(one for found in build.findings.values() for one in found)
    return render_json(build.project, findings, build.hidden, url)


def _schema(_: Build) -> str:
    return (PACKAGE / "assets" / SCHEMA).read_text("utf-8")
