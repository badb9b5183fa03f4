"""`goal-tree schema`."""

from __future__ import annotations

from pathlib import Path

import click

from mkdocs_goal_tree.config import nearest
from mkdocs_goal_tree.core.model import Level
from mkdocs_goal_tree.core.settings import Settings
from mkdocs_goal_tree.render.goal_schema import schema_json

from .common import config_option, load, write


@click.command()
@click.option(
    "--type", "level", type=click.Choice([level.value for level in Level]), help="Only of this type; else of all."
)
@config_option
def schema(level: str | None, config_path: Path | None) -> None:
    """Print the JSON Schema of a goal file's fields, for editors.

    With a mkdocs.yml, the fields of its setting `pass_fields` are in it.
    """
    path = config_path or nearest(Path())
    settings = load(path).settings if path else Settings()
    write(schema_json(settings, Level(level) if level else None))
