"""By which names a term is known, and when two names are the same.

A term has the names that its file gives it: `term`, `plural`, `abbr` and `aliases`. Names are the same whatever their
case, their accents' encoding, and whether blanks or hyphens stand between their words. A name in capitals (`KR`, `KPIs`)
and the names of a term with `case_sensitive` are found in text only as they are written.

A name without a plural of its own is also known by its regular English one, where it ends in a Latin letter:
`metric` → `metrics`, `story` → `stories`, `process` → `processes`, `KPI` → `KPIs`; one that ends in a single `s` has none.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .terms import Term
    from .tree import Path

_JOINT = re.compile(r"\s+|[-\u2010\u2011]")
_LATIN = re.compile(r"[A-Za-z]\Z")
_NO_PLURAL = re.compile(r"(?<!s)s\Z", re.IGNORECASE)
_HISSING = re.compile(r"(?:ss|x|z|ch|sh)\Z", re.IGNORECASE)
_CONSONANT_Y = re.compile(r"(?<=[^aeiou\W])y\Z", re.IGNORECASE)


class Name(NamedTuple):
    """A name of a term and the path of the field that gives it; `exact` where it is found as it is written only.

    `rank` says how good a claim it is: of two terms with one name, the one with the lower rank has it.
    """

    text: str
    slug: str
    path: Path
    rank: int
    exact: bool

    @property
    def is_given(self) -> bool:
        """Whether the file names it; else it follows from a name that it gives."""
        return self.rank < _DERIVED


_OF_TERM, _OF_PLURAL, _OF_ABBR, _OF_ALIAS, _DERIVED = range(5)


def names_of(term: Term) -> Iterator[Name]:
    """All names of a term, those that follow from the others included."""
    given: list[tuple[str, Path, int]] = [
        (term.term, ("term",), _OF_TERM),
        (term.plural, ("plural",), _OF_PLURAL),
        (term.abbr, ("abbr",), _OF_ABBR),
    ]
    given += [(alias, ("aliases", position), _OF_ALIAS) for position, alias in enumerate(term.aliases)]
    for text, path, rank in given:
        if text:
            yield Name(text, term.slug, path, rank, term.case_sensitive or _in_capitals(text))
    for text, path, rank in given:
        has_its_own = rank == _OF_PLURAL or (rank == _OF_TERM and term.plural)
        if not has_its_own and (plural := regular_plural(text)):
            yield Name(plural, term.slug, path, _DERIVED + rank, term.case_sensitive or _in_capitals(text))


def regular_plural(name: str) -> str:
    """The regular English plural; empty where a name does not end in a Latin letter, or in a single `s`."""
    if not _LATIN.search(name) or _NO_PLURAL.search(name):
        return ""
    if _in_capitals(name):
        return f"{name}s"
    if _HISSING.search(name):
        return f"{name}es"
    return _CONSONANT_Y.sub("ie", name) + "s"


def fold(name: str) -> str:
    """A name as it is compared: whatever its case, its accents' encoding, its apostrophes, its blanks and hyphens."""
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
    return _JOINT.sub(" ", folded.replace("\u2019", "'")).strip()


def _in_capitals(name: str) -> bool:
    """Whether a name is two or more capitals and nothing small but a plural's `s`."""
    letters = [letter for letter in name.removesuffix("s") if letter.isalpha()]
    return len(letters) > 1 and all(letter.isupper() for letter in letters)
