"""Short forms written out: one item becomes a list, `80` becomes `{value: 80}`, old names the present ones.

The result has the shape of the models, each node with the place and path that its author gave it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .dates import read_period
from .findings import Finding, Fix, Note
from .metric import Actual, Baseline, Target
from .model import MODELS
from .nodes import Fields, Items, Known, Node, Scalar, is_absent, name_path, shorten, text_of
from .parts import Edge, Ignore, Part, Period
from .remedies import meant_field, rejoined
from .rules import did_you_mean, found
from .shapes import Shape, shapes_of
from .terms import TermSource

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SHORT: Mapping[type[Part], str] = {
    Edge: "goal",
    Baseline: "value",
    Target: "value",
    Ignore: "rule",
    TermSource: "label",
}
RENAMED = {"behaviour": "behavior", "review": "reviews"}
_PERIODS = "write 2026, 2026-H1, 2026-Q3, or from and to"


def unfold(node: Fields, model: type[Part], fiscal_year_starts: int, findings: list[Finding]) -> Fields:
    """`node` in the shape of `model`; what is unknown is told in `findings` and left out, what is empty is left out."""
    shapes = shapes_of(model)
    fields: dict[str, Node] = {}
    for written, value in node.fields.items():
        name = written if written in shapes else RENAMED.get(written, written)
        shape = shapes.get(name)
        if shape is None:
            findings.append(_unknown(node, written, value, model))
        elif name in fields:
            message = f"{name_path(value.path)} is the same field as {name}, which is there already"
            notes = (Note(fields[name].span, "first here"),)
            findings.append(found("GT106", node.keys[written], message, "delete one of the two", notes=notes))
        elif not is_absent(value):
            fields[name] = _unfold_value(value, shape, fiscal_year_starts, findings)
    return node._replace(fields={name: value for name, value in fields.items() if not _is_lost(value)})


def _unfold_value(node: Node, shape: Shape, fiscal_year_starts: int, findings: list[Finding]) -> Node:
    if not shape.many:
        return _unfold_part(node, shape.model, fiscal_year_starts, findings)
    if shape.model is Actual and (table := _table(node)):
        findings += [_beside_file(table, name) for name in table.fields if name != "file"]
        return table
    items = node.items if isinstance(node, Items) else (node,)
    parts = [_unfold_part(item, shape.model, fiscal_year_starts, findings) for item in items if not is_absent(item)]
    return Items(tuple(parts), node.span, node.path)


def _unfold_part(node: Node, model: type[Part] | None, fiscal_year_starts: int, findings: list[Finding]) -> Node:
    if model is None:
        return node
    if isinstance(node, Fields):
        return unfold(node, model, fiscal_year_starts, findings)
    if isinstance(node, Scalar) and model is Period:
        return _period(node, fiscal_year_starts, findings)
    if isinstance(node, Scalar) and model in SHORT:
        return Fields({SHORT[model]: node}, {}, node.span, node.path)
    return node


def _table(node: Node) -> Fields | None:
    """`{file: data/x.csv}`, also as the only item of a list."""
    if isinstance(node, Items) and len(node.items) == 1:
        node = node.items[0]
    return node if isinstance(node, Fields) and "file" in node.fields else None


def _beside_file(table: Fields, name: str) -> Finding:
    message = f"{name_path((*table.path, name))} stands beside file:, where nothing else is read"
    return found("GT105", table.keys[name], message, "add a column to the CSV file, or delete it")


def is_misspelled(node: Node, name: int | str, findings: Iterable[Finding]) -> bool:
    """Whether a field that is missing there was told already as an unknown one with nearly that name."""
    keys = node.keys.values() if isinstance(node, Fields) else ()
    return any(f.rule == "GT105" and f.span in keys and f"'{name}'" in f.help for f in findings)


def _period(node: Scalar, fiscal_year_starts: int, findings: list[Finding]) -> Node:
    try:
        days = read_period(text_of(node), fiscal_year_starts)
    except ValueError:
        message = f"{name_path(node.path)} is '{shorten(text_of(node))}', not a period"
        findings.append(found("GT104", node.span, message, _PERIODS))
        return node._replace(text=None)
    known = (Known(value, node.span, node.path) for value in days)
    return Fields(dict(zip(("from", "to", "name"), known, strict=True)), {}, node.span, node.path)


def _is_lost(node: Node) -> bool:
    return isinstance(node, Scalar) and node.text is None


def _unknown(parent: Fields, name: str, value: Node, model: type[Part]) -> Finding:
    path, key = name_path((*parent.path, name)), parent.keys[name]
    known = shapes_of(model)
    near = did_you_mean(name, known)
    if parent.flow and isinstance(value, Scalar) and value.text is None and (" " in name or not near):
        message = f"{name_path(parent.path)} is cut at a comma: '{shorten(name)}' is read as a field without a value"
        help_ = "put the text in quotes: inside { } a comma ends it"
        return found("GT106", key, message, help_, fix=rejoined(parent, name))
    if other := next(
        (level for level, goal in MODELS.items() if model in MODELS.values() and name in shapes_of(goal)), ""
    ):
        level = next(level for level, goal in MODELS.items() if goal is model)
        return found("GT105", key, f"{path} is no field of an {level}; it belongs to an {other}", near)
    fix = _respelled(parent, name, known) if near and not _is_lost(value) else None
    if not near and model in MODELS.values():
        near = "delete it, or name it in the setting pass_fields to hand it to the theme"
    return found("GT105", key, f"{path} is an unknown field", near or f"known here: {', '.join(known)}", fix=fix)


def _respelled(parent: Fields, name: str, known: Iterable[str]) -> Fix | None:
    """The name that was surely meant, unless that field is there already."""
    meant = meant_field(name, known)
    names = [meant, *(old for old, now in RENAMED.items() if now == meant)]
    return Fix(parent.keys[name], meant) if meant and not parent.fields.keys() & set(names) else None
