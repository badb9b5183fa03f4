"""The files of a site that other programs read: each by its name, where it stands, and what writes it at the end."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, NamedTuple

from mkdocs_goal_tree.render.goal_schema import schema_json
from mkdocs_goal_tree.render.jsonld import glossary_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .build import Build


class Export(NamedTuple):
    """A file of ours: what links know it by, its path in the site, and what writes it once all pages are known."""

    name: str
    uri: str
    write: Callable[[Build], str]


def exports(build: Build) -> Iterator[Export]:
    """All files of ours that this site has."""
    schema = "goal.schema.json"
    yield Export(schema, posixpath.join(build.folder, schema), lambda it: schema_json(it.settings))
    if build.terms.glossary:
        name = "glossary.json"
        yield Export(name, posixpath.join(build.terms.folder, name), lambda it: glossary_json(it.terms.glossary))


def write_exports(build: Build) -> None:
    """Fills the files that were entered empty, so that pages could link to them."""
    for uri, export in build.exports.items():
        file = build.files.get_file_from_path(uri)
        if file is not None:
            file.content_string = export.write(build)
