"""The history of one goal outside its page: for a terminal, as Markdown, as JSON with a version."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from .diffs import change_data
from .figures import day
from .history import SHORT, Moment
from .inert import inert
from .report import safe

if TYPE_CHECKING:
    from mkdocs_goal_tree.core.words import Words

VERSION = 1
"""Of the JSON."""


class Log(NamedTuple):
    """A goal by its present or last id with what happened to it, newest first.

    `is_present`: it is there still; `more`: there is older that is not told.
    """

    goal: str
    is_present: bool
    moments: tuple[Moment, ...]
    more: bool


def render_text(log: Log, words: Words) -> str:
    """Each commit with what it changed, a line each."""
    lines = [_head(log, words)]
    for one in log.moments:
        lines += ["", f"{day(one.on, words)}  {one.commit[:SHORT]}  {one.by}: {one.subject}"]
        lines += [f"    {line}" for line in one.lines]
    return "".join(f"{safe(line)}\n" for line in lines)


def render_markdown(log: Log, words: Words) -> str:
    """The same as a list; what people wrote does nothing in it."""
    lines = [f"### {inert(_head(log, words))}", ""]
    for one in log.moments:
        lines.append(f"- **{inert(day(one.on, words))}** {inert(one.by)} `{one.commit[:SHORT]}`")
        lines += [f"    - {inert(line)}" for line in one.lines]
    return "\n".join(lines).rstrip() + "\n"


def render_json(log: Log, words: Words) -> str:  # noqa: ARG001 - as the others
    """The entries with their changes as `goal-tree diff --format json` has them."""
    data = {
        "version": VERSION,
        "goal": log.goal,
        "present": log.is_present,
        "complete": not log.more,
        "entries": [
            {
                "date": one.on.isoformat(),
                "by": one.by,
                "commit": one.commit,
                "subject": one.subject,
                "lines": list(one.lines),
                "changes": [change_data(change) for change in one.changes],
            }
            for one in log.moments
        ],
    }
    return json.dumps(data, ensure_ascii=True, indent=2) + "\n"


def _head(log: Log, words: Words) -> str:
    gone = "" if log.is_present else f"{words['comma']}{words['goal-removed']}"
    return f"{log.goal}{gone}: {words.say('history-count', count=len(log.moments))}"
