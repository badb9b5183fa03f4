"""Text for drawings: cleaned, measured by a table of Helvetica's widths instead of fonts, and wrapped to a width in pixels."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import cache, lru_cache

# What XML forbids, other controls, and the bidi embeddings whose pairs a line break would tear.
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_FOLLOWED = ("http:", "https:", "mailto:")
_BOLDER = 1.07

# Advance widths of Helvetica in 1/1000 em for U+0020-U+007E (Adobe's AFM file; Arial and Roboto are as wide or narrower).
_ASCII = (
    (278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278)
    + (556,) * 10
    + (278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778)
    + (667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556)
    + (278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334)
    + (260, 334, 584)
)
_PUNCTUATION = {"–": 556, "’": 222, "‘": 222, "“": 333, "”": 333, "·": 278, "•": 350, "°": 400, "€": 556, "−": 584}
_NARROW, _UNKNOWN, _WIDE = 650, 800, 1000  # Latin, Greek and Cyrillic; other scripts; ideographs, arrows and emoji
_JOINER = "\u200d"
_LONGEST = 7000  # A cluster may be joined without end; a line may not.


def plain(text: str) -> str:
    """`text` on one line, without what cannot be seen: controls, lone surrogates, bidi embeddings."""
    return " ".join(_seen(text).split())


def escape(text: str) -> str:
    """`text` as XML text or attribute value."""
    return html.escape(_seen(text), quote=True)


def _seen(text: str) -> str:
    return text if text.isprintable() else _UNSEEN.sub("", text)


def px(number: float) -> str:
    """A length for SVG, to a tenth of a pixel."""
    return f"{number:.1f}".removesuffix(".0")


@lru_cache(maxsize=4096)
def link(url: str) -> str:
    """`url` without controls if it is relative, http, https or mailto, else nothing."""
    bare = "".join(_seen(url).split())
    scheme = _SCHEME.match(bare)
    if scheme and scheme[0].lower() not in _FOLLOWED:
        return ""
    return "" if bare[:1] == "\\" or bare[:2] in {"//", "/\\"} else bare


@cache
def _advance(char: str) -> int:
    code = ord(char)
    if 0x20 <= code < 0x7F:  # noqa: PLR2004 - the table's range
        return _ASCII[code - 0x20]
    if char in _PUNCTUATION:
        return _PUNCTUATION[char]
    if unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    if unicodedata.east_asian_width(char) in "WF" or 0x2190 <= code < 0x2C00 or code >= 0x1F000 or char in "—…":  # noqa: PLR2004 - blocks of arrows, symbols and emoji
        return _WIDE
    base = ord(unicodedata.normalize("NFD", char)[0])
    if base < 0x7F:  # noqa: PLR2004 - a Latin letter with its accent
        return _ASCII[base - 0x20]
    return _NARROW if code < 0x0530 else _UNKNOWN  # noqa: PLR2004 - the end of Cyrillic


def width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide one line is at `size` px, in px."""
    return _measure(text) * size / 1000 * (_BOLDER if bold else 1)


def clusters(text: str) -> list[str]:
    """`text` in pieces that must stay whole: a letter with its marks, an emoji with its joined parts, a flag."""
    if text.isascii():
        return list(text)
    pieces: list[str] = []
    for char in text:
        if pieces and _continues(pieces[-1], char):
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces


def _continues(piece: str, char: str) -> bool:
    code = ord(char)
    return _measure(piece) <= _LONGEST and (
        piece[-1] == _JOINER
        or unicodedata.category(char) in {"Mn", "Me", "Mc", "Cf"}
        or 0x1F3FB <= code <= 0x1F3FF  # noqa: PLR2004 - skin tones
        or 0x1160 <= code <= 0x11FF  # noqa: PLR2004 - the later letters of a Hangul syllable
        or (len(piece) == 1 and _is_half_flag(char) and _is_half_flag(piece))
    )


def _is_half_flag(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


@lru_cache(maxsize=16384)
def wrap(text: str, size: float, room: float, *, lines: int = 4, bold: bool = False) -> tuple[str, ...]:
    """`text` in up to `lines` lines of at most `room` px at `size` px; what is left out becomes an ellipsis."""
    most = room * 1000 / size / (_BOLDER if bold else 1)
    blank = _advance(" ")
    done: list[str] = []
    line, used = "", 0
    for word in plain(text).split(" "):
        for piece, wide in _pieces(word, most):
            if line and used + blank + wide > most:
                done.append(line)
                line, used = piece, wide
            else:
                line, used = (f"{line} {piece}", used + blank + wide) if line else (piece, wide)
        if len(done) > lines:
            break
    done.append(line)
    if len(done) <= lines:
        return tuple(done)
    last = clusters(done[lines - 1])
    while last and _measure("".join(last) + "…") > most:
        last.pop()
    return (*done[: lines - 1], "".join(last).rstrip() + "…")


def _measure(text: str) -> int:
    return sum(map(_advance, text))


def _pieces(word: str, most: float) -> list[tuple[str, int]]:
    """`word` itself, or cut to lines where it is longer than one; each piece with its width in 1/1000 em."""
    whole = _measure(word)
    if whole <= most:
        return [(word, whole)]
    pieces: list[tuple[str, int]] = []
    line, used = "", 0
    for cluster in clusters(word):
        wide = _measure(cluster)
        if line and used + wide > most:
            pieces.append((line, used))
            line, used = "", 0
        line += cluster
        used += wide
    return [*pieces, (line, used)]
