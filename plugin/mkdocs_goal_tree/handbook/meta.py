"""What a goal hands to MkDocs and the theme: checked copies, escaped, because their templates escape nothing."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs_goal_tree.core.model import CLOSED
from mkdocs_goal_tree.core.rules import found
from mkdocs_goal_tree.render.text import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence

    from mkdocs.theme import Theme

    from mkdocs_goal_tree.core.findings import Finding
    from mkdocs_goal_tree.core.model import Goal
    from mkdocs_goal_tree.core.settings import Settings
    from mkdocs_goal_tree.core.tree import Read

# What is not under way has an icon in Material's navigation; an icon at every goal would say nothing.
MARKED = CLOSED | {"draft", "paused"}
_LISTS = ("tags", "hide", "keywords", "categories", "authors")
_TEXTS = ("subtitle", "icon", "template", "date", "slug", "weight", "cover")
_PATH = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)*")


def page_meta(goal: Goal, settings: Settings, theme: Theme) -> dict[str, object]:
    """Front matter for `page.meta`: text escaped with quotes, icon and template only where the theme has them."""
    fields = goal.page
    meta: dict[str, object] = {"title": _safe(goal.title)}
    if goal.status_word in MARKED:
        meta["status"] = goal.status_word
    if description := fields.description or goal.summary:
        meta["description"] = _safe(description)
    for name in _TEXTS:
        if (text := getattr(fields, name)) is not None and name not in missing(goal, theme):
            meta[name] = _safe(text)
    for name in _LISTS:
        if values := getattr(fields, name):
            meta[name] = [_safe(value) for value in values]
    if fields.search:
        boost = {} if fields.search.boost is None else {"boost": float(fields.search.boost)}
        meta["search"] = {"exclude": fields.search.exclude, **boost}
    if fields.comments is not None:
        meta["comments"] = fields.comments
    for name, value in fields.more.items():
        meta[name] = _safe(value) if isinstance(value, str) else [_safe(part) for part in value]
    meta["render_macros"] = fields.render_macros and settings.body == "trusted"
    return meta


def name_statuses(extra: MutableMapping[str, object], words: Mapping[str, str]) -> None:
    """Enters what Material says over those icons, where the site does not say it otherwise."""
    known = extra.setdefault("status", {})
    if isinstance(known, dict):
        for status in sorted(MARKED):
            known.setdefault(status, escape(words[status], quote=True))


def missing(goal: Goal, theme: Theme) -> dict[str, str]:
    """The pass-through fields that name a file which the theme lacks, with what they say."""
    wanted = {"icon": f".icons/{goal.page.icon}.svg", "template": str(goal.page.template)}
    return {
        name: value
        for name, path in wanted.items()
        if (value := getattr(goal.page, name)) is not None and not _in_theme(theme.dirs, path)
    }


def check_theme(reads: Iterable[Read], theme: Theme) -> Iterator[Finding]:
    """GT104 for an icon or a template that the theme lacks: handed on, it would end the build in a traceback."""
    for goal, place in ((read.goal, read.place) for read in reads if read.goal):
        for name, value in missing(goal, theme).items():
            yield found(
                "GT104",
                place.at(name),
                f"{name} is '{value[:60]}', which the theme does not have",
                help=f"Use the name of {'an icon' if name == 'icon' else 'a template'} of the theme, or leave it out.",
                goal=goal.id,
            )


def _in_theme(folders: Sequence[str], path: str) -> bool:
    plain = _PATH.fullmatch(path.removeprefix(".icons/")) and ".." not in path
    return bool(plain) and any((Path(folder) / path).is_file() for folder in folders)


def _safe(text: str) -> str:
    """Text on one line that no template can turn into markup."""
    return escape(plain(text), quote=True)
