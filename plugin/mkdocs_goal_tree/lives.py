"""The lives of goals: which versions each one's file had, whatever the file or the goal was called, told from text."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from mkdocs_goal_tree.core.growth import grow
from mkdocs_goal_tree.core.pairing import pair_goals
from mkdocs_goal_tree.core.versions import fields_alone, split

from .history import undo
from .shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from .history import Commit, History
    from .shelf import Version

_ALIASES = re.compile(r"^[ ]*['\"]?aliases\b", re.MULTILINE)


class Step(NamedTuple):
    """What a commit made of a goal; no version where it took the file away.

    `number` counts the commits from the oldest; `relinked`: a goal that the file names came or went.
    """

    number: int
    commit: Commit
    goal: str
    version: Version | None
    relinked: bool = False


@dataclass(eq=False)
class Life:
    """A goal through time: its present id or the last one, what was there before all we know, then each step."""

    goal: str
    first: Version | None = None
    steps: list[Step] = field(default_factory=list)

    def at(self, number: int) -> Version | None:
        """The version after the commit of that number."""
        done = bisect_right(self.steps, number, key=lambda step: step.number)
        return self.steps[done - 1].version if done else self.first

    def before(self, at: int) -> Version | None:
        """The version before the step with that index."""
        return self.steps[at - 1].version if at > 0 else self.first if at == 0 else None

    def versions(self) -> list[Version | None]:
        """All versions, oldest first."""
        return [self.first, *(step.version for step in self.steps)]

    @property
    def last(self) -> Version | None:
        return self.steps[-1].version if self.steps else self.first


@dataclass(frozen=True, eq=False)
class Lives:
    """All goals that the history knows, by present id; those that are no more by their last one; `named` by any id."""

    history: History
    present: Mapping[str, Life]
    over: Mapping[str, Life]
    named: Mapping[str, list[Life]]
    texts: Mapping[str, str | None]
    """The text of each blob."""


@lru_cache(maxsize=2)
def follow(history: History, until: date) -> Lives:
    """The lives of the goals up to the end of a day.

    A goal is known again by its id or a former one, and where an id changed by its content, as `diff` does it. One
    that came back goes on.
    """
    files = dict(history.files)
    for commit in history.commits:
        undo(files, commit)
    shelf = Shelf(history)
    shelf.put(files)
    present = {goal: Life(goal, shelf.version(uris[0])) for goal, uris in shelf.uris.items()}
    named = {goal: [life] for goal, life in present.items()}
    over: dict[str, Life] = {}
    for number, commit in enumerate(reversed(history.commits)):
        if commit.on <= until:
            _take(_Day(number, commit), shelf, present, over, named)
    return Lives(history, present, over, named, shelf.texts)


def runs(life: Life, texts: Mapping[str, str | None]) -> Iterator[tuple[int, Step]]:
    """The steps, newest first, each with the index of the first one that it stands for.

    Measurements that one person recorded in a row on one day are one step, the last of them.
    """
    at = len(life.steps)
    while at:
        at -= 1
        step = life.steps[at]
        while at and _are_alike(step.commit, life.steps[at - 1].commit) and _only_measure(life, at, texts):
            at -= 1
        yield at, step


def _are_alike(one: Commit, other: Commit) -> bool:
    return (one.by, one.on) == (other.by, other.on)


def _only_measure(life: Life, at: int, texts: Mapping[str, str | None]) -> bool:
    """Whether a step and the one before it changed nothing but measurements."""
    for number in (at, at - 1):
        step, before = life.steps[number], life.before(number)
        if before is None or step.version is None or step.relinked or before.uri != step.version.uri:
            return False
        old, new = (texts[version.blob] or "" for version in (before, step.version))
        if fields_alone(old) != fields_alone(new) or split(old)[1].split() != split(new)[1].split():
            return False
    return True


class _Day(NamedTuple):
    number: int
    commit: Commit

    def step(self, goal: str, version: Version | None, *, relinked: bool = False) -> Step:
        return Step(self.number, self.commit, goal, version, relinked)


def _take(
    day: _Day, shelf: Shelf, present: dict[str, Life], over: dict[str, Life], named: dict[str, list[Life]]
) -> None:
    """One commit further."""
    touched = shelf.touched(day.commit)
    concerned = shelf.goals(touched)
    shelf.put({change.uri: change.after for change in day.commit.changes})
    concerned |= shelf.goals(touched)
    olds = {goal: last for goal in concerned if goal in present and (last := present[goal].last)}
    news = {goal: shelf.version(shelf.uris[goal][0]) for goal in concerned if goal in shelf.uris}
    names = olds.keys() ^ news.keys()
    came = {new: present.pop(old) for old, new in _pair(shelf, olds, news).items()}
    known = olds.keys() | came.keys()
    for goal in sorted(olds.keys() - news.keys()):
        if goal in present:
            life = over[goal] = present.pop(goal)
            life.steps.append(day.step(goal, None))
    for goal in sorted(news.keys() - olds.keys() - came.keys()):
        came[goal] = _revive(shelf, goal, news[goal], over) or Life(goal)
    for goal, life in came.items():
        life.goal = goal
        present[goal] = life
        if life not in named.setdefault(goal, []):
            named[goal].append(life)
    for goal, version in sorted(news.items()):
        if goal in came or version != olds[goal]:
            present[goal].steps.append(day.step(goal, version, relinked=bool(names) and goal in known))
    for goal in shelf.naming(names, touched):
        present[goal].steps.append(day.step(goal, present[goal].last, relinked=True))


def _pair(shelf: Shelf, olds: Mapping[str, Version], news: Mapping[str, Version]) -> dict[str, str]:
    """Old id → new id of the goals that a commit renamed; a file that cannot be read on one side keeps its goal."""
    gone = {goal: version for goal, version in olds.items() if goal not in news}
    came = {goal: version for goal, version in news.items() if goal not in olds}
    if not gone or not came:
        return {}
    sides = [grow(filter(None, map(shelf.read, versions.values()))) for versions in (gone, came)]
    pairs = {old: new for old, new in pair_goals(*sides).both if old in gone and new in came}
    there = {version.uri: goal for goal, version in came.items()}
    for goal, version in gone.items():
        new = there.get(version.uri, "")
        if (
            goal not in pairs
            and new
            and new not in pairs.values()
            and not (goal in sides[0].goals and new in sides[1].goals)
        ):
            pairs[goal] = new
    return pairs


def _revive(shelf: Shelf, goal: str, version: Version, over: dict[str, Life]) -> Life | None:
    """The life that goes on with a file that came, by its id or a former one."""
    if not over:
        return None
    read = shelf.read(version) if _ALIASES.search(shelf.texts[version.blob] or "") else None
    former = read.goal.aliases if read and read.goal else ()
    name = next((name for name in (goal, *former) if name in over), None)
    return over.pop(name) if name else None
