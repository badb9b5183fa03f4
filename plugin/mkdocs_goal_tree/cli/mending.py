"""`goal-tree check --fix` and `--diff`: what can be mended without asking anybody."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from mkdocs_goal_tree.core.fixing import fix_all
from mkdocs_goal_tree.render.report import render_diff, safe
from mkdocs_goal_tree.sources import write_atomically

from .common import examine_site, stop

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mkdocs_goal_tree.config import Config
    from mkdocs_goal_tree.core.findings import Finding
    from mkdocs_goal_tree.core.project import Files
    from mkdocs_goal_tree.core.source import Source


def mended(
    config: Config, files: Files, is_asked_for: Callable[[Finding], bool]
) -> tuple[Files, list[tuple[Source, str]]]:
    """The files with every fix that holds of the findings asked for, and what changed: each source with its new text."""

    def look(sources: Sequence[Source]) -> list[Finding]:
        project = examine_site(config, replace(files, sources=tuple(sources)), quiet=True)
        return [finding for finding in project.findings if is_asked_for(finding)]

    sources, _ = fix_all(files.sources, look)
    now = {source.path: source.text for source in sources}
    changed = [(source, now[source.path]) for source in files.sources if now[source.path] != source.text]
    return replace(files, sources=tuple(sources)), changed


def write_changes(config: Config, changed: Sequence[tuple[Source, str]]) -> None:
    """Writes each file that changed, whole or not at all, and says so on standard error."""
    for source, text in changed:
        try:
            write_atomically(config.goals_dir / source.uri, text)
        except OSError as error:
            stop(f"{source.path}: error: cannot be written: {error.strerror}")
        click.echo(safe(f"mended {source.path}"), err=True)


def shown_changes(changed: Sequence[tuple[Source, str]]) -> str:
    """A unified diff of all of them."""
    return "".join(render_diff(source.path, source.text, text) for source, text in changed)
