"""A goal file is a page: its own text, untouched, between our breadcrumb, card and sections."""

from __future__ import annotations

import re

import pytest
from sites import build, page, write
from small import GOALS, THEMES, headings, links, site, text

BODY = """
    ---
    type: outcome
    title: Learners act on their result
    contributes_to: more-learners
    ---
    # Acting on a result

    What *we* heard in interviews.

    ## Why now

    | a | b |
    |---|---|
    | 1 | 2 |
    """


@pytest.mark.parametrize("theme", THEMES)
def test_the_authors_heading_is_the_only_h1_between_breadcrumb_and_card(tmp_path, theme):
    built = build(write(tmp_path, site(GOALS | {"goals/outcomes/act-on-results.md": BODY}, theme=theme)), strict=True)
    assert (built.failed, built.warnings) == (None, [])
    html = page(built, "goals/outcomes/act-on-results/")
    assert headings(html) == ["Acting on a result"]
    order = ['class="gt-crumbs"', "<h1", 'class="gt gt-top"', "What <em>we</em> heard", 'id="why-now"', 'id="lineage"']
    places = [html.find(part) for part in order]
    assert dict(zip(order, places, strict=True)) == dict(zip(order, sorted(places), strict=True))
    assert min(places) > 0


@pytest.mark.parametrize("theme", THEMES)
def test_without_a_heading_the_title_is_the_h1(tmp_path, theme):
    built = build(write(tmp_path, site(theme=theme)), strict=True)
    assert headings(page(built, "goals/outputs/push-messages/")) == ["Push messages"]
    assert headings(page(built, "goals/")) == ["Goal tree"]
    assert headings(page(built, "goals/outcomes/")) == ["Outcomes"]


@pytest.mark.parametrize("theme", THEMES)
def test_sections_are_in_the_table_of_contents_below_the_authors_own(tmp_path, theme):
    built = build(write(tmp_path, site(GOALS | {"goals/outcomes/act-on-results.md": BODY}, theme=theme)))
    html = page(built, "goals/outcomes/act-on-results/")
    listed = [name for name in re.findall(r'href="#([^"]+)"', html) if name in {"why-now", "lineage", "contributes-to"}]
    assert list(dict.fromkeys(listed)) == ["why-now", "lineage", "contributes-to"]
    for name in ("why-now", "lineage", "contributes-to"):
        assert len(re.findall(f'id="{name}"', html)) == 1


def test_without_a_heading_the_authors_sections_stand_below_our_h1(tmp_path):
    goal = "---\ntype: impact\ntitle: T\n---\nIntro.\n\n## Own section\n\n## Goal\n"
    built = build(write(tmp_path, site({"goals/t.md": goal}, theme="mkdocs")), strict=True)
    html = page(built, "goals/t/")
    assert re.findall(r"<h[12] id=\"([^\"]+)\"", html)[:3] == ["goal-1", "own-section", "goal"]
    assert built.warnings == []


def test_the_authors_html_is_that_of_an_ordinary_page(tmp_path):
    body = "Intro with <b>HTML</b>, `code` and a list:\n\n- one\n- two\n\n<div>block</div>\n"
    files = {"docs/plain.md": body, "goals/t.md": f"---\ntype: impact\ntitle: T\n---\n{body}"}
    built = build(write(tmp_path, site(files)), strict=True)
    plain = "<p>Intro with <b>HTML</b>, <code>code</code> and a list:</p>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n<div>block</div>"
    assert plain in page(built, "plain/")
    assert plain in page(built, "goals/t/")


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("---\nA rule first.\n", "A rule first."),
        ("---\ntitle: No front matter\n---\n", "title: No front matter"),
        ("word: x is a sentence.\n", "word: x is a sentence."),
        ("    code first\n", "<code>code first"),
    ],
)
def test_what_looks_like_front_matter_in_a_body_is_text(tmp_path, body, shown):
    built = build(write(tmp_path, site({"goals/t.md": f"---\ntype: impact\ntitle: T\n---\n{body}"})), strict=True)
    html = page(built, "goals/t/")
    assert shown in html
    assert headings(html)[0] == "T" or body.startswith("---\ntitle")
    assert "<title>T - Handbook</title>" in html


def test_an_h1_in_a_comment_is_no_heading(tmp_path):
    goal = "---\ntype: impact\ntitle: T\n---\nBefore.\n\n<!-- <h1>Not this</h1> -->\n\nAfter.\n"
    html = page(build(write(tmp_path, site({"goals/t.md": goal}))), "goals/t/")
    assert headings(re.sub("<!--.*?-->", "", html, flags=re.DOTALL)) == ["T"]
    assert "<!-- <h1>Not this</h1> -->" in html


@pytest.mark.parametrize("inside", ["goals", "docs/goals"])
def test_a_file_that_is_no_goal_has_a_page_that_says_what_is_wrong_and_where(tmp_path, inside):
    plugin = f"goals_dir: {inside}\nfail_on: never"
    files = {f"{inside}/outcomes/lost.md": "---\ntype: outcom\ntitle: T\n---\nWhat the author wrote.\n"}
    built = build(write(tmp_path, site(files, plugin=plugin)), strict=True)
    assert built.failed is None
    html = page(built, "goals/outcomes/lost/")
    assert headings(html) == ["lost"]
    assert "What the author wrote." in html
    said = text(html)
    assert "type is 'outcom', none of impact, outcome, output" in said
    assert f"{inside}/outcomes/lost.md:2:7" in said


def test_broken_front_matter_leaves_the_page_and_says_its_line(tmp_path):
    files = {"goals/lost.md": "---\ntype: outcome\ntitle: a: b\n---\nText.\n"}
    built = build(write(tmp_path, site(files, plugin="fail_on: never")))
    said = text(page(built, "goals/lost/"))
    assert "goals/lost.md:3:" in said
    assert "Text." in said
    assert "goals/lost.md:3:" in text(page(built, "goals/"))


def test_a_second_goal_of_an_id_has_a_page_with_its_finding(tmp_path):
    files = {
        "goals/a/same.md": "---\ntype: impact\ntitle: First\n---\n",
        "goals/b/same.md": "---\ntype: impact\ntitle: Second\n---\n",
    }
    built = build(write(tmp_path, site(files, plugin="fail_on: never")))
    assert built.failed is None
    assert headings(page(built, "goals/a/same/")) == ["First"]
    second = page(built, "goals/b/same/")
    assert "goals/b/same.md:" in text(second)
    assert "duplicate-id (GT103)" in text(second)
    assert links(page(built, "goals/impacts/"))["First"] == "../a/same/"


@pytest.mark.parametrize("urls", ["true", "false"])
def test_links_between_goals_lead_to_their_pages(tmp_path, urls):
    built = build(write(tmp_path, site(more=f"use_directory_urls: {urls}\n")), strict=True)
    url = "goals/outcomes/act-on-results/" if urls == "true" else "goals/outcomes/act-on-results.html"
    found = links(page(built, url))
    up = "../../impacts/more-learners/" if urls == "true" else "../impacts/more-learners.html"
    assert found["More learners stay"] == up
