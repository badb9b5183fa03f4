"""GT601: the panel of the health page as a rule. The examples are of 13 May 2026."""

from __future__ import annotations

from mkdocs_goal_tree.core.findings import Severity

from .rule import Example, Rule

_TWO_WITHOUT_EFFECT = """
mkdocs.yml
    plugins:
      - goal-tree:
          health:
            outputs_per_outcome_moved: 2

goals/impacts/engagement.md
    type: impact
    title: Learners come back every week

goals/outcomes/mobile.md
    type: outcome
    title: Learners practice on the bus
    contributes_to: engagement

goals/outcomes/evening.md
    type: outcome
    title: Learners end the day with an exercise
    contributes_to: engagement

goals/outputs/offline-mode.md
    type: output
    title: Offline mode
    status: shipped
    owner: Growth team
    shipped_on: 2026-01-12
    contributes_to: mobile
    review:
      done_on: 2026-04-28
      verdicts:
        verdict: not-moved
        attribution: cohort
      decision: keep

goals/outputs/reminders.md
    type: output
    title: Reminders
    status: shipped
    owner: Growth team
    shipped_on: 2026-02-09
    contributes_to: mobile
    review:
      done_on: 2026-04-28
      verdicts:
        verdict: not-moved
        attribution: cohort
      decision: keep
"""

RULES = (
    Rule(
        "GT601",
        "feature-factory",
        "Much shipped, little looked at, moved or stopped",
        Severity.INFO,
        "0.1",
        what=(
            "One of the limits in the setting `health` is passed: the share of shipped outputs never reviewed, the "
            "outputs shipped for each outcome moved, or nothing dropped for so long. It speaks from three outputs, or "
            "three goals of that age, on. It is told once each, at the goal that explains it most: the output that "
            "waits longest for its first review, the output shipped last, the goal that has gone on longest."
        ),
        why="A company can be busy and on schedule and not know what changed.",
        bad=Example(
            f"""{_TWO_WITHOUT_EFFECT}
goals/outputs/short-lessons.md
    type: output
    title: Short lessons
    status: shipped
    owner: Growth team
    shipped_on: 2026-03-16
    contributes_to: mobile
    review:
      done_on: 2026-04-28
      verdicts:
        verdict: not-moved
        attribution: cohort
      decision: keep
""",
            at="goals/outputs/short-lessons.md:6:13",
        ),
        good=Example(f"""{_TWO_WITHOUT_EFFECT}
goals/outputs/short-lessons.md
    type: output
    title: Short lessons
    status: shipped
    owner: Growth team
    shipped_on: 2026-03-16
    contributes_to:
      - mobile
      - evening
    review:
      done_on: 2026-04-28
      verdicts:
        - outcome: mobile
          verdict: moved
          attribution: cohort
        - outcome: evening
          verdict: moved
          attribution: cohort
      decision: keep
"""),
        term="feature-factory",
    ),
)
