"""`goal-tree check`."""

from __future__ import annotations

import os
import sys
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mkdocs_goal_tree.core.rules import BY_CODE, RULES, did_you_mean, is_selector, selects
from mkdocs_goal_tree.render.report import safe
from mkdocs_goal_tree.render.reports import FORMATS
from mkdocs_goal_tree.render.reports.report import Report

from .baseline import leave_known, write_baseline
from .changes import shown_changes, write_changes
from .common import LEVELS, all_files, config_option, examine_site, fails, load, today_option, write
from .mending import mended
from .reading import alone, typed_in

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from mkdocs_goal_tree.config import Config
    from mkdocs_goal_tree.core.findings import Finding
    from mkdocs_goal_tree.core.project import Files, Project

_LARGEST = 1 << 20
# What can be told from one file alone: its form, its numbers, its words, its links to elsewhere.
_LOCAL = ("GT1", "GT3", "GT4", "GT8", "GT9")


def _selectors(_context: click.Context, option: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    words = tuple(word.strip() for value in values for word in value.split(",") if word.strip())
    for word in words:
        if not is_selector(word):
            known = did_you_mean(word, [name for rule in RULES for name in (rule.name, rule.code)])
            raise click.BadParameter(f"no rule is called {word!r}. {known}".strip(), param=option)
    return words


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@config_option
@today_option
@click.option(
    "--fail-on", type=click.Choice(LEVELS), help="Exit with 1 from this level upward; else the setting `fail_on`."
)
@click.option(
    "--format", "form", type=click.Choice(tuple(FORMATS)), default="text", show_default=True, help="How to report."
)
@click.option(
    "--select",
    multiple=True,
    callback=_selectors,
    metavar="RULES",
    help="Only these rules: codes, names or `GT2`, with commas.",
)
@click.option("--ignore", multiple=True, callback=_selectors, metavar="RULES", help="Not these rules.")
@click.option(
    "--baseline", type=click.Path(dir_okay=False, path_type=Path), help="Leave out the findings kept in this file."
)
@click.option(
    "--write-baseline",
    "keep",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Keep what is found now in this file.",
)
@click.option("--fix", is_flag=True, help="Write the fixes that are safe, then report what is left.")
@click.option("--diff", "show_diff", is_flag=True, help="Show what --fix would write, and write nothing.")
@click.option(
    "--local", is_flag=True, help="Read only the PATHS; what needs other goals, such as links, is not reported."
)
@click.option(
    "--stdin-filename",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Read this goal file from standard input, report on it alone.",
)
def check(  # noqa: PLR0913, PLR0917 - one parameter an option
    paths: tuple[Path, ...],
    config_path: Path | None,
    today: datetime | None,
    fail_on: str | None,
    form: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    baseline: Path | None,
    keep: Path | None,
    fix: bool,
    show_diff: bool,
    local: bool,
    stdin_filename: Path | None,
) -> None:
    """Report what is wrong with the goals.

    PATHS are files or folders to report on; all goals are read all the same. Exit code 0: nothing found at or above the
    level to fail on, 1: something found, 2: wrong use, or a mkdocs.yml that cannot be read.
    """
    start = paths[0] if paths else stdin_filename.absolute().parent if stdin_filename else Path()
    asked = (*paths, stdin_filename) if stdin_filename else paths
    if stdin_filename and (fix or show_diff):
        raise click.UsageError("--fix and --diff are for files, not for standard input")
    if local and not asked:
        raise click.UsageError("--local reads the PATHS alone; name at least one")
    config = load(config_path, start, today)
    files = _files(config, paths if local else None, stdin_filename)
    chosen = select or (_LOCAL if local else ())

    def counts(one: Finding) -> bool:
        return _is_asked_for(one.span.path, config, asked) and _is_selected(one, chosen, ignore)

    if fix or show_diff:
        files = _mend(config, files, counts, show_diff=show_diff)
    project = examine_site(config, files)
    findings = [one for one in project.findings if counts(one)]
    if keep:
        write_baseline(findings, keep)
        write(f"{len(findings)} findings kept in {keep}\n")
        return
    if baseline:
        findings = leave_known(findings, baseline)
    goals = sum(_is_asked_for(place.source.path, config, asked) for place in project.tree.places.values())
    write(FORMATS[form](_report(findings, goals, project, config)))
    if fails(findings, fail_on or config.settings.fail_on):
        sys.exit(1)


def _files(config: Config, paths: Sequence[Path] | None, typed: Path | None) -> Files:
    """The goal files, those among `paths` alone where they are given, with standard input in place of the file `typed`."""
    files = all_files(config) if paths is None else alone(config, paths)
    return typed_in(files, config, typed, sys.stdin.buffer.read(_LARGEST + 1)) if typed else files


def _mend(config: Config, files: Files, counts: Callable[[Finding], bool], *, show_diff: bool) -> Files:
    """The files as mended and written; to show the diff is all there is to do."""
    files, changed = mended(config, files, counts)
    if show_diff:
        write(shown_changes(changed))
        sys.exit(bool(changed))
    write_changes(config, changed)
    for one in changed:
        click.echo(safe(f"mended {one.path}"), err=True)
    return files


def _report(findings: Sequence[Finding], goals: int, project: Project, config: Config) -> Report:
    texts = {read.place.source.path: read.place.source.text for read in project.reads}
    return Report(
        findings,
        goals,
        _lines(texts, config.root),
        _wants_color(),
        _below_top(config.root),
        version("mkdocs-goal-tree"),
    )


def _lines(texts: dict[str, str], root: Path) -> Callable[[str, int], str]:
    """Lines of files: as they were read, else (mkdocs.yml, tables) from the disk, nothing outside the site's folder."""

    @cache
    def split(path: str) -> list[str]:
        text = texts.get(path)
        if not text:
            file = root / path
            inside = Path(os.path.realpath(file)).is_relative_to(os.path.realpath(root))
            try:
                text = file.read_bytes()[:_LARGEST].decode("utf-8-sig") if inside and file.is_file() else ""
            except (OSError, UnicodeDecodeError):
                text = ""
        return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")

    def line_of(path: str, number: int) -> str:
        lines = split(path)
        return lines[number - 1] if 0 < number <= len(lines) else ""

    return line_of


def _wants_color() -> bool:
    """As https://no-color.org and https://force-color.org ask."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (sys.stdout.isatty() and os.environ.get("TERM") != "dumb")


def _below_top(root: Path) -> str:
    """The folder of mkdocs.yml as seen from the top of its repository, with a slash; nothing at the top or without one."""
    top = next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), root)
    return f"{root.relative_to(top).as_posix()}/".removeprefix("./")


def _is_selected(finding: Finding, select: Sequence[str], ignore: Sequence[str]) -> bool:
    rule = BY_CODE[finding.rule]
    chosen = not select or any(selects(word, rule) for word in select)
    return chosen and not any(selects(word, rule) for word in ignore)


def _is_asked_for(shown: str, config: Config, paths: Sequence[Path]) -> bool:
    """Whether a finding in that file is reported: below one of the paths, or in the settings, which all depends on."""
    if not paths or shown.endswith((".yml", ".yaml")):
        return True
    path = Path(os.path.realpath(config.root / shown))
    return any(path.is_relative_to(os.path.realpath(asked)) for asked in paths)
