"""Two examined projects compared: the changes, and the findings that came, went and stayed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from .changes import Change, Kind
from .changes import in_order as changes_in_order
from .checks.eased import check_eased
from .checks.standing import named_goals
from .diff import compare
from .findings import Finding, in_order
from .ignores import leave_ignored, weigh
from .legible import leave_illegible
from .showing import compare_shown

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping

    from .project import Project


@dataclass(frozen=True)
class Comparison:
    """From `old` to `new`. Findings of both sides are of one day and one set of settings."""

    old: Project
    new: Project
    changes: tuple[Change, ...]
    appeared: tuple[Finding, ...] = ()
    """New findings, those included that only a comparison can have."""
    fixed: tuple[Finding, ...] = ()
    stayed: tuple[Finding, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.changes or self.appeared or self.fixed)

    @cached_property
    def named(self) -> frozenset[str]:
        """The old goals that another goal names."""
        tree = self.old.tree
        found = ((goal, tree.find(reference.name)) for goal in tree for reference in named_goals(goal))
        return frozenset(other.id for goal, other in found if other and other is not goal)


def compare_projects(old: Project, new: Project) -> Comparison:
    """Everything from `old` to `new`. A finding is known again by rule, file and message, else by rule and file."""
    changes = compare(old.tree, new.tree)
    changes = changes_in_order([*changes, *leave_illegible(compare_shown(changes, old, new), old.tree, new.tree)])
    moved = {
        change.old.span.path: change.new.span.path
        for change in changes
        if change.kind is Kind.FILE_MOVED and change.old.span and change.new.span
    }
    before, after = list(old.findings), list(new.findings)
    stayed: list[Finding] = []
    for key in (_exactly, _roughly):
        stayed += _match(before, after, key, moved)
    eased = weigh(leave_ignored(check_eased(changes, old.tree, new.tree), new.tree), new.settings)
    return Comparison(old, new, changes, in_order([*after, *eased]), in_order(before), in_order(stayed))


def _match(
    before: list[Finding],
    after: list[Finding],
    key: Callable[[Finding, Mapping[str, str]], Hashable],
    moved: Mapping[str, str],
) -> list[Finding]:
    """Takes out of both what has the same key, as often as both have it; gives those of `after`."""
    here = Counter(key(finding, {}) for finding in after)
    there = Counter(key(finding, moved) for finding in before)
    both = here & there
    kept = _take(after, Counter(both), key, {})
    _take(before, Counter(both), key, moved)
    return kept


def _take(
    findings: list[Finding],
    wanted: Counter[Hashable],
    key: Callable[[Finding, Mapping[str, str]], Hashable],
    moved: Mapping[str, str],
) -> list[Finding]:
    taken: list[Finding] = []
    left: list[Finding] = []
    for finding in findings:
        name = key(finding, moved)
        (taken if wanted[name] else left).append(finding)
        wanted[name] -= bool(wanted[name])
    findings[:] = left
    return taken


def _exactly(finding: Finding, moved: Mapping[str, str]) -> Hashable:
    return *_roughly(finding, moved), finding.message


def _roughly(finding: Finding, moved: Mapping[str, str]) -> tuple[str, str]:
    path = finding.span.path
    return finding.rule, moved.get(path, path)
