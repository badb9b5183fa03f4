"""What each quarter was meant for and what came of it: `goals/periods.md` and a page for each quarter."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from mkdocs_goal_tree.core.easing import Easing
from mkdocs_goal_tree.core.progress import band
from mkdocs_goal_tree.core.timeline import strips

from . import figures
from .cards import as_of
from .goalposts import line_of
from .reviews import VerdictCard, verdict_card
from .section import Page
from .view import Chip, GoalLink, Person, View, chip, day, face_of, link, people, render, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from mkdocs_goal_tree.core.goalposts import Moved
    from mkdocs_goal_tree.core.learning import Told
    from mkdocs_goal_tree.core.metric import Metric
    from mkdocs_goal_tree.core.model import Goal
    from mkdocs_goal_tree.core.parts import Decision
    from mkdocs_goal_tree.core.periods import Chapter, Ended

    from .faces import Face

MOST = 8
"""Rows of a list that stand open and go to paper, so that a quarter prints on two pages; the others are folded."""
_REACHED, _MISSED = frozenset({"achieved"}), frozenset({"missed"})


class Set(NamedTuple):
    """A goal that the quarter was meant for, and where it stands today."""

    goal: GoalLink
    owners: tuple[Person, ...]
    numbers: str
    face: Face
    until: str


class Ending(NamedTuple):
    """A goal that ended in the quarter."""

    goal: GoalLink
    owners: tuple[Person, ...]
    chip: Chip
    on: str
    numbers: str
    why: str


class Verdict(NamedTuple):
    """A verdict with the output that it credits or clears."""

    card: VerdictCard
    output: GoalLink
    decision: Chip | None
    why: str


class Changed(NamedTuple):
    """A decision, or a target that was moved without one."""

    goal: GoalLink
    on: str
    what: str
    by: str
    url: str
    chip: Chip | None


class Part(NamedTuple):
    """A list of the page: what stands open, and what is folded. `kind` names the macro that draws a row."""

    id: str
    title: str
    note: str
    kind: str
    rows: Sequence[object]
    more: Sequence[object]


class Quarter(NamedTuple):
    """A quarter in the index."""

    name: str
    url: str
    days: str
    primary: tuple[GoalLink, ...]
    counts: tuple[int, int, int, int, int]
    running: bool


class Year(NamedTuple):
    name: str
    quarters: tuple[Quarter, ...]


def periods_page(view: View, chapters: Sequence[Chapter]) -> Page:
    """The quarters by fiscal year, the latest first."""
    years = [
        Year(year, tuple(_quarter(view, one) for one in of_year))
        for year, of_year in groupby(reversed(chapters), key=lambda one: one.year)
    ]
    html = render(view, "periods.html.jinja", as_of=as_of(view), years=years)
    return Page(view.words["periods"], html, tuple((f"year-{one.name}", one.name) for one in years))


def period_page(view: View, chapter: Chapter, before: str = "", after: str = "") -> Page:
    """One quarter; `before` and `after` are the names of its neighbors."""
    parts = [part for part in _parts(view, chapter) if part.rows]
    html = render(
        view,
        "period.html.jinja",
        as_of=as_of(view),
        days=figures.days(chapter.days.start, chapter.days.end, view.words),
        running=_is_running(view, chapter),
        primary=_primary(view, chapter),
        index=view.page_url("periods"),
        neighbors=[
            (name, view.page_url(f"periods/{name}"), turn) for name, turn in ((before, "prev"), (after, "next")) if name
        ],
        tiles=[(view.words[key], count) for key, count in zip(_COUNTED, _counts(chapter), strict=True)],
        parts=parts,
    )
    return Page(chapter.days.name, html, tuple((part.id, part.title) for part in parts))


_COUNTED = ("set-at-start", "reached-goals", "missed-goals", "dropped-goals", "verdicts")


def _counts(chapter: Chapter) -> tuple[int, int, int, int, int]:
    ends = [one.goal.status_word for one in chapter.closed]
    reached, missed = (sum(word in words for word in ends) for words in (_REACHED, _MISSED))
    return len(chapter.begun), reached, missed, len(ends) - reached - missed, len(chapter.told)


def _quarter(view: View, chapter: Chapter) -> Quarter:
    return Quarter(
        chapter.days.name,
        view.page_url(f"periods/{chapter.days.name}"),
        figures.days(chapter.days.start, chapter.days.end, view.words),
        _primary(view, chapter),
        _counts(chapter),
        _is_running(view, chapter),
    )


def _is_running(view: View, chapter: Chapter) -> bool:
    return chapter.days.start <= view.settings.today <= chapter.days.end


def _primary(view: View, chapter: Chapter) -> tuple[GoalLink, ...]:
    """The company's primary impacts of those days, in their order."""
    until = min(chapter.days.end, max(view.settings.today, chapter.days.start))
    found = {
        turn.impact.id: link(view, turn.impact)
        for strip in strips(view.tree, view.settings, view.past, view.hidden)
        if strip.scope == "company"
        for turn in strip.turns
        if turn.start <= until and turn.end >= chapter.days.start
    }
    return tuple(found.values())


