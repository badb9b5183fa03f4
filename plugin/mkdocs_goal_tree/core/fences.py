"""Where a goal file's front matter begins and ends, and the way back from an index in it to a place in the file."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from .rules import found
from .source import Source, Span

if TYPE_CHECKING:
    from .findings import Finding

FILE_LIMIT = 1_000_000
FRONT_MATTER_LIMIT = 64_000
BOM = "\ufeff"
_BREAK = re.compile(r"\r\n?|\n")
_OPENS = re.compile(r"---[ \t]*(?:\r\n?|\n|\Z)")
_CLOSES = re.compile(r"(?<=[\r\n])(?:---|\.\.\.)[ \t]*(?:\r\n?|\n|\Z)")
_LATE = re.compile(r"\s+---[ \t]*[\r\n]")
_UNPRINTABLE = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HINT = "start the file with a line ---, then the fields (type: outcome …), then a line ---"


class Cut(NamedTuple):
    """A file cut at its fences: `text` is the front matter, which begins on `line`; `starts` are its lines' indexes."""

    source: Source
    text: str
    line: int
    starts: tuple[int, ...]
    body_at: int

    @property
    def body_line(self) -> int:
        """The line on which the body begins; the closing fence stands on the last line of `starts`."""
        return self.line + len(self.starts)

    def span(self, start: int, end: int) -> Span:
        """The place in the file of two indexes in the front matter; columns count code points."""
        source, _, line, starts, _ = self
        row = last = bisect_right(starts, start)
        if row < len(starts) and end >= starts[row]:
            last = bisect_right(starts, end, row)
        line -= 1
        return Span(source.path, line + row, start - starts[row - 1] + 1, line + last, end - starts[last - 1] + 1)


def cut_at_fences(source: Source) -> Cut | Finding:
    """The front matter inside the limits, or why there is none."""
    text, start = source.text, Span(source.path)
    if len(text) > FILE_LIMIT:
        message = f"the file has {len(text):,} characters, more than the {FILE_LIMIT:,} that are read"
        return found("GT108", start, message, "move the bulk to a page of its own and link to it")
    first = len(BOM) if text.startswith(BOM) else 0
    if not text[first:].strip():
        return found("GT109", start, "the file is empty", _HINT)
    opening = _OPENS.match(text, first)
    if not opening:
        return _no_front_matter(start, text[first:])
    closing = _CLOSES.search(text, opening.end())
    if not closing:
        return found(
            "GT101", start, "the front matter has no end; a line --- closes it", "add --- below the last field"
        )
    body = text[opening.end() : closing.start()]
    starts = (0, *(match.end() for match in _BREAK.finditer(body)))
    cut = Cut(source, body, 2, starts, closing.end())
    return _refused(cut) or cut


def body_of(source: Source) -> str:
    """The text below the front matter, or the whole text where there is none."""
    text = source.text.removeprefix(BOM)
    opening = _OPENS.match(text)
    closing = _CLOSES.search(text, opening.end()) if opening else None
    return text[closing.end() :] if closing else "" if opening else text


def _no_front_matter(start: Span, text: str) -> Finding:
    if _LATE.match(text):
        message = "the front matter starts too late; nothing may stand before its first line ---"
        return found("GT101", start, message, "delete the empty lines above it")
    return found("GT101", start, "no front matter; a goal file begins with its fields between two lines ---", _HINT)


def _refused(cut: Cut) -> Finding | None:
    text = cut.text
    if len(text) > FRONT_MATTER_LIMIT:
        message = f"the front matter has {len(text):,} characters, more than the {FRONT_MATTER_LIMIT:,} that are read"
        return found("GT108", cut.span(0, 0), message, "move text to the body and measurements to a CSV file")
    if bad := _UNPRINTABLE.search(text):
        message = f"the front matter holds the control character U+{ord(bad[0]):04X}, which YAML does not allow"
        return found("GT101", cut.span(bad.start(), bad.end()), message, "delete it")
    return None
