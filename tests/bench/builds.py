"""How long a handbook of many goals takes, beside plain MkDocs + Material building the same prose in the same run."""

from __future__ import annotations

import cProfile
import os
import platform
import pstats
import shutil
import sys
from typing import TYPE_CHECKING

import handbooks
from processes import build, environment

if TYPE_CHECKING:
    from pathlib import Path

    from processes import Run

COLD, WARM = 2.0, 1.6
"""The limits of builds, as a multiple of plain MkDocs + Material."""


def compare_builds(root: Path, goals: int, rounds: int) -> int:
    """Prints a table; 1 where a limit is exceeded."""
    plain, ours = handbooks.write_plain(root / "plain", goals), handbooks.write_ours(root / "ours", goals)
    runs: dict[str, list[Run]] = {"plain": [], "cold": [], "warm": []}
    for number in range(1, rounds + 1):
        print(f"round {number} of {rounds}", file=sys.stderr)
        runs["plain"].append(build(plain))
        shutil.rmtree(ours / ".cache", ignore_errors=True)
        runs["cold"].append(build(ours))
        runs["warm"].append(build(ours))
    python, cores = platform.python_version(), os.cpu_count()
    print(f"{goals:,} goals, best of {rounds}, Python {python}, {platform.system()}, {cores} cores\n")
    return _report(runs)


def _report(runs: dict[str, list[Run]]) -> int:
    best = {name: min(run.seconds for run in those) for name, those in runs.items()}
    memory = {name: max(run.memory for run in those) for name, those in runs.items()}
    print("| whole process | seconds | times plain | limit | | peak memory |")
    print("| :-- | --: | --: | --: | :-- | --: |")
    within = True
    for name, label, limit in (
        ("plain", "MkDocs + Material, the same prose", None),
        ("cold", "with goal-tree, no layout cache", COLD),
        ("warm", "with goal-tree, layout cache", WARM),
    ):
        ratio = best[name] / best["plain"]
        good = limit is None or ratio <= limit
        within = within and good
        judged = " | " if limit is None else f"{limit:.1f} | {'within' if good else 'over'}"
        print(f"| {label} | {best[name]:.2f} | {ratio:.2f} | {judged} | {memory[name] / 2**20:.0f} MB |")
    return 0 if within else 1


def profile_build(site: Path, *, cold: bool) -> None:
    """Prints our 40 dearest functions of one build, by the time in them and in what they call."""
    os.environ.update(environment())
    shutil.rmtree(site / ".cache", ignore_errors=True)
    if not cold:
        build(site)
    shutil.rmtree(site / "site", ignore_errors=True)
    from mkdocs.commands.build import build as build_here
    from mkdocs.config import load_config

    profile = cProfile.Profile()
    with profile:
        config = load_config(str(site / "mkdocs.yml"))
        config.plugins.on_startup(command="build", dirty=False)
        build_here(config)
    stats = pstats.Stats(profile)
    print(f"{'cold' if cold else 'warm'} build, {stats.total_tt:.2f} s under the profiler")  # type: ignore[attr-defined]
    print("   total     own    calls  function")
    ours = []
    for (path, line, function), (_, calls, own, total, _) in stats.stats.items():  # type: ignore[attr-defined]
        if "mkdocs_goal_tree" in path:
            ours.append((total, own, calls, f"{path.rpartition('mkdocs_goal_tree/')[2]}:{line} {function}"))
    for total, own, calls, name in sorted(ours, reverse=True)[:40]:
        print(f"{total:8.3f}{own:8.3f}{calls:9,}  {name}")
