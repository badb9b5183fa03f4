"""What a diagram can do beyond being read: its lineage lights up, arrow keys follow links, it zooms and fills the screen."""

from __future__ import annotations

import pytest
from example_site import BOXES, OUTCOME, OUTPUT
from visitors import settle

LIT = "() => [...document.querySelectorAll('.gt-tree[data-lit] .gt-node.lit')].map((box) => box.dataset.goal).sort()"
SCALE = """() => { const svg = document.querySelector(".gt-tree");
    return Math.round(100 * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width); }"""
LINEAGE = [
    "active-learner-engagement",
    "fewer-assessment-related-complaints",
    "fewer-customer-complaints",
    "learners-act-on-their-result",
    "upload-pipeline",
]


def box(page, goal):
    return page.locator(f"{BOXES}[data-goal='{goal}']").first


def focused(page):
    return page.evaluate("() => document.activeElement.dataset.goal ?? ''")


# ---------- lineage ----------


def test_a_box_that_is_pointed_at_lights_all_that_it_serves(home, page):
    page.goto(home() + "goals/")
    box(page, "upload-pipeline").hover()
    assert page.evaluate(LIT) == LINEAGE
    assert page.locator(".gt-edges path.lit").count() == 10, "five links, each a line and a head"
    others = page.locator(f"{BOXES}:not(.lit)").first
    assert float(others.evaluate("(box) => getComputedStyle(box).opacity")) < 0.5
    page.mouse.move(5, 5)
    assert page.evaluate(LIT) == []


def test_a_box_that_is_focused_lights_all_that_serves_it_until_the_focus_goes(home, page):
    page.goto(home() + "goals/")
    page.locator(".gt-figure .gt-scroll").first.focus()
    page.keyboard.press("Tab")
    assert focused(page) == "active-learner-engagement"
    assert "upload-pipeline" in page.evaluate(LIT)
    assert "fewer-customer-complaints" not in page.evaluate(LIT)
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(LIT) == []


# ---------- keyboard ----------


def test_arrow_keys_follow_the_links_and_enter_opens(home, page):
    page.goto(home() + "goals/")
    box(page, "active-learner-engagement").focus()
    walked = []
    for key in ("ArrowDown", "ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp", "ArrowUp"):
        page.keyboard.press(key)
        walked.append(focused(page))
    assert walked == [
        "learners-act-on-their-result",
        "fewer-assessment-related-complaints",
        "learners-act-on-their-result",
        "ocr-handwriting-engine",
        "learners-act-on-their-result",
        "active-learner-engagement",
    ]
    page.keyboard.press("ArrowUp")
    assert focused(page) == "active-learner-engagement", "nothing is above it"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(home() + OUTCOME)


def test_in_a_diagram_from_left_to_right_the_keys_turn_with_it(home, page):
    page.goto(home() + "goals/explore/")
    assert page.locator(".gt-tree").get_attribute("data-direction") == "LR"
    box(page, "active-learner-engagement").focus()
    page.keyboard.press("ArrowRight")
    child = focused(page)
    assert box(page, child).get_attribute("data-level") == "outcome"
    page.keyboard.press("ArrowDown")
    assert box(page, focused(page)).get_attribute("data-level") == "outcome"
    assert focused(page) != child
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowLeft")
    assert focused(page) == "active-learner-engagement"


# ---------- zoom ----------


@pytest.fixture
def small(new_page, home):
    """The goal tree in a column that is too narrow for it."""
    page = new_page(viewport={"width": 700, "height": 800})
    page.goto(home() + "goals/")
    page.wait_for_selector(".gt-zoom:not([hidden])")
    return page


def zoomed(page):
    settle(page)  # the next frame draws it
    return page.evaluate(SCALE)


def test_a_diagram_that_fits_has_one_button_and_a_larger_one_has_four(home, small, page):
    page.goto(home() + OUTCOME)
    page.wait_for_selector(".gt-zoom:not([hidden])")
    names = "(bars) => [...bars[0].querySelectorAll('button:not([hidden])')].map((button) => button.ariaLabel)"
    assert page.locator(".gt-zoom").evaluate_all(names) == ["Full screen"]
    assert small.locator(".gt-zoom").evaluate_all(names) == ["Zoom out", "Zoom in", "Show all of it", "Full screen"]


def test_buttons_zoom_and_show_all_of_it(small):
    scroll = small.locator(".gt-figure .gt-scroll").first
    assert zoomed(small) == 100
    small.get_by_role("button", name="Zoom in").first.click()
    assert zoomed(small) == 125
    small.get_by_role("button", name="Zoom out").first.click()
    assert zoomed(small) == 100
    small.get_by_role("button", name="Show all of it").first.click()
    assert zoomed(small) < 80
    assert scroll.evaluate("(box) => box.scrollWidth - box.clientWidth") == 0
    small.get_by_role("button", name="Show all of it").first.click()
    assert zoomed(small) == 100


