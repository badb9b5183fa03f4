"""Findings as JSON: an object with `version` and `findings`, each with its place."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from mkdocs_goal_tree.core.rules import BY_CODE

from .report import fingerprints

if TYPE_CHECKING:
    from mkdocs_goal_tree.core.findings import Finding
    from mkdocs_goal_tree.core.source import Span

    from .report import Report

VERSION = 1


def render_findings(report: Report) -> str:
    """The findings in order; a field without a value is left out."""
    named = zip(report.findings, fingerprints(report.findings), strict=True)
    data = {"version": VERSION, "goals": report.goals, "findings": [_finding(one, name) for one, name in named]}
    return json.dumps(data, ensure_ascii=True, indent=2) + "\n"


def _finding(finding: Finding, fingerprint: str) -> dict[str, object]:
    data = {
        "rule": finding.rule,
        "name": BY_CODE[finding.rule].name,
        "severity": finding.severity.word,
        **_place(finding.span),
        "message": finding.message,
        "help": finding.help,
        "goal": finding.goal,
        "notes": [{**_place(note.span), "message": note.message} for note in finding.notes],
        "fingerprint": fingerprint,
    }
    return {name: value for name, value in data.items() if value not in ("", [])}


def _place(span: Span) -> dict[str, object]:
    return {
        "path": span.path,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }
