"""The ideation brief: all that a group needs, and nothing that is planned."""

from __future__ import annotations

from render_views import TUTOR, view_of
from small import text

from mkdocs_goal_tree.render.brief_page import LINES, MOST_BELIEFS, Sheet, brief_page

SHEET = Sheet("en", "../goal-tree.css", "Handbook", "../")


def brief(goals, goal, files=TUTOR, **more):
    view = view_of(goals(files), **more)
    return brief_page(view, view.tree[goal], SHEET)


def test_a_brief_says_who_does_what_why_and_what_was_tried(goals):
    said = text(brief(goals, "result"))

    for part in (
        "Handbook Ideation brief · 13 May 2026 The outcome Learners act on their result",
        "Who Learners and Teachers Does differently open their result and go on How much from 22 to 80 % by 30 Sep 2026",
        "Hypothesis Speed helps",
        "The number today Opened measured 12 days ago Baseline 22 % 5 Jan 2026 Last 41 % 1 May 2026 Target 80 %",
        "Why it matters More learners every week Primary Speed keeps them. Fewer complaints",
        "What we assume Untested They wait. high risk Supported They go on.",
        "What must not happen Skipped: at most 4 % rushed answers",
        "What was tried Partly moved Upload pipeline: 20s → 5s 26 % → 39 % 28 Apr 2026 Mostly.",
        "What could change this behavior?",
    ):
        assert part in said


def test_what_is_planned_is_left_out(goals):
    assert "Alerts" not in brief(goals, "result")


def test_there_is_room_for_ideas(goals):
    assert brief(goals, "result").count('<li aria-label="Idea"></li>') == LINES


def test_what_is_not_known_is_said(goals):
    said = text(brief(goals, "bare", "goals/bare.md\n    type: outcome\n    title: Bare\n"))

    assert "The number today Not measured yet What we assume No assumption is written down." in said
    assert "What was tried No review has looked at this outcome yet." in said


def test_impacts_further_up_say_why_it_matters(goals):
    files = """
goals/top.md
    type: impact
    title: Top
    summary: What the company lives from.
goals/middle.md
    type: outcome
    title: Middle
    contributes_to: top
goals/low.md
    type: outcome
    title: Low
    contributes_to: {goal: middle, rationale: It leads there.}
"""
    assert "Why it matters Middle It leads there. Top What the company lives from." in text(brief(goals, "low", files))


def test_untested_assumptions_come_first_the_riskiest_before_the_others_and_not_too_many(goals):
    beliefs = "".join(
        f"      - {{text: T{i}, state: {('supported', 'untested')[i % 2]}, risk: {('low', 'high')[i % 3 % 2]}}}\n"
        for i in range(12)
    )
    files = f"goals/a.md\n    type: outcome\n    title: A\n    assumptions:\n{beliefs}"

    said = text(brief(goals, "a", files))

    assert said.index("T1 high risk") < said.index("T3 low risk") < said.index("Supported")
    assert f"and {12 - MOST_BELIEFS} more" in said


def test_hidden_goals_are_not_named(goals):
    said = text(brief(goals, "result", hidden={"complaints", "upload"}))

    assert "Fewer complaints" not in said
    assert "Upload pipeline" not in said


def test_a_metric_in_words_shows_its_last_notes(goals):
    files = "goals/a.md\n    type: outcome\n    title: A\n    metrics: {name: M, measure: qualitative, actuals: {on: 2026-05-01, value: Calmer}}\n"

    assert "1 May 2026 Calmer" in text(brief(goals, "a", files))


def test_hostile_words_stay_words(goals):
    title = "</title><script>alert(1)</script>"

    html = brief(goals, "a", f"goals/a.md\n    type: outcome\n    title: {title}\n    behavior: {title}\n")

    assert "<script" not in html
    assert html.count("&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;") == 3
