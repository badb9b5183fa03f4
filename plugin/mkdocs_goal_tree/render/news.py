"""News and what is due in words: one sentence each, for page, feed, terminal and issue alike."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from mkdocs_goal_tree.core.due import Matter
from mkdocs_goal_tree.core.progress import last_actual
from mkdocs_goal_tree.core.tidings import What

from . import figures

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs_goal_tree.core.changes import Plain
    from mkdocs_goal_tree.core.dates import Duration
    from mkdocs_goal_tree.core.diary import Look
    from mkdocs_goal_tree.core.due import Due
    from mkdocs_goal_tree.core.learning import Told as Verdict
    from mkdocs_goal_tree.core.metric import Metric
    from mkdocs_goal_tree.core.settings import Settings
    from mkdocs_goal_tree.core.tidings import Item, News
    from mkdocs_goal_tree.core.words import Words

_UNITS = {"d": "days", "w": "weeks", "m": "months", "q": "quarters", "y": "years"}
_WEEK = frozenset({"7d", "1w"})
_POSTS = {"metrics.target.by": "target-day-of", "metrics.baseline": "baseline-of"}


class Told(NamedTuple):
    """An item in words: keys of the states or statuses before and after, the number, whose it is, what to know beside it.

    `ease` is the key of the word for a promise that became easier or harder to keep.
    """

    was: str
    now: str
    figure: str
    name: str
    more: str
    ease: str
    note: str
    when: str
    by: str

    def sentence(self, words: Words) -> str:
        """`On track → Behind, 30 of 80 %`; `Target of Opened: 80 → 60 %, easier`."""
        turn = words["arrow"].join(words[key] for key in (self.was, self.now) if key)
        number = self.name and self.figure and words.say("what-is-it", what=self.name, value=self.figure)
        ease = words[f"made-{self.ease}"] if self.ease else ""
        parts = (turn, number or self.name or self.figure, self.more, ease)
        return words["comma"].join(part for part in parts if part)

    def origin(self, words: Words) -> str:
        """`8 May 2026, Ada`."""
        return words["comma"].join(part for part in (self.when, self.by) if part)


def tell(item: Item, settings: Settings, words: Words) -> Told:
    """The item as of `settings.today`; nothing of it is escaped."""
    was, now = _turn(item)
    number = _number(item, settings, words)
    ease = str(item.direction or "") if item.what is What.TARGET else ""
    when = figures.day(item.day, words) if item.day else ""
    return Told(was, now, *number, ease, item.note, when, item.by)


def headline(news: News, words: Words) -> str:
    """`1 state turned, 2 targets moved, 4 measured`, or that nothing moved."""
    counts = Counter(item.what for item in news.items)
    parts = [words.say(f"n-{what}", count=counts[what]) for what in What if counts[what]]
    return words["comma"].join(parts) or words.say("nothing-moved", day=figures.day(news.since, words))


def title_of(settings: Settings, words: Words) -> str:
    """`Since last week`, or `The last 30 days` where the setting says so."""
    if str(settings.news) in _WEEK:
        return words["news"]
    return words.say("news-last", span=_span(settings.news, words))


def name_of(look: Look, words: Words) -> str:
    """`The last 30 days`, `This quarter, 2026-Q2`."""
    if look.length:
        return words.say("news-last", span=_span(look.length, words))
    return words.say("news-quarter", quarter=look.quarter)


def tell_due(one: Due, words: Words) -> tuple[str, str, str]:
    """The tone's key, how long it waits, and what for: `overdue`, `12 days overdue`, `review due 1 May 2026`."""
    day = figures.day(one.on, words)
    name = one.metric.name if one.metric else ""
    what = words.say(f"matter-{one.matter}", day=day, metric=name)
    if one.matter is Matter.MEASURE:
        return "stale", words.say("stale-since", count=one.days), what
    if one.is_late:
        return "overdue", words.say("overdue-since", count=one.days), what
    return "due", words.say("in-days", count=-one.days), what


