"""What changed in each goal, when and by whom, from real git repositories."""

from __future__ import annotations

from datetime import date

import pytest

from mkdocs_goal_tree import chronicle as module
from mkdocs_goal_tree.chronicle import chronicle
from mkdocs_goal_tree.config import load_words
from mkdocs_goal_tree.core.settings import Settings
from mkdocs_goal_tree.history import read_history
from mkdocs_goal_tree.render.history import tell
from repositories import commit, git, put, repository

TODAY = date(2026, 5, 13)
STAY = """
---
type: impact
title: Learners stay
status: active
---
"""
ACT = """
---
type: outcome
title: Learners act on their result
status: active
owner: Growth
contributes_to: stay
metrics:
  name: Results opened
  unit: "%"
  baseline: 22
  target:
    value: 80
  actuals:
    - on: 2026-02-01
      value: 24
---

Because they come back.
"""
PUSH = """
---
type: output
title: Push messages
status: planned
contributes_to: act
---
"""
WORDS = load_words({})


def known(folder, since=None, **settings):
    history = read_history(folder / "goals", since=since)
    return chronicle(history, Settings(today=TODAY, **settings))


def told(folder, goal="act", **asked):
    """A goal's entries as (day, person, lines), newest first."""
    entries = known(folder).entries(goal, **asked).entries
    return [(str(one.on), one.by, list(tell(one.comparison, WORDS, is_unread=one.is_unread))) for one in entries]


def lines(folder, goal="act", **asked):
    return [(day, *said) for day, _, said in told(folder, goal, **asked)]


def test_what_changed_in_a_goal_newest_first(tmp_path):
    repository(
        tmp_path,
        [
            ("2026-01-05", "Begin", {"goals/act.md": ACT, "goals/stay.md": STAY}),
            ("2026-01-06", "Elsewhere", {"goals/stay.md": STAY.replace("active", "paused"), "docs/x.md": "x"}),
            ("2026-01-07", "Lower", {"goals/act.md": ACT.replace("80", "60")}),
            ("2026-01-08", "Wrap", {"goals/act.md": ACT.replace("80", "60").replace("they come", "they\ncome")}),
            ("2026-01-09", "Write", {"goals/act.md": ACT.replace("80", "60") + "And more.\n"}),
            ("2026-01-10", "Drop", {"goals/act.md": None}),
        ],
    )
    assert told(tmp_path) == [
        ("2026-01-10", "Ada", ["Removed: Active, Growth"]),
        ("2026-01-09", "Ada", ["Text changed"]),
        ("2026-01-07", "Ada", ["Target: Results opened: 80 % → 60 %: easier, lowered by 20 points"]),
        ("2026-01-05", "Ada", ["Added: Active, Growth"]),
    ]
    assert told(tmp_path, "stay") == [
        ("2026-01-06", "Ada", ["Status: Active → Paused"]),
        ("2026-01-05", "Ada", ["Added: Active"]),
    ]


def test_measurements_of_one_person_on_one_day_are_one_entry(tmp_path):
    repository(tmp_path, [("2026-01-05", "Begin", {"goals/act.md": ACT, "goals/stay.md": STAY})])
    for day, by, value in (
        ("2026-02-02", "Ada", 25),
        ("2026-02-02", "Ada", 26),
        ("2026-02-02", "Ben", 27),
        ("2026-02-03", "Ben", 28),
        ("2026-02-03", "Ben", 29),
    ):
        put(tmp_path, {"goals/act.md": ACT.replace("value: 24", f"value: {value}")})
        commit(tmp_path, day, f"{value}", by=by)
    measured = "Last measurement: Results opened: {} % → {} %"
    assert told(tmp_path) == [
        ("2026-02-03", "Ben", [measured.format(27, 29)]),
        ("2026-02-02", "Ben", [measured.format(26, 27)]),
        ("2026-02-02", "Ada", [measured.format(24, 26)]),
        ("2026-01-05", "Ada", ["Added: Active, Growth"]),
    ]
    assert [one.commit.subject for one in known(tmp_path).entries("act").entries] == ["29", "27", "26", "Begin"]


