"""What goes out as Atom feeds (RFC 4287): outcomes moved, one entry a verdict; and the news, one entry an item."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from mkdocs_goal_tree.core.learning import verdicts
from mkdocs_goal_tree.core.review import VerdictWord

from .news import tell
from .reviews import verdict_card
from .text import plain
from .view import View, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from mkdocs_goal_tree.core.learning import Told
    from mkdocs_goal_tree.core.tidings import Item

MOST_ENTRIES = 100
_ATOM = "http://www.w3.org/2005/Atom"
_MOVED = frozenset({VerdictWord.MOVED, VerdictWord.PARTLY})


class Feed(NamedTuple):
    """What a feed says of itself: the name and address of the site, its own address, that of the page it belongs to."""

    site: str
    site_url: str
    url: str
    page: str


class Entry(NamedTuple):
    """One entry; `name` is what it stays the same by, whatever its words are."""

    name: str
    title: str
    on: date
    url: str
    summary: tuple[str, ...]
    by: str = ""


def moved_feed(view: View, feed: Feed) -> str:
    """The latest verdicts that say moved or partly moved, newest first; shipping alone makes none.

    Ids hold while the output, its round and the metric keep their names, whatever the titles and paths of pages.
    """
    return _write(view, feed, "feed-title", (_moved(view, on, told) for on, told in _newest(view)))


def news_feed(view: View, feed: Feed, items: Iterable[Item]) -> str:
    """Items of a diary, the latest first. Ids hold while the goal and the metric keep theirs."""
    shown = (one for one in items if one.goal.id not in view.hidden)
    return _write(view, feed, "feed-news-title", (_news(view, one, one.known) for one in shown if one.known))


def _write(view: View, feed: Feed, title: str, told: Iterable[Entry]) -> str:
    entries = list(islice(told, MOST_ENTRIES))
    root = Element("feed", {"xmlns": _ATOM})
    _text(root, "id", feed.url)
    _text(root, "title", say(view, title, site=plain(feed.site)))
    _text(root, "updated", _moment(entries[0].on if entries else view.settings.today))
    _link(root, "self", feed.url)
    _link(root, "alternate", feed.page or feed.site_url)
    _text(SubElement(root, "author"), "name", feed.site)
    for entry in entries:
        element = SubElement(root, "entry")
        _text(element, "id", uuid5(NAMESPACE_URL, f"{feed.site_url}#{entry.name}").urn)
        _text(element, "title", entry.title)
        _text(element, "updated", _moment(entry.on))
        if entry.by:
            _text(SubElement(element, "author"), "name", entry.by)
        _link(element, "alternate", entry.url or feed.page or feed.site_url)
        _text(element, "summary", " ".join(_sentence(one) for one in entry.summary if one))
    indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, encoding="unicode")}\n'


def _newest(view: View) -> Iterator[tuple[date, Told]]:
    """Verdicts with a day, up to today."""
    for one in verdicts(view.tree):
        told = one.verdict.verdict in _MOVED and one.outcome is not None and one.outcome.id not in view.hidden
        if told and one.output.id not in view.hidden and one.done_on and one.done_on <= view.settings.today:
            yield one.done_on, one


def _moved(view: View, on: date, told: Told) -> Entry:
    card = verdict_card(view, told.output, told.review, told.verdict)
    outcome = told.outcome.title if told.outcome else told.verdict.outcome
    position = told.review.verdicts.index(told.verdict)
    name = f"verdict/{told.output.id}/{told.number}/{told.verdict.outcome}/{told.verdict.metric}"
    change = view.words["arrow"].join(value for value in (card.before, card.after) if value)
    return Entry(
        f"{name}/{position}" if _is_twin(told, position) else name,
        say(view, "feed-entry", verdict=card.chip.word, outcome=plain(outcome)),
        on,
        view.url(told.outcome.id if told.outcome else "") or view.url(told.output.id),
        (
            say(view, "feed-change", metric=card.on, change=change) if change else card.on,
            told.verdict.note,
            say(view, "feed-how", how=card.how) if card.how else "",
            say(view, "feed-credited", output=told.output.title),
        ),
    )


def _news(view: View, item: Item, known: date) -> Entry:
    told = tell(item, view.settings, view.words)
    what = view.words[told.now] if told.now else view.words[f"news-{item.what}"]
    is_there = item.goal.id in view.tree.goals
    return Entry(
        "/".join(("news", *item.key, known.isoformat())),
        say(view, "feed-news-entry", what=what, goal=plain(item.goal.title)),
        known,
        view.url(item.goal.id) if is_there else "",
        (told.sentence(view.words), told.note),
        told.by,
    )


def _is_twin(told: Told, position: int) -> bool:
    """Whether an earlier verdict of the same round speaks of the same metric."""
    same = [(one.outcome, one.metric) for one in told.review.verdicts]
    return same.index(same[position]) < position


def _sentence(text: str) -> str:
    return text if text.rstrip().endswith((".", "!", "?", "…")) else f"{text.rstrip()}."


def _text(parent: Element, tag: str, text: str) -> None:
    SubElement(parent, tag).text = plain(text)


def _link(parent: Element, rel: str, url: str) -> None:
    if url:
        SubElement(parent, "link", {"rel": rel, "href": plain(url)})


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
