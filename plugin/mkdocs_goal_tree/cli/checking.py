"""`goal-tree check`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mkdocs_goal_tree.core.findings import Severity
from mkdocs_goal_tree.render.report import render_text

from .common import config_option, examine_site, load, today_option, write

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from mkdocs_goal_tree.config import Config

_LEVELS = ("error", "warning", "info", "never")


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@config_option
@today_option
@click.option("--fail-on", type=click.Choice(_LEVELS), help="Exit with 1 from this severity upward; else the setting.")
def check(paths: tuple[Path, ...], config_path: Path | None, today: datetime | None, fail_on: str | None) -> None:
    """Report what is wrong with the goals.

    PATHs are files or folders; they limit what is reported, all goals are read. Exit code 0: nothing at or above the
    severity to fail on, 1: something, 2: wrong use, or a mkdocs.yml that cannot be read.
    """
    config = load(config_path, paths[0] if paths else Path(), today)
    project = examine_site(config)
    findings = [finding for finding in project.findings if _is_asked_for(finding.span.path, config, paths)]
    goals = sum(_is_asked_for(place.source.path, config, paths) for place in project.tree.places.values())
    write(render_text(findings, goals))
    level = fail_on or config.settings.fail_on
    limit = None if level == "never" else Severity[level.upper()]
    if limit and any(finding.severity >= limit for finding in findings):
        sys.exit(1)


def _is_asked_for(shown: str, config: Config, paths: Sequence[Path]) -> bool:
    """Whether a finding in that file is reported: below one of the paths, or in the settings, which all depends on."""
    if not paths or shown.endswith((".yml", ".yaml")):
        return True
    path = (config.root / shown).resolve()
    return any(path.is_relative_to(asked.resolve()) for asked in paths)
