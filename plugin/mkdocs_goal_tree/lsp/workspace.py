"""What the server keeps while an editor runs: the sites as they are right now, and what the editor was told of them."""

from __future__ import annotations

import asyncio
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from lsprotocol import types as lsp
from pygls import uris
from pygls.lsp.server import LanguageServer

from mkdocs_goal_tree.config import nearest
from mkdocs_goal_tree.core.findings import Severity
from mkdocs_goal_tree.core.rules import BY_CODE

from .changing import real, uri_of
from .pointing import pointed_at
from .positions import Lines, lines_of
from .site import Site, places, read_site

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs_goal_tree.core.findings import Finding
    from mkdocs_goal_tree.core.source import Span

    from .pointing import Pointed

_PAUSE = 0.2  # seconds after the last key before everything is read again
_LEVELS = {
    Severity.ERROR: lsp.DiagnosticSeverity.Error,
    Severity.WARNING: lsp.DiagnosticSeverity.Warning,
    Severity.INFO: lsp.DiagnosticSeverity.Information,
}


class GoalServer(LanguageServer):
    """What is known of each site by its mkdocs.yml, and what the editor has been told."""

    def __init__(self) -> None:
        # Whole texts: pygls applies changes by lines of its own, which also end at U+2028.
        super().__init__(
            "goal-tree", version("mkdocs-goal-tree"), text_document_sync_kind=lsp.TextDocumentSyncKind.Full
        )
        self.sites: dict[Path, Site] = {}
        self.old: set[Path] = set()
        """The sites that changed since they were read."""
        self.told: dict[Path, dict[str, list[lsp.Diagnostic]]] = {}
        self.waiting: dict[Path, asyncio.Task[None]] = {}
        self.reading = asyncio.Lock()

    def documents(self) -> dict[Path, lsp.TextDocumentItem]:
        """The open files by their real paths."""
        open_files: dict[Path, lsp.TextDocumentItem] = {}
        for document in self.workspace.text_documents.values():
            if path := path_of(document.uri):
                item = lsp.TextDocumentItem(document.uri, "markdown", document.version or 0, document.source)
                open_files[path] = item
        return open_files

    def lines(self, uri: str) -> Lines:
        text = self.workspace.get_text_document(uri).source
        return lines_of(text, self.workspace.position_codec)

    async def site(self, uri: str) -> Site | None:
        """The site of a file as it is right now; None where it belongs to none, or to one that cannot be read."""
        path = path_of(uri)
        mkdocs_yml = nearest(path.parent) if path else None
        if mkdocs_yml is None:
            return None
        if mkdocs_yml in self.old or mkdocs_yml not in self.sites:
            await self.read(mkdocs_yml)
        return self.sites.get(mkdocs_yml)

    def changed(self, uri: str) -> None:
        """Something of a file's site is another now: it is read when the typing pauses."""
        path = path_of(uri)
        mkdocs_yml = nearest(path.parent) if path else None
        if mkdocs_yml is None:
            return
        self.old.add(mkdocs_yml)
        if waiting := self.waiting.get(mkdocs_yml):
            waiting.cancel()
        self.waiting[mkdocs_yml] = asyncio.ensure_future(self._after_pause(mkdocs_yml))

    async def _after_pause(self, mkdocs_yml: Path) -> None:
        await asyncio.sleep(_PAUSE)
        self.waiting.pop(mkdocs_yml, None)
        if mkdocs_yml in self.old:
            await self.read(mkdocs_yml)

    async def read(self, mkdocs_yml: Path) -> None:
        """Reads a site and tells the editor what is wrong with it; one after the other, so that the newest wins."""
        async with self.reading:
            if mkdocs_yml in self.sites and mkdocs_yml not in self.old:
                return
            self.old.discard(mkdocs_yml)
            typed = {path: document.text for path, document in self.documents().items()}
            read = await asyncio.to_thread(read_site, mkdocs_yml, typed)
            self._keep(mkdocs_yml, read)

    def _keep(self, mkdocs_yml: Path, read: Site | tuple[Finding, ...]) -> None:
        if isinstance(read, Site):
            self.sites[mkdocs_yml] = read
            self._tell(mkdocs_yml, self._diagnostics(read))
        else:
            lines = lines_of("", self.workspace.position_codec)
            address = uri_of(mkdocs_yml)
            self._tell(mkdocs_yml, {address: [_diagnostic(one, lines.shown(one.span), []) for one in read]})

    def _diagnostics(self, site: Site) -> dict[str, list[lsp.Diagnostic]]:
        texts: dict[str, Lines] = {}

        def where(span: Span) -> lsp.Range:
            if span.path not in texts:
                texts[span.path] = lines_of(site.text(span.path), self.workspace.position_codec)
            return texts[span.path].shown(span)

        addresses = {path: document.uri for path, document in self.documents().items()}
        found: dict[str, list[lsp.Diagnostic]] = {}
        for shown, findings in places(site.project.findings).items():
            address = self._address(site, shown, addresses)
            found[address] = [
                _diagnostic(
                    one,
                    where(one.span),
                    [
                        lsp.DiagnosticRelatedInformation(
                            lsp.Location(self._address(site, note.span.path, addresses), where(note.span)), note.message
                        )
                        for note in one.notes
                    ],
                )
                for one in findings
            ]
        return found

    def _address(self, site: Site, shown: str, addresses: dict[Path, str]) -> str:
        """A file's address, as the client calls it where it has it open."""
        path = site.path(shown)
        return addresses.get(real(path)) or uri_of(path)

    def _tell(self, mkdocs_yml: Path, found: dict[str, list[lsp.Diagnostic]]) -> None:
        """Tells of the files whose findings changed, also that there are none any more."""
        before = self.told.get(mkdocs_yml, {})
        for uri in {**before, **found}:
            if before.get(uri) != found.get(uri):
                self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, found.get(uri, [])))
        self.told[mkdocs_yml] = found

    async def pointed(self, uri: str, position: lsp.Position) -> tuple[Pointed, Site] | None:
        """What is named at a place."""
        site = await self.site(uri)
        if site is None:
            return None
        lines = self.lines(uri)
        found = pointed_at(lines, position.line, lines.column(position), site.project, own_id(site, uri))
        return (found, site) if found else None


def path_of(uri: str) -> Path | None:
    """The real path of a file; None for what is no file, such as a text without a name."""
    path = uris.to_fs_path(uri) if uri.startswith("file:") else None
    return real(Path(path)) if path else None


def own_id(site: Site, uri: str) -> str:
    path = path_of(uri)
    tree = site.project.tree
    return next((id_ for id_, place in tree.places.items() if path == real(site.path(place.source.path))), "")


def _diagnostic(
    finding: Finding, where: lsp.Range, notes: Iterable[lsp.DiagnosticRelatedInformation]
) -> lsp.Diagnostic:
    return lsp.Diagnostic(
        range=where,
        message=f"{finding.message}\n{finding.help}".strip(),
        severity=_LEVELS[finding.severity],
        code=str(BY_CODE[finding.rule]),
        source="goal-tree",
        related_information=list(notes) or None,
    )
