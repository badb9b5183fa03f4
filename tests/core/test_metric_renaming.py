"""Which edits give a metric another id: the metric before and after, however it is written."""

from __future__ import annotations

from datetime import date

import pytest

from mkdocs_goal_tree.core.editing import Refusal
from mkdocs_goal_tree.core.edits import apply
from mkdocs_goal_tree.core.metric_renaming import rename_metric
from mkdocs_goal_tree.core.project import Files
from mkdocs_goal_tree.core.settings import Settings
from mkdocs_goal_tree.core.source import Source

SETTINGS = Settings(today=date(2026, 5, 13))
HEAD = "---\ntype: outcome\ntitle: Learners practice\nmetrics:"


def renamed(metrics: str, old: str = "weekly", ends: str = "\n") -> str | Refusal:
    source = Source("goals/a.md", "a.md", f"{HEAD}{metrics}\n---\n".replace("\n", ends))
    done = rename_metric(Files((source,)), [], SETTINGS, ("a", old), "new")
    if isinstance(done, Refusal):
        return done
    text = apply(source, done.edits["goals/a.md"])
    assert text.count("\r\n") == (text.count("\n") if ends == "\r\n" else 0)
    return text.replace("\r\n", "\n").removeprefix(HEAD).removesuffix("\n---\n")


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        (" {name: Weekly, unit: h}", " {name: Weekly, id: new, aliases: weekly, unit: h}"),
        ("\n  name: Weekly # why\n  unit: h", "\n  name: Weekly # why\n  id: new\n  aliases: weekly\n  unit: h"),
        ("\n  - name: 'Weekly'\n    aliases: [x]", "\n  - name: 'Weekly'\n    id: new\n    aliases: [x, weekly]"),
        (
            "\n- id: weekly\n  name: W\n  aliases:\n    - a",
            "\n- id: new\n  name: W\n  aliases:\n    - a\n    - weekly",
        ),
        ("\n- name: W\n  id: 'weekly'", "\n- name: W\n  id: 'new'\n  aliases: weekly"),
        ("\n- {id: weekly, name: W}\n- name: B", "\n- {id: new, aliases: weekly, name: W}\n- name: B"),
        ("\n- name: Weekly\n  id: NOT GOOD", "\n- name: Weekly\n  id: new\n  aliases: weekly"),
        ("\n- name: W\n  id: weekly\n  aliases: new", "\n- name: W\n  id: new\n  aliases: weekly"),
        (
            "\n- name: W\n  id: v\n- name: W\n  id: weekly",
            "\n- name: W\n  id: v\n- name: W\n  id: new\n  aliases: weekly",
        ),
    ],
)
def test_the_metric_gets_its_id_and_keeps_the_former_one_as_an_alias(before, after, ends):
    assert renamed(before, ends=ends) == after


@pytest.mark.parametrize(
    ("metrics", "why"),
    [
        ("\n- name: >\n    Weekly", "weekly is written in a way that cannot be changed"),
        ("\n- name: Weekly\n  id:", "its field id is empty; delete it first"),
        ("\n- name: Weekly\n- name: Weekly", "a has two metrics with the id weekly"),
        ("\n- name: Weekly\n- name: New", "a has a metric new already"),
        ("\n- name: Weekly\n  aliases: {a: b}", "its aliases are written in a way that cannot be added to"),
        (" Weekly", "a has no metric 'weekly'; it has none that can be read"),
    ],
)
def test_what_cannot_be_renamed_is_said(metrics, why):
    assert renamed(metrics) == Refusal(why)


def test_there_is_no_such_goal():
    assert rename_metric(Files(()), [], SETTINGS, ("a", "b"), "c") == Refusal(
        "there is no goal a, or its file cannot be read"
    )
