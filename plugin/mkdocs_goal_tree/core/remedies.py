"""What an author surely meant: remedies that need no question, for `goal-tree check --fix`.

A guess is none: a word that is merely near, a day that may be read in two ways, a comment that may be one.
"""

from __future__ import annotations

import re
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING

from .dates import MONTHS
from .findings import Fix
from .nodes import Scalar, node_at

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .nodes import Comment, Document, Fields

_NEAR = 0.8  # one slip in five letters; `tier` is 0.67 from `title`
_JOINTS = re.compile(r"[\s_-]+")
_BREAK = re.compile(r"\r\n?|\n")
# With dots the day comes first wherever dates are written so.
_DAYS = tuple(
    re.compile(form)
    for form in (
        r"(?P<y>\d{4})(?P<joint>[-/.])(?P<m>\d{1,2})(?P=joint)(?P<d>\d{1,2})",
        r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})",
        r"(?P<d>\d{1,2})\. ?(?P<m>\d{1,2})\. ?(?P<y>\d{4})",
        r"(?P<d>\d{1,2})(?:st|nd|rd|th|\.)?[ -](?P<m>[a-z]{3,9})\.?,?[ -](?P<y>\d{4})",
        r"(?P<m>[a-z]{3,9})\.? (?P<d>\d{1,2})(?:st|nd|rd|th)?,? (?P<y>\d{4})",
    )
)
_EITHER_WAY = re.compile(r"(\d{1,2})([-/])(\d{1,2})\2(\d{4})")
_NAMES = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTHS = {
    **{name.lower(): number for names in (MONTHS, _NAMES) for number, name in enumerate(names, 1)},
    **{f"{number:0{width}}": number for number in range(1, 13) for width in (1, 2)},
    "sept": 9,
}


def same_word(text: str, words: Iterable[str]) -> str:
    """The one of `words` that differs in nothing but case, blanks, hyphens and underscores, else nothing."""
    bare = _bare(text)
    same = [word for word in words if _bare(word) == bare]
    return same[0] if len(same) == 1 else ""


def meant_field(name: str, known: Iterable[str]) -> str:
    """The only one of the `known` names that is one slip away, else nothing."""
    names = list(known)
    if same := same_word(name, names):
        return same
    near = get_close_matches(name.strip().lower(), names, n=2, cutoff=_NEAR)
    return near[0] if len(near) == 1 else ""


def meant_day(text: str) -> str:
    """The ISO day that a text writes in another way, nothing where it may be read in two ways (`03/04/2026`)."""
    parts = _parts(text.strip().lower())
    try:
        return date(*parts).isoformat() if parts else ""
    except ValueError:
        return ""


def whole_text(document: Document, comment: Comment) -> Fix | None:
    """The text of a value together with what YAML took for a comment: `#12` right of it, never `# 12`."""
    node = node_at(document.fields, comment.path) if document.fields else None
    if not isinstance(node, Scalar) or node.span.line != node.span.end_line:
        return None
    line = _BREAK.split(document.source.text)[node.span.line - 1]
    said = line[comment.span.column - 1 : comment.span.end_column - 1].rstrip()
    if not is_text(said):
        return None
    end = comment.span.column - 1 + len(said)
    return Fix(node.span._replace(end_column=end + 1), line[node.span.column - 1 : end])


def is_text(comment: str) -> bool:
    """Whether what begins with `#` is text: a number (`#12`) or a tag, which no blank follows."""
    return comment[1:2].isalnum()


def rejoined(parent: Fields, name: str) -> Fix | None:
    """The text inside `{ }` that a comma has cut, one of whose pieces is read as the field `name`."""
    names = list(parent.fields)
    first = last = names.index(name)
    while first and _is_piece(parent, names[first]):
        first -= 1
    while last + 1 < len(names) and _is_piece(parent, names[last + 1]):
        last += 1
    node = parent.fields[names[first]]
    if not isinstance(node, Scalar) or not node.text or node.style:
        return None
    text, at = node.text, node.span
    for piece in names[first + 1 : last + 1]:
        key = parent.keys[piece]
        text += "," + " " * (key.column - at.end_column - 1) + piece
        at = key
    return Fix(node.span._replace(end_line=at.end_line, end_column=at.end_column), text)


def _is_piece(parent: Fields, name: str) -> bool:
    node = parent.fields[name]
    return isinstance(node, Scalar) and node.text is None and node.span[1:3] == parent.keys[name][3:5]


def _bare(text: str) -> str:
    return _JOINTS.sub("", text).casefold()


def _parts(text: str) -> tuple[int, int, int] | None:
    """Year, month and day, as far as the form tells which is which."""
    if match := _EITHER_WAY.fullmatch(text):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        if max(first, second) <= len(MONTHS) and first != second:
            return None
        return (year, first, second) if second > len(MONTHS) else (year, second, first)
    match = next(filter(None, (form.fullmatch(text) for form in _DAYS)), None)
    month = _MONTHS.get(match["m"]) if match else None
    return (int(match["y"]), month, int(match["d"])) if match and month else None
