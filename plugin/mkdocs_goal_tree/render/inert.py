"""Text of authors in a comment on GitHub, GitLab or Gitea: it mentions nobody, links nothing and is no markup."""

from __future__ import annotations

import re

from .text import plain

_JOINER = "\u2060"  # word joiner: unseen, and neither letter nor blank to a parser
# Numbers instead of characters: a reference cannot stand for syntax in Markdown.
_SYNTAX = re.compile(r"[\\`*_\[\]<>&|~^$#@]")
_LEADERS = re.compile(r"[@#]")
# References of GitLab (!1, ~label, %milestone, $snippet, &epic), short names of emoji, `GH-1` and a tracker's `ABC-1`.
_REFERENCE = re.compile(r"(?<=[!~$%&^*:])(?=[\w\"'])|(?<=[A-Za-z0-9]-)(?=\d)")
_ADDRESS = re.compile(r"(?<=:)(?=//)|(?<=www)(?=\.)|(?<=mailto:|magnet:)", re.IGNORECASE)
_OPENING = re.compile(r"[-+=]|\d{1,9}[.)]")  # at the start of a line: a list, a rule, a heading
_HEX = re.compile(r"[0-9a-f]{7,}", re.IGNORECASE)
_RUN = 6  # Seven hexadecimal digits may be a commit.


def inert(text: str) -> str:
    """`text` as one line of Markdown that shows these characters and does nothing else, outside code and links."""
    line = _HEX.sub(lambda run: _JOINER.join(_cut(run[0])), plain(text).replace(_JOINER, ""))
    line = _ADDRESS.sub(_JOINER, line)
    line = _REFERENCE.sub(_JOINER, line)
    line = _LEADERS.sub(lambda found: f"{_JOINER}{found[0]}{_JOINER}", line)
    line = f"{_JOINER}{line}" if _OPENING.match(line) else line
    return _SYNTAX.sub(lambda found: f"&#{ord(found[0])};", line)


def _cut(run: str) -> list[str]:
    return [run[start : start + _RUN] for start in range(0, len(run), _RUN)]
