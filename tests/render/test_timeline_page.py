"""The timeline: what is drawn, what is said, and how long."""

from __future__ import annotations

import re
from datetime import date
from xml.etree import ElementTree as ET

import pytest
from render_views import TUTOR, view_of
from small import text

from hostile import HOSTILE
from mkdocs_goal_tree.core.timeline import strips
from mkdocs_goal_tree.render.scene import lasting, periods_of, scene_of, ship_dates
from mkdocs_goal_tree.render.timeline_page import timeline_page

ALONE = """
goals/growth.md
    type: impact
    title: Growth
    status: active
    primary: {from: 2026-01-01}
"""
OUTCOME = "\ngoals/o{0}.md\n    type: outcome\n    title: Outcome {0}\n    status: {1}\n    period: {2}\n    {3}\n"


def drawings(page):
    """Both drawings, each read as XML."""
    found = re.findall(r"<svg class=\"gt-strip.*?</svg>", page.html, re.DOTALL)
    return [ET.fromstring(one.replace("<svg ", '<svg xmlns:xlink="http://www.w3.org/1999/xlink" ', 1)) for one in found]


def words_of(drawing):
    return [one.text for one in drawing.iter("text")]


def test_the_strip_says_who_was_first_how_long_and_since_when(goals):
    page = timeline_page(view_of(goals(TUTOR)))

    said = text(page.html)
    assert said.startswith(
        "Which impact came first, and when. More learners every week has been primary for 19 weeks ."
    )
    wide, narrow = drawings(page)
    assert wide.get("class") == "gt-strip gt-wide"
    assert words_of(wide)[:12] == [
        "2025",
        "Q1",
        "Q2",
        "Q3",
        "Q4",
        "2026",
        "Q1",
        "Q2",
        "Q3",
        "Q4",
        "today",
        "Primary impact",
    ]
    for shown in ("whole organization", "8 months", "none primary", "19 weeks so far", "no end set"):
        assert shown in words_of(wide)
    assert "Primary impact, whole organization" in words_of(narrow)


def test_the_reasons_stand_below_with_who_decided(goals):
    said = text(timeline_page(view_of(goals(TUTOR))).html)

    assert (
        "Why the primary impact changed"
        " Jan – Aug 2025 8 months More learners every week The plan."
        " Sep – Dec 2025 4 months No impact was primary."
        " since 1 Jan 2026 19 weeks so far More learners every week Primary Complaints are down. Decided by The board"
    ) in said


def test_every_anchor_that_the_strip_leads_to_is_there_once(goals):
    page = timeline_page(view_of(goals(TUTOR)))

    wanted = set(re.findall(r'xlink:href="#([^"]+)"', page.html))
    assert len(wanted) == 3
    assert all(page.html.count(f'id="{name}"') == 1 for name in wanted)


def test_a_switch_has_a_number_on_the_strip_and_beside_its_reason(goals):
    other = "\ngoals/trust.md\n    type: impact\n    title: Trust\n    status: active\n    primary: {from: 2025-06-01, to: 2025-12-31, decided_on: 2025-05-20, url: https://example.org/m}\n"
    served = "\ngoals/o.md\n    type: outcome\n    title: Letters\n    status: active\n    period: {from: 2025-07-01}\n    contributes_to: trust\n"
    page = timeline_page(view_of(goals(ALONE + other + served)))

    assert (
        "since 1 Jan 2026 19 weeks so far · switch 1 Growth Primary No reason is written down. Went on Letters"
        in text(page.html)
    )
    assert "Decided on 20 May 2025 · decision" in text(page.html)
    assert [one.text for one in drawings(page)[0].iter("text") if one.get("class") == "no-t b"] == ["1"]
    assert "Still serves a former primary impact" in text(page.html)
    assert "Trust, primary until 31 Dec 2025 Letters" in text(page.html)


def test_overlaps_are_said_and_drawn_on_two_lines(goals):
    other = "\ngoals/trust.md\n    type: impact\n    title: Trust\n    status: active\n    primary: {from: 2025-06-01, to: 2026-02-28}\n"
    page = timeline_page(view_of(goals(ALONE + other)))

    assert "Primary together with Trust: Jan – Feb 2026" in text(page.html)
    assert len({one.get("y") for one in drawings(page)[0].iter("rect") if one.get("class") == "imp"}) == 2


def test_other_scopes_have_a_strip_and_reasons_of_their_own(goals):
    team = "\ngoals/team.md\n    type: impact\n    title: Calm\n    scope: team\n    owner: Blue\n    status: active\n    primary: {from: 2026-08-01, to: 2026-12-31, reason: Next.}\n"
    said = text(timeline_page(view_of(goals(ALONE + team))).html)

    assert "Why the primary impact changed: whole organization" in said
    assert "Why the primary impact changed: team, Blue Aug – Dec 2026 Calm Next." in said


@pytest.mark.parametrize(
    ("files", "lead"),
    [
        (
            ALONE.replace("{from: 2026-01-01}", "{from: 2025-01-01, to: 2025-12-31}"),
            "No impact is primary today. 2025 Q1",
        ),
        (OUTCOME.format(1, "active", "2026", ""), "No impact was ever primary. The field primary of an impact says"),
        (ALONE.replace("title: Growth", "title: Growth\n    scope: team"), "2026 Q1 Q2 Q3 Q4 today"),
    ],
)
def test_it_says_when_nothing_is_primary(goals, files, lead):
    said = text(timeline_page(view_of(goals(files))).html)

    assert said.startswith(f"Which impact came first, and when. {lead}")


