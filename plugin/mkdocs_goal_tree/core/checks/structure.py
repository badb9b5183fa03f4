"""The shape of the tree: ids, levels, what is missing above or below a goal. All checks of goals in one tuple."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_goal_tree.core.findings import Note
from mkdocs_goal_tree.core.model import Level, Output
from mkdocs_goal_tree.core.nodes import shorten
from mkdocs_goal_tree.core.rules import found

from . import (
    confirming,
    health,
    learning,
    links,
    measuring,
    numbers,
    ownership,
    portfolio,
    primary,
    results,
    tallies,
    upkeep,
)
from .standing import ENABLERS, in_doubt, is_paused, link_of, title_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mkdocs_goal_tree.core.findings import Finding
    from mkdocs_goal_tree.core.model import Goal
    from mkdocs_goal_tree.core.settings import Settings
    from mkdocs_goal_tree.core.tree import GoalTree


def check_structure(tree: GoalTree, settings: Settings) -> Iterator[Finding]:
    """What all checks find in the tree, in no order; paused goals included, which `project.examine` leaves out."""
    for check in CHECKS:
        yield from check(tree, settings)


def check_ids(tree: GoalTree, _: Settings) -> Iterator[Finding]:
    """GT103 of ids and former ids."""
    for double in tree.doubles:
        first = tree.places[double.id]
        yield found(
            "GT103",
            double.place.at("id"),
            f"the id '{double.id}' is taken by {first.source.path}; ids are unique, case aside",
            "rename this file, or give it an `id`",
            double.id,
            [Note(first.at("id"), f"the first '{double.id}'")],
        )
    yield from _former_ids(tree)


def check_outcomes_above(tree: GoalTree, _: Settings) -> Iterator[Finding]:
    """GT205; where an outcome above it is told of, or its own links do not hold, the cause is told there."""
    unsure = in_doubt(tree)
    for goal in tree.at_level(Level.OUTCOME):
        if goal.status_word == "draft":
            continue
        above = [tree[name] for name in tree.ancestors(goal.id)]
        told = any(a.type is Level.OUTCOME and a.status_word != "draft" and not is_paused(a) for a in above)
        if told or any(a.type is Level.IMPACT or a.id in unsure for a in (goal, *above)):
            continue
        message = f"the outcome is {goal.status_word} and contributes to no impact"
        span = link_of(tree, goal) if goal.contributes_to else title_of(tree, goal)
        yield found("GT205", span, message, "add `contributes_to` with the impact it serves", goal.id)


def check_outputs_above(tree: GoalTree, _: Settings) -> Iterator[Finding]:
    """GT204, GT206 and GT225, which exclude each other."""
    unsure = in_doubt(tree)
    for goal in tree.at_level(Level.OUTPUT):
        parents = tree.parents(goal.id)
        for link in parents:
            if tree[link.parent].type is Level.IMPACT:
                message = f"the output stands directly under the impact '{link.parent}': no outcome says which behavior changes"
                help_ = "write the outcome between them, and contribute to that"
                yield found("GT204", link_of(tree, goal, link.position), message, help_, goal.id)
        if not parents and goal.id not in unsure:
            yield _without_outcome(tree, goal)


def check_not_broken_down(tree: GoalTree, _: Settings) -> Iterator[Finding]:
    """GT223."""
    for goal in tree:
        children = tree.children(goal.id)
        if goal.not_broken_down and children:
            message = f"`not_broken_down` is set, but {_goals(len(children))} to it"
            notes = [
                Note(link_of(tree, tree[link.child], link.position), f"'{link.child}' contributes to it")
                for link in children
            ]
            span = tree.places[goal.id].at("not_broken_down")
            yield found("GT223", span, message, "take `not_broken_down` out", goal.id, notes)


CHECKS: tuple[Callable[[GoalTree, Settings], Iterator[Finding]], ...] = (
    check_ids,
    links.check_names,
    links.check_circles,
    links.check_levels,
    links.check_metrics_named,
    links.check_hidden_parents,
    confirming.check_confirmed,
    check_outcomes_above,
    check_outputs_above,
    check_not_broken_down,
    ownership.check_known_owners,
    ownership.check_owned,
    ownership.check_load,
    portfolio.check_outputs_below,
    portfolio.check_breadth,
    portfolio.check_parents_alive,
    portfolio.check_links_believed,
    primary.check_overlap,
    primary.check_succession,
    primary.check_age,
    primary.check_followers,
    upkeep.check_reasons,
    upkeep.check_ends,
    numbers.check_words,
    numbers.check_days,
    numbers.check_targets,
    tallies.check_tallies,
    measuring.check_measured,
    measuring.check_instrumented,
    measuring.check_fresh,
    measuring.check_guardrails,
    learning.check_expectations,
    learning.check_dates,
    learning.check_overdue,
    learning.check_verdicts,
    learning.check_decisions,
    learning.check_aims,
    results.check_status,
    health.check_feature_factory,
)


def _without_outcome(tree: GoalTree, goal: Goal) -> Finding:
    if isinstance(goal, Output) and goal.kind in ENABLERS:
        message = f"the output ({goal.kind}) serves no outcome"
        return found("GT225", title_of(tree, goal), message, "if an outcome depends on it, name that", goal.id)
    help_ = "add `contributes_to` with the outcome it serves"
    return found("GT206", title_of(tree, goal), "the output serves no outcome", help_, goal.id)


def _former_ids(tree: GoalTree) -> Iterator[Finding]:
    first: dict[str, tuple[Goal, int]] = {}
    for goal in tree:
        for i, alias in enumerate(goal.aliases):
            name = alias.lower()
            holder, position = first.setdefault(name, (goal, i))
            span, help_ = tree.places[goal.id].at("aliases", i), "take it out of one of the two"
            if name in tree.goals and name != goal.id:
                message = f"the former id '{shorten(alias)}' is the id of another goal"
                note = Note(tree.places[name].at("id"), f"the goal '{name}'")
                yield found("GT103", span, message, help_, goal.id, [note])
            elif holder is not goal:
                message = f"the former id '{shorten(alias)}' is claimed by '{holder.id}' too"
                note = Note(tree.places[holder.id].at("aliases", position), f"of '{holder.id}'")
                yield found("GT103", span, message, help_, goal.id, [note])


def _goals(count: int) -> str:
    return "1 goal contributes" if count == 1 else f"{count} goals contribute"
