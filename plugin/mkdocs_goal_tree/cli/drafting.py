"""`goal-tree new`."""

from __future__ import annotations

import os
from importlib import resources
from typing import TYPE_CHECKING

import click

from mkdocs_goal_tree.core.drafting import draft, home_of
from mkdocs_goal_tree.core.model import Level
from mkdocs_goal_tree.core.rules import did_you_mean
from mkdocs_goal_tree.core.slugs import slug_of
from mkdocs_goal_tree.core.tree import serves
from mkdocs_goal_tree.sources import write_atomically

from .common import config_option, examine_site, load, reject, stop, write

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from mkdocs_goal_tree.core.tree import GoalTree

_LONGEST = 200


@click.command()
@click.argument("level", type=click.Choice([level.value for level in Level]), metavar="impact|outcome|output")
@click.argument("title")
@click.option(
    "--parent", "parents", multiple=True, metavar="ID", help="A goal that it serves; can be given more than once."
)
@click.option("--owner", "owners", multiple=True, metavar="NAME", help="A person or team; can be given more than once.")
@config_option
def new(level: str, title: str, parents: tuple[str, ...], owners: tuple[str, ...], config_path: Path | None) -> None:
    """Write the file of a new goal, with questions to answer.

    The questions are comments in it. The file's name, and so the goal's id, is the TITLE as a slug; its folder is the one where goals of its kind are.
    """
    config = load(config_path)
    tree = examine_site(config).tree
    title = " ".join(title.split())
    if not title or len(title) > _LONGEST:
        stop(f"error: a title has 1 to {_LONGEST} characters; move what explains it to the body")
    if not all(owner.strip() for owner in owners):
        stop("error: an owner has a name; leave --owner out if nobody owns it yet")
    named = [_parent(tree, Level(level), parent) for parent in parents]
    name = _free(tree, slug_of(title))
    path = config.goals_dir / home_of(tree, Level(level)) / f"{name}.md"
    shown = f"{config.goals_shown}/{path.relative_to(config.goals_dir).as_posix()}"
    if os.path.lexists(path):
        stop(f"{shown}: error: there is a file already; write into that, or choose another title")
    template = resources.files("mkdocs_goal_tree").joinpath(f"scaffold/new/{level}.md").read_text("utf-8")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, draft(template, title, named, owners))
    except OSError as error:
        stop(f"{shown}: error: cannot be written: {error.strerror}")
    write(f"written {shown}\n")
    if not parents and level != Level.IMPACT:
        above = "outcome" if level == Level.OUTPUT else "impact"
        write(f"    next: name the {above} it serves in `contributes_to`\n")


def _parent(tree: GoalTree, level: Level, name: str) -> str:
    """The present id of a parent; stops for a goal that there is not, or that such a goal cannot serve."""
    goal = tree.find(name)
    if goal is None:
        reject(f"no goal has the id '{name}'", did_you_mean(name, tree.goals))
    if not serves(level, goal.type):
        stop(f"error: an {level} serves no {goal.type}; '{goal.id}' would name it in `contributes_to` instead")
    return goal.id


def _free(tree: GoalTree, slug: str) -> str:
    """An id that no goal has or had."""
    if not slug:
        stop("error: no letter of the title can stand in a file's name; begin it with one of a-z")
    taken = {*tree.goals, *tree.former, *tree.unread}
    names: Sequence[str] = [slug, *(f"{slug[:60]}-{number}" for number in range(2, 100))]
    return next(name for name in names if name not in taken)
