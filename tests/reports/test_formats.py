"""Every format over a folder with every kind of finding: the bad example of each rule below a folder of its code."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

import jsonschema
import pytest

from mkdocs_goal_tree.config import load_file
from mkdocs_goal_tree.core.findings import Note, Severity
from mkdocs_goal_tree.core.project import Files, examine
from mkdocs_goal_tree.core.rules import BY_CODE, RULES, found
from mkdocs_goal_tree.core.source import Span
from mkdocs_goal_tree.render.reports import FORMATS
from mkdocs_goal_tree.render.reports.report import Report, fingerprints
from mkdocs_goal_tree.sources import from_folder, terms_from

GOLDEN = Path(__file__).parent / "golden"
SCHEMAS = Path(__file__).parents[1] / "schemas"
ENDINGS = {"text": "txt", "concise": "concise.txt", "github": "github.txt", "sarif": "sarif.json", "junit": "xml"}
SITE = "site_name: Handbook\nplugins:\n  - goal-tree\n"
HOSTILE = found(
    "GT302",
    Span("goals/::error::\n,x.md", 3, 9, 3, 20),
    "value is '\x1b[2J\n::error::owned <b>&\u202e %0A', no number",
    "write 80 \x07",
    notes=[Note(Span("goals/b.md", 1, 2), "the ##[group]first")],
)


@pytest.fixture(scope="module")
def every_kind(tmp_path_factory):
    """A report of what the bad example of each rule gives, with paths below `GT101/` and so on."""
    findings, texts = [], {}
    for rule in RULES:
        if rule.bad:
            root = tmp_path_factory.mktemp(rule.code)
            if "mkdocs.yml" not in rule.bad.files:
                (root / "goals").mkdir()
            for name, text in {"mkdocs.yml": SITE, **rule.bad.files}.items():
                path = root / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(text.encode())
                texts[f"{rule.code}/{name}"] = text
            findings += [_below(one, rule.code) for one in _examined(root)]
    return Report(
        findings, 99, lambda path, line: [*texts.get(path, "").split("\n"), *[""] * line][line - 1], version="1"
    )


def _examined(root):
    from mkdocs_goal_tree.wordings import load_wording

    config = load_file(root / "mkdocs.yml", today=date(2026, 5, 13))
    files = from_folder(config.goals_dir, config.goals_shown) if config.goals_dir.is_dir() else Files()
    terms = terms_from(config.glossary_dir, config.glossary_shown)
    said = (*config.findings, *files.findings, *terms.findings)
    wording, _ = load_wording(config.settings, config.root)
    return examine(replace(files, findings=said), config.settings, terms.sources, wording=wording).findings


def _below(finding, folder):
    notes = tuple(Note(note.span._replace(path=f"{folder}/{note.span.path}"), note.message) for note in finding.notes)
    return replace(finding, span=finding.span._replace(path=f"{folder}/{finding.span.path}"), notes=notes)


@pytest.mark.parametrize("form", FORMATS)
def test_every_kind_of_finding_in_every_format(every_kind, form):
    shown = FORMATS[form](every_kind)
    path = GOLDEN / f"findings.{ENDINGS.get(form, f'{form}.json')}"
    if os.environ.get("GOLDEN") == "write":
        path.write_text(shown, encoding="utf-8", newline="\n")
    assert shown == path.read_text(encoding="utf-8")


def test_the_folder_has_every_kind(every_kind):
    assert {one.rule for one in every_kind.findings} == {rule.code for rule in RULES if rule.bad}


def hostile(**more):
    return Report([HOSTILE], 1, **more)


@cache
def schema(name):
    return json.loads((SCHEMAS / name).read_text(encoding="utf-8"))


def test_sarif_follows_its_schema(every_kind):
    for report in (every_kind, hostile(root="handbook/"), Report([], 0)):
        jsonschema.validate(json.loads(FORMATS["sarif"](report)), schema("sarif-2.1.0.json"))


def test_the_code_quality_report_follows_its_schema(every_kind):
    for report in (every_kind, hostile(root="handbook/"), Report([], 0)):
        jsonschema.validate(json.loads(FORMATS["gitlab"](report)), schema("code-quality.json"))
    names = [issue["fingerprint"] for issue in json.loads(FORMATS["gitlab"](every_kind))]
    assert len(set(names)) == len(names)


def test_junit_is_xml_that_any_server_reads(every_kind):
    suite = ET.fromstring(FORMATS["junit"](every_kind)).find("testsuite")
    assert (suite.get("tests"), suite.get("failures")) == (str(len(every_kind.findings)),) * 2
    assert len(suite.findall("testcase/failure")) == len(every_kind.findings)
    passed = ET.fromstring(FORMATS["junit"](Report([], 12))).find("testsuite")
    assert (passed.get("failures"), passed.find("testcase").get("name")) == ("0", "nothing found in 12 goals")
    ET.fromstring(FORMATS["junit"](hostile()))


def test_a_hostile_text_stays_within_its_annotation():
    assert FORMATS["github"](hostile(root="handbook/")) == (
        "::error file=handbook/goals/%3A%3Aerror%3A%3A\\n%2Cx.md,line=3,col=9,endLine=3,endColumn=20,"
        "title=not-a-number (GT302)::value is '\\x1b[2J\\n::error::owned <b>&\\u202e %250A', no number"
        "%0Awrite 80 \\x07%0Agoals/b.md:1:2: the #\\x23[group]first\n"
        "1 error in 1 goal\n"
    )


@pytest.mark.parametrize("form", ["text", "concise", "github"])
def test_no_text_drives_a_terminal_or_a_log(form):
    line = "\x1b]0;owned\x07 ::set-output name=x::y \u202e"
    shown = FORMATS[form](hostile(line_of=lambda _path, _line: line))
    assert [letter for letter in shown if letter != "\n" and not letter.isprintable()] == []
    begins = [line for line in shown.splitlines() if line.lstrip().startswith("::")]
    assert len(begins) == (1 if form == "github" else 0)


def test_the_excerpt_has_a_caret_run_below_the_place():
    finding = found("GT302", Span("goals/x.md", 12, 11, 12, 17), "target is 'eighty', not a number", "write 80")
    shown = FORMATS["text"](Report([finding], 3, lambda _path, _line: "  target: eighty\r\n"))
    assert shown == (
        "goals/x.md:12:11: error: not-a-number (GT302): target is 'eighty', not a number\n"
        "   |\n"
        "12 |   target: eighty\n"
        "   |           ^^^^^^\n"
        "   = help: write 80\n"
        "   = more: goal-tree rules GT302\n"
        "\n"
        "1 error in 3 goals\n"
    )


@pytest.mark.parametrize(
    ("line", "start", "end", "shown", "caret"),
    [
        ("a: b", 4, 5, "a: b", "   ^"),
        ("a: b", 4, 4, "a: b", "   ^"),
        ("\tx: y", 5, 6, "\\tx: y", "     ^"),
        ("名: 値", 4, 5, "名: 値", "    ^^"),
        ("x" * 150, 121, 123, f"…{'x' * 70}", f"{' ' * 41}^^"),
        ("x" * 300, 1, 300, f"{'x' * 100}…", "^" * 100),
    ],
)
def test_carets_stand_below_what_they_mean(line, start, end, shown, caret):
    report = Report([found("GT302", Span("x.md", 1, start, 1, end), "said")], 1, lambda _path, _line: line)
    lines = FORMATS["text"](report).splitlines()
    assert lines[2:4] == [f"1 | {shown}", f"  | {caret}"]


def test_a_place_over_several_lines_is_marked_to_the_end_of_its_first():
    report = Report([found("GT302", Span("x.md", 1, 4, 3, 2), "said")], 1, lambda _path, _line: "a: bcd")
    assert FORMATS["text"](report).splitlines()[2:4] == ["1 | a: bcd", "  |    ^^^"]


def test_color_is_for_terminals_and_marks_severity():
    finding = found("GT302", Span("x.md", 1, 4, 1, 5), "said")
    shown = FORMATS["text"](Report([finding], 1, lambda _path, _line: "a: b", color=True))
    assert shown.splitlines()[:4] == [
        "\x1b[1mx.md:1:4\x1b[0m: \x1b[1;31merror\x1b[0m: not-a-number (GT302): said",
        "\x1b[2m  |\x1b[0m",
        "\x1b[2m1 |\x1b[0m a: b",
        "\x1b[2m  |\x1b[0m \x1b[1;31m   ^\x1b[0m",
    ]


def test_a_fingerprint_stays_when_lines_move_and_tells_equal_findings_apart():
    one = found("GT105", Span("x.md", 3, 1), "note is no field")
    moved = replace(one, span=Span("x.md", 9, 1))
    assert fingerprints([one]) == fingerprints([moved])
    assert len(set(fingerprints([one, moved]))) == 2
    assert fingerprints([one, moved])[0] == fingerprints([one])[0]


def test_severities_in_the_words_of_each_format():
    findings = [replace(HOSTILE, severity=severity) for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO)]
    report = Report(findings, 1)
    assert [line.split(" ")[0] for line in FORMATS["github"](report).splitlines()[:3]] == [
        "::error",
        "::warning",
        "::notice",
    ]
    assert [one["severity"] for one in json.loads(FORMATS["gitlab"](report))] == ["major", "minor", "info"]
    assert [one["level"] for one in json.loads(FORMATS["sarif"](report))["runs"][0]["results"]] == [
        "error",
        "warning",
        "note",
    ]
    assert [one["severity"] for one in json.loads(FORMATS["json"](report))["findings"]] == ["error", "warning", "info"]


def test_json_names_the_rule_and_the_place():
    assert json.loads(FORMATS["json"](Report([found("GT302", Span("x.md", 1, 4, 1, 5), "said", goal="x")], 7))) == {
        "version": 1,
        "goals": 7,
        "findings": [
            {
                "rule": "GT302",
                "name": BY_CODE["GT302"].name,
                "severity": "error",
                "path": "x.md",
                "line": 1,
                "column": 4,
                "end_line": 1,
                "end_column": 5,
                "message": "said",
                "goal": "x",
                "fingerprint": fingerprints([found("GT302", Span("x.md"), "said")])[0],
            }
        ],
    }
