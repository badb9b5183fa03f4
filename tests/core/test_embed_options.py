"""The options of a fence: typed values, or all that is wrong with them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_goal_tree.core.embeds import CountEmbed, MetricEmbed, TableEmbed, TreeEmbed, read_embed
from mkdocs_goal_tree.core.growth import grow
from mkdocs_goal_tree.core.model import Level
from mkdocs_goal_tree.core.optionlines import ALL, BadOption, Key
from mkdocs_goal_tree.core.query import Query, parse

GOALS = """
stay.md
    type: impact
    title: Stay
    metrics: [{name: Weekly learners, role: leading}, {name: Revenue}]
act.md
    type: outcome
    title: Act
    aliases: open-result
    contributes_to: stay
    metrics: {name: Opened, role: guardrail}
"""


def where(text):
    query = parse(text)
    assert isinstance(query, Query)
    return query


@pytest.mark.parametrize(
    ("name", "text", "embed"),
    [
        ("goal-tree", "", TreeEmbed()),
        ("goal-tree", "root:\n\n  caption:   ", TreeEmbed()),
        ("goal-tree", "root: act\nup: 2\ndepth: 1", TreeEmbed(roots=("act",), up=2, down=1)),
        ("goal-tree", "roots: open-result, STAY , act", TreeEmbed(roots=("act", "stay"))),
        ("goal-tree", "root: act\nroots: stay\ndown: all\nup: ALL", TreeEmbed(roots=("act", "stay"), up=ALL, down=ALL)),
        ("goal-tree", "levels: impact, Outcomes", TreeEmbed(levels=(Level.IMPACT, Level.OUTCOME))),
        (
            "goal-tree",
            "where: owner = 'a: b'\nengine: Mermaid\ndirection: lr\nmax_nodes: 40\nlegend: True",
            TreeEmbed(where=where("owner = 'a: b'"), engine="mermaid", direction="LR", max_nodes=40, legend=True),
        ),
        ("goal-tree", "caption: What: <b>we</b> want, # today", TreeEmbed(caption="What: <b>we</b> want, # today")),
        ("goal-table", "", TableEmbed()),
        (
            "goal-table",
            "columns: title, Way, metrics.name\nsort: level, -progress\nlimit: 10",
            TableEmbed(columns=("title", "way", "metrics.name"), sort=(Key("level", False), Key("progress", True)), limit=10),
        ),
        ("goal-metric", "goal: stay", MetricEmbed("stay", "revenue")),
        ("goal-metric", "goal: act", MetricEmbed("act", "opened")),
        ("goal-metric", "goal: stay\nmetric: weekly LEARNERS\nchart: false", MetricEmbed("stay", "weekly-learners", False)),
        ("goal-count", "where: level = outcome", CountEmbed(where("level = outcome"))),
    ],
)  # fmt: skip
def test_what_a_fence_asks_for(goals, name, text, embed):
    assert read_embed(name, text, goals(GOALS).tree) == embed


@pytest.mark.parametrize(
    ("name", "text", "faults"),
    [
        ("goal-tree", "rot: act", [(0, 1, "goal-tree has no option 'rot'", "did you mean 'root'?")]),
        ("goal-count", "\n limit: 3", [(1, 2, "goal-count has no option 'limit'", "it has where")]),
        ("goal-tree", "  act", [(0, 3, "'act' is no option", "write it as key: value")]),
        ("goal-tree", ": act", [(0, 1, "': act' is no option", "write it as key: value")]),
        ("goal-tree", "up: 1\nup: 2\nroot: act", [(1, 1, "up is given twice", "delete one of them")]),
        ("goal-tree", "roots: act, acct", [(0, 13, "no goal has the id 'acct'", "did you mean 'act'?")]),
        ("goal-tree", "up: 1", [(0, 5, "up counts from a root, and there is none", "add root: and the id of a goal")]),
        ("goal-tree", "depth: 1\ndown: 1", [(0, 8, "depth says the same as down", "keep one of them")]),
        ("goal-tree", "depth: -1", [(0, 8, "depth is '-1', not a whole number from 0 up", "write how many links, or all")]),
        ("goal-tree", "max_nodes: 0", [(0, 12, "max_nodes is '0', not a whole number from 1 up", "write a number such as 10")]),
        ("goal-tree", "levels: outcome, outptu", [(0, 18, "'outptu' is no level", "did you mean 'output'?")]),
        ("goal-tree", "engine: dot", [(0, 9, "engine is 'dot': it is one of mermaid, graphviz", "")]),
        ("goal-tree", "legend: on", [(0, 9, "legend is 'on', neither true nor false", "")]),
        ("goal-tree", "where:  status = actve", [(0, 18, "status is one of draft, active, paused, retired, proposed, achieved, missed, dropped, idea, planned, building, shipped, cancelled, which 'actve' is not", "did you mean 'active'?")]),
        ("goal-table", "columns: title, owners", [(0, 17, "goals have no field 'owners' to show here", "did you mean 'owner'?")]),
        ("goal-table", "sort: -progres", [(0, 7, "goals have no field 'progres' to show here", "did you mean 'progress'?")]),
        ("goal-metric", "", [(-1, 1, "goal-metric names no goal", "add goal: and its id")]),
        ("goal-metric", "goal: act, stay", [(0, 7, "goal is one goal", "write the id of one")]),
        ("goal-metric", "goal: acct", [(0, 7, "no goal has the id 'acct'", "did you mean 'act'?")]),
        ("goal-metric", "goal: act\nmetric: openned", [(1, 9, "act has no metric 'openned'", "did you mean 'Opened'?")]),
        ("goal-metric", "goal: act\nmetric: xyz", [(1, 9, "act has no metric 'xyz'", "it has opened")]),
        ("goal-tree", "root: nix\nrot: act\nlevels: x", [
            (1, 1, "goal-tree has no option 'rot'", "did you mean 'root'?"),
            (0, 7, "no goal has the id 'nix'", ""),
            (2, 9, "'x' is no level", "write impact, outcome or output"),
        ]),
    ],
)  # fmt: skip
def test_all_that_is_wrong_is_told_at_its_place(goals, name, text, faults):
    assert read_embed(name, text, goals(GOALS).tree) == [BadOption(*fault) for fault in faults]


def test_a_goal_without_a_metric_has_no_card(goals):
    tree = goals("x.md\n    type: impact\n    title: X").tree

    assert read_embed("goal-metric", "goal: x", tree) == [BadOption(0, 7, "x has no metric", "")]


def test_options_stand_below_the_name(goals):
    assert read_embed("goal-tree", "", goals(GOALS).tree, header='root="act"') == [
        BadOption(-1, 1, "'root=\"act\"' stands on the first line", "write options below, one a line")
    ]


@given(
    st.sampled_from(["goal-tree", "goal-table", "goal-metric", "goal-count"]), st.text(max_size=80), st.text(max_size=9)
)
@settings(max_examples=500, deadline=None)
def test_whatever_stands_in_a_fence_is_read_or_told(name, text, header):
    read = read_embed(name, f"where: {text}\nroot: {text}\nsort: {text}\n{text}", grow(()), header=header)

    assert all(fault.column > 0 for fault in read) if isinstance(read, list) else read
