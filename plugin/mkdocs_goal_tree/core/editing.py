"""One value of a goal file changed where it stands; every other byte stays as it was."""

from __future__ import annotations

import json
import re
from dataclasses import replace as changed
from typing import TYPE_CHECKING, NamedTuple

from .frontmatter import parse
from .nodes import Fields, Path, Scalar, name_path, node_at, size_of, walk
from .yamlfaults import in_quotes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .source import Source, Span

_LINES = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+\Z")
_TO_ESCAPE = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


class Refusal(NamedTuple):
    """Why a file was left alone, in words for the person who asked."""

    why: str


def replace(source: Source, path: Path, text: str) -> str | Refusal:
    """The file's text with the value at `path` (as written in the file) changed to `text`.

    The value keeps its quotes or the lack of them where YAML allows it. The result is read again and has to differ in
    that value alone.
    """
    document, _ = parse(source)
    if document.fields is None:
        return Refusal("its front matter cannot be read")
    node = node_at(document.fields, path)
    if node is None:
        return Refusal(f"there is no {name_path(path)} in it")
    if not isinstance(node, Scalar):
        return Refusal(f"{name_path(path)} is no single value")
    if node.text == text:
        return source.text
    start, end = bounds_of(source.text, node.span)
    written = source.text[start:end]
    if not written.startswith(node.style) or (not node.style and written.startswith(("&", "!"))):
        return Refusal(f"{name_path(path)} has an anchor, a tag or an alias")
    wanted = {**leaves_of(document.fields), path: text}
    for value in spellings(text, node.style):
        space = "" if written else " "
        result = source.text[:start] + space + value + source.text[end:]
        again, _ = parse(changed(source, text=result))
        if again.fields and leaves_of(again.fields) == wanted and again.body == document.body:
            return result
    return Refusal(f"{name_path(path)} cannot be changed without changing more")


def bounds_of(text: str, span: Span) -> tuple[int, int]:
    """The indexes of a place in the file."""
    starts = [0, *(match.end() for match in _LINES.finditer(text))]
    return starts[span.line - 1] + span.column - 1, starts[span.end_line - 1] + span.end_column - 1


def leaves_of(fields: Fields) -> dict[Path, str | None]:
    """All texts by path; what is empty has none."""
    return {
        path: node.text if isinstance(node, Scalar) else type(node).__name__
        for path, node in walk(fields)
        if isinstance(node, Scalar) or size_of(node)[0] == 1
    }


def spellings(text: str, style: str) -> Iterator[str]:
    """The text as YAML, in the style it had if that will do."""
    if style == "'":
        yield "'" + text.replace("'", "''") + "'"
    elif style != '"':
        yield text
        yield in_quotes(text)
    escaped = json.dumps(text, ensure_ascii=False)
    yield _TO_ESCAPE.sub(lambda match: f"\\u{ord(match[0]):04x}", escaped)
