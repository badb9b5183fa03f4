"""References in the text of a page: `[text][goal-id]`, `[goal-id][]`, `[goal-id]`, outside code and comments."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

CODE = re.compile(
    r"""^[ \t>]*(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^[ \t>]*(?P=fence)[`~]*[ \t]*$|\Z)
      | (?<![`\\])(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)
      | <!--.*?-->""",
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)
_REFERENCE = re.compile(r"\]\s?\[([^\[\]]+)\]|(?<![\]\\!])\[([^\[\]\n]+)\](?![(:])(?:\[\])?(?!\[[^\]])")
_DEFINED = re.compile(r"^ {0,3}\[([^\[\]]+)\]:", re.MULTILINE)
_LINK = re.compile(r"\]\(\s*<?([^()\s<>?#]+\.md)(?=[)\s>?#])")


class Mention(NamedTuple):
    """`text[start:end]` is the name in a reference; `full` where it stands in brackets of its own."""

    name: str
    start: int
    end: int
    full: bool


def blank(text: str) -> str:
    """The text with blanks in place of code and comments, so that places stay."""
    return CODE.sub(lambda part: re.sub(r"\S", " ", part[0]), text)


def mentions(text: str) -> Iterator[Mention]:
    """The references of a page, those aside that it defines itself."""
    bare = blank(text)
    own = {name.lower() for name in _DEFINED.findall(bare)}
    for match in _REFERENCE.finditer(bare):
        group = 1 if match[1] else 2
        if match[group].lower() not in own:
            yield Mention(match[group], *match.span(group), full=group == 1)


def links(text: str) -> Iterator[Mention]:
    """The addresses of links to Markdown files, without what follows `#`."""
    for match in _LINK.finditer(blank(text)):
        yield Mention(match[1], *match.span(1), full=True)
