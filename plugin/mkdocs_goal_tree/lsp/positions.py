"""Places as the protocol counts them: lines from 0, columns in the units that client and server agreed on (UTF-16)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lsprotocol import types as lsp

from mkdocs_goal_tree.core.cursor import BREAK

if TYPE_CHECKING:
    from pygls.workspace import PositionCodec

    from mkdocs_goal_tree.core.source import Span


@dataclass(frozen=True)
class Lines:
    """A text by its lines, which end where the protocol says, and not at U+2028 and the like."""

    lines: tuple[str, ...]
    codec: PositionCodec

    def column(self, position: lsp.Position) -> int:
        """The characters left of a position; a position beyond the line's end is its end."""
        units = 0
        for column, sign in enumerate(line := self.at(position.line)):
            if units >= position.character:
                return column
            units += self.codec.client_num_units(sign)
        return len(line)

    def at(self, row: int) -> str:
        return self.lines[row] if 0 <= row < len(self.lines) else ""

    def position(self, row: int, column: int) -> lsp.Position:
        """Row and column, both counted from 0; beyond the text it is the end of the text."""
        if row >= len(self.lines):
            row, column = len(self.lines) - 1, len(self.lines[-1])
        return lsp.Position(row, self.codec.client_num_units(self.at(row)[:column]))

    def on_line(self, row: int, start: int, end: int) -> lsp.Range:
        return lsp.Range(self.position(row, start), self.position(row, end))

    def range(self, span: Span) -> lsp.Range:
        return lsp.Range(
            self.position(span.line - 1, span.column - 1), self.position(span.end_line - 1, span.end_column - 1)
        )

    def shown(self, span: Span) -> lsp.Range:
        """The range of a finding: of one without an extent, its line from there on."""
        if (span.line, span.column) == (span.end_line, span.end_column):
            return self.on_line(span.line - 1, span.column - 1, len(self.at(span.line - 1)))
        return self.range(span)


def lines_of(text: str, codec: PositionCodec) -> Lines:
    return Lines(tuple(BREAK.split(text)), codec)
