"""Measurements from a CSV file: `actuals: {file: data/x.csv}` with the columns `on`, `value` and perhaps `note`.

Takes what spreadsheets write: a byte-order mark, semicolons or tabs between the columns, decimal commas where a comma
separates nothing.
"""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, NamedTuple

from .dates import read_day
from .metric import Measure
from .nodes import Fields, Known, Node, Path, Scalar, shorten
from .rules import found
from .source import Span
from .values import advise, number_in, number_or_none, read_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from .findings import Finding

LIMIT = 1_000_000
_IN_WORDS = frozenset({Measure.BOOLEAN, Measure.QUALITATIVE})
_COLUMNS = ("on", "value", "note", "source")
_BREAK = re.compile(r"\r\n?|\n")
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
_WHOLE = re.compile(r"[+-]?\d+")
_COMMA = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:\.\d{3})+),\d+")
_WANTED = "the first row names the columns: on,value or on,value,note"


class _Row(NamedTuple):
    """A row with the line on which it begins; `text` is that line, `fault` why there are no further rows."""

    line: int
    text: str
    cells: Sequence[str]
    fault: str = ""


def locate(uri: str, file: str) -> str | None:
    """The path below the goals folder of a file named in a goal there; None where it leads out of the folder."""
    if file.startswith(("/", "\\")) or ":" in file.partition("/")[0]:
        return None
    parts: list[str] = uri.split("/")[:-1]
    for part in file.replace("\\", "/").split("/"):
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)


def read_actuals(path: str, text: str, measure: Measure, origin: Path) -> tuple[tuple[Node, ...], list[Finding]]:
    """The rows as actuals with places in the CSV file; a bad row is told (GT311) and left out.

    `path` is how the file is shown, `origin` the path of the field that names it.
    """
    start = Span(path)
    if len(text) > LIMIT:
        message = f"{path} has {len(text):,} characters, more than the {LIMIT:,} that are read"
        return (), [found("GT108", start, message, "keep the rows that the goal needs")]
    text = text.removeprefix("\ufeff")
    delimiter = _delimiter(text)
    rows = list(_rows(text, delimiter))
    if not rows:
        return (), [found("GT311", start, f"{path} is empty", _WANTED)]
    names = [cell.strip().lower() for cell in rows[0].cells]
    missing = [name for name in _COLUMNS[:2] if name not in names]
    if missing:
        message = f"{path} has no column {' and no column '.join(missing)}, but {shorten(', '.join(names))}"
        return (), [found("GT311", Span(path, rows[0].line), message, _WANTED)]
    actuals: list[Node] = []
    findings: list[Finding] = []
    at = names.index("value")
    doubtful = _doubtful([row.cells[at].strip() for row in rows[1:] if at < len(row.cells)], delimiter)
    for row in rows[1:]:
        if row.fault:
            message = f"row {row.line} cannot be read as CSV, nor what follows: {row.fault}"
            findings.append(found("GT311", Span(path, row.line), message, 'close each " that opens a text'))
            break
        cells = {
            name: _cell(path, row, column, delimiter, origin) for column, name in enumerate(names) if name in _COLUMNS
        }
        faults = [
            *_check_day(cells["on"]),
            *(_check_split(cells, row, len(names), delimiter) or _check_value(cells["value"], measure, delimiter)),
            *_check_groups(cells["value"], measure, doubtful),
        ]
        findings += faults
        if not faults:
            actuals.append(_actual(cells, measure, delimiter, Span(path, row.line), origin))
    return tuple(actuals), findings


class _Shape(NamedTuple):
    """How a table is written: what parts its columns, their names in order, whether every cell has quotes."""

    delimiter: str
    names: tuple[str, ...]
    quoted: bool
    comma: bool
    """Whether its decimals have a comma."""
    line_end: str


def append_row(text: str, cells: Mapping[str, str]) -> str:
    """The table with one more row, written as those before it; columns without a cell stay empty.

    Where the last row has no line end, the new one has none either.
    """
    shape = _shape_of(text)
    kept = text.rstrip("\r\n")
    value = cells.get("value", "")
    if shape.comma and number_or_none(value) is not None:
        cells = {**cells, "value": value.replace(".", ",")}
    row = shape.delimiter.join(_written(cells.get(name, ""), shape) for name in shape.names)
    return f"{kept}{shape.line_end}{row}{text[len(kept) :]}"


def _written(cell: str, shape: _Shape) -> str:
    if shape.quoted or any(sign in cell for sign in ('"', "\r", "\n", shape.delimiter)):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def columns(text: str) -> tuple[str, ...]:
    """The names of a table's columns, as they are read."""
    return _shape_of(text).names


def _shape_of(text: str) -> _Shape:
    text = text.removeprefix("\ufeff")
    delimiter = _delimiter(text)
    rows = list(_rows(text, delimiter))
    names = tuple(cell.strip().lower() for cell in rows[0].cells) if rows else ()
    lines = [line.strip() for line in text.splitlines() if line.strip(f" \t\r\n{delimiter}")]
    at = names.index("value") if "value" in names else len(names)
    values = [row.cells[at] for row in rows[1:] if at < len(row.cells)]
    return _Shape(
        delimiter,
        names,
        bool(lines) and lines[-1].count('"') >= 2 * len(names) > 0,
        delimiter != "," and any("," in value for value in values),
        (_BREAK.search(text) or ["\n"])[0],
    )


