"""Goals as they were, from real git repositories."""

from __future__ import annotations

from datetime import date

import pytest

from mkdocs_goal_tree.core.project import examine
from mkdocs_goal_tree.core.settings import Settings
from mkdocs_goal_tree.past import quarter_ends, read_past, recalling, tree_on, versions_of
from mkdocs_goal_tree.sources import from_folder
from repositories import commit, git, put, repository

TODAY = date(2026, 5, 13)
ACT = """
---
type: outcome
title: Learners act on their result
status: active
owner: Growth
metrics:
  name: Results opened
  unit: "%"
  baseline: 22
  target:
    value: 80
    by: 2026-09-30
  actuals:
    - on: 2026-02-01
      value: 24
---

Because they come back.
"""
LOWER = ACT.replace("value: 80", "value: 60")


def look(folder, **settings):
    """The history of the goals folder, and the project that lies there now, examined with it."""
    chosen = Settings(today=TODAY, **settings)
    history = read_past(folder / "goals", TODAY)
    project = examine(from_folder(folder / "goals", "goals"), chosen, recall=recalling(history))
    return history, project, chosen


def told(folder, goal="act"):
    """The versions of a goal that may matter, as (day, target)."""
    history, project, settings = look(folder)
    found = versions_of(history, project.tree, settings).get(goal, ())
    return [(str(one.on), str(one.goal.metrics[0].target.value)) for one in found]


def test_versions_that_differ_in_more_than_measurements_and_text(tmp_path):
    repository(
        tmp_path,
        [
            ("2026-01-05", "Begin", {"goals/act.md": ACT, "goals/other.md": ACT.replace("act", "wait")}),
            ("2026-02-01", "Measure", {"goals/act.md": ACT + "\nMore text.\n"}),
            ("2026-03-01", "Measure", {"goals/act.md": ACT.replace("value: 24", "value: 25")}),
            ("2026-04-01", "Lower", {"goals/act.md": LOWER}),
        ],
    )
    assert told(tmp_path) == [("2026-01-05", "80"), ("2026-04-01", "60")]
    assert told(tmp_path, "other") == []


def test_what_is_committed_after_today_has_not_happened(tmp_path):
    repository(
        tmp_path,
        [("2026-01-05", "Begin", {"goals/act.md": ACT}), ("2026-05-14", "Lower", {"goals/act.md": LOWER})],
    )
    assert told(tmp_path) == []


def test_what_is_not_committed_is_no_version(tmp_path):
    repository(tmp_path, [("2026-01-05", "Begin", {"goals/act.md": ACT})])
    put(tmp_path, {"goals/act.md": LOWER})
    assert told(tmp_path) == []


@pytest.mark.parametrize(
    ("old", "new", "before", "after"),
    [
        ("act.md", "outcomes/act.md", ACT, ACT),
        ("act.md", "outcomes/act.md", ACT, LOWER),
        ("old.md", "new.md", ACT.replace("title", "id: act\ntitle"), LOWER.replace("title", "id: 'act' # so\ntitle")),
        ("old.md", "act.md", ACT, LOWER.replace("title", "aliases: old\ntitle")),
        ("act.md", "new.md", ACT, LOWER.replace("title", "id: act\ntitle")),
    ],
)
def test_a_goal_is_followed_by_its_id_when_its_file_moves(tmp_path, old, new, before, after):
    repository(
        tmp_path,
        [
            ("2026-01-05", "Begin", {f"goals/{old}": before.replace("80", "90"), "goals/x.md": ACT}),
            ("2026-02-01", "Less", {f"goals/{old}": before}),
            ("2026-03-01", "Move", {f"goals/{old}": None, "goals/x.md": None, f"goals/{new}": after}),
            ("2026-04-01", "Lower", {f"goals/{new}": after.replace("value: 80", "value: 60")}),
        ],
    )
    found = told(tmp_path)
    assert (found[:2], found[-1][1]) == ([("2026-01-05", "90"), ("2026-02-01", "80")], "60")


def test_a_file_that_was_another_goal_before_does_not_count(tmp_path):
    repository(
        tmp_path,
        [
            ("2026-01-05", "Begin", {"goals/act.md": ACT.replace("title", "id: other\ntitle")}),
            ("2026-02-01", "Another", {"goals/act.md": LOWER}),
        ],
    )
    assert told(tmp_path) == []


def test_a_goal_that_was_gone_for_a_while_goes_on(tmp_path):
    repository(
        tmp_path,
        [
            ("2026-01-05", "Begin", {"goals/act.md": ACT, "goals/b.md": ACT}),
            ("2026-02-01", "Away", {"goals/act.md": None}),
            ("2026-03-01", "Back", {"goals/act.md": LOWER}),
        ],
    )
    assert told(tmp_path) == [("2026-01-05", "80"), ("2026-03-01", "60")]


@pytest.mark.parametrize("broken", ["value: eighty", "value: [", "valeu: 80", "value: 80\n    max: high"])
def test_a_slip_that_was_mended_later_moved_nothing(tmp_path, broken):
    repository(
        tmp_path,
        [
            ("2026-01-05", "Begin", {"goals/act.md": ACT}),
            ("2026-02-01", "Slip", {"goals/act.md": ACT.replace("value: 80", broken)}),
            ("2026-03-01", "Mend", {"goals/act.md": ACT + "\n"}),
            ("2026-04-01", "Lower", {"goals/act.md": LOWER}),
        ],
    )
    _, project, _ = look(tmp_path)
    assert [str(one.on) for one in project.past["act"].moved] == ["2026-04-01"]


