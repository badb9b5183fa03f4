"""Where goal pages stand in the navigation: an entry `Goals: goals/` expands, without a `nav` they appear by themselves."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from mkdocs.structure.nav import Section
from mkdocs.structure.pages import Page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure import StructureItem
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation

Entry = str | dict[str, "str | list[Entry]"]
"""A page by its path, a page with a title of its own, or a titled section of entries."""

MANY = 150
"""So many goals are listed one by one; with 1,000 pages in the sidebar MkDocs builds 13-19 s instead of 2.6 s."""


def lists_goals(choice: str, count: int) -> bool:
    """Whether the setting `nav` lists each goal page."""
    return choice == "full" or (choice == "auto" and count <= MANY)


def expand(nav: object, folder: str, entries: Sequence[Entry]) -> object:
    """An explicit `nav` in which the text `goals/` stands for `entries`; everything else stays as it is."""
    if isinstance(nav, dict):
        return {
            title: list(entries) if _names(value, folder) else expand(value, folder, entries)
            for title, value in nav.items()
            if entries or not _names(value, folder)
        }
    if isinstance(nav, list):
        expanded: list[object] = []
        for item in nav:
            expanded.extend(entries if _names(item, folder) else [expand(item, folder, entries)])
        return [item for item in expanded if item != {}]
    return nav


def paths_in(nav: object) -> frozenset[str]:
    """Everything that an explicit `nav` names."""
    if isinstance(nav, str):
        return frozenset({nav})
    inside = nav.values() if isinstance(nav, dict) else nav if isinstance(nav, list) else ()
    return frozenset().union(*map(paths_in, inside))


def arrange(nav: Navigation, folder: str, entries: Sequence[Entry], files: Files, config: MkDocsConfig) -> None:
    """Give the section that MkDocs made of the goals folder the order of `entries` instead of that of file names."""
    section = _section_of(nav.items, folder)
    if section is None:
        return
    section.children = list(_build(entries, files, config))
    _adopt(section)
    nav.pages = list(_pages(nav.items))
    for before, page, after in zip([None, *nav.pages], nav.pages, [*nav.pages[1:], None], strict=False):
        page.previous_page, page.next_page = before, after


def _names(value: object, folder: str) -> bool:
    return isinstance(value, str) and value.strip().removeprefix("./") == f"{folder}/"


def _section_of(items: Sequence[StructureItem], folder: str) -> Section | None:
    """The section that MkDocs makes of a folder: one in another, a folder each."""
    section: Section | None = None
    above = ""
    for name in folder.split("/"):
        above += f"{name}/"
        section = next((item for item in items if isinstance(item, Section) and _holds_only(item, above)), None)
        if section is None:
            return None
        items = section.children
    return section


def _holds_only(section: Section, above: str) -> bool:
    pages = list(_pages(section.children))
    return bool(pages) and all(page.file.src_uri.startswith(above) for page in pages)


def _pages(items: Sequence[StructureItem]) -> Iterator[Page]:
    for item in items:
        if isinstance(item, Page):
            yield item
        elif isinstance(item, Section):
            yield from _pages(item.children)


def _build(entries: Sequence[Entry], files: Files, config: MkDocsConfig) -> Iterator[StructureItem]:
    for entry in entries:
        if isinstance(entry, dict):
            for title, inside in entry.items():
                if isinstance(inside, str):
                    yield from _page(title, inside, files, config)
                else:
                    yield Section(escape(title), list(_build(inside, files, config)))
        else:
            yield from _page(None, entry, files, config)


def _page(title: str | None, uri: str, files: Files, config: MkDocsConfig) -> Iterator[Page]:
    if (file := files.src_uris.get(uri)) is not None:
        page = file.page if title is None else None
        yield page if isinstance(page, Page) else Page(title and escape(title), file, config)


def _adopt(section: Section) -> None:
    for child in section.children:
        child.parent = section
        if isinstance(child, Section):
            _adopt(child)
