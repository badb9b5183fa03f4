"""Goals as JSON."""

from __future__ import annotations

import json

from mkdocs_goal_tree.render.export import render_json


def test_a_goal_has_its_place_its_links_and_every_field_that_it_has_a_value_in(goals):
    project = goals("""
goals/engagement.md
    type: impact
    title: Learners come back every week
    aliases: retention

goals/weekend.md
    type: outcome
    title: Learners – and teachers – practice
    status: active
    owner: Growth
    period: 2026-H1
    contributes_to:
      goal: retention
      confidence: 0.50
    metrics:
      name: Weekend learners
      unit: "%"
      baseline: 1.10
      target:
        value: 1e3
        by: 2026-06-30
      actuals:
        - on: 2026-02-01
          value: 123456789012345678901
      stale_after: 30d
    tags: mobile
""")
    assert json.loads(render_json(project.tree)) == {
        "version": 1,
        "goals": [
            {
                "id": "engagement",
                "type": "impact",
                "level": "impact",
                "status": "draft",
                "title": "Learners come back every week",
                "path": "goals/engagement.md",
                "line": 3,
                "column": 8,
                "parents": [],
                "children": ["weekend"],
                "aliases": ["retention"],
                "not_broken_down": False,
                "draft": False,
                "render_macros": False,
                "glossary": True,
                "scope": "company",
            },
            {
                "id": "weekend",
                "type": "outcome",
                "level": "outcome",
                "status": "active",
                "title": "Learners – and teachers – practice",
                "path": "goals/weekend.md",
                "line": 3,
                "column": 8,
                "parents": [{"goal": "engagement", "line": 8, "column": 9, "state": "believed"}],
                "children": [],
                "owner": ["Growth"],
                "period": {"from": "2026-01-01", "to": "2026-06-30", "name": "2026-H1"},
                "contributes_to": [{"goal": "retention", "confidence": 0.5, "state": "believed"}],
                "metrics": [
                    {
                        "name": "Weekend learners",
                        "id": "weekend-learners",
                        "unit": "%",
                        "measure": "percent",
                        "direction": "up",
                        "role": "primary",
                        "baseline": {"value": 1.1},
                        "target": [{"value": 1000, "by": "2026-06-30"}],
                        "actuals": [{"on": "2026-02-01", "value": "123456789012345678901"}],
                        "instrumented": True,
                        "stale_after": "30d",
                    }
                ],
                "not_broken_down": False,
                "tags": ["mobile"],
                "draft": False,
                "render_macros": False,
                "glossary": True,
                "extent": "from 1.10 to 1,000 % by 30 Jun 2026",
            },
        ],
    }


def test_goals_come_in_the_order_of_their_paths_whatever_their_own(goals):
    project = goals("""
goals/b.md
    type: impact
    title: B
    order: 1

goals/a.md
    type: impact
    title: A
    order: 2
""")
    assert [goal["id"] for goal in json.loads(render_json(project.tree))["goals"]] == ["a", "b"]


def test_no_goals_are_an_empty_list(goals):
    assert render_json(goals("goals/index.md\n    # Goals").tree) == '{\n  "version": 1,\n  "goals": []\n}\n'
