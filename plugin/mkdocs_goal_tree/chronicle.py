"""What changed in each goal, when and by whom, from the history's blobs; only what is asked for is read as goals.

    known = chronicle(history, settings)
    known.entries("act-on-result", most=30)     # one goal, newest first, and whether there are older ones

An entry has its day, its person, its commit and its changes; `render.changes.describe(change, entry.comparison, words)`
says each as `goal-tree diff` does. The trees of its comparison hold what the changes need, not the whole site.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from mkdocs_goal_tree.core.changes import Change, Kind, Side, in_order
from mkdocs_goal_tree.core.comparison import Comparison
from mkdocs_goal_tree.core.diff import compare
from mkdocs_goal_tree.core.extracts import extract
from mkdocs_goal_tree.core.growth import grow
from mkdocs_goal_tree.core.measured import compare_measurements, fits
from mkdocs_goal_tree.core.model import Impact
from mkdocs_goal_tree.core.project import Project
from mkdocs_goal_tree.core.reading import read_file
from mkdocs_goal_tree.core.source import Source, Span
from mkdocs_goal_tree.core.tree import GoalTree
from mkdocs_goal_tree.core.versions import split

from .entries import Entry, Told
from .lives import follow, runs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from mkdocs_goal_tree.core.model import PrimaryPeriod
    from mkdocs_goal_tree.core.parts import Edge
    from mkdocs_goal_tree.core.settings import Settings
    from mkdocs_goal_tree.core.tree import Read

    from .history import History
    from .lives import Life, Lives, Step
    from .shelf import Version

    Reader = Callable[[Source, tuple[tuple[str, str], ...]], Read | None]

_TITLE = re.compile(r"^title[ ]*:[ ]*[^\s#]", re.MULTILINE)
_PRIMARY = re.compile(r"^[ ]*primary[ ]*:", re.MULTILINE)
_KEPT = 512
"""So many files stay read: the goals around those that are asked for one after the other."""


@dataclass(frozen=True, eq=False)
class Chronicle:
    """What happened to the goals of a history up to today."""

    lives: Lives
    settings: Settings
    shown: str
    _read: Reader
    _known: dict[tuple[str, str, str], Read | None] = field(default_factory=dict)
    """By path, id and what stands around the measurements: the file as a goal, while one goal is told."""

    def find(self, name: str) -> str | None:
        """The present id of the goal that has or had an id; of one that is no more its last one."""
        wanted = name.strip().lower()
        if wanted in self.lives.present or wanted in self.lives.over:
            return wanted
        named = self.lives.named.get(wanted)
        return named[-1].goal if named else None

    def of_file(self, uri: str) -> str | None:
        """The id of the goal whose file that is, or was, by its path below the goals folder."""
        lives = [*self.lives.present.items(), *self.lives.over.items()]
        now = (goal for goal, life in lives if life.last and life.last.uri == uri)
        then = (goal for goal, life in lives if any(one and one.uri == uri for one in life.versions()))
        return next(now, None) or next(then, None)

    def entries(self, goal: str, *, since: date | None = None, most: int | None = None) -> Told:
        """What happened to a goal, by its present or its last id: from a day on, and at most so much."""
        life = self.lives.present.get(goal) or self.lives.over.get(goal)
        if life is None:
            return Told()
        self._known.clear()
        entries: list[Entry] = []
        for at, step in runs(life, self.lives.texts):
            is_asked = since is None or step.commit.on >= since
            if is_asked and (entry := self._entry(life, at, step)):
                if len(entries) == most:
                    return Told(tuple(entries), more=True)
                entries.append(entry)
        earlier = since is not None and any(step.commit.on < since for step in life.steps)
        return Told(tuple(entries), more=earlier or life.first is not None)

    def _entry(self, life: Life, at: int, step: Step) -> Entry | None:
        """What the steps from number `at` to `step` changed; None for nothing."""
        now, before = step.version, life.before(at)
        if now and before is None:
            return Entry(step.goal, step.commit, lambda: self._compared(life, step, None, self._goal(now)), is_new=True)
        if before and now and not step.relinked and before[0::2] == now[0::2]:
            old, new = split(self._text(before)), split(self._text(now))
            if old[0] == new[0] and _TITLE.search(old[0]):
                side = Side(step.goal, span=Span(f"{self.shown}/{now.uri}"))
                changes = (Change(Kind.TEXT_CHANGED, side, side),)
                return self._with(step, changes) if old[1].split() != new[1].split() else None
            if measured := self._measured(step, before, now):
                return measured
        reads = self._both(before, now, step)
        while before and reads[0] is None:
            at -= 1
            before = life.before(at)
            reads = self._both(before, now, step)
        if before is None and at < 0:  # what was there before all we know cannot be read
            return None
        if now and reads[1] is None:
            return replace(self._with(step, ()), is_unread=True)
        comparison = self._compared(life, step, *reads)
        return Entry(step.goal, step.commit, lambda: comparison) if comparison.changes else None

    def _measured(self, step: Step, before: Version, now: Version) -> Entry | None:
        """What a step changed that did nothing but measure in plain numbers; no file is read twice for that."""
        difference = None if now.tables else compare_measurements(self._text(before), self._text(now))
        if difference is None:
            return None
        key = now.uri, step.goal, difference.around
        if key not in self._known:
            text = self._text(now)
            self._known[key] = self._extract(now, extract(text, text, ("metrics",))[1])
        read = self._known[key]
        if read is None or read.goal is None or not fits(read.goal, difference):
            return None
        changes = []
        for position, lines, *values in difference.lists:
            item = read.goal.metrics[position].id
            old, new = (
                Side(read.id, item, value, Span(f"{self.shown}/{now.uri}", line, 1, line, 1))
                for line, value in zip(lines, values, strict=True)
            )
            changes.append(Change(Kind.MEASURED, old, new, "metrics.actuals"))
        project = self._project(grow([read]))
        return Entry(step.goal, step.commit, lambda: Comparison(project, project, in_order(changes)))

    def _compared(self, life: Life, step: Step, old: Read | None, new: Read | None) -> Comparison:
        left, right = (grow(filter(None, side)) for side in self._sides(life, step, old, new))
        ours = {read.id for read in (old, new) if read}
        changes = tuple(one for one in compare(left, right) if not ours.isdisjoint((one.old.goal, one.new.goal)))
        return Comparison(self._project(left), self._project(right), changes)

    def _with(self, step: Step, changes: tuple[Change, ...]) -> Entry:
        """An entry that needs no goal."""
        nothing = self._project(GoalTree({}, {}))
        return Entry(step.goal, step.commit, lambda: Comparison(nothing, nothing, changes))

    def _project(self, tree: GoalTree) -> Project:
        return Project(tree, (), (), self.settings)

    def _both(self, old: Version | None, new: Version | None, step: Step) -> list[Read | None]:
        """The goal in both versions, as far as they differ; None for a file that is not there or cannot be read."""
        before, now = (self._text(version) if version else "" for version in (old, new))
        wanted = [*(["contributes_to"] if step.relinked else []), *(["metrics"] if new and new.tables else [])]
        texts = extract(before, now, wanted)
        reads = [version and self._extract(version, text) for version, text in zip((old, new), texts, strict=True)]
        if all(read or not version for read, version in zip(reads, (old, new), strict=True)):
            return reads
        return [version and self._goal(version) for version in (old, new)]

    def _extract(self, version: Version, text: str) -> Read | None:
        read = read_file(self._source(version, text), self.settings, dict(self._tables(version)))[0]
        return read if read and read.goal else None

    def _sides(self, life: Life, step: Step, old: Read | None, new: Read | None) -> Iterator[Iterable[Read | None]]:
        """The goal before and after a step, each with the goals around it that the changes are about."""
        near: list[Life] = []
        if step.relinked or _edges(old) != _edges(new):
            names = {edge.goal.strip().lower() for edge in (*_edges(old), *_edges(new))}
            near += [one for name in sorted(names) for one in self.lives.named.get(name, ())]
        switched = _primary(old) != _primary(new)
        if switched:
            near += self._impacts(step.number)
        near = [one for one in dict.fromkeys(near) if one is not life]
        before, after = ([self._file(one.at(number)) for one in near] for number in (step.number - 1, step.number))
        if not switched:  # what else changed around the goal is told elsewhere
            before = [now if was and now and was.id == now.id else was for was, now in zip(before, after, strict=True)]
        yield old, *before
        yield new, *after

    def _impacts(self, number: int) -> Iterator[Life]:
        """The goals that may have been primary before or after a step."""
        for life in (*self.lives.present.values(), *self.lives.over.values()):
            versions = (life.at(number - 1), life.at(number))
            if any(version and _PRIMARY.search(split(self._text(version))[0]) for version in versions):
                yield life

    def _goal(self, version: Version) -> Read | None:
        """The goal of a file, None for one that cannot be read as a goal."""
        read = self._file(version)
        return read if read and read.goal else None

    def _file(self, version: Version | None) -> Read | None:
        return self._read(self._source(version, self._text(version)), self._tables(version)) if version else None

    def _source(self, version: Version, text: str) -> Source:
        return Source(f"{self.shown}/{version.uri}", version.uri, text)

    def _tables(self, version: Version) -> tuple[tuple[str, str], ...]:
        return tuple((uri, self.lives.texts[blob] or "") for uri, blob in version.tables)

    def _text(self, version: Version) -> str:
        return self.lives.texts[version.blob] or ""


def chronicle(history: History, settings: Settings, shown: str = "goals") -> Chronicle:
    """The chronicle of the goals folder, which people see as `shown`, up to `settings.today`."""

    @lru_cache(maxsize=_KEPT)
    def read(source: Source, tables: tuple[tuple[str, str], ...]) -> Read | None:
        return read_file(source, settings, dict(tables))[0]

    return Chronicle(follow(history, settings.today), settings, shown, read)


def _edges(read: Read | None) -> tuple[Edge, ...]:
    return read.goal.contributes_to if read and read.goal else ()


def _primary(read: Read | None) -> tuple[PrimaryPeriod, ...]:
    return read.goal.primary if read and isinstance(read.goal, Impact) else ()
