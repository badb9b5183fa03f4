"""What every format of a report is made from."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mkdocs_goal_tree.core.findings import Finding


class Report(NamedTuple):
    """The findings of one run in order, the number of goals looked at, and how to show them.

    `line_of` answers with a line of a file by its path and number, "" where it cannot be had. `root` is the folder of
    mkdocs.yml as seen from the top of the repository (`handbook/`, or nothing): forges count paths from there.
    """

    findings: Sequence[Finding]
    goals: int
    line_of: Callable[[str, int], str] = lambda _path, _line: ""
    color: bool = False
    root: str = ""
    version: str = ""


def fingerprints(findings: Sequence[Finding]) -> list[str]:
    """A name for each finding that stays when lines move: by rule, file and message, equal ones counted."""
    seen: dict[tuple[str, str, str], int] = {}
    names: list[str] = []
    for finding in findings:
        key = (finding.rule, finding.span.path, finding.message)
        seen[key] = seen.get(key, 0) + 1
        text = "\0".join((*key, str(seen[key])))
        names.append(sha256(text.encode(errors="backslashreplace")).hexdigest()[:32])
    return names
