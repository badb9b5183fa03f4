"""GT901-GT904: the settings in mkdocs.yml, and the options of what pages ask for."""

from __future__ import annotations

from mkdocs_goal_tree.core.findings import Severity

from .rule import Example, Rule

E = Severity.ERROR

_GOAL = """
goals/impacts/engagement.md
    type: impact
    title: Learners come back every week
"""

RULES = (
    Rule(
        "GT901",
        "unknown-option",
        "An option that is unknown or has the wrong type",
        E,
        "0.1",
        what="mkdocs.yml gives goal-tree an option that it does not have, or a value that the option cannot hold.",
        why="The default counts instead, which is not what somebody wanted.",
        bad=Example(
            f"""
mkdocs.yml
    site_name: Handbook
    plugins:
      - goal-tree:
          goal_dir: goals
{_GOAL}""",
            at="mkdocs.yml:4:7",
        ),
        good=Example(f"""
mkdocs.yml
    site_name: Handbook
    plugins:
      - goal-tree:
          goals_dir: goals
{_GOAL}"""),
    ),
    Rule(
        "GT902",
        "unknown-rule",
        "A rule that does not exist",
        E,
        "0.1",
        what="The setting `rules` or an entry of `lint.ignore` names a rule that does not exist.",
        why="Nothing is switched or ignored, although somebody meant it to be.",
        bad=Example(
            f"""
mkdocs.yml
    site_name: Handbook
    plugins:
      - goal-tree:
          rules:
            orphan-outputs: error
{_GOAL}""",
            at="mkdocs.yml:5:9",
        ),
        good=Example(f"""
mkdocs.yml
    site_name: Handbook
    plugins:
      - goal-tree:
          rules:
            orphan-output: error
{_GOAL}"""),
    ),
    Rule(
        "GT903",
        "goals-folder-missing",
        "The goals folder does not exist",
        E,
        "0.1",
        what="The folder that `goals_dir` names does not exist beside mkdocs.yml.",
        why="Without it there is nothing to show.",
        bad=Example(
            f"""
mkdocs.yml
    site_name: Handbook
    plugins:
      - goal-tree:
          goals_dir: gaols
{_GOAL}""",
            at="mkdocs.yml:4:18",
        ),
        good=Example(f"""
mkdocs.yml
    site_name: Handbook
    plugins:
      - goal-tree:
          goals_dir: goals
{_GOAL}"""),
    ),
    Rule(
        "GT904",
        "bad-embed",
        "A diagram, table, card or count that asks for something we do not have",
        E,
        "0.1",
        what=(
            "A `goal-tree`, `goal-table`, `goal-metric` or `goal-count` in a page has an option that is unknown or "
            "cannot be read: a goal that does not exist, a filter with a fault."
        ),
        why="The page says what is wrong in place of what it was meant to show.",
        unshown="it is found while pages are rendered, also in pages that are no goals",
    ),
)
