"""One field of a part of a goal file written, where it is there or not; every other byte stays as it was."""

from __future__ import annotations

from dataclasses import replace as changed
from typing import TYPE_CHECKING

from .additions import below, line_end_at
from .editing import Refusal, bounds_of, leaves_of, replace, spellings
from .frontmatter import parse
from .nodes import Fields, Path, Scalar, is_absent, name_path, node_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .source import Source


def put(source: Source, path: Path, name: str, text: str, short: str) -> str | Refusal:
    """The file's text with `name: text` in the part at `path` (as written in the file).

    A part that is written as one value, which stands for its field `short`, gets braces around it: `x` becomes
    `{short: x, name: text}`. The result is read again and has to differ in that field alone.
    """
    document, _ = parse(source)
    if document.fields is None:
        return Refusal("its front matter cannot be read")
    node = node_at(document.fields, path)
    if node is None or node.path != path or is_absent(node) or not isinstance(node, Fields | Scalar):
        return Refusal(f"there is no {name_path(path)} of its own in it")
    if isinstance(node, Fields) and name in node.fields:
        return replace(source, (*path, name), text)
    wanted = {**leaves_of(document.fields), (*path, name): text}
    if isinstance(node, Scalar):
        del wanted[path]
        wanted[*path, short] = node.text
    ways = (
        _into(source.text, node, name, text)
        if isinstance(node, Fields)
        else _around(source.text, node, name, text, short)
    )
    for result in ways:
        again, _ = parse(changed(source, text=result))
        if again.fields and leaves_of(again.fields) == wanted and again.body == document.body:
            return result
    return Refusal(f"{name_path((*path, name))} cannot be added without changing more")


def _into(text: str, part: Fields, name: str, value: str) -> Iterator[str]:
    """Behind the last field of the part."""
    start, end = bounds_of(text, part.span)
    for spelled in spellings(value, ""):
        field = f"{name}: {spelled}"
        if not part.flow:
            pad, line_end = next(iter(part.keys.values())).column - 1, line_end_at(text, end)
            yield below(text, end, f"{' ' * pad}{field}{line_end}")
            yield below(text, end, f"{' ' * pad}{field}{line_end}", past_blanks=True)
        elif text[start] == "{":
            inner = len(text[: end - 1].rstrip())
            yield f"{text[:inner]}{' ' if text[inner - 1] == ',' else ', '}{field}{text[inner:]}"
            yield f"{text[: start + 1]}{field}, {text[start + 1 :]}"
        else:  # [goal: x], a part without braces
            yield f"{text[:start]}{{{text[start:end]}, {field}}}{text[end:]}"


def _around(text: str, node: Scalar, name: str, value: str, short: str) -> Iterator[str]:
    """Braces around the value, which keeps its quotes or the lack of them where YAML allows it."""
    start, end = bounds_of(text, node.span)
    for spelled in (text[start:end], *spellings(node.text or "", node.style)):
        for field in spellings(value, ""):
            yield f"{text[:start]}{{{short}: {spelled}, {name}: {field}}}{text[end:]}"
