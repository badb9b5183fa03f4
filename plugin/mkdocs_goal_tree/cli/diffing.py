"""`goal-tree diff` and `goal-tree review`."""

from __future__ import annotations

import sys
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import quote, urlsplit

import click

from mkdocs_goal_tree.config import load_words
from mkdocs_goal_tree.core.addresses import page_of
from mkdocs_goal_tree.core.comparison import compare_projects
from mkdocs_goal_tree.git import NoRevision
from mkdocs_goal_tree.render.diffs import render_html, render_json, render_text
from mkdocs_goal_tree.render.preview import PAGE as CHANGES
from mkdocs_goal_tree.render.report import safe
from mkdocs_goal_tree.render.review import Links, render_review, render_table
from mkdocs_goal_tree.revisions import WORKING_TREE, Memory, Revision, merge_base, read_project, resolve

from .common import LEVELS, config_option, fails, load, stop, today_option, write

if TYPE_CHECKING:
    from datetime import datetime

    from mkdocs_goal_tree.config import Config
    from mkdocs_goal_tree.core.comparison import Comparison
    from mkdocs_goal_tree.core.project import Project

_FORMATS = ("text", "markdown", "json", "html")
_UNREAD = ("GT101", "GT102", "GT107", "GT108", "GT109")
_LINK = "/:?&=+$,%~.-_@"
_T = TypeVar("_T")


@click.command()
@click.argument("base", required=False)
@click.argument("head", required=False)
@click.option(
    "--format", "form", type=click.Choice(_FORMATS), default="text", show_default=True, help="How to tell it."
)
@click.option("--exit-code", is_flag=True, help="Exit with 1 if something changed.")
@click.option(
    "--fail-on",
    type=click.Choice(LEVELS),
    default="never",
    help="Exit with 1 for a new finding from this level upward.",
)
@config_option
@today_option
def diff(  # noqa: PLR0913, PLR0917 - the options of the command
    base: str | None,
    head: str | None,
    form: str,
    exit_code: bool,
    fail_on: str,
    config_path: Path | None,
    today: datetime | None,
) -> None:
    """Tell what changed in the goals from BASE to HEAD.

    BASE is a revision, by default the last commit shared with the default branch; HEAD is another, by default the
    files as they are now. Exit code 0: compared, 1: something changed or is found that --exit-code or --fail-on asks for,
    2: cannot be compared.
    """
    config = load(config_path, Path(), today)
    comparison, old, new = _compare(config, base, head)
    words = load_words(config.settings.words)
    match form:
        case "json":
            write(render_json(comparison, old, new))
        case "markdown":
            write(render_table(comparison, words))
        case "html":
            write(render_html(comparison, words))
        case _:
            write(render_text(comparison, words))
    if (exit_code and not comparison.is_empty) or fails(comparison.appeared, fail_on):
        sys.exit(1)


@click.command()
@click.argument("base", required=False)
@click.argument("head", required=False)
@click.option(
    "--preview-url", default="", metavar="URL", help="Where the preview of the handbook is; goals link there."
)
@config_option
@today_option
def review(
    base: str | None, head: str | None, preview_url: str, config_path: Path | None, today: datetime | None
) -> None:
    """Write what changed in the goals as a comment for a pull request.

    Markdown for GitHub, GitLab or Gitea, with a marker by which a workflow finds the comment again. BASE and HEAD are
    those of `goal-tree diff`. Exit code 0: written, 2: cannot be compared.
    """
    config = load(config_path, Path(), today)
    links = links_to(config, preview_url) if preview_url else Links()
    comparison, old, new = _compare(config, base, head)
    words = load_words(config.settings.words)
    name = "" if old.commit.startswith(old.name) else old.name
    write(render_review(comparison, words, links._replace(base=name, commit=old.commit, head=new.commit)))


def _compare(config: Config, base: str | None, head: str | None) -> tuple[Comparison, Revision, Revision]:
    new = _or_stop(resolve(config.root, head)) if head else WORKING_TREE
    old = _or_stop(resolve(config.root, base) if base else merge_base(config.root, config.settings.changes.base, new))
    memory = Memory()
    projects = [_or_stop(read_project(config, revision, memory)) for revision in (old, new)]
    comparison = compare_projects(*projects)
    for project, revision in zip(projects, (old, new), strict=True):
        _warn(config, project, revision)
    return comparison, old, new


def _warn(config: Config, project: Project, revision: Revision) -> None:
    """Says on standard error which part could not be compared."""
    where = f"at {revision.name}" if revision.commit else "as they are now"
    if not project.reads:
        _say(f"warning: there are no goals in {config.goals_shown} {where}")
    unread = {read.place.source.path for read in project.reads if read.goal is None}
    for finding in project.findings:
        if finding.rule in _UNREAD and (finding.span.path in unread or not finding.goal):
            _say(f"warning: {finding.span} {where}: not compared: {finding.message}")


def _say(line: str) -> None:
    click.echo(safe(line), err=True)


def _or_stop(answer: _T | NoRevision) -> _T:
    if isinstance(answer, NoRevision):
        stop(
            f"error: cannot compare: {answer.message or 'git gave no answer'}{f'; {answer.help}' if answer.help else ''}"
        )
    return answer


def links_to(config: Config, preview_url: str) -> Links:
    """The preview's address made fit for Markdown; goal pages are addressed as MkDocs does."""
    parts = urlsplit(preview_url)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise click.BadParameter("an address that begins with https:// is wanted", param_hint="--preview-url")
    home = quote(preview_url.rstrip("/"), safe=_LINK) + "/"
    inside = config.goals_dir.is_relative_to(config.docs_dir)
    folder = config.goals_dir.relative_to(config.docs_dir).as_posix() if inside else config.goals_dir.name

    def page(uri: str) -> str:
        name = PurePosixPath(folder, page_of(uri)).as_posix()
        if config.directory_urls:
            return f"{home}{quote(name, errors='replace')}/"
        return f"{home}{quote(str(PurePosixPath(folder, uri).with_suffix('.html')), errors='replace')}"

    # A build has the page of changes only where it is told what to compare with.
    has_changes = bool(config.settings.changes.base) and config.settings.pages.get(CHANGES, True)
    return Links(home, page(f"{CHANGES}.md") if has_changes else "", page)
