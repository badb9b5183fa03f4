"""A rename as the edits that the protocol knows."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from lsprotocol import types as lsp
from pygls import uris

from mkdocs_goal_tree.core.renaming import rename

from .positions import lines_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pygls.workspace import PositionCodec

    from mkdocs_goal_tree.core.editing import Refusal
    from mkdocs_goal_tree.core.edits import Renaming

    from .site import Site


def plan(site: Site, old: str, new: str, *, may_move: bool) -> Renaming | Refusal:
    """What changes when a goal gets another id."""
    settings = site.config.settings
    return rename(site.files, site.pages(), settings, old, new, folder=site.config.goals_in_site, may_move=may_move)


def as_edits(
    site: Site, done: Renaming, codec: PositionCodec, addresses: Mapping[Path, lsp.TextDocumentItem], *, moves: bool
) -> dict[str, list[lsp.TextEdit]] | list[lsp.TextDocumentEdit | lsp.CreateFile | lsp.RenameFile | lsp.DeleteFile]:
    """The edits by file or, where the file `moves`, as a list that the move is the last of.

    `addresses` are the open files by their real paths, as the client calls them.
    """
    edits: dict[str, list[lsp.TextEdit]] = {}
    documents: list[lsp.TextDocumentEdit | lsp.CreateFile | lsp.RenameFile | lsp.DeleteFile] = []
    for shown, some in sorted(done.edits.items()):
        lines = lines_of(site.text(shown), codec)
        path = site.path(shown)
        known = addresses.get(real(path))
        uri = known.uri if known else uri_of(path)
        changes = [lsp.TextEdit(lines.range(edit.span), edit.text) for edit in some]
        edits[uri] = changes
        version = known.version if known else None
        documents.append(lsp.TextDocumentEdit(lsp.OptionalVersionedTextDocumentIdentifier(uri, version), [*changes]))
    if not moves:
        return edits
    if done.move:
        known = addresses.get(real(site.path(done.move.path)))
        before = known.uri if known else uri_of(site.path(done.move.path))
        documents.append(lsp.RenameFile(before, uri_of(site.path(done.move.to))))
    return documents


def uri_of(path: Path) -> str:
    """A file's address."""
    return uris.from_fs_path(str(path)) or path.as_uri()


def real(path: Path) -> Path:
    """The path with its links followed, by which files are compared."""
    return Path(os.path.realpath(path))
