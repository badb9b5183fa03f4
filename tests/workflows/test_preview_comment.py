"""The workflow that may write: what it posts, and that it believes GitHub alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from fake_github import FORK, HERE, SHA, GitHub, packed, pull, serving
from recipes import read

MARK = "<!-- goal-tree-review -->"
SCRIPT = read("preview-comment.yml")["jobs"]["comment"]["steps"][0]["run"]
OURS = {"id": 31, "user": {"login": "github-actions[bot]"}, "body": f"{MARK}\nold"}


def post(tmp_path, github, head=HERE, branch="better-goals"):
    """Runs the step for a build of `branch` in the repository `head`; its exit code and what it says."""
    event = {"id": 77, "head_sha": SHA, "head_branch": branch, "head_repository": head, "repository": HERE}
    (tmp_path / "event.json").write_text(json.dumps({"workflow_run": event}))
    (tmp_path / "script.py").write_text(SCRIPT)
    with serving(github):
        env = {
            **os.environ,
            "GITHUB_EVENT_PATH": str(tmp_path / "event.json"),
            "GITHUB_API_URL": github.url,
            "GITHUB_SERVER_URL": "https://github.com",
            "GITHUB_REPOSITORY": "company/handbook",
            "GITHUB_TOKEN": "secret",
            "no_proxy": "*",
        }
        done = subprocess.run(
            [sys.executable, "script.py"], cwd=tmp_path, env=env, capture_output=True, text=True, check=False
        )
    return done.returncode, (done.stdout + done.stderr).strip()


def test_what_the_build_wrote_becomes_a_comment(tmp_path):
    github = GitHub(pulls=[pull()], artifact=packed("## What changes\n\nOne goal is new.\n"))
    assert post(tmp_path, github) == (0, "commented on #12")
    assert github.wrote == [
        (
            "POST",
            "/repos/company/handbook/issues/12/comments",
            (
                "<!-- goal-tree-review -->\n"
                "<sub>Built from a1b2c3d: [preview and log](https://github.com/company/handbook/actions/runs/77)"
                "</sub>\n\n## What changes\n\nOne goal is new."
            ),
        )
    ]


def test_the_next_push_renews_the_comment(tmp_path):
    strangers = [{"id": number, "user": {"login": "somebody"}, "body": f"{MARK} me too"} for number in range(200, 300)]
    github = GitHub(pulls=[pull()], artifact=packed("new"), comments=[*strangers, {**OURS, "user": None}, OURS])
    assert post(tmp_path, github) == (0, "commented on #12")
    assert [(method, path) for method, path, _ in github.wrote] == [
        ("PATCH", "/repos/company/handbook/issues/comments/31")
    ]


def test_a_comment_with_nothing_left_to_say_goes_away(tmp_path):
    github = GitHub(pulls=[pull()], artifact=packed("\n"), comments=[OURS])
    assert post(tmp_path, github) == (0, "nothing to say")
    assert github.wrote == [("DELETE", "/repos/company/handbook/issues/comments/31", "")]


def test_the_pull_request_of_a_fork_is_found_and_the_comment_says_whose_word_it_is(tmp_path):
    github = GitHub(pulls=[pull(repo=FORK, branch="somebody:ours/#1 & more")], artifact=packed("Hello"))
    assert post(tmp_path, github, FORK, "ours/#1 & more") == (0, "commented on #12")
    assert "The code of a fork wrote what follows.</sub>\n\nHello" in github.wrote[0][2]


@pytest.mark.parametrize(
    "pulls",
    [
        pytest.param([], id="none"),
        pytest.param([pull(sha="0" * 40)], id="pushed to since"),
        pytest.param([pull(repo=FORK)], id="of another repository"),
        pytest.param([pull(repo=None)], id="of a repository that is gone"),
        pytest.param([pull(), pull(13)], id="two"),
    ],
)
def test_without_exactly_one_pull_request_at_that_commit_nothing_is_written(tmp_path, pulls):
    github = GitHub(pulls=pulls, artifact=packed("12"))
    assert post(tmp_path, github) == (0, "not the head of exactly one open pull request: nothing to do")
    assert github.wrote == []


def test_no_artifact_no_comment(tmp_path):
    github = GitHub(pulls=[pull()])
    assert post(tmp_path, github) == (0, "no comment was written")
    assert github.wrote == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("@company/board look", "@\u200bcompany/board look"),
        ("<!-- goal-tree-review -->a<!-- b -->", "a"),
        ("<!-<!-- x -->- hidden", "&lt;!-- hidden"),
        ("a\x1b[2J\x00\u202eb\r\nc", "a[2Jb\nc"),
        ("${{ github.token }} $(id) `id`", "${{ github.token }} $(id) `id`"),
        (b"\xff\xfe", "\ufffd\ufffd"),
    ],
)
def test_the_text_is_tamed(tmp_path, text, shown):
    github = GitHub(pulls=[pull()], artifact=packed(text))
    assert post(tmp_path, github)[0] == 0
    assert github.wrote[0][2].partition("</sub>\n\n")[2] == shown


def test_a_long_text_is_cut_at_a_line(tmp_path):
    github = GitHub(pulls=[pull()], artifact=packed("- a line of it\n" * 50_000))
    assert post(tmp_path, github)[0] == 0
    body = github.wrote[0][2]
    assert len(body) < 65_536
    assert body.endswith("- a line of it\n\n… and more, in the artifact.")


@pytest.mark.parametrize(
    ("artifact", "said"),
    [
        (b"PK no archive", "the artifact cannot be read: BadZipFile"),
        (packed("x", "../comment.md"), "the artifact cannot be read: KeyError"),
        (b"\0" * 1_000_001, "the artifact is too large for a comment"),
    ],
)
def test_an_archive_that_is_none_stops_it(tmp_path, artifact, said):
    github = GitHub(pulls=[pull()], artifact=artifact)
    assert post(tmp_path, github) == (1, said)
    assert github.wrote == []


def test_a_small_archive_with_a_huge_text_stays_small(tmp_path):
    github = GitHub(pulls=[pull()], artifact=packed(b"0" * 50_000_000))
    assert len(github.artifact) < 1_000_000
    assert post(tmp_path, github)[0] == 0
    assert len(github.wrote[0][2]) < 65_536


def test_the_token_is_sent_to_the_api_alone(tmp_path):
    github = GitHub(pulls=[pull()], artifact=packed("Hello"))
    post(tmp_path, github)
    assert github.tokens
    assert [path for path in github.tokens if not path.startswith("/repos/company/handbook/")] == []
