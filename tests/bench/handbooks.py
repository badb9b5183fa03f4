"""The handbook that is measured: the same prose as goals, and as ordinary pages."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import company

if TYPE_CHECKING:
    from pathlib import Path

# The goal pages stay out of the sidebar on both sides: with 1,000 pages in it MkDocs alone takes 13-19 s.
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
"""
PLAIN = """\
plugins:
  - search
nav:
  - Home: index.md
  - Goals: goals/index.md
"""
OURS = """\
plugins:
  - search
  - goal-tree:
      nav: index
      today: !ENV [GOAL_TREE_TODAY, ""]
nav:
  - Home: index.md
  - Goals: goals/
"""


def write_ours(site: Path, goals: int) -> Path:
    _start(site, OURS)
    company.write_goals(site / "goals", goals)
    return site


def write_plain(site: Path, goals: int) -> Path:
    _start(site, PLAIN)
    company.write_plain(site / "docs/goals", goals)
    (site / "docs/goals/index.md").write_text("# Goals\n\nWhat we want.\n", encoding="utf-8")
    return site


def _start(site: Path, rest: str) -> None:
    shutil.rmtree(site, ignore_errors=True)
    (site / "docs").mkdir(parents=True)
    (site / "mkdocs.yml").write_text(SITE + rest, encoding="utf-8")
    (site / "docs/index.md").write_text("# Handbook\n\nWelcome.\n", encoding="utf-8")
