r"""Words of the glossary in the text of a page: the first use of each becomes a link.

Only prose of the author is touched: no heading, link, code, abbreviation or raw HTML. A backslash before a word
(`\outcome`) keeps it as it is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Self
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE, ETX, STX, AtomicString

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from markdown import Markdown

    from mkdocs_goal_tree.core.linking import Linker, Occurrence

_SILENT = frozenset(["abbr", "code", "kbd", "math", "pre", "samp", "script", "style", "svg", "textarea", "var"])
"""Elements whose text is no prose."""
_UNLINKED = frozenset(
    ["a", "button", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "label", "option", "select", "summary", "th"]
)
"""Elements with prose that is a name or leads somewhere already; a link in them would be one too many."""
_TITLE = "admonition-title"
_CLASS, _TIP = "gt-term", "data-gt-definition"
"""What goal-tree.js goes by. No `title`: it would be a second tooltip."""
_PLACEHOLDER = re.compile(f"{STX}[^{ETX}]*{ETX}")
_RAW = re.compile(f"{STX}wzxhzdk:([0-9]+){ETX}")
_RAW_TAG = re.compile(rf"<(/?)({'|'.join(sorted(_SILENT | _UNLINKED))})\b", re.IGNORECASE)
# Text of two elements stays apart: no name has this character in it.
_APART = "\0"


class TermAddress(str):
    """The address in a link to a term, which knows the term while the page is rendered."""

    __slots__ = ("slug",)
    slug: str

    def __new__(cls, address: str, slug: str) -> Self:
        made = super().__new__(cls, address)
        made.slug = slug
        return made


class TermTarget(NamedTuple):
    """Where a link to a term leads, as a path in docs_dir and as the address on the site, and the text of its tooltip."""

    address: TermAddress
    url: str
    tip: str


@dataclass
class PageTerms:
    """What the glossary does on one page, and what was met there while it was rendered.

    `look_up` answers with the target of a term by slug, None where a link would lead nowhere or back to the page;
    `find` does so for a name that the author wrote in a link.
    """

    linker: Linker
    look_up: Callable[[str], TermTarget | None]
    find: Callable[[str], TermTarget | None]
    links: bool
    """Whether uses are linked by themselves."""
    rewrites: bool
    """Whether `[[term]]` and `\\term` mean anything here."""
    used: set[str] = field(default_factory=set)
    """Slugs of the terms that the page uses."""
    retired: set[str] = field(default_factory=set)
    """Of these the retired."""
    unknown: set[str] = field(default_factory=set)
    """What stands in `[[…]]` and is no term."""


def term_link(target: TermTarget, text: str, address: str, tag: str) -> Element:
    """A link to a term with its tooltip."""
    # An ampersand would be left as it is where it looks like an entity.
    tip = target.tip.replace("&", f"{AMP_SUBSTITUTE}amp;")
    link = Element(tag, {"class": _CLASS, "href": address, _TIP: tip})
    link.text = text
    return link


def _mark(link: Element) -> None:
    """Gives a link that was written as `[text][term]` what the others have."""
    if (tip := link.attrib.pop("title", None)) is not None:
        link.set(_TIP, tip)
        link.set("class", " ".join(filter(None, (_CLASS, link.get("class")))))


class _Piece(NamedTuple):
    """One text of the tree: that of `parent`, or the one after its child `after`."""

    text: str
    parent: Element
    after: Element | None
    linked: bool


class _Edit(NamedTuple):
    """A run of a piece's text that becomes a link; one without a target goes away."""

    start: int
    end: int
    target: TermTarget | None


