"""The health page: each number with its base, its limit, its course, and the tables below."""

from __future__ import annotations

import re
from datetime import date

import pytest
from render_views import TUTOR, WORDS, view_of
from small import text

from mkdocs_goal_tree.core.health import indicators
from mkdocs_goal_tree.core.terms import Glossary
from mkdocs_goal_tree.render.health_page import MOST_BEHIND, health_page

STAY = """
goals/stay.md
    type: impact
    title: Learners stay
"""


def outcome(name, more=""):
    return f"\ngoals/{name}.md\n    type: outcome\n    title: Outcome {name}\n    status: active\n    contributes_to: stay\n{more}"


def shipped(name, day="2026-01-01", more=""):
    return f"\ngoals/{name}.md\n    type: output\n    title: Output {name}\n    status: shipped\n    shipped_on: {day}\n{more}"


def said(goals, files, trend=(), **more):
    return text(health_page(view_of(goals(files, **more)), trend).html)


def tile(page, title):
    """The words of a tile, from its title to where the next begins."""
    titles = [WORDS[key].replace("{span}", "365 days") for key in WORDS if key.startswith("sign-")]
    start = page.index(title)
    ends = [page.find(other, start + 1) for other in (*titles, "No history", "The line runs")]
    return page[start : min(end for end in ends if end > 0)].strip()


def test_a_company_with_nothing_yet_is_asked_nothing(goals):
    page = said(goals, STAY)

    assert page.startswith(
        "Are we a feature factory? 9 numbers tell, each with its base and what it means. None asks for attention."
    )
    assert "Shipped and never reviewed – none yet" in page
    assert "Outputs shipped for each outcome moved – none yet" in page
    assert "Active outcomes per owner – none yet" in page
    assert "No history is there, so no trend is shown." in page


def test_what_asks_for_attention_stands_first_with_its_word(goals):
    page = health_page(view_of(goals(STAY + "".join(outcome(name) for name in "abc")))).html

    assert text(page).index("Active outcomes not measured") < text(page).index("Shipped and never reviewed")
    assert (
        "3 of 3 Attention An outcome nobody measures is a wish. Attention above 25 %. Behind it: 3 Outcome a"
        in text(page)
    )
    assert page.count('<div class="gt-tile" role="listitem" data-tone="warn">') == 2


@pytest.mark.parametrize(
    ("files", "words"),
    [
        (
            shipped("a"),
            (
                "Shipped and never reviewed 1 of 1 A release without a look back teaches nothing. Counted from the day of its first "
                "review on. Attention above 50 %. Too few to judge, it speaks from 3 on. Behind it: 1 Output a"
            ),
        ),
        (
            shipped("a"),
            (
                "Outputs shipped for each outcome moved 1 and none moved yet How much we ship before something changes. "
                "Attention above 5. Too few to judge, it speaks from 3 on. Behind it: 1 Output a"
            ),
        ),
        (
            outcome("a", "    owner: Growth\n") + outcome("b", "    owner: [Growth, Ops]\n"),
            (
                "Active outcomes per owner 2 at most, 2 owners Whoever changes everything at once changes little. "
                "Attention above 3. Behind it: 2 Outcome a Growth Outcome b Growth and Ops"
            ),
        ),
        (
            outcome("a").replace("active", "dropped\n    closed: {on: 2026-01-01}"),
            (
                "Goals stopped in 365 days 1 1 dropped A team that never stops anything has not decided anything. "
                "Attention at 0. Behind it: 1 Outcome a"
            ),
        ),
    ],
)
def test_a_tile_says_its_number_its_base_what_it_means_and_when_it_speaks(goals, files, words):
    title = next(
        WORDS[key]
        for key in WORDS
        if key.startswith("sign-") and words.startswith(WORDS[key].replace("{span}", "365 days"))
    )

    assert tile(said(goals, STAY + files), title.replace("{span}", "365 days")) == words


def test_outputs_for_outcomes_are_a_ratio_with_both_numbers(goals):
    moved = "    contributes_to: act\n    review: {done_on: 2026-03-01, verdicts: {verdict: moved}}\n"
    files = STAY + outcome("act") + shipped("a", more=moved) + shipped("b") + shipped("c")

    assert "Outputs shipped for each outcome moved 3.0 3 for 1" in said(goals, files)


def test_the_span_is_said_as_the_setting_has_it(goals):
    page = said(goals, STAY, health={"nothing_dropped_for": "1q"})

    assert (
        "Goals stopped in 1 quarter 0 A team that never stops anything has not decided anything. "
        "Too young to judge, or an end without its day."
    ) in page


def test_of_many_goals_behind_a_number_the_first_are_named(goals):
    page = said(goals, STAY + "".join(outcome(f"o{n}") for n in range(MOST_BEHIND + 2)))

    assert f"Behind it: {MOST_BEHIND + 2}" in page
    assert "and 2 more" in page


def past(goals, day, files):
    project = goals(files, today=day)
    return day, indicators(project.tree, project.settings)


