"""A goal as it was over time, and what of a file's text tells whether two versions of it can differ at all."""

from __future__ import annotations

import re
from datetime import date  # noqa: TC003 - part of the shape of a named tuple
from typing import NamedTuple

from .model import Goal  # noqa: TC001 - part of the shape of a named tuple

_FRONT = re.compile(r"\ufeff?---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)
ACTUALS = re.compile(r"((?:[ ]|-[ ]+)*)actuals[ ]*:[ ]*(?:#.*)?")
_HOLDERS = re.compile(r"""['"]?(?:metrics|goal)['"]?[ ]*:|[{?<&*]""")
ALIAS = re.compile(r"[:-][ ]+\*\S", re.MULTILINE)


class Version(NamedTuple):
    """A goal as a commit left it: the day, who, the commit's hash; no day for what was there before all we know."""

    on: date | None
    by: str
    commit: str
    goal: Goal


def fields_alone(text: str) -> str:
    """The front matter without the measurements: where it stays the same nothing that was promised changed."""
    found = _FRONT.match(text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text)
    if found is None:
        return ""
    if ALIAS.search(found[1]):  # a value may stand anywhere then
        return found[1]
    kept: list[str] = []
    skipped: int | None = None
    for line in found[1].splitlines():
        bare = line.lstrip(" ")
        if not bare or bare.startswith("#"):
            continue
        indent = len(line) - len(bare)
        if skipped is not None and (indent > skipped or (indent == skipped and bare.startswith("-"))):
            continue
        opening = ACTUALS.fullmatch(line)
        skipped = len(opening[1]) if opening else None
        kept.append(line)
    return "\n".join(kept)


def split(text: str) -> tuple[str, str]:
    """The front matter and the text below it; no front matter where there is none that ends."""
    found = _FRONT.match(text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text)
    return (found[1], found.string[found.end() :]) if found else ("", text)


def metrics_alone(fields: str) -> str:
    """The part of `fields_alone` that can hold a target or a baseline."""
    kept: list[str] = []
    inside = False
    for line in fields.splitlines():
        if line[:1] not in (" ", "-", "]", "}", ""):
            inside = _HOLDERS.match(line) is not None
        if inside:
            kept.append(line)
    return "\n".join(kept)
