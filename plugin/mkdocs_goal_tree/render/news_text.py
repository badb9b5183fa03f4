"""News and what is due as text for a terminal, as Markdown for a forge, and as JSON with a version."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from mkdocs_goal_tree.core.progress import Band
from mkdocs_goal_tree.core.tidings import What

from . import figures
from .changes import shorten
from .export import as_json
from .inert import inert
from .news import due_line, headline, tell, tell_due
from .report import safe
from .text import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from mkdocs_goal_tree.core.changes import Plain
    from mkdocs_goal_tree.core.due import Due, Owed
    from mkdocs_goal_tree.core.model import Goal
    from mkdocs_goal_tree.core.project import Project
    from mkdocs_goal_tree.core.source import Span
    from mkdocs_goal_tree.core.tidings import Item, News
    from mkdocs_goal_tree.core.words import Words

VERSION = 1
MOST = 60_000
"""Characters of the Markdown for one owner; a forge takes 65,536."""
_TITLE = 100


class Report(NamedTuple):
    """What is told: `news` is None where only what is due was asked for; `page` gives the address of a goal's page."""

    project: Project
    words: Words
    news: News | None
    owed: tuple[Owed, ...]
    page: Callable[[str], str] | None = None

    def items(self) -> Iterator[tuple[What, list[Item]]]:
        """The news by kind."""
        for what in What:
            if found := [one for one in (self.news.items if self.news else ()) if one.what is what]:
                yield what, found


def render_text(report: Report) -> str:
    """What moved by kind, then what is due by owner."""
    words, settings = report.words, report.project.settings
    lines: list[str] = []
    if report.news:
        lines += [_head(report.news, words)]
    for what, items in report.items():
        lines += ["", words[f"news-{what}"]]
        for item in items:
            told = tell(item, settings, words)
            origin = told.origin(words)
            lines.append(
                f"{_where(item.span, report)}: {_name(item.goal, words)}: {told.sentence(words)}{f' ({origin})' if origin else ''}"
            )
            lines += [f"    {shorten(told.note)}"] if told.note else []
    lines += ["", words["news-due"]] if report.news else []
    lines += [] if report.owed else [words["nothing-due"]]
    for owner in report.owed:
        lines += ["", f"{_who(owner, words)}: {due_line(owner.matters, words)}"]
        for one in owner.matters:
            _, wait, what_ = tell_due(one, words)
            lines.append(f"{_where(one.span, report)}: {_name(one.goal, words)}: {wait}, {what_}")
            lines += [f"    {shorten(one.question)}"] if one.question else []
    return "".join(f"{safe(line)}\n" for line in lines).lstrip("\n")


def render_markdown(report: Report) -> str:
    """The same for a comment or an issue; nothing in it that an author wrote is markup."""
    words = report.words
    parts: list[str] = []
    if report.news:
        parts += [f"### {inert(_head(report.news, words))}"]
    for what, items in report.items():
        parts += [f"**{inert(words[f'news-{what}'])}**", "\n".join(_item(item, report) for item in items)]
    parts += [f"### {inert(words['news-due'])}"]
    for owner in report.owed:
        parts += [f"**{inert(_who(owner, words))}**", _matters(owner, report, 10**9)]
    parts += [] if report.owed else [inert(words["nothing-due"])]
    return "\n\n".join(parts) + "\n"


def render_json(report: Report) -> str:
    """The news in their order, what is due, and for each owner the title and text of an issue."""
    news = report.news
    owners: dict[tuple[str, ...], list[str]] = {}
    matters: dict[tuple[str, ...], Due] = {}
    for owner in report.owed:
        for one in owner.matters:
            matters[one.key] = one
            owners.setdefault(one.key, []).append(owner.name)
    data = {
        "version": VERSION,
        "since": news.since.isoformat() if news else None,
        "today": report.project.settings.today.isoformat(),
        "news": [_news_data(item, report) for item in (news.items if news else ())],
        "due": [_due_data(one, [name for name in owners[key] if name], report) for key, one in matters.items()],
        "owners": [_owner_data(owner, report) for owner in report.owed],
    }
    return json.dumps(data, ensure_ascii=True, indent=2) + "\n"


def _head(news: News, words: Words) -> str:
    """`Since 6 May 2026: 1 state turned, 4 measured`."""
    said = headline(news, words)
    since = words.say("news-since", day=figures.day(news.since, words))
    return words.say("what-is-it", what=since, value=said) if news.items else said