def test_the_wheel_scrolls_the_page_and_with_control_it_zooms_where_it_points(small):
    target = box(small, "ocr-handwriting-engine")
    target.scroll_into_view_if_needed()
    target.hover()
    small.mouse.wheel(0, 80)
    small.wait_for_function("scrollY > 0")
    assert zoomed(small) == 100
    target.hover()
    before = target.bounding_box()
    small.keyboard.down("Control")
    small.mouse.wheel(0, -100)
    small.keyboard.up("Control")
    assert zoomed(small) > 105
    after = target.bounding_box()
    assert abs((after["x"] + after["width"] / 2) - (before["x"] + before["width"] / 2)) < 4


def test_a_drag_pans_and_opens_nothing(small):
    scroll = small.locator(".gt-figure .gt-scroll").first
    box(small, "learners-act-on-their-result").scroll_into_view_if_needed()
    scroll.evaluate("(box) => { box.scrollLeft = 100; }")
    at = box(small, "learners-act-on-their-result").bounding_box()
    x, y = at["x"] + at["width"] / 2, at["y"] + at["height"] / 2
    small.mouse.move(x, y)
    small.mouse.down()
    small.mouse.move(x - 30, y, steps=3)
    small.mouse.move(x - 60, y, steps=3)
    settle(small)
    small.mouse.up()
    assert scroll.evaluate("(box) => Math.round(box.scrollLeft)") == 160
    small.wait_for_timeout(200)
    assert small.url.endswith("/goals/")


def test_two_fingers_zoom_and_one_is_left_to_the_page(home, new_page):
    page = new_page(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    page.goto(home() + OUTPUT)
    page.wait_for_selector(".gt-zoom:not([hidden])")
    page.locator(".gt-figure .gt-scroll").scroll_into_view_if_needed()
    place = page.locator(".gt-figure .gt-scroll").bounding_box()
    x, y = place["x"] + place["width"] / 2, place["y"] + place["height"] / 2
    session = page.context.new_cdp_session(page)

    def touch(kind, *points):
        fingers = [{"x": at, "y": y, "id": finger} for finger, at in enumerate(points)]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})

    touch("touchStart", x - 30)
    touch("touchStart", x - 30, x + 30)
    for apart in (50, 80, 110):
        touch("touchMove", x - apart, x + apart)
    touch("touchEnd")
    assert zoomed(page) > 110
    assert page.locator(".gt-figure .gt-scroll").evaluate("(box) => getComputedStyle(box).touchAction") == "pan-x pan-y"


def test_plus_minus_and_zero_zoom_from_the_keyboard(small):
    small.locator(".gt-figure .gt-scroll").first.focus()
    small.keyboard.press("+")
    assert zoomed(small) == 125
    small.keyboard.press("-")
    assert zoomed(small) == 100
    small.keyboard.press("0")
    assert zoomed(small) < 80


def test_full_screen_shows_the_whole_diagram_and_its_legend(home, page):
    page.goto(home() + "goals/")
    page.get_by_role("button", name="Full screen").first.click()
    page.wait_for_function("() => document.fullscreenElement?.matches('figure.gt-figure')")
    settle(page)
    assert page.locator("figure:fullscreen .gt-legend").is_visible()
    assert page.locator("figure:fullscreen .gt-zoom button:visible").count() == 4
    page.get_by_role("button", name="Full screen").first.click()
    page.wait_for_function("() => document.fullscreenElement === null")
    assert zoomed(page) == 100


def test_diagrams_that_instant_navigation_brings_in_have_their_buttons(home, page):
    page.goto(home(), wait_until="networkidle")
    page.evaluate("window.stayed = true")
    page.locator(".md-sidebar--primary a", has_text="Goal tree").first.evaluate("(a) => a.click()")
    page.wait_for_url(home() + "goals/")
    page.wait_for_selector(".gt-zoom:not([hidden])")
    box(page, "upload-pipeline").hover()
    assert page.evaluate(LIT) == LINEAGE
    assert page.evaluate("window.stayed") is True


def test_scripts_that_run_twice_do_nothing_twice(small):
    small.evaluate("""() => Promise.all([...document.querySelectorAll('script[src*="goal-tree/"]')].map((old) =>
        new Promise((done) => { const again = document.createElement("script"); again.src = old.src;
        again.onload = done; document.head.append(again); })))""")
    small.get_by_role("button", name="Zoom in").first.click()
    assert zoomed(small) == 125
    assert small.locator(".gt-zoom").first.locator("button:visible").count() == 4


def test_without_script_a_diagram_has_no_buttons_and_scrolls(home, new_page):
    page = new_page(java_script_enabled=False, viewport={"width": 700, "height": 800})
    page.goto(home() + "goals/")
    assert page.locator(".gt-zoom:visible").count() == 0
    assert box(page, "upload-pipeline").get_attribute("xlink:href") == "outputs/upload-pipeline/"
