"""The changed goals with all above them, as Mermaid for a comment: marked by shape and word, within a forge's limits."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mkdocs_goal_tree.core.changes import Kind
from mkdocs_goal_tree.core.model import Level

from .changes import shorten
from .mermaid import label

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mkdocs_goal_tree.core.comparison import Comparison
    from mkdocs_goal_tree.core.tree import GoalTree
    from mkdocs_goal_tree.core.words import Words

    from .changes import Changed

_BOXES, _LETTERS = 40, 12_000
_SHAPES = {
    "goal-added": ('(["', '"])'),
    "goal-removed": ('{{"', '"}}'),
    "goal-changed": ('[["', '"]]'),
    "": ('["', '"]'),
}
_STYLES = {
    "goal-added": "stroke:#3a5bd0,stroke-width:2px",
    "goal-removed": "stroke:#a8123e,stroke-width:2px,stroke-dasharray:5 4",
    "goal-changed": "stroke:#a4550b,stroke-width:2px",
}
_ARROWS = {"": "-->", "is-new": "==>", "was-removed": "-.->"}


class Drawing(NamedTuple):
    """Mermaid source, empty where it would be too large; `left_out` changed goals are not in it."""

    source: str
    left_out: int = 0


def draw_changes(comparison: Comparison, goals: Sequence[Changed], words: Words) -> Drawing:
    """The heaviest changes come first; what has no room is left out and counted."""
    marks = {changed.goal.id: changed.mark for changed in goals}
    shown: dict[str, None] = {}
    drawn = 0
    for changed in goals:
        wanted = [changed.goal.id, *_above(comparison, changed)]
        if len(shown.keys() | set(wanted)) <= _BOXES:
            shown |= dict.fromkeys(wanted)
            drawn += 1
    source = "\n".join(_lines(comparison, sorted(shown), marks, words)) + "\n"
    if not shown or len(source) > _LETTERS:
        return Drawing("", len(goals))
    return Drawing(source, len(goals) - drawn)


def _above(comparison: Comparison, changed: Changed) -> list[str]:
    """The goals that it serves or served, by their present ids where they have one."""
    names = _present(comparison)
    return [
        names.get(name, name) if changed.mark == "goal-removed" else name
        for name in changed.tree.ancestors(changed.goal.id)
    ]


def _present(comparison: Comparison) -> dict[str, str]:
    return {c.old.goal: c.new.goal for c in comparison.changes if c.kind is Kind.GOAL_RENAMED}


def _lines(comparison: Comparison, shown: Sequence[str], marks: Mapping[str, str], words: Words) -> Iterable[str]:
    names = {goal: f"n{position}" for position, goal in enumerate(shown)}
    old, new = comparison.old.tree, comparison.new.tree
    yield "flowchart TB"
    for level in Level:
        inside = [goal for goal in shown if _tree_of(goal, old, new)[goal].type is level]
        if not inside:
            continue
        yield f'  subgraph {level.value}s["{label(words[f"lane-{level}s"].upper())}"]'
        for goal in inside:
            opening, closing = _SHAPES[marks.get(goal, "")]
            yield f"    {names[goal]}{opening}{_box(_tree_of(goal, old, new)[goal].title, marks.get(goal), words)}{closing}"
        yield "  end"
    for (parent, child), word in _links(comparison, names).items():
        said = f"|{label(words[word])}|" if word else ""
        yield f"  {names[parent]} {_ARROWS[word]}{said} {names[child]}"
    for mark, style in _STYLES.items():
        marked = ",".join(names[goal] for goal in shown if marks.get(goal) == mark)
        if marked:
            yield f"  classDef {mark} {style}"
            yield f"  class {marked} {mark}"


def _box(title: str, mark: str | None, words: Words) -> str:
    name = label(shorten(title))
    return f"{name}<br/>{label(words[mark].upper())}" if mark else name


def _tree_of(goal: str, old: GoalTree, new: GoalTree) -> GoalTree:
    return new if goal in new.goals else old


def _links(comparison: Comparison, names: Mapping[str, str]) -> dict[tuple[str, str], str]:
    """Links among the boxes, parent first, each with the word of what became of it."""
    present = _present(comparison)
    now = {(link.parent, link.child) for link in comparison.new.tree.links}
    then = {
        (present.get(link.parent, link.parent), present.get(link.child, link.child))
        for link in comparison.old.tree.links
    }
    words = {link: "is-new" if link not in then else "was-removed" if link not in now else "" for link in now | then}
    return {link: words[link] for link in sorted(words) if link[0] in names and link[1] in names}
