"""Which goals the options of a `goal-tree` draw, and in which order a `goal-table` has its goals."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from mkdocs_goal_tree.core.dates import Duration
from mkdocs_goal_tree.core.fields import Kind, fields
from mkdocs_goal_tree.core.optionlines import ALL
from mkdocs_goal_tree.core.pace import as_number, baseline_of, target_of
from mkdocs_goal_tree.core.progress import last_actual

from .diagram import Selection, present

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from mkdocs_goal_tree.core.embeds import TreeEmbed
    from mkdocs_goal_tree.core.facts import TreeFacts
    from mkdocs_goal_tree.core.fields import Scalar
    from mkdocs_goal_tree.core.model import Goal
    from mkdocs_goal_tree.core.optionlines import Key
    from mkdocs_goal_tree.core.query import Query


def select(asked: TreeEmbed, facts: TreeFacts, since: date, name: str) -> Selection:
    """The goals around the roots, or all; then those of the levels for which the filter holds.

    Without roots and without a filter, what was closed before `since` is left out. A link is drawn between two goals
    that are both there: none leads through a goal that is not.
    """
    tree, hidden = facts.tree, facts.hidden
    if asked.roots:
        near = {
            *asked.roots,
            *_within(asked.roots, lambda g: (link.parent for link in tree.parents(g)), asked.up or 0, hidden),
            *_within(asked.roots, lambda g: (link.child for link in tree.children(g)), _or_all(asked.down), hidden),
        }
        goals = [goal for goal in tree.goals if goal in near]
    else:
        goals = list(tree.goals if asked.where else present(tree, since, hidden=hidden).goals)
        if asked.down is not None:
            tops = [goal.id for goal in tree.roots()]
            near = {*tops, *_within(tops, lambda g: (link.child for link in tree.children(g)), asked.down, hidden)}
            goals = [goal for goal in goals if goal in near]
    chosen = (tree[goal] for goal in goals if goal not in hidden)
    kept = [goal for goal in chosen if not asked.levels or goal.type in asked.levels]
    return Selection(tuple(goal.id for goal in matching(kept, asked.where, facts)), name=name)


def matching(goals: Iterable[Goal], where: Query | None, facts: TreeFacts) -> list[Goal]:
    """The goals for which the filter holds; all of them without one."""
    return [goal for goal in goals if where is None or where.holds(goal, facts)]


def in_order(goals: Sequence[Goal], keys: Sequence[Key], facts: TreeFacts) -> list[Goal]:
    """The goals by the keys, the first one foremost; those without a value come last, either way."""
    found = list(goals)
    for key in reversed(keys):
        values = {goal.id: _value(goal, key.name, facts) for goal in found}
        there = [goal for goal in found if values[goal.id] is not None]
        there.sort(key=lambda goal, known=values: _comparable(known[goal.id]), reverse=key.falling)  # type: ignore[misc]
        found = [*there, *(goal for goal in found if values[goal.id] is None)]
    return found


def _or_all(count: int | None) -> int:
    return ALL if count is None else count


def _within(starts: Iterable[str], step: Callable[[str], Iterable[str]], count: int, hidden: Iterable[str]) -> set[str]:
    """All goals at most `count` steps away; no way leads through the hidden ones."""
    reached: set[str] = set()
    front = set(starts) - set(hidden)
    while front and count > 0:
        front = {goal for here in front for goal in step(here)} - reached - set(hidden)
        reached |= front
        count -= 1
    return reached


def _value(goal: Goal, name: str, facts: TreeFacts) -> Scalar | None:
    metric = goal.headline
    match name:
        case "way":
            return facts.progress(goal)
        case "baseline":
            return baseline_of(metric) if metric else None
        case "target":
            return target_of(metric) if metric else None
        case "last":
            last = last_actual(metric, facts.today) if metric else None
            return as_number(last.value) if last else None
        case _:
            asked = fields()[name]
            values = asked.read(goal, facts)
            if asked.counted:
                return Decimal(len(values))
            if not values:
                return None
            return Decimal(asked.words.index(str(values[0]))) if asked.kind is Kind.WORD else values[0]


def _comparable(value: Scalar) -> tuple[int, Decimal, date, str]:
    """Values of different kinds in one order: numbers, days, text."""
    match value:
        case bool() | Decimal():
            return 0, Decimal(value), date.min, ""
        case Duration():
            return 1, Decimal(0), value.after(date(2000, 1, 1)), ""
        case date():
            return 1, Decimal(0), value, ""
        case _:
            return 2, Decimal(0), date.min, value.casefold()