def test_of_many_outcomes_the_first_are_drawn_and_the_rule_is_said(goals):
    statuses = ["achieved", "active", "paused"]
    many = "".join(
        OUTCOME.format(i, statuses[i % 3], "2026", f"closed: {{on: 2026-03-0{1 + i % 9}}}") for i in range(60)
    )
    ships = "".join(
        f"\ngoals/p{i}.md\n    type: output\n    title: P{i}\n    due: 2026-{6 + i % 6:02}-0{1 + i % 9}\n"
        for i in range(40)
    )
    page = timeline_page(view_of(goals(ALONE + many + ships)))

    said = text(page.html)
    assert "24 of 60 outcomes are drawn: those under way first" in said
    assert "24 of 40 ship dates are drawn: those nearest to today." in said
    drawn = [one.get("class") for one in drawings(page)[0].iter("rect") if (one.get("class") or "").startswith("oc-")]
    assert drawn == ["oc-plan"] * 24
    assert page.html.count("<tr>") + page.html.count('<tr class="off">') == 2 + 60 + 40


def test_a_slip_of_the_pen_does_not_stretch_the_drawing(goals):
    page = timeline_page(view_of(goals(ALONE + OUTCOME.format(1, "active", "{from: 1026-01-01, to: 9999-12-31}", ""))))

    assert "Drawn from 1 Apr 2018 to 30 Jun 2029; what lies outside stands at the edge." in text(page.html)
    assert all(0 <= float(one.get("x")) <= 940 for one in drawings(page)[0].iter("rect"))


def test_the_grid_follows_the_fiscal_year(goals):
    wide = drawings(timeline_page(view_of(goals(ALONE, fiscal_year_starts=4))))[0]

    assert words_of(wide)[:6] == ["2026", "Q4", "2027", "Q1", "Q2", "Q3"]


def test_labels_lie_on_the_bar_or_beside_a_short_one(goals):
    wide = drawings(
        timeline_page(
            view_of(
                goals(
                    ALONE
                    + OUTCOME.format(1, "active", "2026", "")
                    + OUTCOME.format(2, "dropped", "{from: 2026-02-01, to: 2026-02-20}", "")
                )
            )
        )
    )[0]

    said = {one.text: one.get("class") for one in wide.iter("text") if (one.get("class") or "").startswith("said")}
    assert said == {"Not measured yet": "said", "Dropped": "said halo"}


def test_a_look_that_is_past_is_said_no_more(goals):
    wide = drawings(timeline_page(view_of(goals(ALONE.replace("2026-01-01}", "2026-01-01, review_on: 2026-03-01}")))))[
        0
    ]

    assert "no end set" in words_of(wide)


def test_a_short_bar_at_the_edge_has_its_label_at_the_left(goals):
    late = OUTCOME.format(1, "active", "{from: 2026-12-20, to: 2026-12-31}", "")
    wide = drawings(timeline_page(view_of(goals(ALONE + late))))[0]

    bar = next(float(one.get("x")) for one in wide.iter("rect") if one.get("class") == "oc-plan")
    label = next(float(one.get("x")) for one in wide.iter("text") if (one.get("class") or "").startswith("said"))
    assert label < bar


def test_hidden_goals_follow_nothing(goals):
    trust = (
        ALONE.replace("growth", "trust").replace("Growth", "Trust").replace("2026-01-01", "2025-01-01, to: 2025-12-31")
    )
    served = OUTCOME.format(1, "active", "{from: 2025-07-01}", "contributes_to: trust")

    assert "Still serves" in text(timeline_page(view_of(goals(ALONE + trust + served))).html)
    assert "Still serves" not in text(timeline_page(view_of(goals(ALONE + trust + served), hidden={"o1"})).html)


def test_without_days_there_is_nothing_to_draw(goals):
    view = view_of(goals("goals/a.md\n    type: outcome\n    title: A\n"))

    assert scene_of(view, strips(view.tree, view.settings, {}), periods_of(view), ship_dates(view)) == (None, [])
    assert '<svg class="gt-strip' not in timeline_page(view).html


@pytest.mark.parametrize("words", [one for one in HOSTILE if one.isprintable() and one.strip()])
def test_hostile_words_stay_words(goals, words):
    quoted = "'" + words.replace("'", "''") + "'"
    impact = ALONE.replace("Growth", quoted).replace(
        "2026-01-01}", f"2026-01-01, reason: {quoted}, decided_by: {quoted}}}"
    )
    files = f"{impact}    scope: team\n    owner: {quoted}\n{OUTCOME.format(1, 'active', '2026', f'owner: {quoted}')}"

    page = timeline_page(view_of(goals(files.replace("title: Outcome 1", f"title: {quoted}"))))

    assert not re.search("<(script|img|b>out|style)", page.html)
    assert len(drawings(page)) == 2


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        ("2026-05-13", "2026-05-13", "1 day"),
        ("2026-05-01", "2026-05-13", "13 days"),
        ("2026-05-01", "2026-05-14", "2 weeks"),
        ("2026-01-01", "2026-01-31", "1 month"),
        ("2026-01-01", "2026-05-13", "19 weeks"),
        ("2025-09-01", "2025-12-31", "4 months"),
        ("2025-01-15", "2025-08-31", "7 months"),
        ("2024-01-01", "2025-12-31", "2 years"),
        ("2024-01-01", "2026-05-13", "2 years, 4 months"),
        ("9999-01-01", "9999-12-31", "11 months"),
    ],
)
def test_a_length_of_time_reads_as_people_say_it(goals, start, end, told):
    assert lasting(view_of(goals(ALONE)), date.fromisoformat(start), date.fromisoformat(end)) == told
