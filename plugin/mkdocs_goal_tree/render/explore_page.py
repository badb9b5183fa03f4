"""The explorer, `goals/explore.md`: the whole outline beside the whole picture, and what its filters ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mkdocs_goal_tree.core.model import CLOSED, Level

from . import figures
from .cards import as_of
from .jsonld import script_text
from .outline import outline
from .section import Page
from .tables import RANKS
from .view import View, children, parents, people, render, say, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from mkdocs_goal_tree.core.model import Goal

    from .outline import Line

MOST_LINES = 1500
"""Of so many lines the page stays light; beyond them a goal with two parents has what is below it once."""
_OPEN_LINES = 150


class Choice(NamedTuple):
    """A drop-down of a filter: its `key`, its label, the word for all, and its values with their words."""

    key: str
    label: str
    every: str
    options: tuple[tuple[str, str], ...]


def explore_page(view: View, diagram: str = "", caption: str = "") -> Page:
    """Outline, picture and filters; complete without script, which shows the filters.

    `diagram` is the markup (or placeholder comment) of the whole tree, `caption` the text below it.
    """
    goals = shown(view, view.tree)
    html = render(
        view,
        "explore.html.jinja",
        as_of=as_of(view),
        count=len(goals),
        lines=_outline(view),
        diagram=diagram,
        caption=caption,
        choices=[choice for key in _VALUES if (choice := _choice(view, key, goals))],
        facts=script_text({goal.id: _facts(view, goal) for goal in goals}),
    )
    return Page(view.words["explore"], html)


def _outline(view: View) -> list[Line]:
    order = list(Level)
    roots = sorted(shown(view, view.tree.roots()), key=lambda goal: order.index(goal.type))
    lines = outline(view, roots, lambda goal: children(view, goal.id), most=MOST_LINES, style="twig")
    for line in lines:
        line.open = len(lines) <= _OPEN_LINES or line.depth == 0
    return lines


def _facts(view: View, goal: Goal) -> dict[str, Sequence[str]]:
    """What the script asks of a goal: its values by filter, and whom it serves."""
    values = {key: values_of(view, goal) for key, values_of in _VALUES.items()}
    return {key: found for key, found in values.items() if found} | {"up": [one.id for one in parents(view, goal.id)]}


def _period(view: View, goal: Goal) -> Sequence[str]:
    period = figures.period(goal.period, view.words)
    return [period] if period else []


_VALUES: dict[str, Callable[[View, Goal], Sequence[str]]] = {
    "level": lambda _, goal: [goal.type.value],
    "status": lambda _, goal: [goal.status_word],
    "owner": lambda view, goal: [person.name for person in people(view, goal.owner)],
    "period": _period,
    "tag": lambda _, goal: goal.page.tags,
}
_ORDERS = {"level": [*map(str, Level)], "status": [*RANKS, *sorted(CLOSED)]}


def _choice(view: View, key: str, goals: Iterable[Goal]) -> Choice | None:
    """The values that occur; a choice of one is none."""
    values = {value for goal in goals for value in _VALUES[key](view, goal)}
    if len(values) < 2:  # noqa: PLR2004
        return None
    order = _ORDERS.get(key)
    in_order = sorted(values, key=order.index) if order else sorted(values, key=str.casefold)
    options = tuple((value, view.words[value] if order else value) for value in in_order)
    label = view.words[key]
    return Choice(key, label, say(view, "any", what=label), options)
