"""Which engine draws the diagrams of a site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sites import build, page, write

if TYPE_CHECKING:
    from pathlib import Path

IMPACT = """
---
type: impact
title: Learners come back
---
"""


def outcome(number: int) -> str:
    return f"""
---
type: outcome
title: Change number {number}
contributes_to: learners
---
"""


def site(engine: str, outcomes: int) -> dict[str, str]:
    return {
        "mkdocs.yml": f"site_name: x\nplugins: [{{goal-tree: {{engine: {engine}}}}}]\n",
        "docs/index.md": "# Home\n",
        "goals/learners.md": IMPACT,
        **{f"goals/o{number}.md": outcome(number) for number in range(outcomes)},
    }


def test_graphviz_draws_by_default_and_without_a_script(tmp_path: Path) -> None:
    html = page(build(write(tmp_path, site("graphviz", 2))), "goals/")
    assert (html.count('class="gt-tree"'), html.count('<pre class="mermaid">')) == (1, 0)


def test_mermaid_draws_where_the_site_wants_it(tmp_path: Path) -> None:
    html = page(build(write(tmp_path, site("mermaid", 2))), "goals/")
    assert (html.count('class="gt-tree"'), html.count('<pre class="mermaid">')) == (0, 1)


def test_what_is_too_large_for_mermaid_is_drawn_by_graphviz_with_a_caption_and_one_line(tmp_path: Path) -> None:
    built = build(write(tmp_path, site("mermaid", 150)))
    html = page(built, "goals/")
    assert (html.count('class="gt-tree"'), html.count('<pre class="mermaid">')) == (1, 0)
    assert "each box serves the ones on its left. Too large for Mermaid: Graphviz drew it.</p>" in html
    assert [line for line in built.log if "Mermaid" in line] == [
        "INFO: goal-tree: 2 diagrams are too large for Mermaid: Graphviz draws them"
    ]
