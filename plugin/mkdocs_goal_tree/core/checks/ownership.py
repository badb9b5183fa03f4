"""Who stands for a goal: GT111, GT218 and GT222."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_goal_tree.core.findings import Note
from mkdocs_goal_tree.core.model import UNDECIDED, Level
from mkdocs_goal_tree.core.nodes import shorten
from mkdocs_goal_tree.core.owners import known_owners, owner_key, owner_keys
from mkdocs_goal_tree.core.rules import did_you_mean, found

from .standing import is_written, title_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_goal_tree.core.findings import Finding
    from mkdocs_goal_tree.core.model import Goal
    from mkdocs_goal_tree.core.settings import Settings
    from mkdocs_goal_tree.core.tree import GoalTree


def check_known_owners(tree: GoalTree, settings: Settings) -> Iterator[Finding]:
    """GT111, only where the setting `owners` lists any."""
    known = known_owners(settings)
    names = [word for key, owner in settings.owners.items() for word in (owner.name, key) if word]
    for goal in tree if known else ():
        for i, name in enumerate(goal.owner):
            if owner_key(name) not in known:
                message = f"owner is '{shorten(name)}', which the setting `owners` does not have"
                span = tree.places[goal.id].at("owner", i)
                yield found("GT111", span, message, did_you_mean(name, names), goal.id)


def check_owned(tree: GoalTree, _: Settings) -> Iterator[Finding]:
    """GT218; an owner that could not be read is told as such."""
    for goal in tree:
        if not goal.owner and goal.status_word not in UNDECIDED and not is_written(tree, goal, "owner"):
            message = f"the goal is {goal.status_word} and has no owner"
            yield found("GT218", title_of(tree, goal), message, "add `owner` with a person or a team", goal.id)


def check_load(tree: GoalTree, settings: Settings) -> Iterator[Finding]:
    """GT222: one finding an owner, at the first outcome beyond the limit, the ones before it as notes."""
    active: dict[str, list[Goal]] = {}
    for goal in tree.at_level(Level.OUTCOME):
        if goal.status_word == "active":
            for key in dict.fromkeys(owner_keys(goal, settings)):
                active.setdefault(key, []).append(goal)
    limit = settings.active_per_owner
    for key, goals in active.items():
        if len(goals) > limit:
            goal = goals[limit]
            position = owner_keys(goal, settings).index(key)
            message = f"{shorten(goal.owner[position])} has {len(goals)} active outcomes; {limit} are agreed"
            notes = [Note(title_of(tree, other), f"'{other.id}'") for other in goals if other is not goal]
            span = tree.places[goal.id].at("owner", position)
            yield found("GT222", span, message, "finish one before the next", goal.id, notes)
