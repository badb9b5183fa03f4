"""A small company with a little of everything, and views of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_goal_tree.config import load_words
from mkdocs_goal_tree.core.rules import BY_CODE
from mkdocs_goal_tree.render.cards import card, head
from mkdocs_goal_tree.render.diagram import draw, whole
from mkdocs_goal_tree.render.legend import legend_of
from mkdocs_goal_tree.render.pages import goal_tree_page
from mkdocs_goal_tree.render.sections import mentioned_in, sections
from mkdocs_goal_tree.render.view import View, face_of

if TYPE_CHECKING:
    from mkdocs_goal_tree.core.project import Project
    from mkdocs_goal_tree.core.words import Words
    from mkdocs_goal_tree.render.section import Page

WORDS = load_words({})
TUTOR = """
goals/engagement.md
    type: impact
    title: More learners every week
    status: active
    owner: board
    period: 2026
    category: quantitative
    primary:
      - {from: 2025-01-01, to: 2025-08-31, reason: The plan.}
      - {from: 2026-01-01, reason: Complaints are down., decided_by: The board}
    metrics:
      - name: Weekly learners
        unit: learners/week
        baseline: {value: 20100, on: 2026-01-01}
        target: {value: 30000, by: 2026-12-31}
        actuals: [{on: 2026-05-11, value: 23940, note: Evenings grew most}]
        source: {label: Analytics, url: https://example.org/a}
      - name: Minutes
        unit: min/week
        role: lagging
        baseline: {value: 52, on: 2026-01-01}
        target: [{value: 58, by: 2026-06-30}, {value: 65, by: 2026-12-31}]
        actuals: [{on: 2026-04-01, value: 55}, {on: 2026-05-01, value: 56, source: By hand}]
    refs: {label: The plan, url: "https://example.org/plan?a=1&b=2", kind: plan}

goals/complaints.md
    type: impact
    title: Fewer complaints
    status: active

goals/result.md
    type: outcome
    title: Learners act on their result
    status: active
    owner: [growth, Support team]
    period: {from: 2026-01-01, to: 2026-09-30}
    who: [Learners, Teachers]
    audience: user
    change: faster
    undesired: rushed answers
    hypothesis: Speed helps
    behavior: open their result and go on
    contributes_to:
      - {goal: engagement, rationale: Speed keeps them., confidence: 0.6, state: supported, since: 2026-02-02}
      - complaints
    metrics:
      - name: Opened
        unit: "%"
        baseline: {value: 22, on: 2026-01-05}
        target: {value: 80, by: 2026-09-30}
        actuals: [{on: 2026-02-01, value: 24}, {on: 2026-05-01, value: 41, note: Opens by itself}]
      - name: Skipped
        unit: "%"
        role: guardrail
        direction: hold
        baseline: 3.1
        target: {max: 4}
        actuals: {on: 2026-05-01, value: 3.3, note: Stable}
    assumptions:
      - {text: They wait., risk: high}
      - text: They go on.
        state: supported
        evidence: {kind: interview, note: 16 of them, on: 2026-01-16, url: https://example.org/notes}
    evidence: {kind: support, note: Asked often}
    decisions: {on: 2026-04-14, what: Queue first., by: Growth, url: https://example.org/minutes}

goals/weekend.md
    type: outcome
    title: Learners come back at the weekend
    status: dropped
    closed: {on: 2026-03-18, why: Nobody wanted it.}
    superseded_by: result
    contributes_to: {goal: engagement, state: disproved}

goals/grades.md
    type: outcome
    title: Teachers change fewer grades
    status: active
    not_broken_down: true
    contributes_to: complaints

goals/upload.md
    type: output
    title: "Upload pipeline: 20s → 5s"
    status: shipped
    owner: Platform
    kind: infrastructure
    timebox: 4 sprints
    took: 5 sprints
    shipped_on: 2026-03-10
    contributes_to: [result, grades]
    acceptance:
      - {criterion: Median upload, target: 20 s → 5 s, actual: 4.6 s, met: true}
      - {criterion: Slowest, target: at most 12 s, actual: 13.9 s, met: false}
      - criterion: Cost
    expects:
      - {outcome: result, metric: opened, from: 26, to: 45, by: 2026-05-01}
      - {outcome: grades, from: 9, to: 7}
    reviews:
      - due: 2026-05-05
        done_on: 2026-04-28
        question: Do they go on?
        verdicts:
          - {outcome: result, metric: opened, before: 26, after: 39, verdict: partly, how: before and after, note: Mostly.}
          - {outcome: grades, verdict: not-moved, attribution: survey}
        decision: iterate
        why: The slowest first.
        shared_with: [The board, Support]
      - due: 2026-05-12
        expects: {outcome: result, metric: opened, to: 46}

goals/alerts.md
    type: output
    title: Alerts
    status: planned
    due: 2026-06-30
    contributes_to: result
"""


def view_of(project: Project, words: Words = WORDS, **more: object) -> View:
    found: dict[str, list[object]] = {}
    for one in project.findings:
        found.setdefault(one.goal, []).append(one)
    return View(
        project.tree,
        project.settings,
        words,
        **{
            "url": lambda goal: f"../{goal}/",
            "page_url": lambda name: f"../{name}/",
            "rule_url": lambda code: f"../rules/#{code.lower()}",
            "rules": BY_CODE,
            "findings": found,
            **more,
        },
    )


def goal_page(view: View, goal_id: str) -> str:
    """All that we add to a goal's page, in the order in which it stands there."""
    goal = view.tree[goal_id]
    made = sections(view, goal, f"<!--goal-tree:lineage/{goal_id}-->", "All ancestors, two levels down.")
    named = mentioned_in(view, [("Quarterly review", "../../review/")])
    return "\n".join([head(view, goal), card(view, goal), *(one.html for one in (*made, named))])


def tree_page(view: View) -> Page:
    """The page of the whole tree, with the legend of its diagram and the files to take away."""
    diagram = draw(
        view.tree,
        whole(view.tree, hidden=view.hidden),
        lambda goal: face_of(view, view.tree[goal]),
        view.url,
        view.words,
        today=view.settings.today,
    )
    files = {"mermaid": "../goal-tree.mmd", "svg": "../goal-tree.svg"}
    return goal_tree_page(view, "<!--goal-tree:whole-->", legend=legend_of(diagram), files=files)


def document(page: Page | str, title: str = "") -> str:
    """A page that opens by itself, beside the style sheet of this checkout."""
    html = page if isinstance(page, str) else page.html
    return (
        '<!doctype html>\n<meta charset="utf-8">\n'
        '<link rel="stylesheet" href="../../../../plugin/mkdocs_goal_tree/assets/goal-tree.css">\n'
        f"<h1>{title or page.title}</h1>\n{html}\n"
    )
