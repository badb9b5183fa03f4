"""What a preview compares: the goals as they are with those at the base, and the page that shows it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from mkdocs_goal_tree.core.comparison import compare_projects
from mkdocs_goal_tree.git import NoRevision
from mkdocs_goal_tree.markdown import as_safe_html
from mkdocs_goal_tree.render.changes_page import changes_page
from mkdocs_goal_tree.render.changes_tree import marked, scenes
from mkdocs_goal_tree.render.diagram import draw
from mkdocs_goal_tree.render.former import looking_back
from mkdocs_goal_tree.render.preview import Preview
from mkdocs_goal_tree.render.report import safe
from mkdocs_goal_tree.render.view import Memory as Faces
from mkdocs_goal_tree.render.view import face_of
from mkdocs_goal_tree.revisions import WORKING_TREE, Memory, branch_of, merge_base, read_project

from .drawing import mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs.structure.pages import Page

    from mkdocs_goal_tree.config import Config
    from mkdocs_goal_tree.core.project import Project
    from mkdocs_goal_tree.core.words import Words
    from mkdocs_goal_tree.render.changes_tree import Scene
    from mkdocs_goal_tree.render.section import Page as Made
    from mkdocs_goal_tree.render.view import View

    from .build import Build

# What only a build knows, from git or from the options that MkDocs hands over: the base has none of it.
_OURS_ALONE = ("GT309", "GT9")


def compare_with_base(
    config: Config, project: Project, memory: Memory, words: Words, *, drafts: bool
) -> Preview | None:
    """The preview that the setting `changes` asks for, if it names a base; what cannot be compared is told, never raised.

    The base is the last commit that is shared with the branch of that name, so that what happened there since does not
    look like the opposite. With `drafts` goals count that a build leaves out.
    """
    asked = config.settings.changes
    if not asked.base:
        return None
    name = asked.name.strip() or branch_of(config.root)
    base = merge_base(config.root, asked.base, WORKING_TREE)
    if isinstance(base, NoRevision):
        return Preview(name, asked.url, asked.base, trouble=_why(base))
    shown = "" if base.commit.startswith(base.name) else base.name
    preview = Preview(name, asked.url, shown, base.commit[:7])
    old = read_project(config, base, memory)
    if isinstance(old, NoRevision):
        return replace(preview, trouble=_why(old))
    notes = tuple(_notes(old, config, preview.base or preview.commit, words))
    comparison = compare_projects(*(_comparable(side) for side in (old, project)))
    return replace(preview, notes=notes).of(comparison, drafts=drafts)


def log_lines(preview: Preview | None) -> Iterator[str]:
    """What is worth an INFO line of the build's log."""
    if preview is not None:
        trouble = (f"what changed is not shown: {preview.trouble}",) if preview.trouble else ()
        yield from map(safe, (*trouble, *preview.notes))


def make_changes(build: Build, page: Page, view: View) -> Made:
    """The page of changes with its two pictures."""
    preview = build.preview
    if preview is None or preview.comparison is None:
        return changes_page(view, as_safe_html)
    was_there = preview.comparison.old.tree.find
    text = partial(as_safe_html, knows=lambda name: was_there(name) is not None)
    after, before = scenes(preview, preview.comparison, build.hidden)
    back = looking_back(view, preview, preview.comparison)
    seen = replace(
        back, tree=after.tree, url=lambda goal: view.url(goal) if goal in view.tree.goals else back.url(goal)
    )
    pictures = [_want(build, page, *one) for one in ((replace(seen, memory=Faces()), after), (back, before))]
    return changes_page(view, text, pictures, after.context)


def _want(build: Build, page: Page, view: View, scene: Scene) -> tuple[str, str]:
    """Asks for a diagram of what changes; its placeholder and its caption."""
    if not scene.chosen.goals:
        return "", ""
    settings = build.settings
    diagram = draw(
        scene.tree,
        scene.chosen,
        lambda goal: face_of(view, scene.tree[goal]),
        view.url,
        build.words,
        today=settings.today,
        direction=settings.direction,
        max_nodes=settings.max_nodes,
        wide=True,
    )
    # Mermaid draws no badges.
    build.drawings.want(page.file.src_uri, scene.chosen.name, marked(diagram, scene, build.words), "graphviz")
    return mark(scene.chosen.name), diagram.caption


def _comparable(project: Project) -> Project:
    told = tuple(finding for finding in project.findings if not finding.rule.startswith(_OURS_ALONE))
    return replace(project, findings=told)


def _notes(old: Project, config: Config, base: str, words: Words) -> Iterator[str]:
    """Which part of the base could not be read."""
    if not old.reads:
        yield words.say("base-without-goals", base=base, folder=config.goals_shown)
    lost = sorted({read.place.source.path for read in old.reads if read.goal is None})
    lost += sorted(
        {finding.span.path for finding in old.findings if finding.span.path.endswith(".csv")}.difference(lost)
    )
    if lost:
        yield words.say("base-unread", base=base, count=len(lost), files=words["comma"].join(lost))


def _why(none: NoRevision) -> str:
    said = none.message or "git gave no answer"
    return f"{said}; {none.help}" if none.help else said
