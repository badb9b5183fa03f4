"""`goal-tree export`."""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from mkdocs_goal_tree.config import load_words
from mkdocs_goal_tree.core import query
from mkdocs_goal_tree.core.owners import known_owners, owner_key
from mkdocs_goal_tree.core.rules import did_you_mean
from mkdocs_goal_tree.layout import EngineError, Layout, choose, lay_out
from mkdocs_goal_tree.render.diagram import Selection, draw, subtree, whole
from mkdocs_goal_tree.render.dot import layout_dot, render_dot
from mkdocs_goal_tree.render.export import render_json
from mkdocs_goal_tree.render.export_csv import render_csv
from mkdocs_goal_tree.render.export_schema import render_schema
from mkdocs_goal_tree.render.faces import face
from mkdocs_goal_tree.render.figures import together
from mkdocs_goal_tree.render.mermaid import render_mermaid
from mkdocs_goal_tree.render.placing import placed
from mkdocs_goal_tree.render.standalone import standalone
from mkdocs_goal_tree.sources import write_atomically

from . import painting
from .common import config_option, examine_site, load, stop, today_option, warn, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from mkdocs_goal_tree.core.model import Goal
    from mkdocs_goal_tree.core.project import Project
    from mkdocs_goal_tree.core.words import Words
    from mkdocs_goal_tree.render.faces import Face
    from mkdocs_goal_tree.render.picture import Diagram
    from mkdocs_goal_tree.render.standalone import Theme


class Choice(NamedTuple):
    """What is asked for: which goals, and how they are drawn."""

    where: str = ""
    root: str = ""
    depth: int | None = None
    direction: str = ""
    owners: bool = False
    theme: Theme = "auto"
    scale: float = 2.0


class Job:
    """One export; the diagram is drawn and laid out when a format asks for it."""

    def __init__(self, project: Project, choice: Choice) -> None:
        self.project = project
        self.choice = choice

    @cached_property
    def words(self) -> Words:
        return load_words(self.project.settings.words)

    @cached_property
    def diagram(self) -> Diagram:
        tree, settings = self.project.tree, self.project.settings
        return draw(
            tree,
            _chosen(self.project, self.choice),
            self._face,
            lambda _: "",
            self.words,
            today=settings.today,
            direction=self.choice.direction or settings.direction,  # type: ignore[arg-type]  # click lets nothing else in
            max_nodes=settings.max_nodes,
            wide=True,
            owners=self.choice.owners,
        )

    def svg(self, theme: Theme) -> str:
        layout = _layout(self.diagram, self.project)
        return standalone(self.diagram, layout, self.words, theme)

    def _face(self, goal_id: str) -> Face:
        tree, settings = self.project.tree, self.project.settings
        goal = tree[goal_id]
        known = known_owners(settings)
        found = [(name, known.get(owner_key(name))) for name in goal.owner]
        named = [(owner and owner.name) or name.removeprefix("@") for name, owner in found]
        return replace(face(goal, tree, settings, self.words), owner=together(named, self.words))

    @property
    def painted(self) -> str:
        """The drawing for programs that know no media queries."""
        return self.svg("light" if self.choice.theme == "auto" else self.choice.theme)


