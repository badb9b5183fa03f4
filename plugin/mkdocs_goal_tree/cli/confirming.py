"""`goal-tree confirm`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mkdocs_goal_tree.core.confirmations import confirm as confirmed
from mkdocs_goal_tree.core.fingerprint import fingerprint, is_whole
from mkdocs_goal_tree.core.measurements import Refused
from mkdocs_goal_tree.core.nodes import shorten
from mkdocs_goal_tree.core.project import examine
from mkdocs_goal_tree.render.report import safe
from mkdocs_goal_tree.sources import from_folder

from .common import config_option, find_goal, leave, load, reject, stop, today_option, write, write_goal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from mkdocs_goal_tree.core.model import Goal
    from mkdocs_goal_tree.core.project import Project
    from mkdocs_goal_tree.core.tree import GoalTree, Link


@click.command()
@click.argument("goal")
@click.argument("parent", required=False)
@config_option
@today_option
def confirm(goal: str, parent: str | None, config_path: Path | None, today: datetime | None) -> None:
    """Note that a link still holds, now that you looked at it again.

    GOAL is a goal's id, PARENT the id of a goal it contributes to; without it all its links are confirmed. The link gets
    the parent's present fingerprint as `revision`; nothing else in the file changes. Exit code 0: written or up to date,
    2: nothing written, and why.
    """
    config = load(config_path, Path(), today)
    files = from_folder(config.goals_dir, config.goals_shown)
    project = examine(files, config.settings)
    tree = project.tree
    found = find_goal(project, goal)
    links = [_find_link(project, found, parent)] if parent is not None else tree.parents(found.id)
    if not links:
        _without_links(found)
    _stop_at_faults(tree, links)
    result = confirmed(tree, links, files.tables, config.settings)
    shown = f"{config.goals_shown}/{result.uri}"
    if isinstance(result, Refused):
        leave(shown, result.why, result.lines)
    if result.text != tree.places[found.id].source.text:
        write_goal(config, result.uri, result.text)
    for link in links:
        write(f"{_said(shown, tree, link)}\n")


def _find_link(project: Project, goal: Goal, name: str) -> Link:
    tree = project.tree
    links = tree.parents(goal.id)
    parents = [link.parent for link in links]
    known = find_goal(project, name, parents)
    if known.id in parents:
        return links[parents.index(known.id)]
    if any(tree.find(edge.goal) is known for edge in goal.contributes_to):
        reject(f"the link from {goal.id} to {known.id} does not hold", "see goal-tree check")
    if any(link.child == known.id for link in tree.children(goal.id)):
        help_ = f"it is the other way round: goal-tree confirm {known.id} {goal.id}"
    else:
        help_ = f"it contributes to: {', '.join(parents)}" if parents else ""
    return reject(f"{goal.id} does not contribute to {known.id}", help_)


def _without_links(goal: Goal) -> None:
    if goal.contributes_to:
        reject(f"no link of {goal.id} holds", "see goal-tree check")
    reject(f"{goal.id} contributes to nothing", "add `contributes_to` with the goal it serves")


def _stop_at_faults(tree: GoalTree, links: Sequence[Link]) -> None:
    """What a goal means is not known while a part of it cannot be read."""
    for link in links:
        place = tree.places[link.parent]
        if not is_whole(place):
            stop(f"{place.source.path}: error: a part of it cannot be read; see goal-tree check")


def _said(shown: str, tree: GoalTree, link: Link) -> str:
    before, now = link.edge.revision, fingerprint(tree[link.parent])
    if before == now:
        return safe(f"{shown}: the link to {link.parent} is confirmed already, revision {now}")
    was = f", was {shorten(before)}" if before else ""
    return safe(f"{shown}: the link to {link.parent} is confirmed, revision {now}{was}")
