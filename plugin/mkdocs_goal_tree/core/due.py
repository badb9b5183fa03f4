"""What is due today, by owner: reviews, measurements that are old, ends that passed. It needs no history."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from .checks.numbers import asks_for_baseline
from .checks.upkeep import ended
from .health import is_stale
from .learning import waiting
from .owners import owned
from .progress import last_actual
from .rules import by_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from .metric import Metric
    from .model import Goal
    from .settings import Settings
    from .source import Span
    from .tree import GoalTree


class Matter(StrEnum):
    """What somebody has to look after; a word keeps its meaning for ever."""

    REVIEW = "review"
    MEASURE = "measure"
    PERIOD = "period"
    TARGET = "target"
    SHIP = "ship"


_RULES = {Matter.REVIEW: "GT503", Matter.MEASURE: "GT308"}
"""The rule that says the same; the others are GT220. A goal that ignores it with a reason is not asked again."""
_ENDS = {"period": Matter.PERIOD, "metrics": Matter.TARGET, "due": Matter.SHIP}


class Due(NamedTuple):
    """One thing to do for a goal; `days` is how long its day `on` is past, negative if it is still to come.

    The day of an old measurement is the one on which it was made.
    """

    matter: Matter
    goal: Goal
    on: date
    days: int
    span: Span
    metric: Metric | None = None
    question: str = ""

    @property
    def key(self) -> tuple[str, ...]:
        """What it is, whoever owns it."""
        return self.matter, self.goal.id, self.metric.id if self.metric else ""

    @property
    def is_late(self) -> bool:
        return self.days > 0


class Owed(NamedTuple):
    """What one owner has to look after; `key` is what is compared, empty for goals that nobody owns."""

    key: str
    name: str
    matters: tuple[Due, ...]


def due(tree: GoalTree, settings: Settings) -> tuple[Due, ...]:
    """All that is due, the longest wait first; reviews also where their day comes within the setting `news`."""
    found = (*_reviews(tree, settings), *_measurements(tree, settings), *_passed(tree, settings))
    kept = (one for one in found if not _is_ignored(one))
    return tuple(sorted(kept, key=lambda one: (-one.days, list(Matter).index(one.matter), one.goal.id)))


def by_owner(tree: GoalTree, settings: Settings, hidden: Iterable[str] = ()) -> tuple[Owed, ...]:
    """The same for each owner, by name, at last what nobody owns; what several own is each one's."""
    left_out = frozenset(hidden)
    matters = [one for one in due(tree, settings) if one.goal.id not in left_out]
    found = []
    for owner in owned(tree, settings, left_out):
        mine = {goal.id for goal in owner.goals}
        found.append(Owed(owner.key, owner.name, tuple(one for one in matters if one.goal.id in mine)))
    taken = {one.goal.id for owner in found for one in owner.matters}
    found.append(Owed("", "", tuple(one for one in matters if one.goal.id not in taken)))
    return tuple(owner for owner in found if owner.matters)


def _reviews(tree: GoalTree, settings: Settings) -> Iterator[Due]:
    horizon = settings.news.after(settings.today)
    for one in waiting(tree, settings):
        if one.due <= horizon:
            path = ("reviews", one.number - 1, "due") if one.review else ("shipped_on",)
            span = tree.places[one.output.id].at(*path)
            yield Due(Matter.REVIEW, one.output, one.due, one.days, span, question=one.question)


def _measurements(tree: GoalTree, settings: Settings) -> Iterator[Due]:
    """As GT308."""
    for goal in tree:
        for position, metric in enumerate(goal.metrics):
            last = last_actual(metric, settings.today)
            if last and asks_for_baseline(goal) and is_stale(metric, settings):
                at = next(number for number, one in enumerate(metric.actuals) if one is last)
                span = tree.places[goal.id].at("metrics", position, "actuals", at, "on")
                yield Due(Matter.MEASURE, goal, last.on, (settings.today - last.on).days, span, metric)


def _passed(tree: GoalTree, settings: Settings) -> Iterator[Due]:
    """As GT220: the first end of a goal that passed while it is open."""
    for goal in tree:
        if end := ended(goal, settings.today):
            day, path = end
            span = tree.places[goal.id].at(*path)
            matter = _ENDS[str(path[0])]
            metric = goal.headline if matter is Matter.TARGET else None
            yield Due(matter, goal, day, (settings.today - day).days, span, metric)


def _is_ignored(one: Due) -> bool:
    code = _RULES.get(one.matter, "GT220")
    ignored = (entry for entry in one.goal.lint.ignore if entry.reason.strip())
    return any((rule := by_name(entry.rule)) is not None and rule.code == code for entry in ignored)
