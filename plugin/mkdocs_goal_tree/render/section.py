"""A section: a block of a page under its own heading."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .view import render

if TYPE_CHECKING:
    from collections.abc import Collection

    from .view import View


class Section(NamedTuple):
    """A block of a page under a heading; `html` has the h2 with `id`, `title` is its text for the table of contents."""

    id: str
    title: str
    html: str


def section(view: View, template: str, title: str, note: str = "", *, name: str = "", **values: object) -> Section:
    """A section from a template; `name` is its id where that is not the template's name."""
    name = name or template
    html = render(view, f"{template}.html.jinja", id=name, title=title, note=note, **values)
    return Section(name, f"{title} {note}".strip(), html)


def apart(made: Section, taken: Collection[str], more: str) -> Section:
    """The section under an id that no heading of the author's text has; `more` is added to it until it is its own."""
    name = made.id
    while name in taken:
        name += more
    return (
        made if name == made.id else Section(name, made.title, made.html.replace(f'id="{made.id}"', f'id="{name}"', 1))
    )


class Page(NamedTuple):
    """A generated page: the text of its h1, what stands below it, and its h2 headings as (id, text)."""

    title: str
    html: str
    toc: tuple[tuple[str, str], ...] = ()
