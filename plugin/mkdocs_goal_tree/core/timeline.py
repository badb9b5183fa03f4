"""Which impact came first, and when: a strip of its periods for each scope, and what each switch did to running work."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from .checks.standing import is_over, is_paused, is_worked_on, starts_on
from .dates import Days
from .model import Impact, Level, Output
from .owners import known_owners, owner_key, owner_keys
from .periods import closing_day
from .progress import last_actual

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from .goalposts import Past
    from .model import Goal, PrimaryPeriod
    from .settings import Settings
    from .tree import GoalTree

DAY = timedelta(days=1)
_SCOPES = ("company", "portfolio", "product", "team")
AROUND = timedelta(days=30)
"""What was closed so long after a switch was closed with it; before it, from the day of the decision on."""


class Turn(NamedTuple):
    """One period of one impact; `position` counts in its `primary`."""

    impact: Impact
    position: int
    period: PrimaryPeriod

    @property
    def key(self) -> tuple[str, int]:
        return self.impact.id, self.position

    @property
    def start(self) -> date:
        return self.period.start

    @property
    def end(self) -> date:
        """Its last day; the end of the calendar where it goes on."""
        return self.period.end or date.max


class Overlap(NamedTuple):
    """Two impacts that were both first."""

    first: Turn
    second: Turn
    days: Days


class Switch(NamedTuple):
    """Another impact came first: what served the former one then, by what became of it."""

    number: int
    turn: Turn
    former: Impact
    paused: tuple[Goal, ...]
    closed: tuple[Goal, ...]
    went_on: tuple[Goal, ...]


class Strip(NamedTuple):
    """The primary impacts of one scope, below the company of one owner in it, in order of their first day.

    A gap that has not ended ends today.
    """

    scope: str
    owner: str
    turns: tuple[Turn, ...]
    gaps: tuple[Days, ...]
    overlaps: tuple[Overlap, ...]
    switches: tuple[Switch, ...]

    def now(self, today: date) -> Turn | None:
        """The turn of today, the later one of two."""
        return next((turn for turn in reversed(self.turns) if turn.start <= today <= turn.end), None)


class Former(NamedTuple):
    """An impact that is no longer first, and what was begun for it, still runs and serves no other."""

    impact: Impact
    ended: date
    goals: tuple[Goal, ...]


def strips(
    tree: GoalTree, settings: Settings, pasts: Mapping[str, Past], hidden: Iterable[str] = ()
) -> tuple[Strip, ...]:
    """A strip for each scope that has a primary impact, the company's first."""
    left_out = frozenset(hidden)
    impacts = [goal for goal in tree if isinstance(goal, Impact) and goal.id not in left_out]
    scopes = scopes_of(impacts, settings)
    return tuple(
        Strip(
            scope,
            _named(owner, impacts, settings),
            tuple(turns),
            tuple(_gaps(turns, settings.today)),
            tuple(_overlaps(turns)),
            tuple(_switches(turns, tree, pasts, left_out)),
        )
        for (scope, owner), turns in sorted(scopes.items(), key=lambda one: (_SCOPES.index(one[0][0]), one[0][1]))
    )


def scopes_of(impacts: Iterable[Impact], settings: Settings) -> dict[tuple[str, str], list[Turn]]:
    """Periods by scope, below the company by scope and owner, in order of their first day; backward ones are left out."""
    scopes: dict[tuple[str, str], list[Turn]] = {}
    for impact in impacts:
        owners = ("",) if impact.scope == "company" else owner_keys(impact, settings) or ("",)
        for owner in owners:
            turns = scopes.setdefault((impact.scope, owner), [])
            turns += (Turn(impact, i, p) for i, p in enumerate(impact.primary) if p.end is None or p.start <= p.end)
    return {scope: sorted(turns, key=lambda t: t.start) for scope, turns in scopes.items() if turns}


def lanes(turns: Sequence[Turn]) -> list[int]:
    """For each turn the first line on which it meets no other, from 0."""
    ends: list[date] = []
    found = []
    for turn in turns:
        lane = next((i for i, end in enumerate(ends) if end < turn.start), len(ends))
        ends[lane:] = [turn.end, *ends[lane + 1 :]]
        found.append(lane)
    return found


