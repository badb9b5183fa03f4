"""Timeline, owners, periods and briefs in a real handbook."""

from __future__ import annotations

import pytest
from sites import build, page, write
from small import GOALS, THEMES, headings, links, own_lines, site, text

COMPANY = {
    "goals/impacts/growth.md": """
        ---
        type: impact
        title: More learners stay
        status: active
        owner: Board
        period: 2026
        primary:
          - {from: 2025-01-01, to: 2025-06-30, reason: The plan., decided_by: Board}
          - {from: 2026-01-01, reason: Again.}
        ---
        """,
    "goals/impacts/trust.md": """
        ---
        type: impact
        title: Fewer complaints
        status: active
        owner: Board
        primary: {from: 2025-05-01, to: 2025-10-31, reason: They doubled.}
        ---
        """,
    "goals/outcomes/act.md": """
        ---
        type: outcome
        title: Learners act on their result
        status: active
        owner: ["@Growth  team", Support]
        period: 2026-Q2
        contributes_to: {goal: growth, rationale: They come back.}
        ---
        """,
    "goals/outcomes/done.md": """
        ---
        type: outcome
        title: Support answers at once
        status: achieved
        closed: {on: 2026-02-01, why: It does.}
        owner: growth-team
        period: 2026-Q1
        contributes_to: growth
        ---
        """,
}
PAGES = ("timeline/", "owners/", "owners/growth-team/", "periods/", "periods/2026-q1/")


def built(tmp_path, goals=None, **more):
    made = build(write(tmp_path, site({**COMPANY, **(goals or {})}, **more)), strict=True)
    assert made.failed is None
    return made


@pytest.mark.parametrize("theme", THEMES)
def test_each_page_stands_in_every_theme_with_one_heading(tmp_path, theme):
    made = built(tmp_path, theme=theme, plugin="fail_on: never")

    assert [headings(page(made, f"goals/{url}")) for url in PAGES] == [
        ["Timeline"],
        ["Owners"],
        ["Growth team"],
        ["Periods"],
        ["2026-Q1"],
    ]
    assert made.warnings == []


def test_gaps_and_overlaps_are_on_the_timeline(tmp_path):
    said = text(page(built(tmp_path, plugin="fail_on: never"), "goals/timeline/"))

    assert "Primary together with More learners stay: May – Jun 2025" in said
    assert "Nov – Dec 2025 2 months No impact was primary." in said


def test_owner_names_lead_to_the_owners_page_from_cards_tables_and_register(tmp_path):
    made = built(tmp_path, plugin="fail_on: never")

    assert links(page(made, "goals/outcomes/act/"))["Growth team"] == "../../owners/growth-team/"
    assert links(page(made, "goals/outcomes/"))["Support"] == "../owners/support/"
    assert links(page(made, "goals/impacts/growth/"))["Growth team"] == "../../owners/growth-team/"
    assert links(page(made, "goals/owners/"))["Board"] == "board/"


def test_the_page_of_an_owner_is_listed_in_no_navigation(tmp_path):
    listed = links(page(built(tmp_path, plugin="fail_on: never"), ""))

    assert {"Timeline", "Owners", "Periods"} <= listed.keys()
    assert not {"Board", "Growth team", "2026-Q1"} & listed.keys()


def test_a_site_without_owners_and_days_has_none_of_these_pages(tmp_path):
    made = build(write(tmp_path, site()), strict=True)

    assert [name for name in ("owners", "periods", "timeline") if (made.site / "goals" / name).exists()] == []


def test_each_can_be_switched_off_and_the_link_of_the_settings_stands_in(tmp_path):
    off = "fail_on: never\npages: {timeline: false, owners: false, periods: false, briefs: false}\nowners: {board: {url: https://example.org/b}, growth-team: {}, support: {}}"
    made = built(tmp_path, plugin=off)

    folders = [
        name
        for name in ("owners", "periods", "timeline", "outcomes/act/brief")
        if (made.site / "goals" / name).exists()
    ]
    assert folders == []
    html = page(made, "goals/impacts/growth/")
    assert links(html)["Board"] == "https://example.org/b"
    assert "Ideation brief" not in page(made, "goals/outcomes/act/")


