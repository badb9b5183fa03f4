"""Outcomes moved as an Atom feed (RFC 4287): one entry a verdict, shipping alone makes none."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from mkdocs_goal_tree.core.learning import verdicts
from mkdocs_goal_tree.core.model import VerdictWord

from .reviews import verdict_card
from .text import plain
from .view import View, say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from mkdocs_goal_tree.core.learning import Told

MOST_ENTRIES = 100
_ATOM = "http://www.w3.org/2005/Atom"
_MOVED = frozenset({VerdictWord.MOVED, VerdictWord.PARTLY})


class Feed(NamedTuple):
    """What a feed says of itself: the name and address of the site, its own address, that of the page it belongs to."""

    site: str
    site_url: str
    url: str
    page: str


def moved_feed(view: View, feed: Feed) -> str:
    """The latest verdicts that say moved or partly moved, newest first.

    Ids hold while the output, its round and the metric keep their names, whatever the titles and paths of pages.
    """
    entries = list(_newest(view))[:MOST_ENTRIES]
    root = Element("feed", {"xmlns": _ATOM})
    _text(root, "id", feed.url)
    _text(root, "title", say(view, "feed-title", site=plain(feed.site)))
    _text(root, "updated", _moment(entries[0][0] if entries else view.settings.today))
    _link(root, "self", feed.url)
    _link(root, "alternate", feed.page or feed.site_url)
    _text(SubElement(root, "author"), "name", feed.site)
    for on, told in entries:
        _enter(view, SubElement(root, "entry"), on, told, feed)
    indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, encoding="unicode")}\n'


def _newest(view: View) -> Iterator[tuple[date, Told]]:
    """Verdicts with a day, up to today."""
    for one in verdicts(view.tree):
        told = one.verdict.verdict in _MOVED and one.outcome is not None and one.outcome.id not in view.hidden
        if told and one.output.id not in view.hidden and one.done_on and one.done_on <= view.settings.today:
            yield one.done_on, one


def _enter(view: View, entry: Element, on: date, told: Told, feed: Feed) -> None:
    card = verdict_card(view, told.output, told.review, told.verdict)
    outcome = told.outcome.title if told.outcome else told.verdict.outcome
    position = told.review.verdicts.index(told.verdict)
    name = f"{feed.site_url}#verdict/{told.output.id}/{told.number}/{told.verdict.outcome}/{told.verdict.metric}"
    _text(entry, "id", uuid5(NAMESPACE_URL, f"{name}/{position}" if _is_twin(told, position) else name).urn)
    _text(entry, "title", say(view, "feed-entry", verdict=card.chip.word, outcome=plain(outcome)))
    _text(entry, "updated", _moment(on))
    _link(entry, "alternate", view.url(told.outcome.id if told.outcome else "") or view.url(told.output.id))
    change = view.words["arrow"].join(value for value in (card.before, card.after) if value)
    said = (
        say(view, "feed-change", metric=card.on, change=change) if change else card.on,
        told.verdict.note,
        say(view, "feed-how", how=card.how) if card.how else "",
        say(view, "feed-credited", output=told.output.title),
    )
    _text(entry, "summary", " ".join(_sentence(one) for one in said if one))


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
