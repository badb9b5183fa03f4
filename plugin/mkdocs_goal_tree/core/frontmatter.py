"""Front matter as nodes with their places: one pass over the event stream of libyaml, nothing composed by it.

Its events survive any nesting, its composer does not, so the limits are counted on the way. Where libyaml refuses, the
pure Python parser reads the same text again: its places stay the same from release to release.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

import yaml

from .fences import Cut, body_of, cut_at_fences
from .findings import Finding, Fix, Note
from .nodes import Comment, Document, Fields, Items, Node, Path, Scalar, name_path, shorten, size_of, walk
from .rules import found
from .surprises import check_mojibake
from .yamlfaults import explain

if TYPE_CHECKING:
    from collections.abc import Callable

    from .source import Source, Span

DEPTH_LIMIT = 20
ALIAS_LIMIT = 100
NODE_LIMIT = 10_000
_COMMENT = re.compile(r"[ \t]+(#[^\r\n]*)")
_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_Loader = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
_NODES = (yaml.ScalarEvent, yaml.CollectionStartEvent)
_STANDARD = "tag:yaml.org,2002:"


class _Stop(Exception):  # noqa: N818 - no error but a way out of the walk
    """Carries the one finding after which there is nothing to read."""

    def __init__(self, finding: Finding) -> None:
        self.finding = finding


@dataclass(slots=True)
class _Walk:
    """What one pass over the events knows so far."""

    cut: Cut
    event: Callable[[], yaml.Event]
    anchors: dict[str, Node | None] = field(default_factory=dict)
    """None while the node is still open."""
    commented: bool = False
    end: int = 0
    """Where the last text ended."""
    nodes: int = 0
    aliases: int = 0
    comments: list[Comment] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def parse(source: Source) -> tuple[Document, list[Finding]]:
    """The document and what is wrong with its front matter; never raises, whatever the text."""
    cut = cut_at_fences(source)
    if isinstance(cut, Finding):
        body = body_of(source)
        return Document(source, None, body, source.text.count("\n", 0, len(source.text) - len(body)) + 1), [cut]
    document = Document(source, None, source.text[cut.body_at :], cut.body_line, fenced=True)
    state = _Walk(
        cut,
        cast("Callable[[], yaml.Event]", _Loader(cut.text).get_event),
        commented=" #" in cut.text or "\t#" in cut.text,
    )
    try:
        fields = _read_root(state)
    except _Stop as stop:
        return document, [*state.findings, stop.finding]
    except yaml.YAMLError as error:
        return document, [*state.findings, _fault(cut, error)]
    if not cut.text.isascii():
        state.findings += check_mojibake(node for _, node in walk(fields))
    return document._replace(fields=fields, comments=tuple(state.comments)), state.findings


def _read_root(state: _Walk) -> Fields:
    state.event()
    if isinstance(state.event(), yaml.StreamEndEvent):
        return Fields({}, {}, state.cut.span(0, 0), ())
    event = state.event()
    root = _read(state, event, (), 1)
    state.event()
    following = state.event()
    if isinstance(following, yaml.DocumentStartEvent):
        raise _stop(
            state, "GT101", following, "a line that begins with --- ends the front matter here", "indent the line"
        )
    if isinstance(root, Fields):
        return root
    if isinstance(root, Scalar) and root.text is None:
        return Fields({}, {}, root.span, ())
    message = f"the front matter is {'a list' if isinstance(root, Items) else 'text'}, not fields"
    raise _stop(state, "GT101", event, message, "write each field as name: value")


def _read(state: _Walk, event: yaml.Event, path: Path, depth: int) -> Node:
    _count(state, event, 1)
    if isinstance(event, yaml.AliasEvent):
        return _resolve(state, event, depth)
    if depth > DEPTH_LIMIT:
        raise _stop(state, "GT108", event, f"nested more than {DEPTH_LIMIT} levels deep", "write it flat")
    assert isinstance(event, _NODES)  # noqa: S101 - the grammar has no other
    if event.anchor:
        state.anchors[event.anchor] = None
    if event.tag:
        _report_tag(state, event, path)
    node: Node
    match event:
        case yaml.ScalarEvent():
            node = _scalar(state, event, path)
        case yaml.SequenceStartEvent():
            node = _items(state, event, path, depth)
        case _:
            node = _fields(state, event, path, depth)
    if event.anchor:
        state.anchors[event.anchor] = node
    return node


def _count(state: _Walk, event: yaml.Event, nodes: int) -> None:
    state.nodes += nodes
    if state.nodes > NODE_LIMIT:
        raise _stop(state, "GT108", event, f"more than {NODE_LIMIT:,} values, aliases counted in full", "write fewer")


def _scalar(state: _Walk, event: yaml.ScalarEvent, path: Path) -> Scalar:
    start, end = _bounds(event)
    if not event.style:
        state.end = end
        text = None if event.value in _NULL and not event.tag else event.value
        if text and state.commented and (comment := _COMMENT.match(state.cut.text, end)):
            state.comments.append(Comment(path, state.cut.span(*comment.span(1))))
        return Scalar(text, state.cut.span(start, end), path)
    state.end = end = start + len(state.cut.text[start:end].rstrip())
    return Scalar(event.value, state.cut.span(start, end), path, event.style)


def _items(state: _Walk, opening: yaml.SequenceStartEvent, path: Path, depth: int) -> Items:
    items: list[Node] = []
    while not isinstance(event := state.event(), yaml.SequenceEndEvent):
        items.append(_read(state, event, (*path, len(items)), depth + 1))
    return Items(tuple(items), _whole(state, opening, event), path)


def _fields(state: _Walk, opening: yaml.CollectionStartEvent, path: Path, depth: int) -> Fields:
    fields: dict[str, Node] = {}
    keys: dict[str, Span] = {}
    while not isinstance(event := state.event(), yaml.MappingEndEvent):
        name = _name(state, event, path, depth)
        key = state.cut.span(*_bounds(event))
        value = _read(state, state.event(), (*path, name), depth + 1)
        if name == "<<":
            message = f"{name_path((*path, name))} merges nothing here; each field is read where it is written"
            state.findings.append(found("GT106", key, message, "write the fields out"))
            continue
        if name in fields:
            message = f"{name_path((*path, name))} stands twice; the last one counts"
            note = Note(keys[name], "first here")
            state.findings.append(found("GT106", key, message, "delete one of the two", notes=(note,)))
        fields[name], keys[name] = value, key
    return Fields(fields, keys, _whole(state, opening, event), path, bool(opening.flow_style))


def _whole(state: _Walk, opening: yaml.CollectionStartEvent, closing: yaml.CollectionEndEvent) -> Span:
    """A block ends with its last value; libyaml has it end where the next one begins."""
    if opening.flow_style:
        state.end = _bounds(closing)[1]
    start = _bounds(opening)[0]
    return state.cut.span(start, max(state.end, start))


def _name(state: _Walk, event: yaml.Event, path: Path, depth: int) -> str:
    """A field's name: the text that was typed, also where it looks like a number or nothing."""
    if isinstance(event, yaml.ScalarEvent):
        if event.anchor or event.tag:
            _read(state, event, path, depth)
        else:
            _count(state, event, 1)
        return event.value
    if isinstance(event, yaml.AliasEvent):
        name = _resolve(state, event, depth)
        if isinstance(name, Scalar) and name.text:
            return name.text
    message = "the name of a field is a list or has fields itself; a name is plain text"
    raise _stop(state, "GT101", event, message, "put a text that begins with [ or { in quotes")


