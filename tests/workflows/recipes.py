"""The workflows that the package brings, and how to run what stands in them."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

TOP = Path(__file__).parents[2]
WORKFLOWS = TOP / "plugin/mkdocs_goal_tree/scaffold/workflows"
SCRIPTS = Path(sysconfig.get_path("scripts"))
QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
GIT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    **{f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
}


def read(name: str) -> dict:
    """A workflow as its service reads it; `on` is a word there, not yes."""
    return yaml.load((WORKFLOWS / name).read_text("utf-8"), yaml.BaseLoader)


def run(script: str, folder: Path, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """A script as a service runs it, in `folder`, with our programs and a pip and an apt-get that do nothing."""
    stubs = folder.parent / "stubs"
    stubs.mkdir(exist_ok=True)
    for name in ("pip", "apt-get"):
        (stubs / name).write_text("#!/bin/sh\n")
        (stubs / name).chmod(0o755)
    path = os.pathsep.join([str(stubs), str(SCRIPTS), os.environ["PATH"]])
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=folder,
        env={**os.environ, **QUIET, **GIT, "PATH": path, **(env or {})},
        capture_output=True,
        text=True,
        check=False,
    )


def reach_index(folder: Path) -> None:
    """Skips the test where there is no package index to install from."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder), "hatchling"]
    asked = subprocess.run(command, capture_output=True, text=True, check=False)
    if asked.returncode:
        pytest.skip(f"no package index answers: {(asked.stderr.strip().splitlines() or ['no reason given'])[-1]}")


def git(folder: Path, *words: str) -> str:
    env = {**os.environ, **GIT}
    return subprocess.run(["git", *words], cwd=folder, env=env, capture_output=True, text=True, check=True).stdout


def handbook(folder: Path) -> Path:
    """A repository with the smallest handbook, committed on main."""
    folder.mkdir()
    done = run('goal-tree init --name "Our handbook" --no-editor --no-glossary', folder)
    assert done.returncode == 0, done.stderr
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "Begin")
    return folder
