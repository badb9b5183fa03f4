"""What a large diagram does not draw: outputs, then outcomes, a box standing for those of one goal."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from mkdocs_goal_tree.core.model import Level

from .picture import Box

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from mkdocs_goal_tree.core.tree import GoalTree
    from mkdocs_goal_tree.core.words import Words

    from .diagram import Selection


class Folds(NamedTuple):
    """The goals that are not drawn, and how many a box stands for, by drawn parent ("" for none) and level."""

    folded: frozenset[str]
    counts: Mapping[tuple[str, Level], int]


def is_folded(tree: GoalTree, chosen: Selection, max_nodes: int) -> bool:
    """Whether a diagram leaves any of the chosen goals to a box that stands for several."""
    return bool(folds_of(tree, chosen, max_nodes).folded)


def folds_of(tree: GoalTree, chosen: Selection, max_nodes: int) -> Folds:
    """Nothing up to `max_nodes`; beyond it outputs, and outcomes where boxes for outputs alone are still too many."""
    if len(chosen.goals) <= max_nodes:
        return Folds(frozenset(), {})
    outputs = _fold(tree, chosen, {Level.OUTPUT})
    if len(chosen.goals) - len(outputs.folded) + len(outputs.counts) <= max_nodes:
        return outputs
    return _fold(tree, chosen, {Level.OUTCOME, Level.OUTPUT})


def fold_boxes(
    tree: GoalTree, folds: Folds, ranks: Mapping[str, int], leads: Callable[[str], str], words: Words
) -> list[tuple[str, Box]]:
    """A box for what is folded, with the goal below which it stands if it is below one."""
    boxes = []
    for (parent, level), count in folds.counts.items():
        title = words.say(f"more-{level}s", count=count)
        rank = ranks.get(parent, 0) + 1 if parent and tree[parent].type is level else 0
        to = leads(parent) if parent else ""
        boxes.append((parent, Box(f"{parent}+{level}", level, title, to, marks=frozenset({"fold"}), rank=rank)))
    return boxes


def _fold(tree: GoalTree, chosen: Selection, levels: set[Level]) -> Folds:
    inside = set(chosen.goals)
    kept = set(_kept(tree, chosen)) if chosen.here else set()
    folded = frozenset(goal for goal in inside if tree[goal].type in levels and goal not in kept)
    counts: Counter[tuple[str, Level]] = Counter()
    for goal in chosen.goals:
        if goal in folded:
            parents = [link.parent for link in tree.parents(goal) if link.parent in inside]
            # What is below a folded goal is in that goal's box.
            counts.update((parent, tree[goal].type) for parent in parents or ("",) if parent not in folded)
    return Folds(folded, counts)


def _kept(tree: GoalTree, chosen: Selection) -> Iterator[str]:
    yield chosen.here
    yield from tree.ancestors(chosen.here)
    for link in tree.children(chosen.here):
        if chosen.opened or tree[link.child].type is not Level.OUTPUT:
            yield link.child
