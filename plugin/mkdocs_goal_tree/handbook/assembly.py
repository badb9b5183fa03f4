"""How a goal's page is put together around the author's text, which stays as it was rendered."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from mkdocs.structure.toc import AnchorLink

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from mkdocs.structure.pages import Page

    from mkdocs_goal_tree.render.section import Section

_H1 = re.compile(r"<!--.*?-->|(?P<h1><h1[\s>].*?</h1>)", re.DOTALL)


class Parts(NamedTuple):
    """What stands around the author's text: `above` and `below` the one h1, and the sections after the text."""

    title: str
    above: str = ""
    below: str = ""
    sections: Sequence[Section] = ()
    search: str = ""
    """HTML for the search alone."""
    foot: str = ""
    """What stands below the sections."""


def assemble(body: str, parts: Parts, page: Page, hold: Callable[[str], str]) -> str:
    """The page's HTML with exactly one leading h1 (the author's, else ours); its table of contents follows.

    `hold` keeps a block of ours until the page is written and answers with what stands for it.
    """
    match = next((match for match in _H1.finditer(body) if match["h1"]), None) if "<h1" in body else None
    heading, before, after = (match[0], body[: match.start()], body[match.end() :]) if match else ("", "", body)
    heading = heading or f'<h1 id="{_own_heading(page, parts.title)}">{escape(parts.title)}</h1>'
    list_sections(page, parts.sections)
    ours = "\n".join([*(section.html for section in parts.sections), *filter(None, [parts.foot])])
    above, below, last = (hold(html) if html else "" for html in (parts.above, parts.below, ours))
    blocks = (above, before, heading, below, parts.search, after, last)
    return "\n".join(block for block in blocks if block.strip())


def list_sections(page: Page, sections: Iterable[Section]) -> None:
    """Enter sections in the table of contents below the h1, and in the ids that links to this page may name."""
    root = page.toc.items[0].children if page.toc.items and page.toc.items[0].level <= 1 else page.toc.items
    for section in sections:
        anchors(page).add(section.id)
        root.append(AnchorLink(escape(section.title), section.id, 2))


def anchors(page: Page) -> set[str]:
    """The ids that the page has."""
    if page.present_anchor_ids is None:
        page.present_anchor_ids = set()
    return page.present_anchor_ids


def _own_heading(page: Page, title: str) -> str:
    """An id for our h1, which becomes the root of the table of contents."""
    name = next(name for n in range(1000) if (name := f"goal-{n}" if n else "goal") not in anchors(page))
    anchors(page).add(name)
    root = AnchorLink(escape(title), name, 1)
    root.children = list(page.toc.items)
    page.toc.items = [root]
    return name
