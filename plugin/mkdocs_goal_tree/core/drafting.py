"""The first text of a goal file: what its author said, and the questions that the next minutes are for."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from .frontmatter import parse
from .nodes import Scalar, node_at
from .source import Source
from .yamlfaults import in_quotes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .model import Level
    from .tree import GoalTree

_IS_PLAIN = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)+")
"""Most ids: text in YAML whatever their words are."""


def draft(template: str, title: str, parents: Sequence[str] = (), owners: Sequence[str] = (), name: str = "") -> str:
    """A goal file from a template with the places `{title}` and `{fields}`; `name` is an id that the file's name is not."""
    fields = [("id", [name] if name else []), ("contributes_to", parents), ("owner", owners)]
    lines = [line for key, values in fields for line in _lines(key, list(values))]
    text = template.replace("{fields}\n", "".join(f"{line}\n" for line in [*lines, *([""] if lines else [])]))
    return text.replace("{title}", scalar(" ".join(title.split())))


def home_of(tree: GoalTree, level: Level) -> str:
    """The folder where most goals of that level lie; without any, the folder of its name."""
    homes = Counter(PurePosixPath(tree.places[goal.id].source.uri).parent.as_posix() for goal in tree.at_level(level))
    return homes.most_common(1)[0][0] if homes else f"{level}s"


@lru_cache(maxsize=256)
def scalar(text: str) -> str:
    """One line of text as a YAML value, plain where YAML reads it back as it is."""
    if _IS_PLAIN.fullmatch(text):
        return text
    for spelled in (text, in_quotes(text)):
        document, findings = parse(Source("", "", f"---\na: {spelled}\n---\n"))
        node = node_at(document.fields, ("a",)) if document.fields else None
        comments = document.fields is not None and bool(document.comments)
        if isinstance(node, Scalar) and node.text == text and not findings and not comments:
            return spelled
    return json.dumps(text, ensure_ascii=True)


def _lines(key: str, values: list[str]) -> list[str]:
    """One value beside the key, several below it."""
    if len(values) == 1:
        return [f"{key}: {scalar(values[0])}"]
    return [f"{key}:", *(f"  - {scalar(value)}" for value in values)] if values else []
