"""What stands at a place of a file: the id of a goal, the name of a term, a field."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from mkdocs_goal_tree.core.cursor import cursor_at, front_rows
from mkdocs_goal_tree.core.fences import FRONT_MATTER_LIMIT
from mkdocs_goal_tree.core.frontmatter import parse
from mkdocs_goal_tree.core.mentions import mentions
from mkdocs_goal_tree.core.model import MODELS
from mkdocs_goal_tree.core.nodes import Scalar, walk
from mkdocs_goal_tree.core.reaching import Field, field_at, field_of, model_at
from mkdocs_goal_tree.core.tables import locate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_goal_tree.core.cursor import Cursor
    from mkdocs_goal_tree.core.parts import Part
    from mkdocs_goal_tree.core.project import Project
    from mkdocs_goal_tree.core.source import Source, Span

    from .positions import Lines

_TYPE = re.compile(r"(?P<lead>[ ]*)type[ ]*:[ ]*['\"]?(?P<word>[a-z]+)")
_UNDER = re.compile(r"goal[ ]*:[ ]*(?:#.*)?")


class Front(NamedTuple):
    """The front matter at a cursor: the model of the part that the cursor is in, None where that is not known."""

    cursor: Cursor
    goal: type[Part] | None
    names: tuple[str, ...]

    @property
    def around(self) -> type[Part] | None:
        return model_at(self.goal, self.names) if self.goal else None

    @property
    def field(self) -> Field | None:
        """The field whose value the cursor is at."""
        if self.goal is None:
            return None
        if self.cursor.field:
            return field_at(self.goal, (*self.names, self.cursor.field))
        return field_at(self.goal, self.names) if self.cursor.open and self.names else None

    @property
    def named(self) -> Field | None:
        """The field whose name the cursor is at."""
        around = self.around
        return field_of(around, self.cursor.text) if around and not self.cursor.field else None


class Pointed(NamedTuple):
    """A goal by its id or a term by its slug, and where on the line it is named."""

    kind: str
    id: str
    name: str
    row: int
    start: int
    end: int


def front_at(lines: Lines, row: int, column: int) -> Front | None:
    """The front matter at a place; None in the text below it."""
    rows = front_rows(lines.lines)
    if row not in rows or sum(len(lines.lines[i]) for i in rows) > FRONT_MATTER_LIMIT:
        return None
    cursor = cursor_at(lines.lines, row, column)
    if cursor is None:
        return None
    under = any(_UNDER.fullmatch(lines.lines[i]) for i in rows)
    word = next((m["word"] for i in rows if (m := _TYPE.match(lines.lines[i])) and bool(m["lead"]) == under), "")
    names = cursor.names
    if under:
        if names[:1] != ("goal",):
            return Front(cursor, None, names)
        names = names[1:]
    return Front(cursor, MODELS.get(word), names)


def pointed_at(lines: Lines, row: int, column: int, project: Project, own: str) -> Pointed | None:
    """The goal or term named at a place; `own` is the id of the file's goal, which the field `id` names."""
    if row in front_rows(lines.lines):
        front = front_at(lines, row, column)
        field = front.field if front else None
        if front is None or field is None:
            return None
        cursor = front.cursor
        goal = project.tree.find(cursor.text) if field.names_a_goal else None
        if goal is None and not front.names and cursor.field == "id":
            goal = project.tree.find(own)
        return Pointed("goal", goal.id, cursor.text, row, cursor.start, cursor.end) if goal and cursor.text else None
    rows = front_rows(lines.lines)
    first = rows.stop + 1 if rows else 0
    before = sum(len(text) + 1 for text in lines.lines[first:row])
    for one in mentions("\n".join(lines.lines[first:])):
        start, end = one.start - before, one.end - before
        if 0 <= start <= column <= end <= len(lines.at(row)):
            if goal := project.tree.find(one.name):
                return Pointed("goal", goal.id, one.name, row, start, end)
            if one.full and (term := project.glossary.find(one.name)):
                return Pointed("term", term.slug, one.name, row, start, end)
    return None


def files_named(source: Source) -> Iterator[tuple[Span, str]]:
    """The CSV files that a goal measures by: where each is named, and its path below the goals folder."""
    fields = parse(source)[0].fields
    for path, node in walk(fields) if fields else ():
        names = [step for step in path if isinstance(step, str)]
        if names[-2:] == ["actuals", "file"] and isinstance(node, Scalar) and node.text:
            uri = locate(source.uri, node.text.strip())
            if uri:
                yield node.span, uri
