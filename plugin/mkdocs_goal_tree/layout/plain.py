"""Graphviz's `-Tplain` answer → Layout. The text may come from a cache that a branch brought along: nothing in it is trusted."""

from __future__ import annotations

import re

from mkdocs_goal_tree.core.geometry import Curve, EngineError, Layout, Point

LIMIT = 8_000_000
"""Characters of one answer; a tree of 10,000 goals needs about 3 million."""

_PX = 72.0  # The layout input gives box sizes in inches, as px / 72.
_FARTHEST = 10_000_000.0  # px: far beyond any drawing; keeps infinities and absurd numbers out of the SVG.
_NUMERIC = "0123456789.-+e"  # Without it float() would also take "nan", "inf", "1_0" and digits of other scripts.
_ASKED = re.compile(r"\b([ns]\d+)(?::\w)?(?:->([ns]\d+))?")


def parse(text: str) -> Layout | EngineError:
    """The drawing of one answer, in CSS pixels, y growing downward from the top edge.

    What Graphviz was told not to show (`style=invis`, the lanes' anchors) is left out. Anything that is not exactly
    one well-formed answer, from `graph` to `stop`, is an EngineError.
    """
    if len(text) > LIMIT:
        return EngineError(f"Graphviz's answer is longer than {LIMIT:,} characters")
    try:
        return _read(text)
    except (ValueError, IndexError) as error:
        return EngineError(f"Graphviz's answer cannot be read: {ascii(str(error))[1:-1][:120]}")


def fits(layout: Layout, dot: str) -> bool:
    """Whether a drawing has every box `n0` and every link `n0->n1` or `n0->s2:n` that the layout input `dot` asks for."""
    links = {(tail, head) for tail, head, _ in layout.curves}
    return links.union((name, "") for name in layout.centers).issuperset(_ASKED.findall(dot))


def _read(text: str) -> Layout:
    lines = text.split("\n")
    if lines[-2:] != ["stop", ""]:
        raise ValueError("its end is missing")
    word, scale, *size = lines[0].split(" ")
    if word != "graph" or scale != "1" or len(size) != 2:  # noqa: PLR2004  width and height
        raise ValueError("it does not begin with the size of a graph")
    width, height = _pixels(size)
    centers: dict[str, Point] = {}
    curves: list[Curve] = []
    for line in lines[1:-2]:
        token = line.split(" ")
        # The last words are "style color" of an edge and "style shape color fillcolor" of a node.
        if token[0] == "edge":
            if token[-2] != "invis":
                curves.append(_curve(token, height, centers))
        elif token[0] != "node":
            raise ValueError(f"{token[0][:20]} is neither node nor edge")
        elif token[-4] != "invis":
            name = token[1]
            if not (name.isidentifier() and name.isascii()) or name in centers:
                raise ValueError("a box has no name of its own")
            x, y, _, _ = _pixels(token[2:6])  # and the box's own width and height, as asked for
            centers[name] = Point(x, height - y)
    return Layout(width, height, centers, tuple(curves))


def _curve(token: list[str], height: float, centers: dict[str, Point]) -> Curve:
    _, tail, head, digits = token[:4]
    if tail not in centers or head not in centers:
        raise ValueError("a link ends at no box")
    count = int(digits)
    # edge tail head n x1 y1 … xn yn [label x y] style color
    numbers = token[4 : 4 + 2 * count]
    if count < 4 or count % 3 != 1 or len(token) < 6 + 2 * count:  # noqa: PLR2004  a cubic Bézier has 4 points
        raise ValueError("a link is no chain of cubic curves")
    values = _pixels(numbers)
    return Curve(tail, head, tuple([Point(x, height - y) for x, y in zip(values[::2], values[1::2], strict=True)]))


def _pixels(numbers: list[str]) -> list[float]:
    if "".join(numbers).strip(_NUMERIC):
        raise ValueError("a number holds something else than digits")
    values = [float(number) * _PX for number in numbers]
    if not -_FARTHEST <= min(values) <= max(values) <= _FARTHEST:
        raise ValueError("a number is out of range")
    return values
