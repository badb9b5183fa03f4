"""What fences in pages draw and list: which goals, in which order, and what a row says of them."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest
from render_views import view_of

from mkdocs_goal_tree.core.embeds import read_embed
from mkdocs_goal_tree.core.facts import TreeFacts
from mkdocs_goal_tree.render.embeds import count_embed, metric_embed, table_embed
from mkdocs_goal_tree.render.selecting import in_order, select

GOALS = """
stay.md
    type: impact
    title: Stay
    status: active
    period: 2026
    metrics: {name: Weekly, baseline: 10, target: {min: 20, max: 30}, actuals: [{on: 2026-05-01, value: 12}]}
cost.md
    type: impact
    title: Cost
    status: retired
    closed: {on: 2025-03-01, why: Reached}
act.md
    type: outcome
    title: Act
    status: active
    owner: [Ada, Bob]
    contributes_to: [stay, cost]
    tags: [b, a]
    metrics: {name: Opened, unit: "%", baseline: 20, target: {value: 80, by: 2026-12-31}, actuals: [{on: 2026-05-01, value: 41}]}
nest.md
    type: outcome
    title: Nest
    contributes_to: act
    metrics: {name: Calm, measure: qualitative, actuals: [{on: 2026-05-01, value: good}]}
alerts.md
    type: output
    title: Alerts
    status: shipped
    kind: service
    shipped_on: 2026-01-10
    contributes_to: nest
    acceptance: [{criterion: Fast, met: true}, {criterion: Calm}]
    expects: {outcome: nest, metric: Calm, by: 2026-06-30}
mail.md
    type: output
    title: Mail
    due: 2026-06-30
    contributes_to: act
    order: 3
push.md
    type: output
    title: Push
    contributes_to: act
    order: 1
