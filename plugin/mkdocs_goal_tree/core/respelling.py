"""Edits of a front matter that give something another id: the id in its quotes, the aliases, lines put in below a field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .drafting import scalar
from .edits import Edit
from .excerpts import lines_of
from .nodes import Fields, Items, Node, Scalar, is_absent, text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .source import Source


def value_edit(node: Node, new: str) -> Edit:
    """The new id in the quotes of the former one."""
    style = node.style if isinstance(node, Scalar) else ""
    return Edit(node.span, f"{style}{new}{style}" if style in {"'", '"'} else scalar(new))


def lines_edit(source: Source, fields: Fields, name: str, added: Sequence[str]) -> Edit:
    """New fields below the field `name`, on lines of their own, or behind it where the fields stand in `{ }`."""
    lines = lines_of(source)
    after = fields.fields[name].span
    at = lines.starts[after.end_line - 1] + after.end_column - 1
    if fields.flow:
        return Edit(lines.span(at, at), "".join(f", {field}" for field in added))
    indent = " " * (fields.keys[name].column - 1)
    end = next((i for i in range(at, len(source.text)) if source.text[i] in "\r\n"), len(source.text))
    line_end = "\r\n" if source.text.startswith("\r\n", end) else source.text[end : end + 1]
    return Edit(lines.span(end, end), "".join(f"{line_end}{indent}{line}" for line in added))


def alias_edit(node: Node, source: Source, old: str, new: str) -> Edit | None:
    """The former id added to the aliases, in place of the new one if the goal once had that."""
    items = node.items if isinstance(node, Items) else (node,)
    scalars = [item for item in items if isinstance(item, Scalar) and not is_absent(item)]
    again = next((item for item in scalars if text_of(item).lower() == new), None)
    if again:
        return value_edit(again, old)
    lines = lines_of(source)
    start, text = lines.excerpt(node.span)
    if isinstance(node, Scalar):
        if is_absent(node):
            before = "" if source.text[start - 1 : start] == " " else " "
            return Edit(node.span, f"{before}{scalar(old)}")
        return Edit(node.span, f"[{text}, {scalar(old)}]") if node.style not in {"|", ">"} else None
    if not isinstance(node, Items):
        return None
    if text.startswith("["):
        end = start + len(text) - 1
        return Edit(lines.span(end, end), f", {scalar(old)}" if items else scalar(old))
    last = items[-1].span if items else None
    if last is None or not isinstance(items[-1], Scalar):
        return None
    column = node.span.column
    end = lines.starts[last.end_line - 1] + last.end_column - 1
    while end < len(source.text) and source.text[end] not in "\r\n":
        end += 1
    line_end = "\r\n" if source.text.startswith("\r\n", end) else "\n"
    return Edit(lines.span(end, end), f"{line_end}{' ' * (column - 1)}- {scalar(old)}")
