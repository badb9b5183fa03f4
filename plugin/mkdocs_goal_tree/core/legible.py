"""Which changes are known to be: of a value that stands in a file and could not be read nobody knows whether it changed."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from .changes import Change, Kind
from .checks.standing import lost_a_metric
from .nodes import Known, Scalar, Spans, is_absent, node_at, walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from .changes import Side
    from .nodes import Path
    from .tree import GoalTree

    Lost = Callable[[bool, str], tuple[Path, ...]]

# What no single field says, or what was read if the goal was.
_WHOLE = frozenset(
    {
        *(Kind.GOAL_ADDED, Kind.GOAL_REMOVED, Kind.GOAL_RENAMED, Kind.FILE_MOVED, Kind.TEXT_CHANGED),
        *(Kind.LEVEL_CHANGED, Kind.PRIMARY_SWITCHED),
    }
)
_METRICS = frozenset({Kind.METRIC_ADDED, Kind.METRIC_REMOVED})
_STANDING = ("metrics", "status", "period")  # what the progress of a goal hangs on
_FOLLOWS = {"metrics.direction": ("metrics.baseline", "metrics.target"), "metrics.measure": ("metrics.unit",)}
_UNDER = "goal"  # a file may nest its fields


def leave_illegible(changes: Iterable[Change], old: GoalTree, new: GoalTree) -> list[Change]:
    """The changes without those of a field that is illegible on either side; another finding tells of it."""

    @cache
    def lost(is_new: bool, name: str) -> tuple[Path, ...]:
        return _lost(new if is_new else old, name)

    return [change for change in changes if _is_legible(change, old, new, lost)]


def _is_legible(change: Change, old: GoalTree, new: GoalTree, lost: Lost) -> bool:
    if change.kind in _WHOLE:
        return True
    sides = ((False, old, change.old), (True, new, change.new))
    if change.kind in _METRICS:
        return not any(lost_a_metric(tree, tree[side.goal]) for _, tree, side in sides if side.goal)
    for is_new, tree, side in sides:
        for path in lost(is_new, side.goal) if side.goal else ():
            if _concerns(path, change, tree, side):
                return False
    return True


def _lost(tree: GoalTree, name: str) -> tuple[Path, ...]:
    """The paths, as written, of values that are not in the goal."""
    spans = tree.places[name].spans
    if not isinstance(spans, Spans):
        return ()
    read = {node.span[1:] for _, node in walk(spans.read) if isinstance(node, (Scalar, Known))}
    tables = tuple((*_written(spans, i), "actuals") for i, one in enumerate(tree[name].metrics) if one.actuals)
    return tuple(
        path
        for path, node in walk(spans.written)
        if isinstance(node, Scalar)
        and not is_absent(node)
        and node.span[1:] not in read
        and not any(path[: len(table)] == table and path[len(table) :] == ("file",) for table in tables)
    )


def _written(spans: Spans, position: int) -> Path:
    """Where the file has that metric of the goal."""
    node = node_at(spans.read, ("metrics", position))
    return node.path if node else ()


def _concerns(path: Path, change: Change, tree: GoalTree, side: Side) -> bool:
    """Whether the field of the change is, or is part of, what was lost at `path`, or holds it."""
    field = _dotted(path)
    if change.kind is Kind.PROGRESS_SHOWN:
        return field.partition(".")[0] in _STANDING
    if change.field == "metrics.target" and field == "metrics.target.by":
        return False
    if not any(
        _is_within(field, one) or _is_within(one, field) for one in (change.field, *_FOLLOWS.get(change.field, ()))
    ):
        return False
    if not change.field.startswith("metrics."):
        return True
    position = next((i for i, metric in enumerate(tree[side.goal].metrics) if metric.id == side.item), None)
    spans = tree.places[side.goal].spans
    metric = _written(spans, position) if position is not None and isinstance(spans, Spans) else ()
    return path[: len(metric)] == metric


def _is_within(field: str, other: str) -> bool:
    return f"{field}.".startswith(f"{other}.")


def _dotted(path: Path) -> str:
    names = [step for step in path if isinstance(step, str)]
    return ".".join(names[1:] if names[:1] == [_UNDER] else names)
