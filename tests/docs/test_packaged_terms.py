"""The project's own glossary is the one that travels in the package."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

OURS = Path(__file__).parents[2] / "docs" / "glossary"
TERMS = files("mkdocs_goal_tree") / "terms"


def test_the_handbook_of_this_project_shows_the_packaged_terms() -> None:
    packaged = {one.name: one.read_bytes() for one in TERMS.iterdir() if one.name.endswith(".md")}
    assert {path.name: path.read_bytes() for path in OURS.glob("*.md")} == packaged, (
        "run `cp plugin/mkdocs_goal_tree/terms/*.md docs/glossary/`"
    )


def test_there_are_at_least_thirty_terms_each_with_a_definition_a_contrast_an_example_and_a_source() -> None:
    texts = {one.name: one.read_text("utf-8") for one in TERMS.iterdir() if one.name.endswith(".md")}
    fields = ("definition:", "contrast_with:", "examples:", "sources:")
    assert len(texts) >= 30
    assert [(name, field) for name, text in texts.items() for field in fields if f"\n{field}" not in text] == []
