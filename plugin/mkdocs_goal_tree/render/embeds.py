"""What fences of ours put into a page: tables, counts and metric cards; diagrams are drawn elsewhere."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from mkdocs_goal_tree.core.dates import Duration
from mkdocs_goal_tree.core.fields import Kind, fields
from mkdocs_goal_tree.core.model import Level, Output
from mkdocs_goal_tree.core.progress import last_actual

from . import figures
from .grounds import entries
from .metrics import metric_card
from .outline import outline
from .selecting import in_order, matching
from .tables import row
from .view import GoalLink, View, day, link, names, render, say, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mkdocs_goal_tree.core.embeds import CountEmbed, MetricEmbed, TableEmbed
    from mkdocs_goal_tree.core.facts import TreeFacts
    from mkdocs_goal_tree.core.fields import Scalar
    from mkdocs_goal_tree.core.findings import Finding
    from mkdocs_goal_tree.core.model import Goal
    from mkdocs_goal_tree.core.query import Query

_OF_OUTPUTS = ("title", "status", "owner", "acceptance", "review")
_OF_OTHERS = ("title", "status", "owner", "way")
# The words over a column, where it is not called as its field is.
_HEADS = {
    "title": "goal",
    "way": "way-to-target",
    "findings": "to-look-at",
    "parents": "contributes-to",
    "children": "served-by",
    "acceptance": "acceptance-met",
    "type": "level",
    "shipped_on": "shipped",
}
_PICTURES = frozenset({"chart"})
_RIGHT = frozenset({"baseline", "last", "target", "progress", "findings", "order"})
_DATED = frozenset({"period", "period.from", "period.to", "due", "shipped_on"})
_WORDS_OF = ("kind", "scope", "category", "audience", "change")
_WIDE = frozenset({Kind.TEXT, Kind.GOAL})
_SORTED = frozenset({Kind.NUMBER, Kind.DAY})


class Column(NamedTuple):
    """One column: its field, the words over it, whether it holds numbers or needs room."""

    name: str
    head: str
    right: bool
    wide: bool


class Cell(NamedTuple):
    """What a row says in one column; `goals` where it names goals."""

    column: Column
    text: str
    sort: str = ""
    goals: tuple[GoalLink, ...] = ()


def table_embed(view: View, asked: TableEmbed, facts: TreeFacts) -> str:
    """A table like those of the levels; who needs help comes first if nothing else is asked for."""
    goals = matching(shown(view, view.tree), asked.where, facts)
    if not goals:
        return empty_embed(view)
    if asked.sort:
        goals = in_order(goals, asked.sort, facts)
    else:
        goals.sort(key=lambda goal: row(view, goal).rank)
    chosen = goals[: asked.limit]
    columns = [_column(view, name, goals) for name in asked.columns or _default(goals)]
    return render(
        view,
        "embed-table.html.jinja",
        columns=columns,
        rows=[(row(view, goal), [_cell(view, goal, one, facts) for one in columns]) for goal in chosen],
        names={one.name for one in columns},
        dated=not _DATED.isdisjoint(one.name for one in columns),
        label=view.words["goal"],
        count=say(view, "so-many-goals", shown=len(chosen), count=len(goals)) if len(chosen) < len(goals) else "",
    )


def count_embed(view: View, asked: CountEmbed, facts: TreeFacts) -> str:
    """How many goals there are, with the word for them as a link to where they stand."""
    goals = matching(shown(view, view.tree), asked.where, facts)
    level = _only_level(goals, asked.where)
    key = f"counted-{level}s" if level else "counted-goals"
    noun = say(view, key, count=len(goals))
    url = view.page_url(f"{level}s" if level else "index")
    return render(view, "embed-count.html.jinja", count=len(goals), noun=noun, url=url)


def metric_embed(view: View, asked: MetricEmbed, number: int) -> str:
    """The card of one metric under the name of its goal; `number` tells the cards of a page apart."""
    goal = view.tree[asked.goal]
    if goal.id in view.hidden:
        return empty_embed(view)
    metric = next(one for one in goal.metrics if one.id == asked.metric)
    card = metric_card(view, metric, goal)
    card = card._replace(id=f"{goal.id}-{metric.id}-{number}")
    if not asked.chart:
        card = card._replace(**dict.fromkeys(_PICTURES.intersection(card._fields)))  # type: ignore[arg-type]
    return render(view, "embed-metric.html.jinja", goal=link(view, goal), owner=names(view, goal.owner), metric=card)


def tree_embed(view: View, diagram: str, caption: str, legend: object, goals: Sequence[str]) -> str:
    """A diagram with its caption and, folded, the same in words."""
    inside = set(goals)
    roots = [view.tree[goal] for goal in goals if not any(link.parent in inside for link in view.tree.parents(goal))]
    lines = outline(
        view,
        roots,
        lambda goal: [view.tree[link.child] for link in view.tree.children(goal.id) if link.child in inside],
    )
    return render(view, "figure.html.jinja", diagram=diagram, caption=caption, legend=legend, lines=lines)


def fault_embed(view: View, found: Sequence[Finding]) -> str:
    """What is wrong with a fence, in its place."""
    return render(view, "embed-fault.html.jinja", findings=entries(view, found))


def empty_embed(view: View) -> str:
    """What stands where no goal is to be shown."""
    return render(view, "embed-empty.html.jinja")


def _default(goals: Sequence[Goal]) -> tuple[str, ...]:
    return _OF_OUTPUTS if all(isinstance(goal, Output) for goal in goals) else _OF_OTHERS


def _column(view: View, name: str, goals: Sequence[Goal]) -> Column:
    """A column under our word for it or, without one, under the name of its field."""
    levels = {goal.type for goal in goals}
    key = levels.pop().value if name == "title" and len(levels) == 1 else _HEADS.get(name, name)
    head = view.words.get(key) or name.replace(".", " ").replace("_", " ").capitalize()
    kind = fields()[name].kind if name in fields() else None
    return Column(name, head, name in _RIGHT or kind is Kind.NUMBER, name != "period" and kind in _WIDE)


def _cell(view: View, goal: Goal, column: Column, facts: TreeFacts) -> Cell:
    metric, words = goal.headline, view.words
    match column.name:
        case "owner":
            return Cell(column, names(view, goal.owner))
        case "period":
            return Cell(column, figures.period(goal.period, words))
        case "baseline":
            value = metric.baseline.value if metric and metric.baseline else None
            return Cell(column, figures.amount(metric, value, words, short=True) if metric else "")
        case "last":
            last = last_actual(metric, facts.today) if metric else None
            none = words["not-measured"] if metric and not goal.is_closed else ""
            return Cell(column, figures.amount(metric, last.value, words, short=True) if metric and last else none)
        case "target":
            return Cell(column, figures.target(metric, words, short=True) if metric else "")
        case "progress":
            way = facts.progress(goal)
            return Cell(
                column, "" if way is None else figures.share(way / 100, words), "" if way is None else f"{way:.4f}"
            )
        case "findings":
            return Cell(column, str(len(facts.codes(goal)) or ""))
        case "title" | "status" | "state" | "way" | "acceptance" | "expects" | "review":
            return Cell(column, "")
        case name:
            return _field_cell(view, column, fields()[name].read(goal, facts))


def _field_cell(view: View, column: Column, values: Sequence[Scalar]) -> Cell:
    """What a goal's file says in a field."""
    kind = fields()[column.name].kind
    if kind is Kind.GOAL and column.name != "id":
        found = [view.tree.find(str(value)) for value in values]
        return Cell(column, "", goals=tuple(link(view, one) for one in shown(view, filter(None, found))))
    texts = (_text(view, column.name, kind, value) for value in values)
    sort = str(values[0]) if values and kind in _SORTED else ""
    return Cell(column, view.words["comma"].join(dict.fromkeys(texts)), sort)


def _text(view: View, name: str, kind: Kind, value: Scalar) -> str:
    match value:
        case date():
            return day(view, value)
        case Duration():
            return str(value)
        case _ if kind is Kind.WORD:
            stem = f"{name}-" if name in _WORDS_OF else ""
            return view.words.get(f"{stem}{value}") or str(value)
        case _:
            return figures.bare(value, view.words)


def _only_level(goals: Sequence[Goal], where: Query | None) -> Level | None:
    """The level of all the goals; of none, the level that was asked for."""
    levels = {goal.type for goal in goals}
    if len(levels) == 1:
        return levels.pop()
    return Level(where.level) if not goals and where and where.level else None
