"""What goals ask to be left alone with (`lint.ignore`), and what the settings make of each rule."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from .nodes import name_path, shorten
from .rules import BY_CODE, RULES, Rule, by_name, did_you_mean, found, severity_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .findings import Finding
    from .model import Goal
    from .settings import Settings
    from .source import Span
    from .tree import GoalTree, Place

# While the handbook builds its pages; GT309 only where the history is known, GT313 in a diff.
_TOLD_LATER = frozenset({"GT216", "GT309", "GT313", "GT701", "GT702"})


class _Entry(NamedTuple):
    goal: Goal
    position: int
    rule: Rule | None
    place: Place

    @property
    def reason(self) -> str:
        return self.goal.lint.ignore[self.position].reason

    def at(self, *path: str) -> Span:
        return self.place.at("lint", "ignore", self.position, *path)


def apply_ignores(findings: Iterable[Finding], tree: GoalTree) -> list[Finding]:
    """The findings that no goal ignores with a reason, and what is wrong with the ignores: GT110 and GT902."""
    entries = _entries(tree)
    kept: list[Finding] = []
    used: set[tuple[str, int]] = set()
    for finding in findings:
        entry = _ignoring(finding, entries, tree)
        if entry:
            used.add((entry.place.source.path, entry.position))
        else:
            kept.append(finding)
    faults = (
        fault
        for path, of_file in entries.items()
        for entry in of_file
        for fault in _faults(entry, used=(path, entry.position) in used or bool(tree.unread))
    )
    return [*kept, *faults]


def leave_ignored(findings: Iterable[Finding], tree: GoalTree) -> list[Finding]:
    """The findings that no goal ignores with a reason; for those told after `examine`."""
    entries = _entries(tree)
    return [finding for finding in findings if not _ignoring(finding, entries, tree)]


def weigh(findings: Iterable[Finding], settings: Settings) -> Iterator[Finding]:
    """The findings in the severity that the settings choose, without those that are off."""
    severities = {rule.code: severity_of(rule, settings.rules) for rule in RULES}
    for finding in findings:
        severity = severities[finding.rule]
        if severity:
            yield finding if severity is finding.severity else replace(finding, severity=severity)


def _entries(tree: GoalTree) -> dict[str, list[_Entry]]:
    """By path of the goal's file; goals whose id was taken have a say about their own file too."""
    goals = [(goal, tree.places[goal.id]) for goal in tree]
    goals += [(read.goal, read.place) for read in tree.doubles if read.goal]
    return {
        place.source.path: [_Entry(goal, i, by_name(entry.rule), place) for i, entry in enumerate(goal.lint.ignore)]
        for goal, place in goals
        if goal.lint.ignore
    }


def _ignoring(finding: Finding, entries: dict[str, list[_Entry]], tree: GoalTree) -> _Entry | None:
    """The entry that ignores a finding: of the file it stands in, else (a table) of the goal it belongs to."""
    place = tree.places.get(finding.goal)
    of_goal = place.source.path if place else ""
    for entry in entries.get(finding.span.path) or entries.get(of_goal) or ():
        if entry.rule is BY_CODE[finding.rule] and entry.reason.strip():
            return entry
    return None


def _faults(entry: _Entry, *, used: bool) -> Iterator[Finding]:
    written = entry.goal.lint.ignore[entry.position].rule
    field = name_path(("lint", "ignore", entry.position))
    if entry.rule is None:
        names = [word for rule in RULES for word in (rule.name, rule.code)]
        message = f"{field}.rule is '{shorten(written)}', which no rule is called"
        yield found("GT902", entry.at("rule"), message, did_you_mean(written, names), entry.goal.id)
    elif not entry.reason.strip():
        message = f"{field} ignores {entry.rule} without a reason, so it does not count"
        yield found("GT110", entry.at(), message, "add `reason`", entry.goal.id)
    elif not used and entry.goal.status_word != "paused" and entry.rule.code not in _TOLD_LATER:
        message = f"{field} ignores {entry.rule}, which has nothing to say here"
        yield found("GT110", entry.at(), message, "take it out", entry.goal.id)
