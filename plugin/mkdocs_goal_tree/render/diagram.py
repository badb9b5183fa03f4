"""What a diagram shows, decided once for all its languages: which boxes and links, their words, lanes and direction."""

from __future__ import annotations

from collections import Counter
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING, Literal, NamedTuple

from mkdocs_goal_tree.core.model import Impact, Level
from mkdocs_goal_tree.core.parts import LinkState
from mkdocs_goal_tree.render.folding import fold_boxes, folds_of
from mkdocs_goal_tree.render.picture import ASIDE, ASIDE_WIDE, NARROW, WIDE, Arrow, Box, Diagram

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from datetime import date

    from mkdocs_goal_tree.core.model import Goal
    from mkdocs_goal_tree.core.tree import GoalTree
    from mkdocs_goal_tree.core.words import Words
    from mkdocs_goal_tree.render.faces import Face
    from mkdocs_goal_tree.render.folding import Folds
    from mkdocs_goal_tree.render.picture import Direction

BELOW = 2
"""How many levels of children a lineage shows."""

_ACROSS = 4  # boxes of one row that fit the column at natural size
_WIDTHS = {("TB", False): NARROW, ("TB", True): WIDE, ("LR", False): ASIDE, ("LR", True): ASIDE_WIDE}


class Selection(NamedTuple):
    """Which goals are drawn, in source order, under which name; `here` is the one that the drawing is about.

    `title` is the key of the words for what they are to it. What stands right below it is drawn whatever the limit: its
    outcomes always, all of it where the drawing is `opened`.
    """

    goals: tuple[str, ...]
    here: str = ""
    name: str = "everything"
    title: str = "lineage-of"
    opened: bool = False


def whole(tree: GoalTree, *, hidden: Collection[str] = ()) -> Selection:
    """All goals but the ids in `hidden`."""
    return Selection(tuple(goal for goal in tree.goals if goal not in hidden))


def present(tree: GoalTree, since: date, *, hidden: Collection[str] = ()) -> Selection:
    """All goals but what was closed before `since` and, with it, the shipped outputs that served nothing else.

    A closed goal under which something goes on stays.
    """
    ended = {goal.id for goal in tree if goal.is_closed and goal.closed and goal.closed.on and goal.closed.on < since}
    shipped = {goal.id for goal in tree if goal.status_word == "shipped"}
    going_on = [goal for goal in tree.goals if goal not in ended | shipped]
    needed = {above for goal in going_on for above in tree.ancestors(goal)}
    left_out = ended - needed
    left_out |= {
        goal for goal in shipped if (links := tree.parents(goal)) and all(link.parent in left_out for link in links)
    }
    return Selection(tuple(goal for goal in tree.goals if goal not in hidden and goal not in left_out), name="whole")


def lineage(tree: GoalTree, goal_id: str, *, hidden: Collection[str] = ()) -> Selection:
    """A goal with all its ancestors and two levels of children; no way leads through the ids in `hidden`."""
    above = _reach(goal_id, lambda g: (link.parent for link in tree.parents(g)), hidden)
    below = _reach(goal_id, lambda g: (link.child for link in tree.children(g)), hidden, BELOW)
    return Selection(_in_source_order(tree, {goal_id, *above, *below}), goal_id, f"lineage/{goal_id}")


def subtree(tree: GoalTree, goal_id: str, *, hidden: Collection[str] = (), depth: int | None = None) -> Selection:
    """A goal with all that is below it, or `depth` levels of that; no way leads through the ids in `hidden`."""
    below = _reach(goal_id, lambda g: (link.child for link in tree.children(g)), hidden, depth)
    return Selection(_in_source_order(tree, {goal_id, *below}), goal_id, f"tree/{goal_id}", "tree-of", opened=True)


