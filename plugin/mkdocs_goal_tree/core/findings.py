"""A finding: one fault or fact, its place, what is wanted instead."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .source import Span


class Severity(IntEnum):
    """How much a finding weighs; larger is worse, so that `>=` reads as "at or above"."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Note:
    """A second place that belongs to a finding: the first use of a name, an edge of a cycle."""

    span: Span
    message: str


class Fix(NamedTuple):
    """A remedy that needs no question: the text meant at a place, a field's name or a value without its quotes."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A plain value; renderers turn it into a terminal line, a page section or an annotation.

    `rule` is a code of `core/rules.py` (GT302); `message` says what was found, then what is wanted, and names a field by
    its path; `help` is the remedy; `goal` the id of the goal it belongs to, if any. `severity` is the rule's own until
    `project.examine` has applied the settings.
    """

    rule: str
    severity: Severity
    span: Span
    message: str
    help: str = ""
    goal: str = ""
    notes: tuple[Note, ...] = ()
    fix: Fix | None = field(default=None, compare=False)
    """Where the remedy is certain; what was found is the same without it."""


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The one sort order, by place then code, without exact repetitions."""
    return tuple(sorted(set(findings), key=lambda f: (f.span, f.rule, f.message, f.help)))
