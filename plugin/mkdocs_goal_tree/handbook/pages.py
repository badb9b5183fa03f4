"""One page at a time: what MkDocs reads, what it knows of the page, what stands around the author's text."""

from __future__ import annotations

import re
from functools import partial
from html import escape, unescape
from typing import TYPE_CHECKING

from mkdocs_goal_tree.markdown import clean
from mkdocs_goal_tree.render.cards import card, head
from mkdocs_goal_tree.render.diagram import lineage
from mkdocs_goal_tree.render.pages import lost_page
from mkdocs_goal_tree.render.preview import PAGE as CHANGES
from mkdocs_goal_tree.render.preview import banner
from mkdocs_goal_tree.render.search import search_text
from mkdocs_goal_tree.render.section import Section
from mkdocs_goal_tree.render.sections import mentioned_in, sections

from .adding import add_to_goal
from .assembly import Parts, anchors, assemble, list_sections
from .diagrams import want
from .embeds import make_embeds, read_embeds
from .exports import write_exports
from .glossary import uses_of
from .history import add_histories
from .meta import page_meta
from .term_pages import complete_terms, describe_term
from .writing import for_search, hold

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

    from mkdocs_goal_tree.core.model import Goal
    from mkdocs_goal_tree.core.tree import Read
    from mkdocs_goal_tree.render.view import View

    from .build import Build
    from .generated import Generated

# MkDocs would take a body that begins with `---` or `word: …` for front matter of its own.
_NO_FRONT_MATTER = "---\n{}\n---\n\n"
_UP = re.compile(r"(?!\.\.)(?:[^/?=&#%]|%(?!2F))+(?:/|%2F)\.\.(?:/|%2F)", re.IGNORECASE)


def source_of(build: Build, page: Page) -> str | None:
    """What MkDocs reads instead of the file: the body alone of a goal or term, nothing for a page of ours, None for other pages."""
    uri = page.file.src_uri
    if uri in build.reads:
        return _NO_FRONT_MATTER + build.reads[uri].place.body
    if uri in build.terms.places:
        return _NO_FRONT_MATTER + build.terms.places[uri].body
    return _NO_FRONT_MATTER if uri in build.generated else None


def describe(build: Build, page: Page, config: MkDocsConfig) -> None:
    """Enters title, description and the like, escaped, into what the theme's templates know of a page."""
    uri = page.file.src_uri
    read = build.reads.get(uri)
    if read:
        page.meta.update(page_meta(read.goal, build.settings, config.theme) if read.goal else _lost_meta(read))
        page.edit_url = _straight(page.edit_url)
    elif uri in build.terms.places:
        describe_term(build, page)
    elif uri in build.generated:
        page.meta.update(_generated_meta(build.generated[uri]))


def compose(build: Build, html: str, page: Page) -> str:
    """The HTML of a page around the author's text; pages that are not ours come back as they are."""
    uri = page.file.src_uri
    read = build.reads.get(uri)
    read_embeds(build, html, page)
    build.look_back(page)
    if read is None:
        return html
    view = build.view(page)
    if read.goal is None or not build.is_goal(read):
        made = lost_page(view, read)
        parts = Parts(made.title, banner(view), sections=[Section(*entry, made.html) for entry in made.toc])
    else:
        parts = _goal(build, read.goal, page, view)
    body = clean(html) if build.settings.body == "safe" else html
    return assemble(body, parts, page, partial(hold, build, page))


def complete(build: Build) -> None:
    """What is known only when all pages are rendered: which pages name a goal, and all that was found."""
    for goal, pages in build.mentions.items():
        uri = build.uris[goal]
        page = build.page_of(uri)
        if page is not None and page.content is not None and uri in build.reads:
            named = sorted(
                (unescape(str(other.title)), build.url(other.file.src_uri, page)) for other in pages.values()
            )
            section = mentioned_in(build.view(page), named)
            page.content += hold(build, page, section.html)
            list_sections(page, [section])
    add_histories(build)
    build.term_uses = uses_of(build)
    complete_terms(build)
    make_embeds(build)
    for uri, ours in build.generated.items():
        page = build.page_of(uri)
        if page is not None and page.content is not None:
            view = build.view(page)
            made = ours.make(build, page, view)
            above = "" if ours.name == CHANGES else banner(view)
            parts = Parts(made.title, above, made.html, sections=[Section(*entry, "") for entry in made.toc])
            page.content = assemble("", parts, page, partial(hold, build, page))
    write_exports(build)


def _goal(build: Build, goal: Goal, page: Page, view: View) -> Parts:
    chosen = lineage(view.tree, goal.id, hidden=build.hidden)
    diagram, caption = want(build, page, view, chosen) if len(chosen.goals) > 1 else ("", "")
    made = sections(view, goal, diagram, caption=caption, taken=anchors(page))
    return Parts(
        goal.title,
        banner(view) + head(view, goal),
        card(view, goal),
        made,
        for_search(search_text(goal)),
        add_to_goal(build, goal, page, view),
    )


def _lost_meta(read: Read) -> dict[str, object]:
    return {"title": escape(read.id, quote=True)}


def _generated_meta(made: Generated) -> dict[str, object]:
    hide = [*(() if made.toc else ("toc",)), *(("navigation",) if made.broad else ())]
    return {"title": escape(made.title, quote=True), **({"hide": hide} if hide else {})}


def _straight(url: str | None) -> str | None:
    """`…/docs/../goals/x.md` as forges want it, also inside a query."""
    while url and (shorter := _UP.sub("", url, count=1)) != url:
        url = shorter
    return url
