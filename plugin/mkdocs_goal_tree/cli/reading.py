"""Which goal files a check reads: all, some alone, and one that an editor types in."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs_goal_tree.core.fences import FILE_LIMIT
from mkdocs_goal_tree.core.harvest import READ, Harvest, is_passed_over, lay_over

from .common import stop

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from mkdocs_goal_tree.config import Config
    from mkdocs_goal_tree.core.project import Files


def alone(config: Config, paths: Sequence[Path]) -> Files:
    """The goal files among the paths, and the tables of the whole folder, which any of them may measure by."""
    harvest = Harvest(config.goals_shown)
    asked = dict.fromkeys(file for path in paths for file in _below(path, READ))
    for path in (*asked, *_below(config.goals_dir, (".csv",))):
        uri = uri_of(config, path)
        if uri and uri not in harvest.goals and uri not in harvest.tables:
            _take(path, uri, harvest)
    return harvest.files()


def typed_in(files: Files, config: Config, path: Path, data: bytes) -> Files:
    """The files with `data` in place of what the disk has at `path`; stops where that is no goal file."""
    uri = uri_of(config, path)
    if not uri or path.suffix not in READ:
        stop(f"{path}: error: no goal file of this site; they lie in {config.goals_shown}/ and end in .md")
    harvest = Harvest(config.goals_shown)
    harvest.take(uri, data)
    return lay_over(files, harvest)


def uri_of(config: Config, path: Path) -> str:
    """The path below the goals folder; nothing for a file elsewhere."""
    real, root = Path(os.path.realpath(path)), Path(os.path.realpath(config.goals_dir))
    return real.relative_to(root).as_posix() if real.is_relative_to(root) else ""


def _below(path: Path, endings: Iterable[str]) -> Iterator[Path]:
    """The file itself, or those below a folder with one of the endings."""
    if not path.is_dir():
        yield path
        return
    for where, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not is_passed_over(name))
        yield from (
            Path(where, name) for name in sorted(names) if name.endswith(tuple(endings)) and not is_passed_over(name)
        )


def _take(path: Path, uri: str, harvest: Harvest) -> None:
    try:
        with path.open("rb") as file:
            harvest.take(uri, file.read(FILE_LIMIT + 1))
    except OSError as error:
        harvest.lose("GT109", uri, f"the file cannot be read: {error.strerror}")
