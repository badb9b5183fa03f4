"""The title that a goal's body gives it."""

from __future__ import annotations

import re
from typing import NamedTuple

_BREAK = re.compile(r"\r\n?|\n")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_ATX = re.compile(r"#(?!#)[ \t]*(.*?)[ \t]*#*[ \t]*$")
_SETEXT = re.compile(r"=+[ \t]*$")
_ATTRIBUTES = re.compile(r"[ \t]*\{:?[ \t]*[#.][^}]*\}[ \t]*$")
_LINK = re.compile(r"!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])")
_MARKS = re.compile(r"(\*\*|\*|`|__)(.+?)\1")


class Heading(NamedTuple):
    """A heading's text and its line in the body, counted from 0."""

    text: str
    line: int


def first_heading(body: str) -> Heading | None:
    """The first heading of level 1 (`# x`, or underlined with `===`) outside fenced code."""
    fence = before = ""
    for number, line in enumerate(_BREAK.split(body)):
        opens = _FENCE.match(line)
        if opens and (not fence or opens[1].startswith(fence)):
            fence, before = ("" if fence else opens[1]), ""
        elif not fence:
            if (atx := _ATX.match(line)) and (text := _bare(atx[1])):
                return Heading(text, number)
            if before and _SETEXT.match(line):
                return Heading(_bare(before), number - 1)
            before = line.strip()
    return None


def _bare(heading: str) -> str:
    text = _LINK.sub(r"\1", _ATTRIBUTES.sub("", heading))
    return _MARKS.sub(r"\2", text).strip()
