"""The goals of a site as JSON: `version`, and `goals` with all their fields and places."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from pydantic import BaseModel

from mkdocs_goal_tree.core.dates import Duration
from mkdocs_goal_tree.core.model import PageFields

if TYPE_CHECKING:
    from mkdocs_goal_tree.core.model import Goal
    from mkdocs_goal_tree.core.tree import GoalTree, Link

VERSION = 1
_MOST_DIGITS = 15
"""Numbers beyond what every reader of JSON keeps exactly are written as text."""


def render_json(tree: GoalTree) -> str:
    """Goals in the order of their paths, fields in the order of the format; the same tree gives the same bytes."""
    goals = sorted(tree, key=lambda goal: tree.places[goal.id].source.uri)
    data = {"version": VERSION, "goals": [export_goal(tree, goal) for goal in goals]}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def export_goal(tree: GoalTree, goal: Goal) -> dict[str, object]:
    """One goal: its place, its links in both directions by present id, every field that it has a value in."""
    place = tree.places[goal.id]
    span = place.at("title")
    head: dict[str, object] = {
        "id": goal.id,
        "type": goal.type.value,
        "level": goal.type.value,
        "status": goal.status_word,
        "title": goal.title,
        "path": span.path,
        "line": span.line,
        "column": span.column,
        "parents": [_link(tree, link) for link in tree.parents(goal.id)],
        "children": [link.child for link in tree.children(goal.id)],
    }
    return head | {name: value for name, value in fields_of(goal).items() if name not in head}


def _link(tree: GoalTree, link: Link) -> dict[str, object]:
    span = tree.places[link.child].at("contributes_to", link.position, "goal")
    return {"goal": link.parent, "line": span.line, "column": span.column, "state": link.edge.state.value}


def fields_of(part: BaseModel) -> dict[str, object]:
    """The fields of a part by the names that authors write; those without a value are left out."""
    fields: dict[str, object] = {}
    for name, info in type(part).model_fields.items():
        value = getattr(part, name)
        if isinstance(value, PageFields):
            fields |= fields_of(value)
        elif (plain := _plain(value)) not in (None, "", [], {}):
            fields[info.alias or name] = plain
    return fields


def _plain(value: object) -> object:
    match value:
        case BaseModel():
            return fields_of(value)
        case tuple():
            return [_plain(item) for item in value]
        case dict():
            return {str(key): _plain(item) for key, item in value.items()}
        case Decimal():
            return as_json(value)
        case date():
            return value.isoformat()
        case Duration():
            return str(value)
        case bool() | int() | None:
            return value
        case _:
            return str(value)


def as_json(value: Decimal) -> int | float | str:
    """A number as JSON keeps it exactly, else as text."""
    digits = value.normalize().as_tuple()
    if len(digits.digits) > _MOST_DIGITS or not -_MOST_DIGITS <= int(digits.exponent) <= _MOST_DIGITS:
        return str(value)
    return int(value) if value == value.to_integral_value() else float(value)
