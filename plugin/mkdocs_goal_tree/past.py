"""Goals as they were: each goal's versions, and the whole tree at the end of a day, read from the history's blobs."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from mkdocs_goal_tree.core.dates import Duration, add_months, year_start
from mkdocs_goal_tree.core.findings import Severity
from mkdocs_goal_tree.core.growth import grow
from mkdocs_goal_tree.core.reading import read_file
from mkdocs_goal_tree.core.settings import Settings
from mkdocs_goal_tree.core.slugs import slug_of
from mkdocs_goal_tree.core.source import Source
from mkdocs_goal_tree.core.versions import Version, fields_alone, metrics_alone

from .git import NoRevision
from .history import read_history

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from mkdocs_goal_tree.core.findings import Finding
    from mkdocs_goal_tree.core.source import Span
    from mkdocs_goal_tree.core.tree import GoalTree, Read

    from .history import Change, Commit, History

_ID = re.compile(r"""^(?:  )?id:[ ]*['"]?([a-z0-9-]+)['"]?[ ]*(?:#.*)?$""", re.MULTILINE)
_YEARS = 3
_Tables = tuple[tuple[str, str], ...]


class Asked(NamedTuple):
    """A goal whose versions are wanted: its ids, the present one first, its file, and whether its status matters."""

    ids: tuple[str, ...]
    uri: str
    with_status: bool


class _Choices(NamedTuple):
    """The settings that a file is read by."""

    fiscal_year_starts: int
    review_after: Duration
    pass_fields: tuple[str, ...]


class _Step(NamedTuple):
    """A goal's file after a commit; no commit for what was there before the first one that was read."""

    commit: Commit | None
    uri: str
    blob: str


@dataclass(frozen=True)
class _Log:
    """Commits by number, newest first; the changes of each file, and the files that each commit took away."""

    commits: Sequence[Commit]
    of_file: Mapping[str, list[tuple[int, Change]]]
    gone: Mapping[int, list[Change]]
    ids: Mapping[str, str]
    """The id that a file said when it was taken away, by its blob."""


def read_past(goals: Path, today: date) -> History | NoRevision:
    """The last three years of the goals folder."""
    return read_history(goals, since=add_months(today, -12 * _YEARS))


def recalling(history: History | NoRevision) -> Callable[[GoalTree, Settings], Mapping[str, Sequence[Version]]]:
    """What `project.examine` asks for the versions of the goals."""
    return lambda tree, settings: {} if isinstance(history, NoRevision) else versions_of(history, tree, settings)


def quarter_ends(today: date, fiscal_year_starts: int, count: int) -> list[date]:
    """The last days of the fiscal quarters that are over, oldest first."""
    first = year_start(today, fiscal_year_starts)
    starts = (add_months(first, 3 * (3 - back)) for back in range(count + 4))
    ends = [start - timedelta(days=1) for start in starts if start <= today]
    return ends[:count][::-1]


def versions_of(history: History, tree: GoalTree, settings: Settings) -> Mapping[str, tuple[Version, ...]]:
    """The versions of the goals that may have a moved goalpost, or that were closed and do not say when.

    By goal id, oldest first, up to `settings.today`. Others are left out, and so are commits that changed nothing but
    measurements and text: few files have to be read as goals.
    """
    asked = tuple(
        Asked(
            (goal.id, *goal.aliases),
            tree.places[goal.id].source.uri,
            goal.is_closed and not (goal.closed and goal.closed.on),
        )
        for goal in tree
    )
    return _versions(history, asked, _choices(settings), settings.today)


def tree_on(history: History, day: date, settings: Settings, present: Iterable[Read]) -> GoalTree | None:
    """The goals as they stood at the end of a day; None where the history begins later.

    `present` are the goals of today: a file that has not changed since is not read again.
    """
    files = history.files_on(day)
    if files is None:
        return None
    texts = history.texts(files.values())
    of_file = {uri: text for uri, blob in files.items() if (text := texts[blob]) is not None}
    tables = tuple(sorted((uri, text) for uri, text in of_file.items() if uri.endswith(".csv")))
    known = {read.place.source.uri: read for read in present}
    reads: list[Read] = []
    for uri in sorted(of_file.keys() - dict(tables)):
        text, now = of_file[uri], known.get(uri)
        measured_elsewhere = bool(tables) and ".csv" in text
        if now and now.place.source.text == text and not measured_elsewhere:
            reads.append(now)
        elif read := _read(Source(uri, uri, text), _choices(settings), tables if measured_elsewhere else ()):
            reads.append(read)
    return grow(reads)


def _choices(settings: Settings) -> _Choices:
    return _Choices(settings.fiscal_year_starts, settings.review_after, settings.pass_fields)


