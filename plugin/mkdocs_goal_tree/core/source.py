"""A goal file's text and places in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Span(NamedTuple):
    """A run of characters in a file; lines and columns count from 1, the end is exclusive. Sorts by place."""

    path: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Source:
    """One file as it was read.

    `path` is what people are shown (POSIX, relative to the folder of mkdocs.yml where possible), `uri` the path below
    the goals folder (`outcomes/x.md`), `text` the decoded file with its own line ends and byte-order mark.
    """

    path: str
    uri: str
    text: str