def test_measurements_in_a_table_are_told_of_the_goal_that_names_it(tmp_path):
    text = ACT.replace("  actuals:\n    - on: 2026-02-01\n      value: 24\n", "  actuals:\n    file: data/größe.csv\n")
    table = "on,value\n2026-02-01,24\n"
    repository(
        tmp_path,
        [
            ("2026-02-02", "Begin", {"goals/act.md": text, "goals/data/größe.csv": table, "goals/stay.md": STAY}),
            ("2026-03-02", "Measure", {"goals/data/größe.csv": f"{table}2026-03-01,30\n"}),
        ],
    )
    assert lines(tmp_path) == [
        ("2026-03-02", "Last measurement: Results opened: 24 % → 30 %"),
        ("2026-02-02", "Added: Active, Growth"),
    ]


def test_a_goal_keeps_its_history_when_its_file_moves_and_its_id_changes(tmp_path):
    repository(
        tmp_path,
        [
            ("2026-01-05", "Begin", {"goals/act.md": ACT, "goals/stay.md": STAY}),
            ("2026-01-06", "Folder", {"goals/act.md": None, "goals/outcomes/act.md": ACT}),
            ("2026-01-07", "Lower", {"goals/outcomes/act.md": ACT.replace("80", "60")}),
            (
                "2026-01-08",
                "Rename",
                {
                    "goals/outcomes/act.md": None,
                    "goals/größer.md": ACT.replace("title: L", "aliases: act\ntitle: All l"),
                },
            ),
        ],
    )
    assert lines(tmp_path, "grosser") == [
        (
            "2026-01-08",
            "Target: Results opened: 60 % → 80 %: harder, raised by 20 points",
            "Id: act → grosser",
            "File: outcomes/act.md → größer.md",
            "Aliases: – → act",
            "Title: Learners act on their result → All learners act on their result",
        ),
        ("2026-01-07", "Target: Results opened: 80 % → 60 %: easier, lowered by 20 points"),
        ("2026-01-06", "File: act.md → outcomes/act.md"),
        ("2026-01-05", "Added: Active, Growth"),
    ]
    found = known(tmp_path)
    assert [found.find(name) for name in ("grosser", "ACT ", "nobody")] == ["grosser", "grosser", None]
    assert [found.of_file(uri) for uri in ("größer.md", "outcomes/act.md", "x.md")] == ["grosser", "grosser", None]


def test_a_goal_that_came_back_goes_on_also_under_a_new_id(tmp_path):
    repository(
        tmp_path,
        [
            ("2026-01-05", "Begin", {"goals/act.md": ACT, "goals/stay.md": STAY}),
            ("2026-01-06", "Away", {"goals/act.md": None}),
            ("2026-01-07", "Back", {"goals/new.md": ACT.replace("title: L", "aliases: act\ntitle: All l")}),
            ("2026-01-08", "Away", {"goals/new.md": None}),
            ("2026-01-09", "Back", {"goals/new.md": ACT}),
        ],
    )
    assert lines(tmp_path, "new") == [
        ("2026-01-09", "Added: Active, Growth"),
        ("2026-01-08", "Removed: Active, Growth"),
        ("2026-01-07", "Added: Active, Growth"),
        ("2026-01-06", "Removed: Active, Growth"),
        ("2026-01-05", "Added: Active, Growth"),
    ]


def test_a_goal_that_took_the_id_of_another_has_its_own_history(tmp_path):
    other = ACT.replace("Learners act on their result", "Something else")
    repository(
        tmp_path,
        [
            ("2026-01-05", "Begin", {"goals/b.md": other, "goals/a.md": ACT}),
            ("2026-01-06", "Away", {"goals/b.md": None}),
            ("2026-01-07", "Rename", {"goals/a.md": None, "goals/b.md": ACT}),
        ],
    )
    assert lines(tmp_path, "b") == [
        ("2026-01-07", "Id: a → b", "File: a.md → b.md"),
        ("2026-01-05", "Added: Active, Growth"),
    ]


