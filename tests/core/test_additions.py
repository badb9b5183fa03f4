"""One item added to a list where it stands, every other byte as it was."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_goal_tree.core.additions import append, item_lines
from mkdocs_goal_tree.core.editing import Refusal
from mkdocs_goal_tree.core.frontmatter import parse
from mkdocs_goal_tree.core.nodes import node_at
from mkdocs_goal_tree.core.source import Source

ITEM = {"on": "2026-05-13", "value": "41", "note": "Why: a, b"}
LONE, FIRST = ("metrics", "actuals"), ("metrics", 0, "actuals")


def source(fields: str) -> Source:
    return Source("g.md", "g.md", f"---\n{fields}---\n# Body: stays\n")


# path, fields before, fields after
ADDED = {
    "below the last, comments where they were": (
        FIRST,
        """\
metrics:
  - name: A
    actuals:
      - on: 2026-01-01
        value: 1  # one
    # tail
    unit: x
""",
        """\
metrics:
  - name: A
    actuals:
      - on: 2026-01-01
        value: 1  # one
      - on: 2026-05-13
        value: 41
        note: "Why: a, b"
    # tail
    unit: x
""",
    ),
    "dashes below the name": (
        FIRST,
        """\
metrics:
- name: A
  actuals:
  - on: 2026-01-01
    value: 1
- name: B
""",
        """\
metrics:
- name: A
  actuals:
  - on: 2026-01-01
    value: 1
  - on: 2026-05-13
    value: 41
    note: "Why: a, b"
- name: B
""",
    ),
    "absent: as this file indents its lists": (
        FIRST,
        """\
metrics:
- name: A
  unit: x # u
owner: y
""",
        """\
metrics:
- name: A
  unit: x # u
  actuals:
  - on: 2026-05-13
    value: 41
    note: "Why: a, b"
owner: y
""",
    ),
    "absent in a lone metric, indented by four": (
        LONE,
        """\
metrics:
    name: A
    target:
        - value: 3
owner: y
""",
        """\
metrics:
    name: A
    target:
        - value: 3
    actuals:
        - on: 2026-05-13
          value: 41
          note: "Why: a, b"
owner: y
""",
    ),
    "absent below goal, no list to go by": (
        ("goal", "metrics", "actuals"),
        """\
goal:
  metrics:
    name: A
other: 1
""",
        """\
goal:
  metrics:
    name: A
    actuals:
      - on: 2026-05-13
        value: 41
        note: "Why: a, b"
other: 1
""",
    ),
    "empty": (
        LONE,
        """\
metrics:
  name: A
  actuals:   # none yet
  unit: x
""",
        """\
metrics:
  name: A
  actuals:   # none yet
    - on: 2026-05-13
      value: 41
      note: "Why: a, b"
  unit: x
""",
    ),
    "a tilde": (
        LONE,
        "metrics:\n  name: A\n  actuals: ~ # none yet\n",
        'metrics:\n  name: A\n  actuals: [{on: 2026-05-13, value: 41, note: "Why: a, b"}] # none yet\n',
    ),
    "empty brackets": (
        LONE,
        "metrics:\n  name: A\n  actuals: []\n",
        'metrics:\n  name: A\n  actuals: [{on: 2026-05-13, value: 41, note: "Why: a, b"}]\n',
    ),
    "brackets": (
        LONE,
        "metrics:\n  name: A\n  actuals: [{on: 2026-01-01, value: 2}]\n",
        'metrics:\n  name: A\n  actuals: [{on: 2026-01-01, value: 2}, {on: 2026-05-13, value: 41, note: "Why: a, b"}]\n',
    ),
    "brackets with a last comma": (
        LONE,
        "metrics:\n  name: A\n  actuals: [{on: 2026-01-01, value: 2},]\n",
        'metrics:\n  name: A\n  actuals: [{on: 2026-01-01, value: 2}, {on: 2026-05-13, value: 41, note: "Why: a, b"}]\n',
    ),
    "brackets over lines": (
        LONE,
        """\
metrics:
  name: A
  actuals: [
    {on: 2026-01-01, value: 2}, # a
    {on: 2026-01-02, value: 2} # b
  ]
""",
        """\
metrics:
  name: A
  actuals: [
    {on: 2026-01-01, value: 2}, # a
    {on: 2026-01-02, value: 2}, # b
    {on: 2026-05-13, value: 41, note: "Why: a, b"}
  ]
""",
    ),
    "brackets over lines with a last comma": (
        LONE,
        """\
metrics:
  name: A
  actuals: [
    {on: 2026-01-01, value: 2},
  ]
""",
        """\
metrics:
  name: A
  actuals: [
    {on: 2026-01-01, value: 2},
    {on: 2026-05-13, value: 41, note: "Why: a, b"},
  ]
""",
    ),
    "a lone item gets its dash": (
        LONE,
        """\
metrics:
  name: A
  actuals:
    on: 2026-01-01
    # why

    value: 2 # two
    note: |
      x
       y
  unit: x
""",
        """\
metrics:
  name: A
  actuals:
    - on: 2026-01-01
      # why

      value: 2 # two
      note: |
        x
         y
    - on: 2026-05-13
      value: 41
      note: "Why: a, b"
  unit: x