def test_names_that_become_one_address_get_one_each(tmp_path):
    owned = {
        f"goals/o{i}.md": f"---\ntype: outcome\ntitle: O{i}\nowner: '{name}'\n---\n"
        for i, name in enumerate(
            ["Ökonomie & Co", "okonomie co", "<script>alert(1)</script>", "🙂", "Index", "x" * 300]
        )
    }
    made = built(tmp_path, owned, plugin="fail_on: never")

    found = links(page(made, "goals/owners/"))
    assert (found["okonomie co"], found["Ökonomie & Co"]) == ("okonomie-co/", "okonomie-co-2/")
    assert found["Index"] == "index-2/"
    assert found["<script>alert(1)</script>"] == "script-alert-1-script/"
    assert "<script>alert(1)" not in page(made, "goals/owners/script-alert-1-script/")
    assert headings(page(made, f"goals/owners/{'x' * 63}/")) == ["x" * 300]


def test_a_goal_on_the_path_of_an_owner_keeps_it(tmp_path):
    taken = {"goals/owners/board.md": "---\ntype: output\ntitle: A board\nowner: Board\ncontributes_to: act\n---\n"}
    made = built(tmp_path, taken, plugin="fail_on: never")

    assert headings(page(made, "goals/owners/board/")) == ["A board"]
    assert headings(page(made, "goals/owners/board-2/")) == ["Board"]
    assert links(page(made, "goals/impacts/growth/"))["Board"] == "../../owners/board-2/"


def test_an_authors_page_of_an_owner_wins_and_is_linked(tmp_path):
    made = built(tmp_path, {"docs/goals/owners/board.md": "# Our board\n\nFive people.\n"}, plugin="fail_on: never")

    assert headings(page(made, "goals/owners/board/")) == ["Our board"]
    assert links(page(made, "goals/owners/"))["Board"] == "board/"


@pytest.mark.parametrize(
    ("flat", "url"), [("", "goals/outcomes/act/brief/"), ("use_directory_urls: false", "goals/outcomes/act/brief.html")]
)
def test_an_open_outcome_has_a_brief_that_leads_back(tmp_path, flat, url):
    made = built(tmp_path, plugin="fail_on: never", more=flat)

    html = page(made, url)
    found = links(html)
    assert headings(html) == ["Learners act on their result"]
    assert found["The outcome"] == ("../" if not flat else "../act.html")
    assert 'assets/goal-tree/goal-tree.css"' in html
    goal = page(made, "goals/outcomes/act/" if not flat else "goals/outcomes/act.html")
    assert links(goal)["Ideation brief"] == ("brief/" if not flat else "act/brief.html")


def test_a_closed_outcome_has_no_brief(tmp_path):
    made = built(tmp_path, plugin="fail_on: never")

    assert not (made.site / "goals/outcomes/done/brief").exists()


def test_a_goal_on_the_path_of_a_brief_keeps_it(tmp_path):
    taken = {"goals/outcomes/act/brief.md": "---\ntype: output\ntitle: Brief us\ncontributes_to: act\n---\n"}
    made = built(tmp_path, taken, plugin="fail_on: never")

    assert headings(page(made, "goals/outcomes/act/brief/")) == ["Brief us"]
    assert "Ideation brief" not in links(page(made, "goals/outcomes/act/"))


def test_a_draft_stands_in_none_of_these_pages_of_a_build(tmp_path):
    draft = {
        "goals/outcomes/secret.md": "---\ntype: outcome\ntitle: Secret plan\nstatus: active\nowner: Hidden team\nperiod: 2026-Q1\ndraft: true\n---\n"
    }
    made = built(tmp_path, draft, plugin="fail_on: never")

    said = "".join(page(made, f"goals/{url}") for url in PAGES)
    assert "Secret plan" not in said
    assert "Hidden team" not in said


def test_quarters_follow_the_fiscal_year(tmp_path):
    made = built(tmp_path, plugin="fail_on: never\nfiscal_year_starts: 4")

    assert "2026-Q2 Jul – Sep 2025" in text(page(made, "goals/periods/"))


def test_all_of_it_builds_without_a_word_of_warning(tmp_path):
    made = build(write(tmp_path, site({**GOALS, **COMPANY}, plugin="fail_on: never")), strict=True)

    assert (made.failed, made.warnings) == (None, [])
    assert all(line.startswith("INFO") for line in own_lines(made.log))
