"""Whether goals under way are measured: GT306, GT307, GT308 and GT312."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_goal_tree.core.dates import show_day
from mkdocs_goal_tree.core.metric import Direction, Measure, Role
from mkdocs_goal_tree.core.model import Level
from mkdocs_goal_tree.core.nodes import shorten
from mkdocs_goal_tree.core.progress import band, breached, last_actual
from mkdocs_goal_tree.core.rules import found

from .numbers import asks_for_baseline, show_value
from .standing import is_lost, is_past, lost_a_metric, title_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_goal_tree.core.findings import Finding
    from mkdocs_goal_tree.core.metric import Actual, Metric
    from mkdocs_goal_tree.core.model import Goal
    from mkdocs_goal_tree.core.settings import Settings
    from mkdocs_goal_tree.core.source import Span
    from mkdocs_goal_tree.core.tree import GoalTree, Path

_IN_WORDS = frozenset({Measure.BOOLEAN, Measure.QUALITATIVE})


def check_measured(tree: GoalTree, _: Settings) -> Iterator[Finding]:
    """GT306; a goal that lost a metric to another fault is not looked at."""
    for goal in _under_way(tree):
        if lost_a_metric(tree, goal):
            continue
        if not goal.metrics:
            message = f"the {goal.type} is {goal.status_word} and has no metric"
            help_ = "add `metrics` with a name, a baseline and a target"
            yield found("GT306", title_of(tree, goal), message, help_, goal.id)
        elif goal.headline is None:
            message = f"the {goal.type} is {goal.status_word}, and none of its metrics is primary"
            help_ = "take `role` out of the one that tells whether the goal is reached"
            yield found("GT306", tree.places[goal.id].at("metrics", 0, "role"), message, help_, goal.id)
        for i, metric in enumerate(goal.metrics):
            if _lacks_a_baseline(metric) and not is_lost(tree, goal, "metrics", i, "baseline"):
                message = f"'{shorten(metric.name)}' has no baseline: nobody will be able to tell what changed"
                help_ = "measure it once before the work begins, and add `baseline`"
                if metric.role is Role.GUARDRAIL:
                    message = f"'{shorten(metric.name)}' has neither target nor baseline, so nothing guards it"
                    help_ = "add `target` with the value that it must not pass"
                yield found("GT306", tree.places[goal.id].at("metrics", i, "name"), message, help_, goal.id)


def check_instrumented(tree: GoalTree, settings: Settings) -> Iterator[Finding]:
    """GT307, once a metric; only a primary metric that counts needs to name its source."""
    for goal in tree.at_level(Level.OUTCOME):
        if goal.status_word != "active" or lost_a_metric(tree, goal):
            continue
        for i, metric in enumerate(goal.metrics):
            name, last = shorten(metric.name), last_actual(metric, settings.today)
            path: Path = ("metrics", i, "name")
            if last is None and not metric.instrumented:
                path = ("metrics", i, "instrumented")
                message = f"'{name}' is not measured yet"
                help_ = "say how it will be measured, or set the outcome back to `proposed`"
            elif last is None and not _is_fresh(tree, goal, i, settings):
                message = f"'{name}' has no measurement"
                help_ = "add the first one to `actuals`"
            elif not _names_a_source(metric):
                message = f"'{name}' does not say where its number comes from"
                help_ = "add `source` with a label"
            else:
                continue
            yield found("GT307", tree.places[goal.id].at(*path), message, help_, goal.id)


def check_fresh(tree: GoalTree, settings: Settings) -> Iterator[Finding]:
    """GT308, at the last measurement."""
    for goal in _under_way(tree):
        for i, metric in enumerate(goal.metrics):
            last = last_actual(metric, settings.today)
            limit = metric.stale_after or settings.stale_after
            if last and is_past(last.on, limit, settings.today):
                days = (settings.today - last.on).days
                message = f"'{shorten(metric.name)}' was last measured on {show_day(last.on)}, {days} days ago"
                help_ = f"measure it again; after {limit} a number counts as old"
                yield found("GT308", _place(tree, goal, i, last, "on"), message, help_, goal.id)


def check_guardrails(tree: GoalTree, settings: Settings) -> Iterator[Finding]:
    """GT312, at the last measurement."""
    for goal in _under_way(tree):
        for metric in breached(goal, settings):
            last = last_actual(metric, settings.today)
            if last:
                said = f"the guardrail '{shorten(metric.name)}' is {show_value(last.value, metric)}"
                message = f"{said} on {show_day(last.on)}; {_limit(metric)}"
                help_ = "stop what harms it, or decide on another limit and write it down"
                place = _place(tree, goal, goal.metrics.index(metric), last, "value")
                yield found("GT312", place, message, help_, goal.id)


def _under_way(tree: GoalTree) -> Iterator[Goal]:
    return (goal for goal in tree if asks_for_baseline(goal))


def _place(tree: GoalTree, goal: Goal, position: int, actual: Actual, field: str) -> Span:
    at = next(j for j, one in enumerate(goal.metrics[position].actuals) if one is actual)
    return tree.places[goal.id].at("metrics", position, "actuals", at, field)


def _lacks_a_baseline(metric: Metric) -> bool:
    """Whether a baseline would tell something: not of words, nor where a limit or a band stands by itself."""
    if metric.baseline or metric.measure in _IN_WORDS:
        return False
    return metric.target is None or (metric.role is not Role.GUARDRAIL and metric.direction is not Direction.HOLD)


def _is_fresh(tree: GoalTree, goal: Goal, position: int, settings: Settings) -> bool:
    """Whether the baseline is the last look, and a recent one; or measurements stand there that cannot count."""
    metric = goal.metrics[position]
    if ("metrics", position, "actuals") in tree.places[goal.id].spans:
        return True
    start = metric.baseline.on if metric.baseline else None
    return start is not None and not is_past(start, metric.stale_after or settings.stale_after, settings.today)


def _names_a_source(metric: Metric) -> bool:
    return (
        metric.role is not Role.PRIMARY
        or metric.measure in _IN_WORDS
        or metric.source is not None
        or any(actual.source for actual in metric.actuals)
    )


def _limit(metric: Metric) -> str:
    """What a guardrail must not pass."""
    if limits := band(metric):
        low, high = (None if end is None else show_value(end, metric) for end in limits)
        if low is None or high is None:
            return f"its limit is {low or high}"
        return f"its limits are {low} and {high}" if low != high else f"it has to stay at {low}"
    wanted = metric.target or metric.baseline
    return f"its limit is {show_value(wanted.value if wanted else None, metric)}"
