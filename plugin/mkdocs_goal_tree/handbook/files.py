"""The files that this plugin adds to a site: goal pages, their neighbors, generated pages, redirects and assets."""

from __future__ import annotations

import os
import posixpath
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import File, InclusionLevel

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

PACKAGE = Path(__file__).parent.parent
ASSETS = "assets/goal-tree"
STYLES = (f"{ASSETS}/goal-tree.css",)
# The shim comes first: Material asks for a global `mermaid` as soon as it runs, else it fetches one from a CDN.
SCRIPTS = tuple(
    f"{ASSETS}/{name}.js" for name in ("mermaid-shim", "goal-tree", "lineage", "zoom", "take-away", "explore")
)
_EDITORS = (".", "#", "~")


def folder_of(goals: Path, docs: Path) -> str:
    """Where the goal pages stand in the site: at the path below docs_dir, else under the folder's last name."""
    if goals.is_relative_to(docs):
        return goals.relative_to(docs).as_posix()
    return goals.name


def add_folder(
    files: Files, config: MkDocsConfig, goals: Path, folder: str, tables: Collection[str]
) -> Iterator[tuple[str, str]]:
    """Every file under goals/ beside docs_dir is published like those of docs/, but for CSV of actuals (`tables`).

    A page that the author wrote in docs/ for the same address wins: yields the path of ours and of theirs.
    """
    docs = Path(config.docs_dir)
    if goals.is_relative_to(docs):
        for below in tables:
            if (table := files.src_uris.get(f"{folder}/{below}")) is not None:
                table.inclusion = InclusionLevel.EXCLUDED
        return
    taken = addresses(files)
    for path in _walk(goals):
        below = path.relative_to(goals).as_posix()
        uri = f"{folder}/{below}"
        file = File(uri, str(goals.parent), config.site_dir, config.use_directory_urls)
        if file.is_documentation_page() and file.dest_uri in taken:
            yield uri, taken[file.dest_uri]
        elif below not in tables and files.src_uris.get(uri) is None:
            file.abs_src_path = str(path)
            file.edit_uri = posixpath.relpath(path.as_posix(), docs.as_posix())
            files.append(file)


def add_page(files: Files, config: MkDocsConfig, uri: str, cache: Path) -> None:
    """A generated page.

    It stands on a physical file outside every watched folder: plugins that ask git or the disk about a page need one.
    """
    file = File.generated(config, uri, content="")
    stub = cache / "pages" / uri
    try:
        stub.parent.mkdir(parents=True, exist_ok=True)
        if not stub.exists():
            stub.write_text("", encoding="utf-8")
        file = File.generated(config, uri, abs_src_path=str(stub))
    except OSError:
        pass  # a read-only project builds too: the page then stands in memory
    files.append(file)


def addresses(files: Files) -> dict[str, str]:
    """Where the pages of a site will stand, with the paths of their files."""
    return {file.dest_uri: file.src_uri for file in files.documentation_pages()}


def address(config: MkDocsConfig, uri: str) -> str:
    """Where the page of a Markdown file will stand."""
    return File.generated(config, uri, content="").dest_uri


def add_html(files: Files, config: MkDocsConfig, dest_uri: str, html: str) -> None:
    """A small HTML file of ours, such as the redirect at a goal's former address, unless a file is there."""
    if files.src_uris.get(dest_uri) is None:
        files.append(File.generated(config, dest_uri, content=html))


def add_assets(files: Files, config: MkDocsConfig) -> None:
    """Our styles and scripts, with the vendored Mermaid beside its loader."""
    root = PACKAGE / "assets"
    for path in _walk(root):
        if path.suffix not in {".css", ".js", ".LICENSE"}:
            continue
        below = path.relative_to(root).as_posix()
        uri = f"{ASSETS}/{below}"
        if files.src_uris.get(uri) is None:
            files.append(File.generated(config, uri, abs_src_path=str(path)))


def link_assets(config: MkDocsConfig) -> None:
    """Name our styles and scripts once, before the site's own, so that these have the last word."""
    for ours, theirs in ((STYLES, config.extra_css), (SCRIPTS, config.extra_javascript)):
        missing = [name for name in ours if name not in [str(entry) for entry in theirs]]
        theirs[:0] = missing


def _walk(root: Path) -> Iterator[Path]:
    """Files below a folder in a stable order; nothing hidden, no editor's leavings, no symlink that leads out."""
    home = root.resolve()
    for where, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith(_EDITORS))
        for name in sorted(names):
            path = Path(where, name)
            hidden = name.startswith(_EDITORS) or name.endswith(("~", ".swp"))
            # os.walk follows no folder elsewhere.
            inside = not path.is_symlink() or path.resolve().is_relative_to(home)
            if not hidden and inside and path.is_file():
                yield path
