"""The learning loop on 13 May 2026: what is due, who waits for it, what was found and how long it took."""

from __future__ import annotations

from datetime import date

import pytest

from mkdocs_goal_tree.core.learning import (
    Answered,
    DaysToVerdict,
    aim,
    answered,
    days_to_verdict,
    gravest,
    is_overdue,
    moved,
    outputs_of,
    review_due,
    reviews_due,
    verdicts,
    waiting,
)

OUTCOMES = """
goals/act.md
    type: outcome
    title: Learners act on their result
    metrics:
      - name: Results opened
        aliases: Results seen
      - name: Answers skipped
        role: guardrail

goals/trust.md
    type: outcome
    title: Teachers trust the grade
"""

# An output's lines → the day of its next review, whether it is overdue
DUE = {
    "six weeks after shipping": ("status: shipped\nshipped_on: 2026-03-24", date(2026, 5, 5), True),
    "six weeks after shipping, in a round without a day": (
        "status: shipped\nshipped_on: 2026-03-24\nreview:\n  question: Did it help?",
        date(2026, 5, 5),
        True,
    ),
    "on the day that the round names": (
        "status: shipped\nshipped_on: 2026-03-24\nreview:\n  due: 2026-05-13",
        date(2026, 5, 13),
        False,
    ),
    "before it has shipped": ("status: building\nreview:\n  due: 2026-05-12", date(2026, 5, 12), True),
    "of the second round": (
        "status: shipped\nreviews:\n  - done_on: 2026-04-01\n  - due: 2026-08-01",
        date(2026, 8, 1),
        False,
    ),
    "never in a second round without a day": (
        "status: shipped\nreviews:\n  - done_on: 2026-04-01\n  - why: x",
        None,
        False,
    ),
    "no more after a day on which it was done": ("status: shipped\nreview:\n  done_on: 2026-05-01", None, False),
    "no more after a verdict": (
        "status: shipped\nreview:\n  due: 2026-05-01\n  verdicts:\n    verdict: moved",
        None,
        False,
    ),
    "not before anything has shipped": ("status: building", None, False),
    "not by itself of what is retired": ("status: retired\nshipped_on: 2026-03-24", None, False),
    "also when retired with an open round": (
        "status: retired\nshipped_on: 2026-03-24\nreview:\n  due: 2026-05-01",
        date(2026, 5, 1),
        True,
    ),
    "but nobody waits while it is paused": ("status: paused\nshipped_on: 2026-03-24", date(2026, 5, 5), False),
    "but nobody waits for what was cancelled": (
        "status: cancelled\nreview:\n  due: 2026-05-01",
        date(2026, 5, 1),
        False,
    ),
    "at the latest when the calendar ends": ("status: shipped\nshipped_on: 9999-12-31", date.max, False),
}


def output(name: str, lines: str, parents: str = "act") -> str:
    text = "".join(f"    {line}\n" for line in lines.strip().splitlines())
    return f"\ngoals/{name}.md\n    type: output\n    title: {name}\n    contributes_to: {parents}\n{text}"


@pytest.mark.parametrize(("lines", "due", "late"), DUE.values(), ids=DUE)
def test_a_review_is_due(goals, lines, due, late):
    project = goals(OUTCOMES + output("alerts", lines))
    [alerts] = outputs_of(project.tree)
    assert (review_due(alerts, project.settings), is_overdue(alerts, project.settings)) == (due, late)


def test_the_setting_says_how_long_after_shipping(goals):
    project = goals(OUTCOMES + output("alerts", "shipped_on: 2026-03-24"), review_after="2m")
    [alerts] = outputs_of(project.tree)
    assert review_due(alerts, project.settings) == date(2026, 5, 24)


@pytest.mark.parametrize(
    ("parents", "outcome", "metric", "aimed"),
    [
        ("act", "", "", ("act", "Results opened")),
        ("act", "", "answers-skipped", ("act", "Answers skipped")),
        ("act", "", "results seen", ("act", "Results opened")),
        ("act", "", "clicks", ("act", None)),
        ("act", "trust", "", ("trust", None)),
        ("act", "nobody", "", (None, None)),
        ("[act, trust]", "", "", (None, None)),
        ("[act, trust]", "ACT", "", ("act", "Results opened")),
        ("[]", "", "", (None, None)),
    ],
)
def test_the_aim_is_by_default_the_only_parent_and_its_first_primary_metric(goals, parents, outcome, metric, aimed):
    tree = goals(OUTCOMES + output("alerts", "", parents)).tree
    goal, number = aim(tree, tree["alerts"], outcome, metric)
    assert (goal.id if goal else None, number.name if number else None) == aimed


