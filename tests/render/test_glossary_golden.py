"""Pages of a small glossary as files that open by themselves. GOLDEN=write writes them anew."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from render_terms import GLOSSARY, glossary_view, term_page
from render_views import document

from mkdocs_goal_tree.render.jsonld import glossary_json, glossary_jsonld, term_jsonld
from mkdocs_goal_tree.render.pages import cheat_sheet_page, glossary_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs_goal_tree.core.project import Project
    from mkdocs_goal_tree.render.view import View

GOLDEN = Path(__file__).parent / "golden/glossary"


def _address(slug: str) -> str:
    return f"https://example.org/glossary/{slug}/" if slug else "https://example.org/glossary/"


PAGES: dict[str, Callable[[View], str]] = {
    "outcome.html": lambda view: document(term_page(view, "outcome"), "Outcome"),
    "deliverable.html": lambda view: document(term_page(view, "deliverable"), "Deliverable"),
    "undefined.html": lambda view: document(term_page(view, "undefined"), "Undefined"),
    "index.html": lambda view: document(glossary_page(view)),
    "cheat-sheet.html": lambda view: document(cheat_sheet_page(view)),
    "outcome.jsonld.html": lambda view: term_jsonld(view.glossary["outcome"], "Glossary", _address) + "\n",
    "index.jsonld.html": lambda view: glossary_jsonld(view.glossary, "Glossary", _address) + "\n",
    "glossary.json": lambda view: glossary_json(view.glossary),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_looks_as_it_did(goals: Callable[..., Project], name: str) -> None:
    path = GOLDEN / name

    text = PAGES[name](glossary_view(goals(GLOSSARY)))

    if os.environ.get("GOLDEN") == "write":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    assert text == path.read_text("utf-8")
