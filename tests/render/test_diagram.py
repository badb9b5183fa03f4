from __future__ import annotations

from datetime import date

from render_trees import SEED, drawing, tree

from mkdocs_goal_tree.core.model import Level
from mkdocs_goal_tree.render.diagram import Selection, lineage, present, subtree, whole
from mkdocs_goal_tree.render.faces import Face, Tone
from mkdocs_goal_tree.render.picture import Arrow

CHAIN = tree(
    """
    i1
    i2 < i1
    i3
    o1 < i2
    o2 < o1 i3
    o3 < o2
    p1 < o2 o3
    p2 < i3
    """
)


def test_the_whole_tree_is_in_source_order_without_hidden_goals():
    assert whole(CHAIN, hidden={"i3"}) == Selection(("i1", "i2", "o1", "o2", "o3", "p1", "p2"))


def test_the_present_tree_lacks_what_was_closed_before_the_year_and_the_outputs_that_served_nothing_else():
    def closed(status: str, on: str) -> dict[str, object]:
        return {"status": status, "closed": {"on": on}}

    goals = tree(
        """
        i1
        o1 < i1
        o2 < i1
        o3 < i1
        p1 < o1
        p2 < o1 o3
        p3 < o2
        p4 < o3
        """,
        i1={"status": "active"},
        o1=closed("achieved", "2025-12-12"),
        o2=closed("dropped", "2026-03-18"),
        o3=closed("missed", "2025-08-31"),
        p1={"status": "shipped"},
        p2=closed("retired", "2025-09-02"),
        p3={"status": "shipped"},
        p4={"status": "building"},
    )
    assert present(goals, date(2026, 1, 1)) == Selection(("i1", "o2", "o3", "p3", "p4"), name="whole")
    assert present(goals, date(2026, 1, 1), hidden={"o2"}).goals == ("i1", "o3", "p3", "p4")


def test_a_lineage_has_all_ancestors_and_two_levels_of_children():
    assert lineage(CHAIN, "o1") == Selection(("i1", "i2", "o1", "o2", "o3", "p1"), "o1", "lineage/o1")
    assert lineage(CHAIN, "i2") == Selection(("i1", "i2", "o1", "o2"), "i2", "lineage/i2")
    assert lineage(CHAIN, "p1").goals == ("i1", "i2", "i3", "o1", "o2", "o3", "p1")


def test_no_way_of_a_lineage_leads_through_a_hidden_goal():
    assert lineage(CHAIN, "o2", hidden={"o1", "o3"}).goals == ("i3", "o2", "p1")


def test_order_comes_before_file_order():
    goals = tree("i1\no1 < i1\no2 < i1\no3 < i1", o3={"order": 1}, o2={"order": 2})
    assert lineage(goals, "i1").goals == ("o3", "o2", "i1", "o1")
    assert lineage(goals, "i1").goals == tuple(goals.goals)


def test_the_seeds_diagram_as_it_was_drawn():
    diagram = drawing(SEED)
    assert [(box.level, box.title) for box in diagram.boxes] == [
        (Level.IMPACT, "Increase Active Learner Engagement"),
        (Level.OUTCOME, "Results delivered < 1 min"),
        (Level.OUTCOME, "Fewer assessment-related complaints"),
        (Level.OUTPUT, "OCR handwriting engine (95%)"),
        (Level.OUTPUT, "Upload pipeline: 20s → 5s"),
        (Level.OUTPUT, "Async grading + queueing"),
        (Level.OUTPUT, "Real-time alerts"),
    ]
    assert diagram.arrows == (
        Arrow("i1", "o1"),
        Arrow("i1", "o2"),
        Arrow("o1", "p1"),
        Arrow("o1", "p2"),
        Arrow("o1", "p3"),
        Arrow("o1", "p4"),
        Arrow("o2", "p2"),
        Arrow("o2", "p3"),
    )
    assert diagram.direction == "TB"
    assert diagram.label == "Goal tree: 1 impact, 2 outcomes, 4 outputs"
    assert diagram.caption == "Read upward: each box serves the ones above it."


def test_nested_goals_have_rows_of_their_own():
    diagram = drawing(CHAIN)
    assert {box.id: box.rank for box in diagram.boxes if box.rank} == {"i2": 1, "o2": 1, "o3": 2}
    assert list(diagram.rows()) == [
        (Level.IMPACT, 0),
        (Level.IMPACT, 1),
        (Level.OUTCOME, 0),
        (Level.OUTCOME, 1),
        (Level.OUTCOME, 2),
        (Level.OUTPUT, 0),
    ]


def test_a_goal_whose_parent_is_not_drawn_is_not_nested():
    diagram = drawing(CHAIN, Selection(("o2", "p1")))
    assert [(box.id, box.rank) for box in diagram.boxes] == [("o2", 0), ("p1", 0)]


