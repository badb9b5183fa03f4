"""Two versions of a goal file without what both say alike."""

from __future__ import annotations

from textwrap import dedent

import pytest

from mkdocs_goal_tree.core.extracts import extract

OLD = dedent("""\
    ---
    type: outcome
    title: T
    # said of the owner
    owner: A
    status: active
    period: 2026
    contributes_to:
    - stay
    metrics:
      - name: One
        actuals:
          - on: 2026-01-01
            value: 1
          # checked twice
          - on: 2026-03-01
            value: 3
          - {on: 2026-02-01, value: 2}
      - name: Two
        target: 2
    ---

    Text.
    """)


def lines(text):
    """What is left of a file, by line."""
    return {number: line for number, line in enumerate(text.splitlines(), 1) if line}


def test_fields_that_differ_stay_in_their_lines_with_what_the_goal_is():
    old, new = extract(OLD, OLD.replace("owner: A", "owner: B\norder: 2"))
    top = {1: "---", 2: "type: outcome", 3: "title: T", 4: "# said of the owner"}
    assert lines(old) == {**top, 5: "owner: A", 21: "---"}
    assert lines(new) == {**top, 5: "owner: B", 6: "order: 2", 22: "---"}


def test_a_text_that_differs_stays():
    old, new = extract(OLD, OLD.replace("Text.", "More."))
    assert (lines(old)[23], lines(new)[23]) == ("Text.", "More.")


def test_of_measurements_the_new_ones_and_the_last_stay_with_the_period():
    old, new = extract(OLD, OLD.replace("  - name: Two", "      - on: 2026-02-02\n        value: 4\n  - name: Two"))
    left = {
        1: "---",
        2: "type: outcome",
        3: "title: T",
        4: "# said of the owner",
        7: "period: 2026",
        10: "metrics:",
        11: "  - name: One",
        12: "    actuals:",
        16: "      - on: 2026-03-01",
        17: "        value: 3",
    }
    added = {19: "      - on: 2026-02-02", 20: "        value: 4"}
    assert lines(old) == {**left, 19: "  - name: Two", 20: "    target: 2", 21: "---"}
    assert lines(new) == {**left, **added, 21: "  - name: Two", 22: "    target: 2", 23: "---"}


def test_of_a_goal_that_came_or_went_stays_what_it_is_and_whose():
    came = extract("", OLD)
    assert (came[0], lines(came[1])) == (
        "",
        {
            1: "---",
            2: "type: outcome",
            3: "title: T",
            4: "# said of the owner",
            5: "owner: A",
            6: "status: active",
            21: "---",
        },
    )
    assert extract(OLD, "") == came[::-1]


def test_what_is_wanted_stays():
    assert [number for number in lines(extract(OLD, OLD, ("contributes_to",))[0]) if number in (8, 9)] == [8, 9]


@pytest.mark.parametrize(
    "odd",
    [
        "no goal\n",
        OLD.replace("---\n", "", 1),
        OLD.replace("status: active", "status: active\nstatus: paused"),
        OLD.replace("owner: A", "owner: &a A\ncloser: *a"),
        OLD.replace("owner: A", "? owner\n: A"),
        OLD.replace("title: T", "goal: T"),
        OLD.replace("\n", "\r\n"),
        OLD.replace("type: outcome", "type: output"),
        OLD.replace("\n---\n", "\n---more: so\n---\n"),
    ],
)
def test_what_lines_do_not_tell_surely_stays_as_it_is(odd):
    assert extract(OLD, odd) == (OLD, odd)
    assert extract(odd, OLD) == (odd, OLD)


@pytest.mark.parametrize(
    "actuals", ["", "      file: x.csv", "      # none yet", "      - 2", "      - value: 2\n      - on: 2026-01-01"]
)
def test_measurements_in_another_form_stay(actuals):
    text = f"---\ntype: outcome\ntitle: T\nmetrics:\n  - name: One\n    actuals:\n{actuals}\n    unit: %s\n---\n"
    old, new = extract(text % "d", text % "w")
    assert (old, new) == (text % "d", text % "w")
