"""The comment under a pull request: what it changes in the goals, for people who read no diff."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mkdocs_goal_tree.core.addresses import broken_by, page_of
from mkdocs_goal_tree.core.rules import BY_CODE

from .changes import changed_goals, describe, findings_line, headline, shorten
from .changes_diagram import draw_changes
from .inert import inert

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from mkdocs_goal_tree.core.comparison import Comparison
    from mkdocs_goal_tree.core.findings import Finding
    from mkdocs_goal_tree.core.words import Words

    from .changes import Changed, Row

MARKER = "<!-- goal-tree-review -->"
"""By this line a workflow finds the comment again and updates it in place."""
MOST = 64_000
"""A forge takes 65,536 characters."""
_ROWS, _FINDINGS, _MOVED = 30_000, 10_000, 4_000  # letters for each part; the diagram has its own limit


class Links(NamedTuple):
    """What a comment leads to: the preview's home, a goal's page by the path of its file, the commit compared with."""

    preview: str = ""
    page: Callable[[str], str] | None = None
    base: str = ""
    commit: str = ""


_NOWHERE = Links()


def render_review(comparison: Comparison, words: Words, links: Links = _NOWHERE) -> str:
    """Markdown of GitHub's flavor, shorter than `MOST`; nothing in it that an author wrote is markup."""
    goals = changed_goals(comparison)
    parts = [MARKER, f"### {inert(words['changed-title'])}: {inert(headline(comparison, words))}"]
    parts += [" · ".join(_about(words, links))] if links.preview or links.commit else []
    if goals:
        parts += _diagram(comparison, goals, words)
        parts += ["\n".join(_table(comparison, goals, words, links))]
    parts += _findings(comparison, words)
    parts += _moved(comparison, words)
    return "\n\n".join(parts) + "\n"


def render_table(comparison: Comparison, words: Words) -> str:
    """All changes as Markdown, without links."""
    goals = changed_goals(comparison)
    parts = [f"### {inert(headline(comparison, words))}"]
    parts += ["\n".join(_table(comparison, goals, words, _NOWHERE, most=10**9))] if goals else []
    return "\n\n".join([*parts, *_findings(comparison, words, most=10**9)]) + "\n"


def _about(words: Words, links: Links) -> Iterator[str]:
    if links.preview:
        yield f"[**{inert(words['preview'])}**]({links.preview})"
    if links.commit:
        yield f"{inert(words.say('compared', base=links.base))} `{links.commit[:7]}`"


def _diagram(comparison: Comparison, goals: Sequence[Changed], words: Words) -> list[str]:
    drawing = draw_changes(comparison, goals, words)
    if not drawing.source:
        return [inert(words["diagram-too-large"])]
    note = inert(words["diagram-note"])
    if drawing.left_out:
        note += " " + inert(words.say("not-drawn", count=drawing.left_out))
    return [f"```mermaid\n{drawing.source}```", f"<sub>{note}</sub>"]


def _table(
    comparison: Comparison, goals: Sequence[Changed], words: Words, links: Links, most: int = _ROWS
) -> Iterator[str]:
    heads = (words["goal"], words["what-head"], words["before"], words["after"])
    yield f"| {' | '.join(map(inert, heads))} |"
    yield "| --- | --- | --- | --- |"
    rows = [
        _row(_goal(changed, words, links) if first else "", describe(change, comparison, words))
        for changed in goals
        for first, change in zip((True, *[False] * len(changed.changes)), changed.changes, strict=False)
    ]
    kept = _fitting(rows, most)
    yield from rows[:kept]
    if kept < len(rows):
        yield f"| {inert(words.say('and-rows', count=len(rows) - kept))} | | | |"


def _row(goal: str, row: Row) -> str:
    after = f"**{inert(row.after)}**" + (f" {inert(row.note)}" if row.note else "")
    return f"| {goal} | {inert(row.what)} | {inert(row.before)} | {after} |"


def _goal(changed: Changed, words: Words, links: Links) -> str:
    title = inert(shorten(changed.goal.title))
    if links.page and changed.mark != "goal-removed":
        title = f"[{title}]({links.page(changed.tree.places[changed.goal.id].source.uri)})"
    return f"{inert(words[changed.goal.type.value])} {title} <sub>{inert(words[changed.mark])}</sub>"


def _findings(comparison: Comparison, words: Words, most: int = _FINDINGS) -> list[str]:
    """New findings in the open, those that stay and those that are fixed folded."""
    parts = [f"**{inert(findings_line(comparison, words))}**"]
    new = [_finding(finding) for finding in comparison.appeared]
    parts += ["\n".join(_some(new, most, words))] if new else []
    for key, findings in (("stays", comparison.stayed), ("fixed-findings", comparison.fixed)):
        lines = [_finding(finding) for finding in findings]
        if lines:
            summary = f"<summary>{inert(words[key])}: {len(lines)}</summary>"
            parts.append(f"<details>{summary}\n\n" + "\n".join(_some(lines, most // 3, words)) + "\n\n</details>")
    return parts


def _finding(finding: Finding) -> str:
    where = inert(f"{finding.span.path}, {finding.span.line}")
    return f"- {inert(BY_CODE[finding.rule].name)} ({finding.rule}), {where}: {inert(shorten(finding.message))}"


def _moved(comparison: Comparison, words: Words) -> list[str]:
    broken = broken_by(comparison.changes, comparison.new.tree)
    if not broken:
        return []
    lines = [f"- {inert(page_of(str(c.old.value)))}/ → {inert(page_of(str(c.new.value)))}/" for c in broken]
    return [f"**{inert(words['broken-addresses'])}**\n\n" + "\n".join(_some(lines, _MOVED, words))]


def _some(lines: Sequence[str], most: int, words: Words) -> list[str]:
    kept = _fitting(lines, most)
    return [
        *lines[:kept],
        *([f"- {inert(words.say('and-more', count=len(lines) - kept))}"] if kept < len(lines) else []),
    ]


def _fitting(lines: Sequence[str], most: int) -> int:
    """How many of the first lines stay within so many letters."""
    used = 0
    for count, line in enumerate(lines):
        used += len(line) + 1
        if used > most:
            return count
    return len(lines)
