"""The JSON Schema of `render_json`, made from the models of the format: a field of theirs is never forgotten here."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue, models_json_schema

from mkdocs_goal_tree.core.model import MODELS, Level, PrimaryPeriod
from mkdocs_goal_tree.core.parts import LinkState
from mkdocs_goal_tree.core.progress import State
from mkdocs_goal_tree.core.review import Review

from .export import VERSION

if TYPE_CHECKING:
    from pydantic_core import core_schema

_TEXT, _COUNT, _DAY = {"type": "string"}, {"type": "integer", "minimum": 1}, {"type": "string", "format": "date"}
_SHARE = {"type": ["number", "string", "null"]}
_PLACE = {"path": _TEXT, "line": _COUNT, "column": _COUNT}
_STATE = {"enum": [*(state.value for state in State), None]}
_LEFT_OUT = ("additionalProperties", "title", "description")
_KEYS = {"ge": "minimum", "le": "maximum"}
_FLATTENED = "PageFields"
_PAGE = "page"


class _Exported(GenerateJsonSchema):
    """How the export writes what is no text: a number that no reader may lose digits of is text."""

    def decimal_schema(self, schema: core_schema.DecimalSchema) -> JsonSchemaValue:  # noqa: ARG002 - pydantic's
        return {"type": ["number", "string"]}

    def dataclass_schema(self, schema: core_schema.DataclassSchema) -> JsonSchemaValue:  # noqa: ARG002 - a duration
        return {"type": "string", "pattern": "^[0-9]+[dwmqy]$"}

    def field_title_should_be_set(self, schema: object) -> bool:  # noqa: ARG002 - pydantic's
        return False


def render_schema() -> str:
    """The schema of version 1. It asks for what is always there and allows more, so that fields can be added."""
    return json.dumps(export_schema(), ensure_ascii=False, indent=2) + "\n"


def export_schema() -> JsonSchemaValue:
    models = (*MODELS.values(), PrimaryPeriod, Review)
    _, made = models_json_schema([(model, "validation") for model in models], schema_generator=_Exported)
    parts = {name: _tidy(part) for name, part in made["$defs"].items()}
    page = parts.pop(_FLATTENED)["properties"]
    for level, model in MODELS.items():
        parts[model.__name__] = _goal(parts[model.__name__], page, Level(level))
    parts["Metric"] = _with(parts["Metric"], {"progress": _progress()})
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The goals of a handbook",
        "description": "What goal-tree export --format json writes, and goals.json of a site made with mkdocs-goal-tree.",
        **_object(
            {
                "version": {"const": VERSION},
                "today": _DAY,
                "goals": _list({"oneOf": [_ref(model.__name__) for model in MODELS.values()]}),
                "edges": _list(_edge(parts.pop("Edge"), parts)),
                "primary": _list({"allOf": [_object({"goal": _TEXT}), _ref("PrimaryPeriod")]}),
                "reviews": _list({"allOf": [_round(), _ref("Review")]}),
                "findings": _list(_finding()),
            }
        ),
        "$defs": dict(sorted(parts.items())),
    }


def _goal(model: JsonSchemaValue, page: JsonSchemaValue, level: Level) -> JsonSchemaValue:
    """A goal as it is exported: its page's fields among its own, its place and its links."""
    properties = {name: value for name, value in model["properties"].items() if name != _PAGE}
    link = _object({"goal": _TEXT, "line": _COUNT, "column": _COUNT, "state": {"enum": [*LinkState]}})
    always = {
        "type": {"const": level.value},
        "level": {"const": level.value},
        "status": properties["status"],
        "state": _STATE,
        **_PLACE,
        "parents": _list(link),
        "children": _list(_TEXT),
    }
    return _with({**model, "properties": {**page, **properties, "url": _TEXT}}, always)


def _progress() -> JsonSchemaValue:
    last = {"anyOf": [_ref("Actual"), {"type": "null"}]}
    return _object(
        {
            "state": _STATE,
            "last": last,
            "way": _SHARE,
            "elapsed": _SHARE,
            "pace": _SHARE,
            "met": {"type": ["boolean", "null"]},
            "age": {"type": ["integer", "null"]},
        }
    )


def _edge(edge: JsonSchemaValue, parts: JsonSchemaValue) -> JsonSchemaValue:
    """An edge by both its ends; in a goal's own field it names the parent alone."""
    parts["Edge"] = edge
    rest = {name: value for name, value in edge["properties"].items() if name not in ("goal", "state")}
    made = _object({"child": _TEXT, "parent": _TEXT, "state": edge["properties"]["state"]})
    return {**made, "properties": {**made["properties"], **rest}}


def _round() -> JsonSchemaValue:
    return _object({"output": _TEXT, "round": _COUNT, "state": {"enum": ["done", "due", "overdue"]}})


def _finding() -> JsonSchemaValue:
    severity = {"enum": ["error", "warning", "info"]}
    goal = {"type": ["string", "null"]}
    said = {"message": _TEXT, "help": _TEXT}
    return _object(
        {
            "rule": {"type": "string", "pattern": "^GT[0-9]{3}$"},
            "name": _TEXT,
            "severity": severity,
            "goal": goal,
            **_PLACE,
            **said,
        }
    )


def _with(model: JsonSchemaValue, always: JsonSchemaValue) -> JsonSchemaValue:
    """The model with more fields that are always there."""
    required = [*dict.fromkeys([*model.get("required", ()), *always])]
    return {**model, "properties": {**model["properties"], **always}, "required": required}


def _object(properties: JsonSchemaValue) -> JsonSchemaValue:
    return {"type": "object", "properties": properties, "required": [*properties]}


def _list(item: JsonSchemaValue) -> JsonSchemaValue:
    return {"type": "array", "items": item}


def _ref(name: str) -> JsonSchemaValue:
    return {"$ref": f"#/$defs/{name}"}


def _tidy(part: JsonSchemaValue) -> JsonSchemaValue:
    """Without titles, without defaults, which stand for fields that are left out, and open to more fields."""
    return {
        _KEYS.get(key, key): {name: _tidy(named) for name, named in value.items()}
        if key == "properties"
        else _tidied(value)
        for key, value in part.items()
        if key != "default" and not (key in _LEFT_OUT and not isinstance(value, dict))
    }


def _tidied(value: object) -> object:
    if isinstance(value, list):
        return [_tidied(item) for item in value]
    return _tidy(value) if isinstance(value, dict) else value
