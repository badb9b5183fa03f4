"""What a glossary term is, and all terms of a site together."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 - part of the shape of a dataclass
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated
from zlib import crc32

from pydantic import AfterValidator, Field

from .letters import sort_key
from .naming import Name, fold, names_of
from .parts import Part
from .scalars import Flag, Text, Url
from .slugs import slug_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .tree import Place

CHEAT_SHEET = (
    "impact",
    "outcome",
    "output",
    "outcome-vs-output",
    "activity",
    "metric",
    "baseline",
    "target",
    "leading-indicator",
    "guardrail-metric",
    "primary-impact",
    "hypothesis",
    "attribution",
    "review",
    "learning-loop",
    "feature-factory",
)
"""The terms of the reference card, in its order."""


def one_line(text: str) -> str:
    """The text without line ends and double blanks."""
    return " ".join(text.split())


Line = Annotated[Text, AfterValidator(one_line)]


class TermStatus(StrEnum):
    CURRENT = "current"
    PROPOSED = "proposed"
    RETIRED = "retired"


class TermSource(Part):
    """Where a definition comes from: a book, a standard, a page."""

    label: Text = ""
    url: Url = ""


class TermExample(Part):
    """An output beside the outcome that it was made for."""

    output: Text = ""
    outcome: Text = ""
    note: Text = ""


class Question(Part):
    q: Text
    a: Text


class Term(Part):
    """A word that means one thing. `slug` is unique in its glossary: the name of the file, as an id."""

    slug: Text
    term: Line
    definition: Line = ""
    """One to three plain sentences; empty where the file lacks it (GT704)."""
    abbr: Line = ""
    plural: Line = ""
    category: Line = ""
    not_: Text = Field(default="", alias="not")
    aliases: tuple[Line, ...] = ()
    contrast_with: tuple[Line, ...] = ()
    related: tuple[Line, ...] = ()
    pitfalls: tuple[Text, ...] = ()
    lint_rules: tuple[Text, ...] = ()
    case_sensitive: Flag = False
    auto_link: Flag = True
    status: TermStatus = TermStatus.CURRENT
    use_instead: Line = ""
    sources: tuple[TermSource, ...] = ()
    examples: tuple[TermExample, ...] = ()
    faq: tuple[Question, ...] = ()

    @property
    def is_retired(self) -> bool:
        return self.status is TermStatus.RETIRED


@dataclass(frozen=True)
class Glossary:
    """All terms of a site by slug, A to Z; a file that cannot be read as a term keeps its place in `unread`."""

    terms: Mapping[str, Term] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    unread: Mapping[str, Place] = field(default_factory=dict)
    names: tuple[Name, ...] = ()
    """Of all terms, the best claims first."""
    _exact: Mapping[str, str] = field(default_factory=dict, repr=False)
    _folded: Mapping[str, str] = field(default_factory=dict, repr=False)

    def __getitem__(self, slug: str) -> Term:
        return self.terms[slug]

    def __iter__(self) -> Iterator[Term]:
        return iter(self.terms.values())

    def __len__(self) -> int:
        return len(self.terms)

    def find(self, name: str) -> Term | None:
        """The term of that name (term, plural, abbreviation, alias), or of that slug; written the same way before any."""
        slug = self._exact.get(one_line(name)) or self._folded.get(fold(name))
        return self.terms[slug] if slug else None

    def lacks(self, name: str) -> bool:
        """Whether no term has that name, nor might a file that cannot be read."""
        return self.find(name) is None and slug_of(name) not in self.unread

    def rival(self, term: Term) -> Term | None:
        """The term here that has one of the names of a term from elsewhere."""
        return next((one for name in names_of(term) if name.is_given and (one := self.find(name.text))), None)

    def cheat_sheet(self) -> tuple[Term, ...]:
        """The terms of the reference card; where there are none of ours, the first that are in use."""
        chosen = tuple(self.terms[slug] for slug in CHEAT_SHEET if slug in self.terms)
        return chosen or tuple(term for term in self if not term.is_retired)[: len(CHEAT_SHEET)]


def gather_terms(reads: Iterable[tuple[Term | None, Place]]) -> Glossary:
    """The glossary of all term files; two of one name in different folders get slugs of their own."""
    terms: dict[str, Term] = {}
    places: dict[str, Place] = {}
    unread: dict[str, Place] = {}
    for term, place in sorted(reads, key=lambda read: read[1].source.uri):
        if term is None:
            unread[slug_of_uri(place.source.uri)] = place
            continue
        slug = term.slug if term.slug not in terms else _own_slug(place.source.uri, terms)
        terms[slug] = term if slug == term.slug else term.model_copy(update={"slug": slug})
        places[slug] = place
    names = tuple(sorted((name for term in terms.values() for name in names_of(term)), key=lambda name: name.rank))
    exact: dict[str, str] = {}
    folded: dict[str, str] = {}
    for name in names:
        exact.setdefault(name.text, name.slug)
        folded.setdefault(fold(name.text), name.slug)
    for slug in terms:
        folded.setdefault(fold(slug), slug)
    order = sorted(terms, key=lambda slug: (sort_key(terms[slug].term), slug))
    in_order = {slug: terms[slug] for slug in order}
    return Glossary(in_order, {slug: places[slug] for slug in order}, unread, names, exact, folded)


def slug_of_uri(uri: str) -> str:
    """The slug that a file's path gives: its name, of an index the folder's."""
    folder, _, name = uri.rpartition("/")
    stem = name.removesuffix(".md")
    if stem.lower() in {"index", "readme"} and folder:
        stem = folder.rpartition("/")[2]
    return slug_of(stem) or f"term-{crc32(uri.encode(errors='replace')):08x}"


def _own_slug(uri: str, taken: Mapping[str, Term]) -> str:
    slug = slug_of(uri.removesuffix(".md")) or slug_of_uri(uri)
    while slug in taken:
        slug += "-2"
    return slug
