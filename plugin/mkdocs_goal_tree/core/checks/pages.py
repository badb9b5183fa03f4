"""Two files for one page: GT103 of pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_goal_tree.core.findings import Note
from mkdocs_goal_tree.core.reading import GENERATED
from mkdocs_goal_tree.core.rules import found
from mkdocs_goal_tree.core.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mkdocs_goal_tree.core.findings import Finding
    from mkdocs_goal_tree.core.settings import Settings
    from mkdocs_goal_tree.core.source import Source
    from mkdocs_goal_tree.core.tree import Read


def check_pages(sources: Sequence[Source], reads: Sequence[Read], settings: Settings) -> Iterator[Finding]:
    """GT103 where a goal stands on the path of a generated page, or two files become one page."""
    goals = {read.place.source.uri: read for read in reads if read.goal}
    first: dict[str, Source] = {}
    for source in sources:
        page = page_of(source.uri)
        read = goals.get(source.uri)
        other = first.setdefault(page, source)
        before = goals.get(other.uri)
        if read and (not page or page in GENERATED) and settings.shows(page or "index"):
            message = f"{source.uri} is the path of a page that is made here"
            yield found("GT103", read.place.at("type"), message, "rename it", read.id)
        elif other is not source and (read or before) and not (read and before and read.id == before.id):
            message = f"{source.uri} and {other.uri} become the same page"
            span, first_span = (r.place.at("type") if r else Span(s.path) for r, s in ((read, source), (before, other)))
            notes = [Note(first_span, "the first file")]
            yield found("GT103", span, message, "rename one of the two", read.id if read else "", notes)


def page_of(uri: str) -> str:
    """The page that a file becomes, case aside: `x.md` and `x/index.md` are one."""
    page = uri.removesuffix(".md").lower()
    folder, _, name = page.rpartition("/")
    return folder if name in {"index", "readme"} else page