def _resolve(state: _Walk, event: yaml.AliasEvent, depth: int) -> Node:
    name = event.anchor
    if name not in state.anchors:
        help_ = f'a text that begins with * needs quotes: "*{name} …"'
        raise _stop(state, "GT101", event, f"*{name} refers to an anchor &{name} that does not exist", help_)
    node = state.anchors[name]
    if node is None:
        raise _stop(state, "GT108", event, f"the anchor &{name} contains itself", "write the value out")
    state.aliases += 1
    if state.aliases > ALIAS_LIMIT:
        raise _stop(state, "GT108", event, f"more than {ALIAS_LIMIT} aliases", "write the values out")
    size, height = size_of(node)
    _count(state, event, size - 1)
    if depth + height > DEPTH_LIMIT:
        raise _stop(state, "GT108", event, f"nested more than {DEPTH_LIMIT} levels deep", "write it flat")
    state.end = _bounds(event)[1]
    return node


def _report_tag(state: _Walk, event: yaml.ScalarEvent | yaml.CollectionStartEvent, path: Path) -> None:
    tag = str(event.tag).replace(_STANDARD, "!!")
    start = _bounds(event)[0]
    message = f"{name_path(path) or 'the front matter'} has the tag {shorten(tag)}, which is not followed"
    help_ = "a text that begins with ! needs quotes; delete a tag such as !!str"
    state.findings.append(found("GT106", state.cut.span(start, start + 1), message, help_))


def _stop(state: _Walk, code: str, event: yaml.Event, message: str, help: str) -> _Stop:  # noqa: A002 - as in Finding
    start, end = _bounds(event)
    return _Stop(found(code, state.cut.span(start, max(start + 1, end)), message, help))


def _bounds(event: yaml.Event) -> tuple[int, int]:
    start, end = event.start_mark, event.end_mark
    return (start.index, end.index) if start and end else (0, 0)


def _fault(cut: Cut, refused: yaml.YAMLError) -> Finding:
    """What is wrong where, by the pure parser; it also refuses what libyaml takes, and then its place is another."""
    error, (at, since) = refused, _marks(refused)
    try:
        for _ in yaml.parse(cut.text, yaml.SafeLoader):
            pass
    except yaml.YAMLError as stable:
        stable_at, stable_since = _marks(stable)
        if cut.span(stable_at, at).end_line - cut.span(stable_at, at).line <= 1:
            error, at, since = stable, stable_at, stable_since
    except RecursionError:
        return found("GT108", cut.span(0, 0), "the front matter is nested too deep to be read", "write it flat")
    fault = explain(cut.text, str(getattr(error, "problem", "")), at, since)
    fix = Fix(cut.span(fault.text.start, fault.text.end), fault.text.text) if fault.text else None
    return found("GT101", cut.span(fault.start, fault.end), fault.message, fault.help, fix=fix)


def _marks(error: yaml.YAMLError) -> tuple[int, int | None]:
    problem, context = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    return problem.index if problem else 0, context.index if context else None
