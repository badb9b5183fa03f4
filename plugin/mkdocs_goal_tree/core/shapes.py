"""The shapes of the models' fields, by the names that authors write: what unfolding goes by."""

from __future__ import annotations

from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args, get_origin

from .model import MODELS
from .parts import PageFields, Part, Period
from .terms import Term

if TYPE_CHECKING:
    from collections.abc import Mapping

# Filled in by reading, never written by an author.
_OURS: dict[type[Part], str] = {
    PageFields: "more",
    Period: "name",
    Term: "slug",
    **dict.fromkeys(MODELS.values(), "page"),
}
# Text that names something or is looked up: a comment beside it is meant as one.
_NAMES = frozenset(
    {"authors", "by", "categories", "cover", "date", "decided_by", "goal", "hide", "icon", "id", "keywords", "kind"}
    | {"label", "metric", "outcome", "owner", "revision", "rule", "shared_with", "slug", "source", "superseded_by"}
    | {"tags", "template", "timebox", "took", "unit", "weight"}
    | {"abbr", "category", "contrast_with", "lint_rules", "plural", "related", "term", "use_instead"}
)


class Shape(NamedTuple):
    """A field holds one value or a list (`many`) of text-like values (`model` is None) or of parts."""

    many: bool
    model: type[Part] | None
    text: bool


@cache
def shapes_of(model: type[Part]) -> Mapping[str, Shape]:
    """The fields of a model by the name in the file (`from`, not `start`)."""
    ours = _OURS.get(model)
    return {info.alias or name: _shape(info.annotation) for name, info in model.model_fields.items() if name != ours}


def takes_prose(name: str) -> bool:
    """Whether a field of that name is free text in any model."""
    return name in _prose()


@cache
def _prose() -> frozenset[str]:
    models: list[type[Part]] = [*MODELS.values(), Term]
    names: set[str] = set()
    for model in models:
        for name, shape in shapes_of(model).items():
            if shape.model and shape.model not in models:
                models.append(shape.model)
            if shape.text:
                names.add(name)
    return frozenset(names - _NAMES)


def _shape(annotation: object) -> Shape:
    options = get_args(annotation) if get_origin(annotation) not in (tuple, Literal) else (annotation,)
    bare = [option for option in options or (annotation,) if option is not type(None)]
    many = get_origin(bare[0]) is tuple
    inner = get_args(bare[0])[0] if many else bare[0]
    inner = get_args(inner)[0] if hasattr(inner, "__metadata__") else inner
    part = inner if isinstance(inner, type) and issubclass(inner, Part) else None
    return Shape(many, part, text=inner is str and len(bare) == 1 and not isinstance(inner, Enum))
