"""What a build knows of the goals' past, and what it says where it knows nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_goal_tree.core.model import UNDECIDED
from mkdocs_goal_tree.git import NoRevision
from mkdocs_goal_tree.past import quarter_ends, tree_on

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from mkdocs_goal_tree.core.tree import GoalTree
    from mkdocs_goal_tree.history import History

    from .build import Build

QUARTERS = 6


def past_quarters(build: Build) -> Sequence[tuple[date, GoalTree]]:
    """The goals at the end of each of the last six fiscal quarters, oldest first; none of those that git does not know."""
    history = build.history
    if isinstance(history, NoRevision):
        return ()
    ends = quarter_ends(build.settings.today, build.settings.fiscal_year_starts, QUARTERS)
    trees = ((day, tree_on(history, day, build.settings, build.project.reads)) for day in ends)
    return [(day, tree) for day, tree in trees if tree is not None]


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
