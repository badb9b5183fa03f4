"""The history of the goals folder, from real git repositories."""

from __future__ import annotations

import os
from datetime import date

import pytest

from mkdocs_goal_tree import history as module
from mkdocs_goal_tree.git import NoRevision
from mkdocs_goal_tree.history import read_history
from repositories import commit, git, put, repository


def told(found):
    """Each commit as (day, subject, paths that it changed)."""
    return [(str(one.on), one.subject, [change.uri for change in one.changes]) for one in found.commits]


def texts_on(found, day):
    """Text by path at the end of a day."""
    files = found.files_on(date.fromisoformat(day))
    return files if files is None else {uri: found.texts([blob])[blob] for uri, blob in files.items()}


def test_only_commits_that_touch_goals_are_told_newest_first(tmp_path):
    repository(
        tmp_path,
        [
            ("2026-01-05", "Begin", {"goals/a.md": "a1", "goals/data/t.csv": "on\n", "docs/x.md": "x"}),
            ("2026-02-01", "Write docs", {"docs/x.md": "y"}),
            ("2026-03-01", "Say more", {"goals/a.md": "a2", "goals/b.md": "b", "goals/.b.md.swp": "no"}),
            ("2026-04-01", "Drop it", {"goals/a.md": None, "goals/logo.png": b"\x89"}),
        ],
    )
    found = read_history(tmp_path, "goals")
    assert told(found) == [
        ("2026-04-01", "Drop it", ["a.md"]),
        ("2026-03-01", "Say more", ["a.md", "b.md"]),
        ("2026-01-05", "Begin", ["a.md", "data/t.csv"]),
    ]
    assert [one.by for one in found.commits] == ["Ada", "Ada", "Ada"]
    assert (found.head, found.cut) == (git(tmp_path, "rev-parse", "HEAD").strip(), False)


def test_the_files_at_the_end_of_any_day(tmp_path):
    repository(
        tmp_path,
        [
            ("2026-01-05", "Begin", {"goals/a.md": "a1", "goals/t.csv": "on\n"}),
            ("2026-03-01", "Say more", {"goals/a.md": "a2", "goals/b.md": "b"}),
            ("2026-03-01", "Say it again", {"goals/a.md": "a3"}),
            ("2026-04-01", "Move it", {"goals/b.md": None, "goals/c/b.md": "b"}),
        ],
    )
    found = read_history(tmp_path / "goals")
    assert texts_on(found, "2026-01-04") is None
    assert texts_on(found, "2026-01-05") == {"a.md": "a1", "t.csv": "on\n"}
    assert texts_on(found, "2026-02-28") == {"a.md": "a1", "t.csv": "on\n"}
    assert texts_on(found, "2026-03-01") == {"a.md": "a3", "t.csv": "on\n", "b.md": "b"}
    assert texts_on(found, "2026-05-13") == {"a.md": "a3", "t.csv": "on\n", "c/b.md": "b"}


@pytest.mark.parametrize("shown", ["off", "combined", "separate"])
def test_a_merge_is_one_commit_of_the_day_on_which_it_came_to_the_branch(tmp_path, monkeypatch, shown):
    setting = {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "log.diffMerges", "GIT_CONFIG_VALUE_0": shown}
    for name, value in setting.items():
        monkeypatch.setenv(name, value)
    repository(tmp_path, [("2026-01-05", "Begin", {"goals/a.md": "a"})])
    git(tmp_path, "switch", "-q", "-c", "topic")
    repository(
        tmp_path,
        [
            ("2026-02-01", "Try", {"goals/b.md": "b1"}),
            ("2026-02-02", "Try again", {"goals/b.md": "b2"}),
        ],
    )
    git(tmp_path, "switch", "-q", "main")
    repository(tmp_path, [("2026-03-01", "Meanwhile", {"goals/a.md": "a2"})])
    git(tmp_path, "merge", "-q", "--no-ff", "-m", "Merge topic", "topic", day="2026-04-01")
    found = read_history(tmp_path, "goals")
    assert told(found) == [
        ("2026-04-01", "Merge topic", ["b.md"]),
        ("2026-03-01", "Meanwhile", ["a.md"]),
        ("2026-01-05", "Begin", ["a.md"]),
    ]
    assert texts_on(found, "2026-03-31") == {"a.md": "a2"}
    assert texts_on(found, "2026-04-01") == {"a.md": "a2", "b.md": "b2"}


