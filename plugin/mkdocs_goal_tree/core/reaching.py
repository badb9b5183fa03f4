"""Which field of which model a path in a goal file leads to, and which fields name other goals."""

from __future__ import annotations

from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args, get_origin, get_type_hints

from .model import MODELS
from .parts import Edge, PageFields, Part
from .review import Expectation, Verdict
from .scalars import Flag
from .shapes import shapes_of
from .unfolding import RENAMED, SHORT

if TYPE_CHECKING:
    from collections.abc import Sequence

_NAMES_GOALS = frozenset(
    {(Edge, "goal"), (Expectation, "outcome"), (Verdict, "outcome")}
    | {(model, "superseded_by") for model in MODELS.values()}
)


class Field(NamedTuple):
    """A field by its model and its name there."""

    model: type[Part]
    name: str

    @property
    def names_a_goal(self) -> bool:
        return (self.model, self.name) in _NAMES_GOALS

    @property
    def words(self) -> tuple[str, ...]:
        """The words that it takes, where it takes no others."""
        return tuple(MODELS) if self.model in MODELS.values() and self.name == "type" else _words(self.model, self.name)


def model_at(model: type[Part], names: Sequence[str]) -> type[Part] | None:
    """The part that the fields lead to, from a goal's model on; None where they hold no part."""
    here: type[Part] | None = model
    for name in names:
        field = field_of(here, name) if here else None
        here = shapes_of(field.model)[field.name].model if field else None
    return here


def field_at(model: type[Part], names: Sequence[str]) -> Field | None:
    """The field whose value the path leads to; of a short form (`contributes_to: x`) the field it stands for."""
    around = model_at(model, names[:-1]) if names else None
    field = field_of(around, names[-1]) if around else None
    part = shapes_of(field.model)[field.name].model if field else None
    return Field(part, SHORT[part]) if part in SHORT and part else field


def field_of(model: type[Part], name: str) -> Field | None:
    """The field of that name, also under its other spelling, and of a goal one that is handed to the theme."""
    name = name if name in shapes_of(model) else RENAMED.get(name, name)
    if name in shapes_of(model):
        return Field(model, name)
    if model in MODELS.values() and name in shapes_of(PageFields):
        return Field(PageFields, name)
    return None


@cache
def _words(model: type[Part], name: str) -> tuple[str, ...]:
    inner = next((known for known, info in model.model_fields.items() if (info.alias or known) == name), name)
    hint = get_type_hints(model, include_extras=True)[inner]
    for option in (hint, *get_args(hint)):
        if option == Flag:
            return ("true", "false")
        if get_origin(option) is Literal:
            return tuple(str(word) for word in get_args(option))
        if isinstance(option, type) and issubclass(option, Enum):
            return tuple(str(word.value) for word in option)
    return ()
