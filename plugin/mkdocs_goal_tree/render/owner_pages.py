"""Who has what in hand: the register, `goals/owners.md`, and a page for each owner."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mkdocs_goal_tree.core.learning import waiting
from mkdocs_goal_tree.core.model import CLOSED, Level, Output
from mkdocs_goal_tree.core.owners import load_of
from mkdocs_goal_tree.core.progress import State

from . import figures
from .cards import as_of
from .goalposts import closed_day
from .grounds import entries
from .section import Page
from .tables import in_need_first, row
from .view import (
    Chip,
    GoalLink,
    Person,
    View,
    chip,
    day,
    face_of,
    findings_of,
    is_open,
    link,
    render,
    say,
    shown,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from mkdocs_goal_tree.core.learning import Waiting
    from mkdocs_goal_tree.core.model import Goal
    from mkdocs_goal_tree.core.owners import Load, Owned


MOST_FINDINGS = 30


class Line(NamedTuple):
    """An owner in the register."""

    owner: Person
    load: Load
    last: str
    sort: str
    found: int


class Tile(NamedTuple):
    title: str
    value: str
    chips: tuple[Chip, ...]


class Awaited(NamedTuple):
    """A review that this owner has to do."""

    output: GoalLink
    chip: Chip
    when: str
    question: str


class Closed(NamedTuple):
    """A goal that was closed: how, when, where its number stood, and why."""

    goal: GoalLink
    chip: Chip
    on: str
    figure: str
    why: str


def owners_page(view: View, owners: Sequence[Owned]) -> Page:
    """All owners, those with something to look after first."""
    lines = sorted((_line(view, one) for one in owners), key=_need)
    alone = [goal for goal in shown(view, view.tree) if not goal.owner and is_open(goal)]
    html = render(
        view,
        "owners.html.jinja",
        as_of=as_of(view),
        lines=lines,
        alone=[(link(view, goal), chip(view, goal.status_word)) for goal in alone],
    )
    toc = [("without-owner", view.words["without-owner"])] if alone else []
    return Page(view.words["owners"], html, tuple(toc))


def owner_page(view: View, owner: Owned) -> Page:
    """What one owner wants to change, makes, has to review and has closed."""
    goals = shown(view, owner.goals)
    aims = [goal for goal in goals if goal.type is not Level.OUTPUT and not goal.is_closed]
    making = [goal for goal in goals if isinstance(goal, Output) and goal.status_word not in CLOSED | {"shipped"}]
    mine = {goal.id for goal in goals}
    reviews = [_awaited(view, one) for one in waiting(view.tree, view.settings) if one.output.id in mine]
    found = [one for goal in goals for one in findings_of(view, goal.id)]
    found.sort(key=lambda one: -one.severity)
    parts = {
        "aims": ("wants-to-change", in_need_first([row(view, goal) for goal in aims])),
        "making": ("open-outputs", in_need_first([row(view, goal) for goal in making])),
        "reviews": ("reviews-due", reviews),
        "found": ("to-look-at", entries(view, found[:MOST_FINDINGS], linked=True)),
        "closed": ("closed-goals", _closed(view, goals)),
    }
    html = render(
        view,
        "owner.html.jinja",
        as_of=as_of(view),
        url=owner.url,
        register=view.page_url("owners"),
        tiles=list(_tiles(view, owner, making)),
        more=max(len(found) - MOST_FINDINGS, 0),
        **{name: rows for name, (_, rows) in parts.items()},
    )
    toc = [(name, view.words[key]) for name, (key, rows) in parts.items() if rows]
    return Page(owner.name, html, tuple(toc))


def _line(view: View, owner: Owned) -> Line:
    goals = shown(view, owner.goals)
    load = load_of(goals, view.settings)
    return Line(
        Person(owner.name, view.page_url(f"owners/{owner.key}"), owner.url),
        load,
        day(view, load.last) if load.last else "",
        load.last.isoformat() if load.last else "",
        sum(len(findings_of(view, goal.id)) for goal in goals),
    )


def _need(line: Line) -> tuple[int, int, str]:
    """Who has more to look after comes first, then who has more in hand."""
    load = line.load
    return -(load.overdue + load.behind + load.breached + load.not_measured), -load.active, line.owner.name.casefold()


def _tiles(view: View, owner: Owned, making: Sequence[Goal]) -> Iterator[Tile]:
    load = load_of(shown(view, owner.goals), view.settings)
    words = view.words
    counts = {
        State.NOT_MEASURED: load.not_measured,
        State.GUARDRAIL_BREACHED: load.breached,
        State.BEHIND: load.behind,
    }
    chips = [chip(view, key, word=say(view, f"n-{key}", count=count)) for key, count in counts.items() if count]
    yield Tile(words["active-outcomes"], str(load.active), tuple(chips))
    yield Tile(words["open-outputs"], str(len(making)), tuple(_statuses(view, making)))
    late = (chip(view, "overdue", word=say(view, "n-overdue", count=load.overdue)),) if load.overdue else ()
    mine = {goal.id for goal in owner.goals}
    due = sum(one.output.id in mine for one in waiting(view.tree, view.settings))
    yield Tile(words["reviews-due"], str(due), late)
    last = figures.day(load.last, words, near=view.settings.today) if load.last else words["none"]
    yield Tile(words["last-measured"], last, ())


def _statuses(view: View, goals: Iterable[Goal]) -> Iterator[Chip]:
    status = [goal.status_word for goal in goals]
    for key in ("building", "planned"):
        if count := status.count(key):
            yield chip(view, key, word=say(view, f"n-{key}", count=count))


def _awaited(view: View, one: Waiting) -> Awaited:
    word = say(view, "overdue-since", count=one.days) if one.is_overdue else say(view, "in-days", count=-one.days)
    when = say(view, "due-on", day=day(view, one.due))
    return Awaited(
        link(view, one.output), chip(view, "overdue" if one.is_overdue else "due", word=word), when, one.question
    )


def _closed(view: View, goals: Iterable[Goal]) -> list[Closed]:
    """The goals that were closed, the last one first; those without a day at the end."""
    closed = [goal for goal in goals if goal.is_closed]
    closed.sort(key=lambda goal: goal.closed.on.toordinal() if goal.closed and goal.closed.on else 0, reverse=True)
    return [
        Closed(
            link(view, goal),
            chip(view, goal.status_word),
            closed_day(view, goal),
            face_of(view, goal).figure,
            goal.closed.why if goal.closed else "",
        )
        for goal in closed
    ]
