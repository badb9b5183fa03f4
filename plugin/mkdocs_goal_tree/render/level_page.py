"""The tables of a whole level: `goals/impacts.md`, `outcomes.md`, `outputs.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mkdocs_goal_tree.core.model import Level
from mkdocs_goal_tree.core.progress import State

from .cards import as_of
from .section import Page
from .tables import RANKS, in_need_first, row, values_of
from .view import View, at_level, render, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .tables import Row

_GOOD = frozenset({State.ON_TRACK, State.TARGET_MET})


class Pick(NamedTuple):
    """A button over a table: rows of which `filter` holds; of a `group` one at a time."""

    filter: str
    group: str
    icon: str
    text: str


class Choice(NamedTuple):
    """A drop-down over a table: the rows whose `key` has the chosen value."""

    key: str
    label: str
    every: str
    values: tuple[str, ...]


def level_page(view: View, level: Level) -> Page:
    """All goals of a level, who needs help first; complete without script, with it sorted and filtered."""
    rows = in_need_first([row(view, goal) for goal in at_level(view, level)])
    html = render(
        view,
        "level.html.jinja",
        as_of=as_of(view),
        level=level.value,
        lead=_lead(view, level, rows),
        rows=rows,
        picks=list(_picks(view, rows)),
        choices=[choice for key in ("owner", "period") if (choice := _choice(view, key, rows))],
    )
    return Page(view.words[f"{level}s"], html)


def _lead(view: View, level: Level, rows: list[Row]) -> list[str]:
    """`1 of 3 active outcomes is on track`, then what the others are."""
    keys = [one.attributes["state"] for one in rows if one.attributes["status"] == "active"]
    if level is Level.OUTPUT or not keys:
        return []
    good = sum(key in _GOOD for key in keys)
    rest = [say(view, f"n-{key}", count=keys.count(key)) for key in RANKS if key in keys and key not in _GOOD]
    return [say(view, f"{level}s-on-track", count=good, whole=len(keys)), *rest]


def _picks(view: View, rows: list[Row]) -> Iterator[Pick]:
    words = view.words
    yield Pick("", "", "", words.say("pick", word=words["all"], count=len(rows)))
    seen = [one.attributes for one in rows]
    for status in ("active", "building", "planned"):
        if count := sum(one["status"] == status for one in seen):
            yield Pick(f"status={status}", "status", "", words.say("pick", word=words[status], count=count))
    if count := sum(one["closed"] == "true" for one in seen):
        yield Pick("closed", "status", "", words.say("pick", word=words["closed"], count=count))
    for state in ("overdue", *State):
        if count := sum(one["state"] == state for one in seen):
            word = words["review-overdue" if state == "overdue" else state]
            yield Pick(f"state={state}", "state", state, words.say("pick", word=word, count=count))
    if 0 < sum(one["primary"] == "true" for one in seen) < len(seen):
        yield Pick("primary", "", "", words["serves-primary"])


def _choice(view: View, key: str, rows: list[Row]) -> Choice | None:
    """The values that occur; a choice of one is none."""
    values = sorted({value for one in rows for value in values_of(one.attributes[key]) if value}, key=str.casefold)
    if len(values) < 2:  # noqa: PLR2004
        return None
    return Choice(key, view.words[key], say(view, "any", what=view.words[key]), tuple(values))
