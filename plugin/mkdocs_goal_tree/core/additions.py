"""One item added to a list of a goal file, written as those before it; every other byte stays as it was."""

from __future__ import annotations

import json
import re
from dataclasses import replace as changed
from typing import TYPE_CHECKING, NamedTuple

from .editing import Refusal, bounds_of, leaves_of, spellings
from .frontmatter import parse
from .nodes import Fields, Items, Node, Path, Scalar, name_path, node_at, walk
from .source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_LINES = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+\Z")
_BREAK = re.compile(r"\r\n?|\n|\Z")
_BLANK = re.compile(r"[ \t]*(?:\r\n?|\n)")
_REST = re.compile(r"[ \t]*(?:#[^\r\n]*)?(?=[\r\n])")
_COMMA = re.compile(r"[ \t]*,")
_OFFSET = 2  # columns from the name of a list to its dashes, where the file has no list to go by
_IN_LINES, _IN_BRACES = "- a: {}", "- {a: {}}"


def append(source: Source, path: Path, fields: Mapping[str, str]) -> str | Refusal:
    """The file's text with one more item, of these fields, at the end of the list at `path` (as written in the file).

    The list may be absent, empty, a lone item without a dash, or stand in brackets; the item is written as those
    before it are. The result is read again and has to differ in that item alone.
    """
    document, _ = parse(source)
    if document.fields is None:
        return Refusal("its front matter cannot be read")
    parent = node_at(document.fields, path[:-1])
    if not isinstance(parent, Fields) or parent.path != path[:-1]:
        return Refusal(f"there is no {name_path(path[:-1])} of its own in it")
    node = parent.fields.get(str(path[-1]))
    if isinstance(node, Scalar) and node.text is not None:
        return Refusal(f"{name_path(path)} is no list")
    wanted = _with_item(leaves_of(document.fields), node, path, fields)
    for result in _appended(_Place(source.text, document.fields, parent, path), node, fields):
        again, _ = parse(changed(source, text=result))
        if again.fields and leaves_of(again.fields) == wanted and again.body == document.body:
            return result
    return Refusal(f"nothing can be added to {name_path(path)} without changing more")


def item_lines(name: str, fields: Mapping[str, str]) -> str:
    """The item as an author would write it below the name of its list."""
    return f"{name}:\n{_block(fields, _OFFSET, 1, chr(10))}"


class _Place(NamedTuple):
    """Where an item goes: a field of `parent`, which is there or not."""

    text: str
    root: Fields
    parent: Fields
    path: Path


def _with_item(
    leaves: Mapping[Path, str | None], node: Node | None, path: Path, fields: Mapping[str, str]
) -> dict[Path, str | None]:
    """The texts as they have to be with the item; a lone one becomes the first of the list."""
    depth, lone = len(path), isinstance(node, Fields)
    kept = {(*path, 0, *at[depth:]) if lone and at[:depth] == path else at: t for at, t in leaves.items() if at != path}
    count = 1 if lone else len(node.items) if isinstance(node, Items) else 0
    return {**kept, **{(*path, count, name): text for name, text in fields.items()}}


def _appended(place: _Place, node: Node | None, fields: Mapping[str, str]) -> Iterator[str]:
    """The ways to write the item there, the most likely one first."""
    text, item = place.text, _braces(fields)
    if node is None:
        yield from _new_list(place, fields)
        return
    start, end = bounds_of(text, node.span)
    if isinstance(node, Scalar) and (start < end or place.parent.flow):
        yield f"{text[:start]}{'' if text[start - 1].isspace() else ' '}[{item}]{text[end:]}"
    elif isinstance(node, Scalar):
        pad = place.parent.keys[str(place.path[-1])].column - 1 + _offset(place)
        yield below(text, end, _block(fields, pad, 1, line_end_at(text, end)))
    elif text[start] == "{":
        yield f"{text[:start]}[{text[start:end]}, {item}]{text[end:]}"
    elif text[start] == "[":
        yield _into_brackets(text, node, item) if isinstance(node, Items) else text
    elif isinstance(node, Fields):
        yield _from_lone(text, node, fields)
    elif isinstance(node, Items):
        yield from _after_last(text, node, fields)


def _new_list(place: _Place, fields: Mapping[str, str]) -> Iterator[str]:
    """Behind the last field of the parent."""
    text, name = place.text, place.path[-1]
    end = bounds_of(text, place.parent.span)[1]
    if place.parent.flow:
        inner = len(text[: end - 1].rstrip())
        yield f"{text[:inner]}{' ' if text[inner - 1] == ',' else ', '}{name}: [{_braces(fields)}]{text[inner:]}"
        return
    first = next(iter(place.parent.keys.values()))
    pad, line_end = first.column - 1, line_end_at(text, end)
    lines = f"{' ' * pad}{name}:{line_end}{_block(fields, pad + _offset(place), 1, line_end)}"
    yield below(text, end, lines)
    yield below(text, end, lines, past_blanks=True)


