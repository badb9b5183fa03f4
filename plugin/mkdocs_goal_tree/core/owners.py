"""Owner names, compared the way people mean them, and what each owner has in hand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from .learning import is_overdue
from .model import Level, Output
from .progress import State, last_actual, state_of
from .slugs import slug_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from .model import Goal
    from .settings import Owner, Settings
    from .tree import GoalTree

_OURS = frozenset({"index", "readme"})  # MkDocs would make them the page of the folder
_APART = re.compile(r"[\s_-]+")


def owner_key(name: str) -> str:
    """What is compared: case, blanks, `-` and a leading `@` do not count."""
    return _APART.sub("", name.strip().removeprefix("@")).casefold()


def known_owners(settings: Settings) -> dict[str, Owner]:
    """The owners of the settings, under what is compared of both their key and their name."""
    return {owner_key(word): owner for key, owner in settings.owners.items() for word in (key, owner.name) if word}


def owner_keys(goal: Goal, settings: Settings) -> tuple[str, ...]:
    """What is compared of each of a goal's owners, as they stand; two spellings of a known owner are one."""
    known = known_owners(settings)
    return tuple(owner_key(known[key].name) or key if (key := owner_key(name)) in known else key for name in goal.owner)


class Owned(NamedTuple):
    """An owner by `key`, which is what is compared; `slug` is the owner's own among all, `url` the settings' link."""

    key: str
    name: str
    slug: str
    url: str
    goals: tuple[Goal, ...]


class Load(NamedTuple):
    """What an owner has in hand; `last` is the day of the latest measurement of an active outcome."""

    active: int
    behind: int
    breached: int
    not_measured: int
    overdue: int
    last: date | None


def owned(tree: GoalTree, settings: Settings, hidden: Iterable[str] = ()) -> tuple[Owned, ...]:
    """All owners of goals by name; a goal of several owners is each one's."""
    left_out = frozenset(hidden)
    known = known_owners(settings)
    names: dict[str, str] = {}
    goals: dict[str, list[Goal]] = {}
    for goal in tree:
        if goal.id not in left_out:
            for key, written in zip(owner_keys(goal, settings), goal.owner, strict=True):
                if key and (not (of := goals.setdefault(key, [])) or of[-1] is not goal):
                    of.append(goal)
                    names.setdefault(key, written.strip().removeprefix("@").strip())
    slugs = _slugs({key: known[key].name or names[key] if key in known else names[key] for key in goals})
    found = (
        Owned(key, name, slug, known[key].url if key in known else "", tuple(goals[key]))
        for key, (name, slug) in slugs.items()
    )
    return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.key)))


def load_of(goals: Iterable[Goal], settings: Settings) -> Load:
    """What goes on among some goals."""
    kept = list(goals)
    active = [goal for goal in kept if goal.type is Level.OUTCOME and goal.status_word == "active"]
    states = [state_of(goal, settings) for goal in active]
    days = (last_actual(goal.headline, settings.today) for goal in active if goal.headline)
    return Load(
        len(active),
        states.count(State.BEHIND),
        states.count(State.GUARDRAIL_BREACHED),
        states.count(State.NOT_MEASURED),
        sum(isinstance(goal, Output) and is_overdue(goal, settings) for goal in kept),
        max((actual.on for actual in days if actual), default=None),
    )


def _slugs(names: dict[str, str]) -> dict[str, tuple[str, str]]:
    """Name and slug by key; of two names with one slug the one whose key comes later has a number behind it."""
    taken: set[str] = set(_OURS)
    found = {}
    for key in sorted(names):
        first = slug_of(names[key]) or "owner"
        slug = next(
            one for number in range(1, len(names) + len(_OURS) + 2) if (one := _numbered(first, number)) not in taken
        )
        taken.add(slug)
        found[key] = names[key], slug
    return found


def _numbered(slug: str, number: int) -> str:
    return slug if number == 1 else f"{slug}-{number}"
