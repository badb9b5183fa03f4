"""GT208, GT211-GT213 and GT217: which impact comes first. The examples are of 13 May 2026."""

from __future__ import annotations

from mkdocs_goal_tree.core.findings import Severity

from .rule import MEASURED, Example, Rule

E, I = Severity.ERROR, Severity.INFO  # noqa: E741 - the letters of the rule table

_COMPLAINTS = """
goals/impacts/complaints.md
    type: impact
    title: Fewer complaints
    primary:
      from: 2026-01-01
      reason: Support could not keep up.
"""

RULES = (
    Rule(
        "GT208",
        "narrow-impact",
        "An active impact fed by one outcome or one owner only",
        I,
        "0.1",
        what="An active impact hangs on a single outcome; or on a single owner, where others have goals too.",
        why="If that one bet fails, nothing is left.",
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
      name: Weekly learners
      baseline: 20100
      target: 30000

goals/outcomes/weekend.md
    type: outcome
    title: Learners practice on Saturday
    contributes_to: engagement
""",
            at="goals/impacts/engagement.md:3:8",
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
      name: Weekly learners
      baseline: 20100
      target: 30000

goals/outcomes/mobile.md
    type: outcome
    title: Learners practice on the bus
    contributes_to: engagement

goals/outcomes/weekend.md
    type: outcome
    title: Learners practice on Saturday
    contributes_to: engagement
"""),
        term="impact",
    ),
    Rule(
        "GT211",
        "former-primary",
        "Active goals that serve only an impact that is no longer first",
        I,
        "0.1",
        what="An impact stopped being the primary one, and goals begun before that serve nothing else.",
        why="A switch of the primary impact costs nothing if the work goes on as before.",
        bad=Example(
            f"""{_COMPLAINTS}
goals/impacts/engagement.md
    type: impact
    title: Learners come back every week
    primary:
      from: 2025-01-01
      to: 2025-12-31

goals/outcomes/weekend.md
    type: outcome
    title: Learners practice on Saturday
    status: active
    owner: Growth team
    not_broken_down: true
    period:
      from: 2025-09-01
      to: 2026-08-31
    contributes_to: engagement
{MEASURED}""",
            at="goals/impacts/engagement.md:6:7",
        ),
        good=Example(f"""{_COMPLAINTS}
goals/impacts/engagement.md
    type: impact
    title: Learners come back every week
    primary:
      from: 2025-01-01
      to: 2025-12-31

goals/outcomes/weekend.md
    type: outcome
    title: Learners practice on Saturday
    status: paused
    owner: Growth team
    period:
      from: 2025-09-01
      to: 2026-08-31
    contributes_to: engagement
"""),
        term="primary-impact",
    ),
    Rule(
        "GT212",
        "primary-overlap",
        "Two primary impacts at the same time",
        E,
        "0.1",
        what="Two impacts are primary in the same scope at the same time; below `company` in the same scope at one owner.",
        why="What comes first can only be one.",
        bad=Example(
            f"""{_COMPLAINTS}
goals/impacts/engagement.md
    type: impact
    title: Learners come back every week
    primary:
      from: 2026-04-01
      reason: Complaints are down.
""",
            at="goals/impacts/engagement.md:5:9",
        ),
        good=Example("""
goals/impacts/complaints.md
    type: impact
    title: Fewer complaints
    primary:
      from: 2026-01-01
      to: 2026-03-31
      reason: Support could not keep up.

goals/impacts/engagement.md
    type: impact
    title: Learners come back every week
    primary:
      from: 2026-04-01
      reason: Complaints are down.
"""),
        term="primary-impact",
    ),
    Rule(
        "GT213",
        "stale-primary",
        "The same primary impact for longer than agreed",
        I,
        "0.1",
        what="An impact has been primary for longer than the setting `primary_review_after` (365 days).",
        why="A choice that nobody looks at again is a habit.",
        bad=Example(
            """
goals/impacts/engagement.md
    type: impact
    title: Learners come back every week
    primary:
      from: 2025-01-01
""",
            at="goals/impacts/engagement.md:5:9",
        ),
        good=Example("""
goals/impacts/engagement.md
    type: impact
    title: Learners come back every week
    primary:
      - from: 2025-01-01
        to: 2025-12-31
      - from: 2026-01-01
        reason: Still the right one, says the board.
"""),
        term="primary-impact",
    ),
    Rule(
        "GT217",
        "primary-gap",
        "A time without a primary impact, or a switch without a reason",
        I,
        "0.1",
        what="Between two primary impacts of a scope there are days with none; a switch gives no reason; or there are "
        "active impacts of the company and none is primary today.",
        why="Without a first impact every team picks its own; without the reason the next switch starts from nothing.",
        bad=Example(
            """
goals/impacts/complaints.md
    type: impact
    title: Fewer complaints
    primary:
      from: 2026-01-01
      to: 2026-03-31

goals/impacts/engagement.md
    type: impact
    title: Learners come back every week
    primary:
      from: 2026-04-01
""",
            at="goals/impacts/engagement.md:5:3",
        ),
        good=Example("""
goals/impacts/complaints.md
    type: impact
    title: Fewer complaints
    primary:
      from: 2026-01-01
      to: 2026-03-31

goals/impacts/engagement.md
    type: impact
    title: Learners come back every week
    primary:
      from: 2026-04-01
      reason: Complaints were under ten a week for six weeks.
"""),
        term="primary-impact",
    ),
)
