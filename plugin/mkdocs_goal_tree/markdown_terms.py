"""Glossary terms in Markdown: `[[term]]` and `[[term|text]]` are links, and so is the first use of each on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from .markdown_words import Uses, term_link

if TYPE_CHECKING:
    import re
    from xml.etree.ElementTree import Element

    from markdown import Markdown

    from .markdown_words import PageTerms

# `[[1]](url)` and `[[1]][x]` are links whose text has brackets. In a table the bar is written `\|`.
_REFERENCE = r"(?<![\\!])\[\[(?P<name>[^\[\]|\\\n]+)(?:\\?\|(?P<text>[^\[\]\n]+))?\]\](?![(\[])"


def link_terms(md: Markdown, terms: PageTerms) -> None:
    """Makes `md` link terms. Abbreviations (7) come before, quotes made round (6) and headings (5) after."""
    linked: list[Element] = []
    md.treeprocessors.register(Uses(md, terms, linked), "goal_tree_terms", 6.5)
    md.treeprocessors.register(_Links(md, linked), "goal_tree_term_links", -1)
    # Before the escapes (180), which hide the bar of a table.
    md.inlinePatterns.register(_Reference(md, terms), "goal_tree_term", 185)


class _Reference(InlineProcessor):
    """`[[term]]` and `[[term|text]]`."""

    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self, md: Markdown, terms: PageTerms) -> None:
        super().__init__(_REFERENCE, md)
        self._terms = terms

    def handleMatch(  # type: ignore[override]  # noqa: N802 - Python-Markdown's name
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002 - as above
    ) -> tuple[Element | None, int | None, int | None]:
        name = m["name"].strip()
        target = self._terms.find(name)
        if target is None:
            self._terms.unknown.add(name)
        if target is None or not self._terms.rewrites:
            return None, None, None
        return term_link(target, (m["text"] or name).strip(), target.address, "a"), m.start(0), m.end(0)


class _Links(Treeprocessor):
    """Turns what stands for links into links once MkDocs (0) has looked up where all others lead: that costs more."""

    def __init__(self, md: Markdown, linked: list[Element]) -> None:
        super().__init__(md)
        self._linked = linked

    def run(self, root: Element) -> None:  # noqa: ARG002 - Python-Markdown's signature
        for link in self._linked:
            link.tag = "a"
