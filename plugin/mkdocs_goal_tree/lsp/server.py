"""`goal-tree lsp`: the check, the fields and the ids of a handbook where goals are written."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException

from mkdocs_goal_tree.core.editing import Refusal
from mkdocs_goal_tree.render.hover import field_card, goal_card, term_card

from .changing import as_edits, plan, real, uri_of
from .completing import Place, complete
from .pointing import files_named, front_at
from .positions import lines_of
from .site import start_of
from .workspace import GoalServer, own_id, path_of

if TYPE_CHECKING:
    from .site import Site

_REFUSED = -32803  # LSP's RequestFailed


server = GoalServer()


@server.feature(lsp.INITIALIZED)
async def initialized(ls: GoalServer, params: lsp.InitializedParams) -> None:  # noqa: ARG001 - pygls' signature
    """Asks to be told of files that change outside the editor."""
    workspace = ls.client_capabilities.workspace
    watched = workspace.did_change_watched_files if workspace else None
    if watched and watched.dynamic_registration:
        watchers = lsp.DidChangeWatchedFilesRegistrationOptions([lsp.FileSystemWatcher("**/*.{md,csv,yml,yaml}")])
        registration = lsp.Registration("goal-tree-files", lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES, watchers)
        await ls.client_register_capability_async(lsp.RegistrationParams([registration]))


@server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
async def did_open(ls: GoalServer, params: lsp.DidOpenTextDocumentParams) -> None:
    ls.changed(params.text_document.uri)


@server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
async def did_change(ls: GoalServer, params: lsp.DidChangeTextDocumentParams) -> None:
    ls.changed(params.text_document.uri)


@server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
async def did_save(ls: GoalServer, params: lsp.DidSaveTextDocumentParams) -> None:
    ls.changed(params.text_document.uri)


@server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
async def did_close(ls: GoalServer, params: lsp.DidCloseTextDocumentParams) -> None:
    ls.changed(params.text_document.uri)


@server.feature(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)
async def did_change_files(ls: GoalServer, params: lsp.DidChangeWatchedFilesParams) -> None:
    for change in params.changes:
        ls.changed(change.uri)


@server.feature(lsp.TEXT_DOCUMENT_COMPLETION, lsp.CompletionOptions(trigger_characters=[":", " ", "["]))
async def completion(ls: GoalServer, params: lsp.CompletionParams) -> lsp.CompletionList:
    uri = params.text_document.uri
    site, lines = await ls.site(uri), ls.lines(uri)
    own = own_id(site, uri) if site else ""
    place = Place(lines, params.position.line, lines.column(params.position), _is_goal(site, uri), own)
    return lsp.CompletionList(is_incomplete=False, items=complete(place, site))


@server.feature(lsp.TEXT_DOCUMENT_HOVER)
async def hover(ls: GoalServer, params: lsp.HoverParams) -> lsp.Hover | None:
    uri, row = params.text_document.uri, params.position.line
    lines = ls.lines(uri)
    column = lines.column(params.position)
    text = ""
    if pointed := await ls.pointed(uri, params.position):
        found, site = pointed
        tree, glossary = site.project.tree, site.project.glossary
        is_goal = found.kind == "goal"
        text = goal_card(tree[found.id], site.config.settings, site.words) if is_goal else term_card(glossary[found.id])
        where = lines.on_line(row, found.start, found.end)
    elif _is_goal(await ls.site(uri), uri) and (front := front_at(lines, row, column)) and (field := front.named):
        text = field_card(field)
        where = lines.on_line(row, front.cursor.start, front.cursor.end)
    return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, text), where) if text else None


@server.feature(lsp.TEXT_DOCUMENT_DEFINITION)
async def definition(ls: GoalServer, params: lsp.DefinitionParams) -> lsp.Location | None:
    pointed = await ls.pointed(params.text_document.uri, params.position)
    if pointed is None:
        return None
    found, site = pointed
    is_goal = found.kind == "goal"
    span = start_of(site, found.id) if is_goal else site.project.glossary.places[found.id].at("term")
    lines = lines_of(site.text(span.path), ls.workspace.position_codec)
    return lsp.Location(uri_of(site.path(span.path)), lines.range(span))


@server.feature(lsp.TEXT_DOCUMENT_DOCUMENT_LINK)
async def document_link(ls: GoalServer, params: lsp.DocumentLinkParams) -> list[lsp.DocumentLink]:
    """The CSV files that a goal measures by."""
    uri = params.text_document.uri
    site, path = await ls.site(uri), path_of(uri)
    source = next((one for one in site.files.sources if real(site.path(one.path)) == path), None) if site else None
    if site is None or source is None:
        return []
    lines, folder = ls.lines(uri), site.config.goals_dir
    return [lsp.DocumentLink(lines.range(span), uri_of(folder / below)) for span, below in files_named(source)]


@server.feature(lsp.TEXT_DOCUMENT_PREPARE_RENAME)
async def prepare_rename(ls: GoalServer, params: lsp.PrepareRenameParams) -> lsp.PrepareRenamePlaceholder | None:
    pointed = await ls.pointed(params.text_document.uri, params.position)
    if pointed is None or pointed[0].kind != "goal" or pointed[0].name.strip().lower() != pointed[0].id:
        return None
    found, lines = pointed[0], ls.lines(params.text_document.uri)
    return lsp.PrepareRenamePlaceholder(lines.on_line(found.row, found.start, found.end), found.id)


@server.feature(lsp.TEXT_DOCUMENT_RENAME, lsp.RenameOptions(prepare_provider=True))
async def rename(ls: GoalServer, params: lsp.RenameParams) -> lsp.WorkspaceEdit | None:
    pointed = await ls.pointed(params.text_document.uri, params.position)
    if pointed is None or pointed[0].kind != "goal":
        return None
    found, site = pointed
    moves = _moves_files(ls)
    done = await asyncio.to_thread(plan, site, found.id, params.new_name.strip(), may_move=moves)
    if isinstance(done, Refusal):
        raise JsonRpcException(done.why, _REFUSED)
    edits = as_edits(site, done, ls.workspace.position_codec, ls.documents(), moves=moves)
    return lsp.WorkspaceEdit(document_changes=edits) if isinstance(edits, list) else lsp.WorkspaceEdit(changes=edits)


@server.feature(
    lsp.WORKSPACE_WILL_RENAME_FILES,
    lsp.FileOperationRegistrationOptions(
        [lsp.FileOperationFilter(lsp.FileOperationPattern("**/*.md", lsp.FileOperationPatternKind.File), "file")]
    ),
)
async def will_rename_files(ls: GoalServer, params: lsp.RenameFilesParams) -> lsp.WorkspaceEdit | None:
    """A goal whose id is its file's name gets another one with it: who refers to it follows."""
    for file in params.files:
        old, new = path_of(file.old_uri), path_of(file.new_uri)
        site = await ls.site(file.old_uri)
        if old is None or new is None or site is None or old.parent != new.parent or not site.is_goal_file(old):
            continue
        done = await asyncio.to_thread(plan, site, old.stem, new.stem, may_move=True)
        if isinstance(done, Refusal) or done.move is None or site.path(done.move.path).name != old.name:
            continue
        edits = as_edits(site, done, ls.workspace.position_codec, ls.documents(), moves=False)
        return lsp.WorkspaceEdit(changes=edits) if isinstance(edits, dict) else None
    return None


def _is_goal(site: Site | None, uri: str) -> bool:
    """Whether a file is a goal's; without a site any file may be one."""
    path = path_of(uri)
    return site is None or (path is not None and site.is_goal_file(path))


def _moves_files(ls: GoalServer) -> bool:
    """Whether the editor renames files when it is asked to."""
    workspace = ls.client_capabilities.workspace
    edits = workspace.workspace_edit if workspace else None
    kinds = edits.resource_operations if edits and edits.document_changes else None
    return lsp.ResourceOperationKind.Rename in (kinds or ())
