"""Fences in pages that ask for a diagram, a table, a metric's card or a count.

While a page is rendered an empty element stands for each. What is wrong with one is told at its place in the page's
text; what the others show is made when all pages are known, and put in when the page is written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from mkdocs_goal_tree.core import rules
from mkdocs_goal_tree.core.dates import year_start
from mkdocs_goal_tree.core.embeds import CountEmbed, MetricEmbed, TableEmbed, TreeEmbed, read_embed
from mkdocs_goal_tree.core.facts import TreeFacts
from mkdocs_goal_tree.core.findings import in_order
from mkdocs_goal_tree.core.source import Span
from mkdocs_goal_tree.markdown_embeds import find_fences
from mkdocs_goal_tree.render import embeds as made
from mkdocs_goal_tree.render.selecting import select

from .diagrams import Wishes, legend, present_tree, want
from .references import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mkdocs.structure.pages import Page

    from mkdocs_goal_tree.core.embeds import Embed
    from mkdocs_goal_tree.core.findings import Finding
    from mkdocs_goal_tree.core.optionlines import BadOption
    from mkdocs_goal_tree.markdown_embeds import Fence
    from mkdocs_goal_tree.render.view import View

    from .build import Build
    from .references import Text

_PLACE = re.compile(r'<div class="goal-tree-embed-(\d+)"></div>')
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_LINE_END = re.compile(r"\r\n?|\n")


class Asked(NamedTuple):
    """A fence as it was met while its page was rendered: its name, its lines, what stands behind its name."""

    name: str
    text: str
    header: str


@dataclass
class Embeds:
    """The fences of one build by page."""

    asked: dict[str, list[Asked]] = field(default_factory=dict)
    """Path of a page → its fences in order, also those that turned out to be examples."""
    read: dict[tuple[str, int], Embed | Sequence[Finding]] = field(default_factory=dict)
    """Path of a page and number of a fence → what it asks for, or what is wrong with it."""
    html: dict[tuple[str, int], str] = field(default_factory=dict)


def ask(build: Build | None, name: str, text: str, header: str) -> str:
    """What stands for a fence of the page that is rendered right now; the fence as text where no page is."""
    if build is None or build.page is None:
        return f"<pre><code>{escape(text)}</code></pre>"
    asked = build.embeds.asked.setdefault(build.page.file.src_uri, [])
    asked.append(Asked(name, text, header))
    return f'<div class="goal-tree-embed-{len(asked) - 1}"></div>'


def read_embeds(build: Build, html: str, page: Page) -> None:
    """Reads the fences that a page shows; what is wrong with them is told."""
    uri = page.file.src_uri
    asked = build.embeds.asked.get(uri, ())
    numbers = {int(match[1]) for match in _PLACE.finditer(_COMMENT.sub("", html))} if asked else set()
    for number in sorted(number for number in numbers if number < len(asked)):
        one = asked[number]
        read = read_embed(one.name, one.text, build.project.tree, header=one.header)
        if isinstance(read, list):
            found = in_order(_told(build, page, number, read))
            build.told_late += build.add_late(found)
            build.embeds.read[uri, number] = found
        else:
            build.embeds.read[uri, number] = read


def make_embeds(build: Build) -> None:
    """What the fences show, once all of the build is known; diagrams are asked for."""
    facts = TreeFacts(build.project.tree, build.settings, build.findings, build.hidden)
    for (uri, number), embed in build.embeds.read.items():
        page = build.page_of(uri)
        if page is not None:
            build.embeds.html[uri, number] = _made(build, page, embed, facts, number)


def fill_embeds(build: Build, html: str, page: Page) -> str:
    """The page's HTML with what its fences show."""
    made = build.embeds.html
    uri = page.file.src_uri
    return (
        _PLACE.sub(lambda match: made.get((uri, int(match[1])), match[0]), html) if uri in build.embeds.asked else html
    )


def _made(build: Build, page: Page, embed: Embed | Sequence[Finding], facts: TreeFacts, number: int) -> str:
    view = build.view(page)
    match embed:
        case TreeEmbed():
            return _tree(build, page, view, embed, facts, number)
        case TableEmbed():
            return made.table_embed(view, embed, facts)
        case MetricEmbed():
            return made.metric_embed(view, embed, number)
        case CountEmbed():
            return made.count_embed(view, embed, facts)
        case _:
            return made.fault_embed(view, embed)


def _tree(  # noqa: PLR0913, PLR0917 - what a diagram needs
    build: Build, page: Page, view: View, asked: TreeEmbed, facts: TreeFacts, number: int
) -> str:
    since = year_start(build.settings.today, build.settings.fiscal_year_starts)
    chosen = select(asked, facts, since, f"embed/{number}")
    if not chosen.goals:
        return made.empty_embed(view)
    wishes = Wishes(engine=asked.engine, owners=asked.owners)
    if asked.direction:
        wishes["direction"] = asked.direction
    if asked.max_nodes:
        wishes["max_nodes"] = asked.max_nodes
    if asked.roots or asked.where or asked.levels or asked.down is not None:
        diagram, caption = want(build, page, view, chosen, **wishes)
    else:
        diagram, caption, _ = present_tree(build, page, view, name=chosen.name, **wishes)
    key = legend(build, page, chosen.name) if asked.legend else None
    return made.tree_embed(view, diagram, asked.caption or caption, key, chosen.goals)


def _told(build: Build, page: Page, number: int, faults: Sequence[BadOption]) -> Iterator[Finding]:
    """GT904 at the options of a fence."""
    uri = page.file.src_uri
    read = build.reads.get(uri)
    place = read.place if read else build.terms.places.get(uri)
    goal = read.id if read and build.is_goal(read) else ""
    text = text_of(place, page.file, build.home)
    lines = _LINE_END.split(text.text)
    fence = _places(lines, build.embeds.asked[uri])[number]
    for fault in faults:
        yield rules.found("GT904", _span(text, lines, fence, fault), fault.message, fault.help, goal)


def _places(lines: list[str], asked: Sequence[Asked]) -> list[Fence | None]:
    """Each fence that was met where it stands in the text: the next one of that content, indentation aside."""
    written = list(find_fences(lines))
    contents = [(fence.name, _bare(fence.text)) for fence in written]
    placed: list[Fence | None] = []
    start = 0
    for one in asked:
        content = one.name, _bare(one.text)
        at = next((i for i in (*range(start, len(written)), *range(start)) if contents[i] == content), None)
        placed.append(None if at is None else written[at])
        start = start if at is None else at + 1
    return placed


def _bare(text: str) -> list[str]:
    return [line.strip() for line in text.rstrip().split("\n")]


def _span(text: Text, lines: Sequence[str], fence: Fence | None, fault: BadOption) -> Span:
    """The place of a fault; the first line of a page where the fence came from elsewhere."""
    if fence is None:
        return Span(text.path)
    number = fence.start + 1 + fault.line
    line = lines[number]
    inside = fence.lines[fault.line] if fault.line >= 0 else line.lstrip(" \t>")
    start = len(line) - len(inside) + fault.column
    return Span(text.path, text.line + number, start, text.line + number, len(line.rstrip()) + 1)
