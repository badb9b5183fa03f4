"""The explorer as a page of a site: it is listed after the levels, can be switched off, and holds what its script asks for."""

from __future__ import annotations

import json
import re
from html import unescape

from sites import build, page, write
from small import GOALS, links, site

HOSTILE = """\
---
type: impact
title: A </template><script>alert(1)</script> goal
owner: '"><img src=x onerror=alert(2)>'
status: active
page: {tags: ["</template><b>", plain]}
---
"""


def facts(html):
    return json.loads(unescape(re.search(r"<template data-explore-facts>(.*?)</template>", html)[1]))


def test_the_explorer_stands_after_the_levels_and_lists_every_goal_once_per_parent(tmp_path):
    built = build(write(tmp_path, site(theme="material")), strict=True)
    html = page(built, "goals/explore/")
    assert links(page(built, ""))["Explorer"] == "goals/explore/"
    assert set(re.findall(r'<li data-goal="([^"]+)"', html)) == set(facts(html))
    assert html.count('class="gt-node') >= len(facts(html))


def test_each_goal_says_what_filters_ask_for_and_whom_it_serves(tmp_path):
    built = build(write(tmp_path, site(theme="material")), strict=True)
    known = facts(page(built, "goals/explore/"))
    assert {one["level"][0] for one in known.values()} == {"impact", "outcome", "output"}
    for one in known.values():
        assert one["status"]
        assert set(one["up"]) <= set(known)


def test_it_can_be_switched_off(tmp_path):
    built = build(write(tmp_path, site(plugin="pages: {explore: false}")), strict=True)
    assert not (built.site / "goals/explore/index.html").exists()
    assert "Explorer" not in links(page(built, ""))


def test_hostile_fields_stay_text(tmp_path):
    built = build(write(tmp_path, site(GOALS | {"goals/h.md": HOSTILE}, theme="material")))
    html = page(built, "goals/explore/")
    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert html.count("<template") == html.count("</template>") == 1
    assert facts(html)["h"]["owner"] == ['"><img src=x onerror=alert(2)>']


def test_the_picture_is_drawn_by_graphviz_whatever_the_site_says(tmp_path):
    built = build(write(tmp_path, site(theme="material", plugin="engine: mermaid")), strict=True)
    assert 'class="gt-node' in page(built, "goals/explore/")
