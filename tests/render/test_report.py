"""Findings as lines of text."""

from __future__ import annotations

import pytest

from mkdocs_goal_tree.core.findings import Note
from mkdocs_goal_tree.core.rules import BY_CODE, found
from mkdocs_goal_tree.core.source import Span
from mkdocs_goal_tree.render.report import count_line, render_rule, render_text, safe

NUMBER = found("GT302", Span("goals/x.md", 12, 14), "target is 'eighty', not a number", "write 80")
TWICE = found("GT103", Span("goals/y.md"), "the id 'x' is taken", notes=[Note(Span("goals/x.md", 2, 5), "the first")])


def test_a_finding_is_a_line_with_help_and_notes_below_it():
    assert render_text([NUMBER, TWICE], 12) == (
        "goals/x.md:12:14: error: not-a-number (GT302): target is 'eighty', not a number\n"
        "    help: write 80\n"
        "    more: goal-tree rules GT302\n"
        "goals/y.md:1:1: error: duplicate-id (GT103): the id 'x' is taken\n"
        "    note: goals/x.md:2:5: the first\n"
        "    more: goal-tree rules GT103\n"
        "2 errors in 12 goals\n"
    )


@pytest.mark.parametrize(
    ("codes", "goals", "line"),
    [
        ([], 0, "nothing found in 0 goals"),
        (["GT101"], 1, "1 error in 1 goal"),
        (["GT220", "GT206", "GT101", "GT206"], 1200, "1 error, 2 warnings, 1 info in 1,200 goals"),
    ],
)
def test_the_last_line_counts(codes, goals, line):
    assert count_line([found(code, Span("goals/x.md"), "said") for code in codes], goals) == line


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain – text → 80 %", "plain – text → 80 %"),
        ("a\nb\r\tc", "a\\nb\\r\\tc"),
        ("\x1b[2J\x07\x7f\x9b", "\\x1b[2J\\x07\\x7f\\x9b"),
        ("\u202eabc\u2066\u200f\u2028\ufeff", "\\u202eabc\\u2066\\u200f\\u2028\\ufeff"),
        ("\udce9", "\\udce9"),
        ("::error::x", "\\x3a:error::x"),
        ("  ::error::x", "  \\x3a:error::x"),
        ("x ##[add-mask]y", "x #\\x23[add-mask]y"),
        ("a::b", "a::b"),
    ],
)
def test_no_text_drives_a_terminal_or_a_log(text, shown):
    assert safe(text) == shown


def test_a_finding_cannot_begin_a_second_line():
    lines = render_text([found("GT302", Span("::warning::\n.md"), "a\n::error::b", "c\n::d")], 1).splitlines()
    assert [line[:12] for line in lines] == ["\\x3a:warning", "    help: c\\", "    more: go", "1 error in 1"]


def test_a_rule_is_explained_with_its_examples():
    assert (
        render_rule(BY_CODE["GT102"])
        == """\
unknown-type (GT102), error

`type` is missing or is none of impact, outcome and output.

The type decides where a goal stands in the tree and which fields it has.

Bad:

  goals/impacts/engagement.md

    ---
    type: objective
    title: Learners come back every week
    ---

Good:

  goals/impacts/engagement.md

    ---
    type: impact
    title: Learners come back every week
    ---
"""
    )


def test_a_rule_without_examples_is_explained_without():
    assert render_rule(BY_CODE["GT216"]).endswith("Readers see the brackets instead of a link.\n")
