"""What a build knows of the goals' past, and what it says where it knows nothing."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from mkdocs_goal_tree.core.model import UNDECIDED
from mkdocs_goal_tree.git import NoRevision
from mkdocs_goal_tree.past import quarter_ends, tree_on
from mkdocs_goal_tree.render.history import Moment, history, tell
from mkdocs_goal_tree.render.section import apart

from .assembly import anchors, list_sections
from .writing import hold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from mkdocs_goal_tree.chronicle import Chronicle
    from mkdocs_goal_tree.core.model import Goal
    from mkdocs_goal_tree.core.tree import GoalTree
    from mkdocs_goal_tree.core.words import Words
    from mkdocs_goal_tree.entries import Entry
    from mkdocs_goal_tree.history import History
    from mkdocs_goal_tree.lives import Lives

    from .build import Build

QUARTERS = 6
HISTORY = "history"
"""The switch of the section in the setting `pages`."""
_NEWEST = 30
"""So many changes of a goal are on its page; `goal-tree log` has them all."""


class _Story(NamedTuple):
    """What a goal's page tells of its history; `more`: there are older changes."""

    moments: tuple[Moment, ...] = ()
    more: bool = False


def past_quarters(build: Build) -> Sequence[tuple[date, GoalTree]]:
    """The goals at the end of each of the last six fiscal quarters, oldest first; none of those that git does not know."""
    history = build.history
    if isinstance(history, NoRevision):
        return ()
    ends = quarter_ends(build.settings.today, build.settings.fiscal_year_starts, QUARTERS)
    trees = ((day, tree_on(history, day, build.settings, build.project.reads)) for day in ends)
    return [(day, tree) for day, tree in trees if tree is not None]


def add_histories(build: Build) -> None:
    """The history of each goal below all that its page says of today; none where git knows nothing of it."""
    known = build.chronicle
    if known is None or not build.settings.shows(HISTORY):
        return
    stories = _stories(known.lives, repr(build.settings))
    for uri, read in build.reads.items():
        page = build.page_of(uri)
        if page is None or page.content is None or read.goal is None or not build.is_goal(read):
            continue
        moments, more = _story_of(build, known, read.goal, stories)
        made = history(build.view(page), read.id, moments, build.commits, more=more)
        if made:
            made = apart(made, anchors(page), "-goal")
            page.content += hold(build, page, made.html)
            list_sections(page, [made])


def _story_of(build: Build, known: Chronicle, goal: Goal, stories: dict[str, _Story]) -> _Story:
    """By the goal's id; where that is new and not committed yet, by the one before it."""
    told = _Story()
    for name in (goal.id, *(alias for alias in goal.aliases if alias not in build.project.tree.goals)):
        if name not in stories:
            stories[name] = _story(known, name, build.words)
        told = told if told.moments else stories[name]
    return told


@lru_cache(maxsize=2)
def _stories(lives: Lives, settings: str) -> dict[str, _Story]:  # noqa: ARG001 - both are the key
    """What was told before, by id: while a site is served its files change, its history seldom does."""
    return {}


def _story(known: Chronicle, goal: str, words: Words) -> _Story:
    entries, more = known.entries(goal, most=_NEWEST)
    return _Story(tuple(_moment(one, words) for one in entries), more)


def _moment(entry: Entry, words: Words) -> Moment:
    if entry.is_new:  # the file need not be read for that
        lines: tuple[str, ...] = (words["history-new"],)
    else:
        lines = tell(entry.comparison, words, is_unread=entry.is_unread)
    return Moment(entry.on, entry.by, entry.commit.hash, entry.commit.subject, lines)


def history_notes(history: History | NoRevision, tree: GoalTree) -> Iterator[str]:
    """What is worth a line of the log, if there is a goal that its history could tell of."""
    if all(goal.status_word in UNDECIDED or not goal.metrics for goal in tree):
        return
    if isinstance(history, NoRevision):
        help_ = f"; {history.help}" if history.help else ""
        yield f"no history of the goals, so targets that moved and trends are not shown: {history.message}{help_}"
    elif history.cut:
        first = history.commits[-1].on if history.commits else history.since
        yield f"the history of the goals is read from {first} on"
