"""The GitHub action: its file is valid, and its scripts do as they are asked and nothing else."""

from __future__ import annotations

import subprocess
import sys

import pytest
import yaml
from recipes import SCRIPTS, TOP, handbook, run

ACTION = yaml.safe_load((TOP / "action.yml").read_text("utf-8"))
STEPS = {step["name"]: step for step in ACTION["runs"]["steps"] if "name" in step}
FAULT = (
    "::error file=goals/outputs/fast-upload.md,line=4,col=17,endLine=4,endColumn=31,title=unknown-goal (GT201)::"
    "contributes_to[0].goal names 'act-on-results', which no goal is%0Adid you mean 'act-on-result'?\n"
    "1 error in 3 goals\n"
)


@pytest.fixture
def repository(tmp_path):
    """A handbook with one fault, and a runner's folder with our program where the action installs it."""
    folder = handbook(tmp_path / "handbook")
    file = folder / "goals/outputs/fast-upload.md"
    file.write_text(file.read_text().replace("act-on-result", "act-on-results"))
    installed = tmp_path / "temp/goal-tree/bin"
    installed.mkdir(parents=True)
    (installed / "goal-tree").symlink_to(SCRIPTS / "goal-tree")
    return folder


def check(repository, args="", config=""):
    env = {"RUNNER_TEMP": str(repository.parent / "temp"), "GOAL_TREE_ARGS": args, "GOAL_TREE_CONFIG": config}
    done = run(STEPS["Check"]["run"], repository, env)
    return done.returncode, done.stdout


def test_it_is_what_github_reads():
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-actions"]
    done = subprocess.run([*command, str(TOP / "action.yml")], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "ok -- validation done\n"), done.stdout + done.stderr


def test_its_inputs_reach_its_scripts_as_variables_only():
    assert list(ACTION["inputs"]) == ["version", "args", "config"]
    assert [name for name, step in STEPS.items() if "${{" in step["run"] or "eval" in step["run"]] == []
    assert STEPS["Check"]["env"] == {
        "GOAL_TREE_ARGS": "${{ inputs.args }}",
        "GOAL_TREE_CONFIG": "${{ inputs.config }}",
    }


@pytest.mark.parametrize(
    ("args", "config", "expected"),
    [
        ("", "", (1, FAULT)),
        ("", "mkdocs.yml", (1, FAULT)),
        ("  --fail-on\n never ", "", (0, FAULT)),
        ("--select GT3 --fail-on=warning", "mkdocs.yml", (0, "nothing found in 3 goals\n")),
        ("$(touch made) `touch made` ; touch made", "", (2, "")),
        ("", "$(touch made).yml", (2, "")),
        ("*", "--help", (2, "")),
    ],
)
def test_it_shows_findings_beside_their_lines_and_runs_nothing_that_it_is_given(repository, args, config, expected):
    assert check(repository, args, config) == expected
    assert not (repository / "made").exists()


@pytest.mark.parametrize(
    ("version", "installed"),
    [("", "/the/action"), ("0.1.0", "mkdocs-goal-tree==0.1.0"), ("1.0rc1", "mkdocs-goal-tree==1.0rc1")],
)
def test_it_installs_its_own_version_or_the_one_asked_for(tmp_path, version, installed):
    assert install(tmp_path, version) == (
        0,
        f"-m venv {tmp_path}/temp/goal-tree\ninstall --quiet --disable-pip-version-check {installed}\n",
    )


@pytest.mark.parametrize("version", ["0.1 --index-url=https://example.org", "-r", "$(id)", "1; id", ">=0"])
def test_it_takes_nothing_for_a_version_that_is_none(tmp_path, version):
    assert install(tmp_path, version) == (2, "::error::The input 'version' is no version, such as 0.1.0\n")


def install(tmp_path, version):
    """Runs the step with programs that say what they were asked."""
    work = tmp_path / "work"
    work.mkdir()
    bin_ = tmp_path / "temp/goal-tree/bin"
    bin_.mkdir(parents=True)
    for program in (tmp_path / "python", bin_ / "pip"):
        program.write_text('#!/bin/sh\necho "$@"\n')
        program.chmod(0o755)
    env = {
        "RUNNER_TEMP": str(tmp_path / "temp"),
        "GOAL_TREE_PYTHON": str(tmp_path / "python"),
        "GOAL_TREE_SOURCE": "/the/action",
        "GOAL_TREE_VERSION": version,
    }
    done = run(STEPS["Install"]["run"], work, env)
    return done.returncode, done.stdout
