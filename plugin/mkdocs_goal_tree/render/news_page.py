"""`goals/news.md`: what moved since last week, what is due and whose it is, and the same further back."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mkdocs_goal_tree.core.due import by_owner
from mkdocs_goal_tree.core.news import standing
from mkdocs_goal_tree.core.tidings import What

from .cards import as_of
from .news import due_line, headline, kind_of, name_of, tell, tell_due, title_of
from .section import Page
from .view import Chip, GoalLink, Person, View, chip, day, link, people, render, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from mkdocs_goal_tree.core.diary import Look
    from mkdocs_goal_tree.core.due import Due, Owed
    from mkdocs_goal_tree.core.tidings import Item, News

MOST = 100
"""Items of one look back that are listed; the rest is counted."""


class Missing(NamedTuple):
    """Why nothing is known of what moved, and what helps."""

    message: str
    help: str = ""


class Tile(NamedTuple):
    title: str
    value: str
    chips: tuple[Chip, ...]


class Line(NamedTuple):
    """One item: chips before and after, the number, whose it is, what to know, a warning, why, when, by whom."""

    goal: GoalLink
    was: Chip | None
    now: Chip | None
    figure: str
    name: str
    more: str
    ease: Chip | None
    note: str
    when: str
    by: str


class Group(NamedTuple):
    """The items of one kind."""

    title: str
    lines: tuple[Line, ...]


class Part(NamedTuple):
    """One look back: its name, since when, a line of counts, the items by kind, and how many are not listed."""

    title: str
    since: str
    headline: str
    groups: tuple[Group, ...]
    more: int


class DueLine(NamedTuple):
    """A goal and what waits for it: how long, and what for; a question that a review is to answer."""

    goal: GoalLink
    waits: tuple[tuple[Chip, str, str], ...]


class Owner(NamedTuple):
    """What one owner has to look after; `who` is None for goals that nobody owns."""

    who: Person | None
    counts: str
    lines: tuple[DueLine, ...]


def news_page(view: View, told: Mapping[Look, News] | Missing, first: Look) -> Page:
    """Each look back by its news, `first` before the others; what is due needs no history."""
    owed = by_owner(view.tree, view.settings, view.hidden)
    known = {} if isinstance(told, Missing) else {look: _shown(view, news) for look, news in told.items()}
    latest = known.pop(first, None)
    further = list(_further(view, known, latest))
    html = render(
        view,
        "news.html.jinja",
        as_of=as_of(view),
        tiles=_tiles(view, latest, owed),
        missing=_missing(view, told),
        latest=_part(view, first, latest) if latest else None,
        later=day(view, latest.since) if latest and latest.since > first.since else "",
        further=further,
        owners=[_owner(view, one) for one in owed],
        feed=view.page_url("news.xml"),
    )
    toc = [("moved", view.words["news-moved"]), ("due", view.words["news-due"])]
    toc += [("further", view.words["news-further"])] if further else []
    return Page(title_of(view.settings, view.words), html, tuple(toc))


def _shown(view: View, news: News) -> News:
    return news._replace(items=tuple(one for one in news.items if one.goal.id not in view.hidden))


def _missing(view: View, told: Mapping[Look, News] | Missing) -> Missing | None:
    if isinstance(told, Missing):
        return told
    return None if told else Missing(say(view, "news-no-history", day=day(view, view.settings.today)))


def _further(view: View, known: Mapping[Look, News], latest: News | None) -> Iterator[Part]:
    """The longer looks back, as far as the history has more to tell than the one before."""
    since = latest.since if latest else None
    for look, news in known.items():
        if news.since != since and news.items:
            yield _part(view, look, news)
        since = news.since


def _part(view: View, look: Look, news: News) -> Part:
    listed = news.items[:MOST]
    kinds = {what: [one for one in listed if one.what is what] for what in What}
    groups = (
        Group(view.words[f"news-{what}"], tuple(_line(view, one) for one in items))
        for what, items in kinds.items()
        if items
    )
    return Part(
        name_of(look, view.words),
        day(view, news.since),
        headline(news, view.words),
        tuple(groups),
        len(news.items) - len(listed),
    )


def _line(view: View, item: Item) -> Line:
    told = tell(item, view.settings, view.words)
    goal = link(view, item.goal)
    if item.goal.id not in view.tree.goals:
        goal = goal._replace(url="")
    is_first = item.what is What.MEASURED and item.metric is not None and item.metric is item.goal.headline
    states = told.was, standing(item.goal, view.settings) if is_first else told.now
    was, now = (chip(view, key) if key else None for key in states)
    ease = chip(view, "warning" if item.is_bad else "info", word=view.words[told.ease]) if told.ease else None
    return Line(goal, was, now, told.figure, told.name, told.more, ease, told.note, told.when, told.by)


def _tiles(view: View, news: News | None, owed: Sequence[Owed]) -> Iterator[Tile]:
    words = view.words
    if news:
        kinds = {what: [one for one in news.items if one.what is what] for what in What}
        turned, moved = kinds[What.TURNED], kinds[What.TARGET]
        bad, easier = (sum(one.is_bad for one in found) for found in (turned, moved))
        chips = _counts(view, ("behind", "for-worse", bad), ("on-track", "for-better", len(turned) - bad))
        yield Tile(words["news-state-turned"], str(len(turned)), chips)
        yield Tile(words["news-target-moved"], str(len(moved)), _counts(view, ("warning", "made-easier-count", easier)))
        yield Tile(words["news-measured"], str(len(kinds[What.MEASURED])), ())
        ends = [str(one.new) for one in kinds[What.CLOSED]]
        found = (Chip(f"{ends.count(end)} {words[end]}", end, chip(view, end).tone) for end in dict.fromkeys(ends))
        yield Tile(words["news-goal-closed"], str(len(ends)), tuple(found))
    matters = {one.key: one for owner in owed for one in owner.matters}.values()
    kept = [kind_of(one) for one in matters]
    counted = (("overdue", "n-overdue"), ("stale", "n-measure"))
    late = sum(one.is_late for one in matters)
    chips = _counts(view, *((icon, key, kept.count(key)) for icon, key in counted))
    yield Tile(words["overdue-and-stale"], str(late), chips)


def _counts(view: View, *counts: tuple[str, str, int]) -> tuple[Chip, ...]:
    """A chip for each count that is not 0, by its icon and words."""
    return tuple(chip(view, icon, word=say(view, key, count=count)) for icon, key, count in counts if count)


def _owner(view: View, owed: Owed) -> Owner:
    by_goal: dict[str, list[Due]] = {}
    for one in owed.matters:
        by_goal.setdefault(one.goal.id, []).append(one)
    lines = (DueLine(link(view, found[0].goal), tuple(_wait(view, one) for one in found)) for found in by_goal.values())
    who = people(view, [owed.name])[0] if owed.key else None
    return Owner(who, due_line(owed.matters, view.words), tuple(lines))


def _wait(view: View, one: Due) -> tuple[Chip, str, str]:
    key, wait, what = tell_due(one, view.words)
    return chip(view, key, word=wait), what, one.question
