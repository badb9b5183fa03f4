"""Diagrams, tables, cards and counts that pages ask for: in hand-written pages, goals and the glossary, in every theme."""

from __future__ import annotations

import json
import re

import pytest
from sites import build, page, serve, wait_for, write
from small import GOALS, THEMES, own_lines, site, text

SUPERFENCES = "markdown_extensions: [admonition, pymdownx.superfences]\n"
METRIC = """
    ---
    type: outcome
    title: Learners act on their result
    status: active
    owner: Assessment team
    contributes_to: more-learners
    metrics: {name: Opened, unit: "%", baseline: 20, target: 80, actuals: [{on: 2026-05-01, value: 41}]}
    ---
    """
COMPANY = GOALS | {"goals/outcomes/act-on-results.md": METRIC}
PAGE = """
    # Home

    ```goal-tree
    root: more-learners
    caption: What *we* <want>
    legend: true
    ```

    ```goal-table
    columns: title, owner, way, parents, metrics.name
    where: level != impact
    sort: -level
    limit: 1
    ```

    - here

        ~~~goal-metric
        goal: act-on-results
        chart: false
        ~~~

    ````goal-count
    where: level = outcome and status = active
    ````

    ```goal-count
    where: level = output and status = shipped
    ```

    ```goal-table
    where: title = "nothing"
    ```

    ~~~text
    ```goal-tree
    root: shown
    ```
    ~~~
    """


def figures(html):
    return re.findall(r'<svg [^>]*class="gt-tree[^>]*aria-label="([^"]*)"', html)


@pytest.mark.parametrize("more", ["", SUPERFENCES], ids=["plain", "superfences"])
@pytest.mark.parametrize("theme", THEMES)
def test_a_page_shows_what_its_fences_ask_for(tmp_path, theme, more):
    built = build(write(tmp_path, site(COMPANY, theme=theme, more=more) | {"docs/index.md": PAGE}))
    html = page(built, "")
    words = text(html)

    assert built.failed is None
    assert own_lines(built.warnings) == []
    assert figures(html) == ["Goal tree: 1 impact, 1 outcome, 1 output"]
    assert "What *we* &lt;want&gt;" in html
    assert 'class="gt-legend"' in html
    assert "Output Owner Way to target Contributes to Metrics name" not in words
    assert "Goal Owner Way to target Contributes to Metrics name Push messages" in words
    assert "1 of 2 goals" in words
    assert "Learners act on their result Assessment team Opened measured 12 days ago" in words
    assert "1 outcome" in words
    assert "0 outputs" in words
    assert "No goal matches." in words
    assert "root: shown" in words
    assert "goal-tree-embed" not in html


def test_without_options_a_tree_shows_the_present(tmp_path):
    goals = COMPANY | {
        "goals/outcomes/old.md": "---\ntype: outcome\ntitle: Old\nstatus: missed\nclosed: {on: 2025-01-01}\n"
        "contributes_to: more-learners\n---\n"
    }
    docs = {"docs/index.md": "# H\n\n```goal-tree\n```\n\n```goal-tree\nwhere: level = outcome\n```\n"}
    html = page(build(write(tmp_path, site(goals) | docs)), "")

    assert figures(html) == ["Goal tree: 1 impact, 1 outcome, 1 output", "Goal tree: 2 outcomes"]
    assert "3 of 4 goals are drawn: what was closed before 1 Jan 2026 is left out." in text(html)


def test_a_comment_asks_for_nothing(tmp_path):
    html = page(build(write(tmp_path, site() | {"docs/index.md": "# H\n\n<!-- goal-tree: whole -->\n"})), "")

    assert figures(html) == []


def test_goal_pages_and_glossary_pages_show_them_too(tmp_path):
    files = COMPANY | {
        "goals/impacts/more-learners.md": "---\ntype: impact\ntitle: More learners stay\n---\n# More\n\n"
        "```goal-count\nwhere: under = more-learners\n```\n\nEnd\n",
        "docs/glossary/learner.md": "---\nterm: Learner\ndefinition: Somebody who learns.\n---\n"
        "```goal-metric\ngoal: act-on-results\n```\n",
    }
    built = build(write(tmp_path, site(files)))

    assert "2 goals End" in text(page(built, "goals/impacts/more-learners/"))
    assert "Opened measured 12 days ago" in text(page(built, "glossary/learner/"))