_DRAWN: dict[str, Callable[[Job], str | bytes]] = {
    "svg": lambda job: job.svg(job.choice.theme),
    "png": lambda job: painting.png(job.painted, job.choice.scale),
    "pdf": lambda job: painting.pdf(job.painted),
    "mermaid": lambda job: render_mermaid(job.diagram),
    "dot": lambda job: render_dot(job.diagram),
}
_DATA: dict[str, Callable[[Job], str | bytes]] = {
    "json": lambda job: render_json(job.project, job.project.findings, _hidden(job.project)),
    "csv": lambda job: render_csv(job.project, _hidden(job.project)),
}
_WRITERS = {**_DATA, **_DRAWN}
_SCHEMA = "schema"


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice([*_WRITERS, _SCHEMA]),
    default="json",
    show_default=True,
    help="What to write.",
)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Where to write; else standard output."
)
@click.option("--where", default="", metavar="FILTER", help="Draw only goals that match, such as 'status = active'.")
@click.option("--root", default="", metavar="ID", help="Draw only this goal and what is below it.")
@click.option("--depth", type=click.IntRange(min=1), metavar="N", help="With --root: only N levels below it.")
@click.option(
    "--direction", type=click.Choice(["TB", "LR"]), help="Draw top to bottom or left to right; else as on the site."
)
@click.option("--owners", is_flag=True, help="Draw the owner in each box.")
@click.option(
    "--theme",
    type=click.Choice(["auto", "light", "dark"]),
    default="auto",
    show_default=True,
    help="The colors of svg, png and pdf.",
)
@click.option(
    "--scale",
    type=click.FloatRange(0.1, 10),
    metavar="FACTOR",
    default=2.0,
    show_default=True,
    help="The size of a png.",
)
@config_option
@today_option
def export(form: str, output: Path | None, config_path: Path | None, today: datetime | None, **choice: object) -> None:
    """Write the goals as data, as a picture, or as its source.

    json and csv have all goals. A picture is drawn as on the site: beyond `max_nodes` goals outputs fold. schema is the
    JSON Schema of the JSON; it needs no goals.
    """
    if form == _SCHEMA:
        _put(render_schema(), output)
        return
    config = load(config_path, Path(), today)
    project = examine_site(config)
    job = Job(project, Choice(**choice))  # type: ignore[arg-type]  # the options by their names
    if form in _DATA and (job.choice.where or job.choice.root):
        stop(f"error: --where and --root choose what is drawn; {form} has all goals")
    if form in {"png", "pdf"} and output is None and sys.stdout.isatty():
        stop(f"error: {form} is no text for a terminal: name a file with -o")
    _put(_WRITERS[form](job), output)
    warn(project.findings, len(project.tree))


def _put(made: str | bytes, output: Path | None) -> None:
    if output is None:
        write(made)
        return
    try:
        write_atomically(output, made)
    except OSError as error:
        stop(f"{output}: error: cannot be written: {error.strerror}")


def _hidden(project: Project) -> set[str]:
    """The drafts, which a built site does not show either."""
    return {goal.id for goal in project.tree if goal.page.draft}


def _chosen(project: Project, choice: Choice) -> Selection:
    tree = project.tree
    hidden = _hidden(project)
    if choice.root:
        root = tree.find(choice.root)
        if root is None:
            stop(
                " ".join(
                    filter(None, [f"error: no goal has the id {choice.root!r}.", did_you_mean(choice.root, tree.goals)])
                )
            )
        chosen = subtree(tree, root.id, hidden=hidden, depth=choice.depth)
    else:
        chosen = whole(tree, hidden=hidden)
    if choice.where:
        matching = {goal.id for goal in _filtered(project, choice.where)}
        chosen = chosen._replace(goals=tuple(goal for goal in chosen.goals if goal in matching))
    if not chosen.goals:
        stop("error: there is no goal to draw")
    return chosen


def _filtered(project: Project, where: str) -> list[Goal]:
    asked = query.parse(where, project.tree)
    if isinstance(asked, query.Fault):
        stop(f"error: --where, column {asked.column}: {asked.message}" + (f"; {asked.help}" if asked.help else ""))
    return query.select(asked, project)


def _layout(diagram: Diagram, project: Project) -> Layout:
    if diagram.straight:
        return placed(diagram)
    engine = choose(project.settings.layout)
    layout = engine if isinstance(engine, EngineError) else lay_out([layout_dot(diagram)], engine, None)[0]
    if isinstance(layout, EngineError):
        stop(f"error: it cannot be laid out: {layout.message}")
    return layout
