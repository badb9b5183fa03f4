"""Our HTML waits outside a page until the search has indexed it: parsing it there took half of a build.

While MkDocs and other plugins work on a page, a comment stands for each of our blocks and a plain paragraph, for the
search, for the words in them. The last step puts the blocks in, then the diagrams.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .drawing import MARK
from .embeds import fill_embeds

if TYPE_CHECKING:
    from mkdocs.structure.pages import Page

    from .build import Build

_HELD = re.compile(r"<!--goal-tree:held/(\d+)-->")
_FOR_SEARCH = re.compile(r"<!--goal-tree:search-->.*?<!--/goal-tree:search-->", re.DOTALL)


def hold(build: Build, page: Page, html: str) -> str:
    """Keeps a block back; the comment that stands for it."""
    held = build.held.setdefault(page.file.src_uri, [])
    held.append(html)
    return f"<!--goal-tree:held/{len(held) - 1}-->"


def for_search(text: str) -> str:
    """HTML that only the search sees."""
    return f"<!--goal-tree:search-->{text}<!--/goal-tree:search-->"


def fill(build: Build, html: str, page: Page) -> str:
    """The page's HTML with blocks and diagrams in place of their comments; a comment that asks for nothing stays."""
    html = fill_embeds(build, html, page)
    if "goal-tree:" not in html:
        return html
    uri = page.file.src_uri
    held = build.held.get(uri, [])

    def block(match: re.Match[str]) -> str:
        number = int(match[1])
        return held[number] if number < len(held) else match[0]

    def diagram(match: re.Match[str]) -> str:
        return build.drawings.draw(uri, match[1]) if (uri, match[1]) in build.drawings.wanted else match[0]

    return MARK.sub(diagram, _HELD.sub(block, _FOR_SEARCH.sub("", html) if held else html))
