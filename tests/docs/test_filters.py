"""Each filter in the guide gives the goals that stand beside it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from mkdocs_goal_tree.config import load_file
from mkdocs_goal_tree.core.project import examine
from mkdocs_goal_tree.core.query import parse, select
from mkdocs_goal_tree.sources import from_folder

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs/guide/filters.md").read_text("utf-8")
EXAMPLES = re.findall(
    r"^\| `([^`]+)` \| ((?:`[^`]+`(?:, )?)+|none) \|$", TEXT.partition("## Examples")[2], re.MULTILINE
)
WRITTEN = [
    part
    for row in re.findall(r"^\| (`.*?) \|", TEXT.partition("## What you can write")[2].partition("##")[0], re.MULTILINE)
    for part in re.findall(r"`([^`]+)`", row)
    if part not in {"<=", ">", ">="} and "…" not in part
]


@pytest.fixture(scope="module")
def company():
    config = load_file(ROOT / "mkdocs.yml", today=date(2026, 5, 13))
    return examine(from_folder(config.goals_dir, config.goals_shown), config.settings)


def test_the_guide_has_examples():
    assert len(EXAMPLES) > 20
    assert len(WRITTEN) > 10


@pytest.mark.parametrize(("where", "ids"), EXAMPLES)
def test_an_example_gives_the_goals_beside_it(company, where, ids):
    found = [goal.id for goal in select(parse(where, company.tree), company)]

    assert (", ".join(f"`{goal}`" for goal in found) or "none") == ids


@pytest.mark.parametrize("where", WRITTEN)
def test_what_the_guide_writes_is_a_filter(company, where):
    assert str(parse(where, company.tree)) == where.replace("status not in", "not status in")
