"""Findings as GitLab's code quality report."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from mkdocs_goal_tree.core.findings import Severity
from mkdocs_goal_tree.core.rules import BY_CODE

from .report import fingerprints

if TYPE_CHECKING:
    from .report import Report

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render_gitlab(report: Report) -> str:
    """A list of issues; their fingerprints stay when lines move, so that GitLab knows new ones from old ones."""
    issues = [
        {
            "description": f"{BY_CODE[one.rule]}: {one.message}" + (f" ({one.help})" if one.help else ""),
            "check_name": BY_CODE[one.rule].name,
            "fingerprint": name,
            "severity": _SEVERITIES[one.severity],
            "location": {
                "path": f"{report.root}{one.span.path}",
                "lines": {"begin": one.span.line, "end": one.span.end_line},
            },
        }
        for one, name in zip(report.findings, fingerprints(report.findings), strict=True)
    ]
    return json.dumps(issues, ensure_ascii=True, indent=2) + "\n"
