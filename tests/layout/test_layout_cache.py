"""The cache of answers: one text file a key, never trusted, never in the way."""

import os
import shutil
import subprocess
import threading

import pytest

from mkdocs_goal_tree.layout import Cache, tracked_by_git
from mkdocs_goal_tree.layout.cache import key_of
from mkdocs_goal_tree.layout.plain import LIMIT

DAY = 86_400
NOW = 1_700_000_000
KEY = key_of("wasm/16.1.0", "digraph{n0}")


@pytest.fixture
def folder(tmp_path):
    return tmp_path / ".cache" / "layout"


def at(folder, day):
    return Cache(folder, today=NOW + day * DAY)


def test_what_was_written_is_read_again(folder):
    assert at(folder, 0).read(KEY) is None
    assert at(folder, 0).write(KEY, "graph 1 0 0\nstop\n")
    assert at(folder, 0).read(KEY) == "graph 1 0 0\nstop\n"


def test_the_folder_keeps_itself_out_of_git_and_holds_one_file_a_key(folder):
    at(folder, 0).write(KEY, "stop\n")
    assert sorted(os.listdir(folder)) == [".gitignore", f"{KEY}.plain"]
    assert (folder / ".gitignore").read_text() == "*\n"


def test_keys_differ_by_engine_and_by_graph():
    assert len({KEY, key_of("dot/2.43.0", "digraph{n0}"), key_of("wasm/16.1.0", "digraph{n1}")}) == 3


def test_an_entry_that_is_empty_too_long_or_not_ascii_is_a_miss(folder):
    at(folder, 0).write(KEY, "stop\n")
    for content in (b"", b"x" * (LIMIT + 1), b"\xff", "ü".encode()):
        (folder / f"{KEY}.plain").write_bytes(content)
        assert at(folder, 0).read(KEY) is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs symbolic links and pipes")
def test_a_link_a_pipe_or_a_folder_in_place_of_an_entry_is_a_miss(folder, tmp_path):
    at(folder, 0).write(KEY, "stop\n")
    entry = folder / f"{KEY}.plain"
    secret = tmp_path / "secret"
    secret.write_text("graph 1 0 0\nstop\n")
    for put in (lambda: entry.symlink_to(secret), lambda: os.mkfifo(entry)):
        entry.unlink()
        put()
        assert at(folder, 0).read(KEY) is None
    entry.unlink()
    entry.mkdir()
    assert at(folder, 0).read(KEY) is None
    assert not at(folder, 0).write(KEY, "stop\n")


def test_a_folder_that_cannot_be_made_is_no_error(tmp_path):
    (tmp_path / "file").write_text("")
    cache = Cache(tmp_path / "file" / "layout")
    assert not cache.write(KEY, "stop\n")
    assert cache.read(KEY) is None
    assert cache.prune() == 0


def test_entries_unused_for_30_days_go_and_used_ones_stay(folder):
    other = key_of("wasm/16.1.0", "digraph{n1}")
    at(folder, 0).write(KEY, "stop\n")
    at(folder, 0).write(other, "stop\n")
    assert at(folder, 20).read(KEY) == "stop\n"
    assert at(folder, 29).prune() == 0
    assert at(folder, 31).prune() == 1
    assert at(folder, 31).read(KEY) == "stop\n"
    assert at(folder, 31).read(other) is None


def test_without_a_day_entries_age_by_the_clock(folder):
    Cache(folder).write(KEY, "stop\n")
    assert Cache(folder).prune() == 0
    os.utime(folder / f"{KEY}.plain", (NOW, NOW))
    assert Cache(folder).prune() == 1


def test_pruning_takes_writes_that_were_cut_off_and_no_file_of_others(folder):
    at(folder, 0).write(KEY, "stop\n")
    for name in (f"{KEY}.plain.77-88", "notes.txt", f"{KEY}.svg"):
        (folder / name).write_text("x")
        os.utime(folder / name, (NOW, NOW))
    assert at(folder, 40).prune() == 2
    assert sorted(os.listdir(folder)) == [".gitignore", f"{KEY}.svg", "notes.txt"]


def test_a_reader_never_sees_half_an_entry(folder):
    texts = ["a" * 200_000, "b" * 300_000]
    at(folder, 0).write(KEY, texts[0])
    seen = set()
    done = threading.Event()

    def read():
        while not done.is_set():
            seen.add(at(folder, 0).read(KEY))

    def write(text):
        for _ in range(30):
            assert at(folder, 0).write(KEY, text)

    reader = threading.Thread(target=read)
    writers = [threading.Thread(target=write, args=(text,)) for text in texts]
    for thread in (reader, *writers):
        thread.start()
    for thread in writers:
        thread.join()
    done.set()
    reader.join()
    assert seen <= set(texts)
    assert sorted(os.listdir(folder)) == [".gitignore", f"{KEY}.plain"]


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_a_cache_is_tracked_only_when_git_has_a_file_of_it(tmp_path, folder, monkeypatch):
    monkeypatch.setenv("GIT_DIR", ".git")  # as in a commit hook
    assert not tracked_by_git(folder)
    environment = {name: value for name, value in os.environ.items() if name != "GIT_DIR"}

    def git(*words):
        subprocess.run(["git", "-C", tmp_path, *words], check=True, capture_output=True, env=environment)

    git("init")
    at(folder, 0).write(KEY, "stop\n")
    assert not tracked_by_git(folder)
    git("add", "--force", f".cache/layout/{KEY}.plain")
    assert tracked_by_git(folder)
    assert not tracked_by_git(tmp_path / "elsewhere")
