"""A reference card of chosen terms that prints on two pages, `glossary/cheat-sheet.md`."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from .section import Page
from .term_page import level_of
from .terms import split_sentence
from .text import plain, width, wrap
from .view import TermLink, View, render

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mkdocs_goal_tree.core.terms import Term, TermExample

COMPARED = "outcome-vs-output"
"""The term whose examples and pitfalls stand at the foot of the pages."""
PAGES = 2

# What fits on a page of Letter, which is shorter than A4, beside the head and foot of a theme: lines of both columns
# together, of so many pixels at this size of text. Some are kept free, because the widths are an estimate.
_LINES = 92
_COLUMN = 335.0
_SIZE = 12.0
_MOST_LINES = 8
_MOST_ROWS = 4


class Word(NamedTuple):
    """A term on the card; `example` is how an output and an outcome of it look."""

    link: TermLink
    level: str
    abbr: str
    definition: str
    not_: str
    example: tuple[str, str]
    lines: int


class Sheet(NamedTuple):
    """One printed page; `rows` and `pitfalls` stand below the words."""

    words: Sequence[Word]
    rows: Sequence[TermExample] = ()
    pitfalls: Sequence[tuple[str, str]] = ()


def cheat_sheet_page(view: View) -> Page:
    """The terms on two pages, what is compared below them; what does not fit is left out, the longest first."""
    compared = view.glossary.terms.get(COMPARED)
    rows = [one for one in compared.examples if one.output and one.outcome][:_MOST_ROWS] if compared else []
    words = [_word(view, term) for term in view.glossary.cheat_sheet() if term.definition]
    sheets = [sheet for sheet in _sheets(words, rows, compared) if sheet.words]
    html = render(
        view,
        "cheat-sheet.html.jinja",
        sheets=sheets,
        count=sum(len(sheet.words) for sheet in sheets),
        whole=len(view.glossary),
        glossary=TermLink(view.words["glossary"], view.page_url("glossary")),
    )
    return Page(view.words["cheat-sheet"], html)


def _word(view: View, term: Term) -> Word:
    first = next((one for one in term.examples if one.output and one.outcome), None)
    example = (_cut(first.output), _cut(first.outcome)) if first and term.slug != COMPARED else ("", "")
    definition, not_ = _cut(term.definition), _cut(term.not_)
    lines = 2 + sum(_lines(text) for text in (definition, not_, *example))
    return Word(
        TermLink(term.term, view.term_url(term.slug)), level_of(term), term.abbr, definition, not_, example, lines
    )


def _cut(text: str) -> str:
    return " ".join(wrap(plain(text), _SIZE, _COLUMN, lines=_MOST_LINES))


def _lines(text: str) -> int:
    return ceil(width(text, _SIZE) / _COLUMN)


def _sheets(words: Sequence[Word], rows: Sequence[TermExample], compared: Term | None) -> Iterator[Sheet]:
    """Half of the words on each page, fewer where they are long."""
    pitfalls = [split_sentence(_cut(one)) for one in compared.pitfalls[:_MOST_ROWS]] if compared else []
    below = 2 * sum(max(_lines(one.output), _lines(one.outcome) + _lines(one.note)) + 1 for one in rows)
    half = ceil(len(words) / PAGES)
    first = _that_fit(words[:half], _LINES - below)
    second = _that_fit(words[len(first) :], _LINES - sum(_lines(" ".join(one)) for one in pitfalls))
    yield Sheet(first, rows=rows)
    yield Sheet(second, pitfalls=pitfalls)


def _that_fit(words: Sequence[Word], room: int) -> list[Word]:
    """The words from the first on, until the page is full."""
    kept: list[Word] = []
    for word in words:
        room -= word.lines
        if room < 0:
            break
        kept.append(word)
    return kept
