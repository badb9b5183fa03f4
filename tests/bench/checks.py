"""How long `goal-tree check` takes as a whole process, at any size, and of one file alone, as an editor asks it."""

from __future__ import annotations

import sys
from math import inf
from typing import TYPE_CHECKING, NamedTuple

import handbooks
from processes import Run, goal_tree, run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SIZES = (1, 100, 1_000, 10_000)
LIMITS = {1_000: 1.0, 10_000: 5.0}
"""Seconds that the check of so many goals may take."""
LOCAL = 0.3
"""Seconds that a check of one file alone may take, however many goals lie beside it."""
# In a process of its own, as the check is: what the parser alone needs for the front matter of all files.
PARSER = """
import sys, time, yaml
from pathlib import Path
texts = [path.read_text("utf-8").split("---\\n", 2)[1] for path in Path("goals").rglob("*.md")]
start = time.perf_counter()
for text in texts:
    for event in yaml.parse(text, Loader=yaml.CSafeLoader): pass
print(time.perf_counter() - start)
"""


class Row(NamedTuple):
    """The best of some rounds."""

    goals: int
    check: Run
    parser: float
    """Seconds in libyaml's event stream, nothing made of the events; without reading the files or starting Python."""
    local: Run

    @property
    def within(self) -> bool:
        return self.check.seconds <= LIMITS.get(self.goals, inf) and self.local.seconds <= LOCAL


def measure_checks(root: Path, rounds: int) -> int:
    """Prints a table; 1 where a limit is exceeded."""
    started = min(_rounds(lambda: goal_tree(root, "--version"), rounds))
    rows = [_measure(root / str(goals), goals, rounds) for goals in SIZES]
    print(f"goal-tree check, whole processes, best of {rounds}; `goal-tree --version` takes {started.seconds:.2f} s\n")
    print("| goals | check | CPU | limit | peak memory | YAML alone | check --local FILE | CPU | limit | |")
    print("| --: | --: | --: | --: | --: | --: | --: | --: | --: | :-- |")
    for row in rows:
        goals, check, parser, local = row
        limit = f"{LIMITS[goals]:.1f} s" if goals in LIMITS else ""
        print(
            f"| {goals:,} | {check.seconds:.2f} s | {check.cpu:.2f} s | {limit} | {check.memory / 2**20:.0f} MB | {parser:.2f} s"
            f" | {local.seconds:.2f} s | {local.cpu:.2f} s | {LOCAL:.1f} s |"
            f" {'within' if row.within else 'over'} |"
        )
    return 0 if all(row.within for row in rows) else 1


def _measure(site: Path, goals: int, rounds: int) -> Row:
    print(f"{goals:,} goals are checked", file=sys.stderr)
    handbooks.write_ours(site, goals)
    file = str(max((site / "goals").rglob("*.md")).relative_to(site))
    checks = _rounds(lambda: goal_tree(site, "check", "--format", "concise"), rounds)
    parsed = _rounds(lambda: run(site, sys.executable, "-c", PARSER), rounds)
    local = _rounds(lambda: goal_tree(site, "check", "--local", file), rounds)
    return Row(goals, min(checks), min(float(one.output) for one in parsed), min(local))


def _rounds(measure: Callable[[], Run], rounds: int) -> list[Run]:
    return [measure() for _ in range(rounds)]
