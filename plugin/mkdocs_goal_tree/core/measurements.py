"""One measurement added to a metric: to the goal's file, or to the CSV file that its `actuals` name."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from .additions import append, item_lines
from .editing import Refusal
from .nodes import Fields, Items, Spans, node_at, text_of
from .reading import read_file
from .tables import append_row, columns, locate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .metric import Actual
    from .model import Goal
    from .nodes import Node, Path
    from .settings import Settings
    from .tree import Place


class Addition(NamedTuple):
    """The file to write, below the goals folder, with its whole new text."""

    uri: str
    text: str


class Refused(NamedTuple):
    """Why nothing can be added, and the lines that somebody can add by hand; `uri` is the file they belong in."""

    why: str
    uri: str
    lines: str


class Origin(NamedTuple):
    """A metric as it was read: the place of its goal, its position there, and with what the goal was read."""

    place: Place
    goal: Goal
    position: int
    tables: Mapping[str, str]
    settings: Settings


def add_actual(origin: Origin, actual: Actual) -> Addition | Refused:
    """The file with one more actual of the metric.

    The result is read again; where it differs in anything but that one actual it is refused.
    """
    place, source = origin.place, origin.place.source
    metric = _written_path(place, origin.position)
    named = _table_of(place, metric)
    cells = _cells(actual)
    uri = locate(source.uri, named) if named else None
    if uri is not None:
        return _to_table(origin, actual, uri)
    lines = item_lines("actuals", cells)
    if named:
        return Refused(f"its actuals are in '{named}', which lies outside the goals folder", source.uri, lines)
    result = append(source, (*metric, "actuals"), cells)
    if isinstance(result, Refusal):
        return Refused(result.why, source.uri, lines)
    again, _ = read_file(replace(source, text=result), origin.settings, origin.tables)
    if again is None or not _differs_by(origin, again.goal, actual):
        return Refused("it would not read back with this one measurement more", source.uri, lines)
    return Addition(source.uri, result)


def table_of(place: Place, position: int) -> str | None:
    """The CSV file below the goals folder that keeps the actuals of a metric, if one does."""
    named = _table_of(place, _written_path(place, position))
    return locate(place.source.uri, named) if named else None


def is_list(place: Place, position: int) -> bool:
    """Whether the actuals of a metric are written as a list, which takes one more."""
    node = node_at(_spans(place).read, ("metrics", position, "actuals", 0))
    return node is not None and isinstance(node.path[-1], int)


def _to_table(origin: Origin, actual: Actual, uri: str) -> Addition | Refused:
    cells = _cells(actual)
    lines = append_row(",".join(cells), cells) + "\n"
    if uri not in origin.tables:
        return Refused("there is no such CSV file", uri, lines)
    text = origin.tables[uri]
    if lost := [name for name in cells if name not in columns(text)]:
        return Refused(f"it has no column {' and no column '.join(lost)}", uri, lines)
    result = append_row(text, cells)
    again, _ = read_file(origin.place.source, origin.settings, {**origin.tables, uri: result})
    if again is None or not _differs_by(origin, again.goal, actual):
        return Refused("it would not read back with this one row more", uri, lines)
    return Addition(uri, result)


def _cells(actual: Actual) -> dict[str, str]:
    """The actual as an author writes it."""
    value = actual.value
    text = str(value).lower() if isinstance(value, bool) else f"{value:f}" if isinstance(value, Decimal) else value
    return {"on": actual.on.isoformat(), "value": text, **({"note": actual.note} if actual.note else {})}


def _written_path(place: Place, position: int) -> Path:
    """Where the metric stands in the file as it was written: a lone one has no position."""
    node = node_at(_spans(place).read, ("metrics", position))
    return node.path if node else ("metrics", position)


def _table_of(place: Place, metric: Path) -> str:
    """The CSV file that `actuals` name, if they do."""
    node: Node | None = node_at(_spans(place).written, (*metric, "actuals"))
    if isinstance(node, Items) and len(node.items) == 1:
        node = node.items[0]
    return text_of(node.fields.get("file")) if isinstance(node, Fields) else ""


def _spans(place: Place) -> Spans:
    assert isinstance(place.spans, Spans)  # noqa: S101 - of a goal that was read
    return place.spans


def _differs_by(origin: Origin, new: Goal | None, actual: Actual) -> bool:
    """Whether the goal is the same but for the one actual."""
    old, position = origin.goal, origin.position
    if new is None or len(new.metrics) != len(old.metrics):
        return False
    before, after = Counter(old.metrics[position].actuals), Counter(new.metrics[position].actuals)
    metrics = list(new.metrics)
    metrics[position] = metrics[position].model_copy(update={"actuals": old.metrics[position].actuals})
    rest = new.model_copy(update={"metrics": tuple(metrics)})
    return after - before == Counter([actual]) and not before - after and rest == old
