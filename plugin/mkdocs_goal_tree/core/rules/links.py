"""GT201-GT206, GT225: links that lead to the right goal."""

from __future__ import annotations

from mkdocs_goal_tree.core.findings import Severity

from .rule import Example, Rule

E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741 - the letters of the rule table

_TREE = """
goals/impacts/engagement.md
    type: impact
    title: Learners come back every week

goals/outcomes/weekend.md
    type: outcome
    title: Learners practice on Saturday
    contributes_to: engagement
    metrics:
      name: Weekend learners
      direction: up
"""

RULES = (
    Rule(
        "GT201",
        "unknown-goal",
        "A link to a goal that does not exist",
        E,
        "0.1",
        what="`contributes_to`, `superseded_by` or an expected outcome names a goal that this site does not have.",
        why="The goal hangs in the air: it is missing from the pages of the goal it serves.",
        bad=Example(
            f"""{_TREE}
goals/outputs/reminder.md
    type: output
    title: Weekend reminder
    contributes_to: weekends
""",
            at="goals/outputs/reminder.md:4:17",
        ),
        good=Example(f"""{_TREE}
goals/outputs/reminder.md
    type: output
    title: Weekend reminder
    contributes_to: weekend
"""),
        term="contribution",
    ),
    Rule(
        "GT202",
        "cycle",
        "Goals that serve each other in a circle, a goal that serves itself, a link written twice",
        E,
        "0.1",
        what="Following `contributes_to` upward leads back to the same goal, or one goal is named twice.",
        why="In a circle nothing is the reason for anything. The link that closes it is left out of every picture.",
        bad=Example(
            """
goals/impacts/engagement.md
    type: impact
    title: Learners come back every week
    contributes_to: revenue

goals/impacts/revenue.md
    type: impact
    title: More learners pay
    contributes_to: engagement
""",
            at="goals/impacts/revenue.md:4:17",
        ),
        good=Example("""
goals/impacts/engagement.md
    type: impact
    title: Learners come back every week
    contributes_to: revenue

goals/impacts/revenue.md
    type: impact
    title: More learners pay
"""),
        term="contribution",
    ),
    Rule(
        "GT203",
        "level-mismatch",
        "A link that points down or sideways",
        E,
        "0.1",
        what="An impact contributes to an outcome or output, an outcome to an output, or an output to an output.",
        why="Outputs serve outcomes and outcomes serve impacts. Mostly the link stands in the wrong one of two files.",
        bad=Example(
            """
goals/impacts/engagement.md
    type: impact
    title: Learners come back every week
    contributes_to: weekend

goals/outcomes/weekend.md
    type: outcome
    title: Learners practice on Saturday
""",
            at="goals/impacts/engagement.md:4:17",
        ),
        good=Example("""
goals/impacts/engagement.md
    type: impact
    title: Learners come back every week

goals/outcomes/weekend.md
    type: outcome
    title: Learners practice on Saturday
    contributes_to: engagement
"""),
        term="goal-tree",
    ),
    Rule(
        "GT204",
        "skipped-level",
        "An output directly under an impact",
        W,
        "0.1",
        what="An output contributes to an impact, with no outcome between them.",
        why="Without an outcome nothing says who would do what differently, so nobody can see whether it worked.",
        bad=Example(
            f"""{_TREE}
goals/outputs/reminder.md
    type: output
    title: Weekend reminder
    contributes_to: engagement
""",
            at="goals/outputs/reminder.md:4:17",
        ),
        good=Example(f"""{_TREE}
goals/outputs/reminder.md
    type: output
    title: Weekend reminder
    contributes_to: weekend
"""),
        term="outcome",
    ),
    Rule(
        "GT205",
        "outcome-without-impact",
        "An outcome that serves no impact",
        E,
        "0.1",
        what="An outcome beyond draft contributes to no impact, neither directly nor through another outcome.",
        why="If nobody can say what the change is good for, it is a guess at best.",
        bad=Example(
            """
goals/outcomes/weekend.md
    type: outcome
    title: Learners practice on Saturday
    status: proposed
""",
            at="goals/outcomes/weekend.md:3:8",
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
"""),
        term="impact",
    ),
    Rule(
        "GT206",
        "orphan-output",
        "An output that serves no outcome",
        W,
        "0.1",
        what="An output contributes to nothing.",
        why="Work that nobody's behavior depends on is the first to stop.",
        bad=Example(
            """
goals/outputs/reminder.md
    type: output
    title: Weekend reminder
""",
            at="goals/outputs/reminder.md:3:8",
        ),
        good=Example(f"""{_TREE}
goals/outputs/reminder.md
    type: output
    title: Weekend reminder
    contributes_to: weekend
"""),
        term="output",
    ),
    Rule(
        "GT225",
        "enabler-without-outcome",
        "An enabler that serves no outcome",
        I,
        "0.1",
        what="An output of the kind enabler, infrastructure or research contributes to nothing.",
        why="That can be right for such work. It is worth a look whether an outcome depends on it.",
        bad=Example(
            """
goals/outputs/event-log.md
    type: output
    title: Event log
    kind: infrastructure
""",
            at="goals/outputs/event-log.md:3:8",
        ),
        good=Example(f"""{_TREE}
goals/outputs/event-log.md
    type: output
    title: Event log
    kind: infrastructure
    contributes_to: weekend
"""),
        term="output",
    ),
)
