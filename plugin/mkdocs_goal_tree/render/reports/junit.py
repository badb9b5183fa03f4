"""Findings as JUnit XML, which every CI server shows: a failed case each, or one case that passed."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from mkdocs_goal_tree.core.rules import BY_CODE
from mkdocs_goal_tree.render.report import count_line, safe

if TYPE_CHECKING:
    from .report import Report


def render_junit(report: Report) -> str:
    """One suite; a case is named for the rule and its place, below the file as its class."""
    count = len(report.findings)
    suite = Element("testsuite", name="goal-tree check", tests=str(max(count, 1)), failures=str(count), errors="0")
    for one in report.findings:
        name = f"{BY_CODE[one.rule]} at {one.span.line}:{one.span.column}"
        case = SubElement(
            suite,
            "testcase",
            classname=safe(f"{report.root}{one.span.path}"),
            name=name,
            file=safe(f"{report.root}{one.span.path}"),
            line=str(one.span.line),
        )
        failure = SubElement(case, "failure", type=one.severity.word, message=safe(one.message))
        notes = [f"{note.span}: {note.message}" for note in one.notes]
        failure.text = "\n".join(safe(line) for line in (str(one.span), one.message, one.help, *notes) if line)
    if not count:
        SubElement(suite, "testcase", classname="goal-tree", name=count_line((), report.goals))
    root = Element("testsuites")
    root.append(suite)
    indent(root)
    return f"<?xml version='1.0' encoding='utf-8'?>\n{tostring(root, encoding='unicode')}\n"
