"""What follows from the rest of a metric: its id, measure and direction, its values typed, its numbers in order."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from .metric import Direction, Measure, Role
from .nodes import Fields, Items, Known, Node, name_path, shorten, text_of
from .rules import found
from .scalars import SLUG
from .slugs import slug_of
from .unfolding import is_misspelled
from .values import read_value

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .findings import Finding

_MEASURES = {measure.value: measure for measure in Measure}


def complete_metric(
    metric: Fields, position: int, actuals_in: Callable[[Node, Measure], tuple[Node, ...]], findings: list[Finding]
) -> Fields:
    """The metric with its defaults; a value that is none is told and left out, with the part that needs it."""
    fields = dict(metric.fields)
    measure, unit = _measure(fields), text_of(fields.get("unit"))
    if name := fields.get("name"):
        fields["id"] = _id(fields.get("id"), name, position, findings)
    if "measure" not in fields and measure is Measure.PERCENT:
        fields["measure"] = Known(measure.value, fields["unit"].span, fields["unit"].path)
    if isinstance(table := fields.get("actuals"), Fields):
        file = table.fields["file"]
        fields["actuals"] = Items(actuals_in(file, measure), file.span, table.path)
    if baseline := fields.pop("baseline", None):
        fields |= zip(("baseline",), _typed((baseline,), measure, unit, findings), strict=False)
    for part, day, undated in (("target", "by", "~"), ("actuals", "on", "")):
        if isinstance(items := fields.get(part), Items):
            typed = _typed(items.items, measure, unit, findings)
            fields[part] = items._replace(items=tuple(sorted(typed, key=lambda item: _day(item, day) or undated)))
    return metric._replace(fields=_directed(fields))


def _id(written: Node | None, name: Node, position: int, findings: list[Finding]) -> Node:
    """The id as written; a bad one is told and the name's used, so that the metric is not lost with it."""
    default = Known(slug_of(text_of(name)) or f"metric-{position + 1}", name.span, name.path)
    if written is None or SLUG.fullmatch(text_of(written)):
        return written or default
    message = (
        f"{name_path(written.path)} is '{shorten(text_of(written))}', no id; an id has a-z, 0-9 and '-', at most 63"
    )
    findings.append(found("GT104", written.span, message, f"write {slug_of(text_of(written)) or default.value}"))
    return default


def _measure(fields: Mapping[str, Node]) -> Measure:
    written = text_of(fields.get("measure"))
    return _MEASURES.get(written, Measure.PERCENT if text_of(fields.get("unit")) == "%" else Measure.NUMBER)


def _day(part: Node, name: str) -> str:
    """An ISO day as text, in which order and time agree."""
    day = part.fields.get(name) if isinstance(part, Fields) else None
    return str(day.value) if isinstance(day, Known) else text_of(day)


def _typed(parts: tuple[Node, ...], measure: Measure, unit: str, findings: list[Finding]) -> list[Node]:
    """The parts with typed values, without those that have none."""
    kept: list[Node] = []
    for part in parts:
        value = part.fields.get("value") if isinstance(part, Fields) else None
        if not isinstance(part, Fields) or (value is None and not _wants_number(part, measure)):
            kept.append(part)
        elif value is None:
            if is_misspelled(part, "value", findings):
                continue
            message = f"{name_path(part.path)} has no value; a number is wanted"
            findings.append(found("GT301", part.span, message, "write value: and the number, or leave it out for now"))
        else:
            typed, finding = read_value(value, measure, unit)
            if finding:
                findings.append(finding)
            if typed:
                kept.append(part._replace(fields={**part.fields, "value": typed}))
    return kept


def _wants_number(part: Fields, measure: Measure) -> bool:
    return measure not in (Measure.BOOLEAN, Measure.QUALITATIVE) and not part.fields.keys() & {
        "min",
        "max",
        "tolerance",
    }


def _directed(fields: dict[str, Node]) -> dict[str, Node]:
    """Where the numbers tell the direction it is filled in, and for `hold` the target where the baseline is it."""
    baseline, targets = fields.get("baseline"), fields.get("target")
    start = baseline.fields.get("value") if isinstance(baseline, Fields) else None
    last = targets.items[-1] if isinstance(targets, Items) and targets.items else None
    if "direction" not in fields and isinstance(last, Fields):
        direction = _direction(start, last)
        if direction is not Direction.RANGE and text_of(fields.get("role")) == Role.GUARDRAIL:
            direction = None  # its target is a limit, which may lie on either side of the baseline
        return {**fields, "direction": Known(direction.value, last.span, last.path)} if direction else fields
    if text_of(fields.get("direction")) == Direction.HOLD and isinstance(start, Known):
        if last is None:
            held = Fields({"value": start}, {}, start.span, start.path)
            return {**fields, "target": Items((held,), start.span, start.path)}
        if isinstance(last, Fields) and isinstance(targets, Items) and not last.fields.keys() & {"value", "min", "max"}:
            held = last._replace(fields={**last.fields, "value": start})
            return {**fields, "target": targets._replace(items=(*targets.items[:-1], held))}
    return fields


def _direction(start: Node | None, target: Fields) -> Direction | None:
    """A band is a range; a number or a yes that differs from the baseline goes up or down."""
    end = target.fields.get("value")
    if target.fields.keys() & {"min", "max"}:
        return Direction.RANGE
    if not (isinstance(start, Known) and isinstance(end, Known)) or start.value == end.value:
        return None
    if isinstance(start.value, Decimal | bool) and isinstance(end.value, Decimal | bool):
        return Direction.UP if start.value < end.value else Direction.DOWN
    return None
