"""The text of a file at a place, and the place of a piece of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from .source import Source, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_BREAK = re.compile(r"\r\n?|\n")


class Lines(NamedTuple):
    """A file and the indexes at which its lines begin."""

    source: Source
    starts: tuple[int, ...]

    def excerpt(self, span: Span) -> tuple[int, str]:
        """The index at which a span begins, and the text in it as it is written."""
        start = self.starts[span.line - 1] + span.column - 1
        return start, self.source.text[start : self.starts[span.end_line - 1] + span.end_column - 1]

    def span(self, start: int, end: int) -> Span:
        row, last = bisect_right(self.starts, start), bisect_right(self.starts, end)
        columns = start - self.starts[row - 1] + 1, end - self.starts[last - 1] + 1
        return Span(self.source.path, row, columns[0], last, columns[1])


def lines_of(source: Source) -> Lines:
    return Lines(source, (0, *(match.end() for match in _BREAK.finditer(source.text))))


def places_of(pattern: re.Pattern[str], source: Source, span: Span) -> Iterator[Span]:
    """Where in a value a pattern matches, as it is written in the file."""
    lines = lines_of(source)
    start, text = lines.excerpt(span)
    for match in pattern.finditer(text):
        yield lines.span(start + match.start(), start + match.end())
