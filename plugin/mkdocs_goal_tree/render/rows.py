"""All rows of a changed goal: its changes, and what a goal that came promises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_goal_tree.core.learning import aim
from mkdocs_goal_tree.core.model import Output
from mkdocs_goal_tree.render import figures
from mkdocs_goal_tree.render.changes import Row, describe, shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_goal_tree.core.comparison import Comparison
    from mkdocs_goal_tree.core.metric import Metric
    from mkdocs_goal_tree.core.review import Expectation
    from mkdocs_goal_tree.core.tree import GoalTree
    from mkdocs_goal_tree.core.words import Words
    from mkdocs_goal_tree.render.changes import Changed


def rows_of(changed: Changed, comparison: Comparison, words: Words) -> tuple[Row, ...]:
    """Never empty; the heaviest change first."""
    rows = [describe(change, comparison, words) for change in changed.changes]
    return (*rows, *_promises(changed, words)) if changed.mark == "goal-added" else tuple(rows)


def _promises(changed: Changed, words: Words) -> Iterator[Row]:
    """What a new output expects, what the headline of a new impact or outcome is to reach."""
    goal = changed.goal
    if isinstance(goal, Output):
        for one in goal.expects:
            yield Row(words["expects-row"], words["none"], _expected(one, changed.tree, goal, words))
    elif goal.headline and (target := _target(goal.headline, words)):
        what = words.say("changed-what-of", what=words["changed-target-moved"], item=shorten(goal.headline.name))
        yield Row(what, words["none"], target)


def _expected(one: Expectation, tree: GoalTree, output: Output, words: Words) -> str:
    """`Results opened within 1 min: 45 → 60 % by 31 Aug 2026`."""
    outcome, metric = aim(tree, output, one.outcome, one.metric)
    name = metric.name if metric else one.metric or (outcome.title if outcome else one.outcome)
    change = figures.change(metric, one.before, one.after, words, short=False)
    day = words.say("by", day=figures.day(one.by, words)) if one.by else ""
    after = " ".join(part for part in (change, day) if part)
    return shorten(words.say("changed-what-of", what=name, item=after) if after else name) or words["none"]


def _target(metric: Metric, words: Words) -> str:
    """`22 → 80 % by 30 Sep 2026`."""
    if metric.target is None:
        return ""
    start = metric.baseline.value if metric.baseline else None
    way = figures.change(metric, start, metric.target.value, words, short=False) or figures.target(metric, words)
    day = words.say("by", day=figures.day(metric.target.by, words)) if metric.target.by else ""
    return shorten(f"{way} {day}".strip()) if way else ""
