"""What can be added on a page: the lines, where they go, and the editor that they are for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from render_views import view_of

from mkdocs_goal_tree.core.model import Level
from mkdocs_goal_tree.render.adding import Addition, Desk, Start, additions, goal_additions, tree_additions
from mkdocs_goal_tree.render.forge import forge_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs_goal_tree.core.project import Project

    Goals = Callable[..., Project]

TEMPLATE = "---\ntype: {level}\ntitle: {title}\n{fields}\n---\n"
STARTS = {level: Start(f"{level}s/new-{level}.md", TEMPLATE.replace("{level}", level)) for level in Level}
DESK = Desk(STARTS, "goals", {"data/x.csv": "2026-05-13;VALUE"})
REPOSITORY = "https://github.com/acme/handbook"
FORGE = forge_of(f"{REPOSITORY}/edit/main/goals/x.md", "x.md")
METRICS = """
goals/x.md
    type: outcome
    title: X
    not_broken_down: true
    metrics:
      - name: Listed
        actuals:
          - on: 2026-01-01
            value: 1
      - name: Never
      - name: Alone
        actuals:
          on: 2026-01-01
          value: 0.50
          note: "a: b"
          source: By hand
"""
SHIPPED = """
goals/up.md
    type: outcome
    title: Up

goals/p.md
    type: output
    title: P
    contributes_to: up
    shipped_on: 2026-04-01
"""


def added(project: Project, goal: str, desk: Desk = DESK) -> list[Addition]:
    view = view_of(project)
    return additions(view, view.tree[goal], desk)


def test_below_an_impact_comes_an_outcome_below_that_an_output(goals: Goals) -> None:
    project = goals("""
goals/one-impact.md
    type: impact
    title: One

goals/some/on.md
    type: outcome
    title: Two
""")
    name = "is a new file. Its name becomes the id of the goal, so give it one of its own."

    assert added(project, "one-impact") == [
        Addition(
            "New outcome",
            "",
            "goals/outcomes/new-outcome.md",
            name,
            "---\ntype: outcome\ntitle: Name of the outcome\ncontributes_to: one-impact\n\n---\n",
        )
    ]
    assert added(project, "on") == [
        Addition(
            "New output here",
            "",
            "goals/outputs/new-output.md",
            name,
            "---\ntype: output\ntitle: Name of the output\ncontributes_to: on\n\n---\n",
        )
    ]


def test_a_measurement_is_indented_as_the_lines_around_it(goals: Goals) -> None:
    listed, never, alone = added(goals(METRICS), "x", DESK._replace(url="https://example.org/edit"))

    assert listed == Addition(
        "Add a measurement: Listed",
        "https://example.org/edit",
        "goals/x.md",
        "below the last of the metric's actuals:",
        "      - on: 2026-05-13\n        value: VALUE\n        note: WHAT MOVED IT",
    )
    assert never[3:] == (
        "as the last lines of the metric “Never”:",
        "    actuals:\n      - on: 2026-05-13\n        value: VALUE\n        note: WHAT MOVED IT",
    )
    assert alone[3:] == (
        "in place of the actuals of “Alone”:",
        (
            "    actuals:\n"
            '      - on: 2026-01-01\n        value: 0.50\n        note: "a: b"\n        source: By hand\n'
            "      - on: 2026-05-13\n        value: VALUE\n        note: WHAT MOVED IT"
        ),
    )


@pytest.mark.parametrize("name", ["Listed", "Never", "Alone"])
def test_the_lines_read_back_where_they_belong(goals: Goals, name: str) -> None:
    (made,) = (one for one in added(goals(METRICS), "x") if one.word.endswith(name))
    lines = "".join(f"    {line.replace('VALUE', '7')}\n" for line in made.lines.splitlines())
    head, rest = METRICS.split(f"      - name: {name}\n")
    own, mark, after = rest.partition("      - name:")
    kept = own if name == "Listed" else ""
    again = goals(f"{head}      - name: {name}\n{kept}{lines}{mark}{after}")

    (metric,) = (one for one in again.tree["x"].metrics if one.name == name)
    assert [str(one.value) for one in metric.actuals] == {
        "Listed": ["1", "7"],
        "Never": ["7"],
        "Alone": ["0.50", "7"],
    }[name]


def test_a_csv_gets_a_row_and_its_own_link(goals: Goals) -> None:
    text = """
goals/x.md
    type: impact
    title: X
    metrics:
      name: M
      actuals:
        file: data/x.csv

goals/data/x.csv
    on;value
    2026-01-01;1
"""
    csv = added(goals(text), "x", DESK._replace(forge=FORGE))[1]

    assert csv == Addition(
        "Add a measurement: M",
        f"{REPOSITORY}/edit/main/goals/data/x.csv",
        "goals/data/x.csv",
        "as the last row:",
        "2026-05-13;VALUE",
    )


def test_a_shipped_output_gets_its_first_review(goals: Goals) -> None:
    assert added(goals(SHIPPED), "p") == [
        Addition(
            "Write the verdict",
            "",
            "goals/p.md",
            "as the last lines above the second ---:",
            "reviews:\n  - done_on: 2026-05-13\n    verdicts:\n      - after: VALUE\n        verdict: moved\n"
            "        how: HOW WE KNOW\n    decision: keep\n    why: WHY WE DECIDED SO",
        )
    ]


def test_a_planned_review_gets_its_end_with_what_was_expected(goals: Goals) -> None:
    text = f"""{SHIPPED}    expects:
      metric: "Opened: all"
    reviews:
      - due: 2026-05-01
"""
    (verdict,) = added(goals(text), "p")

    assert verdict[3:] == (
        "as the last lines of the review:",
        (
            "    done_on: 2026-05-13\n    verdicts:\n      - outcome: up\n"
            '        metric: "Opened: all"\n        after: VALUE\n        verdict: moved\n        how: HOW WE KNOW\n'
            "    decision: keep\n    why: WHY WE DECIDED SO"
        ),
    )


@pytest.mark.parametrize(
    "more", ["    reviews: {done_on: 2026-05-01}\n", "    reviews: {verdicts: {verdict: moved}}\n"]
)
def test_a_review_that_was_held_is_not_offered_again(goals: Goals, more: str) -> None:
    assert added(goals(SHIPPED + more), "p") == []


def test_nothing_is_added_to_a_closed_goal(goals: Goals) -> None:
    project = goals("\ngoals/x.md\n    type: outcome\n    title: X\n    status: dropped\n    metrics: {name: M}\n")
    view = view_of(project)

    assert goal_additions(view, view.tree["x"], DESK) == ""


def test_the_tree_offers_an_impact_with_a_filled_in_editor(goals: Goals) -> None:
    html = tree_additions(view_of(goals(METRICS)), DESK._replace(forge=FORGE))

    address = f"{REPOSITORY}/new/main/goals/impacts?filename=new-impact.md&amp;value=---%0Atype%3A%20impact%0A"
    assert html.count(f'<a href="{address}') == 1
    assert "<pre>---\ntype: impact\ntitle: Name of the impact\n---\n</pre>" in html
    assert '<a href="' not in tree_additions(view_of(goals(METRICS)), DESK)


def test_what_authors_wrote_does_not_break_out(goals: Goals) -> None:
    text = f"""{SHIPPED}    expects:
      metric: "</pre><script>alert(1)</script>\\n  x: 1"
    metrics:
      name: "<img src=x>"
"""
    view = view_of(goals(text))
    html = goal_additions(view, view.tree["p"], DESK)

    assert ("<script" in html, "<img" in html) == (False, False)
    assert "\n  x: 1" not in html
