"""The history of one goal in words: when, who, what changed; for its page and for the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mkdocs_goal_tree.core.changes import Kind

from .changes import describe
from .section import Section, section
from .text import plain
from .view import View, day, say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from mkdocs_goal_tree.core.changes import Change
    from mkdocs_goal_tree.core.comparison import Comparison
    from mkdocs_goal_tree.core.words import Words

SHORT = 7
"""Letters of a commit's hash that people are shown."""


class Moment(NamedTuple):
    """What one commit, or a run of them, changed in a goal, a line each."""

    on: date
    by: str
    commit: str
    subject: str
    lines: tuple[str, ...]
    changes: tuple[Change, ...] = ()


class Line(NamedTuple):
    """A moment, ready to be shown; `url` may be empty."""

    on: str
    by: str
    commit: str
    subject: str
    url: str
    lines: tuple[str, ...]


def tell(comparison: Comparison, words: Words, *, is_unread: bool = False) -> tuple[str, ...]:
    """What changed, a line each; `is_unread` stands for a file that cannot be read."""
    if is_unread:
        return (words["history-unread"],)
    # A file that came and could not be read has no change that could be told.
    return tuple(_say(change, comparison, words) for change in comparison.changes) or (words["history-new"],)


def history(view: View, goal: str, moments: Sequence[Moment], commits: str, *, more: bool) -> Section | None:
    """The section of a goal's page, folded; `commits` is the address that a hash is added to, or empty."""
    if not moments:
        return None
    lines = [
        Line(
            day(view, one.on),
            plain(one.by),
            one.commit[:SHORT],
            plain(one.subject),
            commits and commits + one.commit,
            one.lines,
        )
        for one in moments
    ]
    last = lines[0]
    return section(
        view,
        "history",
        view.words["history"],
        last=say(view, "history-last", day=last.on, name=last.by),
        count=len(lines),
        lines=lines,
        more=f"goal-tree log {goal}" if more else "",
    )


def _say(change: Change, comparison: Comparison, words: Words) -> str:
    row = describe(change, comparison, words)
    match change.kind:
        case Kind.GOAL_ADDED:
            return words.say("history-added", standing=row.after)
        case Kind.GOAL_REMOVED:
            return words.say("history-removed", standing=row.before)
        case Kind.TEXT_CHANGED:
            return words["history-text"]
    said = row.sentence(words)
    return said[:1].upper() + said[1:]
