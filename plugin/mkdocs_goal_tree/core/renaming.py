"""A goal's id changed everywhere: which edits do it. Nothing is written here, and nothing is planned that was not tried.

The former id stays as an alias, so that links from elsewhere still lead to the goal. A file whose name is the id gets the
new name. The files are edited in memory and read again; unless they then hold the same goals, links and text but for the
new id, the answer is a `Refusal`.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from .drafting import scalar
from .editing import Refusal
from .edits import Edit, Move, Renaming
from .embed_mentions import goals_asked_for
from .excerpts import lines_of
from .fences import body_of
from .mentions import links, mentions
from .model import MODELS
from .nodes import Scalar, is_absent, text_of, walk
from .reaching import field_at
from .rereading import ALIASES, check_plan, goal_fields, grow_files
from .respelling import alias_edit, lines_edit, value_edit
from .scalars import SLUG

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .project import Files
    from .settings import Settings
    from .source import Source
    from .tree import GoalTree


def rename(  # noqa: PLR0913 - what a site is
    files: Files,
    pages: Sequence[Source],
    settings: Settings,
    old: str,
    new: str,
    *,
    folder: str = "goals",
    may_move: bool = True,
) -> Renaming | Refusal:
    """The edits that give the goal `old` the id `new`.

    `pages` are the other pages of the site, their `uri` below docs_dir; `folder` is where goals stand in the site.
    Without `may_move` the file keeps its name and gets the field `id`.
    """
    tree = grow_files(files, settings)
    old = old.strip().lower()
    if why := _why_not(tree, old, new):
        return Refusal(why)
    own = tree.places[old].source
    move = _move(own, old, new) if may_move else None
    if move and any(source.path.lower() == move.to.lower() for source in (*files.sources, *pages)):
        return Refusal(f"there is a file {move.to} already")
    names_itself = bool(_id_of(own)) or move is None
    edits = {
        source.path: (*_in_front_matter(source, old, new), *_in_body(source, old, new)) for source in files.sources
    }
    for page in pages:
        edits[page.path] = _in_body(page, old, new)
    if move:
        target = f"{folder}/{own.uri}"
        where = [*((source, f"{folder}/{source.uri}") for source in files.sources), *((p, p.uri) for p in pages)]
        for source, uri in where:
            edits[source.path] += _links_to(source, uri, target, new)
    head = _head(own, old, new, names_itself=names_itself)
    if isinstance(head, Refusal):
        return head
    edits[own.path] += head
    plan = Renaming({path: tuple(sorted(some)) for path, some in edits.items() if some}, move)
    why = check_plan(files, settings, tree, plan, (old, new))
    return Refusal(why) if why else plan


def _why_not(tree: GoalTree, old: str, new: str) -> str:
    if old not in tree.goals:
        return (
            f"there is no goal {old}, or its file cannot be read"
            if old not in tree.former
            else (f"{old} is a former id; the goal is {tree.former[old]} now")
        )
    if not SLUG.fullmatch(new):
        return f"'{new}' is no id; an id has a-z, 0-9 and '-', at most 63"
    if new == old:
        return f"{old} is its id already"
    if new in tree.goals or new in tree.unread:
        return f"there is a goal {new} already"
    if tree.former.get(new, old) != old:
        return f"{new} is a former id of {tree.former[new]}"
    if any(read.id == old for read in tree.doubles):
        return f"two files have the id {old}"
    return ""


def _move(source: Source, old: str, new: str) -> Move | None:
    """The file's new path where its name is the id."""
    folder, _, name = source.path.rpartition("/")
    stem, dot, ending = name.rpartition(".")
    return Move(source.path, f"{folder}/{new}{dot}{ending}".removeprefix("/")) if stem == old else None


def _id_of(source: Source) -> Scalar | None:
    fields = goal_fields(source)
    node = fields.fields.get("id") if fields else None
    return node if isinstance(node, Scalar) and not is_absent(node) else None


def _in_front_matter(source: Source, old: str, new: str) -> tuple[Edit, ...]:
    """The fields that name the goal."""
    fields = goal_fields(source) if old in source.text.lower() else None
    model = MODELS.get(text_of(fields.fields.get("type"))) if fields else None
    if fields is None or model is None:
        return ()
    found: list[Edit] = []
    for path, node in walk(fields):
        names = [step for step in path if isinstance(step, str)]
        field = field_at(model, names) if isinstance(node, Scalar) else None
        if field and field.names_a_goal and text_of(node).lower() == old:
            found.append(value_edit(node, new))
    return tuple(dict.fromkeys(found))


def _in_body(source: Source, old: str, new: str) -> tuple[Edit, ...]:
    """The references in the text, and the names in its fences of ours."""
    if old not in source.text.lower():
        return ()
    body = body_of(source)
    at, lines = len(source.text) - len(body), lines_of(source)
    named = (one for one in (*mentions(body), *goals_asked_for(body)) if one.name.lower() == old)
    return tuple(Edit(lines.span(at + one.start, at + one.end), new) for one in named)


def _links_to(source: Source, uri: str, target: str, new: str) -> tuple[Edit, ...]:
    """The links by address to the file that moves; `uri` and `target` are paths in the site."""
    if target.rpartition("/")[2] not in source.text:
        return ()
    body = body_of(source)
    at, lines = len(source.text) - len(body), lines_of(source)
    here = posixpath.dirname(uri)
    found = []
    for one in links(body):
        if posixpath.normpath(posixpath.join(here, one.name)) == target:
            name = one.name.rpartition("/")[2]
            found.append(Edit(lines.span(at + one.end - len(name), at + one.end), f"{new}.md"))
    return tuple(found)


def _head(source: Source, old: str, new: str, *, names_itself: bool) -> tuple[Edit, ...] | Refusal:
    """The goal's own id, and its former one among the aliases."""
    fields = goal_fields(source)
    if fields is None or fields.flow:
        return Refusal("its front matter is not written in lines")
    written = _id_of(source)
    edits: list[Edit] = [value_edit(written, new)] if written else []
    added = [f"id: {scalar(new)}"] if names_itself and not written else []
    aliases = fields.fields.get(ALIASES)
    if aliases is None:
        added.append(f"{ALIASES}: {scalar(old)}")
    else:
        edit = alias_edit(aliases, source, old, new)
        if edit is None:
            return Refusal("its aliases are written in a way that cannot be added to")
        edits.append(edit)
    if added:
        name = "title" if isinstance(fields.fields.get("title"), Scalar) else "type"
        edits.append(lines_edit(source, fields, name, added))
    return tuple(edits)
