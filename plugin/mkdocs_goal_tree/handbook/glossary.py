"""The glossary of a build: its pages, the links to them from other pages, and where words are used."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote

from mkdocs_goal_tree.core.checks.glossary import retired_word
from mkdocs_goal_tree.core.linking import Linker
from mkdocs_goal_tree.core.nodes import Scalar, Spans, walk
from mkdocs_goal_tree.core.rules import did_you_mean, found
from mkdocs_goal_tree.core.shapes import takes_prose
from mkdocs_goal_tree.markdown_words import PageTerms, TermAddress, TermTarget, is_escaped
from mkdocs_goal_tree.render.text import plain

from .references import Text, place_in, prose

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from mkdocs.structure.pages import Page

    from mkdocs_goal_tree.core.findings import Finding
    from mkdocs_goal_tree.core.terms import Glossary, Term
    from mkdocs_goal_tree.core.tree import Place

    from .build import Build

_BRACKETS = re.compile(r"(?<![\\!])\[\[([^\[\]|\\\n]+)(?:\\?\|[^\[\]\n]+)?\]\](?![(\[])")
# Where a link leads and what stands in a tag are no words of the text.
_NO_WORDS = re.compile(
    r"(?<=\])\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|<[^<>\n]*>|^[ ]{0,3}\[[^\]\n]+\]:.*$", re.MULTILINE
)


@dataclass
class Terms:
    """The glossary of one build; `folder` is where its pages stand in the site."""

    glossary: Glossary
    folder: str
    uses: dict[str, dict[str, None]] = field(default_factory=dict)
    """Slug of a term → ids of the goals whose text uses it, as pages are rendered."""
    met: PageTerms | None = None
    """What was met on the page that is rendered right now."""
    targets: dict[tuple[str, int, str], TermTarget | None] = field(default_factory=dict)
    """Folder of a page, how deep its address is, and slug → what a link from there leads to."""

    def __post_init__(self) -> None:
        self.linker = Linker(self.glossary)
        places = {**self.glossary.unread, **self.glossary.places}
        self.uris = {slug: posixpath.join(self.folder, place.source.uri) for slug, place in places.items()}
        self.places = {self.uris[slug]: place for slug, place in places.items()}
        """Path of a page → its place; also of files that cannot be read as a term."""
        self.slugs = {self.uris[slug]: slug for slug in self.glossary.terms}

    def term_of(self, uri: str) -> Term | None:
        """The term whose page that is."""
        slug = self.slugs.get(uri)
        return self.glossary[slug] if slug is not None else None


def page_terms(build: Build) -> PageTerms | None:
    """What the glossary does on the page at hand; None where it is left alone."""
    page, terms = build.page, build.terms
    terms.met = None
    if page is None or not terms.glossary or page.file.src_uri in build.generated:
        return None
    uri, choice = page.file.src_uri, build.settings.glossary
    ours = is_ours(build, uri)
    linked = choice.links(uri, ours=ours)
    if ours or linked or choice.checks(uri, ours=ours):
        terms.met = PageTerms(
            terms.linker,
            look_up=partial(_target, build, page),
            find=partial(find_term, build, page),
            links=linked and _is_on(build, page),
            rewrites=ours or linked,
        )
    return terms.met


def is_ours(build: Build, uri: str) -> bool:
    """Whether it is the page of a goal or of a term."""
    return uri in build.reads or uri in build.terms.places


def find_term(build: Build, page: Page, name: str) -> TermTarget | None:
    """Where a link that the author wrote to a term leads; it is a use of the term."""
    term = build.terms.glossary.find(name)
    if term is None:
        return None
    if (met := build.terms.met) is not None:
        met.used.add(term.slug)
        if term.is_retired:
            met.retired.add(term.slug)
    return _target(build, page, term.slug, itself=True)


def refer(build: Build, page: Page, name: str) -> tuple[str, str] | None:
    """Where `[text][name]` leads, if `name` is no goal; nothing on a page that the glossary leaves as it is."""
    met = build.terms.met
    target = find_term(build, page, name) if met is not None and met.rewrites else None
    return (target.address, target.tip) if target else None


def record(build: Build, page: Page) -> Iterator[Finding]:
    """Keeps the terms that a page uses, once it is rendered; yields what is wrong with its words."""
    met, build.terms.met = build.terms.met, None
    if met is None or not (met.used or met.unknown):
        return
    uri = page.file.src_uri
    read = build.reads.get(uri)
    goal = read.goal if read and read.goal and build.is_goal(read) else None
    if goal:
        for slug in met.used:
            build.terms.uses.setdefault(slug, {})[goal.id] = None
    if build.settings.glossary.checks(uri, ours=is_ours(build, uri)) and (met.unknown or met.retired):
        place = read.place if read else build.terms.places.get(uri)
        text = prose(place, page.file, build.home)
        said = goal.id if goal else ""
        yield from _undefined(build.terms.glossary, met.unknown, text, said)
        retired = met.retired - {build.terms.slugs.get(uri)} if _is_on(build, page) else set()
        yield from _retired(build.terms.linker, retired, text, said)


def uses_of(build: Build) -> Mapping[str, Sequence[str]]:
    """Slug of a term → the goals that use it in text or fields, in the order of the tree."""
    terms, tree = build.terms, build.project.tree
    if not terms.glossary:
        return {}
    uses: dict[str, list[str]] = {}
    for goal in tree:
        said = terms.linker.occurrences("\0".join(_texts(tree.places[goal.id])))
        slugs = {one.slug for one in said} | {slug for slug, goals in terms.uses.items() if goal.id in goals}
        for slug in slugs:
            uses.setdefault(slug, []).append(goal.id)
    return uses


def _texts(place: Place) -> Iterator[str]:
    """The prose in the fields of a goal."""
    if isinstance(place.spans, Spans):
        for path, node in walk(place.spans.written):
            name = next((step for step in reversed(path) if isinstance(step, str)), "")
            if isinstance(node, Scalar) and node.text and takes_prose(name):
                yield node.text


def _is_on(build: Build, page: Page) -> bool:
    """Whether the page did not say `glossary: false`."""
    read = build.reads.get(page.file.src_uri)
    if read:
        return read.goal is None or read.goal.page.glossary
    return page.meta.get("glossary", True) is not False


def _target(build: Build, page: Page, slug: str, *, itself: bool = False) -> TermTarget | None:
    """Where a link to a term leads from a page, None where the site has no such page, or for the page `itself`."""
    terms = build.terms
    if terms.uris[slug] == page.file.src_uri and not itself:
        return None
    key = posixpath.dirname(page.file.src_uri), page.file.dest_uri.count("/"), slug
    if key not in terms.targets:
        terms.targets[key] = _made(build, *key)
    return terms.targets[key]


def _made(build: Build, here: str, depth: int, slug: str) -> TermTarget | None:
    uri = build.terms.uris[slug]
    file = build.files.src_uris.get(uri)
    if file is None or not build.is_shown(uri):
        return None
    address = TermAddress(quote(posixpath.relpath(uri, here or ".")), slug)
    return TermTarget(address, f"{'../' * depth}{file.url}", _tip(build, build.terms.glossary[slug]))


def _tip(build: Build, term: Term) -> str:
    """The definition, after what to say instead of a retired word."""
    words = build.words
    retired = words.say("retired-use", term=term.use_instead) if term.use_instead else words["retired-word"]
    return plain(f"{retired if term.is_retired else ''} {term.definition}") or plain(term.term)


def _undefined(glossary: Glossary, unknown: set[str], text: Text, goal: str) -> Iterator[Finding]:
    """GT701 at every `[[…]]` that names one of `unknown`."""
    if not unknown:
        return
    for match in _BRACKETS.finditer(text.text):
        name = match[1].strip()
        if name in unknown:
            near = did_you_mean(name, (one.text for one in glossary.names))
            span = place_in(text, match.start(1), match.end(1))
            yield found("GT701", span, f"[[{name}]] names no term of the glossary", near, goal)


def _retired(linker: Linker, retired: set[str], text: Text, goal: str) -> Iterator[Finding]:
    """GT702 at every use of one of the `retired` terms."""
    if not retired:
        return
    words = _NO_WORDS.sub(lambda part: re.sub(r"\S", "\0", part[0]), text.text)
    for one in linker.occurrences(words):
        if one.slug in retired and not is_escaped(words, one.start):
            span = place_in(text, one.start, one.end)
            yield retired_word(linker.glossary, one.slug, words[one.start : one.end], span, goal)
