"""`goal-tree log`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mkdocs_goal_tree.chronicle import chronicle
from mkdocs_goal_tree.config import load_words
from mkdocs_goal_tree.core.dates import read_day, read_duration
from mkdocs_goal_tree.core.project import examine
from mkdocs_goal_tree.git import NoRevision
from mkdocs_goal_tree.history import read_history
from mkdocs_goal_tree.render.history import Moment, tell
from mkdocs_goal_tree.render.history_log import Log, render_json, render_markdown, render_text

from .common import all_files, config_option, find_goal, load, reject, stop, today_option, write

if TYPE_CHECKING:
    from datetime import date, datetime

    from mkdocs_goal_tree.chronicle import Chronicle
    from mkdocs_goal_tree.config import Config
    from mkdocs_goal_tree.core.words import Words
    from mkdocs_goal_tree.entries import Entry

_WRITERS = {"text": render_text, "markdown": render_markdown, "json": render_json}


@click.command()
@click.argument("goal")
@click.option("--since", metavar="WHEN", help="Only from that day on: 30d, 6w, or a day such as 2026-05-01.")
@click.option(
    "--format", "form", type=click.Choice(list(_WRITERS)), default="text", show_default=True, help="How to tell it."
)
@config_option
@today_option
def log(goal: str, since: str | None, form: str, config_path: Path | None, today: datetime | None) -> None:
    """Tell what changed in a goal, when and by whom, newest first.

    GOAL is a goal's id, one that it had before, or its file; also of a goal that is no more. What is not committed is
    not told. Exit code 0: told, 2: no such goal, or no history.
    """
    config = load(config_path, Path(), today)
    day = _day(since, config.settings.today) if since is not None else None
    history = read_history(config.goals_dir) if config.goals_dir.is_dir() else NoRevision("there is no goals folder")
    if isinstance(history, NoRevision):
        stop(f"error: no history: {'; '.join(filter(None, (history.message or 'git gave no answer', history.help)))}")
    known = chronicle(history, config.settings, config.goals_shown)
    name = _by_file(goal, config, known) or known.find(goal) or _by_present(goal, config, known)
    entries, more = known.entries(name, since=day)
    words = load_words(config.settings.words)
    moments = tuple(_moment(entry, words) for entry in entries)
    write(_WRITERS[form](Log(name, name in known.lives.present, moments, more), words))


def _day(text: str, today: date) -> date:
    for read in (read_day, lambda text: read_duration(text).before(today)):
        try:
            return read(text)
        except ValueError:
            continue
    return reject(f"--since is '{text}'", "write 30d, 6w, or a day as 2026-05-01")


def _by_file(path: str, config: Config, known: Chronicle) -> str | None:
    """The goal of a file, from here or from the goals folder; also of one that is there no more."""
    here = Path(os.path.normpath(Path.cwd() / path))
    places = [Path(path)]
    if here.is_relative_to(config.goals_dir):
        places.insert(0, here.relative_to(config.goals_dir))
    return next((goal for place in places if (goal := known.of_file(place.as_posix()))), None)


def _by_present(name: str, config: Config, known: Chronicle) -> str:
    """A goal that has a new id, which is not committed yet; stops where there is none."""
    project = examine(all_files(config), config.settings)
    likely = [*known.lives.present, *known.lives.over]
    goal = find_goal(project, name, [one for one in likely if one not in project.tree.goals])
    told = next((one for one in (goal.id, *goal.aliases) if one in known.lives.present), None)
    return told or stop(f"{project.tree.places[goal.id].source.path}: error: it is not committed yet")


def _moment(entry: Entry, words: Words) -> Moment:
    lines = tell(entry.comparison, words, is_unread=entry.is_unread)
    commit = entry.commit
    return Moment(commit.on, commit.by, commit.hash, commit.subject, lines, entry.changes)
