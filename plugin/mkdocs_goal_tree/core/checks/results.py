"""Status and number side by side: GT504."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_goal_tree.core.dates import show_day
from mkdocs_goal_tree.core.metric import Direction
from mkdocs_goal_tree.core.model import Level
from mkdocs_goal_tree.core.nodes import shorten
from mkdocs_goal_tree.core.progress import last_actual, measure
from mkdocs_goal_tree.core.rules import found

from .numbers import show_value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_goal_tree.core.findings import Finding
    from mkdocs_goal_tree.core.metric import Actual, Metric
    from mkdocs_goal_tree.core.model import Goal
    from mkdocs_goal_tree.core.settings import Settings
    from mkdocs_goal_tree.core.tree import GoalTree

_GRACE = 30  # days in which to close a goal whose target is met


def check_status(tree: GoalTree, settings: Settings) -> Iterator[Finding]:
    """GT504, of the headline: achieved below the target, missed above it, or met and not closed."""
    for goal in tree:
        metric = goal.headline
        if metric is None or goal.type is Level.OUTPUT:
            continue
        if goal.status_word == "active":
            since = _met_since(goal, metric, settings)
            days = (settings.today - since.on).days if since else 0
            if since and days > _GRACE and metric.direction is not Direction.HOLD:
                said = (
                    f"the target of '{shorten(metric.name)}' has been met since {show_day(since.on)}, {days} days ago"
                )
                message = f"{said}, and the goal is still active"
                help_ = "close it as achieved" if goal.type is Level.OUTCOME else "set the next target with a decision"
                if goal.type is Level.OUTCOME:
                    help_ += ", or set the next target with a decision"
                yield found("GT504", tree.places[goal.id].at("status"), message, help_, goal.id)
        elif goal.status_word in {"achieved", "missed"}:
            last = _last(goal, metric, settings)
            met = _is_met(goal, metric, last, settings) if last else None
            if last and met is (goal.status_word == "missed"):
                side = "is met" if met else "is not met"
                said = f"{show_value(last.value, metric)} on {show_day(last.on)}"
                message = f"the goal is {goal.status_word}, but the target of '{shorten(metric.name)}' {side}: {said}"
                help_ = "correct the status, or the number if it is not the last one"
                yield found("GT504", tree.places[goal.id].at("status"), message, help_, goal.id)


def _last(goal: Goal, metric: Metric, settings: Settings) -> Actual | None:
    """The last number on the day the goal was closed; where there is none by then, the last one there is."""
    closed = goal.closed.on if goal.closed else None
    on_the_day = last_actual(metric, min(closed, settings.today)) if closed else None
    return on_the_day or last_actual(metric, settings.today)


def _met_since(goal: Goal, metric: Metric, settings: Settings) -> Actual | None:
    """The first of the latest measurements that have all met the target."""
    since = None
    for actual in reversed(metric.actuals):
        if actual.on <= settings.today:
            if not _is_met(goal, metric, actual, settings):
                break
            since = actual
    return since


def _is_met(goal: Goal, metric: Metric, actual: Actual, settings: Settings) -> bool | None:
    """Whether the target was met by that measurement."""
    return measure(metric.model_copy(update={"actuals": (actual,)}), goal, settings).met
