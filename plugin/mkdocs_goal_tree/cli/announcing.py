"""`goal-tree news`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from mkdocs_goal_tree.bulletin import read_bulletin
from mkdocs_goal_tree.config import load_words
from mkdocs_goal_tree.core.dates import read_day, read_duration
from mkdocs_goal_tree.core.diary import Look, quarter_so_far
from mkdocs_goal_tree.core.due import by_owner
from mkdocs_goal_tree.core.owners import known_owners, owned, owner_key
from mkdocs_goal_tree.core.rules import did_you_mean
from mkdocs_goal_tree.git import NoRevision
from mkdocs_goal_tree.past import read_past
from mkdocs_goal_tree.render.news_text import Report, render_json, render_markdown, render_text
from mkdocs_goal_tree.render.report import safe

from .common import config_option, examine_site, load, reject, stop, today_option, warn, write
from .diffing import links_to

if TYPE_CHECKING:
    from datetime import datetime

    from mkdocs_goal_tree.config import Config
    from mkdocs_goal_tree.core.project import Project
    from mkdocs_goal_tree.core.settings import Settings
    from mkdocs_goal_tree.core.tidings import News

_WRITERS = {"text": render_text, "markdown": render_markdown, "json": render_json}
_PERIOD = "period"


@click.command()
@click.option(
    "--since",
    metavar="WHEN",
    help="7d, 6w, a day such as 2026-05-01, or `period`: this quarter; else the setting `news`.",
)
@click.option("--owner", default="", metavar="NAME", help="Only goals of this owner.")
@click.option("--due", "only_due", is_flag=True, help="Only what is due; this needs no history.")
@click.option(
    "--format", "form", type=click.Choice(list(_WRITERS)), default="text", show_default=True, help="How to tell it."
)
@config_option
@today_option
def news(  # noqa: PLR0913, PLR0917 - the options of the command
    since: str | None, owner: str, only_due: bool, form: str, config_path: Path | None, today: datetime | None
) -> None:
    """Tell what moved since last week and what is due, by owner.

    What moved is read from git: the files as they are now beside those of the day asked for. Exit code 0: told, also if
    nothing moved, 2: wrong use, or a history that cannot be read.
    """
    if since and only_due:
        stop("error: --due looks at today alone, without --since")
    config = load(config_path, Path(), today)
    look = _look(since, config.settings)
    project = examine_site(config)
    told = None if only_due else _read(config, project, look)
    owed = by_owner(project.tree, project.settings, _hidden(project))
    if owner:
        key = _owner(owner, project)
        told = told and told._replace(items=tuple(one for one in told.items if one.goal.id in _goals(key, project)))
        owed = tuple(one for one in owed if one.key == key)
    page = links_to(config, config.site_url).page if _is_web(config.site_url) else None
    report = Report(project, load_words(config.settings.words), told, owed, page)
    write(_WRITERS[form](report))
    warn(project.findings, len(project.tree))


def _look(since: str | None, settings: Settings) -> Look:
    if since is None:
        return Look(settings.news.before(settings.today), settings.news)
    if since == _PERIOD:
        return quarter_so_far(settings)
    for read in (read_day, lambda text: read_duration(text).before(settings.today)):
        try:
            day = read(since)
        except ValueError:
            continue
        if day >= settings.today:
            stop(f"error: --since {since}: that day is not before today, {settings.today}")
        return Look(day)
    return reject(f"--since is '{since}'", "write 7d, 6w, a day as 2026-05-01, or period")


def _read(config: Config, project: Project, look: Look) -> News:
    here = config.goals_dir.is_dir()
    history = read_past(config.goals_dir, config.settings.today) if here else NoRevision("there is no goals folder")
    if isinstance(history, NoRevision):
        stop(f"error: what moved is not known: {'; '.join(filter(None, (history.message, history.help, _INSTEAD)))}")
    told = read_bulletin(history, [look], project).news.get(look)
    if told is None:
        stop(f"error: what moved is not known: no goal was committed before {config.settings.today}; {_INSTEAD}")
    shown = told._replace(items=tuple(one for one in told.items if one.goal.id not in _hidden(project)))
    if told.since > look.since:
        click.echo(safe(f"the history of the goals begins on {told.since}; what moved is told from there on"), err=True)
    return shown


_INSTEAD = "--due needs no history"


def _hidden(project: Project) -> set[str]:
    """The drafts, which a built site does not show either."""
    return {goal.id for goal in project.tree if goal.page.draft}


def _owner(name: str, project: Project) -> str:
    """What is compared of the owner that somebody typed."""
    known = known_owners(project.settings)
    key = owner_key(name)
    key = owner_key(known[key].name) or key if key in known else key
    owners = owned(project.tree, project.settings)
    if any(one.key == key for one in owners):
        return key
    return reject(f"no goal is owned by '{name}'", did_you_mean(name, [one.name for one in owners]))


def _goals(key: str, project: Project) -> set[str]:
    return {goal.id for one in owned(project.tree, project.settings) if one.key == key for goal in one.goals}


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)
