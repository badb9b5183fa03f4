"""What pages show of a goal's progress on both sides of a change, and what only easier promises made look better."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, NamedTuple

from .changes import Change, Kind, Shown, Side
from .easing import Easing
from .metric import Role
from .model import Level
from .pairing import pair_metrics
from .progress import State, measure, state_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .metric import Metric
    from .model import Goal
    from .project import Project
    from .settings import Settings

_WORST_FIRST = tuple(State)
_LARGE = 15  # digits from which on nobody rounds
_PROMISES = {
    *((Kind.TARGET_MOVED, field) for field in ("metrics.target", "metrics.target.by")),
    (Kind.BASELINE_MOVED, "metrics.baseline"),
    (Kind.FIELD_CHANGED, "metrics.milestones"),
    (Kind.DATE_MOVED, "period.to"),
}


class Turned(NamedTuple):
    """A goal whose state is better than before, by nothing but its promises; of `metric` the state speaks."""

    before: Goal
    after: Goal
    was: State
    now: State
    metric: Metric
    promises: tuple[Change, ...]


def shown_of(goal: Goal, settings: Settings) -> Shown | None:
    """None for outputs, and where neither a state nor a way is shown."""
    if goal.type is Level.OUTPUT:
        return None
    state = None if goal.is_closed else state_of(goal, settings)
    way = measure(goal.headline, goal, settings).way if goal.headline else None
    return None if state is None and way is None else Shown(state or "", None if way is None else _percent(way))


def compare_shown(changes: Iterable[Change], old: Project, new: Project) -> Iterator[Change]:
    """One change for each goal that shows another progress. `changes` are all others: without one nothing else shows."""
    for before, after in _both(changes):
        was, now = shown_of(old.tree[before], old.settings), shown_of(new.tree[after], new.settings)
        if was != now:
            spans = old.tree.places[before].at("metrics"), new.tree.places[after].at("metrics")
            yield Change(Kind.PROGRESS_SHOWN, Side(before, "", was, spans[0]), Side(after, "", now, spans[1]))


def is_measured_anew(before: Goal, after: Goal) -> bool:
    """Whether any measurement came, went or changed."""
    return _measurements(before) != _measurements(after)


def turned_by_promises(changes: Iterable[Change], old: Project, new: Project) -> Iterator[Turned]:
    """The goals that look better though nothing was measured: with the new promises the old goal would do so too."""
    of_goal: dict[str, list[Change]] = {}
    for change in changes:
        of_goal.setdefault(change.goal, []).append(change)
    for told in of_goal.values():
        for change in told:
            if change.kind is Kind.PROGRESS_SHOWN and change.old.goal and change.new.goal:
                turned = _turned(old.tree[change.old.goal], new.tree[change.new.goal], told, new.settings)
                if turned:
                    yield turned


def _both(changes: Iterable[Change]) -> list[tuple[str, str]]:
    """The goals that are on both sides and changed."""
    pairs = {
        (change.old.goal, change.new.goal): None
        for change in changes
        if change.old.goal and change.new.goal and change.kind is not Kind.PRIMARY_SWITCHED
    }
    return list(pairs)


def _percent(way: Decimal) -> Decimal:
    """As whole as pages show it; what falls short of the whole is never rounded up to it."""
    if abs(way) >= 10**_LARGE:
        return way * 100
    whole = (way * 100).quantize(Decimal(1), ROUND_HALF_UP)
    return Decimal(99) if way < 1 <= whole / 100 else whole + 0


def _measurements(goal: Goal) -> list[str]:
    return sorted(repr(metric.actuals) for metric in goal.metrics if metric.actuals)


def _turned(before: Goal, after: Goal, changes: Iterable[Change], settings: Settings) -> Turned | None:
    was, now = state_of(before, settings), state_of(after, settings)
    if was is None or now is None or before.is_closed or after.is_closed or is_measured_anew(before, after):
        return None
    if _WORST_FIRST.index(now) <= _WORST_FIRST.index(was) or state_of(_promised(before, after), settings) is not now:
        return None
    speaks = [metric for metric in after.metrics if _speaks(metric, after, was)]
    promises = tuple(change for change in changes if _is_reason(change, speaks))
    metrics = [metric for metric in speaks if any(change.item == metric.id for change in promises)] or speaks
    return Turned(before, after, was, now, metrics[0], promises) if promises else None


def _promised(before: Goal, after: Goal) -> Goal:
    """The old goal with the targets, baselines and the period of the new one."""
    news = {a: after.metrics[b] for a, b in pair_metrics(before, after) if a is not None and b is not None}
    metrics = tuple(
        metric.model_copy(update={"milestones": news[a].milestones, "baseline": news[a].baseline})
        if a in news
        else metric
        for a, metric in enumerate(before.metrics)
    )
    return before.model_copy(update={"metrics": metrics, "period": after.period})


def _speaks(metric: Metric, goal: Goal, was: State) -> bool:
    """Whether the state that the goal had hung on that metric."""
    return metric.role is Role.GUARDRAIL if was is State.GUARDRAIL_BREACHED else metric is goal.headline


def _is_reason(change: Change, speaks: Iterable[Metric]) -> bool:
    if (change.kind, change.field) not in _PROMISES or change.direction is Easing.HARDER:
        return False
    if change.kind is Kind.DATE_MOVED:
        return any(metric.target is None or metric.target.by is None for metric in speaks)
    return change.item in {metric.id for metric in speaks}
