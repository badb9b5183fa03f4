"""What commands share: options, the site they are about, and how they write, warn and stop."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from mkdocs_goal_tree.config import load_file, nearest
from mkdocs_goal_tree.core.findings import Severity
from mkdocs_goal_tree.core.project import Files, Project, examine
from mkdocs_goal_tree.core.rules import did_you_mean
from mkdocs_goal_tree.mkdocsyml import BadConfig
from mkdocs_goal_tree.past import read_past, recalling
from mkdocs_goal_tree.render.report import count_line, safe
from mkdocs_goal_tree.sources import from_folder, terms_from, write_atomically
from mkdocs_goal_tree.wordings import load_wording, wording_off

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from mkdocs_goal_tree.config import Config
    from mkdocs_goal_tree.core.findings import Finding
    from mkdocs_goal_tree.core.model import Goal

WRONG_USE = 2
LEVELS = ("error", "warning", "info", "never")
"""What a command can fail on."""


class Day(click.DateTime):
    """A day as goal files have it."""

    def __init__(self) -> None:
        super().__init__(["%Y-%m-%d"])

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        try:
            day: datetime = super().convert(value, param, ctx)
        except click.BadParameter:
            self.fail(f"'{value}' is no day; write it like 2026-05-13", param, ctx)
        return day


config_option = click.option(
    "-f",
    "--config",
    "config_path",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="The mkdocs.yml to use; else the nearest one, from here upward.",
)
today_option = click.option(
    "--today",
    type=Day(),
    metavar="DAY",
    help="The day that counts as today, such as 2026-05-13.",
)


def load(path: Path | None, start: Path = Path(), today: datetime | None = None) -> Config:
    """The site of a mkdocs.yml, by default the nearest one from `start` upward; stops where there is none."""
    path = path or nearest(start if start.is_dir() else start.parent)
    if path is None:
        stop("error: there is no mkdocs.yml here or in a folder above; name it with -f")
    config = load_file(path, today.date() if today else None)
    if isinstance(config, BadConfig):
        stop(f"{config.span}: error: {config.message}")
    return config


def examine_site(config: Config, files: Files | None = None, *, quiet: bool = False) -> Project:
    """The goals and terms of the site, with what is wrong with its settings among the findings.

    `files` are the goal files, where they are not simply those of the goals folder.
    """
    files = all_files(config) if files is None else files
    terms = terms_from(config.glossary_dir, config.glossary_shown)
    wording, said_of_words = load_wording(config.settings, config.root)
    if wording is None and not quiet:
        click.echo(wording_off(config.settings), err=True)
    said = (*config.findings, *said_of_words, *files.findings, *terms.findings)
    recall = recalling(read_past(config.goals_dir, config.settings.today))
    return examine(
        Files(files.sources, files.tables, said), config.settings, terms.sources, recall=recall, wording=wording
    )


def fails(findings: Iterable[Finding], level: str) -> bool:
    """Whether one of them is at that level or above; none is where nothing is to fail."""
    return level != "never" and any(finding.severity >= Severity[level.upper()] for finding in findings)


def find_goal(project: Project, name: str, likely: Sequence[str] = ()) -> Goal:
    """The goal that somebody typed, by its id or a former one; stops where there is none.

    Of what may have been meant the `likely` ids come first.
    """
    tree = project.tree
    if goal := tree.find(name):
        return goal
    if unread := tree.unread.get(name.strip().lower()):
        stop(f"{unread.place.source.path}: error: it cannot be read as a goal; see goal-tree check")
    near = did_you_mean(name, likely) or did_you_mean(name, [*tree.goals, *tree.former])
    return reject(f"no goal is called '{name}'", near)


def write_goal(config: Config, uri: str, text: str) -> None:
    """All of a file below the goals folder, or none of it."""
    try:
        write_atomically(config.goals_dir / uri, text)
    except OSError as error:
        stop(f"{config.goals_shown}/{uri}: error: cannot be written: {error.strerror}")


def all_files(config: Config) -> Files:
    """The goal files of the site; none where it has no goals folder yet."""
    return from_folder(config.goals_dir, config.goals_shown) if config.goals_dir.is_dir() else Files()


def warn(findings: Sequence[Finding], goals: int) -> None:
    """Says on standard error that what was written may lack something."""
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if errors:
        click.echo(f"{count_line(errors, goals)}: see goal-tree check", err=True)


def write(text: str | bytes) -> None:
    """UTF-8 with plain line ends, whatever the locale."""
    sys.stdout.buffer.write(text if isinstance(text, bytes) else text.encode(errors="backslashreplace"))
    sys.stdout.flush()


def stop(message: str) -> NoReturn:
    """Ends the command for wrong use, or a set-up that cannot be read."""
    click.echo(safe(message), err=True)
    sys.exit(WRONG_USE)


def reject(message: str, help_: str) -> NoReturn:
    """Ends the command for a word that names nothing."""
    _stop(f"error: {message}", *([f"    help: {help_}"] if help_ else []))


def leave(shown: str, why: str, lines: str) -> NoReturn:
    """Leaves a file alone, says why and shows what to add by hand."""
    by_hand = (f"    {line}" for line in lines.splitlines())
    _stop(f"{shown}: error: nothing is written: {why}", "    help: add by hand:", "", *by_hand)


def _stop(*lines: str) -> NoReturn:
    for line in lines:
        click.echo(safe(line).rstrip(), err=True)
    sys.exit(WRONG_USE)
