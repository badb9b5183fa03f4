"""`goal-tree lsp`."""

from __future__ import annotations

from importlib import import_module

import click

from .common import stop


@click.command()
def lsp() -> None:
    """Run the language server, which an editor starts.

    It speaks over standard input and output: findings while typing, completion, hover, definition, rename. Exit code 2: the extra `lsp` is not installed.
    """
    try:
        module = import_module("mkdocs_goal_tree.lsp.server")
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in {"pygls", "lsprotocol"}:
            raise
        stop('error: the language server needs an extra: pip install "mkdocs-goal-tree[lsp]"')
    module.server.start_io()