def test_a_course_is_said_in_words_beside_its_line(goals):
    end, first = date(2026, 3, 31), date(2025, 12, 31)
    trend = [
        past(goals, first, STAY + "".join(outcome(n) for n in "ab")),
        past(goals, end, STAY + "".join(outcome(n) for n in "abcd")),
    ]
    measured = "    metrics: {name: Share, baseline: 1, target: 5, actuals: {on: 2026-05-01, value: 2}}\n"
    now = STAY + outcome("a") + outcome("b", measured)
    page = health_page(view_of(goals(now)), trend)

    assert "1 of 2 better, was 4 of 4" in text(page.html)
    assert 'role="img" aria-label="from 2 of 2 to 1 of 2"' in page.html
    assert "The line runs over the ends of the last 2 quarters to today." in text(page.html)


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [
        (outcome("a", "    owner: A\n"), outcome("a", "    owner: A\n"), "unchanged"),
        (
            outcome("a", "    owner: A\n"),
            outcome("a", "    owner: A\n") + outcome("b", "    owner: A\n"),
            "2 at most, 1 owner worse, was 1",
        ),
        ("", outcome("a").replace("active", "dropped\n    closed: {on: 2026-04-02}"), "1 1 dropped was 0"),
    ],
)
def test_more_is_worse_but_what_was_stopped_is_neither(goals, before, now, words):
    assert words in said(goals, STAY + now, [past(goals, date(2026, 3, 31), STAY + before)])


def test_owners_with_most_to_do_come_first_and_a_goal_of_two_counts_at_both(goals):
    page = health_page(view_of(goals(TUTOR)))
    tables = text(page.html)
    by_owner = tables[tables.index("By owner") : tables.index("By period")]

    assert by_owner.startswith(
        "By owner Owner Shipped Never reviewed No expectation Not measured Old number To look at"
    )
    assert by_owner.index("No owner") < by_owner.index("Platform")
    assert "Platform 1, 0 moved 0 of 1" in by_owner
    assert "growth 0 of 1 0 of 2" in by_owner
    assert "Support team 0 of 1 0 of 2" in by_owner


def test_periods_stand_latest_first_and_a_shipped_output_in_its_quarter(goals):
    page = text(health_page(view_of(goals(TUTOR))).html)
    by_period = page[
        page.index("By period") : page.index("To look at 1 error") if "To look at 1 error" in page else None
    ]

    assert by_period.index("2026-Q1 1, 0 moved") < by_period.index("No period")


def test_findings_are_told_by_rule_the_heaviest_first(goals):
    files = STAY + "".join(outcome(f"o{n}") for n in range(7)) + "\ngoals/lone.md\n    type: output\n    title: Lone\n"
    view = view_of(goals(files))
    page = text(health_page(view).html)
    look = page[page.index("Rule Level Goal What to do") :]

    assert look.index("no-owner GT218 7 warnings Outcome o0 Outcome o1 Outcome o2 Outcome o3 Outcome o4 and 2 more")
    assert look.index("orphan-output GT206 1 warning Lone add contributes_to with the outcome it serves")
    assert look.index("GT206") < look.index("GT218")
    assert re.search(r"To look at \d+ warnings(, \d+ infos?)? Rule Level", page)


def test_what_is_not_measured_says_what_is_missing(goals):
    files = (
        STAY
        + outcome("a", "    period: 2026\n    owner: Growth\n")
        + outcome("b", "    metrics: {name: Share, instrumented: false}\n")
        + outcome("c", "    period: 2026\n    metrics: {name: Share, baseline: 1}\n")
        + outcome("d", "    metrics: {name: Share, baseline: 1}\n")
    )
    page = said(goals, files)

    assert "Outcome a Not measured yet Active since 1 Jan 2026, no metric. Owner: Growth" in page
    assert "Outcome b Not measured yet No baseline, nothing measures it yet. Owner: nobody" in page
    assert "Outcome c Not measured yet Active since 1 Jan 2026. Owner: nobody" in page
    assert "Outcome d Not measured yet Owner: nobody" in page


def test_what_is_switched_off_is_told_with_its_reason(goals):
    lint = "    lint: {ignore: [{rule: no-owner, reason: On purpose}, {rule: GT307}, {rule: nonsense, reason: x}]}\n"

    assert "Switched off with a reason: 1 no-owner · Outcome a · On purpose" in said(goals, STAY + outcome("a", lint))


def test_a_number_links_the_term_that_explains_it(goals):
    term = "\ndocs/glossary/review.md\n    term: Review\n    definition: A look back.\n"
    project = goals(STAY + term)
    view = view_of(project, glossary=project.glossary, term_url=lambda slug: f"../../glossary/{slug}/")

    assert 'What is meant: <a href="../../glossary/review/">Review</a>' in health_page(view).html
    assert "What is meant" not in health_page(view_of(project, glossary=Glossary())).html


def test_a_hidden_goal_counts_nowhere(goals):
    page = health_page(view_of(goals(STAY + outcome("a")), hidden={"a"}))

    assert "Outcome a" not in text(page.html)
    assert "Active outcomes not measured – none yet" in text(page.html)


def test_text_of_goals_stays_text(goals):
    hostile = "<img src=x onerror=alert(1)>"
    view = view_of(
        goals(
            STAY
            + outcome("a", f'    owner: "{hostile}"\n    lint: {{ignore: [{{rule: GT307, reason: "{hostile}"}}]}}\n')
        )
    )
    view.tree.goals["a"] = view.tree["a"].model_copy(update={"title": hostile})

    assert "<img" not in health_page(view).html
