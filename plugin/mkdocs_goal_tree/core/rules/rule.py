"""What a rule is: a fixed code and name, one severity, and texts that run as tests."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs_goal_tree.core.findings import Severity

_FIELD = re.compile(r"[a-z_]+:")
MEASURED = """    who: Learners
    behavior: finish an exercise on Saturday
    metrics:
      name: Learners active on Saturday
      unit: "%"
      baseline: 31
      target:
        value: 40
        by: 2026-12-31
      actuals:
        on: 2026-05-02
        value: 34
      source:
        label: Product analytics
"""
"""What every active outcome has; the example of a rule about something else adds it."""


@dataclass(frozen=True, slots=True)
class Example:
    """A few files that show a rule; `at` is the place of its finding (`goals/outcomes/x.md:4:17`), empty in a good one.

    `text` holds paths at the margin and under each its content, indented by four. A Markdown file that opens with a
    field gets the `---` lines that front matter stands between.
    """

    text: str
    at: str = ""

    @property
    def files(self) -> dict[str, str]:
        """Text by path, relative to the folder of mkdocs.yml."""
        return read_files(self.text)


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that is checked. Code and name never change meaning and are never reused.

    `summary` is one line for tables, `what` says when it speaks and `why` what it is good for. `unshown` says why there
    are no examples, where files cannot show it. `term` names the glossary term that explains it.
    """

    code: str
    name: str
    summary: str
    severity: Severity
    since: str
    what: str
    why: str
    bad: Example | None = None
    good: Example | None = None
    term: str = ""
    unshown: str = ""

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"


def read_files(text: str) -> dict[str, str]:
    """The files that an example's text holds, by path."""
    files: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in text.strip("\n").splitlines():
        if line and not line.startswith(" "):
            lines = files.setdefault(line.strip(), [])
        else:
            lines.append(line[4:])
    return {path: _whole(path, "\n".join(lines).strip("\n")) for path, lines in files.items()}


def _whole(path: str, content: str) -> str:
    if path.endswith(".md") and _FIELD.match(content):
        content = f"---\n{content}" if "\n---" in content else f"---\n{content}\n---"
    return f"{content}\n" if content else ""