def draw(  # noqa: PLR0913 - each is a choice of its own
    tree: GoalTree,
    chosen: Selection,
    faces: Callable[[str], Face],
    url: Callable[[str], str],
    words: Words,
    *,
    today: date,
    direction: Literal["auto", "TB", "LR"] = "auto",
    max_nodes: int = 300,
    wide: bool = False,
    owners: bool = False,
    more: Callable[[str], str] | None = None,
) -> Diagram:
    """The diagram of the chosen goals; `faces` and `url` answer for an id, `wide`: the page has no table of contents.

    Beyond `max_nodes` boxes the outputs of a goal fold into one box, then its outcomes too; `more` tells where the box
    leads, by default to the goal's page. `owners` writes the owner into each box.
    """
    folds = folds_of(tree, chosen, max_nodes)
    shown = [tree[g] for g in chosen.goals if g not in folds.folded]
    ranks = _ranks(tree, shown)
    boxes = [
        _box(goal, faces(goal.id), url(goal.id), ranks.get(goal.id, 0), _marks(goal, chosen.here, today))
        for goal in shown
    ]
    boxes = boxes if owners else [box._replace(owner="") for box in boxes]
    folded = fold_boxes(tree, folds, ranks, more or url, words)
    boxes += [fold for _, fold in folded]
    arrows = [*_arrows(tree, shown), *(Arrow(parent, fold.id) for parent, fold in folded if parent)]
    runs = _fitting(boxes) if direction == "auto" else direction
    levels = {box.level for box in boxes}
    return Diagram(
        label=_label(tree, chosen, words),
        boxes=tuple(boxes),
        arrows=tuple(arrows),
        lanes={level: words[f"lane-{level}s"] for level in Level if level in levels},
        caption=_caption(folds, runs, len(shown), len(chosen.goals), words),
        direction=runs,
        width=_WIDTHS[runs, wide],
        straight=len(boxes) > max_nodes,
    )


def _fitting(boxes: Iterable[Box]) -> Direction:
    """From top to bottom as long as the widest row fits the column."""
    widest = max(Counter((box.level, box.rank) for box in boxes).values(), default=0)
    return "TB" if widest <= _ACROSS else "LR"


def _caption(folds: Folds, runs: Direction, drawn: int, whole: int, words: Words) -> str:
    """Which way to read, and what is not drawn."""
    caption = words["read-upward" if runs == "TB" else "read-leftward"]
    if not folds.folded:
        return caption
    key = "outcomes-folded" if any(level is Level.OUTCOME for _, level in folds.counts) else "outputs-folded"
    return f"{caption} {words.say(key, drawn=drawn, all=whole)}"


def _reach(
    start: str, step: Callable[[str], Iterable[str]], hidden: Collection[str], depth: int | None = None
) -> set[str]:
    reached: set[str] = set()
    front = {start}
    while front and depth != 0:
        front = {goal for here in front for goal in step(here) if goal not in reached and goal not in hidden}
        reached |= front
        depth = None if depth is None else depth - 1
    return reached


def _in_source_order(tree: GoalTree, goals: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(goals, key=tree.ranks.__getitem__))


def _ranks(tree: GoalTree, goals: Iterable[Goal]) -> dict[str, int]:
    """The rows of the goals that serve drawn goals of their own level; one below the lowest of those."""
    level = {goal.id: goal.type for goal in goals}
    nested = {
        goal: parents
        for goal in level
        if (parents := [link.parent for link in tree.parents(goal) if level.get(link.parent) is level[goal]])
    }
    ranks: dict[str, int] = {}
    for goal in TopologicalSorter(nested).static_order() if nested else ():
        ranks[goal] = max((ranks[parent] + 1 for parent in nested.get(goal, ())), default=0)
    return ranks


def _box(goal: Goal, face: Face, url: str, rank: int, marks: frozenset[str]) -> Box:
    return Box(
        id=goal.id,
        level=goal.type,
        title=goal.title,
        url=url,
        word=face.word,
        icon=face.icon,
        tone=face.tone.value,
        figure=face.figure,
        way=face.way,
        time=face.time,
        marks=marks | {"gone"} if face.gone else marks,
        rank=rank,
        owner=face.owner,
    )


def _marks(goal: Goal, here: str, today: date) -> frozenset[str]:
    marks = {
        "first": isinstance(goal, Impact) and goal.primary_on(today) is not None,
        "here": goal.id == here,
        "dash": goal.not_broken_down,
    }
    return frozenset(mark for mark, holds in marks.items() if holds)


def _arrows(tree: GoalTree, goals: Iterable[Goal]) -> list[Arrow]:
    position = {goal.id: i for i, goal in enumerate(goals)}
    links = [link for goal in position for link in tree.parents(goal) if link.parent in position]
    links.sort(key=lambda link: (position[link.parent], position[link.child]))
    return [Arrow(link.parent, link.child, link.edge.state is LinkState.DISPROVED) for link in links]


def _label(tree: GoalTree, chosen: Selection, words: Words) -> str:
    levels = Counter(tree[goal].type for goal in chosen.goals)
    counts = ", ".join(words.say(f"count-{level}s", count=levels[level]) for level in Level if levels[level])
    name = words.say(chosen.title, title=tree[chosen.here].title) if chosen.here else words["goal-tree"]
    return f"{name}: {counts}" if counts else name
