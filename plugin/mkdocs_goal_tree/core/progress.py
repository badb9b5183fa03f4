"""Metric maths: last, way, pace, state. Exact decimals; formulas from the goal file format, section "Metric"."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from .metric import Direction, Measure, Role
from .model import UNDECIDED, Level
from .pace import Pace, as_number, baseline_of, pace_on, target_of

if TYPE_CHECKING:
    from datetime import date

    from .metric import Actual, Metric
    from .model import Goal, Output
    from .scalars import Value
    from .settings import Settings

_IN_WORDS = frozenset({Measure.BOOLEAN, Measure.QUALITATIVE})
_IN_BAND = frozenset({Direction.HOLD, Direction.RANGE})


class State(StrEnum):
    """What the numbers say of a metric or goal, in the order in which they are asked: who needs help comes first."""

    NOT_MEASURED = "not-measured"
    GUARDRAIL_BREACHED = "guardrail-breached"
    STALE = "stale"
    BEHIND = "behind"
    ON_TRACK = "on-track"
    TARGET_MET = "target-met"


@dataclass(frozen=True, slots=True)
class Progress:
    """One metric as of today.

    `way` is (last - baseline) / (target - baseline), unclamped: 1 is the target. `elapsed` is the share of the time gone
    on the day of the last actual, 0-1. `pace` is the share of the way that the plan expects on that day: `elapsed`, or
    the line through all milestones. `met`: in band, or past the target; of a guardrail: within its limit. `age` is the
    age of the last actual in days. `state` is None where none can be told: a goal that is not under way, or a number
    without a target, an end or a baseline to compare it with.
    """

    metric: Metric
    last: Actual | None = None
    way: Decimal | None = None
    elapsed: Decimal | None = None
    pace: Decimal | None = None
    met: bool | None = None
    state: State | None = None
    age: int | None = None


class Band(NamedTuple):
    """The values that count as met; an end may be open."""

    low: Decimal | None
    high: Decimal | None


class _Numbers(NamedTuple):
    metric: Metric
    last: Actual
    met: bool | None
    way: Fraction | None
    pace: Pace | None


def measure(metric: Metric, goal: Goal, settings: Settings) -> Progress:
    """The metric as of `settings.today`.

    A paused, draft or proposed goal has numbers and a way but neither pace nor state, as nobody promised it;
    a closed goal's last number is final, so it never goes stale.
    """
    last = last_actual(metric, settings.today)
    if last is None:
        return Progress(metric, state=State.NOT_MEASURED)
    met, way = _is_met(metric, last.value), _way(metric, last.value)
    pace = pace_on(metric, goal, last.on) if is_under_way(goal) else None
    return Progress(
        metric,
        last,
        _decimal(way),
        _decimal(pace.elapsed) if pace else None,
        _decimal(pace.expected) if pace else None,
        met,
        _state(_Numbers(metric, last, met, way, pace), goal, settings),
        (settings.today - last.on).days,
    )


def state_of(goal: Goal, settings: Settings) -> State | None:
    """The state of a goal: that of its first metric with `role: primary`, unless a guardrail is breached.

    None for outputs and for goals that are not under way (draft, proposed, paused); NOT_MEASURED for an active goal
    without such a metric. A closed goal has the state of its last number; pages show its status instead.
    """
    if goal.type is Level.OUTPUT or not is_under_way(goal):
        return None
    if goal.headline is None:
        return None if goal.is_closed else State.NOT_MEASURED
    state = measure(goal.headline, goal, settings).state
    if state is State.NOT_MEASURED:
        return state
    return State.GUARDRAIL_BREACHED if breached(goal, settings) else state


def breached(goal: Goal, settings: Settings) -> tuple[Metric, ...]:
    """The guardrails whose last actual is on the wrong side of their target or, without one, of their baseline."""
    return tuple(
        metric
        for metric in goal.metrics
        if metric.role is Role.GUARDRAIL
        and (last := last_actual(metric, settings.today))
        and _is_met(metric, last.value) is False
    )


def is_under_way(goal: Goal) -> bool:
    """Whether somebody promised this goal and works on it, or did until it was closed."""
    return goal.status_word not in UNDECIDED and goal.status_word != "paused"


def last_actual(metric: Metric, today: date) -> Actual | None:
    """The actual with the latest day up to today; of two on one day the later line."""
    return next((actual for actual in reversed(metric.actuals) if actual.on <= today), None)


def band(metric: Metric) -> Band | None:
    """`hold`: min and max, or the target ± tolerance, by default around the baseline; `range`: min and max."""
    target = metric.target
    if target and (target.min is not None or target.max is not None):
        return Band(target.min, target.max)
    if metric.direction not in _IN_BAND:
        return None
    center = target_of(metric)
    if center is None and metric.direction is Direction.HOLD:
        center = baseline_of(metric)
    if center is None:
        return None
    slack = (target.tolerance if target else None) or Decimal(0)
    return Band(center - slack, center + slack)


def acceptance(output: Output) -> tuple[int, int]:
    """How many of an output's own criteria are met, of how many; never read as progress of an outcome."""
    return sum(criterion.met is True for criterion in output.acceptance), len(output.acceptance)


