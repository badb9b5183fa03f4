"""Findings as workflow commands of GitHub Actions, which shows them beside the lines of a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_goal_tree.core.findings import Severity
from mkdocs_goal_tree.core.rules import BY_CODE
from mkdocs_goal_tree.render.report import count_line, safe

if TYPE_CHECKING:
    from mkdocs_goal_tree.core.findings import Finding

    from .report import Report

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render_github(report: Report) -> str:
    """One command a finding, then the line of counts."""
    lines = [_command(finding, report.root) for finding in report.findings]
    return "".join(f"{line}\n" for line in [*lines, count_line(report.findings, report.goals)])


def _command(finding: Finding, root: str) -> str:
    span = finding.span
    place = {"file": f"{root}{span.path}", "line": span.line, "col": span.column}
    if span.end_line > span.line or span.end_column > span.column:
        place |= {"endLine": span.end_line, "endColumn": span.end_column}
    place["title"] = str(BY_CODE[finding.rule])
    said = ",".join(f"{name}={_property(str(value))}" for name, value in place.items())
    notes = [f"{note.span}: {note.message}" for note in finding.notes]
    text = "\n".join(safe(line) for line in (finding.message, finding.help, *notes) if line)
    return f"::{_COMMANDS[finding.severity]} {said}::{_data(text)}"


def _data(text: str) -> str:
    """As the runner reads it: https://docs.github.com/actions/reference/workflow-commands-for-github-actions."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(safe(text)).replace(":", "%3A").replace(",", "%2C")
