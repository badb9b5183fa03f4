"""Where a text uses the terms of a glossary. These are the rules, and there are no others:

- A use begins and ends with a word: `impact` is in “impact's”, “(impact)” and “impact/effort”, neither in “impactful” nor
  in a compound: “impact-driven”, “non-impact”, “impact.md”, “#impact”. A bare address (`https://…`) has no words. Where a
  name begins or ends with a sign (`.NET`, `C++`) there is no word to be part of.
- Names are found in any case, those in capitals and of `case_sensitive` terms only as they are written (`naming.py`).
- Between the words of a name blanks, one line end or a hyphen may stand, whichever the name has.
- A plural is found where the name has one, given or regular English (`naming.py`). Other inflections are aliases.
- At each place the longest name wins, also one of a term with `auto_link: false`: nothing is linked inside its use.
- Scripts without blanks between words (Chinese, Hiragana, Thai, Lao, Khmer, Burmese) have no words to begin or end with;
  Katakana has, against other Katakana; Hangul takes particles at its end. Scripts that meet are different words.
"""

from __future__ import annotations

import re
import unicodedata
from enum import Enum
from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from .naming import Name
    from .terms import Glossary

_FREE = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u309f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
_KATAKANA = "\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f"
_HANGUL = "\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff"
_ONE_BY_ONE = _FREE + _KATAKANA + _HANGUL
_TOKEN = re.compile(rf"[^\W{_ONE_BY_ONE}]+|[{_ONE_BY_ONE}]")
_ADDRESS = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*://|www\.)\S+")
_BETWEEN = r"(?:[^\S\n]+(?:\n[^\S\n]*)?|\n[^\S\n]*|[-\u2010\u2011])"
_JOINT = re.compile(r"\s+|[-\u2010\u2011]")
_HYPHENS = "-\u2010\u2011"
_JOINING = "\u200c\u200d"
_APOSTROPHE = re.compile("['\u2019]")


class Occurrence(NamedTuple):
    """`text[start:end]` is a name of the term `slug`; `retired` where the term is."""

    start: int
    end: int
    slug: str
    retired: bool


class _Kind(Enum):
    """What a character is to those beside it."""

    NONE = "no part of a word"
    SPACED = "part of a word between blanks"
    FREE = "of a script without blanks"
    KATAKANA = "katakana"
    HANGUL = "hangul"