def _state(numbers: _Numbers, goal: Goal, settings: Settings) -> State | None:
    metric, last, met, way, pace = numbers
    guardrail = metric.role is Role.GUARDRAIL
    if not is_under_way(goal):
        return None
    if guardrail and met is False:
        return State.GUARDRAIL_BREACHED
    if not goal.is_closed and (metric.stale_after or settings.stale_after).after(last.on) < settings.today:
        return State.STALE
    if met:
        return State.ON_TRACK if guardrail else State.TARGET_MET
    if way is not None and pace and pace.expected is not None:
        behind = way * 100 < pace.expected * 100 - Fraction(settings.on_track_tolerance)
        return State.BEHIND if behind else State.ON_TRACK
    # Met or not met, without a way between: a number to hold is lost at once, a number to reach when its time is up.
    lost = met is False and (metric.direction is Direction.HOLD or (pace is not None and pace.elapsed == 1))
    return State.BEHIND if lost else None


def has_way(metric: Metric) -> bool:
    """Whether a way leads from baseline to target: both known and different, no band, and not against the direction."""
    start, end = baseline_of(metric), target_of(metric)
    return (
        start is not None
        and end is not None
        and start != end
        and metric.measure not in _IN_WORDS
        and metric.direction not in _IN_BAND
        and metric.role is not Role.GUARDRAIL
        and metric.direction is not (Direction.DOWN if end > start else Direction.UP)  # GT305: no way leads there
    )


def _way(metric: Metric, last: Value) -> Fraction | None:
    """(last - baseline) / (target - baseline); None where no way leads there."""
    here, start, end = as_number(last), baseline_of(metric), target_of(metric)
    if here is None or start is None or end is None or not has_way(metric):
        return None
    return (Fraction(here) - Fraction(start)) / (Fraction(end) - Fraction(start))


def _is_met(metric: Metric, last: Value) -> bool | None:
    """`up` last ≥ target, `down` last ≤ target, `hold` and `range`: in band; a guardrail's limit may be its baseline."""
    guardrail = metric.role is Role.GUARDRAIL
    wanted: Value | None = metric.target.value if metric.target else None
    if wanted is None and guardrail and metric.baseline:
        wanted = metric.baseline.value
    if metric.measure is Measure.BOOLEAN:
        return last == wanted if isinstance(wanted, bool) else None
    here = as_number(last)
    if here is None:
        return None
    if limits := band(metric):
        return (limits.low is None or here >= limits.low) and (limits.high is None or here <= limits.high)
    limit = as_number(wanted)
    if limit is None or metric.direction not in (Direction.UP, Direction.DOWN):
        return None
    return here >= limit if metric.direction is Direction.UP else here <= limit


def _decimal(share: Fraction | None) -> Decimal | None:
    return None if share is None else Decimal(share.numerator) / Decimal(share.denominator)
