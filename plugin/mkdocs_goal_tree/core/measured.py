"""Two versions of a goal file that differ in nothing but measurements, as most do: told from their lines."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from .extracts import lists_of_measurements, take_apart
from .metric import Measure

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .model import Goal

_PART = re.compile(r"[ ]*(?:-[ ]+)?(\w+)[ ]*:[ ]+(\S.*)")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


class Measured(NamedTuple):
    """A list of measurements that differs: which one, counted from 0, the line of each, the last values before and after."""

    position: int
    lines: tuple[int, int]
    before: Decimal
    after: Decimal


class Difference(NamedTuple):
    """The lists that differ, how many there are in all, and what the files say around them, which is the same in both."""

    lists: tuple[Measured, ...]
    total: int
    around: str


def compare_measurements(old: str, new: str) -> Difference | None:
    """The difference, if it is in plain numbers of plain lists and nowhere else."""
    before, after = take_apart(old), take_apart(new)
    if before is None or after is None or before.body != after.body or before.fields.keys() != after.fields.keys():
        return None
    if any(one != "metrics" and own[1] != after.fields[one][1] for one, own in before.fields.items()):
        return None
    if "metrics" not in before.fields:
        return None
    (first, olds), (second, news) = before.fields["metrics"], after.fields["metrics"]
    left, right = list(lists_of_measurements(olds)), list(lists_of_measurements(news))
    around = _around(olds, left)
    if around != _around(news, right):
        return None
    found: list[Measured] = []
    for position, ((start, was), (begin, is_)) in enumerate(zip(left, right, strict=True)):
        if was == is_:
            continue
        last, now = _last(was), _last(is_)
        if last is None or now is None:
            return None
        found.append(Measured(position, (first + start + 2, second + begin + 2), last, now))
    return Difference(tuple(found), len(left), around) if found else None


def fits(goal: Goal, difference: Difference) -> bool:
    """Whether the lists are those of the goal's metrics, one each, and of numbers."""
    numbers = (Measure.NUMBER, Measure.PERCENT)
    return len(goal.metrics) == difference.total and all(metric.measure in numbers for metric in goal.metrics)


def _around(lines: Sequence[str], lists: Iterable[tuple[int, list[str]]]) -> str:
    """The lines outside the lists; a line of its own stands for each list."""
    kept = list(lines)
    for start, items in reversed(list(lists)):
        kept[start : start + sum(item.count("\n") + 1 for item in items)] = ["-"]
    return "\n".join(kept)


def _last(items: Iterable[str]) -> Decimal | None:
    """The last value; None where an item is no plain day with a plain number."""
    read: list[tuple[str, int, str]] = []
    for number, item in enumerate(items):
        parts = [_PART.fullmatch(line) for line in item.split("\n")]
        fields = {part[1]: part[2] for part in parts if part}
        day, value = fields.get("on", ""), fields.get("value", "")
        if None in parts or not _DAY.fullmatch(day) or not _NUMBER.fullmatch(value):
            return None
        read.append((day, number, value))
    return Decimal(max(read)[2]) if read else None
