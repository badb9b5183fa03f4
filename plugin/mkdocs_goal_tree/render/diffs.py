"""A comparison as text for a terminal, as JSON with a version, and as a page of HTML."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from mkdocs_goal_tree.core.changes import Shown
from mkdocs_goal_tree.core.progress import Band
from mkdocs_goal_tree.core.rules import BY_CODE

from .changes import changed_goals, findings_line, headline, shorten
from .export import as_json
from .report import finding_lines, safe
from .rows import rows_of
from .templates import render

if TYPE_CHECKING:
    from mkdocs_goal_tree.core.changes import Change, Plain, Side
    from mkdocs_goal_tree.core.comparison import Comparison
    from mkdocs_goal_tree.core.findings import Finding
    from mkdocs_goal_tree.core.source import Span
    from mkdocs_goal_tree.core.words import Words

VERSION = 1
"""Of the JSON; its schema is assets/changes.schema.json."""


def render_text(comparison: Comparison, words: Words) -> str:
    """The headline, each changed goal with its changes, then the findings that came and went."""
    lines = [headline(comparison, words)]
    for changed in changed_goals(comparison):
        place = changed.tree.places[changed.goal.id].at("title")
        lines += ["", f"{place}: {words[changed.goal.type.value]} {shorten(changed.goal.title)}: {words[changed.mark]}"]
        lines += [f"    {row.sentence(words)}" for row in rows_of(changed, comparison, words)]
    lines += ["", findings_line(comparison, words)]
    for key, findings in (("new-findings", comparison.appeared), ("fixed-findings", comparison.fixed)):
        for finding in findings:
            first, *more = finding_lines(finding)
            lines += [f"{words[key]}: {first}", *more]
    return "".join(f"{safe(line)}\n" for line in lines)


def render_json(comparison: Comparison, base: tuple[str, str], head: tuple[str, str]) -> str:
    """The changes in their order, and the findings; a revision is its name and its hash, empty for the working tree."""
    data = {
        "version": VERSION,
        "base": {"revision": base[0], "commit": base[1]},
        "head": {"revision": head[0], "commit": head[1]},
        "changes": [change_data(change) for change in comparison.changes],
        "findings": {
            "new": [_finding(finding) for finding in comparison.appeared],
            "fixed": [_finding(finding) for finding in comparison.fixed],
            "unchanged": len(comparison.stayed),
        },
    }
    return json.dumps(data, ensure_ascii=True, indent=2) + "\n"


def render_html(comparison: Comparison, words: Words) -> str:
    """A page that stands alone."""
    goals = [(changed, rows_of(changed, comparison, words)) for changed in changed_goals(comparison)]
    sides = (("new-findings", comparison.appeared), ("fixed-findings", comparison.fixed))
    findings = [
        (words[key], BY_CODE[finding.rule], finding, f"{finding.span.path}:{finding.span.line}")
        for key, found in sides
        for finding in found
    ]
    return render(
        "changes.html.jinja",
        words,
        "",
        words=words,
        headline=headline(comparison, words),
        goals=goals,
        findings_line=findings_line(comparison, words),
        findings=findings,
    )


def change_data(change: Change) -> dict[str, object]:
    """A change as JSON has it."""
    return {
        "kind": change.kind.value,
        "goal": change.goal,
        "field": change.field,
        "direction": change.direction.value if change.direction else None,
        "weight": change.weight,
        "old": _side(change.old),
        "new": _side(change.new),
        **_place(change.span),
    }


def _side(side: Side) -> dict[str, object]:
    return {"goal": side.goal, "item": side.item, "value": _value(side.value), **_place(side.span)}


def _finding(finding: Finding) -> dict[str, object]:
    rule = BY_CODE[finding.rule]
    return {
        "rule": rule.code,
        "name": rule.name,
        "severity": finding.severity.word,
        "goal": finding.goal,
        "message": finding.message,
        "help": finding.help,
        **_place(finding.span),
    }


def _place(span: Span | None) -> dict[str, object]:
    return {
        "path": span.path if span else None,
        "line": span.line if span else None,
        "column": span.column if span else None,
    }


def _value(value: Plain) -> object:
    match value:
        case Band(low, high):
            return {"min": _value(low), "max": _value(high)}
        case Shown(state, percent):
            return {"state": state or None, "percent": _value(percent)}
        case tuple() as items:
            return [str(item) for item in items]
        case date():
            return value.isoformat()
        case Decimal():
            return as_json(value)
        case _:
            return value
