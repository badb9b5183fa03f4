"""The reviews that are still to be done as a calendar (RFC 5545), all-day events."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar, Event

from mkdocs_goal_tree.core.learning import aim, reviews_due

from . import figures
from .text import plain
from .view import View, names, say

if TYPE_CHECKING:
    from mkdocs_goal_tree.core.learning import Waiting
    from mkdocs_goal_tree.core.model import Output
    from mkdocs_goal_tree.core.review import Expectation

_LAST_DAY = (9999, 12, 31)


def reviews_calendar(view: View, site: str) -> str:
    """Events that keep their UID while the output has its id, on the `site` of that address or name.

    The stamp is the day that counts as today, so that the same goals give the same bytes.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//mkdocs-goal-tree//reviews//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", view.words["calendar-title"])
    for one in reviews_due(view.tree, view.settings):
        if one.output.id not in view.hidden:
            calendar.add_component(_event(view, one, site))
    return bytes(calendar.to_ical()).decode()


def _event(view: View, one: Waiting, site: str) -> Event:
    event = Event()
    event.add("uid", f"{uuid5(NAMESPACE_URL, f'{site}#review/{one.output.id}/{one.number}')}@mkdocs-goal-tree")
    event.add("dtstamp", datetime.combine(view.settings.today, time(), UTC))
    event.add("dtstart", one.due)
    if (one.due.year, one.due.month, one.due.day) != _LAST_DAY:
        event.add("dtend", one.due + timedelta(days=1))
    event.add("summary", say(view, "calendar-event", title=plain(one.output.title)))
    event.add("transp", "TRANSPARENT")
    if said := "\n".join(_lines(view, one)):
        event.add("description", said)
    if url := view.url(one.output.id):
        event.add("url", url)
    return event


def _lines(view: View, one: Waiting) -> list[str]:
    """What is asked, which number is awaited, and who looks; each on its line."""
    owners = names(view, one.output.owner)
    return [
        plain(line)
        for line in (
            one.question,
            *(_expected(view, one.output, expectation) for expectation in one.expects),
            say(view, "calendar-owner", name=owners) if owners else "",
        )
        if line
    ]


def _expected(view: View, output: Output, one: Expectation) -> str:
    _, metric = aim(view.tree, output, one.outcome, one.metric)
    change = figures.change(metric, one.before, one.after, view.words)
    name = metric.name if metric else one.metric
    return say(view, "calendar-expected", metric=name, change=change) if change else ""
