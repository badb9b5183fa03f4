"""GT306-GT308 and GT312: what goals under way are measured by. The examples are of 13 May 2026."""

from __future__ import annotations

from mkdocs_goal_tree.core.findings import Severity

from .rule import Example, Rule

W, I = Severity.WARNING, Severity.INFO  # noqa: E741 - the letters of the rule table

_OUTCOME = """
goals/impacts/engagement.md
    type: impact
    title: Learners come back every week

goals/outcomes/weekend.md
    type: outcome
    title: Learners practice on Saturday
    status: active
    owner: Growth team
    contributes_to: engagement
    who: Learners
    behavior: finish an exercise on Saturday
    extent: 40 % of all learners
"""

RULES = (
    Rule(
        "GT306",
        "no-metric",
        "An active goal without a metric, or a metric without a baseline",
        W,
        "0.1",
        what="An active impact or outcome has no primary metric, or one of its metrics has no baseline. Words, yes or "
        "no, and limits need none.",
        why="Where nobody knows the number at the start, nobody can tell at the end what moved.",
        bad=Example(
            f"""{_OUTCOME}    metrics:
      name: Learners active on Saturday
      unit: "%"
      target: 40
      actuals:
        on: 2026-05-02
        value: 34
      source:
        label: Product analytics
""",
            at="goals/outcomes/weekend.md:11:9",
        ),
        good=Example(f"""{_OUTCOME}    metrics:
      name: Learners active on Saturday
      unit: "%"
      baseline: 31
      target: 40
      actuals:
        on: 2026-05-02
        value: 34
      source:
        label: Product analytics
"""),
        term="baseline",
    ),
    Rule(
        "GT307",
        "not-instrumented",
        "An active outcome that nobody measures",
        I,
        "0.1",
        what="A metric of an active outcome is not measured, or a primary one does not say where its number comes from.",
        why="An outcome that nobody measures is a wish.",
        bad=Example(
            f"""{_OUTCOME}    metrics:
      name: Learners active on Saturday
      unit: "%"
      baseline: 31
      target: 40
      source:
        label: Product analytics
      instrumented: false
""",
            at="goals/outcomes/weekend.md:17:17",
        ),
        good=Example(f"""{_OUTCOME}    metrics:
      name: Learners active on Saturday
      unit: "%"
      baseline: 31
      target: 40
      actuals:
        on: 2026-05-02
        value: 34
      source:
        label: Product analytics
"""),
        term="metric",
    ),
    Rule(
        "GT308",
        "stale-metric",
        "A metric that was not measured for long",
        I,
        "0.1",
        what="The last actual of an active goal is older than `stale_after`, of the metric or else of the settings "
        "(60 days).",
        why="An old number says how it was. Nobody knows how it is.",
        bad=Example(
            f"""{_OUTCOME}    metrics:
      name: Learners active on Saturday
      unit: "%"
      baseline: 31
      target: 40
      actuals:
        on: 2026-02-28
        value: 34
      source:
        label: Product analytics
""",
            at="goals/outcomes/weekend.md:16:9",
        ),
        good=Example(f"""{_OUTCOME}    metrics:
      name: Learners active on Saturday
      unit: "%"
      baseline: 31
      target: 40
      actuals:
        - on: 2026-02-28
          value: 34
        - on: 2026-05-02
          value: 33
      source:
        label: Product analytics
"""),
        term="actual",
    ),
    Rule(
        "GT312",
        "guardrail-breached",
        "A guardrail beyond its limit",
        I,
        "0.1",
        what="The last actual of a guardrail is on the wrong side of its target or, without one, of its baseline.",
        why="What the goal wins here is paid for there.",
        bad=Example(
            """
goals/impacts/engagement.md
    type: impact
    title: Learners come back every week
    status: active
    owner: Board
    primary:
      from: 2026-01-01
    metrics:
      - name: Weekly learners
        baseline: 20100
        target: 30000
      - name: Learners who switch reminders off
        unit: "%"
        role: guardrail
        target:
          max: 4
        actuals:
          on: 2026-05-02
          value: 4.6
""",
            at="goals/impacts/engagement.md:19:14",
        ),
        good=Example("""
goals/impacts/engagement.md
    type: impact
    title: Learners come back every week
    status: active
    owner: Board
    primary:
      from: 2026-01-01
    metrics:
      - name: Weekly learners
        baseline: 20100
        target: 30000
      - name: Learners who switch reminders off
        unit: "%"
        role: guardrail
        target:
          max: 4
        actuals:
          on: 2026-05-02
          value: 3.2
"""),
        term="guardrail-metric",
    ),
)
