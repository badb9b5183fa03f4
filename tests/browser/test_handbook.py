"""The repository's own handbook as people use it: moving around, dark and light, small screens, keyboard, no script."""

from __future__ import annotations

import re

import pytest
from example_site import BOXES, HOLD_SHADOW_ROOTS, OUTCOME, OUTPUT

THEMES = ("material", "mkdocs", "readthedocs")
WIDTHS = (320, 390, 768, 1400, 1920)
OURS = (
    "",
    "goals/",
    "goals/impacts/",
    "goals/outcomes/",
    "goals/outputs/",
    "goals/explore/",
    OUTCOME,
    OUTPUT,
    "goals/timeline/",
    "goals/owners/",
    "goals/periods/",
    "goals/learning/",
    "goals/health/",
    "goals/rules/",
)


@pytest.mark.parametrize("theme", THEMES[1:])
def test_no_block_of_ours_is_wider_than_the_window_in_other_themes(theme, home, page):
    wide = []
    for path in OURS:
        page.goto(home(theme) + path)
        wide += [f"{path} {width}: {over}" for width in WIDTHS if (over := _reach(page, width)) > width]
    assert wide == []


def _reach(page, width):
    """How far to the right our widest block reaches in a window of this width."""
    page.set_viewport_size({"width": width, "height": 900})
    return page.evaluate(
        """() => Math.max(0, ...[...document.querySelectorAll(".gt")]
            .map((block) => Math.floor(block.getBoundingClientRect().right)))"""
    )


# ---------- moving around ----------


def test_instant_navigation_works_in_and_out_of_pages_with_diagrams(home, page):
    """A bare href inside an SVG, or an error in a script of ours, would change the address and never the content."""
    page.goto(home(), wait_until="networkidle")  # until Material has read the sitemap
    page.evaluate("window.stayed = true")
    for _ in range(3):
        for link, path, heading in (
            ("Goal tree", "goals/", "Goal tree"),
            ("Learners act on their result within a minute", OUTCOME, "Learners act on their result within a minute"),
            ("Upload pipeline: 20s → 5s", OUTPUT, "Upload pipeline: 20s → 5s"),
            ("All outputs", "goals/outputs/", "Outputs"),
            ("Home", "", "Impact, outcome, output"),
        ):
            page.locator(".md-sidebar--primary a", has_text=link).first.evaluate("(a) => a.click()")
            page.wait_for_function("(url) => location.href === url", arg=home() + path)
            page.wait_for_function("(text) => document.querySelector('h1').textContent.startsWith(text)", arg=heading)
            assert page.evaluate("window.stayed") is True
            if path in {"goals/", OUTCOME, OUTPUT}:
                assert page.locator(BOXES).count() > 2
    page.go_back()
    page.wait_for_function("() => document.querySelector('h1').textContent === 'Outputs'")


def test_a_table_that_instant_navigation_brought_in_sorts_and_filters(home, page):
    page.goto(home(), wait_until="networkidle")
    page.evaluate("window.stayed = true")
    page.locator(".md-sidebar--primary a", has_text="All outcomes").first.evaluate("(a) => a.click()")
    page.wait_for_selector("#gt-outcomes .gt-sort")
    assert page.locator(".gt-filters").is_visible()
    assert page.evaluate("window.stayed") is True


def test_a_box_of_a_diagram_leads_to_its_page(home, page):
    page.goto(home() + "goals/")
    page.locator(BOXES, has=page.locator("title", has_text="Upload pipeline")).first.click()
    page.wait_for_url(home() + OUTPUT)
    assert page.locator("h1").inner_text() == "Upload pipeline: 20s → 5s"


def test_boxes_are_reached_by_keyboard_from_top_to_bottom_and_enter_opens(home, page):
    page.goto(home() + OUTCOME)
    page.locator(f"{BOXES}[tabindex]").first.focus()
    reached = []
    while page.evaluate("document.activeElement.matches('.gt-tree .gt-node')"):
        reached.append(
            page.evaluate("""() => { const { top } = document.activeElement.getBoundingClientRect();
            return [Math.round(top + scrollY), document.activeElement.querySelector("title").textContent]; }""")
        )
        assert page.evaluate("getComputedStyle(document.activeElement.querySelector('.box')).strokeWidth") == "3px"
        page.keyboard.press("Tab")
    assert len(reached) == page.locator(f"{BOXES}[tabindex]").count() > 4
    assert [top for top, _ in reached] == sorted(top for top, _ in reached)
    page.locator(BOXES).first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(home() + "goals/impacts/active-learner-engagement/")


# ---------- tables ----------


def test_a_table_filters_by_button_list_and_text(home, page):
    page.goto(home() + "goals/outcomes/")
    rows = page.locator("#gt-outcomes tbody tr:visible")
    every = rows.count()
    assert every == 6
    page.get_by_role("button", name="Closed").click()
    closed = rows.count()
    assert 0 < closed < every
    assert set(rows.evaluate_all("(all) => all.map((row) => row.className)")) == {"off"}
    page.get_by_role("button", name="All").click()
    assert rows.count() == every
    page.get_by_label("Owner").select_option("Support team")
    assert rows.locator("[data-k=Owner]").all_inner_texts() == ["Support team"] * rows.count()
    page.get_by_role("button", name="All").click()
    page.get_by_placeholder("Find an outcome").fill("weekend learners")
    assert rows.locator("span.goal").all_inner_texts() == ["Learners come back at the weekend"]


