"""What a title promises, told by its words: a change in what somebody does, a thing to deliver, or a thing to do.

A list of verbs misses half of what teams write: "2 templates", "Monitoring running on all forms", "Reports created for
100 % of customers". So a title has to show a change, a measured level or somebody who does something; one that shows
none of them and names a thing is taken for an output.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from .sentences import acts_at, are_people, opens_sentence, tells_of_somebody
from .titles import Title, Wording

_SUBJECT = 7  # words within which a sentence has named who does something
_TOWARD = frozenset({"above", "at", "below", "by", "from", "least", "most", "over", "than", "to", "under"})
_BOUNDS = frozenset({"above", "below", "least", "most", "under"})
_YEAR = re.compile(r"(?:19|20)\d\d")
_STOPS = frozenset(":;,()&")


class Kind(StrEnum):
    """What a title that is no outcome promises instead."""

    DELIVERY = "delivery"
    ACTIVITY = "activity"
    STATE = "state"
    THING = "thing"


class Promise(NamedTuple):
    """What gave a title away, and the word that did."""

    kind: Kind
    word: str


def promise_of(text: str, lists: Wording) -> Promise | None:
    """What the title of an outcome promises, if that is no change in what somebody does."""
    title = Title(text, lists)
    if not title.words or _shows_change(title) or _compares(title):
        return None
    opening = title.at(0, lists.imperatives)
    if opening and not opens_sentence(title):
        return Promise(Kind.ACTIVITY if opening in lists.do else Kind.DELIVERY, opening)
    if state := _finished(title):
        return Promise(Kind.STATE, state)
    if tells_of_somebody(title) or _is_level(title):
        return None
    return Promise(Kind.THING, "")


def is_change(text: str, lists: Wording) -> bool:
    """Whether the title of an output opens with a change, says how much, and names no thing that brings it."""
    title = Title(text, lists)
    if not title.words or not title.at(0, lists.change) or not title.has_quantity:
        return False
    return _shows_change(title) and title.find(lists.means) < 0 and title.find(lists.deliver) < 0


def weasel_in(text: str, lists: Wording) -> str:
    """The first word of a text that sounds like a result and names none."""
    title = Title(text, lists)
    position = title.find(lists.weasel)
    return title.at(position, lists.weasel) if position >= 0 else ""


def has_number(text: str, lists: Wording) -> bool:
    """Whether the text says how much, in digits or words."""
    return Title(text, lists).has_quantity


def joins_two(text: str, lists: Wording) -> bool:
    """Whether "and" joins two goals: two verbs, each with an object of its own."""
    title = Title(text, lists)
    verbs = lists.acts | lists.change | lists.imperatives
    for i, word in enumerate(title.words[:-2]):
        if word not in {"and", "&"} or not title.at(i + 1, verbs):
            continue
        after = i + 1 + len(title.at(i + 1, verbs).split())
        before = title.find(verbs, 0, i)
        own = after < len(title.words) and not title.at(after, lists.pronouns)
        if (
            own
            and 0 <= before < i - 1
            and not any(title.at(j, lists.pronouns) for j in range(after, min(after + 2, len(title.words))))
        ):
            return True
    return False


def _shows_change(title: Title) -> bool:
    """A word of change with what changes: `cut calls by 30 %`, `improve the speed of …`; also behind a deliverable."""
    lists = title.lists
    ours = title.find(lists.ourselves) >= 0
    for i in range(len(title.words)):
        change = title.at(i, lists.change)
        if not change or len(title.at(i, lists.imperatives)) > len(change):
            continue
        after = i + len(change.split())
        measured = title.find(lists.measures, after) >= 0 or title.find(lists.measures, 0, i) >= 0
        if change in lists.better:
            if measured or _counts_people(title, after) or (not ours and _moves_by(title, after)):
                return True
        elif measured or (not ours and (i == 0 or title.has_quantity)):
            return True
    return False


def _counts_people(title: Title, start: int) -> bool:
    """`Win two lighthouse customers`, `save 2 hours a report`: what was won is people or time."""
    near = range(start, min(start + 7, len(title.words)))
    first = next((i for i in near if title.is_quantity(i)), -1)
    if first < 0:
        return False
    return title.at(first + 1, title.lists.times) != "" or any(
        title.at(i, title.lists.crowds) for i in near if i > first
    )


def _moves_by(title: Title, start: int) -> bool:
    """A share, or a number that something moves by, to or from: a mere count of things is none."""
    return any(
        title.words[i] == "%"
        or (title.is_quantity(i) and not _YEAR.fullmatch(title.words[i]) and title.words[i - 1] in _TOWARD)
        for i in range(max(start, 1), len(title.words))
    )


def _compares(title: Title) -> bool:
    """`Fewer patrons give up`, `30 % fewer tickets`, `Get at least 6 more`; one in an order to deliver says nothing."""
    lists = title.lists
    if title.at(0, lists.compare):
        return True
    ordered = bool(title.at(0, lists.imperatives))
    for i in range(1, len(title.words)):
        if title.at(i, lists.compare):
            share = title.words[i - 1] in {"%", "percent"} or title.at(
                i - 1, lists.quantities - {"one", "two", "three"}
            )
            if share or (not ordered and i <= 4 and not _is_joined(title, i)):  # noqa: PLR2004 - near the opening
                return True
    return False


def _is_joined(title: Title, position: int) -> bool:
    """Whether a preposition stands before that word: `in one more language`."""
    return any(word in title.lists.functions - title.lists.articles - {"at", "a"} for word in title.words[:position])


def _finished(title: Title) -> str:
    """The word that says something was delivered: `reports created for …`, `service deployed`, `in place`."""
    lists = title.lists
    for i in range(1, len(title.words)):
        word = title.words[i]
        state = title.at(i, lists.states)
        done = word in lists.imperatives and word.endswith(("ed", "en", "ilt", "un", "eld", "ent", "one"))
        if not (state or done) or any(acts_at(title, j) for j in range(i)):
            continue
        if _is_swift(title) or _attributive(title, i + len((state or word).split())):
            continue
        return state or word
    return ""


def _is_swift(title: Title) -> bool:
    """Whether what happens has a time to happen in: `is deployed within an hour`."""
    lists = title.lists
    return any(
        word in {"within", "under", "than"}
        and any(title.at(j, lists.times) for j in range(i + 1, min(i + 4, len(title.words))))
        for i, word in enumerate(title.words)
    )


def _attributive(title: Title, after: int) -> bool:
    """Whether the word before `after` describes the one there: `2 signed contracts`."""
    if after >= len(title.words):
        return False
    word = title.words[after]
    return word not in title.lists.functions and word not in _STOPS and not title.is_quantity(after)


def _is_level(title: Title) -> bool:
    """A measure that is the thing itself or has a number, or a number of people."""
    lists = title.lists
    head = _head(title)
    named = title.find(lists.measures)
    if title.find(lists.ourselves) >= 0 and (named < 0 or title.at(named, lists.shares)):
        return False
    if named >= 0 and (
        title.at(head, lists.measures) or any(title.is_quantity(i) for i in range(named, len(title.words)))
    ):
        return True
    if any(word in _BOUNDS and title.is_quantity(i + 1) for i, word in enumerate(title.words) if i):
        return title.find(lists.ourselves) < 0
    if "%" in title.words[:3] and any(are_people(title, i) for i in range(min(_SUBJECT, len(title.words)))):
        return True
    crowd = title.find(lists.crowds)
    return crowd >= 0 and (crowd == head or title.is_quantity(0)) and not title.at(crowd + 1, frozenset({"for"}))


def _head(title: Title) -> int:
    """The position of the noun that the title is about: the last word before the first preposition or number after it."""
    for i in range(1, len(title.words)):
        if title.words[i] in title.lists.functions or title.words[i] in _STOPS or title.is_quantity(i):
            if all(title.is_quantity(j) for j in range(i)):
                continue
            return i - 1
    return len(title.words) - 1
