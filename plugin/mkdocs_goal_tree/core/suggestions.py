"""Safe fixes in the files that a change touches, as whole lines to take over."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from .fixing import fix

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .comparison import Comparison
    from .findings import Finding
    from .source import Source

_BREAK = re.compile(r"\r\n?|\n")


class Suggestion(NamedTuple):
    """What lines `first` to `last` of a file are to be, and the codes of the rules that they satisfy then."""

    path: str
    first: int
    last: int
    lines: tuple[str, ...]
    rules: tuple[str, ...]


def suggest(comparison: Comparison) -> tuple[Suggestion, ...]:
    """In order of place: what `goal-tree check --fix` would write in the files that are new or changed."""
    of_file: dict[str, list[Finding]] = {}
    for finding in comparison.new.findings:
        if finding.fix:
            of_file.setdefault(finding.fix.span.path, []).append(finding)
    before = {read.place.source.path: read.place.source.text for read in comparison.old.reads}
    sources = (read.place.source for read in comparison.new.reads if read.place.source.path in of_file)
    touched = [source for source in sources if before.get(source.path) != source.text]
    return tuple(one for source in touched for one in _suggest(source, of_file[source.path]))


def _suggest(source: Source, findings: Sequence[Finding]) -> Iterator[Suggestion]:
    text, held = fix(source, findings)
    old, new = _BREAK.split(source.text), _BREAK.split(text)
    for first, last, end in _pieces(old, new):
        rules = {one.rule: None for one in held if one.fix and first <= one.fix.span.line <= last}
        yield Suggestion(source.path, first, last, tuple(new[first - 1 : end]), tuple(rules))


def _pieces(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """First and last of the lines that differ, counted from 1, and where they end now; neighbors are one piece."""
    if len(old) == len(new):
        lines = [number for number, pair in enumerate(zip(old, new, strict=True), 1) if pair[0] != pair[1]]
        starts = [number for number in lines if number - 1 not in lines]
        ends = [number for number in lines if number + 1 not in lines]
        yield from ((start, end, end) for start, end in zip(starts, ends, strict=True))
        return
    head = next(
        (i for i, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]), min(len(old), len(new))
    )
    rest = list(zip(reversed(old[head:]), reversed(new[head:]), strict=False))
    tail = next((i for i, pair in enumerate(rest) if pair[0] != pair[1]), len(rest))
    yield head + 1, len(old) - tail, len(new) - tail
