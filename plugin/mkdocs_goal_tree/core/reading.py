"""One file read as a goal: short forms written out, defaults filled in, every value checked at its place.

A file that cannot be a goal keeps its id, so that goals that point at it are not reported too.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING
from zlib import crc32

from .defaults import complete
from .faults import validate
from .findings import Finding, Fix
from .frontmatter import parse
from .headings import first_heading
from .model import MODELS, Level
from .nodes import Document, Fields, Items, Node, Scalar, Spans, is_absent, name_path, shorten, text_of
from .passing import read_page, sort_out
from .remedies import same_word, whole_text
from .rules import did_you_mean, found
from .scalars import SLUG
from .shapes import takes_prose
from .slugs import slug_of
from .source import Span
from .tables import locate, read_actuals
from .tree import Place, Read
from .unfolding import is_misspelled, unfold
from .values import wrong_kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .metric import Measure
    from .settings import Settings
    from .source import Source

GENERATED = frozenset(
    {"changes", "explore", "health", "impacts", "learning", "news"}
    | {"outcomes", "outputs", "owners", "periods", "rules", "timeline"}
)
"""Pages below the goals folder that are ours unless the author wrote them."""
_INDEXES = frozenset({"index", "readme"})
_KINDS = ", ".join(MODELS)


def read_file(source: Source, settings: Settings, tables: Mapping[str, str]) -> tuple[Read | None, list[Finding]]:
    """The file as a goal with all findings; None for an index or a generated page that an author wrote.

    `tables` has the text of CSV files by their path below the goals folder.
    """
    document, findings = parse(source)
    if _may_be_a_page(source.uri) and (
        not document.fenced or (document.fields is not None and not _type_of(document.fields))
    ):
        return None, []
    read, more = read_goal(document, settings, tables)
    return read, [replace(finding, goal=read.id) for finding in (*findings, *more)]


def read_goal(document: Document, settings: Settings, tables: Mapping[str, str]) -> tuple[Read, list[Finding]]:
    """The goal of a document; what is wrong with its front matter as such has been told by `frontmatter.parse`."""
    if document.fields is None:
        return _unread(document, Span(document.source.path)), []
    fields, beside = _under_goal(document.fields)
    kind = _type_of(fields)
    if kind not in MODELS:
        return _unread(document, document.fields.span), [_unknown_type(fields)]
    findings: list[Finding] = []
    model = MODELS[kind]
    own, passed = sort_out(fields, beside, model, settings.pass_fields, findings)
    tree = unfold(own, model, settings.fiscal_year_starts, findings)
    name, title = _read_id(tree, document, findings), _read_title(tree, beside, document, findings)
    page = read_page(passed, tree.fields.get("summary"), settings.fiscal_year_starts, findings)
    tree = tree._replace(fields={**tree.fields, "id": name, "title": title, "page": page})
    actuals = partial(_actuals_in, document.source, tables, findings)
    tree = complete(tree, Level(kind), settings.review_after, actuals, findings)
    goal, tree = validate(tree, model, findings)
    findings += _cut_off(document)
    place = Place(document.source, Spans(tree, document.fields), document.body, document.body_line)
    return Read(text_of(name), goal, place), findings


def _may_be_a_page(uri: str) -> bool:
    folder, _, name = uri.rpartition("/")
    stem = name.rpartition(".")[0].lower()
    return stem in _INDEXES or (not folder and stem in GENERATED)


def _under_goal(fields: Fields) -> tuple[Fields, Fields | None]:
    """The goal's fields, and those beside them where all stand under one key `goal:`."""
    goal = fields.fields.get("goal")
    return (goal, fields) if isinstance(goal, Fields) else (fields, None)


def _type_of(fields: Fields) -> str:
    return text_of(_under_goal(fields)[0].fields.get("type"))


def _unread(document: Document, span: Span) -> Read:
    place = Place(document.source, {(): span}, document.body, document.body_line)
    return Read(_default_id(document.source.uri)[0], None, place)


