"""Goals and metrics that our fences in a page name: `root: weekend`, `goal: act`, `where: under = weekend`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from .embeds import NAMES
from .fields import Kind, fields
from .filters import All, Compare, Not, Some
from .mentions import CODE, Mention
from .query import Fault, parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .filters import Node

_OURS = re.compile(rf"[ \t>]*(?:`{{3,}}|~{{3,}})[ \t]*\.?(?:{'|'.join(NAMES)})(?=[\s{{])[^\n]*\n")
_OPTION = re.compile(r"^[ \t>]*(?P<key>root|roots|goal|metric|where)[ \t]*:[ \t]*(?P<value>[^\r\n]*)", re.MULTILINE)
_ITEM = re.compile(r"[^,\s](?:[^,]*[^,\s])?")


class MetricAsked(NamedTuple):
    """A metric that a fence shows, and the goal that the fence names."""

    goal: str
    metric: Mention


def goals_asked_for(text: str) -> Iterator[Mention]:
    """The names of goals in our fences."""
    for options in _fences(text):
        for key, (value, at) in options.items():
            if key == "where":
                yield from _in_filter(value, at)
            elif key != "metric":
                for item in _ITEM.finditer(value):
                    yield Mention(item[0], at + item.start(), at + item.end(), full=True)


def metrics_asked_for(text: str) -> Iterator[MetricAsked]:
    """The names of metrics in our fences."""
    for options in _fences(text):
        if "goal" in options and "metric" in options:
            value, at = options["metric"]
            name = value.rstrip()
            yield MetricAsked(options["goal"][0].strip(), Mention(name, at, at + len(name), full=True))


def _fences(text: str) -> Iterator[dict[str, tuple[str, int]]]:
    """The options of each fence that may name something, with the index of their values."""
    for code in CODE.finditer(text):
        opening = _OURS.match(code[0]) if code["fence"] else None
        if opening:
            found = _OPTION.finditer(text, code.start() + opening.end(), code.end())
            yield {option["key"]: (option["value"], option.start("value")) for option in found}


def _in_filter(text: str, at: int) -> Iterator[Mention]:
    read = parse(text)
    if isinstance(read, Fault):
        return
    for compared in _compared(read.node):
        asked = fields().get(compared.name)
        if asked and asked.kind is Kind.GOAL and compared.sign != "has":
            for value in compared.values:
                start = at + value.column - 1 + value.quoted
                yield Mention(value.text, start, start + len(value.text), full=True)


def _compared(node: Node) -> Iterator[Compare]:
    match node:
        case Compare():
            yield node
        case Not(inside):
            yield from _compared(inside)
        case All(nodes) | Some(nodes):
            for one in nodes:
                yield from _compared(one)
