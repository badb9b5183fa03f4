"""What the search of a site reads of a goal beside its body: the author's words, once each, without our markup."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from mkdocs_goal_tree.core.model import Impact, Outcome, Output

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_goal_tree.core.model import Goal


def search_text(goal: Goal) -> str:
    """A paragraph of all that the author wrote in fields of text; a search has to parse every element of a page."""
    texts = (" ".join(text.split()) for text in (*_of_any(goal), *_of_level(goal)) if text)
    return f"<p>{escape('. '.join(dict.fromkeys(texts)))}</p>"


def _of_any(goal: Goal) -> Iterator[str]:
    yield goal.summary
    yield from goal.owner
    for metric in goal.metrics:
        yield metric.name
        yield from (actual.note for actual in metric.actuals)
    yield from (edge.rationale for edge in goal.contributes_to)
    for assumption in goal.assumptions:
        yield assumption.text
        yield from (one.note for one in assumption.evidence)
    yield from (one.note for one in goal.evidence)
    yield from (one.what for one in goal.decisions)
    yield from (one.label for one in goal.refs)
    yield goal.closed.why if goal.closed else ""


def _of_level(goal: Goal) -> Iterator[str]:
    match goal:
        case Impact():
            yield from (period.reason for period in goal.primary)
        case Outcome():
            yield from (*goal.who, goal.behavior, goal.extent, goal.hypothesis, *goal.undesired)
        case Output():
            yield from (one.criterion for one in goal.acceptance)
            for review in goal.reviews:
                yield from (review.question, review.why, *(one.note for one in review.verdicts))
