"""One value changed, every other byte as it was."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_goal_tree.core.editing import Refusal, replace
from mkdocs_goal_tree.core.frontmatter import parse
from mkdocs_goal_tree.core.nodes import node_at
from mkdocs_goal_tree.core.source import Source

FILE = """---
# A comment
type: outcome   # the level
title: "Old" # quoted
summary: 'It''s old'
status: active
owner:
metrics:
- name: Old
  target: {value: 80, by: 2026-09-30}   # with care
  note: |
    Two
    lines

  last: &last 5
  again: *last
  tagged: !!str 5
---

# Title: stays
"""


def source(text=FILE):
    return Source("g.md", "g.md", text)


EDITS = {
    "plain": (("status",), "paused", "status: active", "status: paused"),
    "double quotes stay": (("title",), "New", '"Old" #', '"New" #'),
    "double quotes are escaped": (("title",), 'say "x" \\ y', '"Old" #', '"say \\"x\\" \\\\ y" #'),
    "single quotes stay": (("summary",), "It's new", "'It''s old'", "'It''s new'"),
    "quotes where YAML needs them": (("status",), "a: b", "status: active", 'status: "a: b"'),
    "single quotes around double ones": (("status",), '"a": b', "status: active", "status: '\"a\": b'"),
    "a percent sign": (("status",), "%", "status: active", 'status: "%"'),
    "a word that means nothing": (("status",), "null", "status: active", 'status: "null"'),
    "a text that would be cut": (("status",), "a #b", "status: active", 'status: "a #b"'),
    "blanks around": (("status",), " a ", "status: active", 'status: " a "'),
    "several lines": (("status",), "a\nb", "status: active", 'status: "a\\nb"'),
    "controls": (("status",), "a\x07\x85\u2028b", "status: active", 'status: "a\\u0007\\u0085\\u2028b"'),
    "empty": (("status",), "", "status: active", 'status: ""'),
    "an empty field": (("owner",), "Growth team", "owner:\n", "owner: Growth team\n"),
    "inside braces": (("metrics", 0, "target", "value"), "81.5", "{value: 80,", "{value: 81.5,"),
    "a comma inside braces": (("metrics", 0, "target", "by"), "a, b", "2026-09-30}", '"a, b"}'),
    "a list's item": (("metrics", 0, "name"), "New", "- name: Old", "- name: New"),
    "a long text": (("metrics", 0, "note"), "Short", "|\n    Two\n    lines\n", "Short\n"),
}


@pytest.mark.parametrize("case", EDITS)
@pytest.mark.parametrize("form", ["LF", "CRLF", "BOM"])
def test_a_value_is_changed_and_nothing_else(case, form):
    path, text, old, new = EDITS[case]
    shape = {"LF": str, "CRLF": lambda t: t.replace("\n", "\r\n"), "BOM": lambda t: f"\ufeff{t}"}[form]
    assert replace(source(shape(FILE)), path, text) == shape(FILE.replace(old, new, 1))


REFUSALS = {
    ("none",): "there is no none in it",
    ("metrics", 1): "there is no metrics[1] in it",
    ("metrics", 0, "target"): "metrics[0].target is no single value",
    ("metrics", 0, "last"): "metrics[0].last has an anchor, a tag or an alias",
    ("metrics", 0, "again"): "metrics[0].again has an anchor, a tag or an alias",
    ("metrics", 0, "tagged"): "metrics[0].tagged has an anchor, a tag or an alias",
}


@pytest.mark.parametrize(("path", "why"), REFUSALS.items())
def test_what_cannot_be_changed_alone_is_refused(path, why):
    assert replace(source(), path, "x") == Refusal(why)


def test_a_file_that_cannot_be_read_is_left_alone():
    assert replace(source("# Title\n"), ("title",), "x") == Refusal("its front matter cannot be read")


def test_a_change_that_would_reach_further_is_refused():
    assert replace(source(), ("status",), "\ud800") == Refusal("status cannot be changed without changing more")
    assert replace(source("---\na: {b}\n---\n"), ("a", "b"), "x") == Refusal(
        "a.b cannot be changed without changing more"
    )


@given(
    st.text(st.characters(exclude_categories=["Cs"])),
    st.sampled_from(sorted({path for path, *_ in EDITS.values()}, key=str)),
)
@settings(max_examples=300, deadline=None)
def test_any_text_comes_back_as_it_was_given(text, path):
    result = replace(source(), path, text)
    assert isinstance(result, str)
    document, _ = parse(source(result))
    assert node_at(document.fields, path).text == text
    assert replace(source(result), path, text) == result


@given(st.text(st.characters(exclude_categories=["Cs"])))
@settings(max_examples=300, deadline=None)
def test_no_front_matter_ends_in_an_exception(text):
    parse(source(f"---\n{text}\n---\n"))
    parse(source(text))
