"""The page of changes as people use it: two pictures in one place without script, what is removed, on a phone."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import hostile_site
import pytest
import sites
from example_site import ROOT
from test_hostile import ACTIVE, HOOKS
from visitors import settle

from repositories import git, put, repository

AXE = Path(__file__).parents[1] / "node" / "node_modules" / "axe-core" / "axe.min.js"
OUTCOME = "goals/outcomes/learners-act-on-their-result.md"
SEEN = """() => [...document.querySelectorAll(".gt-views figure")].filter((one) => one.offsetParent).map((one) => one.classList[1])"""
ASK_AXE = """async () => (await axe.run(".md-content", { resultTypes: ["violations"] })).violations
    .filter(({ impact }) => ["serious", "critical"].includes(impact))
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`))"""


@pytest.fixture(scope="module")
def preview(tmp_path_factory, served):
    """The address of a preview of the example: a target is lowered, an output removed."""
    folder = tmp_path_factory.mktemp("preview")
    for name in ("docs", "goals"):
        shutil.copytree(ROOT / name, folder / name)
    settings = "fail_on: never\n      changes: {base: main, name: Pull request 128}\n"
    text = (ROOT / "mkdocs.yml").read_text("utf-8").replace("fail_on: !ENV [GOAL_TREE_FAIL_ON, error]\n", settings)
    repository(folder, [("2026-05-01", "Begin", {"mkdocs.yml": text})])
    git(folder, "switch", "-q", "-c", "narrow")
    lower = (folder / OUTCOME).read_text("utf-8").replace("value: 80", "value: 65")
    put(folder, {OUTCOME: lower, "goals/outputs/real-time-alerts.md": None})
    built = sites.build(folder)
    assert built.failed is None
    return served(built.site)


@pytest.mark.parametrize("script", [True, False])
def test_one_picture_is_seen_and_the_other_a_click_or_a_key_away(script, preview, new_page):
    page = new_page(java_script_enabled=script)
    page.goto(f"{preview}goals/changes/")
    assert page.evaluate(SEEN) == ["after"]
    page.locator("figure.after").get_by_text("before", exact=True).click()
    assert page.evaluate(SEEN) == ["before"]
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(SEEN) == ["after"]


def test_a_removed_box_leads_to_what_is_left_of_the_goal(preview, page):
    page.goto(f"{preview}goals/changes/")
    settle(page)
    page.locator("figure.after .gt-node.removed").click()
    former = page.locator("#was-real-time-alerts")
    assert former.evaluate("(one) => one.open")
    assert "A learner who closes the app gets a message" in former.inner_text()


@pytest.mark.parametrize("width", [320, 390, 1400])
def test_no_page_of_a_preview_scrolls_sideways(width, preview, new_page):
    page = new_page(viewport={"width": width, "height": 900})
    for url in ("goals/changes/", OUTCOME.replace(".md", "/"), "goals/outcomes/", "goals/"):
        page.goto(preview + url)
        settle(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, url


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core needs `npm ci` in tests/node")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(scheme, preview, new_page):
    page = new_page(color_scheme=scheme)
    for url in ("goals/changes/", OUTCOME.replace(".md", "/")):
        page.goto(preview + url)
        settle(page)
        page.evaluate("() => document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        page.add_script_tag(path=str(AXE))
        assert page.evaluate(ASK_AXE) == [], url


def test_hostile_texts_on_both_sides_and_in_the_names_of_branches_do_nothing(tmp_path, served, new_page):
    files = hostile_site.files("material", "graphviz")
    settings = json.loads(files["mkdocs.yml"])
    text = "<img src=x onerror=alert(1)>'\"{{ 7 * 7 }}"
    settings["plugins"][-1]["goal-tree"]["changes"] = {"base": "main", "name": text, "url": "https://example.org/?'\">"}
    repository(tmp_path, [("2026-05-01", "Begin", files | {"mkdocs.yml": json.dumps(settings)})])
    git(tmp_path, "switch", "-q", "-c", "<b>'&")
    lower = {name: file.replace('"value": 80', '"value": 60') for name, file in files.items() if "goal-" in name}
    put(tmp_path, lower | dict.fromkeys(list(lower)[::2]))
    built = sites.build(tmp_path)
    assert built.failed is None
    page = new_page()
    page.add_init_script(HOOKS)
    page.goto(f"{served(built.site)}goals/changes/")
    settle(page)
    page.evaluate("() => document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert page.evaluate(ACTIVE) == []
    assert page.locator("details.gt-former").count() == len(list(lower)[::2])
    assert text in page.locator(".gt-preview b").inner_text()
