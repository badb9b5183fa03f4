"""Links that were confirmed while their parent was another: GT210."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_goal_tree.core.fingerprint import fingerprint, is_fingerprint, is_outdated
from mkdocs_goal_tree.core.nodes import shorten
from mkdocs_goal_tree.core.rules import found

from .standing import field_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_goal_tree.core.findings import Finding
    from mkdocs_goal_tree.core.settings import Settings
    from mkdocs_goal_tree.core.tree import GoalTree


def check_confirmed(tree: GoalTree, _: Settings) -> Iterator[Finding]:
    """GT210. A goal that is over is not asked again."""
    for link in tree.links:
        goal, revision = tree[link.child], link.edge.revision
        if not revision or goal.is_closed:
            continue
        path = ("contributes_to", link.position, "revision")
        seen = f"{field_name(tree, goal, *path)} is '{shorten(revision)}'"
        help_ = f"look again whether the link still holds, then run `goal-tree confirm {goal.id} {link.parent}`"
        if not is_fingerprint(revision):
            message = f"{seen}, no fingerprint of a goal; it is written by `goal-tree confirm`"
        elif is_outdated(tree, link):
            message = f"{seen}; '{link.parent}' has changed since and is '{fingerprint(tree[link.parent])}' now"
        else:
            continue
        yield found("GT210", tree.places[goal.id].at(*path), message, help_, goal.id)
