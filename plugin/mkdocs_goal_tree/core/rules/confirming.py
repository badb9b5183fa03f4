"""GT210: links that were confirmed while their parent was another."""

from __future__ import annotations

from mkdocs_goal_tree.core.findings import Severity

from .rule import Example, Rule

_IMPACT = """
goals/impacts/engagement.md
    type: impact
    title: Learners come back every week
"""

RULES = (
    Rule(
        "GT210",
        "outdated-link",
        "A link that was confirmed before its parent changed",
        Severity.WARNING,
        "0.1",
        what="The `revision` of a link is not the present fingerprint of the parent: its title, who does what by how "
        "much, its category or scope, or a metric's name, unit, direction, role, baseline or target has changed since "
        "`goal-tree confirm`. Or it is no fingerprint at all. Links of closed goals are not asked again.",
        why="The reason for a goal was given for what its parent said then. Once that says something else, the reason "
        "may be gone, and the other file does not show it.",
        bad=Example(
            f"""{_IMPACT}
goals/outcomes/weekend.md
    type: outcome
    title: Learners practice on Saturday
    contributes_to:
      goal: engagement
      rationale: Two more days to practice
      revision: v1-50e3fa6c21
""",
            at="goals/outcomes/weekend.md:7:13",
        ),
        good=Example(f"""{_IMPACT}
goals/outcomes/weekend.md
    type: outcome
    title: Learners practice on Saturday
    contributes_to:
      goal: engagement
      rationale: Two more days to practice
      revision: v1-121b0cb738
"""),
        term="contribution",
    ),
)
