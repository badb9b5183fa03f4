"""`goal-tree record` as it is typed: its whole output, its exit code, and what became of the files."""

from __future__ import annotations

import stat

import pytest
from click.testing import CliRunner

from mkdocs_goal_tree.cli import main

SITE = """
mkdocs.yml
    site_name: Handbook
    plugins:
      - goal-tree:
          today: 2026-05-13

goals/result.md
    type: outcome
    title: Learners act on their result
    aliases: [old-result]
    metrics:
      - name: Results opened
        unit: "%"
        actuals:
          - on: 2026-05-01
            value: 41
      - name: Complaints
        actuals: {file: data/complaints.csv}
      - name: Teachers say
        measure: qualitative
      - name: Alerts are on
        measure: boolean
      - name: Borrowed
        actuals: &x [{on: 2026-01-01, value: 1}]
      - name: Outside
        actuals: {file: ../../x.csv}
      - name: Gone
        actuals: {file: gone.csv}
      - name: Listed
        actuals: [{file: data/listed.csv}]
      - name: Doubtful
        actuals: {file: data/doubtful.csv}
      - name: Open
        actuals: {file: data/open.csv}

goals/upload.md
    type: output
    title: Upload pipeline
    contributes_to: result

goals/broken.md
    title: No type

goals/data/complaints.csv
    on;value
    2026-05-01;7,5

goals/data/listed.csv
    on,value
    2026-05-01,7

goals/data/doubtful.csv
    on;value
    2026-05-01;30,125

goals/data/open.csv
    on,value
    2026-05-01,"7
"""
RESULT, TABLE = "goals/result.md", "goals/data/complaints.csv"
ALL = "Results opened, Complaints, Teachers say, Alerts are on, Borrowed, Outside, Gone, Listed, Doubtful, Open"


@pytest.fixture
def run(monkeypatch, tmp_path, tree):
    """`run("result", …)` in a folder with the site above; gives exit code, output and what went to standard error."""
    tree(SITE)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)

    def typed(*words):
        result = CliRunner().invoke(main, ["record", *words])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result.exit_code, result.stdout, result.stderr

    return typed


