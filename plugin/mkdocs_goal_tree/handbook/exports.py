"""The files of a site that other programs read: each by its name, where it stands, and what writes it at the end."""

from __future__ import annotations

import posixpath
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from mkdocs_goal_tree.render.jsonld import glossary_json

from .diagrams import WHOLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .build import Build


FILES = {"mermaid": "goal-tree.mmd", "dot": "goal-tree.dot", "svg": "goal-tree.svg"}
"""The tree of the index page to take away, by kind."""


class Export(NamedTuple):
    """A file of ours: what links know it by, its path in the site, and what writes it once all pages are known.

    What is `drawn` is written when the diagrams are laid out, too.
    """

    name: str
    uri: str
    write: Callable[[Build], str]
    drawn: bool = False


def exports(build: Build) -> Iterator[Export]:
    """All files of ours that this site has."""
    if build.terms.glossary:
        name = "glossary.json"
        yield Export(name, posixpath.join(build.terms.folder, name), lambda it: glossary_json(it.terms.glossary))
    index = posixpath.join(build.folder, "index.md")
    if index in build.generated and len(build.project.tree):
        for kind, name in FILES.items():
            write = partial(_tree_as, page=index, kind=kind)
            yield Export(name, posixpath.join(build.folder, name), write, drawn=True)


def write_exports(build: Build, *, drawn: bool = False) -> None:
    """Fills the files that were entered empty, so that pages could link to them; what could not be drawn goes."""
    for uri, export in build.exports.items():
        file = build.files.get_file_from_path(uri)
        if file is not None and export.drawn is drawn:
            file.content_string = text = export.write(build)
            if drawn and not text:
                build.files.remove(file)


def _tree_as(build: Build, page: str, kind: str) -> str:
    return build.drawings.source(page, WHOLE, kind)
