"""Goals as one connected graph: several parents a goal, found by id or former id, without cycles (`growth.py`)."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from .model import Level

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from .model import Goal
    from .parts import Edge
    from .source import Source, Span

Path = tuple[str | int, ...]
_SERVES = {
    Level.IMPACT: {Level.IMPACT},
    Level.OUTCOME: {Level.OUTCOME, Level.IMPACT},
    Level.OUTPUT: {Level.OUTCOME, Level.IMPACT},
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a goal stands: its source, the front-matter spans by path (`("metrics", 0, "target")`), its body."""

    source: Source
    spans: Mapping[Path, Span]
    body: str = ""
    body_line: int = 1

    def at(self, *path: str | int) -> Span:
        """The span of the value at `path`, or of the nearest value around it."""
        while path and path not in self.spans:
            path = path[:-1]
        return self.spans[path]


@dataclass(frozen=True, slots=True)
class Read:
    """One file as it was read: a goal, or None where it cannot be one; it keeps its place under `id` all the same."""

    id: str
    goal: Goal | None
    place: Place


class Link(NamedTuple):
    """One edge that holds: the child serves the parent; `position` counts in the child's `contributes_to`."""

    child: str
    parent: str
    position: int
    edge: Edge


class Refusal(StrEnum):
    """Why an edge is not part of the graph."""

    UNKNOWN = "unknown"
    UNREADABLE = "unreadable"
    LEVEL = "level"
    ITSELF = "itself"
    DOUBLE = "double"
    CYCLE = "cycle"


class Refused(NamedTuple):
    """An edge that does not hold; of a cycle `path` has the ids, from the edge's parent down to its child."""

    child: str
    position: int
    edge: Edge
    why: Refusal
    path: tuple[str, ...] = ()


@dataclass(frozen=True)
class GoalTree:
    """All goals of a site by id, in the authors' `order`, then file order; lookups ignore case."""

    goals: Mapping[str, Goal]
    places: Mapping[str, Place]
    links: tuple[Link, ...] = ()
    refused: tuple[Refused, ...] = ()
    unread: Mapping[str, Read] = field(default_factory=dict)
    """By id: files that cannot be read as goals."""
    doubles: tuple[Read, ...] = ()
    """Goals whose id or alias was taken, in file order; they are drawn nowhere."""
    former: Mapping[str, str] = field(default_factory=dict)
    """Former id → id."""
    _parents: Mapping[str, tuple[Link, ...]] = field(default_factory=dict, repr=False)
    _children: Mapping[str, tuple[Link, ...]] = field(default_factory=dict, repr=False)

    def __getitem__(self, goal_id: str) -> Goal:
        return self.goals[goal_id]

    def __iter__(self) -> Iterator[Goal]:
        return iter(self.goals.values())

    def __len__(self) -> int:
        return len(self.goals)

    def find(self, reference: str) -> Goal | None:
        """The goal that a reference names by its id or a former id."""
        name = reference.strip().lower()
        return self.goals.get(self.former.get(name, name))

    @cached_property
    def ranks(self) -> Mapping[str, int]:
        """Which place each goal has among all."""
        return {goal: rank for rank, goal in enumerate(self.goals)}

    def at_level(self, level: Level) -> tuple[Goal, ...]:
        return tuple(goal for goal in self if goal.type is level)

    def parents(self, goal_id: str) -> tuple[Link, ...]:
        """Links upward, as written in the file."""
        return self._parents.get(goal_id, ())

    def children(self, goal_id: str) -> tuple[Link, ...]:
        """Links downward, in the order of the goals."""
        return self._children.get(goal_id, ())

    def roots(self) -> tuple[Goal, ...]:
        """Goals that serve no other goal."""
        return tuple(goal for goal in self if not self.parents(goal.id))

    def ancestors(self, goal_id: str) -> dict[str, int]:
        """All goals above with their distance in links, nearest first."""
        return _reach(goal_id, lambda g: [link.parent for link in self.parents(g)])

    def descendants(self, goal_id: str, depth: int | None = None) -> dict[str, int]:
        """All goals below with their distance in links, nearest first, down to `depth` links."""
        return _reach(goal_id, lambda g: [link.child for link in self.children(g)], depth)

    def lineage(self, goal_id: str) -> tuple[Goal, ...]:
        """The first path from a root down to this goal, both included: each time the first parent as written."""
        path = [goal_id]
        while links := self.parents(path[-1]):
            path.append(links[0].parent)
        return tuple(self.goals[g] for g in reversed(path))

    def path_count(self, goal_id: str) -> int:
        """How many paths lead from a root to this goal."""
        counts: dict[str, int] = {}
        for g in reversed([goal_id, *self._above_in_order(goal_id)]):
            counts[g] = sum(counts[link.parent] for link in self.parents(g)) or 1
        return counts[goal_id]

    def _above_in_order(self, goal_id: str) -> list[str]:
        """Ancestors, each before its own ancestors."""
        seen: set[str] = set()
        done: list[str] = []
        stack = [(goal_id, iter(self.parents(goal_id)))]
        while stack:
            here, links = stack[-1]
            link = next((link for link in links if link.parent not in seen), None)
            if link is None:
                done.append(here)
                stack.pop()
            else:
                seen.add(link.parent)
                stack.append((link.parent, iter(self.parents(link.parent))))
        return done[::-1][1:]


def serves(level: Level, above: Level) -> bool:
    """Whether a goal of that level may name one of the level `above` as its parent."""
    return above in _SERVES[level]


def _reach(start: str, step: Callable[[str], Iterable[str]], depth: int | None = None) -> dict[str, int]:
    """Breadth first from `start`, which is left out: each goal with its distance."""
    reached = {start: 0}
    queue = deque([start])
    while queue and (depth is None or reached[queue[0]] < depth):
        here = queue.popleft()
        for goal in step(here):
            if goal not in reached:
                reached[goal] = reached[here] + 1
                queue.append(goal)
    del reached[start]
    return reached
