"""Goal files from a folder or from a git revision, pages of terms, and the one atomic write."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import tempfile
from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING

from mkdocs_goal_tree.core.fences import FILE_LIMIT, FRONT_MATTER_LIMIT
from mkdocs_goal_tree.core.harvest import READ, Harvest, is_passed_over
from mkdocs_goal_tree.core.project import Files
from mkdocs_goal_tree.core.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_goal_tree.core.findings import Finding

_SYMLINK, _SUBMODULE = "120000", "160000"
_CHUNK = 1 << 16
_SECONDS = 60
_TERM = re.compile(rb"^term[ \t]*:", re.MULTILINE)
_QUIET = {
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",  # what GIT_NO_LAZY_FETCH is from git 2.45 on
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_LITERAL_PATHSPECS": "1",
    "LC_ALL": "C",
}
_FOREIGN = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")  # a hook's own repository


@dataclass(frozen=True, slots=True)
class NoRevision:
    """Why there is nothing to read at a revision, and what helps."""

    message: str
    help: str = ""


def from_folder(root: Path, shown_as: str) -> Files:
    """The `*.md` and `*.csv` below `root`, in order of path; `shown_as` is the folder in the paths that people see.

    Dotfiles and what editors leave behind are passed over. A link that leaves the folder is told, one within it is
    followed once: what was read under its own name is not read again.
    """
    harvest = Harvest(shown_as)
    if not root.is_dir():
        harvest.tell("GT903", "", f"the goals folder {shown_as} does not exist", "make it, or set `goals_dir`")
        return harvest.files()
    real_root = Path(os.path.realpath(root))
    seen: set[str] = set()
    links = list(_gather(real_root, "", seen, harvest))
    while links:
        uri = links.pop(0)
        target = os.path.realpath(real_root / uri)
        if not Path(target).is_relative_to(real_root):
            harvest.lose("GT107", uri, "a symbolic link that leaves the goals folder is not followed", "copy the file")
        elif not Path(target).exists():
            harvest.lose("GT109", uri, "the symbolic link leads nowhere", "delete it")
        elif target not in seen:
            links += _gather(Path(target), uri, seen, harvest)
    return harvest.files()


def terms_from(root: Path, shown_as: str) -> Files:
    """The pages below the glossary folder, which are ordinary pages of the site: none where there is no such folder.

    What cannot be read is told where it looks like a term page; the rest is left to MkDocs.
    """
    files = from_folder(root, shown_as) if root.is_dir() else Files()
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
    commit = _git(repository, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if isinstance(commit, NoRevision):
        return commit if commit.message else NoRevision(f"'{revision}' is no commit here", "fetch it, or name another")
    prefix = _git(repository, "rev-parse", "--show-prefix")
    if isinstance(prefix, NoRevision):
        return prefix
    top = os.path.normpath(os.fsdecode(prefix).strip("\n") + folder)
    if top.startswith((os.pardir, os.sep)):
        return NoRevision(f"{folder} lies outside the repository")
    where = [] if top == os.curdir else ["--", f"{top}/"]
    listing = _git(repository, "ls-tree", "-r", "-z", "--full-tree", os.fsdecode(commit).strip(), *where)
    if isinstance(listing, NoRevision):
        return listing
    harvest = Harvest(folder)
    _read_blobs(repository, dict(_blobs(listing, top, harvest)), harvest)
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


def _gather(start: Path, uri: str, seen: set[str], harvest: Harvest) -> Iterator[str]:
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


def _blobs(listing: bytes, top: str, harvest: Harvest) -> Iterator[tuple[str, str]]:
    """The files to read, each with the hash of its blob."""
    for line in os.fsdecode(listing).split("\0")[:-1]:
        about, _, path = line.partition("\t")
        mode, _, digest = about.split(" ")
        uri = path if top == os.curdir else path[len(top) + 1 :]
        if any(is_passed_over(part) for part in uri.split("/")):
            continue
        if mode == _SYMLINK:
            harvest.lose("GT107", uri, "a symbolic link is not followed in a revision")
        elif mode == _SUBMODULE:
            harvest.lose("GT109", uri, "a submodule; what is in it is not read")
        elif uri.endswith(READ):
            yield uri, digest


def _read_blobs(repository: Path, blobs: dict[str, str], harvest: Harvest) -> None:
    """One `git cat-file --batch` for all; the names come from a file, so that neither side waits for the other."""
    if not blobs:
        return
    with tempfile.TemporaryFile() as names:
        names.write("".join(f"{digest}\n" for digest in blobs.values()).encode())
        names.seek(0)
        command = ["git", "-C", str(repository), "cat-file", "--batch"]
        with subprocess.Popen(command, stdin=names, stdout=subprocess.PIPE, env=_environment()) as git:  # noqa: S603
            for uri in blobs:
                if git.stdout is None or not _take_blob(git.stdout, uri, harvest):
                    harvest.lose("GT109", uri, "its content is not in this clone", "fetch it: `git fetch --refetch`")


def _take_blob(answer: IO[bytes], uri: str, harvest: Harvest) -> bool:
    """`<hash> blob <size>`, the content, a line end; or `<hash> missing`."""
    about = answer.readline().split()
    if len(about) != 3:  # noqa: PLR2004 - the three words above
        return False
    size = int(about[2])
    data = answer.read(min(size, FILE_LIMIT + 1))
    rest = size - len(data) + 1
    while rest > 0 and (chunk := answer.read(min(rest, _CHUNK))):
        rest -= len(chunk)
    harvest.take(uri, data)
    return True


def _git(repository: Path, *arguments: str) -> bytes | NoRevision:
    command = ["git", "-C", str(repository), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=False, env=_environment(), timeout=_SECONDS)  # noqa: S603
    except FileNotFoundError:
        return NoRevision("git is not installed")
    except (subprocess.TimeoutExpired, ValueError) as error:
        return NoRevision(f"git {arguments[0]} does not answer: {type(error).__name__}")
    if done.returncode == 0:
        return done.stdout
    said = done.stderr.decode(errors="replace").strip()
    if "dubious ownership" in said:
        help_ = f"if you trust it: git config --global --add safe.directory {repository.absolute()}"
        return NoRevision("git refuses to read a repository that belongs to another user", help_)
    return NoRevision(said.splitlines()[0].removeprefix("fatal: ") if said else "")


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in _FOREIGN}
    return kept | _QUIET
