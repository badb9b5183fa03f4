"""Ends that passed and ends without a reason: GT219 and GT220."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_goal_tree.core.dates import show_day
from mkdocs_goal_tree.core.model import Output
from mkdocs_goal_tree.core.rules import found

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from mkdocs_goal_tree.core.findings import Finding
    from mkdocs_goal_tree.core.model import Goal
    from mkdocs_goal_tree.core.settings import Settings
    from mkdocs_goal_tree.core.tree import GoalTree, Path

_WANTS_A_REASON = frozenset({"dropped", "missed", "retired", "cancelled"})
_OPEN = frozenset({"active", "proposed", "planned", "building"})
_WHAT = {"period": "period", "metrics": "target's day", "due": "due date"}


def check_reasons(tree: GoalTree, _: Settings) -> Iterator[Finding]:
    """GT219."""
    for goal in tree:
        if goal.status_word in _WANTS_A_REASON and not (goal.closed and goal.closed.why):
            place = tree.places[goal.id]
            span = place.at("closed") if goal.closed else place.at("status")
            message = f"the goal is {goal.status_word} and does not say why"
            yield found("GT219", span, message, "add `closed` with `why`", goal.id)


def check_ends(tree: GoalTree, settings: Settings) -> Iterator[Finding]:
    """GT220, once a goal, at the first end that passed."""
    for goal in tree:
        if end := ended(goal, settings.today):
            day, path = end
            what = _WHAT[str(path[0])]
            message = f"the goal is still {goal.status_word}; its {what} ended on {show_day(day)}"
            if what != "period":
                message = f"the goal is still {goal.status_word}; its {what} was {show_day(day)}"
            help_ = "close it, extend it with a decision, or drop it"
            yield found("GT220", tree.places[goal.id].at(*path), message, help_, goal.id)


def ended(goal: Goal, today: date) -> tuple[date, Path] | None:
    """The first end of an open goal that passed, with its place in the file: of its period, its target, its due day."""
    passed = [end for end in _ends(goal) if end[0] < today]
    return min(passed) if goal.status_word in _OPEN and passed else None


def _ends(goal: Goal) -> Iterator[tuple[date, Path]]:
    if goal.period and goal.period.end:
        yield goal.period.end, ("period", "to")
    headline = goal.headline
    if headline and headline.target and headline.target.by:
        position = goal.metrics.index(headline)
        yield headline.target.by, ("metrics", position, "target", len(headline.milestones) - 1, "by")
    if isinstance(goal, Output) and goal.due:
        yield goal.due, ("due",)
