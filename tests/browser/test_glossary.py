"""The glossary as people use it: tooltips by pointer, keyboard and finger, the filter, and the card on paper."""

from __future__ import annotations

import os
import re
from importlib.resources import files
from unittest import mock

import pytest
import sites
import small

THEMES = ("material", "mkdocs", "readthedocs")
DEFINITION = 'An outcome is <b>no markup</b> & "measured".'
TEXT = """
# Home

An outcome is one thing.

More text.

{:.end}

The output is another thing, at the end of a line that is long enough to reach the end of any column of a page, impact.
"""
TERMS = {
    "docs/glossary/outcome.md": f"---\nterm: Outcome\ndefinition: '{DEFINITION}'\n"
    "faq:\n  - {q: First?, a: Yes.}\n  - {q: What is second?, a: This one.}\n---\n",
    "docs/glossary/output.md": "---\nterm: Output\ncategory: Made\ndefinition: What a team makes.\n---\n",
    "docs/glossary/impact.md": "---\nterm: Impact\naliases: grand effect\ndefinition: A result that all want.\n---\n",
    "docs/glossary/epreuve.md": "---\nterm: Épreuve\ncategory: Made\ndefinition: Un essai.\n---\n",
}
WORD = "a.gt-term"
TIP = "[role=tooltip]"


@pytest.fixture(scope="session")
def glossary(tmp_path_factory, served):
    """`glossary(theme)` is the address of a small handbook whose home page uses terms."""
    built = {}

    def address(theme="material"):
        if theme not in built:
            config = small.config(theme=theme, plugin="glossary:\n  link: all\nfail_on: never")
            if theme == "material":
                config = config.replace("font: false", "font: false, features: [navigation.instant, content.tooltips]")
            config = _quiet(config, theme)
            folder = tmp_path_factory.mktemp("glossary")
            sites.write(folder, {"mkdocs.yml": config, "docs/index.md": TEXT, **small.GOALS, **TERMS})
            built[theme] = served(sites.build(folder).site)
        return built[theme]

    return address


@pytest.fixture(scope="session")
def cards(tmp_path_factory, served):
    """`cards(theme)` is the address of a handbook with the packaged terms."""
    built = {}

    def address(theme):
        if theme not in built:
            folder = tmp_path_factory.mktemp("cards")
            terms = {
                f"docs/glossary/{one.name}": one.read_bytes()
                for one in (files("mkdocs_goal_tree") / "terms").iterdir()
                if one.name.endswith(".md")
            }
            config = _quiet(small.config(theme=theme), theme)
            sites.write(folder, {"docs/index.md": "# Home\n", "mkdocs.yml": config, **small.GOALS, **terms})
            with mock.patch.dict(os.environ, GOAL_TREE_FAIL_ON="never"):
                built[theme] = served(sites.build(folder).site)
        return built[theme]

    return address


def _quiet(config, theme):
    """The other themes would fetch a highlighter from another host."""
    return config.replace(f"theme: {theme}\n", f"theme: {{name: {theme}, highlightjs: false}}\n")


def described(page, word):
    """What a screen reader says of a word beside its name."""
    return page.evaluate(
        "word => document.getElementById(word.getAttribute('aria-describedby'))?.textContent ?? ''",
        word.element_handle(),
    )


@pytest.mark.parametrize("theme", THEMES)
def test_a_word_under_the_pointer_shows_its_definition(glossary, page, theme):
    page.goto(glossary(theme))
    word = page.locator(WORD, has_text="outcome")
    word.hover()
    page.locator(TIP).wait_for(state="visible")
    assert page.locator(TIP).inner_text() == DEFINITION
    assert described(page, word) == DEFINITION
    assert page.locator(f"{TIP}:visible").count() == 1
    page.locator(TIP).hover()
    page.wait_for_timeout(400)
    assert page.locator(TIP).is_visible()
    page.mouse.move(2, 890)
    page.locator(TIP).wait_for(state="hidden")
    assert word.get_attribute("aria-describedby") is None


@pytest.mark.parametrize("theme", THEMES)
def test_a_word_that_is_reached_by_keyboard_shows_its_definition_until_escape(glossary, page, theme):
    page.goto(glossary(theme))
    word = page.locator(WORD, has_text="outcome")
    word.focus()
    assert page.locator(TIP).is_visible()
    assert described(page, word) == DEFINITION
    page.keyboard.press("Escape")
    assert page.locator(TIP).is_hidden()
    assert word.evaluate("word => word === document.activeElement")
    page.keyboard.press("Tab")
    assert described(page, page.locator(WORD, has_text="output")) == "What a team makes."
    page.locator(WORD, has_text="output").blur()
    assert page.locator(TIP).is_hidden()


