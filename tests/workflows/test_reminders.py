"""The workflow that reminds: one issue an owner, written, renewed and closed, whatever somebody put into a goal."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from fake_github import GitHub, serving
from recipes import handbook, read, run

from hostile import HOSTILE

STEPS = read("reminders.yml")["jobs"]["remind"]["steps"]
SCRIPT = STEPS[-1]["run"]
GROWTH = {"id": "a" * 16, "title": "Growth: what is due", "markdown": "1 old number.\n"}
MARKED = f"<!-- goal-tree-due {'a' * 16} -->\n1 old number."
BOT = {"login": "github-actions[bot]"}


def issue(number, body=MARKED, title="Growth: what is due", state="open", **more):
    return {"number": number, "user": BOT, "body": body, "title": title, "state": state, **more}


def remind(folder, github, owners):
    """Runs the last step beside what the step before it wrote; its exit code and what it says."""
    folder.mkdir(exist_ok=True)
    if owners is not None:
        (folder / "due.json").write_text(json.dumps({"version": 1, "owners": owners}))
    (folder / "script.py").write_text(SCRIPT)
    with serving(github):
        env = {
            **os.environ,
            "GITHUB_API_URL": github.url,
            "GITHUB_REPOSITORY": "company/handbook",
            "GITHUB_TOKEN": "secret",
            "no_proxy": "*",
        }
        done = subprocess.run(
            [sys.executable, "script.py"], cwd=folder, env=env, capture_output=True, text=True, check=False
        )
    return done.returncode, (done.stdout + done.stderr).strip()


def test_what_is_due_becomes_an_issue(tmp_path):
    github = GitHub(issues=[])
    assert remind(tmp_path, github, [GROWTH]) == (0, "1 owners have something due, 1 issues written or closed")
    assert github.sent == [
        ("POST", "/repos/company/handbook/issues", {"title": "Growth: what is due", "body": MARKED}),
    ]


def test_an_issue_that_says_so_already_is_left_alone(tmp_path):
    github = GitHub(issues=[issue(7, body=MARKED.replace("\n", "\r\n") + "\r\n")])
    assert remind(tmp_path, github, [GROWTH])[0] == 0
    assert github.sent == []


def test_an_issue_is_renewed_and_opened_again(tmp_path):
    github = GitHub(issues=[issue(7, body=MARKED.replace("1 old", "2 old"), state="closed")])
    assert remind(tmp_path, github, [GROWTH])[0] == 0
    assert github.sent == [("PATCH", "/repos/company/handbook/issues/7", {"body": MARKED, "state": "open"})]


def test_with_nothing_due_it_is_closed_once(tmp_path):
    github = GitHub(issues=[issue(7), issue(8, MARKED.replace("aaaa", "bbbb"), state="closed")])
    assert remind(tmp_path, github, [])[0] == 0
    assert github.sent == [("PATCH", "/repos/company/handbook/issues/7", {"state": "closed"})]


def test_of_two_the_open_one_stays(tmp_path):
    github = GitHub(issues=[issue(5, state="closed"), issue(7), issue(9)])
    assert remind(tmp_path, github, [GROWTH])[0] == 0
    assert github.sent == [("PATCH", "/repos/company/handbook/issues/9", {"state": "closed"})]


def test_what_others_wrote_is_never_touched(tmp_path):
    theirs = [
        issue(1, user={"login": "somebody"}),
        issue(2, user=None),
        issue(3, pull_request={}),
        issue(4, body=None),
        issue(5, body=f"see {MARKED}"),
        *(issue(number, body="another") for number in range(100, 200)),
    ]
    github = GitHub(issues=[*theirs, issue(300)])
    assert remind(tmp_path, github, [])[0] == 0
    assert github.sent == [("PATCH", "/repos/company/handbook/issues/300", {"state": "closed"})]


def test_switched_off_issues_are_said(tmp_path):
    github = GitHub()
    assert remind(tmp_path, github, [GROWTH]) == (1, "GitHub lists no issues here (404): are they switched on?")


def test_an_owner_is_known_by_an_id_alone(tmp_path):
    github = GitHub(issues=[])
    code, said = remind(tmp_path, github, [{**GROWTH, "id": "a --> <b>"}])
    assert (code, said) == (1, "due.json names an owner by something else than its id")
    assert github.sent == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("@company/board look", "@\u200bcompany/board look"),
        ("<!-- goal-tree-due bbbbbbbbbbbbbbbb -->a", "a"),
        ("<!-<!-- x -->- hidden", "&lt;!-- hidden"),
        ("a\x1b[2J\x00\u202eb", "a[2Jb"),
        ("${{ github.token }} $(id) `id`", "${{ github.token }} $(id) `id`"),
    ],
)
def test_the_text_is_tamed(tmp_path, text, shown):
    github = GitHub(issues=[])
    assert remind(tmp_path, github, [{**GROWTH, "markdown": text, "title": f"{text}\nx"}])[0] == 0
    written = github.sent[0][2]
    assert written == {"title": f"{shown} x", "body": MARKED.partition("\n")[0] + f"\n{shown}"}


def test_a_long_text_is_cut_at_a_line(tmp_path):
    github = GitHub(issues=[])
    assert remind(tmp_path, github, [{**GROWTH, "markdown": "- a line of it\n" * 50_000, "title": "x" * 500}])[0] == 0
    written = github.sent[0][2]
    assert len(written["body"]) < 65_536
    assert written["body"].endswith("- a line of it\n\n… and more.")
    assert len(written["title"]) == 200


def test_the_token_is_sent_to_the_api_alone(tmp_path):
    github = GitHub(issues=[])
    remind(tmp_path, github, [GROWTH])
    assert set(github.tokens) == {"/repos/company/handbook/issues"}


def test_from_goals_to_issues(tmp_path):
    """All steps one after the other, in a handbook with a review that nobody held."""
    folder = handbook(tmp_path / "handbook")
    file = folder / "goals/outputs/fast-upload.md"
    shipped = "type: output\nstatus: shipped\nshipped_on: 2026-01-05\nowner: '@company/board'\n"
    file.write_text(file.read_text().replace("type: output\n", shipped))
    for step in STEPS:
        if "shell" not in step:
            done = run(step.get("run", "true"), folder, {"GOAL_TREE_TODAY": "2026-05-13"})
            assert done.returncode == 0, done.stdout + done.stderr
    github = GitHub(issues=[])
    assert remind(folder, github, None) == (0, "1 owners have something due, 1 issues written or closed")
    written = github.sent[0][2]
    assert written["title"] == "company/board: what is due"
    assert "1 review overdue." in written["body"]
    assert "Output **Upload in 5 seconds**" in written["body"]


def test_whatever_a_goal_says_an_issue_calls_nobody_and_hides_nothing(tmp_path):
    owners = [{"id": f"{n:016x}", "title": text, "markdown": text} for n, text in enumerate(HOSTILE)]
    github = GitHub(issues=[])
    assert remind(tmp_path, github, owners)[0] == 0
    assert len(github.sent) == len(HOSTILE)
    for _, _, written in github.sent:
        body = written["body"].partition("\n")[2]
        assert "<!--" not in body
        assert not any(ord(char) < 32 and char not in "\n\t" for char in body + written["title"])
