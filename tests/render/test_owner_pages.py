"""The register of owners and a page for each."""

from __future__ import annotations

import re

import pytest
from markupsafe import escape
from render_views import TUTOR, view_of
from small import text

from mkdocs_goal_tree.core.owners import owned
from mkdocs_goal_tree.render.owner_pages import MOST_FINDINGS, owner_page, owners_page


def register(goals, files, **settings):
    view = view_of(goals(files, **settings), findings={})
    return owners_page(view, owned(view.tree, view.settings))


def of(goals, name, files, *, found=False, **settings):
    view = view_of(goals(files, **settings), **({} if found else {"findings": {}}))
    return owner_page(view, next(one for one in owned(view.tree, view.settings) if one.name == name))


def test_the_register_puts_who_has_something_to_look_after_first(goals):
    page = register(goals, TUTOR)

    assert text(page.html).startswith(
        "4 owners and what they have in hand. Who has something to look after comes first."
        " Owner Active outcomes Behind Not measured yet Reviews overdue Last measurement To look at"
        " growth 1 1 1 May 2026"
        " Support team 1 1 1 May 2026"
        " Platform 1"
        " board"
    )
    assert '<a href="../owners/growth/">growth</a>' in page.html


def test_goals_without_an_owner_are_named_below(goals):
    page = register(goals, TUTOR)

    assert "Goals without an owner Alerts Planned Fewer complaints Active Teachers change fewer grades Active" in text(
        page.html
    )
    assert page.toc == (("without-owner", "Goals without an owner"),)


def test_a_breached_guardrail_is_not_lost_beside_what_is_behind(goals):
    files = """
goals/o.md
    type: outcome
    title: O
    status: active
    owner: Growth
    metrics:
      - {name: M, baseline: 1, target: 3, actuals: {on: 2026-05-04, value: 2}}
      - {name: G, role: guardrail, direction: down, baseline: 3, actuals: {on: 2026-05-01, value: 4}}
"""
    assert "Growth 1 1 with a breached guardrail 4 May 2026" in text(register(goals, files).html)


def test_an_owner_sees_what_it_wants_to_change_and_where_it_stands(goals):
    page = of(goals, "growth", TUTOR)

    assert text(page.html).startswith(
        "All owners Active outcomes 1 1 behind Open outputs 0 Reviews due 0 Last measurement 1 May"
        " Wants to change Goal State Baseline Way to target"
        " Learners act on their result for More learners every week and Fewer complaints"
        " Behind Jan – Sep 2026 22 % 41 of 80 % Opens by itself"
    )
    assert [name for name, _ in page.toc] == ["aims"]


def test_open_outputs_and_reviews_due_stand_on_the_page(goals):
    files = TUTOR.replace("title: Alerts\n", "title: Alerts\n    owner: Platform\n")
    said = text(of(goals, "Platform", files).html)

    assert "Open outputs 1 1 planned Reviews due 1 1 review overdue Last measurement –" in said
    assert (
        "Open outputs Output Status Acceptance met Expects Alerts for Learners act on their result Planned due 30 Jun 2026 not said"
        in said
    )
    assert "Reviews due Upload pipeline: 20s → 5s 1 day overdue due 12 May 2026" in said


def test_what_was_closed_stands_last_newest_first_with_the_reason(goals):
    goal = (
        "\ngoals/{0}.md\n    type: outcome\n    title: {0}\n    owner: Growth\n    status: dropped\n    closed: {1}\n"
    )
    files = (
        goal.format("a", "{on: 2026-01-02, why: Because.}")
        + goal.format("b", "{on: 2026-02-03}")
        + goal.format("c", "{why: No.}")
    )
    said = text(of(goals, "Growth", files).html)

    assert "Nothing is in hand." in said
    assert said.endswith("Closed b Dropped 3 Feb 2026 a Dropped 2 Jan 2026 Because. c Dropped No.")


def test_findings_are_limited_and_the_rest_counted(goals):
    goal = (
        "\ngoals/g{0}.md\n    type: outcome\n    title: g{0}\n    owner: Growth\n    status: active\n    nonsense: 1\n"
    )
    page = of(goals, "Growth", "".join(goal.format(i) for i in range(40)), found=True)

    assert page.html.count('class="gt-finding"') == MOST_FINDINGS
    assert re.search(r"and \d+ more$", text(page.html))


def test_the_link_of_the_settings_stands_on_the_page(goals):
    page = of(goals, "Growth squad", TUTOR, owners={"growth": {"name": "Growth squad", "url": "https://example.org/g"}})

    assert '<a href="https://example.org/g" rel="noopener">https://example.org/g</a>' in page.html


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", 'a"><img src=x onerror=alert(1)>', "{{ 7 * 7 }}"])
def test_a_hostile_name_is_shown_as_it_is_written(goals, name):
    files = f"goals/a.md\n    type: outcome\n    title: A\n    status: active\n    owner: '{name}'\n"

    html = register(goals, files).html

    assert escape(name) in html
    assert not any(tag in html for tag in ("<script", "<img"))
