"""GT101-GT105: a file that is a goal, and fields that are what they say."""

from __future__ import annotations

from mkdocs_goal_tree.core.findings import Severity

from .rule import Example, Rule

E, W = Severity.ERROR, Severity.WARNING

RULES = (
    Rule(
        "GT101",
        "bad-front-matter",
        "No front matter, or front matter that is no valid YAML mapping",
        E,
        "0.1",
        what="A Markdown file in the goals folder has no front matter, or YAML cannot read it. `goal-tree check --fix` adds the quotes where it is certain what was meant.",
        why="Machines read a goal from the lines between the two `---`. A value with `: `, `@`, `%` or a quote in it "
        "needs quotes around it.",
        bad=Example(
            """
goals/impacts/engagement.md
    type: impact
    title: Engagement: learners come back
""",
            at="goals/impacts/engagement.md:3:18",
        ),
        good=Example("""
goals/impacts/engagement.md
    type: impact
    title: "Engagement: learners come back"
"""),
    ),
    Rule(
        "GT102",
        "unknown-type",
        "Front matter without a known type",
        E,
        "0.1",
        what="`type` is missing or is none of impact, outcome and output.",
        why="The type decides where a goal stands in the tree and which fields it has.",
        bad=Example(
            """
goals/impacts/engagement.md
    type: objective
    title: Learners come back every week
""",
            at="goals/impacts/engagement.md:2:7",
        ),
        good=Example("""
goals/impacts/engagement.md
    type: impact
    title: Learners come back every week
"""),
        term="goal-tree",
    ),
    Rule(
        "GT103",
        "duplicate-id",
        "The same id, former id or page twice",
        E,
        "0.1",
        what="Two goals have the same id or former id (case aside), two files become one page, or a goal stands where a "
        "generated page belongs.",
        why="A link must lead to one goal. The id is the file's name unless the file says otherwise.",
        bad=Example(
            """
goals/impacts/engagement.md
    type: impact
    title: Learners come back every week

goals/teams/engagement.md
    type: impact
    title: Teachers come back every week
""",
            at="goals/teams/engagement.md:1:1",
        ),
        good=Example("""
goals/impacts/engagement.md
    type: impact
    title: Learners come back every week

goals/teams/teacher-engagement.md
    type: impact
    title: Teachers come back every week
"""),
    ),
    Rule(
        "GT104",
        "wrong-type",
        "A value that its field cannot hold",
        E,
        "0.1",
        what="A value has the wrong type: a day that does not exist, a word that the field does not know, an id that is "
        "none.",
        why="What cannot be read is left out, so the page would show less than the file says.",
        bad=Example(
            """
goals/impacts/engagement.md
    type: impact
    title: Learners come back every week
    status: activ
""",
            at="goals/impacts/engagement.md:4:9",
        ),
        good=Example("""
goals/impacts/engagement.md
    type: impact
    title: Learners come back every week
    status: draft
"""),
    ),
    Rule(
        "GT105",
        "unknown-field",
        "A field that no goal has",
        W,
        "0.1",
        what="The front matter has a field that goals of this type do not have.",
        why="A misspelled field is silently ignored otherwise.",
        bad=Example(
            """
goals/impacts/engagement.md
    type: impact
    title: Learners come back every week
    sumary: More learners practice every week.
""",
            at="goals/impacts/engagement.md:4:1",
        ),
        good=Example("""
goals/impacts/engagement.md
    type: impact
    title: Learners come back every week
    summary: More learners practice every week.
"""),
    ),
)
