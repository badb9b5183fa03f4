"""Real git repositories for tests, made of days: what somebody committed on each of them."""

from __future__ import annotations

import os
import subprocess
from textwrap import dedent
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    Files = Mapping[str, str | bytes | None]

_CALM = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}


def repository(folder: Path, commits: Iterable[tuple[str, str, Files]]) -> Path:
    """A repository of commits, each `(day, message, files)`; a file that is None is deleted.

    A text that begins with a line end is dedented. What was there before goes into the first commit. Ada commits at noon.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / ".git").exists():
        git(folder, "init", "-q")
    for day, message, files in commits:
        put(folder, files)
        commit(folder, day, message)
    return folder


def put(folder: Path, files: Files) -> None:
    """Writes files by path."""
    for name, content in files.items():
        path = folder / name
        if content is None:
            path.unlink()
            continue
        text = dedent(content).lstrip("\n") if isinstance(content, str) and content.startswith("\n") else content
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)


def commit(folder: Path, day: str, message: str, *, by: str = "Ada") -> str:
    """Commits all there is; gives the hash."""
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", message, day=day, by=by)
    return git(folder, "rev-parse", "HEAD").strip()


def git(folder: Path, *arguments: str, day: str = "2026-01-01", by: str = "Ada") -> str:
    """What `git ARGUMENTS` prints, far from anybody's own settings."""
    when = f"{day}T12:00:00+00:00" if len(day) == len("2026-01-01") else day
    who = {
        f"GIT_{role}_{what}": value
        for role in ("AUTHOR", "COMMITTER")
        for what, value in (("NAME", by), ("EMAIL", "ada@example.org"), ("DATE", when))
    }
    command = ["git", "-c", "init.defaultBranch=main", "-c", "core.autocrlf=false", "-C", str(folder), *arguments]
    done = subprocess.run(command, check=True, capture_output=True, env={**os.environ, **_CALM, **who})
    return done.stdout.decode(errors="surrogateescape")
