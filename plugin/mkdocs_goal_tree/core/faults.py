"""A goal's values checked by its model: every error told once at its place, the smallest part left out, the rest kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from pydantic import ValidationError

from .findings import Finding, Fix
from .model import ImpactStatus, OutcomeStatus, OutputStatus
from .nodes import Fields, Items, Known, Node, Path, Scalar, name_path, shorten
from .parts import PageFields, Part
from .remedies import meant_day, same_word
from .rules import did_you_mean, found
from .shapes import shapes_of
from .unfolding import is_misspelled
from .values import not_a_number, wrong_kind

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from pydantic_core import ErrorDetails

    from .source import Span

Model = TypeVar("Model", bound=Part)
_WORD = re.compile(r"'([^']*)'")
_SHOWN = 4
_STATUSES = {
    "impact": frozenset(ImpactStatus),
    "outcome": frozenset(OutcomeStatus),
    "output": frozenset(OutputStatus),
}
_HELP = {
    "not_a_day": "write the day as 2026-05-13",
    "not_a_flag": "write true or false",
    "not_whole": "write a whole number such as 1",
    "not_a_duration": "write 30d, 6w, 2m, 1q or 1y",
    "unsafe_url": "write http://, https://, mailto: or a relative path",
}


def validate(node: Fields, model: type[Model], findings: list[Finding]) -> tuple[Model | None, Fields]:
    """The model and the fields that went into it; each fault is added to `findings`.

    What a fault leaves incomplete goes with it, silently: what it lacks is no second fault.
    """
    first = True
    while True:
        try:
            return model.model_validate(plain(node)), node
        except ValidationError as error:
            errors = error.errors(include_url=False, include_input=False)
        lost: dict[Path, Finding | None] = {}
        for one in errors:
            path, at = _reach(node, one["loc"])
            is_missing = one["type"] == "missing"
            if path and path not in lost:
                told = is_missing and (not first or is_misspelled(at, one["loc"][-1], findings))
                lost[path] = None if told else _describe(one, at, model)
        if not lost:
            return None, node
        findings += [finding for finding in dict.fromkeys(lost.values()) if finding]
        node = node._replace(fields=_kept(node.fields, lost))
        first = False


def plain(node: Node) -> object:
    """A node as pydantic takes it."""
    match node:
        case Scalar(text):
            return text
        case Known(value):
            return value
        case Items(items):
            return [plain(item) for item in items]
        case Fields(fields):
            return {name: plain(value) for name, value in fields.items()}


def _reach(node: Node, loc: tuple[int | str, ...]) -> tuple[Path, Node]:
    """The deepest node on the way of an error's `loc`, which also names what is missing and members of unions."""
    path: Path = ()
    for step in loc:
        match node:
            case Fields(fields) if step in fields:
                node = fields[str(step)]
            case Items(items) if isinstance(step, int) and step < len(items):
                node = items[step]
            case _:
                break
        path = (*path, step)
    return path, node


def _kept(fields: Mapping[str, Node], lost: Collection[Path], path: Path = ()) -> dict[str, Node]:
    return {name: _without(node, lost, (*path, name)) for name, node in fields.items() if (*path, name) not in lost}


def _without(node: Node, lost: Collection[Path], path: Path) -> Node:
    match node:
        case Fields(fields):
            return node._replace(fields=_kept(fields, lost, path))
        case Items(items):
            places = [(*path, position) for position in range(len(items))]
            rest = (_without(item, lost, place) for item, place in zip(items, places, strict=True) if place not in lost)
            return node._replace(items=tuple(rest))
        case _:
            return node


def _describe(error: ErrorDetails, node: Node, model: type[Part]) -> Finding:
    kind, loc, name = error["type"], error["loc"], name_path(node.path)
    text = shorten(str(node.text)) if isinstance(node, Scalar) else ""
    if kind == "missing":
        message = f"{name_path((*node.path, loc[-1]))} is missing"
        return found("GT104", node.span, message, f"write {loc[-1]}: and its value")
    if kind == "model_type":
        what = "a list" if isinstance(node, Items) else "text"
        return found("GT104", node.span, f"{name} is {what}; fields are wanted: {_fields_at(model, loc)}")
    if isinstance(node, Items | Fields):
        return found("GT104", node.span, wrong_kind(node))
    if kind == "not_a_number":
        return not_a_number(node, "GT302" if loc[0] == "metrics" else "GT104")
    if kind in ("enum", "literal_error"):
        words = _WORD.findall(str(error["ctx"]["expected"]))
        return _unknown_word(name, text, node.span, words, loc == ("status",))
    if kind == "unsafe_url":
        return found("GT801", node.span, f"{name} is '{text}', {error['msg']}", _HELP[kind])
    if kind in ("greater_than_equal", "less_than_equal"):
        return found("GT104", node.span, f"{name} is {text}; it runs from 0 to 1", "write 0.5 for half sure")
    message = f"{name} is '{text}', {error['msg'].partition(';')[0]}"
    fix = Fix(node.span, day) if kind == "not_a_day" and (day := meant_day(text)) else None
    return found("GT104", node.span, message, _HELP.get(kind, ""), fix=fix)


def _unknown_word(name: str, text: str, span: Span, words: list[str], is_status: bool) -> Finding:
    message = f"{name} is '{text}', none of {', '.join(words)}"
    near = did_you_mean(text, words)
    if is_status:
        levels = [level for level, statuses in _STATUSES.items() if text in statuses]
        near = f"'{text}' is a status of an {' or an '.join(levels)}" if levels else near
    word = same_word(text, words)
    return found("GT104", span, message, near, fix=Fix(span, word) if word else None)


def _fields_at(model: type[Part], loc: tuple[int | str, ...]) -> str:
    """The first fields of the part at an error's `loc`."""
    for step in loc:
        if isinstance(step, str) and (shape := shapes_of(model).get(step)) and shape.model:
            model = shape.model
        elif step == "page":
            model = PageFields
    names = list(shapes_of(model))
    return ", ".join(names[:_SHOWN]) + (" …" if len(names) > _SHOWN else "")
