"""Whole processes, measured: how long one takes on the clock and at work, and how much memory at its peak."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import company


class Run(NamedTuple):
    """One process: `seconds` on the clock, `cpu` at work, `memory` in bytes at its peak, and what it printed."""

    seconds: float
    cpu: float
    memory: int
    output: str


def run(site: Path, *command: str) -> Run:
    """Runs it in that folder; exit code 2 of the whole benchmark, and the end of what was said, where it fails."""
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=site, env=environment(), stdout=output, stderr=subprocess.STDOUT)
        # Not process.wait(): only wait4 tells the memory of this one child.
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        said = output.read().decode("utf-8", "replace")
    if process.returncode:
        print("\n".join([*said.strip().splitlines()[-20:], f"{' '.join(command)} in {site}: {process.returncode}"]))
        raise SystemExit(2)
    cpu = usage.ru_utime + usage.ru_stime
    return Run(seconds, cpu, usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024), said)


def build(site: Path) -> Run:
    shutil.rmtree(site / "site", ignore_errors=True)
    return run(site, sys.executable, "-m", "mkdocs", "build", "-q")


def goal_tree(site: Path, *arguments: str) -> Run:
    script = Path(sys.executable).with_name("goal-tree")
    command = [str(script)] if script.exists() else [sys.executable, "-m", "mkdocs_goal_tree.cli"]
    return run(site, *command, *arguments)


def environment() -> dict[str, str]:
    # As installed packages do, this one keeps what Python compiles it to: else only our side would compile in each run.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    fixed = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true", "NO_COLOR": "1"}
    return {**kept, **fixed, "GOAL_TREE_TODAY": str(company.TODAY)}
