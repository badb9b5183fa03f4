"""What to know beside a change: which way a promise moved and how far, what stays true all the same."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from mkdocs_goal_tree.core.changes import Kind
from mkdocs_goal_tree.core.easing import is_alike
from mkdocs_goal_tree.core.metric import Measure
from mkdocs_goal_tree.core.progress import Band
from mkdocs_goal_tree.core.showing import is_measured_anew
from mkdocs_goal_tree.render import figures

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_goal_tree.core.changes import Change, Side
    from mkdocs_goal_tree.core.comparison import Comparison
    from mkdocs_goal_tree.core.metric import Metric
    from mkdocs_goal_tree.core.tree import GoalTree
    from mkdocs_goal_tree.core.words import Words

_POSTS = frozenset({Kind.TARGET_MOVED, Kind.BASELINE_MOVED})
_DATED = frozenset({Kind.TARGET_MOVED, Kind.DATE_MOVED})


def note_on(change: Change, comparison: Comparison, words: Words) -> str:
    """`easier, lowered by 20 points`, `easier, 31 days later`, `no new measurement`; often nothing."""
    return words["comma"].join(_notes(change, comparison, words))


def _notes(change: Change, comparison: Comparison, words: Words) -> Iterator[str]:
    if change.direction:
        yield words[f"made-{change.direction}"]
    yield from _distance(change, comparison, words)
    old, new = comparison.old.tree, comparison.new.tree
    if change.kind is Kind.GOAL_REMOVED:
        goal = old[change.goal]
        if goal.id not in comparison.named and not goal.is_closed:
            yield words[f"keeps-record-{goal.type}"]
    if change.kind is Kind.PROGRESS_SHOWN:
        before, after = old[change.old.goal], new[change.new.goal]
        if any(metric.actuals for metric in after.metrics) and not is_measured_anew(before, after):
            yield words["no-new-measurement"]


def _distance(change: Change, comparison: Comparison, words: Words) -> Iterator[str]:
    """How far a promise was moved, where both sides count the same thing."""
    was, now = change.old.value, change.new.value
    if isinstance(was, date) and isinstance(now, date) and change.kind in _DATED:
        yield words.say("days-later" if now > was else "days-earlier", count=abs((now - was).days))
    old, new = metric_of(change.old, comparison.old.tree), metric_of(change.new, comparison.new.tree)
    if change.kind not in _POSTS or old is None or new is None or not is_alike(old, new):
        return
    if isinstance(was, Decimal) and isinstance(now, Decimal):
        yield _moved("moved", was, now, new, words)
    if isinstance(was, Band) and isinstance(now, Band):
        for name, start, end in zip(("minimum", "maximum"), was, now, strict=True):
            if start is not None and end is not None and start != end:
                yield _moved(name, start, end, new, words)


def metric_of(side: Side, tree: GoalTree) -> Metric | None:
    """The metric that one side of a change is about, if it is about one."""
    goal = tree.goals.get(side.goal)
    return next((metric for metric in goal.metrics if metric.id == side.item), None) if goal else None


def _moved(what: str, was: Decimal, now: Decimal, metric: Metric, words: Words) -> str:
    """`lowered by 15 points`, `maximum raised by 2 min`."""
    unit, distance = metric.unit.strip(), abs(now - was)
    if unit == "%" or (metric.measure is Measure.PERCENT and not unit):
        amount = words.say("n-points", count=figures.number(distance, words))
    else:
        amount = figures.amount(metric, distance, words)
    return words.say(f"{what}-{'up' if now > was else 'down'}", amount=amount)
