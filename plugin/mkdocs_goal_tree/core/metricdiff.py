"""The metrics of one goal compared: names, targets with their direction, baselines, measurements, the headline."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .changes import Change, Kind, Side
from .easing import ease_of_baseline, ease_of_end, ease_of_target
from .pace import time_frame
from .progress import band

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .changes import Plain
    from .easing import Easing
    from .metric import Metric
    from .model import Goal
    from .tree import GoalTree, Place


def compare_metrics(
    old: GoalTree, new: GoalTree, before: Goal, after: Goal, pairs: Sequence[tuple[int | None, int | None]]
) -> Iterator[Change]:
    """What changed in metrics that are on both sides; `pairs` are their positions."""
    places = old.places[before.id], new.places[after.id]
    both = [(a, b) for a, b in pairs if a is not None and b is not None]
    for a, b in both:
        for moved in _compare_metric(before, after, before.metrics[a], after.metrics[b]):
            left = _side(places[0], before, a, moved.field, moved.was)
            right = _side(places[1], after, b, moved.field, moved.is_)
            yield Change(moved.kind, left, right, moved.field, moved.direction)
    yield from _compare_headline(places, before, after, both)


class _Moved(NamedTuple):
    kind: Kind
    field: str
    was: Plain
    is_: Plain
    direction: Easing | None = None


def _compare_metric(before: Goal, after: Goal, was: Metric, is_: Metric) -> Iterator[_Moved]:
    if was.id != is_.id:
        yield _Moved(Kind.METRIC_RENAMED, "metrics.id", was.id, is_.id)
    if was.name != is_.name:
        yield _Moved(Kind.METRIC_RENAMED, "metrics.name", was.name, is_.name)
    if was.milestones or is_.milestones:
        values = _wanted(was), _wanted(is_)
        if values[0] != values[1]:
            yield _Moved(Kind.TARGET_MOVED, "metrics.target", *values, ease_of_target(was, is_))
        days = (was.target.by if was.target else None, is_.target.by if is_.target else None)
        if days[0] != days[1] and bool(was.milestones) is bool(is_.milestones):
            ends = time_frame(was, before)[1], time_frame(is_, after)[1]
            yield _Moved(Kind.TARGET_MOVED, "metrics.target.by", *days, ease_of_end(*ends))
    starts = (was.baseline.value if was.baseline else None, is_.baseline.value if is_.baseline else None)
    if starts[0] != starts[1]:
        yield _Moved(Kind.BASELINE_MOVED, "metrics.baseline", *starts, ease_of_baseline(was, is_))
    for name in ("on", "note"):
        parts = getattr(was.baseline, name, None) or None, getattr(is_.baseline, name, None) or None
        if parts[0] != parts[1]:
            yield _Moved(Kind.FIELD_CHANGED, f"metrics.baseline.{name}", *parts)
    if was.actuals != is_.actuals:
        yield _Moved(Kind.MEASURED, "metrics.actuals", _last(was), _last(is_))


def _wanted(metric: Metric) -> Plain:
    """The target as a number, yes or no, words, or the band that counts as met."""
    return band(metric) or (metric.target.value if metric.target else None)


def _last(metric: Metric) -> Plain:
    return metric.actuals[-1].value if metric.actuals else None


def _compare_headline(
    places: tuple[Place, Place], before: Goal, after: Goal, both: Sequence[tuple[int, int]]
) -> Iterator[Change]:
    """Another metric speaks for the goal, though both were there before."""
    if before.headline is None or after.headline is None:
        return
    a, b = before.metrics.index(before.headline), after.metrics.index(after.headline)
    if (a, b) not in both and a in {x for x, _ in both} and b in {y for _, y in both}:
        left = _side(places[0], before, a, "metrics", before.headline.id)
        right = _side(places[1], after, b, "metrics", after.headline.id)
        yield Change(Kind.FIELD_CHANGED, left, right, "headline")


def _side(place: Place, goal: Goal, position: int, field: str, value: Plain) -> Side:
    steps: list[str | int] = [*field.split(".")[1:]]
    if steps[:1] == ["target"]:
        last = max(len(goal.metrics[position].milestones) - 1, 0)
        steps = ["target", last, *(steps[1:] or ["value"])]
    return Side(goal.id, goal.metrics[position].id, value, place.at("metrics", position, *steps))
