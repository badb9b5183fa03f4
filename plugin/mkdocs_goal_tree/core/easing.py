"""Whether a promise became easier or harder to keep: two targets, baselines or dates compared."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from .metric import Direction
from .pace import baseline_of, target_of
from .progress import Band, band

if TYPE_CHECKING:
    from datetime import date

    from .metric import Metric

_WAYS = frozenset({Direction.UP, Direction.DOWN})


class Easing(StrEnum):
    EASIER = "easier"
    HARDER = "harder"


def opposite(direction: Easing | None) -> Easing | None:
    return {Easing.EASIER: Easing.HARDER, Easing.HARDER: Easing.EASIER}.get(direction) if direction else None


def ease_of_target(old: Metric, new: Metric) -> Easing | None:
    """Easier: every value that met the target still does, and more values do. A target taken away is easier."""
    if bool(old.milestones) is not bool(new.milestones):
        return Easing.EASIER if old.milestones else Easing.HARDER
    before, after = _accepted(old), _accepted(new)
    if before is None or after is None or before == after or not is_alike(old, new):
        return None
    if _holds(after, before):
        return Easing.EASIER
    return Easing.HARDER if _holds(before, after) else None


def ease_of_baseline(old: Metric, new: Metric) -> Easing | None:
    """Easier: from the new baseline the same last value looks like more of the way."""
    before, after = baseline_of(old), baseline_of(new)
    if before is None or after is None or before == after or not is_alike(old, new):
        return None
    if old.direction is not new.direction or old.direction not in _WAYS:
        return None
    lower = after < before
    return Easing.EASIER if lower is (old.direction is Direction.UP) else Easing.HARDER


def ease_of_end(old: date | None, new: date | None) -> Easing | None:
    """Later is easier, and no end at all the easiest."""
    if old == new:
        return None
    if old is None or new is None:
        return Easing.EASIER if new is None else Easing.HARDER
    return Easing.EASIER if new > old else Easing.HARDER


def is_alike(old: Metric, new: Metric) -> bool:
    """Whether the numbers of both count the same thing."""
    return old.unit.strip() == new.unit.strip() and old.measure is new.measure


def _accepted(metric: Metric) -> Band | None:
    """The values that meet the target."""
    if limits := band(metric):
        return limits
    limit = target_of(metric)
    if limit is None or metric.direction not in _WAYS:
        return None
    return Band(limit, None) if metric.direction is Direction.UP else Band(None, limit)


def _holds(outer: Band, inner: Band) -> bool:
    """Whether all of `inner` lies in `outer`; an end that is None is open."""
    low = outer.low is None or (inner.low is not None and outer.low <= inner.low)
    high = outer.high is None or (inner.high is not None and outer.high >= inner.high)
    return low and high
