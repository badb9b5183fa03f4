"""A site that shows a proposed change: what it is compared with, and what each goal says of its part in the change."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from mkdocs_goal_tree.core.changes import Kind

from .changes import changed_goals, describe
from .faces import Tone
from .picture import Badge
from .view import Chip, render, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mkdocs_goal_tree.core.comparison import Comparison
    from mkdocs_goal_tree.core.model import Goal
    from mkdocs_goal_tree.core.words import Words

    from .changes import Changed
    from .picture import Diagram
    from .view import View

PAGE = "changes"
_MOVES = frozenset({Kind.PARENT_ADDED, Kind.PARENT_REMOVED, Kind.PARENT_MOVED, Kind.ORPHANED, Kind.ADOPTED})
_LOOKS = {
    "new": ("new", Tone.NOTE),
    "changed": ("changed", Tone.WARN),
    "moved": ("steady", Tone.WARN),
    "removed": ("removed", Tone.BAD),
}


@dataclass(frozen=True)
class Preview:
    """What a preview shows: `name` is the proposal's and `url` its address, `base` and `commit` what it is compared with.

    `comparison` is None where nothing can be compared; `trouble` then says why. `notes` say what was compared in part.
    """

    name: str
    url: str
    base: str
    commit: str = ""
    comparison: Comparison | None = None
    trouble: str = ""
    notes: tuple[str, ...] = ()
    changed: tuple[Changed, ...] = ()
    """All goals that change, the heaviest change first."""
    goals: Mapping[str, Changed] = field(default_factory=dict)
    """By id: the goals of today that change."""
    removed: Mapping[str, Changed] = field(default_factory=dict)
    """By their last ids: the goals that are gone."""

    def of(self, comparison: Comparison, *, drafts: bool = False) -> Preview:
        """The same with what was compared; without `drafts` goals that a build leaves out say nothing here either."""
        changed = tuple(one for one in changed_goals(comparison) if drafts or not one.goal.page.draft)
        removed = {one.goal.id: one for one in changed if kind_of(one) == "removed"}
        goals = {one.goal.id: one for one in changed if one.tree is comparison.new.tree}
        return replace(self, comparison=comparison, changed=changed, goals=goals, removed=removed)


class Line(NamedTuple):
    """What the page of a changed goal says of the change, with the way to all of it."""

    chip: Chip
    text: str
    more: int
    url: str


def kind_of(changed: Changed) -> str:
    """`new`, `removed`, `moved` where it serves other goals than before and nothing else, or `changed`."""
    kinds = {change.kind for change in changed.changes}
    if Kind.GOAL_ADDED in kinds:
        return "new"
    if changed.mark == Kind.GOAL_REMOVED.value:
        return "removed"
    return "moved" if kinds <= _MOVES else "changed"


def former_names(comparison: Comparison) -> dict[str, str]:
    """The present ids of goals by those that they had."""
    return {one.old.goal: one.new.goal for one in comparison.changes if one.kind is Kind.GOAL_RENAMED}


def badge(changed: Changed, words: Words) -> Badge:
    """The badge over the goal's box."""
    kind = kind_of(changed)
    icon, tone = _LOOKS[kind]
    word = words.say("n-changes", count=len(changed.changes)) if kind == "changed" else words[f"goal-is-{kind}"]
    return Badge(word, icon, tone.value, words[f"goal-is-{kind}"])


def kind_chip(kind: str, word: str) -> Chip:
    """The word for a kind, or for so many goals of it."""
    icon, tone = _LOOKS[kind]
    return Chip(word, icon, tone)


def change_chip(view: View, goal_id: str) -> Chip | None:
    """The badge of a goal among words; None where it does not change, or nobody asks."""
    changed = view.preview.goals.get(goal_id) if view.preview else None
    if changed is None:
        return None
    made = badge(changed, view.words)
    return Chip(made.word, made.icon, made.tone)


def change_line(view: View, goal: Goal) -> Line | None:
    """What the page of a goal says first: its heaviest change."""
    preview, chip = view.preview, change_chip(view, goal.id)
    if preview is None or preview.comparison is None or chip is None:
        return None
    changes = preview.goals[goal.id].changes
    is_new = changes[0].kind is Kind.GOAL_ADDED or kind_of(preview.goals[goal.id]) == "new"
    text = "" if is_new else describe(changes[0], preview.comparison, view.words).sentence(view.words)
    page = view.page_url(PAGE)
    return Line(chip, text, 0 if is_new else len(changes) - 1, f"{page}#{anchor(goal.id)}" if page else "")


def anchor(goal_id: str) -> str:
    """Where a goal stands on the page of changes."""
    return f"change-{goal_id}"


def banner(view: View, *, on_page: bool = False) -> str:
    """What every page of a preview says above its title; `on_page`: it is the page of changes, which leads outside."""
    preview = view.preview
    if preview is None:
        return ""
    url, label = (preview.url, "open-proposal") if on_page else (view.page_url(PAGE), "changed-head")
    return render(view, "preview.html.jinja", preview=preview, url=url, label=say(view, label), on_page=on_page)


def badged(diagram: Diagram, preview: Preview, words: Words) -> Diagram:
    """The diagram with a badge over each box that changes."""
    goals = preview.goals
    if not any(box.id in goals for box in diagram.boxes):
        return diagram
    boxes = (box._replace(badge=badge(goals[box.id], words)) if box.id in goals else box for box in diagram.boxes)
    return replace(diagram, boxes=tuple(boxes))
