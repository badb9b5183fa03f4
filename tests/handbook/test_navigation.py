"""Goals in the navigation: where `goals/` stands, by themselves without a `nav`, and how many of them."""

from __future__ import annotations

import re

import pytest
from sites import build, page, write
from small import GOALS, config, links, site, text

OURS = ["goals/news/", "goals/explore/", "goals/learning/", "goals/health/"]
INDEXES = ["goals/", "goals/impacts/", "goals/outcomes/", "goals/outputs/", *OURS, "goals/rules/"]
PAGES = [
    "goals/",
    "goals/impacts/",
    "goals/impacts/more-learners/",
    "goals/outcomes/",
    "goals/outcomes/act-on-results/",
    "goals/outputs/",
    "goals/outputs/push-messages/",
    *OURS,
    "goals/rules/",
]


def walk(built, start=""):
    """The addresses that "next" leads to, from page to page."""
    found, here = [], start
    while following := re.search(r'<link rel="next" href="([^"]*)"', page(built, here)):
        parts = here.rstrip("/").split("/") if here else []
        for part in following[1].split("/"):
            parts = parts[:-1] if part == ".." else [*parts, part] if part not in ("", ".") else parts
        here = "/".join(parts) + "/"
        found.append(here)
    return found


def quiet(built):
    assert (built.failed, built.warnings) == (None, [])
    assert [line for line in built.log if '"nav"' in line] == []


@pytest.mark.parametrize("theme", ["material"])
def test_without_a_nav_the_goals_appear_by_themselves_level_by_level(tmp_path, theme):
    built = build(write(tmp_path, site(theme=theme)), strict=True)
    quiet(built)
    assert walk(built) == PAGES


@pytest.mark.parametrize("goals", ["goals", "docs/goals"])
@pytest.mark.parametrize(
    "nav",
    [
        "nav: [index.md, Goals: goals/]",
        "nav: [index.md, goals/]",
        "nav:\n  - Home: index.md\n  - Company:\n      - What we want:\n          - Goals: ./goals/\n",
        "nav:\n  - Home: index.md\n  - Company:\n      - goals/\n",
    ],
)
def test_a_folder_in_the_nav_expands_at_any_depth(tmp_path, nav, goals):
    files = {name.replace("goals", goals, 1): content for name, content in GOALS.items()}
    built = build(
        write(tmp_path, site(files, more=f"{nav}\n", theme="material", plugin=f"goals_dir: {goals}")), strict=True
    )
    quiet(built)
    assert walk(built) == PAGES


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs", "material"])
@pytest.mark.parametrize("more", ["", "nav: [index.md, Goals: goals/]\n"])
def test_every_theme_lists_the_goals(tmp_path, theme, more):
    built = build(write(tmp_path, site(theme=theme, more=more)), strict=True)
    quiet(built)
    found = links(page(built, ""))
    assert found["More learners stay"] == "goals/impacts/more-learners/"
    assert found["All outcomes"] == "goals/outcomes/"


def test_a_page_that_the_author_lists_is_not_listed_twice(tmp_path):
    nav = "nav: [index.md, Our aim: goals/impacts/more-learners.md, Goals: goals/]\n"
    built = build(write(tmp_path, site(theme="material", more=nav)), strict=True)
    quiet(built)
    assert walk(built) == [
        "goals/impacts/more-learners/",
        *(url for url in PAGES if url != "goals/impacts/more-learners/"),
    ]


@pytest.mark.parametrize("more", ["", "nav: [index.md, Goals: goals/]\n"])
def test_pages_of_the_author_below_the_folder_stay_in_the_navigation(tmp_path, more):
    files = GOALS | {"docs/goals/how-we-plan.md": "# How we plan\n", "goals/outcomes/index.md": "# All of them\n"}
    built = build(write(tmp_path, site(files, theme="material", more=more)), strict=True)
    quiet(built)
    assert walk(built) == [*PAGES[:-1], "goals/how-we-plan/", "goals/rules/"]


def test_a_goal_that_cannot_be_read_is_listed_too(tmp_path):
    files = GOALS | {"goals/lost.md": "---\ntype: x\n---\n"}
    built = build(write(tmp_path, site(files, theme="material", plugin="fail_on: never")), strict=True)
    assert walk(built) == [*PAGES[:-1], "goals/lost/", "goals/rules/"]


@pytest.mark.parametrize("more", ["", "nav: [index.md, Goals: goals/]\n"])
@pytest.mark.parametrize(("choice", "expected"), [("auto", PAGES), ("full", PAGES), ("index", INDEXES), ("none", [])])
def test_the_setting_decides_what_is_listed(tmp_path, more, choice, expected):
    built = build(write(tmp_path, site(theme="material", more=more, plugin=f"nav: {choice}")), strict=True)
    quiet(built)
    assert walk(built) == expected
    assert (built.site / "goals/outputs/push-messages/index.html").exists()


@pytest.mark.parametrize("more", ["", "nav: [index.md, Goals: goals/]\n"])
def test_beyond_150_goals_only_the_indexes_are_listed_and_nothing_is_said(tmp_path, more):
    many = {
        f"goals/outputs/o-{n}.md": f"---\ntype: output\ntitle: O {n}\ncontributes_to: act-on-results\n---\n"
        for n in range(148)
    }
    built = build(write(tmp_path, site(GOALS | many, theme="material", more=more)), strict=True)
    quiet(built)
    assert walk(built) == INDEXES


def test_a_nav_that_does_not_name_the_goals_stays_as_it_is_and_nothing_is_said(tmp_path):
    more = "nav: [index.md, other.md]\nvalidation: {omitted_files: warn}\n"
    built = build(
        write(tmp_path, site(GOALS | {"docs/other.md": "# Other\n"}, theme="material", more=more)), strict=True
    )
    quiet(built)
    assert walk(built) == ["other/"]


def test_not_in_nav_of_the_site_is_heeded(tmp_path):
    built = build(write(tmp_path, site(theme="material", more="not_in_nav: /goals/outputs/*\n")), strict=True)
    quiet(built)
    assert walk(built) == [url for url in PAGES if url != "goals/outputs/push-messages/"]


def test_a_folder_in_a_folder_keeps_its_section(tmp_path):
    files = {name.replace("goals", "docs/company/goals", 1): content for name, content in GOALS.items()}
    built = build(write(tmp_path, site(files, theme="material", plugin="goals_dir: docs/company/goals")), strict=True)
    quiet(built)
    assert walk(built) == [f"company/{url}" for url in PAGES]
    assert re.search(r"Company .*Goals .*Goal tree", text(page(built, "")))


def test_titles_are_escaped_in_the_navigation(tmp_path):
    files = {"goals/x.md": "---\ntype: impact\ntitle: <img src=x onerror=alert(1)>\n---\n"}
    words = "words: {impacts: '<i>Aims</i>', all-impacts: '<b>All</b>'}"
    for theme in ("material", "mkdocs", "readthedocs"):
        html = page(build(write(tmp_path, site(files, theme=theme, plugin=words))), "")
        assert "<img src=x" not in html
        assert "&lt;img src=x onerror=alert(1)&gt;" in html
        assert "<b>All</b>" not in html
        assert "<i>Aims</i>" not in html


def test_use_of_the_config_in_two_builds_lists_nothing_twice(tmp_path):
    folder = write(
        tmp_path,
        {
            "mkdocs.yml": config("nav: [index.md, Goals: goals/]\n", theme="material"),
            "docs/index.md": "# Home\n",
            **GOALS,
        },
    )
    assert walk(build(folder)) == walk(build(folder)) == PAGES
