"""Changes in words: what changed, how it was, how it is, and the headline over all of it."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from mkdocs_goal_tree.core.changes import Kind, Shown
from mkdocs_goal_tree.core.easing import Easing
from mkdocs_goal_tree.core.progress import Band
from mkdocs_goal_tree.core.rules import BY_CODE
from mkdocs_goal_tree.render import figures
from mkdocs_goal_tree.render.notes import metric_of, note_on
from mkdocs_goal_tree.render.text import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_goal_tree.core.changes import Change, Side
    from mkdocs_goal_tree.core.comparison import Comparison
    from mkdocs_goal_tree.core.metric import Metric
    from mkdocs_goal_tree.core.model import Goal
    from mkdocs_goal_tree.core.tree import GoalTree
    from mkdocs_goal_tree.core.words import Words

_LONGEST = 200  # letters of an author's text in a cell
_WORDY = frozenset({Kind.STATUS_MOVED, Kind.LEVEL_CHANGED})
_VERDICTS = frozenset({Kind.VERDICT_RECORDED, Kind.VERDICT_CHANGED, Kind.VERDICT_WITHDRAWN})
_PARENTS = frozenset({Kind.PARENT_ADDED, Kind.PARENT_REMOVED, Kind.PARENT_MOVED})
_METRIC = "metrics."
_MEASURED = frozenset({"metrics.target", "metrics.baseline", "metrics.actuals"})


class Row(NamedTuple):
    """One change as people read it; `note` says which way a promise moved and how far, or what to know beside it."""

    what: str
    before: str
    after: str
    note: str = ""

    def sentence(self, words: Words) -> str:
        """`target: Results opened: 80 % → 60 %: easier, lowered by 20 points`."""
        said = words.say("from-was-to", what=self.what, old=self.before, new=self.after)
        return f"{said}: {self.note}" if self.note else said


class Changed(NamedTuple):
    """A goal with all its changes; `tree` is the one that the goal is in, the new one if it is in both.

    `mark` is the word over its box: `goal-added`, `goal-removed` or `goal-changed`.
    """

    goal: Goal
    tree: GoalTree
    mark: str
    changes: tuple[Change, ...]


def changed_goals(comparison: Comparison) -> tuple[Changed, ...]:
    """Every goal that something changed in, the heaviest change first."""
    by_goal: dict[tuple[str, bool], list[Change]] = {}
    for change in comparison.changes:
        gone = change.kind is Kind.GOAL_REMOVED or change.goal not in comparison.new.tree.goals
        by_goal.setdefault((change.goal, gone), []).append(change)
    return tuple(
        Changed(tree[name], tree, _mark(changes), tuple(changes))
        for (name, gone), changes in by_goal.items()
        for tree in ((comparison.old if gone else comparison.new).tree,)
    )


def describe(change: Change, comparison: Comparison, words: Words) -> Row:
    """The change as a row of a table."""
    before = _value(change, change.old, comparison.old.tree, words)
    after = _value(change, change.new, comparison.new.tree, words)
    match change.kind:
        case Kind.GOAL_ADDED:
            after = _standing(comparison.new.tree[change.goal], words)
        case Kind.GOAL_REMOVED:
            before, after = _standing(comparison.old.tree[change.goal], words), words["was-removed"]
        case Kind.ORPHANED:
            after = words["lost-outcome"]
        case Kind.ADOPTED:
            after = words["found-outcome"]
        case Kind.TEXT_CHANGED:
            after = words["goal-changed"]
    what, note = _what(change, comparison, words), note_on(change, comparison, words)
    return Row(what, before or words["none"], after or words["none"], note)


def headline(comparison: Comparison, words: Words) -> str:
    """`1 target lowered, 1 output lost its outcome, 2 outcomes added`: bad news first, each goal counted once a kind."""
    said: dict[str, set[str]] = {}
    for change in comparison.changes:
        if key := _key(change, comparison):
            # A goal's target, period and due day may all be put off; that is one goal late.
            item = "" if key.startswith("changes-date-") else change.item
            said.setdefault(key, set()).add(f"{change.goal} {item}")
    told = {change.goal for change in comparison.changes if _key(change, comparison)}
    other = {change.goal for change in comparison.changes} - told
    parts = [words.say(key, count=len(goals)) for key, goals in said.items()]
    parts += [words.say("changes-goals-changed", count=len(other))] if other else []
    return words["comma"].join(parts) or words["changes-none"]


def findings_line(comparison: Comparison, words: Words) -> str:
    """`To look at: 5 → 5, 1 new (target-made-easier)`."""
    old = len(comparison.fixed) + len(comparison.stayed)
    new = len(comparison.appeared) + len(comparison.stayed)
    if not comparison.appeared:
        return words.say("look-at", old=old, new=new)
    names = Counter(BY_CODE[finding.rule].name for finding in comparison.appeared)
    rules = words["comma"].join(name if count == 1 else f"{count} {name}" for name, count in names.items())
    return words.say("look-at-new", old=old, new=new, count=len(comparison.appeared), rules=rules)


def shorten(text: str) -> str:
    """An author's text on one line, at most 200 letters of it."""
    line = plain(text)
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def _standing(goal: Goal, words: Words) -> str:
    """Its status and whose it is: `Planned, Engagement team`."""
    return shorten(words["comma"].join((words[goal.status_word], *goal.owner)))


