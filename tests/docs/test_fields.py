"""The guide's tables, the models and what editors say of a field are the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mkdocs_goal_tree.core.field_texts import FIELDS, describe
from mkdocs_goal_tree.core.metric import Actual, Baseline, Metric, MetricSource
from mkdocs_goal_tree.core.model import MODELS, GoalBase, Impact, Outcome, Output, PrimaryPeriod
from mkdocs_goal_tree.core.parts import Assumption, Closed, Decision, Edge, Evidence, Ignore, PageFields, Ref, Search
from mkdocs_goal_tree.core.review import Acceptance, Expectation, Review, Verdict
from mkdocs_goal_tree.core.shapes import shapes_of

GUIDE = (Path(__file__).parents[2] / "docs" / "guide" / "goal-file.md").read_text("utf-8")
TABLES = {
    "## All goals": GoalBase,
    "### Links": Edge,
    "## Metrics": Metric,
    "## Impacts only": Impact,
    "## Outcomes only": Outcome,
    "## Outputs only": Output,
    "| field of a review": Review,
}
PARTS = {
    "closed": Closed,
    "assumptions": Assumption,
    "evidence": Evidence,
    "decisions": Decision,
    "refs": Ref,
}
PARTS |= {"primary": PrimaryPeriod, "acceptance": Acceptance, "expects": Expectation, "verdicts": Verdict}
PARTS |= {"baseline": Baseline, "actuals": Actual, "source": MetricSource, "lint": Ignore, "search": Search}


def rows(start: str) -> dict[str, str]:
    """The meanings of the first table of fields after `start`, by field."""
    text = GUIDE[GUIDE.index(f"\n{start}") :]
    table = re.search(r"^\| field[^\n]*\n\|[-|]+\n((?:\|.*\n)+)", text, re.MULTILINE)[1]
    cells = [[cell.strip() for cell in line.strip("|\n").split(" | ")] for line in table.splitlines()]
    bare = {re.search(r"`(\w+)`", name)[1]: re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", what) for name, _, what in cells}
    return {name: what.removesuffix(" |").strip() for name, what in bare.items()}


@pytest.mark.parametrize(("start", "model"), TABLES.items())
def test_a_table_of_the_guide_says_what_editors_say(start, model):
    assert rows(start) == dict(FIELDS[model])


@pytest.mark.parametrize("model", [*MODELS.values(), *(one for one in FIELDS if one is not GoalBase)])
def test_every_field_of_a_model_is_described(model):
    assert [name for name in shapes_of(model) if not describe(model, name)] == []


def test_no_field_is_described_that_there_is_not():
    own = {model: set(shapes_of(model)) for model in FIELDS}
    own[GoalBase] = (own[GoalBase] - {"page"}) | {"type", "status"}
    assert {model: set(fields) - own[model] for model, fields in FIELDS.items() if set(fields) - own[model]} == {}


@pytest.mark.parametrize(("name", "model"), PARTS.items())
def test_the_guide_names_every_field_of_a_part(name, model):
    told = " ".join(line for line in GUIDE.splitlines() if line.startswith(f"| `{name}`"))
    assert [field for field in shapes_of(model) if f"`{field}`" not in told] == []


def test_the_guide_names_every_field_for_the_theme():
    told = GUIDE[GUIDE.index("## Fields for the theme") : GUIDE.index("## All under one key")]
    assert [name for name in shapes_of(PageFields) if f"`{name}`" not in told] == []
