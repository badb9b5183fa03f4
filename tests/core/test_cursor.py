"""Where a cursor stands in front matter that is being typed. The cursor is the sign ‸ in the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_goal_tree.core.cursor import BREAK, cursor_at


def at(text: str):
    lines = BREAK.split(text)
    row = next(i for i, line in enumerate(lines) if "‸" in line)
    column = lines[row].index("‸")
    lines[row] = lines[row].replace("‸", "")
    return cursor_at(lines, row, column)


def told(text: str):
    """The names around, the field, what is typed, whether it is open."""
    cursor = at(f"---\n{text}\n---\n")
    return cursor and (".".join(cursor.names), cursor.field, cursor.typed, cursor.open)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("‸", ("", "", "", True)),
        ("type: outcome\nsta‸", ("", "", "sta", True)),
        ("sta‸tus: draft", ("", "", "sta", False)),
        ("status: ‸", ("", "status", "", False)),
        ("status:‸", ("", "status", "", False)),
        ("status: dr‸aft", ("", "status", "dr", False)),
        ("contributes_to: 'en‸g'", ("", "contributes_to", "en", False)),
        ("contributes_to:\n  - en‸g", ("contributes_to", "", "en", True)),
        ("contributes_to:\n- en‸g", ("contributes_to", "", "en", True)),
        ("contributes_to:\n  - goal: en‸g", ("contributes_to", "goal", "en", False)),
        ("contributes_to:\n  - rationale: x\n    goal: ‸", ("contributes_to", "goal", "", False)),
        ("contributes_to:\n  - rationale: x\n    ‸", ("contributes_to", "", "", True)),
        ("contributes_to: [a, en‸g]", ("", "contributes_to", "en", False)),
        ("contributes_to: [{rationale: x, goal: en‸g}]", ("contributes_to", "goal", "en", False)),
        ("contributes_to: {rationale: x, go‸}", ("contributes_to", "", "go", False)),
        ("contributes_to: {go‸al: x}", ("contributes_to", "", "go", False)),
        ("contributes_to:\n  [a, ‸", ("", "contributes_to", "", False)),
        ("metrics:\n  name: x\n  ‸", ("metrics", "", "", True)),
        ("metrics:\n  name: x\n  target:\n    value: 1\n    b‸", ("metrics.target", "", "b", True)),
        ("metrics:\n  - name: x\n    target:\n      - value: 1\n        by: ‸", ("metrics.target", "by", "", False)),
        ("metrics:\n- name: x\n  target:\n  - value: 1\n- name: y\n  ro‸", ("metrics", "", "ro", True)),
        ("metrics:\n  - ‸", ("metrics", "", "", True)),
        ("goal:\n  type: output\n  status: ‸", ("goal", "status", "", False)),
        ("reviews:\n  - verdicts:\n      - outcome: ‸", ("reviews.verdicts", "outcome", "", False)),
        ("metrics:\n  name: x\n\n‸", ("", "", "", True)),
        ("title: x # not ‸here", None),
        ("# not ‸here", None),
        ("hide: [a] ‸", None),
    ],
)
def test_the_place_of_a_cursor(text, wanted):
    assert told(text) == wanted


def test_the_fields_beside_are_known():
    text = "type: x\nmetrics:\n  - name: a\n    unit: b\n    ‸\n    target: 1\n  - role: c\ntitle: y"
    assert at(f"---\n{text}\n---").beside == {"name", "unit", "target"}
    assert at("---\ntype: x\n‸\ntitle: y\n---").beside == {"type", "title"}


@pytest.mark.parametrize("text", ["‸", "no front ‸matter", "---\ntype: x\n---\nbody‸", "‸---\ntype: x\n---"])
def test_outside_the_front_matter_there_is_none(text):
    assert at(text) is None


def test_a_front_matter_that_is_not_closed_yet_is_one():
    assert at("---\ntype: ‸").field == "type"


@given(st.lists(st.text("ab:-[]{},'\"# \t|x", max_size=12), max_size=6), st.integers(0, 7), st.integers(0, 12))
def test_no_text_ends_in_a_crash(lines, row, column):
    cursor = cursor_at(["---", *lines, "---"], row, column)
    assert cursor is None or 0 <= cursor.start <= cursor.end
