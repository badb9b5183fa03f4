"""Findings whose remedy is certain, mended in the file: what was meant is written, every other byte stays as it was.

Each change is read again before it counts. One that would reach further, or not as far, is left out.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import replace as changed
from typing import TYPE_CHECKING

from .editing import bounds_of, leaves_of, replace
from .findings import Finding, Fix
from .frontmatter import parse
from .nodes import Fields, Scalar, node_at, walk
from .reading import read_file
from .settings import Settings
from .termfiles import read_term
from .yamlfaults import in_quotes

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from .nodes import Path
    from .source import Source

    Look = Callable[[tuple[Source, ...]], Iterable[Finding]]

_ROUNDS = 8  # quotes first, then what they hid: three or four in one file are many
_LINES = 100
_PLAIN = Settings()


def fix_all(sources: Iterable[Source], look: Look) -> tuple[tuple[Source, ...], tuple[Finding, ...]]:
    """The sources mended until a look at them finds no more to mend, and the findings that went with it.

    `look` examines sources as they would be. A finding's place is that of the round in which it was found.
    """
    now, done = tuple(sources), []
    for _ in range(_ROUNDS):
        of_file: dict[str, list[Finding]] = {}
        for finding in look(now):
            if finding.fix:
                of_file.setdefault(finding.fix.span.path, []).append(finding)
        mended = [(source, *fix(source, of_file.get(source.path, ()))) for source in now]
        now = tuple(changed(source, text=text) for source, text, _ in mended)
        more = [finding for _, _, fixed in mended for finding in fixed]
        if not more:
            break
        done += more
    return now, tuple(done)


def fix(source: Source, findings: Iterable[Finding]) -> tuple[str, tuple[Finding, ...]]:
    """The text of a file with all fixes that hold, and the findings of these, in their order.

    Quotes that the front matter needs to be read at all go first and alone: what they hid has not been found yet.
    """
    mine = [finding for finding in findings if finding.fix and finding.fix.span.path == source.path]
    if any(finding.rule == "GT101" for finding in mine):
        text = _quoted(source)
        return (source.text, ()) if text is None else (text, tuple(f for f in mine if f.rule == "GT101"))
    fixes = {finding.fix for finding in mine if finding.fix}
    now, held, limit = source, set[Fix | None](), (sys.maxsize, 0)
    for one in sorted(fixes - _contested(source, fixes), key=lambda one: (one.span[1:], one.text), reverse=True):
        # From the last to the first, so that the places of those to come stay what they are.
        text = _fixed(now, one) if one.span[3:] <= limit else None
        if text is not None:
            now, limit = changed(now, text=text), (one.span.line, one.span.column)
            held.add(one)
    return now.text, tuple(finding for finding in mine if finding.fix in held)


def _contested(source: Source, fixes: Collection[Fix]) -> set[Fix]:
    """Fixes that would give one name to two fields."""
    document, _ = parse(source)
    names = {one.span: one for one in fixes}
    contested: set[Fix] = set()
    for _, node in walk(document.fields) if document.fields else ():
        keys = [names[key] for key in node.keys.values() if key in names] if isinstance(node, Fields) else []
        counts = Counter(one.text for one in keys)
        contested |= {one for one in keys if counts[one.text] > 1}
    return contested


def _quoted(source: Source) -> str | None:
    """The text with all the quotes it needs to be read; None if that is not all it needs."""
    now, last, quoted = source, (0, 0), set[tuple[tuple[int, int], str | None]]()
    for _ in range(_LINES):
        document, findings = parse(now)
        if document.fields:
            read = {(node.span[1:3], node.text) for _, node in walk(document.fields) if isinstance(node, Scalar)}
            return now.text if quoted <= read and document.body == parse(source)[0].body else None
        fix = findings[-1].fix
        if fix is None or fix.span[1:3] <= last:
            break
        start, end = bounds_of(now.text, fix.span)
        now, last = changed(now, text=now.text[:start] + in_quotes(fix.text) + now.text[end:]), fix.span[1:3]
        quoted.add((last, fix.text))
    return None


def _fixed(source: Source, fix: Fix) -> str | None:
    """The text with one fix; None if it does not hold, or there is nothing any more that it is for."""
    fields = parse(source)[0].fields
    if fields is None:
        return None
    for path, node in walk(fields):
        match node:
            case Fields(_, keys):
                name = next((name for name, key in keys.items() if key == fix.span), None)
                if name is not None:
                    return _renamed(source, fields, name, fix)
            case Scalar(text, span, _, style) if text is not None and span[:3] == fix.span[:3]:
                if span == fix.span:
                    result = replace(source, path, fix.text)
                    return result if isinstance(result, str) and result != source.text else None
                return None if style else _rejoined(source, fields, fix)
    return None


def _renamed(source: Source, fields: Fields, name: str, fix: Fix) -> str | None:
    """A field under its right name; a name that was near by chance is seen by what its value would be there."""
    start, end = bounds_of(source.text, fix.span)
    written = source.text[start:end]
    places = {path: node for path, node in walk(fields) if isinstance(node, Fields) and node.keys.get(name) == fix.span}
    if written.strip("'\"") != name or any(fix.text in node.fields for node in places.values()):
        return None
    result = changed(source, text=source.text[:start] + written.replace(name, fix.text) + source.text[end:])
    wanted = {_under(places, path, name, fix.text): text for path, text in leaves_of(fields).items()}
    return result.text if _reads(source, result, wanted) and not _said(result) - _said(source) else None


def _under(heads: Iterable[Path], path: Path, name: str, now: str) -> Path:
    size = next((len(head) for head in heads if path[: len(head) + 1] == (*head, name)), None)
    return path if size is None else (*path[:size], now, *path[size + 1 :])


def _rejoined(source: Source, fields: Fields, fix: Fix) -> str | None:
    """A text that was cut, in quotes: what stood behind the cut is neither a field nor a comment any more."""
    start, end = bounds_of(source.text, fix.span)
    if source.text[start:end] != fix.text:
        return None
    pieces = {
        (*path, name)
        for path, node in walk(fields)
        if isinstance(node, Fields)
        for name, key in node.keys.items()
        if fix.span[:3] < key[:3] and key[3:] <= fix.span[3:]
    }
    wanted: dict[Path, str | None] = {}
    for path, text in leaves_of(fields).items():
        node = node_at(fields, path)
        if path not in pieces and node:
            wanted[path] = fix.text if node.span[:3] == fix.span[:3] and isinstance(node, Scalar) else text
    result = changed(source, text=source.text[:start] + in_quotes(fix.text) + source.text[end:])
    return result.text if _reads(source, result, wanted) else None


def _reads(source: Source, result: Source, wanted: dict[Path, str | None]) -> bool:
    before, _ = parse(source)
    again, _ = parse(result)
    return again.fields is not None and leaves_of(again.fields) == wanted and again.body == before.body


def _said(source: Source) -> Counter[tuple[str, str]]:
    """What reading finds wrong with the values of a file, be it a goal's or a term's."""
    findings = [*read_file(source, _PLAIN, {})[1], *read_term(source)[2]]
    return Counter((finding.rule, finding.message) for finding in findings if finding.rule != "GT106")
