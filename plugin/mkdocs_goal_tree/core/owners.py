"""Owner names, compared the way people mean them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .model import Goal
    from .settings import Owner, Settings

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
