"""Edits of several files that belong together, and how a file reads once they are made."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .excerpts import lines_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .source import Source, Span


class Edit(NamedTuple):
    """The text that takes the place of a span; an empty span is where text is put in."""

    span: Span
    text: str


class Move(NamedTuple):
    """A file's former and new path, as people see them."""

    path: str
    to: str


class Renaming(NamedTuple):
    """The edits of each file by its path as people see it, in order of place, and the goal's file if it moves.

    Edits go before the move.
    """

    edits: Mapping[str, tuple[Edit, ...]]
    move: Move | None = None


def apply(source: Source, edits: Iterable[Edit]) -> str:
    """The file's text with the edits made."""
    starts = lines_of(source).starts
    text = source.text
    for span, wanted in sorted(edits, reverse=True):
        start, end = (starts[line - 1] + column - 1 for line, column in (span[1:3], span[3:5]))
        text = text[:start] + wanted + text[end:]
    return text
