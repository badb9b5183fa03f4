"""What an editor shows beside an id, a term or a field, whole."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from mkdocs_goal_tree.cli import main
from mkdocs_goal_tree.config import load_words
from mkdocs_goal_tree.core.model import Level, Outcome, PrimaryPeriod
from mkdocs_goal_tree.core.parts import Edge
from mkdocs_goal_tree.core.reaching import Field
from mkdocs_goal_tree.core.review import Acceptance, Review
from mkdocs_goal_tree.core.schema import goal_schema
from mkdocs_goal_tree.core.settings import Settings
from mkdocs_goal_tree.core.terms import Term
from mkdocs_goal_tree.render.goal_schema import schema_json
from mkdocs_goal_tree.render.hover import field_card, goal_card, term_card

WORDS = load_words({})


@pytest.mark.parametrize(
    ("fields", "card"),
    [
        (
            "title: Come back\nstatus: active\nowner: [A, B]\nmetrics: {name: 1. Learners, baseline: 1, target: 9}",
            "**Come back**\n\nImpact · Active · Not measured yet\n\n1\\. Learners: Not measured yet\n\nOwner: A and B",
        ),
        ("title: '<b>[x](y)</b> `c` http://e.org www.e.org #1 *'", None),
        ("title: Old\nstatus: retired", "**Old**\n\nImpact · Retired"),
    ],
)
def test_a_goal_s_card_is_its_text_and_no_markup(goals, fields, card):
    text = "\n".join(f"    {line}" for line in f"type: impact\n{fields}".splitlines())
    project = goals(f"goals/x.md\n{text}\n")
    hostile = r"**\<b\>\[x\](y)\</b\> \`c\` http\://e.org www\.e.org \#1 \***" + "\n\nImpact · Draft"
    assert goal_card(project.tree["x"], project.settings, WORDS) == (card or hostile)


def test_a_term_s_card_is_its_definition():
    assert term_card(Term(slug="x", term="KPI", definition="A *number*.")) == "**KPI**\n\nA \\*number\\*."
    assert term_card(Term(slug="x", term="KPI")) == "**KPI**"


@pytest.mark.parametrize(
    ("field", "card"),
    [
        (Field(Edge, "goal"), "**goal**: the parent"),
        (Field(Outcome, "type"), "**type**: the level\n\n`impact` · `outcome` · `output`"),
        (Field(Acceptance, "met"), "**met**: whether it is so\n\n`true` · `false`"),
        (Field(Review, "decision"), "**decision**: what follows\n\n`keep` · `iterate` · `remove`"),
        (Field(PrimaryPeriod, "from"), "**from**: the first day on which this impact comes first"),
    ],
)
def test_a_field_s_card_is_its_meaning_and_its_words(field, card):
    assert field_card(field) == card


def test_goal_tree_schema_prints_the_schema_with_the_fields_of_the_site(tree, monkeypatch):
    root = tree("mkdocs.yml\n    site_name: X\n    plugins: [{goal-tree: {pass_fields: [layout]}}]\n")
    (root / "goals").mkdir()
    monkeypatch.chdir(root)
    printed = CliRunner().invoke(main, ["schema", "--type", "output"]).stdout
    assert json.loads(printed) == goal_schema(Level.OUTPUT, ["layout"])
    assert printed == schema_json(Settings(pass_fields=("layout",)), Level.OUTPUT)


def test_goal_tree_schema_needs_no_site(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert json.loads(CliRunner().invoke(main, ["schema"]).stdout) == goal_schema()
