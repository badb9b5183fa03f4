"""The pages of the glossary: what MkDocs and other sites know of them, what stands around the author's text."""

from __future__ import annotations

import re
from functools import partial
from html import escape
from typing import TYPE_CHECKING

from mkdocs.utils import meta as front_matter

from mkdocs_goal_tree.core.nodes import Spans
from mkdocs_goal_tree.core.shapes import shapes_of
from mkdocs_goal_tree.core.terms import Term, TermStatus
from mkdocs_goal_tree.render.grounds import to_look_at
from mkdocs_goal_tree.render.jsonld import glossary_jsonld, term_jsonld
from mkdocs_goal_tree.render.preview import banner
from mkdocs_goal_tree.render.section import apart
from mkdocs_goal_tree.render.term_page import term_description, term_parts
from mkdocs_goal_tree.render.text import plain

from .assembly import Parts, anchors, assemble
from .generated import GLOSSARY
from .writing import for_search, hold

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

    from mkdocs_goal_tree.core.tree import Place
    from mkdocs_goal_tree.render.section import Section
    from mkdocs_goal_tree.render.view import View

    from .build import Build

HEAD_END = re.compile(r"</head\s*>", re.IGNORECASE)
_NAMED = {
    "description": re.compile(r"""<meta\s[^>]*\bname=["']?description\b""", re.IGNORECASE),
    "og:title": re.compile(r"""<meta\s[^>]*\bproperty=["']?og:title\b""", re.IGNORECASE),
    "og:description": re.compile(r"""<meta\s[^>]*\bproperty=["']?og:description\b""", re.IGNORECASE),
}


def name_term_statuses(build: Build, config: MkDocsConfig) -> None:
    """The words for the marks that Material puts beside the titles of pages."""
    statuses = config.extra.setdefault("status", {})
    for status in {term.status for term in build.terms.glossary} - {TermStatus.CURRENT}:
        if isinstance(statuses, dict):
            statuses.setdefault(status.value, escape(build.words[f"term-{status}"], quote=True))


def describe_term(build: Build, page: Page) -> None:
    """Enters what the page says of itself: its site's own fields, then ours, escaped."""
    place = build.terms.places[page.file.src_uri]
    term = build.terms.term_of(page.file.src_uri)
    if term is None:
        page.meta["title"] = escape(page.file.name, quote=True)
        return
    page.meta.update(_own_fields(place))
    if not isinstance(page.meta.get("title"), str):
        page.meta["title"] = escape(plain(term.term), quote=True)
    if not isinstance(page.meta.get("description"), str):
        page.meta["description"] = escape(term_description(term), quote=True)
    if term.status is not TermStatus.CURRENT:
        page.meta["status"] = term.status.value


def _own_fields(place: Place) -> dict[str, object]:
    """What of the front matter is the site's own, as MkDocs reads it; that takes milliseconds, so only where there is any.

    Ours could read the file, so that it is within the limits; MkDocs' reader passes over what it cannot read.
    """
    known = shapes_of(Term)
    if not isinstance(place.spans, Spans) or all(name in known for name in place.spans.written.fields):
        return {}
    fields = front_matter.get_data(place.source.text.lstrip("\ufeff"))[1]
    return {name: value for name, value in fields.items() if name not in known}


def complete_terms(build: Build) -> None:
    """Puts the parts of all term pages around their texts; now it is known which goals use them."""
    for uri, place in build.terms.places.items():
        page = build.page_of(uri)
        if page is not None and page.content is not None:
            view = build.view(page)
            term = build.terms.term_of(uri)
            parts = _parts(view, term, place, page) if term else Parts(str(page.title), sections=_faults(view, place))
            page.content = assemble(page.content, parts, page, partial(hold, build, page))


def in_head(build: Build, output: str, page: Page, config: MkDocsConfig) -> str:
    """A page of the glossary with what machines read in its head, but for what the theme wrote there itself."""
    uri = page.file.src_uri
    term = build.terms.term_of(uri)
    listed = build.named.get(GLOSSARY) == uri and uri in build.generated
    if not (term or listed):
        return output
    address = partial(_address, build, page, config)
    if term:
        said = term_description(term)
        texts = {"description": said, "og:title": plain(term.term), "og:description": said}
        found = [_meta(name, text) for name, text in texts.items() if text and not _NAMED[name].search(output)]
        found.append(term_jsonld(term, build.words[GLOSSARY], address))
    else:
        found = [glossary_jsonld(build.terms.glossary, build.words[GLOSSARY], address)]
    head = "\n".join(found)
    return HEAD_END.sub(lambda end: f"{head}\n{end[0]}", output, count=1)


def _parts(view: View, term: Term, place: Place, page: Page) -> Parts:
    made = term_parts(view, term, anchors(page))
    sections = [*made.sections, *_faults(view, place, {*anchors(page), *(one.id for one in made.sections)})]
    return Parts(made.title, banner(view) + made.above, made.below, sections, for_search(made.search), made.foot)


def _faults(view: View, place: Place, taken: set[str] | None = None) -> list[Section]:
    """What was found in the file of a term."""
    found = [one for one in view.findings.get("", ()) if one.span.path == place.source.path]
    look = to_look_at(view, found)
    return [apart(look, taken or set(), "-term")] if look else []


def _meta(name: str, text: str) -> str:
    key = "property" if ":" in name else "name"
    return f'<meta {key}="{name}" content="{escape(text, quote=True)}">'


def _address(build: Build, page: Page, config: MkDocsConfig, slug: str) -> str:
    """The whole address of a term, or of the glossary for ""; relative to the page on a site without `site_url`."""
    uri = build.terms.uris[slug] if slug else build.named.get(GLOSSARY, "")
    file = build.files.src_uris.get(uri)
    if file is None or not build.is_shown(uri):
        return ""
    return f"{config.site_url.rstrip('/')}/{file.url.removeprefix('./')}" if config.site_url else build.url(uri, page)
