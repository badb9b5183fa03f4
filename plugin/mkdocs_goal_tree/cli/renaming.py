"""`goal-tree rename`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mkdocs_goal_tree.config import nearest
from mkdocs_goal_tree.core.editing import Refusal
from mkdocs_goal_tree.core.edits import apply
from mkdocs_goal_tree.core.metric_renaming import rename_metric
from mkdocs_goal_tree.core.project import Files, examine
from mkdocs_goal_tree.core.renaming import rename as rename_goal
from mkdocs_goal_tree.core.rereading import goal_fields
from mkdocs_goal_tree.render.report import safe
from mkdocs_goal_tree.sources import from_folder

from .changes import Change, shown_changes, write_changes
from .common import config_option, find_goal, load, reject, write

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mkdocs_goal_tree.config import Config
    from mkdocs_goal_tree.core.edits import Renaming
    from mkdocs_goal_tree.core.source import Source


@click.command()
@click.argument("old")
@click.argument("new")
@click.option("--dry-run", "--diff", "show_diff", is_flag=True, help="Show what would be written, and write nothing.")
@config_option
def rename(old: str, new: str, show_diff: bool, config_path: Path | None) -> None:
    """Give a goal or a metric another id, and change what refers to it.

    OLD is a goal's id or, as GOAL.METRIC, that of one of its metrics; NEW is the new id. The file gets the new name if its
    name was the id. Fields, references, links and blocks in goals and pages follow; the former id stays as an alias. Exit
    code 0: written or shown, 2: nothing written, and why.
    """
    config = load(config_path)
    files = from_folder(config.goals_dir, config.goals_shown)
    read = _pages(config)
    pages = tuple(page for page in read.sources if page.path not in {source.path for source in files.sources})
    former, done = _plan(config, files, pages, old.strip(), new.strip())
    nav = _nav(config_path or nearest(Path()), config, files, done)
    changes = [*nav, *_changes((*files.sources, *pages), done)]
    if show_diff:
        write(shown_changes(changes))
    else:
        write_changes(config, changes)
        for one in changes:
            write(f"{safe(_said(one, done))}\n")
        write(f"{former} is {new.strip()} now; the former id stays as an alias\n")
    for line in _unsure(files, read, former):
        click.echo(safe(line), err=True)


def _plan(config: Config, files: Files, pages: Sequence[Source], old: str, new: str) -> tuple[str, Renaming]:
    """The former id and what changes; stops where nothing can."""
    goal, _, metric = old.partition(".")
    found = find_goal(examine(files, config.settings), goal)
    if metric:
        result = rename_metric(files, pages, config.settings, (found.id, metric), new, folder=config.goals_in_site)
    else:
        result = rename_goal(files, pages, config.settings, found.id, new, folder=config.goals_in_site)
    if isinstance(result, Refusal):
        reject(f"nothing is written: {result.why}", "")
    return metric or found.id, result


def _pages(config: Config) -> Files:
    docs = config.docs_dir
    return from_folder(docs, config.docs_shown) if docs.is_dir() else Files()


def _changes(sources: Sequence[Source], done: Renaming) -> list[Change]:
    """Every file that changes, the one that moves last."""
    moves = {done.move.path: done.move.to} if done.move else {}
    changed = [source for source in sources if source.path in done.edits]
    return [
        Change(source.path, source.text, apply(source, done.edits[source.path]), moves.get(source.path, ""))
        for source in sorted(changed, key=lambda one: (one.path in moves, one.path))
    ]


def _nav(mkdocs_yml: Path | None, config: Config, files: Files, done: Renaming) -> list[Change]:
    """The mkdocs.yml, if its navigation names the file that moves."""
    if mkdocs_yml is None or done.move is None:
        return []
    uri = next(source.uri for source in files.sources if source.path == done.move.path)
    before = f"{config.goals_in_site}/{uri}"
    after = f"{before.rpartition('/')[0]}/{done.move.to.rpartition('/')[2]}"
    try:
        text = mkdocs_yml.read_bytes().decode()
    except (OSError, UnicodeDecodeError):
        return []
    changed = re.sub(rf"(?<![\w./-]){re.escape(before)}(?![\w./-])", after, text)
    return [Change(mkdocs_yml.name, text, changed)] if changed != text else []


def _said(change: Change, done: Renaming) -> str:
    count = len(done.edits.get(change.path, (None,)))
    places = f"{count} place{'s' if count != 1 else ''}"
    return f"{change.path} -> {change.to}: {places}" if change.to else f"{change.path}: {places}"


def _unsure(files: Files, read: Files, former: str) -> Iterator[str]:
    """What may refer to the former id and could not be looked through; it is an alias, so nothing is lost."""
    lost = [one.span.path for one in (*files.findings, *read.findings)]
    for path in dict.fromkeys(path for path in lost if path.endswith(".md")):
        yield f"{path}: note: it cannot be read, so it was not looked through"
    word = re.compile(rf"(?<![\w-]){re.escape(former)}(?![\w-])", re.IGNORECASE)
    for source in files.sources:
        if source.text and goal_fields(source) is None and word.search(source.text):
            yield f"{source.path}: note: its fields cannot be read; where they say {former} they still do"
