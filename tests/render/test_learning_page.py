"""The page of the learning loop."""

from __future__ import annotations

from datetime import date

import pytest
from render_views import TUTOR, view_of
from small import text

from hostile import HOSTILE
from mkdocs_goal_tree.render.learning_page import MOST_CARDS, learning_page

TWO = """
goals/stay.md
    type: impact
    title: Learners stay

goals/act.md
    type: outcome
    title: Learners act
    contributes_to: stay
    metrics:
      name: Opened
      unit: "%"
      baseline: {value: 26, on: 2026-01-01}
      target: {value: 80, by: 2026-12-31}
      actuals: {on: 2026-05-01, value: 41}
"""
ALERTS = """
goals/alerts.md
    type: output
    title: Alerts
    status: shipped
    owner: [Growth, Ops]
    contributes_to: act
    shipped_on: 2026-03-24
    expects: {from: 34, to: 55}
"""
VERDICT = """    review:
      done_on: 2026-04-28
      question: Do they act?
      verdicts: {before: 26, after: 39, verdict: %s, how: before and after, note: Mostly.}
      decision: iterate
      why: The slowest first.
"""


def said(goals, files, **more):
    return text(learning_page(view_of(goals(files), **more)).html)


def test_an_output_that_shipped_waits_for_its_verdict(goals):
    page = said(goals, TWO + ALERTS)

    assert page.startswith(
        "Shipping opens a question; a review answers it. 0 of 1 shipped outputs have their answer , 1 review overdue."
    )
    assert "Reviews overdue 1 longest: 8 days" in page
    assert "Due in 60 days 0" in page
    assert "Alerts 8 days overdue was due 5 May 24 Mar 2026 not said 34 → 55 % 41 % Growth , Ops" in page


@pytest.mark.parametrize(
    ("due", "chip"),
    [
        ("2026-05-12", "1 day overdue was due 12 May"),
        ("2026-05-13", "today due 13 May"),
        ("2026-05-14", "tomorrow due 14 May"),
        ("2026-07-12", "in 60 days due 12 Jul"),
        ("2027-01-02", "in 234 days due 2 Jan 2027"),
    ],
)
def test_the_days_to_a_review_are_said_in_words(goals, due, chip):
    assert chip in said(goals, f"{TWO}{ALERTS}    review: {{due: {due}}}\n")


def test_the_overdue_review_stands_first_and_has_its_round(goals):
    second = f"{ALERTS.replace('alerts', 'second').replace('Alerts', 'Second')}    reviews: [{{done_on: 2026-04-01}}, {{due: 2026-06-01}}]\n"
    page = said(goals, TWO + second + ALERTS)

    assert page.index("8 days overdue") < page.index("due 1 Jun, round 2")
    assert "Due in 60 days 1 next: 1 Jun" in page


def test_an_overdue_review_of_what_never_shipped_says_so(goals):
    page = said(goals, TWO + ALERTS.replace("    shipped_on: 2026-03-24\n", "    review: {due: 2026-05-01}\n"))

    assert "12 days overdue was due 1 May Not shipped" in page


@pytest.mark.parametrize(
    ("verdict", "word", "heading"),
    [
        ("moved", "Moved", "Moved, wholly or partly"),
        ("partly", "Partly moved", "Moved, wholly or partly"),
        ("not-moved", "Not moved", "Looked at, not moved"),
        ("worse", "Worse", "Looked at, not moved"),
        ("inconclusive", "Inconclusive", "Looked at, not moved"),
    ],
)
def test_a_verdict_says_what_how_and_what_follows(goals, verdict, word, heading):
    credit = "Credited:" if heading.startswith("Moved") else "Output:"

    assert (
        f"{heading} newest first {word} Learners act 26 % → 39 % Opened, expected 55 % Mostly. "
        f"28 Apr 2026 How we know: before and after {credit} Alerts Decision: Iterate The slowest first."
    ) in said(goals, TWO + ALERTS + VERDICT % verdict)


def test_the_tiles_count_outcomes_and_their_base(goals):
    page = said(goals, TUTOR)

    assert "Outcomes moved 0 moved, 1 partly of 2 outcomes looked at by 1 output" in page
    assert "From shipping to verdict 49 days, median of 1 output slowest: 49 days" in page


def test_the_newest_verdict_comes_first_and_old_ones_are_folded(goals):
    rounds = "".join(
        f"      - {{done_on: {date(2025, 1, 1).replace(day=n % 28 + 1, month=n // 28 + 1)}, verdicts: {{verdict: moved, note: Look {n}.}}}}\n"
        for n in range(MOST_CARDS + 2)
    )
    page = said(goals, f"{TWO}{ALERTS}    reviews:\n{rounds}")

    assert page.index("Look 31.") < page.index("Look 30.") < page.index("Look 2.") < page.index("and 2 older ones")
    assert page.index("and 2 older ones") < page.index("Look 1.") < page.index("Look 0.")


def test_shipping_alone_makes_no_entry(goals):
    page = learning_page(view_of(goals(TWO + ALERTS)))

    assert page.toc == (("waiting", "Waiting for a verdict"),)
    assert text(page.html).endswith(
        "No verdict yet. An entry appears here when an outcome was looked at, whichever way it went. "
        "Shipping alone makes no entry."
    )


def test_a_handbook_in_which_nothing_shipped_says_nothing_of_answers(goals):
    page = said(goals, TWO)

    assert page.startswith(
        "Shipping opens a question; a review answers it. Outcomes moved 0 moved of 0 outcomes looked at"
    )
    assert "From shipping to verdict – No verdict yet." in page


def test_a_hidden_goal_is_nowhere(goals):
    page = said(goals, TWO + ALERTS + VERDICT % "moved", hidden={"alerts"})

    assert "Alerts" not in page
    assert "Outcomes moved 0 moved of 0 outcomes looked at" in page


def test_it_links_the_calendar_and_the_feed_where_the_site_has_them(goals):
    project = goals(TWO + ALERTS)
    html = learning_page(view_of(project, page_url=lambda name: f"../{name}")).html

    assert '<a href="../reviews.ics" type="text/calendar">Reviews as a calendar</a>' in html
    assert '<a href="../moved.xml" type="application/atom+xml">Outcomes moved as a feed</a>' in html
    assert "reviews.ics" not in learning_page(view_of(project, page_url=lambda _: "")).html


@pytest.mark.parametrize("hostile", ["<img src=x onerror=alert(1)>", "</script><script>alert(1)</script>", HOSTILE[0]])
def test_text_of_goals_stays_text(goals, hostile):
    view = view_of(goals(TWO + ALERTS + VERDICT % "moved"))
    alerts = view.tree["alerts"]
    review = alerts.reviews[0]
    verdict = review.verdicts[0].model_copy(update={"note": hostile, "how": hostile})
    told = review.model_copy(update={"why": hostile, "question": hostile, "verdicts": (verdict,)})
    view.tree.goals["alerts"] = alerts.model_copy(update={"title": hostile, "owner": (hostile,), "reviews": (told,)})

    html = learning_page(view).html

    assert "<img" not in html
    assert "<script" not in html
    assert text(html).count(hostile) == 4