"""
SINCE = date(2026, 1, 1)


@pytest.fixture
def facts(goals):
    project = goals(GOALS)
    found = {goal.id: [f for f in project.findings if f.goal == goal.id] for goal in project.tree}
    return TreeFacts(project.tree, project.settings, found)


def chosen(facts, options, hidden=()):
    asked = read_embed("goal-tree", options, facts.tree)
    shown = TreeFacts(facts.tree, facts.settings, facts.found, frozenset(hidden))
    return " ".join(sorted(select(asked, shown, SINCE, "embed/0").goals))


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("", "act alerts cost mail nest push stay"),
        ("where: title", "act alerts cost mail nest push stay"),
        ("depth: 0", "cost stay"),
        ("depth: 1", "act cost stay"),
        ("down: 2", "act cost mail nest push stay"),
        ("root: act", "act alerts mail nest push"),
        ("root: act\ndown: 0", "act"),
        ("root: act\ndepth: 1", "act mail nest push"),
        ("root: alerts\nup: 1", "alerts nest"),
        ("root: alerts\nup: 2", "act alerts nest"),
        ("root: alerts\nup: all", "act alerts cost nest stay"),
        ("roots: nest, mail\nup: 1", "act alerts mail nest"),
        ("levels: impact, outcome", "act cost nest stay"),
        ("root: act\nlevels: output", "alerts mail push"),
        ("where: level = output and not shipped_on", "mail push"),
        ("root: act\nwhere: not children", "alerts mail push"),
        ("where: title = nothing", ""),
    ],
)
def test_the_goals_of_a_diagram(facts, options, expected):
    assert chosen(facts, options) == expected


def test_no_way_leads_through_a_hidden_goal(facts):
    assert chosen(facts, "root: stay", hidden={"nest"}) == "act mail push stay"
    assert chosen(facts, "root: alerts\nup: all", hidden={"nest"}) == "alerts"
    assert chosen(facts, "root: nest", hidden={"nest"}) == ""


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("title", "act alerts cost mail nest push stay"),
        ("-title", "stay push nest mail cost alerts act"),
        ("level, title", "cost stay act nest alerts mail push"),
        ("-level, -title", "push mail alerts nest act stay cost"),
        ("progress, title", "act alerts cost mail nest push stay"),
        ("-order, title", "mail push act alerts cost nest stay"),
        ("due, title", "mail act alerts cost nest push stay"),
        ("children, title", "alerts mail push cost nest stay act"),
        ("-children, title", "act cost nest stay alerts mail push"),
        ("last, title", "stay act alerts cost mail nest push"),
        ("-baseline, title", "act stay alerts cost mail nest push"),
        ("target, title", "act alerts cost mail nest push stay"),
        ("-metrics.target, title", "act alerts cost mail nest push stay"),
        ("-metrics.stale_after, title", "act alerts cost mail nest push stay"),
        ("-primary, title", "act alerts cost mail nest push stay"),
    ],
)
def test_the_order_of_a_table(facts, sort, expected):
    asked = read_embed("goal-table", f"sort: {sort}", facts.tree)

    assert " ".join(goal.id for goal in in_order(list(facts.tree), asked.sort, facts)) == expected


def rows(html):
    """The words of each cell, row by row, the head first."""
    return [
        [
            " ".join(unescape(re.sub(r"<[^>]*>", " ", cell)).split())
            for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL)
        ]
        for row in re.findall(r"<tr.*?</tr>", html, re.DOTALL)
    ]


def table(goals, options, **settings):
    project = goals(GOALS, **settings)
    view = view_of(project)
    facts = TreeFacts(project.tree, project.settings, view.findings, view.hidden)
    return rows(table_embed(view, read_embed("goal-table", options, project.tree), facts))


def test_a_table_has_the_columns_that_suit_its_goals(goals):
    assert table(goals, "where: level = output and children = 0\nlimit: 1")[0] == [
        "Output", "Status", "Owner", "Acceptance met", "Review",
    ]  # fmt: skip
    assert table(goals, "where: level = outcome")[0] == ["Outcome", "Status", "Owner", "Way to target"]
    assert table(goals, "")[0] == ["Goal", "Status", "Owner", "Way to target"]


def test_a_row_says_what_its_columns_ask_for(goals):
    columns = (
        "title, level, state, owner, period, baseline, last, target, progress, parents, tags, closed.on, metrics.name"
    )

    assert table(goals, f"columns: {columns}\nwhere: level != output\nsort: title") == [
        ["Goal", "Level", "State", "Owner", "Period", "Baseline", "Last", "Target", "Way made", "Contributes to", "Tags",
         "Closed on", "Metrics name"],
        ["Act", "Outcome", "On track", "Ada and Bob", "", "20 %", "41 %", "80 %", "35 %", "Stay Cost", "b, a", "", "Opened"],
        ["Cost", "Impact", "Retired 1 Mar 2025", "", "", "", "", "", "", "", "", "1 Mar 2025", ""],
        ["Nest", "Outcome", "Draft", "", "", "", "good", "", "", "Act", "", "", "Calm"],
        ["Stay", "Impact", "Active", "", "2026", "10", "12", "20 to 30", "", "", "", "", "Weekly"],
    ]  # fmt: skip


def test_an_output_has_its_own_columns(goals):
    columns = "title, kind, status, acceptance, expects, review, shipped_on, order, not_broken_down, findings, id"

    assert table(goals, f"columns: {columns}\nwhere: shipped_on") == [
        ["Output", "Kind", "Status", "Acceptance met", "Expects", "Review", "Shipped", "Order", "Not broken down",
         "To look at", "Id"],
        ["Alerts for Nest", "Service", "Shipped", "1 of 2", "", "81 days overdue", "10 Jan 2026", "", "no", "2", "alerts"],
    ]  # fmt: skip


def test_who_needs_help_comes_first(goals):
    assert [row[0] for row in table(goals, "columns: id")[1:]] == [
        "alerts",
        "stay",
        "act",
        "push",
        "mail",
        "nest",
        "cost",
    ]


def test_fields_are_data(goals):
    text = "<script>alert(1)</script>"
    project = goals(f"x.md\n    type: impact\n    title: {text}\n    tags: [{text}]\n    owner: {text}")
    view = view_of(project)
    asked = read_embed("goal-table", "columns: title, tags, owner, summary", project.tree)
    html = table_embed(view, asked, TreeFacts(project.tree, project.settings))

    assert "<script" not in html
    assert html.count("&lt;script&gt;") >= 3


def count(goals, options):
    project = goals(GOALS)
    html = count_embed(
        view_of(project), read_embed("goal-count", options, project.tree), TreeFacts(project.tree, project.settings)
    )
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


@pytest.mark.parametrize(
    ("where", "words"),
    [
        ("", "7 goals"),
        ("where: owner = ada", "1 outcome"),
        ("where: level != impact and status != shipped", "4 goals"),
        ("where: title has s and level = impact", "2 impacts"),
        ("where: level = output and status = planned", "0 outputs"),
        ("where: status = planned", "0 goals"),
    ],
)
def test_a_count_has_its_word(goals, where, words):
    assert count(goals, where) == words


def test_a_card_stands_under_its_goal_with_an_id_of_its_own(goals):
    project = goals(GOALS)
    html = metric_embed(view_of(project), read_embed("goal-metric", "goal: act\nchart: false", project.tree), 3)

    assert 'id="metric-act-opened-3"' in html
    assert html.index("Act") < html.index("Ada and Bob") < html.index("Opened")


def test_a_hidden_goal_has_no_card(goals):
    project = goals(GOALS.replace("title: Act", "title: Act\n    draft: true"))
    view = view_of(project, hidden=frozenset({"act"}))

    assert "No goal matches." in metric_embed(view, read_embed("goal-metric", "goal: act", project.tree), 0)
