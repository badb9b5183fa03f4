"""The tables of edge cases in the guide, row by row."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mkdocs_goal_tree.config import load_words
from mkdocs_goal_tree.core.progress import Progress, measure
from mkdocs_goal_tree.render import figures

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs_goal_tree.core.project import Project

GUIDE = Path(__file__).parents[2] / "docs" / "guide" / "metrics.md"
WORDS = load_words({})


def table(*columns: str) -> list[dict[str, str]]:
    """The rows of the guide's table that has these columns."""
    lines = [line for line in GUIDE.read_text("utf-8").splitlines() if line.startswith("|")]
    head = f"| {' | '.join(columns)} |"
    rows = []
    for line in lines[lines.index(head) + 2 :]:
        cells = [cell.strip().strip("`") for cell in line.strip("|").split("|")]
        if len(cells) != len(columns) or cells[0] == "you see":
            break
        rows.append(dict(zip(columns, cells, strict=True)))
    return rows


WAYS = table("case", "direction", "baseline", "target", "last", "way made", "met")
PACES = table("case", "baseline on", "target by", "last on", "last", "way made", "time gone", "state")


def measured(goals: Callable[..., Project], fields: dict[str, str]) -> Progress:
    written = "".join(f"      {name}: {value}\n" for name, value in fields.items() if value)
    project = goals(
        f"goals/o.md\n    type: outcome\n    title: Learners go on\n    status: active\n    metrics:\n      name: M\n{written}"
    )
    goal = project.tree["o"]
    return measure(goal.metrics[0], goal, project.settings)


def share(value: object) -> str:
    return "–" if value is None else figures.share(value, WORDS)


def test_the_tables_of_the_guide_are_found() -> None:
    assert (len(WAYS), len(PACES)) == (26, 8)


@pytest.mark.parametrize("row", WAYS, ids=lambda row: row["case"])
def test_the_way_is_what_the_guide_says(goals: Callable[..., Project], row: dict[str, str]) -> None:
    progress = measured(
        goals,
        {
            "measure": "boolean" if row["last"] == "true" else "number",
            "direction": row["direction"],
            "baseline": row["baseline"],
            "target": row["target"],
            "actuals": f"{{on: 2026-05-01, value: {row['last']}}}",
        },
    )

    met = {True: "yes", False: "no", None: "–"}[progress.met]
    assert (share(progress.way), met) == (row["way made"], row["met"])


@pytest.mark.parametrize("row", PACES, ids=lambda row: row["case"])
def test_the_pace_is_what_the_guide_says(goals: Callable[..., Project], row: dict[str, str]) -> None:
    progress = measured(
        goals,
        {
            "unit": '"%"',
            "baseline": f"{{value: 22, on: {row['baseline on']}}}",
            "target": f"{{value: 80, by: {row['target by']}}}",
            "actuals": f"{{on: {row['last on']}, value: {row['last']}}}",
        },
    )

    assert (share(progress.way), share(progress.elapsed), WORDS[progress.state or "none"].lower()) == (
        row["way made"],
        row["time gone"],
        row["state"],
    )
