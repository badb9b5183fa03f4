"""GT501-GT503, GT507 and GT508: what an output is for, and when somebody looks. The examples are of 13 May 2026."""

from __future__ import annotations

from mkdocs_goal_tree.core.findings import Severity

from .rule import Example, Rule

W, I = Severity.WARNING, Severity.INFO  # noqa: E741 - the letters of the rule table

_OUTCOME = """
goals/outcomes/act-on-result.md
    type: outcome
    title: Learners act on their result
    metrics:
      name: Results opened
"""
_PLANNED = f"""{_OUTCOME}
goals/outputs/alerts.md
    type: output
    title: Real-time alerts
    status: planned
    owner: Engagement team
    contributes_to: act-on-result
"""
_SHIPPED = _PLANNED.replace("planned", "shipped")

RULES = (
    Rule(
        "GT501",
        "no-expectation",
        "Work in hand that names no number it should change",
        W,
        "0.1",
        what="An output is planned or being built, and `expects` is empty.",
        why="What user or business metric will change if this works? Whoever cannot say it before cannot check it after.",
        bad=Example(_PLANNED, at="goals/outputs/alerts.md:3:8"),
        good=Example(f"""{_PLANNED}    expects:
      metric: results-opened
      from: 41
      to: 50
"""),
        term="hypothesis",
    ),
    Rule(
        "GT502",
        "shipped-without-date",
        "Shipping or a review without a day",
        W,
        "0.1",
        what="An output is shipped without `shipped_on`, or its latest review has no day. Only the first review gets "
        "one by itself: `shipped_on` and the setting `review_after` (6w) later.",
        why="What has no day never falls due.",
        bad=Example(_SHIPPED, at="goals/outputs/alerts.md:4:9"),
        good=Example(f"""{_SHIPPED}    shipped_on: 2026-04-20
"""),
        term="review",
    ),
    Rule(
        "GT503",
        "review-overdue",
        "A review that is past its day",
        I,
        "0.1",
        what="The latest review of an output was due, and it is not done.",
        why="Shipping opens a question. Only the review answers it.",
        bad=Example(
            f"""{_SHIPPED}    shipped_on: 2026-03-24
    review:
      due: 2026-05-05
      question: Do more learners open their result?
""",
            at="goals/outputs/alerts.md:9:8",
        ),
        good=Example(f"""{_SHIPPED}    shipped_on: 2026-03-24
    review:
      due: 2026-05-05
      question: Do more learners open their result?
      done_on: 2026-05-04
      verdicts:
        metric: results-opened
        before: 34
        after: 41
        verdict: partly
        attribution: before-after
      decision: keep
"""),
        term="learning-loop",
    ),
    Rule(
        "GT507",
        "expects-outside-parents",
        "An expectation for an outcome that the output does not serve",
        W,
        "0.1",
        what="`expects` names an outcome that the output does not contribute to, be it through others.",
        why="Either the link is missing, and the outcome does not know of this output, or the expectation is a wish.",
        bad=Example(
            f"""{_PLANNED}    expects:
      outcome: fewer-complaints
      metric: complaints-a-week
      to: 60

goals/outcomes/fewer-complaints.md
    type: outcome
    title: Learners take a grade as it stands
    metrics:
      name: Complaints a week
""",
            at="goals/outputs/alerts.md:8:12",
        ),
        good=Example(f"""{_PLANNED}    expects:
      outcome: act-on-result
      metric: results-opened
      to: 50
"""),
        term="contribution",
    ),
    Rule(
        "GT508",
        "enabler-without-expectation",
        "An enabler in hand that names no number it should change",
        I,
        "0.1",
        what="An output of the kind `enabler`, `infrastructure` or `research` is planned or being built, and `expects` is empty.",
        why="It may be right to build what only others build on. Then no number follows from it.",
        bad=Example(f"{_PLANNED}    kind: enabler\n", at="goals/outputs/alerts.md:3:8"),
        good=Example(f"""{_PLANNED}    kind: enabler
    expects:
      metric: results-opened
      from: 41
      to: 50
"""),
        term="hypothesis",
    ),
)