@pytest.mark.parametrize("theme", THEMES)
def test_the_first_tap_shows_the_definition_and_the_second_follows_the_link(glossary, new_page, theme):
    page = new_page(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    address = glossary(theme)
    page.goto(address)
    outcome, output = page.locator(WORD, has_text="outcome"), page.locator(WORD, has_text="output")
    outcome.tap()
    assert page.locator(TIP).inner_text() == DEFINITION
    output.tap()
    assert page.locator(TIP).inner_text() == "What a team makes."
    page.locator("h1").first.tap()
    assert page.locator(TIP).is_hidden()
    outcome.tap()
    assert page.url == address
    outcome.tap()
    page.wait_for_url("**/glossary/outcome/")


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("width", [320, 1400])
def test_a_definition_stays_within_the_window(glossary, new_page, theme, width):
    page = new_page(viewport={"width": width, "height": 600})
    page.goto(glossary(theme))
    for word in page.locator(WORD).all():
        word.focus()
        box = page.locator(TIP).bounding_box()
        assert 0 <= box["x"] <= box["x"] + box["width"] <= width
        assert box["y"] >= 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_definition_is_gone_on_the_page_that_instant_navigation_brings(glossary, page):
    page.goto(glossary())
    page.locator(WORD, has_text="outcome").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary/outcome/")
    page.locator("h1", has_text="Outcome").wait_for()
    page.evaluate("window.dispatchEvent(new Event('scroll'))")
    assert page.locator(f"{TIP}:visible").count() == 0


def test_without_script_a_word_is_a_link(glossary, new_page):
    page = new_page(java_script_enabled=False)
    page.goto(glossary())
    page.locator(WORD, has_text="outcome").click()
    page.wait_for_url("**/glossary/outcome/")
    assert page.locator(".gt-def").inner_text() == DEFINITION


@pytest.mark.parametrize("theme", THEMES)
def test_the_filter_finds_terms_by_name_alias_and_category(glossary, page, theme):
    page.goto(glossary(theme) + "glossary/")

    def listed():
        return page.locator(".gt-terms dt:visible a").all_inner_texts()

    assert listed() == ["Épreuve", "Impact", "Outcome", "Output"]
    page.get_by_placeholder("Find a term").fill("epreuve")
    assert listed() == ["Épreuve"]
    page.get_by_placeholder("Find a term").fill("grand")
    assert listed() == ["Impact"]
    assert page.locator(".gt-terms h2:visible").all_inner_texts() == ["I"]
    assert page.locator(".gt-letters a[aria-disabled=true]").all_inner_texts() == ["E", "O"]
    page.get_by_placeholder("Find a term").fill("")
    page.get_by_role("button", name="Made 2").click()
    assert listed() == ["Épreuve", "Output"]
    page.get_by_role("button", name="All 4").click()
    assert len(listed()) == 4


def test_a_link_to_a_question_opens_it(glossary, page):
    page.goto(glossary() + "glossary/outcome/#what-is-second")
    page.locator("p", has_text="This one.").wait_for(state="visible")
    first, second = page.locator("details.gt-fold").all()
    assert second.get_attribute("id") == "what-is-second"
    assert second.get_attribute("open") is not None
    assert page.get_by_label("Link to: What is second?").get_attribute("href").endswith("#what-is-second")
    assert first.get_attribute("open") is not None


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_cheat_sheet_prints_on_two_pages(cards, page, theme, paper):
    page.goto(cards(theme) + "glossary/cheat-sheet/")
    assert page.locator("dl.gt-words dt").count() == 16
    for margin in ("10mm", "14mm"):
        pdf = page.pdf(format=paper, margin=dict.fromkeys(("top", "right", "bottom", "left"), margin))
        assert len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf)) == 2


@pytest.mark.parametrize("width", [320, 390, 1400])
@pytest.mark.parametrize(
    "url", ["glossary/", "glossary/cheat-sheet/", "glossary/outcome-vs-output/", "glossary/deliverable/"]
)
def test_no_page_of_the_glossary_scrolls_sideways(cards, new_page, width, url):
    page = new_page(viewport={"width": width, "height": 900})
    page.goto(cards("material") + url)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
