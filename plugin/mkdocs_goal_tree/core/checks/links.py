"""Links between goals: GT201-GT203, GT214, GT215 and GT224."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_goal_tree.core.findings import Fix, Note
from mkdocs_goal_tree.core.model import Level
from mkdocs_goal_tree.core.nodes import name_path, shorten
from mkdocs_goal_tree.core.rules import did_you_mean, found
from mkdocs_goal_tree.core.tree import Refusal

from .standing import is_paused, link_of, lost_a_metric, named_goals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_goal_tree.core.findings import Finding
    from mkdocs_goal_tree.core.model import Goal
    from mkdocs_goal_tree.core.settings import Settings
    from mkdocs_goal_tree.core.tree import GoalTree, Path, Refused

_MOST_HELPS = 50  # names: to compare one with a thousand others takes 20 ms


def check_names(tree: GoalTree, _: Settings) -> Iterator[Finding]:
    """GT201 and GT215. A default that repeats a link (`expects.outcome`) is not told again."""
    known = [*tree.goals, *tree.former]
    helps: dict[str, str] = {}
    for goal in tree:
        links = {edge.goal for edge in goal.contributes_to}
        for path, name, _metric in named_goals(goal):
            key = name.strip().lower()
            if not key or key in tree.goals or key in tree.unread or (path[0] != "contributes_to" and name in links):
                continue
            span, field = tree.places[goal.id].at(*path), name_path(path)
            if key in tree.former:
                now = tree.former[key]
                message = f"{field} names '{shorten(name)}', a former id; the goal is '{now}' now"
                yield found("GT215", span, message, f"write '{now}'", goal.id, fix=Fix(span, now))
            else:
                if key not in helps and len(helps) < _MOST_HELPS:
                    helps[key] = did_you_mean(name, known)
                message = f"{field} names '{shorten(name)}', which no goal is"
                yield found("GT201", span, message, helps.get(key, ""), goal.id)


def check_circles(tree: GoalTree, _: Settings) -> Iterator[Finding]:
    """GT202: one finding a link that closes a circle, with a note for each of its links."""
    for refused in tree.refused:
        goal = tree[refused.child]
        field = name_path(("contributes_to", refused.position))
        match refused.why:
            case Refusal.ITSELF:
                message = f"{field} is the goal itself; a goal serves other goals"
                yield found("GT202", link_of(tree, goal, refused.position), message, goal=goal.id)
            case Refusal.DOUBLE:
                yield _twice(tree, goal, refused)
            case Refusal.CYCLE:
                yield _circle(tree, refused)


def check_levels(tree: GoalTree, _: Settings) -> Iterator[Finding]:
    """GT203."""
    for refused in tree.refused:
        parent = tree.find(refused.edge.goal)
        if refused.why is Refusal.LEVEL and parent:
            goal = tree[refused.child]
            yield found(
                "GT203",
                link_of(tree, goal, refused.position),
                f"{_a(goal.type)} cannot contribute to {_a(parent.type)}: '{parent.id}'",
                _turned_round(tree, goal, parent),
                goal.id,
            )


def check_hidden_parents(tree: GoalTree, _: Settings) -> Iterator[Finding]:
    """GT224."""
    for link in tree.links:
        child, parent = tree[link.child], tree[link.parent]
        if parent.page.draft and not child.page.draft:
            message = f"contributes to '{parent.id}', which is hidden by `draft: true`"
            help_ = f"publish '{parent.id}', or hide this goal too"
            yield found("GT224", link_of(tree, child, link.position), message, help_, child.id)


def check_metrics_named(tree: GoalTree, _: Settings) -> Iterator[Finding]:
    """GT214. An outcome that lost a metric to another fault is not looked at."""
    for goal in tree:
        for path, name, metric in named_goals(goal):
            outcome = tree.find(name)
            if not metric or outcome is None or any(known.answers_to(metric) for known in outcome.metrics):
                continue
            if not lost_a_metric(tree, outcome):
                where: Path = (*path[:-1], "metric")
                message = f"{name_path(where)} is '{shorten(metric)}', which '{outcome.id}' does not measure"
                help_ = did_you_mean(metric, [word for m in outcome.metrics for word in (m.id, m.name, *m.aliases)])
                yield found("GT214", tree.places[goal.id].at(*where), message, help_, goal.id)


def _twice(tree: GoalTree, goal: Goal, refused: Refused) -> Finding:
    parent = tree.find(refused.edge.goal)
    first = _position(tree, goal, parent.id if parent else "")
    return found(
        "GT202",
        link_of(tree, goal, refused.position),
        f"{name_path(('contributes_to', refused.position))} names '{shorten(refused.edge.goal)}' a second time",
        "leave one of the two",
        goal.id,
        [Note(link_of(tree, goal, first), "the first time")],
    )


def _circle(tree: GoalTree, refused: Refused) -> Finding:
    """Told at the link that was cut, or at another one of the circle where that goal is paused."""
    ring = [refused.path[-1], *refused.path[:-1]]
    awake = next((i for i, name in enumerate(ring) if not is_paused(tree[name])), 0)
    ring = [*ring[awake:], *ring[:awake]]
    edges = list(zip(ring, [*ring[1:], ring[0]], strict=True))
    notes = [
        Note(link_of(tree, tree[child], _position(tree, tree[child], parent)), f"'{child}' contributes to '{parent}'")
        for child, parent in edges
    ]
    way = " → ".join([*ring, ring[0]])
    return found("GT202", notes[0].span, f"goals in a circle: {way}", "take one of these links out", ring[0], notes)


def _position(tree: GoalTree, goal: Goal, parent: str) -> int:
    """Where the goal first names that parent, by whichever of its ids."""
    named = (tree.find(edge.goal) for edge in goal.contributes_to)
    return next(i for i, found_goal in enumerate(named) if found_goal and found_goal.id == parent)


def _turned_round(tree: GoalTree, goal: Goal, parent: Goal) -> str:
    if goal.type is parent.type:
        return "name the outcome that both serve"
    if goal.type is Level.IMPACT and parent.type is Level.OUTPUT:
        return "an output serves an outcome, and the outcome an impact: write the links in those files"
    return f"write it in the other file: `contributes_to: {goal.id}` in {tree.places[parent.id].source.path}"


def _a(level: Level) -> str:
    return f"an {level}"
