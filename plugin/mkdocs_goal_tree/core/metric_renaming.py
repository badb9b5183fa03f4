"""The id of a metric changed everywhere: which edits do it. Nothing is planned that was not tried.

The former id stays as an alias of the metric. What calls the metric by its name is left alone.
"""

from __future__ import annotations

import posixpath
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from .drafting import scalar
from .editing import Refusal
from .edits import Edit, Renaming, apply
from .embed_mentions import metrics_asked_for
from .excerpts import lines_of
from .fences import body_of
from .learning import aim, outputs_of
from .mentions import links
from .model import MODELS, Output
from .nodes import Fields, Items, Scalar, is_absent, node_at, text_of, walk
from .reaching import Field, field_at
from .rereading import ALIASES, goal_fields, grow_files
from .respelling import alias_edit, lines_edit, value_edit
from .review import Expectation, Verdict
from .rules import did_you_mean
from .scalars import SLUG
from .slugs import slug_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .metric import Metric
    from .model import Goal
    from .project import Files
    from .settings import Settings
    from .source import Source
    from .tree import GoalTree

_NAMES_METRICS = {Field(Expectation, "metric"), Field(Verdict, "metric")}
_IDS = {"id", ALIASES, "metric"}


class _Asked(NamedTuple):
    """The metric that gets the id `new`, and its goal."""

    tree: GoalTree
    goal: Goal
    metric: Metric
    new: str

    def is_called(self, name: str) -> bool:
        """Whether a reference calls the metric by its id."""
        return name.casefold() == self.metric.id and name != self.metric.name


def rename_metric(  # noqa: PLR0913 - what a site is
    files: Files,
    pages: Sequence[Source],
    settings: Settings,
    of: tuple[str, str],
    new: str,
    *,
    folder: str = "goals",
) -> Renaming | Refusal:
    """The edits that give a metric, named by its goal and its id, the id `new`.

    `pages` are the other pages of the site, their `uri` below docs_dir; `folder` is where goals stand in the site.
    """
    tree = grow_files(files, settings)
    asked = _find(tree, of, new)
    if isinstance(asked, Refusal):
        return asked
    own = tree.places[asked.goal.id].source
    edits: dict[str, tuple[Edit, ...]] = {}
    for source in files.sources:
        edits[source.path] = (
            *_in_front_matter(source, asked),
            *_in_body(source, f"{folder}/{source.uri}", asked, folder),
        )
    for page in pages:
        edits[page.path] = _in_body(page, page.uri, asked, folder)
    head = _head(own, asked)
    if isinstance(head, Refusal):
        return head
    edits[own.path] += head
    plan = Renaming({path: tuple(sorted(set(some))) for path, some in edits.items() if some})
    why = _check(files, settings, asked, plan)
    return Refusal(why) if why else plan


def _find(tree: GoalTree, of: tuple[str, str], new: str) -> _Asked | Refusal:
    goal, name = tree.find(of[0]), of[1]
    if goal is None:
        return Refusal(f"there is no goal {of[0]}, or its file cannot be read")
    metric = next((one for one in goal.metrics if one.answers_to(name)), None)
    if metric is None:
        known = ", ".join(one.id for one in goal.metrics)
        near = did_you_mean(name, [word for one in goal.metrics for word in (one.id, one.name)])
        has = f"it has {known}" if known else "it has none that can be read"
        return Refusal(f"{goal.id} has no metric '{name}'; {near or has}")
    if not SLUG.fullmatch(new):
        return Refusal(f"'{new}' is no id; an id has a-z, 0-9 and '-', at most 63")
    if new == metric.id:
        return Refusal(f"{new} is its id already")
    if any(one is not metric and one.answers_to(new) for one in goal.metrics):
        return Refusal(f"{goal.id} has a metric {new} already")
    if sum(one.id == metric.id for one in goal.metrics) > 1:
        return Refusal(f"{goal.id} has two metrics with the id {metric.id}")
    return _Asked(tree, goal, metric, new)


def _head(source: Source, asked: _Asked) -> tuple[Edit, ...] | Refusal:
    """The metric's own id, and its former one among the aliases."""
    fields = _written(source, asked.metric)
    if fields is None or not isinstance(fields.fields.get("name"), Scalar):
        return Refusal(f"{asked.metric.id} is written in a way that cannot be changed")
    edits: list[Edit] = []
    added = []
    written = fields.fields.get("id")
    if written is not None and not is_absent(written):
        edits.append(value_edit(written, asked.new))
    elif written is not None:
        return Refusal("its field id is empty; delete it first")
    else:
        added.append(f"id: {scalar(asked.new)}")
    aliases = fields.fields.get(ALIASES)
    if aliases is None:
        added.append(f"{ALIASES}: {scalar(asked.metric.id)}")
    else:
        edit = alias_edit(aliases, source, asked.metric.id, asked.new)
        if edit is None:
            return Refusal("its aliases are written in a way that cannot be added to")
        edits.append(edit)
    if added:
        edits.append(lines_edit(source, fields, "name" if written is None else "id", added))
    return tuple(edits)


