"""How a goal stands: what several rules ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mkdocs_goal_tree.core.model import Outcome, Output, OutputKind
from mkdocs_goal_tree.core.nodes import Items, Spans, is_absent, name_path, node_at
from mkdocs_goal_tree.core.tree import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from mkdocs_goal_tree.core.dates import Duration
    from mkdocs_goal_tree.core.model import Goal
    from mkdocs_goal_tree.core.source import Span
    from mkdocs_goal_tree.core.tree import GoalTree, Path

ENABLERS = frozenset({OutputKind.ENABLER, OutputKind.INFRASTRUCTURE, OutputKind.RESEARCH})
"""Kinds that other outputs need: they may change no behavior by themselves."""
_UNDER_WAY = frozenset({"active", "planned", "building"})
_OVER = frozenset({"dropped", "retired", "cancelled"})


class Reference(NamedTuple):
    """A place in a goal's file that names another goal; `metric` is the metric it names there, if any."""

    path: Path
    name: str
    metric: str = ""


def is_worked_on(goal: Goal) -> bool:
    """Whether somebody works on it: an active impact or outcome, a planned output or one being built."""
    return goal.status_word in _UNDER_WAY


def is_paused(goal: Goal) -> bool:
    return goal.status_word == "paused"


def is_over(goal: Goal) -> bool:
    """Whether it serves as a reason no longer: dropped, retired, cancelled or superseded."""
    return goal.status_word in _OVER or bool(goal.superseded_by)


def starts_on(goal: Goal) -> date | None:
    """The day a goal began: its period's first, else that of its headline's baseline."""
    if goal.period and goal.period.start:
        return goal.period.start
    return goal.headline.baseline.on if goal.headline and goal.headline.baseline else None


def is_past(start: date, length: Duration, today: date) -> bool:
    """Whether more than that time has gone by since `start`."""
    return length.after(start) < today


def named_goals(goal: Goal) -> Iterator[Reference]:
    """Every place where the goal's file names another goal."""
    for i, edge in enumerate(goal.contributes_to):
        yield Reference(("contributes_to", i, "goal"), edge.goal)
    if goal.superseded_by:
        yield Reference(("superseded_by",), goal.superseded_by)
    if isinstance(goal, Output):
        yield from _expected(goal)


def _expected(output: Output) -> Iterator[Reference]:
    for i, expected in enumerate(output.expects):
        yield Reference(("expects", i, "outcome"), expected.outcome, expected.metric)
    for i, review in enumerate(output.reviews):
        for j, expected in enumerate(review.expects):
            yield Reference(("reviews", i, "expects", j, "outcome"), expected.outcome, expected.metric)
        for j, verdict in enumerate(review.verdicts):
            yield Reference(("reviews", i, "verdicts", j, "outcome"), verdict.outcome, verdict.metric)


def in_doubt(tree: GoalTree) -> frozenset[str]:
    """Goals with a link that does not hold: where they would stand is not known, and another rule has told it."""
    return frozenset(refused.child for refused in tree.refused if refused.why is not Refusal.DOUBLE)


def title_of(tree: GoalTree, goal: Goal) -> Span:
    """The place that stands for the whole goal."""
    return tree.places[goal.id].at("title")


def link_of(tree: GoalTree, goal: Goal, position: int = 0) -> Span:
    """The place where the goal names the parent at that position."""
    return tree.places[goal.id].at("contributes_to", position, "goal")


def field_name(tree: GoalTree, goal: Goal, *path: str | int) -> str:
    """The path as the author wrote it: `metrics.target`, where one metric stands alone."""
    spans = tree.places[goal.id].spans
    node = node_at(spans.read, path) if isinstance(spans, Spans) else None
    return name_path(node.path if node else path)


def is_written(tree: GoalTree, goal: Goal, name: str) -> bool:
    """Whether the file has something in that field, be it what no goal can hold."""
    span = tree.places[goal.id].spans.get((name,))
    return span is not None and span[1:3] != span[3:5]


def is_lost(tree: GoalTree, goal: Goal, *path: str | int) -> bool:
    """Whether the file has a value there that could not be read; another rule has told it."""
    spans = tree.places[goal.id].spans
    if not isinstance(spans, Spans) or node_at(spans.read, path):
        return False
    # The file may say `review`, and has no positions where one item stands alone.
    short = tuple("review" if step == "reviews" else step for step in path)
    ways = [tuple(step for step in way if not isinstance(step, int)) for way in (path, short)]
    nodes = (node_at(spans.written, (*under, *way)) for under in ((), ("goal",)) for way in (path, short, *ways))
    return any(node is not None and not is_absent(node) for node in nodes)


def lost_a_metric(tree: GoalTree, goal: Goal) -> bool:
    """Whether a metric could not be read; another rule has told it."""
    spans = tree.places[goal.id].spans
    roots = (spans.read, spans.written) if isinstance(spans, Spans) else ()
    lists = (node_at(root, path) for root in roots for path in (("metrics",), ("goal", "metrics")))
    written = max((len(node.items) for node in lists if isinstance(node, Items)), default=0)
    return written > len(goal.metrics) or (not goal.metrics and is_lost(tree, goal, "metrics", 0))


def outcomes_below(tree: GoalTree, goal: Goal) -> list[Outcome]:
    """The outcomes that feed a goal, also through others; dropped and superseded ones no longer do."""
    below = (tree[name] for name in tree.descendants(goal.id))
    return [child for child in below if isinstance(child, Outcome) and not is_over(child)]
