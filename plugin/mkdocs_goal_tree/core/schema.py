"""JSON Schema (draft-07) of a goal's front matter, made from the models: every form that the reader takes, and no other.

Editors hand over values as YAML guesses them: `22`, `true`, `2026` where text is meant. The reader takes what was typed,
so the schema takes numbers and booleans as text too. Empty is absent, so every field may be empty.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Annotated, Literal, get_args, get_origin, get_type_hints

from .field_texts import describe, summarize
from .metric import Metric
from .model import MODELS, GoalBase, Level
from .parts import PageFields, Part, Period
from .scalars import Alias, Day, Flag, Length, Number, Share, Slug, Url, Value, Whole
from .shapes import shapes_of
from .unfolding import RENAMED, SHORT

if TYPE_CHECKING:
    from collections.abc import Collection

Schema = dict[str, object]

_SCALAR = ["string", "number", "boolean"]
_TEXT: Schema = {"type": _SCALAR}
_EMPTY: Schema = {"$ref": "#/definitions/empty"}
# `not` rather than `type: null`: editors would offer what `type` names.
_IS_EMPTY: Schema = {
    "not": {
        "anyOf": [
            {"type": ["number", "boolean", "array"]},
            {"type": "string", "pattern": r"\S"},
            {"type": "object", "minProperties": 1},
        ]
    }
}
_SLUG = r"[a-z0-9][a-z0-9-]{0,62}"
_DIGITS = r"^\s*[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,2})?\s*$"
_SCHEME = r"[A-Za-z][A-Za-z0-9+.\-]*:"
_ID = "an id has lower-case letters, digits and '-', at most 63"
_FOLLOWED = r"([Hh][Tt][Tt][Pp][Ss]?|[Mm][Aa][Ii][Ll][Tt][Oo]):"


def _typed(pattern: str, wanted: str, *others: Schema) -> list[Schema]:
    """What a text looks like; `wanted` is what editors say of another one."""
    return [*others, {"type": "string", "pattern": pattern, "patternErrorMessage": wanted}]


# What a value may look like, by the type that a model gives its field.
_KINDS: tuple[tuple[object, list[Schema]], ...] = (
    (Number, _typed(_DIGITS, "write a number, as 80", {"type": "number"})),
    (Share, _typed(_DIGITS, "write a number from 0 to 1", {"type": "number", "minimum": 0, "maximum": 1})),
    (Day, _typed(r"^\s*[0-9]{4}-[0-9]{2}-[0-9]{2}\s*$", "write the day as 2026-05-13")),
    (
        Flag,
        _typed(r"^\s*([Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])\s*$", "write true or false", {"type": "boolean"}),
    ),
    (Whole, _typed(r"^\s*[+-]?[0-9]{1,9}\s*$", "write a whole number such as 1", {"type": "integer"})),
    (Slug, _typed(rf"^\s*{_SLUG}\s*$", _ID, {"type": ["number", "boolean"]})),
    (Alias, _typed(rf"^{_SLUG}(/{_SLUG})*$", _ID, {"type": ["number", "boolean"]})),
    (
        Url,
        _typed(
            rf"^\s*({_FOLLOWED}|(?!\s|{_SCHEME}|//|\\))",
            "write http://, https://, mailto: or a relative path",
            {"type": ["number", "boolean"]},
        ),
    ),
    (Length, _typed(r"^\s*[0-9]{1,4}\s*[dwmqyDWMQY]\s*$", "write 30d, 6w, 2m, 1q or 1y")),
    (Value, [_TEXT]),
)
_PERIOD = _typed(
    r"^\s*[0-9]{4}(-([Hh][12]|[Qq][1-4]))?\s*$",
    "write 2026, 2026-H1, 2026-Q3, or from and to",
    {"type": "integer", "minimum": 1000, "maximum": 9998},
)
_TABLE: Schema = {
    "type": "object",
    "properties": {"file": {**_TEXT, "description": "a CSV file with the columns on, value and note, below goals/"}},
    "required": ["file"],
    "additionalProperties": False,
}


def goal_schema(level: Level | None = None, pass_fields: Collection[str] = ()) -> Schema:
    """The schema of a goal file, of one level or of all three; `pass_fields` is the setting of that name."""
    levels = [level] if level else list(Level)
    parts: dict[str, Schema] = {"empty": _IS_EMPTY}
    for one in levels:
        parts[one.value] = _goal(MODELS[one], parts, pass_fields)
        parts[f"{one.value}-under-goal"] = _around(MODELS[one], one, parts, pass_fields)
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Goal file",
        "description": "The front matter of a Markdown file in the goals folder.",
        "type": "object",
        "if": {"properties": {"goal": {"type": "object"}}, "required": ["goal"]},
        "then": {
            "properties": {"goal": {"type": "object", **_of_type(levels)}},
            "allOf": [_where_type(one, f"{one.value}-under-goal", under=True) for one in levels],
        },
        "else": {**_of_type(levels), "allOf": [_where_type(one, one.value) for one in levels]},
        "definitions": parts,
    }


def _of_type(levels: Collection[Level]) -> Schema:
    words = {"description": describe(GoalBase, "type"), "enum": [one.value for one in levels]}
    return {"properties": {"type": words}, "required": ["type"]}


def _where_type(level: Level, name: str, *, under: bool = False) -> Schema:
    told: Schema = {"properties": {"type": {"const": level.value}}, "required": ["type"]}
    return {
        "if": {"properties": {"goal": told}} if under else told,
        "then": {"$ref": f"#/definitions/{name}"},
    }


def _goal(model: type[Part], parts: dict[str, Schema], pass_fields: Collection[str]) -> Schema:
    """All fields of a level beside each other, those for the theme included."""
    own = _properties(model, parts)
    return {
        "description": summarize(model),
        "type": "object",
        "properties": {**own, **_passed(parts, pass_fields, own)},
        "required": ["type"],
        "additionalProperties": False,
    }


def _around(model: type[Part], level: Level, parts: dict[str, Schema], pass_fields: Collection[str]) -> Schema:
    """The fields of the site around the key `goal:`; of ours only the title may stand there."""
    known = [*shapes_of(model)]
    return {
        "type": "object",
        "properties": {
            "goal": {"$ref": f"#/definitions/{level.value}"},
            "title": {"description": describe(model, "title"), "anyOf": [_TEXT, _EMPTY]},
            **_passed(parts, pass_fields, known),
        },
        "propertyNames": {"not": {"enum": [name for name in known if name != "title"]}},
    }


def _passed(parts: dict[str, Schema], pass_fields: Collection[str], known: Collection[str]) -> dict[str, Schema]:
    """What is handed to the theme, the goal's own fields aside."""
    more = {name: _many([_TEXT]) for name in pass_fields}
    return {name: form for name, form in {**more, **_properties(PageFields, parts)}.items() if name not in known}


