"""What people add from a page without a terminal: a link into the forge's editor, and the lines to paste."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mkdocs_goal_tree.core.drafting import draft, scalar
from mkdocs_goal_tree.core.learning import is_done
from mkdocs_goal_tree.core.measurements import is_list, table_of
from mkdocs_goal_tree.core.model import Impact, Level, Outcome, Output

from .view import render

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from mkdocs_goal_tree.core.metric import Actual, Metric
    from mkdocs_goal_tree.core.model import Goal
    from mkdocs_goal_tree.core.tree import Place

    from .forge import Forge
    from .view import View

_BELOW = {Impact: Level.OUTCOME, Outcome: Level.OUTPUT}


class Start(NamedTuple):
    """How a goal of a level begins: where its file goes below the goals folder, and the template of its text."""

    uri: str
    template: str


class Desk(NamedTuple):
    """What authors write with. `folder` is that of the goals as people see it, `url` opens the page's own file or is empty."""

    starts: Mapping[Level, Start]
    folder: str
    rows: Mapping[str, str] = {}
    forge: Forge | None = None
    url: str = ""


class Addition(NamedTuple):
    """One thing to add: its words, the editor's address or "", the file, where in it, and the lines that go there."""

    word: str
    url: str
    file: str
    where: str
    lines: str


def goal_additions(view: View, goal: Goal, desk: Desk) -> str:
    """What can be added on a goal's page, as its last block; empty for nothing."""
    return _block(view, additions(view, goal, desk))


def tree_additions(view: View, desk: Desk) -> str:
    """A new impact, for the page of the whole tree."""
    return _block(view, [_new(view, Level.IMPACT, (), desk)])


def additions(view: View, goal: Goal, desk: Desk) -> list[Addition]:
    """What can be added to a goal as it is now."""
    if goal.is_closed and not isinstance(goal, Output):
        return []
    place = view.tree.places[goal.id]
    made = [*_below(view, goal, desk), *_measurements(view, goal, place, desk)]
    if isinstance(goal, Output) and goal.shipped_on and not any(is_done(one) for one in goal.reviews):
        made.append(_verdict(view, goal, place, desk))
    return made


def _block(view: View, made: Sequence[Addition]) -> str:
    return render(view, "additions.html.jinja", additions=made) if made else ""


def _below(view: View, goal: Goal, desk: Desk) -> Iterator[Addition]:
    level = _BELOW.get(type(goal))
    if level and not goal.not_broken_down:
        yield _new(view, level, (goal.id,), desk)


def _new(view: View, level: Level, parents: tuple[str, ...], desk: Desk) -> Addition:
    uri, template = desk.starts[level]
    text = draft(template, view.words[f"new-{level}-title"], parents)
    url = desk.forge.new(uri, text) if desk.forge else ""
    return Addition(view.words[f"new-{level}"], url, f"{desk.folder}/{uri}", view.words["where-new"], text)


def _measurements(view: View, goal: Goal, place: Place, desk: Desk) -> Iterator[Addition]:
    for position, metric in enumerate(goal.metrics):
        word = view.words.say("add-measurement", metric=metric.name)
        table = table_of(place, position)
        if table is None:
            yield Addition(word, desk.url, place.source.path, *_actual(view, metric, place, position))
        elif table in desk.rows:
            url = desk.forge.edit(table) if desk.forge else ""
            yield Addition(word, url, f"{desk.folder}/{table}", view.words["where-row"], desk.rows[table])


def _actual(view: View, metric: Metric, place: Place, position: int) -> tuple[str, str]:
    """Where a measurement goes in the file of the goal, and its lines, indented as those around them.

    A lone measurement becomes the first of a list.
    """
    new = _entry(view.settings.today.isoformat(), view.words["value-here"], view.words["note-here"])
    if metric.actuals and is_list(place, position):
        column = place.at("metrics", position, "actuals", 0).column
        return view.words["where-actual"], _indented(new, column - 3)
    entries = [line for old in metric.actuals for line in _as_written(old)]
    lines = ["actuals:", *(f"  {line}" for line in (*entries, *new))]
    key = "where-actuals" if metric.actuals else "where-metric"
    return view.words.say(key, metric=metric.name), _indented(lines, place.at("metrics", position).column - 1)


def _as_written(actual: Actual) -> list[str]:
    value = actual.value
    text = str(value).lower() if isinstance(value, bool) else scalar(value) if isinstance(value, str) else f"{value:f}"
    lines = _entry(actual.on.isoformat(), text, scalar(actual.note) if actual.note else "")
    return [*lines, f"  source: {scalar(actual.source)}"] if actual.source else lines


def _entry(on: str, value: str, note: str) -> list[str]:
    return [f"- on: {on}", f"  value: {value}", *([f"  note: {note}"] if note else [])]


def _verdict(view: View, goal: Output, place: Place, desk: Desk) -> Addition:
    """The end of the review that is planned, else a review."""
    words = view.words
    lines = [
        f"done_on: {view.settings.today.isoformat()}",
        "verdicts:",
        *(line for one in goal.expects for line in _judged(view, one.outcome, one.metric)),
        *(() if goal.expects else _judged(view, "", "")),
        "decision: keep",
        f"why: {words['why-here']}",
    ]
    if goal.reviews:
        indented = _indented(lines, place.at("reviews", 0).column - 1)
        return Addition(words["write-verdict"], desk.url, place.source.path, words["where-review"], indented)
    first, *rest = lines
    text = "\n".join(["reviews:", f"  - {first}", *(f"    {line}" for line in rest)])
    return Addition(words["write-verdict"], desk.url, place.source.path, words["where-end"], text)


def _judged(view: View, outcome: str, metric: str) -> list[str]:
    named = [("outcome", scalar(outcome) if outcome else ""), ("metric", scalar(metric) if metric else "")]
    told = [("after", view.words["value-here"]), ("verdict", "moved"), ("how", view.words["how-here"])]
    lines = [f"{key}: {value}" for key, value in (*named, *told) if value]
    return [
        f"  {'- ' if first else '  '}{line}" for first, line in zip([True] + [False] * len(lines), lines, strict=False)
    ]


def _indented(lines: Sequence[str], by: int) -> str:
    return "\n".join(f"{' ' * max(by, 0)}{line}" for line in lines)
