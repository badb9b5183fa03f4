"""Pages as Chromium prints them: light whatever the screen shows, whole, without scroll boxes and controls."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from example_site import OUTCOME, OUTPUT

pypdf = pytest.importorskip("pypdf", reason="pypdf is missing")

A4 = {"width": 718, "height": 1046}  # px between margins of 1 cm
PRINTED = {"goals/": 4, OUTCOME: 8, OUTPUT: 5, "goals/explore/": 3, "guide/gallery/": 15}
TITLES = "() => [...document.querySelectorAll('.gt-tree .gt-node title')].map((one) => one.textContent)"


def squeezed(text):
    return re.sub(r"\W+", "", text)


@pytest.mark.parametrize("path", PRINTED)
def test_a_page_prints_on_few_sheets_and_every_box_is_there(path, home, new_page):
    page = new_page(color_scheme="dark")
    page.goto(home() + path)
    page.wait_for_timeout(500)
    titles = {squeezed(title.rpartition(" (")[0]) for title in page.evaluate(TITLES)}
    margin = "1cm"
    paper = page.pdf(format="A4", margin={"top": margin, "right": margin, "bottom": margin, "left": margin})
    printed = pypdf.PdfReader(BytesIO(paper))
    assert len(printed.pages) <= PRINTED[path]
    text = squeezed("".join(sheet.extract_text() for sheet in printed.pages))
    assert [title for title in titles if title not in text] == []


@pytest.mark.parametrize("path", PRINTED)
def test_no_drawing_is_cut_and_nothing_scrolls(path, home, new_page):
    page = new_page(viewport=A4)
    page.goto(home() + path)
    page.emulate_media(media="print")
    page.wait_for_timeout(200)
    cut = page.evaluate("""() => [...document.querySelectorAll(".gt-tree")].filter((svg) => svg.checkVisibility())
        .map((svg) => svg.getBoundingClientRect()).filter(({ right, height }) => right > innerWidth + 1 || height > innerHeight)
        .length""")
    scrolls = page.evaluate("""() => [...document.querySelectorAll(".gt *")].filter((one) => one.checkVisibility() &&
        ["auto", "scroll"].includes(getComputedStyle(one).overflowY)).map((one) => one.className)""")
    assert cut == 0
    assert scrolls == []
    assert page.locator(".gt-zoom:visible, .gt-filters:visible, .gt-take:visible").count() == 0


@pytest.mark.parametrize("theme", ["material", "mkdocs"])
def test_the_dark_palette_prints_light(theme, home, new_page):
    page = new_page(color_scheme="dark")
    page.goto(home(theme) + OUTCOME)
    page.emulate_media(media="print", color_scheme="dark")
    ground, ink = page.locator(".gt-card").first.evaluate(
        "(card) => [getComputedStyle(card).backgroundColor, getComputedStyle(card).color]"
    )
    assert (ground, ink) == ("rgb(255, 255, 255)", "rgb(0, 0, 0)")


def test_an_enlarged_drawing_prints_as_it_was(home, new_page):
    page = new_page(viewport={"width": 700, "height": 800})
    page.goto(home() + "goals/")
    page.wait_for_selector(".gt-zoom:not([hidden])")
    page.get_by_role("button", name="Zoom in").first.click()
    page.wait_for_timeout(100)
    page.emulate_media(media="print")
    box = page.locator(".gt-tree").first.bounding_box()
    assert box["x"] + box["width"] <= 700


def test_links_to_other_sites_are_written_out(home, new_page):
    page = new_page()
    page.goto(home() + OUTCOME)
    link = page.locator('.gt a[rel="noopener"]').first
    page.emulate_media(media="print")
    written = link.evaluate("(a) => getComputedStyle(a, '::after').content")
    assert link.get_attribute("href") in written
