"""The ideation brief of an outcome: what a group has to know before it collects ideas, on one or two printed pages.

What is planned or being built is left out on purpose: a brief that names solutions gets the same ones back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mkdocs_goal_tree.core.learning import verdicts
from mkdocs_goal_tree.core.metric import Role
from mkdocs_goal_tree.core.model import Level, Outcome

from . import figures
from .cards import extent
from .grounds import belief
from .metrics import briefly, metric_card
from .reviews import VerdictCard, verdict_card
from .view import GoalLink, View, day, link, render, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mkdocs_goal_tree.core.learning import Told
    from mkdocs_goal_tree.core.parts import Assumption

MOST_BELIEFS, MOST_TRIED = 8, 6
"""So many assumptions and verdicts fit on two pages beside the rest."""
LINES = 9
"""Empty lines for ideas."""
_STATES = ("untested", "refuted", "supported")
_RISKS = ("high", "medium", "low")


class Reason(NamedTuple):
    """A goal that the outcome serves, and why."""

    goal: GoalLink
    why: str


class Tried(NamedTuple):
    """A verdict on this outcome, with the output that it was about."""

    card: VerdictCard
    output: GoalLink


class Sheet(NamedTuple):
    """What stands around a page of its own: its language, the style sheet, the site's name and the outcome's page."""

    language: str
    style: str
    site_name: str
    back: str


def brief_page(view: View, goal: Outcome, sheet: Sheet, told: Sequence[Told] | None = None) -> str:
    """A whole HTML page, made for paper; `told` are all verdicts of the tree, where somebody has them already."""
    beliefs = sorted(goal.assumptions, key=_untested_first)
    tried = [
        Tried(verdict_card(view, one.output, one.review, one.verdict), link(view, one.output))
        for one in (verdicts(view.tree) if told is None else told)
        if one.outcome and one.outcome.id == goal.id and one.output.id not in view.hidden
    ]
    main = goal.headline
    return render(
        view,
        "brief.html.jinja",
        sheet=sheet,
        title=goal.title,
        today=day(view, view.settings.today),
        facts=list(_facts(view, goal)),
        reasons=_reasons(view, goal),
        metric=briefly(view, metric_card(view, main, goal)) if main else None,
        beliefs=[belief(view, one) for one in beliefs[:MOST_BELIEFS]],
        more_beliefs=max(len(beliefs) - MOST_BELIEFS, 0),
        limits=list(_limits(view, goal)),
        tried=tried[:MOST_TRIED],
        more_tried=max(len(tried) - MOST_TRIED, 0),
        lines=LINES,
    )


def _untested_first(one: Assumption) -> tuple[int, int]:
    return _STATES.index(one.state), _RISKS.index(one.risk) if one.risk else len(_RISKS)


def _facts(view: View, goal: Outcome) -> Iterator[tuple[str, str]]:
    words = view.words
    for key, text in (
        ("who-head", figures.together(goal.who, words)),
        ("does-differently", goal.behavior),
        ("how-much", extent(view, goal)),
    ):
        if text:
            yield words[key], text.rstrip(".")
    if goal.hypothesis:
        yield words["hypothesis"], goal.hypothesis


def _reasons(view: View, goal: Outcome) -> list[Reason]:
    """What it serves directly, and the impacts above that."""
    direct = [one for one in view.tree.parents(goal.id) if one.parent not in view.hidden]
    known = {one.parent for one in direct}
    above = [name for name in view.tree.ancestors(goal.id) if name not in known and name not in view.hidden]
    impacts = [view.tree[name] for name in above if view.tree[name].type is Level.IMPACT]
    return [
        *(Reason(link(view, view.tree[one.parent]), one.edge.rationale) for one in direct),
        *(Reason(link(view, impact), impact.summary) for impact in impacts),
    ]


def _limits(view: View, goal: Outcome) -> Iterator[str]:
    """The guardrails with their limits, then what nobody wants."""
    for metric in goal.metrics:
        if metric.role is Role.GUARDRAIL:
            limit = metric_card(view, metric, goal).limit
            yield say(view, "keep-within", metric=metric.name, limit=limit) if limit else metric.name
    yield from goal.undesired
