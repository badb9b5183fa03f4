"""Quarters: the register and the page of one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from render_views import TUTOR, view_of
from small import text

from mkdocs_goal_tree.core.easing import Easing
from mkdocs_goal_tree.core.goalposts import Moved, Past, Post
from mkdocs_goal_tree.core.parts import Decision
from mkdocs_goal_tree.core.periods import chapters
from mkdocs_goal_tree.render.period_pages import MOST, period_page, periods_page

GOAL = "\ngoals/{0}.md\n    type: outcome\n    title: {0}\n    status: {1}\n    period: {2}\n    {3}\n"


def quarter(goals, files, name, past=None, **settings):
    view = view_of(goals(files, **settings), past=past or {})
    found = {one.days.name: one for one in chapters(view.tree, view.settings, view.past)}
    return period_page(view, found[name], "2025-Q4", "2026-Q3")


def test_the_register_lists_quarters_by_year_the_latest_first(goals):
    view = view_of(goals(TUTOR + GOAL.format("old", "missed", "2025-Q4", "")))
    page = periods_page(view, chapters(view.tree, view.settings, {}))

    assert page.toc == (("year-2026", "2026"), ("year-2025", "2025"))
    said = text(page.html)
    assert "2026-Q2 Apr – Jun 2026 · running More learners every week 2" in said
    assert "2026-Q1 Jan – Mar 2026 More learners every week 2 1" in said
    assert "2025-Q4 Oct – Dec 2025 1 1" in said


def test_a_quarter_says_what_it_was_meant_for_and_what_came_of_it(goals):
    files = (
        TUTOR
        + GOAL.format(
            "won", "achieved", "{from: 2025-12-01, to: 2026-03-31}", "closed: {on: 2026-03-01, why: It works.}"
        )
        + GOAL.format("lost", "missed", "{from: 2025-12-01, to: 2026-03-31}", "")
        + GOAL.format("late", "active", "{from: 2025-12-01, to: 2026-03-31}", "owner: Blue")
    )
    page = quarter(goals, files, "2026-Q1")

    assert [title for _, title in page.toc] == [
        "Set at its start",
        "Reached",
        "Missed",
        "Dropped or retired",
        "Ended, not closed",
    ]
    said = text(page.html)
    assert said.startswith(
        "Jan – Mar 2026 · All periods · ← 2025-Q4 · 2026-Q3 → Print Primary impact: More learners every week ."
        " Set at its start 2 Reached 1 Missed 1 Dropped or retired 1 Verdicts 0"
    )
    assert (
        "More learners every week Primary board · until 31 Dec 2026 20,100 → 30,000 / wk · On track 23,940 of 30,000 / wk"
        in said
    )
    assert "won Achieved 1 Mar 2026 It works." in said
    assert "lost Missed day not known" in said
    assert "Their period is over, and nobody said how it ended. late Blue · until 31 Mar 2026 Not measured yet" in said


def test_verdicts_and_decisions_stand_where_their_day_is(goals):
    said = text(quarter(goals, TUTOR, "2026-Q2").html)

    assert "The quarter is running; the numbers are those of today." in said
    assert (
        "Verdicts Partly moved Learners act on their result 26 % → 39 % Mostly. Upload pipeline: 20s → 5s 28 Apr 2026 Decision: Iterate"
        in said
    )
    assert "Decisions and moved targets 14 Apr 2026 Learners act on their result Queue first. Growth · link" in said


def test_a_target_that_moved_stands_with_its_decision_or_without(goals):
    view = view_of(goals(TUTOR))
    metric = view.tree["result"].metrics[0]
    lower = metric.model_copy(update={"milestones": (metric.milestones[0].model_copy(update={"value": Decimal(60)}),)})
    decided = Decision(on=date(2026, 4, 14), what="Queue first.", by="Growth", url="https://example.org/minutes")

    def moved(decision):
        one = Moved(date(2026, 4, 20), "Ann", "abc", Post.TARGET, metric, lower, Easing.EASIER, decision)
        return text(quarter(goals, TUTOR, "2026-Q2", {"result": Past((one,))}).html)

    assert (
        "20 Apr 2026 Learners act on their result Easier Opened: Target 80 → 60 %. Queue first. Growth · link"
        in moved(decided)
    )
    assert "Opened: Target 80 → 60 %. without a decision Ann" in moved(None)


def test_of_many_goals_the_first_go_to_paper_and_the_rest_is_folded(goals):
    page = quarter(goals, "".join(GOAL.format(f"g{i:02}", "active", "2026-Q2", "") for i in range(20)), "2026-Q2")

    open_rows, _, folded = page.html.partition("<details")
    assert (open_rows.count("<li>"), folded.count("<li>")) == (MOST, 20 - MOST)
    assert f"and {20 - MOST} more" in text(folded)


def test_a_quarter_in_which_nothing_changed_says_so(goals):
    view = view_of(goals(GOAL.format("a", "active", "{from: 2026-01-01, to: 2026-12-31}", "")))
    chapter = chapters(view.tree, view.settings, {})[1]

    page = period_page(view, chapter._replace(going=()))

    assert "Nothing began or ended." in text(page.html)


def test_numbers_are_said_as_the_plan_has_them(goals):
    band = "metrics: {name: M, direction: range, baseline: 12, target: {min: 3, max: 5}}"
    said = text(quarter(goals, GOAL.format("a", "active", "2026-Q2", band), "2026-Q2").html)

    assert "12 → 3 to 5" in said
