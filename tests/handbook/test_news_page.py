"""What moved since last week, on the page and in the feed of a real site with a real git history."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from sites import build, page, write
from small import THEMES, config, links, own_lines, text

from repositories import git, put, repository

ACT = """
---
type: outcome
title: Learners act on their result
status: active
owner: Growth
contributes_to: more
metrics:
  name: Results opened
  unit: "%"
  baseline: {value: 20, on: 2026-01-01}
  target: {value: 80, by: 2026-12-31}
  stale_after: 1y
  actuals:
    - {on: 2026-01-04, value: 21}
  source: {label: Analytics}
---
"""
MEASURED = ACT.replace("21}", "21}\n    - {on: 2026-05-08, value: 30, note: The queue <b>was</b> long.}")
MORE = "---\ntype: impact\ntitle: More learners stay\nowner: Board\nnot_broken_down: false\n---\n"
LATE = "---\ntype: output\ntitle: Upload\nstatus: shipped\nshipped_on: 2026-03-10\nowner: Growth\ncontributes_to: act\n---\n"
QUIET = "rules: {GT4: off, GT5: off, GT2: off, GT30: info}"
SITE = {"mkdocs.yml": config(plugin=QUIET), "docs/index.md": "# Home\n"}
BEGIN = ("2026-01-05", "Begin", {**SITE, "goals/more.md": MORE, "goals/act.md": ACT, "goals/upload.md": LATE})
MEASURE = ("2026-05-08", "Measure", {"goals/act.md": MEASURED})
ATOM = "{http://www.w3.org/2005/Atom}"


def entries(built):
    """The feed's entries as (title, day, address, id)."""
    root = ET.fromstring(page(built, "goals/news.xml"))
    return [
        (
            entry.findtext(f"{ATOM}title"),
            entry.findtext(f"{ATOM}updated")[:10],
            entry.find(f"{ATOM}link").get("href"),
            entry.findtext(f"{ATOM}id"),
        )
        for entry in root.findall(f"{ATOM}entry")
    ]


@pytest.mark.parametrize("theme", THEMES)
def test_what_moved_and_what_is_due_stand_on_a_page_of_every_theme(tmp_path, theme):
    site = {**SITE, "mkdocs.yml": config(plugin=QUIET, theme=theme)}
    repository(tmp_path, [BEGIN, ("2026-05-08", "Measure", {**site, "goals/act.md": MEASURED})])
    built = build(tmp_path, strict=True)
    assert built.failed is None
    html = page(built, "goals/news/")
    said = text(html)
    assert (
        "What moved since 6 May 2026 State turned Learners act on their result On track → Behind 30 of 80 %"
        " The queue <b>was</b> long. 8 May 2026, Ada"
    ) in said
    assert ("Overdue and stale, by owner Growth 1 review overdue Upload 22 days overdue review due 21 Apr 2026") in said
    assert links(html)["Learners act on their result"].endswith("../act/")
    assert links(html)["What moved as a feed"] == "../news.xml"
    assert re.search(r"<h1[^>]*>\s*Since last week", html)


def test_the_feed_has_what_moved_and_the_page_names_it_in_its_head(tmp_path):
    repository(tmp_path, [BEGIN, MEASURE])
    built = build(tmp_path)
    address = "https://example.org/handbook/goals/act/"
    assert [entry[:3] for entry in entries(built)] == [
        ("Behind: Learners act on their result", "2026-05-08", address),
        ("Measured: Learners act on their result", "2026-05-08", address),
    ]
    head = page(built, "goals/news/").partition("</head>")[0]
    assert '<link rel="alternate" type="application/atom+xml" title="What moved" href="../news.xml">' in head


def test_an_entry_keeps_its_id_the_next_day_and_in_another_build(tmp_path):
    repository(tmp_path, [BEGIN, MEASURE])
    first = page(build(tmp_path), "goals/news.xml")
    assert page(build(tmp_path), "goals/news.xml") == first
    before = entries(build(tmp_path))
    put(tmp_path, {"mkdocs.yml": SITE["mkdocs.yml"].replace("2026-05-13", "2026-05-20")})
    assert entries(build(tmp_path)) == before


