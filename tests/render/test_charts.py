"""Charts: every metric that was measured has one, nothing in a goal gets out of it, and nothing falls out of the frame."""

from __future__ import annotations

import os
import re
import xml.etree.ElementTree as ET
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from render_views import WORDS, document, view_of

from hostile import HOSTILE
from mkdocs_goal_tree.render.charts import chart
from mkdocs_goal_tree.render.metrics import metric_card
from mkdocs_goal_tree.render.view import part

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs_goal_tree.core.project import Project
    from mkdocs_goal_tree.render.charts import Chart
    from mkdocs_goal_tree.render.view import View

GOLDEN = Path(__file__).parent / "golden/charts"
UP = "baseline: {value: 22, on: 2026-01-05}\ntarget: {value: 80, by: 2026-09-30}"
MANY = ", ".join(
    f"{{on: 2026-{1 + i // 28:02}-{1 + i % 28:02}, value: {20100 + i * 40 + i * 7919 % 400}}}" for i in range(130)
)
OUTPUTS = """
goals/a.md
    type: output
    title: Upload pipeline
    status: shipped
    shipped_on: 2026-03-10
    contributes_to: o

goals/b.md
    type: output
    title: Async grading
    status: shipped
    shipped_on: 2026-03-24
    contributes_to: o

goals/c.md
    type: output
    title: Queue
    status: shipped
    shipped_on: 2026-03-24
    contributes_to: o

goals/d.md
    type: output
    title: OCR engine
    status: building
    due: 2026-06-30
    contributes_to: o

goals/e.md
    type: output
    title: Given up
    status: cancelled
    due: 2026-07-30
    contributes_to: o

goals/f.md
    type: output
    title: Far away
    status: planned
    due: 2028-06-30
    contributes_to: o
"""
CASES = {
    "ships": (f'unit: "%"\n{UP}\nactuals: [{{on: 2026-02-01, value: 24}}, {{on: 2026-05-01, value: 41}}]', OUTPUTS),
    "one-actual": (f'unit: "%"\n{UP}\nactuals: [{{on: 2026-05-01, value: 41}}]', ""),
    "many": (
        (
            "unit: learners/week\nbaseline: {value: 20100, on: 2026-01-01}\n"
            f"target: {{value: 30000, by: 2026-06-30}}\nactuals: [{MANY}]"
        ),
        "",
    ),
    "falling": (
        (
            "unit: complaints/week\nbaseline: {value: 148, on: 2025-09-01}\ntarget: {value: 60, by: 2026-06-30}\n"
            "actuals: [{on: 2025-12-01, value: 120}, {on: 2026-05-01, value: 71}]"
        ),
        "",
    ),
    "milestones": (
        (
            "unit: min/week\nbaseline: {value: 52, on: 2026-01-01}\n"
            "target: [{value: 58, by: 2026-06-30}, {value: 65, by: 2026-12-31}]\n"
            "actuals: [{on: 2026-04-01, value: 55}, {on: 2026-05-01, value: 56}]"
        ),
        "",
    ),
    "band": (
        (
            'unit: "%"\nbaseline: {value: 41, on: 2026-01-01}\ntarget: {min: 10, max: 30, by: 2026-06-30}\n'
            "actuals: [{on: 2026-04-01, value: 33}, {on: 2026-05-01, value: 27}]"
        ),
        "",
    ),
    "open-band": (
        "unit: days\ntarget: {max: 3}\nactuals: [{on: 2026-02-01, value: 4.2}, {on: 2026-04-01, value: 2.8}]",
        "",
    ),
    "yes-or-no": (
        (
            "measure: boolean\nbaseline: false\ntarget: {value: true, by: 2026-06-30}\n"
            "actuals: [{on: 2026-02-01, value: false}, {on: 2026-04-01, value: true}]"
        ),
        "",
    ),
    "equal": ("direction: up\nbaseline: 5\ntarget: 5\nactuals: [{on: 2026-02-01, value: 5}, {on: 2026-04-01, value: 5}]", ""),
    "beyond-the-target": (
        (
            "baseline: {value: 10, on: 2025-06-01}\ntarget: {value: 20, by: 2025-12-31}\n"
            "actuals: [{on: 2025-08-01, value: 12}, {on: 2026-04-01, value: 27}, {on: 2026-07-01, value: 99}]"
        ),
        "",
    ),
    "huge": (
        (
            "unit: EUR\nmeasure: currency\nbaseline: {value: -1200000000, on: 2026-01-01}\n"
            "target: {value: 98765432109876, by: 2026-06-30}\n"
            "actuals: [{on: 2026-02-01, value: 5e12}, {on: 2026-04-01, value: 1e13}]"
        ),
        "",
    ),
    "tiny": (
        (
            "measure: ratio\nbaseline: {value: 0.00011, on: 2026-01-01}\ntarget: {value: 0.00009, by: 2026-06-30}\n"
            "actuals: [{on: 2026-02-01, value: 0.00012}, {on: 2026-04-01, value: 0.000105}]"
        ),
        "",
    ),
    "vast": ("baseline: 1e40\ntarget: 9e41\nactuals: [{on: 2026-02-01, value: 5e40}, {on: 0001-01-01, value: -1e99}]", ""),
}  # fmt: skip


