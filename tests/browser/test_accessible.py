"""axe-core on every kind of page in both palettes, names and text twins of diagrams, high contrast, forced colors."""

from __future__ import annotations

from pathlib import Path

import pytest
from example_site import BOXES, OUTCOME, OUTPUT
from visitors import settle

AXE = Path(__file__).parents[1] / "node" / "node_modules" / "axe-core" / "axe.min.js"
IMPACT = "goals/impacts/active-learner-engagement/"
KINDS = {
    "index": "goals/",
    "table of a level": "goals/outcomes/",
    "table of outputs": "goals/outputs/",
    "impact": IMPACT,
    "outcome": OUTCOME,
    "output": OUTPUT,
    "explorer": "goals/explore/",
    "timeline": "goals/timeline/",
    "owners": "goals/owners/",
    "owner": "goals/owners/platform-team/",
    "periods": "goals/periods/",
    "period": "goals/periods/2026-q1/",
    "learning": "goals/learning/",
    "health": "goals/health/",
    "news": "goals/news/",
    "rules": "goals/rules/",
    "glossary": "glossary/",
    "term": "glossary/outcome/",
    "cheat sheet": "glossary/cheat-sheet/",
    "written by hand": "",
    "gallery": "guide/gallery/",
}
ASK_AXE = """async () => (await axe.run(".md-content", { resultTypes: ["violations"] })).violations
    .filter(({ impact }) => ["serious", "critical"].includes(impact))
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`))"""


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core needs `npm ci` in tests/node")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing_serious(kind, scheme, home, new_page):
    page = new_page(color_scheme=scheme)
    page.goto(home() + KINDS[kind])
    settle(page)
    page.add_script_tag(path=str(AXE))
    assert page.evaluate(ASK_AXE) == []


def test_forced_colors_keep_boxes_and_their_text(home, new_page):
    page = new_page(forced_colors="active", color_scheme="dark")
    page.goto(home() + OUTCOME)
    look = """(a) => ["box", "title"].map((part) => {
        const style = getComputedStyle(a.querySelector(part === "box" ? ".box" : "text"));
        return [style.fill, style.stroke]; })"""
    (field, line), (text, _) = page.locator(f"{BOXES}.here").evaluate(look)
    assert len({field, line, text}) == 3, "the text stands out from its box, the box from the page"
    assert page.locator(".gt-zoom button").first.evaluate("(one) => getComputedStyle(one).forcedColorAdjust") == "auto"


def test_more_contrast_makes_lines_and_muted_text_stronger(home, new_page):
    looks = {}
    for contrast in ("no-preference", "more"):
        page = new_page(contrast=contrast)
        page.goto(home() + OUTCOME)
        looks[contrast] = page.locator(".gt-tree").first.evaluate(
            """(svg) => [getComputedStyle(svg).getPropertyValue("--gt-muted"),
                getComputedStyle(svg.querySelector(".gt-edges path")).strokeWidth]"""
        )
    assert looks["more"] != looks["no-preference"]


def test_less_motion_is_respected(home, new_page):
    page = new_page(reduced_motion="reduce")
    page.goto(home() + "goals/explore/")
    moving = page.evaluate("""() => [...document.querySelectorAll(".gt, .gt *")].filter((one) =>
        getComputedStyle(one).transitionDuration.split(", ").some((time) => parseFloat(time) > 0)).length""")
    assert moving == 0
