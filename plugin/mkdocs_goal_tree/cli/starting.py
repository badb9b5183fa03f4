"""`goal-tree init`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mkdocs_goal_tree.config import has_plugin, how_to_switch_on, nearest
from mkdocs_goal_tree.core.termfiles import read_glossary
from mkdocs_goal_tree.sources import packaged_terms, terms_from, write_atomically

from .common import config_option, load, stop, write
from .scaffolding import CI, EDITOR, SITE, first_goals, has_files, put

if TYPE_CHECKING:
    from mkdocs_goal_tree.config import Config


@click.command()
@click.option("--name", metavar="TEXT", help="The name of the handbook.")
@click.option("--ci", type=click.Choice((*CI, "none")), help="Write the workflows that check, preview and publish.")
@click.option(
    "--editor/--no-editor", default=None, help="Write snippets for VS Code, and a container that opens the preview."
)
@click.option("--glossary/--no-glossary", default=None, help="Copy the terms of this field to the glossary folder.")
@config_option
def init(
    name: str | None, ci: str | None, editor: bool | None, glossary: bool | None, config_path: Path | None
) -> None:
    """Set up a handbook with goals in this folder.

    Files that are there stay as they are. On a terminal it asks what was not said. In a handbook that is there --glossary
    alone copies the terms and no more. Exit code 0: everything is there now, 2: wrong use, or something that cannot be read or written.
    """
    there = config_path or nearest(Path())
    if glossary and there and (name, ci, editor) == (None, None, None):
        _copy_terms(load(there))
        return
    root = there.absolute().parent if there else Path.cwd()
    asks = sys.stdin.isatty()
    if there is None:
        default = root.name.replace("-", " ").replace("_", " ").strip().capitalize() or "Our goals"
        put(root, SITE, name or (click.prompt("The name of the handbook", default) if asks else default))
    config = load(there or root / "mkdocs.yml")
    if not has_plugin(there or root / "mkdocs.yml"):
        write(f"{how_to_switch_on(there or root / 'mkdocs.yml')}\n")
    if not has_files(config.goals_dir, (".md",)):
        put(root, first_goals(config.goals_shown))
    if ci is None and asks:
        ci = click.prompt("Which service checks changes", "none", type=click.Choice((*CI, "none")))
    put(root, CI.get(ci or "none", {}))
    if editor is None:
        editor = click.confirm("Files for VS Code and Codespaces", default=True) if asks else there is None
    put(root, EDITOR if editor else {})
    if glossary or (glossary is None and asks and click.confirm("Copy the glossary of this field", default=True)):
        _copy_terms(config)
    write("next: mkdocs serve, then write your own goals over the three examples\n")


def _copy_terms(config: Config) -> None:
    """Writes the terms that travel in the package to the glossary folder, those aside that the site explains itself."""
    folder, shown = config.glossary_dir, config.glossary_shown
    if not folder.is_relative_to(config.docs_dir):
        stop(f"error: the glossary folder {shown} lies outside docs_dir; see the setting `glossary_dir`")
    own, _ = read_glossary(terms_from(folder, shown).sources)
    ours, _ = read_glossary(packaged_terms())
    written = 0
    for slug, term in ours.terms.items():
        source, rival = ours.places[slug].source, own.rival(term)
        if os.path.lexists(folder / source.uri):
            write(f"kept    {shown}/{source.uri}\n")
        elif rival:
            write(f"passed  {source.uri}: '{rival.term}' is explained in {own.places[rival.slug].source.path}\n")
        else:
            _write_term(folder / source.uri, source.text, f"{shown}/{source.uri}")
            written += 1
    write(f"{written} of {len(ours)} terms written to {shown}\n")


def _write_term(path: Path, text: str, shown: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, text)
    except OSError as error:
        stop(f"{shown}: error: cannot be written: {error.strerror}")
    write(f"written {shown}\n")