def _mark(changes: list[Change]) -> str:
    kinds = {change.kind for change in changes}
    return next((kind.value for kind in (Kind.GOAL_ADDED, Kind.GOAL_REMOVED) if kind in kinds), "goal-changed")


def _key(change: Change, comparison: Comparison) -> str:
    """The words of the headline that count this change; empty where it is not told there."""
    match change.kind:
        case Kind.GOAL_ADDED:
            return f"changes-goal-added-{comparison.new.tree[change.goal].type}"
        case Kind.GOAL_REMOVED:
            return f"changes-goal-removed-{comparison.old.tree[change.goal].type}"
        case Kind.TARGET_MOVED | Kind.DATE_MOVED if change.direction:
            if change.kind is Kind.DATE_MOVED or change.field.endswith(".by"):
                return f"changes-date-{change.direction}"
            return "changes-lowered" if is_lowered(change) else f"changes-target-{change.direction}"
        case Kind.BASELINE_MOVED if change.direction:
            return f"changes-baseline-{change.direction}"
        case Kind.ORPHANED | Kind.PRIMARY_SWITCHED | Kind.METRIC_REMOVED | Kind.LEVEL_CHANGED:
            return f"changes-{change.kind}"
        case Kind.VERDICT_RECORDED | Kind.STATUS_MOVED:
            return f"changes-{change.kind}"
    return ""


def is_lowered(change: Change) -> bool:
    """Whether a number was made smaller, and that easier."""
    old, new = change.old.value, change.new.value
    numbers = isinstance(old, Decimal) and isinstance(new, Decimal) and new < old
    return numbers and change.direction is Easing.EASIER


def _what(change: Change, comparison: Comparison, words: Words) -> str:
    field = change.field.removeprefix(_METRIC).replace("_", " ").replace(".", " ")
    what = words.say(f"changed-{change.kind}", field=field)
    if change.field == "metrics.target.by":
        what = words["changed-day"]
    item = _item(change, comparison)
    return words.say("changed-what-of", what=what, item=item) if item else what


def _item(change: Change, comparison: Comparison) -> str:
    """Which of several: a metric and a parent by their names."""
    metric = metric_of(change.new, comparison.new.tree) or metric_of(change.old, comparison.old.tree)
    if metric and change.field.startswith(_METRIC):
        return shorten(metric.name)
    if change.kind in _PARENTS or change.field == "metrics":
        return ""
    if change.field.startswith("contributes_to."):
        return _title(change.item, comparison.new.tree)
    return shorten(change.item) if change.field.count(".") or change.kind in _VERDICTS else ""


def _value(change: Change, side: Side, tree: GoalTree, words: Words) -> str:
    if side.value is None:
        return ""
    if change.kind in _WORDY or change.kind in _VERDICTS:
        return words[str(side.value)]
    if change.kind in _PARENTS:
        return _title(side.item, tree)
    metric = metric_of(side, tree)
    return " ".join(_parts(side, metric if change.field in _MEASURED else None, words))


def _parts(side: Side, metric: Metric | None, words: Words) -> Iterator[str]:
    match side.value:
        case Band():
            yield figures.target(metric, words) if metric else ""
        case Shown(state, percent):
            shown = words.say("percent", number=figures.number(percent, words)) if percent is not None else ""
            yield words["comma"].join(part for part in (shown, words[state] if state else "") if part)
        case bool():
            yield words["yes" if side.value else "no"]
        case Decimal() | int():
            value = Decimal(side.value)
            yield figures.amount(metric, value, words) if metric else figures.number(value, words)
        case date():
            yield figures.day(side.value, words)
        case tuple() as items:
            yield shorten(words["comma"].join(str(item) for item in items))
        case _:
            yield shorten(str(side.value))


def _title(name: str, tree: GoalTree) -> str:
    return shorten(tree[name].title) if name in tree.goals else name
