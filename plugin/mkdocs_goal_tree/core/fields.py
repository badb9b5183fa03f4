"""What can be asked of a goal: every field of the goal file by its name there, and what follows from them."""

from __future__ import annotations

import types
from collections.abc import Callable, Sequence  # noqa: TC003 - part of the shape of a dataclass
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Annotated, Literal, Union, cast, get_args, get_origin

from pydantic import BaseModel

from .dates import Duration
from .model import MODELS, Impact, Level
from .parts import PageFields
from .progress import State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .facts import Facts
    from .model import Goal

Scalar = Decimal | date | Duration | bool | str
# Values that also have a short form in the file stand for it: `metrics.target` is its value.
_SHORT = {"baseline": "value", "target": "value", "contributes_to": "goal", "period": "name", "source": "label"}
_GOALS = frozenset(
    {
        "id",
        "superseded_by",
        "contributes_to.goal",
        "expects.outcome",
        "reviews.expects.outcome",
        "reviews.verdicts.outcome",
    }
)


class Kind(StrEnum):
    """How values of a field compare."""

    TEXT = "text"
    WORD = "one of its words"
    NUMBER = "a number"
    DAY = "a day"
    LENGTH = "a length of time"
    FLAG = "true or false"
    MIXED = "a number or text"
    OWNER = "an owner"
    GOAL = "the id of a goal"
    RULE = "the code of a rule"
    PART = "a list of parts"


@dataclass(frozen=True)
class Field:
    """One thing to ask; `read` gives its values, absent ones left out.

    `words` are all that a WORD can be. `counted`: a number asks how many there are. `parts` are the fields of a PART.
    """

    name: str
    kind: Kind
    read: Callable[[Goal, Facts], Sequence[Scalar]]
    words: tuple[str, ...] = ()
    counted: bool = False
    parts: tuple[str, ...] = ()


@cache
def fields() -> dict[str, Field]:
    """All fields by name."""
    found: dict[str, Field] = {}
    for model in MODELS.values():
        for one in _fields_of(model):
            found[one.name] = _merged(found.get(one.name), one)
    return found | {one.name: one for one in _derived()}


def _derived() -> Iterable[Field]:
    yield Field("level", Kind.WORD, lambda goal, _: (goal.type.value,), tuple(map(str, Level)))
    yield Field("status", Kind.WORD, lambda goal, _: (goal.status_word,), _statuses())
    yield Field("state", Kind.WORD, lambda goal, facts: _one(facts.state(goal)), tuple(map(str, State)))
    yield Field("progress", Kind.NUMBER, lambda goal, facts: _one(facts.progress(goal)))
    yield Field("owner", Kind.OWNER, lambda goal, facts: facts.owners(goal))
    yield Field("parents", Kind.GOAL, lambda goal, facts: facts.parents(goal), counted=True)
    yield Field("children", Kind.GOAL, lambda goal, facts: facts.children(goal), counted=True)
    yield Field("under", Kind.GOAL, lambda goal, facts: tuple(facts.ancestors(goal)))
    yield Field("findings", Kind.RULE, lambda goal, facts: facts.codes(goal), counted=True)
    yield Field("period", Kind.TEXT, lambda goal, _: _one((goal.period.name or "from – to") if goal.period else None))
    yield Field(
        "primary",
        Kind.FLAG,
        lambda goal, facts: (isinstance(goal, Impact) and goal.primary_on(facts.today) is not None,),
    )


def _one(value: Scalar | None) -> tuple[Scalar, ...]:
    return () if value is None or value == "" else (value,)


def _statuses() -> tuple[str, ...]:
    words = (str(word) for model in MODELS.values() for word in _words_of(model.model_fields["status"].annotation))
    return tuple(dict.fromkeys(words))


def _merged(one: Field | None, other: Field) -> Field:
    """A field that several levels have, with the words of all."""
    if one is None:
        return other
    return Field(
        other.name, other.kind, other.read, tuple(dict.fromkeys((*one.words, *other.words))), other.counted, other.parts
    )


def _fields_of(model: type[BaseModel], above: tuple[str, ...] = (), path: tuple[str, ...] = ()) -> Iterable[Field]:
    """The fields of a model by their names in the file, with those of the parts inside; `path` are the attributes."""
    for attribute, info in model.model_fields.items():
        annotation = _plain(info.annotation)
        if annotation is PageFields:
            yield from _fields_of(PageFields, above, (*path, attribute))
            continue
        names = (*above, info.alias or attribute)
        here, name = (*path, attribute), ".".join(names)
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            parts = tuple(_fields_of(annotation, names, here))
            yield from parts
            inside = tuple(part.name for part in parts if part.name.count(".") == len(names))
            short = next((part for part in parts if part.name == f"{name}.{_SHORT.get(names[-1])}"), None)
            yield (
                Field(name, short.kind, short.read, parts=inside)
                if short
                else Field(name, Kind.PART, _presence(here), counted=True, parts=inside)
            )
        elif kind := Kind.GOAL if name in _GOALS else _kind(annotation):
            yield Field(name, kind, _reader(here), tuple(map(str, _words_of(annotation))) if kind is Kind.WORD else ())


def _plain(annotation: object) -> object:
    """A type without `Annotated`, `None` and the list around it; a union of several types stays."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _plain(get_args(annotation)[0])
    if origin is tuple:
        return _plain(get_args(annotation)[0])
    if origin in {Union, types.UnionType}:
        rest = [one for one in get_args(annotation) if one is not type(None)]
        return _plain(rest[0]) if len(rest) == 1 else annotation
    return annotation


def _words_of(annotation: object) -> tuple[object, ...]:
    """The words of a `Literal` or of an enumeration."""
    annotation = _plain(annotation)
    return get_args(annotation) if get_origin(annotation) is Literal else tuple(cast("type[StrEnum]", annotation))


def _kind(annotation: object) -> Kind | None:
    """How values of a type compare; None for what holds no value of its own."""
    if get_origin(annotation) is Literal or (isinstance(annotation, type) and issubclass(annotation, StrEnum)):
        return Kind.WORD
    if get_origin(annotation) in {Union, types.UnionType}:
        return Kind.MIXED
    known = {
        str: Kind.TEXT,
        bool: Kind.FLAG,
        Decimal: Kind.NUMBER,
        int: Kind.NUMBER,
        date: Kind.DAY,
        Duration: Kind.LENGTH,
    }
    return known.get(annotation) if isinstance(annotation, type) else None


def _reader(path: tuple[str, ...]) -> Callable[[Goal, Facts], Sequence[Scalar]]:
    return lambda goal, _: tuple(_scalar(value) for value in _reach(goal, path) if value != "")


def _presence(path: tuple[str, ...]) -> Callable[[Goal, Facts], Sequence[Scalar]]:
    """One true for each part that is there."""
    return lambda goal, _: tuple(True for _ in _reach(goal, path))


def _scalar(value: object) -> Scalar:
    if isinstance(value, bool | date | Decimal | Duration):
        return value
    return Decimal(value) if isinstance(value, int) else str(value)


def _reach(start: object, path: Sequence[str]) -> list[object]:
    """All values at a path of attributes, lists opened, what is absent left out."""
    found = [start]
    for step in path:
        values = (getattr(one, step, None) for one in found)
        found = [
            one for value in values for one in (value if isinstance(value, tuple) else (value,)) if one is not None
        ]
    return found
