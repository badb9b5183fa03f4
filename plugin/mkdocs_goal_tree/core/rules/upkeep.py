"""GT207, GT209, GT219-GT221, GT223 and GT224: goals that need a look. The examples are of 13 May 2026."""

from __future__ import annotations

from mkdocs_goal_tree.core.findings import Severity

from .rule import MEASURED, Example, Rule

W, I = Severity.WARNING, Severity.INFO  # noqa: E741 - the letters of the rule table

_IMPACT = """
goals/impacts/engagement.md
    type: impact
    title: Learners come back every week
"""

RULES = (
    Rule(
        "GT207",
        "no-outputs",
        "An active outcome that nobody works on",
        I,
        "0.1",
        what="A quarter of an active outcome's time is gone, no output serves it, and `not_broken_down` is not set.",
        why="A change that nobody works on will hardly come by itself.",
        bad=Example(
            f"""{_IMPACT}
goals/outcomes/weekend.md
    type: outcome
    title: Learners practice on Saturday
    status: active
    owner: Growth team
    period: 2026
    contributes_to: engagement
{MEASURED}""",
            at="goals/outcomes/weekend.md:3:8",
        ),
        good=Example(f"""{_IMPACT}
goals/outcomes/weekend.md
    type: outcome
    title: Learners practice on Saturday
    status: active
    owner: Growth team
    period: 2026
    not_broken_down: true
    contributes_to: engagement
{MEASURED}"""),
        term="output",
    ),
    Rule(
        "GT209",
        "dead-parent",
        "An active goal that serves only what is over",
        I,
        "0.1",
        what="Every goal that an active goal contributes to is dropped, retired or superseded.",
        why="The work may have lost its reason without anybody noticing.",
        bad=Example(
            f"""{_IMPACT}
goals/outcomes/weekend.md
    type: outcome
    title: Learners practice on Saturday
    status: dropped
    owner: Growth team
    closed:
      why: Weekends were not the gap.
    contributes_to: engagement

goals/outputs/reminder.md
    type: output
    title: Weekend reminder
    status: building
    owner: Growth team
    contributes_to: weekend
    expects:
      to: 40
""",
            at="goals/outputs/reminder.md:6:17",
        ),
        good=Example(f"""{_IMPACT}
goals/outcomes/weekend.md
    type: outcome
    title: Learners practice on Saturday
    status: dropped
    owner: Growth team
    closed:
      why: Weekends were not the gap.
    contributes_to: engagement

goals/outputs/reminder.md
    type: output
    title: Weekend reminder
    status: cancelled
    owner: Growth team
    closed:
      why: Its outcome was dropped.
    contributes_to: weekend
"""),
        term="contribution",
    ),
    Rule(
        "GT219",
        "closed-without-reason",
        "A goal that ended without a word why",
        I,
        "0.1",
        what="A goal is dropped, missed, retired or cancelled, and `closed` gives no `why`.",
        why="The reason is what the next plan can learn from.",
        bad=Example(
            f"""{_IMPACT}
goals/outcomes/weekend.md
    type: outcome
    title: Learners practice on Saturday
    status: dropped
    owner: Growth team
    contributes_to: engagement
""",
            at="goals/outcomes/weekend.md:4:9",
        ),
        good=Example(f"""{_IMPACT}
goals/outcomes/weekend.md
    type: outcome
    title: Learners practice on Saturday
    status: dropped
    owner: Growth team
    closed:
      on: 2026-03-18
      why: Weekends were not the gap.
    contributes_to: engagement
"""),
        term="goal",
    ),
    Rule(
        "GT220",
        "past-its-end",
        "A goal that is still open after its end",
        I,
        "0.1",
        what="A goal is active, proposed, planned or building after its period, its target's day or its due date.",
        why="Close it, extend it with a decision, or drop it: an end that passes in silence is no end.",
        bad=Example(
            f"""{_IMPACT}
goals/outcomes/weekend.md
    type: outcome
    title: Learners practice on Saturday
    status: proposed
    period: 2026-Q1
    contributes_to: engagement
""",
            at="goals/outcomes/weekend.md:5:9",
        ),
        good=Example(f"""{_IMPACT}
goals/outcomes/weekend.md
    type: outcome
    title: Learners practice on Saturday
    status: proposed
    period: 2026-Q2
    contributes_to: engagement
"""),
        term="goal",
    ),
    Rule(
        "GT221",
        "disproved-link",
        "An active goal whose every link is disproved",
        I,
        "0.1",
        what="All that an active goal contributes to by is a link in the state `disproved`.",
        why="We know by now that it does not help. Stop it, or link it to what it does help.",
        bad=Example(
            f"""{_IMPACT}
goals/outcomes/weekend.md
    type: outcome
    title: Learners practice on Saturday
    status: active
    owner: Growth team
    contributes_to:
      goal: engagement
      state: disproved
{MEASURED}""",
            at="goals/outcomes/weekend.md:8:10",
        ),
        good=Example(f"""{_IMPACT}
goals/outcomes/weekend.md
    type: outcome
    title: Learners practice on Saturday
    status: active
    owner: Growth team
    contributes_to:
      goal: engagement
      state: believed
{MEASURED}"""),
        term="contribution",
    ),
    Rule(
        "GT223",
        "not-broken-down-with-children",
        "`not_broken_down` on a goal that has children",
        W,
        "0.1",
        what="A goal says that it is not broken down yet, and other goals contribute to it.",
        why="One of the two is no longer true, and the picture draws it as open.",
        bad=Example(
            """
goals/impacts/engagement.md
    type: impact
    title: Learners come back every week
    not_broken_down: true

goals/outcomes/weekend.md
    type: outcome
    title: Learners practice on Saturday
    contributes_to: engagement
""",
            at="goals/impacts/engagement.md:4:18",
        ),
        good=Example(f"""{_IMPACT}
goals/outcomes/weekend.md
    type: outcome
    title: Learners practice on Saturday
    contributes_to: engagement
"""),
    ),
    Rule(
        "GT224",
        "hidden-parent",
        "A published goal under a hidden one",
        I,
        "0.1",
        what="A goal that is published contributes to one with `draft: true`, which readers do not see.",
        why="On its page the reason for the goal is missing.",
        bad=Example(
            """
goals/impacts/engagement.md
    type: impact
    title: Learners come back every week
    draft: true

goals/outcomes/weekend.md
    type: outcome
    title: Learners practice on Saturday
    contributes_to: engagement
""",
            at="goals/outcomes/weekend.md:4:17",
        ),
        good=Example(f"""{_IMPACT}
goals/outcomes/weekend.md
    type: outcome
    title: Learners practice on Saturday
    contributes_to: engagement
"""),
    ),
)
