"""What a front matter holds, as it was typed: text, lists and fields, each with its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from .source import Source, Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from decimal import Decimal

Path = tuple[str | int, ...]
_SHOWN = 60


class Scalar(NamedTuple):
    """Text as it was typed; None where there is none (empty, `~`, `null`). `style` is `| > ' "`, or empty if plain."""

    text: str | None
    span: Span
    path: Path
    style: str = ""


class Items(NamedTuple):
    """A list."""

    items: tuple[Node, ...]
    span: Span
    path: Path


class Fields(NamedTuple):
    """Values by field name; `keys` has the places of the names, `flow` tells `{ }` from lines."""

    fields: Mapping[str, Node]
    keys: Mapping[str, Span]
    span: Span
    path: Path
    flow: bool = False


class Known(NamedTuple):
    """A value that reading has worked out already: a typed number, a day, a default."""

    value: Decimal | bool | date | str
    span: Span
    path: Path


Node = Scalar | Items | Fields | Known


class Comment(NamedTuple):
    """A comment right of an unquoted text, which may have been meant as part of it."""

    path: Path
    span: Span


class Document(NamedTuple):
    """A goal file taken apart. `fields` is None where the front matter is missing or cannot be read."""

    source: Source
    fields: Fields | None
    body: str
    body_line: int
    fenced: bool = False
    """Whether there is a front matter at all, readable or not."""
    comments: tuple[Comment, ...] = ()

    @property
    def start(self) -> Span:
        return Span(self.source.path)


def is_absent(node: Node) -> bool:
    """Empty is absent: no text, only blanks, `{}`."""
    match node:
        case Scalar(text):
            return text is None or not text.strip()
        case Fields(fields):
            return not fields
        case _:
            return False


def text_of(node: Node | None) -> str:
    """The text of a scalar, empty for anything else."""
    return (node.text or "").strip() if isinstance(node, Scalar) else ""


def walk(node: Node, path: Path = ()) -> Iterator[tuple[Path, Node]]:
    """Every node with its path, outermost first."""
    yield path, node
    match node:
        case Fields(fields):
            for name, value in fields.items():
                yield from walk(value, (*path, name))
        case Items(items):
            for position, value in enumerate(items):
                yield from walk(value, (*path, position))


def size_of(node: Node) -> tuple[int, int]:
    """How many nodes there are in it, and how many levels below it."""
    match node:
        case Fields(fields):
            parts = [size_of(part) for part in fields.values()]
        case Items(items):
            parts = [size_of(part) for part in items]
        case _:
            return 1, 0
    return 1 + sum(size for size, _ in parts), 1 + max((height for _, height in parts), default=0)


@dataclass(frozen=True)
class Spans(Mapping[Path, Span]):
    """The places of a goal's values by path: in the goal as it was read, else in the file as it was written."""

    read: Fields
    written: Fields

    def __getitem__(self, path: Path) -> Span:
        for root in (self.read, self.written):
            if node := node_at(root, path):
                return node.span
        raise KeyError(path)

    def __iter__(self) -> Iterator[Path]:
        return iter(dict.fromkeys(path for root in (self.read, self.written) for path, _ in walk(root)))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def node_at(node: Node, path: Path) -> Node | None:
    """The node at `path`, if there is one."""
    for step in path:
        match node:
            case Fields(fields) if step in fields:
                node = fields[str(step)]
            case Items(items) if isinstance(step, int) and step < len(items):
                node = items[step]
            case _:
                return None
    return node


def name_path(path: Path) -> str:
    """`metrics[0].target`: a path as people write it."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).removeprefix(".")


def shorten(text: str) -> str:
    """An excerpt of the author's text for a message: one line, at most 60 characters."""
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"
