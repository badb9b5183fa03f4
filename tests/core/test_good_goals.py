"""Goals that follow the advice of the format get nothing: no rule nags whoever did all that it asks for."""

from __future__ import annotations

from mkdocs_goal_tree.core.findings import Severity

GOOD = """
goals/engagement.md
    type: impact
    title: More learners practice every week
    status: active
    owner: Company board
    primary:
      from: 2026-01-01
      reason: Everything we earn depends on people who come back.
    metrics:
      name: Weekly active learners
      baseline:
        value: 20100
        on: 2026-01-01
      target:
        value: 30000
        by: 2026-12-31
      actuals:
        on: 2026-05-11
        value: 23940

goals/act-on-result.md
    type: outcome
    title: Learners act on their result within a minute
    status: active
    owner: Assessment team
    contributes_to: engagement
    who: Learners
    behavior: open their result and start the next exercise
    metrics:
      - name: Results opened within 1 min
        unit: "%"
        baseline:
          value: 22
          on: 2026-01-05
        target:
          value: 80
          by: 2026-09-30
        actuals:
          on: 2026-05-01
          value: 41
        source:
          label: Product analytics
      - name: Answers skipped
        unit: "%"
        role: guardrail
        target:
          max: 4
        actuals:
          on: 2026-05-01
          value: 3.3
      - name: What learners say about their result
        measure: qualitative
        role: lagging
        actuals:
          on: 2026-05-01
          value: It is there before I have put the phone away

goals/same-day.md
    type: outcome
    title: Support answers a complaint the same day
    status: active
    owner: Support team
    contributes_to: engagement
    who: Support staff
    behavior: answer a complaint on the day it comes in
    metrics:
      - name: Answered the same day
        unit: "%"
        baseline: 46
        target:
          value: 90
          by: 2026-09-30
        actuals:
          on: 2026-05-04
          value: 58
        source:
          label: Help desk
      - name: Answers on Saturdays
        measure: boolean
        role: leading
        target: true
        actuals:
          on: 2026-05-02
          value: false

goals/teachers.md
    type: outcome
    title: Teachers change fewer automatic grades

goals/first-lesson.md
    type: outcome
    title: New learners finish a first lesson
    status: missed
    closed:
      on: 2025-08-31
      why: 55 % of 70 %. The guide was skipped by most.
    owner: Support team
    contributes_to: engagement
    metrics:
      name: First lesson finished
      unit: "%"
      baseline: 54
      target: 70
      actuals:
        on: 2025-08-31
        value: 55

goals/upload.md
    type: output
    title: Upload pipeline
    status: shipped
    owner: Platform team
    contributes_to: act-on-result
    shipped_on: 2026-03-10
    expects:
      metric: results-opened-within-1-min
      from: 26
      to: 45
    review:
      done_on: 2026-04-28
      verdicts:
        metric: results-opened-within-1-min
        before: 26
        after: 39
        verdict: partly
        attribution: before-after
      decision: keep

goals/queue.md
    type: output
    title: Grading from a queue
    status: shipped
    owner: Platform team
    contributes_to: act-on-result
    shipped_on: 2026-04-13
    expects:
      to: 55

goals/engine.md
    type: output
    title: Engine that reads handwriting
    status: building
    owner: Recognition team
    contributes_to: act-on-result
    expects:
      to: 70

goals/templates.md
    type: output
    title: Reply templates for complaints
    status: planned
    owner: Support team
    contributes_to: same-day
    expects:
      to: 90

goals/alerts.md
    type: output
    title: Real-time alerts
    contributes_to: act-on-result
"""


def test_goals_that_follow_the_advice_get_nothing(goals):
    assert [f"{finding.rule} {finding.span} {finding.message}" for finding in goals(GOOD).findings] == []


def test_an_active_outcome_with_its_twelve_values_gets_no_warning(goals):
    project = goals("""
goals/engagement.md
    type: impact
    title: More learners practice every week

goals/act-on-result.md
    type: outcome
    title: Learners act on their result within a minute
    status: active
    owner: Assessment team
    contributes_to: engagement
    who: Learners
    behavior: open their result and start the next exercise
    metrics:
      name: Results opened within 1 min
      unit: "%"
      baseline: 22
      target:
        value: 80
        by: 2026-09-30
""")
    told = [(finding.rule, finding.severity) for finding in project.findings]
    assert told == [("GT307", Severity.INFO)]


def test_two_fields_are_enough_to_begin(goals):
    kinds = ("impact", "outcome", "output")
    texts = (f"goals/{kind}.md\n    type: {kind}\n    title: Learners come back every week\n" for kind in kinds)
    told = [finding.rule for finding in goals("\n".join(texts)).findings]
    assert told == ["GT206"]
