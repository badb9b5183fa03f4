"""Warnings over a change, as plain text: a goal looks better only because its promise became easier."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mkdocs_goal_tree.core.changes import Kind
from mkdocs_goal_tree.core.easing import Easing
from mkdocs_goal_tree.core.progress import last_actual
from mkdocs_goal_tree.core.showing import turned_by_promises
from mkdocs_goal_tree.render import figures
from mkdocs_goal_tree.render.changes import describe, is_lowered, shorten

if TYPE_CHECKING:
    from mkdocs_goal_tree.core.changes import Change
    from mkdocs_goal_tree.core.comparison import Comparison
    from mkdocs_goal_tree.core.showing import Turned
    from mkdocs_goal_tree.core.words import Words

_ADJUSTED = {
    "metrics.target.by": "date",
    "period.to": "date",
    "metrics.baseline": "baseline",
    "metrics.milestones": "early",
}


class Alert(NamedTuple):
    """`head`, then `sentence`, then `log`, which says that nobody wrote down why; all without markup.

    `goal` is its id now, `rule` the code of the finding that tells the same, empty where there is none.
    """

    goal: str
    head: str
    sentence: str
    log: str
    rule: str = ""


def alerts(comparison: Comparison, words: Words) -> tuple[Alert, ...]:
    """One for each goal whose state improves though nothing was measured and no decision says why."""
    found = turned_by_promises(comparison.changes, comparison.old, comparison.new)
    return tuple(_alert(turned, comparison, words) for turned in found if _is_unsaid(turned, comparison))


def _is_unsaid(turned: Turned, comparison: Comparison) -> bool:
    """Whether neither the log of decisions nor an ignore with its reason says why."""
    if set(turned.after.decisions) - set(turned.before.decisions):
        return False
    eased = any(change.direction is Easing.EASIER and _is_told(change) for change in turned.promises)
    return not eased or bool(_rule(turned, comparison))


def _is_told(change: Change) -> bool:
    return change.kind in {Kind.TARGET_MOVED, Kind.DATE_MOVED}


def _rule(turned: Turned, comparison: Comparison) -> str:
    """GT313 where the comparison found it; a baseline and early milestones have no rule."""
    return next((one.rule for one in comparison.appeared if one.rule == "GT313" and one.goal == turned.after.id), "")


def _alert(turned: Turned, comparison: Comparison, words: Words) -> Alert:
    today = comparison.new.settings.today
    last = last_actual(turned.metric, today)
    measured = any(change.kind is Kind.MEASURED for change in comparison.changes)
    tail = "alone" if measured else "nothing-else"
    sentence = words.say(
        "turned",
        goal=shorten(turned.after.title),
        was=words[f"said-{turned.was}"],
        now=words[f"said-{turned.now}"],
        reasons=figures.together([_reason(change, turned, comparison, words) for change in turned.promises], words),
    )
    still = ""
    if last:
        value = shorten(figures.amount(turned.metric, last.value, words))
        still = words.say("still-measured", value=value, day=figures.day(last.on, words, near=today))
    return Alert(
        turned.after.id,
        words.say(f"improved-{tail}", what=words[f"eased-{_what(turned.promises[0])}"]),
        words.say("sentence-of-both", first=sentence, then=still)
        if still
        else words.say("sentence-of", first=sentence),
        words["log-has-no-entry"],
        _rule(turned, comparison),
    )


def _what(change: Change) -> str:
    """The kind of promise that was made easier, as the words name it."""
    if what := _ADJUSTED.get(change.field):
        return what
    return "lowered" if is_lowered(change) else "target" if change.direction else "moved"


def _reason(change: Change, turned: Turned, comparison: Comparison, words: Words) -> str:
    """`its target goes from 80 % to 65 %`; of a guardrail with its name."""
    row = describe(change, comparison, words)
    what = words[f"promise-{_ADJUSTED.get(change.field, 'target')}"]
    metric = next((metric for metric in turned.after.metrics if metric.id == change.item), None)
    key = "reason-its" if metric is None or metric is turned.after.headline else "reason-of"
    return words.say(key, what=what, old=row.before, new=row.after, metric=shorten(metric.name) if metric else "")
