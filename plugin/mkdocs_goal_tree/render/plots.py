"""What a metric's chart shows, decided once for both widths: its numbers, days, marks and words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from mkdocs_goal_tree.core.metric import Measure
from mkdocs_goal_tree.core.model import Output
from mkdocs_goal_tree.core.pace import as_number, plan
from mkdocs_goal_tree.core.progress import band, has_way, is_under_way, last_actual

from . import figures
from .scales import Axis, axis
from .view import children, day, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mkdocs_goal_tree.core.metric import Metric
    from mkdocs_goal_tree.core.model import Goal
    from mkdocs_goal_tree.core.progress import Band
    from mkdocs_goal_tree.core.scalars import Value

    from .view import View

_TICKS = 5
_YES_NO = Axis(Decimal("-0.2"), Decimal("1.2"), (Decimal(0), Decimal(1)))
_BOUNDS = {
    Measure.PERCENT: (Decimal(0), Decimal(100)),
    Measure.RATIO: (Decimal(0), Decimal(1)),
}
_SOON = frozenset({"idea", "planned", "building"})

Point = tuple[date, Decimal]


class Mark(NamedTuple):
    """One or several outputs on the day they shipped or are due; `text` says it whole."""

    day: date
    label: str
    text: str
    planned: bool


class Room(NamedTuple):
    """The heights and days that a chart holds. Two that stand side by side each hold what the other does."""

    heights: tuple[Decimal, ...] = ()
    days: tuple[date, ...] = ()


ALONE = Room()


class Plot(NamedTuple):
    """All that is drawn.

    `course` are the actuals in order, one a day; the first `before` of them is the baseline. `rules` are the numbers of
    the target, `limits` its band; `plan` is the line of the pace needed, `stones` the milestones on it with their words.
    """

    axis: Axis
    ticks: Sequence[tuple[Decimal, str]]
    days: Sequence[date]
    course: Sequence[Point]
    before: int
    steps: bool
    baseline: Decimal | None
    baseline_text: str
    rules: Sequence[Decimal]
    limits: Band | None
    target_text: Sequence[str]
    plan: Sequence[Point]
    stones: Sequence[tuple[Point, str]]
    marks: Sequence[Mark]
    today: date | None
    last_text: str
    label: str


def room(view: View, metric: Metric, goal: Goal) -> Room:
    """What the chart of a metric has to hold."""
    points, line, start = course(metric, view.settings.today), _plan(metric, goal), metric.baseline
    baseline = _height(start.value) if start else None
    heights = (*(value for _, value in (*points, *line)), *target_heights(metric), baseline)
    today = None if goal.is_closed else view.settings.today
    days = (start and start.on, *(on for on, _ in points), *(on for on, _ in line), _end(metric, goal), today)
    return Room(tuple(one for one in heights if one is not None), tuple(one for one in days if one))


def plot(view: View, metric: Metric, goal: Goal, beside: Room = ALONE) -> Plot | None:
    """What a chart of the metric shows, with room for what stands `beside` it.

    None where nothing was measured, or only in words, or once with nothing to compare it with.
    """
    points = course(metric, view.settings.today)
    last = last_actual(metric, view.settings.today)
    if not points or last is None:
        return None
    words, flags = view.words, metric.measure is Measure.BOOLEAN
    baseline = _height(metric.baseline.value) if metric.baseline else None
    start = metric.baseline.on if metric.baseline else None
    before = baseline is not None and start is not None and start < points[0][0]
    limits, rules = _rules(metric)
    if len(points) == 1 and not rules and baseline is None:
        return None
    line, own = _plan(metric, goal), room(view, metric, goal)
    heights = (*own.heights, *beside.heights)
    scale = _YES_NO if flags else axis(heights, most=_TICKS, bounds=_BOUNDS.get(metric.measure))
    return Plot(
        scale,
        [(tick, words["yes" if tick else "no"]) for tick in scale.ticks] if flags else _ticks(view, metric, scale),
        (*own.days, *beside.days),
        [(start, baseline), *points] if before and start and baseline is not None else points,
        int(before),
        flags,
        baseline,
        _baseline_text(view, metric),
        rules,
        limits,
        _target_text(view, metric, goal) if rules else (),
        line,
        [(point, figures.number(point[1], words)) for point in line[1:-1]],
        list(_marks(view, goal)),
        None if goal.is_closed else view.settings.today,
        figures.amount(metric, last.value, words, short=True),
        ", ".join(_label(view, metric, goal)),
    )


def course(metric: Metric, today: date) -> list[Point]:
    """The actuals up to today as heights, one a day: the later line of two; none for words."""
    by_day = {
        one.on: height for one in metric.actuals if one.on <= today and (height := _height(one.value)) is not None
    }
    return list(by_day.items())


def target_heights(metric: Metric) -> tuple[Decimal, ...]:
    """The height of the target, or of the ends that its band has."""
    return _rules(metric)[1]


def _height(value: Value | None) -> Decimal | None:
    """A number as it is, no and yes as 0 and 1, None for words."""
    return Decimal(value) if isinstance(value, bool) else as_number(value)


def _rules(metric: Metric) -> tuple[Band | None, tuple[Decimal, ...]]:
    """The target's band if it is more than a line, and the rules to draw."""
    if limits := band(metric):
        ends = tuple(dict.fromkeys(end for end in limits if end is not None))
        return (None if limits.low == limits.high else limits), ends
    target = _height(metric.target.value) if metric.target else None
    return None, () if target is None else (target,)


