"""Measurements from CSV: what spreadsheets write is read, what cannot be read is told with file, row and column."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from mkdocs_goal_tree.core.reading import read_file
from mkdocs_goal_tree.core.settings import Settings
from mkdocs_goal_tree.core.source import Source
from mkdocs_goal_tree.core.tables import append_row, columns, locate


def read(table, measure="number", file="../data/x.csv"):
    text = f"---\ntype: impact\ntitle: T\nmetrics:\n  name: M\n  measure: {measure}\n  actuals: {{file: {file}}}\n---\n"
    source = Source("docs/goals/i/a.md", "i/a.md", text)
    result, findings = read_file(source, Settings(), {"data/x.csv": table})
    said = [f"{f.rule} {f.span} {f.message}" + (f" | {f.help}" if f.help else "") for f in findings]
    return result, [(str(a.on), a.value) for a in result.goal.metrics[0].actuals], said


GOOD = {
    "commas": "on,value\n2026-01-05,22\n2026-01-12,24.5\n",
    "semicolons and decimal commas": "on;value\n2026-01-05;22\n2026-01-12;24,5\n",
    "tabs": "on\tvalue\n2026-01-05\t22\n2026-01-12\t24.5\n",
    "a byte-order mark and CRLF": "\ufeffon,value\r\n2026-01-05,22\r\n2026-01-12,24.5\r\n",
    "other columns, capitals and blanks": "id, Value ,ON\n1,22,2026-01-05\n2, 24.5 ,2026-01-12\n",
    "quotes and empty rows": '"on","value"\n\n"2026-01-05","22"\n,\n"2026-01-12","24.5"',
    "any order": "on,value\n2026-01-12,24.5\n2026-01-05,22\n",
}


@pytest.mark.parametrize("case", GOOD)
def test_what_spreadsheets_write_is_read(case):
    _, actuals, said = read(GOOD[case])
    assert (actuals, said) == ([("2026-01-05", Decimal(22)), ("2026-01-12", Decimal("24.5"))], [])


def test_notes_and_places_come_along():
    result, _, said = read(
        'on,value,note,source\n2026-01-05,22,"a, b",Export\n2026-01-12,23,"two\nlines",\n2026-01-19,24\n'
    )
    actuals = result.goal.metrics[0].actuals
    assert said == []
    assert [(a.on, a.note, a.source) for a in actuals] == [
        (date(2026, 1, 5), "a, b", "Export"), (date(2026, 1, 12), "two\nlines", ""), (date(2026, 1, 19), "", ""),
    ]  # fmt: skip
    at = result.place.at("metrics", 0, "actuals", 2, "value")
    assert at == ("docs/goals/data/x.csv", 5, 12, 5, 14)


X = "docs/goals/data/x.csv"
WANTED = "the first row names the columns: on,value or on,value,note"
BAD = {
    "": ([], [f"GT311 {X}:1:1 {X} is empty | {WANTED}"]),
    "day,number\n": ([], [f"GT311 {X}:1:1 {X} has no column on and no column value, but day, number | {WANTED}"]),
    "\non,count\n1,2\n": ([], [f"GT311 {X}:2:1 {X} has no column value, but on, count | {WANTED}"]),
    "on,value\n2026-02-30,1\n05.01.2026,2\n2026-01-05,3\n": (
        [("2026-01-05", Decimal(3))],
        [
            f"GT311 {X}:2:1 column on, row 2 is '2026-02-30', not a day | write it as 2026-05-13",
            f"GT311 {X}:3:1 column on, row 3 is '05.01.2026', not a day | write it as 2026-05-13",
        ],
    ),
    'on,note,value\n2026-01-05,"a, b",TBD\n2026-01-06,,"30,000"\n': (
        [],
        [
            (
                f"GT311 {X}:2:19 column value, row 2 is 'TBD', not what measure: number takes"
                " | write the value, or delete the row"
            ),
            (
                f"GT311 {X}:3:13 column value, row 3 is '30,000', not what measure: number takes"
                " | write 30000; thousands stand without separators"
            ),
        ],
    ),
    "on,value\n2026-01-05,\n2026-01-06\n": (
        [],
        [
            f"GT311 {X}:2:12 column value, row 2 is empty | write the value, or delete the row",
            f"GT311 {X}:3:1 column value, row 3 is empty | write the value, or delete the row",
        ],
    ),
    'on,value\n2026-01-05,1\n2026-01-06,"2\n2026-01-07,3\n': (
        [("2026-01-05", Decimal(1))],
        [
            (
                f"GT311 {X}:3:1 row 3 cannot be read as CSV, nor what follows: unexpected end of data"
                ' | close each " that opens a text'
            )
        ],
    ),
    "on;value\n2026-01-05;1.234,5\n2026-01-06;1,2,3\n": (
        [("2026-01-05", Decimal("1234.5"))],
        [
            (
                f"GT311 {X}:3:12 column value, row 3 is '1,2,3', not what measure: number takes"
                " | write the value, or delete the row"
            )
        ],
    ),
    "x" * 1_000_001: (
        [],
        [
            (
                f"GT108 {X}:1:1 {X} has 1,000,001 characters, more than the 1,000,000 that are read"
                " | keep the rows that the goal needs"
            )
        ],
    ),
}


@pytest.mark.parametrize(("table", "expected"), BAD.items(), ids=range(len(BAD)))
def test_what_cannot_be_read_is_told_and_left_out(table, expected):
    _, actuals, said = read(table)
    assert (actuals, said) == expected


def test_a_yes_and_words_are_read_by_their_measure():
    assert read("on,value\n2026-01-05,true\n", "boolean")[1] == [("2026-01-05", True)]
    assert read("on,value\n2026-01-05,404\n", "qualitative")[1] == [("2026-01-05", "404")]


@pytest.mark.parametrize(
    ("uri", "file", "expected"),
    [
        ("i/a.md", "x.csv", "i/x.csv"),
        ("i/a.md", "./d//x.csv", "i/d/x.csv"),
        ("i/a.md", "../d/x.csv", "d/x.csv"),
        ("i/a.md", "..\\d\\x.csv", "d/x.csv"),
        ("a.md", "../x.csv", None),
        ("i/a.md", "../../x.csv", None),
        ("i/a.md", "/etc/passwd", None),
        ("i/a.md", "C:\\x.csv", None),
        ("i/a.md", "https://x/y.csv", None),
        ("i/a.md", "\\\\host\\x.csv", None),
    ],
)
def test_files_are_found_below_the_goals_folder_only(uri, file, expected):
    assert locate(uri, file) == expected


DOUBT = "which may be 30000 or 30.000 | write 30000, or 30.0000 if decimals are meant"
UNSURE = {
    "thousands or decimals below semicolons": (
        "on;value\n2026-01-05;30,000\n",
        [],
        [f"GT311 {X}:2:12 column value, row 2 is '30,000', {DOUBT}"],
    ),
    "the same where decimals have a point": (
        "on;value\n2026-01-05;30,000\n2026-01-12;24.5\n",
        [("2026-01-12", Decimal("24.5"))],
        [f"GT311 {X}:2:12 column value, row 2 is '30,000', {DOUBT}"],
    ),
    "other numbers tell that it is a decimal comma": (
        "on;value\n2026-01-05;30,125\n2026-01-12;24,5\n",
        [("2026-01-05", Decimal("30.125")), ("2026-01-12", Decimal("24.5"))],
        [],
    ),
    "then a point is in doubt": (
        "on;value\n2026-01-05;30.000\n2026-01-12;24,5\n",
        [("2026-01-12", Decimal("24.5"))],
        [f"GT311 {X}:2:12 column value, row 2 is '30.000', {DOUBT}"],
    ),
    "less than one has no thousands": (
        "on;value\n2026-01-05;0,125\n",
        [("2026-01-05", Decimal("0.125"))],
        [],
    ),
    "a decimal comma between commas": (
        "on,value\n2026-01-05,24,5\n2026-01-12,25\n",
        [("2026-01-12", Decimal(25))],
        [
            (
                f"GT311 {X}:2:1 row 2 has 3 cells below 2 columns"
                " | put a text that has a ',' in quotes; decimals take a point"
            )
        ],
    ),
    "the same beside a note": (
        "on,value,note\n2026-01-05,24,5\n2026-01-12,25,\n",
        [("2026-01-12", Decimal(25))],
        [f"GT311 {X}:2:12 column value, row 2 is '24', with the note '5' | write 24.5 if it is meant"],
    ),
}


@pytest.mark.parametrize("case", UNSURE)
def test_what_could_be_two_numbers_is_told_and_not_guessed(case):
    table, actuals, said = UNSURE[case]
    assert read(table)[1:] == (actuals, said)


CELLS = {"on": "2026-05-13", "value": "24.5", "note": "a, b"}
# table, the row that is added to it
ROWS = {
    "commas": ("on,value,note\n2026-01-05,22,\n", '2026-05-13,24.5,"a, b"\n'),
    "only a head": ("on,value,note\n", '2026-05-13,24.5,"a, b"\n'),
    "no line end at the end": ("on,value,note\n2026-01-05,22,", '\n2026-05-13,24.5,"a, b"'),
    "a byte-order mark and CRLF": ("\ufeffon,value,note\r\n2026-01-05,22,\r\n", '2026-05-13,24.5,"a, b"\r\n'),
    "semicolons and decimal commas": ("on;value;note\n2026-01-05;22,5;\n", "2026-05-13;24,5;a, b\n"),
    "semicolons and points": ("on;value;note\n2026-01-05;22.5;\n", "2026-05-13;24.5;a, b\n"),
    "tabs": ("on\tvalue\tnote\n", "2026-05-13\t24.5\ta, b\n"),
    "another order and other columns": ("id,Note ,VALUE,on\n1,,22,2026-01-05\n", ',"a, b",24.5,2026-05-13\n'),
    "quotes everywhere": ('"on","value","note"\n"2026-01-05","22",""\n', '"2026-05-13","24.5","a, b"\n'),
    "a file that is not there yet": ("on,value,note", '\n2026-05-13,24.5,"a, b"'),
}


@pytest.mark.parametrize("case", ROWS)
def test_a_row_is_added_as_the_others_are_written(case):
    table, row = ROWS[case]
    result = append_row(table, CELLS)
    assert result == table + row
    assert read(result)[1][-1] == ("2026-05-13", Decimal("24.5"))


def test_blank_lines_at_the_end_stay_there():
    assert append_row("on,value\n2026-01-05,22\n\n\n", CELLS) == "on,value\n2026-01-05,22\n2026-05-13,24.5\n\n\n"


def test_the_columns_are_told_as_they_are_read():
    assert columns("\ufeff On ;VALUE;x\n") == ("on", "value", "x")
    assert columns("") == ()
