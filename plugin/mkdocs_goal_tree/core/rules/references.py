"""GT214-GT216: names in a goal or a text that lead to the right place."""

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
        "GT214",
        "unknown-metric",
        "An expected metric that its outcome does not have",
        E,
        "0.1",
        what="`expects` or a verdict of a review names a metric that the outcome lacks, by id, name and former names.",
        why="The review would look for a number that nobody counts.",
        bad=Example(
            f"""{_TREE}
goals/outputs/reminder.md
    type: output
    title: Weekend reminder
    contributes_to: weekend
    expects:
      metric: weekend-learner
""",
            at="goals/outputs/reminder.md:6:11",
        ),
        good=Example(f"""{_TREE}
goals/outputs/reminder.md
    type: output
    title: Weekend reminder
    contributes_to: weekend
    expects:
      metric: weekend-learners
"""),
        term="metric",
    ),
    Rule(
        "GT215",
        "alias-used",
        "A link by a former id",
        I,
        "0.1",
        what="A link names a goal by an id that the goal had before.",
        why="It still works. The present id is easier to find in a search.",
        bad=Example(
            """
goals/impacts/engagement.md
    type: impact
    title: Learners come back every week
    aliases: retention

goals/outcomes/weekend.md
    type: outcome
    title: Learners practice on Saturday
    contributes_to: retention
""",
            at="goals/outcomes/weekend.md:4:17",
        ),
        good=Example("""
goals/impacts/engagement.md
    type: impact
    title: Learners come back every week
    aliases: retention

goals/outcomes/weekend.md
    type: outcome
    title: Learners practice on Saturday
    contributes_to: engagement
"""),
    ),
    Rule(
        "GT216",
        "unknown-reference",
        "A reference in the text to a goal that does not exist",
        W,
        "0.1",
        what="`[text][x]` on a page looks like a goal's id and names no goal.",
        why="Readers see the brackets instead of a link.",
        unshown="the handbook tells it when it builds a page",
    ),
)