class _Wanted:
    """A name as it is looked for: from `lead` characters before its first word."""

    def __init__(self, name: Name, lead: int) -> None:
        self.name = name
        self.lead = lead

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Made when the first word was met, which most names never are."""
        ways = sorted(_spellings(self.name), key=len, reverse=True)
        return re.compile("|".join(map(_as_pattern, ways)), 0 if self.name.exact else re.IGNORECASE)


class Linker:
    """All names of a glossary, ready to be found; made once, used for every text."""

    def __init__(self, glossary: Glossary) -> None:
        self.glossary = glossary
        self._by_word: dict[str, list[_Wanted]] = {}
        self._retired: set[str] = set()
        self._silent = {term.slug for term in glossary if not term.auto_link and not term.is_retired}
        for name in glossary.names:
            for word, lead in {_first_word(way) for way in _spellings(name)}:
                if word:
                    self._by_word.setdefault(word, []).append(_Wanted(name, lead))
                    if glossary[name.slug].is_retired:
                        self._retired.add(word)

    @property
    def has_retired(self) -> bool:
        """Whether there are retired words at all."""
        return bool(self._retired)

    def may_be_retired(self, text: str) -> bool:
        """Whether a text might use a retired word; quick, for texts that mostly do not."""
        folded = text.casefold()
        return any(word in folded for word in self._retired)

    def occurrences(self, text: str) -> list[Occurrence]:
        """What may be linked or flagged: terms without `auto_link: false`, and retired words; in order, none in another."""
        return [one for one in self.mentions(text) if one.slug not in self._silent]

    def mentions(self, text: str) -> list[Occurrence]:
        """Every use of a term, also of those with `auto_link: false`; in order, none in another."""
        found: list[Occurrence] = []
        end = 0
        addresses: list[tuple[int, int]] | None = None
        folded = text.casefold()
        # Where no letter became two, places in both are the same, and folding once is quicker than word by word.
        aligned = len(folded) == len(text)
        for token in _TOKEN.finditer(folded if aligned else text):
            wanted = self._by_word.get(token[0] if aligned else token[0].casefold())
            if wanted is None or token.start() < end:
                continue
            best = self._longest(wanted, text, token.start(), end)
            if best:
                if addresses is None:
                    addresses = _addresses(text)
                if not any(start < best.end and best.start < stop for start, stop in addresses):
                    found.append(best)
                    end = best.end
        return found

    def _longest(self, wanted: list[_Wanted], text: str, at: int, after: int) -> Occurrence | None:
        """The longest name that stands there, of two that are as long the one with the better claim."""
        best: Occurrence | None = None
        for one in wanted:
            start = at - one.lead
            match = one.pattern.match(text, start) if start >= after else None
            if match and (best is None or match.end() > best.end) and _is_whole(text, start, match.end()):
                slug = one.name.slug
                best = Occurrence(start, match.end(), slug, self.glossary[slug].is_retired)
        return best


def _addresses(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in _ADDRESS.finditer(text)] if "://" in text or "www." in text else []


def _spellings(name: Name) -> set[str]:
    """A name with its accents in either encoding and, where case does not count, with `ß` written as `ss`."""
    ways = {name.text}
    if not name.exact:
        ways |= {way for way in (name.text.upper(), name.text.casefold()) if len(way) != len(name.text)}
    return {unicodedata.normalize(form, way) for way in ways for form in ("NFC", "NFD")}


def _first_word(way: str) -> tuple[str, int]:
    """The first word of a name, as texts are searched for it, and what stands before it."""
    token = _TOKEN.search(way)
    return (token[0].casefold(), token.start()) if token else ("", 0)


def _as_pattern(way: str) -> str:
    words = (_APOSTROPHE.sub("['\u2019]", re.escape(word)) for word in _JOINT.split(way))
    return _BETWEEN.join(words)


def _is_whole(text: str, start: int, end: int) -> bool:
    return _begins(text, start) and _ends(text, end)


def _begins(text: str, start: int) -> bool:
    """Whether what stands before is another word."""
    kind = _kind(text[start])
    if start == 0 or kind in (_Kind.NONE, _Kind.FREE):
        return True
    before = text[start - 1]
    if kind is _Kind.SPACED and before in f"{_HYPHENS}.":
        return start == 1 or _kind(text[start - 2]) is not _Kind.SPACED
    if before in f"#@{_JOINING}":
        return False
    return _kind(before) is not kind


def _ends(text: str, end: int) -> bool:
    """Whether what follows is another word."""
    if end == len(text):
        return True
    after, kind = text[end], _kind(text[end - 1])
    if after in _JOINING or unicodedata.category(after).startswith("M"):
        return False
    if kind in (_Kind.NONE, _Kind.FREE, _Kind.HANGUL):
        return True
    if kind is _Kind.SPACED and after in f"{_HYPHENS}.@":
        return end + 1 == len(text) or _kind(text[end + 1]) is not _Kind.SPACED
    return _kind(after) is not kind


@cache
def _kind(char: str) -> _Kind:
    for kind, members in ((_Kind.FREE, _FREE), (_Kind.KATAKANA, _KATAKANA), (_Kind.HANGUL, _HANGUL)):
        if re.match(f"[{members}]", char):
            return kind
    in_word = char.isalnum() or char == "_" or unicodedata.category(char).startswith("M")
    return _Kind.SPACED if in_word else _Kind.NONE
