"""How many outputs and activities the wording checks find, and how many outcomes they take for one: a table and a list.

    python tests/wording/key_results.py FILE.tsv

The file has `text<TAB>label` a line after a head line; labels are outcome, output, activity, and others, which are
passed over. Each text is the title of a proposed outcome with no other field; found is what GT401 or GT403 says.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

from mkdocs_goal_tree.core.settings import Settings
from mkdocs_goal_tree.core.wording import promise_of
from mkdocs_goal_tree.wordings import load_wording


class Count(NamedTuple):
    """Texts by what became of them."""

    found: list[str]
    missed: list[str]
    mistaken: list[str]
    spared: list[str]


def count(path: Path) -> Count:
    lists, _ = load_wording(Settings(), Path())
    result = Count([], [], [], [])
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        text, _, label = line.partition("\t")
        said = promise_of(text, lists) is not None
        if label in {"output", "activity"}:
            (result.found if said else result.missed).append(text)
        elif label == "outcome":
            (result.mistaken if said else result.spared).append(text)
    return result


def main() -> None:
    result = count(Path(sys.argv[1]))
    work, outcomes = len(result.found) + len(result.missed), len(result.mistaken) + len(result.spared)
    print(f"outputs and activities found: {len(result.found)} of {work} ({len(result.found) / work:.2f})")
    print(f"outcomes taken for one:       {len(result.mistaken)} of {outcomes}")
    for text in result.missed:
        print(f"  missed:   {text}")
    for text in result.mistaken:
        print(f"  mistaken: {text}")


if __name__ == "__main__":
    main()
