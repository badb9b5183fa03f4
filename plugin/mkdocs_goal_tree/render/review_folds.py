"""The foldable parts of the comment: findings that came, went and stay, fixes to take over, who should look."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mkdocs_goal_tree.core.rules import BY_CODE
from mkdocs_goal_tree.core.suggestions import suggest

from .changes import findings_line, shorten
from .fitting import count_fitting, fold, listed, tabled
from .inert import inert

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mkdocs_goal_tree.core.comparison import Comparison
    from mkdocs_goal_tree.core.findings import Finding
    from mkdocs_goal_tree.core.model import Goal
    from mkdocs_goal_tree.core.suggestions import Suggestion
    from mkdocs_goal_tree.core.tree import GoalTree
    from mkdocs_goal_tree.core.words import Words

    from .changes import Changed

_WIDEST = 400  # letters of a line to take over
_TICKS = re.compile(r"`+")
_FENCE = 3
_GOALS = 3  # beside the name of an owner
_HEADS = ("", "rule-head", "goal", "what-head")


def findings_fold(comparison: Comparison, words: Words, most: int) -> str:
    """A table: new ones first, with their place, then those that are gone and those that stay."""
    summary = inert(findings_line(comparison, words))
    old, new = comparison.old.tree, comparison.new.tree
    sides = (
        ("is-new", [(finding, new, "") for finding in comparison.appeared], most // 2),
        (
            "finding-gone",
            [(finding, old, _why_gone(finding, comparison, words)) for finding in comparison.fixed],
            most // 4,
        ),
        ("stays", [(finding, new, "") for finding in comparison.stayed], most // 4),
    )
    rows = [
        row
        for key, findings, room in sides
        for row in tabled(list(_rows(key, findings, words)), len(_HEADS), room, words)
    ]
    if not rows:
        return f"**{summary}**"
    heads = " | ".join(inert(words[key]) if key else "" for key in _HEADS)
    table = "\n".join([f"| {heads} |", f"|{' --- |' * len(_HEADS)}", *rows])
    return fold(f"<b>{summary}</b>", [table], is_open=bool(comparison.appeared))


def _why_gone(finding: Finding, comparison: Comparison, words: Words) -> str:
    """What became of the goal, where it went with its findings."""
    gone = {change.old.goal for change in comparison.changes if not change.new.goal}
    return words["goal-is-gone"] if finding.goal in gone else ""


def _rows(key: str, findings: Sequence[tuple[Finding, GoalTree, str]], words: Words) -> Iterator[str]:
    for finding, tree, instead in findings:
        goal = tree.goals.get(finding.goal)
        rule = words.say("rule", name=BY_CODE[finding.rule].name, code=finding.rule)
        place = f"{finding.span.path}, {finding.span.line}"
        about = shorten(goal.title) if goal else finding.span.path
        said = inert(instead or shorten(finding.message))
        shown = f"{said} <sub>{inert(place)}</sub>" if key == "is-new" else said
        yield f"| {inert(words[key])} | {inert(rule)} | {inert(about)} | {shown} |"


def who_fold(goals: Sequence[Changed], comparison: Comparison, words: Words, most: int) -> list[str]:
    """The owners of the changed goals and of the goals that these serve or served, with the goals of each."""
    owned: dict[str, dict[str, None]] = {}
    for changed in goals:
        for goal in _concerned(changed, comparison):
            for owner in goal.owner:
                owned.setdefault(owner, {})[goal.title] = None
    if not owned:
        return []
    names = [inert(shorten(owner)) for owner in owned]
    kept = count_fitting(names, most // 3)
    shown = words["comma"].join(names[:kept]) + _and_more(len(names) - kept, words)
    lines = [
        f"- {name}: {words['comma'].join(inert(shorten(title)) for title in list(titles)[:_GOALS])}"
        f"{_and_more(len(titles) - _GOALS, words)}"
        for name, titles in zip(names, owned.values(), strict=True)
    ]
    body = ["\n".join(listed(lines, most // 3 * 2, words)), f"<sub>{inert(words['who-note'])}</sub>"]
    return [fold(f"<b>{inert(words['who-should-look'])}</b>: {shown}", body)]


def fixes_fold(comparison: Comparison, words: Words, most: int) -> list[str]:
    """The safe fixes of the files that change, each as a block of whole lines."""
    found = [one for one in suggest(comparison) if _is_plain(one)]
    if not found:
        return []
    blocks = [_block(one, words) for one in found]
    kept = count_fitting(blocks, most)
    note = inert(words["fixes-note"]) + _and_more(len(blocks) - kept, words)
    summary = f"<b>{inert(words['fixes-to-take'])}</b>: {len(blocks)}"
    return [fold(summary, [*blocks[:kept], f"<sub>{note}</sub>"])]


def _concerned(changed: Changed, comparison: Comparison) -> Iterator[Goal]:
    """The goal and those right above it, as they are and as they were."""
    sides = (
        (comparison.new.tree, {change.new.goal for change in changed.changes}),
        (comparison.old.tree, {change.old.goal for change in changed.changes}),
    )
    for tree, names in sides:
        for name in sorted(names & tree.goals.keys()):
            yield tree[name]
            yield from (tree[link.parent] for link in tree.parents(name))


def _is_plain(suggestion: Suggestion) -> bool:
    """Whether its lines read as what they are: nothing unseen, nobody mentioned, no comment of HTML, none too long."""
    return all(
        len(line) <= _WIDEST and line.replace("\t", "").isprintable() and "@" not in line and "<!--" not in line
        for line in suggestion.lines
    )


def _block(one: Suggestion, words: Words) -> str:
    """The place, the rules, and the lines between fences that are longer than any run of backticks in them."""
    rules = words["comma"].join(words.say("rule", name=BY_CODE[code].name, code=code) for code in one.rules)
    where = f"{one.path}, {one.first}" if one.first == one.last else f"{one.path}, {one.first}–{one.last}"
    text = "\n".join(one.lines)
    fence = "`" * max([_FENCE, *(len(run) + 1 for run in _TICKS.findall(text))])
    return f"{inert(where)}: {inert(rules)}\n\n{fence}suggestion\n{text}\n{fence}"


def _and_more(count: int, words: Words) -> str:
    return f" {inert(words.say('and-more', count=count))}" if count > 0 else ""
