"""GT301, GT302, GT311 and GT801: numbers that are numbers, links that are safe."""

from __future__ import annotations

from mkdocs_goal_tree.core.findings import Severity

from .rule import Example, Rule

E = Severity.ERROR

RULES = (
    Rule(
        "GT301",
        "value-missing",
        "A baseline, target or actual without its value",
        E,
        "0.1",
        what="A baseline, target or actual of a metric that counts has a day or a note but no value.",
        why="The number is left out, and progress is told without it.",
        bad=Example(
            """
goals/impacts/engagement.md
    type: impact
    title: Learners come back every week
    metrics:
      name: Weekly learners
      direction: up
      baseline:
        on: 2026-01-05
""",
            at="goals/impacts/engagement.md:8:5",
        ),
        good=Example("""
goals/impacts/engagement.md
    type: impact
    title: Learners come back every week
    metrics:
      name: Weekly learners
      direction: up
      baseline:
        value: 18400
        on: 2026-01-05
"""),
        term="baseline",
    ),
    Rule(
        "GT302",
        "not-a-number",
        "A value that is no number",
        E,
        "0.1",
        what="A metric that counts has a value such as `80 %`, `30,000` or `TBD`. `goal-tree check --fix` writes the number where nothing but its unit or separators stand beside it.",
        why="Nobody can tell how far it is to words. The unit has a field of its own.",
        bad=Example(
            """
goals/impacts/engagement.md
    type: impact
    title: Learners come back every week
    metrics:
      name: Weekly learners
      direction: up
      target: 30,000
""",
            at="goals/impacts/engagement.md:7:11",
        ),
        good=Example("""
goals/impacts/engagement.md
    type: impact
    title: Learners come back every week
    metrics:
      name: Weekly learners
      direction: up
      target: 30000
"""),
        term="target",
    ),
    Rule(
        "GT311",
        "bad-csv",
        "A table of actuals that cannot be read",
        E,
        "0.1",
        what="The CSV file of `actuals` is missing, lacks the columns `on` and `value`, or has a row that cannot be read.",
        why="The chart would end where the table breaks.",
        bad=Example(
            """
goals/impacts/engagement.md
    type: impact
    title: Learners come back every week
    metrics:
      name: Weekly learners
      direction: up
      actuals:
        file: ../data/learners.csv

goals/data/learners.csv
    on,value
    2026-02-30,18400
""",
            at="goals/data/learners.csv:2:1",
        ),
        good=Example("""
goals/impacts/engagement.md
    type: impact
    title: Learners come back every week
    metrics:
      name: Weekly learners
      direction: up
      actuals:
        file: ../data/learners.csv

goals/data/learners.csv
    on,value
    2026-02-28,18400
"""),
        term="metric",
    ),
    Rule(
        "GT801",
        "unsafe-url",
        "A link that no reader should follow",
        E,
        "0.1",
        what="A field holds a link that is neither http, https, mailto nor a relative path.",
        why="A link such as `javascript:` runs in the reader's browser.",
        bad=Example(
            """
goals/impacts/engagement.md
    type: impact
    title: Learners come back every week
    refs:
      label: Plan of the year
      url: javascript:alert(1)
""",
            at="goals/impacts/engagement.md:6:8",
        ),
        good=Example("""
goals/impacts/engagement.md
    type: impact
    title: Learners come back every week
    refs:
      label: Plan of the year
      url: https://example.org/plan
"""),
    ),
)
