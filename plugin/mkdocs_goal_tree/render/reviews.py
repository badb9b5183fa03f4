"""What an output expects and what its reviews found."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mkdocs_goal_tree.core.learning import aim, gravest, is_done, is_overdue, review_due
from mkdocs_goal_tree.core.progress import last_actual

from . import figures
from .faces import tone
from .view import Chip, GoalLink, View, chip, day, link, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mkdocs_goal_tree.core.metric import Metric
    from mkdocs_goal_tree.core.model import Goal, Output
    from mkdocs_goal_tree.core.review import Expectation, Review, Verdict
    from mkdocs_goal_tree.core.scalars import Value


class Expected(NamedTuple):
    """One row of "Expects"; `outcome` is None where the reference leads nowhere."""

    outcome: GoalLink | None
    name: str
    metric: str
    change: str
    by: str
    now: str
    verdict: Chip | None


class VerdictCard(NamedTuple):
    """One verdict of a review, before and after."""

    chip: Chip
    outcome: GoalLink | None
    name: str
    before: str
    after: str
    on: str
    note: str
    done: str
    how: str


class Round(NamedTuple):
    """One review round."""

    due: str
    late: Chip | None
    done: str
    question: str
    decision: Chip | None
    why: str
    shared_with: str
    expects: tuple[Expected, ...]
    verdicts: tuple[VerdictCard, ...]


def review_chip(view: View, output: Output) -> Chip | None:
    """`Reviewed` with the icon of the gravest verdict, or `8 days overdue`, or `Review due 14 Aug 2026`."""
    due = review_due(output, view.settings)
    if due is None:
        done = [review for review in output.reviews if is_done(review)]
        found = gravest(verdict for verdict in done[-1].verdicts) if done else None
        return Chip(view.words["reviewed"], found or "reviewed", tone(found or "reviewed")) if done else None
    if is_overdue(output, view.settings):
        return chip(view, "overdue", word=say(view, "overdue-since", count=(view.settings.today - due).days))
    return Chip(say(view, "review-due", day=day(view, due)), "due", tone("planned"))


def expected(
    view: View, output: Output, expects: Iterable[Expectation], verdicts: Sequence[Verdict] = ()
) -> tuple[Expected, ...]:
    """What will change if this works, beside what the metric says now and the latest of `verdicts` on it."""
    rows = []
    for expectation in expects:
        outcome, metric = aim(view.tree, output, expectation.outcome, expectation.metric)
        last = last_actual(metric, view.settings.today) if metric else None
        found = [v for v in verdicts if aim(view.tree, output, v.outcome, v.metric) == (outcome, metric)]
        rows.append(
            Expected(
                _shown(view, outcome),
                expectation.outcome,
                metric.name if metric else expectation.metric,
                figures.change(metric, expectation.before, expectation.after, view.words),
                day(view, expectation.by) if expectation.by else "",
                figures.amount(metric, last.value, view.words, short=True) if metric and last else "",
                chip(view, found[-1].verdict) if found and outcome else None,
            )
        )
    return tuple(rows)


def rounds(view: View, output: Output) -> list[Round]:
    """The review rounds, the first one first."""
    return [_round(view, output, review) for review in output.reviews]


def _round(view: View, output: Output, review: Review) -> Round:
    late = review.due is not None and review.due < view.settings.today and not is_done(review)
    return Round(
        day(view, review.due) if review.due else "",
        chip(view, "overdue", word=say(view, "overdue-since", count=(view.settings.today - review.due).days))
        if late and review.due
        else None,
        day(view, review.done_on) if review.done_on else "",
        review.question,
        chip(view, review.decision) if review.decision else None,
        review.why,
        figures.together(review.shared_with, view.words),
        expected(view, output, review.expects) if review.expects != output.expects and not is_done(review) else (),
        tuple(verdict_card(view, output, review, verdict) for verdict in review.verdicts),
    )


def verdict_card(view: View, output: Output, review: Review, verdict: Verdict) -> VerdictCard:
    outcome, metric = aim(view.tree, output, verdict.outcome, verdict.metric)
    name = metric.name if metric else verdict.metric
    wanted = next(
        (
            one
            for one in (*review.expects, *output.expects)
            if one.after is not None and aim(view.tree, output, one.outcome, one.metric) == (outcome, metric)
        ),
        None,
    )
    on = name
    if wanted:
        key = "expected-by" if wanted.by else "expected"
        value = _value(view, metric, wanted.after)
        on = say(view, key, metric=name, value=value, day=day(view, wanted.by) if wanted.by else "")
    return VerdictCard(
        chip(view, verdict.verdict),
        _shown(view, outcome),
        verdict.outcome,
        _value(view, metric, verdict.before),
        _value(view, metric, verdict.after),
        on,
        verdict.note,
        day(view, review.done_on) if review.done_on else "",
        verdict.how or (view.words[f"attribution-{verdict.attribution}"] if verdict.attribution else ""),
    )


def _value(view: View, metric: Metric | None, value: Value | None) -> str:
    return figures.amount(metric, value, view.words, short=True) if metric else figures.bare(value, view.words)


def _shown(view: View, goal: Goal | None) -> GoalLink | None:
    return link(view, goal) if goal and goal.id not in view.hidden else None
