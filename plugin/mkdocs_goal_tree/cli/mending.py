"""`goal-tree check --fix` and `--diff`: what can be mended without asking anybody."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from mkdocs_goal_tree.core.fixing import fix_all

from .changes import Change
from .common import examine_site

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mkdocs_goal_tree.config import Config
    from mkdocs_goal_tree.core.findings import Finding
    from mkdocs_goal_tree.core.project import Files
    from mkdocs_goal_tree.core.source import Source


def mended(config: Config, files: Files, is_asked_for: Callable[[Finding], bool]) -> tuple[Files, list[Change]]:
    """The files with every fix that holds of the findings asked for, and what changed."""

    def look(sources: Sequence[Source]) -> list[Finding]:
        project = examine_site(config, replace(files, sources=tuple(sources)), quiet=True)
        return [finding for finding in project.findings if is_asked_for(finding)]

    sources, _ = fix_all(files.sources, look)
    now = {source.path: source.text for source in sources}
    changed = [
        Change(source.path, source.text, now[source.path])
        for source in files.sources
        if now[source.path] != source.text
    ]
    return replace(files, sources=tuple(sources)), changed
