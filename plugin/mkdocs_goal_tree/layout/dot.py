"""Graphviz as the system's `dot` program: the graphviz package finds it, we run it in batches and under a time-out."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import graphviz

from mkdocs_goal_tree.core.geometry import EngineError

if TYPE_CHECKING:
    from collections.abc import Sequence

_CHUNK = 200  # graphs a process: starting one costs as much as laying out 30
_BUDGET = 6  # time-outs a call: a batch of hanging graphs ends too


def find() -> DotEngine | EngineError:
    """The engine of the `dot` program on the PATH, if it runs and tells its version."""
    program = shutil.which(os.fspath(graphviz.DOT_BINARY))
    if program is None:
        return EngineError("Graphviz's program dot is not installed")
    try:
        version = graphviz.version()
    except (OSError, RuntimeError, subprocess.SubprocessError) as error:
        return EngineError(f"Graphviz's program {program} does not run: {_first_line(str(error))}")
    return DotEngine(program, ".".join(map(str, version)))


@dataclass(frozen=True, slots=True)
class DotEngine:
    """The system's Graphviz. Versions differ in their drawings, so `id`, and every cache key with it, names the version.

    Seen in 2.43: where two drawings are equally good, which one comes out can depend on the graphs drawn before it by the
    same process. The embedded engine has no such memory.
    """

    program: str
    version: str
    note: str = ""

    @property
    def id(self) -> str:
        return f"dot/{self.version}"

    def layout(self, dots: Sequence[str], *, timeout: float = 20.0) -> list[str | EngineError]:
        """Graphviz's plain text for each graph, in order; `timeout` in seconds a process, six times that for all."""
        deadline = time.monotonic() + _BUDGET * timeout
        answers: list[str | EngineError] = []
        for start in range(0, len(dots), _CHUNK):
            chunk = dots[start : start + _CHUNK]
            together = self._run(chunk, _left(deadline, timeout))
            if isinstance(together, EngineError) and len(chunk) > 1:
                # One bad graph ends the process: the others are asked for again, each alone.
                for dot in chunk:
                    alone = self._run([dot], _left(deadline, timeout))
                    answers += [alone] if isinstance(alone, EngineError) else alone
            else:
                answers += [together] if isinstance(together, EngineError) else together
        return answers

    def _run(self, dots: Sequence[str], timeout: float) -> list[str] | EngineError:
        if timeout <= 0:
            return EngineError("Graphviz had no time left for it")
        try:
            status, output, errors = _communicate([self.program, "-Tplain"], "\n".join(dots), timeout)
        except subprocess.TimeoutExpired:
            return EngineError(f"Graphviz took longer than {timeout:.3g} s")
        except OSError as error:
            return EngineError(f"Graphviz's program {self.program} does not run: {error.strerror}")
        answers = [f"{answer}stop\n" for answer in output.replace("\r\n", "\n").split("stop\n")]
        if answers.pop() != "stop\n" or len(answers) != len(dots) or status:
            return EngineError(f"Graphviz did not draw it: {_first_line(errors) or f'exit status {status}'}")
        return answers


def _communicate(command: list[str], text: str, timeout: float) -> tuple[int, str, str]:
    process = subprocess.Popen(  # noqa: S603  no shell; the program is the one on the PATH
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
        env=os.environ | {"LC_ALL": "C"},  # decimal points, English messages
        start_new_session=True,
    )
    with process:
        try:
            output, errors = process.communicate(text, timeout)
        finally:
            if process.poll() is None:
                _kill(process)
        return process.returncode, output, errors


def _kill(process: subprocess.Popen[str]) -> None:
    # dot may be a wrapper script: its children go with it. Windows has no process groups.
    with contextlib.suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()


def _left(deadline: float, timeout: float) -> float:
    return min(timeout, deadline - time.monotonic())


def _first_line(text: str) -> str:
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return ascii(line)[1:-1][:200]
