"""GT111, GT218 and GT222: who stands for a goal."""

from __future__ import annotations

from mkdocs_goal_tree.core.findings import Severity

from .rule import MEASURED, Example, Rule

W, I = Severity.WARNING, Severity.INFO  # noqa: E741 - the letters of the rule table

RULES = (
    Rule(
        "GT111",
        "unknown-owner",
        "An owner that the setting `owners` lacks",
        W,
        "0.1",
        what="The setting `owners` lists the owners of this site, and the goal names another one.",
        why="Two spellings of one team are two teams in every count.",
        bad=Example(
            """
mkdocs.yml
    site_name: Handbook
    plugins:
      - goal-tree:
          owners:
            growth:
              name: Growth team

goals/impacts/engagement.md
    type: impact
    title: Learners come back every week
    owner: Grwoth team
""",
            at="goals/impacts/engagement.md:4:8",
        ),
        good=Example("""
mkdocs.yml
    site_name: Handbook
    plugins:
      - goal-tree:
          owners:
            growth:
              name: Growth team

goals/impacts/engagement.md
    type: impact
    title: Learners come back every week
    owner: growth-team
"""),
    ),
    Rule(
        "GT218",
        "no-owner",
        "A goal beyond draft without an owner",
        W,
        "0.1",
        what="A goal that is more than a draft, a proposal or an idea names no owner.",
        why="What everybody owns nobody looks at.",
        bad=Example(
            """
goals/impacts/engagement.md
    type: impact
    title: Learners come back every week
    status: retired
    closed:
      why: Learners come back anyway.
""",
            at="goals/impacts/engagement.md:3:8",
        ),
        good=Example("""
goals/impacts/engagement.md
    type: impact
    title: Learners come back every week
    status: retired
    owner: Growth team
    closed:
      why: Learners come back anyway.
"""),
        term="goal",
    ),
    Rule(
        "GT222",
        "too-many-active",
        "More active outcomes at one owner than agreed",
        I,
        "0.1",
        what="One owner has more active outcomes than the setting `active_per_owner` (3).",
        why="A team that changes everything at once cannot tell what worked.",
        bad=Example(
            f"""
mkdocs.yml
    site_name: Handbook
    plugins:
      - goal-tree:
          active_per_owner: 1

goals/impacts/engagement.md
    type: impact
    title: Learners come back every week

goals/outcomes/mobile.md
    type: outcome
    title: Learners practice on the bus
    status: active
    owner: Growth team
    contributes_to: engagement
{MEASURED}
goals/outcomes/weekend.md
    type: outcome
    title: Learners practice on Saturday
    status: active
    owner: Growth team
    contributes_to: engagement
{MEASURED}""",
            at="goals/outcomes/weekend.md:5:8",
        ),
        good=Example(f"""
mkdocs.yml
    site_name: Handbook
    plugins:
      - goal-tree:
          active_per_owner: 1

goals/impacts/engagement.md
    type: impact
    title: Learners come back every week

goals/outcomes/mobile.md
    type: outcome
    title: Learners practice on the bus
    status: active
    owner: Growth team
    contributes_to: engagement
{MEASURED}
goals/outcomes/weekend.md
    type: outcome
    title: Learners practice on Saturday
    status: proposed
    owner: Growth team
    contributes_to: engagement
"""),
        term="goal",
    ),
)
