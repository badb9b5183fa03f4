"""A title as words, and the word lists of a language that the wording checks look for in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_TOKEN = re.compile(r"\d[\d.,]*\w*|[^\W\d_][\w'’&./#+-]*|[%€$£><≥≤:;,()&=]")
_LABELS = re.compile(r"\A(?:\s*[^:]{1,24}:\s+(?=\S)){1,3}")
_LONGEST = 4  # words in a phrase of ours
_SYMBOLS = frozenset("%€$£><≥≤=")


@dataclass(frozen=True)
class Wording:
    """The word lists of one language; `assets/wording/en.yml` says what each is for."""

    deliver: frozenset[str] = frozenset()
    do: frozenset[str] = frozenset()
    change: frozenset[str] = frozenset()
    better: frozenset[str] = frozenset()
    compare: frozenset[str] = frozenset()
    measures: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    departments: frozenset[str] = frozenset()
    crowds: frozenset[str] = frozenset()
    acts: frozenset[str] = frozenset()
    helpers: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    things: frozenset[str] = frozenset()
    functions: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    causatives: frozenset[str] = frozenset()
    means: frozenset[str] = frozenset()
    pronouns: frozenset[str] = frozenset()
    quantities: frozenset[str] = frozenset()
    shares: frozenset[str] = frozenset()
    times: frozenset[str] = frozenset()
    ourselves: frozenset[str] = frozenset()
    weasel: frozenset[str] = frozenset()

    @cached_property
    def imperatives(self) -> frozenset[str]:
        """Every form of the verbs to deliver and to do."""
        return self.deliver | self.do

    @cached_property
    def persons(self) -> frozenset[str]:
        """One of the people: `user` of `users`."""
        return frozenset(word.removesuffix("s") for word in self.people if word.endswith("s"))


LISTS = tuple(field.name for field in fields(Wording))


def wording(lists: Mapping[str, Iterable[str]]) -> Wording:
    """The lists by name; entries are words and phrases, several in one where commas separate them."""
    return Wording(
        **{
            name: frozenset(" ".join(word.casefold().split()) for entry in entries for word in entry.split(",")) - {""}
            for name, entries in lists.items()
        }
    )


class Title:
    """A title as words, without labels such as `Marketing:`; `at` finds the phrases of a list in it."""

    def __init__(self, text: str, lists: Wording) -> None:
        self.lists = lists
        self.words = [
            token.rstrip(".,'’/-") or token for token in _TOKEN.findall(_LABELS.sub("", text, count=1).casefold())
        ]

    def at(self, position: int, phrases: frozenset[str]) -> str:
        """The longest of the phrases that stands at that position, or nothing."""
        for length in range(min(_LONGEST, len(self.words) - position), 0, -1):
            phrase = " ".join(self.words[position : position + length])
            if phrase in phrases:
                return phrase
        return ""

    def find(self, phrases: frozenset[str], start: int = 0, end: int | None = None) -> int:
        """The first position of one of the phrases, -1 for nowhere."""
        return next((i for i in range(start, len(self.words) if end is None else end) if self.at(i, phrases)), -1)

    def is_quantity(self, position: int) -> bool:
        if not 0 <= position < len(self.words):
            return False
        word = self.words[position]
        return word[0].isdigit() or word in _SYMBOLS or bool(self.at(position, self.lists.quantities))

    @property
    def has_quantity(self) -> bool:
        return any(self.is_quantity(i) for i in range(len(self.words)))
