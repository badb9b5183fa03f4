"""References to goals that are none: `[text][x]` where x looks like the id of a goal (GT216)."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from mkdocs_goal_tree.core.model import SLUG
from mkdocs_goal_tree.core.rules import did_you_mean, found
from mkdocs_goal_tree.core.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mkdocs.structure.files import File

    from mkdocs_goal_tree.core.findings import Finding
    from mkdocs_goal_tree.core.tree import GoalTree, Read

_CODE = re.compile(
    r"""^[ \t>]*(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^[ \t>]*(?P=fence)[`~]*[ \t]*$|\Z)
      | (?<![`\\])(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)
      | <!--.*?-->""",
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)
_REFERENCE = re.compile(r"\]\s?\[([^\[\]]+)\]|\[([^\[\]]+)\]\[\]")


class Text(NamedTuple):
    """What an author wrote on a page: the file as people see it, the text, the line on which it begins."""

    path: str
    text: str
    line: int = 1


def looks_like_a_goal(reference: str) -> bool:
    """Whether it could be an id; a single word could be anything."""
    return "-" in reference and SLUG.fullmatch(reference) is not None


def text_of(read: Read | None, file: File, home: Path) -> Text:
    """The text of a page: of a goal its body, of any other page its file."""
    if read:
        return Text(read.place.source.path, read.place.body, read.place.body_line)
    path = Path(os.path.relpath(file.abs_src_path, home)).as_posix() if file.abs_src_path else file.src_uri
    return Text(path, file.content_string)


def unknown_references(references: Iterable[str], text: Text, tree: GoalTree, goal: str) -> Iterator[Finding]:
    """GT216 at every place outside code that names one of `references`; `goal` is the page's own, "" for none."""
    known = [*tree.goals, *tree.former]
    wanted = set(references)
    shown = _CODE.sub(lambda code: re.sub(r"\S", " ", code[0]), text.text)
    for match in _REFERENCE.finditer(shown):
        group = 1 if match[1] else 2
        name = match[group]
        if name.lower() in wanted:
            line = text.line + shown.count("\n", 0, match.start(group))
            column = match.start(group) - shown.rfind("\n", 0, match.start(group))
            yield found(
                "GT216",
                Span(text.path, line, column, line, column + len(name)),
                f"[{name}] looks like a goal and there is none of that id",
                did_you_mean(name.lower(), known),
                goal,
            )
