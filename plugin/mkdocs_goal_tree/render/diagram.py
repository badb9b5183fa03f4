"""What a diagram shows, decided once for all its languages: which boxes and links, their words, lanes and direction."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING, Literal, NamedTuple

from mkdocs_goal_tree.core.model import Impact, Level, LinkState
from mkdocs_goal_tree.render.faces import Tone

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from datetime import date

    from mkdocs_goal_tree.core.model import Goal
    from mkdocs_goal_tree.core.tree import GoalTree
    from mkdocs_goal_tree.core.words import Words
    from mkdocs_goal_tree.render.faces import Face

Direction = Literal["TB", "LR"]
BELOW = 2
"""How many levels of children a lineage shows."""

_DEPTH = {level: depth for depth, level in enumerate(Level)}
_ACROSS = 4  # boxes of one row that fit the column at natural size
_NARROW, _WIDE = 155, 214  # px: four across in 688 px, four in 938 px
_ASIDE, _ASIDE_WIDE = 164, 236  # px: three lanes side by side in 688 px, three in 938 px


class Box(NamedTuple):
    """One goal as drawn. `word`, `icon`, `tone`, `figure`, `way` and `time` are its Face's; `url` may be empty.

    `marks`: `first` (primary impact today), `here` (goal of the page), `dash` (not broken down yet), `gone` (closed or
    paused), `fold` (stands for several outputs). `rank` is the row inside the lane, below 0 for nested goals.
    """

    id: str
    level: Level
    title: str
    url: str = ""
    word: str = ""
    icon: str = ""
    tone: str = Tone.QUIET.value
    figure: str = ""
    way: float | None = None
    time: float | None = None
    marks: frozenset[str] = frozenset()
    rank: int = 0


class Arrow(NamedTuple):
    """A link drawn from the upper box to the lower one; `weak` means disproved."""

    parent: str
    child: str
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Diagram:
    """What is drawn; `boxes` are in source order, `lanes` have the words over the levels that are drawn.

    `label` is read aloud; `width` is that of a box and `column` that of the page, in px; `straight`: links without
    curves, because there are too many boxes for more.
    """

    label: str
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    lanes: Mapping[Level, str]
    caption: str = ""
    direction: Direction = "TB"
    width: int = _NARROW
    straight: bool = False

    @property
    def column(self) -> int:
        """How wide the drawing is at least, so that a lone box has its lanes over the whole column."""
        return {_NARROW: 688, _WIDE: 938}.get(self.width, 0)

    def names(self) -> dict[str, str]:
        """The names of the boxes in a drawing's source: n0, n1 …; nothing that an author wrote."""
        return {box.id: f"n{position}" for position, box in enumerate(self.boxes)}

    def rows(self) -> dict[tuple[Level, int], list[int]]:
        """The positions in `boxes` that share a row, by level and rank, from top to bottom."""
        rows: dict[tuple[Level, int], list[int]] = {}
        for position, box in enumerate(self.boxes):
            rows.setdefault((box.level, box.rank), []).append(position)
        return dict(sorted(rows.items(), key=lambda row: (_DEPTH[row[0][0]], row[0][1])))


class Selection(NamedTuple):
    """Which goals are drawn, in source order, under which name; `here` is the one that the drawing is about."""

    goals: tuple[str, ...]
    here: str = ""
    name: str = "everything"


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
) -> Diagram:
    """The diagram of the chosen goals; `faces` and `url` answer for an id, `wide`: the page has no table of contents.

    Beyond `max_nodes` goals the outputs of a goal fold into one box that leads to the goal's page.
    """
    folded = _outputs(tree, chosen) if len(chosen.goals) > max_nodes else {}
    shown = [tree[g] for g in chosen.goals if g not in folded]
    ranks = _ranks(tree, shown)
    boxes = [
        _box(goal, faces(goal.id), url(goal.id), ranks.get(goal.id, 0), _marks(goal, chosen.here, today))
        for goal in shown
    ]
    arrows = _arrows(tree, shown)
    for parent, count in Counter(parent for parents in folded.values() for parent in parents or ("",)).items():
        title = words.say("more-outputs", count=count)
        fold = Box(f"{parent}+", Level.OUTPUT, title, url(parent) if parent else "", marks=frozenset({"fold"}))
        boxes.append(fold)
        arrows += [Arrow(parent, fold.id)] if parent else []
    widest = max(Counter((box.level, box.rank) for box in boxes).values(), default=0)
    runs: Direction = ("TB" if widest <= _ACROSS else "LR") if direction == "auto" else direction
    caption = words["read-upward" if runs == "TB" else "read-leftward"]
    if folded:
        caption += " " + words.say("outputs-folded", drawn=len(shown), all=len(chosen.goals))
    levels = {box.level for box in boxes}
    return Diagram(
        label=_label(tree, chosen, words),
        boxes=tuple(boxes),
        arrows=tuple(arrows),
        lanes={level: words[f"lane-{level}s"] for level in Level if level in levels},
        caption=caption,
        direction=runs,
        width=(_ASIDE_WIDE if wide else _ASIDE) if runs == "LR" else _WIDE if wide else _NARROW,
        straight=len(boxes) > max_nodes,
    )


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
    # The order of tree.goals, found without walking all of them for each of a thousand pages.
    def place(goal_id: str) -> tuple[bool, int, str]:
        order = tree[goal_id].order
        return order is None, order or 0, tree.places[goal_id].source.uri

    return tuple(sorted(goals, key=place))


def _outputs(tree: GoalTree, chosen: Selection) -> dict[str, list[str]]:
    """The chosen outputs but the one the drawing is about, each with the chosen goals that it serves."""
    inside = set(chosen.goals)
    return {
        goal: [link.parent for link in tree.parents(goal) if link.parent in inside]
        for goal in chosen.goals
        if tree[goal].type is Level.OUTPUT and goal != chosen.here
    }


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
    name = words.say("lineage-of", title=tree[chosen.here].title) if chosen.here else words["goal-tree"]
    return f"{name}: {counts}" if counts else name
