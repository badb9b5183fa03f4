"""How long a handbook of many goals takes, beside plain MkDocs + Material building the same prose in the same run.

Every number is a whole process, the best of some rounds; the rounds alternate, so that a busy machine hits all alike.
Exit code 1: a limit is exceeded. 2: a build failed.
"""

from __future__ import annotations

import argparse
import cProfile
import os
import platform
import pstats
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

import company
import layouts
import vocabulary

COLD, WARM, CHECK = 2.0, 1.6, 1.0
"""The limits: builds as a multiple of plain MkDocs + Material, the check in seconds."""
DIFF = {1000: 3.0, 10_000: 20.0}
"""The limits of a diff in seconds, by how many goals there are; one goal in fifty changes."""
GLOSSARY = 1.1
"""The limit of a build with a glossary, as a multiple of one in which the pages of its terms are ordinary pages."""

# The goal pages stay out of the sidebar on both sides: with 1,000 pages in it MkDocs alone takes 13-19 s.
SITE = """\
site_name: Company handbook
theme:
  name: material
  font: false
markdown_extensions:
  - attr_list
  - tables
  - toc:
      permalink: true
validation:
  omitted_files: ignore
"""
PLAIN = """\
plugins:
  - search
nav:
  - Home: index.md
  - Goals: goals/index.md
"""
OURS = """\
plugins:
  - search
  - goal-tree:
      nav: index
      today: !ENV [GOAL_TREE_TODAY, ""]
nav:
  - Home: index.md
  - Goals: goals/
"""


@dataclass(frozen=True)
class Run:
    """One process: `seconds` on the clock, `memory` in bytes at its peak."""

    seconds: float
    memory: int


def main() -> int:
    options = _options()
    if options.layout:
        return layouts.compare_layouts(options.rounds)
    place = nullcontext(options.folder) if options.folder else tempfile.TemporaryDirectory(prefix="goal-tree-bench-")
    with place as folder:
        root = Path(folder).resolve()
        if options.glossary:
            return _compare_glossary(root, options.goals, options.rounds, options.profile)
        if options.diff:
            return _compare_revisions(root, options.goals, options.rounds)
        _write_sites(root, options.goals)
        if options.profile:
            _profile(root / "ours", cold=options.profile == "cold")
            return 0
        runs: dict[str, list[Run]] = {"plain": [], "cold": [], "warm": [], "check": []}
        for number in range(1, options.rounds + 1):
            print(f"round {number} of {options.rounds}", file=sys.stderr)
            runs["plain"].append(_build(root / "plain"))
            shutil.rmtree(root / "ours" / ".cache", ignore_errors=True)
            runs["cold"].append(_build(root / "ours"))
            runs["warm"].append(_build(root / "ours"))
            runs["check"].append(_run(root / "ours", *_goal_tree(), "check"))
    return _report(runs, options.goals, options.rounds)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--goals", type=int, default=1000, metavar="N", help="how many goals (default: 1000)")
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="the best of how many (default: 3)")
    parser.add_argument("--folder", type=Path, help="write the two sites here and leave them")
    parser.add_argument(
        "--glossary", action="store_true", help=f"measure {vocabulary.TERMS} terms over N pages instead of goals"
    )
    parser.add_argument("--layout", action="store_true", help="measure the layout of large trees instead of builds")
    parser.add_argument("--diff", action="store_true", help="measure goal-tree diff between two commits instead")
    parser.add_argument(
        "--profile", nargs="?", const="cold", choices=["cold", "warm"], help="where one build spends its time, instead"
    )
    return parser.parse_args()


def _write_sites(root: Path, goals: int) -> None:
    for name, rest, below in (("plain", PLAIN, "docs/goals"), ("ours", OURS, "goals")):
        site = root / name
        shutil.rmtree(site, ignore_errors=True)
        (site / "docs").mkdir(parents=True)
        (site / "mkdocs.yml").write_text(SITE + rest, encoding="utf-8")
        (site / "docs" / "index.md").write_text("# Handbook\n\nWelcome.\n", encoding="utf-8")
        write = company.write_plain if name == "plain" else company.write_goals
        write(site / below, goals)
    (root / "plain" / "docs" / "goals" / "index.md").write_text("# Goals\n\nWhat we want.\n", encoding="utf-8")


def _compare_glossary(root: Path, pages: int, rounds: int, profile: str | None) -> int:
    vocabulary.write_sites(root, pages)
    if profile:
        _profile(root / "with", cold=profile == "cold")
        return 0
    runs: dict[str, list[float]] = {"without": [], "with": []}
    for number in range(1, rounds + 1):
        print(f"round {number} of {rounds}", file=sys.stderr)
        for name, seconds in runs.items():
            seconds.append(_build(root / name).seconds)
    without, with_ = min(runs["without"]), min(runs["with"])
    within = with_ / without <= GLOSSARY
    print(f"{vocabulary.TERMS} terms over {pages:,} pages, best of {rounds}: {with_:.2f} s, without {without:.2f} s")
    print(f"ratio {with_ / without:.3f}, limit {GLOSSARY}: {'within' if within else 'over'}")
    return 0 if within else 1


