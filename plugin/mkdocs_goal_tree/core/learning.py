"""The learning loop: what an output expects, when it is reviewed, what its reviews found. No word, no page."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .model import CLOSED, Level, Output
from .review import VerdictWord

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from .metric import Metric
    from .model import Goal
    from .review import Expectation, Review, Verdict
    from .settings import Settings
    from .tree import GoalTree

# What needs help first: of several verdicts the gravest stands for the review.
_GRAVEST = (
    VerdictWord.WORSE,
    VerdictWord.NOT_MOVED,
    VerdictWord.INCONCLUSIVE,
    VerdictWord.PARTLY,
    VerdictWord.MOVED,
)
_MOVED = frozenset({VerdictWord.MOVED, VerdictWord.PARTLY})
_NOT_AWAITED = frozenset({"cancelled", "paused"})


class Waiting(NamedTuple):
    """A review that is still to be done.

    `number` counts the rounds from 1; `review` is None where the file has no round yet and the setting `review_after`
    gives the day. `days` is how long the day is past: 8 is eight days overdue, -19 is due in nineteen days.
    """

    output: Output
    number: int
    review: Review | None
    due: date
    days: int
    question: str
    expects: tuple[Expectation, ...]

    @property
    def is_overdue(self) -> bool:
        return self.days > 0


class Told(NamedTuple):
    """One verdict with what it is about; `outcome` and `metric` are None where the reference leads nowhere."""

    output: Output
    number: int
    review: Review
    verdict: Verdict
    outcome: Goal | None
    metric: Metric | None

    @property
    def done_on(self) -> date | None:
        return self.review.done_on


class Moved(NamedTuple):
    """Outcomes that reviews found moved, each once, and the outputs that were credited for it; newest first."""

    wholly: tuple[Goal, ...]
    partly: tuple[Goal, ...]
    outputs: tuple[Output, ...]


class DaysToVerdict(NamedTuple):
    """From shipping to the first verdict, in whole days, of so many outputs."""

    median: int
    slowest: int
    outputs: int


class Answered(NamedTuple):
    """How many shipped outputs have a verdict, of how many."""

    verdicts: int
    shipped: int


def review_due(output: Output, settings: Settings) -> date | None:
    """The day of the next review: of the latest round that is not done, else of the first one after shipping."""
    if output.reviews:
        latest = output.reviews[-1]
        return None if is_done(latest) else latest.due
    if output.shipped_on and output.status_word not in CLOSED:
        return settings.review_after.after(output.shipped_on)
    return None


def is_done(review: Review) -> bool:
    return review.done_on is not None or bool(review.verdicts)


def is_overdue(output: Output, settings: Settings) -> bool:
    """Whether the next review is past its day; nobody waits for that of a cancelled or paused output."""
    due = review_due(output, settings)
    return due is not None and due < settings.today and output.status_word not in _NOT_AWAITED


def gravest(verdicts: Iterable[Verdict]) -> VerdictWord | None:
    words = {verdict.verdict for verdict in verdicts}
    return next((word for word in _GRAVEST if word in words), None)


def aim(tree: GoalTree, output: Output, outcome_name: str, metric_name: str) -> tuple[Goal | None, Metric | None]:
    """The outcome (by default the only parent) and its metric (by default the first primary one)."""
    links = tree.parents(output.id)
    only = tree[links[0].parent] if len(links) == 1 else None
    outcome = tree.find(outcome_name) if outcome_name else only
    if outcome is None:
        return None, None
    if not metric_name:
        return outcome, outcome.headline
    return outcome, next((metric for metric in outcome.metrics if metric.answers_to(metric_name)), None)


def outputs_of(tree: GoalTree) -> tuple[Output, ...]:
    return tuple(goal for goal in tree.at_level(Level.OUTPUT) if isinstance(goal, Output))


def reviews_due(tree: GoalTree, settings: Settings) -> tuple[Waiting, ...]:
    """Every review that is still to be done, by its day; so the overdue ones come first."""
    found = (_waiting(output, settings) for output in outputs_of(tree))
    return tuple(sorted((one for one in found if one), key=lambda one: one.due))


def waiting(tree: GoalTree, settings: Settings) -> tuple[Waiting, ...]:
    """The reviews that somebody waits for: of outputs that have shipped, and all that are overdue."""
    return tuple(one for one in reviews_due(tree, settings) if one.output.shipped_on or one.is_overdue)


def verdicts(tree: GoalTree) -> tuple[Told, ...]:
    """All verdicts, newest first; of one day in the order of the files, those without a day last."""
    told = (
        Told(output, number, review, verdict, *aim(tree, output, verdict.outcome, verdict.metric))
        for output in outputs_of(tree)
        for number, review in enumerate(output.reviews, 1)
        for verdict in review.verdicts
    )
    return tuple(sorted(told, key=lambda one: -one.done_on.toordinal() if one.done_on else 0))


def moved(told: Iterable[Told]) -> Moved:
    """What moved, wholly or partly: an outcome counts once, by the best verdict on it."""
    good = [one for one in told if one.verdict.verdict in _MOVED and one.outcome]
    wholly = {one.outcome.id: one.outcome for one in good if one.outcome and one.verdict.verdict is VerdictWord.MOVED}
    partly = {one.outcome.id: one.outcome for one in good if one.outcome and one.outcome.id not in wholly}
    outputs = {one.output.id: one.output for one in good}
    return Moved(tuple(wholly.values()), tuple(partly.values()), tuple(outputs.values()))


def days_to_verdict(outputs: Iterable[Output]) -> DaysToVerdict | None:
    """Of the outputs whose shipping and first verdict have a day; None where there are none."""
    days = sorted(
        (first - output.shipped_on).days
        for output in outputs
        if output.shipped_on and (first := _first_verdict(output)) and first >= output.shipped_on
    )
    if not days:
        return None
    middle = len(days) // 2
    # Between two days the later one counts, so that the number is one of whole days.
    median = days[middle] if len(days) % 2 else (days[middle - 1] + days[middle] + 1) // 2
    return DaysToVerdict(median, days[-1], len(days))


def answered(outputs: Iterable[Output]) -> Answered:
    """Shipped is what has a `shipped_on`, also when retired since."""
    shipped = [output for output in outputs if output.shipped_on]
    return Answered(sum(any(review.verdicts for review in output.reviews) for output in shipped), len(shipped))


def _waiting(output: Output, settings: Settings) -> Waiting | None:
    due = review_due(output, settings)
    if due is None or output.status_word in _NOT_AWAITED:
        return None
    review = output.reviews[-1] if output.reviews else None
    return Waiting(
        output,
        len(output.reviews) or 1,
        review,
        due,
        (settings.today - due).days,
        review.question if review else "",
        (review.expects if review else ()) or output.expects,
    )


def _first_verdict(output: Output) -> date | None:
    return min((review.done_on for review in output.reviews if review.done_on and review.verdicts), default=None)
