"""How long `goal-tree diff` takes between two commits of a large tree."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import handbooks
from processes import goal_tree

if TYPE_CHECKING:
    from pathlib import Path

LIMITS = {1_000: 3.0, 10_000: 20.0}
"""Seconds, by how many goals there are; one goal in fifty changes."""


def compare_revisions(root: Path, goals: int, rounds: int) -> int:
    """Prints two lines; 1 where the limit is exceeded."""
    site = handbooks.write_ours(root / "ours", goals)
    _git(site, "init", "-q")
    _commit(site)
    for path in sorted((site / "goals").rglob("*.md"))[::50]:
        path.write_text(path.read_text("utf-8").replace("value: ", "value: 1", 1), encoding="utf-8")
    _commit(site)
    runs = [goal_tree(site, "diff", "HEAD~1", "HEAD") for _ in range(rounds)]
    seconds, limit = min(run.seconds for run in runs), LIMITS.get(goals)
    print(f"goal-tree diff, {goals:,} goals, best of {rounds}: {seconds:.2f} s, {runs[0].memory / 2**20:.0f} MB")
    if limit is None:
        return 0
    print(f"limit {limit:.0f} s: {'within' if seconds <= limit else 'over'}")
    return 0 if seconds <= limit else 1


def _commit(site: Path) -> None:
    _git(site, "add", "-A")
    _git(site, "-c", "user.name=bench", "-c", "user.email=bench@example.org", "commit", "-q", "-m", "goals")


def _git(site: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(site), *arguments], check=True)