def followers(tree: GoalTree, today: date) -> tuple[Former, ...]:
    """What is worked on and serves only impacts whose primary period ended after it began, by impact."""
    impacts = [goal for goal in tree if isinstance(goal, Impact) and not is_paused(goal)]
    ended = {impact.id: end for impact in impacts if (end := _was_first_until(impact, today))}
    found: dict[str, list[Goal]] = {}
    for goal in tree if ended else ():
        served = [name for name in tree.ancestors(goal.id) if isinstance(tree[name], Impact)]
        began = starts_on(goal)
        if served and began and is_worked_on(goal) and all(name in ended and began <= ended[name] for name in served):
            for name in served:
                found.setdefault(name, []).append(goal)
    by_id = {impact.id: impact for impact in impacts}
    return tuple(
        Former(by_id[name], ended[name], tuple(goals)) for name, goals in found.items() if not is_over(by_id[name])
    )


def _named(owner: str, impacts: Iterable[Impact], settings: Settings) -> str:
    """The owner as the settings or the first file name it."""
    known = known_owners(settings)
    if owner in known:
        return known[owner].name or owner
    written = (name for impact in impacts for name in impact.owner)
    return next((name.strip().removeprefix("@") for name in written if owner_key(name) == owner), owner)


def _gaps(turns: Sequence[Turn], today: date) -> Iterator[Days]:
    last = turns[0].end
    for turn in turns[1:]:
        if last < turn.start - DAY:
            yield Days(last + DAY, turn.start - DAY)
        last = max(last, turn.end)
    if last < today:
        yield Days(last + DAY, today)


def _overlaps(turns: Sequence[Turn]) -> Iterator[Overlap]:
    for i, turn in enumerate(turns):
        for before in turns[:i]:
            if before.impact is not turn.impact and before.end >= turn.start:
                yield Overlap(before, turn, Days(turn.start, min(before.end, turn.end)))


def _switches(
    turns: Sequence[Turn], tree: GoalTree, pasts: Mapping[str, Past], hidden: frozenset[str]
) -> Iterator[Switch]:
    changes = [(before, turn) for before, turn in pairwise(turns) if before.impact is not turn.impact]
    last_left = {before.impact.id: turn.start for before, turn in changes}
    for number, (before, turn) in enumerate(changes, 1):
        since = min(turn.period.decided_on or turn.start - AROUND, turn.start)
        until = _after(turn.start, AROUND)
        found: dict[str, list[Goal]] = {"paused": [], "closed": [], "went-on": []}
        for name in tree.descendants(before.impact.id):
            goal = tree[name]
            if goal.type is Level.IMPACT or name in hidden:
                continue
            end = closing_day(goal, pasts)
            if end and since <= end <= until:
                found["closed"].append(goal)
            elif _ran_before(goal, turn.start) and (end > until if end else not goal.is_closed):
                stopped = is_paused(goal) and last_left[before.impact.id] == turn.start
                found["paused" if stopped and not _measured_after(goal, until) else "went-on"].append(goal)
        yield Switch(number, turn, before.impact, *(tuple(goals) for goals in found.values()))


def _ran_before(goal: Goal, day: date) -> bool:
    """Whether work on it had begun before that day and was not done by then, as far as its file says."""
    began = starts_on(goal)
    shipped = goal.shipped_on if isinstance(goal, Output) else None
    return bool(began and began < day and (shipped is None or shipped >= day))


def _measured_after(goal: Goal, day: date) -> bool:
    last = last_actual(goal.headline, date.max) if goal.headline else None
    return last is not None and last.on > day


def _was_first_until(impact: Impact, today: date) -> date | None:
    """The last day of an impact's last primary period, if that is over."""
    ends = [period.end for period in impact.primary]
    last = max((end for end in ends if end), default=None)
    return last if last and None not in ends and last < today else None


def _after(day: date, length: timedelta) -> date:
    """That much later, held inside the calendar."""
    return date.fromordinal(min(day.toordinal() + length.days, date.max.toordinal()))
