"""What YAML refuses, in plain words: the few mistakes that people make, told by the line they stand on."""

from __future__ import annotations

import re
from typing import NamedTuple

from .nodes import shorten
from .remedies import is_text

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
_COMMENT = re.compile(r"[ \t]+(?=(#.*))")
# What is surely text although it begins with a sign; the others may be a list, a tag or a long text in the making.
_SURELY = re.compile(r"[%@`*]|& |!(?!!)|>[ =]*[-+]?[\d$€£]|\[[^]]*\] +\w|\{[^}]*\} +\w")
_FIELD = re.compile(r"[a-z_]+:(?: |$)")
_PIECE = re.compile(r"[%@`][^,\[\]{}:#]*")
_SHOWN = 60


class Text(NamedTuple):
    """What is surely meant as text and needs quotes, and the indexes between which it is written."""

    start: int
    end: int
    text: str


class Fault(NamedTuple):
    """What is wrong between two indexes of the front matter, and the remedy."""

    start: int
    end: int
    message: str
    help: str
    text: Text | None = None


class _Why(NamedTuple):
    """The same of one line."""

    why: str
    remedy: str
    place: int
    text: Text | None = None


def explain(text: str, problem: str, at: int, since: int | None) -> Fault:
    """The fault behind a parser's `problem` at index `at`; `since` is where the thing began that it was reading."""
    if not text[at:].strip() and since is not None:
        at = since
    at = min(at, max(len(text) - 1, 0))
    begin = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
    line = re.split(r"[\r\n]", text[begin:], maxsplit=1)[0]
    why, remedy, place, meant = (
        _tab(line, at - begin)
        or _value(line, at - begin, problem)
        or _lines(text[:begin], line, at - begin, problem)
        or _Why(shorten(problem) or "it cannot be read", "put the text in quotes", at - begin)
    )
    start = max(begin + place, 0)
    meant = Text(begin + meant.start, begin + meant.end, meant.text) if meant else None
    return Fault(start, start + 1, f"not valid YAML: {why}", remedy, meant)


def in_quotes(text: str) -> str:
    """One line of text as a quoted YAML scalar, in double quotes where nothing in it would have to be escaped."""
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def _tab(line: str, at: int) -> _Why | None:
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent or line[at : at + 1] == "\t":
        return _Why("a tab where only spaces may stand", "replace the tab by spaces", line.index("\t"))
    return None


def _value(line: str, at: int, problem: str) -> _Why | None:
    """A value that needs quotes, or other ones."""
    match = _LINE.match(line)
    if not match or at < match.start("value"):
        return None
    name, value, place = match["name"] or "", _without_comment(match["value"]), match.start("value")
    if value[0] in "'\"":
        return _quoted(name, value, place, at, problem, sure=value[0] not in match["value"][len(value) :])
    if value[0] in "[{" and "but got ':'" in problem:
        why = f"a second ': ' inside {value[0]} }}".replace("[ }", "[ ]")
        return _Why(why, "put the text with the ': ' in quotes", at)
    if value[0] in "[{" and (piece := _PIECE.match(line, at)) and line[:at].rstrip()[-1] in "[{,:":
        sign = piece[0].rstrip()
        meant = Text(at, at + len(sign), sign)
        return _Why(f"no value can begin with {sign[0]}", f"put it in quotes: {in_quotes(sign)}", at, meant)
    if value[0] + value[-1] in ("[]", "{}") and at < place + len(value):
        why = f"{value[0]} {value[-1]} that cannot be read from here on"
        return _Why(why, "write each part on a line of its own", at)
    text = Text(place, place + len(value), value)
    surely = text if _SURELY.match(value) else None
    if value[0] in _NEVER and (name or at <= place + 1):
        return _Why(f"no value can begin with {value[0]}", _write(name, value), place, surely)
    if value[0] in _SIGNS and (name or at <= place + 1):
        why = f"a value that begins with {value[0]} is {_SIGNS[value[0]]}"
        return _Why(why, _write(name, value), place, surely)
    if name and (": " in value or value.endswith(":")):
        second = value.index(": ") if ": " in value else len(value) - 1
        remedy = _write(name, value)
        return _Why("a second ': ' in one line", remedy, place + second, None if _FIELD.match(value) else text)
    return None


def _without_comment(value: str) -> str:
    """The value up to a comment, which is left beside the quotes; `#12` is part of the text."""
    found = next((match for match in _COMMENT.finditer(value) if not is_text(match[1])), None)
    return value[: found.start()] if found else value


def _quoted(name: str, value: str, place: int, at: int, problem: str, *, sure: bool) -> _Why | None:  # noqa: PLR0913
    """A value with quotes; `sure` says that no other one of them stands in a comment beside it."""
    mark, end = value[0], place + len(value)
    if "end of stream" in problem:
        return _Why(f"a quote {mark} that is never closed", f"add {mark} at the end of the text", place)
    if "escape" in problem:
        text = Text(place, end, value[1:-1]) if value[-1] == mark and mark not in value[1:-1] else None
        return _Why("a backslash inside double quotes", _write(name, value.strip(mark)), at, text)
    if at <= place + 1:
        return _Why(f"a quote {mark} further up is not closed", f"look for a line above with one {mark}", place)
    both = value[-1] == mark and value.count(mark) == 4  # noqa: PLR2004 - 'a' and 'b', or quotes around 'a 'b' c'
    whole = value[1:-1] if value[-1] == mark and not both else value
    text = Text(place, end, whole) if sure and not both else None
    return _Why("a quote inside quotes", _write(name, whole), at, text)


def _lines(above: str, line: str, at: int, problem: str) -> _Why | None:
    """Lines that do not go together."""
    last = above.rstrip().rpartition("\n")[2]
    opener = next((sign for sign in ("]", "}") if f"or '{sign}'" in problem), "")
    if opener:
        what = "list in [ ]" if opener == "]" else "group of fields in { }"
        return _Why(f"a {what} that is not closed", f"add {opener}", at)
    if "<document start>" in problem:
        return _Why("a line that begins with % above the fields", "delete it", 0)
    if "mapping values" in problem and last.strip() and ":" not in last:
        place = len(above.rstrip()) - len(last.strip()) - len(above)
        return _Why("a line without a field's name", "write name: value, or indent text that goes on", place)
    if "expected ':'" in problem and last.strip():
        place = len(above.rstrip()) - len(last.strip()) - len(above)
        return _Why("a line without a field's name", "write name: value, or indent text that goes on", place)
    if any(word in problem for word in ("mapping values", "block end", "sequence entries")):
        remedy = "fields of one level begin in the same column, those below them two spaces further right"
        return _Why("this line does not fit the indentation of those above", remedy, len(line) - len(line.lstrip()))
    return None


def _write(name: str, value: str) -> str:
    if len(value) > _SHOWN:
        return f"put the text of {name or 'this line'} in quotes"
    return f"put it in quotes: {f'{name}: ' if name else ''}{in_quotes(value)}"
