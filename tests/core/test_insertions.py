"""One field of a link written where the link stands, every other byte as it was."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_goal_tree.core.editing import Refusal
from mkdocs_goal_tree.core.frontmatter import parse
from mkdocs_goal_tree.core.insertions import put
from mkdocs_goal_tree.core.nodes import Fields, node_at
from mkdocs_goal_tree.core.source import Source

NEW = "v1-0123456789"
LONE, SECOND = ("contributes_to",), ("contributes_to", 1)


def source(fields: str) -> Source:
    return Source("g.md", "g.md", f"---\n{fields}---\n# Body: stays\n")


# path, fields before, fields after
PUT = {
    "a short link": (
        LONE,
        "contributes_to: a   # why\nowner: x\n",
        f"contributes_to: {{goal: a, revision: {NEW}}}   # why\nowner: x\n",
    ),
    "a short link on its own line": (
        LONE,
        "contributes_to:\n  a\nowner: x\n",
        f"contributes_to:\n  {{goal: a, revision: {NEW}}}\nowner: x\n",
    ),
    "quotes stay": (
        LONE,
        "contributes_to: 'a'\n",
        f"contributes_to: {{goal: 'a', revision: {NEW}}}\n",
    ),
    "a former path in quotes, since braces end at a comma": (
        LONE,
        "contributes_to: a, b}\n",
        f'contributes_to: {{goal: "a, b}}", revision: {NEW}}}\n',
    ),
    "a text over lines": (
        LONE,
        "contributes_to: >-\n  a\nowner: x\n",
        f"contributes_to: {{goal: a, revision: {NEW}}}\nowner: x\n",
    ),
    "one of a list": (
        SECOND,
        "contributes_to:\n- a\n- b # the other\n- c\n",
        f"contributes_to:\n- a\n- {{goal: b, revision: {NEW}}} # the other\n- c\n",
    ),
    "one in brackets": (
        SECOND,
        "contributes_to: [a, b]\n",
        f"contributes_to: [a, {{goal: b, revision: {NEW}}}]\n",
    ),
    "a pair in brackets": (
        SECOND,
        "contributes_to: [a, goal: b]\n",
        f"contributes_to: [a, {{goal: b, revision: {NEW}}}]\n",
    ),
    "fields": (
        LONE,
        """\
contributes_to:
  goal: a  # why

  rationale: It helps  # they say
  # tail
owner: x
""",
        f"""\
contributes_to:
  goal: a  # why

  rationale: It helps  # they say
  revision: {NEW}
  # tail
owner: x
""",
    ),
    "fields at the end": (
        LONE,
        "contributes_to:\n    goal: a\n",
        f"contributes_to:\n    goal: a\n    revision: {NEW}\n",
    ),
    "fields of one of a list": (
        SECOND,
        """\
contributes_to:
  - goal: a
  -   goal: b
      rationale: |
        It helps.

        Much.
  - goal: c
""",
        f"""\
contributes_to:
  - goal: a
  -   goal: b
      rationale: |
        It helps.

        Much.
      revision: {NEW}
  - goal: c
