"""git, asked about what is committed: never the index, never another host, never a program that a repository names."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, NamedTuple

from mkdocs_goal_tree.core.fences import FILE_LIMIT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

SYMLINK, SUBMODULE = "120000", "160000"
_CHUNK = 1 << 16
_SECONDS = 60
_QUIET = {
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",  # what GIT_NO_LAZY_FETCH is from git 2.45 on
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_LITERAL_PATHSPECS": "1",
    "LC_ALL": "C",
}
# No program of the repository's own; the first commit has a diff, too; paths begin at the top.
# A merge is told by what it brought, whatever somebody set.
_SETTINGS = tuple(
    part
    for setting in (
        "core.fsmonitor=false",
        "log.showRoot=true",
        "log.diffMerges=first-parent",
        "diff.relative=false",
    )
    for part in ("-c", setting)
)
_REFUSED = re.compile(r"repository at '(.*)'")
_FOREIGN = (
    *("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR"),  # a hook's own repository
    *("GIT_OBJECT_DIRECTORY", "GIT_NAMESPACE", "GIT_SHALLOW_FILE"),
    *("GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS"),  # they contradict literal paths
)
NOT_FETCHED = "fetch it, or name another"
"""What helps where a revision is no commit here."""


@dataclass(frozen=True, slots=True)
class NoRevision:
    """Why there is nothing to read at a revision, and what helps."""

    message: str
    help: str = ""


class Blob(NamedTuple):
    """A file of a commit by its path from the top of the repository."""

    mode: str
    digest: str
    path: str


def ask(repository: Path, *arguments: str) -> bytes | NoRevision:
    """What `git ARGUMENTS` prints; why it does not, in its own words, which are none where it was told to be quiet."""
    command = ["git", *_SETTINGS, "-C", str(repository), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=False, env=_environment(), timeout=_SECONDS)  # noqa: S603
    except FileNotFoundError:
        return NoRevision("git is not installed")
    except OSError as error:
        return NoRevision(f"git cannot be started: {error.strerror}")
    except (subprocess.TimeoutExpired, ValueError) as error:
        return NoRevision(f"git {arguments[0]} does not answer: {type(error).__name__}")
    if done.returncode == 0:
        return done.stdout
    said = done.stderr.decode(errors="replace").strip()
    if "dubious ownership" in said:
        place = _REFUSED.search(said)
        help_ = f"if you trust it: git config --global --add safe.directory {place[1] if place else repository}"
        return NoRevision("git refuses to read a repository that belongs to another user", help_)
    first = said.splitlines()[0] if said else ""
    return NoRevision(first.removeprefix("fatal: ").partition(" (or any ")[0])


def resolve(repository: Path, revision: str) -> str | NoRevision:
    """The hash of the commit that a revision names; what looks like an option names none."""
    commit = ask(repository, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if isinstance(commit, NoRevision):
        return commit if commit.message else NoRevision(f"'{revision}' is no commit here", NOT_FETCHED)
    return os.fsdecode(commit).strip()


def locate(repository: Path, folder: str) -> str | NoRevision:
    """The way from the top of the repository to `folder`, which is relative to `repository`; `.` is the top itself."""
    prefix = ask(repository, "rev-parse", "--show-prefix")
    if isinstance(prefix, NoRevision):
        return prefix
    top = os.path.normpath(os.fsdecode(prefix).strip("\n") + folder).replace(os.sep, "/")
    return NoRevision(f"{folder} lies outside the repository") if top.startswith(("..", "/")) else top


def uri_of(path: str, top: str) -> str:
    """A path from the top of the repository as one below the located folder."""
    return path if top == os.curdir else path[len(top) + 1 :]


def list_blobs(repository: Path, commit: str, top: str) -> list[Blob] | NoRevision:
    """All files of a commit below a located folder; `commit` is a hash."""
    where = [] if top == os.curdir else ["--", f"{top}/"]
    listing = ask(repository, "ls-tree", "-r", "-z", "--full-tree", commit, *where)
    if isinstance(listing, NoRevision):
        return listing
    lines = (line.partition("\t") for line in os.fsdecode(listing).split("\0")[:-1])
    split = ((about.split(" "), path) for about, _, path in lines)
    return [Blob(mode, digest, path) for (mode, _, digest), path in split]


def read_blobs(repository: Path, digests: Iterable[str]) -> Iterator[bytes | None]:
    """The bytes of each blob, at most one more than the limit of a file; None where this clone has it not.

    One `git cat-file --batch` for all; the names come from a file, so that neither side waits for the other.
    """
    wanted = list(digests)
    if not wanted:
        return
    with tempfile.TemporaryFile() as names:
        names.write("".join(f"{digest}\n" for digest in wanted).encode())
        names.seek(0)
        command = ["git", "-C", str(repository), "cat-file", "--batch"]
        with subprocess.Popen(command, stdin=names, stdout=subprocess.PIPE, env=_environment()) as git:  # noqa: S603
            for _ in wanted:
                yield _take_blob(git.stdout) if git.stdout else None


def _take_blob(answer: IO[bytes]) -> bytes | None:
    """`<hash> blob <size>`, the content, a line end; or `<hash> missing`."""
    about = answer.readline().split()
    if len(about) != 3:  # noqa: PLR2004 - the three words above
        return None
    size = int(about[2])
    data = answer.read(min(size, FILE_LIMIT + 1))
    rest = size - len(data) + 1
    while rest > 0 and (chunk := answer.read(min(rest, _CHUNK))):
        rest -= len(chunk)
    return data


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in _FOREIGN}
    return kept | _QUIET
