"""What a filter or a sort asks beside a goal's own fields: its state, what stands around it, what was found in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from .owners import known_owners, owner_key, owner_keys
from .progress import measure, state_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date
    from decimal import Decimal

    from .findings import Finding
    from .model import Goal
    from .progress import State
    from .settings import Settings
    from .tree import GoalTree


class Facts(Protocol):
    """What is known of goals beside their fields."""

    @property
    def today(self) -> date: ...

    def state(self, goal: Goal) -> State | None:
        """The state that pages show: a closed goal has its status instead."""

    def progress(self, goal: Goal) -> Decimal | None:
        """The way made by the metric that the goal is known by, in percent."""

    def owners(self, goal: Goal) -> Sequence[str]:
        """What is compared of each owner."""

    def owner(self, name: str) -> str:
        """What is compared of an owner's name."""

    def parents(self, goal: Goal) -> Sequence[str]: ...

    def children(self, goal: Goal) -> Sequence[str]: ...

    def ancestors(self, goal: Goal) -> Collection[str]: ...

    def codes(self, goal: Goal) -> Sequence[str]:
        """The code of each finding."""

    def find(self, reference: str) -> str | None:
        """The id of the goal that `reference` names by its id or a former one."""


@dataclass(frozen=True)
class TreeFacts:
    """The facts of a tree; `found` are the findings by goal id, `hidden` goals are nobody's parent or child."""

    tree: GoalTree
    settings: Settings
    found: Mapping[str, Sequence[Finding]] = field(default_factory=dict)
    hidden: Collection[str] = frozenset()

    @property
    def today(self) -> date:
        return self.settings.today

    def state(self, goal: Goal) -> State | None:
        return None if goal.is_closed else state_of(goal, self.settings)

    def progress(self, goal: Goal) -> Decimal | None:
        way = measure(goal.headline, goal, self.settings).way if goal.headline else None
        return None if way is None else way * 100

    def owners(self, goal: Goal) -> Sequence[str]:
        return owner_keys(goal, self.settings)

    def owner(self, name: str) -> str:
        key = owner_key(name)
        known = known_owners(self.settings).get(key)
        return (owner_key(known.name) or key) if known else key

    def parents(self, goal: Goal) -> Sequence[str]:
        return self._shown(link.parent for link in self.tree.parents(goal.id))

    def children(self, goal: Goal) -> Sequence[str]:
        return self._shown(link.child for link in self.tree.children(goal.id))

    def ancestors(self, goal: Goal) -> Collection[str]:
        return self.tree.ancestors(goal.id)

    def codes(self, goal: Goal) -> Sequence[str]:
        return [finding.rule for finding in self.found.get(goal.id, ())]

    def find(self, reference: str) -> str | None:
        goal = self.tree.find(reference)
        return goal.id if goal else None

    def _shown(self, goals: Iterable[str]) -> list[str]:
        return [goal for goal in goals if goal not in self.hidden]