""",
    ),
    "a lone item in braces": (
        LONE,
        "metrics:\n  name: A\n  actuals: {on: 2026-01-01, value: 2} # x\n",
        (
            "metrics:\n  name: A\n"
            '  actuals: [{on: 2026-01-01, value: 2}, {on: 2026-05-13, value: 41, note: "Why: a, b"}] # x\n'
        ),
    ),
    "a metric in braces": (
        LONE,
        "metrics: {name: A, unit: x}\n",
        'metrics: {name: A, unit: x, actuals: [{on: 2026-05-13, value: 41, note: "Why: a, b"}]}\n',
    ),
    "a metric in braces with a last comma": (
        LONE,
        "metrics: {name: A, unit: x,}\n",
        'metrics: {name: A, unit: x, actuals: [{on: 2026-05-13, value: 41, note: "Why: a, b"}]}\n',
    ),
    "empty in braces": (
        FIRST,
        "metrics: [{name: A, actuals: , unit: x}]\n",
        'metrics: [{name: A, actuals: [{on: 2026-05-13, value: 41, note: "Why: a, b"}], unit: x}]\n',
    ),
    "items in braces": (
        LONE,
        "metrics:\n  name: A\n  actuals:\n  - {on: 2026-01-01, value: 2}\n",
        (
            "metrics:\n  name: A\n  actuals:\n  - {on: 2026-01-01, value: 2}\n"
            '  - {on: 2026-05-13, value: 41, note: "Why: a, b"}\n'
        ),
    ),
    "a wide gap behind the dash": (
        LONE,
        "metrics:\n  name: A\n  actuals:\n    -   on: 2026-01-01\n        value: 2\n",
        (
            "metrics:\n  name: A\n  actuals:\n    -   on: 2026-01-01\n        value: 2\n"
            '    -   on: 2026-05-13\n        value: 41\n        note: "Why: a, b"\n'
        ),
    ),
    "a dash on a line of its own": (
        LONE,
        "metrics:\n  name: A\n  actuals:\n    -\n      on: 2026-01-01\n      value: 2\n",
        (
            "metrics:\n  name: A\n  actuals:\n    -\n      on: 2026-01-01\n      value: 2\n"
            '    - on: 2026-05-13\n      value: 41\n      note: "Why: a, b"\n'
        ),
    ),
    "blank lines that belong to a text": (
        LONE,
        "metrics:\n  name: A\n  actuals:\n    - on: 2026-01-01\n      note: |+\n        x\n\n\n  unit: 2\n",
        (
            "metrics:\n  name: A\n  actuals:\n    - on: 2026-01-01\n      note: |+\n        x\n\n\n"
            '    - on: 2026-05-13\n      value: 41\n      note: "Why: a, b"\n  unit: 2\n'
        ),
    ),
    "absent behind blank lines that belong to a text": (
        LONE,
        "metrics:\n  name: |+\n    A\n\n\nowner: y\n",
        (
            "metrics:\n  name: |+\n    A\n\n\n  actuals:\n    - on: 2026-05-13\n      value: 41\n"
            '      note: "Why: a, b"\nowner: y\n'
        ),
    ),
    "an item written elsewhere": (
        LONE,
        "a: &a {on: 2026-01-01}\nmetrics:\n  name: A\n  actuals:\n    - *a\n",
        (
            "a: &a {on: 2026-01-01}\nmetrics:\n  name: A\n  actuals:\n    - *a\n"
            '    - {on: 2026-05-13, value: 41, note: "Why: a, b"}\n'
        ),
    ),
}


@pytest.mark.parametrize("case", ADDED)
@pytest.mark.parametrize("form", ["LF", "CRLF", "CR", "BOM"])
def test_an_item_is_added_and_nothing_else(case, form):
    path, before, after = ADDED[case]
    shape = {
        "LF": str,
        "CRLF": lambda text: text.replace("\n", "\r\n"),
        "CR": lambda text: text.replace("\n", "\r"),
        "BOM": lambda text: f"\ufeff{text}",
    }[form]
    given_, wanted = shape(source(before).text), shape(source(after).text)
    assert append(Source("g.md", "g.md", given_), path, ITEM) == wanted


REFUSED = {
    "written elsewhere": (
        "a: &a\n  - on: 2026-01-01\nmetrics:\n  name: A\n  actuals: *a\n",
        LONE,
        "nothing can be added to metrics.actuals without changing more",
    ),
    "used elsewhere": (
        "metrics:\n  name: A\n  actuals: &x\n    - on: 2026-01-01\nb: *x\n",
        LONE,
        "nothing can be added to metrics.actuals without changing more",
    ),
    "words": ("metrics:\n  name: A\n  actuals: none\n", LONE, "metrics.actuals is no list"),
    "no such metric": ("metrics:\n  - name: A\n", ("metrics", 1, "actuals"), "there is no metrics[1] of its own in it"),
    "a metric written elsewhere": (
        "m: &m\n  name: A\nmetrics: *m\n",
        LONE,
        "there is no metrics of its own in it",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_added_alone_is_refused(case):
    fields, path, why = REFUSED[case]
    assert append(source(fields), path, ITEM) == Refusal(why)


def test_a_file_that_cannot_be_read_is_left_alone():
    assert append(Source("g.md", "g.md", "# Title\n"), LONE, ITEM) == Refusal("its front matter cannot be read")


def test_half_a_character_is_refused():
    given_ = source("metrics:\n  name: A\n")
    assert append(given_, LONE, {"note": "\ud800"}) == Refusal(
        "nothing can be added to metrics.actuals without changing more"
    )


def test_the_lines_to_add_by_hand():
    assert item_lines("actuals", ITEM) == 'actuals:\n  - on: 2026-05-13\n    value: 41\n    note: "Why: a, b"\n'


@given(st.text(st.characters(exclude_categories=["Cs"])), st.sampled_from(sorted(ADDED)))
@settings(max_examples=200, deadline=None)
def test_any_text_comes_back_as_it_was_given(text, case):
    path, before, _ = ADDED[case]
    result = append(source(before), path, {"on": "2026-05-13", "note": text})
    assert isinstance(result, str)
    document, _ = parse(Source("g.md", "g.md", result))
    assert node_at(document.fields, path).items[-1].fields["note"].text == text
