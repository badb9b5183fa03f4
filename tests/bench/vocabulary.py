"""A handbook with a glossary as large as the CNCF's: 95 terms, linked on a thousand goal pages."""

from __future__ import annotations

import re
import shutil
import sys
from typing import TYPE_CHECKING

import company
from processes import build

from mkdocs_goal_tree.sources import packaged_terms

if TYPE_CHECKING:
    from pathlib import Path

TERMS = 95
"""As many as the glossary of the CNCF had in 2024."""
LIMIT = 1.1
"""The limit of a build with a glossary, as a multiple of one in which the pages of its terms are ordinary pages."""
SITE = """\
site_name: Company handbook
theme:
  name: material
  font: false
markdown_extensions:
  - attr_list
  - tables
  - toc:
      permalink: true
validation:
  omitted_files: ignore
plugins:
  - search
  - goal-tree:
      today: 2026-05-13
      pages: {glossary: false, cheat-sheet: false}
      nav: index
nav:
  - Home: index.md
  - Goals: goals/
"""
WORD = """\
---
term: {name}
definition: What is meant by {name} here, in one plain sentence of the usual length.
category: Words of the trade
not: what other companies call {name}.
faq:
  - q: Is there more to {name}?
    a: No.
---

It says the same thing on every page.
"""
_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


def compare_glossary(root: Path, pages: int, rounds: int) -> int:
    """Prints two lines; 1 where the limit is exceeded."""
    write_sites(root, pages)
    runs: dict[str, list[float]] = {"without": [], "with": []}
    for number in range(1, rounds + 1):
        print(f"round {number} of {rounds}", file=sys.stderr)
        for name, seconds in runs.items():
            seconds.append(build(root / name).seconds)
    without, with_ = min(runs["without"]), min(runs["with"])
    within = with_ / without <= LIMIT
    print(f"{TERMS} terms over {pages:,} pages, best of {rounds}: {with_:.2f} s, without {without:.2f} s")
    print(f"ratio {with_ / without:.3f}, limit {LIMIT}: {'within' if within else 'over'}")
    return 0 if within else 1


def write_sites(root: Path, pages: int) -> Path:
    """`without` has the pages of the terms as ordinary pages, `with` has them as terms; the folder of the latter."""
    for name in ("without", "with"):
        site = root / name
        shutil.rmtree(site, ignore_errors=True)
        (site / "docs" / "glossary").mkdir(parents=True)
        (site / "mkdocs.yml").write_text(SITE, encoding="utf-8")
        (site / "docs" / "index.md").write_text("# Handbook\n\nWelcome.\n", encoding="utf-8")
        company.write_goals(site / "goals", pages)
        for path, text in _terms().items():
            page = text if name == "with" else _FRONT.sub(f"# {path}\n", text)
            (site / "docs" / "glossary" / path).write_text(page, encoding="utf-8")
    return root / "with"


def _terms() -> dict[str, str]:
    """Our own, and words of the made-up company, so that its pages use many."""
    found = {source.uri: source.text for source in packaged_terms()}
    words = dict.fromkeys(word.lower() for text in company.SENTENCES[::5] for word in re.findall(r"[A-Za-z]{6,}", text))
    # Words in every fifth sentence, so that a page links about eight terms, and others that few pages use.
    for name in [*company.THING, *words]:
        if len(found) == TERMS:
            break
        found.setdefault(f"{'-'.join(name.lower().split())}.md", WORD.format(name=name))
    for number in range(TERMS - len(found)):
        found[f"word-{number}.md"] = WORD.format(name=f"Rare word number {number}")
    return found
