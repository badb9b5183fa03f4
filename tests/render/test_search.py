from __future__ import annotations

import pytest

from mkdocs_goal_tree.render.search import search_text

IMPACT = """
goals/i.md
    type: impact
    title: T
    summary: In short
    owner: [Board, Board]
    primary:
      from: 2026-01-01
      reason: Back from complaints
    metrics:
      name: Weekly learners
      actuals: {on: 2026-05-01, value: 3, note: Evenings <grew>}
    decisions: {on: 2026-04-14, what: Queueing first}
    refs: {label: Plan, url: plan.md}
"""
OUTCOME = """
goals/o.md
    type: outcome
    title: T
    who: Learners
    behavior: go on
    extent: 80 % of them
    hypothesis: If it is there
    undesired: rushed answers
    contributes_to: {goal: i, rationale: It keeps them}
    assumptions: {text: They wait, evidence: {note: 16 interviews}}
    evidence: {note: Logs}
    closed: {on: 2026-03-18, why: Nobody came}
"""
OUTPUT = """
goals/p.md
    type: output
    title: T
    acceptance: {criterion: Under 5 s}
    review: {question: Do they go on, why: Half of it, verdicts: {verdict: moved, note: From 24 to 9}}
"""
CASES = {
    IMPACT: "In short. Board. Weekly learners. Evenings &lt;grew&gt;. Queueing first. Plan. Back from complaints",
    OUTCOME: (
        "It keeps them. They wait. 16 interviews. Logs. Nobody came. Learners. go on. 80 % of them. If it is there. "
        "rushed answers"
    ),
    OUTPUT: "Under 5 s. Do they go on. Half of it. From 24 to 9",
}


@pytest.mark.parametrize(("text", "expected"), CASES.items())
def test_the_search_reads_the_words_of_an_author_once_each(goals, text, expected):
    (goal,) = goals(text).tree
    assert search_text(goal) == f"<p>{expected}</p>"
