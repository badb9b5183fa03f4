"""Fences of ours in Markdown: with superfences and without it, wherever a block can stand; other code stays as it was."""

from __future__ import annotations

from html import escape
from textwrap import dedent

import markdown
import pytest

from mkdocs_goal_tree.markdown import GoalTreeExtension
from mkdocs_goal_tree.markdown_embeds import find_fences

PLAIN = ["fenced_code", "admonition", "md_in_html", "pymdownx.tabbed"]
SUPER = ["pymdownx.superfences", "admonition", "md_in_html", "pymdownx.tabbed"]
EXTRA = ["admonition", "pymdownx.extra", "pymdownx.tabbed"]
SETS = [PLAIN, SUPER, EXTRA]


def embed(name, text, header):
    return f'<div class="E">{name} {escape(repr(text))}{header and " | "}{header}</div>'


def rendered(text, extensions, embed=embed):
    ours = GoalTreeExtension(lambda _name, _terms: None, lambda: False, embed=embed)
    options = {"pymdownx.tabbed": {"alternate_style": True}}
    return markdown.Markdown(extensions=[ours, *extensions], extension_configs=options).convert(dedent(text))


def shown(html):
    return [part.partition("</div>")[0] for part in html.split('<div class="E">')[1:]]


@pytest.mark.parametrize("extensions", SETS, ids=["plain", "superfences", "extra"])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("```goal-tree\n```", "goal-tree ''"),
        ("~~~ goal-table\nwhere: a < 1\n~~~", "goal-table 'where: a < 1'"),
        ("`````goal-count\nwhere: x\n`````", "goal-count 'where: x'"),
        ("text\n```goal-tree\nroot: x\n```\ntext", "goal-tree 'root: x'"),
        ("# Heading\n```goal-tree\nroot: x\n```", "goal-tree 'root: x'"),
        ("- item\n\n    ```goal-tree\n    root: x\n    up: 1\n    ```\n- item", "goal-tree 'root: x\\nup: 1'"),
        ("- item\n    ```goal-tree\n    root: x\n    ```\n", "goal-tree 'root: x'"),
        ("1. a\n    - b\n\n        ```goal-tree\n        root: x\n        ```\n", "goal-tree 'root: x'"),
        ("!!! note\n    ```goal-tree\n    root: x\n    ```\n", "goal-tree 'root: x'"),
        ('=== "Tab"\n\n    ```goal-tree\n    root: x\n    ```\n', "goal-tree 'root: x'"),
        ('=== "Tab"\n\n    !!! note\n\n        ```goal-tree\n        root: x\n        ```\n', "goal-tree 'root: x'"),
        ("> ```goal-tree\n> root: x\n> ```", "goal-tree 'root: x'"),
        ('<div markdown="1">\n\n```goal-tree\nroot: x\n```\n\n</div>', "goal-tree 'root: x'"),
        ("```goal-tree\nroot: x\n\nup: 1\n```", "goal-tree 'root: x\\n\\nup: 1'"),
        ('```goal-metric\ngoal: <x> & "y"\n```', "goal-metric 'goal: <x> & \"y\"'"),
    ],
)  # fmt: skip
def test_a_fence_is_ours_wherever_a_block_can_stand(text, expected, extensions):
    html = rendered(text, extensions)

    assert shown(html) == [escape(expected)]
    assert "\x02" not in html


@pytest.mark.parametrize("extensions", SETS, ids=["plain", "superfences", "extra"])
@pytest.mark.parametrize(
    "text",
    [
        "````text\n```goal-tree\nroot: x\n```\n````",
        "~~~\n```goal-tree\nroot: x\n```\n~~~",
        "Indented:\n\n    ```goal-tree\n    root: <x>\n    ```\n\nEnd",
        "Indented:\n\n    a\n      ```goal-tree\n      root: <x>\n      ```\n    b",
        "```goal-trees\nroot: x\n```",
        "```goal-tree\nroot: x",
        "`goal-tree`",
        "Inline ```goal-tree``` code",
    ],
)
def test_an_example_stays_what_it_was(text, extensions):
    assert rendered(text, extensions) == rendered(text, extensions, embed=None)


@pytest.mark.parametrize("extensions", SETS, ids=["plain", "superfences", "extra"])
def test_a_fence_in_raw_html_shows_and_one_in_a_comment_does_not(extensions):
    html = rendered("<div>\n```goal-tree\nroot: x\n```\n</div>\n\n<!--\n```goal-count\n```\n-->", extensions)

    before, _, comment = html.partition("<!--")
    assert shown(before) == ["goal-tree &#x27;root: x&#x27;"]
    assert comment.strip().endswith("-->")


CODE = """\
```python
x = 1  # <b>
```

``` { .yaml title="x" }
a: b
```

- list

    ```
    indented
    ```

    ~~~js hl_lines="1"
    y
    ~~~

    code

> ```sh
> ls
> ```

```goal
x
```
"""


@pytest.mark.parametrize("extensions", SETS, ids=["plain", "superfences", "extra"])
@pytest.mark.parametrize("also", ["", "```goal-tree\nroot: x\n```\n\n"])
def test_other_code_blocks_stay_byte_for_byte(extensions, also):
    without = rendered(CODE, extensions, embed=None)

    assert rendered(also + CODE, extensions).endswith(without)


def test_options_on_the_first_line_are_handed_on():
    text = '```goal-tree root="x" y\nup: 1\n```'

    assert [shown(rendered(text, extensions)) for extensions in SETS] == [
        ['goal-tree &#x27;up: 1&#x27; | root="x" y'],
        ["goal-tree &#x27;up: 1&#x27; | root y"],
        ["goal-tree &#x27;up: 1&#x27; | root y"],
    ]


def test_the_order_of_extensions_does_not_matter():
    ours = GoalTreeExtension(lambda _name, _terms: None, lambda: False, embed=embed)
    md = markdown.Markdown(extensions=["pymdownx.superfences", ours])

    assert shown(md.convert("```goal-tree\n```")) == ["goal-tree &#x27;&#x27;"]
    assert shown(md.reset().convert("```goal-count\n```")) == ["goal-count &#x27;&#x27;"]


def test_fences_are_found_in_the_text_as_it_is_written():
    text = """\
        ```goal-tree
        root: x
        ```
        ````md
        ```goal-tree
        ```
        ````
        - a

        \t~~~ goal-table foo
        \twhere: y
        \t~~~
        > ```goal-count
        > ```
        ```goal-count
        never closed
        """

    found = [(one.name, one.header, one.text, one.start, one.end) for one in find_fences(dedent(text).split("\n"))]

    assert found == [
        ("goal-tree", "", "root: x", 0, 3),
        ("goal-table", "foo", "where: y", 9, 12),
        ("goal-count", "", "", 12, 14),
    ]
