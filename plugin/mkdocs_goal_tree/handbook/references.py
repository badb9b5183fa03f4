"""References to goals that are none: `[text][x]` where x looks like the id of a goal (GT216)."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from mkdocs_goal_tree.core.mentions import blank
from mkdocs_goal_tree.core.rules import did_you_mean, found
from mkdocs_goal_tree.core.scalars import SLUG
from mkdocs_goal_tree.core.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mkdocs.structure.files import File

    from mkdocs_goal_tree.core.findings import Finding
    from mkdocs_goal_tree.core.tree import GoalTree, Place

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*$", re.MULTILINE | re.DOTALL)
_REFERENCE = re.compile(r"\]\s?\[([^\[\]]+)\]|\[([^\[\]]+)\]\[\]")


class Text(NamedTuple):
    """What an author wrote on a page: the file as people see it, the text, the line on which it begins."""

    path: str
    text: str
    line: int = 1


def looks_like_a_goal(reference: str) -> bool:
    """Whether it could be an id; a single word could be anything."""
    return "-" in reference and SLUG.fullmatch(reference) is not None


def text_of(place: Place | None, file: File, home: Path) -> Text:
    """The text of a page: of a goal or a term its body, of any other page its file."""
    if place:
        return Text(place.source.path, place.body, place.body_line)
    path = Path(os.path.relpath(file.abs_src_path, home)).as_posix() if file.abs_src_path else file.src_uri
    return Text(path, file.content_string)


def prose(place: Place | None, file: File, home: Path) -> Text:
    """The text of a page with blanks in place of front matter, code and comments, so that places stay."""
    text = text_of(place, file, home)
    shown = text.text if place else _FRONT.sub(_blank, text.text)
    return text._replace(text=blank(shown))


def place_in(text: Text, start: int, end: int) -> Span:
    """The place of a run of characters on one line of a text."""
    line, column = text.line + text.text.count("\n", 0, start), start - text.text.rfind("\n", 0, start)
    return Span(text.path, line, column, line, column + end - start)


def unknown_references(references: Iterable[str], text: Text, tree: GoalTree, goal: str) -> Iterator[Finding]:
    """GT216 at every place outside code that names one of `references`; `goal` is the page's own, "" for none."""
    known = [*tree.goals, *tree.former]
    wanted = set(references)
    for match in _REFERENCE.finditer(blank(text.text)):
        group = 1 if match[1] else 2
        name = match[group]
        if name.lower() in wanted:
            yield found(
                "GT216",
                place_in(text, match.start(group), match.end(group)),
                f"[{name}] looks like a goal and there is none of that id",
                did_you_mean(name.lower(), known),
                goal,
            )


def _blank(part: re.Match[str]) -> str:
    return re.sub(r"\S", " ", part[0])
