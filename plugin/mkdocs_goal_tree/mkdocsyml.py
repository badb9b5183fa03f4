"""The text of a mkdocs.yml as values with their places. Nothing in it is imported or run: unknown tags stay text."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from mkdocs_goal_tree.core.source import Span

if TYPE_CHECKING:
    from typing import Protocol

    from mkdocs_goal_tree.core.options import Where
    from mkdocs_goal_tree.core.tree import Path as Steps

    class Mark(Protocol):
        """A place as libyaml or PyYAML counts it, from 0."""

        line: int
        column: int


_LARGEST = 1_000_000
_DEEPEST = 100
_MOST_LAYERS = 10
if TYPE_CHECKING or yaml.__with_libyaml__:
    from yaml import CBaseLoader as _TextLoader
    from yaml import CSafeLoader as _SafeLoader
else:
    from yaml import BaseLoader as _TextLoader
    from yaml import SafeLoader as _SafeLoader


@dataclass(frozen=True, slots=True)
class BadConfig:
    """Why mkdocs.yml cannot be read, and where."""

    span: Span
    message: str


@dataclass(frozen=True, slots=True)
class Layer:
    """mkdocs.yml, or a file that it inherits from."""

    path: Path
    shown: str
    node: yaml.Node | None
    value: dict[object, object]


class _Refused(Exception):  # noqa: N818 - a way out of reading, caught in this module
    def __init__(self, why: BadConfig) -> None:
        self.why = why


class _Loader(_SafeLoader):
    """YAML 1.1 as MkDocs reads it; tags that we do not know are their text."""


def read_site(path: Path) -> tuple[dict[object, object], list[Layer]] | BadConfig:
    """All of a mkdocs.yml with what it inherits and `!ENV`, and the files it came from, its own first."""
    try:
        layers = _read_layers(path)
    except _Refused as refused:
        return refused.why
    site: dict[object, object] = {}
    for layer in reversed(layers):
        site = _merge(site, layer.value)
    return site, layers


def read_mapping(text: str, shown: str) -> tuple[dict[str, object], dict[str, Span]] | BadConfig:
    """A mapping whose values are text, lists and mappings of text, and the place of each name in it."""
    try:
        _refuse_deep(text, shown)
        loader = _TextLoader(text)
        node = loader.get_single_node()
        value = loader.construct_document(node) if node else {}
    except _Refused as refused:
        return refused.why
    except yaml.YAMLError as error:
        span = _span(shown, getattr(error, "problem_mark", None))
        return BadConfig(span, str(getattr(error, "problem", None) or "invalid YAML"))
    if not isinstance(node, yaml.MappingNode) or not isinstance(value, dict):
        return BadConfig(Span(shown), "holds no lists; write each as `name:` and `- word` below it")
    return value, {str(key.value): _span(shown, key.start_mark) for key, _ in node.value}


def places(layers: list[Layer], prefix: Steps) -> Where:
    """The places of the options that stand below `prefix`, in whichever file has them."""

    def where(path: Steps, *, key: bool = False) -> Span:
        whole = (*prefix, *path)
        spans = [_find(layer, whole, key=key) for layer in layers]
        depth, span = max(spans, key=lambda found_: found_[0])
        return span if depth >= len(prefix) else Span(layers[0].shown)

    return where


def _merge(parent: Mapping[object, object], child: Mapping[object, object]) -> dict[object, object]:
    """As MkDocs merges: fields one by one, lists and the rest as a whole."""
    merged = dict(parent)
    for key, value in child.items():
        old = merged.get(key)
        merged[key] = _merge(old, value) if isinstance(old, Mapping) and isinstance(value, Mapping) else value
    return merged


def _read_layers(path: Path) -> list[Layer]:
    """mkdocs.yml first, then what it inherits from."""
    layers: list[Layer] = []
    base = path.absolute().parent
    following: Path | None = path
    while following:
        shown = Path(os.path.relpath(following, base)).as_posix()
        if len(layers) > _MOST_LAYERS:
            raise _Refused(BadConfig(Span(shown), "INHERIT leads in a circle"))
        layers.append(layer := _read_layer(following, shown))
        parent = layer.value.pop("INHERIT", None)
        following = following.parent / str(parent) if parent else None
    return layers


def _read_layer(path: Path, shown: str) -> Layer:
    try:
        with path.open("rb") as file:
            text = file.read(_LARGEST + 1).decode("utf-8-sig")
        if len(text) > _LARGEST:
            raise _Refused(BadConfig(Span(shown), "the file is larger than 1 MB"))
        _refuse_deep(text, shown)
        loader = _Loader(text)
        node = loader.get_single_node()
        value = loader.construct_document(node) if node else {}
    except OSError as error:
        raise _Refused(BadConfig(Span(shown), f"cannot be read: {error.strerror}")) from None
    except UnicodeDecodeError:
        raise _Refused(BadConfig(Span(shown), "is not UTF-8")) from None
    except yaml.YAMLError as error:
        span = _span(shown, getattr(error, "problem_mark", None))
        raise _Refused(BadConfig(span, str(getattr(error, "problem", None) or "invalid YAML"))) from None
    if not isinstance(value, dict):
        raise _Refused(BadConfig(Span(shown), "holds no settings; write each as `name: value`"))
    return Layer(path, shown, node, value)


def _refuse_deep(text: str, shown: str) -> None:
    """Deep nesting kills the composer of libyaml, its events survive."""
    depth = 0
    for event in yaml.parse(text, Loader=_SafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise _Refused(BadConfig(_span(shown, event.start_mark), "nested too deep"))


def _find(layer: Layer, path: Steps, *, key: bool) -> tuple[int, Span]:
    """How far the path leads in a file, and the place there."""
    node, name, depth = layer.node, layer.node, 0
    for step in path:
        if isinstance(node, yaml.MappingNode):
            following = next(((k, v) for k, v in node.value if str(k.value) == str(step)), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            following = (node.value[step], node.value[step])
        else:
            following = None
        if following is None:
            break
        (name, node), depth = following, depth + 1
    mark = name if key or depth < len(path) else node
    if mark is None:
        return 0, Span(layer.shown)
    start, end = mark.start_mark, mark.end_mark
    return depth, Span(layer.shown, start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def _span(shown: str, start: Mark | None) -> Span:
    return Span(shown, start.line + 1, start.column + 1) if start else Span(shown)


def _construct_unknown(loader: _Loader, node: yaml.Node) -> object:
    match node:
        case yaml.ScalarNode():
            return str(node.value) or str(node.tag)
        case yaml.SequenceNode():
            return loader.construct_sequence(node, deep=True)
        case yaml.MappingNode():
            return loader.construct_mapping(node, deep=True)
        case _:
            return None


def _construct_env(loader: _Loader, node: yaml.Node) -> object:
    """`!ENV NAME` and `!ENV [NAME, …, default]`, as MkDocs reads it (pyyaml_env_tag)."""
    names = node.value if isinstance(node, yaml.SequenceNode) else [node]
    default = loader.construct_object(names[-1], deep=True) if len(names) > 1 else None
    for name in names[:-1] if len(names) > 1 else names:
        value = os.environ.get(str(name.value))
        if value is not None:
            return loader.construct_object(yaml.ScalarNode(_resolve(loader, value), value))
    return default


def _resolve(loader: _Loader, text: str) -> str:
    return str(loader.resolve(yaml.ScalarNode, text, (True, False)))  # type: ignore[no-untyped-call]


def _construct_day(loader: _Loader, node: yaml.ScalarNode) -> object:
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError:
        return str(node.value)


_Loader.add_constructor(None, _construct_unknown)
_Loader.add_constructor("!ENV", _construct_env)
_Loader.add_constructor("tag:yaml.org,2002:timestamp", _construct_day)
