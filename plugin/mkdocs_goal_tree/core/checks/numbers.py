"""Numbers and days that contradict each other: GT303, GT304 and GT305."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from mkdocs_goal_tree.core.dates import show_day
from mkdocs_goal_tree.core.metric import Direction, Measure, Role
from mkdocs_goal_tree.core.model import Impact, Level
from mkdocs_goal_tree.core.nodes import shorten
from mkdocs_goal_tree.core.rules import found
from mkdocs_goal_tree.core.values import number_or_none

from .standing import field_name, is_lost, is_worked_on

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from mkdocs_goal_tree.core.findings import Finding
    from mkdocs_goal_tree.core.metric import Metric
    from mkdocs_goal_tree.core.model import Goal
    from mkdocs_goal_tree.core.scalars import Value
    from mkdocs_goal_tree.core.settings import Settings
    from mkdocs_goal_tree.core.tree import GoalTree, Path

_BANDS = frozenset({Direction.HOLD, Direction.RANGE})
_IN_WORDS = frozenset({Measure.BOOLEAN, Measure.QUALITATIVE})
_WHICH_WAY = "add `direction`: up, down, hold or range"


def check_words(tree: GoalTree, _: Settings) -> Iterator[Finding]:
    """GT303, once a metric."""
    for goal in tree:
        for i, metric in enumerate(goal.metrics):
            if metric.measure is Measure.QUALITATIVE and (fault := _number_of_words(metric)):
                path: Path = ("metrics", i, *fault)
                field = field_name(tree, goal, *path)
                message, help_ = f"{field} is set for a metric in words, which has none", "take the target out"
                if fault[0] != "target":
                    message = f"{field} is a number, and the metric is one in words"
                    help_ = "write what people say"
                help_ += ", or take `measure: qualitative` out"
                yield found("GT303", tree.places[goal.id].at(*path), message, help_, goal.id)


def check_days(tree: GoalTree, settings: Settings) -> Iterator[Finding]:
    """GT304; of measurements that are still to come one a metric."""
    for goal in tree:
        place = tree.places[goal.id]
        periods: list[tuple[Path, date | None, date | None]] = []
        if goal.period:
            periods.append((("period",), goal.period.start, goal.period.end))
        if isinstance(goal, Impact):
            periods += [(("primary", i), one.start, one.end) for i, one in enumerate(goal.primary)]
        for path, start, end in periods:
            if start and end and end < start:
                field = field_name(tree, goal, *path, "to")
                message = f"{field} is {show_day(end)}, before the period begins on {show_day(start)}"
                yield found("GT304", place.at(*path, "to"), message, "correct one of the two days", goal.id)
        for i, metric in enumerate(goal.metrics):
            yield from _days_of(tree, goal, i, metric, settings.today)


def check_targets(tree: GoalTree, _: Settings) -> Iterator[Finding]:
    """GT305. Closed goals keep the numbers they had; where GT306 asks for a baseline, the direction follows from it."""
    for goal in tree:
        for i, metric in enumerate(goal.metrics):
            if metric.measure is Measure.QUALITATIVE or goal.is_closed:
                continue
            fault = _limit(metric) if metric.role is Role.GUARDRAIL else _aim(tree, goal, i, metric)
            if fault:
                where, said, help_ = fault
                path: Path = ("metrics", i, *where)
                message = f"{field_name(tree, goal, *path)} {said}"
                yield found("GT305", tree.places[goal.id].at(*path), message, help_, goal.id)


def show_value(value: Value | None, metric: Metric) -> str:
    """A value for a message: `80 %`, `0.14 EUR`, `true`."""
    if isinstance(value, Decimal):
        return shorten(f"{value} {metric.unit}")
    return str(value).lower() if isinstance(value, bool) else shorten(str(value))


def _number_of_words(metric: Metric) -> Path | None:
    """The path of what a metric in words cannot have: a target, or else a bare number."""
    if metric.milestones:
        return ("target",)
    values: list[tuple[Path, Value]] = []
    if metric.baseline:
        values.append((("baseline", "value"), metric.baseline.value))
    values += [(("actuals", j, "value"), actual.value) for j, actual in enumerate(metric.actuals)]
    return next((path for path, value in values if number_or_none(str(value)) is not None), None)


def _days_of(tree: GoalTree, goal: Goal, position: int, metric: Metric, today: date) -> Iterator[Finding]:
    place = tree.places[goal.id]
    start = metric.baseline.on if metric.baseline else None
    for j, target in enumerate(metric.milestones):
        if start and target.by and target.by < start:
            path: Path = ("metrics", position, "target", j, "by")
            message = (
                f"{field_name(tree, goal, *path)} is {show_day(target.by)}, before the baseline of {show_day(start)}"
            )
            yield found("GT304", place.at(*path), message, "correct one of the two days", goal.id)
    for j, actual in enumerate(metric.actuals):
        if (actual.on - today).days > 1:
            path = ("metrics", position, "actuals", j, "on")
            message = f"{field_name(tree, goal, *path)} is {show_day(actual.on)}, a day that is still to come"
            yield found("GT304", place.at(*path), message, "write the day of the measurement", goal.id)
            return


def _limit(metric: Metric) -> tuple[Path, str, str] | None:
    """A guardrail's target lies on the side where it gets worse, so that only the direction tells which one that is."""
    value = metric.target.value if metric.target else None
    if metric.direction is None and metric.measure not in _IN_WORDS and (value is not None or metric.baseline):
        where: Path = ("baseline", "value") if value is None else _goal_of(metric)
        return where, "is the limit of a guardrail, and nothing tells which side of it is worse", _WHICH_WAY
    return None


def _aim(tree: GoalTree, goal: Goal, position: int, metric: Metric) -> tuple[Path, str, str] | None:
    """What is wrong with the target as seen from the baseline: field, message and remedy."""
    end = metric.target.value if metric.target else None
    start = metric.baseline.value if metric.baseline else None
    if metric.direction in _BANDS or end is None:
        return None
    if start is None:
        silent = goal.status_word in {"draft", "idea"} or metric.measure in _IN_WORDS or asks_for_baseline(goal)
        if metric.direction or silent or is_lost(tree, goal, "metrics", position, "baseline"):
            return None
        return (
            _goal_of(metric),
            f"is {show_value(end, metric)}, and nothing tells whether that is up or down",
            _WHICH_WAY,
        )
    there, here = show_value(end, metric), show_value(start, metric)
    if start == end:
        return _goal_of(metric), f"is {there}, where the baseline is", "write the number to reach, or `direction: hold`"
    rises = Decimal(end) > Decimal(start)
    if metric.direction is (Direction.DOWN if rises else Direction.UP):
        side = "above" if rises else "below"
        said = f"is {there}, {side} the baseline of {here}, and the direction is {metric.direction}"
        return _goal_of(metric), said, "correct the number, or turn `direction` round"
    return None


def _goal_of(metric: Metric) -> Path:
    return ("target", len(metric.milestones) - 1, "value")


def asks_for_baseline(goal: Goal) -> bool:
    """Whether GT306 looks at the goal."""
    return goal.type is not Level.OUTPUT and is_worked_on(goal)
