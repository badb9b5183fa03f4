"""Fences in Markdown that ask for something of ours: through pymdownx.superfences where a site has it, else by ourselves.

Superfences is never switched on for a site that has not asked for it: it changes all other code blocks.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple
from xml.etree.ElementTree import SubElement

from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.util import ETX, STX, code_escape

from .core.embeds import NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from markdown import Markdown
    from markdown.blockparser import BlockParser

Embed = Callable[[str, str, str], str]
"""Answers with HTML for a fence's name, the lines in it and what stands behind its name."""

_OPENS = re.compile(r"(?P<before>[ \t>]*)(?P<fence>`{3,}|~{3,})[ \t]*(?P<info>[^`\n]*?)[ \t]*")
_INFO = re.compile(rf"\.?(?P<name>{'|'.join(NAMES)})(?P<header>(?=[\s{{]|$).*)")
_MARK = re.compile(rf"([ ]*){STX}goal-tree:(\d+){ETX}")
_MARK_LINE = re.compile(rf"^[ ]*{STX}goal-tree:(\d+){ETX}[ ]*$", re.MULTILINE)


class Fence(NamedTuple):
    """A fence of ours as it is written: `start` and `end` are the indexes of its lines, the fences' own included."""

    name: str
    header: str
    lines: tuple[str, ...]
    start: int
    end: int
    before: str

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def find_fences(lines: list[str]) -> Iterator[Fence]:
    """Our fences in a text; one that stands inside another fence is text, one without an end is none."""
    limits = _limits(lines)
    open_ended: dict[tuple[str, int], tuple[int, int]] = {}
    number = 0
    while number < len(lines):
        opening = _OPENS.fullmatch(lines[number])
        end = _end(lines, number, opening, limits[number], open_ended) if opening else None
        if opening is None or end is None:
            number += 1
            continue
        if ours := _INFO.fullmatch(opening["info"]):
            before = opening["before"]
            inside = tuple(_inside(line, before) for line in lines[number + 1 : end])
            yield Fence(ours["name"], ours["header"].strip(), inside, number, end + 1, before)
        number = end + 1


def _limits(lines: list[str]) -> list[int]:
    """For each line the next one that begins further left, where the list or quote around it is over."""
    limits = [len(lines)] * len(lines)
    waiting: list[tuple[int, int]] = []
    for number, line in enumerate(lines):
        if not line.strip(" \t>"):
            continue
        width = _width(line)
        while waiting and waiting[-1][0] > width:
            limits[waiting.pop()[1]] = number
        waiting.append((width, number))
    return limits


def _end(
    lines: list[str], start: int, opening: re.Match[str], limit: int, open_ended: dict[tuple[str, int], tuple[int, int]]
) -> int | None:
    """The line that closes a fence: as many of the same signs or more, no further in than a list's text would be.

    `open_ended` keeps what found no end before a limit, so that a text of nothing but openings is not read again and again.
    """
    fence, width = opening["fence"], _width(lines[start])
    size, reach = open_ended.get((fence[0], limit), (len(fence) + 1, 0))
    if size <= len(fence) and width <= reach:
        return None
    closes = re.compile(rf"[ \t>]*{re.escape(fence[0])}{{{len(fence)},}}[ \t]*")
    for number in range(start + 1, limit):
        if closes.fullmatch(lines[number]) and _width(lines[number]) < width + 4:
            return number
    open_ended[fence[0], limit] = len(fence), width
    return None


def _width(line: str) -> int:
    """How far in a line begins, `>` included."""
    line = line.expandtabs(4)
    return len(line) - len(line.lstrip(" >"))


def _inside(line: str, before: str) -> str:
    """A line without what stands before the fence."""
    line = line.expandtabs(4)
    width = len(before.expandtabs(4))
    return line[width:] if not line[:width].strip(" >") else line.lstrip(" >")


def embed_fences(md: Markdown, embed: Embed) -> None:
    """Lets `embed` answer for our fences on the pages that `md` renders."""
    md.registerExtension(_Late(md, embed))