def test_a_merge_is_one_entry_of_its_day_and_person(tmp_path):
    repository(tmp_path, [("2026-01-05", "Begin", {"goals/act.md": ACT, "goals/stay.md": STAY})])
    git(tmp_path, "switch", "-q", "-c", "topic")
    repository(
        tmp_path,
        [
            ("2026-02-01", "Try", {"goals/act.md": ACT.replace("80", "70")}),
            ("2026-02-02", "Try again", {"goals/act.md": ACT.replace("80", "60").replace("Growth", "Sales")}),
        ],
    )
    git(tmp_path, "switch", "-q", "main")
    repository(tmp_path, [("2026-03-01", "Meanwhile", {"goals/stay.md": f"{STAY}\nText.\n"})])
    git(tmp_path, "merge", "-q", "--no-ff", "-m", "Merge topic", "topic", day="2026-04-01", by="Ben")
    assert told(tmp_path) == [
        (
            "2026-04-01",
            "Ben",
            ["Target: Results opened: 80 % → 60 %: easier, lowered by 20 points", "Owner: Growth → Sales"],
        ),
        ("2026-01-05", "Ada", ["Added: Active, Growth"]),
    ]


@pytest.mark.parametrize("broken", ["---\ntype: [\n---\n", "", b"\xff\xfe", "no goal at all\n"])
def test_a_version_that_cannot_be_read_is_said_and_the_next_compared_with_the_last_that_could(tmp_path, broken):
    repository(
        tmp_path,
        [
            ("2026-01-05", "Begin", {"goals/act.md": ACT, "goals/stay.md": STAY, "goals/push.md": PUSH}),
            ("2026-01-06", "Slip", {"goals/act.md": broken}),
            ("2026-01-07", "Mend", {"goals/act.md": ACT.replace("80", "60")}),
        ],
    )
    assert lines(tmp_path) == [
        ("2026-01-07", "Target: Results opened: 80 % → 60 %: easier, lowered by 20 points"),
        ("2026-01-06", WORDS["history-unread"]),
        ("2026-01-05", "Added: Active, Growth"),
    ]
    assert lines(tmp_path, "push") == [("2026-01-05", "Added: Planned")]


def test_a_goal_is_told_when_the_goal_above_goes_comes_back_or_is_another(tmp_path):
    repository(
        tmp_path,
        [
            ("2026-01-05", "Begin", {"goals/act.md": ACT, "goals/stay.md": STAY, "goals/push.md": PUSH}),
            ("2026-01-06", "Away", {"goals/act.md": None}),
            ("2026-01-07", "Back", {"goals/act.md": ACT}),
            ("2026-01-08", "Change", {"goals/push.md": PUSH.replace("act", "stay")}),
            (
                "2026-01-09",
                "Rename",
                {
                    "goals/stay.md": None,
                    "goals/remain.md": STAY,
                    "goals/push.md": PUSH.replace("act", "remain"),
                    "goals/act.md": ACT.replace("stay", "remain"),
                },
            ),
        ],
    )
    assert lines(tmp_path, "push") == [
        ("2026-01-08", "Contributes to: Learners act on their result → Learners stay"),
        ("2026-01-07", "Outcome: – → serves an outcome again", "Contributes to: – → Learners act on their result"),
        ("2026-01-06", "Outcome: – → serves no outcome any more", "Contributes to: Learners act on their result → –"),
        ("2026-01-05", "Added: Planned"),
    ]
    assert lines(tmp_path, "act")[0] == ("2026-01-07", "Added: Active, Growth")


