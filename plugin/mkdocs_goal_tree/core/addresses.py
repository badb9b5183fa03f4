"""Addresses of goal pages that a change takes away: a file moved, and no former id or path leads on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .changes import Change, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .tree import GoalTree

_INDEXES = ("index", "readme")


def broken_by(changes: Iterable[Change], new: GoalTree) -> tuple[Change, ...]:
    """The moves after which the former address leads nowhere; removed goals have none to lead to."""
    return tuple(change for change in changes if change.kind is Kind.FILE_MOVED and not _leads_on(change, new))


def page_of(uri: str) -> str:
    """The address of a goal's page below the goals' own, without a slash at its end: `outcomes/x`."""
    folder, _, name = uri.rpartition("/")
    stem = name.removesuffix(".md")
    return folder if stem.lower() in _INDEXES else f"{folder}/{stem}".removeprefix("/")


def _leads_on(change: Change, new: GoalTree) -> bool:
    former, uri = page_of(str(change.old.value)), str(change.new.value)
    folder = uri.rpartition("/")[0]
    aliases = new[change.new.goal].aliases
    known = {alias if "/" in alias else f"{folder}/{alias}".removeprefix("/") for alias in aliases}
    return former in {page_of(uri), *known}
