"""What stands below the body of a goal page: one section each, empty ones left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mkdocs_goal_tree.core.fingerprint import is_outdated
from mkdocs_goal_tree.core.model import Goal, Level, Output
from mkdocs_goal_tree.core.parts import LinkState
from mkdocs_goal_tree.core.progress import acceptance

from . import figures
from .goalposts import closed_day, goalposts
from .grounds import grounds, to_look_at
from .outline import outline
from .reviews import expected, rounds
from .section import Section, apart, section
from .tables import row
from .view import Chip, GoalLink, View, children, chip, day, findings_of, link, say

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from mkdocs_goal_tree.core.review import Verdict
    from mkdocs_goal_tree.core.tree import Link

CHILDREN_DEEP = 2


class Edge(NamedTuple):
    """A link to a parent, ready to be read; `ticks` of ten are the confidence, `changed` says that the parent did."""

    goal: GoalLink
    state: Chip | None
    rationale: str
    confidence: str
    ticks: int
    since: str
    changed: Chip | None


def sections(
    view: View,
    goal: Goal,
    diagram: str = "",
    caption: str = "",
    taken: Collection[str] = (),
) -> list[Section]:
    """The sections of a goal page in order.

    `diagram` is the markup (or placeholder comment) of the lineage diagram, `caption` the text below it; `taken` are the
    ids of the headings in the body. What is known only when all pages are read comes later: `mentioned_in`.
    """
    made = [
        *(_of_output(view, goal) if isinstance(goal, Output) else ()),
        _lineage(view, goal, diagram, caption),
        _contributes_to(view, goal),
        *(_children(view, goal, level) for level in Level),
        goalposts(view, goal),
        grounds(view, goal),
        _closed(view, goal),
        _references(view, goal),
        to_look_at(view, findings_of(view, goal.id)),
    ]
    return [apart(section, taken, "-goal") for section in made if section]


def _of_output(view: View, output: Output) -> Iterator[Section | None]:
    words = view.words
    if output.expects:
        yield section(view, "expects", words["expects"], rows=expected(view, output, output.expects, _verdicts(output)))
    if output.acceptance:
        met, count = acceptance(output)
        rows = [
            (one, chip(view, "met" if one.met else "open" if one.met is None else "not-met"))
            for one in output.acceptance
        ]
        yield section(
            view, "acceptance", words["acceptance"], words.say("so-many-met", part=met, whole=count), rows=rows
        )
    if made := rounds(view, output):
        yield section(view, "reviews", words["review" if len(made) == 1 else "reviews"], rounds=made)


def _verdicts(output: Output) -> list[Verdict]:
    return [verdict for review in output.reviews for verdict in review.verdicts]


def _lineage(view: View, goal: Goal, diagram: str, caption: str) -> Section | None:
    """The diagram and, folded, the same in words: all ancestors, children two levels down."""
    above, below = view.tree.ancestors(goal.id), view.tree.descendants(goal.id, CHILDREN_DEEP)
    kept = {*above, goal.id, *below}.difference(view.hidden)
    if kept <= {goal.id}:
        return None

    def next_below(one: Goal) -> list[Goal]:
        stop = below.get(one.id) == CHILDREN_DEEP
        return [] if stop else [child for child in children(view, one.id) if child.id in kept]

    tops = [view.tree[one] for one in [*above, goal.id] if one in kept and not kept & _parents(view, one)]
    lines = outline(view, tops, next_below, here=goal.id)
    more = view.page_url(f"tree/{goal.id}")
    count = len(set(view.tree.descendants(goal.id)).difference(view.hidden)) if more else 0
    return section(
        view, "lineage", view.words["lineage"], diagram=diagram, caption=caption, lines=lines, more=more, count=count
    )


def _parents(view: View, goal_id: str) -> set[str]:
    return {edge.parent for edge in view.tree.parents(goal_id)}


def _contributes_to(view: View, goal: Goal) -> Section | None:
    links = [one for one in view.tree.parents(goal.id) if one.parent not in view.hidden]
    if not links:
        return None
    return section(view, "contributes-to", view.words["contributes-to"], edges=[_edge(view, one) for one in links])


def _edge(view: View, one: Link) -> Edge:
    edge = one.edge
    confidence = edge.confidence
    state = None if edge.state is LinkState.BELIEVED and confidence is None and edge.since is None else edge.state
    return Edge(
        link(view, view.tree[one.parent]),
        chip(view, f"link-{edge.state}", icon=edge.state) if state else None,
        edge.rationale,
        "" if confidence is None else figures.number(confidence, view.words),
        0 if confidence is None else round(confidence * 10),
        say(view, "link-since", day=day(view, edge.since)) if edge.since else "",
        chip(view, "link-changed", icon="warning") if is_outdated(view.tree, one) else None,
    )


def _children(view: View, goal: Goal, level: Level) -> Section | None:
    """The goals of one level that contribute to this one."""
    rows = [row(view, child, under=goal.id) for child in children(view, goal.id) if child.type is level]
    if not rows:
        return None
    return section(view, "children", view.words[f"{level}s"], name=f"{level}s", level=level.value, rows=rows)


def _closed(view: View, goal: Goal) -> Section | None:
    """Why a goal was closed and what came after it."""
    heir = view.tree.find(goal.superseded_by) if goal.superseded_by else None
    heir = None if heir and heir.id in view.hidden else heir
    why, on = goal.closed.why if goal.closed else "", closed_day(view, goal)
    if not heir and not why and not on:
        return None
    return section(
        view,
        "closed",
        view.words["closed" if goal.is_closed else "superseded"],
        chip=chip(view, goal.status_word) if goal.is_closed else None,
        on=on,
        why=why,
        heir=link(view, heir) if heir else None,
    )


def _references(view: View, goal: Goal) -> Section | None:
    return section(view, "references", view.words["references"], refs=goal.refs) if goal.refs else None


def mentioned_in(view: View, pages: Sequence[tuple[str, str]]) -> Section:
    """The pages that name this goal, as (title, url)."""
    return section(view, "mentioned-in", view.words["mentioned-in"], pages=pages)