def _plan(metric: Metric, goal: Goal) -> Sequence[Point]:
    """The pace needed, of a goal that is under way."""
    return plan(metric, goal) if is_under_way(goal) and has_way(metric) else ()


def _end(metric: Metric, goal: Goal) -> date | None:
    return (metric.target and metric.target.by) or (goal.period and goal.period.end) or None


def _ticks(view: View, metric: Metric, scale: Axis) -> list[tuple[Decimal, str]]:
    """Each tick as a number, the highest with the sign that belongs to it."""
    texts = [figures.number(tick or Decimal(0), view.words) for tick in scale.ticks]
    texts[-1] = figures.large(metric, scale.high, view.words)
    return list(zip(scale.ticks, texts, strict=True))


def _baseline_text(view: View, metric: Metric) -> str:
    if metric.baseline is None:
        return ""
    return say(view, "chart-baseline", value=figures.amount(metric, metric.baseline.value, view.words, short=True))


def _target_text(view: View, metric: Metric, goal: Goal) -> tuple[str, ...]:
    first = say(view, "chart-target", value=figures.target(metric, view.words, short=True))
    end = _end(metric, goal)
    return (first, say(view, "by", day=figures.day(end, view.words, near=view.settings.today))) if end else (first,)


def _marks(view: View, goal: Goal) -> Iterator[Mark]:
    """The outputs that contribute directly, by the day they shipped, or are due if they have not yet."""
    by_day: dict[tuple[date, bool], list[str]] = {}
    for one in children(view, goal.id):
        if isinstance(one, Output):
            soon = one.due if one.status_word in _SOON else None
            if when := one.shipped_on or soon:
                by_day.setdefault((when, one.shipped_on is None), []).append(one.title)
    for (when, planned), titles in sorted(by_day.items()):
        name = titles[0] if len(titles) == 1 else say(view, "count-outputs", count=len(titles))
        key = "chart-due" if planned else "chart-shipped"
        yield Mark(
            when,
            say(view, "chart-planned", title=name) if planned else name,
            say(view, key, titles=figures.together(titles, view.words), day=day(view, when)),
            planned,
        )


def _label(view: View, metric: Metric, goal: Goal) -> Iterator[str]:
    """The chart in words: `Results opened: baseline 22 % on 5 Jan 2026`, and so on."""
    words, baseline, end = view.words, metric.baseline, _end(metric, goal)
    last = last_actual(metric, view.settings.today)
    parts = []
    if baseline:
        parts.append(("chart-from", figures.amount(metric, baseline.value, words), baseline.on))
    if last:
        parts.append(("chart-last", figures.amount(metric, last.value, words), last.on))
    if text := figures.target(metric, words):
        parts.append(("chart-to", text, end))
    said = [
        say(view, f"{key}-on", value=value, day=day(view, on)) if on else say(view, key, value=value)
        for key, value, on in parts
    ]
    yield say(view, "chart-label", name=metric.name, first=said[0])
    yield from said[1:]
    yield from (mark.text for mark in _marks(view, goal))
