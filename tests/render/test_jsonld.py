"""A glossary for machines says only what schema.org has words for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from render_terms import GLOSSARY, glossary_view

from hostile import HOSTILE
from mkdocs_goal_tree.core.terms import Glossary, Question, Term
from mkdocs_goal_tree.render.jsonld import glossary_json, glossary_jsonld, term_jsonld

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs_goal_tree.core.project import Project

# From schema.org 29 (DefinedTerm, DefinedTermSet, FAQPage, Question, Answer and what they inherit): the types that a
# property may have; a plain name of a type stands for a value of that type.
THING = {
    "name": ("Text",),
    "alternateName": ("Text",),
    "description": ("Text",),
    "disambiguatingDescription": ("Text",),
    "url": ("URL",),
}
SHAPES: dict[str, dict[str, tuple[str, ...]]] = {
    "DefinedTerm": {**THING, "termCode": ("Text",), "inDefinedTermSet": ("DefinedTermSet", "URL")},
    "DefinedTermSet": {**THING, "hasDefinedTerm": ("DefinedTerm",)},
    "FAQPage": {**THING, "mainEntity": ("Question",)},
    "Question": {**THING, "acceptedAnswer": ("Answer",)},
    "Answer": {**THING, "text": ("Text",)},
}
REQUIRED = {
    "DefinedTerm": {"name", "description"},
    "DefinedTermSet": {"name"},
    "FAQPage": {"mainEntity"},
    "Question": {"name", "acceptedAnswer"},
    "Answer": {"text"},
}


def address(slug: str) -> str:
    return f"https://example.org/glossary/{slug}/" if slug else "https://example.org/glossary/"


def read(script: str) -> dict[str, object]:
    """The data of a script element, which holds no character that could end it."""
    opening, closing = '<script type="application/ld+json">', "</script>"
    assert script.startswith(opening)
    assert script.endswith(closing)
    text = script.removeprefix(opening).removesuffix(closing)
    assert not set("<>&") & set(text)
    return json.loads(text)


def faults(node: object, path: str = "") -> list[str]:
    """What of the data schema.org has no word or another type for."""
    if not isinstance(node, dict):
        return [f"{path}: no object"]
    kind = node.get("@type")
    shape = SHAPES.get(str(kind))
    if shape is None:
        return [f"{path}: {kind}"]
    found = [f"{path}: lacks {name}" for name in sorted(REQUIRED[str(kind)] - set(node))]
    for name, value in node.items():
        if name.startswith("@"):
            continue
        for one in value if isinstance(value, list) else [value]:
            found += _fits(one, shape.get(name, ()), f"{path}/{name}")
    return found


def _fits(value: object, types: tuple[str, ...], path: str) -> list[str]:
    match value:
        case dict():
            return faults(value, path) if value.get("@type") in types else [f"{path}: {value.get('@type')}"]
        case str():
            is_url = value.startswith("https://")
            return [] if value and ("Text" in types or ("URL" in types and is_url)) else [f"{path}: {value!r}"]
        case _:
            return [f"{path}: {value!r}"]


def test_a_term_is_a_defined_term_of_a_set_with_its_questions(goals: Callable[..., Project]) -> None:
    glossary = goals(GLOSSARY).glossary
    data = read(term_jsonld(glossary["outcome"], "Glossary", address))
    term, questions = data["@graph"]
    assert data["@context"] == "https://schema.org"
    assert [fault for part in (term, questions) for fault in faults(part)] == []
    assert (term["@type"], term["@id"], term["name"]) == ("DefinedTerm", address("outcome"), "Outcome")
    assert term["inDefinedTermSet"]["@id"] == address("")
    assert term["alternateName"] == ["OC", "outcomes", "behavior change", "change in behavior"]
    assert [one["name"] for one in questions["mainEntity"]] == ["May the person be a colleague?"] * 2 + ["???"]


def test_a_term_without_questions_is_no_page_of_questions(goals: Callable[..., Project]) -> None:
    data = read(term_jsonld(goals(GLOSSARY).glossary["output"], "Glossary", address))
    assert [part["@type"] for part in data["@graph"]] == ["DefinedTerm"]


def test_the_index_is_the_set_of_the_terms_in_use(goals: Callable[..., Project]) -> None:
    data = read(glossary_jsonld(goals(GLOSSARY).glossary, "Glossary", address))
    assert (
        faults({**data, "hasDefinedTerm": [one for one in data["hasDefinedTerm"] if one["name"] != "Undefined"]}) == []
    )
    assert [one["name"] for one in data["hasDefinedTerm"]] == [
        "Épreuve",
        "Outcome",
        "Outcome vs. output",
        "Output",
        "Undefined",
        "Ωμέγα",
    ]


def test_an_address_that_is_nowhere_is_left_out(goals: Callable[..., Project]) -> None:
    data = read(term_jsonld(goals(GLOSSARY).glossary["output"], "Glossary", lambda _: ""))
    assert data["@graph"] == [
        {
            "@type": "DefinedTerm",
            "name": "Output",
            "description": "An output is what a team makes and hands over.",
            "termCode": "output",
            "inDefinedTermSet": {"@type": "DefinedTermSet", "name": "Glossary"},
        }
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_ends_the_script(text: str) -> None:
    term = Term(
        slug="x", term=text or "x", definition=text, not_=text, aliases=(text,), faq=(Question(q=text, a=text),)
    )
    for script in (term_jsonld(term, text, address), glossary_jsonld(Glossary({"x": term}), text, address)):
        read(script).keys()
        script.encode()


def test_the_export_has_every_field_that_has_a_value_and_where_it_stands(goals: Callable[..., Project]) -> None:
    view = glossary_view(goals(GLOSSARY))
    data = json.loads(glossary_json(view.glossary))
    assert data["version"] == 1
    assert data["terms"][0] == {
        "slug": "deliverable",
        "path": "docs/glossary/deliverable.md",
        "line": 2,
        "term": "Deliverable",
        "definition": "A deliverable is what a contract says.",
        "category": "Retired words",
        "case_sensitive": False,
        "auto_link": True,
        "status": "retired",
        "use_instead": "output",
    }
    outcome = next(one for one in data["terms"] if one["slug"] == "outcome")
    assert outcome["not"] == "a thing that was built."
