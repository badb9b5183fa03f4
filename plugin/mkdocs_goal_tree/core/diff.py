"""Two goal trees compared: what changed in meaning, whatever the order of files and lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .changes import Change, Kind, Side, in_order
from .easing import ease_of_end
from .legible import leave_illegible
from .metricdiff import compare_metrics
from .model import Impact, Level, Output
from .pairing import pair_goals, pair_metrics
from .particulars import facts_of, parts_of
from .tree import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .changes import Plain
    from .model import Goal
    from .pairing import Pairing
    from .particulars import Fact, Key
    from .tree import GoalTree, Link, Path

# An item of these lists that comes or goes is more than a changed field.
_RECORDED = {
    "reviews.verdicts": (Kind.VERDICT_RECORDED, Kind.VERDICT_WITHDRAWN),
    "decisions": (Kind.DECISION_RECORDED, Kind.DECISION_WITHDRAWN),
    "metrics": (Kind.METRIC_ADDED, Kind.METRIC_REMOVED),
}

_WORD = "reviews.verdicts.verdict"  # told with the verdict


def compare(old: GoalTree, new: GoalTree) -> tuple[Change, ...]:
    """Every change from `old` to `new`, bad news first; the other way round each is its own opposite.

    A goal or metric is known again by its id, by a former one on either side, and a goal by its content.
    """
    pairing = pair_goals(old, new)
    changes = [Change(Kind.GOAL_REMOVED, _whole(old, name), Side()) for name in pairing.gone]
    changes += [Change(Kind.GOAL_ADDED, Side(), _whole(new, name)) for name in pairing.came]
    names = dict(pairing.both)
    unsure = _unread_parents(old), _unread_parents(new)
    for before, after in pairing.both:
        changes += _compare_place(old, new, before, after)
        changes += _compare_parents(old, new, before, after, names, unsure)
        if old.goals[before] is not new.goals[after] and old[before] != new[after]:
            changes += _compare_fields(old, new, old[before], new[after])
    changes += _compare_primary(old, new, pairing)
    return in_order(leave_illegible(changes, old, new))


def _unread_parents(tree: GoalTree) -> dict[str, set[str]]:
    """By goal the parents that it names in files that cannot be read: whether they hold is not known."""
    found: dict[str, set[str]] = {}
    for refused in tree.refused:
        if refused.why is Refusal.UNREADABLE:
            found.setdefault(refused.child, set()).add(refused.edge.goal.strip().lower())
    return found


def _whole(tree: GoalTree, name: str) -> Side:
    return Side(name, value=tree[name].title, span=tree.places[name].at("title"))


def _side(tree: GoalTree, name: str, value: Plain, *path: str | int, item: str = "") -> Side:
    return Side(name, item, value, tree.places[name].at(*path))


def _compare_place(old: GoalTree, new: GoalTree, before: str, after: str) -> Iterator[Change]:
    """The goal's id, its file and the text below its fields."""
    if before != after:
        yield Change(Kind.GOAL_RENAMED, _side(old, before, before, "id"), _side(new, after, after, "id"), "id")
    there, here = old.places[before], new.places[after]
    if there.source.uri != here.source.uri:
        yield Change(Kind.FILE_MOVED, _side(old, before, there.source.uri), _side(new, after, here.source.uri))
    if there.body.split() != here.body.split():
        yield Change(Kind.TEXT_CHANGED, _side(old, before, None), _side(new, after, None))


def _compare_parents(  # noqa: PLR0913, PLR0917 - both sides of everything
    old: GoalTree,
    new: GoalTree,
    before: str,
    after: str,
    names: dict[str, str],
    unsure: tuple[dict[str, set[str]], dict[str, set[str]]],
) -> Iterator[Change]:
    """The links that hold, by the goals that they lead to, and what each says of itself."""
    unread = unsure[0].get(before, set()), unsure[1].get(after, set())
    olds = {names.get(link.parent, f"-{link.parent}"): link for link in old.parents(before)}
    news = {link.parent: link for link in new.parents(after)}
    gone = [link for parent, link in sorted(olds.items()) if parent not in news and link.parent not in unread[1]]
    came = [link for parent, link in sorted(news.items()) if parent not in olds and link.parent not in unread[0]]
    field = "contributes_to"
    if len(gone) == len(came) == 1:
        yield Change(Kind.PARENT_MOVED, _parent(old, gone[0]), _parent(new, came[0]), field)
    else:
        for link in gone:
            yield Change(Kind.PARENT_REMOVED, _parent(old, link), Side(after), field)
        for link in came:
            yield Change(Kind.PARENT_ADDED, Side(before), _parent(new, link), field)
    for parent in sorted(olds.keys() & news.keys()):
        yield from _compare_links(old, new, olds[parent], news[parent])
    serves = bool(olds or unread[0]), bool(news or unread[1])
    if isinstance(old[before], Output) and isinstance(new[after], Output) and serves[0] is not serves[1]:
        kind = Kind.ORPHANED if serves[0] else Kind.ADOPTED
        yield Change(kind, _side(old, before, None, field), _side(new, after, None, field), field)


def _parent(tree: GoalTree, link: Link) -> Side:
    return _side(tree, link.child, link.parent, "contributes_to", link.position, item=link.parent)


