"""Findings as lines of text for terminals and logs. Nothing in a goal can drive either."""

from __future__ import annotations

import re
from collections import Counter
from difflib import unified_diff
from typing import TYPE_CHECKING

from mkdocs_goal_tree.core.findings import Severity
from mkdocs_goal_tree.core.rules import BY_CODE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mkdocs_goal_tree.core.findings import Finding
    from mkdocs_goal_tree.core.rules import Example, Rule

# C0, DEL, C1, marks and overrides of direction, line and paragraph separators, lone surrogates, zero-width no-break space.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")
# Commands of GitHub Actions: `::` begins a line, `##[` counts anywhere.
_COMMAND = re.compile(r"\A\s*::|##\[")
_LINES = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
_LATIN = 0xFF
_NAMES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "info"}


def render_text(findings: Sequence[Finding], goals: int) -> str:
    """Every finding with its help and notes, then a line of counts for that many goals."""
    lines = [line for finding in findings for line in finding_lines(finding)]
    return "".join(f"{line}\n" for line in [*lines, count_line(findings, goals)])


def finding_lines(finding: Finding) -> list[str]:
    """`goals/outcomes/x.md:12:14: error: not-a-number (GT302): …`, below it help, notes and where to read more."""
    rule = BY_CODE[finding.rule]
    lines = [f"{finding.span}: {_NAMES[finding.severity]}: {rule}: {finding.message}"]
    lines += [f"    help: {finding.help}"] if finding.help else []
    lines += [f"    note: {note.span}: {note.message}" for note in finding.notes]
    return [safe(line) for line in [*lines, f"    more: goal-tree rules {rule.code}"]]


def count_line(findings: Iterable[Finding], goals: int) -> str:
    """`2 errors, 1 warning in 12 goals`."""
    counts = Counter(finding.severity for finding in findings)
    parts = [_count(counts[severity], word) for severity, word in _NAMES.items() if counts[severity]]
    return f"{', '.join(parts) or 'nothing found'} in {_count(goals, 'goal')}"


def render_rules(rules: Iterable[Rule]) -> str:
    """One line a rule."""
    return "".join(f"{rule.code}  {_NAMES[rule.severity]:7}  {rule.name:30}  {rule.summary}\n" for rule in rules)


def render_rule(rule: Rule) -> str:
    """All that is said of one rule, with its examples."""
    parts = [f"{rule}, {_NAMES[rule.severity]}", rule.what, rule.why]
    parts += [f"Bad:\n\n{_example(rule.bad)}"] if rule.bad else []
    parts += [f"Good:\n\n{_example(rule.good)}"] if rule.good else []
    return "\n\n".join(parts) + "\n"


def render_diff(path: str, before: str, after: str, to: str = "") -> str:
    """What would change in a file that may move to another path, as a unified diff; its own line ends are not shown."""
    old, new = _LINES.findall(before), _LINES.findall(after)
    lines: list[str] = []
    for line in unified_diff(old, new, f"a/{path}", f"b/{to or path}", n=3):
        body = line.rstrip("\r\n")
        lines += [body] if body != line else [body, "\\ No newline at end of file"]
    return "".join(f"{safe(line)}\n" for line in lines)


def safe(line: str) -> str:
    """One line of text without characters that move a cursor, turn a line round or give a command."""
    line = line if line.isprintable() else _UNSEEN.sub(_escape, line)
    if "::" not in line and "##[" not in line:
        return line
    return _COMMAND.sub(lambda found: found[0].replace("::", "\\x3a:").replace("##[", "#\\x23["), line)


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code > _LATIN:
        return f"\\u{code:04x}"
    return _SHORT.get(found[0]) or f"\\x{code:02x}"


def _example(example: Example) -> str:
    blocks = []
    for path, text in example.files.items():
        body = "\n".join(f"    {line}".rstrip() for line in text.splitlines())
        blocks.append(f"  {path}\n\n{body}")
    return "\n\n".join(blocks)


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"
