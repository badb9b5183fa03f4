"""A goalpost that moved, as a line of a page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from render_views import view_of

from mkdocs_goal_tree.core.goalposts import Moved, Post, look_back
from mkdocs_goal_tree.core.parts import Decision
from mkdocs_goal_tree.core.versions import Version
from mkdocs_goal_tree.render.goalposts import closed_day, goalposts, line_of

GOAL = """
goals/a.md
    type: outcome
    title: Learners act
    status: active
    metrics:
      name: Wait
"""


def metric(goals, fields):
    text = "".join(f"      {line}\n" for line in fields.split("; "))
    return goals(GOAL + text).tree["a"].metrics[0]


@pytest.mark.parametrize(
    ("post", "before", "after", "change"),
    [
        (Post.TARGET, "unit: min; baseline: 9; target: 5", "unit: min; baseline: 9; target: 6", "5 → 6 min"),
        (Post.TARGET, "unit: min; baseline: 9; target: 5", "unit: s; baseline: 9; target: 300", "5 min → 300 s"),
        (
            Post.TARGET,
            "target: {max: 4}; unit: min",
            "target: {min: 1, max: 5}; unit: min",
            "at most 4 min → 1 to 5 min",
        ),
        (Post.TARGET, "target: 4; unit: min", "unit: min", "4 min → –"),
        (Post.TARGET, "measure: boolean; target: true", "measure: boolean; target: false", "yes → no"),
        (Post.BASELINE, "unit: min; baseline: 9; target: 5", "unit: min; baseline: 8; target: 5", "9 → 8 min"),
        (Post.BASELINE, "unit: min; baseline: 9; target: 5", "unit: min; target: 5", "9 min → –"),
        (Post.DAY, "target: {value: 4, by: 2026-06-30}", "target: {value: 4}", "30 Jun 2026 → –"),
    ],
)
def test_a_change_is_said_with_its_unit_once_where_it_can(goals, post, before, after, change):
    one = Moved(date(2026, 3, 12), "Ada", "1" * 40, post, metric(goals, before), metric(goals, after), None, None)
    assert line_of(view_of(goals(GOAL)), one).change == change


def test_a_metric_that_is_gone_keeps_its_former_name(goals):
    gone = metric(goals, "unit: min; target: 4")
    decision = Decision(on=date(2026, 3, 12), what="Not ours")
    line = line_of(view_of(goals(GOAL)), Moved(date(2026, 3, 12), "Ada", "", Post.TARGET, gone, None, None, decision))
    assert (line.metric, line.change, line.decided) == ("Wait", "4 min → –", "")


def test_a_goal_without_a_past_has_no_section_and_the_day_of_closing_that_it_says(goals):
    closed = goals(GOAL.replace("status: active", "status: dropped\n    closed:\n      on: 2026-03-02\n      why: x"))
    view = view_of(closed)
    assert (goalposts(view, view.tree["a"]), closed_day(view, view.tree["a"])) == (None, "2 Mar 2026")
    open_ = goals(GOAL)
    assert closed_day(view_of(open_), open_.tree["a"]) == ""


def test_hostile_fields_stay_text(goals):
    low = GOAL.replace("Wait", '"<script>x</script>"')
    before, after = (goals(low + f"      target: {n}\n      direction: up\n").tree["a"] for n in (9, 5))
    decided = after.model_copy(
        update={"decisions": (Decision(what="<img src=x>", by="<b>", url="https://x.org/?a&b"),)}
    )
    versions = [Version(date(2026, 1, 1), "<i>", "1", before), Version(date(2026, 2, 1), "<i>", "2", decided)]
    project = goals(low)
    view = replace(view_of(project), past=look_back(project.tree, {"a": versions}))
    html = goalposts(view, project.tree["a"]).html
    assert "&lt;script&gt;" in html
    assert [raw for raw in ("<script", "<img", "<b>", "<i>", "a&b") if raw in html] == []
