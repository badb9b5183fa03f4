"""The explorer: filters over outline and picture, a view that can be shared, the way back, no script, a phone."""

from __future__ import annotations

import pytest

EXPLORER = "goals/explore/"
SHOWN = "() => [...document.querySelectorAll('.gt-explore li[data-goal]')].filter((li) => li.checkVisibility())"
MATCHING = f"() => [...new Set(({SHOWN})().filter((li) => !li.matches('.around')).map((li) => li.dataset.goal))].sort()"
AROUND = f"() => [...new Set(({SHOWN})().filter((li) => li.matches('.around')).map((li) => li.dataset.goal))].sort()"
DRAWN = "() => [...document.querySelectorAll('.gt-tree .gt-node:not(.out)')].map((box) => box.dataset.goal).sort()"
SUPPORT = ["fewer-assessment-related-complaints", "reply-templates", "support-answers-the-same-day"]
IMPACTS = ["active-learner-engagement", "fewer-customer-complaints"]


@pytest.fixture
def explorer(home, page):
    page.goto(home() + EXPLORER)
    page.wait_for_selector(".gt-filters:not([hidden])")
    return page


def count(page):
    return page.locator("[data-explore-count]").inner_text()


def test_all_goals_stand_in_the_outline_and_in_the_picture(explorer):
    assert len(explorer.evaluate(MATCHING)) == 15
    assert explorer.evaluate(MATCHING) == explorer.evaluate(DRAWN)
    assert count(explorer) == "15 of 15 goals"
    assert explorer.get_by_role("button", name="Clear filters").is_hidden()


def test_a_filter_leaves_matches_and_what_they_serve_and_fades_the_others_in_the_picture(explorer):
    explorer.get_by_label("Owner").select_option("Support team")
    assert explorer.evaluate(MATCHING) == SUPPORT
    assert explorer.evaluate(AROUND) == IMPACTS
    assert explorer.evaluate(DRAWN) == SUPPORT
    assert count(explorer) == "3 of 15 goals"
    faint = explorer.locator(".gt-node[data-goal=upload-pipeline]")
    assert float(faint.evaluate("(box) => getComputedStyle(box).opacity")) < 0.5


def test_text_is_looked_for_in_titles_owners_and_tags_without_case_and_accents(explorer):
    explorer.get_by_label("Find a goal").fill("UPLÖAD platform")
    assert explorer.evaluate(MATCHING) == ["upload-pipeline"]


def test_filters_add_up_and_clear_takes_them_all_back(explorer):
    explorer.get_by_label("Owner").select_option("Support team")
    explorer.get_by_label("Level").select_option("Output")
    assert explorer.evaluate(MATCHING) == ["reply-templates"]
    explorer.get_by_role("button", name="Clear filters").click()
    assert len(explorer.evaluate(MATCHING)) == 15
    assert explorer.evaluate("location.hash") == ""


@pytest.mark.parametrize(
    ("label", "value", "expected"),
    [
        ("Level", "impact", IMPACTS),
        ("Status", "planned", ["real-time-alerts"]),
        ("Status", "missed", ["new-learners-finish-a-first-lesson"]),
    ],
)
def test_each_drop_down_filters(explorer, label, value, expected):
    explorer.get_by_label(label).select_option(value)
    assert explorer.evaluate(MATCHING) == expected


def test_period_and_tag_filter_too(explorer):
    for label in ("Period", "Tag"):
        options = explorer.get_by_label(label).locator("option").all_inner_texts()
        explorer.get_by_label(label).select_option(options[1])
        assert 0 < len(explorer.evaluate(MATCHING)) < 15, label
        explorer.get_by_role("button", name="Clear filters").click()


def test_the_view_is_in_the_address_and_opens_again_elsewhere(explorer, new_page):
    explorer.get_by_label("Owner").select_option("Support team")
    explorer.get_by_label("Find a goal").fill("reply")
    address = explorer.evaluate("location.href")
    assert address.endswith("#q=reply&owner=Support+team")
    other = new_page()
    other.goto(address)
    other.wait_for_selector(".gt-filters:not([hidden])")
    assert other.evaluate(MATCHING) == ["reply-templates"]
    assert other.get_by_label("Find a goal").input_value() == "reply"