def _who(owner: Owed, words: Words) -> str:
    return owner.name if owner.key else words["news-nobody"]


def _name(goal: Goal, words: Words) -> str:
    return f"{words[goal.type.value]} {shorten(goal.title)}"


def _where(span: Span, report: Report) -> Span:
    """A goal that is gone has a place below the goals folder."""
    places = report.project.tree.places.values()
    folder = next((place.source.path.removesuffix(place.source.uri) for place in places), "")
    return span if span.path.startswith(folder) else span._replace(path=f"{folder}{span.path}")


def _link(goal: Goal, report: Report) -> str:
    title = inert(shorten(goal.title))
    place = report.project.tree.places.get(goal.id)
    linked = f"[{title}]({report.page(place.source.uri)})" if report.page and place else f"**{title}**"
    return f"{inert(report.words[goal.type.value])} {linked}"


def _item(item: Item, report: Report) -> str:
    told = tell(item, report.project.settings, report.words)
    note = f" {inert(shorten(told.note))}" if told.note else ""
    origin = told.origin(report.words)
    return f"- {_link(item.goal, report)}: {inert(told.sentence(report.words))}.{note}" + (
        f" <sub>{inert(origin)}</sub>" if origin else ""
    )


def _matters(owner: Owed, report: Report, most: int) -> str:
    """What waits for one owner, one line each, at most so many characters."""
    lines = [_matter(one, report) for one in owner.matters]
    used = 0
    kept: list[str] = []
    for line in lines:
        used += len(line) + 1
        if used > most:
            kept.append(f"- {inert(report.words.say('and-more', count=len(lines) - len(kept)))}")
            break
        kept.append(line)
    return "\n".join(kept)


def _matter(one: Due, report: Report) -> str:
    _, wait, what = tell_due(one, report.words)
    question = f" {inert(shorten(one.question))}" if one.question else ""
    return f"- {_link(one.goal, report)}: **{inert(wait)}**, {inert(shorten(what))}.{question}"


def _owner_data(owner: Owed, report: Report) -> dict[str, object]:
    """`id` is what an issue is known again by, whatever the name looks like."""
    words = report.words
    title = words.say("due-title", owner=shorten(_who(owner, words))[:_TITLE])
    note = inert(words["due-note"])
    text = f"{inert(due_line(owner.matters, words))}.\n\n{_matters(owner, report, MOST - 1000)}\n\n<sub>{note}</sub>\n"
    return {
        "id": sha256(owner.key.encode(errors="replace")).hexdigest()[:16],
        "name": owner.name,
        "title": plain(title),
        "due": len(owner.matters),
        "overdue": sum(one.is_late for one in owner.matters),
        "markdown": text,
    }


def _news_data(item: Item, report: Report) -> dict[str, object]:
    metric = item.metric or item.was
    told = tell(item, report.project.settings, report.words)
    return {
        "what": item.what.value,
        "goal": item.goal.id,
        "level": item.goal.type.value,
        "title": item.goal.title,
        "old": _value(item.old),
        "new": _value(item.new),
        "metric": metric.id if metric else None,
        "field": item.field,
        "output": item.told.output.id if item.told else None,
        "direction": item.direction.value if item.direction else None,
        "note": item.note,
        "text": told.sentence(report.words),
        "asks_for_help": item.is_bad,
        "on": item.on.isoformat() if item.on else None,
        "known": item.known.isoformat() if item.known else None,
        "by": item.by,
        **_place(_where(item.span, report)),
    }


def _due_data(one: Due, owners: Sequence[str], report: Report) -> dict[str, object]:
    _, wait, what = tell_due(one, report.words)
    return {
        "matter": one.matter.value,
        "goal": one.goal.id,
        "level": one.goal.type.value,
        "title": one.goal.title,
        "owners": list(owners),
        "metric": one.metric.id if one.metric else None,
        "on": one.on.isoformat(),
        "days": one.days,
        "question": one.question,
        "text": report.words["comma"].join((wait, what)),
        **_place(one.span),
    }


def _place(span: Span) -> dict[str, object]:
    return {"path": span.path, "line": span.line, "column": span.column}


def _value(value: Plain) -> object:
    match value:
        case Band(low, high):
            return {"min": _value(low), "max": _value(high)}
        case date():
            return value.isoformat()
        case Decimal():
            return as_json(value)
        case _:
            return value