def _unknown_type(fields: Fields) -> Finding:
    node = fields.fields.get("type")
    path = name_path((*fields.path, "type"))
    if node is None or is_absent(node):
        span = fields.keys.get("type", fields.span)
        return found("GT102", span, f"{path} is missing; it is one of {_KINDS}", "write type: outcome, for instance")
    if not isinstance(node, Scalar):
        return found("GT102", node.span, f"{wrong_kind(node)}: {_KINDS}")
    text = text_of(node)
    word, message = same_word(text, MODELS), f"{path} is '{shorten(text)}', none of {_KINDS}"
    return found("GT102", node.span, message, did_you_mean(text, MODELS), fix=Fix(node.span, word) if word else None)


def _default_id(uri: str) -> tuple[str, str]:
    """The id that a file's name gives, and what is wrong with it: an index is named by its folder."""
    folder, _, name = uri.rpartition("/")
    stem = name.rpartition(".")[0] or name
    if stem.lower() in _INDEXES:
        stem = folder.rpartition("/")[2]
    slug = slug_of(stem)
    if slug:
        return slug, ""
    return f"goal-{crc32(uri.encode(errors='replace')):08x}", "the name of the file gives no id"


def _read_id(fields: Fields, document: Document, findings: list[Finding]) -> Scalar:
    """The id as written; a bad one is told and the file's name used, so that the goal has one."""
    node = fields.fields.get("id")
    default, fault = _default_id(document.source.uri)
    if isinstance(node, Scalar):
        text = text_of(node)
        if SLUG.fullmatch(text):
            return node._replace(text=text)
        message = f"{name_path(node.path)} is '{shorten(text)}', no id; an id has a-z, 0-9 and '-', at most 63"
        findings.append(found("GT104", node.span, message, f"write {slug_of(text) or default}"))
    elif node is not None:
        findings.append(found("GT104", node.span, wrong_kind(node)))
    elif fault:
        findings.append(found("GT104", document.start, fault, "write id: and a short name of a-z, 0-9 and '-'"))
    return Scalar(default, document.start, ("id",))


def _read_title(fields: Fields, beside: Fields | None, document: Document, findings: list[Finding]) -> Scalar:
    """The title as written, else of the page, else the body's heading; else the file's name, and a finding."""
    source = document.source
    titles = [fields.fields.get("title"), beside.fields.get("title") if beside else None]
    for node in titles:
        if isinstance(node, Scalar) and not is_absent(node):
            return node
    wrong = next((node for node in titles if isinstance(node, Items | Fields)), None)
    if wrong:
        findings.append(found("GT104", wrong.span, wrong_kind(wrong)))
    if heading := first_heading(document.body):
        line = document.body_line + heading.line
        return Scalar(heading.text, Span(source.path, line, 1, line, 1), ("title",))
    if not wrong and not is_misspelled(fields, "title", findings):
        message = (
            f"{name_path((*fields.path, 'title'))} is missing, and the text has no heading that could stand for it"
        )
        findings.append(found("GT104", fields.span, message, "write title: and what is wanted, in one sentence"))
    return Scalar(source.uri.rpartition("/")[2].rpartition(".")[0] or source.uri, document.start, ("title",))


def _actuals_in(
    source: Source, tables: Mapping[str, str], findings: list[Finding], file: Node, measure: Measure
) -> tuple[Node, ...]:
    """The measurements in the CSV file that a metric names."""
    path, name = name_path(file.path), text_of(file)
    uri = locate(source.uri, name) if name else ""
    if not isinstance(file, Scalar):
        findings.append(found("GT104", file.span, wrong_kind(file)))
    elif uri is None:
        message = f"{path} is '{shorten(name)}', which lies outside the goals folder"
        findings.append(found("GT107", file.span, message, "move the file below the goals folder"))
    elif uri not in tables:
        message = f"{path} is '{shorten(name)}', and there is no such CSV file"
        findings.append(found("GT311", file.span, message, "the path is relative to this goal's file"))
    else:
        shown = source.path.removesuffix(source.uri) + uri if source.path.endswith(source.uri) else uri
        actuals, faults = read_actuals(shown, tables[uri], measure, file.path)
        findings += faults
        return actuals
    return ()


def _cut_off(document: Document) -> Iterator[Finding]:
    """Comments that were probably meant as text."""
    for comment in document.comments:
        name = next((step for step in reversed(comment.path) if isinstance(step, str)), "")
        if takes_prose(name):
            message = f"{name_path(comment.path)} is cut at ' #'; what follows is a comment"
            help_ = "put the text in quotes, or the comment on a line of its own"
            yield found("GT106", comment.span, message, help_, fix=whole_text(document, comment))