def test_the_back_button_takes_back_one_choice_after_the_other(explorer):
    explorer.get_by_label("Owner").select_option("Support team")
    explorer.get_by_label("Level").select_option("output")
    explorer.go_back()
    explorer.wait_for_function("() => document.querySelector('[data-explore=level]').value === ''")
    assert explorer.evaluate(MATCHING) == SUPPORT
    explorer.go_back()
    explorer.wait_for_function("() => document.querySelector('[data-explore=owner]').value === ''")
    assert len(explorer.evaluate(MATCHING)) == 15
    explorer.go_forward()
    explorer.wait_for_function("() => document.querySelector('[data-explore=owner]').value === 'Support team'")
    assert explorer.evaluate(MATCHING) == SUPPORT


def test_a_goal_that_was_opened_leads_back_to_the_same_view(explorer):
    explorer.get_by_label("Owner").select_option("Support team")
    explorer.get_by_role("link", name="Reply templates").first.click()
    explorer.wait_for_url("**/reply-templates/")
    explorer.go_back()
    explorer.wait_for_selector(".gt-explore")
    explorer.wait_for_function("() => document.querySelector('[data-explore=owner]').value === 'Support team'")
    assert explorer.evaluate(MATCHING) == SUPPORT


def test_an_address_with_a_value_that_no_goal_has_shows_all(home, page):
    page.goto(home() + EXPLORER + "#owner=Nobody&level=output&x=%3Cimg%20src%3Dx%3E")
    page.wait_for_selector(".gt-filters:not([hidden])")
    assert len(page.evaluate(MATCHING)) == 7


def test_a_line_of_the_outline_lights_its_box(explorer):
    explorer.locator(".gt-twig", has_text="OCR handwriting engine").first.hover()
    explorer.wait_for_selector(".gt-tree[data-lit=ocr-handwriting-engine]")
    explorer.locator(".gt-twig a", has_text="Reply templates").first.focus()
    explorer.wait_for_selector(".gt-tree[data-lit=reply-templates]")


def test_folds_that_a_search_opened_close_again(explorer):
    fold = explorer.locator(".gt-explore details").first
    fold.locator("summary").first.click()
    assert fold.get_attribute("open") is None
    explorer.get_by_label("Find a goal").fill("upload")
    assert fold.get_attribute("open") == ""


def test_instant_navigation_brings_a_working_explorer(home, page):
    page.goto(home() + "goals/", wait_until="networkidle")
    page.evaluate("window.stayed = true")
    page.locator(".md-sidebar--primary a", has_text="Explorer").first.evaluate("(a) => a.click()")
    page.wait_for_selector(".gt-explore")
    page.wait_for_selector(".gt-filters:not([hidden])")
    page.get_by_label("Owner").select_option("Support team")
    assert page.evaluate(MATCHING) == SUPPORT
    assert page.evaluate("window.stayed") is True


@pytest.mark.parametrize("theme", ["material", "mkdocs", "readthedocs"])
def test_without_script_outline_and_picture_are_whole_and_controls_hidden(theme, home, new_page):
    page = new_page(java_script_enabled=False)
    page.goto(home(theme) + EXPLORER)
    assert page.locator(".gt-explore li[data-goal]").count() == 21
    assert page.locator(".gt-tree .gt-node").count() == 15
    assert page.locator(".gt-filters").is_hidden()


def test_on_a_phone_the_outline_comes_first(home, new_page):
    page = new_page(viewport={"width": 390, "height": 844})
    page.goto(home() + EXPLORER)
    words = page.locator(".gt-explore .words").bounding_box()
    picture = page.locator(".gt-explore figure").bounding_box()
    assert words["y"] + words["height"] <= picture["y"]


def test_beside_each_other_where_there_is_room(explorer):
    words = explorer.locator(".gt-explore .words").bounding_box()
    picture = explorer.locator(".gt-explore figure").bounding_box()
    assert words["x"] + words["width"] <= picture["x"]