def _properties(model: type[Part], parts: dict[str, Schema]) -> dict[str, Schema]:
    hints = get_type_hints(model, include_extras=True)
    properties: dict[str, Schema] = {}
    wanted = required(model)
    for name, info in model.model_fields.items():
        written = info.alias or name
        if written in shapes_of(model):
            field = _field(hints[name], parts, is_needed=written in wanted)
            properties[written] = {"description": describe(model, written), **field}
    for old, new in RENAMED.items():
        if new in properties:
            properties[old] = {**properties[new], "doNotSuggest": True}
    return properties


def required(model: type[Part]) -> list[str]:
    """The fields that an author has to write, by their names in the file."""
    shapes = shapes_of(model)
    filled = ("id", "title") if issubclass(model, GoalBase | Metric) else ()
    names = ((info.alias or name, info) for name, info in model.model_fields.items())
    return [name for name, info in names if info.is_required() and name in shapes and name not in filled]


def _field(hint: object, parts: dict[str, Schema], *, is_needed: bool) -> Schema:
    bare = _without_none(hint)
    if get_origin(bare) is tuple:
        return _many(_forms(get_args(bare)[0], parts))
    forms = _forms(bare, parts)
    if is_needed:
        return forms[0] if len(forms) == 1 else {"anyOf": forms}
    return {"anyOf": [*forms, _EMPTY]}


def _many(forms: list[Schema]) -> Schema:
    """One of its kind, or a list of them."""
    lists: list[Schema] = [{"type": "array", "items": {"anyOf": [*forms, _EMPTY]}}]
    if {"$ref": "#/definitions/actual"} in forms:
        lists.append({"type": "array", "items": _TABLE, "minItems": 1, "maxItems": 1})
        lists.append(_TABLE)
    return {"anyOf": [*forms, *lists, _EMPTY]}


def _forms(hint: object, parts: dict[str, Schema]) -> list[Schema]:
    """The ways to write one value: as it is, or a part by its fields or by its short form."""
    if known := next((forms for kind, forms in _KINDS if kind == hint), None):
        return known
    if get_origin(hint) is Literal:
        return [{"enum": [str(word) for word in get_args(hint)]}]
    if isinstance(hint, type) and issubclass(hint, Enum):
        return [{"enum": [str(word.value) for word in hint]}]
    if not (isinstance(hint, type) and issubclass(hint, Part)):
        return [_TEXT]
    name = hint.__name__.lower()
    if name not in parts:
        parts[name] = {}  # an assumption's evidence may be on the way already
        parts[name] = _part(hint, parts)
    whole: Schema = {"$ref": f"#/definitions/{name}"}
    if hint is Period:
        return [*_PERIOD, whole]
    return [*_short(hint), whole]


def _part(model: type[Part], parts: dict[str, Schema]) -> Schema:
    schema: Schema = {"description": summarize(model), "type": "object", "properties": _properties(model, parts)}
    if needed := required(model):
        schema["required"] = needed
    return {**schema, "additionalProperties": False}


def _short(model: type[Part]) -> list[Schema]:
    """`x` for `{goal: x}`, `80` for `{value: 80}`."""
    name = SHORT.get(model)
    return [{**_TEXT, "description": describe(model, name)}] if name else []


def _without_none(hint: object) -> object:
    if get_origin(hint) in (Annotated, tuple, Literal) or hint == Value:
        return hint
    options = [option for option in get_args(hint) if option is not type(None)]
    return options[0] if len(options) == 1 else Value if options else hint
