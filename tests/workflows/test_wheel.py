"""What users install: the wheel, built here, in a fresh environment that knows nothing of this folder."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest
from recipes import TOP, reach_index

SCRIPTS = "Scripts" if os.name == "nt" else "bin"
STAYS = {"PATH", "HOME", "TMPDIR", "LANG", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"}


def run(folder, *command):
    """As a user does: no PYTHONPATH, no day that is fixed; only what reaches the package index is passed on."""
    passed = {k: v for k, v in os.environ.items() if k in STAYS or k.startswith("PIP_") or k.lower().endswith("_proxy")}
    return subprocess.run(
        [str(word) for word in command], cwd=folder, env=passed, capture_output=True, text=True, check=False
    )


def pip(folder, *words, python=sys.executable):
    done = run(folder, python, "-m", "pip", *words, "--quiet", "--disable-pip-version-check")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def programs(tmp_path_factory):
    """Where `mkdocs` and `goal-tree` are in an environment with nothing but the wheel and what it asks for."""
    folder = tmp_path_factory.mktemp("wheel")
    reach_index(folder)
    pip(folder, "wheel", "--no-deps", "--wheel-dir", folder, TOP)
    (wheel,) = folder.glob("mkdocs_goal_tree-*.whl")
    venv.create(folder / "env", with_pip=True)
    scripts = folder / "env" / SCRIPTS
    pip(folder, "install", f"{wheel}[material]", python=scripts / "python")
    return scripts


@pytest.mark.parametrize(
    "flags",
    [
        [],
        ["--ci", "github"],
        ["--ci", "gitlab"],
        ["--ci", "readthedocs"],
        ["--glossary"],
        ["--no-glossary"],
    ],
    ids=" ".join,
)
def test_init_in_an_empty_folder_makes_a_handbook_that_builds_without_a_warning(flags, programs, tmp_path):
    begun = run(tmp_path, programs / "goal-tree", "init", *flags)
    assert (begun.returncode, begun.stderr) == (0, "")
    checked = run(tmp_path, programs / "goal-tree", "check", "--fail-on", "warning")
    assert (checked.returncode, checked.stdout) == (0, "nothing found in 3 goals\n"), checked.stdout + checked.stderr
    built = run(tmp_path, programs / "mkdocs", "build", "--strict")
    assert built.returncode == 0, built.stdout + built.stderr
    assert [line for line in built.stderr.splitlines() if line.startswith("WARNING")] == []
    for page in ("index", "goals/index", "goals/outcomes/act-on-result/index"):
        assert (tmp_path / "site" / f"{page}.html").is_file()


def test_the_wheel_and_not_this_folder_is_what_runs(programs, tmp_path):
    asked = "import mkdocs_goal_tree as it; print(it.__file__)"
    found = Path(run(tmp_path, programs / "python", "-c", asked).stdout.strip())
    assert found.is_relative_to(programs.parent)


@pytest.mark.parametrize("command", ["lsp", "export --format png --output a.png"])
def test_what_an_extra_brings_is_asked_for_by_its_name(command, programs, tmp_path):
    run(tmp_path, programs / "goal-tree", "init")
    done = run(tmp_path, programs / "goal-tree", *command.split())
    extra = "lsp" if command == "lsp" else "export"
    assert (done.returncode, f"mkdocs-goal-tree[{extra}]" in done.stderr) == (2, True), done.stderr