@pytest.mark.parametrize(
    ("words", "word"),
    [
        ("moved, worse, partly", "worse"),
        ("moved, inconclusive, not-moved", "not-moved"),
        ("partly, inconclusive", "inconclusive"),
        ("moved, partly", "partly"),
        ("moved", "moved"),
        ("", None),
    ],
)
def test_the_gravest_verdict_stands_for_a_review(goals, words, word):
    lines = "review:\n  verdicts:" + "".join(f"\n    - verdict: {one}" for one in words.split(", ") if one)
    tree = goals(OUTCOMES + output("alerts", lines)).tree
    assert gravest(verdict for review in tree["alerts"].reviews for verdict in review.verdicts) == word


LOOP = OUTCOMES + "".join(
    [
        output(
            "alerts",
            """
status: shipped
shipped_on: 2026-03-01
expects: {to: 60}
reviews:
  - done_on: 2026-04-20
    verdicts:
      - verdict: worse
      - {outcome: trust, verdict: partly}
  - due: 2026-06-01
    question: And now?
""",
            "[act, trust]",
        ),
        output("engine", "status: building\nexpects: {to: 70}\nreview: {due: 2026-08-14, question: Do they go on?}"),
        output("guide", "status: paused\nshipped_on: 2026-01-01"),
        output(
            "pipeline",
            """
status: retired
shipped_on: 2025-11-01
reviews:
  - done_on: 2026-01-01
  - done_on: 2026-02-01
    verdicts: {verdict: moved}
  - done_on: 2026-04-20
    verdicts: {verdict: partly}
""",
        ),
        output("queue", "status: shipped\nshipped_on: 2026-03-24"),
        output("templates", "status: shipped\nreview:\n  verdicts: {outcome: nobody, verdict: moved}"),
        output("upload", "status: planned\nreview: {due: 2026-05-12, expects: {to: 5}}"),
    ]
)


def test_reviews_wait_in_the_order_of_their_day(goals):
    project = goals(LOOP)
    rows = [
        (
            one.output.id,
            one.number,
            str(one.due),
            one.days,
            one.is_overdue,
            one.question,
            [e.after for e in one.expects],
        )
        for one in waiting(project.tree, project.settings)
    ]
    assert rows == [
        ("queue", 1, "2026-05-05", 8, True, "", []),
        ("upload", 1, "2026-05-12", 1, True, "", [5]),
        ("alerts", 2, "2026-06-01", -19, False, "And now?", [60]),
    ]
    assert next(one.review for one in waiting(project.tree, project.settings)) is None


def test_a_review_of_what_has_not_shipped_is_due_but_nobody_waits_for_it(goals):
    project = goals(LOOP)
    assert [one.output.id for one in reviews_due(project.tree, project.settings)] == [
        "queue",
        "upload",
        "alerts",
        "engine",
    ]


def test_verdicts_stand_newest_first(goals):
    told = [
        (one.output.id, one.number, one.verdict.verdict.value, one.outcome and one.outcome.id, str(one.done_on))
        for one in verdicts(goals(LOOP).tree)
    ]
    assert told == [
        ("alerts", 1, "worse", None, "2026-04-20"),
        ("alerts", 1, "partly", "trust", "2026-04-20"),
        ("pipeline", 3, "partly", "act", "2026-04-20"),
        ("pipeline", 2, "moved", "act", "2026-02-01"),
        ("templates", 1, "moved", None, "None"),
    ]


def test_an_outcome_moved_counts_once_by_its_best_verdict(goals):
    wholly, partly, outputs = moved(verdicts(goals(LOOP).tree))
    assert ([one.id for one in wholly], [one.id for one in partly], [one.id for one in outputs]) == (
        ["act"],
        ["trust"],
        ["alerts", "pipeline"],
    )


@pytest.mark.parametrize(
    ("days", "found"),
    [
        ([], None),
        (["2026-01-11"], DaysToVerdict(10, 10, 1)),
        (["2026-01-11", "2026-01-02"], DaysToVerdict(6, 10, 2)),
        (["2026-01-11", "2026-01-02", "2026-04-11"], DaysToVerdict(10, 100, 3)),
        (["2025-12-31"], None),
    ],
)
def test_days_to_the_first_verdict(goals, days, found):
    text = "".join(
        output(f"o-{i}", f"shipped_on: 2026-01-01\nreview: {{done_on: {day}, verdicts: {{verdict: moved}}}}")
        for i, day in enumerate(days)
    )
    assert days_to_verdict(outputs_of(goals(OUTCOMES + text).tree)) == found


def test_the_first_verdict_counts_from_shipping(goals):
    assert days_to_verdict(outputs_of(goals(LOOP).tree)) == DaysToVerdict(71, 92, 2)


def test_shipped_outputs_have_their_answer_or_not(goals):
    assert answered(outputs_of(goals(LOOP).tree)) == Answered(2, 4)
