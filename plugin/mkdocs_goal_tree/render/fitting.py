"""Lines within a limit of letters; what has no room is counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .inert import inert

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mkdocs_goal_tree.core.words import Words


def listed(lines: Sequence[str], most: int, words: Words) -> list[str]:
    """List items of Markdown, the last one `- and 3 more` where not all fit."""
    kept = count_fitting(lines, most)
    left = len(lines) - kept
    return [*lines[:kept], *([f"- {inert(words.say('and-more', count=left))}"] if left else [])]


def tabled(rows: Sequence[str], columns: int, most: int, words: Words) -> list[str]:
    """Rows of a table in Markdown, the last one `| and 3 more rows | |` where not all fit."""
    kept = count_fitting(rows, most)
    left = len(rows) - kept
    return [
        *rows[:kept],
        *([f"| {inert(words.say('and-rows', count=left))} {'| ' * columns}".rstrip()] if left else []),
    ]


def fold(summary: str, body: Sequence[str], *, is_open: bool = False) -> str:
    """Parts of Markdown under a line that opens them; `summary` is HTML."""
    opening = "<details open>" if is_open else "<details>"
    return "\n\n".join([f"{opening}<summary>{summary}</summary>", *body, "</details>"])


def count_fitting(lines: Sequence[str], most: int) -> int:
    """How many of the first lines stay within so many letters."""
    used = 0
    for count, line in enumerate(lines):
        used += len(line) + 1
        if used > most:
            return count
    return len(lines)
