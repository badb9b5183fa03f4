"""`goal-tree export`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mkdocs_goal_tree.config import load_words
from mkdocs_goal_tree.render.diagram import draw, whole
from mkdocs_goal_tree.render.dot import render_dot
from mkdocs_goal_tree.render.export import render_json
from mkdocs_goal_tree.render.faces import face
from mkdocs_goal_tree.render.mermaid import render_mermaid
from mkdocs_goal_tree.sources import write_atomically

from .common import config_option, examine_site, load, stop, today_option, warn, write

if TYPE_CHECKING:
    from datetime import datetime

    from mkdocs_goal_tree.core.project import Project

_FORMATS = ("json", "mermaid", "dot")


@click.command()
@click.option("--format", "form", type=click.Choice(_FORMATS), default="json", show_default=True)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="A file; else standard output.")
@config_option
@today_option
def export(form: str, output: Path | None, config_path: Path | None, today: datetime | None) -> None:
    """Write all goals as JSON, or the goal tree as Mermaid or DOT."""
    config = load(config_path, Path(), today)
    project = examine_site(config)
    text = _export(project, form)
    if output is None:
        write(text)
    else:
        try:
            write_atomically(output, text)
        except OSError as error:
            stop(f"{output}: error: cannot be written: {error.strerror}")
    warn(project.findings, len(project.tree))


def _export(project: Project, form: str) -> str:
    if form == "json":
        return render_json(project.tree)

    tree, settings = project.tree, project.settings
    words = load_words(settings.words)
    diagram = draw(
        tree,
        whole(tree, hidden={goal.id for goal in tree if goal.page.draft}),
        lambda goal_id: face(tree[goal_id], tree, settings, words),
        lambda _: "",
        words,
        today=settings.today,
        direction=settings.direction,
        max_nodes=settings.max_nodes,
    )
    return render_mermaid(diagram) if form == "mermaid" else render_dot(diagram)
