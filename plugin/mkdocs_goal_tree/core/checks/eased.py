"""What only a comparison shows: a promise made easier, and nobody wrote down why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_goal_tree.core.changes import Change, Kind
from mkdocs_goal_tree.core.easing import Easing
from mkdocs_goal_tree.core.rules import found

from .standing import is_paused, is_worked_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mkdocs_goal_tree.core.findings import Finding
    from mkdocs_goal_tree.core.tree import GoalTree

_PROMISES = frozenset({Kind.TARGET_MOVED, Kind.DATE_MOVED})


def check_eased(changes: Iterable[Change], old: GoalTree, new: GoalTree) -> Iterator[Finding]:
    """GT313: one finding a goal, at the first of its promises that became easier."""
    told: set[str] = set()
    for change in changes:
        name = change.new.goal
        if change.kind not in _PROMISES or change.direction is not Easing.EASIER or name in told:
            continue
        before, after = old[change.old.goal], new[name]
        if not is_worked_on(before) or is_paused(after) or set(after.decisions) - set(before.decisions):
            continue
        told.add(name)
        span = change.new.span or new.places[name].at("title")
        message = f"{_what(change)} was made easier, and `decisions` has no new entry"
        yield found("GT313", span, message, "add an entry to `decisions`: the day, what, and by whom", name)


def _what(change: Change) -> str:
    """`metrics[results-opened].target, 80 before and 60 now,`."""
    field = change.field.replace("metrics.", f"metrics[{change.item}].", 1)
    was, is_ = (_show(value) for value in (change.old.value, change.new.value))
    return f"{field}, {was} before and {is_} now,"


def _show(value: object) -> str:
    match value:
        case None:
            return "none"
        case (low, high):
            return f"{'' if low is None else low} to {'' if high is None else high}".strip()
        case _:
            return str(value)
