"""GT106-GT110: YAML that reads otherwise than it looks, limits, ignores."""

from __future__ import annotations

from mkdocs_goal_tree.core.findings import Severity

from .rule import Example, Rule

E, W = Severity.ERROR, Severity.WARNING

RULES = (
    Rule(
        "GT106",
        "yaml-surprise",
        "YAML that reads otherwise than it looks",
        W,
        "0.1",
        what="A field stands twice, text is cut at ` #` or at a comma inside braces, a value carries a tag, or letters "
        "were garbled by a wrong encoding.",
        why="YAML takes such text without a word, and the page then says something nobody wrote.",
        bad=Example(
            """
goals/impacts/engagement.md
    type: impact
    title: Learners come back every week
    title: Learners practice every day
""",
            at="goals/impacts/engagement.md:4:1",
        ),
        good=Example("""
goals/impacts/engagement.md
    type: impact
    title: Learners come back every week
"""),
    ),
    Rule(
        "GT107",
        "outside-goals",
        "A file that lies outside the goals folder",
        E,
        "0.1",
        what="A symbolic link or a path with `..` leaves the goals folder.",
        why="A site publishes what it reads: a file from elsewhere may hold what nobody meant to publish.",
        bad=Example(
            """
goals/impacts/engagement.md
    type: impact
    title: Learners come back every week
    metrics:
      name: Weekly learners
      direction: up
      actuals:
        file: ../../salaries.csv
""",
            at="goals/impacts/engagement.md:8:11",
        ),
        good=Example("""
goals/impacts/engagement.md
    type: impact
    title: Learners come back every week
    metrics:
      name: Weekly learners
      direction: up
      actuals:
        file: ../data/learners.csv

goals/data/learners.csv
    on,value
    2026-02-01,18400
"""),
    ),
    Rule(
        "GT108",
        "too-large",
        "A file or its front matter beyond the limits",
        E,
        "0.1",
        what="A file is over 1 MB, its front matter over 64 kB or nested too deep, or its anchors grow without end.",
        why="A few lines of YAML can ask for more memory than there is.",
        bad=Example(
            """
goals/impacts/engagement.md
    type: impact
    title: Learners come back every week
    refs: &refs
      - *refs
""",
            at="goals/impacts/engagement.md:5:5",
        ),
        good=Example("""
goals/impacts/engagement.md
    type: impact
    title: Learners come back every week
    refs:
      - label: Plan of the year
        url: https://example.org/plan
"""),
    ),
    Rule(
        "GT109",
        "unreadable-file",
        "A file that cannot be read, is empty or is not UTF-8",
        E,
        "0.1",
        what="A file cannot be opened, holds nothing, or holds bytes that are not UTF-8.",
        why="A goal that cannot be read is missing from every page; its place in the tree is kept until it can.",
        unshown="text on a page is always UTF-8, so a file that is not cannot be shown",
    ),
    Rule(
        "GT110",
        "unused-ignore",
        "An ignore that ignores nothing or gives no reason",
        W,
        "0.1",
        what="An entry of `lint.ignore` has no reason, or its rule has nothing to say about this goal.",
        why="A reason tells the next reader why the rule does not apply; an ignore left behind hides the next fault.",
        bad=Example(
            """
goals/impacts/engagement.md
    type: impact
    title: Learners come back every week
    lint:
      ignore:
        - rule: orphan-output
          reason: Asked for by law; nobody's behavior changes.
""",
            at="goals/impacts/engagement.md:6:7",
        ),
        good=Example("""
goals/outputs/reminder.md
    type: output
    title: Weekend reminder
    lint:
      ignore:
        - rule: orphan-output
          reason: Asked for by law; nobody's behavior changes.
"""),
        term="finding",
    ),
)
