"""The page of the whole tree, `goals/index.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mkdocs_goal_tree.core.findings import Severity
from mkdocs_goal_tree.core.learning import is_overdue
from mkdocs_goal_tree.core.model import Impact, Level, Output

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
    from collections.abc import Iterable, Mapping, Sequence

    from mkdocs_goal_tree.core.model import Goal

    from .legend import Legend

OPEN_LINES = 60
MOST_LINES = 1200
"""Of the outline, which takes a kilobyte a line; the page is to stay below two megabytes."""
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


def goal_tree_page(  # noqa: PLR0913 - each is a part of the page
    view: View,
    diagram: str = "",
    caption: str = "",
    everything: str = "",
    *,
    legend: Legend | None = None,
    files: Mapping[str, str] = {},
) -> Page:
    """Banners, the primary impact of today, counts, the whole tree, its legend and its outline.

    `diagram` is the markup (or placeholder comment) of the tree, `caption` the text below it; `everything` that of the
    tree with what is long closed, folded, where the first lacks any. `legend` is the first one's,
    `files` are the addresses of what can be taken away of it, by kind.
    """
    goals = shown(view, view.tree)
    lines = _outline(view, goals)
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
        legend=legend,
        files=files,
        lines=lines,
        listed=len({line.id for line in lines}),
        look=look.html if look else "",
    )
    toc = [("outline", view.words["outline"])] if lines else []
    return Page(view.words["goal-tree"], html, (*toc, *([(look.id, look.title)] if look else [])))


def _outline(view: View, goals: Sequence[Goal]) -> list[Line]:
    """Everything by level of its roots; a goal that serves none stands beside the impacts.

    Beyond `MOST_LINES` goals outputs are left out, then outcomes, then what is below the impacts.
    """
    levels = list(Level)
    while len(levels) > 1 and sum(goal.type in levels for goal in goals) > MOST_LINES:
        levels.pop()
    roots = [goal for goal in shown(view, view.tree.roots()) if goal.type in levels]
    roots.sort(key=lambda goal: levels.index(goal.type))
    if sum(goal.type in levels for goal in goals) > MOST_LINES:
        return outline(view, roots[:MOST_LINES], lambda _: (), most=MOST_LINES)
    lines = outline(
        view, roots, lambda goal: [one for one in children(view, goal.id) if one.type in levels], most=MOST_LINES
    )
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
