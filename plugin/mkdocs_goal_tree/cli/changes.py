"""Files that change together: shown as a diff, or written, all of them or none."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from mkdocs_goal_tree.render.report import render_diff
from mkdocs_goal_tree.sources import write_atomically

from .common import stop

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mkdocs_goal_tree.config import Config


class Change(NamedTuple):
    """A file by its path as people see it, its text before and after, and its new path if it moves."""

    path: str
    before: str
    after: str
    to: str = ""


def shown_changes(changes: Sequence[Change]) -> str:
    """A unified diff of all of them."""
    return "".join(render_diff(one.path, one.before, one.after, one.to) for one in changes)


def write_changes(config: Config, changes: Sequence[Change]) -> None:
    """Writes all files, and moves what moves; stops with every file as it was where one cannot be written."""
    for one in changes:
        _stop_if_closed(config, one)
    done: list[Change] = []
    for one in changes:
        try:
            write_atomically(_file(config, one.path), one.after)
            done.append(one)
            if one.to:
                _move(_file(config, one.path), _file(config, one.to))
        except OSError as error:
            kept = _take_back(config, done)
            stop(f"{one.path}: error: cannot be written: {error.strerror}; {kept}")


def _stop_if_closed(config: Config, change: Change) -> None:
    """A file that its owner has made read-only is not written, though its folder would allow it."""
    file = _file(config, change.path)
    try:
        if not stat.S_IMODE(file.stat().st_mode) & 0o222:
            stop(f"{change.path}: error: it is read-only; nothing is written")
        if change.to:
            to = _file(config, change.to)
            taken = next((one.name for one in to.parent.iterdir() if one.name.casefold() == to.name.casefold()), "")
            if taken:
                stop(f"{change.to}: error: there is a file {taken} already; nothing is written")
    except OSError as error:
        stop(f"{change.path}: error: cannot be written: {error.strerror}; nothing is written")


def _move(file: Path, to: Path) -> None:
    """Moves a file where none is: the name is taken first, so that nobody else's file is lost."""
    os.close(os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL))
    try:
        file.replace(to)
    except OSError:
        to.unlink()
        raise


def _take_back(config: Config, done: Sequence[Change]) -> str:
    """Gives the files their former text; what became of them."""
    lost = []
    for one in done:
        try:
            write_atomically(_file(config, one.path), one.before)
        except OSError:
            lost.append(one.path)
    return f"changed already: {', '.join(lost)}" if lost else "nothing is written"


def _file(config: Config, shown: str) -> Path:
    return Path(os.path.normpath(config.root / shown))