def _compare_revisions(root: Path, goals: int, rounds: int) -> int:
    site = root / "ours"
    shutil.rmtree(site, ignore_errors=True)
    site.mkdir(parents=True)
    (site / "mkdocs.yml").write_text(SITE + OURS, encoding="utf-8")
    company.write_goals(site / "goals", goals)
    _git(site, "init", "-q")
    _commit(site)
    for path in sorted((site / "goals").rglob("*.md"))[::50]:
        path.write_text(path.read_text("utf-8").replace("value: ", "value: 1", 1), encoding="utf-8")
    _commit(site)
    runs = [_run(site, *_goal_tree(), "diff", "HEAD~1", "HEAD") for _ in range(rounds)]
    seconds, limit = min(run.seconds for run in runs), DIFF.get(goals)
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


def _build(site: Path) -> Run:
    shutil.rmtree(site / "site", ignore_errors=True)
    return _run(site, sys.executable, "-m", "mkdocs", "build", "-q")


def _goal_tree() -> list[str]:
    script = Path(sys.executable).with_name("goal-tree")
    return [str(script)] if script.exists() else [sys.executable, "-m", "mkdocs_goal_tree.cli"]


def _environment() -> dict[str, str]:
    # As installed packages do, this one keeps what Python compiles it to: else only our side would compile in each run.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    fixed = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true", "NO_COLOR": "1"}
    return {**kept, **fixed, "GOAL_TREE_TODAY": str(company.TODAY)}


def _run(site: Path, *command: str) -> Run:
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=site, env=_environment(), stdout=output, stderr=subprocess.STDOUT)
        # Not process.wait(): only wait4 tells the memory of this one child.
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            said = output.read().decode("utf-8", "replace").strip().splitlines()
            print("\n".join([*said[-20:], f"{' '.join(command)} in {site} ended with {process.returncode}"]))
            raise SystemExit(2)
    return Run(seconds, usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024))


def _report(runs: dict[str, list[Run]], goals: int, rounds: int) -> int:
    best = {name: min(run.seconds for run in those) for name, those in runs.items()}
    memory = {name: max(run.memory for run in those) for name, those in runs.items()}
    python, cores = platform.python_version(), os.cpu_count()
    print(f"{goals:,} goals, best of {rounds}, Python {python}, {platform.system()}, {cores} cores\n")
    print("| whole process | seconds | times plain | limit | | peak memory |")
    print("| :-- | --: | --: | --: | :-- | --: |")
    within = True
    for name, label, limit in (
        ("plain", "MkDocs + Material, the same prose", None),
        ("cold", "with goal-tree, no layout cache", COLD),
        ("warm", "with goal-tree, layout cache", WARM),
        ("check", "goal-tree check", CHECK),
    ):
        ratio = best[name] / best["plain"]
        measured, unit = (best[name], " s") if name == "check" else (ratio, "")
        good = limit is None or measured <= limit
        within = within and good
        verdict = "" if limit is None else "within" if good else "over"
        times = "" if name == "check" else f"{ratio:.2f}"
        allowed = "" if limit is None else f"{limit:.1f}{unit}"
        megabytes = f"{memory[name] / 2**20:.0f} MB"
        print(f"| {label} | {best[name]:.2f} | {times} | {allowed} | {verdict} | {megabytes} |")
    return 0 if within else 1


def _profile(site: Path, *, cold: bool) -> None:
    """Prints our 40 dearest functions of one build, by the time in them and in what they call."""
    os.environ.update(_environment())
    shutil.rmtree(site / ".cache", ignore_errors=True)
    if not cold:
        _build(site)
    shutil.rmtree(site / "site", ignore_errors=True)
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    profile = cProfile.Profile()
    with profile:
        config = load_config(str(site / "mkdocs.yml"))
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
    stats = pstats.Stats(profile)
    print(f"{'cold' if cold else 'warm'} build, {stats.total_tt:.2f} s under the profiler")  # type: ignore[attr-defined]
    print("   total     own    calls  function")
    ours = []
    for (path, line, function), (_, calls, own, total, _) in stats.stats.items():  # type: ignore[attr-defined]
        if "mkdocs_goal_tree" in path:
            ours.append((total, own, calls, f"{path.rpartition('mkdocs_goal_tree/')[2]}:{line} {function}"))
    for total, own, calls, name in sorted(ours, reverse=True)[:40]:
        print(f"{total:8.3f}{own:8.3f}{calls:9,}  {name}")


if __name__ == "__main__":
    sys.exit(main())
