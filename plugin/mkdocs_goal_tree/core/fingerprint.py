"""What a goal means for those that serve it, as a short text that changes with it: the `revision` of a link.

It means its level, title, who does what differently and by how much, kind of change, category, scope, and of each metric
the name, unit, direction, role, baseline and targets. How it is doing (status, actuals), when and by whom (period,
owner), why (summary, hypothesis, assumptions, evidence, decisions, body), and what it serves itself are not part of it.
"""

from __future__ import annotations

import re
from decimal import Decimal
from hashlib import sha256
from json import dumps
from typing import TYPE_CHECKING

from .defaults import say_extent
from .metric import Measure
from .model import Impact, Outcome
from .nodes import Fields, Known, Scalar, Spans, is_absent, walk

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import StrEnum

    from .metric import Metric, Target
    from .model import Goal
    from .scalars import Value
    from .tree import GoalTree, Link, Place

_VERSION = "v1"
"""Of this way to reckon. Another way is another version, and links confirmed under the former one stay as they are."""
_LENGTH = 10
_FINGERPRINT = re.compile(r"(v[1-9]\d{0,3})-[0-9a-f]{8,64}")
_FIELDS = frozenset({"title", "who", "behavior", "behaviour", "extent", "change", "category", "scope", "metrics"})


def fingerprint(goal: Goal) -> str:
    """`v1-4c1e09a2b7`: the same for every spelling of the same meaning, whatever the order of lists and fields."""
    canonical = dumps(_meaning(goal), ensure_ascii=True, separators=(",", ":"), sort_keys=True)
    return f"{_VERSION}-{sha256(canonical.encode()).hexdigest()[:_LENGTH]}"


def is_fingerprint(revision: str) -> bool:
    """Whether it was reckoned from a goal, be it in another way than today's."""
    return _FINGERPRINT.fullmatch(revision.strip().lower()) is not None


def differs(revision: str, goal: Goal) -> bool:
    """Whether the goal means something else now; never of a revision that was reckoned in another way."""
    known = _FINGERPRINT.fullmatch(revision.strip().lower())
    return known is not None and known[1] == _VERSION and known[0] != fingerprint(goal)


def is_outdated(tree: GoalTree, link: Link) -> bool:
    """Whether the parent changed since the link was confirmed; not known of a parent that could not be read whole."""
    return differs(link.edge.revision, tree[link.parent]) and is_whole(tree.places[link.parent])


def is_whole(place: Place) -> bool:
    """Whether all that a goal's file says of its meaning could be read; another rule tells what could not."""
    spans = place.spans
    if not isinstance(spans, Spans):
        return True
    under_goal = spans.written.fields.get("goal")
    written = under_goal if isinstance(under_goal, Fields) else spans.written
    read = {node.span for _, node in walk(spans.read) if isinstance(node, Scalar | Known)}
    return all(
        node.span in read
        for path, node in walk(written)
        if isinstance(node, Scalar) and not is_absent(node) and path[0] in _FIELDS and "actuals" not in path
    )


def _meaning(goal: Goal) -> dict[str, object]:
    of_level: dict[str, object] = {}
    if isinstance(goal, Impact):
        of_level = {"category": goal.category, "scope": goal.scope}
    elif isinstance(goal, Outcome):
        who = sorted({text for one in goal.who if (text := _text(one))})
        extent = _text(goal.extent)
        of_level = {
            "who": who,
            "behavior": _text(goal.behavior),
            "extent": "" if extent == _text(_default_extent(goal)) else extent,
            "change": goal.change,
        }
    return _filled({"type": goal.type.value, "title": _text(goal.title), **of_level, "metrics": _metrics(goal)})


def _metrics(goal: Goal) -> list[dict[str, object]]:
    """In any order, but for the one that the goal is judged by."""
    parts = [{**_metric(metric), **({"first": True} if metric is goal.headline else {})} for metric in goal.metrics]
    return sorted(parts, key=lambda part: dumps(part, sort_keys=True))


def _metric(metric: Metric) -> dict[str, object]:
    baseline = metric.baseline
    return _filled(
        {
            "name": _text(metric.name),
            "unit": _text(_unit(metric)),
            "direction": _word(metric.direction),
            "role": _word(metric.role),
            "baseline": _value(baseline.value) if baseline else None,
            "target": [_target(target) for target in metric.milestones],
        }
    )


def _target(target: Target) -> dict[str, object]:
    return _filled(
        {
            "value": _value(target.value),
            "min": _value(target.min),
            "max": _value(target.max),
            "by": target.by.isoformat() if target.by else None,
            "tolerance": _value(target.tolerance),
        }
    )


def _default_extent(outcome: Outcome) -> str:
    """What stands for an extent that is not written: it repeats the metric."""
    metric = outcome.headline
    start, target = (metric.baseline, metric.target) if metric else (None, None)
    if metric is None or start is None or target is None or target.by is None:
        return ""
    if not isinstance(start.value, Decimal) or not isinstance(target.value, Decimal):
        return ""
    return say_extent(start.value, target.value, _unit(metric), target.by)


def _unit(metric: Metric) -> str:
    return metric.unit or ("%" if metric.measure is Measure.PERCENT else "")


def _filled(part: Mapping[str, object]) -> dict[str, object]:
    """Without what is empty, so that a field of a later release changes nothing where it is not used."""
    return {name: value for name, value in part.items() if value not in (None, "", [])}


def _text(text: str) -> str:
    return " ".join(text.split())


def _word(word: StrEnum | None) -> str | None:
    return word.value if word else None


def _value(value: Value | None) -> object:
    """A number by its value (`80` is `80.0`), never as a float."""
    if not isinstance(value, Decimal):
        return _text(value) if isinstance(value, str) else value
    digits = f"{value:f}"
    plain = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return "0" if plain.lstrip("-") == "0" else plain
