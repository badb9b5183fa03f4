"""Targets that moved, on the pages of a real site with a real git history."""

from __future__ import annotations

import pytest
from sites import build, page, write
from small import config, own_lines, text

from repositories import commit, git, put, repository

ACT = """
---
type: outcome
title: Learners act on their result
status: active
owner: Growth
contributes_to: more
metrics:
  name: Results opened
  unit: "%"
  baseline: 22
  target:
    value: 80
    by: 2026-09-30
  actuals:
    on: 2026-05-01
    value: 41
  source:
    label: Analytics
---
"""
LOWER = ACT.replace("value: 80", "value: 60")
WHY = "decisions:\n  - what: Two thirds <b>read</b> on paper.\n    by: Board\n    on: 2026-03-10\n    url: https://example.org/m\n"
DECIDED = LOWER.rstrip().removesuffix("---") + WHY + "---\n"
MORE = "---\ntype: impact\ntitle: More learners stay\nowner: Board\nnot_broken_down: false\n---\n"
SITE = {"mkdocs.yml": config(plugin="rules: {GT4: off, GT5: off, GT2: off, GT30: info}"), "docs/index.md": "# Home\n"}
BEGIN = ("2026-01-05", "Begin", {**SITE, "goals/more.md": MORE, "goals/act.md": ACT})
QUIET = ["no history of the goals, so targets that moved and trends are not shown: "]


def section(built, title="Targets that moved"):
    """The words of a section of the goal's page."""
    _, _, rest = text(page(built, "goals/act/")).rpartition(title)
    return rest.strip()


def history_lines(built):
    return [line for line in own_lines(built.log) if "history" in line or "goalpost" in line]


def test_a_target_that_moved_stands_on_the_page_with_its_decision(tmp_path):
    repository(tmp_path, [BEGIN, ("2026-03-12", "Lower", {"goals/act.md": DECIDED})])
    built = build(tmp_path, strict=True)
    assert built.failed is None
    html = page(built, "goals/act/")
    assert '<h2 id="goalposts">Targets that moved</h2>' in html
    assert section(built).startswith(
        "12 Mar 2026 Target 80 → 60 % · Easier Results opened "
        "Two thirds <b>read</b> on paper. 10 Mar 2026 · Board · link Decisions"
    )
    assert history_lines(built) == []


def test_one_that_nobody_explained_says_so_and_is_told(tmp_path):
    repository(
        tmp_path,
        [
            BEGIN,
            ("2026-02-01", "Raise", {"goals/act.md": ACT.replace("22", "30")}),
            ("2026-03-12", "Later", {"goals/act.md": ACT.replace("22", "30").replace("09-30", "12-31")}),
        ],
    )
    built = build(tmp_path, strict=True)
    assert (
        "Targets that moved 12 Mar 2026 Day of the target 30 Sep 2026 → 31 Dec 2026 · Easier Results opened "
        "No decision recorded. 1 Feb 2026 Baseline 22 → 30 % Results opened No decision recorded. To look at "
    ) in text(page(built, "goals/act/"))
    said = [line.partition("of 'Results opened' ")[2] for line in history_lines(built)]
    assert said == [
        "went from 22 % to 30 % on 1 Feb 2026, and no decision says why",
        "went from 30 Sep 2026 to 31 Dec 2026 on 12 Mar 2026, and no decision says why",
    ]


def test_a_day_of_closing_that_only_git_knows_is_said_to_be_from_there(tmp_path):
    dropped = ACT.replace("status: active", "status: dropped\nclosed:\n  why: No time")
    repository(tmp_path, [BEGIN, ("2026-03-02", "Drop", {"goals/act.md": dropped})])
    assert "Closed Dropped 2 Mar 2026, from git No time" in text(page(build(tmp_path), "goals/act/"))


@pytest.mark.parametrize("history", ["none", "shallow"])
def test_without_history_one_line_says_so_and_the_rest_is_there(tmp_path, history):
    folder = tmp_path / "site"
    if history == "none":
        write(folder, {**SITE, "goals/more.md": MORE, "goals/act.md": LOWER.lstrip("\n")})
    else:
        repository(tmp_path / "work", [BEGIN, ("2026-03-12", "Lower", {"goals/act.md": LOWER})])
        git(tmp_path, "clone", "-q", "--depth", "1", f"file://{tmp_path}/work", "site")
    built = build(folder, strict=True)
    assert (built.failed, len(history_lines(built))) == (None, 1)
    assert history_lines(built)[0].startswith(f"INFO: {QUIET[0]}")
    assert "Targets that moved" not in page(built, "goals/act/")
    assert "41" in text(page(built, "goals/act/"))


def test_where_no_goal_has_a_number_that_could_have_moved_nothing_is_said(tmp_path):
    write(tmp_path, {**SITE, "goals/more.md": MORE})
    assert history_lines(build(tmp_path)) == []


def test_a_history_that_is_cut_says_from_when_on_it_is_read(tmp_path):
    repository(tmp_path, [("2020-01-05", *BEGIN[1:]), ("2026-03-12", "Lower", {"goals/act.md": DECIDED})])
    assert history_lines(build(tmp_path)) == ["INFO: the history of the goals is read from 2026-03-12 on"]


def test_the_same_pages_come_out_with_and_without_commits_of_later_days(tmp_path):
    repository(tmp_path, [BEGIN])
    first = page(build(tmp_path), "goals/act/")
    put(tmp_path, {"goals/x.txt": "x"})
    commit(tmp_path, "2027-01-01", "Later")
    assert page(build(tmp_path), "goals/act/") == first


def test_the_example_s_story_told_by_its_own_files(tmp_path, request):
    """The example's goal, with the target that it had at first: its page names the change and the decision near it."""
    goals = request.config.rootpath / "goals"
    files = {f"goals/{path.relative_to(goals)}": path.read_bytes() for path in goals.rglob("*") if path.is_file()}
    name = "goals/outcomes/learners-act-on-their-result.md"
    first = files[name].replace(b"value: 80", b"value: 90")
    assert first != files[name]
    repository(
        tmp_path,
        [
            (
                "2026-01-05",
                "Write our goals down",
                {**SITE, "mkdocs.yml": config(theme="material"), **files, name: first},
            ),
            ("2026-04-15", "Aim at what queueing can give us", {name: files[name]}),
        ],
    )
    built = build(tmp_path)
    words = text(page(built, "goals/outcomes/learners-act-on-their-result/"))
    assert (
        "Targets that moved 15 Apr 2026 Target 90 → 80 % · Easier Results opened within 1 min "
        "Queueing before more graders: waiting, not grading, is 80 % of the delay. 14 Apr 2026 · "
        "Assessment team and Platform team · link"
    ) in words