def test_a_table_sorts_by_its_heads_and_unknown_comes_last(home, page):
    page.goto(home() + "goals/outcomes/")
    way = "#gt-outcomes [data-k='Way to target']"
    head = page.get_by_role("button", name="Way to target")
    for direction in ("ascending", "descending"):
        head.click()
        assert page.locator("#gt-outcomes th", has=head).get_attribute("aria-sort") == direction
        values = page.locator(way).evaluate_all("(cells) => cells.map((cell) => cell.dataset.v)")
        known = [float(value) for value in values if value]
        assert known == sorted(known, reverse=direction == "descending")
        assert values == [*filter(None, values), *[""] * values.count("")]
    page.get_by_role("button", name="Outcome", exact=True).click()
    titles = page.locator("#gt-outcomes span.goal").all_inner_texts()
    assert titles == sorted(titles)


# ---------- light and dark, Mermaid ----------


def _brightness(color):
    red, green, blue = (int(part) for part in re.findall(r"\d+", color)[:3])
    return 0.299 * red + 0.587 * green + 0.114 * blue


def test_the_palette_toggle_recolors_boxes(home, page):
    page.goto(home() + OUTCOME)
    box = page.locator(f"{BOXES}.here")
    look = "(a) => ['.box', 'text'].map((part) => getComputedStyle(a.querySelector(part)).fill)"
    seen = {}
    for _ in range(3):
        page.locator("form[data-md-component=palette] label:visible").click()
        seen[page.evaluate("document.body.dataset.mdColorScheme")] = [_brightness(fill) for fill in box.evaluate(look)]
    field, text = seen["default"]
    assert field > 200
    assert text < 80
    field, text = seen["slate"]
    assert field < 80
    assert text > 200


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_mermaid_is_drawn_without_a_network_and_legible(theme, scheme, home, new_page):
    page = new_page(color_scheme=scheme)
    page.add_init_script(HOLD_SHADOW_ROOTS)
    page.goto(home(theme, "mermaid") + OUTCOME)
    page.wait_for_selector(".nodeLabel")
    assert page.locator(".node").count() == 6
    assert page.locator(".nodeLabel", has_text="Upload pipeline: 20s → 5s").count() == 1
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    text = page.locator(".nodeLabel").first.evaluate("(label) => getComputedStyle(label).color")
    assert abs(_brightness(ground) - _brightness(text)) > 125, (ground, text)
    box = page.locator(".node rect, .node path").first.evaluate("(rect) => getComputedStyle(rect).fill")
    assert box.startswith("rgba("), "a fill that lets the page through is legible in both schemes"
    # Material's own Mermaid fallback and any bomb would stand outside the figure.
    assert page.locator("body > [id^=d__mermaid], body > [id^=dgt-mermaid]").count() == 0


def test_mermaid_follows_instant_navigation_and_its_boxes_lead_to_pages(home, page):
    page.add_init_script(HOLD_SHADOW_ROOTS)
    page.goto(home("material", "mermaid"), wait_until="networkidle")
    page.wait_for_selector(".nodeLabel")
    page.locator(".md-sidebar--primary a", has_text="Learners act on their result").first.evaluate("(a) => a.click()")
    page.wait_for_url("**/" + OUTCOME)
    page.wait_for_selector(".mermaid .nodeLabel")
    page.locator(".nodeLabel", has_text="Upload pipeline").click()
    page.wait_for_url("**/" + OUTPUT)
    page.wait_for_function("() => document.querySelector('h1').textContent.startsWith('Upload pipeline')")


# ---------- without script, without server, on paper ----------


@pytest.mark.parametrize("theme", THEMES)
def test_everything_is_readable_without_script(theme, home, new_page):
    page = new_page(java_script_enabled=False)
    page.goto(home(theme) + "goals/outcomes/")
    assert page.locator("#gt-outcomes tbody tr").count() == 6
    assert page.locator(".gt-filters").is_hidden()
    page.goto(home(theme) + OUTCOME)
    assert page.locator(BOXES).first.is_visible()
    assert page.locator(".gt-card").first.is_visible()
    page.locator("summary", has_text="Lineage as text").click()
    assert page.locator(".gt-fold .gt-outline").first.is_visible()


def test_diagrams_are_drawn_from_files(handbook, new_page):
    page = new_page()
    page.goto((handbook() / OUTCOME / "index.html").as_uri())
    assert page.locator(BOXES).first.bounding_box()["width"] > 100


@pytest.mark.trouble_expected
def test_mermaid_is_drawn_from_files(handbook, new_page, trouble):
    page = new_page()
    page.add_init_script(HOLD_SHADOW_ROOTS)
    page.goto((handbook("mkdocs", "mermaid") / OUTCOME / "index.html").as_uri())
    page.wait_for_selector(".nodeLabel")
    assert [line for line in trouble if "search/worker.js" not in line] == []  # the theme's search wants a server


def test_paper_gets_light_colors_and_no_controls(home, new_page):
    page = new_page(color_scheme="dark")
    page.goto(home() + "goals/outcomes/")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.locator(".gt-filters").is_hidden()
    page.goto(home() + OUTCOME)
    field = page.locator(f"{BOXES}.here .box").evaluate("(box) => getComputedStyle(box).fill")
    assert _brightness(field) > 200
