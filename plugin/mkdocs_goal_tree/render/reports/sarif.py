"""Findings as SARIF 2.1.0, which code scanning tools read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import quote

from mkdocs_goal_tree.core.findings import Severity
from mkdocs_goal_tree.core.rules import BY_CODE

from .report import fingerprints

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mkdocs_goal_tree.core.findings import Finding
    from mkdocs_goal_tree.core.rules import Rule
    from mkdocs_goal_tree.core.source import Span

    from .report import Report

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def render_sarif(report: Report) -> str:
    """One run with the rules that spoke; columns count characters, paths are relative to the repository."""
    spoke = [BY_CODE[code] for code in sorted({finding.rule for finding in report.findings})]
    driver = {"name": "goal-tree", "version": report.version, "rules": [_rule(rule) for rule in spoke]}
    named = zip(report.findings, fingerprints(report.findings), strict=True)
    run = {
        "tool": {"driver": {name: value for name, value in driver.items() if value != ""}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(one, name, spoke, report.root) for one, name in named],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=True, indent=2) + "\n"


def _rule(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.what},
        "help": {"text": f"{rule.what} {rule.why} See: goal-tree rules {rule.code}"},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(finding: Finding, fingerprint: str, rules: Sequence[Rule], root: str) -> dict[str, object]:
    text = f"{finding.message}. Help: {finding.help}" if finding.help else finding.message
    result: dict[str, object] = {
        "ruleId": finding.rule,
        "ruleIndex": [rule.code for rule in rules].index(finding.rule),
        "level": _LEVELS[finding.severity],
        "message": {"text": text},
        "locations": [_location(finding.span, root)],
        "partialFingerprints": {"goalTree/v1": fingerprint},
    }
    if finding.notes:
        result["relatedLocations"] = [
            {**_location(note.span, root), "id": i, "message": {"text": note.message}}
            for i, note in enumerate(finding.notes)
        ]
    return result


def _location(span: Span, root: str) -> dict[str, object]:
    region = {"startLine": span.line, "startColumn": span.column}
    if (span.end_line, span.end_column) > (span.line, span.column):
        region |= {"endLine": span.end_line, "endColumn": span.end_column}
    path = quote(f"{root}{span.path}".encode(errors="replace"))
    return {"physicalLocation": {"artifactLocation": {"uri": path}, "region": region}}
