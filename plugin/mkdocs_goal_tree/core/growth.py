"""How the tree grows out of the files: goals by id, links that hold, and why the others do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .tree import GoalTree, Link, Refusal, Refused, serves

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Mapping, Sequence

    from .model import Goal
    from .tree import Place, Read


def grow(files: Iterable[Read]) -> GoalTree:
    """The graph of all files; nothing stops early, what does not hold is in `refused`, `unread` and `doubles`."""
    in_file_order = sorted(files, key=lambda read: read.place.source.uri)
    goals, places, unread, doubles = _by_id(in_file_order)
    goals = {g.id: g for g in sorted(goals.values(), key=lambda g: (g.order is None, g.order or 0))}
    # Of two goals with one former id the first has it, as GT103 says.
    former = {
        name: goal.id
        for goal in reversed(goals.values())
        for alias in goal.aliases
        if (name := alias.lower()) not in goals
    }
    links, refused = _links(goals, unread, former)
    links, cycles = _without_cycles(goals, links)
    rank = {g: i for i, g in enumerate(goals)}
    return GoalTree(
        goals,
        places,
        links,
        (*refused, *cycles),
        unread,
        doubles,
        former,
        _group(links, lambda link: link.child),
        _group(sorted(links, key=lambda link: rank[link.child]), lambda link: link.parent),
    )


def _by_id(
    files: Sequence[Read],
) -> tuple[dict[str, Goal], dict[str, Place], dict[str, Read], tuple[Read, ...]]:
    goals: dict[str, Goal] = {}
    places: dict[str, Place] = {}
    doubles: list[Read] = []
    for read in files:
        if read.goal is None:
            continue
        if read.id in goals:
            doubles.append(read)
        else:
            goals[read.id], places[read.id] = read.goal, read.place
    unread = {read.id: read for read in files if read.goal is None and read.id not in goals}
    return goals, places, unread, tuple(doubles)


def _links(
    goals: Mapping[str, Goal], unread: Mapping[str, Read], former: Mapping[str, str]
) -> tuple[tuple[Link, ...], list[Refused]]:
    links: dict[tuple[str, str], Link] = {}
    refused: list[Refused] = []
    for goal in goals.values():
        for position, edge in enumerate(goal.contributes_to):
            name = edge.goal.strip().lower()
            parent = goals.get(former.get(name, name))
            if parent is None:
                why = Refusal.UNREADABLE if name in unread else Refusal.UNKNOWN
                refused.append(Refused(goal.id, position, edge, why))
            elif objection := _objection(goal, parent, links):
                refused.append(Refused(goal.id, position, edge, objection))
            else:
                links[goal.id, parent.id] = Link(goal.id, parent.id, position, edge)
    return tuple(links.values()), refused


def _objection(goal: Goal, parent: Goal, links: Container[tuple[str, str]]) -> Refusal | None:
    """Why a goal cannot serve a parent that there is; `links` are those that hold already, as child and parent."""
    if parent is goal:
        return Refusal.ITSELF
    if (goal.id, parent.id) in links:
        return Refusal.DOUBLE
    return None if serves(goal.type, parent.type) else Refusal.LEVEL


def _without_cycles(goals: Mapping[str, Goal], links: Sequence[Link]) -> tuple[tuple[Link, ...], list[Refused]]:
    """One walk upward from every goal; a link to a goal that is still on the way closes a cycle and is cut."""
    above = _group(links, lambda link: link.child)
    cut: dict[tuple[str, str], Refused] = {}
    done: set[str] = set()
    for start in goals:
        if start in done:
            continue
        way, iterators = [start], [iter(above.get(start, ()))]
        on_way = {start}
        while way:
            link = next(iterators[-1], None)
            if link is None:
                done.add(way[-1])
                on_way.discard(way.pop())
                iterators.pop()
            elif link.parent in on_way:
                path = tuple(way[way.index(link.parent) :])
                cut[link.child, link.parent] = Refused(link.child, link.position, link.edge, Refusal.CYCLE, path)
            elif link.parent not in done:
                way.append(link.parent)
                on_way.add(link.parent)
                iterators.append(iter(above.get(link.parent, ())))
    return tuple(link for link in links if (link.child, link.parent) not in cut), list(cut.values())


def _group(links: Iterable[Link], key: Callable[[Link], str]) -> dict[str, tuple[Link, ...]]:
    groups: dict[str, list[Link]] = {}
    for link in links:
        groups.setdefault(key(link), []).append(link)
    return {name: tuple(group) for name, group in groups.items()}
