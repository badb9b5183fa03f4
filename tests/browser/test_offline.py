"""The example's handbook from files and from a server without a network: all diagrams, the search, no foreign request.

The fixture `new_page` records each request of a test and fails it for one to another host.
"""

from __future__ import annotations

import pytest
from example_site import BOXES, HOLD_SHADOW_ROOTS, files

ENGINES = ("graphviz", "mermaid")
DRAWN = "() => document.querySelectorAll('.gt-tree .gt-node').length"
MERMAID = """() => [...document.querySelectorAll(".mermaid, .gt-mermaid")]
    .every((one) => one.shadowRoot?.querySelector(".node"))"""


def wants(html):
    return 'class="mermaid"' in html, 'class="gt-tree"' in html


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("way", ["files", "server"])
def test_every_diagram_is_drawn_without_a_network(way, engine, handbook, new_page, served):
    site = handbook("material", engine, way == "files")
    page = new_page()
    page.add_init_script(HOLD_SHADOW_ROOTS)
    address = None if way == "files" else served(site)
    empty, seen = [], 0
    for file in files(site):
        mermaid, drawn = wants(file.read_text(encoding="utf-8"))
        # Each page is opened; Mermaid takes half a second a page.
        page.goto(file.as_uri() if address is None else address + file.relative_to(site).as_posix())
        if drawn and not page.evaluate(DRAWN):
            empty.append(str(file))
        if mermaid:
            page.wait_for_function(MERMAID)
        seen += mermaid or drawn
    assert empty == []
    assert seen > 10


def test_links_lead_from_file_to_file(handbook, page):
    page.goto((handbook("material", "graphviz", True) / "index.html").as_uri())
    page.locator(".md-sidebar--primary a", has_text="Goal tree").first.evaluate("(a) => a.click()")
    page.wait_for_url("**/goals/index.html")
    page.locator(f"{BOXES}[data-goal=upload-pipeline]").first.click()
    page.wait_for_url("**/goals/outputs/upload-pipeline.html")


def test_the_search_finds_a_goal_from_files(handbook, page):
    page.goto((handbook("material", "graphviz", True) / "index.html").as_uri())
    page.locator(".md-search__input").click()
    page.keyboard.type("upload pipeline")
    page.wait_for_selector(".md-search-result__link")
    results = page.locator(".md-search-result__link").evaluate_all("(links) => links.map((a) => a.href)")
    assert any("/goals/outputs/upload-pipeline.html" in link for link in results)


def test_the_explorer_keeps_its_view_in_the_address_of_a_file(handbook, page):
    page.goto((handbook("material", "graphviz", True) / "goals" / "explore.html").as_uri())
    page.wait_for_selector(".gt-filters:not([hidden])")
    page.get_by_label("Owner").select_option("Support team")
    assert page.evaluate("location.hash") == "#owner=Support+team"
    page.reload()
    page.wait_for_selector(".gt-filters:not([hidden])")
    assert page.locator("[data-explore-count]").inner_text() == "3 of 15 goals"