def test_a_day_is_that_of_the_clock_where_the_commit_was_made(tmp_path):
    put(tmp_path, {"goals/a.md": "a"})
    git(tmp_path, "init", "-q")
    commit(tmp_path, "2026-01-05T23:30:00-08:00", "Late in the west")
    assert [str(one.on) for one in read_history(tmp_path, "goals").commits] == ["2026-01-05"]


def test_names_and_subjects_of_any_letters(tmp_path):
    repository(tmp_path, [("2026-01-05", ":100644 100644 \x1b[31m größer", {'ziele/größer "x"\n y.md': "é"})])
    found = read_history(tmp_path, "ziele")
    assert told(found) == [("2026-01-05", ":100644 100644 \x1b[31m größer", ['größer "x"\n y.md'])]
    assert texts_on(found, "2026-01-05") == {'größer "x"\n y.md': "é"}


def test_a_path_of_bytes_that_are_no_text_is_kept_apart(tmp_path):
    (tmp_path / "goals").mkdir()
    with open(os.fsencode(tmp_path / "goals") + b"/caf\xe9.md", "wb") as file:
        file.write(b"x")
    repository(tmp_path, [("2026-01-05", "Begin", {"goals/a.md": "a"})])
    assert told(read_history(tmp_path, "goals")) == [("2026-01-05", "Begin", ["a.md", "caf\udce9.md"])]


def test_a_branch_that_is_named_like_the_folder(tmp_path):
    repository(tmp_path, [("2026-01-05", "Begin", {"goals/a.md": "a"})])
    git(tmp_path, "branch", "goals")
    assert told(read_history(tmp_path, "goals")) == [("2026-01-05", "Begin", ["a.md"])]


def test_links_and_submodules_count_as_no_files(tmp_path):
    repository(tmp_path, [("2026-01-05", "Begin", {"goals/a.md": "a", "goals/b.md": "b"})])
    (tmp_path / "goals/b.md").unlink()
    (tmp_path / "goals/b.md").symlink_to("a.md")
    git(tmp_path, "add", "-A")
    git(tmp_path, "update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},goals/team.md")
    git(tmp_path, "commit", "-q", "-m", "Link", day="2026-02-01")
    found = read_history(tmp_path, "goals")
    assert told(found) == [("2026-02-01", "Link", ["b.md"]), ("2026-01-05", "Begin", ["a.md", "b.md"])]
    assert texts_on(found, "2026-02-01") == {"a.md": "a"}
    assert texts_on(found, "2026-01-05") == {"a.md": "a", "b.md": "b"}


def test_a_goals_folder_that_is_a_repository_of_its_own(tmp_path):
    repository(tmp_path, [("2026-01-05", "Outer", {"mkdocs.yml": "", "README.md": "x"})])
    repository(tmp_path / "goals", [("2026-02-01", "Inner", {"a.md": "a"})])
    assert told(read_history(tmp_path / "goals")) == [("2026-02-01", "Inner", ["a.md"])]


def test_a_second_work_tree_has_the_history_of_its_own_branch(tmp_path):
    main = repository(tmp_path / "main", [("2026-01-05", "Begin", {"goals/a.md": "a"})])
    git(main, "worktree", "add", "-q", "-b", "other", str(tmp_path / "other"))
    repository(main, [("2026-02-01", "On main", {"goals/a.md": "b"})])
    assert told(read_history(tmp_path / "other", "goals")) == [("2026-01-05", "Begin", ["a.md"])]
    assert told(read_history(main / "goals"))[0] == ("2026-02-01", "On main", ["a.md"])


def test_what_lies_before_the_first_day_is_not_read_and_said_so(tmp_path):
    repository(
        tmp_path,
        [
            ("2022-01-05", "Long ago", {"goals/a.md": "a1"}),
            ("2026-01-05", "Lately", {"goals/a.md": "a2"}),
        ],
    )
    found = read_history(tmp_path, "goals", date(2023, 5, 13))
    assert told(found) == [("2026-01-05", "Lately", ["a.md"])]
    assert (found.cut, found.since) == (True, date(2023, 5, 13))
    assert texts_on(found, "2023-05-12") is None
    assert texts_on(found, "2025-12-31") == {"a.md": "a1"}


def test_no_more_commits_are_read_than_the_limit(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "MOST_COMMITS", 2)
    repository(tmp_path, [(f"2026-01-0{n}", f"{n}", {"goals/a.md": f"{n}"}) for n in range(1, 5)])
    found = read_history(tmp_path, "goals", date(2023, 5, 13))
    assert told(found) == [("2026-01-04", "4", ["a.md"]), ("2026-01-03", "3", ["a.md"])]
    assert (found.cut, found.since, texts_on(found, "2026-01-02")) == (True, None, None)