def due_line(matters: Iterable[Due], words: Words) -> str:
    """`2 reviews overdue, 1 review due, 1 old number`, each thing counted once; empty for none."""
    kinds = Counter(kind_of(one) for one in {one.key: one for one in matters}.values())
    keys = ("n-overdue", *(f"n-{matter}" for matter in Matter))
    return words["comma"].join(words.say(key, count=kinds[key]) for key in keys if kinds[key])


def kind_of(one: Due) -> str:
    """The words that count it."""
    return "n-overdue" if one.matter is Matter.REVIEW and one.is_late else f"n-{one.matter}"


def _turn(item: Item) -> tuple[str, str]:
    match item.what:
        case What.TURNED | What.CLOSED:
            return str(item.old), str(item.new)
        case What.GONE:
            return str(item.old), ""
        case What.ADDED | What.VERDICT:
            return "", str(item.new)
        case _:
            return "", ""


def _number(item: Item, settings: Settings, words: Words) -> tuple[str, str, str]:
    """The number of an item, whose it is, and what to know beside it; each may be empty."""
    match item.what:
        case What.PRIMARY:
            ends = (str(title or words["none"]) for title in (item.old, item.new))
            return (words["arrow"].join(ends), "", "") if item.old else ("", "", words["comes-first"])
        case What.TURNED | What.CLOSED:
            last = last_actual(item.metric, settings.today) if item.metric else None
            figure = figures.way(item.metric, last.value, words) if item.metric and last else ""
            return figure, "", words["after-easier"] if item.direction else ""
        case What.GONE:
            return "", "", words["was-removed"]
        case What.VERDICT:
            return _verdict(item.told, words) if item.told else ("", "", "")
        case What.TARGET:
            return _move(item, words), _promise(item, words), ""
        case What.MEASURED:
            return _measurement(item, words)
        case _:
            return "", "", ""


def _verdict(told: Verdict, words: Words) -> tuple[str, str, str]:
    metric, verdict = told.metric, told.verdict
    change = figures.change(metric, verdict.before, verdict.after, words)
    credit = words.say("credited-to", output=told.output.title)
    return change, metric.name if metric else verdict.metric, credit


def _measurement(item: Item, words: Words) -> tuple[str, str, str]:
    """The number before and now, and the day of measuring where it is not the one on which it became known."""
    change = figures.change(item.metric, item.old, item.new, words)  # type: ignore[arg-type]  # measured values
    more = []
    if item.old is None:
        more.append(words["first-measurement"])
    if item.on and item.known and item.on != item.known:
        more.append(words.say("measured-on", day=figures.day(item.on, words)))
    return change, item.metric.name if item.metric else "", words["comma"].join(more)


def _promise(item: Item, words: Words) -> str:
    """`Target of Opened`."""
    metric = item.metric or item.was
    return words.say(_POSTS.get(item.field, "target-of"), metric=metric.name if metric else "")


def _move(item: Item, words: Words) -> str:
    """`80 → 60 %`; what is gone is a dash."""
    before, after, old, new = item.was, item.metric, item.old, item.new
    if before and after and before.unit == after.unit and isinstance(old, Decimal) and isinstance(new, Decimal):
        return figures.change(after, old, new, words)
    return words["arrow"].join((_end(old, before, words), _end(new, after, words)))


def _end(value: Plain, metric: Metric | None, words: Words) -> str:
    """One end of a move, with its unit; what is gone is a dash."""
    match value:
        case None:
            return words["none"]
        case date():
            return figures.day(value, words)
        case Decimal() | bool() | str() if metric:
            return figures.amount(metric, value, words)
        case _:
            return figures.target(metric, words) if metric else ""


def _span(length: Duration, words: Words) -> str:
    return words.say(f"n-{_UNITS[length.unit]}", count=length.count)