def test_measurements_in_a_table_hide_nothing(tmp_path):
    text = ACT.replace("  actuals:\n    - on: 2026-02-01\n      value: 24\n", "  actuals:\n    file: t.csv\n")
    repository(
        tmp_path,
        [
            ("2026-01-05", "Begin", {"goals/act.md": text, "goals/t.csv": "on,value\n2026-01-06,23\n"}),
            ("2026-02-01", "Measure", {"goals/t.csv": "on,value\n2026-01-06,23\n2026-02-01,24\n"}),
            ("2026-04-01", "Lower", {"goals/act.md": text.replace("80", "60")}),
        ],
    )
    assert told(tmp_path) == [("2026-01-05", "80"), ("2026-04-01", "60")]
    history, project, settings = look(tmp_path)
    january = tree_on(history, date(2026, 1, 31), settings, project.reads)
    assert [str(actual.value) for actual in january["act"].metrics[0].actuals] == ["23"]


def test_a_target_that_moved_before_the_last_three_years_is_not_told_but_compared_with(tmp_path):
    repository(
        tmp_path,
        [
            ("2022-01-05", "Begin", {"goals/act.md": ACT.replace("80", "90")}),
            ("2022-02-01", "Less", {"goals/act.md": ACT}),
            ("2026-04-01", "Lower", {"goals/act.md": LOWER}),
        ],
    )
    assert told(tmp_path) == [("None", "80"), ("2026-04-01", "60")]
    _, project, _ = look(tmp_path)
    assert [(str(one.on), one.by) for one in project.past["act"].moved] == [("2026-04-01", "Ada")]


def test_the_day_of_closing_where_the_goal_does_not_say(tmp_path):
    repository(
        tmp_path,
        [
            ("2026-01-05", "Begin", {"goals/act.md": ACT}),
            ("2026-03-02", "Drop", {"goals/act.md": ACT.replace("active", "dropped")}),
            ("2026-03-09", "Say why", {"goals/act.md": ACT.replace("active", "dropped\nclosed:\n  why: No time")}),
        ],
    )
    _, project, _ = look(tmp_path)
    assert project.past["act"].closed_on == date(2026, 3, 2)


def test_the_tree_at_the_end_of_a_day_has_the_goals_of_that_day(tmp_path):
    repository(
        tmp_path,
        [
            ("2026-01-05", "Begin", {"goals/act.md": ACT, "goals/gone.md": ACT, "goals/index.md": "# Goals\n"}),
            ("2026-02-01", "Lower", {"goals/act.md": LOWER}),
            ("2026-04-01", "More", {"goals/gone.md": None, "goals/new.md": ACT, "goals/bytes.md": b"\xff"}),
        ],
    )
    history, project, settings = look(tmp_path)
    on = {
        day: tree_on(history, date.fromisoformat(day), settings, project.reads) for day in ("2026-01-31", "2026-03-31")
    }
    assert {day: sorted(tree.goals) for day, tree in on.items()} == {
        "2026-01-31": ["act", "gone"],
        "2026-03-31": ["act", "gone"],
    }
    assert [str(tree["act"].metrics[0].target.value) for tree in on.values()] == ["80", "60"]
    assert on["2026-03-31"]["act"] is project.tree["act"]
    assert tree_on(history, date(2026, 1, 4), settings, project.reads) is None
    assert sorted(tree_on(history, TODAY, settings, project.reads).goals) == ["act", "new"]


def test_the_site_s_fiscal_year_counts_for_what_was_as_well(tmp_path):
    repository(
        tmp_path,
        [
            ("2026-01-05", "Begin", {"goals/act.md": ACT.replace("status", "period: 2026-Q1\nstatus")}),
            ("2026-02-01", "Lower", {"goals/act.md": LOWER}),
        ],
    )
    starts = {}
    for month in (1, 4):
        history, project, settings = look(tmp_path, fiscal_year_starts=month)
        starts[month] = str(tree_on(history, date(2026, 1, 31), settings, project.reads)["act"].period.start)
    assert starts == {1: "2026-01-01", 4: "2025-04-01"}


@pytest.mark.parametrize(
    ("today", "month", "expected"),
    [
        ("2026-05-13", 1, "2024-12-31 2025-03-31 2025-06-30 2025-09-30 2025-12-31 2026-03-31"),
        ("2026-04-01", 1, "2024-12-31 2025-03-31 2025-06-30 2025-09-30 2025-12-31 2026-03-31"),
        ("2026-03-31", 1, "2024-09-30 2024-12-31 2025-03-31 2025-06-30 2025-09-30 2025-12-31"),
        ("2026-05-13", 3, "2024-11-30 2025-02-28 2025-05-31 2025-08-31 2025-11-30 2026-02-28"),
    ],
)
def test_the_last_quarters_that_are_over(today, month, expected):
    assert " ".join(map(str, quarter_ends(date.fromisoformat(today), month, 6))) == expected


def test_where_there_is_no_history_goals_have_no_versions(tmp_path):
    put(tmp_path, {"goals/act.md": ACT})
    _, project, _ = look(tmp_path)
    assert project.past == {}


def test_what_was_read_is_remembered_until_the_branch_moves(tmp_path):
    repository(tmp_path, [("2026-01-05", "Begin", {"goals/act.md": ACT})])
    for n in range(3):
        put(tmp_path, {"goals/act.md": ACT + f"{n}\n"})
        commit(tmp_path, "2026-02-01", f"{n}")
    history, project, settings = look(tmp_path)
    again = read_past(tmp_path / "goals", TODAY)
    assert again is history
    assert versions_of(again, project.tree, settings) is versions_of(history, project.tree, settings)
    git(tmp_path, "reset", "-q", "--hard", "HEAD~1")
    assert read_past(tmp_path / "goals", TODAY) is not history
