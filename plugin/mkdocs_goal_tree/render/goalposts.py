"""Targets that moved: a dated list, each with the decision that explains it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mkdocs_goal_tree.core.goalposts import Past, Post
from mkdocs_goal_tree.core.progress import band

from . import figures
from .section import Section, section
from .view import View, day, say

if TYPE_CHECKING:
    from datetime import date

    from mkdocs_goal_tree.core.goalposts import Moved
    from mkdocs_goal_tree.core.metric import Metric
    from mkdocs_goal_tree.core.model import Goal
    from mkdocs_goal_tree.core.parts import Decision
    from mkdocs_goal_tree.core.scalars import Value

_WORDS = {Post.TARGET: "target", Post.BASELINE: "baseline", Post.DAY: "target-day"}


class Line(NamedTuple):
    """A goalpost that moved, ready to be read; `ease` may be empty, `decision` None."""

    on: str
    what: str
    metric: str
    change: str
    ease: str
    decision: Decision | None
    decided: str


def goalposts(view: View, goal: Goal) -> Section | None:
    """What was moved since the goal became active, newest first."""
    lines = [line_of(view, one) for one in reversed(view.past.get(goal.id, Past()).moved)]
    return section(view, "goalposts", view.words["goalposts"], lines=lines) if lines else None


def line_of(view: View, one: Moved) -> Line:
    """One move in words."""
    decided = one.decision.on if one.decision else None
    return Line(
        day(view, one.on),
        view.words[_WORDS[one.post]],
        (one.after or one.before).name,
        _change(view, one),
        view.words[one.ease.value] if one.ease else "",
        one.decision,
        day(view, decided) if decided and decided != one.on else "",
    )


def closed_day(view: View, goal: Goal) -> str:
    """The day on which a goal was closed; one that only git knows is said to be from there."""
    if goal.closed and goal.closed.on:
        return day(view, goal.closed.on)
    known: date | None = view.past.get(goal.id, Past()).closed_on
    return say(view, "from-git", day=day(view, known)) if known else ""


def _change(view: View, one: Moved) -> str:
    """`80 → 60 %`, `30 Jun 2026 → 31 Dec 2026`; what is gone is a dash."""
    words, before, after = view.words, one.before, one.after
    was, now = _value(before, one.post), _value(after, one.post)
    if after and was is not None and now is not None and before.unit == after.unit:
        return figures.change(after, was, now, words)
    ends = (_end(view, before, one.post), _end(view, after, one.post))
    return words["arrow"].join(end or words["none"] for end in ends)


def _value(metric: Metric | None, post: Post) -> Value | None:
    """The one value that was moved; None for a day and for a band."""
    if metric is None or post is Post.DAY:
        return None
    if post is Post.BASELINE:
        return metric.baseline.value if metric.baseline else None
    return metric.target.value if metric.target and not band(metric) else None


def _end(view: View, metric: Metric | None, post: Post) -> str:
    if metric is None:
        return ""
    match post:
        case Post.DAY:
            return day(view, metric.target.by) if metric.target and metric.target.by else ""
        case Post.BASELINE:
            return figures.amount(metric, metric.baseline.value if metric.baseline else None, view.words)
        case Post.TARGET:
            return figures.target(metric, view.words)