class Uses(Treeprocessor):
    """Links the first use of each term in the order in which people read the page."""

    def __init__(self, md: Markdown, terms: PageTerms, linked: list[Element]) -> None:
        super().__init__(md)
        self._terms = terms
        self._links = linked
        self._pieces: list[_Piece] = []
        self._starts: list[int] = []
        self._length = 0
        self._linked_at: dict[str, int] = {}

    def run(self, root: Element) -> None:
        self._gather(root, linked=True)
        text = _APART.join(piece.text for piece in self._pieces)
        plain = _PLACEHOLDER.sub(lambda mark: _APART * len(mark[0]), text) if STX in text else text
        found = self._terms.linker.occurrences(plain)
        if not found:
            return
        inside = self._raw_spans(text) if STX in text else []
        edits: dict[int, list[_Edit]] = {}
        for one in found:
            at = bisect_right(self._starts, one.start) - 1
            edit = self._edit(one, plain, self._pieces[at], inside)
            if edit:
                start = self._starts[at]
                edits.setdefault(at, []).append(_Edit(edit.start - start, edit.end - start, edit.target))
        for at, those in edits.items():
            self._links += _apply(self._pieces[at], those)

    def _gather(self, element: Element, *, linked: bool) -> None:
        if element.text:
            self._take(element.text, element, None, linked)
        for child in element:
            tag = child.tag
            if isinstance(tag, str) and tag not in _SILENT:
                if tag == "a" and isinstance(address := child.get("href"), TermAddress):
                    _mark(child)
                    self._linked_at.setdefault(address.slug, self._length)
                prose = linked and tag not in _UNLINKED and not (tag == "p" and child.get("class") == _TITLE)
                self._gather(child, linked=prose)
            if child.tail:
                self._take(child.tail, element, child, linked)

    def _take(self, text: str, parent: Element, after: Element | None, linked: bool) -> None:
        if len(text) > 1 and not isinstance(text, AtomicString):
            self._starts.append(self._length)
            self._pieces.append(_Piece(text, parent, after, linked))
            self._length += len(text) + len(_APART)

    def _edit(self, one: Occurrence, text: str, piece: _Piece, inside: list[tuple[int, int]]) -> _Edit | None:
        """What becomes of one use of a term."""
        terms = self._terms
        if is_escaped(text, one.start):
            return _Edit(one.start - 1, one.start, None) if terms.rewrites else None
        terms.used.add(one.slug)
        if one.retired:
            terms.retired.add(one.slug)
        if not (terms.links and piece.linked) or self._linked_at.get(one.slug, one.start) < one.start:
            return None
        if any(start <= one.start < end for start, end in inside):
            return None
        target = terms.look_up(one.slug)
        if target is None:
            return None
        self._linked_at[one.slug] = one.start
        return _Edit(one.start, one.end, target)

    def _raw_spans(self, text: str) -> list[tuple[int, int]]:
        """Where the page has a link, code or the like in raw HTML, whose tags stand outside the tree."""
        spans: list[tuple[int, int]] = []
        opened: dict[str, int] = {}
        for mark in _RAW.finditer(text):
            number = int(mark[1])
            blocks = self.md.htmlStash.rawHtmlBlocks
            raw = blocks[number] if number < len(blocks) else ""
            tag = _RAW_TAG.match(raw) if isinstance(raw, str) else None
            if tag and not tag[1]:
                opened.setdefault(tag[2].lower(), mark.end())
            elif tag and (start := opened.pop(tag[2].lower(), None)) is not None:
                spans.append((start, mark.start()))
        ends = [*self._starts[1:], len(text)]
        return [*spans, *((start, ends[bisect_right(self._starts, start) - 1]) for start in opened.values())]


def is_escaped(text: str, at: int) -> bool:
    r"""Whether a backslash that begins a word stands before the place; the one in `C:\output` does not."""
    return at > 0 and text[at - 1] == "\\" and (at == 1 or not (text[at - 2].isalnum() or text[at - 2] in ":\\/_."))


def _apply(piece: _Piece, edits: list[_Edit]) -> Iterator[Element]:
    """Puts what stands for links into the tree; edits are in order and apart."""
    parent, after = piece.parent, piece.after
    at = 0 if after is None else list(parent).index(after) + 1
    last = after
    done = 0
    for edit in edits:
        _append(parent, last, piece.text[done : edit.start], first=done == 0)
        done = edit.end
        if edit.target:
            last = term_link(edit.target, piece.text[edit.start : edit.end], edit.target.url, "gt-term")
            yield last
            parent.insert(at, last)
            at += 1
    _append(parent, last, piece.text[done:], first=False)


def _append(parent: Element, last: Element | None, text: str, *, first: bool) -> None:
    """Adds text after the element `last`, or at the beginning; the first replaces what stood there."""
    if last is None:
        parent.text = text if first else (parent.text or "") + text
    else:
        last.tail = text if first else (last.tail or "") + text
