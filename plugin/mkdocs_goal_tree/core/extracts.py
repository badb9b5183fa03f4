"""Two versions of a goal file without most of what both say alike, so that comparing them does not read it twice.

Lines that are left out become empty ones: what stays keeps its place. What the extracts differ in is what the files
differ in, as `diff.compare` sees it.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from .versions import ACTUALS, ALIAS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

_KEY = re.compile(r"""(['"]?)([A-Za-z_][\w-]*)\1[ ]*:(?=[ \t]|$)""")
_INSIDE = (" ", "\t", "-", "#", "]", "}", "")
_ON = re.compile(r"""\bon['"]?[ ]*:[ ]*['"]?(\d{4}-\d{2}-\d{2})""")
_DASH = re.compile(r"[ ]*-")
_END = "---\n"
_ALWAYS = frozenset({"type", "id", "title", "aliases"})
_STANDING = frozenset({"status", "owner", "primary", "scope"})
_NEEDS = {
    "metrics": {"period"},
    "expects": {"contributes_to"},
    "reviews": {"contributes_to", "expects", "shipped_on"},
    "review": {"contributes_to", "expects", "shipped_on"},
    "primary": {"scope"},
    "scope": {"primary"},
}
"""Fields whose comparison looks at others, with those."""


class Parts(NamedTuple):
    """A file by its top-level fields, each as (first line, lines), and what follows them."""

    fields: Mapping[str, tuple[int, tuple[str, ...]]]
    length: int
    body: str


def extract(old: str, new: str, wanted: Collection[str] = ()) -> tuple[str, str]:
    """Both texts without the fields that are alike and not `wanted`; as they are where lines alone do not tell that.

    An empty text is a file that is not there: of the other one there stays what it is and whose.
    """
    before, after = (take_apart(text) if text else Parts({}, 0, "") for text in (old, new))
    if before is None or after is None:
        return old, new
    names = before.fields.keys() | after.fields.keys()
    differing = {name for name in names if _lines(before, name) != _lines(after, name)} if old and new else _STANDING
    if "type" in differing:
        return old, new
    kept = _ALWAYS.union(wanted, differing) | {need for name in differing for need in _NEEDS.get(name, ())}
    if "metrics" in kept & names and old and new:
        before, after = _shorten(before, after), _shorten(after, before)
    if before.body == after.body or not (old and new):
        before, after = before._replace(body=_END), after._replace(body=_END)
    return _joined(before, kept) if old else "", _joined(after, kept) if new else ""


@lru_cache(maxsize=1024)
def take_apart(text: str) -> Parts | None:
    """The file in parts; None where its lines do not tell them surely."""
    end = text.find("\n---", 3)
    if not text.startswith("---\n") or end < 0 or "\r" in text or ALIAS.search(text, 0, end):
        return None
    if text[end + 4 : end + 5].strip():
        return None
    fields: dict[str, tuple[int, tuple[str, ...]]] = {}
    name, first, lines = "", 0, text[4:end].split("\n")
    for number, line in enumerate([*lines, "end:"]):
        if line[:1] in _INSIDE:
            continue
        key = _KEY.match(line)
        if key is None or (number < len(lines) and (key[2] in fields or key[2] == name)):
            return None
        if name:
            fields[name] = first, tuple(lines[first:number])
        name, first = key[2], number
    known = "type" in fields and "title" in fields
    return Parts(fields, len(lines), text[end + 1 :]) if known else None


def _lines(parts: Parts, name: str) -> tuple[str, ...]:
    return parts.fields[name][1] if name in parts.fields else ()


def _joined(parts: Parts, kept: frozenset[str]) -> str:
    lines = [""] * parts.length
    for name, (first, own) in parts.fields.items():
        if name in kept:
            lines[first : first + len(own)] = own
    return "\n".join(("---", *lines, parts.body))


def _shorten(parts: Parts, others: Parts) -> Parts:
    """Of each list of measurements those that the other file has not, and the last one."""
    if "metrics" not in parts.fields:
        return parts
    first, lines = parts.fields["metrics"]
    theirs = Counter(item for _, items in lists_of_measurements(_lines(others, "metrics")) for item in items)
    kept = list(lines)
    for start, items in lists_of_measurements(lines):
        days = [found[1] if (found := _ON.search(item)) else "" for item in items]
        at = start
        for item, day in zip(items, days, strict=True):
            length = item.count("\n") + 1
            if all(days) and day != max(days) and theirs[item] > 0:
                kept[at : at + length] = [""] * length
            at += length
    return parts._replace(fields={**parts.fields, "metrics": (first, tuple(kept))})


def lists_of_measurements(lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """The lists of measurements: the line that each begins at, and its items."""
    at = 0
    while at < len(lines):
        opening = ACTUALS.fullmatch(lines[at])
        at += 1
        if opening and at < len(lines) and (dash := _DASH.match(lines[at])) and len(dash[0]) > len(opening[1]):
            start, items = at, list[str]()
            while at < len(lines) and _is_item(lines[at], dash[0]):
                if lines[at].startswith(dash[0]):
                    items.append(lines[at])
                else:
                    items[-1] += f"\n{lines[at]}"
                at += 1
            yield start, items


def _is_item(line: str, dash: str) -> bool:
    """Whether a line begins with the dash of a list, or belongs to what one began."""
    return line.startswith((dash, f"{dash[:-1]} ")) or line.lstrip(" ")[:1] in ("", "#")
