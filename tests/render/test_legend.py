"""The legend names what occurs in a diagram, and nothing else."""

from __future__ import annotations

from render_trees import SEED, drawing, tree

from mkdocs_goal_tree.render.faces import Face, Tone
from mkdocs_goal_tree.render.legend import Legend, legend_of
from mkdocs_goal_tree.render.view import Chip


def test_a_bare_tree_needs_a_key_to_its_levels_only():
    assert legend_of(drawing(SEED)) == Legend(
        ("impact", "outcome", "output"), (), "", bar=False, dash=False, gone=False, weak=False, fold=""
    )


def test_states_come_in_the_order_of_who_needs_help_each_once():
    goals = tree("o1\no2\no3\no4\np1 < o1!")
    faces = {
        "o1": Face("On track", "on-track", Tone.GOOD, way=0.4),
        "o2": Face("Behind", "behind", Tone.WARN),
        "o3": Face("Behind", "behind", Tone.WARN),
        "o4": Face("Dropped", "dropped", Tone.QUIET, gone=True),
        "p1": Face("Shipped", "shipped", Tone.QUIET, "2 of 3"),
    }
    assert legend_of(drawing(goals, faces=faces)) == Legend(
        ("outcome", "output"),
        (
            Chip("Behind", "behind", "warn"),
            Chip("On track", "on-track", "good"),
            Chip("Shipped", "shipped", "quiet"),
            Chip("Dropped", "dropped", "quiet"),
        ),
        "2 of 3",
        bar=True,
        dash=False,
        gone=True,
        weak=True,
        fold="",
    )


def test_a_folded_tree_has_a_key_to_the_fold():
    assert legend_of(drawing(SEED, max_nodes=5)).fold == "+4 outputs"
    dashed = tree("i1\no1 < i1", o1={"not_broken_down": True})
    assert legend_of(drawing(dashed)).dash
