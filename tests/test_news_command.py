"""`goal-tree news` in real git repositories: which days are compared, who did what, and what cannot be told."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from hostile import HOSTILE
from mkdocs_goal_tree.cli import main
from repositories import commit, git, put, repository

SITE = "site_name: Handbook\nplugins:\n  - goal-tree:\n      today: 2026-05-13\n"
ACT = """
---
type: outcome
title: Learners act
status: active
owner: Growth
contributes_to: more
metrics:
  name: Opened
  unit: "%"
  baseline: {value: 20, on: 2026-01-01}
  target: {value: 80, by: 2026-12-31}
  stale_after: 1y
  actuals:
    - {on: 2026-01-04, value: 21}
---
"""
MEASURED = ACT.replace("21}", "21}\n    - {on: 2026-05-08, value: 30, note: The queue was long.}")
MORE = "---\ntype: impact\ntitle: More\n---\n"
UPLOAD = """
---
type: output
title: Upload
status: shipped
owner: Platform
shipped_on: 2026-03-10
contributes_to: act
---
"""
BEGIN = (
    "2026-01-05",
    "Begin",
    {"mkdocs.yml": SITE, "goals/more.md": MORE, "goals/act.md": ACT, "goals/upload.md": UPLOAD},
)
MEASURE = ("2026-05-08", "Measure", {"goals/act.md": MEASURED})
MOVED = """\
Since 6 May 2026: 1 state turned, 1 measured

State turned
goals/act.md:4:9: Outcome Learners act: On track → Behind, 30 of 80 % (8 May 2026, Ada)
    The queue was long.

Measured
goals/act.md:15:31: Outcome Learners act: Opened: 21 → 30 % (8 May 2026, Ada)
    The queue was long.

Overdue and stale, by owner

"""
DUE = """\
Platform: 1 review overdue
goals/upload.md:6:13: Output Upload: 22 days overdue, review due 21 Apr 2026
"""
NONE = "No review is overdue, no number is old, no end has passed.\n"


@pytest.fixture
def run(monkeypatch):
    """`run(folder, "--due", …)` gives exit code, output and what went to standard error."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)

    def typed(folder, *words):
        monkeypatch.chdir(folder)
        result = CliRunner().invoke(main, ["news", *words])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result.exit_code, result.stdout, result.stderr

    return typed


@pytest.fixture
def site(tmp_path):
    return repository(tmp_path / "site", [BEGIN, MEASURE])


def test_since_last_week(site, run):
    assert run(site) == (0, MOVED + DUE, "")


@pytest.mark.parametrize("since", ["6d", "2026-05-07", "1w", "1q", "period", "2026-03-01"])
def test_since_any_day(site, run, since):
    code, out, err = run(site, "--since", since)
    assert (code, err) == (0, "")
    assert out.partition(": ")[2] == (MOVED + DUE).partition(": ")[2]


def test_since_a_day_after_which_nothing_moved(site, run):
    code, out, _ = run(site, "--since", "3d")
    assert (code, out) == (0, f"Nothing moved since 10 May 2026.\n\nOverdue and stale, by owner\n\n{DUE}")


@pytest.mark.parametrize(
    ("since", "said"),
    [
        ("next week", "error: --since is 'next week'\n    help: write 7d, 6w, a day as 2026-05-01, or period\n"),
        ("2026-13-01", "error: --since is '2026-13-01'\n    help: write 7d, 6w, a day as 2026-05-01, or period\n"),
        ("2026-05-13", "error: --since 2026-05-13: that day is not before today, 2026-05-13\n"),
        ("0d", "error: --since 0d: that day is not before today, 2026-05-13\n"),
        (
            "--output=x\x1b",
            "error: --since is '--output=x\\x1b'\n    help: write 7d, 6w, a day as 2026-05-01, or period\n",
        ),
    ],
)
def test_since_what_is_no_day(site, run, since, said):
    assert run(site, f"--since={since}") == (2, "", said)


def test_the_setting_says_what_a_week_is(site, run):
    put(site, {"mkdocs.yml": SITE + "      news: 4d\n"})
    assert run(site)[1].startswith("Nothing moved since 9 May 2026.")


def test_only_what_one_owner_has(site, run):
    assert run(site, "--owner", "@growth")[1] == MOVED.removesuffix("\n") + NONE
    assert run(site, "--owner", "Platform")[1] == (
        f"Nothing moved since 6 May 2026.\n\nOverdue and stale, by owner\n\n{DUE}"
    )
    assert run(site, "--owner", "Grow") == (
        2,
        "",
        "error: no goal is owned by 'Grow'\n    help: did you mean 'Growth'?\n",
    )


def test_what_is_due_needs_no_history(tmp_path, run):
    put(tmp_path, BEGIN[2])
    assert run(tmp_path, "--due") == (0, DUE, "")
    assert run(tmp_path, "--due", "--since", "7d")[0] == 2


