"""The repository's own handbook, built as it is, in another theme, with Mermaid, or as a copy to open from files."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from typing import NamedTuple
from unittest import mock

import sites

ROOT = Path(__file__).parents[2]
PUBLIC = "https://example.org/"
OUTCOME = "goals/outcomes/learners-act-on-their-result/"
OUTPUT = "goals/outputs/upload-pipeline/"
BOXES = ".gt-tree .gt-node"
HOLD_SHADOW_ROOTS = """
const attach = Element.prototype.attachShadow;
Element.prototype.attachShadow = function (options) { return attach.call(this, { ...options, mode: "open" }); };
"""


class Kind(NamedTuple):
    """What makes two builds of the handbook differ; `offline` is the copy that `OFFLINE=true` builds."""

    theme: str = "material"
    engine: str = "graphviz"
    offline: bool = False


def build(folder: Path, kind: Kind) -> Path:
    """Builds the handbook in `folder`; where its site is."""
    for name in ("docs", "goals"):
        shutil.copytree(ROOT / name, folder / name)
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    if kind.theme != "material":
        text = re.sub(r"(?ms)^theme:\n.*?(?=^\S)", f"theme:\n  name: {kind.theme}\n  highlightjs: false\n\n", text)
    text = text.replace("  - goal-tree:\n", f"  - goal-tree:\n      engine: {kind.engine}\n")
    if not kind.offline:
        text = f"site_url: {PUBLIC}\n{text}".replace("  features:\n", "  features:\n    - navigation.instant\n")
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")
    environment = {
        "GOAL_TREE_TODAY": "2026-05-13",
        "GOAL_TREE_FAIL_ON": "never",  # the other themes lack Material's icons, a finding
        "OFFLINE": str(kind.offline).lower(),
    }
    with mock.patch.dict(os.environ, environment):
        built = sites.build(folder)
    assert built.failed is None, "\n".join(built.warnings)
    return built.site


def pages(site: Path) -> list[str]:
    """The addresses of all pages of a site but redirects, below its own."""
    files = (path for path in sorted(site.rglob("index.html")) if 'http-equiv="refresh"' not in path.read_text("utf-8"))
    found = (path.parent.relative_to(site).as_posix() for path in files)
    return ["" if path == "." else f"{path}/" for path in found]


def files(site: Path) -> list[Path]:
    """The HTML files of a site but redirects."""
    found = (path for path in sorted(site.rglob("*.html")) if 'http-equiv="refresh"' not in path.read_text("utf-8"))
    return [path for path in found if path.name != "404.html"]