""",
    ),
    "blank lines that belong to the text": (
        LONE,
        "contributes_to:\n  goal: a\n  rationale: |+\n    It helps.\n\n\nowner: x\n",
        f"contributes_to:\n  goal: a\n  rationale: |+\n    It helps.\n\n\n  revision: {NEW}\nowner: x\n",
    ),
    "below goal": (
        ("goal", "contributes_to"),
        "goal:\n  contributes_to: a\n  type: output\n",
        f"goal:\n  contributes_to: {{goal: a, revision: {NEW}}}\n  type: output\n",
    ),
    "braces": (
        LONE,
        "contributes_to: {goal: a, confidence: 0.5} # x\n",
        f"contributes_to: {{goal: a, confidence: 0.5, revision: {NEW}}} # x\n",
    ),
    "braces with a last comma": (
        LONE,
        "contributes_to: { goal: a, }\n",
        f"contributes_to: {{ goal: a, revision: {NEW} }}\n",
    ),
    "braces that end in a comment": (
        LONE,
        "contributes_to: {\n  goal: a # x\n  }\n",
        f"contributes_to: {{revision: {NEW}, \n  goal: a # x\n  }}\n",
    ),
    "a former revision": (
        LONE,
        "contributes_to:\n  revision: 'v1-ffffffffff' # old\n  goal: a\n",
        f"contributes_to:\n  revision: '{NEW}' # old\n  goal: a\n",
    ),
    "a former revision in braces": (
        SECOND,
        "contributes_to: [a, {revision: v1-ffffffffff, goal: b}]\n",
        f"contributes_to: [a, {{revision: {NEW}, goal: b}}]\n",
    ),
    "an empty revision": (
        LONE,
        "contributes_to:\n  goal: a\n  revision:\n",
        f"contributes_to:\n  goal: a\n  revision: {NEW}\n",
    ),
    "a short link that others repeat": (
        LONE,
        "contributes_to: &p a\nsuperseded_by: *p\n",
        f"contributes_to: {{goal: &p a, revision: {NEW}}}\nsuperseded_by: *p\n",
    ),
}


@pytest.mark.parametrize("case", PUT)
@pytest.mark.parametrize("form", ["LF", "CRLF", "CR", "BOM"])
def test_a_field_is_written_and_nothing_else(case, form):
    path, before, after = PUT[case]
    shape = {
        "LF": str,
        "CRLF": lambda text: text.replace("\n", "\r\n"),
        "CR": lambda text: text.replace("\n", "\r"),
        "BOM": lambda text: f"\ufeff{text}",
    }[form]
    given_, wanted = shape(source(before).text), shape(source(after).text)
    assert put(Source("g.md", "g.md", given_), path, "revision", NEW, short="goal") == wanted


@pytest.mark.parametrize("case", PUT)
def test_the_same_field_once_more_changes_nothing(case):
    path, _, after = PUT[case]
    assert put(source(after), path, "revision", NEW, short="goal") == source(after).text


REFUSED = {
    "written elsewhere": ("a: &x {goal: a}\ncontributes_to: *x\n", LONE, "there is no contributes_to of its own in it"),
    "used elsewhere": (
        "contributes_to: &x\n  goal: a\nb: *x\n",
        LONE,
        "contributes_to.revision cannot be added without changing more",
    ),
    "a name on a line of its own": (
        "contributes_to:\n  ? goal\n  : a\n",
        LONE,
        "contributes_to.revision cannot be added without changing more",
    ),
    "a list": ("contributes_to: [a]\n", LONE, "there is no contributes_to of its own in it"),
    "nothing": ("contributes_to:\n", LONE, "there is no contributes_to of its own in it"),
    "no such link": ("contributes_to: [a]\n", SECOND, "there is no contributes_to[1] of its own in it"),
    "a revision written elsewhere": (
        "a: &x v1-ffffffffff\ncontributes_to:\n  goal: a\n  revision: *x\n",
        LONE,
        "contributes_to.revision has an anchor, a tag or an alias",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_written_alone_is_refused(case):
    fields, path, why = REFUSED[case]
    assert put(source(fields), path, "revision", NEW, short="goal") == Refusal(why)


def test_a_file_that_cannot_be_read_is_left_alone():
    answer = put(Source("g.md", "g.md", "# Title\n"), LONE, "revision", NEW, short="goal")
    assert answer == Refusal("its front matter cannot be read")


@given(st.text(st.characters(exclude_categories=["Cs"])), st.sampled_from(sorted(PUT)))
@settings(max_examples=200, deadline=None)
def test_any_text_comes_back_as_it_was_given(text, case):
    path, before, _ = PUT[case]
    result = put(source(before), path, "note", text, short="goal")
    assert isinstance(result, str)
    document, _ = parse(Source("g.md", "g.md", result))
    link = node_at(document.fields, path)
    assert isinstance(link, Fields)
    assert link.fields["note"].text == text
