"""Where in a goal file a cursor stands, told from the lines: front matter that is being typed is no valid YAML yet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

BREAK = re.compile(r"\r\n?|\n")
_FENCE = re.compile(r"\ufeff?---[ \t]*")
_CLOSES = re.compile(r"(?:---|\.\.\.)[ \t]*")
_LINE = re.compile(
    r"(?P<lead>[ ]*(?:-[ ]+|-$)*)(?P<name>(?:\"[^\"]*\"|'[^']*'|[^\s:#'\"{}\[\],-][^:#{}\[\],]*))?(?P<colon>[ ]*:(?=[ ]|$)[ ]*)?"
)
_PIECE = re.compile(r"\s*(?:(?P<name>[^\s:,{}\[\]]+)[ ]*:(?:[ ]+|$))?(?P<text>.*)")
_COMMENT = re.compile(r"(?:^|[ \t])#.*")


class Cursor(NamedTuple):
    """What stands at a place in the front matter.

    `names` are the fields around it, outermost first. At the name of a field `field` is empty; at a value it is the
    field that has it. A word alone on its line may become either, then `open` is true. `text` is what is there, from
    `start` to `end` on the line (counted from 0), `typed` the part of it before the cursor; `beside` are the other fields
    of the same part.
    """

    names: tuple[str, ...]
    field: str
    text: str
    typed: str
    start: int
    end: int
    open: bool = False
    beside: frozenset[str] = frozenset()


class _Line(NamedTuple):
    """A line: where its dashes begin (-1 for none), where its text begins, the name of its field if it has one."""

    dash: int
    at: int
    name: str
    value: int


def front_rows(lines: Sequence[str]) -> range:
    """The lines of the front matter, without its fences; all that follows where it is not closed yet."""
    if not lines or not _FENCE.fullmatch(lines[0]):
        return range(0)
    end = next((row for row in range(1, len(lines)) if _CLOSES.fullmatch(lines[row])), len(lines))
    return range(1, end)


def cursor_at(lines: Sequence[str], row: int, column: int) -> Cursor | None:
    """The cursor on a line of the front matter, both counted from 0; None outside it and in comments."""
    rows = front_rows(lines)
    if row not in rows:
        return None
    text = lines[row]
    column = min(column, len(text))
    comment = _COMMENT.search(text)
    if comment and column > comment.start() + 1 and text[: comment.start()].count('"') % 2 == 0:
        return None
    line = _take_apart(text)
    at = min(line.at, column) if not text.strip() else line.at
    above = [_take_apart(lines[i]) if lines[i].strip() else None for i in range(rows.start, row)]
    below = [_take_apart(lines[i]) if lines[i].strip() else None for i in range(row + 1, rows.stop)]
    names, beside = _around(above, below, at if text.strip() else column, line.dash)
    value = text[line.value : comment.start() if comment else len(text)].rstrip()
    if line.name and column >= line.value:
        return _in_value(names, line, value, column)
    if line.name:
        word = line.name
        return Cursor(names, "", word, word[: max(column - line.at, 0)], line.at, line.at + len(word), beside=beside)
    rest = text[line.at :].rstrip()
    if rest[:1] in {"[", "{"}:
        holder = _Line(line.dash, line.at, names[-1] if names else "", line.at)
        return _in_value(names[:-1], holder, rest, column)
    if not text.strip():
        return Cursor(names, "", "", "", column, column, open=True, beside=beside)
    start, bare = _without_quotes(rest, line.at)
    typed = bare[: max(column - start, 0)]
    return Cursor(names, "", bare, typed, start, start + len(bare), open=True, beside=beside)


def _take_apart(text: str) -> _Line:
    match = _LINE.match(text)
    lead = match["lead"] if match else ""
    named = bool(match and match["name"] and match["colon"] is not None)
    dash = lead.find("-")
    name = match["name"].strip("\"'").rstrip() if match and named else ""
    return _Line(dash, len(lead), name, match.end() if match and named else len(text))


def _around(
    above: Sequence[_Line | None], below: Iterable[_Line | None], column: int, dash: int
) -> tuple[tuple[str, ...], frozenset[str]]:
    """The fields around a text in that column, and those beside it."""
    names: list[str] = []
    beside: set[str] = set()
    limit, may_equal, here = (column, False, True) if dash < 0 else (dash, True, False)
    for line in reversed(above):
        if line is None:
            continue
        if here and line.at == column:
            if line.name:
                beside.add(line.name)
            if line.dash >= 0:
                limit, may_equal, here = line.dash, True, False
        elif line.name and (line.at < limit or (may_equal and line.at == limit and line.dash < 0)):
            names.insert(0, line.name)
            limit, may_equal, here = (line.dash, True, False) if line.dash >= 0 else (line.at, False, False)
    beside.update(_further_down(below, column))
    return tuple(names), frozenset(beside)


def _further_down(below: Iterable[_Line | None], column: int) -> Iterator[str]:
    """The fields of the same part on the lines below."""
    for line in below:
        if line is None:
            continue
        if line.at < column or 0 <= line.dash < column:
            return
        if line.at == column and line.name:
            yield line.name


def _in_value(names: tuple[str, ...], line: _Line, value: str, column: int) -> Cursor | None:
    """The cursor right of a field's name: in its text, or in what stands in brackets there."""
    inside = (*names, line.name) if line.name else names
    if value[:1] not in {"[", "{"}:
        start, bare = _without_quotes(value, line.value)
        if not value:
            start = max(column, start)
        return Cursor(names, line.name, bare, bare[: max(column - start, 0)], start, start + len(bare))
    opened: list[str] = []
    fields: list[str] = []
    begin, quote = line.value, ""
    for at, sign in enumerate(value[: column - line.value], line.value):
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "'\"":
            quote = sign
        elif sign in "[{":
            piece = _PIECE.match(value[begin - line.value : at - line.value])
            fields.append(piece["name"] if piece and piece["name"] else "")
            opened.append(sign)
            begin = at + 1
        elif sign in "]}" and opened:
            opened.pop()
            fields.pop()
            begin = at + 1
        elif sign == ",":
            begin = at + 1
    if not opened:
        return None
    stop = re.search(r"[,\]}]", value[column - line.value :])
    end = column + stop.start() if stop else line.value + len(value)
    return _in_brackets(
        (*inside, *(name for name in fields if name)), opened[-1], value, line.value, begin, end, column
    )


def _in_brackets(  # noqa: PLR0913, PLR0917 - one piece of a flow collection and its bounds
    names: tuple[str, ...], bracket: str, value: str, offset: int, begin: int, end: int, column: int
) -> Cursor | None:
    piece = _PIECE.match(value[begin - offset : end - offset])
    if piece is None:
        return None
    start, bare = _without_quotes(piece["text"].rstrip(), begin + piece.start("text"))
    if piece["name"] and column < start and column <= begin + piece.end("name"):
        at = begin + piece.start("name")
        return Cursor(names, "", piece["name"], piece["name"][: max(column - at, 0)], at, at + len(piece["name"]))
    if not bare:
        start = column
    typed = bare[: max(column - start, 0)]
    if piece["name"]:
        return Cursor(names, piece["name"], bare, typed, start, start + len(bare))
    return (
        Cursor(names, "", bare, typed, start, start + len(bare), open=bracket == "[")
        if bracket == "{"
        else Cursor(names[:-1], names[-1] if names else "", bare, typed, start, start + len(bare))
    )


def _without_quotes(text: str, start: int) -> tuple[int, str]:
    if text[:1] in {"'", '"'}:
        return start + 1, text[1:-1] if len(text) > 1 and text[-1] == text[0] else text[1:]
    return start, text
