"""The system's Graphviz, run in batches."""

import os
import time

import pytest
from layout_graphs import BROKEN, neighborhood, slow

from mkdocs_goal_tree.core.geometry import EngineError, Layout
from mkdocs_goal_tree.layout import choose, lay_out
from mkdocs_goal_tree.layout.dot import DotEngine, find

ENGINE = find()
needs_dot = pytest.mark.skipif(isinstance(ENGINE, EngineError), reason=getattr(ENGINE, "message", ""))
posix = pytest.mark.skipif(os.name != "posix", reason="uses a shell script as dot")


def script(tmp_path, monkeypatch, text):
    program = tmp_path / "dot"
    program.write_text(f"#!/bin/sh\n{text}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    return DotEngine(str(program), "9.9.9")


@needs_dot
def test_a_batch_of_several_processes_answers_in_order():
    dots = [neighborhood(seed % 50) for seed in range(450)]
    answers = lay_out(dots, ENGINE, None)
    assert {type(answer) for answer in answers} == {Layout}
    assert [len(answer.centers) for answer in answers] == [dot.count("height=") - 3 for dot in dots]


@needs_dot
def test_one_bad_graph_of_a_batch_fails_alone():
    good = neighborhood(1)
    first, bad, last = ENGINE.layout([good, BROKEN, good])
    assert first == last == ENGINE.layout([good])[0]
    assert isinstance(bad, EngineError)
    assert "syntax error" in bad.message


@needs_dot
def test_a_graph_that_takes_too_long_is_an_error_and_the_next_one_is_drawn():
    good = neighborhood(1)
    answers = ENGINE.layout([good, slow()], timeout=0.5)
    assert answers == [*ENGINE.layout([good]), EngineError("Graphviz took longer than 0.5 s")]


def test_without_the_program_the_choice_of_dot_is_an_error(monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert choose("dot") == EngineError("Graphviz's program dot is not installed")


@posix
def test_a_program_that_is_not_graphviz_is_an_error(tmp_path, monkeypatch):
    script(tmp_path, monkeypatch, "echo hello")
    answer = choose("dot")
    assert isinstance(answer, EngineError)
    assert "does not run" in answer.message


@posix
def test_the_version_of_the_program_is_part_of_the_id(tmp_path, monkeypatch):
    script(tmp_path, monkeypatch, "echo 'dot - graphviz version 2.43.0 (0)' >&2")
    assert choose("dot").id == "dot/2.43.0"


@posix
def test_a_time_out_ends_the_children_of_the_program_too(tmp_path, monkeypatch):
    engine = script(tmp_path, monkeypatch, f"(sleep 1.5; touch {tmp_path}/alive) & wait")
    assert engine.layout(["digraph{}"], timeout=0.2) == [EngineError("Graphviz took longer than 0.2 s")]
    time.sleep(2)
    assert not (tmp_path / "alive").exists()


@posix
@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("exit 3", "Graphviz did not draw it: exit status 3"),
        (
            "cat >/dev/null; printf 'graph 1 0 0\\nstop\\ngraph 1 0 0\\nstop\\n'",
            "Graphviz did not draw it: exit status 0",
        ),
        ("cat >/dev/null; printf 'graph 1 0 0\\n'", "Graphviz did not draw it: exit status 0"),
        ("cat >/dev/null; printf '\\033[31mno\\n' >&2; exit 1", "Graphviz did not draw it: \\x1b[31mno"),
        ("exec /no/such/program 2>/dev/null", "Graphviz did not draw it: exit status 127"),
    ],
)
def test_a_wrong_number_of_answers_or_a_bad_exit_is_an_error(tmp_path, monkeypatch, text, message):
    engine = script(tmp_path, monkeypatch, text)
    assert engine.layout(["digraph{}"]) == [EngineError(message)]


def test_a_program_that_went_away_is_an_error(tmp_path):
    engine = DotEngine(str(tmp_path / "dot"), "9.9.9")
    (answer,) = engine.layout(["digraph{}"])
    assert isinstance(answer, EngineError)


@posix
def test_the_program_runs_in_the_c_locale(tmp_path, monkeypatch):
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    engine = script(tmp_path, monkeypatch, 'cat >/dev/null; printf "$LC_ALL\\nstop\\n"')
    assert engine.layout(["digraph{}"]) == ["C\nstop\n"]