def test_another_primary_impact_is_told_of_the_one_that_came_first(tmp_path):
    grow = STAY.replace("stay", "grow")
    first, second = (f"status: active\nprimary:\n  from: {day}\n  reason: So" for day in ("2026-01-01", "2026-03-01"))
    repository(
        tmp_path,
        [
            ("2026-01-05", "Begin", {"goals/stay.md": STAY.replace("status: active", first), "goals/grow.md": grow}),
            ("2026-02-05", "Switch", {"goals/grow.md": grow.replace("status: active", second)}),
        ],
    )
    assert lines(tmp_path, "grow")[0][:2] == ("2026-02-05", "Primary impact: Learners stay → Learners grow")


def test_only_from_a_day_on_and_only_so_many(tmp_path):
    repository(tmp_path, [("2026-01-05", "Begin", {"goals/act.md": ACT, "goals/stay.md": STAY})])
    for day in range(1, 6):
        put(tmp_path, {"goals/act.md": ACT.replace("value: 80", f"value: {80 - day}")})
        commit(tmp_path, f"2026-02-0{day}", f"{day}")
    found = known(tmp_path)
    asked = ({}, {"most": 2}, {"most": 6}, {"since": date(2026, 2, 3)}, {"since": date(2026, 1, 5)})
    answers = [found.entries("act", **one) for one in asked]
    assert [([one.on.day for one in told.entries], told.more) for told in answers] == [
        ([5, 4, 3, 2, 1, 5], False),
        ([5, 4], True),
        ([5, 4, 3, 2, 1, 5], False),
        ([5, 4, 3], True),
        ([5, 4, 3, 2, 1, 5], False),
    ]
    assert found.entries("nobody") == ((), False)


def test_what_happened_from_a_day_on_also_to_a_goal_that_is_no_more(tmp_path):
    repository(
        tmp_path,
        [
            ("2026-01-05", "Begin", {"goals/act.md": ACT, "goals/stay.md": STAY, "goals/push.md": PUSH}),
            ("2026-02-01", "Lower", {"goals/act.md": ACT.replace("80", "60")}),
            ("2026-02-02", "Away", {"goals/push.md": None, "goals/stay.md": STAY.replace("active", "paused")}),
        ],
    )
    late = [(goal, known(tmp_path).entries(goal, since=date(2026, 2, 1)).entries) for goal in ("push", "stay", "act")]
    assert [
        (goal, [(str(one.on), [change.kind.value for change in one.changes]) for one in told]) for goal, told in late
    ] == [
        ("push", [("2026-02-02", ["goal-removed"])]),
        ("stay", [("2026-02-02", ["status-moved"])]),
        ("act", [("2026-02-01", ["target-moved"])]),
    ]


def test_what_was_there_before_the_history_that_was_read_is_known_and_not_told(tmp_path):
    repository(
        tmp_path,
        [
            ("2020-01-05", "Begin", {"goals/act.md": ACT.replace("80", "90"), "goals/stay.md": STAY}),
            ("2026-02-01", "Lower", {"goals/act.md": ACT.replace("80", "60")}),
        ],
    )
    entries, more = known(tmp_path, since=date(2024, 1, 1)).entries("act")
    assert [tell(one.comparison, WORDS) for one in entries] == [
        ("Target: Results opened: 90 % → 60 %: easier, lowered by 30 points",)
    ]
    assert more


def test_a_first_version_that_cannot_be_read_is_no_beginning(tmp_path):
    repository(
        tmp_path,
        [
            ("2020-01-05", "Begin", {"goals/act.md": "---\ntype: [\n---\n"}),
            ("2026-02-01", "Mend", {"goals/act.md": ACT}),
            ("2026-02-02", "Lower", {"goals/act.md": ACT.replace("80", "60")}),
        ],
    )
    entries, more = known(tmp_path, since=date(2024, 1, 1)).entries("act")
    assert [str(one.on) for one in entries] == ["2026-02-02"]
    assert more
    assert lines(tmp_path) == [
        ("2026-02-02", "Target: Results opened: 80 % → 60 %: easier, lowered by 20 points"),
        ("2026-02-01", "Added: Active, Growth"),
        ("2020-01-05", "Added"),
    ]


