"""`goal-tree export`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mkdocs_goal_tree.config import load_words
from mkdocs_goal_tree.render.diagram import draw, whole
from mkdocs_goal_tree.render.dot import render_dot
from mkdocs_goal_tree.render.export import render_json
from mkdocs_goal_tree.render.export_csv import render_csv
from mkdocs_goal_tree.render.export_schema import render_schema
from mkdocs_goal_tree.render.faces import face
from mkdocs_goal_tree.render.mermaid import render_mermaid
from mkdocs_goal_tree.sources import write_atomically

from .common import config_option, examine_site, load, stop, today_option, warn, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from mkdocs_goal_tree.core.project import Project
    from mkdocs_goal_tree.render.diagram import Diagram


def _drawn(render: Callable[[Diagram], str]) -> Callable[[Project], str]:
    """The whole tree as a diagram, in a language."""

    def write_tree(project: Project) -> str:
        tree, settings = project.tree, project.settings
        words = load_words(settings.words)
        return render(
            draw(
                tree,
                whole(tree, hidden=_hidden(project)),
                lambda goal_id: face(tree[goal_id], tree, settings, words),
                lambda _: "",
                words,
                today=settings.today,
                direction=settings.direction,
                max_nodes=settings.max_nodes,
            )
        )

    return write_tree


def _hidden(project: Project) -> set[str]:
    """The drafts, which a built site does not show either."""
    return {goal.id for goal in project.tree if goal.page.draft}


_WRITERS: dict[str, Callable[[Project], str]] = {
    "json": lambda project: render_json(project, project.findings, _hidden(project)),
    "csv": lambda project: render_csv(project, _hidden(project)),
    "mermaid": _drawn(render_mermaid),
    "dot": _drawn(render_dot),
}
_SCHEMA = "schema"
FORMATS = (*_WRITERS, _SCHEMA)


@click.command()
@click.option("--format", "form", type=click.Choice(FORMATS), default="json", show_default=True)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="A file; else standard output.")
@config_option
@today_option
def export(form: str, output: Path | None, config_path: Path | None, today: datetime | None) -> None:
    """Write all goals as JSON, their metrics as CSV, or the goal tree as Mermaid or DOT.

    The format `schema` is the JSON Schema of the JSON; it needs no goals.
    """
    if form == _SCHEMA:
        _put(render_schema(), output)
        return
    project = examine_site(load(config_path, Path(), today))
    _put(_WRITERS[form](project), output)
    warn(project.findings, len(project.tree))


def _put(text: str, output: Path | None) -> None:
    if output is None:
        write(text)
    else:
        try:
            write_atomically(output, text)
        except OSError as error:
            stop(f"{output}: error: cannot be written: {error.strerror}")
