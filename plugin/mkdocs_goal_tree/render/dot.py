"""A Diagram as DOT: to lay it out (names and sizes, no text of a goal) and to take away (with labels and colors)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_goal_tree.render.boxes import GONE, INKS, fit, heights
from mkdocs_goal_tree.render.ordering import arranged, ordered
from mkdocs_goal_tree.render.text import escape, link, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_goal_tree.render.ordering import Layers
    from mkdocs_goal_tree.render.picture import Box, Diagram

_INCH = 72
# px. Top to bottom: what leaves 12 px between lanes; side by side: what their curves need.
_RANKS = {"TB": 51.84, "LR": 79.2}
_NODES = {155: 12, 164: 10, 214: 14, 236: 10}
_BADGED = 18  # between boxes above each other, where badges stand over their edges
_ANCHOR = '[style=invis,label="",width=.01,height=.01,fixedsize=true]'
_COVER = "#f8f9fa"


def layout_dot(diagram: Diagram) -> str:
    """What a layout engine is asked: boxes n0, n1 … of fixed sizes in their rows, and the links; no text.

    Unseen links, written with blanks as an answer need not have them, fix the order in each row. Two unseen walls stand
    upright at the ends of the rows, so that the drawing is no wider than its widest row. A link goes through a narrow
    node s8, s9 … in each row that it skips: left to itself Graphviz makes room for it by changing the order of the boxes.
    What has too many boxes for this is placed by `placing` instead.
    """
    tall = heights(diagram)
    layers = arranged(diagram)
    between = _NODES[diagram.width]
    if diagram.direction == "LR" and any(box.badge for box in diagram.boxes):
        between = _BADGED
    apart = f'ranksep="{_RANKS[diagram.direction] / _INCH:.3f}",nodesep="{between / _INCH:.3f}"'
    nodes = _nodes(diagram, layers, tall)
    lines = [
        "digraph{",
        f"graph[rankdir={diagram.direction},{apart},splines=spline]",
        f'node[shape=box,fixedsize=true,label="",width="{diagram.width / _INCH:.3f}"]',
        "edge[arrowhead=none]",
        *_walled(layers.rows, nodes),
        *_steps(diagram, layers),
        "}",
    ]
    return "\n".join(lines)


def render_dot(diagram: Diagram) -> str:
    """The diagram as a DOT file for other programs; each text in it is one quoted string of entities."""
    nodes = {i: f"n{i}[{_box(box, diagram.width)}]" for i, box in enumerate(diagram.boxes)}
    spline = "line" if diagram.straight else "spline"
    lines = [
        "digraph {",
        f"graph[rankdir={diagram.direction},ranksep=0.72,nodesep=0.2,splines={spline},tooltip={_tip(diagram.label)}]",
        'node[shape=box,style="rounded,filled",fontname="Arial",fontsize=13,margin="0.16,0.12"]',
        'edge[color="#7f8791",arrowsize=0.7]',
        *_lanes(diagram, ordered(diagram), nodes),
        *_links(diagram, weak="[style=dotted]"),
        "}",
    ]
    return "\n".join(lines) + "\n"


def _nodes(diagram: Diagram, layers: Layers, tall: list[float]) -> dict[int, str]:
    """Boxes by their heights; what stands for a link is as deep as its row and next to nothing across."""
    nodes = {i: f'n{i}[height="{height / _INCH:.3f}"]' for i, height in enumerate(tall)}
    for row in layers.rows:
        deep = max(tall[node] for node in row if node < layers.boxes) / _INCH
        size = f'width=".03",height="{deep:.3f}"' if diagram.direction == "TB" else 'height=".03"'
        nodes |= {node: f"s{node}[{size}]" for node in row if node >= layers.boxes}
    return nodes


def _walled(rows: list[list[int]], nodes: dict[int, str]) -> Iterator[str]:
    for k, row in enumerate(rows):
        chain = " -> ".join([f"a{k}", *(nodes[node].partition("[")[0] for node in row), f"b{k}"])
        inside = ";".join(nodes[node] for node in row)
        yield f"{{rank=same;a{k}{_ANCHOR};b{k}{_ANCHOR};{inside};{chain}[style=invis]}}"
    for wall in "ab" if len(rows) > 1 else "":
        yield f"{' -> '.join(f'{wall}{k}' for k in range(len(rows)))}[style=invis,weight=100]"
    if rows:
        yield "a0 -> b0[style=invis,weight=50]"


def _lanes(diagram: Diagram, rows: list[list[int]], nodes: dict[int, str]) -> Iterator[str]:
    """A cluster a lane and a rank a row; the chain of unseen anchors keeps orphans and nested goals in their lane."""
    anchors = [f"a{i}" for i in range(len(rows))]
    for number, level in enumerate(diagram.lanes):
        yield f"subgraph cluster_{number}{{"
        word = diagram.lanes[level].upper()
        yield f'label={_label([word])};labeljust=l;fontname="Arial";fontsize=11;style=filled;color="{_COVER}"'
        for anchor, row in zip(anchors, rows, strict=True):
            if diagram.boxes[row[0]].level is level:
                inside = ";\n".join(nodes[position] for position in row)
                yield f"{{rank=same;{anchor}{_ANCHOR};{inside}}}"
        yield "}"
    if len(anchors) > 1:
        yield f"{'->'.join(anchors)}[style=invis,weight=0]"


def _links(diagram: Diagram, *, weak: str = "") -> Iterator[str]:
    names = diagram.names()
    for arrow in diagram.arrows:
        yield f"{names[arrow.parent]}->{names[arrow.child]}{weak if arrow.weak else ''}"


def _steps(diagram: Diagram, layers: Layers) -> Iterator[str]:
    """The links from row to row. Through what stands for one it goes straight, and the straighter the longer it is."""
    into, out = ("n", "s") if diagram.direction == "TB" else ("w", "e")
    stands = layers.boxes
    for upper, lowers in layers.below.items():
        for lower in lowers:
            tail, head = f"n{upper}", f"n{lower}"
            if upper >= stands:
                tail = f"s{upper}:{out}"
            if lower >= stands:
                head = f"s{lower}:{into}"
            weight = (upper >= stands) + (lower >= stands)
            yield f"{tail}->{head}" + ("", "[weight=2]", "[weight=8]")[weight]


def _box(box: Box, across: int) -> str:
    text = fit(box, across)
    state = " · ".join(plain(part) for part in (box.word, box.figure, box.badge.word if box.badge else "") if part)
    ink = GONE if "gone" in box.marks else INKS[box.level]
    fields = [f"label={_label([line for line in (*text.title, *text.owner, state) if line])}"]
    fields += [f'fillcolor="{ink.field}",color="{ink.line}",fontcolor="{ink.text}"', f"tooltip={_tip(box.title)}"]
    url = link(box.url).replace("\\", "")
    if url:
        fields.append(f'URL="{escape(url)}"')
    if "dash" in box.marks:
        fields.append('style="rounded,filled,dashed"')
    if box.marks & {"here", "first"}:
        fields.append("penwidth=2.5")
    return ",".join(fields)


def _label(lines: list[str]) -> str:
    # Entities first: no quote is left, and never an HTML-like label. A label is substituted once, so \ is \\.
    escaped = [escape(line).replace("\\", "\\\\") for line in lines]
    return '"' + "\\n".join(escaped) + '"'


def _tip(text: str) -> str:
    # A tooltip is substituted twice.
    return '"' + escape(plain(text)).replace("\\", "\\" * 4) + '"'