def _written(source: Source, metric: Metric) -> Fields | None:
    """The metric as its file has it."""
    fields = goal_fields(source)
    node = fields.fields.get("metrics") if fields else None
    listed = node.items if isinstance(node, Items) else (node,)
    found = [one for one in listed if isinstance(one, Fields) and text_of(one.fields.get("name")) == metric.name]
    if len(found) > 1:
        found = [one for one in found if metric.id == (text_of(one.fields.get("id")) or slug_of(metric.name))]
    return found[0] if len(found) == 1 else None


def _in_front_matter(source: Source, asked: _Asked) -> Iterator[Edit]:
    """The fields of outputs that name the metric."""
    fields = goal_fields(source) if asked.metric.id in source.text.casefold() else None
    model = MODELS.get(text_of(fields.fields.get("type"))) if fields else None
    output = next((goal for goal in asked.tree if asked.tree.places[goal.id].source.path == source.path), None)
    if fields is None or model is None or not isinstance(output, Output):
        return
    for path, node in walk(fields):
        names = [step for step in path if isinstance(step, str)]
        if (
            not isinstance(node, Scalar)
            or not asked.is_called(text_of(node))
            or field_at(model, names) not in _NAMES_METRICS
        ):
            continue
        around = node_at(fields, path[:-1])
        outcome = text_of(around.fields.get("outcome")) if isinstance(around, Fields) else ""
        if aim(asked.tree, output, outcome, text_of(node)) == (asked.goal, asked.metric):
            yield value_edit(node, asked.new)


def _in_body(source: Source, uri: str, asked: _Asked, folder: str) -> tuple[Edit, ...]:
    """The fences that show the metric, and links to its card."""
    old = asked.metric.id
    if old not in source.text.casefold():
        return ()
    body = body_of(source)
    at, lines = len(source.text) - len(body), lines_of(source)
    places = [
        (fence.metric.start, fence.metric.end)
        for fence in metrics_asked_for(body)
        if asked.tree.find(fence.goal) is asked.goal and asked.is_called(fence.metric.name)
    ]
    card, target = f"#metric-{old}", f"{folder}/{asked.tree.places[asked.goal.id].source.uri}"
    for link in links(body):
        end = link.end + len(card)
        goes_there = posixpath.normpath(posixpath.join(posixpath.dirname(uri), link.name)) == target
        if goes_there and body[link.end : end] == card and body[end : end + 1] in {")", ">", " "}:
            places.append((end - len(old), end))
    return tuple(Edit(lines.span(at + start, at + end), asked.new) for start, end in places)


def _check(files: Files, settings: Settings, asked: _Asked, plan: Renaming) -> str:
    """Why the plan is not good: what else it would change; nothing where all is well."""
    after = [replace(source, text=apply(source, plan.edits.get(source.path, ()))) for source in files.sources]
    grown = grow_files(replace(files, sources=tuple(after)), settings)
    goal = grown.find(asked.goal.id)
    metric = next((one for one in goal.metrics if one.id == asked.new), None) if goal else None
    if metric is None or not metric.answers_to(asked.metric.id):
        return f"{asked.metric.id} would not lead to {asked.new}"
    same = _meaning(grown) == _meaning(asked.tree) and _aims(grown) == _aims(asked.tree)
    return "" if same and len(grown.refused) == len(asked.tree.refused) else "more than the id would change"


def _meaning(tree: GoalTree) -> dict[str, object]:
    """All that the goals say, how metrics are called aside."""
    return {goal.id: _without_ids(goal.model_dump()) for goal in tree}


def _without_ids(value: object) -> object:
    match value:
        case dict():
            return {key: _without_ids(inside) for key, inside in value.items() if key not in _IDS}
        case list() | tuple():
            return [_without_ids(inside) for inside in value]
    return value


def _aims(tree: GoalTree) -> list[object]:
    """Which metric of which outcome each expectation and verdict is about, by its position."""
    said: list[object] = []
    for output in outputs_of(tree):
        expected = [*output.expects, *(one for review in output.reviews for one in review.expects)]
        verdicts = [one for review in output.reviews for one in review.verdicts]
        named = [(one.outcome, one.metric) for one in expected] + [(one.outcome, one.metric) for one in verdicts]
        for goal, metric in (aim(tree, output, *names) for names in named):
            said.append((output.id, goal and goal.id, goal.metrics.index(metric) if goal and metric else None))
    return said
