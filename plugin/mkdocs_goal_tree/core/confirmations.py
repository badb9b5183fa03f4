"""Links of a goal confirmed: each gets the fingerprint of its parent as `revision`, in the goal's file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .additions import item_lines
from .editing import Refusal
from .fingerprint import fingerprint
from .insertions import put
from .measurements import Addition, Refused
from .nodes import Spans, node_at
from .reading import read_file

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .model import Goal
    from .nodes import Path
    from .settings import Settings
    from .tree import GoalTree, Link, Place

_FIELD = "contributes_to"


def confirm(tree: GoalTree, links: Sequence[Link], tables: Mapping[str, str], settings: Settings) -> Addition | Refused:
    """The file of one goal with the present fingerprints of the parents at these links of it, all of them or none.

    The result is read again; where the goal differs in anything but these revisions it is refused.
    """
    goal, place = tree[links[0].child], tree.places[links[0].child]
    revisions = {link.position: fingerprint(tree[link.parent]) for link in links}
    source = place.source
    for position, revision in revisions.items():
        result = put(source, _written_path(place, position), "revision", revision, short="goal")
        if isinstance(result, Refusal):
            return Refused(result.why, source.uri, _by_hand(links, revisions))
        source = replace(source, text=result)
    again, _ = read_file(source, settings, tables)
    if again is None or again.goal != _confirmed(goal, revisions):
        return Refused("it would not read back with these revisions alone", source.uri, _by_hand(links, revisions))
    return Addition(source.uri, source.text)


def _written_path(place: Place, position: int) -> Path:
    """Where the link stands in the file as it was written: a lone one has no position."""
    assert isinstance(place.spans, Spans)  # noqa: S101 - of a goal that was read
    node = node_at(place.spans.read, (_FIELD, position))
    return node.path if node else (_FIELD, position)


def _confirmed(goal: Goal, revisions: Mapping[int, str]) -> Goal:
    edges = tuple(
        edge.model_copy(update={"revision": revisions.get(position, edge.revision)})
        for position, edge in enumerate(goal.contributes_to)
    )
    return goal.model_copy(update={"contributes_to": edges})


def _by_hand(links: Sequence[Link], revisions: Mapping[int, str]) -> str:
    """The links as an author would write them."""
    items = (item_lines(_FIELD, {"goal": one.edge.goal, "revision": revisions[one.position]}) for one in links)
    return f"{_FIELD}:\n" + "".join(item.partition("\n")[2] for item in items)
