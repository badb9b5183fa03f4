"""A site as an editor has it: what lies on the disk, and in place of it what is open and perhaps not saved yet."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs_goal_tree.config import Config, load_file, load_words
from mkdocs_goal_tree.core.harvest import READ, Harvest, is_passed_over, lay_over
from mkdocs_goal_tree.core.project import Files, Project, examine
from mkdocs_goal_tree.core.rules import found
from mkdocs_goal_tree.mkdocsyml import BadConfig
from mkdocs_goal_tree.sources import from_folder, terms_from

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mkdocs_goal_tree.core.findings import Finding
    from mkdocs_goal_tree.core.source import Source, Span
    from mkdocs_goal_tree.core.words import Words

_LARGEST = 1 << 20


@dataclass(frozen=True)
class Site:
    """A site that was read: `project` is what the check says of it, `open` the text of open files by their real paths."""

    config: Config
    files: Files
    project: Project
    words: Words
    open: Mapping[Path, str]

    def path(self, shown: str) -> Path:
        """The file that people see under that name."""
        return Path(os.path.normpath(self.config.root / shown))

    def text(self, shown: str) -> str:
        """The text of a file, as it was read or is typed."""
        path = self.path(shown)
        typed = self.open.get(Path(os.path.realpath(path)))
        if typed is not None:
            return typed
        known = next((source.text for source in self.files.sources if source.path == shown), "")
        return known or _read(path)

    def is_goal_file(self, path: Path) -> bool:
        return path.suffix == ".md" and bool(_below(self.config.goals_dir, path))

    def pages(self) -> tuple[Source, ...]:
        """The pages of the site that are no goal files."""
        docs = self.config.docs_dir
        if not docs.is_dir():
            return ()
        shown = self.config.docs_shown
        typed = lay_over(from_folder(docs, shown), _typed(docs, shown, self.open))
        goals = {source.path for source in self.files.sources}
        return tuple(source for source in typed.sources if source.path not in goals)


def read_site(mkdocs_yml: Path, typed: Mapping[Path, str]) -> Site | tuple[Finding, ...]:
    """The site of a mkdocs.yml, or why there is none; `typed` is the text of open files by their real paths."""
    config = load_file(mkdocs_yml)
    if isinstance(config, BadConfig):
        return (found("GT901", config.span, config.message),)
    folder, shown = config.goals_dir, config.goals_shown
    files = from_folder(folder, shown) if folder.is_dir() else Files()
    files = lay_over(files, _typed(folder, shown, typed))
    entries, entries_shown = config.glossary_dir, config.glossary_shown
    terms = lay_over(terms_from(entries, entries_shown), _typed(entries, entries_shown, typed))
    said = (*config.findings, *files.findings, *terms.findings)
    project = examine(Files(files.sources, files.tables, said), config.settings, terms.sources)
    return Site(config, files, project, load_words(config.settings.words), typed)


def places(findings: tuple[Finding, ...]) -> dict[str, list[Finding]]:
    """Findings by the file that they stand in."""
    by_file: dict[str, list[Finding]] = {}
    for finding in findings:
        by_file.setdefault(finding.span.path, []).append(finding)
    return by_file


def start_of(site: Site, goal_id: str) -> Span:
    """Where a goal's file begins to speak of it."""
    return site.project.tree.places[goal_id].at("title")


def _typed(folder: Path, shown: str, typed: Mapping[Path, str]) -> Harvest:
    """The open files below a folder."""
    harvest = Harvest(shown)
    for path, text in typed.items():
        uri = _below(folder, path)
        if uri and path.suffix in READ and not any(is_passed_over(part) for part in uri.split("/")):
            harvest.take(uri, text.encode(errors="replace"))
    return harvest


def _below(folder: Path, path: Path) -> str:
    root = Path(os.path.realpath(folder))
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else ""


def _read(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(_LARGEST).decode(errors="replace").removeprefix("\ufeff")
    except OSError:
        return ""
