"""A goal taken apart into its single values, so that two of them can be laid side by side whatever their order is."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from pydantic import BaseModel

from .metric import Metric, Target
from .model import GoalBase, PrimaryPeriod
from .nodes import Spans, node_at
from .parts import Assumption, Decision, Evidence, Ignore, PageFields, Ref
from .review import Acceptance, Expectation, Review, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from .changes import Plain
    from .model import Goal
    from .tree import Path, Place

Key = tuple[str, tuple[str, ...]]
"""The path of a field without positions, and which of several items on the way are meant."""

# What is compared elsewhere, with a meaning of its own.
_APART = {
    GoalBase: {"id", "type", "status", "contributes_to", "period"},
    Metric: {"id", "name", "milestones", "baseline", "actuals"},
}
_DEFAULTS = {
    "description": {"summary"},
    "extent": {"metrics"},
    "expects": {"contributes_to"},
    "reviews": {"contributes_to", "expects", "shipped_on"},
}
"""Fields that are filled in from others: what changed is told there."""


class Fact(NamedTuple):
    """A value; `within` are the keys of the items that it is part of, `item` names the innermost.

    `whole`: it stands for an item of a list, whose parts are facts of their own.
    """

    value: Plain
    path: Path
    item: str = ""
    within: tuple[Key, ...] = ()
    whole: bool = False


def facts_of(goal: Goal, place: Place, metrics: Mapping[int, str], other: Goal) -> dict[Key, Fact]:
    """The values that the goal's file gives in fields that the level of `other` has too and that differ there.

    `metrics` names each metric by its position, alike in both goals.
    """
    found: dict[Key, Fact] = {}
    fields = type(goal).model_fields if goal.type is other.type else ()
    _take(
        goal, _Way("", (), ()), found, metrics, {name for name in fields if getattr(goal, name) == getattr(other, name)}
    )
    if goal.type is other.type:
        return {key: fact for key, fact in found.items() if not _follows(place, fact.path)}
    shared = {info.alias or name for name, info in type(other).model_fields.items()} | PageFields.model_fields.keys()
    return {key: fact for key, fact in found.items() if fact.path[0] in shared and not _follows(place, fact.path)}


def parts_of(value: object, prefix: str, path: Path) -> dict[str, tuple[Plain, Path]]:
    """The fields of one part, such as a link to a parent, by name."""
    found: dict[Key, Fact] = {}
    if isinstance(value, BaseModel):
        _take(value, _Way(prefix, path, ()), found, {})
    return {field: (fact.value, fact.path) for (field, _), fact in found.items()}


def show_target(target: Target) -> str:
    """A milestone as text, without its unit."""
    ends = " to ".join("" if end is None else f"{end:f}" for end in (target.min, target.max))
    value = "" if target.value is None else f"{target.value}"
    return " ".join(part for part in (value or ends.strip(), f"by {target.by}" if target.by else "") if part)


class _Way(NamedTuple):
    """Where the walk is: the field, the path in the file, the items on the way."""

    field: str
    path: Path
    items: tuple[str, ...]
    within: tuple[Key, ...] = ()
    shown: str = ""

    def into(self, name: str) -> _Way:
        return self._replace(field=f"{self.field}.{name}".removeprefix("."), path=(*self.path, name))


def _take(
    part: BaseModel, way: _Way, found: dict[Key, Fact], metrics: Mapping[int, str], but: Collection[str] = ()
) -> None:
    apart = set(but).union(*(names for kind, names in _APART.items() if isinstance(part, kind)))
    for name, info in type(part).model_fields.items():
        if name in apart:
            continue
        value = getattr(part, name)
        if _is_absent(value):
            continue
        here = way.into(info.alias or name)
        match value:
            case PageFields():
                _take(value, way, found, metrics)
            case BaseModel():
                _take(value, here, found, metrics)
            case tuple() if value and isinstance(value[0], BaseModel):
                _take_items(value, here, found, metrics)
            case dict():
                for key, item in value.items():
                    _put(found, here.into(str(key)), item)
            case _:
                _put(found, here, value)
    if isinstance(part, Metric) and len(part.milestones) > 1:
        early = tuple(show_target(milestone) for milestone in part.milestones[:-1])
        found["metrics.milestones", way.items] = Fact(early, (*way.path, "target"), way.shown, way.within)


def _take_items(parts: tuple[BaseModel, ...], way: _Way, found: dict[Key, Fact], metrics: Mapping[int, str]) -> None:
    seen: Counter[str] = Counter()
    for position, part in enumerate(parts):
        name = metrics[position] if isinstance(part, Metric) else _name(part, position)
        seen[name] += 1
        own = name if seen[name] == 1 else f"{name} ({seen[name]})"
        key = (way.field, (*way.items, own))
        path = (*way.path, position)
        shown = part.id if isinstance(part, Metric) else own
        # A verdict is told also where its whole review is new.
        around = () if isinstance(part, Verdict) else way.within
        found[key] = Fact(_gist(part), path, shown, around, whole=True)
        _take(part, _Way(way.field, path, key[1], (*way.within, key), shown), found, metrics)


def _put(found: dict[Key, Fact], way: _Way, value: object) -> None:
    if _is_absent(value):
        return
    found[way.field, way.items] = Fact(_plain(value), way.path, way.shown, way.within)


def _is_absent(value: object) -> bool:
    return value is None or value in ("", ())


def _plain(value: object) -> Plain:
    match value:
        case tuple():
            return tuple(str(item) for item in value)
        case bool() | int() | Decimal() | date():
            return value
        case _:
            return str(value)


_NAMES: dict[type[BaseModel], Callable[..., str]] = {
    Acceptance: lambda part: part.criterion,
    Assumption: lambda part: part.text,
    Decision: lambda part: part.what,
    Evidence: lambda part: part.note or part.url,
    Expectation: lambda part: part.metric or part.outcome,
    Ignore: lambda part: part.rule,
    PrimaryPeriod: lambda part: part.start.isoformat(),
    Ref: lambda part: part.label or part.url,
    Verdict: lambda part: part.metric or part.outcome,
}


def _name(part: BaseModel, position: int) -> str:
    """The words by which an item of a list is known again; a review round by its number."""
    name = _NAMES.get(type(part))
    return (name(part) if name else "") or str(position + 1)


def _gist(part: BaseModel) -> Plain:
    """What an item says if it is told as a whole."""
    match part:
        case Metric():
            return part.name
        case Verdict():
            return part.verdict.value
        case Review():
            return part.question or part.done_on or part.due or ""
        case _:
            return _name(part, 0)


def _follows(place: Place, path: Path) -> bool:
    """Whether the value was filled in from another field of the file."""
    origins = _DEFAULTS.get(str(path[0]))
    if origins is None or not isinstance(place.spans, Spans):
        return False
    node = node_at(place.spans.read, ("page", *path) if path[0] in PageFields.model_fields else path)
    written = [step for step in (node.path if node else ()) if step != "goal"]
    return bool(written) and written[0] in origins
