"""What a change changes, as values: the words that diff, comment, pages, feeds and news share."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from .easing import Easing, opposite
from .model import CLOSED, Level
from .progress import Band, State

if TYPE_CHECKING:
    from .source import Span


class Shown(NamedTuple):
    """What pages show of a goal's progress: the word of its state, empty where it has none, and the percent of the way."""

    state: str = ""
    percent: Decimal | None = None


Plain = str | bool | int | Decimal | date | Band | Shown | tuple[str, ...] | None
"""A value of a goal that everybody can write down."""


class Kind(StrEnum):
    """The kinds of change; a word keeps its meaning for ever. Each has an opposite, which the way back consists of."""

    GOAL_ADDED = "goal-added"
    GOAL_REMOVED = "goal-removed"
    GOAL_RENAMED = "goal-renamed"
    FILE_MOVED = "file-moved"
    LEVEL_CHANGED = "level-changed"
    PARENT_ADDED = "parent-added"
    PARENT_REMOVED = "parent-removed"
    PARENT_MOVED = "parent-moved"
    STATUS_MOVED = "status-moved"
    FIELD_CHANGED = "field-changed"
    TEXT_CHANGED = "text-changed"
    METRIC_ADDED = "metric-added"
    METRIC_REMOVED = "metric-removed"
    METRIC_RENAMED = "metric-renamed"
    TARGET_MOVED = "target-moved"
    BASELINE_MOVED = "baseline-moved"
    DATE_MOVED = "date-moved"
    MEASURED = "measured"
    PROGRESS_SHOWN = "progress-shown"
    PRIMARY_SWITCHED = "primary-switched"
    VERDICT_RECORDED = "verdict-recorded"
    VERDICT_CHANGED = "verdict-changed"
    VERDICT_WITHDRAWN = "verdict-withdrawn"
    DECISION_RECORDED = "decision-recorded"
    DECISION_WITHDRAWN = "decision-withdrawn"
    ORPHANED = "orphaned"
    ADOPTED = "adopted"


class Side(NamedTuple):
    """How it was or is: in the goal of that id, empty where there is none.

    `item` tells which of several is meant: a metric's id, a parent's id, the words of a criterion.
    """

    goal: str = ""
    item: str = ""
    value: Plain = None
    span: Span | None = None


class Change(NamedTuple):
    """One change; `field` is the path of the field without positions (`metrics.target`), empty for the goal as a whole.

    `direction` says whether a promise became easier or harder to keep, None where neither can be told.
    """

    kind: Kind
    old: Side
    new: Side
    field: str = ""
    direction: Easing | None = None

    @property
    def goal(self) -> str:
        """The id of the goal now, or the last one that it had."""
        return self.new.goal or self.old.goal

    @property
    def item(self) -> str:
        return self.new.item or self.old.item

    @property
    def span(self) -> Span | None:
        return self.new.span or self.old.span

    @property
    def weight(self) -> int:
        """How early it is told, 0-100: bad news first."""
        if self.direction is Easing.EASIER:
            return _EASIER[self.kind]
        old, new = (side.value.state if isinstance(side.value, Shown) else side.value for side in (self.old, self.new))
        if new in _ILL.get(self.kind, ()) and new != old:
            return 73
        return _WEIGHTS[self.kind]

    def reversed(self) -> Change:
        """The change that takes this one back."""
        kind = _OPPOSITES.get(self.kind, self.kind)
        return Change(kind, self.new, self.old, self.field, opposite(self.direction))


def in_order(changes: list[Change]) -> tuple[Change, ...]:
    """The one order of changes: by weight, then goal, field and item."""
    return tuple(sorted(changes, key=lambda c: (-c.weight, c.goal, c.kind, c.field, c.item, repr(c.old), repr(c.new))))


_PAIRS = {
    Kind.GOAL_ADDED: Kind.GOAL_REMOVED,
    Kind.PARENT_ADDED: Kind.PARENT_REMOVED,
    Kind.METRIC_ADDED: Kind.METRIC_REMOVED,
    Kind.VERDICT_RECORDED: Kind.VERDICT_WITHDRAWN,
    Kind.DECISION_RECORDED: Kind.DECISION_WITHDRAWN,
    Kind.ORPHANED: Kind.ADOPTED,
}
_OPPOSITES = _PAIRS | {back: kind for kind, back in _PAIRS.items()}
_WEIGHTS = {
    Kind.PRIMARY_SWITCHED: 95,
    Kind.GOAL_REMOVED: 90,
    Kind.ORPHANED: 88,
    Kind.METRIC_REMOVED: 76,
    Kind.LEVEL_CHANGED: 74,
    Kind.VERDICT_WITHDRAWN: 70,
    Kind.PARENT_REMOVED: 64,
    Kind.PARENT_MOVED: 62,
    Kind.VERDICT_RECORDED: 60,
    Kind.VERDICT_CHANGED: 60,
    Kind.GOAL_ADDED: 58,
    Kind.DECISION_WITHDRAWN: 56,
    Kind.STATUS_MOVED: 50,
    Kind.TARGET_MOVED: 48,
    Kind.BASELINE_MOVED: 46,
    Kind.DATE_MOVED: 44,
    Kind.ADOPTED: 42,
    Kind.PARENT_ADDED: 40,
    Kind.METRIC_ADDED: 38,
    Kind.DECISION_RECORDED: 36,
    Kind.MEASURED: 34,
    Kind.PROGRESS_SHOWN: 33,
    Kind.GOAL_RENAMED: 30,
    Kind.METRIC_RENAMED: 28,
    Kind.FILE_MOVED: 20,
    Kind.FIELD_CHANGED: 10,
    Kind.TEXT_CHANGED: 5,
}
_EASIER = {Kind.TARGET_MOVED: 86, Kind.DATE_MOVED: 80, Kind.BASELINE_MOVED: 78}
_ILL: dict[Kind, frozenset[str]] = {
    Kind.STATUS_MOVED: CLOSED - {"achieved"} | {"paused"},
    Kind.VERDICT_RECORDED: frozenset({"not-moved", "worse"}),
    Kind.VERDICT_CHANGED: frozenset({"not-moved", "worse"}),
    Kind.LEVEL_CHANGED: frozenset({Level.OUTPUT.value}),
    Kind.PROGRESS_SHOWN: frozenset({State.GUARDRAIL_BREACHED, State.STALE, State.BEHIND}),
}
