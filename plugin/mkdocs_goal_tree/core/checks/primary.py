"""Which impact comes first, and when that changed: GT211-GT213 and GT217."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from mkdocs_goal_tree.core.dates import show_day
from mkdocs_goal_tree.core.findings import Note
from mkdocs_goal_tree.core.model import Impact
from mkdocs_goal_tree.core.rules import found
from mkdocs_goal_tree.core.timeline import DAY, followers, scopes_of

from .standing import is_past, is_paused, title_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mkdocs_goal_tree.core.findings import Finding
    from mkdocs_goal_tree.core.model import Goal
    from mkdocs_goal_tree.core.settings import Settings
    from mkdocs_goal_tree.core.source import Span
    from mkdocs_goal_tree.core.timeline import Turn
    from mkdocs_goal_tree.core.tree import GoalTree


def check_overlap(tree: GoalTree, settings: Settings) -> Iterator[Finding]:
    """GT212, once an impact and scope, at the impact that came later and with the first that was there."""
    for turns in scopes_of(_impacts(tree), settings).values():
        told: set[str] = set()
        for i, turn in enumerate(turns):
            before = (t for t in turns[:i] if t.impact is not turn.impact and t.end >= turn.period.start)
            if turn.impact.id not in told and (other := next(before, None)):
                told.add(turn.impact.id)
                yield _overlap(tree, other, turn)


def check_succession(tree: GoalTree, settings: Settings) -> Iterator[Finding]:
    """GT217: gaps, switches without a reason, nothing primary today."""
    idle = _idle(tree, settings)
    for turns in scopes_of(_impacts(tree), settings).values():
        last = turns[0]
        for before, turn in pairwise(turns):
            last = max(last, before, key=lambda t: t.end)
            if turn.period.start - last.end > DAY:
                yield _gap(tree, last, turn)
                idle = idle if not last.end < settings.today < turn.period.start else None
            if before.impact is not turn.impact and not turn.period.reason:
                message = f"'{turn.impact.id}' became primary after '{before.impact.id}' without a reason"
                span = tree.places[turn.impact.id].at("primary", turn.position)
                yield found("GT217", span, message, "add `reason`", turn.impact.id)
    if idle:
        message = "the company has active impacts, and none is primary today"
        yield found("GT217", title_of(tree, idle), message, "add `primary` to the one that comes first", idle.id)


def check_age(tree: GoalTree, settings: Settings) -> Iterator[Finding]:
    """GT213."""
    for impact in _impacts(tree):
        period = impact.primary_on(settings.today)
        if period and is_past(period.start, settings.primary_review_after, settings.today):
            message = (
                f"'{impact.id}' has been the primary impact since {show_day(period.start)}: is it still the right one?"
            )
            span = tree.places[impact.id].at("primary", impact.primary.index(period), "from")
            help_ = "if it is, end this period and begin another with the reason"
            yield found("GT213", span, message, help_, impact.id)


def check_followers(tree: GoalTree, settings: Settings) -> Iterator[Finding]:
    """GT211, one finding an impact; where the impact itself is over GT209 has told it."""
    for impact, ended, goals in followers(tree, settings.today):
        yield _followed(tree, impact, ended, goals)


def _followed(tree: GoalTree, impact: Impact, end: date, goals: Sequence[Goal]) -> Finding:
    position = next(i for i, period in enumerate(impact.primary) if period.end == end)
    count = "1 goal serves" if len(goals) == 1 else f"{len(goals)} goals serve"
    return found(
        "GT211",
        tree.places[impact.id].at("primary", position, "to"),
        f"'{impact.id}' has not been primary since {show_day(end)}, and {count} nothing else",
        "was started for an impact that is no longer first: go on, pause or move it",
        impact.id,
        [Note(title_of(tree, goal), f"'{goal.id}' began before that") for goal in goals],
    )


def _overlap(tree: GoalTree, first: Turn, second: Turn) -> Finding:
    until = min(first.end, second.end)
    days = f"from {show_day(second.period.start)}" + ("" if until == date.max else f" until {show_day(until)}")
    return found(
        "GT212",
        _from(tree, second),
        f"'{second.impact.id}' and '{first.impact.id}' are both primary {days}",
        "end the one before the other begins",
        second.impact.id,
        [Note(_from(tree, first), f"'{first.impact.id}' is primary from here")],
    )


def _gap(tree: GoalTree, last: Turn, turn: Turn) -> Finding:
    days = f"{show_day(last.end + DAY)} to {show_day(turn.period.start - DAY)}"
    note = Note(tree.places[last.impact.id].at("primary", last.position, "to"), f"'{last.impact.id}' ends here")
    return found("GT217", _from(tree, turn), f"no impact is primary from {days}", "", turn.impact.id, [note])


def _idle(tree: GoalTree, settings: Settings) -> Impact | None:
    """The first active impact of a company that has none primary today; nothing is said while a file is unreadable."""
    company = [impact for impact in _impacts(tree) if impact.scope == "company"]
    if tree.unread or any(impact.primary_on(settings.today) for impact in company):
        return None
    return next((impact for impact in company if impact.status_word == "active"), None)


def _impacts(tree: GoalTree) -> list[Impact]:
    return [goal for goal in tree if isinstance(goal, Impact) and not is_paused(goal)]


def _from(tree: GoalTree, turn: Turn) -> Span:
    return tree.places[turn.impact.id].at("primary", turn.position, "from")
