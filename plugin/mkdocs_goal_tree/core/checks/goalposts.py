"""Goalposts that were moved and nobody said why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_goal_tree.core.dates import show_day
from mkdocs_goal_tree.core.goalposts import Post
from mkdocs_goal_tree.core.nodes import shorten
from mkdocs_goal_tree.core.rules import found

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mkdocs_goal_tree.core.findings import Finding
    from mkdocs_goal_tree.core.goalposts import Moved, Past
    from mkdocs_goal_tree.core.metric import Metric
    from mkdocs_goal_tree.core.model import Goal
    from mkdocs_goal_tree.core.source import Span
    from mkdocs_goal_tree.core.tree import GoalTree

_WHAT = {Post.TARGET: "target", Post.BASELINE: "baseline", Post.DAY: "day of the target"}


def check_goalposts(tree: GoalTree, past: Mapping[str, Past]) -> Iterator[Finding]:
    """GT309; a change that a decision explains is none."""
    for name, of_goal in past.items():
        for one in of_goal.moved:
            if one.decision is None:
                yield _found(tree, tree[name], one)


def _found(tree: GoalTree, goal: Goal, one: Moved) -> Finding:
    change = f"from {_value(one.before, one.post)} to {_value(one.after, one.post)}"
    message = (
        f"the {_WHAT[one.post]} of '{shorten(one.before.name)}' went {change} on {show_day(one.on)}, "
        "and no decision says why"
    )
    help_ = f"add an entry to `decisions`, dated up to 14 days from {show_day(one.on)}"
    return found("GT309", _place(tree, goal, one), message, help_, goal.id)


def _place(tree: GoalTree, goal: Goal, one: Moved) -> Span:
    """Where the value stands today, else the goal's title."""
    for i, metric in enumerate(goal.metrics):
        if one.after and metric.id == one.after.id:
            return tree.places[goal.id].at("metrics", i, "baseline" if one.post is Post.BASELINE else "target")
    return tree.places[goal.id].at("title")


def _value(metric: Metric | None, post: Post) -> str:
    """The value as the file has it: `80 %`, `10 to 30 min`, `at most 4`."""
    if metric is None or (post is Post.BASELINE and metric.baseline is None):
        return "none"
    if post is Post.BASELINE and metric.baseline:
        return _with_unit(str(metric.baseline.value), metric)
    target = metric.target
    if target is None:
        return "none"
    if post is Post.DAY:
        return show_day(target.by) if target.by else "none"
    if target.value is not None:
        slack = f" ± {target.tolerance}" if target.tolerance else ""
        return _with_unit(f"{target.value}{slack}", metric)
    if target.min is None:
        return _with_unit(f"at most {target.max}", metric)
    return _with_unit(f"at least {target.min}" if target.max is None else f"{target.min} to {target.max}", metric)


def _with_unit(text: str, metric: Metric) -> str:
    return shorten(f"{text} {metric.unit}".strip())
