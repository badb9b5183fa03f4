"""Diagrams, tables, cards and counts inside a page: what a fence asks for, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from .nodes import shorten
from .optionlines import (
    BadOption,
    Key,
    Option,
    Read,
    one_of,
    options_in,
    read_columns,
    read_flag,
    read_goal,
    read_goals,
    read_levels,
    read_links,
    read_size,
    read_sort,
    read_text,
    read_where,
)
from .rules import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .model import Level
    from .query import Query
    from .tree import GoalTree


@dataclass(frozen=True, slots=True)
class TreeEmbed:
    """A `goal-tree`; `up` and `down` count links from the roots, None where nothing was said."""

    roots: tuple[str, ...] = ()
    up: int | None = None
    down: int | None = None
    levels: tuple[Level, ...] = ()
    where: Query | None = None
    engine: str = ""
    direction: Literal["auto", "TB", "LR", ""] = ""
    caption: str = ""
    legend: bool = False
    owners: bool = False
    max_nodes: int | None = None


@dataclass(frozen=True, slots=True)
class TableEmbed:
    """A `goal-table`; without columns it has those that suit its goals, without a key who needs help comes first."""

    columns: tuple[str, ...] = ()
    where: Query | None = None
    sort: tuple[Key, ...] = ()
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class MetricEmbed:
    """A `goal-metric`; `goal` and `metric` are ids."""

    goal: str
    metric: str
    chart: bool = True


@dataclass(frozen=True, slots=True)
class CountEmbed:
    """A `goal-count`."""

    where: Query | None = None


Embed = TreeEmbed | TableEmbed | MetricEmbed | CountEmbed


def read_embed(name: str, text: str, tree: GoalTree, *, header: str = "") -> Embed | list[BadOption]:
    """What the fence `name` with these lines asks for, or all that is wrong with it; never raises for what it holds.

    `header` is what stands behind the name on the first line.
    """
    options: dict[str, Option] = {}
    faults = []
    if header.strip():
        faults.append(
            BadOption(-1, 1, f"'{shorten(header)}' stands on the first line", "write options below, one a line")
        )
    known = _OPTIONS[name]
    for entry in options_in(text):
        if isinstance(entry, BadOption):
            faults.append(entry)
        elif entry.key not in known:
            near = did_you_mean(entry.key, known) or f"it has {', '.join(known)}"
            message = f"{name} has no option '{shorten(entry.key)}'"
            faults.append(BadOption(entry.line, entry.key_column, message, near))
        elif entry.key in options:
            message = f"{entry.key} is given twice"
            faults.append(BadOption(entry.line, entry.key_column, message, "delete one of them"))
        elif entry.value:
            options[entry.key] = entry
    values = {key: known[key](option, tree) for key, option in options.items()}
    for value in values.values():
        faults += value if isinstance(value, list) else [value] if isinstance(value, BadOption) else []
    return faults or _MAKERS[name](values, options, tree)


def _tree(values: Mapping[str, object], options: Mapping[str, Option], _: GoalTree) -> Embed | list[BadOption]:
    given = dict(values)
    roots = (*given.pop("root", ()), *given.pop("roots", ()))  # type: ignore[misc]
    depth = given.pop("depth", None)
    faults = []
    if depth is not None and "down" in given:
        faults.append(options["depth"].bad("depth says the same as down", "keep one of them"))
    if "up" in given and not roots:
        faults.append(options["up"].bad("up counts from a root, and there is none", "add root: and the id of a goal"))
    down = depth if depth is not None else given.pop("down", None)
    return faults or TreeEmbed(roots=tuple(dict.fromkeys(roots)), down=down, **given)  # type: ignore[arg-type]


def _metric(values: Mapping[str, object], options: Mapping[str, Option], tree: GoalTree) -> Embed | list[BadOption]:
    if "goal" not in values:
        return [BadOption(-1, 1, "goal-metric names no goal", "add goal: and its id")]
    goal, name = tree[str(values["goal"])], str(values.get("metric", ""))
    if not goal.metrics:
        return [options["goal"].bad(f"{goal.id} has no metric")]
    metric = (
        next((one for one in goal.metrics if one.answers_to(name)), None) if name else goal.headline or goal.metrics[0]
    )
    if metric is None:
        known = [word for one in goal.metrics for word in (one.id, one.name)]
        near = did_you_mean(name, known) or f"it has {', '.join(one.id for one in goal.metrics)}"
        return [options["metric"].bad(f"{goal.id} has no metric '{shorten(name)}'", near)]
    return MetricEmbed(goal.id, metric.id, values.get("chart") is not False)


def _table(values: Mapping[str, object], _o: Mapping[str, Option], _: GoalTree) -> Embed | list[BadOption]:
    return TableEmbed(**values)  # type: ignore[arg-type]


def _count(values: Mapping[str, object], _o: Mapping[str, Option], _: GoalTree) -> Embed | list[BadOption]:
    return CountEmbed(**values)  # type: ignore[arg-type]


_OPTIONS: Mapping[str, Mapping[str, Read]] = {
    "goal-tree": {
        "root": read_goals,
        "roots": read_goals,
        "depth": read_links,
        "up": read_links,
        "down": read_links,
        "levels": read_levels,
        "where": read_where,
        "engine": one_of("mermaid", "graphviz"),
        "direction": one_of("auto", "TB", "LR"),
        "caption": read_text,
        "legend": read_flag,
        "owners": read_flag,
        "max_nodes": read_size,
    },
    "goal-table": {"columns": read_columns, "where": read_where, "sort": read_sort, "limit": read_size},
    "goal-metric": {"goal": read_goal, "metric": read_text, "chart": read_flag},
    "goal-count": {"where": read_where},
}
_MAKERS = {"goal-tree": _tree, "goal-table": _table, "goal-metric": _metric, "goal-count": _count}
NAMES = tuple(_OPTIONS)
"""The languages of our fences."""