def _compare_links(old: GoalTree, new: GoalTree, before: Link, after: Link) -> Iterator[Change]:
    if before.edge == after.edge:
        return
    field, name = "contributes_to", "contributes_to.goal"
    olds = parts_of(before.edge, field, (field, before.position))
    news = parts_of(after.edge, field, (field, after.position))
    for key in sorted((olds.keys() | news.keys()) - {name}):
        was, is_ = olds.get(key), news.get(key)
        if (was and was[0]) != (is_ and is_[0]):
            yield Change(
                Kind.FIELD_CHANGED,
                _side(old, before.child, was[0] if was else None, *(was[1] if was else (field,)), item=before.parent),
                _side(new, after.child, is_[0] if is_ else None, *(is_[1] if is_ else (field,)), item=after.parent),
                key,
            )


def _compare_fields(old: GoalTree, new: GoalTree, before: Goal, after: Goal) -> Iterator[Change]:
    if before.type is not after.type:
        yield _between(old, new, before, after, Kind.LEVEL_CHANGED, "type", before.type.value, after.type.value)
    if before.status_word != after.status_word:
        words = before.status_word, after.status_word
        yield _between(old, new, before, after, Kind.STATUS_MOVED, "status", *words)
    yield from _compare_period(old, new, before, after)
    pairs = pair_metrics(before, after)
    yield from compare_metrics(old, new, before, after, pairs)
    lefts = {a: f"{number}" for number, (a, _) in enumerate(pairs) if a is not None}
    rights = {b: f"{number}" for number, (_, b) in enumerate(pairs) if b is not None}
    facts = facts_of(before, old.places[before.id], lefts, after), facts_of(after, new.places[after.id], rights, before)
    for key in sorted(facts[0].keys() | facts[1].keys()):
        was, is_ = facts[0].get(key), facts[1].get(key)
        if (was and was.value) == (is_ and is_.value) or key[0] == _WORD or _is_kept(key, was, is_):
            continue
        if not _is_told(was, facts[1]) and not _is_told(is_, facts[0]):
            yield _of_fact(old, new, before, after, key[0], was, is_)


def _is_kept(key: Key, was: Fact | None, is_: Fact | None) -> bool:
    """Whether it is an item that is there on both sides: its parts tell what changed, but of a verdict its word."""
    return was is not None and is_ is not None and was.whole and key[0] != "reviews.verdicts"


def _is_told(fact: Fact | None, others: dict[Key, Fact]) -> bool:
    """Whether it is part of an item that is not on the other side at all."""
    return fact is not None and any(key not in others for key in fact.within)


def _of_fact(  # noqa: PLR0913, PLR0917 - both sides of everything
    old: GoalTree, new: GoalTree, before: Goal, after: Goal, field: str, was: Fact | None, is_: Fact | None
) -> Change:
    kind, direction = Kind.FIELD_CHANGED, None
    if field in _RECORDED and (was is None or is_ is None):
        kind = _RECORDED[field][is_ is None]
    elif field == "reviews.verdicts":
        kind = Kind.VERDICT_CHANGED
    elif field == "due":
        kind = Kind.DATE_MOVED
        direction = ease_of_end(*(goal.due if isinstance(goal, Output) else None for goal in (before, after)))
    left = _side(old, before.id, was.value, *was.path, item=was.item) if was else Side(before.id)
    right = _side(new, after.id, is_.value, *is_.path, item=is_.item) if is_ else Side(after.id)
    return Change(kind, left, right, field, direction)


def _compare_period(old: GoalTree, new: GoalTree, before: Goal, after: Goal) -> Iterator[Change]:
    for field, name in (("period.from", "start"), ("period.to", "end")):
        was, is_ = (getattr(goal.period, name, None) for goal in (before, after))
        if was != is_:
            change = _between(old, new, before, after, Kind.DATE_MOVED, field, was, is_)
            yield change._replace(direction=ease_of_end(was, is_)) if name == "end" else change


def _between(  # noqa: PLR0913, PLR0917 - both sides of everything
    old: GoalTree, new: GoalTree, before: Goal, after: Goal, kind: Kind, field: str, was: Plain, is_: Plain
) -> Change:
    path: Path = tuple(field.split("."))
    return Change(kind, _side(old, before.id, was, *path), _side(new, after.id, is_, *path), field)


def _compare_primary(old: GoalTree, new: GoalTree, pairing: Pairing) -> Iterator[Change]:
    """The impact that is primary last, as far as it is planned, in each scope."""
    olds, news = _last_primary(old), _last_primary(new)
    names = dict(pairing.both)
    for scope in sorted(olds.keys() | news.keys()):
        was, is_ = olds.get(scope, ""), news.get(scope, "")
        if names.get(was, was) != is_ and was not in new.unread and is_ not in old.unread:
            left = _side(old, was, old[was].title, "primary") if was else Side()
            right = _side(new, is_, new[is_].title, "primary") if is_ else Side()
            yield Change(Kind.PRIMARY_SWITCHED, left, right, "primary")


def _last_primary(tree: GoalTree) -> dict[str, str]:
    """By scope the impact whose period as the primary one starts last."""
    periods = [
        (period.start, goal.id, goal.scope, period.end)
        for goal in tree.at_level(Level.IMPACT)
        if isinstance(goal, Impact)
        for period in goal.primary
    ]
    return {scope: name for _, name, scope, _ in sorted(periods, key=lambda period: period[:2])}
