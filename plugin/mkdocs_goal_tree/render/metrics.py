"""Metric cards: baseline → last → target, the bar, the state in words, and the numbers as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from mkdocs_goal_tree.core.metric import Direction, Measure, Role
from mkdocs_goal_tree.core.progress import Progress, State, band, is_under_way, last_actual, measure

from . import figures
from .charts import chart
from .faces import Face, bar_label, clamped, tone
from .plots import ALONE, course, target_heights
from .sparklines import sparkline
from .view import Bar, Chip, View, bar, chip, day, say

if TYPE_CHECKING:
    from mkdocs_goal_tree.core.metric import Metric
    from mkdocs_goal_tree.core.model import Goal

    from .charts import Chart
    from .plots import Room

MOST_ROWS = 100


class Number(NamedTuple):
    """One of the three numbers of a card; `value` is what is not known where there is none."""

    label: str
    value: str
    unit: str
    day: str


class Row(NamedTuple):
    """One actual of the table of numbers, ready to be read."""

    day: str
    value: str
    note: str
    source: str


class MetricCard(NamedTuple):
    """All that a metric's card shows; `chip` is None where no state can be told."""

    id: str
    name: str
    guardrail: bool
    role: str
    chip: Chip | None
    numbers: tuple[Number, Number, Number]
    bar: Bar | None
    way: str
    time: str
    verdict: str
    on: str
    measured: str
    note: str
    source: tuple[str, str]
    limit: str
    figure: str
    chart: Chart | None
    spark: Markup
    in_words: bool
    rows: tuple[Row, ...]
    older: int


def metric_card(view: View, metric: Metric, goal: Goal, beside: Room = ALONE) -> MetricCard:
    """The card of one metric; a guardrail's is one line. `beside`: what its chart has room for."""
    progress = measure(metric, goal, view.settings)
    words, last = view.words, progress.last
    rows = [
        Row(day(view, one.on), figures.amount(metric, one.value, words), one.note, one.source)
        for one in reversed(metric.actuals)
    ]
    guardrail = metric.role is Role.GUARDRAIL
    return MetricCard(
        metric.id,
        metric.name,
        guardrail,
        "" if metric.role is Role.PRIMARY else words[f"role-{metric.role}"],
        None if goal.is_closed else _chip(view, progress),
        (_baseline(view, metric), _last(view, progress), _target(view, metric, goal)),
        bar(_face(view, progress, goal)),
        figures.share(progress.way, words) if progress.way is not None else "",
        figures.share(progress.pace, words) if progress.pace is not None else "",
        _verdict(progress, goal),
        figures.day(last.on, words, near=view.settings.today) if last else "",
        figures.ago(progress.age, words) if progress.age is not None else words["not-measured"],
        last.note if last else "",
        (metric.source.label or metric.source.url, metric.source.url) if metric.source else ("", ""),
        _limit(view, metric) if guardrail else "",
        figures.change(metric, metric.baseline.value if metric.baseline else None, last.value if last else None, words)
        if guardrail
        else "",
        chart(view, metric, goal, beside),
        spark(view, metric) if guardrail else Markup(),
        metric.measure is Measure.QUALITATIVE,
        tuple(rows[:MOST_ROWS]),
        max(len(rows) - MOST_ROWS, 0),
    )


def briefly(view: View, card: MetricCard) -> MetricCard:
    """A card whose units are short, for a narrow column."""
    first, last, target = (number._replace(unit=figures.short_unit(number.unit, view.words)) for number in card.numbers)
    return card._replace(numbers=(first, last, target))


def _chip(view: View, progress: Progress) -> Chip | None:
    match progress.state:
        case None:
            return None
        case State.STALE:
            return chip(view, "stale", word=say(view, "stale-since", count=progress.age))
        case State.ON_TRACK if progress.metric.role is Role.GUARDRAIL:
            return chip(view, "on-track", word=view.words["within-limit"])
        case state:
            return chip(view, state)


def _face(view: View, progress: Progress, goal: Goal) -> Face:
    """A face for the bar alone; a closed goal's has the tone of its status."""
    empty = progress.last is None and (progress.metric.target is not None or progress.metric.baseline is not None)
    way, time = clamped(progress.way), clamped(progress.pace)
    label = bar_label(way, time, view.words)
    return Face(
        "",
        "",
        tone(goal.status_word if goal.is_closed else progress.state or ""),
        "",
        way,
        time,
        empty=empty,
        label=label,
    )


def _verdict(progress: Progress, goal: Goal) -> str:
    """The key of the words beside the state."""
    metric = progress.metric
    if progress.last is None:
        return ""
    if progress.way is not None:
        if progress.pace is None:
            return "way-open" if is_under_way(goal) and not goal.is_closed else "way"
        return "way-and-plan" if len(metric.milestones) > 1 else "way-and-time"
    if progress.met is None:
        return "" if metric.milestones else "no-target"
    if band(metric):
        return "in-band" if progress.met else "out-of-band"
    return "reached" if progress.met else "not-reached"


def _baseline(view: View, metric: Metric) -> Number:
    label, baseline = view.words["baseline"], metric.baseline
    if baseline is None:
        return Number(label, view.words["unknown"], "", "")
    on = day(view, baseline.on) if baseline.on else ""
    return Number(label, figures.large(metric, baseline.value, view.words), figures.unit_beside(metric), on)


def _last(view: View, progress: Progress) -> Number:
    label, last, metric = view.words["last"], progress.last, progress.metric
    if last is None:
        return Number(label, view.words["none"], "", "")
    unit = figures.unit_beside(metric)
    return Number(label, figures.large(metric, last.value, view.words), unit, day(view, last.on))


def _target(view: View, metric: Metric, goal: Goal) -> Number:
    label, target = view.words["target"], metric.target
    end = (target and target.by) or (goal.period and goal.period.end)
    by = say(view, "by", day=day(view, end)) if end else ""
    if target is None or target.value is None or band(metric):
        text = figures.target(metric, view.words)
        return Number(label, text or view.words["none"], "", by if text else "")
    return Number(label, figures.large(metric, target.value, view.words), figures.unit_beside(metric), by)


def _limit(view: View, metric: Metric) -> str:
    """What a guardrail must not pass: its target or, without one, its baseline."""
    words = view.words
    if band(metric):
        return figures.target(metric, words)
    value = metric.target.value if metric.target else metric.baseline.value if metric.baseline else None
    text = figures.amount(metric, value, words)
    key = {Direction.UP: "at-least", Direction.DOWN: "at-most"}.get(metric.direction or Direction.HOLD)
    return words.say(key, value=text) if key and text else text


def spark(view: View, metric: Metric | None) -> Markup:
    """The course of a metric beside its numbers; nothing without two of them."""
    return sparkline(course(metric, view.settings.today), target=target_heights(metric)) if metric else Markup()


def last_note(view: View, goal: Goal) -> str:
    """The note of the last measurement of the metric that a goal is known by."""
    last = last_actual(goal.headline, view.settings.today) if goal.headline else None
    return last.note if last else ""
