"""The history of the goals folder: its commits, and which files it held after each of them. Nothing is checked out."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from mkdocs_goal_tree.core.fences import FILE_LIMIT
from mkdocs_goal_tree.core.harvest import READ, is_passed_over

from . import git
from .git import NoRevision

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

MOST_COMMITS = 5000
"""What lies further back is not read."""
_HEAD = 4
_LOG = (
    "log",
    "-z",
    "--raw",
    "--no-abbrev",
    "--no-renames",
    "--first-parent",
    "-m",  # a merge by what it brought to the branch it went into
    "--no-ext-diff",
    "--no-textconv",
    "--no-color",
    "--no-show-signature",
    "--encoding=UTF-8",
    "--format=%H%x00%an%x00%cI%x00%s",
)


class Change(NamedTuple):
    """A file of the goals folder that a commit changed: its path below the folder, its blobs, "" for no file."""

    uri: str
    before: str
    after: str


class Commit(NamedTuple):
    """A commit that touched the goals folder; `on` is the day on which it came to the branch, where it was made."""

    hash: str
    by: str
    on: date
    subject: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, eq=False)
class History:
    """The commits of a branch that touched the goals folder, newest first, and its files at the newest, as blobs.

    `cut`: there are older ones that were not read; `since` is the day from which on all were, where one was asked for.
    """

    repository: Path
    head: str
    commits: tuple[Commit, ...]
    files: Mapping[str, str]
    cut: bool
    since: date | None = None
    _texts: dict[str, str | None] = field(default_factory=dict, repr=False)

    def files_on(self, day: date) -> Mapping[str, str] | None:
        """The files at the end of a day, by path; None where the history that was read begins later."""
        files = dict(self.files)
        for commit in self.commits:
            if commit.on <= day:
                return files
            undo(files, commit)
        return files if self.cut and self.since and day >= self.since else None

    def texts(self, blobs: Iterable[str]) -> Mapping[str, str | None]:
        """The text of each blob; None where it is none, is too large, or is not in this clone."""
        wanted = list(dict.fromkeys(blobs))
        missing = [blob for blob in wanted if blob not in self._texts]
        for blob, data in zip(missing, git.read_blobs(self.repository, missing), strict=True):
            self._texts[blob] = _decode(data)
        return {blob: self._texts[blob] for blob in wanted}


def read_history(repository: Path, folder: str = ".", since: date | None = None) -> History | NoRevision:
    """The history of `folder`, relative to `repository`, a folder in a work tree, from `since` on or from the start.

    Of the branch that is checked out, along its first parents. Links and submodules are not followed. What was read is
    remembered as long as the branch stands where it is.
    """
    about = git.ask(repository, "rev-parse", "--is-shallow-repository")
    if isinstance(about, NoRevision):
        return about
    if about.strip() == b"true":
        help_ = "fetch the rest: `git fetch --unshallow`, or `fetch-depth: 0` where a workflow checks out"
        return NoRevision("this is a shallow clone", help_)
    head = git.resolve(repository, "HEAD")
    if isinstance(head, NoRevision):
        return NoRevision("nothing is committed yet")
    top = git.locate(repository, folder)
    return top if isinstance(top, NoRevision) else _read(repository.absolute(), folder, top, head, since)


def undo(files: dict[str, str], commit: Commit) -> None:
    """Turns the files after a commit into those before it."""
    for uri, before, _ in commit.changes:
        if before:
            files[uri] = before
        else:
            files.pop(uri, None)


@lru_cache(maxsize=4)
def _read(repository: Path, folder: str, top: str, head: str, since: date | None) -> History | NoRevision:
    listing = git.list_blobs(repository, head, top)
    if isinstance(listing, NoRevision):
        return listing
    limits = [f"--max-count={MOST_COMMITS}", *([f"--since={since}T00:00:00"] if since else [])]
    where = [] if top == "." else ["--", folder]  # unlike those of a tree, paths here begin in the folder asked in
    log = git.ask(repository, *_LOG, *limits, head, *where)
    if isinstance(log, NoRevision):
        return log
    commits = tuple(_commits(log, top))
    files = {
        uri: blob.digest
        for blob in listing
        if _is_read(uri := git.uri_of(blob.path, top)) and blob.mode not in (git.SYMLINK, git.SUBMODULE)
    }
    if not commits and not files:
        return NoRevision("the goals folder is not under version control")
    first = dict(files)
    for commit in commits:
        undo(first, commit)
    return History(repository, head, commits, files, bool(first), since if len(commits) < MOST_COMMITS else None)


def _commits(log: bytes, top: str) -> Iterator[Commit]:
    """Fields that end with a NUL: four of a commit, then two of each file, of which the first begins with a colon."""
    parts = log.decode(errors="surrogateescape").split("\0")
    at = 0
    while at + _HEAD <= len(parts):
        digest, by, day, subject = parts[at : at + _HEAD]
        at += _HEAD
        changes: list[Change] = []
        while at + 1 < len(parts) and parts[at].lstrip("\n").startswith(":"):
            change = _change(parts[at].lstrip("\n"), git.uri_of(parts[at + 1], top))
            at += 2
            if change:
                changes.append(change)
        yield Commit(digest, _clean(by), _day(day), _clean(subject), tuple(changes))


def _day(text: str) -> date:
    """The day of `2026-05-13T…`; one that no calendar of ours has is never reached."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return date.max


def _clean(text: str) -> str:
    """What somebody wrote, whatever bytes it was."""
    return text.encode(errors="surrogateescape").decode(errors="replace")


def _change(about: str, uri: str) -> Change | None:
    """`:100644 100644 <hash> <hash> M`: what is no plain file counts as none."""
    mode, new_mode, before, after, _ = about[1:].split(" ", 4)
    if not _is_read(uri):
        return None
    change = Change(uri, _blob(mode, before), _blob(new_mode, after))
    return change if change.before != change.after else None


def _blob(mode: str, digest: str) -> str:
    return "" if mode in (git.SYMLINK, git.SUBMODULE) or not digest.strip("0") else digest


def _is_read(uri: str) -> bool:
    return uri.endswith(READ) and not any(is_passed_over(part) for part in uri.split("/"))


def _decode(data: bytes | None) -> str | None:
    if data is None or len(data) > FILE_LIMIT:
        return None
    try:
        return data.decode()
    except UnicodeDecodeError:
        return None
