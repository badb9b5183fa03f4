"""What a proposal changes, `goals/changes.md`: counts, warnings, two pictures, each change in words, metrics side by side."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from mkdocs_goal_tree.core.addresses import broken_by, page_of
from mkdocs_goal_tree.core.changes import Kind
from mkdocs_goal_tree.core.easing import Easing

from .alerts import alerts
from .cards import as_of
from .faces import Tone
from .former import former_goals, metric_pairs
from .grounds import entries
from .preview import anchor, banner, kind_chip, kind_of
from .rows import rows_of
from .section import Page
from .view import Chip, GoalLink, View, link, render, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from mkdocs_goal_tree.core.changes import Change
    from mkdocs_goal_tree.core.comparison import Comparison
    from mkdocs_goal_tree.core.findings import Finding

    from .alerts import Alert
    from .changes import Changed, Row
    from .preview import Preview

MOST = 300
"""So many goals are told in words."""
KINDS = ("new", "changed", "moved", "removed")


class Told(NamedTuple):
    """A changed goal as rows of the table, each with what is said beside it."""

    id: str
    goal: GoalLink
    chip: Chip
    rows: tuple[tuple[Row, Chip | None], ...]
    is_new: bool


class Warned(NamedTuple):
    """A warning over the change; `rule` may be empty."""

    head: str
    sentence: str
    log: str
    rule: str
    url: str


class Facts(NamedTuple):
    """The numbers over the page; `found` is how much there was and is to look at."""

    chips: tuple[Chip, ...]
    context: int
    found: tuple[int, int]


def changes_page(
    view: View, text: Callable[[str], str], pictures: Sequence[tuple[str, str]] = (), context: int = 0
) -> Page:
    """The page; `text` makes safe HTML of a goal's body.

    `pictures` are the trees after and before, each with its caption; `context` of their goals do not change.
    """
    preview = view.preview
    if preview is None or preview.comparison is None:
        return _no_changes(view, preview.trouble if preview else "")
    comparison = preview.comparison
    told = [_told(view, one, comparison) for one in preview.changed[:MOST]]
    pairs, former = metric_pairs(view, preview, comparison), former_goals(view, preview, comparison, text)
    found = [(view.words[key], entries(view, some, linked=True)) for key, some in _findings(view, comparison) if some]
    broken = [(page_of(str(c.old.value)), page_of(str(c.new.value))) for c in _broken(preview, comparison)]
    heads = {
        "in-words": told,
        "metrics-both": pairs,
        "findings-both": found,
        "addresses": broken,
        "removed-goals": former,
    }
    toc = tuple((key, view.words[key]) for key, some in heads.items() if some)
    html = render(
        view,
        "what-changed.html.jinja",
        banner=banner(view, on_page=True),
        as_of=as_of(view),
        notes=preview.notes,
        facts=_facts(view, preview, comparison, context),
        warnings=[_warned(view, one) for one in alerts(comparison, view.words) if one.goal not in view.hidden],
        pictures=[one for one in zip(("after", "before"), pictures, strict=False) if one[1][0]],
        told=told,
        more=max(len(preview.changed) - MOST, 0),
        pairs=pairs,
        found=found,
        broken=broken,
        former=former,
    )
    return Page(view.words["changed-head"], html, toc)


def _no_changes(view: View, trouble: str) -> Page:
    """The page where there is nothing to compare with; `trouble` says why."""
    html = render(view, "no-changes.html.jinja", banner=banner(view, on_page=True), trouble=trouble)
    return Page(view.words["changed-head"], html)


def _told(view: View, changed: Changed, comparison: Comparison) -> Told:
    kind, name = kind_of(changed), changed.goal.id
    absent = view.words["did-not-exist"]
    rows = [
        (row._replace(before=absent) if one and one.kind is Kind.GOAL_ADDED else row, one and _note(row, one))
        for row, one in zip_longest(rows_of(changed, comparison, view.words), changed.changes)
    ]
    return Told(
        anchor(name),
        link(view, changed.goal) if name in view.tree.goals else _gone(changed),
        kind_chip(kind, view.words[f"goal-is-{kind}"]),
        tuple(rows),
        kind == "new",
    )


def _gone(changed: Changed) -> GoalLink:
    """A goal without a page; one that cannot be read any more is not removed."""
    goal = changed.goal
    return GoalLink(
        goal.type.value, goal.title, f"#was-{goal.id}" if kind_of(changed) == "removed" else "", first=False
    )


def _note(row: Row, change: Change) -> Chip | None:
    """What is said beside a promise that moved, with the way it went; other notes stay plain."""
    if change.direction is None or not row.note:
        return None
    match change.old.value, change.new.value:
        case date(), date():
            icon = "due"
        case Decimal() as was, Decimal() as now:
            icon = "rising" if now > was else "falling"
        case _:
            icon = "steady"
    return Chip(row.note, icon, Tone.WARN if change.direction is Easing.EASIER else Tone.NOTE)


def _facts(view: View, preview: Preview, comparison: Comparison, context: int) -> Facts:
    kinds = [kind_of(one) for one in preview.changed]
    chips = [kind_chip(kind, say(view, f"count-{kind}", count=kinds.count(kind))) for kind in KINDS if kind in kinds]
    stay = len(comparison.stayed)
    return Facts(tuple(chips), context, (stay + len(comparison.fixed), stay + len(comparison.appeared)))


def _warned(view: View, one: Alert) -> Warned:
    rule = view.rules.get(one.rule)
    told = say(view, "rule", name=rule.name, code=one.rule) if rule else ""
    return Warned(one.head, one.sentence, one.log, told, view.rule_url(one.rule) if rule else "")


def _findings(view: View, comparison: Comparison) -> Iterator[tuple[str, list[Finding]]]:
    for key, found in (("new-findings", comparison.appeared), ("fixed-findings", comparison.fixed)):
        yield key, [one for one in found if one.goal not in view.hidden]


def _broken(preview: Preview, comparison: Comparison) -> Iterator[Change]:
    return (one for one in broken_by(comparison.changes, comparison.new.tree) if one.goal in preview.goals)