@pytest.mark.parametrize("more", ["", SUPERFENCES], ids=["plain", "superfences"])
def test_in_somebody_elses_body_they_work_and_markup_does_not(tmp_path, more):
    body = "# More\n\n<script>alert(1)</script>\n\n```goal-count\nwhere: level = output\n```\n\n```goal-tree\ncaption: <b>x\n```\n"
    files = COMPANY | {"goals/impacts/more-learners.md": f"---\ntype: impact\ntitle: More learners stay\n---\n{body}"}
    html = page(build(write(tmp_path, site(files, plugin="body: safe", more=more))), "goals/impacts/more-learners/")

    assert "1 output" in text(html)
    assert len(figures(html)) == 2
    assert "<script>alert" not in html
    assert "&lt;b&gt;x" in html


def test_one_diagram_may_have_another_engine_and_direction(tmp_path):
    docs = {"docs/index.md": "# H\n\n```goal-tree\nengine: mermaid\ndirection: LR\n```\n\n```goal-tree\n```\n"}
    built = build(write(tmp_path, site(COMPANY) | docs))
    html = page(built, "")

    assert re.findall(r'<pre class="mermaid"><code>(?:[^\n]*\n)*?flowchart (\w\w)', html) == ["LR"]
    assert len(figures(html)) == 1
    assert [line for line in built.log if "too large" in line] == []


def test_max_nodes_folds_outputs(tmp_path):
    goals = COMPANY | {
        f"goals/outputs/o{n}.md": f"---\ntype: output\ntitle: O{n}\ncontributes_to: act-on-results\n---\n"
        for n in range(9)
    }
    docs = {"docs/index.md": "# H\n\n```goal-tree\nmax_nodes: 5\n```\n"}

    assert "+10 outputs" in text(page(build(write(tmp_path, site(goals) | docs)), ""))


BAD = """
    ---
    hide: [toc]
    ---
    # Home

    ```goal-tree
    root: more-learnrs
    ```

    !!! note

        ```goal-table
        limit: 3
        wheer: x
        sort: -progres
        ```

    Shown as an example:

        ```goal-count
        nonsense
        ```

    ```goal-count
    nonsense
    ```

    > ```goal-count
    > where: status = actve
    > ```

    <!--
    ```goal-count
    hidden: here
    ```
    -->
    """
TOLD = [
    "ERROR: docs/index.md:7:7: error: bad-embed (GT904): no goal has the id 'more-learnrs'",
    "ERROR: docs/index.md:14:5: error: bad-embed (GT904): goal-table has no option 'wheer'",
    "ERROR: docs/index.md:15:11: error: bad-embed (GT904): goals have no field 'progres' to show here",
    "ERROR: docs/index.md:25:1: error: bad-embed (GT904): 'nonsense' is no option",
    (
        "ERROR: docs/index.md:29:19: error: bad-embed (GT904): status is one of draft, active, paused, retired, proposed, "
        "achieved, missed, dropped, idea, planned, building, shipped, cancelled, which 'actve' is not"
    ),
]


@pytest.mark.parametrize("more", ["markdown_extensions: [admonition]\n", SUPERFENCES], ids=["plain", "superfences"])
def test_a_bad_option_is_told_at_its_line_and_in_place_of_the_block(tmp_path, more):
    folder = write(tmp_path, site(more=more) | {"docs/index.md": BAD})
    built = build(folder)

    assert own_lines(built.log) == TOLD
    assert built.failed == "Aborted with a BuildError!"

    words = text(page(build(folder, command="serve"), ""))
    assert "no goal has the id 'more-learnrs' did you mean 'more-learners'?" in words
    assert "docs/index.md:14:5" in words
    assert words.count("'nonsense' is no option") == 1
    assert "hidden" not in words


