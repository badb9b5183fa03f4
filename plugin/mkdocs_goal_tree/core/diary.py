"""News day by day: who brought what to the branch, and when."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from .dates import Duration, read_duration
from .news import news
from .periods import quarter_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from .settings import Settings
    from .tidings import Item, News
    from .tree import GoalTree


_MONTH = read_duration("30d")


class Look(NamedTuple):
    """How far to look back: at all after the day `since`. It is a length of time, or the quarter of that name."""

    since: date
    length: Duration | None = None
    quarter: str = ""


class Stop(NamedTuple):
    """The goals at the end of a day, and who changed the files on it, by their paths below the goals folder."""

    day: date
    tree: GoalTree
    by: Mapping[str, Sequence[str]]


def looks(settings: Settings) -> tuple[Look, ...]:
    """The setting `news` first, then 30 days and the quarter so far; those that begin on one day are one."""
    lengths = (Look(length.before(settings.today), length) for length in (settings.news, _MONTH))
    found = {look.since: look for look in (quarter_so_far(settings), *reversed(tuple(lengths)))}
    first = settings.news.before(settings.today)
    return tuple(sorted(found.values(), key=lambda look: (look.since != first, -look.since.toordinal())))


def quarter_so_far(settings: Settings) -> Look:
    """From the eve of the fiscal quarter on."""
    quarter = quarter_of(settings.today, settings.fiscal_year_starts)
    return Look(Duration(1, "d").before(quarter.start), quarter=quarter.name)


def diary(stops: Sequence[Stop], settings: Settings) -> tuple[Item, ...]:
    """The news of each stop after the first, the latest first; each with its day and who brought it."""
    entries = [
        (item.known or after.day, item) for before, after in pairwise(stops) for item in _of(before, after, settings)
    ]
    return tuple(item for _, item in sorted(entries, key=lambda one: one[0], reverse=True))


def dated(told: News, entries: Iterable[Item]) -> News:
    """The news with the days and names of the latest entry of a diary on the same matter."""
    latest: dict[tuple[str, ...], Item] = {}
    for entry in entries:
        if entry.known and entry.known > told.since:
            latest.setdefault(entry.key, entry)
    return told._replace(items=tuple(_with(one, latest.get(one.key)) for one in told.items))


def _of(before: Stop, after: Stop, settings: Settings) -> Iterator[Item]:
    found = news(before.tree, after.tree, before.day, settings.model_copy(update={"today": after.day}))
    # What turned by itself has its day already, and nobody who did it.
    return (one if one.known else one._replace(known=after.day, by=_who(one, after)) for one in found.items)


def _with(item: Item, entry: Item | None) -> Item:
    return item._replace(known=entry.known, by=entry.by) if entry else item


def _who(item: Item, stop: Stop) -> str:
    """Who changed what the item tells of; nobody where it was one of several."""
    goals = [item.told.output.id] if item.told else []
    uris = [stop.tree.places[goal].source.uri for goal in (*goals, item.goal.id) if goal in stop.tree.places]
    # A measurement may stand in a table beside the goal. A place may begin with the goals folder.
    own = (uri for uri in stop.by if item.span.path == uri or item.span.path.endswith(f"/{uri}"))
    names = next((stop.by[uri] for uri in (*own, *uris) if uri in stop.by), ())
    return names[0] if len(names) == 1 else ""
