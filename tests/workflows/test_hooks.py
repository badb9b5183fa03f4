"""The hook for pre-commit: valid, and run by pre-commit itself."""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest
import yaml
from recipes import GIT, SCRIPTS, TOP, git, handbook, reach_index, run

HOOKS = TOP / ".pre-commit-hooks.yaml"


@pytest.fixture
def repository(tmp_path):
    """A handbook that uses the hook, from the environment of the tests in place of one that pre-commit makes."""
    folder = handbook(tmp_path / "handbook")
    (hook,) = yaml.safe_load(HOOKS.read_text("utf-8"))
    local = {"repos": [{"repo": "local", "hooks": [{**hook, "language": "system"}]}]}
    (folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(local))
    git(folder, "add", ".")
    return folder


def commit(folder):
    """What pre-commit says of what is staged."""
    done = run(
        "pre-commit run", folder, {"PRE_COMMIT_HOME": str(folder.parent / "pre-commit"), "PRE_COMMIT_COLOR": "never"}
    )
    return done.returncode, done.stdout


def test_pre_commit_takes_the_hook():
    done = subprocess.run(
        [SCRIPTS / "pre-commit", "validate-manifest", HOOKS], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr


def test_it_stops_a_commit_that_breaks_another_goal(repository):
    (repository / "goals/outcomes/act-on-result.md").rename(repository / "goals/outcomes/act-at-once.md")
    git(repository, "add", ".")
    code, said = commit(repository)
    assert code == 1
    assert "check goals" in said
    assert "goals/outputs/fast-upload.md:4:17: error: unknown-goal (GT201)" in said


def test_it_lets_a_good_one_pass(repository):
    (repository / "goals/outputs/fast-upload.md").write_text(
        "---\ntype: output\ntitle: A\ncontributes_to: act-on-result\n---\n"
    )
    git(repository, "add", ".")
    code, said = commit(repository)
    assert (code, said.rstrip().endswith("Passed")) == (0, True)


def test_it_leaves_other_commits_alone(repository):
    git(repository, "commit", "-q", "-m", "Use the hook")
    (repository / "program.py").write_text("print()\n")
    git(repository, "add", ".")
    code, said = commit(repository)
    assert (code, said.rstrip().endswith("Skipped")) == (0, True)


def test_it_runs_in_the_environment_that_pre_commit_makes_for_it(tmp_path):
    reach_index(tmp_path)
    ours = tmp_path / "mkdocs-goal-tree"
    shutil.copytree(TOP / "plugin", ours / "plugin", ignore=shutil.ignore_patterns("__pycache__"))
    for name in (".pre-commit-hooks.yaml", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(TOP / name, ours)
    git(ours, "init", "-q")
    git(ours, "add", ".")
    git(ours, "commit", "-q", "-m", "The hook")
    folder = handbook(tmp_path / "handbook")
    (folder / "goals/outcomes/act-on-result.md").rename(folder / "goals/outcomes/act-at-once.md")
    git(folder, "add", ".")
    # As a user's: neither our packages nor the stub of pip that the scripts of workflows get.
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [SCRIPTS / "pre-commit", "try-repo", ours, "goal-tree-check", "--color", "never"],
        cwd=folder,
        env={**env, **GIT, "PRE_COMMIT_HOME": str(tmp_path / "pre-commit")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert "goals/outputs/fast-upload.md:4:17: error: unknown-goal (GT201)" in done.stdout
