"""`body: safe`: what other people's goals may show, and what not."""

from __future__ import annotations

import re

import pytest
from sites import build, page, write
from small import headings, site, text

from mkdocs_goal_tree.markdown import as_safe_html

EXTENSIONS = """
    markdown_extensions:
      - abbr
      - admonition
      - attr_list
      - def_list
      - footnotes
      - md_in_html
      - tables
      - toc: {permalink: true}
      - pymdownx.b64
      - pymdownx.blocks.html
      - pymdownx.details
      - pymdownx.highlight
      - pymdownx.inlinehilite
      - pymdownx.snippets: {base_path: [!relative $config_dir ]}
      - pymdownx.superfences:
          custom_fences:
            - {name: mermaid, class: mermaid, format: !!python/name:pymdownx.superfences.fence_code_format }
            - {name: py, class: x, format: !!python/name:pymdownx.superfences.fence_div_format }
      - pymdownx.tabbed: {alternate_style: true}
      - pymdownx.tasklist: {custom_checkbox: true}
    """


def shown(folder, body, *, mode="safe"):
    """The author's part of a goal page, between the card and the sections."""
    goals = {
        "goals/t.md": f"---\ntype: impact\ntitle: T\n---\n# T\n\n{body}\n\nTHE END\n",
        "goals/pic.svg": "<svg/>\n",
        "goals/part.txt": "INCLUDED\n",
    }
    built = build(write(folder, site(goals, theme="material", plugin=f"body: {mode}", more=EXTENSIONS)))
    assert built.failed is None
    html = page(built, "goals/t/")
    assert headings(html) == ["T"]
    return html[html.index("</h1>") + 5 : html.index("THE END")].rpartition("</ul>\n</div>")[2]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("<div onclick=alert(1)>x</div>", "<div onclick=alert(1)>x</div>"),
        ('<div markdown="1">\n\n*x*\n\n</div>', '<div markdown="1"> x </div>'),
        ("a <img src=x onerror=alert(1)> b", "a <img src=x onerror=alert(1)> b"),
        ("<!-- a comment -->", "<!-- a comment -->"),
        ("/// html | script\nalert(1)\n///", ""),
        ('--8<-- "goals/part.txt"', '--8<-- "goals/part.txt"'),
        ("{{ 7 * 7 }} {% raw %}", "{{ 7 * 7 }} {% raw %}"),
    ],
)
def test_markup_is_text(tmp_path, body, expected):
    html = shown(tmp_path, body)
    assert text(html).removesuffix(" <p") == expected or expected in text(html)
    assert not re.search(r"<(script|img|div onclick)|INCLUDED|<!-- a", html)


def test_trusted_bodies_have_the_power_of_any_page(tmp_path):
    html = shown(tmp_path, '<div onclick="x()">x</div>\n\n--8<-- "goals/part.txt"', mode="trusted")
    assert '<div onclick="x()">x</div>' in html
    assert "<p>INCLUDED</p>" in html


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("[x](https://example.org/)", '<a href="https://example.org/" rel="noopener noreferrer">x</a>'),
        ("[x](mailto:a@example.org)", '<a href="mailto:a@example.org" rel="noopener noreferrer">x</a>'),
        ("[x](../index.md)", '<a href="../../" rel="noopener noreferrer">x</a>'),
        ("[x](#to-look-at)", '<a href="#to-look-at" rel="noopener noreferrer">x</a>'),
        ("[x](javascript:alert(1))", '<a rel="noopener noreferrer">x</a>'),
        ("[x](JaVaScRiPt&#58;alert(1))", '<a rel="noopener noreferrer">x</a>'),
        ("[x](data:text/html,x)", '<a rel="noopener noreferrer">x</a>'),
        ("[x][y]\n\n[y]: javascript:alert(1)", '<a rel="noopener noreferrer">x</a>'),
        ("*x*{: onclick=alert(1) style=color:red .mine #mine}", '<em class="mine" id="mine">x</em>'),
        ("![x](pic.svg)", '<img alt="x" src="../pic.svg">'),
        ("![x](/pic.svg)", '<img alt="x" src="/pic.svg">'),
        ("![x](https://example.org/x.png)", '<img alt="x">'),
        ("![x](//example.org/x.png)", '<img alt="x">'),
        ("![x](/\\example.org/x.png)", '<img alt="x">'),
        ("![x](\\\\\\\\example.org/x.png)", '<img alt="x">'),
        ("![x](///example.org/x.png)", '<img alt="x">'),
        ("![x](https:example.org/x.png)", '<img alt="x">'),
        ("![x](data:image/svg+xml,x)", '<img alt="x">'),
        ("![x](pic.svg){: onerror=alert(1) srcset=//example.org/x.png }", '<img alt="x" src="../pic.svg">'),
    ],
)
def test_links_and_images_stay_within_bounds(tmp_path, body, expected):
    assert f"<p>{expected}</p>" in shown(tmp_path, body)


RICH = """
| a | b |
|:--|--:|
| 1 | 2 |

!!! note "Mind"
    Text.

??? tip "More"
    Text.

=== "One"

    First.

=== "Two"

    Second.

``` python
print("x")
```

``` mermaid
graph TD
```

- [x] done
- [ ] open

Term
:   Meaning.

A note.[^1] `#!python x = 1` The HTML page.

## A heading

[^1]: Below.

*[HTML]: Language
"""
KEPT = [
    '<th style="text-align: left;">a</th>',
    '<td style="text-align: right;">2</td>',
    '<div class="admonition note">',
    '<p class="admonition-title">Mind</p>',
    '<details class="tip"><summary>More</summary>',
    '<input checked="checked" id="__tabbed_1_1" name="__tabbed_1" type="radio">',
    '<label for="__tabbed_1_1">One</label>',
    '<div class="tabbed-block">',
    '<span class="nb">print</span>',
    '<pre class="mermaid"><code>graph TD</code></pre>',
    '<label class="task-list-control"><input type="checkbox" disabled="" checked=""><span class="task-list-indicator">',
    "<dt>Term</dt>",
    '<sup id="fnref:1"><a class="footnote-ref" href="#fn:1"',
    '<code class="highlight">',
    '<abbr title="Language">HTML</abbr>',
    '<h2 id="a-heading">A heading<a class="headerlink" href="#a-heading"',
]


