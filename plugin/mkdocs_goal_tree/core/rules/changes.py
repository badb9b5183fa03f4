"""GT313: what a change does to promises."""

from __future__ import annotations

from mkdocs_goal_tree.core.findings import Severity

from .rule import Rule

RULES = (
    Rule(
        "GT313",
        "target-made-easier",
        "A promise made easier without a word why",
        Severity.WARNING,
        "0.1",
        what="A change makes the target or a date of a goal that is worked on easier to reach, and adds no entry to the "
        "goal's `decisions`. `goal-tree diff` and `goal-tree review` tell it.",
        why="A target may be wrong, and then it is right to move it. Without a line that says so, next quarter's success "
        "cannot be told from a lower bar.",
        unshown="it takes two versions of a file to see it",
        term="target",
    ),
)
