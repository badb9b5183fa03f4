"""What happened to a goal, an entry a commit."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from mkdocs_goal_tree.core.changes import Change
    from mkdocs_goal_tree.core.comparison import Comparison

    from .history import Commit


@dataclass(frozen=True, eq=False)
class Entry:
    """What a commit changed in a goal, which had the id `goal` after it or, where it was removed, before.

    `is_new`: the goal came. `is_unread`: the commit left a file that cannot be read; what it changed is told with the
    next one that can. Measurements that one person recorded in a row on one day are one entry, with their last commit.
    """

    goal: str
    commit: Commit
    _compare: Callable[[], Comparison]
    is_new: bool = False
    is_unread: bool = False

    @property
    def on(self) -> date:
        return self.commit.on

    @property
    def by(self) -> str:
        return self.commit.by

    @cached_property
    def comparison(self) -> Comparison:
        """Before and after: the goal, and the goals around it that the changes are about."""
        return self._compare()

    @property
    def changes(self) -> tuple[Change, ...]:
        """What changed, bad news first."""
        return self.comparison.changes


class Told(NamedTuple):
    """Entries, newest first; `more`: older ones are left out, or not known."""

    entries: tuple[Entry, ...] = ()
    more: bool = False
