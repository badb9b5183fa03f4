"""What stands around the author's text on the page of a glossary term."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

from mkdocs_goal_tree.core.model import Level
from mkdocs_goal_tree.core.rules import by_name
from mkdocs_goal_tree.core.slugs import slug_of

from .section import Section, apart, section
from .terms import instead, links, split_sentence, status_chip
from .text import plain
from .view import GoalLink, TermLink, View, face_of, link, render, say, shown

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from mkdocs_goal_tree.core.terms import Term

    from .faces import Face


MOST_USES = 20
"""So many goals show how a word is used; a word of every day stands in hundreds."""


class TermParts(NamedTuple):
    """`above` and `below` the one h1, then the author's text, the sections, and the `foot`, which has no heading.

    `search` is HTML for the search alone.
    """

    title: str
    above: str
    below: str
    sections: list[Section]
    foot: str
    search: str


class Side(NamedTuple):
    """A term beside others: `level` where it is one of the three."""

    link: TermLink
    level: str
    definition: str


class Asked(NamedTuple):
    """A question under an id of its own."""

    id: str
    question: str
    answer: str


class Guard(NamedTuple):
    """A rule that guards a term."""

    name: str
    url: str
    summary: str


class Use(NamedTuple):
    """A goal that uses a term, and its state."""

    goal: GoalLink
    face: Face


def term_parts(view: View, term: Term, taken: Collection[str] = ()) -> TermParts:
    """A term's page; `taken` are the ids of the headings in the author's text."""
    ids = set(taken)
    made = [
        _contrast(view, term),
        _examples(view, term),
        _pitfalls(view, term),
        _questions(view, term, ids),
        _guards(view, term),
        _uses(view, term),
    ]
    return TermParts(
        term.term,
        render(view, "term-head.html.jinja", title=term.term, glossary=view.page_url("glossary")),
        _card(view, term),
        [apart(one, ids, "-term") for one in made if one],
        _foot(view, term),
        _search(term),
    )


def term_description(term: Term) -> str:
    """What other sites show of the page: its definition on one line."""
    return plain(term.definition)


def _card(view: View, term: Term) -> str:
    """Definition first, what it is not second."""
    return render(
        view,
        "term.html.jinja",
        level=level_of(term),
        definition=plain(term.definition),
        instead=instead(view, term),
        status=status_chip(view, term),
        term=term,
        contrast=links(view, term.contrast_with),
    )


def _contrast(view: View, term: Term) -> Section | None:
    """The term beside those that it is mistaken for, with their definitions."""
    others = [one for name in term.contrast_with if (one := view.glossary.find(name))]
    others = [one for one in dict.fromkeys(others) if one.slug != term.slug and one.definition]
    if not others or not term.definition:
        return None
    sides = [_side(view, one, linked=one is not term) for one in (term, *others)]
    return section(view, "contrast", view.words["contrast"], sides=sides)


def _side(view: View, term: Term, *, linked: bool) -> Side:
    url = view.term_url(term.slug) if linked else ""
    return Side(TermLink(term.term, url), level_of(term), term.definition)


def level_of(term: Term) -> str:
    """`outcome` where the term is one of the three levels, else nothing."""
    return term.slug if term.slug in [level.value for level in Level] else ""


def _examples(view: View, term: Term) -> Section | None:
    """Output beside outcome."""
    rows = [one for one in term.examples if one.output or one.outcome]
    return section(view, "side-by-side", view.words["side-by-side"], rows=rows) if rows else None


def _pitfalls(view: View, term: Term) -> Section | None:
    """Each with its first sentence as the name of the mistake."""
    if not term.pitfalls:
        return None
    return section(view, "pitfalls", view.words["pitfalls"], pitfalls=[split_sentence(one) for one in term.pitfalls])


def _questions(view: View, term: Term, taken: set[str]) -> Section | None:
    asked = [one for one in term.faq if one.q]
    if not asked:
        return None
    made = [Asked(_own_id(one.q, taken), plain(one.q), one.a) for one in asked]
    return section(view, "questions", view.words["questions"], questions=made)


def _own_id(question: str, taken: set[str]) -> str:
    """An id made of the question, so that a link to it can be read; counted where it stands already."""
    base = slug_of(question) or "question"
    name = next(name for n in range(1, 10_000) if (name := f"{base}-{n}" if n > 1 else base) not in taken)
    taken.add(name)
    return name


def _guards(view: View, term: Term) -> Section | None:
    """The rules that watch over the use of the word."""
    rules = [rule for name in term.lint_rules if (rule := by_name(name))]
    if not rules:
        return None
    guards = [Guard(str(rule), view.rule_url(rule.code), rule.summary) for rule in dict.fromkeys(rules)]
    return section(view, "guards", view.words["guards"], guards=guards)


def _uses(view: View, term: Term) -> Section | None:
    goals = shown(view, (view.tree[one] for one in view.term_uses.get(term.slug, ()) if one in view.tree.goals))
    if not goals:
        return None
    uses = [Use(link(view, one), face_of(view, one)) for one in goals[:MOST_USES]]
    more = len(goals) - len(uses)
    return section(
        view, "uses", view.words["term-uses"], uses=uses, more=say(view, "and-more", count=more) if more else ""
    )


def _foot(view: View, term: Term) -> str:
    """Related terms, sources, the way back, and the terms before and after this one."""
    before, after = _neighbors(view, term)
    return render(
        view,
        "term-foot.html.jinja",
        related=links(view, term.related),
        sources=term.sources,
        glossary=view.page_url("glossary"),
        before=before,
        after=after,
    )


def _neighbors(view: View, term: Term) -> tuple[TermLink | None, TermLink | None]:
    """The terms before and after this one, of those that have a page."""
    terms = [one for one in view.glossary if one.slug == term.slug or view.term_url(one.slug)]
    at = next((at for at, one in enumerate(terms) if one.slug == term.slug), None)
    if at is None:
        return None, None
    before, after = terms[at - 1] if at else None, terms[at + 1] if at + 1 < len(terms) else None
    return tuple(one and TermLink(one.term, view.term_url(one.slug)) for one in (before, after))  # type: ignore[return-value]


def _search(term: Term) -> str:
    """What the author wrote in fields, once each, without our markup."""
    return f"<p>{escape(' '.join(dict.fromkeys(text for text in map(plain, _texts(term)) if text)))}</p>"


def _texts(term: Term) -> Iterator[str]:
    yield from (term.definition, term.not_, term.abbr, term.plural, *term.aliases, *term.pitfalls)
    for example in term.examples:
        yield from (example.output, example.outcome, example.note)
    for one in term.faq:
        yield from (one.q, one.a)