def site(
    goals: Callable[..., Project], metric: str, more: str = "", status: str = "active", name: str = "Opened"
) -> View:
    fields = "".join(f"      {line}\n" for line in metric.splitlines())
    return view_of(
        goals(
            "goals/o.md\n    type: outcome\n    title: Learners go on\n"
            f"    status: {status}\n    metrics:\n      name: {name}\n{fields}{more}"
        )
    )


def drawn(view: View) -> Chart | None:
    goal = view.tree["o"]
    return chart(view, goal.metrics[0], goal)


def words_of(svg: str) -> list[str]:
    return [unescape(text) for text in re.findall(r"<text[^>]*>([^<]*)</text>", svg)]


@pytest.mark.parametrize("name", CASES)
def test_a_chart_looks_as_it_did(goals: Callable[..., Project], name: str) -> None:
    path = GOLDEN / f"{name}.html"
    view = site(goals, *CASES[name])
    goal = view.tree["o"]
    made = part(view, "metric_card", metric_card(view, goal.metrics[0], goal))

    html = document(f'<div class="gt">{made}</div>', name)

    if os.environ.get("GOLDEN") == "write":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(html, "utf-8")
    assert html == path.read_text("utf-8")


@pytest.mark.parametrize("name", CASES)
def test_nothing_is_drawn_outside_its_frame(goals: Callable[..., Project], name: str) -> None:
    made = drawn(site(goals, *CASES[name]))
    assert made is not None
    for svg in (made.wide, made.narrow):
        root = ET.fromstring(svg)
        across, down = (float(one) for one in root.attrib["viewBox"].split()[2:])
        numbers = [
            (float(node.attrib[x]), float(node.attrib[y]))
            for node in root.iter()
            for x, y in (("x", "y"), ("cx", "cy"))
            if x in node.attrib
        ]
        assert [place for place in numbers if not (0 <= place[0] <= across and 0 <= place[1] <= down)] == []


def test_a_chart_says_in_words_what_it_shows(goals: Callable[..., Project]) -> None:
    made = drawn(site(goals, *CASES["ships"]))
    assert made is not None

    label = re.search(r'aria-label="([^"]*)"', made.wide)
    assert label is not None
    assert label[1] == (
        "Opened: baseline 22 % on 5 Jan 2026, last 41 % on 1 May 2026, target 80 % by 30 Sep 2026,"
        " Upload pipeline shipped 10 Mar 2026, Async grading and Queue shipped 24 Mar 2026,"
        " OCR engine due 30 Jun 2026, Far away due 30 Jun 2028"
    )
    assert made.caption == (
        "Squares: outputs shipped, dashed if planned. Dotted line: the pace needed, no forecast."
        " One ship date lies outside the time shown."
    )
    assert words_of(made.wide)[-5:] == ["41 %", "today", "Target 80 %", "by 30 Sep", "Baseline 22 %"]
    assert words_of(made.narrow)[-4:] == ["41 %", "today", "Target 80 % by 30 Sep", "Baseline 22 %"]


