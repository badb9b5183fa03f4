"""The example's handbook from files, without a server: links, the search, the explorer. Its diagrams: test_every_page."""

from __future__ import annotations

from example_site import BOXES


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
