"""What `goal-tree init` writes: files that are there stay as they are."""

from __future__ import annotations

import os
from importlib import resources
from typing import TYPE_CHECKING

from mkdocs_goal_tree.core.drafting import scalar
from mkdocs_goal_tree.sources import write_atomically

from .common import stop, write

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

GOALS = ("impacts/more-active-learners.md", "outcomes/act-on-result.md", "outputs/fast-upload.md")
EDITOR = {
    ".vscode/goal-tree.code-snippets": "init/goal-tree.code-snippets",
    ".devcontainer/devcontainer.json": "init/devcontainer.json",
}
CI = {
    "github": {
        f".github/workflows/{name}": f"workflows/{name}"
        for name in ("handbook.yml", "preview.yml", "preview-comment.yml", "reminders.yml")
    },
    "gitlab": {".gitlab-ci.yml": "workflows/gitlab-ci.yml"},
    "readthedocs": {".readthedocs.yaml": "workflows/readthedocs.yaml"},
}
SITE = {"mkdocs.yml": "init/mkdocs.yml", "docs/index.md": "init/docs/index.md", ".gitignore": "init/gitignore"}


def put(root: Path, files: Mapping[str, str], name: str = "") -> None:
    """Writes packaged files below `root`, with the name of the site in them."""
    for shown, source in files.items():
        text = resources.files("mkdocs_goal_tree").joinpath(f"scaffold/{source}").read_text("utf-8")
        put_text(root, shown, text.replace("{name}", scalar(name)) if shown == "mkdocs.yml" else text)


def put_text(root: Path, shown: str, text: str) -> bool:
    """Writes one file unless something of that name is there; says which."""
    path = root / shown
    if os.path.lexists(path):
        write(f"kept    {shown}\n")
        return False
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, text)
    except OSError as error:
        stop(f"{shown}: error: cannot be written: {error.strerror}")
    write(f"written {shown}\n")
    return True


def first_goals(folder: str) -> dict[str, str]:
    """The three example goals by where they go."""
    return {f"{folder}/{path}": f"init/goals/{path}" for path in GOALS}


def has_files(folder: Path, endings: Iterable[str]) -> bool:
    return folder.is_dir() and any(path.suffix in endings for path in folder.rglob("*"))
