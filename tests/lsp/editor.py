"""An editor: a real client that drives `goal-tree lsp` as a process, over standard input and output."""

from __future__ import annotations

import asyncio
import os
import sys
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient

if TYPE_CHECKING:
    from pathlib import Path

PATIENCE = 20
GOAL_TREE = [sys.executable, "-c", "from mkdocs_goal_tree.cli import main; main()", "lsp"]


class Editor(LanguageClient):
    """What is open, what the server said of it, and the questions that an editor asks at the sign ‸."""

    def __init__(self, root: Path) -> None:
        super().__init__("editor", "1")
        self.root = root
        self.findings: dict[str, list[lsp.Diagnostic]] = {}
        self.said = asyncio.Event()
        self.versions: dict[str, int] = {}
        self.watched: list[str] = []

        @self.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def published(params: lsp.PublishDiagnosticsParams) -> None:
            self.findings[self.shown(params.uri)] = list(params.diagnostics)
            self.said.set()

        @self.feature(lsp.CLIENT_REGISTER_CAPABILITY)
        def registered(params: lsp.RegistrationParams) -> None:
            self.watched += [one.method for one in params.registrations]
            self.said.set()

    def uri(self, name: str) -> str:
        return (self.root / name).as_uri()

    def shown(self, uri: str) -> str:
        return uri.removeprefix(self.root.as_uri() + "/")

    def open(self, name: str, text: str | None = None) -> None:
        text = (self.root / name).read_bytes().decode() if text is None else text
        self.versions[name] = 1
        self.text_document_did_open(
            lsp.DidOpenTextDocumentParams(lsp.TextDocumentItem(self.uri(name), "markdown", 1, text))
        )

    def type(self, name: str, text: str) -> None:
        self.versions[name] += 1
        self.text_document_did_change(
            lsp.DidChangeTextDocumentParams(
                lsp.VersionedTextDocumentIdentifier(version=self.versions[name], uri=self.uri(name)),
                [lsp.TextDocumentContentChangeWholeDocument(text)],
            )
        )

    def close(self, name: str) -> None:
        self.text_document_did_close(lsp.DidCloseTextDocumentParams(lsp.TextDocumentIdentifier(self.uri(name))))

    async def until(self, holds) -> None:
        """Waits for findings until `holds(editor)` is true."""

        async def wait() -> None:
            while not holds(self):
                self.said.clear()
                await self.said.wait()

        await asyncio.wait_for(wait(), PATIENCE)

    def codes(self) -> dict[str, list[str]]:
        """What is wrong now, by file."""
        return {name: [str(one.code) for one in found] for name, found in sorted(self.findings.items()) if found}

    async def at(self, name: str, text: str, ask: str, make=lsp.TextDocumentPositionParams, **more):
        """Opens a file with that text and asks at the sign ‸ in it."""
        before, _, after = text.partition("‸")
        row = before.count("\n")
        column = len(before.rpartition("\n")[2].encode("utf-16-le")) // 2
        if name in self.versions:
            self.type(name, before + after)
        else:
            self.open(name, before + after)
        where = make(lsp.TextDocumentIdentifier(self.uri(name)), lsp.Position(row, column), **more)
        return await asyncio.wait_for(getattr(self, f"text_document_{ask}_async")(where), PATIENCE)

    async def offered(self, name: str, text: str) -> list[str]:
        return [item.label for item in (await self.at(name, text, "completion", lsp.CompletionParams)).items]

    async def hovered(self, name: str, text: str) -> str | None:
        answer = await self.at(name, text, "hover", lsp.HoverParams)
        return answer and answer.contents.value


@asynccontextmanager
async def editor(root: Path, *, moves: bool = True, command=GOAL_TREE):
    """An editor with a server of its own, shut down in order at the end."""
    client = Editor(root)
    await client.start_io(*command, env={**os.environ, "GOAL_TREE_TODAY": "2026-05-13"}, cwd=root)
    kinds = [lsp.ResourceOperationKind.Rename] if moves else None
    edits = lsp.WorkspaceEditClientCapabilities(document_changes=moves, resource_operations=kinds)
    files = lsp.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True)
    can = lsp.WorkspaceClientCapabilities(workspace_edit=edits, did_change_watched_files=files)
    await asyncio.wait_for(
        client.initialize_async(
            lsp.InitializeParams(
                capabilities=lsp.ClientCapabilities(workspace=can),
                root_uri=root.as_uri(),
            )
        ),
        PATIENCE,
    )
    client.initialized(lsp.InitializedParams())
    try:
        yield client
    finally:
        await asyncio.wait_for(client.shutdown_async(None), PATIENCE)
        client.exit(None)
        await client.stop()