def test_a_quiet_week_says_so_and_what_is_due_is_there(tmp_path):
    repository(tmp_path, [BEGIN])
    said = text(page(build(tmp_path), "goals/news/"))
    assert "Nothing moved since 6 May 2026. Overdue and stale, by owner Growth 1 review overdue" in said


@pytest.mark.parametrize(
    ("history", "why"),
    [
        ("none", "not a git repository"),
        ("shallow", "this is a shallow clone What helps: fetch the rest: git fetch --unshallow"),
    ],
)
def test_without_a_history_the_page_says_why_and_what_is_due_is_there(tmp_path, history, why):
    folder = tmp_path / "site"
    if history == "none":
        write(folder, {name: content.lstrip("\n") for name, content in BEGIN[2].items()})
    else:
        repository(tmp_path / "work", [BEGIN, MEASURE])
        git(tmp_path, "clone", "-q", "--depth", "1", f"file://{tmp_path}/work", "site")
    built = build(folder, strict=True)
    said = text(page(built, "goals/news/"))
    assert built.failed is None
    assert f"What moved is not known here : {why}" in said
    assert "Overdue and stale, by owner Growth 1 review overdue" in said
    assert entries(built) == []


def test_a_history_that_begins_this_week_says_from_when_on(tmp_path):
    repository(tmp_path, [("2026-05-07", *BEGIN[1:]), MEASURE])
    said = text(page(build(tmp_path), "goals/news/"))
    assert (
        "What moved since 7 May 2026 The history of the goals begins on 7 May 2026; what moved is told from there on."
        " State turned Learners act on their result On track → Behind"
    ) in said
    assert "Further back" not in said


def test_the_setting_says_how_far_back_and_what_the_page_is_called(tmp_path):
    site = {**SITE, "mkdocs.yml": config(plugin=f"{QUIET}\nnews: 14d")}
    repository(tmp_path, [BEGIN, ("2026-05-01", "Measure", {**site, "goals/act.md": MEASURED})])
    html = page(build(tmp_path), "goals/news/")
    assert "The last 14 days" in links(html)
    assert "What moved since 29 Apr 2026 State turned" in text(html)


def test_the_page_can_be_switched_off_with_its_feed(tmp_path):
    site = {**SITE, "mkdocs.yml": config(plugin=f"{QUIET}\npages: {{news: false}}")}
    repository(tmp_path, [("2026-01-05", "Begin", {**BEGIN[2], **site})])
    built = build(tmp_path, strict=True)
    assert built.failed is None
    assert not (built.site / "goals/news").exists()
    assert not (built.site / "goals/news.xml").exists()


def test_a_page_of_the_author_takes_its_place(tmp_path):
    repository(tmp_path, [BEGIN, ("2026-05-08", "Ours", {"docs/goals/news.md": "# What is new\n"})])
    html = page(build(tmp_path, strict=True), "goals/news/")
    assert "What is new" in text(html)
    assert "Overdue and stale" not in text(html)
    assert 'href="../news.xml"' in html.partition("</head>")[0]


def test_without_an_address_of_the_site_there_is_no_feed_and_one_line_says_so(tmp_path):
    bare = SITE["mkdocs.yml"].replace("site_url: https://example.org/handbook/\n", "")
    repository(tmp_path, [("2026-01-05", "Begin", {**BEGIN[2], "mkdocs.yml": bare})])
    built = build(tmp_path, strict=True)
    assert not (built.site / "goals/news.xml").exists()
    assert "What moved as a feed" not in links(page(built, "goals/news/"))
    said = [line for line in own_lines(built.log) if "feed" in line]
    assert said == ["INFO: no goals/moved.xml or goals/news.xml: a feed needs `site_url` in mkdocs.yml"]


def test_drafts_are_told_nowhere(tmp_path):
    repository(
        tmp_path, [BEGIN, ("2026-05-08", "x", {"goals/act.md": MEASURED.replace("status", "draft: true\nstatus")})]
    )
    built = build(tmp_path)
    assert "Learners act" not in text(page(built, "goals/news/"))
    assert entries(built) == []
