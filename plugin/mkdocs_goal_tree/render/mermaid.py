"""A Diagram as Mermaid source, for pages that ask for it and to take away."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote

from mkdocs_goal_tree.core.model import Level
from mkdocs_goal_tree.render.text import clusters, link, plain

if TYPE_CHECKING:
    from mkdocs_goal_tree.render.picture import Box, Diagram

_NODES, _EDGES, _LETTERS = 150, 400, 40_000
_TOKEN = 24  # A longer word makes its box wider than the page.
_BREAK = "\u200b"
# What Mermaid looks for after it has decoded a label: its placeholders, a line's end, an icon, a formula.
_LATE = re.compile(r"ﬂ(?=°)|¶(?=ß)|\\(?=n)|fa[bklrs]?:(?=fa-)|\$(?=\$)")
_APART = "\u2060"
_SHOWN = re.compile(r"[A-Za-z0-9 ,]|[^\x00-\x7f]")
# Fills are translucent and no text has a color: one source for light and dark pages.
_COLORS = {Level.IMPACT: "#E6B656", Level.OUTCOME: "#72A8D8", Level.OUTPUT: "#54A66A"}
_LANE = "fill:#8189940d,stroke:#81899459"
_MARKS = {
    "first": "stroke-width:3px",
    "here": "stroke-width:4px",
    "dash": "stroke-dasharray:5 4",
    "gone": "fill:#81899433,stroke:#818994",
}


def render_mermaid(diagram: Diagram) -> str:
    """The source of a flowchart; `fits` tells whether a browser will draw it."""
    names = diagram.names()
    lines = [f"flowchart {diagram.direction}", f"  accTitle: {label(diagram.label)}"]
    for number, (level, word) in enumerate(diagram.lanes.items()):
        lines.append(f'  subgraph lane{number}["{label(word.upper())}"]')
        lines += [f'    {names[box.id]}["{_name(box)}"]:::{level}' for box in diagram.boxes if box.level is level]
        lines.append("  end")
    lines += [f"  {names[a.parent]} {'-.->' if a.weak else '-->'} {names[a.child]}" for a in diagram.arrows]
    lines += [f'  click {names[box.id]} href "{url}" _self' for box in diagram.boxes if (url := _url(box.url))]
    for level in diagram.lanes:
        color = _COLORS[level]
        lines.append(f"  classDef {level} fill:{color}33,stroke:{color},stroke-width:1.5px")
    if diagram.lanes:
        lanes = ",".join(f"lane{number}" for number in range(len(diagram.lanes)))
        lines += [f"  classDef lane {_LANE}", f"  class {lanes} lane"]
    for mark, style in _MARKS.items():
        marked = ",".join(names[box.id] for box in diagram.boxes if mark in box.marks)
        if marked:
            lines += [f"  classDef {mark} {style}", f"  class {marked} {mark}"]
    return "\n".join(lines) + "\n"


def fits(diagram: Diagram, source: str) -> bool:
    """Whether Mermaid draws it in reasonable time; it fails at 501 links or 50,001 characters, whatever a site sets."""
    return len(diagram.boxes) <= _NODES and len(diagram.arrows) <= _EDGES and len(source) <= _LETTERS


def _name(box: Box) -> str:
    state = " · ".join(part for part in (label(box.word), label(box.figure)) if part)
    change = label(box.badge.word.upper()) if box.badge else ""
    return "<br/>".join(part for part in (label(box.title), label(box.owner), state, change) if part) or " "


@lru_cache(maxsize=16384)
def label(text: str) -> str:
    """A label with every ASCII character but letters, digits, blank and comma as a number: nothing in it is syntax."""
    safe = _LATE.sub(lambda late: late[0] + _APART, plain(text))
    shown: list[str] = []
    run = 0
    for cluster in clusters(safe):
        run = 0 if cluster == " " else run + 1
        if run > _TOKEN:
            shown.append(_BREAK)
            run = 1
        shown += [char if _SHOWN.match(char) else f"#{ord(char)};" for char in cluster]
    return "".join(shown)


@lru_cache(maxsize=4096)
def _url(url: str) -> str:
    return quote(link(url), safe="/:?#@&=+$,%~!*")
