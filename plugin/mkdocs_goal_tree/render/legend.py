"""The key below a diagram: it names what occurs in that diagram, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mkdocs_goal_tree.core.model import Level

from .tables import RANKS
from .view import Chip

if TYPE_CHECKING:
    from .picture import Box, Diagram


class Legend(NamedTuple):
    """What occurs in a diagram and so needs a key; `acceptance` is a figure as its outputs have it, "2 of 3"."""

    levels: tuple[str, ...]
    chips: tuple[Chip, ...]
    acceptance: str
    bar: bool
    dash: bool
    gone: bool
    weak: bool
    fold: str
    changes: tuple[Chip, ...] = ()
    """What a preview says over boxes."""


def legend_of(diagram: Diagram) -> Legend:
    """The legend of one diagram, for the macro `ui.legend`."""
    boxes = diagram.boxes
    levels = {box.level for box in boxes}
    states = {box.icon: box for box in reversed(boxes) if box.icon}
    marks = {mark for box in boxes for mark in box.marks}
    return Legend(
        tuple(level.value for level in Level if level in levels),
        tuple(Chip(states[icon].word, icon, states[icon].tone) for icon in sorted(states, key=_rank)),
        max((box.figure for box in boxes if box.level is Level.OUTPUT), default=""),
        any(box.way is not None for box in boxes),
        any("dash" in box.marks and "gone" not in box.marks for box in boxes),
        "gone" in marks,
        any(arrow.weak for arrow in diagram.arrows),
        _folded(boxes),
        tuple(sorted({Chip(box.badge.kind, box.badge.icon, box.badge.tone) for box in boxes if box.badge})),
    )


def _folded(boxes: tuple[Box, ...]) -> str:
    """The words of the first box that stands for several."""
    return next((box.title for box in boxes if "fold" in box.marks), "")


def _rank(icon: str) -> int:
    return RANKS.index(icon) if icon in RANKS else len(RANKS)
