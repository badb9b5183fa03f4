"""What the checks say of the example company: the table of the guide, no error, and every state once."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from mkdocs_goal_tree.config import Config, load_file
from mkdocs_goal_tree.core.findings import Severity
from mkdocs_goal_tree.core.learning import is_overdue, outputs_of, verdicts
from mkdocs_goal_tree.core.model import Impact
from mkdocs_goal_tree.core.progress import measure, state_of
from mkdocs_goal_tree.core.project import Project, examine
from mkdocs_goal_tree.core.rules import BY_CODE
from mkdocs_goal_tree.sources import from_folder, terms_from
from mkdocs_goal_tree.wordings import load_wording

ROOT = Path(__file__).parents[2]
ROW = re.compile(r"^\| ([^|]+) \| ([a-z-]+ \(GT\d{3}\)) \|", re.MULTILINE)


@pytest.fixture(scope="module")
def example() -> Project:
    """The example on 13 May 2026, without its history."""
    config = load_file(ROOT / "mkdocs.yml", today=date(2026, 5, 13))
    assert isinstance(config, Config)
    terms = terms_from(config.glossary_dir, config.glossary_shown)
    files = from_folder(config.goals_dir, config.goals_shown)
    return examine(files, config.settings, terms.sources, wording=load_wording(config.settings, config.root)[0])


def test_the_guide_lists_what_the_checks_find(example: Project) -> None:
    page = (ROOT / "docs" / "worked-example.md").read_text(encoding="utf-8").partition("## What asks for a look")[2]
    told = {(example.tree[one.goal].title, str(BY_CODE[one.rule])) for one in example.findings}
    assert {(title, rule) for title, rule in ROW.findall(page) if "GT309" not in rule} == told
    assert len(told) == len(example.findings) == 4


def test_the_example_has_no_error(example: Project) -> None:
    assert [str(one.span) for one in example.findings if one.severity is Severity.ERROR] == []


def test_a_rule_is_ignored_with_a_reason(example: Project) -> None:
    ignored = [(goal.id, one.rule) for goal in example.tree for one in goal.lint.ignore]
    assert ignored == [("teachers-change-fewer-automatic-grades", "no-metric")]


def test_every_state_is_shown(example: Project) -> None:
    tree, settings = example.tree, example.settings
    of_goals = {str(state) for goal in tree if (state := state_of(goal, settings))}
    of_metrics = {str(state) for goal in tree for one in goal.metrics if (state := measure(one, goal, settings).state)}
    assert of_goals >= {"not-measured", "behind", "on-track", "target-met"}
    assert of_metrics >= {"not-measured", "stale", "behind", "on-track", "target-met"}
    assert {goal.status_word for goal in tree} >= {"active", "achieved", "missed", "dropped", "shipped", "retired"}
    assert {"planned", "building"} <= {output.status_word for output in outputs_of(tree)}


def test_reviews_went_every_way_and_one_is_overdue(example: Project) -> None:
    found = [told.verdict.verdict.value for told in verdicts(example.tree)]
    assert found == ["partly", "moved", "moved", "worse", "not-moved"]
    assert [one.id for one in outputs_of(example.tree) if is_overdue(one, example.settings)] == ["async-grading"]


def test_the_primary_impact_was_switched_and_switched_back(example: Project) -> None:
    turns = sorted((one.start, goal.id) for goal in example.tree if isinstance(goal, Impact) for one in goal.primary)
    assert [name for _, name in turns] == [
        "active-learner-engagement",
        "fewer-customer-complaints",
        "active-learner-engagement",
    ]
