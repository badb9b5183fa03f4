"""Goal files from a folder or from a git revision, pages of terms, and the one atomic write."""

from __future__ import annotations

import os
import re
import stat
from dataclasses import replace
from importlib import resources
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from mkdocs_goal_tree.core.fences import FILE_LIMIT, FRONT_MATTER_LIMIT
from mkdocs_goal_tree.core.harvest import READ, Harvest, is_passed_over
from mkdocs_goal_tree.core.project import Files
from mkdocs_goal_tree.core.source import Source

from . import git
from .git import NoRevision

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mkdocs_goal_tree.core.findings import Finding

    from .git import Blob

_LINK, _SUBMODULE = "a symbolic link is not followed in a revision", "a submodule; what is in it is not read"
_TERM = re.compile(rb"^term[ \t]*:", re.MULTILINE)


def from_folder(root: Path, shown_as: str, *, as_committed: bool = False) -> Files:
    """The `*.md` and `*.csv` below `root`, in order of path; `shown_as` is the folder in the paths that people see.

    Dotfiles and what editors leave behind are passed over. A link that leaves the folder is told, one within it is
    followed once: what was read under its own name is not read again. `as_committed` passes over links and repositories
    within, as a revision does, so that the two can be compared.
    """
    harvest = Harvest(shown_as)
    if not root.is_dir():
        harvest.tell("GT903", "", f"the goals folder {shown_as} does not exist", "make it, or set `goals_dir`")
        return harvest.files()
    real_root = Path(os.path.realpath(root))
    seen: set[str] = set()
    links = list(_gather(real_root, "", seen, harvest, as_committed=as_committed))
    while links:
        uri = links.pop(0)
        target = os.path.realpath(real_root / uri)
        if as_committed:
            harvest.lose("GT107", uri, _LINK)
        elif not Path(target).is_relative_to(real_root):
            harvest.lose("GT107", uri, "a symbolic link that leaves the goals folder is not followed", "copy the file")
        elif not Path(target).exists():
            harvest.lose("GT109", uri, "the symbolic link leads nowhere", "delete it")
        elif target not in seen:
            links += _gather(Path(target), uri, seen, harvest)
    return harvest.files()


def terms_from(root: Path, shown_as: str, *, as_committed: bool = False) -> Files:
    """The pages below the glossary folder, which are ordinary pages of the site: none where there is no such folder.

    What cannot be read is told where it looks like a term page; the rest is left to MkDocs.
    """
    files = from_folder(root, shown_as, as_committed=as_committed) if root.is_dir() else Files()
    lost = {finding.span.path for finding in files.findings}
    sources = tuple(source for source in files.sources if source.path not in lost)
    told = [f for f in files.findings if f.span.path.endswith(".md") and _has_term(root, f.span.path, shown_as)]
    return Files(sources, findings=tuple(_of_glossary(finding) for finding in told))


def packaged_terms() -> tuple[Source, ...]:
    """The terms that travel in the package, as `init --glossary` copies them."""
    folder = resources.files("mkdocs_goal_tree").joinpath("terms")
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".md")), key=lambda file: file.name)
    return tuple(Source(f"terms/{file.name}", file.name, file.read_bytes().decode()) for file in files)


def from_revision(repository: Path, revision: str, folder: str) -> Files | NoRevision:
    """The goal files of a commit, read as blobs without a checkout; none where the commit has no such folder.

    `repository` is a folder in a work tree or a bare repository, `folder` the goals folder relative to it. Links and
    submodules are told, not followed.
    """
    commit = git.resolve(repository, revision)
    if isinstance(commit, NoRevision):
        return commit
    top = git.locate(repository, folder)
    if isinstance(top, NoRevision):
        return top
    listing = git.list_blobs(repository, commit, top)
    if isinstance(listing, NoRevision):
        return listing
    harvest = Harvest(folder)
    blobs = dict(_to_read(listing, top, harvest))
    for uri, data in zip(blobs, git.read_blobs(repository, blobs.values()), strict=True):
        if data is None:
            harvest.lose("GT109", uri, "its content is not in this clone", "fetch it: `git fetch --refetch`")
        else:
            harvest.take(uri, data)
    return harvest.files()


def write_atomically(path: Path, text: str | bytes) -> None:
    """All of the text or none of it; an existing file keeps its mode, a link stays a link. OSError as from any write."""
    target = Path(os.path.realpath(path))
    draft = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text if isinstance(text, bytes) else text.encode())
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            draft.chmod(stat.S_IMODE(target.stat().st_mode))
        draft.replace(target)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def _has_term(root: Path, shown: str, shown_as: str) -> bool:
    """Whether a file that could not be read begins like a term page."""
    try:
        with (root / PurePosixPath(shown).relative_to(shown_as)).open("rb") as file:
            return _TERM.search(file.read(FRONT_MATTER_LIMIT)) is not None
    except OSError:
        return False


def _of_glossary(finding: Finding) -> Finding:
    return replace(finding, message=finding.message.replace("goals folder", "glossary folder"))


def _gather(start: Path, uri: str, seen: set[str], harvest: Harvest, *, as_committed: bool = False) -> Iterator[str]:
    """Reads what lies below `start`, known as `uri`; yields the links it meets."""
    waiting = [(start, uri)]
    while waiting:
        path, name = waiting.pop()
        if str(path) in seen:
            continue
        seen.add(str(path))
        if not path.is_dir():
            _read(path, name, harvest)
            continue
        try:
            entries = sorted(os.scandir(path), key=lambda entry: entry.name)
        except OSError as error:
            harvest.tell("GT109", name, f"the folder cannot be read: {error.strerror}")
            continue
        for entry in entries:
            below = f"{name}/{entry.name}".removeprefix("/")
            if is_passed_over(entry.name):
                continue
            if entry.is_symlink():
                yield below
            elif as_committed and (Path(entry.path) / ".git").exists():
                harvest.lose("GT109", below, _SUBMODULE)
            elif entry.is_dir() or entry.name.endswith(READ):
                waiting.append((Path(entry.path), below))


def _read(path: Path, uri: str, harvest: Harvest) -> None:
    if not uri.endswith(READ):
        return
    try:
        if not path.is_file():  # a pipe would wait for ever
            harvest.lose("GT109", uri, "no ordinary file")
            return
        with path.open("rb") as file:
            harvest.take(uri, file.read(FILE_LIMIT + 1))
    except OSError as error:
        harvest.lose("GT109", uri, f"the file cannot be read: {error.strerror}")


def _to_read(listing: Iterable[Blob], top: str, harvest: Harvest) -> Iterator[tuple[str, str]]:
    """The files to read, each with the hash of its blob."""
    for mode, digest, path in listing:
        uri = git.uri_of(path, top)
        if any(is_passed_over(part) for part in uri.split("/")):
            continue
        if mode == git.SYMLINK:
            harvest.lose("GT107", uri, _LINK)
        elif mode == git.SUBMODULE:
            harvest.lose("GT109", uri, _SUBMODULE)
        elif uri.endswith(READ):
            yield uri, digest
