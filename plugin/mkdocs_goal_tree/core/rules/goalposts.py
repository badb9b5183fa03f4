"""GT309: goalposts that were moved."""

from __future__ import annotations

from mkdocs_goal_tree.core.findings import Severity

from .rule import Rule

RULES = (
    Rule(
        "GT309",
        "moved-goalpost",
        "A target or baseline that changed since the goal became active, and no decision says why",
        Severity.INFO,
        "0.1",
        what="The history in git has another target, day or baseline for a metric of this goal after the goal became "
        "active, and no entry of `decisions` came with the change or is dated up to 14 days around it. A new target "
        "beside the former one, which stays as a milestone, is no change.",
        why="A target may be wrong, and then it should move. Without the reason nobody can tell a better target from a "
        "lost one.",
        term="target",
        unshown="it speaks of what files were, which they do not show",
    ),
)
