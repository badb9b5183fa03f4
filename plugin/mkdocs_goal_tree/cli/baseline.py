"""A baseline: what was found before a team began to look. Only what is new counts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from mkdocs_goal_tree.core.rules import BY_CODE
from mkdocs_goal_tree.render.reports.report import fingerprints
from mkdocs_goal_tree.sources import write_atomically

from .common import stop

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from mkdocs_goal_tree.core.findings import Finding

_VERSION = 1
_LARGEST = 50_000_000


def leave_known(findings: Sequence[Finding], path: Path) -> list[Finding]:
    """The findings that the baseline does not know; lines may have moved since."""
    known = _read(path)
    named = zip(findings, fingerprints(findings), strict=True)
    return [finding for finding, name in named if name not in known]


def write_baseline(findings: Sequence[Finding], path: Path) -> None:
    """Keeps what is found today; rule, path and message stand beside each name for whoever reads the file."""
    entries = [
        {"fingerprint": name, "rule": str(BY_CODE[one.rule]), "path": one.span.path, "message": one.message}
        for one, name in zip(findings, fingerprints(findings), strict=True)
    ]
    try:
        write_atomically(path, json.dumps({"version": _VERSION, "findings": entries}, indent=2) + "\n")
    except OSError as error:
        stop(f"{path}: error: cannot be written: {error.strerror}")


def _read(path: Path) -> frozenset[str]:
    try:
        with path.open("rb") as file:
            data = json.loads(file.read(_LARGEST).decode("utf-8-sig"))
    except OSError as error:
        stop(f"{path}: error: the baseline cannot be read: {error.strerror}")
    except (ValueError, RecursionError):
        data = None
    entries = data.get("findings") if isinstance(data, dict) and data.get("version") == _VERSION else None
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        stop(f"{path}: error: no baseline of ours; write one with --write-baseline {path}")
    return frozenset(str(entry.get("fingerprint")) for entry in entries)