def contents(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


LAST = "value: 41\n"
# words typed, what is said, the file, a place in it before and after
WRITTEN = {
    "today": (
        ["result", "Results opened", "44"],
        f"{RESULT}: Results opened: 44 % on 2026-05-13\n",
        (RESULT, LAST, f"{LAST}      - on: 2026-05-13\n        value: 44\n"),
    ),
    "a former id, any case, a note": (
        ["old-result", "RESULTS-OPENED", "44.50", "--note", "Why: more"],
        f"{RESULT}: Results opened: 44.50 % on 2026-05-13\n",
        (RESULT, LAST, f'{LAST}      - on: 2026-05-13\n        value: 44.50\n        note: "Why: more"\n'),
    ),
    "an earlier day": (
        ["result", "results-opened", "20", "--on", "2026-04-01"],
        f"{RESULT}: Results opened: 20 % on 2026-04-01; the last is still that of 2026-05-01\n",
        (RESULT, LAST, f"{LAST}      - on: 2026-04-01\n        value: 20\n"),
    ),
    "the same day again, less than nothing": (
        ["result", "results-opened", "-1e1", "--on", "2026-05-01"],
        f"{RESULT}: Results opened: −10 % on 2026-05-01; it counts instead of the one of that day\n",
        (RESULT, LAST, f"{LAST}      - on: 2026-05-01\n        value: -10\n"),
    ),
    "a table with its own commas": (
        ["result", "complaints", "6.25"],
        f"{TABLE}: Complaints: 6.25 on 2026-05-13\n",
        (TABLE, "2026-05-01;7,5\n", "2026-05-01;7,5\n2026-05-13;6,25\n"),
    ),
    "a table that is the only item of a list": (
        ["result", "listed", "8", "--note", "  "],
        "goals/data/listed.csv: Listed: 8 on 2026-05-13\n",
        ("goals/data/listed.csv", "2026-05-01,7\n", "2026-05-01,7\n2026-05-13,8\n"),
    ),
    "words": (
        ["result", "teachers-say", "It helps: often"],
        f"{RESULT}: Teachers say: It helps: often on 2026-05-13\n",
        (
            RESULT,
            "measure: qualitative\n",
            'measure: qualitative\n    actuals:\n      - on: 2026-05-13\n        value: "It helps: often"\n',
        ),
    ),
    "yes": (
        ["result", "alerts-are-on", "True"],
        f"{RESULT}: Alerts are on: yes on 2026-05-13\n",
        (
            RESULT,
            "measure: boolean\n",
            "measure: boolean\n    actuals:\n      - on: 2026-05-13\n        value: true\n",
        ),
    ),
    "another today": (
        ["result", "results-opened", "50", "--today", "2026-06-01"],
        f"{RESULT}: Results opened: 50 % on 2026-06-01\n",
        (RESULT, LAST, f"{LAST}      - on: 2026-06-01\n        value: 50\n"),
    ),
}


@pytest.mark.parametrize("case", WRITTEN)
def test_a_measurement_is_added_and_nothing_else(run, tmp_path, case):
    words, said, (file, old, new) = WRITTEN[case]
    before = contents(tmp_path)
    assert run(*words) == (0, said, "")
    assert contents(tmp_path) == {**before, file: before[file].decode().replace(old, new, 1).encode()}


LINES = "    help: add by hand:\n\n"
REFUSED = {
    "a unit": (
        ["result", "results-opened", "80 %"],
        "error: VALUE is '80 %', not a number\n    help: write 80; unit: \"%\" says the rest\n",
    ),
    "a decimal comma": (
        ["result", "results-opened", "40,5"],
        "error: VALUE is '40,5', not a number\n    help: write 40.5; decimals take a point\n",
    ),
    "thousands": (
        ["result", "results-opened", "30,000"],
        "error: VALUE is '30,000', not a number\n    help: write 30000; thousands stand without separators\n",
    ),
    "no number": (
        ["result", "results-opened", "TBD"],
        "error: VALUE is 'TBD', not a number\n    help: nothing is recorded until there is a number\n",
    ),
    "nothing": (
        ["result", "teachers-say", " "],
        "error: VALUE is empty\n    help: nothing is recorded until there is a number\n",
    ),
    "neither true nor false": (
        ["result", "alerts-are-on", "1"],
        "error: VALUE is '1', neither true nor false\n    help: measure: boolean takes true or false\n",
    ),
    "tomorrow": (
        ["result", "results-opened", "44", "--on", "2026-05-14"],
        "error: 2026-05-14 lies after today, 2026-05-13; a measurement is of a day that has come\n",
    ),
    "an unknown goal": (
        ["reslt", "results-opened", "44"],
        "error: no goal is called 'reslt'\n    help: did you mean 'result'?\n",
    ),
    "a file that is no goal": (
        ["broken", "results-opened", "44"],
        "goals/broken.md: error: it cannot be read as a goal; see goal-tree check\n",
    ),
    "an unknown metric": (
        ["result", "results-opend", "44"],
        "error: result has no metric 'results-opend'\n    help: did you mean 'results-opened'?\n",
    ),
    "a metric that is like no other": (
        ["result", "zzz", "44"],
        f"error: result has no metric 'zzz'\n    help: it has: {ALL}\n",
    ),
    "a metric of the outcome": (
        ["upload", "results-opened", "44"],
        "error: 'results-opened' is a metric of result, not of upload\n    help: write goal-tree record result …\n",
    ),
    "an output without metrics": (
        ["upload", "zzz", "44"],
        (
            "error: the output upload has no metrics that can be read\n"
            "    help: add `metrics` to a goal first; goal-tree check says what is wrong with those that are there\n"
        ),
    ),
    "no room for the note": (
        ["result", "complaints", "6", "--note", "Why"],
        (
            f"{TABLE}: error: nothing is written: it has no column note\n{LINES}"
            "    on,value,note\n    2026-05-13,6,Why\n"
        ),
    ),
    "a list with an anchor": (
        ["result", "borrowed", "2"],
        (
            f"{RESULT}: error: nothing is written:"
            f" nothing can be added to metrics[4].actuals without changing more\n{LINES}"
            "    actuals:\n      - on: 2026-05-13\n        value: 2\n"
        ),
    ),
    "a table outside": (
        ["result", "outside", "2"],
        (
            f"{RESULT}: error: nothing is written:"
            f" its actuals are in '../../x.csv', which lies outside the goals folder\n{LINES}"
            "    actuals:\n      - on: 2026-05-13\n        value: 2\n"
        ),
    ),
    "a table that is not there": (
        ["result", "gone", "2"],
        (
            f"goals/gone.csv: error: nothing is written: there is no such CSV file\n{LINES}"
            "    on,value\n    2026-05-13,2\n"
        ),
    ),
    "a number that would tell how to read another": (
        ["result", "doubtful", "24.5"],
        (
            "goals/data/doubtful.csv: error: nothing is written:"
            f" it would not read back with this one row more\n{LINES}"
            "    on,value\n    2026-05-13,24.5\n"
        ),
    ),
    "a table with a quote left open": (
        ["result", "open", "8"],
        (
            "goals/data/open.csv: error: nothing is written:"
            f" it would not read back with this one row more\n{LINES}"
            "    on,value\n    2026-05-13,8\n"
        ),
    ),
    "what is no text": (["result", "teachers-say", "\udc80"], "error: VALUE is not UTF-8 text\n"),
    "what would drive a terminal": (
        ["re\x1b[2J\nsult", "x", "1"],
        "error: no goal is called 're\\x1b[2J\\nsult'\n    help: did you mean 'result'?\n",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_recorded_is_told_and_nothing_is_written(run, tmp_path, case):
    words, said = REFUSED[case]
    before = contents(tmp_path)
    assert run(*words) == (2, "", said)
    assert contents(tmp_path) == before


def test_line_ends_a_byte_order_mark_and_the_mode_stay(run, tmp_path):
    path = tmp_path / RESULT
    text = "\ufeff" + path.read_text("utf-8").replace("\n", "\r\n")
    path.write_bytes(text.encode())
    path.chmod(0o640)

    assert run("result", "results-opened", "44")[0] == 0

    old, new = "value: 41\r\n", "value: 41\r\n      - on: 2026-05-13\r\n        value: 44\r\n"
    assert path.read_bytes().decode() == text.replace(old, new)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_table_that_could_not_be_read_is_never_overwritten(run, tmp_path):
    path = tmp_path / TABLE
    path.write_bytes(b"on;value\n2026-05-01;\xff\n")

    assert run("result", "complaints", "6") == (
        2,
        "",
        (f"{TABLE}: error: nothing is written: the byte 0xff is not UTF-8\n{LINES}    on,value\n    2026-05-13,6\n"),
    )
    assert path.read_bytes() == b"on;value\n2026-05-01;\xff\n"


def test_a_folder_that_cannot_be_written_is_told(run, tmp_path, monkeypatch):
    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("os.open", refuse)
    assert run("result", "results-opened", "44") == (
        2,
        "",
        f"{RESULT}: error: cannot be written: Permission denied\n",
    )
