"""Whether the tree reads like a feature factory's: GT601."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_goal_tree.core.findings import Note
from mkdocs_goal_tree.core.goal_days import known_since
from mkdocs_goal_tree.core.health import Sign, indicators
from mkdocs_goal_tree.core.rules import found

from .standing import is_worked_on, title_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_goal_tree.core.findings import Finding
    from mkdocs_goal_tree.core.health import Indicator
    from mkdocs_goal_tree.core.settings import Settings
    from mkdocs_goal_tree.core.source import Span
    from mkdocs_goal_tree.core.tree import GoalTree

_MOST_NOTES = 10


def check_feature_factory(tree: GoalTree, settings: Settings) -> Iterator[Finding]:
    """GT601, at most three, each at the goal that explains it most; nothing is said while a file cannot be read."""
    if tree.unread:
        return
    asking = {one.sign: one for one in indicators(tree, settings) if one.asks}
    if one := asking.get(Sign.UNREVIEWED):
        yield _unreviewed(tree, one)
    if one := asking.get(Sign.OUTPUTS_PER_OUTCOME):
        yield _without_effect(tree, one)
    if Sign.STOPPED in asking:
        yield from _nothing_stopped(tree, settings)


def _unreviewed(tree: GoalTree, one: Indicator) -> Finding:
    """At the shipped output that has waited longest."""
    first, *others = one.goals
    message = f"{one.part} of {one.base} shipped outputs were never reviewed, this one the longest"
    notes = [Note(_shipped(tree, name), f"'{name}' was never reviewed") for name in others[:_MOST_NOTES]]
    return found("GT601", _shipped(tree, first), message, "look at it, and write the verdict", first, notes)


def _without_effect(tree: GoalTree, one: Indicator) -> Finding:
    """At the output that was shipped last."""
    last = one.goals[-1]
    moved = {0: "no outcome moved", 1: "1 outcome moved"}.get(one.base, f"{one.base} outcomes moved")
    message = f"{one.part} outputs were shipped, {moved}; this one is the latest"
    help_ = "before the next one, ask which number the last ones changed"
    return found("GT601", _shipped(tree, last), message, help_, last)


def _nothing_stopped(tree: GoalTree, settings: Settings) -> Iterator[Finding]:
    """At the goal that has gone on longest."""
    going = [(start, goal) for goal in tree if is_worked_on(goal) and (start := known_since(goal))]
    if going:
        _, goal = min(going, key=lambda one: (one[0], one[1].id))
        span = settings.health.nothing_dropped_for
        message = f"nothing was dropped, retired or cancelled within {span}; this goal has gone on longest"
        yield found(
            "GT601", title_of(tree, goal), message, "ask of each goal whether you would begin it today", goal.id
        )


def _shipped(tree: GoalTree, name: str) -> Span:
    return tree.places[name].at("shipped_on")