def test_a_bad_option_in_a_goal_is_the_goals_finding(tmp_path):
    files = GOALS | {
        "goals/impacts/more-learners.md": "---\ntype: impact\ntitle: More learners stay\n---\n# More\n\n- x\n\n"
        "    ```goal-metric\n    goal: act-on-results\n    ```\n"
    }
    built = build(write(tmp_path, site(files, plugin="rules: {GT904: warning}")))
    line = "goals/impacts/more-learners.md:10:11: warning: bad-embed (GT904): act-on-results has no metric"

    assert [one for one in own_lines(built.log) if "GT904" in one] == [f"INFO: {line}"]
    assert text(page(built, "goals/impacts/more-learners/")).count("act-on-results has no metric") == 2
    assert "GT904" in text(page(built, "goals/rules/"))


def test_a_block_from_a_snippet_is_told_at_the_top_of_its_page(tmp_path):
    more = "markdown_extensions:\n  - pymdownx.snippets: {base_path: [!relative $config_dir ]}\n"
    files = {"docs/index.md": '# H\n\n--8<-- "part.txt"\n', "part.txt": "```goal-tree\nx: y\n```\n"}
    built = build(write(tmp_path, site(more=more) | files))

    assert own_lines(built.log) == ["ERROR: docs/index.md:1:1: error: bad-embed (GT904): goal-tree has no option 'x'"]


def test_a_draft_is_neither_counted_nor_drawn(tmp_path):
    files = COMPANY | {
        "goals/outputs/push-messages.md": "---\ntype: output\ntitle: Push\ndraft: true\ncontributes_to: act-on-results\n---\n"
    }
    docs = {
        "docs/index.md": "# H\n\n```goal-tree\nroot: act-on-results\nup: 1\n```\n\n```goal-count\n```\n\n"
        "```goal-table\nwhere: children > 0\ncolumns: title, children\n```\n"
    }
    html = page(build(write(tmp_path, site(files) | docs)), "")

    assert figures(html) == ["Goal tree: 1 impact, 1 outcome"]
    assert "2 goals" in text(html)
    assert "Push" not in text(html)


@pytest.mark.parametrize("theme", THEMES)
def test_the_search_knows_nothing_of_them(tmp_path, theme):
    built = build(write(tmp_path, site(COMPANY, theme=theme) | {"docs/index.md": PAGE}))
    index = json.loads((built.site / "search/search_index.json").read_text("utf-8"))
    home = " ".join(entry["text"] for entry in index["docs"] if not entry["location"].startswith("goals/"))

    assert "Opened" not in home
    assert "embed" not in home
    assert "Push" not in home


OTHERS = {
    "docs/index.md": "# Home\n\n```python\nx = 1\n```\n\n    code\n\n- a\n\n    ```yaml\n    b: c\n    ```\n\n~~~\n<i>\n~~~\n"
}


def test_other_code_blocks_of_a_site_without_superfences_stay_byte_for_byte(tmp_path):
    mine = site() | OTHERS
    without = re.sub(r"  - goal-tree:\n      .*\n", "", str(mine["mkdocs.yml"]))
    blocks = [
        re.findall(
            r"<pre>.*?</pre>", page(build(write(tmp_path / name, {**mine, "mkdocs.yml": config})), ""), re.DOTALL
        )
        for name, config in (("with", mine["mkdocs.yml"]), ("without", without))
    ]

    assert blocks[0] == blocks[1]
    assert len(blocks[0]) == 3


def test_serve_shows_what_an_edit_asks_for(tmp_path):
    folder = write(tmp_path, site(COMPANY) | {"docs/index.md": "# H\n\n```goal-count\nwhere: lvel = x\n```\n"})
    with serve(folder) as serving:
        wait_for(serving.url, lambda html: "goals have no field" in html)
        (folder / "docs/index.md").write_text("# H\n\n```goal-count\nwhere: level = outcome\n```\n")
        html = wait_for(serving.url, lambda html: "goals have no field" not in html)

    assert "1 outcome" in text(html)
