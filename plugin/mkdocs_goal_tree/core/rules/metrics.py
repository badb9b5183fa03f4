"""GT303-GT305 and GT310: metrics that contradict themselves or count the wrong thing. The examples are of 13 May 2026."""

from __future__ import annotations

from mkdocs_goal_tree.core.findings import Severity

from .rule import Example, Rule

E, W = Severity.ERROR, Severity.WARNING

RULES = (
    Rule(
        "GT303",
        "value-on-qualitative",
        "A number on a metric in words",
        W,
        "0.1",
        what="A metric with `measure: qualitative` has a target, or a bare number as baseline or actual.",
        why="Words cannot be above or below a number. One of the two is meant differently.",
        bad=Example(
            """
goals/outcomes/answers.md
    type: outcome
    title: Learners understand our answers
    metrics:
      name: What learners say about an answer
      measure: qualitative
      target: 80
""",
            at="goals/outcomes/answers.md:7:11",
        ),
        good=Example("""
goals/outcomes/answers.md
    type: outcome
    title: Learners understand our answers
    metrics:
      name: What learners say about an answer
      measure: qualitative
      actuals:
        on: 2026-05-04
        value: I know what happened to my page
"""),
        term="metric",
    ),
    Rule(
        "GT304",
        "dates-out-of-order",
        "Days that cannot follow each other",
        E,
        "0.1",
        what="A target lies before its baseline, a period ends before it begins, or a measurement is from the future. "
        "One day ahead is allowed: it may be tomorrow where the number was taken.",
        why="Pace and charts run from one day to the other. The wrong way round they mean nothing.",
        bad=Example(
            """
goals/outcomes/weekend.md
    type: outcome
    title: Learners practice on Saturday
    metrics:
      name: Learners active on Saturday
      unit: "%"
      baseline:
        value: 31
        on: 2026-01-05
      target:
        value: 40
        by: 2025-09-30
""",
            at="goals/outcomes/weekend.md:12:9",
        ),
        good=Example("""
goals/outcomes/weekend.md
    type: outcome
    title: Learners practice on Saturday
    metrics:
      name: Learners active on Saturday
      unit: "%"
      baseline:
        value: 31
        on: 2026-01-05
      target:
        value: 40
        by: 2026-09-30
"""),
        term="target",
    ),
    Rule(
        "GT305",
        "target-wrong-side",
        "A target on the wrong side of its baseline",
        W,
        "0.1",
        what="The target lies where the metric is not meant to go, or where the baseline is already. Or the direction "
        "follows from nothing: there is no baseline to compare with, or the target is the limit of a guardrail.",
        why="Without a direction nobody can tell better from worse.",
        bad=Example(
            """
goals/outcomes/complaints.md
    type: outcome
    title: Learners take a grade as it stands
    metrics:
      name: Complaints a week
      direction: down
      baseline: 60
      target: 148
""",
            at="goals/outcomes/complaints.md:8:11",
        ),
        good=Example("""
goals/outcomes/complaints.md
    type: outcome
    title: Learners take a grade as it stands
    metrics:
      name: Complaints a week
      direction: down
      baseline: 148
      target: 60
"""),
        term="target",
    ),
    Rule(
        "GT310",
        "output-metric",
        "A count of what was made as the metric of an outcome",
        W,
        "0.1",
        what="The name of a metric of an outcome is a count of output: features shipped, story points, releases, "
        "commits, velocity.",
        why="More of it can be made every week, and nobody does anything differently.",
        bad=Example(
            """
goals/impacts/engagement.md
    type: impact
    title: Learners come back every week

goals/outcomes/weekend.md
    type: outcome
    title: Learners practice on Saturday
    status: proposed
    contributes_to: engagement
    metrics:
      name: Features shipped
""",
            at="goals/outcomes/weekend.md:7:9",
        ),
        good=Example("""
goals/impacts/engagement.md
    type: impact
    title: Learners come back every week

goals/outcomes/weekend.md
    type: outcome
    title: Learners practice on Saturday
    status: proposed
    contributes_to: engagement
    metrics:
      name: Learners active on Saturday
"""),
        term="vanity-metric",
    ),
)
