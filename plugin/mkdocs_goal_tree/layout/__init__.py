"""Where the boxes and curves of diagrams go: DOT in, Layout out. Graphviz gets no text of a goal, only names and sizes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal, Protocol, assert_never

from mkdocs_goal_tree.core.geometry import EngineError, Layout
from mkdocs_goal_tree.layout import dot as system
from mkdocs_goal_tree.layout.cache import Cache, key_of, tracked_by_git
from mkdocs_goal_tree.layout.plain import fits, parse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mkdocs_goal_tree.layout.wasm import WasmEngine

__all__ = ["Cache", "Engine", "EngineError", "Layout", "choose", "lay_out", "prepare", "tracked_by_git"]


class Engine(Protocol):
    """A Graphviz. `id` is part of every cache key; `note` is a line for the log, or empty."""

    @property
    def id(self) -> str: ...

    @property
    def note(self) -> str: ...

    def layout(self, dots: Sequence[str], *, timeout: float = 20.0) -> list[str | EngineError]:
        """Graphviz's plain text for each graph, in order; `timeout` in seconds a graph. Never raises for a graph."""


def choose(name: Literal["auto", "wasm", "dot"]) -> Engine | EngineError:
    """The engine that the setting `layout` names.

    `auto` is the embedded one, which draws the same on every machine, and the system's `dot` only where that one cannot
    be loaded; the engine's `note` then says so.
    """
    match name:
        case "wasm":
            return _embedded()
        case "dot":
            return system.find()
        case "auto":
            embedded = _embedded()
            if not isinstance(embedded, EngineError):
                return embedded
            found = system.find()
            if isinstance(found, EngineError):
                return EngineError(f"{embedded.message}, and {found.message}")
            note = f"diagrams are laid out by the system's Graphviz {found.version}: {embedded.message}"
            return replace(found, note=note)
        case _:
            assert_never(name)


def prepare(name: Literal["auto", "wasm", "dot"]) -> None:
    """Lets the engine that `choose` will name begin what takes it long, for one who is sure to need it."""
    engine = None if name == "dot" else _embedded()
    if engine and not isinstance(engine, EngineError):
        engine.prepare()


def lay_out(
    dots: Sequence[str], engine: Engine, cache: Cache | None, *, timeout: float = 20.0
) -> list[Layout | EngineError]:
    """The drawing of each graph, in order: from the cache, or else by one call of the engine for all that are not there.

    Equal graphs are laid out once and share one Layout. `timeout` is in seconds a graph.
    """
    keys = {dot: key_of(engine.id, dot) for dot in dots}
    drawn: dict[str, Layout | EngineError] = {}
    if cache is not None:
        for dot, key in keys.items():
            text = cache.read(key)
            layout = None if text is None else _drawing(dot, text)
            if isinstance(layout, Layout):
                drawn[dot] = layout
    missing = [dot for dot in keys if dot not in drawn]
    keep = cache is not None
    for dot, answer in zip(missing, engine.layout(missing, timeout=timeout) if missing else [], strict=True):
        drawn[dot] = layout = answer if isinstance(answer, EngineError) else _drawing(dot, answer)
        # A folder that cannot be written is tried once a call, not a thousand times.
        if cache is not None and keep and isinstance(answer, str) and isinstance(layout, Layout):
            keep = cache.write(keys[dot], answer)
    return [drawn[dot] for dot in dots]


def _drawing(dot: str, text: str) -> Layout | EngineError:
    layout = parse(text)
    if isinstance(layout, Layout) and not fits(layout, dot):
        return EngineError("Graphviz's answer lacks a box or a link")
    return layout


def _embedded() -> WasmEngine | EngineError:
    try:
        from mkdocs_goal_tree.layout import wasm  # noqa: PLC0415  wasmtime has no wheel for some machines
    except (ImportError, OSError, RuntimeError) as error:
        return EngineError(f"the embedded Graphviz cannot be loaded ({error})")
    return wasm.find()