def _into_brackets(text: str, node: Items, item: str) -> str:
    """Behind the last item between brackets, on a line of its own where the others have one."""
    start, _ = bounds_of(text, node.span)
    if not node.items:
        return f"{text[: start + 1]}{item}{text[start + 1 :]}"
    begin, at = bounds_of(text, node.items[-1].span)
    comma = _COMMA.match(text, at)
    at = comma.end() if comma else at
    rest = _REST.match(text, at)
    line = max(text.rfind("\n", 0, begin), text.rfind("\r", 0, begin)) + 1
    if rest is None or text[line:begin].strip():
        return f"{text[:at]}{'' if comma else ','} {item}{text[at:]}"
    indented = f"{line_end_at(text, at)}{text[line:begin]}{item}{',' if comma else ''}"
    return f"{text[:at]}{'' if comma else ','}{rest[0]}{indented}{text[rest.end() :]}"


def _from_lone(text: str, node: Fields, fields: Mapping[str, str]) -> str:
    """A lone item gets its dash and moves to the right of it."""
    start, end = bounds_of(text, node.span)
    stop = _below_line(text, end)
    first, *others = _LINES.findall(text[start:stop])
    moved = "".join(line if _BLANK.fullmatch(line) else f"  {line}" for line in others)
    lines = _block(fields, node.span.column - 1, 1, line_end_at(text, end))
    return f"{text[:start]}- {first}{moved}{lines}{text[stop:]}"


def _after_last(text: str, node: Items, fields: Mapping[str, str]) -> Iterator[str]:
    """Behind the last item of a list with dashes, written as that one is."""
    _, end = bounds_of(text, node.span)
    column, gap = node.span.column - 1, 1
    last = node.items[-1]
    start = bounds_of(text, last.span)[0]
    before = text[:start].rstrip()
    between = text[len(before) : start]
    if last.path[: len(node.path)] == node.path and before.endswith("-") and between.isspace():
        gap = gap if between.strip(" ") else len(between)
    line_end = line_end_at(text, end)
    braced = isinstance(last, Fields) and last.flow
    lines = f"{' ' * column}- {_braces(fields)}{line_end}" if braced else _block(fields, column, gap, line_end)
    yield below(text, end, lines)
    yield below(text, end, lines, past_blanks=True)


def _offset(place: _Place) -> int:
    """How far lists are indented in this file, as its first list with dashes has it."""
    for path, node in walk(place.root):
        parent = node_at(place.root, path[:-1]) if path else None
        if isinstance(node, Items) and isinstance(parent, Fields) and node.path == path:
            key = parent.keys.get(str(path[-1]))
            if key and place.text.startswith("-", bounds_of(place.text, node.span)[0]):
                return node.span.column - key.column
    return _OFFSET


def below(text: str, index: int, lines: str, *, past_blanks: bool = False) -> str:
    """The lines below the one that holds `index`, or below the blank lines that follow it."""
    at = _below_line(text, index)
    while past_blanks and (blank := _BLANK.match(text, at)):
        at = blank.end()
    return text[:at] + lines + text[at:]


def _below_line(text: str, index: int) -> int:
    match = _BREAK.search(text, index)
    return match.end() if match else len(text)


def line_end_at(text: str, index: int) -> str:
    """The line end that is used there."""
    match = _BREAK.search(text, index)
    return (match[0] if match else "") or "\n"


def _block(fields: Mapping[str, str], column: int, gap: int, line_end: str) -> str:
    """The item with a dash in `column`, one field a line."""
    heads = (" " * column + "-" + " " * gap, " " * (column + 1 + gap))
    lines = (f"{name}: {_spelled(text, _IN_LINES)}" for name, text in fields.items())
    return "".join(f"{heads[min(i, 1)]}{line}{line_end}" for i, line in enumerate(lines))


def _braces(fields: Mapping[str, str]) -> str:
    parts = ", ".join(f"{name}: {_spelled(text, _IN_BRACES)}" for name, text in fields.items())
    return f"{{{parts}}}"


def _spelled(text: str, form: str) -> str:
    """The text as YAML that is read as this text where `form` has its place."""
    for way in spellings(text, ""):
        document, _ = parse(Source("", "", f"---\nx:\n{form.replace('{}', way, 1)}\n---\n"))
        if document.fields and leaves_of(document.fields) == {("x", 0, "a"): text}:
            return way
    return json.dumps(text)
