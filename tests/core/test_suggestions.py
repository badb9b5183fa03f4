"""Safe fixes of the files that a change touches, as whole lines: old files, new files, what is to be taken over."""

from __future__ import annotations

from datetime import date

import pytest

from mkdocs_goal_tree.core.comparison import compare_projects
from mkdocs_goal_tree.core.project import Files, examine
from mkdocs_goal_tree.core.settings import Settings
from mkdocs_goal_tree.core.source import Source
from mkdocs_goal_tree.core.suggestions import Suggestion, suggest

GOAL = "\ngoals/x.md\n    type: output\n    title: X\n"


def suggested(goals, old, new):
    return [tuple(one) for one in suggest(compare_projects(goals(old), goals(new)))]


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ("due: 2026-05-01", []),
        ("due: 1 May 2026", [(4, 4, ("due: 2026-05-01",), ("GT104",))]),
        ("due: 1 May 2026\n    staus: planned", [(4, 5, ("due: 2026-05-01", "status: planned"), ("GT104", "GT105"))]),
        (
            "due: 1 May 2026\n    owner: A\n    shipped_on: 2.5.2026",
            [(4, 4, ("due: 2026-05-01",), ("GT104",)), (6, 6, ("shipped_on: 2026-05-02",), ("GT104",))],
        ),
        ("status: >-\n      Planned\n    owner: A", [(4, 5, ("status: planned",), ("GT104",))]),
        ("due: soon", []),
        ("summary: One: two", [(4, 4, ('summary: "One: two"',), ("GT101",))]),
    ],
)
def test_lines_that_are_wrong_are_written_as_they_are_meant(goals, fields, wanted):
    new = f"{GOAL}    {fields}\n"
    assert suggested(goals, "", new) == [("goals/x.md", *one) for one in wanted]


def test_a_file_that_is_the_same_on_both_sides_is_left_alone(goals):
    wrong = f"{GOAL}    due: 1 May 2026\n"
    assert suggested(goals, wrong, wrong) == []
    assert suggested(goals, wrong, f"{wrong}    owner: A\n") == [
        Suggestion("goals/x.md", 4, 4, ("due: 2026-05-01",), ("GT104",))
    ]


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_lines_end_where_the_file_ends_them(goals, end):
    text = end.join(("---", "type: output", "title: X", "due: 1 May 2026", "owner: A", "---", ""))
    project = examine(Files((Source("goals/x.md", "x.md", text),)), Settings(today=date(2026, 5, 13)))
    assert suggest(compare_projects(goals(""), project)) == (
        Suggestion("goals/x.md", 4, 4, ("due: 2026-05-01",), ("GT104",)),
    )