def test_a_box_says_what_the_face_says():
    faces = {
        "o1": Face("Behind", "behind", Tone.WARN, "41 of 80 %", 0.33, 0.43),
        "p1": Face("Dropped", "dropped", Tone.QUIET, gone=True),
    }
    boxes = {box.id: box for box in drawing(SEED, faces=faces).boxes}
    assert boxes["o1"][3:10] == ("../o1/", "Behind", "behind", "warn", "41 of 80 %", 0.33, 0.43)
    assert boxes["p1"].marks == {"gone"}


def test_marks_tell_the_primary_impact_the_goal_of_the_page_and_what_is_not_broken_down():
    goals = tree(
        "i1\ni2\no1 < i1",
        i1={"primary": ({"from": "2026-01-01"},)},
        i2={"primary": ({"from": "2025-01-01", "to": "2025-12-31"},)},
        o1={"not_broken_down": True},
    )
    marks = {box.id: box.marks for box in drawing(goals, lineage(goals, "o1")).boxes}
    assert marks == {"i1": {"first"}, "o1": {"here", "dash"}}
    assert not drawing(goals).boxes[1].marks


def test_a_disproved_link_is_weak():
    assert drawing(tree("i1\no1 < i1!")).arrows == (Arrow("i1", "o1", weak=True),)


def test_four_boxes_stand_side_by_side_and_five_one_below_the_other():
    four = tree("i1\n" + "\n".join(f"o{i} < i1" for i in range(4)))
    five = tree("i1\n" + "\n".join(f"o{i} < i1" for i in range(5)))
    assert [(d.direction, d.width, d.column) for d in (drawing(four), drawing(four, wide=True), drawing(five))] == [
        ("TB", 155, 688),
        ("TB", 214, 938),
        ("LR", 164, 0),
    ]
    assert drawing(five, direction="TB").direction == "TB"


def folds(diagram):
    return [(box.title, box.url) for box in diagram.boxes if "fold" in box.marks]


FOLDED = tree("i1\no1 < i1\no2 < i1\np1 < o1\np2 < o1 o2\np3 < o1\np4")


def test_beyond_the_limit_outputs_fold_into_a_box_of_their_outcome():
    diagram = drawing(FOLDED, max_nodes=6)
    assert folds(diagram) == [("+3 outputs", "../o1/"), ("+1 output", "../o2/"), ("+1 output", "")]
    assert diagram.arrows[2:] == (Arrow("o1", "o1+output"), Arrow("o2", "o2+output"))
    assert diagram.caption.endswith("3 of 7 goals drawn; the outputs of an outcome are one box.")
    assert not diagram.straight


def test_where_that_is_too_much_outcomes_fold_with_all_that_is_below_them():
    diagram = drawing(FOLDED, max_nodes=5)
    assert folds(diagram) == [("+2 outcomes", "../i1/"), ("+1 output", "")]
    assert diagram.arrows == (Arrow("i1", "i1+outcome"),)
    assert diagram.caption.endswith("1 of 7 goals drawn; outcomes and outputs are boxes by parent.")
    assert not diagram.straight
    assert drawing(FOLDED, max_nodes=2).straight


def test_a_fold_leads_where_there_is_more():
    diagram = drawing(FOLDED, max_nodes=5, more="tree/{}/".format)
    assert folds(diagram) == [("+2 outcomes", "tree/i1/"), ("+1 output", "")]


def test_the_tree_below_a_goal_has_all_of_it_or_some_levels():
    goals = tree("i1\ni2\no1 < i1 i2\np1 < o1\np2 < i2")
    assert subtree(goals, "i1") == Selection(("i1", "o1", "p1"), "i1", "tree/i1", "tree-of", opened=True)
    assert subtree(goals, "i2", depth=1).goals == ("i2", "o1", "p2")
    assert subtree(goals, "i1", hidden={"o1"}).goals == ("i1",)
    assert drawing(goals, subtree(goals, "i1")).label == "All below I1: 1 impact, 1 outcome, 1 output"


def test_owners_are_drawn_where_somebody_asks():
    goals = tree("i1")
    faces = {"i1": Face("", "", Tone.QUIET, owner="Growth team")}
    assert [box.owner for box in drawing(goals, faces=faces).boxes] == [""]
    assert [box.owner for box in drawing(goals, faces=faces, owners=True).boxes] == ["Growth team"]


def test_the_goal_of_the_page_never_folds():
    goals = tree("i1\no1 < i1\np1 < o1")
    assert [box.id for box in drawing(goals, lineage(goals, "p1"), max_nodes=2).boxes] == ["i1", "o1", "p1"]


def test_a_drawing_of_nothing_has_no_lanes():
    diagram = drawing(tree(""))
    assert (diagram.boxes, diagram.lanes, diagram.label) == ((), {}, "Goal tree")
