"""The page of the whole tree, `goals/index.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mkdocs_goal_tree.core.findings import Severity
from mkdocs_goal_tree.core.learning import is_overdue
from mkdocs_goal_tree.core.model import Impact, Level, LinkState, Output
from mkdocs_goal_tree.core.progress import acceptance

from .cards import as_of
from .faces import tone
from .grounds import entries, to_look_at
from .metrics import MetricCard, briefly, metric_card
from .outline import Line, outline
from .section import Page
from .tables import RANKS
from .view import (
    Chip,
    GoalLink,
    View,
    all_findings,
    at_level,
    children,
    day,
    face_of,
    findings_of,
    is_open,
    link,
    render,
    say,
    shown,
    would_stop,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from mkdocs_goal_tree.core.model import Goal

OPEN_LINES = 60
MOST_STOPS = 20


class Count(NamedTuple):
    """A tile: how many there are, of which so many are under way, by state."""

    level: str
    title: str
    url: str
    total: int
    active: str
    chips: tuple[Chip, ...]


class Primary(NamedTuple):
    """An impact that is primary today, and why."""

    goal: GoalLink
    since: str
    reason: str
    decided: str
    metric: MetricCard | None


class Legend(NamedTuple):
    """What occurs in the tree and so needs a key."""

    levels: tuple[str, ...]
    chips: tuple[Chip, ...]
    acceptance: str
    bar: bool
    dash: bool
    gone: bool
    weak: bool


def goal_tree_page(
    view: View, diagram: str = "", caption: str = "", everything: str = "", drawn: Collection[str] = ()
) -> Page:
    """Banners, the primary impact of today, counts, the whole tree, its legend and its outline.

    `diagram` is the markup (or placeholder comment) of the tree, `caption` the text below it; `everything` that of the
    tree with what is long closed, folded, where the first lacks any. `drawn` are the ids in the first, for its legend.
    """
    goals = shown(view, view.tree)
    lines = _outline(view)
    look = to_look_at(view, findings_of(view, ""))
    stops = would_stop(view, all_findings(view))
    html = render(
        view,
        "tree.html.jinja",
        as_of=as_of(view),
        stops=entries(view, stops[:MOST_STOPS], linked=True),
        more_stops=max(len(stops) - MOST_STOPS, 0),
        primary=list(_primary(view)),
        switches=view.page_url("timeline"),
        counts=[*(_count(view, level) for level in Level), _look(view)],
        diagram=diagram,
        caption=caption,
        everything=everything,
        count=len(goals),
        legend=_legend(view, [goal for goal in goals if not drawn or goal.id in drawn]),
        lines=lines,
        look=look.html if look else "",
    )
    toc = [("outline", view.words["outline"])] if lines else []
    return Page(view.words["goal-tree"], html, (*toc, *([(look.id, look.title)] if look else [])))


def _outline(view: View) -> list[Line]:
    """Everything by level of its roots; a goal that serves none stands beside the impacts."""
    order = list(Level)
    roots = sorted(shown(view, view.tree.roots()), key=lambda goal: order.index(goal.type))
    lines = outline(view, roots, lambda goal: children(view, goal.id))
    for line in lines:
        line.open = len(lines) <= OPEN_LINES or line.depth == 0
    return lines


def _primary(view: View) -> Iterable[Primary]:
    for goal in at_level(view, Level.IMPACT):
        period = goal.primary_on(view.settings.today) if isinstance(goal, Impact) and link(view, goal).first else None
        if period:
            metric = goal.headline
            decided = say(view, "decided-by", name=period.decided_by) if period.decided_by else ""
            yield Primary(
                link(view, goal),
                day(view, period.start),
                period.reason,
                decided,
                briefly(view, metric_card(view, metric, goal)) if metric else None,
            )


def _count(view: View, level: Level) -> Count:
    goals = at_level(view, level)
    going = [goal for goal in goals if is_open(goal)]
    number: dict[str, int] = {}
    for goal in going:
        icon = face_of(view, goal).icon
        number[icon] = number.get(icon, 0) + 1
    late = sum(is_overdue(goal, view.settings) for goal in goals if isinstance(goal, Output))
    chips = [Chip(say(view, f"n-{key}", count=number[key]), key, tone(key)) for key in sorted(number, key=RANKS.index)]
    if late:
        chips.append(Chip(say(view, "n-overdue", count=late), "overdue", tone("overdue")))
    key = "n-open" if level is Level.OUTPUT else "n-active"
    active = say(view, key, count=len(going)) if going and len(going) < len(goals) else ""
    return Count(level.value, view.words[f"{level}s"], view.page_url(f"{level}s"), len(goals), active, tuple(chips))


def _look(view: View) -> Count:
    found = all_findings(view)
    chips = [
        Chip(say(view, f"n-{severity.word}", count=count), severity.word, tone(severity.word))
        for severity in sorted(Severity, reverse=True)
        if (count := sum(one.severity is severity for one in found))
    ]
    return Count("", view.words["to-look-at"], view.page_url("rules") if found else "", len(found), "", tuple(chips))


def _legend(view: View, goals: list[Goal]) -> Legend:
    faces = {goal.id: face_of(view, goal) for goal in goals}
    by_icon = {face.icon: face for face in faces.values()}
    counted = max((acceptance(goal) for goal in goals if isinstance(goal, Output) and goal.acceptance), default=None)
    return Legend(
        tuple(level.value for level in Level if any(goal.type is level for goal in goals)),
        tuple(
            Chip(by_icon[icon].word, icon, by_icon[icon].tone)
            for icon in sorted(by_icon, key=lambda icon: RANKS.index(icon) if icon in RANKS else len(RANKS))
        ),
        say(view, "fraction", part=counted[0], whole=counted[1]) if counted else "",
        any(face.way is not None for face in faces.values()),
        any(goal.not_broken_down for goal in goals),
        any(face.gone for face in faces.values()),
        any(one.edge.state is LinkState.DISPROVED for one in view.tree.links),
    )