def test_a_file_that_lost_its_id_while_it_could_not_be_read_is_the_same_goal(tmp_path):
    named = ACT.replace("title", "id: own\ntitle")
    repository(
        tmp_path,
        [
            ("2026-01-05", "Begin", {"goals/act.md": named, "goals/b.md": STAY}),
            ("2026-01-06", "Slip", {"goals/act.md": "", "goals/b.md": None, "goals/c.md": STAY}),
            ("2026-01-07", "Mend", {"goals/act.md": named.replace("80", "60")}),
        ],
    )
    assert lines(tmp_path, "own") == [
        ("2026-01-07", "Target: Results opened: 80 % → 60 %: easier, lowered by 20 points"),
        ("2026-01-06", WORDS["history-unread"]),
        ("2026-01-05", "Added: Active, Growth"),
    ]


def test_what_is_committed_after_today_has_not_happened(tmp_path):
    repository(
        tmp_path,
        [
            ("2026-01-05", "Begin", {"goals/act.md": ACT}),
            ("2026-05-14", "Lower", {"goals/act.md": ACT.replace("80", "6")}),
        ],
    )
    assert lines(tmp_path) == [("2026-01-05", "Added: Active, Growth")]


def test_of_two_goals_with_one_id_the_first_file_counts(tmp_path):
    repository(
        tmp_path,
        [
            ("2026-01-05", "Begin", {"goals/b/act.md": ACT}),
            ("2026-01-06", "Twice", {"goals/c/act.md": ACT.replace("80", "70")}),
            ("2026-01-07", "Change the second", {"goals/c/act.md": ACT.replace("80", "60")}),
            ("2026-01-08", "Away with the first", {"goals/b/act.md": None}),
            ("2026-01-09", "Change", {"goals/c/act.md": ACT.replace("80", "50")}),
        ],
    )
    assert lines(tmp_path) == [
        ("2026-01-09", "Target: Results opened: 60 % → 50 %: easier, lowered by 10 points"),
        (
            "2026-01-08",
            "Target: Results opened: 80 % → 60 %: easier, lowered by 20 points",
            "File: b/act.md → c/act.md",
        ),
        ("2026-01-05", "Added: Active, Growth"),
    ]


@pytest.mark.parametrize(
    "said", ['id: "act"', "'id' : act # so", "goal: {id: act, type: outcome, title: T}", "id: Not An Id"]
)
def test_the_id_of_a_file_however_it_is_written(tmp_path, said):
    text = f"---\n{said}\n---\n" if said.startswith("goal") else ACT.replace("title", f"{said}\ntitle")
    name = "act.md" if "Not" in said else "file.md"
    repository(tmp_path, [("2026-01-05", "Begin", {f"goals/{name}": text})])
    assert [day for day, *_ in lines(tmp_path)] == ["2026-01-05"]


def test_pages_that_are_no_goals_have_no_history(tmp_path):
    repository(tmp_path, [("2026-01-05", "Begin", {"goals/index.md": "# Goals\n", "goals/team/README.md": ACT})])
    assert sorted(known(tmp_path).lives.present) == ["team"]


def test_whole_files_tell_the_same_as_the_parts_that_differ(tmp_path, monkeypatch):
    steps = [
        ACT,
        ACT.replace("Growth", "Sales").replace("80", "75"),
        ACT.replace("    - on: 2026-02-01", "    - on: 2026-03-01\n      value: 31\n    - on: 2026-02-01"),
        ACT.replace("contributes_to: stay", "contributes_to:\n  goal: stay\n  rationale: So"),
        ACT.replace("type: outcome", "type: output").replace("active", "building").replace("80\n", "80\n  \n"),
    ]
    days = [(f"2026-01-0{n}", f"{n}", {"goals/act.md": text}) for n, text in enumerate(steps, 1)]
    repository(tmp_path, [("2026-01-01", "Begin", {"goals/stay.md": STAY}), *days])
    apart = lines(tmp_path)
    monkeypatch.setattr(module, "extract", lambda old, new, _: (old, new))
    assert lines(tmp_path) == apart
