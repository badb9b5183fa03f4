"""Revisions of the repository that a site lies in: which commit is meant, and the site's goals as they are there."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from . import git
from .core.project import Files, Project, examine
from .core.reading import read_file
from .git import NoRevision
from .sources import from_folder, from_revision, terms_from
from .wordings import load_wording

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .config import Config
    from .core.findings import Finding
    from .core.settings import Settings
    from .core.source import Source
    from .core.tree import Read

_DEFAULT = ("refs/remotes/origin/HEAD", "origin/main", "origin/master", "main", "master")


class Revision(NamedTuple):
    """A commit: as it was named, and its hash; without a hash it is the working tree."""

    name: str = ""
    commit: str = ""


WORKING_TREE = Revision()


def resolve(repository: Path, name: str) -> Revision | NoRevision:
    """The commit that a name stands for; nothing in a name is taken for an option."""
    commit = git.resolve(repository, name)
    return commit if isinstance(commit, NoRevision) else Revision(name, commit)


def merge_base(repository: Path, default: str, head: Revision) -> Revision | NoRevision:
    """The last commit that `head` shares with the default branch, which is `default` or else found by its usual names."""
    tip = resolve(repository, head.commit or "HEAD")
    if isinstance(tip, NoRevision):
        missing = NoRevision("there is no commit here to compare with", "commit first, or name two revisions")
        return missing if tip.help == git.NOT_FETCHED and not head.commit else tip
    branch = _default_branch(repository, default)
    if isinstance(branch, NoRevision):
        return branch
    found = git.ask(repository, "merge-base", tip.commit, branch.commit)
    if isinstance(found, NoRevision):
        if found.message:
            return found
        message = f"{branch.name} and {head.name or 'HEAD'} have no commit in common"
        if git.ask(repository, "rev-parse", "--is-shallow-repository") == b"true\n":
            return NoRevision(f"{message} in this shallow clone", "git fetch --unshallow, or name BASE")
        return NoRevision(message, "name BASE")
    return Revision(branch.name, os.fsdecode(found).strip())


def branch_of(repository: Path) -> str:
    """The branch that is checked out, else the beginning of the commit's hash; empty where there is no commit."""
    for question in (("symbolic-ref", "--short", "--quiet", "HEAD"), ("rev-parse", "--short", "--verify", "HEAD")):
        answer = git.ask(repository, *question)
        if not isinstance(answer, NoRevision):
            return os.fsdecode(answer).strip()
    return ""


def read_project(config: Config, revision: Revision, memory: Memory) -> Project | NoRevision:
    """The goals and terms of a site at a revision, under the settings of the site as it is now."""
    goals = _files(config, revision, config.goals_dir, config.goals_shown)
    terms = _files(config, revision, config.glossary_dir, config.glossary_shown, terms=True)
    if isinstance(goals, NoRevision):
        return goals
    if isinstance(terms, NoRevision):
        return terms
    files = Files(goals.sources, goals.tables, (*goals.findings, *terms.findings))
    wording, _ = load_wording(config.settings, config.root)
    return examine(files, config.settings, terms.sources, wording=wording, read_goal_file=memory.read)


@dataclass
class Memory:
    """Files that were read before: one that is the same on both sides is read once."""

    known: dict[Source, tuple[dict[str, str | None], tuple[Read | None, list[Finding]]]] = field(default_factory=dict)

    def read(self, source: Source, settings: Settings, tables: Mapping[str, str]) -> tuple[Read | None, list[Finding]]:
        """As `read_file`. A file counts as the same if the tables that it asked for are the same too."""
        asked, answer = self.known.get(source, (None, (None, [])))
        if asked is None or any(tables.get(uri) != text for uri, text in asked.items()):
            watched = _Watched(tables)
            answer = read_file(source, settings, watched)
            self.known[source] = watched.asked, answer
        return answer


@dataclass
class _Watched(Mapping[str, str]):
    """Tables that remember which were asked for, also of those that are not there."""

    tables: Mapping[str, str]
    asked: dict[str, str | None] = field(default_factory=dict)

    def __getitem__(self, uri: str) -> str:
        self.asked[uri] = self.tables.get(uri)
        return self.tables[uri]

    def __iter__(self) -> Iterator[str]:
        return iter(self.tables)

    def __len__(self) -> int:
        return len(self.tables)


def _files(config: Config, revision: Revision, folder: Path, shown: str, *, terms: bool = False) -> Files | NoRevision:
    if not revision.commit:
        return (terms_from if terms else from_folder)(folder, shown, as_committed=True)
    files = from_revision(config.root, revision.commit, shown)
    if isinstance(files, NoRevision) or not terms:
        return files
    lost = {finding.span.path for finding in files.findings}
    return Files(tuple(source for source in files.sources if source.path not in lost))


def _default_branch(repository: Path, default: str) -> Revision | NoRevision:
    if default:
        return resolve(repository, default)
    for name in _DEFAULT:
        branch = resolve(repository, name)
        if isinstance(branch, Revision):
            short = git.ask(repository, "rev-parse", "--abbrev-ref", name)
            return Revision(name if isinstance(short, NoRevision) else os.fsdecode(short).strip(), branch.commit)
        if branch.help != git.NOT_FETCHED:
            return branch
    return NoRevision("the default branch is not known here", "name BASE, or set `changes: {base: …}`")
