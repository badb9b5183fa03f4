"""The same files give the same site, byte by byte, whoever builds it and from where."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest
from sites import mkdocs

ROOT = Path(__file__).parents[2]
PARTS = ("mkdocs.yml", "docs", "goals")
ENVIRONMENT = {"SOURCE_DATE_EPOCH": "1778630400", "GOAL_TREE_TODAY": "2026-05-13", "TZ": "UTC"}


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    folder = copy_of_the_example(tmp_path_factory.mktemp("first"))
    return files_of(built(folder, cwd=folder, PYTHONHASHSEED="1"))


def test_another_folder_working_directory_and_hash_seed_change_nothing(first, tmp_path):
    folder, elsewhere = copy_of_the_example(tmp_path / "a much longer name"), tmp_path / "elsewhere"
    elsewhere.mkdir()
    same(files_of(built(folder, cwd=elsewhere, PYTHONHASHSEED="2")), first)


def test_a_second_build_with_the_layout_cache_changes_nothing(first, tmp_path):
    folder = copy_of_the_example(tmp_path / "example")
    built(folder, cwd=folder)
    same(files_of(built(folder, cwd=folder, TZ="Pacific/Kiritimati")), first)


def copy_of_the_example(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    for name in PARTS:
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, folder / name)
    return folder


def built(folder: Path, *, cwd: Path, **environment: str) -> Path:
    run = mkdocs(folder, "build", "-q", "-f", str(folder / "mkdocs.yml"), cwd=cwd, env=ENVIRONMENT | environment)
    assert run.returncode == 0, run.stderr
    return folder / "site"


def files_of(site: Path) -> dict[str, str]:
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def same(found: dict[str, str], expected: dict[str, str]) -> None:
    assert len(expected) > 20
    assert found.keys() == expected.keys()
    assert [name for name in expected if found[name] != expected[name]] == []
