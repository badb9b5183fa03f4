"""Two versions of a goal file that differ in nothing but measurements."""

from __future__ import annotations

from decimal import Decimal
from textwrap import dedent

import pytest

from mkdocs_goal_tree.core.measured import Measured, compare_measurements, fits
from mkdocs_goal_tree.core.reading import read_file
from mkdocs_goal_tree.core.settings import Settings
from mkdocs_goal_tree.core.source import Source

ACT = dedent("""\
    ---
    type: outcome
    title: T
    metrics:
      - name: One
        actuals:
          - on: 2026-03-01
            value: 3.5
            note: why
          - on: 2026-02-01
            value: 2
      - name: Two
        actuals:
        - on: 2026-02-01
          value: -1
    ---

    Text.
    """)
MORE = ACT.replace("      - on: 2026-02-01\n        value: 2\n", "      - value: 4\n        on: 2026-04-01\n")


def test_a_measurement_that_was_added_is_told_from_the_lines():
    found = compare_measurements(ACT, MORE)
    assert found.lists == (Measured(0, (7, 7), Decimal("3.5"), Decimal(4)),)
    assert (found.total, found.around.count("\n")) == (2, 6)
    found = compare_measurements(ACT, MORE.replace("value: -1", "value: 7\n    - on: 2026-02-01\n      value: 8"))
    assert [(one.position, one.before, one.after) for one in found.lists] == [(0, Decimal("3.5"), 4), (1, -1, 8)]


@pytest.mark.parametrize(
    "new",
    [
        ACT,
        MORE.replace("title: T", "title: U"),
        MORE.replace("Text", "More"),
        MORE.replace("One", "Uno"),
        MORE.replace("type: outcome", "type: outcome\norder: 1"),
        MORE.replace("value: 4", "value: 1,000"),
        MORE.replace("value: 4", "value: '4'"),
        MORE.replace("value: 4", "value: 4 # or so"),
        MORE.replace("- value: 4", "-"),
        MORE.replace("2026-04-01", "1 Apr"),
        ACT.replace("      - on: 2026-02-01\n        value: 2\n", "      - {on: 2026-04-01, value: 4}\n"),
        ACT.replace("    - on: 2026-02-01\n      value: -1\n", ""),
        "no goal",
    ],
)
def test_anything_else_is_left_to_reading_the_files(new):
    assert compare_measurements(ACT, new) is None
    assert compare_measurements(new, ACT) is None


def test_a_file_without_metrics_has_no_measurements():
    text = "---\ntype: outcome\ntitle: T\n---\n"
    assert compare_measurements(text, text) is None


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("", ""), True),
        (("- name: Two", "- name: Two\n    measure: boolean"), False),
        (("metrics:\n", "metrics:\n  - name: Zero\n"), False),
    ],
)
def test_the_lists_have_to_be_those_of_the_metrics(change, expected):
    old, new = ((text.replace(*change) if change[0] else text) for text in (ACT, MORE))
    read, _ = read_file(Source("act.md", "act.md", new), Settings(), {})
    assert fits(read.goal, compare_measurements(old, new)) is expected
