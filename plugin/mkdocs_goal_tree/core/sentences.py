"""Whether a title tells of somebody who does something: a subject and a verb, found without a grammar."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .titles import Title, Wording

_SUBJECT = 7  # words within which a sentence has named who does something
_STOPS = frozenset(":;,()&")
_AGENTS = ("ers", "ors", "ists", "ees", "ants", "ians", "ents")
_NO_VERB = re.compile(r".*(?:tion|tions|ment|ments|ness|ity|ing|ed|ly|[^su]s)\Z")


def opens_sentence(title: Title) -> bool:
    """Whether the first word is no order but part of who does something: `Book lenders return …`."""
    lists, words = title.lists, title.words
    if words[0] in lists.departments:
        return _department_acts(title)
    if title.at(0, lists.causatives) or any(word in lists.articles or word in _STOPS for word in words[1:3]):
        return False
    return any(acts_at(title, i) for i in range(1, min(4, len(words))))


def _department_acts(title: Title) -> bool:
    """`Support answers the same day`, `Finance closes the books`, `Marketing and sales agree`."""
    lists, words = title.lists, title.words
    if len(words) < 3 or words[0] not in lists.departments:  # noqa: PLR2004 - somebody, a verb, what of
        return False
    if _is_singular(words[1], lists) or (_has_plural(words[1:2]) and words[2] in lists.articles):
        return True
    return words[1] == "and" and acts_at(title, 2)


def acts_at(title: Title, position: int) -> bool:
    """Whether people stand at that position, and a verb after them."""
    lists = title.lists
    if not are_people(title, position):
        return False
    after = position + len((title.at(position, lists.people) or "one").split())
    while after < len(title.words) and title.words[after].endswith("ly") and len(title.words[after]) > 3:  # noqa: PLR2004
        after += 1
    if after >= len(title.words):
        return False
    if title.at(after, lists.helpers) or title.at(after, lists.acts):
        return True
    word = title.words[after]
    known = word in lists.functions or word in _STOPS or word[0].isdigit() or are_people(title, after)
    return not known and after + 1 < len(title.words) and not _NO_VERB.match(word)


def are_people(title: Title, position: int) -> bool:
    lists, word = title.lists, title.words[position]
    if word in lists.things or word in lists.measures - lists.people:
        return False
    return bool(title.at(position, lists.people)) or (len(word) > 5 and word.endswith(_AGENTS))  # noqa: PLR2004


def tells_of_somebody(title: Title) -> bool:
    """A subject and what it does: people and a verb, a helping verb, `Holds are picked up`, a turn of phrase."""
    lists = title.lists
    near = min(_SUBJECT, len(title.words))
    if any(acts_at(title, i) for i in range(len(title.words))) or title.find(lists.marks) >= 0:
        return True
    if _department_acts(title):
        return True
    if any(title.words[i] in lists.persons and _is_third_person(title, i + 1) for i in range(near - 1)):
        return True
    if any(_does_share(title, i) for i in range(1, len(title.words))):
        return True
    if any(title.at(i, lists.helpers) for i in range(1, near)):
        return not (_owns(title, near))
    # Without people in sight a plural before a known verb will do: "2 projects besides ours enable lookout".
    return any(
        title.words[i] in lists.acts and not _is_singular(title.words[i], lists) and _has_plural(title.words[:i])
        for i in range(1, len(title.words) - 1)
        if title.words[i - 1] not in lists.articles and (i > 1 or title.words[2] in lists.articles)
    )


def _does_share(title: Title, position: int) -> bool:
    """`The assistant resolves 40 % of chats`: a verb, then how much of it."""
    word = title.words[position]
    return _is_singular(word, title.lists) and "%" in title.words[position + 1 : position + 3]


def _is_third_person(title: Title, position: int) -> bool:
    if position >= len(title.words) - 1:
        return False
    return bool(title.at(position, title.lists.helpers)) or _is_singular(title.words[position], title.lists)


def _is_singular(word: str, lists: Wording) -> bool:
    """Whether the word says what one of them does: `answers`."""
    stems = [word.removesuffix(ending) for ending in ("s", "es") if word.endswith(ending)]
    return any(stem in lists.acts for stem in stems)


def _owns(title: Title, near: int) -> bool:
    """`100 % of services have an owner`: to have a thing is no behavior."""
    for i in range(1, near):
        if title.at(i, frozenset({"have", "has", "get", "gets"})):
            after = title.words[i + 1 : i + 2]
            return after in (["a"], ["an"], ["the"], ["their"]) and not title.find(title.lists.measures, i) >= 0
    return False


def _has_plural(words: Sequence[str]) -> bool:
    return any(word.endswith("s") and not word.endswith(("ss", "us", "is")) for word in words)
