"""The news of the goals from their history: as many looks back as are asked for, and the diary of all those days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .core.diary import Stop, dated, diary
from .core.news import news
from .past import tree_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from .core.diary import Look
    from .core.project import Project
    from .core.tidings import Item, News
    from .core.tree import GoalTree
    from .history import History


@dataclass(frozen=True)
class Bulletin:
    """The news by what was looked at, and every entry of these days, the latest first.

    News may begin later than asked for, where the history does; where it begins after today there are none.
    """

    news: Mapping[Look, News]
    entries: tuple[Item, ...] = ()


def read_bulletin(history: History, looks: Sequence[Look], project: Project) -> Bulletin:
    """The goals of `project` beside what they were; what is not committed yet counts, and is of nobody."""
    today = project.settings.today
    first = min(look.since for look in looks)
    worked = {commit.on for commit in history.commits if first <= commit.on < today}
    trees = dict(_trees(history, {first, *worked, *(look.since for look in looks)}, project))
    if not trees:
        return Bulletin({})
    people = _people(history)
    days = sorted(day for day in trees if day in worked or day == min(trees))
    stops = [Stop(day, trees[day], people.get(day, {})) for day in days]
    entries = diary([*stops, Stop(today, project.tree, people.get(today, {}))], project.settings)
    found = {}
    for look in looks:
        day = min((day for day in trees if day >= look.since), default=None)
        if day:
            found[look] = dated(news(trees[day], project.tree, day, project.settings), entries)
    return Bulletin(found, entries)


def _trees(history: History, days: Iterable[date], project: Project) -> Iterator[tuple[date, GoalTree]]:
    """The goals at the end of each of these days, as far as the history knows them."""
    for day in days:
        tree = tree_on(history, day, project.settings, project.reads)
        if tree is not None:
            yield day, tree


def _people(history: History) -> Mapping[date, Mapping[str, Sequence[str]]]:
    """Who changed each file on each day."""
    found: dict[date, dict[str, list[str]]] = {}
    for commit in history.commits:
        for change in commit.changes:
            names = found.setdefault(commit.on, {}).setdefault(change.uri, [])
            if commit.by not in names:
                names.append(commit.by)
    return found
