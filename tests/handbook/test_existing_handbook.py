"""The plugin comes into a handbook that is there already: nothing of it changes but navigation and assets."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from company import make_company
from sites import build, write

if TYPE_CHECKING:
    from pathlib import Path

PAGES = 500
SECTIONS = 20
NAV = re.compile(r"<nav\b|</nav>")
# Assets of ours, and the neighbors of a page, of which the last one's may be a goal page.
OURS = re.compile(r"""<(?:link|script)\b[^>]*(?:goal-tree|rel="?(?:prev|next)\b)[^>]*>(?:</script>)?""")
CONFIG = """\
site_name: Existing handbook
site_url: https://example.org/
theme:
  name: material
  font: false
  features:
    - navigation.prune
markdown_extensions:
  - abbr
  - admonition
  - attr_list
  - footnotes
  - tables
  - toc:
      permalink: true
plugins:
  - search
"""
# What other programs write into front matter, and what looks like a reference to a goal and is none.
FRONT = """\
---
summary:
weight: {number}
cover: image.png
slug: a, b
date: 2026-01-02
draft: false
---
"""
EXTRA = """
Cell `a` is cells[0][1], a task is [ ] or [x], and [its neighbor](page-{neighbor:03d}.md) is a link.[^1]

[Impact][here] has a meaning of its own on this page.

!!! note
    A goal is an impact, an outcome or an output.

[here]: page-{neighbor:03d}.md
[^1]: A footnote.
"""
GOALS = {
    "goals/impacts/more-customers.md": """
        ---
        type: impact
        title: More customers stay
        status: active
        owner: Management
        ---
        """,
    "goals/outcomes/orders-in-one-sitting.md": """
        ---
        type: outcome
        title: Buyers finish the order in one sitting
        owner: Checkout team
        contributes_to: more-customers
        ---
        """,
    "goals/outputs/address-book.md": """
        ---
        type: output
        title: Address book
        owner: Checkout team
        contributes_to: orders-in-one-sitting
        ---
        """,
}


def handbook(folder: Path, *, plugin: str = "", nav: str = "") -> Path:
    files, lines = {}, ["nav:", "  - Home: index.md"]
    for number, made in enumerate(make_company(PAGES - 1)):
        section, place = divmod(number, PAGES // SECTIONS)
        if place == 0:
            lines.append(f"  - Section {section}:")
        lines.append(f"      - {json.dumps(made.title)}: section-{section}/page-{place:03d}.md")
        text = made.prose + EXTRA.format(neighbor=max(place - 1, 0))
        front = FRONT.format(number=number) if number % 3 == 0 else ""
        files[f"docs/section-{section}/page-{place:03d}.md"] = f"{front}# {made.title}\n\n{text}"
    files["docs/index.md"] = "# Handbook\n\nWelcome.\n"
    files["docs/section-0/image.svg"] = "<svg xmlns='http://www.w3.org/2000/svg'/>\n"
    files["mkdocs.yml"] = CONFIG + plugin + "\n".join(lines) + "\n" + nav
    return write(folder, files)


def contents(site: Path) -> dict[str, str | bytes]:
    """Every file by path: pages without navigation and what we link, indexes as their entries, others as bytes."""
    found: dict[str, str | bytes] = {}
    for path in site.rglob("*"):
        name = path.relative_to(site).as_posix()
        if name.endswith(".html"):
            found[name] = without_navigation(path.read_text(encoding="utf-8"))
        elif path.is_file() and not name.startswith("sitemap.xml") and name != "search/search_index.json":
            found[name] = path.read_bytes()
    return found


def without_navigation(html: str) -> str:
    kept, depth, begin = [], 0, 0
    for tag in NAV.finditer(html):
        opens = tag[0] != "</nav>"
        if opens and depth == 0:
            kept.append(html[begin : tag.start()])
        depth += 1 if opens else -1
        begin = tag.end()
    assert depth == 0
    return re.sub(r"\s*\n\s*", "\n", OURS.sub("", "".join([*kept, html[begin:]])))


def search_entries(site: Path) -> dict[str, object]:
    index = json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))
    return {entry["location"]: entry for entry in index["docs"]}


def addresses(site: Path) -> list[str]:
    return re.findall(r"<loc>(.*?)</loc>", (site / "sitemap.xml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def before(tmp_path_factory):
    built = build(handbook(tmp_path_factory.mktemp("before")), strict=True)
    assert (built.failed, built.warnings) == (None, [])
    return built


@pytest.mark.parametrize("nav", ["  - Goals: goals/\n", ""], ids=["with goals in the nav", "without goals in the nav"])
def test_existing_pages_stay_as_they_are(before, tmp_path, nav):
    folder = handbook(tmp_path, plugin="  - goal-tree:\n      today: 2026-05-13\n", nav=nav)
    after = build(write(folder, GOALS), strict=True)
    assert (after.failed, after.warnings) == (None, [])
    assert (after.site / "goals/outputs/address-book/index.html").exists()

    old, new = contents(before.site), contents(after.site)
    assert sum(name.endswith("index.html") for name in old) == PAGES
    assert [name for name in old if new.get(name) != old[name]] == []
    added = {name for name in new if name not in old}
    assert {name for name in added if not name.startswith("goals/") and "goal-tree" not in name} == set()

    entries = search_entries(after.site)
    assert {place: entries.get(place) for place in search_entries(before.site)} == search_entries(before.site)
    assert [url for url in addresses(before.site) if url not in addresses(after.site)] == []