def test_outputs_of_one_day_stand_together(goals: Callable[..., Project]) -> None:
    made = drawn(site(goals, *CASES["ships"]))

    assert made is not None
    assert [word for word in words_of(made.wide) if "output" in word or "pipe" in word or "OCR" in word] == [
        "Upload pipeline",
        "2 outputs",
        "OCR engine, due",
    ]
    assert made.narrow.count("<title>") == made.wide.count("<title>") == 3


NONE = {
    "nothing measured": UP,
    "measured tomorrow": f"{UP}\nactuals: [{{on: 2026-05-14, value: 41}}]",
    "words": "measure: qualitative\nactuals: [{on: 2026-05-01, value: calm}, {on: 2026-05-02, value: 404}]",
    "one number with nothing to compare it with": "actuals: [{on: 2026-05-01, value: 41}]",
}


@pytest.mark.parametrize("case", NONE)
def test_what_has_no_course_has_no_chart(goals: Callable[..., Project], case: str) -> None:
    assert drawn(site(goals, NONE[case])) is None


def test_of_two_numbers_of_one_day_the_later_line_is_drawn(goals: Callable[..., Project]) -> None:
    made = drawn(
        site(goals, "actuals: [{on: 2026-05-01, value: 1}, {on: 2026-05-02, value: 1}, {on: 2026-05-02, value: 9}]")
    )

    assert made is not None
    assert (made.wide.count('class="dot"'), made.wide.count('class="last"')) == (1, 1)
    assert "9" in words_of(made.wide)


@pytest.mark.parametrize(("status", "pace", "today"), [("active", 1, 1), ("paused", 0, 1), ("achieved", 1, 0)])
def test_a_paused_goal_has_no_pace_and_a_closed_one_no_today(
    goals: Callable[..., Project], status: str, pace: int, today: int
) -> None:
    made = drawn(site(goals, CASES["one-actual"][0], status=status))

    assert made is not None
    assert (made.wide.count('class="pace"'), made.wide.count('class="today"')) == (pace, today)


def test_many_points_are_a_line_alone(goals: Callable[..., Project]) -> None:
    made = drawn(site(goals, *CASES["many"]))

    assert made is not None
    assert (made.wide.count('class="dot"'), made.wide.count('class="last"')) == (0, 1)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_nothing_of_a_goal_gets_out_of_a_chart(goals: Callable[..., Project], hostile: str) -> None:
    project = goals("goals/o.md\n    type: outcome\n    title: O\n" + OUTPUTS)
    view = site(goals, *CASES["ships"])
    goal, output = view.tree["o"], project.tree["a"].model_copy(update={"title": hostile})
    metric = goal.metrics[0].model_copy(update={"name": hostile, "unit": hostile})
    view.memory.children["o"] = [output]

    made = chart(view, metric, goal)

    assert made is not None
    for svg in (made.wide, made.narrow):
        tags = {node.tag for node in ET.fromstring(svg).iter()}
        assert tags <= {"svg", "path", "text", "circle", "rect", "g", "title"}


def test_words_of_the_site_take_the_place_of_ours(goals: Callable[..., Project]) -> None:
    view = site(goals, *CASES["ships"])
    own = WORDS.replaced({"chart-today": "heute", "chart-baseline": "Start {value}", "month-1": "Jänner"})

    made = drawn(view_of(goals(_text(view)), own))

    assert made is not None
    assert {"heute", "Start 22 %", "Jänner"} <= set(words_of(made.wide))


def _text(view: View) -> str:
    """The files of a view as they were written."""
    source = view.tree.places["o"].source
    lines = source.text.removeprefix("---\n").partition("---\n")[0].splitlines()
    return f"{source.path}\n" + "".join(f"    {line}\n" for line in lines)