@lru_cache(maxsize=8192)
def _read(source: Source, choices: _Choices, tables: _Tables = ()) -> Read | None:
    return read_file(source, Settings(**choices._asdict()), dict(tables))[0]


@lru_cache(maxsize=8192)
def _read_sure(source: Source, choices: _Choices) -> Read | None:
    """The goal, unless a fault among its metrics could be taken for a target that is gone; tables are not read."""
    read, said = read_file(source, Settings(**choices._asdict()), {})
    if read is None:
        return None
    metrics = read.place.at("metrics")
    return None if any(_is_loss(one) and _lies_in(one.span, metrics) for one in said) else read


def _is_loss(one: Finding) -> bool:
    """Whether something that was written may be missing from what was read."""
    return one.rule == "GT105" or (one.severity is Severity.ERROR and one.rule != "GT311")


def _lies_in(span: Span, around: Span) -> bool:
    return around[1:3] <= span[1:3] <= around[3:5]


@lru_cache(maxsize=2)
def _versions(
    history: History, asked: tuple[Asked, ...], choices: _Choices, until: date
) -> Mapping[str, tuple[Version, ...]]:
    log = _log_of(history)
    steps = {one.ids[0]: [step for step in _steps(one, log) if _is_known(step, until)] for one in asked}
    steps = {goal: of_goal for goal, of_goal in steps.items() if len(of_goal) > 1}
    texts = history.texts(step.blob for of_goal in steps.values() for step in of_goal)
    found: dict[str, tuple[Version, ...]] = {}
    for one in asked:
        told = list(_telling(steps.get(one.ids[0], ()), texts, with_status=one.with_status))
        versions = tuple(_as_versions(told, texts, one, choices))
        if len(versions) > 1:
            found[one.ids[0]] = versions
    return found


def _log_of(history: History) -> _Log:
    of_file: dict[str, list[tuple[int, Change]]] = {}
    gone: dict[int, list[Change]] = {}
    for number, commit in enumerate(history.commits):
        for change in commit.changes:
            of_file.setdefault(change.uri, []).append((number, change))
            if not change.after:
                gone.setdefault(number, []).append(change)
    renaming = (n for n in gone if any(not change.before for change in history.commits[n].changes))
    texts = history.texts(change.before for n in renaming for change in gone[n])
    ids = {blob: said[1] for blob, text in texts.items() if text and (said := _ID.search(fields_alone(text)))}
    return _Log(history.commits, of_file, gone, ids)


def _steps(asked: Asked, log: _Log) -> list[_Step]:
    """What a goal's file went through, oldest first; where it was added, the file that it was before goes on."""
    steps: list[_Step] = []
    uri, at = asked.uri, 0
    while True:
        changes = log.of_file.get(uri, [])
        start = bisect_left(changes, at, key=lambda one: one[0])
        moved_from = None
        last: Change | None = None
        for number, change in changes[start:]:
            last = change
            if change.after:
                steps.append(_Step(log.commits[number], uri, change.after))
            if change.after and not change.before:
                moved_from = _former(asked, change, log, number)
                if moved_from:
                    uri, at = moved_from.uri, number
                    break
        if moved_from is None:
            if last and last.before:
                steps.append(_Step(None, uri, last.before))
            return steps[::-1]


def _former(asked: Asked, added: Change, log: _Log, number: int) -> Change | None:
    """The file that the same commit took away and that was the same goal: by the id in it, else by its name."""
    gone = log.gone.get(number, ())
    names = {*asked.ids, _stem(added.uri)}
    return next((change for change in gone if log.ids.get(change.before, _stem(change.uri)) in names), None)


def _stem(uri: str) -> str:
    return slug_of(uri.rpartition("/")[2].rpartition(".")[0])


def _is_known(step: _Step, until: date) -> bool:
    return step.commit is None or step.commit.on <= until


def _telling(steps: Sequence[_Step], texts: Mapping[str, str | None], *, with_status: bool) -> Iterator[_Step]:
    """The steps that changed a field, if any of them changed what is looked for."""
    fields = [(step, fields_alone(text)) for step in steps if (text := texts[step.blob]) is not None]
    if with_status or len({metrics_alone(of_step) for _, of_step in fields}) > 1:
        before = None
        for step, of_step in fields:
            if of_step != before:
                yield step
            before = of_step


def _as_versions(
    steps: Iterable[_Step], texts: Mapping[str, str | None], asked: Asked, choices: _Choices
) -> Iterator[Version]:
    for step in steps:
        read = _read_sure(Source(step.uri, step.uri, texts[step.blob] or ""), choices)
        if read is not None and read.goal is not None and read.id in asked.ids:
            on, by, commit = (step.commit.on, step.commit.by, step.commit.hash) if step.commit else (None, "", "")
            yield Version(on, by, commit, read.goal)
