"""A Python-Markdown extension: `[text][goal-id]` finds goals, and the bodies of other people's goals are made safe.

Terms of the glossary are in `markdown_terms.py` and `markdown_words.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING

import nh3
from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import REFERENCE_RE, ShortReferenceInlineProcessor
from markdown.util import AMP_SUBSTITUTE

from .markdown_embeds import embed_fences
from .markdown_terms import link_terms

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from .markdown_embeds import Embed
    from .markdown_words import PageTerms

Target = tuple[str, str]
"""A link's address and its title."""
LookUp = Callable[[str, bool], Target | None]
"""Answers for the name in a reference of the page at hand, goals before terms; False leaves the terms out."""

_SCHEMES = {"http", "https", "mailto"}
_TAGS = set(nh3.ALLOWED_TAGS) | {"input", "label", "section"}
_GENERIC = {"class", "id", "title", "lang", "dir", "role", "hidden", "start", "open", "for", "name"}
_ATTRIBUTES = {
    **{tag: set(names) for tag, names in nh3.ALLOWED_ATTRIBUTES.items()},
    "*": _GENERIC,
    "img": {"alt", "src", "width", "height", "loading"},
    "input": {"type", "checked", "disabled"},
    "td": {"style", "colspan", "rowspan"},
    "th": {"style", "colspan", "rowspan", "scope"},
}
_ALIGN = re.compile(r"text-align:\s*(left|right|center);?")
_AROUND = "".join(map(chr, range(0x21)))
_HEADING = re.compile(r"<(/?)h[1-6]>")
_ABROAD = re.compile(r"(?:https?|mailto):", re.IGNORECASE)
_REMOTE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
# Makers of fenced blocks that may see the body of somebody else: others run what they are given.
_FENCES = ("pymdownx.", "mkdocs_goal_tree.")


class References(dict[str, Target]):
    """`md.references` that also answers for goals and terms; a page's own definitions are its entries and win.

    The goals are looked up when a page uses one: entering a thousand of them on a thousand pages costs 4.5 s.
    """

    def __init__(self, look_up: LookUp) -> None:
        super().__init__()
        self._look_up = look_up
        self.short = False
        """Whether the reference at hand is a word in brackets, which is no term: `[target]` has brackets to show."""

    def __contains__(self, key: object) -> bool:
        return super().__contains__(key) or (isinstance(key, str) and self._look_up(key, not self.short) is not None)

    def __missing__(self, key: str) -> Target:
        found = self._look_up(key, not self.short)
        if found is None:
            raise KeyError(key)
        address, title = found
        # An ampersand of the title would be left as it is where it looks like an entity.
        return address, title.replace("&", f"{AMP_SUBSTITUTE}amp;")


class _ShortReference(ShortReferenceInlineProcessor):
    """`[goal-id]`."""

    def __init__(self, md: Markdown, references: References) -> None:
        super().__init__(REFERENCE_RE, md)
        self._references = references

    def handleMatch(  # type: ignore[override]  # noqa: N802 - Python-Markdown's name
        self, m: re.Match[str], data: str
    ) -> tuple[Element | str | None, int | None, int | None]:
        self._references.short = True
        try:
            return super().handleMatch(m, data)
        finally:
            self._references.short = False


class GoalTreeExtension(Extension):
    """`look_up` answers for a reference of the page at hand; `is_safe` tells whether its body is somebody else's.

    `terms` says what the glossary does on that page, None for nothing; `embed` answers for our fences.
    """

    def __init__(
        self,
        look_up: LookUp,
        is_safe: Callable[[], bool],
        terms: Callable[[], PageTerms | None] = lambda: None,
        embed: Embed | None = None,
    ) -> None:
        super().__init__()
        self._look_up = look_up
        self._is_safe = is_safe
        self._terms = terms
        self._embed = embed

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        md.references = references = References(self._look_up)
        if self._is_safe():
            _disarm(md)
        if self._embed:
            embed_fences(md, self._embed)
        if terms := self._terms():
            link_terms(md, terms)
            if "short_reference" in md.inlinePatterns:
                md.inlinePatterns.register(_ShortReference(md, references), "short_reference", 130)


def _disarm(md: Markdown) -> None:
    """Takes away what turns text into markup, files or programs."""
    md.preprocessors.deregister("html_block", strict=False)  # of Markdown itself or of md_in_html
    md.inlinePatterns.deregister("html", strict=False)
    if "snippet" in md.preprocessors:  # its extension asks for it later
        setattr(md.preprocessors["snippet"], "run", list)  # noqa: B010 - a method of one instance
    if "fenced_code_block" not in md.preprocessors:
        return
    extension = getattr(md.preprocessors["fenced_code_block"], "extension", None)
    if extension is not None:
        extension.superfences = [entry for entry in extension.superfences if _is_known(entry["formatter"])]


def _is_known(formatter: object) -> bool:
    """Whether a fence of pymdownx.superfences is drawn by itself or by us."""
    maker = getattr(formatter, "keywords", {}).get("_fmt", formatter)
    return str(getattr(maker, "__module__", "")).startswith(_FENCES)


def clean(html: str) -> str:
    """Rendered Markdown without scripts, styles, foreign images and links of other schemes; for `body: safe`."""
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=_filter,
        url_schemes=_SCHEMES,
        link_rel="noopener noreferrer",
    )


def as_safe_html(text: str, knows: Callable[[str], bool] = lambda _: False) -> str:
    """Markdown that stands on a page other than its own: as `clean`, and no link into the site, image or heading.

    Of a reference to what is known, a goal of that time, the words are left.
    """
    markdown = Markdown(extensions=["fenced_code", "tables", "sane_lists"])
    _disarm(markdown)
    markdown.references = References(lambda name, _: ("", "") if knows(name) else None)
    try:
        html = markdown.convert(text)
    except RecursionError:
        html = f"<pre>{escape(text, quote=False)}</pre>"
    return nh3.clean(
        _HEADING.sub(r"<\1p>", html),
        tags=_TAGS - {"img", "input"},
        attributes={"a": {"href"}, "td": {"style"}, "th": {"style"}},
        attribute_filter=_filter_alone,
        url_schemes=_SCHEMES,
        link_rel="noopener noreferrer",
    )


def _filter(tag: str, name: str, value: str) -> str | None:
    if name == "style":
        return _filter_style(name, value)
    if tag == "img" and name == "src":
        # As browsers read it: without line ends, tabs and what stands around it, either slash being one.
        plain = re.sub(r"[\t\r\n]", "", value).strip(_AROUND).replace("\\", "/")
        return None if _REMOTE.match(plain) else value
    if tag == "input" and name == "type":
        return value if value in {"checkbox", "radio"} else None
    return value


def _filter_alone(_tag: str, name: str, value: str) -> str | None:
    return value if name == "href" and _ABROAD.match(value) else _filter_style(name, value)


def _filter_style(name: str, value: str) -> str | None:
    return value if name == "style" and _ALIGN.fullmatch(value.strip()) else None
