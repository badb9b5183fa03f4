"""Text that is not what its author typed: characters that went through the wrong encoding."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .nodes import Scalar, name_path, shorten
from .rules import found

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .findings import Finding
    from .nodes import Node

_RUN = re.compile(r"[^\x00-\x7f\xa0][^\x00-\x7f]*")
_ENCODINGS = ("cp1252", "mac_roman", "latin-1")
# What goal files are full of: letters with accents, quotes and dashes, currencies, arrows and signs, symbols, emoji.
_LIKELY = re.compile(
    r"[\xa0-\u017f\u2010-\u2044\u20ac\u2122\u2190-\u22ff\u2500-\u27bf\ufb01\ufb02\ufe0f\U0001f300-\U0001faff]+"
)
_SCRIPT = re.compile(r"[\u0370-\u05ff\u0600-\u06ff\u0900-\u0dff\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]{2,}")
# A capital at the end of a word and the quote, dash or dots after it: `”TÄSSÄ”` is what somebody typed.
_TYPED = re.compile(r"(?<=[A-Z])[ÂÃÄÅ][”’“…–—»](?![^\x00-\x7f])")


def check_mojibake(nodes: Iterable[Node]) -> Iterator[Finding]:
    """One finding a text, with the characters that were meant."""
    for node in nodes:
        if isinstance(node, Scalar) and node.text and not node.text.isascii():
            meant = _RUN.sub(lambda run: _undo(run) or run[0], node.text)
            if meant != node.text:
                field = name_path(node.path) or "the front matter"
                message = f"{field} has garbled characters: '{shorten(node.text)}' was probably '{shorten(meant)}'"
                help_ = "type the characters again; the file went through a program that took UTF-8 for something else"
                yield found("GT106", node.span, message, help_)


def _undo(run: re.Match[str]) -> str:
    """The run as UTF-8 that was read in an older encoding, empty where that makes no sense."""
    for encoding in _ENCODINGS:
        try:
            meant = run[0].encode(encoding).decode()
        except UnicodeError:
            continue
        if _SCRIPT.fullmatch(meant) or (_LIKELY.fullmatch(meant) and not _TYPED.match(run.string, run.start())):
            return meant
    return ""
