"""`goal-tree init`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from mkdocs_goal_tree.core.termfiles import read_glossary
from mkdocs_goal_tree.sources import packaged_terms, terms_from, write_atomically

from .common import config_option, load, stop, write

if TYPE_CHECKING:
    from pathlib import Path

    from mkdocs_goal_tree.config import Config


@click.command()
@click.option("--glossary", is_flag=True, help="Copy the terms of this field to the glossary folder.")
@config_option
def init(glossary: bool, config_path: Path | None) -> None:
    """Put into a handbook what it can start from; files that are there stay as they are.

    Exit code 0: everything is there now, 2: wrong use, or something that cannot be read or written.
    """
    if not glossary:
        raise click.UsageError("say what to put there: --glossary")
    _copy_terms(load(config_path))


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