def test_what_markdown_can_say_looks_as_on_any_page(tmp_path):
    html = shown(tmp_path, RICH).replace("\n", "")
    assert [part for part in KEPT if not re.search(_attributes(part), html)] == []


def _attributes(part):
    """The tag with attributes in any order is asked for by its words in turn."""
    tags = re.split(r"(<[^>]*>?)", part)
    return "".join(_tag(one) if one.startswith("<") else re.escape(one) for one in tags)


def _tag(one):
    name, *rest = re.findall(r"</?\w+|[\w-]+=\"[^\"]*\"", one)
    return (
        "".join(f"(?=<[^>]*{re.escape(word)})" for word in rest)
        + re.escape(name)
        + "[^>]*>"
        + ("" if one.endswith(">") else "?")
    )


RUN = """
    def run(source, language, css_class, options, md, **more):
        return "RAN ON THE BUILDER"
    """
FENCES = """
    markdown_extensions:
      - pymdownx.superfences:
          custom_fences:
            - {name: python, class: python, format: !!python/name:safe_body_runner.run }
    """


def test_fences_of_other_programs_are_code(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(tmp_path)
    fence = "```python\nx = 1\n```\n"
    files = {
        "goals/t.md": f"---\ntype: impact\ntitle: T\n---\n{fence}",
        "docs/page.md": fence,
        "safe_body_runner.py": RUN,
    }
    built = build(write(tmp_path, site(files, plugin="body: safe", more=FENCES)))
    assert "RAN ON THE BUILDER" in page(built, "page/")
    assert "RAN ON THE BUILDER" not in page(built, "goals/t/")
    assert "x = 1" in text(page(built, "goals/t/"))


def test_the_pages_of_docs_are_left_alone(tmp_path):
    files = {
        "docs/page.md": '<b onclick="x()">x</b>\n\n--8<-- "goals/part.txt"\n',
        "goals/t.md": "---\ntype: impact\ntitle: T\n---\n",
        "goals/part.txt": "INCLUDED\n",
    }
    folder = write(tmp_path, site(files, plugin="body: safe", more=EXTENSIONS))
    html = page(build(folder), "page/")
    assert '<b onclick="x()">x</b>' in html
    assert "<p>INCLUDED</p>" in html


def test_headings_are_safe_in_the_table_of_contents(tmp_path):
    goal = "---\ntype: impact\ntitle: T\n---\n## <img src=x onerror=alert(1)> [y](javascript:alert(1))\n"
    for theme in ("material", "mkdocs", "readthedocs"):
        html = page(build(write(tmp_path, site({"goals/t.md": goal}, theme=theme, plugin="body: safe"))), "goals/t/")
        assert "<img src=x" not in html
        assert "javascript:alert" not in html


def test_markdown_that_stands_on_another_page_has_no_markup_way_or_picture_of_its_own():
    typed = """\
# Why

<img src=x onerror=alert(1)> [a](javascript:alert(1)) [b](../b.md) [c](https://example.org/) ![d](d.png) [e][goal] [f][no]

| g |
| :-: |
| h |
"""
    assert as_safe_html(typed, {"goal"}.__contains__).replace(' rel="noopener noreferrer"', "") == (
        "<p>Why</p>\n<p>&lt;img src=x onerror=alert(1)&gt; <a>a</a> <a>b</a> "
        '<a href="https://example.org/">c</a>  <a>e</a> [f][no]</p>\n'
        '<table>\n<thead>\n<tr>\n<th style="text-align: center;">g</th>\n</tr>\n</thead>\n'
        '<tbody>\n<tr>\n<td style="text-align: center;">h</td>\n</tr>\n</tbody>\n</table>'
    )


def test_markdown_that_is_nested_too_deep_is_shown_as_it_is_typed():
    assert "&gt; &gt; &gt;" in as_safe_html("> " * 3000 + "x")


def test_what_is_no_goal_file_is_no_page(tmp_path):
    goal = "---\ntype: impact\ntitle: T <b>\n---\n<script>alert(1)</script>\n"
    folder = write(tmp_path, site({"goals/t.md": goal, "goals/x.markdown": goal}, plugin="body: safe"))
    (folder / "goals/link.md").symlink_to("t.md")
    built = build(folder)
    assert built.failed is None
    made = sorted(path.relative_to(folder / "site").as_posix() for path in folder.glob("site/goals/*/index.html"))
    assert "goals/t/index.html" in made
    assert not {"goals/x/index.html", "goals/link/index.html"} & {*made}


def test_the_index_of_the_goals_folder_stays_a_page_of_the_site(tmp_path):
    files = {"docs/goals/t.md": "---\ntype: impact\ntitle: T\n---\n", "docs/goals/index.md": "# Where we want to be\n"}
    built = build(write(tmp_path, site(files, plugin="body: safe\ngoals_dir: docs/goals")))
    assert built.failed is None
    assert "Where we want to be" in (tmp_path / "site/goals/index.html").read_text("utf-8")
