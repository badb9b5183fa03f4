"""`measure` against a slow reference that follows the words of the guide, in fractions."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_goal_tree.core.metric import Actual, Baseline, Direction, Metric, Role, Target
from mkdocs_goal_tree.core.model import Outcome
from mkdocs_goal_tree.core.progress import State, measure
from mkdocs_goal_tree.core.settings import Settings

TODAY = date(2026, 5, 13)
numbers = st.decimals(-1000, 1000, places=2)
days = st.dates(date(2025, 1, 1), date(2027, 12, 31))


@st.composite
def targets(draw: st.DrawFn) -> tuple[Target, ...]:
    one = st.builds(Target, value=numbers, by=days | st.none())
    bands = st.builds(Target, min=numbers | st.none(), max=numbers | st.none(), by=days | st.none())
    stones = sorted(draw(st.lists(days, max_size=3, unique=True)))
    if len(stones) > 1:
        return tuple(Target(value=draw(numbers), by=day) for day in stones)
    return draw(st.just(()) | st.tuples(one | bands | st.builds(Target, value=numbers, tolerance=numbers.map(abs))))


metrics = st.builds(
    Metric,
    name=st.just("M"),
    id=st.just("m"),
    direction=st.sampled_from([*Direction, None]),
    role=st.sampled_from([Role.PRIMARY, Role.GUARDRAIL]),
    baseline=st.none() | st.builds(Baseline, value=numbers, on=days | st.none()),
    target=targets(),
    actuals=st.lists(st.builds(Actual, on=days, value=numbers), max_size=4).map(
        lambda some: tuple(sorted(some, key=lambda actual: actual.on))
    ),
)


def last_of(metric: Metric) -> Actual | None:
    """The latest day up to today; of two on one day the later line."""
    found = None
    for actual in metric.actuals:
        if actual.on <= TODAY and (found is None or actual.on >= found.on):
            found = actual
    return found


def bounds_of(metric: Metric) -> tuple[Decimal, Decimal] | None:
    """A band, open ends far away."""
    target = metric.milestones[-1] if metric.milestones else Target()
    far = Decimal(10**9)
    if target.min is not None or target.max is not None:
        return (-far if target.min is None else target.min, far if target.max is None else target.max)
    if metric.direction not in (Direction.HOLD, Direction.RANGE):
        return None
    center = target.value
    if center is None and metric.direction is Direction.HOLD and metric.baseline:
        center = metric.baseline.value
    slack = target.tolerance or Decimal(0)
    return None if center is None else (center - slack, center + slack)


def met_of(metric: Metric, value: Decimal) -> bool | None:
    if bounds := bounds_of(metric):
        return bounds[0] <= value <= bounds[1]
    limit = metric.milestones[-1].value if metric.milestones else None
    if limit is None and metric.role is Role.GUARDRAIL and metric.baseline:
        limit = metric.baseline.value
    if limit is None or metric.direction is None:
        return None
    return {Direction.UP: value >= limit, Direction.DOWN: value <= limit}.get(metric.direction)


def way_of(metric: Metric, value: Decimal) -> Fraction | None:
    start = metric.baseline.value if metric.baseline else None
    end = metric.milestones[-1].value if metric.milestones else None
    if metric.role is Role.GUARDRAIL or metric.direction in (Direction.HOLD, Direction.RANGE):
        return None
    if start is None or end is None or start == end:
        return None
    if metric.direction not in (None, Direction.UP if end > start else Direction.DOWN):
        return None
    return Fraction(value - start) / Fraction(end - start)


def time_of(metric: Metric, on: date) -> Fraction | None:
    """The share of the time gone, by counting its days."""
    start = (metric.baseline and metric.baseline.on) or metric.actuals[0].on
    end = metric.milestones[-1].by if metric.milestones else None
    if end is None or end < start:
        return None
    if start == end:
        return Fraction(int(on >= end))
    whole = [start + timedelta(days=i) for i in range((end - start).days)]
    return Fraction(sum(day < on for day in whole), len(whole))


def plan_of(metric: Metric, on: date) -> Fraction | None:
    """What the plan expects on that day: the milestone lines, walked day by day."""
    elapsed = time_of(metric, on)
    start = metric.baseline.value if metric.baseline else None
    end = metric.milestones[-1].value if metric.milestones else None
    if elapsed is None or start is None or end is None or start == end:
        return None
    if len(metric.milestones) == 1:
        return elapsed
    since, height = (metric.baseline and metric.baseline.on) or metric.actuals[0].on, Fraction(start)
    for stone in metric.milestones:
        if stone.by < since:
            continue
        if on < stone.by:
            step = (Fraction(stone.value) - height) / max((stone.by - since).days, 1)
            height += step * max((on - since).days, 0)
            break
        since, height = stone.by, Fraction(stone.value)
    return (height - Fraction(start)) / Fraction(end - start)


def decimal(share: Fraction | None) -> Decimal | None:
    return None if share is None else Decimal(share.numerator) / Decimal(share.denominator)


@given(metrics)
@settings(max_examples=500, deadline=None)
def test_a_metric_is_measured_as_the_reference_does(metric: Metric) -> None:
    chosen = Settings(today=TODAY)
    progress = measure(metric, Outcome(id="o", title="O", status="active"), chosen)

    last = last_of(metric)
    if last is None:
        assert (progress.last, progress.state) == (None, State.NOT_MEASURED)
        return
    way, met, plan = way_of(metric, last.value), met_of(metric, last.value), plan_of(metric, last.on)
    assert (progress.last, progress.way, progress.met) == (last, decimal(way), met)
    assert (progress.elapsed, progress.pace) == (decimal(time_of(metric, last.on)), decimal(plan))
    stale = (TODAY - last.on).days > 60
    guardrail = metric.role is Role.GUARDRAIL
    if guardrail and met is False:
        assert progress.state is State.GUARDRAIL_BREACHED
    elif stale:
        assert progress.state is State.STALE
    elif met:
        assert progress.state is (State.ON_TRACK if guardrail else State.TARGET_MET)
    elif way is not None and plan is not None:
        assert progress.state is (State.BEHIND if way < plan - Fraction(1, 10) else State.ON_TRACK)


@given(metrics, st.integers(-50, 50).filter(bool), numbers)
@settings(max_examples=300, deadline=None)
def test_the_way_is_the_same_in_another_unit(metric: Metric, times: int, plus: Decimal) -> None:
    """Degrees Celsius or Fahrenheit, dollars or cents: the way made does not depend on it, nor on which way is up."""

    def other(value: Decimal) -> Decimal:
        return value * times + plus

    if not metric.baseline or not metric.milestones or metric.milestones[-1].value is None:
        return
    turned = {Direction.UP: Direction.DOWN, Direction.DOWN: Direction.UP}
    direction = (
        metric.direction if times > 0 or metric.direction is None else turned.get(metric.direction, metric.direction)
    )
    moved = Metric(
        name="M",
        id="m",
        direction=direction,
        role=metric.role,
        baseline=Baseline(value=other(metric.baseline.value), on=metric.baseline.on),
        target=tuple(Target(value=other(one.value), by=one.by) for one in metric.milestones),
        actuals=tuple(Actual(on=one.on, value=other(one.value)) for one in metric.actuals),
    )
    goal, chosen = Outcome(id="o", title="O", status="active"), Settings(today=TODAY)

    assert measure(moved, goal, chosen).way == measure(metric, goal, chosen).way
