"""`goal-tree log` in real git repositories."""

from __future__ import annotations

import json
import re

import pytest
from click.testing import CliRunner

from mkdocs_goal_tree.cli import main
from repositories import commit, git, put, repository

SITE = "site_name: Handbook\nplugins:\n  - goal-tree:\n      today: 2026-05-13\n"
ACT = """
---
type: outcome
title: Learners act
status: active
metrics:
  name: Opened
  unit: "%"
  baseline: 22
  target: 80
---
"""
FILES = {"mkdocs.yml": SITE, "goals/act.md": ACT, "goals/push.md": "---\ntype: output\ntitle: Push\n---\n"}


@pytest.fixture
def site(tmp_path):
    """A site in a folder of its repository, with a goal that was moved, renamed and lowered, and one that went."""
    root = tmp_path / "site"
    repository(
        tmp_path,
        [
            ("2026-01-05", "Begin", {f"site/{name}": text for name, text in FILES.items()}),
            ("2026-02-01", "Lower", {"site/goals/act.md": ACT.replace("80", "60")}),
            (
                "2026-03-01",
                "Better words",
                {
                    "site/goals/act.md": None,
                    "site/goals/müde/go-on.md": ACT.replace("80", "60").replace("title", "aliases: act\ntitle"),
                    "site/goals/push.md": None,
                },
            ),
        ],
    )
    return root


@pytest.fixture
def run(monkeypatch):
    """`run(folder, "log", …)` gives exit code, output and what went to standard error."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.delenv("GOAL_TREE_TODAY", raising=False)

    def typed(folder, *words):
        monkeypatch.chdir(folder)
        result = CliRunner().invoke(main, [str(word) for word in words])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result.exit_code, result.stdout, result.stderr

    return typed


def plain(text):
    """Output without the hashes, which differ from run to run."""
    return re.sub(r"\b[0-9a-f]{7}\b", "HASH", text)


ALL = """\
go-on: 3 changes

1 Mar 2026  HASH  Ada: Better words
    Id: act → go-on
    File: act.md → müde/go-on.md
    Aliases: – → act

1 Feb 2026  HASH  Ada: Lower
    Target: Opened: 80 % → 60 %: easier, lowered by 20 points

5 Jan 2026  HASH  Ada: Begin
    Added: Active
