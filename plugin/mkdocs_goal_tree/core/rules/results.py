"""GT504-GT506: what became of it, and how we know. The examples are of 13 May 2026."""

from __future__ import annotations

from mkdocs_goal_tree.core.findings import Severity

from .rule import Example, Rule

W, I = Severity.WARNING, Severity.INFO  # noqa: E741 - the letters of the rule table

_OUTCOME = """
goals/impacts/engagement.md
    type: impact
    title: Learners come back every week

goals/outcomes/weekend.md
    type: outcome
    title: Learners practice on Saturday
    status: achieved
    owner: Growth team
    contributes_to: engagement
    metrics:
      name: Learners active on Saturday
      unit: "%"
      baseline: 31
      target: 40
      actuals:
        on: 2026-03-31
"""
_REVIEWED = """
goals/outcomes/act-on-result.md
    type: outcome
    title: Learners act on their result
    metrics:
      name: Results opened

goals/outputs/alerts.md
    type: output
    title: Real-time alerts
    status: shipped
    owner: Engagement team
    contributes_to: act-on-result
    shipped_on: 2026-03-24
    review:
      done_on: 2026-05-04
      verdicts:
        metric: results-opened
        before: 34
        after: 41
        verdict: partly
"""

RULES = (
    Rule(
        "GT504",
        "status-against-metric",
        "A status that the number contradicts",
        I,
        "0.1",
        what="An outcome is achieved and its first primary metric below the target, or missed and above it. Or the "
        "target of an active goal has been met for more than 30 days.",
        why="Readers see both, and believe neither.",
        bad=Example(f"{_OUTCOME}        value: 36\n", at="goals/outcomes/weekend.md:4:9"),
        good=Example(f"{_OUTCOME}        value: 41\n"),
        term="learning-loop",
    ),
    Rule(
        "GT505",
        "no-attribution",
        "A verdict that does not say how we know",
        W,
        "0.1",
        what="A verdict of the latest review has neither `attribution` nor `how`, and its metric has no `attribution`. "
        "Inconclusive ones need none.",
        why="Numbers move for many reasons. A verdict says that the output was one.",
        bad=Example(f"{_REVIEWED}      decision: keep\n", at="goals/outputs/alerts.md:14:14"),
        good=Example(f"{_REVIEWED}        attribution: before-after\n      decision: keep\n"),
        term="attribution",
    ),
    Rule(
        "GT506",
        "review-without-decision",
        "A review that ended without verdict or decision",
        W,
        "0.1",
        what="The latest review is done, and it has no verdicts or no decision: keep, iterate or remove.",
        why="A review that changes nothing was a meeting.",
        bad=Example(f"{_REVIEWED}        attribution: before-after\n", at="goals/outputs/alerts.md:9:12"),
        good=Example(f"{_REVIEWED}        attribution: before-after\n      decision: keep\n"),
        term="review",
    ),
)
