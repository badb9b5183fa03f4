"""What YAML refuses, in plain words: the few mistakes that people make, told by the line they stand on."""

from __future__ import annotations

import re
from typing import NamedTuple

from .nodes import shorten

_LINE = re.compile(r"\s*(?:-\s+)*(?:(?P<name>[^\s:#'\"{}\[\]-][^:#'\"{}\[\]]*):[ \t]+)?(?P<value>\S.*?)\s*$")
_SIGNS = {
    "*": "read as a reference (alias)",
    "&": "read as a mark (anchor)",
    ">": "read as the start of a long text",
    "|": "read as the start of a long text",
    "!": "read as a tag",
    "[": "read as a list",
    "{": "read as fields",
    "-": "read as an item of a list",
}
_NEVER = "%@`],}?"
_SHOWN = 60


class Fault(NamedTuple):
    """What is wrong between two indexes of the front matter, and the remedy."""

    start: int
    end: int
    message: str
    help: str


def explain(text: str, problem: str, at: int, since: int | None) -> Fault:
    """The fault behind a parser's `problem` at index `at`; `since` is where the thing began that it was reading."""
    if not text[at:].strip() and since is not None:
        at = since
    at = min(at, max(len(text) - 1, 0))
    begin = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
    line = re.split(r"[\r\n]", text[begin:], maxsplit=1)[0]
    why, remedy, place = (
        _tab(line, at - begin)
        or _value(line, at - begin, problem)
        or _lines(text[:begin], line, at - begin, problem)
        or (shorten(problem) or "it cannot be read", "put the text in quotes", at - begin)
    )
    start = max(begin + place, 0)
    return Fault(start, start + 1, f"not valid YAML: {why}", remedy)


def in_quotes(text: str) -> str:
    """One line of text as a quoted YAML scalar, in double quotes where nothing in it would have to be escaped."""
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def _tab(line: str, at: int) -> tuple[str, str, int] | None:
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent or line[at : at + 1] == "\t":
        return "a tab where only spaces may stand", "replace the tab by spaces", line.index("\t")
    return None


def _value(line: str, at: int, problem: str) -> tuple[str, str, int] | None:
    """A value that needs quotes, or other ones."""
    match = _LINE.match(line)
    if not match or at < match.start("value"):
        return None
    name, value, place = match["name"] or "", match["value"], match.start("value")
    if value[0] in "'\"":
        return _quoted(name, value, place, at, problem)
    if value[0] in "[{" and "but got ':'" in problem:
        return f"a second ': ' inside {value[0]} }}".replace("[ }", "[ ]"), "put the text with the ': ' in quotes", at
    if value[0] + value[-1] in ("[]", "{}") and at < place + len(value):
        return f"{value[0]} {value[-1]} that cannot be read from here on", "write each part on a line of its own", at
    if value[0] in _NEVER and (name or at <= place + 1):
        return f"no value can begin with {value[0]}", _write(name, value), place
    if value[0] in _SIGNS and (name or at <= place + 1):
        return f"a value that begins with {value[0]} is {_SIGNS[value[0]]}", _write(name, value), place
    if name and (": " in value or value.endswith(":")):
        second = value.index(": ") if ": " in value else len(value) - 1
        return "a second ': ' in one line", _write(name, value), place + second
    return None


def _quoted(name: str, value: str, place: int, at: int, problem: str) -> tuple[str, str, int] | None:
    mark = value[0]
    if "end of stream" in problem:
        return f"a quote {mark} that is never closed", f"add {mark} at the end of the text", place
    if "escape" in problem:
        return "a backslash inside double quotes", _write(name, value.strip(mark)), at
    if at <= place + 1:
        return f"a quote {mark} further up is not closed", f"look for a line above with one {mark}", place
    whole = value[1:-1] if value[-1] == mark and value.count(mark) != 4 else value  # noqa: PLR2004 - 'a' and 'b'
    return "a quote inside quotes", _write(name, whole), at


def _lines(above: str, line: str, at: int, problem: str) -> tuple[str, str, int] | None:
    """Lines that do not go together."""
    last = above.rstrip().rpartition("\n")[2]
    opener = next((sign for sign in ("]", "}") if f"or '{sign}'" in problem), "")
    if opener:
        return (
            f"a {'list in [ ]' if opener == ']' else 'group of fields in { }'} that is not closed",
            f"add {opener}",
            at,
        )
    if "<document start>" in problem:
        return "a line that begins with % above the fields", "delete it", 0
    if "mapping values" in problem and last.strip() and ":" not in last:
        place = len(above.rstrip()) - len(last.strip()) - len(above)
        return "a line without a field's name", "write name: value, or indent text that goes on", place
    if "expected ':'" in problem and last.strip():
        place = len(above.rstrip()) - len(last.strip()) - len(above)
        return "a line without a field's name", "write name: value, or indent text that goes on", place
    if any(word in problem for word in ("mapping values", "block end", "sequence entries")):
        remedy = "fields of one level begin in the same column, those below them two spaces further right"
        return "this line does not fit the indentation of those above", remedy, len(line) - len(line.lstrip())
    return None


def _write(name: str, value: str) -> str:
    if len(value) > _SHOWN:
        return f"put the text of {name or 'this line'} in quotes"
    return f"put it in quotes: {f'{name}: ' if name else ''}{in_quotes(value)}"
