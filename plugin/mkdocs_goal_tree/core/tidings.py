"""Pieces of news, as values: what moved on which goal, from what to what, when and by whom."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from .changes import Plain
    from .easing import Easing
    from .learning import Told
    from .metric import Metric
    from .model import Goal
    from .source import Span


class What(StrEnum):
    """The kinds of news in the order in which they are told; a word keeps its meaning for ever.

    That an output shipped is none: its review is.
    """

    PRIMARY = "primary-switched"
    TURNED = "state-turned"
    CLOSED = "goal-closed"
    GONE = "goal-removed"
    VERDICT = "verdict-recorded"
    TARGET = "target-moved"
    MEASURED = "measured"
    ADDED = "goal-added"


class Item(NamedTuple):
    """One piece of news on a goal as it is now, or, if it is gone, as it was last.

    `old` and `new` are states, statuses, titles, or values of `metric`, which `was` is on the other day. `on` is the day that the file gives for
    it; `known` the one on which the branch had it, `by` who brought it there, as far as somebody knows. `is_bad`: it
    asks for help.
    """

    what: What
    goal: Goal
    span: Span
    old: Plain = None
    new: Plain = None
    metric: Metric | None = None
    was: Metric | None = None
    field: str = ""
    direction: Easing | None = None
    note: str = ""
    told: Told | None = None
    on: date | None = None
    known: date | None = None
    by: str = ""
    is_bad: bool = False

    @property
    def day(self) -> date | None:
        """The day that it stands under, if one is known."""
        return self.known or self.on

    @property
    def key(self) -> tuple[str, ...]:
        """What it is about, whatever its numbers are."""
        told, verdict = self.told, self.told.verdict if self.told else None
        which = (f"{told.number}", verdict.outcome, verdict.metric, verdict.verdict) if told and verdict else ()
        output = told.output.id if told else ""
        metric = self.metric or self.was
        return self.what, output or self.goal.id, metric.id if metric else "", self.field, *which


class News(NamedTuple):
    """What moved after the day `since`, up to `until`; what asks for help leads each kind."""

    since: date
    until: date
    items: tuple[Item, ...]
