"""`goal-tree rules`."""

from __future__ import annotations

from pathlib import Path

import click

from mkdocs_goal_tree.core.rules import RULES, by_name, did_you_mean
from mkdocs_goal_tree.render.report import render_rule, render_rules
from mkdocs_goal_tree.render.rules_reference import render_pages
from mkdocs_goal_tree.sources import write_atomically

from .common import stop, write


@click.command()
@click.argument("rule", required=False)
@click.option(
    "--pages",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Write a Markdown page for each rule to this folder.",
)
def rules(rule: str | None, pages: Path | None) -> None:
    """List the rules, or explain one by its code or name."""
    if pages:
        _write_pages(pages)
    elif rule is None:
        write(render_rules(RULES))
    elif known := by_name(rule):
        write(render_rule(known))
    else:
        help_ = did_you_mean(rule, [name for each in RULES for name in (each.name, each.code)])
        raise click.BadParameter(f"no rule is called {rule!r}. {help_}".strip(), param_hint="RULE")


def _write_pages(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in render_pages(RULES).items():
            write_atomically(folder / name, text)
    except OSError as error:
        stop(f"{folder}: error: cannot be written: {error.strerror}")
