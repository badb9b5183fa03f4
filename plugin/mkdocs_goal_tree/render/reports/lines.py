"""Findings as lines: with the line of the file and a caret below it, or one line each."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from mkdocs_goal_tree.core.findings import Severity
from mkdocs_goal_tree.core.rules import BY_CODE
from mkdocs_goal_tree.render.report import count_line, safe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_goal_tree.core.findings import Finding
    from mkdocs_goal_tree.core.source import Span

    from .report import Report

_WIDEST = 100  # characters of a line that are shown
_BEFORE = 40  # of those before the caret, where the line is cut
_RESET = "\x1b[0m"
_BOLD, _DIM = "\x1b[1m", "\x1b[2m"
_TONES = {Severity.ERROR: "\x1b[1;31m", Severity.WARNING: "\x1b[1;33m", Severity.INFO: "\x1b[1;36m"}


def render_full(report: Report) -> str:
    """Each finding with its place in the file, its help and notes; then a line of counts."""
    lines = [line for finding in report.findings for line in (*_finding(finding, report), "")]
    return "".join(f"{line}\n" for line in [*lines, count_line(report.findings, report.goals)])


def render_concise(report: Report) -> str:
    """A line each, which editors and `grep` understand."""
    lines = [safe(f"{one.span}: {one.severity.word}: {BY_CODE[one.rule]}: {one.message}") for one in report.findings]
    return "".join(f"{line}\n" for line in [*lines, count_line(report.findings, report.goals)])


def _finding(finding: Finding, report: Report) -> Iterator[str]:
    tone = _TONES[finding.severity]

    def paint(code: str, text: str) -> str:
        return f"{code}{text}{_RESET}" if report.color and text else text

    place, word, rule = (safe(str(part)) for part in (finding.span, finding.severity.word, BY_CODE[finding.rule]))
    yield f"{paint(_BOLD, place)}: {paint(tone, word)}: {rule}: {safe(finding.message)}"
    margin = " " * len(str(finding.span.line))
    text = report.line_of(finding.span.path, finding.span.line).rstrip("\r\n")
    if text.strip():
        shown, caret = _marked(text, finding.span)
        yield paint(_DIM, f"{margin} |")
        yield f"{paint(_DIM, f'{finding.span.line} |')} {shown}"
        yield f"{paint(_DIM, f'{margin} |')} {paint(tone, caret)}"
    if finding.help:
        yield safe(f"{margin} = help: {finding.help}")
    for note in finding.notes:
        yield safe(f"{margin} = note: {note.span}: {note.message}")
    yield safe(f"{margin} = more: goal-tree rules {finding.rule}")


def _marked(text: str, span: Span) -> tuple[str, str]:
    """The line as it is shown, and carets below the place; escapes and wide letters take the room that they take."""
    start = span.column - 1
    end = span.end_column - 1 if span.end_line == span.line else len(text)
    first = max(start - _BEFORE, 0) if len(text) > _WIDEST else 0
    last = min(first + _WIDEST, len(text))
    before, marked, after = text[first:start], text[start : min(end, last)], text[min(max(end, start), last) : last]
    lead, tail = "…" if first else "", "…" if last < len(text) else ""
    shown = [safe(part) for part in (before, marked, after)]
    caret = " " * (len(lead) + _width(shown[0])) + "^" * max(_width(shown[1]), 1)
    return f"{lead}{''.join(shown)}{tail}", caret


def _width(text: str) -> int:
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
