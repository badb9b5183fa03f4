"""What moved between two days: two trees in, and out come states that turned, numbers, targets, ends and beginnings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from .changes import Kind
from .checks.standing import lost_a_metric
from .diff import compare
from .easing import Easing
from .goalposts import NEAR
from .health import is_stale
from .learning import verdicts
from .model import UNDECIDED, Impact, Level
from .pairing import pair_goals, pair_metrics
from .progress import State, band, last_actual, state_of
from .tidings import Item, News, What
from .timeline import scopes_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from .changes import Change
    from .learning import Told
    from .metric import Actual, Metric
    from .model import Goal
    from .settings import Settings
    from .source import Span
    from .timeline import Turn
    from .tree import GoalTree

_DAY = timedelta(days=1)
_NEEDS_HELP = frozenset({State.NOT_MEASURED, State.GUARDRAIL_BREACHED, State.STALE, State.BEHIND, "paused"})
_DISAPPOINTS = frozenset({"not-moved", "worse"})
_POSTS = frozenset({Kind.TARGET_MOVED, Kind.BASELINE_MOVED, Kind.METRIC_REMOVED})


def news(old: GoalTree, new: GoalTree, since: date, settings: Settings) -> News:
    """From `old`, the goals at the end of `since`, to `new`, those of `settings.today`, each side as of its own day."""
    then = settings.model_copy(update={"today": since})
    both = pair_goals(old, new).both
    names = {now: was for was, now in both}
    changes = compare(*_without_equals(old, new, both))
    items = [*_of_both(old, new, both, (then, settings)), *_of_changes(old, new, changes, settings)]
    items += [*_verdicts(old, new, names, settings.today), *_primary(old, new, names, (then, settings))]
    eased = {one.goal.id for one in items if one.what is What.TARGET and one.direction is Easing.EASIER}
    items = [one._replace(direction=Easing.EASIER) if _is_flattered(one, eased) else one for one in items]
    places = {name: number for number, name in enumerate(new.goals)}
    order = list(What)
    items.sort(key=lambda one: (order.index(one.what), not one.is_bad, places.get(one.goal.id, -1), one.key))
    return News(since, settings.today, tuple(items))


def standing(goal: Goal, settings: Settings) -> str:
    """The one word for how a goal stands: its state, else its status."""
    return str((None if goal.is_closed else state_of(goal, settings)) or goal.status_word)


def _is_flattered(item: Item, eased: Container[str]) -> bool:
    """Whether the state is a better one and the target an easier one."""
    return item.what is What.TURNED and not item.is_bad and item.goal.id in eased


def _without_equals(old: GoalTree, new: GoalTree, both: Sequence[tuple[str, str]]) -> tuple[GoalTree, GoalTree]:
    """Both trees without the goals whose files are the same: there is nothing to compare."""
    equal = [pair for pair in both if old.goals[pair[0]] is new.goals[pair[1]]]
    return _without(old, {was for was, _ in equal}), _without(new, {now for _, now in equal})


def _without(tree: GoalTree, names: Container[str]) -> GoalTree:
    goals = {name: goal for name, goal in tree.goals.items() if name not in names}
    return replace(tree, goals=goals, former={then: now for then, now in tree.former.items() if now in goals})


def _of_both(
    old: GoalTree, new: GoalTree, both: Sequence[tuple[str, str]], days: tuple[Settings, Settings]
) -> Iterator[Item]:
    """Goals that are in both trees: how they stand, unless a metric cannot be read, and what was measured."""
    for was, name in both:
        before, after = old[was], new[name]
        if before is after or not (lost_a_metric(old, before) or lost_a_metric(new, after)):
            yield from _turned(new, before, after, days)
        for a, b in pair_metrics(before, after) if before.metrics or after.metrics else ():
            if b is not None:
                yield from _measured(new, after, b, before.metrics[a] if a is not None else None, days)


def _turned(tree: GoalTree, before: Goal, after: Goal, days: tuple[Settings, Settings]) -> Iterator[Item]:
    place = tree.places[after.id]
    if after.is_closed and before.status_word != after.status_word:
        why, on = (after.closed.why, after.closed.on) if after.closed else ("", None)
        values, bad = (standing(before, days[0]), after.status_word), after.status_word != "achieved"
        yield Item(What.CLOSED, after, place.at("status"), *values, after.headline, note=why, on=on, is_bad=bad)
    elif not after.is_closed and after.type is not Level.OUTPUT and _may_turn(before, after, days):
        was, is_ = standing(before, days[0]), standing(after, days[1])
        if was != is_ and not {was, is_} <= UNDECIDED:
            known, last = _by_itself(before, is_, days), after.headline and last_actual(after.headline, days[1].today)
            note, bad = last.note if last else "", is_ in _NEEDS_HELP
            values = was, is_
            yield Item(
                What.TURNED, after, place.at("status"), *values, after.headline, note=note, known=known, is_bad=bad
            )


def _may_turn(before: Goal, after: Goal, days: tuple[Settings, Settings]) -> bool:
    """Whether the goal changed, or time alone does it: a measurement has its day, or a number grows old."""
    return before is not after or any(
        last_actual(metric, days[0].today) is not last_actual(metric, days[1].today)
        or is_stale(metric, days[0]) != is_stale(metric, days[1])
        for metric in after.metrics
    )


def _by_itself(before: Goal, word: str, days: tuple[Settings, Settings]) -> date | None:
    """The day on which time alone had turned it, had nobody changed a thing."""
    day = days[0].today
    while day < days[1].today:
        day += _DAY
        if standing(before, days[1].model_copy(update={"today": day})) == word:
            return day
    return None


def _measured(
    tree: GoalTree, goal: Goal, position: int, before: Metric | None, days: tuple[Settings, Settings]
) -> Iterator[Item]:
    metric = goal.metrics[position]
    was = last_actual(before, days[0].today) if before else None
    is_ = last_actual(metric, days[1].today)
    # A number that was taken back leaves an older one, which is no news.
    if is_ and (was is None or (was.on <= is_.on and (was.on, was.value) != (is_.on, is_.value))):
        span = tree.places[goal.id].at("metrics", position, "actuals", _position(metric, is_), "value")
        old = was.value if was else None
        known = is_.on if before and is_ in before.actuals else None  # its day was still to come
        yield Item(What.MEASURED, goal, span, old, is_.value, metric, before, note=is_.note, on=is_.on, known=known)


def _position(metric: Metric, actual: Actual) -> int:
    return next(number for number, one in enumerate(metric.actuals) if one is actual)


def _of_changes(old: GoalTree, new: GoalTree, changes: Iterable[Change], settings: Settings) -> Iterator[Item]:
    for change, span in ((change, change.span) for change in changes):
        if span is None:  # pragma: no cover - each of these has its place
            continue
        if change.kind is Kind.GOAL_ADDED:
            goal = new[change.goal]
            yield Item(What.ADDED, goal, span, new=standing(goal, settings))
        elif change.kind is Kind.GOAL_REMOVED:
            goal = old[change.goal]
            yield Item(What.GONE, goal, span, goal.status_word, is_bad=not goal.is_closed)
        elif change.kind in _POSTS:
            yield from _posts(old, new, change, settings.today, span)


def _posts(old: GoalTree, new: GoalTree, change: Change, today: date, span: Span) -> Iterator[Item]:
    """A target, its day or a baseline of a goal that somebody had promised; a metric that is gone took its target along."""
    before, after = old[change.old.goal], new[change.goal]
    is_gone = change.kind is Kind.METRIC_REMOVED
    was, metric = (_metric(goal, side.item) for goal, side in ((before, change.old), (after, change.new)))
    if was is None or before.status_word in UNDECIDED or (is_gone and not was.milestones):
        return
    field, old_value = change.field, change.old.value
    if is_gone:
        field, old_value = "metrics.target", band(was) or was.milestones[-1].value
    ease = Easing.EASIER if is_gone else change.direction
    values = old_value, None if is_gone else change.new.value
    note = _decided(before, after, today)
    yield Item(What.TARGET, after, span, *values, metric, was, field, ease, note, is_bad=ease is Easing.EASIER)


def _metric(goal: Goal, name: str) -> Metric | None:
    return next((one for one in goal.metrics if one.id == name), None)


def _decided(before: Goal, after: Goal, today: date) -> str:
    """The decision that explains a move: one that is new, else the last of those days."""
    new = [one for one in after.decisions if one not in before.decisions]
    near = [one for one in after.decisions if one.on and today - NEAR <= one.on <= today]
    return next((one.what for one in reversed(new or near)), "")


def _verdicts(old: GoalTree, new: GoalTree, names: Mapping[str, str], today: date) -> Iterator[Item]:
    """Verdicts that were not there before, or say something else now."""
    known = {_gist(told, told.output.id) for told in verdicts(old)}
    for told in verdicts(new):
        if _gist(told, names.get(told.output.id, "")) in known or (told.done_on and told.done_on > today):
            continue
        at = ("reviews", told.number - 1, "verdicts", told.review.verdicts.index(told.verdict), "verdict")
        yield Item(
            What.VERDICT,
            told.outcome or told.output,
            new.places[told.output.id].at(*at),
            new=told.verdict.verdict.value,
            note=told.verdict.note,
            told=told,
            on=told.done_on,
            is_bad=told.verdict.verdict in _DISAPPOINTS,
        )


def _gist(told: Told, output: str) -> tuple[object, ...]:
    return output, told.number, told.verdict.outcome, told.verdict.metric, told.verdict.verdict


def _primary(old: GoalTree, new: GoalTree, names: Mapping[str, str], days: tuple[Settings, Settings]) -> Iterator[Item]:
    """The impact that comes first on either day, in each scope."""
    olds, firsts = (_first(tree, settings) for tree, settings in zip((old, new), days, strict=True))
    for scope, turn in sorted((olds | firsts).items(), key=lambda one: one[0]):
        was, is_ = olds.get(scope), firsts.get(scope)
        if was and is_ and was.impact.id == names.get(is_.impact.id):
            continue
        span = (new if is_ else old).places[turn.impact.id].at("primary", turn.position)
        old_title, title = (one.impact.title if one else None for one in (was, is_))
        reason, on = (turn.period.reason, turn.start) if is_ else ("", None)
        known = _came_by_itself(old, scope, was, is_, days)
        yield Item(
            What.PRIMARY,
            turn.impact,
            span,
            old_title,
            title,
            field=" ".join(scope).strip(),
            note=reason,
            on=on,
            known=known,
            is_bad=is_ is None,
        )


def _came_by_itself(
    old: GoalTree, scope: tuple[str, str], was: Turn | None, is_: Turn | None, days: tuple[Settings, Settings]
) -> date | None:
    """The day on which the former plan made the switch, if it did."""
    planned = _first(old, days[1]).get(scope)
    if (planned and planned.impact.id) != (is_ and is_.impact.id):
        return None
    return is_.start if is_ else was and was.end + _DAY


def _first(tree: GoalTree, settings: Settings) -> dict[tuple[str, str], Turn]:
    """The turn of the day by scope and owner; the later one of two."""
    impacts = [goal for goal in tree if isinstance(goal, Impact)]
    found = {}
    for scope, turns in scopes_of(impacts, settings).items():
        for turn in turns:
            if turn.start <= settings.today <= turn.end:
                found[scope] = turn
    return found
