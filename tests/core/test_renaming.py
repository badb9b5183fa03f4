"""Which edits give a goal another id: the whole files before and after."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mkdocs_goal_tree.core.editing import Refusal
from mkdocs_goal_tree.core.edits import Move, Renaming, apply
from mkdocs_goal_tree.core.project import Files
from mkdocs_goal_tree.core.renaming import rename
from mkdocs_goal_tree.core.rules.rule import read_files
from mkdocs_goal_tree.core.settings import Settings
from mkdocs_goal_tree.core.source import Source
from mkdocs_goal_tree.sources import from_folder

SETTINGS = Settings(today=date(2026, 5, 13))
ROOT = Path(__file__).parents[2]
SITE = """
goals/impacts/engagement.md
    type: impact
    title: Learners come back 🎓

goals/outcomes/weekend.md
    type: outcome
    title: Learners practice on Saturday
    contributes_to: engagement # for now

goals/outputs/reminder.md
    type: output
    title: Weekend reminder
    contributes_to: [{goal: 'Weekend', rationale: weekend}, "engagement"]
    superseded_by: weekend
    expects:
      - outcome: weekend
        metric: weekend
    review:
      expects: {outcome: weekend}
      verdicts:
        - outcome: weekend
          verdict: moved
    ---

    🎓 See [the weekend][weekend], [weekend][], [weekend] and [this](../outcomes/weekend.md#why), not `[x][weekend]`.

docs/index.md
    We want [more][Weekend]. [A link](goals/outcomes/weekend.md), [another](https://example.org/weekend.md).

docs/other.md
    [The end of the week][weekend]

    [weekend]: https://example.org
"""


def plan(text: str, old: str, new: str, **options) -> tuple[Renaming | Refusal, dict[str, Source]]:
    written = read_files(text)
    sources = {
        name: Source(name, name.partition("/")[2], content) for name, content in written.items() if name[-3:] == ".md"
    }
    goals = tuple(source for name, source in sorted(sources.items()) if name.startswith("goals/"))
    pages = [source for name, source in sources.items() if name.startswith("docs/")]
    return rename(Files(goals), pages, SETTINGS, old, new, **options), sources


def renamed(text: str, old: str, new: str, **options) -> dict[str, str]:
    """The files that change, by their new names."""
    done, sources = plan(text, old, new, **options)
    assert isinstance(done, Renaming), done
    moves = {done.move.path: done.move.to} if done.move else {}
    return {moves.get(path, path): apply(sources[path], edits) for path, edits in done.edits.items()}


def test_every_reference_and_the_file_follow_and_the_former_id_stays_an_alias():
    assert renamed(SITE, "weekend", "saturday") == {
        "goals/outcomes/saturday.md": (
            "---\ntype: outcome\ntitle: Learners practice on Saturday\naliases: weekend\n"
            "contributes_to: engagement # for now\n---\n"
        ),
        "goals/outputs/reminder.md": (
            "---\ntype: output\ntitle: Weekend reminder\n"
            "contributes_to: [{goal: 'saturday', rationale: weekend}, \"engagement\"]\n"
            "superseded_by: saturday\nexpects:\n  - outcome: saturday\n    metric: weekend\nreview:\n"
            "  expects: {outcome: saturday}\n  verdicts:\n    - outcome: saturday\n      verdict: moved\n---\n\n"
            "🎓 See [the weekend][saturday], [saturday][], [saturday] and [this](../outcomes/saturday.md#why), "
            "not `[x][weekend]`.\n"
        ),
        "docs/index.md": (
            "We want [more][saturday]. [A link](goals/outcomes/saturday.md), [another](https://example.org/weekend.md).\n"
        ),
    }


def test_a_file_that_may_not_move_names_its_id():
    changed = renamed(SITE, "engagement", "loyalty", may_move=False)
    assert changed["goals/impacts/engagement.md"] == (
        "---\ntype: impact\ntitle: Learners come back 🎓\nid: loyalty\naliases: engagement\n---\n"
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("id: old", "id: new\naliases: old"),
        ("id: 'old'\naliases: older", "id: 'new'\naliases: [older, old]"),
        ("id: old\naliases: [older, x/y]", "id: new\naliases: [older, x/y, old]"),
        ("id: old\naliases: []", "id: new\naliases: [old]"),
        ("id: old\naliases:", "id: new\naliases: old"),
        ("id: old\naliases:\n  - a\n  - b # first", "id: new\naliases:\n  - a\n  - b # first\n  - old"),
        ("id: old\naliases:\n- a\norder: 1", "id: new\naliases:\n- a\n- old\norder: 1"),
        ("id: old\naliases: [older, new]", "id: new\naliases: [older, old]"),
    ],
)
def test_the_former_id_joins_the_aliases_however_they_are_written(before, after):
    source = Source("goals/x.md", "x.md", f"---\n{before}\ntype: impact\ntitle: T\n---\n")
    done = rename(Files((source,)), (), SETTINGS, "old", "new")
    wanted = f"---\n{after}\ntype: impact\ntitle: T\n---\n"
    if "aliases" not in before:
        wanted = "---\nid: new\ntype: impact\ntitle: T\naliases: old\n---\n"
    assert apply(source, done.edits["goals/x.md"]) == wanted
    assert done.move is None


def test_windows_line_ends_and_a_goal_below_its_key_stay():
    text = "\ufeff---\r\nsite: x\r\ngoal:\r\n  type: impact\r\n  title: T\r\n---\r\n\r\nSee [me][old].\r\n"
    source = Source("goals/old.md", "old.md", text)
    done = rename(Files((source,)), (), SETTINGS, "old", "new")
    assert done.move == Move("goals/old.md", "goals/new.md")
    assert apply(source, done.edits["goals/old.md"]) == (
        "\ufeff---\r\nsite: x\r\ngoal:\r\n  type: impact\r\n  title: T\r\n  aliases: old\r\n---\r\n\r\nSee [me][new].\r\n"
    )


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("nobody", "new", "there is no goal nobody, or its file cannot be read"),
        ("weekend", "Not an id", "'Not an id' is no id; an id has a-z, 0-9 and '-', at most 63"),
        ("weekend", "engagement", "there is a goal engagement already"),
        ("weekend", "weekend", "weekend is its id already"),
        ("weekend", "former", "former is a former id of reminder"),
        ("former", "new", "former is a former id; the goal is reminder now"),
        ("weekend", "broken", "there is a goal broken already"),
        ("weekend", "note", "there is a file goals/outcomes/note.md already"),
        ("curly", "new", "its front matter is not written in lines"),
        ("anchored", "new", "goals/anchored.md cannot be changed without changing more"),
    ],
)
def test_what_cannot_be_renamed_is_said(old, new, why):
    text = SITE.replace("    title: Weekend reminder\n", "    title: Weekend reminder\n    aliases: former\n")
    text += "\ngoals/outcomes/note.md\n    type: impact\n    id: other\n    title: Note\n"
    text += "\ngoals/broken.md\n    ---\n    : [\n    ---\n"
    text += "\ngoals/curly.md\n    ---\n    {type: impact, title: T}\n    ---\n"
    text += "\ngoals/anchored.md\n    type: impact\n    title: T\n    aliases: [a, b,]\n"
    assert plan(text, old, new)[0] == Refusal(why)


def test_a_rename_there_and_back_leaves_the_example_as_it_was_but_for_the_alias():
    files = from_folder(ROOT / "goals", "goals")
    pages = [
        Source(f"docs/{path.name}", path.name, path.read_text("utf-8")) for path in sorted((ROOT / "docs").glob("*.md"))
    ]
    first = rename(files, pages, SETTINGS, "learners-act-on-their-result", "act-on-result")
    assert first.move == Move("goals/outcomes/learners-act-on-their-result.md", "goals/outcomes/act-on-result.md")
    there, there_pages = changed(files, pages, first)
    second = rename(there, there_pages, SETTINGS, "act-on-result", "learners-act-on-their-result")
    back, back_pages = changed(there, there_pages, second)
    assert back_pages == pages
    assert {source.path: lines_lost(source, back) for source in files.sources if lines_lost(source, back)} == {
        "goals/outcomes/learners-act-on-their-result.md": ["  - act-on-result"]
    }


def changed(files: Files, pages: list[Source], done: Renaming) -> tuple[Files, list[Source]]:
    sources = []
    for source in files.sources:
        new = replace(source, text=apply(source, done.edits.get(source.path, ())))
        if source.path == done.move.path:
            new = replace(new, path=done.move.to, uri=done.move.to.removeprefix("goals/"))
        sources.append(new)
    return replace(files, sources=tuple(sources)), [
        replace(page, text=apply(page, done.edits.get(page.path, ()))) for page in pages
    ]


def lines_lost(source: Source, files: Files) -> list[str]:
    """The lines of a file that its namesake lacks, and those that it has more, its aliases aside."""
    other = next(one.text for one in files.sources if one.path == source.path)
    return [line for line in set(source.text.split("\n")) ^ set(other.split("\n")) if "alias" not in line]
