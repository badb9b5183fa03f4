"""How long handbooks of many goals take: builds, checks, glossaries, layouts, diffs; a module each.

Every number is the best of some rounds, of a whole process but for layouts; rounds of what is compared alternate, so
that a busy machine hits all alike. Exit code 1: a limit is exceeded. 2: a process failed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from contextlib import nullcontext
from pathlib import Path

import builds
import checks
import commits
import handbooks
import layouts
import vocabulary


def main() -> int:
    options = _options()
    if options.layout:
        return layouts.compare_layouts(options.rounds)
    place = nullcontext(options.folder) if options.folder else tempfile.TemporaryDirectory(prefix="goal-tree-bench-")
    with place as folder:
        return _measure(Path(folder).resolve(), options)


def _measure(root: Path, options: argparse.Namespace) -> int:
    if options.check:
        return checks.measure_checks(root, options.rounds)
    if options.diff:
        return commits.compare_revisions(root, options.goals, options.rounds)
    if options.profile:
        site = (
            vocabulary.write_sites(root, options.goals)
            if options.glossary
            else handbooks.write_ours(root / "ours", options.goals)
        )
        builds.profile_build(site, cold=options.profile == "cold")
        return 0
    if options.glossary:
        return vocabulary.compare_glossary(root, options.goals, options.rounds)
    return builds.compare_builds(root, options.goals, options.rounds)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--goals", type=int, default=1000, metavar="N", help="how many goals (default: 1000)")
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="the best of how many (default: 3)")
    parser.add_argument("--folder", type=Path, help="write the sites here and leave them")
    parser.add_argument("--check", action="store_true", help="measure goal-tree check at every size instead of builds")
    parser.add_argument(
        "--glossary", action="store_true", help=f"measure {vocabulary.TERMS} terms over N pages instead of goals"
    )
    parser.add_argument("--layout", action="store_true", help="measure the layout of large trees instead of builds")
    parser.add_argument("--diff", action="store_true", help="measure goal-tree diff between two commits instead")
    parser.add_argument(
        "--profile", nargs="?", const="cold", choices=["cold", "warm"], help="where one build spends its time, instead"
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
