"""What stands above and below goals under way: GT207-GT209 and GT221."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_goal_tree.core.findings import Note
from mkdocs_goal_tree.core.model import Level
from mkdocs_goal_tree.core.owners import owner_keys
from mkdocs_goal_tree.core.parts import LinkState
from mkdocs_goal_tree.core.rules import found

from .standing import in_doubt, is_over, is_worked_on, link_of, outcomes_below, starts_on, title_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from mkdocs_goal_tree.core.findings import Finding
    from mkdocs_goal_tree.core.model import Goal, Outcome
    from mkdocs_goal_tree.core.settings import Settings
    from mkdocs_goal_tree.core.tree import GoalTree

_QUARTER = 4


def check_outputs_below(tree: GoalTree, settings: Settings) -> Iterator[Finding]:
    """GT207; nothing is said while a file cannot be read, which may be the missing output."""
    for goal in tree.at_level(Level.OUTCOME):
        if goal.status_word != "active" or goal.not_broken_down or tree.unread:
            continue
        start, end = starts_on(goal), _ends_on(goal)
        if not start or not end or (settings.today - start) * _QUARTER < end - start or start >= end:
            continue
        if not any(tree[name].type is Level.OUTPUT for name in tree.descendants(goal.id)):
            share = min(100, 100 * (settings.today - start).days // (end - start).days)
            message = f"the outcome has no outputs after {share} % of its time"
            help_ = "add an output, or say `not_broken_down: true`"
            yield found("GT207", title_of(tree, goal), message, help_, goal.id)


def check_breadth(tree: GoalTree, settings: Settings) -> Iterator[Finding]:
    """GT208; nothing is said while a file cannot be read."""
    everybody = {key for goal in tree for key in owner_keys(goal, settings)}
    for goal in tree.at_level(Level.IMPACT):
        if goal.status_word != "active" or tree.unread:
            continue
        feeding = outcomes_below(tree, goal)
        owners = {key for outcome in feeding for key in owner_keys(outcome, settings) or ("",)}
        if len(feeding) == 1:
            message = f"the impact is fed by one outcome only, '{feeding[0].id}'"
        elif len(owners) == 1 and "" not in owners and len(everybody) > 1:
            message = f"the {len(feeding)} outcomes that feed the impact all belong to {_owner(feeding[0])}"
        else:
            continue
        notes = [Note(title_of(tree, outcome), f"'{outcome.id}' feeds it") for outcome in feeding]
        yield found("GT208", title_of(tree, goal), message, "", goal.id, notes)


def check_parents_alive(tree: GoalTree, _: Settings) -> Iterator[Finding]:
    """GT209."""
    unsure = in_doubt(tree)
    for goal in tree:
        links = tree.parents(goal.id)
        parents = [tree[link.parent] for link in links]
        if parents and is_worked_on(goal) and goal.id not in unsure and all(map(is_over, parents)):
            named = ", ".join(f"'{parent.id}' ({_end(parent)})" for parent in parents)
            message = f"the goal is {goal.status_word}, and all it contributes to is over: {named}"
            span = link_of(tree, goal, links[0].position)
            yield found("GT209", span, message, "link it to a goal that goes on, or close it", goal.id)


def check_links_believed(tree: GoalTree, _: Settings) -> Iterator[Finding]:
    """GT221."""
    for goal in tree:
        edges = goal.contributes_to
        if edges and is_worked_on(goal) and all(edge.state is LinkState.DISPROVED for edge in edges):
            message = f"the goal is {goal.status_word}, and every link it contributes by is disproved"
            span = tree.places[goal.id].at("contributes_to", 0, "state")
            yield found("GT221", span, message, "drop it, or link it to what it does help", goal.id)


def _ends_on(goal: Goal) -> date | None:
    if goal.period and goal.period.end:
        return goal.period.end
    return goal.headline.target.by if goal.headline and goal.headline.target else None


def _owner(outcome: Outcome) -> str:
    return outcome.owner[0]


def _end(goal: Goal) -> str:
    return goal.status_word if not goal.superseded_by else f"superseded by '{goal.superseded_by}'"
