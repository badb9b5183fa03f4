"""What a layout engine answers: where boxes and curves lie. Plain numbers, no goals, no text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Point(NamedTuple):
    """A place in CSS pixels, y growing downward."""

    x: float
    y: float


class Curve(NamedTuple):
    """One link: the names of its two boxes and the control points of a chain of cubic Béziers (1 + 3n points)."""

    tail: str
    head: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """A laid-out drawing in CSS pixels: `centers` of the boxes by name, `curves` in the engine's order."""

    width: float
    height: float
    centers: dict[str, Point]
    curves: tuple[Curve, ...]


@dataclass(frozen=True, slots=True)
class EngineError:
    """Why one drawing could not be laid out; the text outline takes its place."""

    message: str