def test_the_history_is_read_again_only_when_the_branch_moved(tmp_path):
    repository(tmp_path, [("2026-01-05", "Begin", {"goals/a.md": "a"})])
    first = read_history(tmp_path, "goals")
    put(tmp_path, {"goals/a.md": "not committed"})
    assert read_history(tmp_path, "goals") is first
    commit(tmp_path, "2026-02-01", "More")
    assert told(read_history(tmp_path, "goals"))[0] == ("2026-02-01", "More", ["a.md"])


def test_a_blob_is_read_once(tmp_path):
    repository(tmp_path, [("2026-01-05", "Begin", {"goals/a.md": "a"})])
    found = read_history(tmp_path, "goals")
    blob = found.files["a.md"]
    assert found.texts([blob, blob]) == {blob: "a"}
    (tmp_path / ".git").rename(tmp_path / "gone")
    assert found.texts([blob]) == {blob: "a"}


def test_blobs_that_are_missing_too_large_or_no_text_are_none(tmp_path):
    files = {"goals/a.md": b"\xff", "goals/b.md": "x" * 1_000_001, "goals/c.md": "c", "goals/d.md": "d"}
    repository(tmp_path, [("2026-01-05", "Begin", files)])
    blob = git(tmp_path, "rev-parse", "HEAD:goals/c.md").strip()
    (tmp_path / ".git/objects" / blob[:2] / blob[2:]).unlink()
    expected = {"a.md": None, "b.md": None, "c.md": None, "d.md": "d"}
    assert texts_on(read_history(tmp_path, "goals"), "2026-01-05") == expected


def test_nothing_that_a_repository_names_is_run(tmp_path):
    repository(
        tmp_path,
        [
            ("2026-01-05", "Begin", {"goals/a.md": "a", ".gitattributes": "*.md diff=evil\n"}),
            ("2026-02-01", "More", {"goals/a.md": "b"}),
        ],
    )
    evil = tmp_path / "evil.sh"
    evil.write_text(f"#!/bin/sh\ntouch {tmp_path}/stolen\n")
    evil.chmod(0o755)
    names = ("diff.evil.textconv", "diff.evil.command", "diff.external", "core.fsmonitor", "core.pager", "gpg.program")
    for name in names:
        git(tmp_path, "config", name, str(evil))
    for name in ("log.showSignature", "log.showRoot", "diff.renames"):
        git(tmp_path, "config", name, "false" if name == "log.showRoot" else "true")
    assert [subject for _, subject, _ in told(read_history(tmp_path, "goals"))] == ["More", "Begin"]
    assert not (tmp_path / "stolen").exists()


@pytest.mark.parametrize("depth", ["1", "2"])
def test_a_shallow_clone_is_told_with_its_remedy(tmp_path, depth):
    repository(tmp_path / "work", [(f"2026-01-0{n}", f"{n}", {"goals/a.md": f"{n}"}) for n in range(1, 5)])
    git(tmp_path, "clone", "-q", "--depth", depth, f"file://{tmp_path}/work", "thin")
    assert read_history(tmp_path / "thin", "goals") == NoRevision(
        "this is a shallow clone",
        "fetch the rest: `git fetch --unshallow`, or `fetch-depth: 0` where a workflow checks out",
    )


def test_why_there_is_no_history(tmp_path, monkeypatch):
    (tmp_path / "none/goals").mkdir(parents=True)
    assert read_history(tmp_path / "none/goals") == NoRevision("not a git repository")
    (tmp_path / "empty/goals").mkdir(parents=True)
    git(tmp_path / "empty", "init", "-q")
    assert read_history(tmp_path / "empty/goals") == NoRevision("nothing is committed yet")
    repository(tmp_path / "apart", [("2026-01-05", "Begin", {".gitignore": "goals\n", "goals/a.md": "a"})])
    assert read_history(tmp_path / "apart/goals") == NoRevision("the goals folder is not under version control")
    assert read_history(tmp_path / "apart", "../goals") == NoRevision("../goals lies outside the repository")
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    assert read_history(tmp_path / "apart/goals") == NoRevision(
        "git refuses to read a repository that belongs to another user",
        f"if you trust it: git config --global --add safe.directory {tmp_path}/apart",
    )
    monkeypatch.setenv("PATH", str(tmp_path))
    assert read_history(tmp_path / "apart/goals") == NoRevision("git is not installed")
