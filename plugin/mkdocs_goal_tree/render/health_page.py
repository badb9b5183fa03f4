"""The feature-factory panel, `goals/health.md`: each number with its base, its limit, its course and what is behind it."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, NamedTuple

from mkdocs_goal_tree.core.health import LEAST, Indicator, Sign, indicators

from . import figures
from .cards import as_of
from .faces import Tone
from .health_tables import by_owner, by_period, by_rule, chips, not_measured, switched_off
from .section import Page
from .sparklines import sparkline
from .view import Chip, GoalLink, TermLink, View, all_findings, link, names, render, say, term_link

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from markupsafe import Markup

    from mkdocs_goal_tree.core.dates import Duration

MOST_BEHIND = 50
_UNITS = {"d": "days", "w": "weeks", "m": "months", "q": "quarters", "y": "years"}
# What each number is about, by the slug of its term.
_TERMS = {
    Sign.UNREVIEWED: "review",
    Sign.OUTPUTS_PER_OUTCOME: "outcome-vs-output",
    Sign.NO_EXPECTATION: "hypothesis",
    Sign.NOT_MEASURED: "metric",
    Sign.STALE: "actual",
    Sign.STOPPED: "feature-factory",
    Sign.LOAD: "outcome",
    Sign.NO_OUTPUTS: "output",
    Sign.NO_OUTCOME: "contribution",
}

Trend = tuple["date", tuple[Indicator, ...]]


class Behind(NamedTuple):
    """A goal behind a number, with its owner."""

    goal: GoalLink
    owner: str


class Tile(NamedTuple):
    """One indicator; `limit` says from when on it asks for attention, or why it does not judge."""

    title: str
    value: str
    base: str
    asks: bool
    course: Chip | None
    spark: Markup
    meaning: str
    limit: str
    term: TermLink | None
    behind: tuple[Behind, ...]
    more: int


def health_page(view: View, trend: Sequence[Trend] = ()) -> Page:
    """The panel of today, what asks for attention first.

    `trend` has the indicators at the end of each of the last quarters, the oldest first; it may be empty.
    """
    shown = {goal.id for goal in view.tree if goal.id not in view.hidden} if view.hidden else None
    found = indicators(view.tree, view.settings, shown)
    tiles = [_tile(view, one, trend) for one in sorted(found, key=lambda one: not one.asks)]
    rules = by_rule(view)
    bare = not_measured(view, next(one for one in found if one.sign is Sign.NOT_MEASURED).goals)
    owners, periods = by_owner(view), by_period(view)
    html = render(
        view,
        "health.html.jinja",
        as_of=as_of(view),
        tiles=tiles,
        asking=sum(one.asks for one in found),
        quarters=len(trend),
        groups=[
            (name, key, rows)
            for name, key, rows in (("by-owner", "owner", owners), ("by-period", "period", periods))
            if rows
        ],
        rules=rules,
        found=[one.word for one in chips(view, all_findings(view))],
        bare=bare,
        off=switched_off(view),
    )
    heads = (
        ("by-owner", "by-owner", owners),
        ("by-period", "by-period", periods),
        ("to-look-at", "to-look-at", rules),
        ("not-measured", "not-measured-heading", bare),
    )
    return Page(view.words["health"], html, tuple((name, view.words[key]) for name, key, rows in heads if rows))


def _tile(view: View, one: Indicator, trend: Sequence[Trend]) -> Tile:
    past = [(day, was) for day, then in trend for was in then if was.sign is one.sign and was.value is not None]
    points = [(day, was.value) for day, was in past if was.value is not None]
    if one.value is not None:
        points.append((view.settings.today, one.value))
    value, base = _value(view, one)
    told = term_link(view, _TERMS[one.sign])
    goals = [view.tree[name] for name in one.goals]
    return Tile(
        say(view, f"sign-{one.sign}", span=_span(view, view.settings.health.nothing_dropped_for)),
        value,
        base,
        one.asks,
        _course(view, past[-1][1], one) if past and one.value is not None else None,
        sparkline(
            points, label=say(view, "trend-label", first=_was(view, past[0][1]), last=_was(view, one)) if past else ""
        ),
        view.words[f"means-{one.sign}"],
        _limit(view, one),
        told if told.url else None,
        tuple(Behind(link(view, goal), names(view, goal.owner)) for goal in goals[:MOST_BEHIND]),
        max(len(goals) - MOST_BEHIND, 0),
    )


def _value(view: View, one: Indicator) -> tuple[str, str]:
    """The number, and beside it what it is a part of."""
    words = view.words
    match one.sign:
        case Sign.OUTPUTS_PER_OUTCOME if one.value is not None:
            tenth = one.value.quantize(Decimal("0.1"), ROUND_HALF_UP)
            return figures.number(tenth, words), say(view, "for-so-many", part=one.part, whole=one.base)
        case Sign.OUTPUTS_PER_OUTCOME:
            return (str(one.part), words["none-moved"]) if one.part else (words["none"], words["nothing-yet"])
        case Sign.STOPPED:
            ends = [view.tree[name].status_word for name in one.goals if name in view.tree.goals]
            kinds = [say(view, f"n-{end}", count=ends.count(end)) for end in dict.fromkeys(ends)]
            return str(one.part), words["comma"].join(kinds)
        case Sign.LOAD if one.base:
            return str(one.part), say(view, "at-most-each", count=one.base)
        case _ if one.base:
            return str(one.part), say(view, "of-base", count=one.base)
        case _:
            return words["none"], words["nothing-yet"]


def _limit(view: View, one: Indicator) -> str:
    match one.sign:
        case Sign.STOPPED:
            return view.words["limit-stopped"] if one.is_judged or one.part else view.words["too-young"]
        case Sign.OUTPUTS_PER_OUTCOME | Sign.LOAD:
            text = say(view, f"limit-{one.sign}", limit=figures.number(one.limit, view.words))
        case _:
            text = say(view, "limit-share", limit=figures.share(one.limit / 100, view.words))
    least = say(view, "too-few", least=LEAST)
    return text if one.is_judged or one.sign is Sign.LOAD else f"{text} {least}"


def _course(view: View, was: Indicator, now: Indicator) -> Chip:
    """How the number stands beside that of the last quarter's end; of what was stopped neither more nor less is better."""
    before, after = was.value or Decimal(0), now.value or Decimal(0)
    if before == after:
        return Chip(view.words["unchanged"], "steady", Tone.QUIET)
    icon = "rising" if after > before else "falling"
    old = _was(view, was)
    if now.sign is Sign.STOPPED:
        return Chip(say(view, "other-than", value=old), icon, Tone.QUIET)
    good = after < before
    return Chip(say(view, "better" if good else "not-better", value=old), icon, Tone.GOOD if good else Tone.WARN)


def _was(view: View, was: Indicator) -> str:
    value, base = _value(view, was)
    return value if was.sign in {Sign.OUTPUTS_PER_OUTCOME, Sign.STOPPED, Sign.LOAD} else f"{value} {base}"


def _span(view: View, span: Duration) -> str:
    """`365 days`, `1 year`."""
    return say(view, f"n-{_UNITS[span.unit]}", count=span.count)