def _parts(view: View, chapter: Chapter) -> Iterator[Part]:
    def part(name: str, key: str, kind: str, rows: Iterable[object], note: str = "") -> Part:
        every = list(rows)
        return Part(name, view.words[key], view.words[note] if note else "", kind, every[:MOST], every[MOST:])

    closed = [(one.goal.status_word, _ending(view, one)) for one in chapter.closed]
    yield part("set", "set-at-start", "set", (_set(view, goal) for goal in chapter.begun))
    yield part("reached", "reached-goals", "ended", (row for word, row in closed if word in _REACHED))
    yield part("missed", "missed-goals", "ended", (row for word, row in closed if word in _MISSED))
    yield part("dropped", "dropped-goals", "ended", (row for word, row in closed if word not in _REACHED | _MISSED))
    yield part("left-open", "left-open", "set", (_set(view, goal) for goal in chapter.left_open), "left-open-note")
    yield part("going", "goes-on", "set", (_set(view, goal) for goal in chapter.going))
    yield part("verdicts", "verdicts", "told", (_told(view, one) for one in chapter.told))
    changed = [*(_decision(view, *one) for one in chapter.decisions), *(_moved(view, *one) for one in chapter.moved)]
    yield part("decisions", "decisions-made", "changed", (one for _, one in sorted(changed, key=lambda one: one[0])))


def _set(view: View, goal: Goal) -> Set:
    end = goal.period.end if goal.period else None
    return Set(
        link(view, goal),
        tuple(people(view, goal.owner)),
        _plan(view, goal.headline) if goal.headline else "",
        face_of(view, goal),
        say(view, "until", day=day(view, end)) if end else "",
    )


def _plan(view: View, metric: Metric) -> str:
    """`22 → 80 %`, or `3.1 → at most 4 %`."""
    start = metric.baseline.value if metric.baseline else None
    if metric.target and metric.target.value is not None and not band(metric):
        return figures.change(metric, start, metric.target.value, view.words)
    ends = (figures.bare(start, view.words), figures.target(metric, view.words, short=True))
    return view.words["arrow"].join(end for end in ends if end)


def _ending(view: View, one: Ended) -> Ending:
    goal, face = one.goal, face_of(view, one.goal)
    return Ending(
        link(view, goal),
        tuple(people(view, goal.owner)),
        chip(view, goal.status_word),
        day(view, one.on) if one.on else view.words["no-day"],
        face.figure,
        goal.closed.why if goal.closed else "",
    )


def _told(view: View, one: Told) -> Verdict:
    decision = chip(view, one.review.decision) if one.review.decision else None
    return Verdict(
        verdict_card(view, one.output, one.review, one.verdict), link(view, one.output), decision, one.review.why
    )


def _decision(view: View, goal: Goal, one: Decision) -> tuple[date, Changed]:
    assert one.on is not None  # noqa: S101 - chapters gather those with a day
    return one.on, Changed(link(view, goal), day(view, one.on), one.what, one.by, one.url, None)


def _moved(view: View, goal: Goal, one: Moved) -> tuple[date, Changed]:
    line, why = line_of(view, one), one.decision
    mark = chip(view, "warning", word=line.ease) if one.ease is Easing.EASIER else None
    what = f"{line.metric}{view.words['colon']} {line.what} {line.change}"
    told = why.what if why else view.words["without-decision"]
    return one.on, Changed(
        link(view, goal), line.on, f"{what}. {told}", why.by if why else one.by, why.url if why else "", mark
    )
