"""Which goal of one tree is which goal of another: by id, by a former id on either side, else by content."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

    from .metric import Metric
    from .model import Goal
    from .tree import GoalTree


class Pairing(NamedTuple):
    """Ids of goals that are in both trees, old and new; those that went and those that came."""

    both: tuple[tuple[str, str], ...]
    gone: tuple[str, ...]
    came: tuple[str, ...]


def pair_goals(old: GoalTree, new: GoalTree) -> Pairing:
    """Goals of files that cannot be read on one side neither went nor came: what became of them is not known."""
    left = {goal.id: goal for goal in old}
    right = {goal.id: goal for goal in new}
    both = [(name, name) for name in left if name in right]
    both += _former(old, new, {name for name, _ in both})
    for key in (_text_in(old, new), _title):
        taken = {a for a, _ in both}, {b for _, b in both}
        both += _alike(
            [goal for name, goal in left.items() if name not in taken[0]],
            [goal for name, goal in right.items() if name not in taken[1]],
            key,
        )
    olds, news = {a for a, _ in both}, {b for _, b in both}
    return Pairing(
        tuple(sorted(both)),
        tuple(sorted(name for name in left.keys() - olds if not _unread(name, old, new))),
        tuple(sorted(name for name in right.keys() - news if not _unread(name, new, old))),
    )


def pair_metrics(old: Goal, new: Goal) -> list[tuple[int | None, int | None]]:
    """Positions of the metrics of both: by id, else by a former id or name on either side; None where it has no other."""
    left, right = _numbered(old), _numbered(new)
    pairs: list[tuple[int | None, int | None]] = [(left.pop(k), right.pop(k)) for k in list(left) if k in right]
    likely = [(a, b) for a in left.values() for b in right.values() if _answer(old.metrics[a], new.metrics[b])]
    sure = [(a, b) for a, b in likely if sum(a == x for x, _ in likely) == 1 and sum(b == y for _, y in likely) == 1]
    gone = [a for a in left.values() if all(a != x for x, _ in sure)]
    came = [b for b in right.values() if all(b != y for _, y in sure)]
    return [*pairs, *sure, *((a, None) for a in gone), *((None, b) for b in came)]


def _former(old: GoalTree, new: GoalTree, taken: set[str]) -> list[tuple[str, str]]:
    """Pairs by alias, the first alias of a goal first; a goal that is there under its own id is no other one."""
    ranked = [
        *((then, now, _position(new[now], then)) for then, now in new.former.items() if then in old.goals),
        *((then, now, _position(old[then], now)) for now, then in old.former.items() if now in new.goals),
    ]
    pairs: dict[str, str] = {}
    for then, now, _ in sorted(ranked, key=lambda pair: (pair[2], sorted(pair[:2]))):
        if {then, now}.isdisjoint(taken) and then not in pairs and now not in pairs.values():
            pairs[then] = now
    return list(pairs.items())


def _position(goal: Goal, alias: str) -> int:
    return [name.lower() for name in goal.aliases].index(alias)


def _alike(olds: Iterable[Goal], news: Iterable[Goal], key: Callable[[Goal], Hashable | None]) -> list[tuple[str, str]]:
    """Pairs of goals with the same key, where no other goal on either side has it."""
    left, right = _by_key(olds, key), _by_key(news, key)
    return [(left[k][0], right[k][0]) for k in left if k in right and len(left[k]) == 1 and len(right[k]) == 1 and k]


def _by_key(goals: Iterable[Goal], key: Callable[[Goal], Hashable | None]) -> dict[Hashable | None, list[str]]:
    found: dict[Hashable | None, list[str]] = {}
    for goal in goals:
        found.setdefault(key(goal), []).append(goal.id)
    return found


def _text_in(old: GoalTree, new: GoalTree) -> Callable[[Goal], Hashable | None]:
    def text(goal: Goal) -> Hashable | None:
        tree = old if old.goals.get(goal.id) is goal else new
        return tree.places[goal.id].source.text

    return text


def _title(goal: Goal) -> Hashable | None:
    return goal.type, " ".join(goal.title.casefold().split())


def _unread(name: str, here: GoalTree, there: GoalTree) -> bool:
    uri = here.places[name].source.uri
    return name in there.unread or any(read.place.source.uri == uri for read in there.unread.values())


def _numbered(goal: Goal) -> dict[tuple[str, int], int]:
    """The metrics' positions by id; of several with one id by their order."""
    found: dict[tuple[str, int], int] = {}
    for position, metric in enumerate(goal.metrics):
        count = sum(name == metric.id for name, _ in found)
        found[metric.id, count] = position
    return found


def _answer(old: Metric, new: Metric) -> bool:
    """Whether either knows the other by a name."""
    return any(new.answers_to(name) for name in (old.id, old.name)) or any(
        old.answers_to(name) for name in (new.id, new.name)
    )