class _Late(Extension):
    """Waits until all extensions of a site are there, then joins superfences or does without it."""

    def __init__(self, md: Markdown, embed: Embed) -> None:
        super().__init__()
        self._md = md
        self._embed = embed
        self._is_done = False

    def reset(self) -> None:
        if self._is_done:
            return
        self._is_done = True
        has_fences = "fenced_code_block" in self._md.preprocessors
        fenced = self._md.preprocessors["fenced_code_block"] if has_fences else None
        extend = getattr(getattr(fenced, "extension", None), "extend_super_fences", None)
        if extend is None:
            found = _Found(self._md, self._embed)
            self._md.preprocessors.register(found, "goal-tree-fences", 26)  # before fenced code (25)
            self._md.preprocessors.register(_Raw(self._md, found), "goal-tree-raw", 15)  # after raw HTML (20)
            self._md.parser.blockprocessors.register(
                _Block(self._md.parser, found), "goal-tree-embed", 15
            )  # after lists (30), before text (10)
            self._md.postprocessors.register(_Left(self._md, found), "goal-tree-left", 5)
            return
        for name in NAMES:
            extend(name, self._format, _keep_header, None)

    def _format(  # noqa: PLR0913, PLR0917 - as superfences calls it
        self,
        src: str = "",
        language: str = "",
        options: dict[str, str] | None = None,
        md: Markdown | None = None,  # noqa: ARG002
        classes: list[str] | None = None,
        id_value: str = "",
        attrs: dict[str, str] | None = None,
        **_more: object,
    ) -> str:
        header = " ".join([*(options or {}), *(attrs or {}), *(classes or ()), *filter(None, [id_value])])
        return self._embed(language, src, header)


def _keep_header(
    language: str,  # noqa: ARG001 - as superfences calls it
    inputs: dict[str, str],
    options: dict[str, str],
    attrs: dict[str, str],  # noqa: ARG001
    md: Markdown,  # noqa: ARG001
) -> bool:
    options.update(inputs)
    return True


class _Found(Preprocessor):
    """Takes our fences out of a page's text; a line stands for each until blocks are parsed."""

    def __init__(self, md: Markdown, embed: Embed) -> None:
        super().__init__(md)
        self._embed = embed
        self._texts: list[str] = []
        self.html: list[str] = []
        """What each fence asks for."""

    def run(self, lines: list[str]) -> list[str]:
        kept: list[str] = []
        last = 0
        for fence in find_fences(lines):
            kept += [*lines[last : fence.start], f"{fence.before}{STX}goal-tree:{len(self.html)}{ETX}"]
            self.html.append(self._embed(fence.name, fence.text, fence.header))
            self._texts.append("\n".join(_inside(line, fence.before) for line in lines[fence.start : fence.end]))
            last = fence.end
        return [*kept, *lines[last:]]

    def fill(self, text: str) -> str:
        """The text with what its fences ask for."""
        return _MARK.sub(lambda mark: self.html[int(mark[2])], text) if STX in text else text

    def put_back(self, text: str) -> str:
        """The text with the fences as they were, where they turned out to be examples."""
        return _MARK.sub(self._as_it_was, text)

    def _as_it_was(self, mark: re.Match[str]) -> str:
        return f"\n{mark[1]}".join(["", *self._texts[int(mark[2])].split("\n")])[1:]


class _Raw(Preprocessor):
    """Puts what is asked for into raw HTML, as superfences does."""

    def __init__(self, md: Markdown, found: _Found) -> None:
        super().__init__(md)
        self._found = found

    def run(self, lines: list[str]) -> list[str]:
        blocks = self.md.htmlStash.rawHtmlBlocks
        blocks[:] = [self._found.fill(block) if isinstance(block, str) else block for block in blocks]
        return lines


class _Block(BlockProcessor):
    """A line that stands for a fence becomes what the fence asks for; code blocks, lists and quotes come first."""

    def __init__(self, parser: BlockParser, found: _Found) -> None:
        super().__init__(parser)
        self._found = found

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002 - Python-Markdown's signature
        return _MARK_LINE.search(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        before, number, after = _MARK_LINE.split(blocks.pop(0), maxsplit=1)
        if before.strip():
            self.parser.parseBlocks(parent, [before.rstrip("\n")])
        SubElement(parent, "p").text = self.parser.md.htmlStash.store(self._found.html[int(number)])
        if after.strip():
            blocks.insert(0, after.lstrip("\n"))


class _Left(Postprocessor):
    """Puts back, as text, what stands in an indented code block."""

    def __init__(self, md: Markdown, found: _Found) -> None:
        super().__init__(md)
        self._found = found

    def run(self, text: str) -> str:
        return _MARK.sub(lambda mark: code_escape(self._found.put_back(mark[0])), text) if STX in text else text
