"""The metrics of a site as CSV, one row each, for a spreadsheet; nothing in it is run there."""

from __future__ import annotations

import csv
import re
from io import StringIO  # noqa: TID251 - text in memory
from typing import TYPE_CHECKING

from mkdocs_goal_tree.core.progress import measure, state_of

from .export import goals_of, round_share

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date
    from decimal import Decimal

    from mkdocs_goal_tree.core.metric import Metric
    from mkdocs_goal_tree.core.model import Goal
    from mkdocs_goal_tree.core.project import Project
    from mkdocs_goal_tree.core.scalars import Value
    from mkdocs_goal_tree.core.settings import Settings
    from mkdocs_goal_tree.core.tree import GoalTree

# https://owasp.org/www-community/attacks/CSV_Injection, with the line feed that some programs take off.
_RUN = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?", re.ASCII)


def render_csv(project: Project, hidden: Collection[str] = ()) -> str:
    """A line of names, then a row for each metric in the order of the files; goals without metrics have none."""
    rows = [
        {**_goal(goal, project.tree, project.settings, hidden), **_metric(metric, goal, project.settings)}
        for goal in goals_of(project.tree, hidden)
        for metric in goal.metrics
    ]
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([defused(row[name]) for name in COLUMNS] for row in rows)
    return text.getvalue()


def defused(cell: str) -> str:
    """A cell that a spreadsheet shows and never runs; a plain number stays one."""
    return f"'{cell}" if cell.startswith(_RUN) and not _NUMBER.fullmatch(cell) else cell


def _goal(goal: Goal, tree: GoalTree, settings: Settings, hidden: Collection[str]) -> dict[str, str]:
    state, period = state_of(goal, settings), goal.period
    return {
        "goal": goal.id,
        "type": goal.type.value,
        "status": goal.status_word,
        "state": state.value if state else "",
        "title": " ".join(goal.title.split()),
        "owner": "; ".join(goal.owner),
        "period_from": _day(period.start if period else None),
        "period_to": _day(period.end if period else None),
        "parents": "; ".join(link.parent for link in tree.parents(goal.id) if link.parent not in hidden),
        "path": tree.places[goal.id].source.path,
    }


def _metric(metric: Metric, goal: Goal, settings: Settings) -> dict[str, str]:
    found, base, target = measure(metric, goal, settings), metric.baseline, metric.target
    return {
        "metric": metric.id,
        "name": metric.name,
        "role": metric.role.value,
        "unit": metric.unit,
        "direction": metric.direction.value if metric.direction else "",
        "baseline": _value(base.value if base else None),
        "baseline_on": _day(base.on if base else None),
        "target": _value(target.value if target else None),
        "target_min": _value(target.min if target else None),
        "target_max": _value(target.max if target else None),
        "target_by": _day(target.by if target else None),
        "last": _value(found.last.value if found.last else None),
        "last_on": _day(found.last.on if found.last else None),
        "note": found.last.note if found.last else "",
        "metric_state": found.state.value if found.state else "",
        "way": _share(found.way),
        "elapsed": _share(found.elapsed),
        "pace": _share(found.pace),
        "met": _value(found.met),
        "age": "" if found.age is None else str(found.age),
    }


COLUMNS = (
    *("goal", "type", "status", "state", "title", "owner", "period_from", "period_to", "parents", "path"),
    *("metric", "name", "role", "unit", "direction", "baseline", "baseline_on"),
    *("target", "target_min", "target_max", "target_by", "last", "last_on", "note"),
    *("metric_state", "way", "elapsed", "pace", "met", "age"),
)
"""More may come at the end; none goes or changes its place."""


def _value(value: Value | None) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _share(part: Decimal | None) -> str:
    return "" if part is None else f"{round_share(part):f}"


def _day(when: date | None) -> str:
    return when.isoformat() if when else ""
