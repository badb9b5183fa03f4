"""`goal-tree`: what the handbook knows, without building it. Modules are imported where a command needs them."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from mkdocs_goal_tree.config import Config
    from mkdocs_goal_tree.core.findings import Finding
    from mkdocs_goal_tree.core.project import Project

_WRONG_USE = 2
_LEVELS = ("error", "warning", "info", "never")
_FORMATS = ("json", "mermaid", "dot")


_config = click.option(
    "-f",
    "--config",
    "config_path",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The mkdocs.yml; else the nearest one upward.",
)
_today = click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="The day that counts as today, as 2026-05-13.")


@click.group("goal-tree", context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="mkdocs-goal-tree", prog_name="goal-tree")
def main() -> None:
    """Check and export the goals of a handbook, and start its glossary."""


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@_config
@_today
@click.option("--fail-on", type=click.Choice(_LEVELS), help="Exit with 1 from this severity upward; else the setting.")
def check(paths: tuple[Path, ...], config_path: Path | None, today: datetime | None, fail_on: str | None) -> None:
    """Report what is wrong with the goals.

    PATHs are files or folders; they limit what is reported, all goals are read. Exit code 0: nothing at or above the
    severity to fail on, 1: something, 2: wrong use, or a mkdocs.yml that cannot be read.
    """
    from mkdocs_goal_tree.core.findings import Severity  # noqa: PLC0415
    from mkdocs_goal_tree.render.report import render_text  # noqa: PLC0415

    config = _load(config_path, paths[0] if paths else Path(), today)
    project = _examine(config)
    findings = [finding for finding in project.findings if _is_asked_for(finding.span.path, config, paths)]
    goals = sum(_is_asked_for(place.source.path, config, paths) for place in project.tree.places.values())
    _write(render_text(findings, goals))
    level = fail_on or config.settings.fail_on
    limit = None if level == "never" else Severity[level.upper()]
    if limit and any(finding.severity >= limit for finding in findings):
        sys.exit(1)


@main.command()
@click.option("--format", "form", type=click.Choice(_FORMATS), default="json", show_default=True)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="A file; else standard output.")
@_config
@_today
def export(form: str, output: Path | None, config_path: Path | None, today: datetime | None) -> None:
    """Write all goals as JSON, or the goal tree as Mermaid or DOT."""
    config = _load(config_path, Path(), today)
    project = _examine(config)
    text = _export(project, form)
    if output is None:
        _write(text)
    else:
        from mkdocs_goal_tree.sources import write_atomically  # noqa: PLC0415

        try:
            write_atomically(output, text)
        except OSError as error:
            _stop(f"{output}: error: cannot be written: {error.strerror}")
    _warn(project.findings, len(project.tree))


@main.command()
@click.option("--glossary", is_flag=True, help="Copy the terms of this field to the glossary folder.")
@_config
def init(glossary: bool, config_path: Path | None) -> None:
    """Put into a handbook what it can start from; files that are there stay as they are.

    Exit code 0: everything is there now, 2: wrong use, or something that cannot be read or written.
    """
    if not glossary:
        raise click.UsageError("say what to put there: --glossary")
    _copy_terms(_load(config_path, Path(), None))


@main.command()
@click.argument("rule", required=False)
@click.option("--format", "form", type=click.Choice(("text", "markdown")), default="text", show_default=True)
def rules(rule: str | None, form: str) -> None:
    """List the rules, or explain the one with that code or name; as Markdown, all of them on one page."""
    from mkdocs_goal_tree.core.rules import RULES, by_name, did_you_mean  # noqa: PLC0415
    from mkdocs_goal_tree.render.report import render_rule, render_rules  # noqa: PLC0415
    from mkdocs_goal_tree.render.rules_reference import render_reference  # noqa: PLC0415

    if form == "markdown":
        _write(render_reference(RULES))
    elif rule is None:
        _write(render_rules(RULES))
    elif known := by_name(rule):
        _write(render_rule(known))
    else:
        help_ = did_you_mean(rule, [name for each in RULES for name in (each.name, each.code)])
        raise click.BadParameter(f"no rule is called {rule!r}. {help_}".strip(), param_hint="RULE")


def _load(path: Path | None, start: Path, today: datetime | None) -> Config:
    from mkdocs_goal_tree.config import load_file, nearest  # noqa: PLC0415
    from mkdocs_goal_tree.mkdocsyml import BadConfig  # noqa: PLC0415

    path = path or nearest(start if start.is_dir() else start.parent)
    if path is None:
        _stop("error: there is no mkdocs.yml here or in a folder above; name it with -f")
    config = load_file(path, today.date() if today else None)
    if isinstance(config, BadConfig):
        _stop(f"{config.span}: error: {config.message}")
    return config


def _examine(config: Config) -> Project:
    """The goals and terms of the site, with what is wrong with its settings among the findings."""
    from mkdocs_goal_tree.core.project import Files, examine  # noqa: PLC0415
    from mkdocs_goal_tree.sources import from_folder, terms_from  # noqa: PLC0415

    files = from_folder(config.goals_dir, config.goals_shown) if config.goals_dir.is_dir() else Files()
    terms = terms_from(config.glossary_dir, config.glossary_shown)
    said = (*config.findings, *files.findings, *terms.findings)
    return examine(Files(files.sources, files.tables, said), config.settings, terms.sources)


def _copy_terms(config: Config) -> None:
    """Writes the terms that travel in the package to the glossary folder, those aside that the site explains itself."""
    from mkdocs_goal_tree.core.termfiles import read_glossary  # noqa: PLC0415
    from mkdocs_goal_tree.sources import packaged_terms, terms_from  # noqa: PLC0415

    folder, shown = config.glossary_dir, config.glossary_shown
    if not folder.is_relative_to(config.docs_dir):
        _stop(f"error: the glossary folder {shown} lies outside docs_dir; see the setting `glossary_dir`")
    own, _ = read_glossary(terms_from(folder, shown).sources)
    ours, _ = read_glossary(packaged_terms())
    written = 0
    for slug, term in ours.terms.items():
        source, rival = ours.places[slug].source, own.rival(term)
        if os.path.lexists(folder / source.uri):
            _write(f"kept    {shown}/{source.uri}\n")
        elif rival:
            _write(f"passed  {source.uri}: '{rival.term}' is explained in {own.places[rival.slug].source.path}\n")
        else:
            _write_term(folder / source.uri, source.text, f"{shown}/{source.uri}")
            written += 1
    _write(f"{written} of {len(ours)} terms written to {shown}\n")


def _write_term(path: Path, text: str, shown: str) -> None:
    from mkdocs_goal_tree.sources import write_atomically  # noqa: PLC0415

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, text)
    except OSError as error:
        _stop(f"{shown}: error: cannot be written: {error.strerror}")
    _write(f"written {shown}\n")


def _export(project: Project, form: str) -> str:
    if form == "json":
        from mkdocs_goal_tree.render.export import render_json  # noqa: PLC0415

        return render_json(project.tree)
    from mkdocs_goal_tree.config import load_words  # noqa: PLC0415
    from mkdocs_goal_tree.render.diagram import draw, whole  # noqa: PLC0415
    from mkdocs_goal_tree.render.dot import render_dot  # noqa: PLC0415
    from mkdocs_goal_tree.render.faces import face  # noqa: PLC0415
    from mkdocs_goal_tree.render.mermaid import render_mermaid  # noqa: PLC0415

    tree, settings = project.tree, project.settings
    words = load_words(settings.words)
    diagram = draw(
        tree,
        whole(tree, hidden={goal.id for goal in tree if goal.page.draft}),
        lambda goal_id: face(tree[goal_id], tree, settings, words),
        lambda _: "",
        words,
        today=settings.today,
        direction=settings.direction,
        max_nodes=settings.max_nodes,
    )
    return render_mermaid(diagram) if form == "mermaid" else render_dot(diagram)


def _is_asked_for(shown: str, config: Config, paths: Sequence[Path]) -> bool:
    """Whether a finding in that file is reported: below one of the paths, or in the settings, which all depends on."""
    if not paths or shown.endswith((".yml", ".yaml")):
        return True
    path = (config.root / shown).resolve()
    return any(path.is_relative_to(asked.resolve()) for asked in paths)


def _warn(findings: Sequence[Finding], goals: int) -> None:
    """Says on standard error that what was written may lack something."""
    from mkdocs_goal_tree.core.findings import Severity  # noqa: PLC0415
    from mkdocs_goal_tree.render.report import count_line  # noqa: PLC0415

    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if errors:
        click.echo(f"{count_line(errors, goals)}: see goal-tree check", err=True)


def _write(text: str) -> None:
    """UTF-8 with plain line ends, whatever the locale."""
    sys.stdout.buffer.write(text.encode(errors="backslashreplace"))
    sys.stdout.flush()


def _stop(message: str) -> NoReturn:
    from mkdocs_goal_tree.render.report import safe  # noqa: PLC0415

    click.echo(safe(message), err=True)
    sys.exit(_WRONG_USE)
