"""One page of the glossary folder read as a term: as goals are, each fault told at its place and the rest kept.

A page without the field `term` is an ordinary page. What a term page has beside our fields is its site's own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .excerpts import places_of
from .faults import validate
from .frontmatter import parse
from .nodes import Document, Fields, Items, Known, Node, Scalar, Spans, is_absent, name_path, shorten, text_of
from .passing import PASSED
from .remedies import whole_text
from .rules import did_you_mean, found
from .shapes import shapes_of, takes_prose
from .source import Span
from .terms import Glossary, Term, gather_terms, slug_of_uri
from .tree import Place
from .unfolding import is_misspelled, unfold
from .values import wrong_kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .findings import Finding
    from .source import Source

GENERATED = frozenset({"index", "readme", "cheat-sheet"})
"""Pages of the glossary folder that are ours unless the author wrote them."""
_TERM = re.compile(r"^term[ \t]*:", re.MULTILINE)
_ANSWERED = {"q": "question", "a": "answer"}
_HTML = re.compile(r"</?[A-Za-z][^<>]*>|<!--|&(?:[A-Za-z][A-Za-z0-9]+|#[0-9]+|#[xX][0-9A-Fa-f]+);")


def read_glossary(sources: Iterable[Source]) -> tuple[Glossary, list[Finding]]:
    """The terms among the pages below the glossary folder."""
    reads: list[tuple[Term | None, Place]] = []
    findings: list[Finding] = []
    for source in sources:
        term, place, said = read_term(source)
        findings += said
        if place:
            reads.append((term, place))
    return gather_terms(reads), findings


def read_term(source: Source) -> tuple[Term | None, Place | None, list[Finding]]:
    """The term of a page, its places and all findings.

    No place: an ordinary page. A place and no term: meant as a term and cannot be read as one.
    """
    document, findings = parse(source)
    if document.fields is None:
        if not _is_meant(document):
            return None, None, []
        return None, Place(source, {(): Span(source.path)}, document.body, document.body_line), findings
    written = document.fields
    if "term" not in written.fields:
        return None, None, []
    tree = unfold(_own_fields(written), Term, 1, findings)
    fields = {
        **tree.fields,
        "slug": Known(slug_of_uri(source.uri), written.span, ("slug",)),
        "term": _read_name(written, source, findings),
    }
    if isinstance(faq := fields.get("faq"), Items):
        fields["faq"] = _answered(faq, findings)
    findings += [*_check_page(written, source), *_check_definition(written, source, findings), *_cut_off(document)]
    term, tree = validate(tree._replace(fields=fields), Term, findings)
    return term, Place(source, Spans(tree, written), document.body, document.body_line), findings


def _is_meant(document: Document) -> bool:
    """Whether a front matter that cannot be read looks like that of a term."""
    text = document.source.text
    front = len(text) - len(document.body)
    return text[:front].lstrip("\ufeff").startswith("---") and _TERM.search(text, 0, front) is not None


def _own_fields(written: Fields) -> Fields:
    """The fields of a term, and those that were probably meant as one; the others are the site's own."""
    known = shapes_of(Term)
    own = {
        name: node
        for name, node in written.fields.items()
        if name in known or (name not in PASSED and did_you_mean(name, known))
    }
    return written._replace(fields=own)


def _read_name(written: Fields, source: Source, findings: list[Finding]) -> Scalar:
    """The term as written; where it is none, the file's name stands in for it."""
    node = written.fields["term"]
    if isinstance(node, Scalar) and not is_absent(node):
        return node
    if isinstance(node, Items | Fields) and not is_absent(node):
        findings.append(found("GT104", node.span, wrong_kind(node)))
    else:
        findings.append(found("GT104", written.keys["term"], "term is empty", "write the word that the page explains"))
    return Scalar(slug_of_uri(source.uri), written.keys["term"], ("term",))


def _check_definition(written: Fields, source: Source, findings: list[Finding]) -> Iterator[Finding]:
    """GT704 of a definition that is missing, or that is no plain text."""
    node = written.fields.get("definition")
    if node is None or is_absent(node):
        if not is_misspelled(written, "definition", findings):
            span = written.keys.get("definition") or written.fields["term"].span
            what = "missing" if node is None else "empty"
            yield found("GT704", span, f"definition is {what}", "say in one to three plain sentences what it is")
    elif isinstance(node, Scalar):
        for span in places_of(_HTML, source, node.span):
            message = "definition has HTML in it; it is shown as plain text, in tooltips too"
            yield found("GT704", span, message, "move it to the text below the front matter")


def _answered(faq: Items, findings: list[Finding]) -> Items:
    """The questions that have an answer; the others are told and left out."""
    kept: list[Node] = []
    for item in faq.items:
        missing = [name for name in _ANSWERED if name not in item.fields] if isinstance(item, Fields) else []
        if not isinstance(item, Fields) or not missing:
            kept.append(item)
        elif not item.keys.keys() - _ANSWERED.keys():  # else the other field was told, and may be what is missing
            span = next((item.keys[name] for name in missing if name in item.keys), item.span)
            what, asked = _ANSWERED[missing[0]], shorten(text_of(item.fields.get("q")))
            message = f"{name_path(item.path)} has no {what}" + (f": {asked}" if asked else "")
            findings.append(found("GT704", span, message, f"write the {what}, or take the entry out"))
    return faq._replace(items=tuple(kept))


def _check_page(written: Fields, source: Source) -> Iterator[Finding]:
    """GT103 of a term on the path of a page that is made here."""
    if source.uri.removesuffix(".md").lower() in GENERATED:
        message = f"{source.uri} is the path of a page that is made here"
        yield found(
            "GT103", written.keys["term"], message, "rename the file, or take `term` out to write the page yourself"
        )


def _cut_off(document: Document) -> Iterator[Finding]:
    """Comments that were probably meant as text."""
    known = shapes_of(Term)
    for comment in document.comments:
        name = next((step for step in reversed(comment.path) if isinstance(step, str)), "")
        if comment.path and comment.path[0] in known and takes_prose(name):
            message = f"{name_path(comment.path)} is cut at ' #'; what follows is a comment"
            help_ = "put the text in quotes, or the comment on a line of its own"
            yield found("GT106", comment.span, message, help_, fix=whole_text(document, comment))
