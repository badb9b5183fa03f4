"""Words in a drawing: each stands where it meets the least of what is there already."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from .text import escape, plain, px, width, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SIZE = 12  # px, of all text but the last number
_BIG = 14
_LEAD = 14  # px from line to line
_RISE, _FALL = 0.75, 0.2  # of its size a text reaches above and below its line
_WORD, _LINE = 10, 1  # what it costs to meet a word, or a line
_OUTSIDE = 100
_EVERY = 20  # px of a course between two places that are looked at


@lru_cache(maxsize=4096)
def clean(text: str) -> str:
    """One line of text as it may stand in a drawing."""
    return escape(plain(text))


@lru_cache(maxsize=4096)
def long(text: str) -> float:
    """How wide a label is, in px."""
    return width(text, SIZE)


class Spot(NamedTuple):
    """Where a text may stand: on a line at `y`, from `x` on (`start`), up to it (`end`) or around it (`middle`)."""

    x: float
    y: float
    anchor: str = "start"


class Rules(NamedTuple):
    """The heights of target and baseline, the middle of a band's, each with its words."""

    goal: float | None
    target: Sequence[str]
    base: float | None
    baseline: str


class _Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float
    cost: int


@dataclass(slots=True)
class Canvas:
    """The room of one drawing and what stands in it so far."""

    left: float
    top: float
    right: float
    bottom: float
    taken: list[_Box] = field(default_factory=list)

    def rule(self, y: float) -> None:
        """A line from left to right."""
        self.taken.append(_Box(self.left, y - 1, self.right, y + 1, _LINE))

    def upright(self, x: float) -> None:
        """A line from top to bottom."""
        self.taken.append(_Box(x - 1, self.top, x + 1, self.bottom, _LINE))

    def course(self, places: Sequence[tuple[float, float]]) -> None:
        """A line through places from left to right, looked at every few pixels."""
        for (x, y), (end, high) in pairwise(places):
            steps = int((end - x) / _EVERY) + 1
            for i in range(steps):
                part = i / steps
                at, height = x + (end - x) * part, y + (high - y) * part
                self.taken.append(_Box(at - 3, height - 3, at + 3, height + 3, _LINE))

    def write(self, text: str, spots: Sequence[Spot], kind: str, *, big: bool = False) -> str:
        """The text at the first of the spots where it meets least, which is taken from then on."""
        size = _BIG if big else SIZE
        across = width(text, size, bold="on" in kind.split())
        best, lowest = spots[0], -1
        box = _box(spots[0], across, size)
        for spot in spots:
            at = _box(spot, across, size)
            cost = self._cost(at)
            if lowest < 0 or cost < lowest:
                best, lowest, box = spot, cost, at
            if not cost:
                break
        self.taken.append(box)
        return _text(text, best, kind)

    def over_rules(self, rules: Rules) -> Iterator[str]:
        """The words of the rules inside the drawing, each away from the other rule first."""
        for y, other, kind, text in (
            (rules.goal, rules.base, "on halo", " ".join(rules.target)),
            (rules.base, rules.goal, "halo", rules.baseline),
        ):
            if y is not None:
                heights = (y - 6, y + 15) if other is None or y <= other else (y + 15, y - 6)
                spots = [Spot(self.right - 2, at, "end") for at in heights]
                line = wrap(text, SIZE, self.right - self.left - 8, lines=1)[0]
                yield self.write(line, [*spots, *(Spot(self.left + 4, at) for at in heights)], kind)

    def _cost(self, box: _Box) -> int:
        left, top, right, bottom, _ = box
        outside = left < self.left - 2 or right > self.right + 2 or top < self.top or bottom > self.bottom
        return (_OUTSIDE if outside else 0) + sum(
            one[4] for one in self.taken if one[0] < right and left < one[2] and one[1] < bottom and top < one[3]
        )


def beside_rules(rules: Rules, x: float, edge: float, floor: float) -> Iterator[str]:
    """The words from `x` to the `edge` right of the rules; where they lie close the baseline's step aside."""
    lines = [wrap(text, SIZE, edge - x, lines=1)[0] for text in rules.target]
    goal, base = rules.goal, rules.base
    if goal is not None:
        tall = _LEAD * len(lines)
        start = min(goal + 4 if len(lines) == 1 else goal - 1, floor - tall + _LEAD)
        yield from (_text(text, Spot(x, start + _LEAD * i), "" if i else "on") for i, text in enumerate(lines))
        if base is not None:
            base = max(base, start + tall - 4) if base >= goal else min(base, start - 18)
    if base is not None:
        yield _text(wrap(rules.baseline, SIZE, edge - x, lines=1)[0], Spot(x, base + 4), "")


def _box(spot: Spot, across: float, size: float) -> _Box:
    left = spot.x - {"start": 0.0, "middle": across / 2, "end": across}[spot.anchor]
    return _Box(left, spot.y - size * _RISE, left + across, spot.y + size * _FALL, _WORD)


def _text(text: str, spot: Spot, kind: str) -> str:
    named = f' class="{kind}"' if kind else ""
    anchor = "" if spot.anchor == "start" else f' text-anchor="{spot.anchor}"'
    return f'<text{named} x="{px(spot.x)}" y="{px(spot.y)}"{anchor}>{clean(text)}</text>'
