"""A tree that is too large for one drawing folds, and each part of it is drawn on a page of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sites import build, page, write

if TYPE_CHECKING:
    from pathlib import Path


def goal(kind: str, title: str, parent: str = "") -> str:
    return f"---\ntype: {kind}\ntitle: {title}\n{f'contributes_to: {parent}' if parent else ''}\n---\n"


def site(outcomes: int, outputs: int, options: str = "", **files: str) -> dict[str, str]:
    """One impact, its outcomes o0, o1 … and their outputs."""
    return {
        "mkdocs.yml": f"site_name: x\nplugins: [{{goal-tree: {{{options}}}}}]\n",
        "docs/index.md": "# Home\n",
        "goals/learners.md": goal("impact", "Learners come back"),
        **{f"goals/o{n}.md": goal("outcome", f"Change {n}", "learners") for n in range(outcomes)},
        **{
            f"goals/o{n}p{m}.md": goal("output", f"Thing {n}.{m}", f"o{n}")
            for n in range(outcomes)
            for m in range(outputs)
        },
        **files,
    }


def folds(html: str) -> list[tuple[str, str]]:
    """The boxes that stand for several, in the first drawing, as title and address."""
    drawing = html[html.index("<svg xmlns") : html.index("</svg>\n<p" if "</svg>\n<p" in html else "</figure>")]
    found = re.findall(r'<a class="gt-node fold"[^>]*xlink:href="([^"]*)".*?<title>([^(]*) \(', drawing)
    return [(title, url) for url, title in found]


def test_a_tree_that_fits_has_one_page(tmp_path: Path) -> None:
    built = build(write(tmp_path, site(3, 2)))
    assert [*built.site.glob("goals/**/tree/index.html")] == []
    assert "All below" not in page(built, "goals/learners/")


def test_a_folded_tree_leads_to_the_pages_of_its_parts(tmp_path: Path) -> None:
    built = build(write(tmp_path, site(4, 5, "max_nodes: 10")))
    index = page(built, "goals/")
    assert folds(index) == [("+5 outputs", f"o{n}/") for n in range(4)]
    assert "5 of 25 goals are drawn; outputs are folded." in index
    assert [str(one.relative_to(built.site)) for one in built.site.glob("goals/**/tree/index.html")] == [
        "goals/learners/tree/index.html"
    ]
    assert 'href="tree/">Draw all 24 below it</a>' in page(built, "goals/learners/")


def test_where_outcomes_fold_the_page_of_the_impact_draws_them(tmp_path: Path) -> None:
    built = build(write(tmp_path, site(8, 1, "max_nodes: 12")))
    assert folds(page(built, "goals/")) == [("+8 outcomes", "learners/tree/")]
    below = page(built, "goals/learners/tree/")
    assert "<title>All below Learners come back - x</title>" in below
    assert folds(below) == [("+1 output", f"../../o{n}/") for n in range(8)]


def test_the_outputs_of_an_outcome_are_all_drawn_on_its_page_below(tmp_path: Path) -> None:
    built = build(write(tmp_path, site(1, 20, "max_nodes: 12")))
    assert folds(page(built, "goals/")) == [("+20 outputs", "o0/tree/")]
    assert folds(page(built, "goals/o0/")) == [("+20 outputs", "tree/")]
    below = page(built, "goals/o0/tree/")
    assert (folds(below), len(re.findall(r"<title>Thing 0\.\d+ \(Output\b", below))) == ([], 20)


def test_a_chain_that_is_deeper_than_two_levels_has_a_page(tmp_path: Path) -> None:
    nested = {
        "goals/deep.md": goal("outcome", "Deep", "o0"),
        "goals/deeper.md": goal("outcome", "Deeper", "deep"),
    }
    built = build(write(tmp_path, site(1, 0, **nested)))
    below = page(built, "goals/learners/tree/")
    assert re.findall(r"<title>(\w[\w ]*) \(Outcome", below) == ["Change 0", "Deep", "Deeper"]
    assert "Deeper (Outcome" not in page(built, "goals/learners/")


def test_the_pages_stand_in_no_navigation_and_can_be_switched_off(tmp_path: Path) -> None:
    built = build(write(tmp_path, site(4, 5, "max_nodes: 10")))
    assert [line for line in built.log if "tree.md" in line] == []
    assert "learners/tree/" not in page(built, "index.html")
    off = build(write(tmp_path / "off", site(4, 5, "max_nodes: 10, pages: {trees: false}")))
    assert [*off.site.glob("goals/**/tree/index.html")] == []
    assert "below it</a>" not in page(off, "goals/learners/")


def test_the_tree_of_the_index_can_be_taken_away_as_files(tmp_path: Path) -> None:
    built = build(write(tmp_path, site(2, 1)))
    starts = {"goal-tree.mmd": "flowchart TB", "goal-tree.dot": "digraph {", "goal-tree.svg": "<svg xmlns"}
    assert {
        name: (built.site / "goals" / name).read_text("utf-8").startswith(start) for name, start in starts.items()
    } == (dict.fromkeys(starts, True))
    assert re.findall(r'href="(goal-tree\.\w+)"', page(built, "goals/")) == [*starts]


def test_where_mermaid_draws_there_is_no_svg_file(tmp_path: Path) -> None:
    built = build(write(tmp_path, site(2, 1, "engine: mermaid")))
    assert re.findall(r'href="(goal-tree\.\w+)"', page(built, "goals/")) == ["goal-tree.mmd", "goal-tree.dot"]
    assert not (built.site / "goals" / "goal-tree.svg").exists()


def test_a_diagram_of_an_author_names_owners_where_it_asks_for_them(tmp_path: Path) -> None:
    fence = "# Home\n\n```goal-tree\nroot: learners\nowners: {}\n```\n"
    owned = {"goals/learners.md": "---\ntype: impact\ntitle: Learners come back\nowner: Company board\n---\n"}
    for asked, shown in (("true", 1), ("false", 0)):
        built = build(write(tmp_path / asked, site(1, 1) | owned | {"docs/index.md": fence.format(asked)}))
        html = page(built, "index.html")
        assert html[html.index("<svg xmlns") :].count('class="s o"') == shown
