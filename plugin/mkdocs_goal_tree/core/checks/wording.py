"""What a goal says in words: GT401 to GT407. They ask, they never stop anybody: `lint.ignore` with a reason is an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_goal_tree.core.model import Outcome, Output
from mkdocs_goal_tree.core.nodes import shorten
from mkdocs_goal_tree.core.rules import found
from mkdocs_goal_tree.core.wording import Kind, has_number, is_change, joins_two, promise_of, weasel_in

from .standing import title_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_goal_tree.core.findings import Finding
    from mkdocs_goal_tree.core.model import Goal
    from mkdocs_goal_tree.core.titles import Wording
    from mkdocs_goal_tree.core.tree import GoalTree

MOST_TITLE, MOST_SUMMARY = 200, 300
_MODEL = "'Learners act on their result within a minute of submitting'"
_SAID = {
    Kind.DELIVERY: "the outcome opens with '{word}', as an output does",
    Kind.ACTIVITY: "the outcome opens with '{word}': an activity, not what came of it",
    Kind.STATE: "the outcome says that something is '{word}', as an output does",
    Kind.THING: "the outcome names a thing and no change",
}


def check_wording(tree: GoalTree, lists: Wording | None) -> Iterator[Finding]:
    """All of them; without word lists for the site's language those that need none."""
    for goal in tree:
        yield from _long(tree, goal)
        if goal.status_word == "draft":
            continue
        if isinstance(goal, Outcome):
            yield from _incomplete(tree, goal)
        if lists and isinstance(goal, Outcome):
            yield from _of_outcome(tree, goal, lists)
        if lists and isinstance(goal, Output) and is_change(goal.title, lists):
            message = "the output promises a change and names nothing that is delivered"
            help_ = "write the change in an outcome, and here what the team delivers for it"
            yield found("GT404", title_of(tree, goal), message, help_, goal.id)


def _of_outcome(tree: GoalTree, goal: Outcome, lists: Wording) -> Iterator[Finding]:
    """GT401, GT403 or GT405, at most one of them, and GT406."""
    promise = promise_of(goal.title, lists)
    # A short name for who and behavior that stand in their own fields is fine.
    if promise and not (promise.kind is Kind.THING and goal.who and goal.behavior):
        code = "GT403" if promise.kind is Kind.ACTIVITY else "GT401"
        message = _SAID[promise.kind].format(word=promise.word)
        yield found(code, title_of(tree, goal), message, _question(goal, promise.kind), goal.id)
    elif finding := _weasel(tree, goal, lists):
        yield finding
    if joins_two(goal.title, lists):
        help_ = "write two outcomes, or leave out the one that follows from the other"
        yield found("GT406", title_of(tree, goal), "'and' joins two goals in one title", help_, goal.id)


def _question(goal: Outcome, kind: Kind) -> str:
    who = shorten(goal.who[0]).lower() if goal.who else "people"
    if kind is Kind.ACTIVITY:
        return f"what will {who} do differently because of it? For example: {_MODEL}"
    return f"what will {who} do differently once this exists? For example: {_MODEL}"


def _weasel(tree: GoalTree, goal: Outcome, lists: Wording) -> Finding | None:
    """GT405, at the first place that says such a word."""
    numbers = any(metric.target is not None for metric in goal.metrics)
    if numbers or has_number(goal.title, lists) or has_number(goal.extent, lists):
        return None
    for path, text in (("title", goal.title), ("extent", goal.extent)):
        if word := weasel_in(text, lists):
            help_ = "say how much: a number in the extent, or a metric with a target"
            span = tree.places[goal.id].at(path)
            return found("GT405", span, f"'{word}' says nothing that can be measured", help_, goal.id)
    return None


def _incomplete(tree: GoalTree, goal: Outcome) -> Iterator[Finding]:
    """GT402: one finding for all that is missing."""
    if goal.status_word != "active":
        return
    missing = [
        name for name, value in (("who", goal.who), ("behavior", goal.behavior), ("extent", goal.extent)) if not value
    ]
    if missing:
        named = " and ".join(f"`{name}`" for name in missing) if len(missing) < 3 else "`who`, `behavior` and `extent`"  # noqa: PLR2004
        help_ = "say whose behavior changes, what they will do differently, and how much"
        yield found("GT402", title_of(tree, goal), f"the outcome is active and lacks {named}", help_, goal.id)


def _long(tree: GoalTree, goal: Goal) -> Iterator[Finding]:
    """GT407: kept whole, but who reads it?"""
    for name, text, most in (("title", goal.title, MOST_TITLE), ("summary", goal.summary, MOST_SUMMARY)):
        if len(text) > most:
            message = f"the {name} has {len(text)} characters; up to {most} can be read at a glance"
            help_ = "move what explains it to the body"
            yield found("GT407", tree.places[goal.id].at(name), message, help_, goal.id)
