"""What follows from the rest of a goal: what its metrics imply, whom its expectations mean, when its review is due."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from .dates import read_day, show_day
from .metric import Role
from .metrics import complete_metric
from .model import Level
from .nodes import Fields, Items, Known, Node, text_of
from .values import number_or_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from .dates import Duration
    from .findings import Finding
    from .metric import Measure


def complete(
    goal: Fields,
    level: Level,
    review_after: Duration,
    actuals_in: Callable[[Node, Measure], tuple[Node, ...]],
    findings: list[Finding],
) -> Fields:
    """The unfolded goal with its defaults filled in."""
    fields = dict(goal.fields)
    if isinstance(metrics := fields.get("metrics"), Items):
        items = (
            complete_metric(metric, position, actuals_in, findings) if isinstance(metric, Fields) else metric
            for position, metric in enumerate(metrics.items)
        )
        fields["metrics"] = metrics._replace(items=tuple(items))
    if level is Level.OUTCOME and "extent" not in fields and (extent := _extent(fields.get("metrics"))):
        fields["extent"] = extent
    if level is Level.OUTPUT:
        _complete_output(fields, review_after)
    return goal._replace(fields=fields)


def say_extent(start: Decimal, end: Decimal, unit: str, by: date) -> str:
    """The extent of an outcome that does not say its own."""
    return f"from {start:,f} to {end:,f}{f' {unit}' if unit else ''} by {show_day(by)}"


def _complete_output(fields: dict[str, Node], review_after: Duration) -> None:
    parent = _only_parent(fields.get("contributes_to"))
    if isinstance(expects := fields.get("expects"), Items):
        fields["expects"] = expects = _each(expects, lambda part: _expectation(part, parent))
    if not isinstance(reviews := fields.get("reviews"), Items):
        return
    rounds: list[Node] = []
    for review in reviews.items:
        if not isinstance(review, Fields):
            rounds.append(review)
            continue
        parts = dict(review.fields)
        for name in ("expects", "verdicts"):
            if isinstance(items := parts.get(name), Items):
                parts[name] = _each(items, lambda part: _expectation(part, parent))
        if not rounds and expects is not None:
            parts.setdefault("expects", expects)
        if not rounds and "due" not in parts and (due := _due(fields.get("shipped_on"), review_after)):
            parts["due"] = due
        rounds.append(review._replace(fields=parts))
    fields["reviews"] = reviews._replace(items=tuple(rounds))


def _each(items: Items, change: Callable[[Fields], Fields]) -> Items:
    return items._replace(items=tuple(change(item) if isinstance(item, Fields) else item for item in items.items))


def _only_parent(edges: Node | None) -> Node | None:
    """The goal that an output serves if it is one alone."""
    if isinstance(edges, Items) and len(edges.items) == 1 and isinstance(edge := edges.items[0], Fields):
        return edge.fields.get("goal")
    return None


def _expectation(part: Fields, parent: Node | None) -> Fields:
    """An expectation or a verdict: its numbers as numbers, its outcome the only parent."""
    fields = {
        name: number_or_text(value) if name in ("from", "to", "before", "after") else value
        for name, value in part.fields.items()
    }
    if parent is not None:
        fields.setdefault("outcome", parent)
    return part._replace(fields=fields)


def _due(shipped_on: Node | None, review_after: Duration) -> Known | None:
    day = _day(shipped_on)
    if day is None or shipped_on is None:
        return None
    return Known(review_after.after(day), shipped_on.span, shipped_on.path)


def _day(node: Node | None) -> date | None:
    try:
        return read_day(text_of(node))
    except ValueError:
        return None


def _extent(metrics: Node | None) -> Known | None:
    """`from 22 to 80 % by 30 Sep 2026`, of the first primary metric if it says all three."""
    parts = [part for part in metrics.items if isinstance(part, Fields)] if isinstance(metrics, Items) else []
    metric = next((part for part in parts if (text_of(part.fields.get("role")) or Role.PRIMARY) == Role.PRIMARY), None)
    baseline, targets = (metric.fields.get("baseline"), metric.fields.get("target")) if metric else (None, None)
    if metric is None or not isinstance(baseline, Fields) or not isinstance(targets, Items) or not targets.items:
        return None
    target = targets.items[-1]
    start, end, by = (
        baseline.fields.get("value"),
        target.fields.get("value") if isinstance(target, Fields) else None,
        _day(target.fields.get("by")) if isinstance(target, Fields) else None,
    )
    if not isinstance(start, Known) or not isinstance(end, Known) or by is None:
        return None
    if not isinstance(start.value, Decimal) or not isinstance(end.value, Decimal):
        return None
    unit = text_of(metric.fields.get("unit")) or ("%" if _is_percent(metric) else "")
    return Known(say_extent(start.value, end.value, unit, by), target.span, target.path)


def _is_percent(metric: Fields) -> bool:
    return text_of(metric.fields.get("measure")) == "percent"
