"""What outputs promise and what became of it: GT501-GT503 and GT505-GT508. Of several reviews the latest counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mkdocs_goal_tree.core.dates import show_day
from mkdocs_goal_tree.core.learning import aim, is_done, is_overdue, outputs_of, review_due
from mkdocs_goal_tree.core.nodes import name_path, shorten
from mkdocs_goal_tree.core.review import VerdictWord
from mkdocs_goal_tree.core.rules import found

from .standing import ENABLERS, in_doubt, is_lost, is_worked_on, title_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_goal_tree.core.findings import Finding
    from mkdocs_goal_tree.core.model import Output
    from mkdocs_goal_tree.core.review import Expectation, Review
    from mkdocs_goal_tree.core.settings import Settings
    from mkdocs_goal_tree.core.tree import GoalTree, Path


class _Round(NamedTuple):
    position: int
    review: Review


def check_expectations(tree: GoalTree, _: Settings) -> Iterator[Finding]:
    """GT501 and GT508; an output that serves nothing is told so, and has no number yet that it could name."""
    unsure = in_doubt(tree)
    for output in outputs_of(tree):
        latest = _latest(output)
        named = output.expects or (latest and latest.review.expects)
        serves = tree.parents(output.id) or output.id in unsure
        if named or not is_worked_on(output) or not serves or is_lost(tree, output, "expects", 0):
            continue
        is_enabler = output.kind in ENABLERS
        message = f"the output is {output.status_word} and names no number that it should change"
        help_ = (
            "if it should change one, name it in `expects`" if is_enabler else "add `expects` with metric, from and to"
        )
        yield found("GT508" if is_enabler else "GT501", title_of(tree, output), message, help_, output.id)


def check_dates(tree: GoalTree, _: Settings) -> Iterator[Finding]:
    """GT502; without the day of shipping the first review has none either, which is not told again."""
    for output in outputs_of(tree):
        place, latest = tree.places[output.id], _latest(output)
        if output.status_word == "shipped" and not output.shipped_on and not is_lost(tree, output, "shipped_on"):
            message = "the output is shipped, and nothing says when"
            yield found("GT502", place.at("status"), message, "add `shipped_on`", output.id)
        if latest and latest.position and not output.is_closed and not (latest.review.due or latest.review.done_on):
            path: Path = ("reviews", latest.position)
            if not any(is_lost(tree, output, *path, name) for name in ("due", "done_on")):
                message = f"{name_path(path)} has no day; only the first one gets it from `shipped_on`"
                field = "done_on" if latest.review.verdicts else "due"
                yield found("GT502", place.at(*path), message, f"add `{field}`", output.id)


def check_overdue(tree: GoalTree, settings: Settings) -> Iterator[Finding]:
    """GT503, at the day it was due or, where that follows from it, the day of shipping."""
    for output in outputs_of(tree):
        due, latest = review_due(output, settings), _latest(output)
        if due and is_overdue(output, settings):
            days = (settings.today - due).days
            path: Path = ("reviews", latest.position, "due") if latest else ("shipped_on",)
            message = f"the review was due on {show_day(due)}, {_days(days)} ago"
            help_ = "hold it, and write verdicts and decision"
            yield found("GT503", tree.places[output.id].at(*path), message, help_, output.id)


def check_verdicts(tree: GoalTree, _: Settings) -> Iterator[Finding]:
    """GT505; the metric may say for all verdicts on it how its change is told from chance."""
    for output in outputs_of(tree):
        latest = _latest(output)
        for j, verdict in enumerate(latest.review.verdicts if latest else ()):
            metric = aim(tree, output, verdict.outcome, verdict.metric)[1]
            known = verdict.attribution or verdict.how or (metric and metric.attribution)
            if latest and not known and verdict.verdict is not VerdictWord.INCONCLUSIVE:
                path: Path = ("reviews", latest.position, "verdicts", j, "verdict")
                message = f"the verdict '{verdict.verdict}' does not say how we know that the output did it"
                help_ = "add `attribution`, such as before-after, cohort or ab-test"
                yield found("GT505", tree.places[output.id].at(*path), message, help_, output.id)


def check_decisions(tree: GoalTree, _: Settings) -> Iterator[Finding]:
    """GT506; what has ended since needs no decision, and what expects nothing gets no verdict."""
    for output in outputs_of(tree):
        latest = _latest(output)
        if latest is None or not is_done(latest.review) or output.status_word == "cancelled":
            continue
        review, path = latest.review, ("reviews", latest.position)
        judged = review.verdicts or is_lost(tree, output, *path, "verdicts", 0)
        judged = judged or (output.kind in ENABLERS and not (review.expects or output.expects))
        decided = review.decision or output.is_closed or is_lost(tree, output, *path, "decision")
        missing = [f"`{name}`" for name, there in (("verdicts", judged), ("decision", decided)) if not there]
        if missing:
            at = "done_on" if review.done_on else "verdicts"
            message = f"the review is done and has no {' and no '.join(missing).replace('`', '')}"
            place = tree.places[output.id].at(*path, at)
            yield found("GT506", place, message, f"add {' and '.join(missing)}", output.id)


def check_aims(tree: GoalTree, _: Settings) -> Iterator[Finding]:
    """GT507; where the output serves nothing, or a link of its does not hold, the cause is told there."""
    unsure = in_doubt(tree)
    for output in outputs_of(tree):
        if output.id in unsure or not tree.parents(output.id):
            continue
        above = tree.ancestors(output.id)
        for path, expected in _expected(output):
            outcome = tree.find(expected.outcome)
            if outcome and outcome.id not in above:
                where: Path = (*path, "outcome")
                message = (
                    f"{name_path(where)} is '{shorten(expected.outcome)}', which the output does not contribute to"
                )
                help_ = f"add '{outcome.id}' to `contributes_to`, or name the outcome that it serves"
                yield found("GT507", tree.places[output.id].at(*where), message, help_, output.id)


def _latest(output: Output) -> _Round | None:
    return _Round(len(output.reviews) - 1, output.reviews[-1]) if output.reviews else None


def _expected(output: Output) -> Iterator[tuple[Path, Expectation]]:
    """The output's expectations, and those of reviews that do not repeat them."""
    for i, expected in enumerate(output.expects):
        yield ("expects", i), expected
    for n, review in enumerate(output.reviews):
        if review.expects != output.expects:
            for i, expected in enumerate(review.expects):
                yield ("reviews", n, "expects", i), expected


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"