def test_what_is_not_committed_counts_and_is_of_nobody(site, run):
    put(site, {"goals/act.md": MEASURED.replace("value: 80", "value: 70")})
    assert (
        "Targets moved\ngoals/act.md:11:19: Outcome Learners act: Target of Opened: 80 → 70 %, easier (13 May 2026)\n"
    ) in run(site)[1]


def test_drafts_are_left_out(site, run):
    put(site, {"goals/act.md": MEASURED.replace("status", "draft: true\nstatus"), "goals/upload.md": None})
    assert run(site)[1].startswith("Since 6 May 2026: 1 removed\n")


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_without_a_history_it_says_why_and_what_helps(tmp_path, run, form):
    put(tmp_path, BEGIN[2])
    code, out, err = run(tmp_path, "--format", form)
    assert (code, out) == (2, "")
    assert err == "error: what moved is not known: not a git repository; --due needs no history\n"


def test_without_a_goals_folder_it_says_so(tmp_path, run):
    (tmp_path / "mkdocs.yml").write_text("site_name: Handbook\nplugins:\n  - goal-tree\n", encoding="utf-8")
    said = "error: what moved is not known: there is no goals folder; --due needs no history\n"
    assert run(tmp_path) == (2, "", said)


def test_a_shallow_clone_says_so(site, tmp_path, run):
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{site}", "copy")
    assert run(tmp_path / "copy") == (
        2,
        "",
        (
            "error: what moved is not known: this is a shallow clone; fetch the rest: `git fetch --unshallow`, or "
            "`fetch-depth: 0` where a workflow checks out; --due needs no history\n"
        ),
    )


def test_a_history_that_begins_later_says_from_when_on(tmp_path, run):
    repository(tmp_path, [("2026-05-07", *BEGIN[1:]), MEASURE])
    code, out, err = run(tmp_path)
    assert (code, out) == (0, (MOVED + DUE).replace("6 May", "7 May"))
    assert err == "the history of the goals begins on 2026-05-07; what moved is told from there on\n"


def test_a_history_that_begins_today_tells_nothing(tmp_path, run):
    repository(tmp_path, [("2026-05-13", *BEGIN[1:])])
    assert run(tmp_path) == (
        2,
        "",
        "error: what moved is not known: no goal was committed before 2026-05-13; --due needs no history\n",
    )


def test_goals_link_to_the_site_where_it_has_an_address(site, run):
    put(site, {"mkdocs.yml": f"site_url: https://example.org/h\n{SITE}"})
    assert "[Learners act](https://example.org/h/goals/act/)" in run(site, "--format", "markdown")[1]
    put(site, {"mkdocs.yml": f"site_url: 'javascript:alert(1)'\n{SITE}"})
    assert "**Learners act**" in run(site, "--format", "markdown")[1]
    put(site, {"mkdocs.yml": f"site_url: 'https://[x'\n{SITE}"})
    assert "**Learners act**" in run(site, "--format", "markdown")[1]


def test_json_for_programs(site, run):
    data = json.loads(run(site, "--format", "json")[1])
    assert {name: data[name] for name in ("version", "since", "today")} == {
        "version": 1,
        "since": "2026-05-06",
        "today": "2026-05-13",
    }
    assert [(item["what"], item["path"], item["line"], item["by"]) for item in data["news"]] == [
        ("state-turned", "goals/act.md", 4, "Ada"),
        ("measured", "goals/act.md", 15, "Ada"),
    ]
    assert [(one["name"], one["due"]) for one in data["owners"]] == [("Platform", 1)]


def test_a_goal_that_cannot_be_read_is_said_and_the_rest_is_told(site, run):
    put(site, {"goals/lost.md": "---\ntype: [\n---\n"})
    code, out, err = run(site)
    assert (code, out) == (0, MOVED + DUE)
    assert "see goal-tree check" in err


def test_somebody_s_name_does_not_drive_the_terminal(tmp_path, run):
    repository(tmp_path, [BEGIN])
    put(tmp_path, MEASURE[2])
    commit(tmp_path, "2026-05-08", "Measure", by="Eve\x1b[31m @board")
    text, marked = run(tmp_path)[1], run(tmp_path, "--format", "markdown")[1]
    assert "\x1b" not in text + marked
    assert "@" not in marked


def test_whatever_a_goal_says_the_output_stays_calm(tmp_path, run):
    files = {
        f"goals/g{n}.md": f"---\ntype: impact\nstatus: active\nperiod: 2026-Q1\ntitle: {json.dumps(text)}\nowner: {json.dumps(text)}\n---\n"
        for n, text in enumerate(HOSTILE)
        if text.isprintable()
    }
    repository(tmp_path, [BEGIN, ("2026-05-07", "More", files)])
    text, marked = run(tmp_path)[1], run(tmp_path, "--format", "markdown")[1]
    assert not any(ord(char) < 32 and char != "\n" for char in text)
    assert not any(sign in marked for sign in ("@", "<img", "<script", "<!--", "http://", "javascript:alert(1)\n"))
