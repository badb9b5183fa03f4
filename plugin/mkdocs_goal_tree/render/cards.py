"""Head and card of a goal page: what stands before and after its title."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from mkdocs_goal_tree.core.dates import show_day
from mkdocs_goal_tree.core.metric import Measure
from mkdocs_goal_tree.core.model import Impact, Level, Outcome, Output
from mkdocs_goal_tree.core.progress import State, state_of

from . import figures
from .faces import tone
from .metrics import metric_card
from .preview import change_line
from .reviews import review_chip
from .view import (
    Chip,
    View,
    children,
    chip,
    day,
    findings_of,
    link,
    people,
    render,
    say,
    would_stop,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_goal_tree.core.metric import Metric, Target
    from mkdocs_goal_tree.core.model import Goal


class Fact(NamedTuple):
    """A word and what it stands for: Period Jan – Sep 2026."""

    label: str
    text: str


def head(view: View, goal: Goal) -> str:
    """The breadcrumb of the first path to the goal, and the parents through which more paths lead; before the h1."""
    path = [one for one in view.tree.lineage(goal.id) if one.id not in view.hidden or one is goal]
    if len(path) == 1:
        return ""
    more = view.tree.path_count(goal.id) - 1
    first, *others = view.tree.parents(goal.id)
    through = ([first] if view.tree.path_count(first.parent) > 1 else []) + others
    return render(
        view,
        "head.html.jinja",
        path=[link(view, one) for one in path],
        more=more,
        through=[link(view, view.tree[one.parent]) for one in through if one.parent not in view.hidden],
    )


def card(view: View, goal: Goal, findings_url: str = "#to-look-at") -> str:
    """What stands after the h1: banners, facts, the outcome as a sentence, the impact's periods, the metrics."""
    found = findings_of(view, goal.id)
    return render(
        view,
        "card.html.jinja",
        change=change_line(view, goal),
        as_of=as_of(view),
        stops=would_stop(view, found),
        owners=people(view, goal.owner),
        level=goal.type.value,
        chips=_chips(view, goal),
        facts=list(_facts(view, goal)),
        found=len(found),
        findings_url=findings_url,
        first=link(view, goal).first,
        brief=view.page_url(f"brief/{goal.id}") if isinstance(goal, Outcome) and not goal.is_closed else "",
        sentence=_sentence(view, goal) if isinstance(goal, Outcome) else None,
        parts=list(_parts(view, goal)),
        metrics=[metric_card(view, metric, goal) for metric in goal.metrics],
    )


def as_of(view: View) -> str:
    """The day that somebody set as today, else nothing."""
    return day(view, view.settings.today) if view.settings.as_of else ""


def _chips(view: View, goal: Goal) -> Iterator[Chip]:
    yield _status(view, goal)
    if isinstance(goal, Output):
        if review := review_chip(view, goal):
            yield review
        return
    state = None if goal.is_closed else state_of(goal, view.settings)
    if state:
        yield chip(view, state)


def _status(view: View, goal: Goal) -> Chip:
    """The author's status, with the day it was reached: `Shipped 10 Mar 2026`."""
    status = goal.status_word
    on = goal.closed.on if goal.closed and goal.is_closed else None
    if isinstance(goal, Output) and status == "shipped":
        on = goal.shipped_on
    word = say(view, "on-day", word=view.words[status], day=day(view, on)) if on else view.words[status]
    return Chip(word, status, tone(status))


def _facts(view: View, goal: Goal) -> Iterator[Fact]:
    words = view.words
    if goal.period:
        yield Fact(words["period"], figures.period(goal.period, words))
    if isinstance(goal, Output):
        yield Fact(words["kind"], words[f"kind-{goal.kind}"])
        if goal.timebox or goal.took:
            pair = {"timebox": goal.timebox, "took": goal.took}
            key = "timebox-and-took" if goal.timebox and goal.took else "took-only" if goal.took else "timebox-only"
            yield Fact(words["timebox"], say(view, key, **pair))
        if goal.due and not goal.shipped_on:
            yield Fact(words["due"], day(view, goal.due))
        if goal.shipped_on and goal.status_word != "shipped":
            yield Fact(words["shipped"], day(view, goal.shipped_on))


def _sentence(view: View, goal: Outcome) -> tuple[str, str, str] | None:
    """Who, behavior and extent; the extent defaults to the first primary metric's baseline, target and day."""
    if not goal.behavior:
        return None
    return figures.together(goal.who, view.words), goal.behavior.rstrip("."), extent(view, goal).rstrip(".")


def extent(view: View, goal: Outcome) -> str:
    """The author's extent, else `from 22 to 80 % by 30 Sep 2026` in the words of the site.

    Reading fills that default in, in English; it is told from an author's by being the same.
    """
    metric = goal.headline
    target = metric.target if metric else None
    start = metric.baseline.value if metric and metric.baseline else None
    if not metric or not target or not isinstance(target.value, Decimal) or isinstance(start, bool | str):
        return goal.extent
    if goal.extent and goal.extent != _filled_in(metric, target):
        return goal.extent
    numbers = {"start": figures.bare(start, view.words), "end": figures.bare(target.value, view.words)}
    key = "to-only" if start is None else "from-to"
    text = figures.with_unit(metric, say(view, key, **numbers), view.words)
    return say(view, "extent-by", extent=text, day=day(view, target.by)) if target.by else text


def _filled_in(metric: Metric, target: Target) -> str:
    """As `core/defaults.py` writes it."""
    if metric.baseline is None or target.by is None:
        return ""
    unit = metric.unit or ("%" if metric.measure is Measure.PERCENT else "")
    return f"from {metric.baseline.value:,f} to {target.value:,f}{f' {unit}' if unit else ''} by {show_day(target.by)}"


def _parts(view: View, goal: Goal) -> Iterator[Fact]:
    """The line below: for whom, what kind of change, what to watch for; of an impact its scope and primary periods."""
    words = view.words
    if isinstance(goal, Outcome):
        if goal.audience:
            yield Fact(words["for"], words[f"audience-{goal.audience}"])
        if goal.change:
            yield Fact(words["change"], words[f"change-{goal.change}"])
        if goal.undesired:
            yield Fact(words["watch-for"], figures.together(goal.undesired, words))
        if goal.hypothesis:
            yield Fact(words["hypothesis"], goal.hypothesis)
    if isinstance(goal, Impact):
        yield Fact(words["scope"], words[f"scope-{goal.scope}"])
        if goal.category:
            yield Fact(words["category"], words[f"category-{goal.category}"])
        for period in goal.primary:
            label = words["primary-until" if period.end and period.end < view.settings.today else "primary-impact"]
            yield Fact(label, figures.days(period.start, period.end, words))
    if counted := _outcomes(view, goal):
        yield Fact(words["outcomes"], counted)


def _outcomes(view: View, goal: Goal) -> str:
    """`3 of 4 on track`: a parent never gets a number of its own from its children, it shows counts."""
    active = [one for one in children(view, goal.id) if one.type is Level.OUTCOME and one.status_word == "active"]
    good = sum(state_of(one, view.settings) in (State.ON_TRACK, State.TARGET_MET) for one in active)
    return say(view, "so-many-on-track", part=good, whole=len(active)) if active else ""
