"""All terms of a glossary from A to Z, `glossary/index.md`."""

from __future__ import annotations

from string import ascii_uppercase
from typing import TYPE_CHECKING, NamedTuple

from mkdocs_goal_tree.core.letters import letters

from .level_page import Pick
from .section import Page
from .terms import brief, instead, status_chip
from .text import plain
from .view import Chip, TermLink, View, render, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from mkdocs_goal_tree.core.terms import Term

_LATIN = tuple(ascii_uppercase)


class Listed(NamedTuple):
    """A term of the list; `find` is what else the filter finds it by."""

    link: TermLink
    definition: str
    category: str
    status: Chip | None
    instead: TermLink | None
    find: str


class Letter(NamedTuple):
    """The terms under one letter; none, for a letter of the bar that nothing begins with."""

    id: str
    name: str
    terms: Sequence[Listed] = ()


def glossary_page(view: View) -> Page:
    """A letter bar, filters, and the terms by their first letter; complete without script."""
    terms = list(view.glossary)
    groups = [
        Letter(_id(name, number), name, [_listed(view, one) for one in found])
        for number, (name, found) in enumerate(letters(view.glossary))
    ]
    html = render(
        view,
        "glossary.html.jinja",
        lead=say(view, "glossary-count", count=len(terms)) if terms else "",
        linked=_linked(view),
        picks=list(_picks(view, terms)),
        bar=list(_bar(groups)),
        groups=groups,
        cheat_sheet=view.page_url("cheat-sheet"),
    )
    return Page(view.words["glossary"], html, tuple((one.id, one.name) for one in groups))


def _linked(view: View) -> str:
    """Where words link to their entries by themselves."""
    where = view.settings.glossary.link
    key = where if isinstance(where, str) else "some"
    return "" if key == "none" else view.words[f"glossary-links-{key}"]


def _id(letter: str, number: int) -> str:
    return letter.casefold() if letter.isalnum() else f"letters-{number}"


def _bar(groups: Sequence[Letter]) -> Iterator[Letter]:
    """The letters that terms begin with; the Latin alphabet is whole where any of it occurs."""
    latin = {one.name: one for one in groups if one.name in _LATIN}
    if latin:
        yield from (latin.get(name, Letter("", name)) for name in _LATIN)
    yield from (one for one in groups if one.name not in _LATIN)


def _listed(view: View, term: Term) -> Listed:
    also = (term.definition, term.abbr, term.plural, *term.aliases)
    return Listed(
        TermLink(term.term, view.term_url(term.slug)),
        brief(view, term),
        _category(term),
        status_chip(view, term),
        instead(view, term),
        plain(" ".join(filter(None, also))),
    )


def _category(term: Term) -> str:
    return plain(term.category)


def _picks(view: View, terms: Sequence[Term]) -> Iterator[Pick]:
    """All, then the categories in the order of the alphabet, those of retired words last."""
    words = view.words
    by_category: dict[str, list[Term]] = {}
    for term in terms:
        by_category.setdefault(_category(term), []).append(term)
    by_category.pop("", None)
    if not by_category:
        return
    yield Pick("", "", "", words.say("pick", word=words["all"], count=len(terms)))
    for name in sorted(by_category, key=lambda name: (_only_retired(by_category[name]), name.casefold())):
        yield Pick(f"category={name}", "category", "", words.say("pick", word=name, count=len(by_category[name])))


def _only_retired(terms: Iterable[Term]) -> bool:
    return all(term.is_retired for term in terms)
