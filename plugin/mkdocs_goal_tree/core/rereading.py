"""Edits tried before they are made: the files are edited in memory and read again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .edits import apply
from .frontmatter import parse
from .growth import grow
from .model import MODELS
from .nodes import Fields, Scalar, text_of, walk
from .reaching import field_at
from .reading import read_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .edits import Renaming
    from .parts import Part
    from .project import Files
    from .settings import Settings
    from .source import Source
    from .tree import GoalTree

ALIASES = "aliases"


def grow_files(files: Files, settings: Settings) -> GoalTree:
    """The tree of goal files."""
    reads = (read_file(source, settings, files.tables)[0] for source in files.sources)
    return grow(read for read in reads if read)


def goal_fields(source: Source) -> Fields | None:
    """The fields of the goal, wherever in the front matter they stand."""
    fields = parse(source)[0].fields
    goal = fields.fields.get("goal") if fields else None
    return goal if isinstance(goal, Fields) else fields


def check_plan(files: Files, settings: Settings, tree: GoalTree, plan: Renaming, ids: tuple[str, str]) -> str:
    """Why the plan is not good: what else it would change; nothing where all is well."""
    old, new = ids
    after: list[Source] = []
    for source in files.sources:
        text = apply(source, plan.edits.get(source.path, ()))
        changed = replace(source, text=text)
        if text != source.text and _values(source, old, new) != _values(changed, new, new):
            return f"{source.path} cannot be changed without changing more"
        if plan.move and source.path == plan.move.path:
            uri = source.uri[: len(source.uri) - len(source.path.rpartition("/")[2])] + plan.move.to.rpartition("/")[2]
            changed = replace(changed, path=plan.move.to, uri=uri)
        after.append(changed)
    grown = grow_files(replace(files, sources=tuple(after)), settings)
    renamed = {goal: new if goal == old else goal for goal in tree.goals}
    found = grown.find(old)
    if found is None or found.id != new or set(grown.goals) != set(renamed.values()):
        return f"{old} would not lead to {new}"
    edges = {(renamed[link.child], renamed[link.parent], link.position) for link in tree.links}
    same = edges == {(link.child, link.parent, link.position) for link in grown.links}
    return "" if same and len(grown.refused) == len(tree.refused) else "the links between the goals would change"


def _values(source: Source, name: str, becomes: str) -> list[object]:
    """All that a front matter says, ids and aliases of the goal aside; what names `name` says `becomes`."""
    fields = goal_fields(source)
    model = MODELS.get(text_of(fields.fields.get("type"))) if fields else None
    whole = parse(source)[0].fields
    if fields is None or model is None or whole is None:
        return []
    return list(_said(whole, fields, model, (name, becomes)))


def _said(whole: Fields, fields: Fields, model: type[Part], ids: tuple[str, str]) -> Iterator[object]:
    name, becomes = ids
    for path, node in walk(whole):
        inner = path[len(fields.path) :] if path[: len(fields.path)] == fields.path else path
        if not isinstance(node, Scalar) or inner[:1] in {("id",), (ALIASES,)}:
            continue
        field = field_at(model, [step for step in inner if isinstance(step, str)])
        is_named = field and field.names_a_goal and text_of(node).lower() == name
        yield path, becomes if is_named else node.text
