"""Pages as Chromium prints them: light whatever the screen shows, whole, without scroll boxes and controls."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from example_site import OUTCOME, OUTPUT
from visitors import settle

pypdf = pytest.importorskip("pypdf", reason="pypdf is missing")

A4 = {"width": 718, "height": 1046}  # px between margins of 1 cm
BRIEF = f"{OUTCOME}brief/"
PRINTED = {
    "goals/": 4,
    "goals/explore/": 3,
    "goals/health/": 5,
    "goals/learning/": 3,
    "goals/owners/": 1,
    "goals/owners/platform-team/": 1,
    "goals/periods/2026-q2/": 1,
    "goals/rules/": 6,
    "goals/timeline/": 4,
    "guide/gallery/": 14,
    BRIEF: 1,
    OUTCOME: 6,
    OUTPUT: 5,
}
TITLES = "() => [...document.querySelectorAll('.gt-tree .gt-node title')].map((one) => one.textContent)"


def squeezed(text):
    return re.sub(r"\W+", "", text)


def printed(page):
    """The text of each sheet of A4."""
    margin = dict.fromkeys(("top", "right", "bottom", "left"), "1cm")
    paper = page.pdf(format="A4", margin=margin)
    return [sheet.extract_text() for sheet in pypdf.PdfReader(BytesIO(paper)).pages]


@pytest.mark.parametrize("path", PRINTED)
def test_a_page_prints_on_few_sheets_and_every_box_is_there(path, home, new_page):
    page = new_page(color_scheme="dark")
    page.goto(home() + path)
    settle(page)
    titles = {squeezed(title.rpartition(" (")[0]) for title in page.evaluate(TITLES)}
    sheets = printed(page)
    assert len(sheets) <= PRINTED[path]
    assert [title for title in titles if title not in squeezed("".join(sheets))] == []
    assert [sheet for sheet in sheets if not sheet.strip()] == []


@pytest.mark.parametrize("path", PRINTED)
def test_no_drawing_is_cut_and_nothing_scrolls(path, home, new_page):
    page = new_page(viewport=A4)
    page.goto(home() + path)
    page.emulate_media(media="print")
    settle(page)
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
    settle(page)
    page.emulate_media(media="print")
    box = page.locator(".gt-tree").first.bounding_box()
    assert box["x"] + box["width"] <= 700


def test_links_to_other_sites_are_written_out(home, new_page):
    page = new_page()
    page.goto(home() + OUTCOME)
    page.emulate_media(media="print")
    written = page.locator(".gt a").evaluate_all(
        """(links) => links.filter((a) => a.checkVisibility()).map((a) =>
            [a.getAttribute("href"), getComputedStyle(a, "::after").content])
            .filter(([, after]) => after !== "none" && after !== '""')"""
    )
    assert written == [
        ["https://example.org/analytics/results-opened", '" (https://example.org/analytics/results-opened)"'],
        [
            "https://example.org/notebooks/result-and-next-exercise",
            '" (https://example.org/notebooks/result-and-next-exercise)"',
        ],
        ["https://example.org/assessment/minutes/2026-04-14", '" (https://example.org/assessment/minutes/2026-04-14)"'],
    ]


@pytest.mark.parametrize("theme", ["material", "mkdocs"])
def test_a_fold_prints_as_the_reader_left_it(theme, home, new_page):
    page = new_page()
    page.goto(home(theme) + OUTCOME)
    closed = squeezed("".join(printed(page)))
    page.get_by_text("Numbers as a table").click()
    page.wait_for_timeout(100)
    opened = squeezed("".join(printed(page)))
    again = squeezed("".join(printed(page)))
    assert ("15Apr202639" in closed, "15Apr202639" in opened, "15Apr202639" in again) == (False, True, True)
    assert page.locator(".gt details.gt-fold[open]").count() == 1


def test_no_heading_ends_a_sheet(home, new_page):
    page = new_page()
    for path in ("goals/health/", "goals/learning/", "goals/timeline/"):
        page.goto(home() + path)
        headings = page.locator(".md-content h2").all_text_contents()
        ends = [squeezed(sheet)[-40:] for sheet in printed(page)]
        assert [one for one in headings for end in ends if end.endswith(squeezed(one))] == []
