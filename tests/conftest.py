"""Goal files from an indented text: paths at the margin, each with its content below it, indented by four."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from mkdocs_goal_tree.core.project import Files, Project, examine
from mkdocs_goal_tree.core.rules.rule import read_files
from mkdocs_goal_tree.core.settings import Settings
from mkdocs_goal_tree.core.source import Source
from mkdocs_goal_tree.wordings import load_wording

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

GLOSSARY = "docs/glossary/"


@pytest.fixture
def tree(tmp_path: Path) -> Callable[[str], Path]:
    """`tree(text)` writes the files to an empty folder and gives that folder."""

    def write(text: str) -> Path:
        for name, content in read_files(text).items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode())
        return tmp_path

    return write


@pytest.fixture
def goals(tmp_path: Path) -> Callable[..., Project]:
    """`goals(text, setting=…)` examines files as they lie below the goals folder, on 13 May 2026.

    Those below `docs/glossary/` are glossary pages.
    """

    def read(text: str, **settings: object) -> Project:
        written = read_files(text)
        terms = [
            Source(name, name.removeprefix(GLOSSARY), content)
            for name, content in written.items()
            if name.startswith(GLOSSARY)
        ]
        files = {name.removeprefix("goals/"): c for name, c in written.items() if not name.startswith(GLOSSARY)}
        sources = tuple(
            Source(f"goals/{name}", name, content) for name, content in files.items() if name.endswith(".md")
        )
        tables = {name: content for name, content in files.items() if name.endswith(".csv")}
        chosen = Settings.model_validate({"today": date(2026, 5, 13), **settings})
        return examine(Files(sources, tables), chosen, terms, wording=load_wording(chosen, tmp_path)[0])

    return read
