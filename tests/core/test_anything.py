"""Whatever stands in a file, reading it ends in findings and a place in the tree, never in an exception."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_goal_tree.core.metric import Metric
from mkdocs_goal_tree.core.model import MODELS
from mkdocs_goal_tree.core.parts import PageFields, Part
from mkdocs_goal_tree.core.reading import read_file
from mkdocs_goal_tree.core.settings import Settings
from mkdocs_goal_tree.core.shapes import shapes_of
from mkdocs_goal_tree.core.source import Source

WORDS = [
    "",
    "5",
    "80 %",
    "2026-01-05",
    "2026-13-45",
    "true",
    "active",
    "hold",
    "boolean",
    "qualitative",
    "%",
    "a b",
    "x.csv",
    "../x",
]
NAMES = sorted(
    {name for model in (*MODELS.values(), Metric, PageFields, *Part.__subclasses__()) for name in shapes_of(model)}
)
VALUES = st.recursive(
    st.none() | st.sampled_from(WORDS) | st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*NAMES, "file", "behaviour", "review", "foo"]), inner, max_size=5)
    ),
    max_leaves=20,
)
FIELDS = st.dictionaries(st.sampled_from([*NAMES, "goal", "review", "theme", "foo"]), VALUES, max_size=12)


@given(st.sampled_from(["impact", "outcome", "output", "none"]), FIELDS)
@settings(max_examples=600, deadline=None)
def test_a_goal_of_a_known_type_always_joins_the_tree(kind, fields):
    text = json.dumps({**fields, "type": kind}, ensure_ascii=False)
    source = Source("goals/x.md", "x.md", f"---\n{text}\n---\n")
    read, findings = read_file(source, Settings(pass_fields=("theme",)), {"x.csv": "on,value\n2026-01-05,5\n"})
    assert len(findings) == len(set(findings))
    assert all(f.span.line > 0 and f.span.column > 0 for f in findings)
    assert read is not None
    if kind in MODELS and not isinstance(fields.get("goal"), dict):
        assert read.goal is not None
        assert read.goal.id == read.id
        assert all(read.place.at(*path) for path in read.place.spans)
