"""Answers of a layout engine on disk, one text file a key. Whatever lies there is read as untrusted input."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import stat
import subprocess
import threading
import time
from pathlib import Path

from mkdocs_goal_tree.layout.plain import LIMIT

_FORMAT = "1"  # Raised when the same question may get another answer from us.
_DAY = 86_400.0
_KEPT = 30 * _DAY
_ENTRY = re.compile(r"[0-9a-f]{64}\.plain(\.\d+-\d+)?")  # with a suffix: a write that was cut off
# A symlink or a pipe put in an entry's place is not followed or waited for (flags that Windows lacks and does not need).
_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_WRITE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def key_of(engine_id: str, dot: str) -> str:
    """The name under which an engine's answer to `dot` is kept."""
    return hashlib.sha256(f"{_FORMAT}\0{engine_id}\0{dot}".encode("utf-8", "surrogatepass")).hexdigest()


class Cache:
    """A folder of answers; it is made at the first `write`, with a .gitignore that keeps it out of git.

    `today` is the time in seconds since the epoch by which entries age; None reads the clock. No method raises for
    what the file system does: an entry that cannot be read is a miss, one that cannot be written is not kept.
    """

    def __init__(self, folder: Path, *, today: float | None = None) -> None:
        self._folder = os.fspath(folder)
        self._now = time.time() if today is None else today

    def is_empty(self) -> bool:
        """Whether nothing is kept."""
        with contextlib.suppress(OSError), os.scandir(self._folder) as entries:
            return not any(_ENTRY.fullmatch(entry.name) for entry in entries)
        return True

    def read(self, key: str) -> str | None:
        """The text kept under `key`, or None; a hit stays for another 30 days."""
        path = self._path(key)
        try:
            descriptor = os.open(path, _READ)
        except OSError:
            return None
        try:
            state = os.fstat(descriptor)
            if not stat.S_ISREG(state.st_mode) or not 0 < state.st_size <= LIMIT:
                return None
            text = os.read(descriptor, state.st_size).decode("ascii")
        except (OSError, UnicodeDecodeError):
            return None
        finally:
            os.close(descriptor)
        if self._now - state.st_mtime > _DAY:  # A touch a day is enough, and spares a write an entry and build.
            self._touch(path)
        return text

    def write(self, key: str, text: str) -> bool:
        """Keep `text` under `key`; a reader sees the old entry or the whole new one. False if it was not kept."""
        path = self._path(key)
        draft = f"{path}.{os.getpid()}-{threading.get_ident()}"
        try:
            descriptor = self._create(draft)
            with os.fdopen(descriptor, "wb") as file:
                file.write(text.encode("ascii"))
            self._touch(draft)
            os.replace(draft, path)  # noqa: PTH105  paths are plain text here: a Path a diagram costs more than its read
        except (OSError, UnicodeEncodeError):
            with contextlib.suppress(OSError):
                os.unlink(draft)  # noqa: PTH108
            return False
        return True

    def prune(self) -> int:
        """Remove the entries that no build has used for 30 days and count them; other files are left alone."""
        removed = 0
        with contextlib.suppress(OSError), os.scandir(self._folder) as entries:
            for entry in entries:
                with contextlib.suppress(OSError):
                    if _ENTRY.fullmatch(entry.name) and self._now - entry.stat(follow_symlinks=False).st_mtime > _KEPT:
                        os.unlink(entry.path)  # noqa: PTH108
                        removed += 1
        return removed

    def _path(self, key: str) -> str:
        return f"{self._folder}{os.sep}{key}.plain"

    def _create(self, draft: str) -> int:
        try:
            return os.open(draft, _WRITE, 0o644)
        except FileNotFoundError:
            folder = Path(self._folder)
            folder.mkdir(parents=True, exist_ok=True)
            (folder / ".gitignore").write_text("*\n", encoding="ascii")
            return os.open(draft, _WRITE, 0o644)

    def _touch(self, path: str) -> None:
        with contextlib.suppress(OSError):
            os.utime(path, (self._now, self._now))


def tracked_by_git(folder: Path) -> bool:
    """Whether git has a file below `folder` under version control; False where git cannot tell."""
    # A hook's GIT_DIR is relative to another folder; fsmonitor is a program of the repository's choice.
    environment = {
        name: value for name, value in os.environ.items() if name not in {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"}
    }
    command = ["git", "-c", "core.fsmonitor=false", "-C", os.fspath(folder), "ls-files", "--cached", "-z", "--", "."]
    try:
        answer = subprocess.run(  # noqa: S603  no shell, no text of a goal
            command, capture_output=True, timeout=20, check=False, env=environment | {"GIT_OPTIONAL_LOCKS": "0"}
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return answer.returncode == 0 and bool(answer.stdout)
