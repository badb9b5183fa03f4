"""What may be written at a place: fields, words, ids of goals, names of terms."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lsprotocol import types as lsp

from mkdocs_goal_tree.core.cursor import front_rows
from mkdocs_goal_tree.core.field_texts import describe
from mkdocs_goal_tree.core.model import MODELS, GoalBase, Level
from mkdocs_goal_tree.core.parts import Edge, PageFields
from mkdocs_goal_tree.core.review import Expectation, Verdict
from mkdocs_goal_tree.core.schema import required
from mkdocs_goal_tree.core.shapes import shapes_of
from mkdocs_goal_tree.core.tree import serves
from mkdocs_goal_tree.render.hover import goal_card, term_card

from .pointing import front_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_goal_tree.core.model import Goal
    from mkdocs_goal_tree.core.parts import Part
    from mkdocs_goal_tree.core.reaching import Field

    from .pointing import Front
    from .positions import Lines
    from .site import Site

Kind = lsp.CompletionItemKind
_IN_REFERENCE = re.compile(r"\]\[(?P<typed>[^\[\]]*)$")
_NAME_METRICS = ((Expectation, "metric"), (Verdict, "metric"))
_AFTER = re.compile(r"[^\[\]\s]*")


class Place(NamedTuple):
    """Where completions are asked for; `own` is the id of the file's goal, `is_goal` whether the file may be one."""

    lines: Lines
    row: int
    column: int
    is_goal: bool
    own: str = ""


def complete(place: Place, site: Site | None) -> list[lsp.CompletionItem]:
    """The completions at a place; without a site those that need none."""
    lines, row, column, is_goal, _ = place
    if row in front_rows(lines.lines):
        front = front_at(lines, row, column) if is_goal else None
        return list(_in_front(front, place, site)) if front else []
    match = _IN_REFERENCE.search(lines.at(row)[:column])
    if match is None or site is None:
        return []
    rest = _AFTER.match(lines.at(row), column)
    where = lines.on_line(row, match.start("typed"), rest.end() if rest else column)
    goals = [_goal(goal, where, site) for goal in site.project.tree]
    terms = [_item(term.term, where, Kind.Text, detail="term", card=term_card(term)) for term in site.project.glossary]
    return [*goals, *terms]


def _in_front(front: Front, place: Place, site: Site | None) -> Iterator[lsp.CompletionItem]:
    cursor = front.cursor
    where = place.lines.on_line(place.row, cursor.start, max(cursor.end, place.column))
    if not cursor.field:
        yield from _fields(front, where, bare=cursor.open)
    if cursor.field == "type" and not front.names:
        for level in Level:
            yield _item(level.value, where, Kind.EnumMember, detail=_about(MODELS[level]))
    elif field := front.field:
        yield from _values(field, front, where, site, place.own)


def _fields(front: Front, where: lsp.Range, *, bare: bool) -> Iterator[lsp.CompletionItem]:
    """The fields that are not there yet, those that are needed first; `bare` is a name without its colon."""
    around = front.around
    if around is None:
        if not front.names and "type" not in front.cursor.beside:
            yield _field(GoalBase, "type", where, bare=bare, rank=0)
        return
    groups: list[tuple[type[Part], int]] = [(around, 1)]
    if around in MODELS.values():
        groups.append((PageFields, 2))
    needed = required(around)
    for model, rank in groups:
        for name in shapes_of(model):
            if name not in front.cursor.beside or name == front.cursor.text:
                yield _field(model, name, where, bare=bare, rank=0 if name in needed else rank)


def _field(model: type[Part], name: str, where: lsp.Range, *, bare: bool, rank: int) -> lsp.CompletionItem:
    shape = shapes_of(model).get(name)
    colon = "" if not bare else ":" if shape and shape.model and shape.many else ": "
    return lsp.CompletionItem(
        label=name,
        kind=Kind.Field,
        documentation=lsp.MarkupContent(lsp.MarkupKind.Markdown, describe(model, name)),
        sort_text=f"{rank}{list(shapes_of(model)).index(name) if shape else 0:03}",
        filter_text=name,
        text_edit=lsp.TextEdit(where, f"{name}{colon}"),
    )


def _values(field: Field, front: Front, where: lsp.Range, site: Site | None, own: str) -> Iterator[lsp.CompletionItem]:
    for word in field.words:
        yield _item(word, where, Kind.EnumMember)
    if site is None:
        return
    if field.names_a_goal:
        others = (goal for goal in site.project.tree if goal.id != own and _fits(goal, field, front))
        yield from (_goal(goal, where, site) for goal in others)
    elif (field.model, field.name) in _NAME_METRICS:
        for goal in site.project.tree.at_level(Level.OUTCOME):
            yield from (_item(one.id, where, Kind.Value, detail=f"{one.name}: {goal.title}") for one in goal.metrics)
    elif field.name == "owner":
        known = [owner.name or key for key, owner in site.config.settings.owners.items()]
        names = [*known, *(name for goal in site.project.tree for name in goal.owner)]
        yield from (_item(name, where, Kind.Value) for name in dict.fromkeys(names))


def _fits(goal: Goal, field: Field, front: Front) -> bool:
    """Whether that goal may be named there."""
    level = next((level for level, model in MODELS.items() if model is front.goal), None)
    if field.model is Edge:
        return level is not None and serves(Level(level), goal.type)
    return goal.type is Level.OUTCOME if field.name == "outcome" else goal.type == level


def _goal(goal: Goal, where: lsp.Range, site: Site) -> lsp.CompletionItem:
    card = goal_card(goal, site.config.settings, site.words)
    return _item(goal.id, where, Kind.Reference, detail=" ".join(goal.title.split()), card=card)


def _item(
    text: str, where: lsp.Range, kind: lsp.CompletionItemKind, detail: str = "", card: str = ""
) -> lsp.CompletionItem:
    return lsp.CompletionItem(
        label=text,
        kind=kind,
        detail=detail or None,
        documentation=lsp.MarkupContent(lsp.MarkupKind.Markdown, card) if card else None,
        filter_text=text,
        text_edit=lsp.TextEdit(where, text),
    )


def _about(model: type[Part]) -> str:
    return (model.__doc__ or "").partition("\n")[0]
