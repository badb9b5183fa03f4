"""The feature-factory panel: a few counts over a tree, each with its base, its limit and the goals behind it.

The signs are those of John Cutler, "12 Signs You're Working in a Feature Factory" (2016): shipping without looking,
work without an expectation, nothing that is ever stopped.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from .checks.standing import is_over
from .goal_days import STOPPED, known_since, shipped_until, stopped
from .learning import is_done, moved, verdicts
from .model import UNDECIDED, Level, Outcome, Output
from .owners import owner_keys
from .progress import last_actual

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from .metric import Metric
    from .model import Goal
    from .settings import Settings
    from .tree import GoalTree

LEAST = 3
"""From how many on a share is worth a word: one of one is no habit."""
MOST_SHARE = Decimal(25)
"""Percent of its base that a share without a setting of its own may have."""
_OPEN = frozenset({"planned", "building"})


class Sign(StrEnum):
    """What is counted, in the order of a reader's questions: what came of the work, then what is known of it."""

    UNREVIEWED = "unreviewed"
    OUTPUTS_PER_OUTCOME = "outputs-per-outcome"
    NO_EXPECTATION = "no-expectation"
    NOT_MEASURED = "not-measured"
    STALE = "stale"
    STOPPED = "stopped"
    LOAD = "load"
    NO_OUTPUTS = "no-outputs"
    NO_OUTCOME = "no-outcome"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One sign on one day: `part` of `base`.

    `value` is what a trend is drawn from: a percentage, a ratio or a count; None where the base is nothing. `limit` is
    the value from which on it asks for attention. `is_judged`: the base is large enough to say so. `goals` are the ids
    behind `part`, in the order of the tree or the longest wait first.
    """

    sign: Sign
    part: int
    base: int
    value: Decimal | None
    limit: Decimal
    is_judged: bool
    asks: bool
    goals: tuple[str, ...] = ()


def indicators(tree: GoalTree, settings: Settings, among: Collection[str] | None = None) -> tuple[Indicator, ...]:
    """All signs on `settings.today`, of the whole tree or of the goals in `among` alone.

    What happened later is not known yet, so that a tree of the past has the numbers of its day.
    """
    chosen = [goal for goal in tree if among is None or goal.id in among]
    outcomes = [goal for goal in chosen if isinstance(goal, Outcome) and goal.status_word == "active"]
    outputs = [goal for goal in chosen if isinstance(goal, Output)]
    going = [output for output in outputs if output.status_word in _OPEN]
    return (
        _unreviewed(outputs, settings),
        _per_outcome(tree, outputs, settings),
        _share(Sign.NO_EXPECTATION, [one for one in going if not one.expects], going),
        _share(Sign.NOT_MEASURED, [one for one in outcomes if not _is_measured(one, settings.today)], outcomes),
        _stale(chosen, settings),
        _stopped(chosen, settings),
        _load(outcomes, settings),
        _share(Sign.NO_OUTPUTS, [one for one in outcomes if not _has_outputs(tree, one)], outcomes),
        _share(Sign.NO_OUTCOME, *_without_outcome(tree, outputs)),
    )


def outcomes_moved(tree: GoalTree, settings: Settings, among: Collection[str] | None = None) -> tuple[Goal, ...]:
    """The outcomes that a verdict up to today says moved, each once; of `among`, those that these outputs moved."""
    told = (
        one
        for one in verdicts(tree)
        if (among is None or one.output.id in among) and (one.done_on is None or one.done_on <= settings.today)
    )
    return moved(told).wholly


def is_stale(metric: Metric, settings: Settings) -> bool:
    """Whether the last number is older than the metric, or else the site, allows."""
    last = last_actual(metric, settings.today)
    return last is not None and (metric.stale_after or settings.stale_after).after(last.on) < settings.today


def _unreviewed(outputs: Iterable[Output], settings: Settings) -> Indicator:
    """Outputs count from the day of their first review on: what was shipped yesterday has nothing to tell yet."""
    seen, unseen = [], []
    for output in shipped_until(outputs, settings.today):
        if any(is_done(review) and (review.done_on or settings.today) <= settings.today for review in output.reviews):
            seen.append(output)
        elif _was_due(output, settings):
            unseen.append(output)
    return _share(Sign.UNREVIEWED, unseen, [*seen, *unseen], settings.health.unreviewed_share)


def _per_outcome(tree: GoalTree, outputs: Iterable[Output], settings: Settings) -> Indicator:
    """Outputs shipped for each outcome that a verdict says moved; none moved counts as one that is still to come."""
    shipped = shipped_until(outputs, settings.today)
    count = len(outcomes_moved(tree, settings, {output.id for output in shipped}))
    limit = settings.health.outputs_per_outcome_moved
    judged = len(shipped) >= LEAST
    return Indicator(
        Sign.OUTPUTS_PER_OUTCOME,
        len(shipped),
        count,
        Decimal(len(shipped)) / count if count else None,
        limit,
        judged,
        judged and len(shipped) > limit * max(count, 1),
        tuple(output.id for output in shipped),
    )


def _stale(goals: Iterable[Goal], settings: Settings) -> Indicator:
    """Metrics, not goals, are counted: of active impacts and outcomes, once measured."""
    part, base, behind = 0, 0, []
    for goal in goals:
        if goal.status_word == "active":
            measured = [metric for metric in goal.metrics if last_actual(metric, settings.today)]
            old = sum(is_stale(metric, settings) for metric in measured)
            part, base = part + old, base + len(measured)
            behind += [goal.id] if old else []
    return _counted(Sign.STALE, part, base, tuple(behind))


def _stopped(goals: Collection[Goal], settings: Settings) -> Indicator:
    """Nothing stopped is a sign only where there was something to stop for as long, and all ends have their day."""
    promised = [goal for goal in goals if goal.status_word not in UNDECIDED]
    found = stopped(goals, settings)
    span = settings.health.nothing_dropped_for
    old = [goal for goal in promised if (start := known_since(goal)) and span.after(start) < settings.today]
    undated = any(goal.status_word in STOPPED and not (goal.closed and goal.closed.on) for goal in goals)
    judged = len(old) >= LEAST and not undated
    return Indicator(
        Sign.STOPPED,
        len(found),
        len(promised),
        Decimal(len(found)),
        Decimal(0),
        judged,
        judged and not found,
        tuple(goal.id for goal in found),
    )


def _load(outcomes: Iterable[Goal], settings: Settings) -> Indicator:
    """The most active outcomes that one owner has; `base` is how many owners have any."""
    held: dict[str, list[str]] = {}
    for outcome in outcomes:
        for key in dict.fromkeys(owner_keys(outcome, settings)):
            held.setdefault(key, []).append(outcome.id)
    most = max(map(len, held.values()), default=0)
    behind = dict.fromkeys(goal for owned in held.values() if len(owned) == most for goal in owned)
    limit = Decimal(settings.active_per_owner)
    return Indicator(
        Sign.LOAD, most, len(held), Decimal(most) if held else None, limit, bool(held), most > limit, tuple(behind)
    )


def _without_outcome(tree: GoalTree, outputs: Iterable[Output]) -> tuple[list[Output], list[Output]]:
    alive = [output for output in outputs if not is_over(output)]
    return [
        one for one in alive if not any(tree[up.parent].type is Level.OUTCOME for up in tree.parents(one.id))
    ], alive


def _share(sign: Sign, part: Collection[Goal], base: Collection[Goal], limit: Decimal = MOST_SHARE) -> Indicator:
    return _counted(sign, len(part), len(base), tuple(goal.id for goal in part), limit)


def _counted(sign: Sign, part: int, base: int, goals: tuple[str, ...], limit: Decimal = MOST_SHARE) -> Indicator:
    share = Decimal(100 * part) / base if base else None
    judged = base >= LEAST
    return Indicator(sign, part, base, share, limit, judged, judged and share is not None and share > limit, goals)


def _is_measured(outcome: Outcome, today: date) -> bool:
    return outcome.headline is not None and last_actual(outcome.headline, today) is not None


def _has_outputs(tree: GoalTree, outcome: Outcome) -> bool:
    """Whether outputs serve it, or somebody said that none is planned yet."""
    below = (tree[name] for name in tree.descendants(outcome.id))
    return outcome.not_broken_down or any(goal.type is Level.OUTPUT and not is_over(goal) for goal in below)


def _was_due(output: Output, settings: Settings) -> bool:
    """Whether the day of its first review is past: the one written down, else `review_after` shipping."""
    planned = output.reviews[0].due if output.reviews else None
    if planned or output.shipped_on is None:
        return planned is not None and planned < settings.today
    return settings.review_after.after(output.shipped_on) < settings.today
