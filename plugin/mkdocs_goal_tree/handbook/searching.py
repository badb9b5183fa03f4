"""What the search knows of goal pages: titles as typed, which the templates need escaped."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from mkdocs.config.defaults import MkDocsConfig

_QUOTES = {"&#34;": '"', "&quot;": '"', "&#39;": "'", "&#x27;": "'"}


def plain_titles(config: MkDocsConfig, pages: Collection[str]) -> None:
    """Undoes in the index what the search would show, or look for, as `&lt;` or `don&#x27;t`; `pages` are addresses.

    MkDocs' own search escapes a title when it shows it. Material shows it as HTML, so that there `<` and `&` stay.
    """
    core = getattr(getattr(config.plugins.get("search"), "search_index", None), "_entries", ())
    for entry in core:
        if entry["location"].partition("#")[0] in pages:
            entry["title"] = unescape(str(entry["title"]))
    material = getattr(getattr(config.plugins.get("material/search"), "search_index", None), "entries", ())
    for entry in material:
        if entry["location"].partition("#")[0] in pages:
            entry["title"], entry["text"] = _quoted(entry["title"]), _quoted(entry["text"])


def _quoted(html: str) -> str:
    for coded, quote in _QUOTES.items():
        html = html.replace(coded, quote)
    return html
