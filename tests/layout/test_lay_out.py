"""Choosing an engine, and laying out a build's diagrams through the cache."""

import sys

import pytest
from layout_graphs import BROKEN, neighborhood

from mkdocs_goal_tree.core.geometry import EngineError, Layout
from mkdocs_goal_tree.layout import Cache, choose, lay_out
from mkdocs_goal_tree.layout.cache import key_of
from mkdocs_goal_tree.layout.wasm import find

DOTS = [neighborhood(seed) for seed in range(12)]


class Asked:
    """The embedded engine, and what it was asked."""

    note = ""

    def __init__(self):
        self.engine = find()
        self.id = self.engine.id
        self.calls = []

    def layout(self, dots, *, timeout=20.0):
        self.calls.append(list(dots))
        return self.engine.layout(dots, timeout=timeout)


@pytest.fixture
def cache(tmp_path):
    return Cache(tmp_path / "layout")


def entry(tmp_path, dot):
    return tmp_path / "layout" / f"{key_of(find().id, dot)}.plain"


def test_every_graph_gets_its_drawing_in_order():
    layouts = lay_out(DOTS, find(), None)
    assert {type(layout) for layout in layouts} == {Layout}
    assert [len(layout.centers) for layout in layouts] == [dot.count("height=") - 3 for dot in DOTS]
    assert [len(layout.curves) for layout in layouts] == [dot.count("->n") for dot in DOTS]


def test_boxes_lie_inside_the_drawing():
    for layout in lay_out(DOTS, find(), None):
        for x, y in layout.centers.values():
            assert 0 < x < layout.width
            assert 0 < y < layout.height


def test_equal_graphs_are_laid_out_once_and_in_one_call(cache):
    engine = Asked()
    layouts = lay_out([*DOTS, *DOTS], engine, cache)
    assert engine.calls == [DOTS]
    assert layouts[:12] == layouts[12:]


def test_a_second_build_asks_the_engine_for_nothing(cache):
    first = lay_out(DOTS, find(), cache)
    engine = Asked()
    assert lay_out(DOTS, engine, cache) == first
    assert engine.calls == []


def test_only_what_is_new_is_laid_out(cache):
    lay_out(DOTS[:10], find(), cache)
    engine = Asked()
    lay_out(DOTS, engine, cache)
    assert engine.calls == [DOTS[10:]]


@pytest.mark.parametrize("spoil", [b"", b"graph 1 0 0\nstop\n", b"\xff" * 99, b"graph 1 nan 3\nstop\n"])
def test_a_broken_entry_is_laid_out_again_and_mended(cache, tmp_path, spoil):
    first = lay_out(DOTS, find(), cache)
    good = entry(tmp_path, DOTS[3]).read_bytes()
    entry(tmp_path, DOTS[3]).write_bytes(spoil)
    engine = Asked()
    assert lay_out(DOTS, engine, cache) == first
    assert engine.calls == [[DOTS[3]]]
    assert entry(tmp_path, DOTS[3]).read_bytes() == good


def test_the_answer_to_another_graph_does_not_pass_for_this_one(cache, tmp_path):
    first = lay_out(DOTS, find(), cache)
    entry(tmp_path, DOTS[11]).write_bytes(entry(tmp_path, DOTS[0]).read_bytes())
    assert lay_out(DOTS, find(), cache) == first


def test_a_failure_is_a_value_and_is_not_kept(cache):
    layouts = lay_out([DOTS[0], BROKEN], find(), cache)
    assert [type(layout) for layout in layouts] == [Layout, EngineError]
    engine = Asked()
    lay_out([DOTS[0], BROKEN], engine, cache)
    assert engine.calls == [[BROKEN]]


def test_a_cache_that_cannot_be_written_changes_nothing(tmp_path):
    (tmp_path / "layout").write_text("a file")
    assert lay_out(DOTS, find(), Cache(tmp_path / "layout")) == lay_out(DOTS, find(), None)


def test_no_graphs_need_no_engine():
    assert lay_out([], find(), None) == []


def test_the_embedded_engine_is_chosen_first_and_without_a_note():
    assert choose("auto") is choose("wasm") is find()
    assert choose("auto").note == ""


def test_where_wasmtime_is_missing_the_choice_falls_on_dot_with_a_note_or_is_an_error(monkeypatch):
    monkeypatch.setitem(sys.modules, "wasmtime", None)
    monkeypatch.delitem(sys.modules, "mkdocs_goal_tree.layout.wasm")
    monkeypatch.delattr("mkdocs_goal_tree.layout.wasm")
    assert isinstance(choose("wasm"), EngineError)
    system = choose("dot")
    chosen = choose("auto")
    if isinstance(system, EngineError):
        assert isinstance(chosen, EngineError)
        assert system.message in chosen.message
    else:
        assert chosen.id == system.id
        assert chosen.note.startswith(f"diagrams are laid out by the system's Graphviz {system.version}: ")
