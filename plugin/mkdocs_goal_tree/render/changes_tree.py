"""The part of the tree that a proposal touches, as it will be and as it was: which goals, which links, what is marked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from mkdocs_goal_tree.core.growth import grow

from .diagram import Selection
from .picture import Arrow
from .preview import badge, former_names

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from mkdocs_goal_tree.core.comparison import Comparison
    from mkdocs_goal_tree.core.tree import GoalTree
    from mkdocs_goal_tree.core.words import Words

    from .changes import Changed
    from .picture import Diagram
    from .preview import Preview

AFTER, BEFORE = "changes/after", "changes/before"
_MOST = 40
"""So many goals are drawn with what is right below the changed ones; of more only what they serve."""

_Link = tuple[str, str]


class Scene(NamedTuple):
    """What is drawn from which tree; `changed` are the goals that change by their ids in it, `links` those that come or go."""

    tree: GoalTree
    chosen: Selection
    changed: Mapping[str, Changed]
    links: Mapping[_Link, str]
    gone: frozenset[str] = frozenset()
    """Drawn as removed."""

    @property
    def context(self) -> int:
        """How many goals are drawn that do not change."""
        return len(set(self.chosen.goals) - self.changed.keys())


def scenes(preview: Preview, comparison: Comparison, hidden: Collection[str] = ()) -> tuple[Scene, Scene]:
    """The picture after and the one before; goals that go are in both."""
    names = former_names(comparison)
    old, gone = comparison.old.tree, frozenset(preview.removed)
    reads = [read for read in comparison.old.reads if read.id in gone and old.places.get(read.id) is read.place]
    both = grow([*comparison.new.reads, *reads])
    links = _links(comparison, names)
    changed = {goal: one for goal, one in (*preview.goals.items(), *preview.removed.items()) if goal in both.goals}
    shown = _around(both, changed, [link for link, word in links.items() if word == "cut"]).difference(hidden)
    after = Selection(tuple(goal for goal in both.goals if goal in shown), name=AFTER)
    former = {now: then for then, now in names.items()}
    then = {former.get(goal, goal) for goal in shown}
    before = Selection(tuple(goal for goal in old.goals if goal in then), name=BEFORE)
    was = {former.get(goal, goal): one for goal, one in changed.items()}
    return Scene(both, after, changed, links, gone), Scene(old, before, was, {})


def marked(diagram: Diagram, scene: Scene, words: Words) -> Diagram:
    """The diagram with badges over what changes, all else faint, and with the links that are no more."""
    boxes = []
    for box in diagram.boxes:
        changed = scene.changed.get(box.id)
        if changed is None:
            boxes.append(box._replace(marks=box.marks | {"faint"}))
        else:
            marks = box.marks | {"removed"} if box.id in scene.gone else box.marks
            boxes.append(box._replace(marks=marks, badge=badge(changed, words)))
    return replace(diagram, boxes=tuple(boxes), arrows=tuple(_arrows(diagram, scene.links)))


def _arrows(diagram: Diagram, links: Mapping[_Link, str]) -> list[Arrow]:
    """The arrows of a diagram and those that were there before, as far as they lead downward as the boxes stand now."""
    rows = {box: row for row, boxes in enumerate(diagram.rows().values()) for box in boxes}
    place = {box.id: position for position, box in enumerate(diagram.boxes)}
    arrows = {
        (one.parent, one.child): one._replace(change=links.get((one.parent, one.child), "")) for one in diagram.arrows
    }
    for link, word in links.items():
        if word == "cut" and link not in arrows and all(end in place for end in link):
            parent, child = link
            if rows[place[parent]] < rows[place[child]]:
                arrows[link] = Arrow(parent, child, change=word)
    return sorted(arrows.values(), key=lambda one: (place[one.parent], place[one.child]))


def _around(tree: GoalTree, changed: Iterable[str], cut: Iterable[_Link]) -> set[str]:
    """The changed goals, all that they serve or served, and, where that is not too much, what is right below them."""
    wanted = set(changed)
    tops = wanted | {parent for parent, child in cut if child in wanted and parent in tree.goals}
    tops |= {above for goal in tops for above in tree.ancestors(goal)}
    below = {link.child for goal in wanted for link in tree.children(goal)}
    near = tops | below | {above for goal in below for above in tree.ancestors(goal)}
    return near if len(near) <= _MOST else tops


def _links(comparison: Comparison, names: Mapping[str, str]) -> dict[_Link, str]:
    """Links by parent and child, as they are called now, that are new (`add`) or no more (`cut`)."""
    now = {(link.parent, link.child) for link in comparison.new.tree.links}
    then = {
        (names.get(link.parent, link.parent), names.get(link.child, link.child)) for link in comparison.old.tree.links
    }
    return dict.fromkeys(sorted(now - then), "add") | dict.fromkeys(sorted(then - now), "cut")
