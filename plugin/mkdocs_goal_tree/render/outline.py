"""The outline: the text twin of a tree, as lines that a template nests without recursion."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Literal

from .view import GoalLink, View, bar, face_of, link, names, part

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from markupsafe import Markup

    from mkdocs_goal_tree.core.model import Goal

LineStyle = Literal["line", "twig"]
MOST_LINES = 2000
DEEPEST = 24  # browsers stop nesting elements at some depth; a chain this long is read on its own pages


@dataclass(slots=True)
class Line:
    """One goal of an outline, `depth` levels down, as `text`; `open` or folded where it has a `branch` below.

    `closes` counts the lists that end after it, `more` the children that are not repeated.
    """

    id: str
    goal: GoalLink
    text: Markup
    depth: int
    branch: bool
    more: int
    open: bool = True
    closes: int = 0


def outline(  # noqa: PLR0913 - each is a choice of its own
    view: View,
    roots: Iterable[Goal],
    below: Callable[[Goal], Sequence[Goal]],
    here: str = "",
    *,
    most: int = MOST_LINES,
    style: LineStyle = "line",
) -> list[Line]:
    """The goals under `roots`, a goal with two parents under both; `style` says how much of a goal a line tells.

    Beyond `most` lines a subtree is written once and named afterwards; the same holds from `DEEPEST` levels down.
    """
    starts = list(roots)
    write = partial(_line, view, here, style)
    lines = _walk(starts, below, write, most)
    return _walk(starts, below, write, None) or [] if lines is None else lines


def _walk(
    roots: Sequence[Goal],
    below: Callable[[Goal], Sequence[Goal]],
    write: Callable[[Goal, int, Sequence[Goal], bool], Line],
    most: int | None,
) -> list[Line] | None:
    """Depth first; None beyond `most` lines. Without `most` no subtree is written twice."""
    lines: list[Line] = []
    seen: set[str] = set()
    stack = [iter(roots)]
    while stack:
        goal = next(stack[-1], None)
        if goal is None:
            stack.pop()
            if lines and stack:
                lines[-1].closes += 1
            continue
        children = below(goal)
        folded = bool(children) and ((most is None and goal.id in seen) or len(stack) >= DEEPEST)
        seen.add(goal.id)
        lines.append(write(goal, len(stack) - 1, children, folded))
        if most is not None and len(lines) > most:
            return None
        if lines[-1].branch:
            stack.append(iter(children))
    return lines


def _line(  # noqa: PLR0913, PLR0917 - the first three are bound once for all lines
    view: View, at: str, style: LineStyle, goal: Goal, depth: int, children: Sequence[Goal], folded: bool
) -> Line:
    here = goal.id == at
    branch, more = bool(children) and not folded, len(children) if folded else 0
    leads = link(view, goal)
    key = (style, goal.id, leads.url, here, branch, more)
    known = view.memory.lines
    if key not in known:
        face = face_of(view, goal)
        known[key] = part(view, style, leads, names(view, goal.owner), face, bar(face), here, branch, more)
    return Line(goal.id, leads, known[key], depth, branch, more)