"""


@pytest.mark.parametrize(
    "name", ["go-on", "act", "ACT", "müde/go-on.md", "goals/müde/go-on.md", "./goals/act.md", "act.md"]
)
def test_a_goal_by_its_id_a_former_one_or_its_file(site, run, name):
    code, out, err = run(site, "log", name)
    assert (code, plain(out), err) == (0, ALL, "")


def test_a_file_is_also_found_from_its_own_folder(site, run):
    code, out, _ = run(site / "goals/müde", "log", "go-on.md")
    assert (code, plain(out)) == (0, ALL)


@pytest.mark.parametrize("name", ["push", "goals/push.md"])
def test_a_goal_that_is_no_more(site, run, name):
    code, out, err = run(site, "log", name)
    assert (code, plain(out), err) == (
        0,
        (
            "push, removed: 2 changes\n\n"
            "1 Mar 2026  HASH  Ada: Better words\n    Removed: Idea\n\n"
            "5 Jan 2026  HASH  Ada: Begin\n    Added: Idea\n"
        ),
        "",
    )


@pytest.mark.parametrize("since", ["2026-02-02", "3m", "80d"])
def test_only_from_a_day_on(site, run, since):
    code, out, _ = run(site, "log", "act", "--since", since)
    assert (code, out.splitlines()[0], "Lower" in out) == (0, "go-on: 1 change", False)


def test_as_markdown(site, run):
    code, out, _ = run(site, "log", "act", "--since", "2026-02-01", "--format", "markdown")
    assert (code, plain(out)) == (
        0,
        (
            "### go-on: 2 changes\n\n"
            "- **1 Mar 2026** Ada `HASH`\n    - Id: act → go-on\n    - File: act.md → müde/go-on.md\n"
            "    - Aliases: – → act\n"
            "- **1 Feb 2026** Ada `HASH`\n    - Target: Opened: 80 % → 60 %: easier, lowered by 20 points\n"
        ),
    )


def test_as_json(site, run):
    code, out, _ = run(site, "log", "act", "--since", "2026-02-01", "--format", "json")
    data = json.loads(out)
    lower = data["entries"].pop()
    commits = git(site, "log", "--format=%H").split()
    assert (code, data | {"entries": [one["commit"] for one in data["entries"]]}) == (
        0,
        {"version": 1, "goal": "go-on", "present": True, "complete": False, "entries": commits[:1]},
    )
    place = {"path": "goals/act.md", "line": 9, "column": 11}
    side = {"goal": "act", "item": "opened", **place}
    assert lower == {
        "date": "2026-02-01",
        "by": "Ada",
        "commit": commits[1],
        "subject": "Lower",
        "lines": ["Target: Opened: 80 % → 60 %: easier, lowered by 20 points"],
        "changes": [
            {
                "kind": "target-moved",
                "goal": "act",
                "field": "metrics.target",
                "direction": "easier",
                "weight": 86,
                "old": {**side, "value": 80},
                "new": {**side, "value": 60},
                **place,
            }
        ],
    }


def test_nothing_that_somebody_wrote_drives_a_terminal_or_a_comment(site, run):
    put(site, {"goals/bell.md": '---\ntype: output\ntitle: "\\e[2J\\u202e @all #1"\nowner: "::error::x"\n---\n'})
    commit(site, "2026-04-01", "::set-output\x1b[31m @all #2", by="\x1b]0;x\x07 @Eve [x](javascript:x)")
    code, out, _ = run(site, "log", "bell")
    assert (code, plain(out)) == (
        0,
        (
            "bell: 1 change\n\n1 Apr 2026  HASH  ]0;x\\x07 @Eve [x](javascript:x): ::set-output\\x1b[31m @all #2\n"
            "    Added: Idea, ::error::x\n"
        ),
    )
    code, out, _ = run(site, "log", "bell", "--format", "markdown")
    assert (code, "@all" in out, "@Eve" in out, "[x]" in out, "\x1b" in out) == (0, False, False, False, False)


def test_a_goal_that_nobody_knows(site, run):
    assert run(site, "log", "go-in") == (2, "", "error: no goal is called 'go-in'\n    help: did you mean 'go-on'?\n")
    assert run(site, "log", "pusch") == (2, "", "error: no goal is called 'pusch'\n    help: did you mean 'push'?\n")


def test_a_goal_that_is_not_committed_yet(site, run):
    put(site, {"goals/new.md": ACT})
    assert run(site, "log", "new") == (2, "", "goals/new.md: error: it is not committed yet\n")
    put(site, {"goals/new.md": None, "goals/next.md": ACT.replace("title", "aliases: go-on\ntitle")})
    assert plain(run(site, "log", "next")[1]) == ALL


def test_a_day_that_is_none(site, run):
    assert run(site, "log", "act", "--since", "last week") == (
        2,
        "",
        "error: --since is 'last week'\n    help: write 30d, 6w, or a day as 2026-05-01\n",
    )


def test_where_there_is_no_history(site, run, tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    bare = tmp_path / "bare"
    bare.mkdir()
    put(bare, FILES)
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{tmp_path}", str(tmp_path / "shallow"))
    (tmp_path / ".git").rename(tmp_path / ".elsewhere")
    code, out, err = run(bare, "log", "act")
    assert (code, out, err) == (2, "", "error: no history: not a git repository\n")
    git(bare, "init", "-q")
    assert run(bare, "log", "act") == (2, "", "error: no history: nothing is committed yet\n")
    code, out, err = run(tmp_path / "shallow/site", "log", "act")
    assert (code, out, err.startswith("error: no history: this is a shallow clone; fetch the rest: ")) == (2, "", True)
    (bare / "goals").rename(bare / "other")
    assert run(bare, "log", "act") == (2, "", "error: no history: there is no goals folder\n")
