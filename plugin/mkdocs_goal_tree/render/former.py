"""What a proposal leaves of the past to read: metrics as they were beside what they become, goals that are gone."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from mkdocs_goal_tree.core.pairing import pair_metrics

from .cards import card
from .metrics import briefly, metric_card
from .plots import ALONE, room
from .preview import former_names
from .sections import sections
from .view import Memory, View, link

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mkdocs_goal_tree.core.comparison import Comparison
    from mkdocs_goal_tree.core.metric import Metric
    from mkdocs_goal_tree.core.model import Goal

    from .metrics import MetricCard
    from .plots import Room
    from .preview import Preview
    from .view import GoalLink

_IDS = re.compile(r'(?<= )id="[^"<>]*"')
_HEADING = re.compile(r"<h2(?: [^<>]*)?>(.*?)</h2>", re.DOTALL)
MOST = 60
"""So many metrics stand side by side; each has two charts."""
_TREES = frozenset({"lineage", "impacts", "outcomes", "outputs"})
"""Sections that would draw the tree again."""


class Pair(NamedTuple):
    """A metric on both sides; None where it is not on one of them."""

    goal: GoalLink
    before: MetricCard | None
    after: MetricCard | None


class Former(NamedTuple):
    """A goal that is gone: its card, its sections and its text, all of it HTML."""

    id: str
    goal: GoalLink
    card: Markup
    text: Markup


def looking_back(view: View, preview: Preview, comparison: Comparison) -> View:
    """The old goals as this page sees them: they lead to the pages that they have today, those that are gone to what is left."""
    now, new = former_names(comparison), comparison.new.tree

    def url(goal: str) -> str:
        if goal in preview.removed:
            return f"#was-{goal}"
        return view.url(now.get(goal, goal)) if now.get(goal, goal) in new.goals else ""

    settings = view.settings.model_copy(update={"as_of": False})
    return replace(
        view, tree=comparison.old.tree, settings=settings, url=url, findings={}, past={}, memory=Memory(), preview=None
    )


def metric_pairs(view: View, preview: Preview, comparison: Comparison) -> list[Pair]:
    """The metrics that change, of goals that are on both sides."""
    back = looking_back(view, preview, comparison)
    then = {new: old for old, new in former_names(comparison).items()}
    found: list[Pair] = []
    for name, changed in preview.goals.items():
        before, after = comparison.old.tree.goals.get(then.get(name, name)), changed.goal
        if before is not None and before.metrics != after.metrics:
            found += _pairs(view, back, before, after)
        if len(found) >= MOST:
            break
    return found


def former_goals(view: View, preview: Preview, comparison: Comparison, text: Callable[[str], str]) -> list[Former]:
    """The goals that are gone, as their pages showed them; `text` makes safe HTML of a body."""
    back = looking_back(view, preview, comparison)
    return [
        Former(
            f"was-{name}",
            link(back, changed.goal)._replace(url=""),
            _inside(card(back, changed.goal), "".join(_sections(back, changed.goal))),
            Markup(text(comparison.old.tree.places[name].body)),  # noqa: S704 - made safe by its maker
        )
        for name, changed in preview.removed.items()
    ]


def _pairs(view: View, back: View, before: Goal, after: Goal) -> Iterator[Pair]:
    goal = link(view, after)
    for number, (a, b) in enumerate(pair_metrics(before, after)):
        old, new = None if a is None else before.metrics[a], None if b is None else after.metrics[b]
        if old != new:
            name, alike = (
                f"{after.id}-{number}",
                bool(old and new and (old.unit, old.measure) == (new.unit, new.measure)),
            )
            rooms = [
                room(side, metric, of_side) if alike and metric else ALONE
                for side, metric, of_side in ((back, old, before), (view, new, after))
            ]
            yield Pair(
                goal,
                _card(back, old, before, rooms[1], f"{name}-before"),
                _card(view, new, after, rooms[0], f"{name}-after"),
            )


def _card(view: View, metric: Metric | None, goal: Goal, beside: Room, name: str) -> MetricCard | None:
    return briefly(view, metric_card(view, metric, goal, beside))._replace(id=name) if metric else None


def _sections(view: View, goal: Goal) -> Iterator[str]:
    for made in sections(view, goal):
        if made.id not in _TREES:
            yield _HEADING.sub(r"<h3>\1</h3>", made.html)


def _inside(*html: str) -> Markup:
    """Parts of a page that stand inside another: without the ids that they have on their own."""
    return Markup(_IDS.sub("", "".join(html)))  # noqa: S704 - our templates escaped all that authors wrote