def _delimiter(text: str) -> str:
    header = text.lstrip("\r\n").split("\n", 1)[0]
    return max(",;\t", key=header.count)


def _rows(text: str, delimiter: str) -> Iterator[_Row]:
    lines = _LINE.findall(text)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    begin = 0
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield _Row(begin + 1, lines[begin], cells)
            begin = reader.line_num
    except csv.Error as error:
        yield _Row(begin + 1, lines[begin], (), str(error))


def _cell(path: str, row: _Row, column: int, delimiter: str, origin: Path) -> Scalar:
    """A cell with its place; what lies beyond the row's first line stands at that line's end."""
    text = row.cells[column].strip() if column < len(row.cells) else ""
    edges = [-1]
    quoted = False
    for at, character in enumerate(row.text.rstrip("\r\n")):
        quoted ^= character == '"'
        if character == delimiter and not quoted:
            edges.append(at)
    edges.append(len(row.text.rstrip("\r\n")))
    column = min(column, len(edges) - 2)
    return Scalar(text, Span(path, row.line, edges[column] + 2, row.line, edges[column + 1] + 1), origin)


def _check_day(cell: Scalar) -> Iterator[Finding]:
    try:
        read_day(cell.text or "")
    except ValueError:
        yield _bad(cell, "on", "not a day", "write it as 2026-05-13")


def _check_split(cells: Mapping[str, Scalar], row: _Row, columns_: int, delimiter: str) -> list[Finding]:
    """A decimal comma that was read as the end of a column: `24,5` below `on,value`."""
    value, note = cells["value"], cells.get("note")
    beyond = any(cell.strip() for cell in row.cells[columns_:])
    if delimiter == "," and _WHOLE.fullmatch(value.text or "") and note and _WHOLE.fullmatch(note.text or ""):
        return [_bad(value, "value", f"with the note '{note.text}'", f"write {value.text}.{note.text} if it is meant")]
    if not beyond:
        return []
    message = f"row {row.line} has {len(row.cells)} cells below {columns_} columns"
    remedy = f"put a text that has a '{delimiter}' in quotes; decimals take a point"
    return [found("GT311", Span(value.span.path, row.line), message, remedy)]


def _doubtful(values: Sequence[str], delimiter: str) -> re.Pattern[str] | None:
    """Three digits behind a sign are thousands or decimals; which of the two signs leaves that open in this table."""
    if delimiter == ",":
        return None
    commas, points = (any(re.search(rf"[{sign}](?:\d{{1,2}}|\d{{4,}})$", one) for one in values) for sign in (",", "."))
    open_ = ("" if commas and not points else ",") + ("." if commas else "")
    return re.compile(rf"[+-]?[1-9]\d{{0,2}}[{open_}]\d{{3}}") if open_ else None


def _check_groups(cell: Scalar, measure: Measure, doubtful: re.Pattern[str] | None) -> Iterator[Finding]:
    text = cell.text or ""
    if doubtful and measure not in _IN_WORDS and doubtful.fullmatch(text):
        whole, part = text.replace(",", "").replace(".", ""), text.replace(",", ".")
        yield _bad(cell, "value", f"which may be {whole} or {part}", f"write {whole}, or {part}0 if decimals are meant")


def _check_value(cell: Scalar, measure: Measure, delimiter: str) -> Iterator[Finding]:
    if not cell.text:
        yield _bad(cell, "value", "empty", "write the value, or delete the row")
    elif read_value(_with_point(cell, delimiter), measure)[1]:
        yield _bad(cell, "value", f"not what measure: {measure} takes", _remedy(cell.text))


def _remedy(text: str) -> str:
    return advise(text) if number_in(text) else "write the value, or delete the row"


def _bad(cell: Scalar, column: str, why: str, remedy: str) -> Finding:
    found_ = f"is '{shorten(cell.text)}', {why}" if cell.text else "is empty"
    return found("GT311", cell.span, f"column {column}, row {cell.span.line} {found_}", remedy)


def _with_point(cell: Scalar, delimiter: str) -> Scalar:
    """A decimal comma is read where columns are parted by something else."""
    text = cell.text or ""
    if delimiter != "," and _COMMA.fullmatch(text):
        return cell._replace(text=text.replace(".", "").replace(",", "."))
    return cell


def _actual(cells: dict[str, Scalar], measure: Measure, delimiter: str, span: Span, origin: Path) -> Fields:
    value, _ = read_value(_with_point(cells["value"], delimiter), measure)
    on = Known(read_day(cells["on"].text or ""), cells["on"].span, origin)
    fields: dict[str, Node] = {"on": on, "value": value or cells["value"]}
    fields |= {name: cells[name] for name in _COLUMNS[2:] if name in cells and cells[name].text}
    return Fields(fields, {}, span, origin)
