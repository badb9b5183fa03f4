"""Terms that cannot be told apart, lead nowhere or are not said any more: GT701, GT702, GT703 and GT705."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_goal_tree.core.excerpts import lines_of
from mkdocs_goal_tree.core.findings import Note
from mkdocs_goal_tree.core.linking import Linker
from mkdocs_goal_tree.core.naming import Name, fold
from mkdocs_goal_tree.core.nodes import Fields, Scalar, Spans, shorten, walk
from mkdocs_goal_tree.core.rules import did_you_mean, found
from mkdocs_goal_tree.core.shapes import shapes_of, takes_prose
from mkdocs_goal_tree.core.terms import Term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_goal_tree.core.findings import Finding
    from mkdocs_goal_tree.core.settings import Settings
    from mkdocs_goal_tree.core.source import Span
    from mkdocs_goal_tree.core.terms import Glossary
    from mkdocs_goal_tree.core.tree import GoalTree, Path, Place

_MOST_HELPS = 50  # names: comparing one with all others takes a millisecond
_LISTS = ("contrast_with", "related")
_NAMES_OF_TERMS = frozenset({"aliases", "sources"})
_NOT_SAID = frozenset({"aliases", "file", "lint", "url"})


def check_glossary(glossary: Glossary, settings: Settings) -> Iterator[Finding]:
    """What the terms say of each other."""
    yield from _check_collisions(glossary)
    helps = 0
    for path, text, place, rule in _references(glossary, settings):
        if text and glossary.lacks(text):
            helps += 1
            near = did_you_mean(text, (name.text for name in glossary.names)) if helps <= _MOST_HELPS else ""
            message = f"{path[0]} is '{shorten(text)}', which no term is called"
            yield found(rule, place.at(*path), message, near)


def check_words(tree: GoalTree, glossary: Glossary, settings: Settings) -> Iterator[Finding]:
    """GT702 in the fields of goals and terms; their bodies are looked through when the pages are built."""
    linker = Linker(glossary)
    if not linker.has_retired:
        return
    for goal in tree:
        place = tree.places[goal.id]
        if _is_checked(place, settings):
            yield from _retired_in(place, linker, goal.id)
    for slug, term in glossary.terms.items():
        place = glossary.places[slug]
        if not term.is_retired and _is_checked(place, settings):
            yield from _retired_in(place, linker)


def retired_word(glossary: Glossary, slug: str, text: str, span: Span, goal: str = "") -> Finding:
    """GT702 of a retired word that stands there as `text`."""
    term = glossary[slug]
    help_ = f"write '{term.use_instead}'" if term.use_instead else f"the page of '{term.term}' says why"
    notes = [Note(glossary.places[slug].at("status"), "retired here")]
    return found("GT702", span, f"'{shorten(text)}' is a retired word", help_, goal, notes)


def _check_collisions(glossary: Glossary) -> Iterator[Finding]:
    """GT703 once a name; who has the best claim to it keeps it."""
    claims: dict[str, list[Name]] = {}
    for name in glossary.names:
        if name.is_given:
            claims.setdefault(fold(name.text), []).append(name)
    for names in claims.values():
        told: set[str] = set()
        for position, name in enumerate(names):
            first = next((other for other in names[:position] if _is_same(name, other)), None)
            if first and name.slug not in told:
                told.add(name.slug)
                owner, span = glossary[first.slug].term, glossary.places[first.slug].at(*first.path)
                message = f"{name.path[0]} is '{shorten(name.text)}', which is a name of the term '{shorten(owner)}'"
                notes = [Note(span, "first here")]
                place = glossary.places[name.slug].at(*name.path)
                yield found("GT703", place, message, "take it out of one of the two", notes=notes)


def _is_same(name: Name, other: Name) -> bool:
    return name.slug != other.slug and (name.text == other.text or not (name.exact and other.exact))


def _references(glossary: Glossary, settings: Settings) -> Iterator[tuple[Path, str, Place, str]]:
    for slug, term in glossary.terms.items():
        place = glossary.places[slug]
        for name in _LISTS:
            for position, text in enumerate(getattr(term, name)):
                yield (name, position), text, place, "GT705"
        if term.is_retired and _is_checked(place, settings):
            yield ("use_instead",), term.use_instead, place, "GT701"


def _is_checked(place: Place, settings: Settings) -> bool:
    """Whether the setting covers a page; core does not know which part of its path is docs_dir."""
    parts = place.source.path.split("/")
    own = place.source.uri.count("/") + 1
    addresses = ["/".join(parts[start:]) for start in range(max(len(parts) - own, 1))]
    return any(settings.glossary.checks(address, ours=True) for address in addresses)


def _retired_in(place: Place, linker: Linker, goal: str = "") -> Iterator[Finding]:
    if not isinstance(place.spans, Spans) or not linker.may_be_retired(place.source.text):
        return
    lines = lines_of(place.source)
    beside = place.spans.written.fields.get("goal")
    for path, node in walk(beside if isinstance(beside, Fields) and goal else place.spans.written):
        if isinstance(node, Scalar) and node.text and _is_said(path, of_term=not goal):
            start, text = lines.excerpt(node.span)
            for one in linker.mentions(text):
                if one.retired:
                    span = lines.span(start + one.start, start + one.end)
                    yield retired_word(linker.glossary, one.slug, text[one.start : one.end], span, goal)


def _is_said(path: Path, *, of_term: bool) -> bool:
    """Whether a value is text that its author wrote for readers, neither a name nor the site's own."""
    names = [step for step in path if isinstance(step, str)]
    if not names or not takes_prose(names[-1]) or _NOT_SAID & set(names):
        return False
    return not of_term or (names[0] in shapes_of(Term) and not _NAMES_OF_TERMS & set(names))
