"""Targets and baselines that changed after a goal became active, with the decision that explains each change."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from .easing import Easing, ease_of_end, ease_of_target
from .model import UNDECIDED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from .metric import Metric, Target
    from .model import Goal
    from .parts import Decision
    from .tree import GoalTree
    from .versions import Version

NEAR = timedelta(days=14)
"""A decision explains a change from so long before it to so long after."""


class Post(StrEnum):
    """What of a metric was moved."""

    TARGET = "target"
    BASELINE = "baseline"
    DAY = "by"


class Moved(NamedTuple):
    """One goalpost that was moved: when, by whom, in which commit; the metric before and after, None where it is gone.

    `ease` is None where neither word fits: a baseline, or a target whose direction is not known.
    """

    on: date
    by: str
    commit: str
    post: Post
    before: Metric
    after: Metric | None
    ease: Easing | None
    decision: Decision | None


class Past(NamedTuple):
    """What only its history knows of a goal: what was moved, oldest first, and when it was closed if it does not say."""

    moved: tuple[Moved, ...] = ()
    closed_on: date | None = None


def look_back(tree: GoalTree, versions: Mapping[str, Sequence[Version]]) -> dict[str, Past]:
    """What the versions tell, by goal id; goals of which they tell nothing are left out."""
    pasts = {
        goal.id: Past(tuple(moved(of_goal, goal)), closed_on(of_goal, goal))
        for goal in tree
        if (of_goal := versions.get(goal.id))
    }
    return {name: past for name, past in pasts.items() if past != Past()}


def moved(versions: Sequence[Version], goal: Goal) -> Iterator[Moved]:
    """What was moved since the goal became active, oldest first; `versions` likewise, `goal` is the one of today.

    A new target beside the former one, which stays as a milestone, goes on from it and moves nothing. A decision
    explains a change that is new in the same commit, else the nearest of those dated up to 14 days around it.
    """
    active = False
    for before, after in pairwise(versions):
        active = active or _is_promised(before.goal)
        if not active or after.on is None:
            continue
        for metric in before.goal.metrics:
            now = _same(metric, after.goal)
            for post, ease in _posts(metric, now):
                decision = _explains(after.on, before.goal, after.goal, goal)
                yield Moved(after.on, after.by, after.commit, post, metric, now, ease, decision)


def closed_on(versions: Sequence[Version], goal: Goal) -> date | None:
    """The day on which a closed goal that does not say when was closed, if anybody saw it open before."""
    if not goal.is_closed or (goal.closed and goal.closed.on):
        return None
    day: date | None = None
    for version in reversed(versions):
        if not version.goal.is_closed:
            return day
        day = version.on
    return None


def _is_promised(goal: Goal) -> bool:
    return goal.status_word not in UNDECIDED and goal.status_word != "paused"


def _same(metric: Metric, goal: Goal) -> Metric | None:
    """The metric in another version of its goal, by its id, else by a name or former name."""
    by_id = next((one for one in goal.metrics if one.id == metric.id), None)
    return by_id or next(
        (one for one in goal.metrics if one.answers_to(metric.id) or one.answers_to(metric.name)), None
    )


def _posts(before: Metric, after: Metric | None) -> Iterator[tuple[Post, Easing | None]]:
    old, new = before.target, after.target if after else None
    if old and not (after and _goes_on(old, after)):
        if _measure(old) != (_measure(new) if new else None):
            yield Post.TARGET, ease_of_target(before, after) if after else Easing.EASIER
        elif old.by and new and new.by != old.by:
            yield Post.DAY, ease_of_end(old.by, new.by)
    start = after.baseline if after else None
    if before.baseline and after and (start is None or start.value != before.baseline.value):
        yield Post.BASELINE, None


def _goes_on(old: Target, after: Metric) -> bool:
    return any(_measure(one) == _measure(old) and one.by == old.by for one in after.milestones)


def _measure(target: Target) -> tuple[object, ...]:
    return target.value, target.min, target.max, target.tolerance


def _explains(day: date, before: Goal, after: Goal, goal: Goal) -> Decision | None:
    new = [decision for decision in after.decisions if decision not in before.decisions]
    if new:
        return new[-1]
    near = [
        (abs(decision.on - day), decision)
        for decision in goal.decisions
        if decision.on and abs(decision.on - day) <= NEAR
    ]
    return min(near, key=lambda one: one[0])[1] if near else None
