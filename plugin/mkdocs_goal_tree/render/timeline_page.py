"""Primary impact over time, `goals/timeline.md`: the strip, the reason of each switch, and the same in tables."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from mkdocs_goal_tree.core.model import Level
from mkdocs_goal_tree.core.timeline import followers, strips

from . import figures
from .cards import as_of
from .scene import lasting, periods_of, scene_of, scope_name, ship_dates, so_far, step_id
from .section import Page
from .strip import draw_strip
from .view import Chip, GoalLink, Person, View, day, face_of, link, people, render, say, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_goal_tree.core.dates import Days
    from mkdocs_goal_tree.core.model import Goal
    from mkdocs_goal_tree.core.timeline import Strip, Switch, Turn

    from .scene import Period, Shipping

_MOST_IN_GROUP = 12
_OPEN_ROWS = 60
"""Rows of a table that stand open; a longer one is folded."""


class Group(NamedTuple):
    """What became of work for the former primary impact, at a switch."""

    title: str
    goals: tuple[tuple[GoalLink, Chip], ...]
    more: int


class Step(NamedTuple):
    """A period of a primary impact with its reason, or (`goal` None) a time in which there was none."""

    id: str
    when: str
    length: str
    number: str
    goal: GoalLink | None
    now: bool
    reason: str
    decided: str
    url: str
    next: str
    overlaps: tuple[str, ...]
    groups: tuple[Group, ...]


class Reasons(NamedTuple):
    """The steps of one scope under their heading."""

    id: str
    title: str
    steps: tuple[Step, ...]


class Follower(NamedTuple):
    """An impact that is no longer primary, with what still serves it alone."""

    title: str
    url: str
    goals: tuple[tuple[GoalLink, Chip, tuple[Person, ...]], ...]


class Row(NamedTuple):
    """A goal with its days, for the tables that say what the drawing shows."""

    goal: GoalLink
    when: str
    sort: str
    chip: Chip
    figure: str
    owners: tuple[Person, ...]
    off: bool


def timeline_page(view: View) -> Page:
    """The strip, then why; what a drawing leaves out stands in the tables below it."""
    found = strips(view.tree, view.settings, view.past, view.hidden)
    periods, ships = periods_of(view), ship_dates(view)
    scene, notes = scene_of(view, found, periods, ships)
    wide, narrow = draw_strip(scene) if scene else ("", "")
    reasons = [_reasons(view, strip, number, len(found)) for number, strip in enumerate(found, 1)]
    former = list(_followers(view))
    tables = [
        ("periods", view.words["all-periods"], Level.OUTCOME.value, [_period_row(view, one) for one in periods]),
        ("ship-dates", view.words["all-ship-dates"], Level.OUTPUT.value, [_ship_row(view, one) for one in ships]),
    ]
    tables = [table for table in tables if table[3]]
    html = render(
        view,
        "timeline.html.jinja",
        as_of=as_of(view),
        now=_now(view, found[0]) if found and found[0].scope == "company" else None,
        has_company=bool(found) and found[0].scope == "company",
        empty=not found,
        wide=wide,
        narrow=narrow,
        notes=notes,
        reasons=reasons,
        former=former,
        tables=tables,
        most=_OPEN_ROWS,
    )
    toc = [(one.id, one.title) for one in reasons]
    toc += [("former", view.words["former-primary"])] if former else []
    return Page(view.words["timeline"], html, (*toc, *((name, title) for name, title, _, _ in tables)))


def _now(view: View, strip: Strip) -> tuple[GoalLink, str] | None:
    """The primary impact of today and since when."""
    turn = strip.now(view.settings.today)
    return (link(view, turn.impact), lasting(view, turn.start, view.settings.today)) if turn else None


def _reasons(view: View, strip: Strip, number: int, of: int) -> Reasons:
    switches = {switch.turn.key: switch for switch in strip.switches}
    steps = [_step(view, turn, strip, switches.get(turn.key), number) for turn in strip.turns]
    told = sorted(
        [*zip((turn.start for turn in strip.turns), steps, strict=True), *_gaps(view, strip, number)],
        key=lambda one: one[0],
    )
    title = say(view, "why-switched-of", scope=scope_name(view, strip)) if of > 1 else view.words["why-switched"]
    return Reasons("why" if number == 1 else f"why-{number}", title, tuple(step for _, step in told))


def _gaps(view: View, strip: Strip, number: int) -> Iterator[tuple[date, Step]]:
    for gap in strip.gaps:
        ongoing = gap.end == view.settings.today
        when = figures.days(gap.start, None if ongoing else gap.end, view.words)
        told = view.words["gap-now" if ongoing else "gap-told"]
        yield (
            gap.start,
            Step(
                step_id(gap.start, "", number),
                when,
                lasting(view, gap.start, gap.end),
                "",
                None,
                False,
                told,
                "",
                "",
                "",
                (),
                (),
            ),
        )


def _step(view: View, turn: Turn, strip: Strip, switch: Switch | None, number: int) -> Step:
    period, today = turn.period, view.settings.today
    return Step(
        step_id(turn.start, turn.impact.id, number),
        figures.days(period.start, period.end, view.words),
        so_far(view, turn),
        say(view, "switch", number=switch.number) if switch else "",
        link(view, turn.impact),
        turn is strip.now(today) and link(view, turn.impact).first,
        period.reason,
        _decided(view, period.decided_by, period.decided_on),
        period.url,
        say(view, "next-look", day=day(view, period.review_on))
        if period.review_on and period.review_on >= today
        else "",
        tuple(
            say(view, "both-primary", goal=one.first.impact.title, days=_both(view, one.days))
            for one in strip.overlaps
            if one.second is turn
        ),
        tuple(_groups(view, switch)) if switch else (),
    )


def _decided(view: View, by: str, on: date | None) -> str:
    if by and on:
        return say(view, "decided-day", name=by, day=day(view, on))
    return say(view, "decided", name=by) if by else say(view, "decided-on", day=day(view, on)) if on else ""


def _groups(view: View, switch: Switch) -> Iterator[Group]:
    for key, goals in (("paused", switch.paused), ("closed", switch.closed), ("went-on", switch.went_on)):
        if goals:
            rows = tuple((link(view, goal), _face(view, goal)) for goal in goals[:_MOST_IN_GROUP])
            yield Group(view.words[f"switch-{key}"], rows, max(len(goals) - _MOST_IN_GROUP, 0))


def _face(view: View, goal: Goal) -> Chip:
    face = face_of(view, goal)
    return Chip(face.word, face.icon, face.tone)


def _followers(view: View) -> Iterator[Follower]:
    for impact, ended, goals in followers(view.tree, view.settings.today):
        kept = shown(view, goals)
        if kept and impact.id not in view.hidden:
            rows = tuple((link(view, goal), _face(view, goal), tuple(people(view, goal.owner))) for goal in kept)
            yield Follower(say(view, "former-of", goal=impact.title, day=day(view, ended)), view.url(impact.id), rows)


def _both(view: View, days: Days) -> str:
    return figures.days(days.start, None if days.end == date.max else days.end, view.words)


def _period_row(view: View, one: Period) -> Row:
    start, end = one.start, one.end
    when = figures.period(one.goal.period, view.words) if one.goal.period and not one.goal.is_closed else ""
    return _row(view, one.goal, when or figures.days(start, end, view.words), start or end)


def _ship_row(view: View, one: Shipping) -> Row:
    when = day(view, one.on)
    return _row(view, one.goal, say(view, "due-on", day=when) if one.planned else when, one.on)


def _row(view: View, goal: Goal, when: str, sort: date | None) -> Row:
    face = face_of(view, goal)
    owners = tuple(people(view, goal.owner))
    return Row(link(view, goal), when, f"{sort or ''}", _face(view, goal), face.figure, owners, goal.is_closed)
