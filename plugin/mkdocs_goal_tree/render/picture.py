"""What a diagram is made of, in values that each language prints: boxes, arrows, lanes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from mkdocs_goal_tree.core.model import Level
from mkdocs_goal_tree.render.faces import Tone

if TYPE_CHECKING:
    from collections.abc import Mapping

Direction = Literal["TB", "LR"]

_DEPTH = {level: depth for depth, level in enumerate(Level)}
NARROW, WIDE = 155, 214
"""How wide a box is in px: four across in 688 px, four in 938 px."""
ASIDE, ASIDE_WIDE = 164, 236
"""The same where lanes stand side by side: three in 688 px, three in 938 px."""


class Badge(NamedTuple):
    """What a preview says of a goal, over the upper edge of its box; `kind` is the word for all boxes of that icon."""

    word: str
    icon: str
    tone: str
    kind: str


class Box(NamedTuple):
    """One goal as drawn. `word`, `icon`, `tone`, `figure`, `way` and `time` are its Face's; `url` may be empty.

    `marks`: `first` (primary impact today), `here` (goal of the page), `dash` (not broken down yet), `gone` (closed or
    paused), `fold` (stands for several outputs), and among changes `faint` (none of them) and `removed`. `rank` is the
    row inside the lane, below 0 for nested goals. `owner` is shown where somebody asked for it.
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
    owner: str = ""
    badge: Badge | None = None


class Arrow(NamedTuple):
    """A link drawn from the upper box to the lower one; `weak` means disproved. `change` is `add`, `cut` or nothing."""

    parent: str
    child: str
    weak: bool = False
    change: str = ""


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
    width: int = NARROW
    straight: bool = False

    @property
    def column(self) -> int:
        """How wide the drawing is at least, so that a lone box has its lanes over the whole column."""
        return {NARROW: 688, WIDE: 938}.get(self.width, 0)

    def names(self) -> dict[str, str]:
        """The names of the boxes in a drawing's source: n0, n1 …; nothing that an author wrote."""
        return {box.id: f"n{position}" for position, box in enumerate(self.boxes)}

    def rows(self) -> dict[tuple[Level, int], list[int]]:
        """The positions in `boxes` that share a row, by level and rank, from top to bottom."""
        rows: dict[tuple[Level, int], list[int]] = {}
        for position, box in enumerate(self.boxes):
            rows.setdefault((box.level, box.rank), []).append(position)
        return dict(sorted(rows.items(), key=lambda row: (_DEPTH[row[0][0]], row[0][1])))
