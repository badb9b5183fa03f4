"""A glossary for machines: JSON-LD in the words of schema.org, and `glossary.json`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from .export import fields_of
from .text import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mkdocs_goal_tree.core.terms import Glossary, Term

VERSION = 1
# A script element ends at `</script` whatever its type, and `<!--` changes how it is read.
_ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def term_jsonld(term: Term, title: str, address: Callable[[str], str]) -> str:
    """A script element with the term (`DefinedTerm`) of the glossary `title`, and its questions (`FAQPage`).

    `address` answers for the slug of a term, and for "" with the address of the glossary.
    """
    parts = [{**_defined_term(term, address), "inDefinedTermSet": _set(title, address)}, _faq_page(term, address)]
    return _script({"@context": "https://schema.org", "@graph": [part for part in parts if part]})


def glossary_jsonld(glossary: Glossary, title: str, address: Callable[[str], str]) -> str:
    """A script element with the glossary as a `DefinedTermSet` of all terms that are in use."""
    terms = [_defined_term(term, address) for term in glossary if not term.is_retired]
    return _script({"@context": "https://schema.org", **_set(title, address), "hasDefinedTerm": terms})


def script_text(data: Mapping[str, object]) -> str:
    """`data` as JSON that may stand in a script or template element as it is."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def glossary_json(glossary: Glossary) -> str:
    """All terms with all their fields and places, A to Z; the same glossary gives the same bytes."""
    data = {"version": VERSION, "terms": [_export(glossary, term) for term in glossary]}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _export(glossary: Glossary, term: Term) -> dict[str, object]:
    span = glossary.places[term.slug].at("term")
    return {"slug": term.slug, "path": span.path, "line": span.line} | fields_of(term)


def _set(title: str, address: Callable[[str], str]) -> dict[str, object]:
    fields = {"@type": "DefinedTermSet", "@id": address(""), "name": plain(title), "url": address("")}
    return {name: value for name, value in fields.items() if value}


def _defined_term(term: Term, address: Callable[[str], str]) -> dict[str, object]:
    """As https://schema.org/DefinedTerm has it; what a term has no value for is left out."""
    others = [plain(name) for name in dict.fromkeys((term.abbr, term.plural, *term.aliases)) if name]
    fields: dict[str, object] = {
        "@type": "DefinedTerm",
        "@id": address(term.slug),
        "name": plain(term.term),
        "alternateName": others,
        "description": plain(term.definition),
        "disambiguatingDescription": plain(term.not_),
        "termCode": term.slug,
        "url": address(term.slug),
    }
    return {name: value for name, value in fields.items() if value}


def _faq_page(term: Term, address: Callable[[str], str]) -> dict[str, object]:
    """As https://schema.org/FAQPage has it; a question without an answer is none."""
    asked = [
        {
            "@type": "Question",
            "name": plain(one.q),
            "acceptedAnswer": {"@type": "Answer", "text": plain(one.a)},
        }
        for one in term.faq
        if plain(one.q) and plain(one.a)
    ]
    url = address(term.slug)
    return {"@type": "FAQPage", **({"url": url} if url else {}), "mainEntity": asked} if asked else {}


def _script(data: Mapping[str, object]) -> str:
    return f'<script type="application/ld+json">{script_text(data)}</script>'
