"""Every page of the handbook is opened once in each theme, and with Mermaid; the tests look at what was seen there."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

import pytest
from example_site import HOLD_SHADOW_ROOTS, Kind, files, pages
from visitors import watched

THEMES = ("material", "mkdocs", "readthedocs")
ENGINES = ("graphviz", "mermaid")
WIDTHS = (320, 390, 768, 1400, 1920)
# A link is its address, and whether it stands in a drawing under the name that browsers follow there without a script.
LOOK = """() => ({
    heads: document.querySelectorAll("h1").length,
    links: [...document.querySelectorAll(".gt a, .md-nav a")].map((a) =>
        [a.getAttribute("xlink:href") ?? a.getAttribute("href"), a.closest("svg") !== null && a.hasAttribute("href")]),
    boxes: document.querySelectorAll(".gt-tree .gt-node").length,
    drawings: document.querySelectorAll("svg.gt-tree").length,
    nameless: document.querySelectorAll("svg.gt-tree:not([role=group][aria-label]), svg.gt-tree[aria-label='']").length,
    twins: document.querySelectorAll(".gt-outline").length,
})"""
MERMAID = """() => [...document.querySelectorAll(".mermaid, .gt-mermaid")]
    .every((one) => one.shadowRoot?.querySelector(".node"))"""


class Page(NamedTuple):
    """What was seen on one."""

    path: str
    address: str
    html: str
    heads: int
    links: list[tuple[str, bool]]
    boxes: int
    drawings: int
    nameless: int
    twins: int
    widths: dict[int, int]
    """How wide the page is in windows of these widths."""


class Walk(NamedTuple):
    """All pages of one site; `trouble` is what the browser complained about."""

    pages: list[Page]
    trouble: list[str]


@pytest.fixture(scope="module")
def walk(chromium, handbook, home):
    """`walk(theme, engine, offline)` opens every page of that handbook, from a server or, offline, from files."""
    walks = {}

    def visit(theme="material", engine="graphviz", offline=False):
        chosen = Kind(theme, engine, offline)
        if chosen not in walks:
            site = handbook(*chosen)
            where = _files(site) if offline else _addresses(site, home(*chosen))
            if engine == "mermaid":
                # What is the same file to the letter has been looked at.
                known = {one.html for one in visit(theme, "graphviz", offline).pages}
                where = {path: (at, html) for path, (at, html) in where.items() if html not in known}
            trouble = []
            with watched(chromium, trouble) as page:
                page.add_init_script(HOLD_SHADOW_ROOTS)
                seen = [_look(page, path, *at, chosen) for path, at in where.items()]
            walks[chosen] = Walk(seen, trouble)
        return walks[chosen]

    return visit


def _files(site):
    return {file.relative_to(site).as_posix(): (file.as_uri(), file.read_text("utf-8")) for file in files(site)}


def _addresses(site, home):
    return {path: (home + path, (site / path / "index.html").read_text("utf-8")) for path in pages(site)}


def _look(page, path, address, html, kind):
    page.set_viewport_size({"width": 1400, "height": 900})
    page.goto(address)
    if kind.theme == "material" and 'class="mermaid"' in html:  # the other themes leave what is written as text
        page.wait_for_function(MERMAID)
    seen = page.evaluate(LOOK)
    return Page(path, address, html, **seen, widths={width: _width(page, width) for width in WIDTHS if kind == Kind()})


def _width(page, width):
    page.set_viewport_size({"width": width, "height": 900})
    return page.evaluate("document.documentElement.scrollWidth")


@pytest.mark.parametrize("theme", THEMES)
def test_no_page_has_an_error_or_asks_another_host(theme, walk):
    assert walk(theme).trouble == []
    assert len(walk(theme).pages) > 150
    assert [page.path for page in walk(theme).pages if page.heads != 1] == []


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("offline", [True, False], ids=["files", "server"])
def test_every_diagram_is_drawn_without_a_network(offline, engine, walk):
    """No name is looked up in this browser, and a request to another host is trouble."""
    pages, trouble = walk("material", engine, offline)
    assert trouble == []
    assert [page.path for page in pages if 'class="gt-tree"' in page.html and not page.boxes] == []
    # Those with Mermaid were waited for.
    assert sum('class="gt-tree"' in page.html or 'class="mermaid"' in page.html for page in pages) > 10


def test_every_link_of_ours_leads_to_a_page(walk, handbook):
    broken = []
    for page in walk().pages:
        for link, is_bare in page.links:
            target = urlsplit(urljoin(page.address, link))
            if is_bare:
                broken.append(f"{page.path}: bare href {link} in a drawing")
            if target.hostname == "127.0.0.1" and not _has(handbook(), target.path, target.fragment):
                broken.append(f"{page.path}: {link}")
    assert broken == []


def _has(site, path, fragment):
    file = site / path.lstrip("/")
    file = file / "index.html" if path.endswith("/") else file
    return file.is_file() and (not fragment or f'id="{fragment}"' in file.read_text(encoding="utf-8"))


def test_no_page_scrolls_sideways(walk):
    wide = [
        f"{page.path} {width}: {over}" for page in walk().pages for width, over in page.widths.items() if over > width
    ]
    assert wide == []
    assert {tuple(page.widths) for page in walk().pages} == {WIDTHS}


def test_every_diagram_has_a_name_and_a_text_twin(walk):
    assert [page.path for page in walk().pages if page.nameless] == []
    assert [page.path for page in walk().pages if page.drawings and not page.twins] == []
