"""The health page below its panel: by owner, by period, by rule, and what is not measured."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from mkdocs_goal_tree.core.checks.standing import starts_on
from mkdocs_goal_tree.core.findings import Severity
from mkdocs_goal_tree.core.goal_days import period_of
from mkdocs_goal_tree.core.health import Sign, indicators
from mkdocs_goal_tree.core.owners import owner_keys
from mkdocs_goal_tree.core.rules import by_name

from . import figures
from .view import (
    Chip,
    GoalLink,
    Person,
    View,
    all_findings,
    chip,
    day,
    findings_of,
    link,
    names,
    people,
    say,
    shown,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mkdocs_goal_tree.core.findings import Finding
    from mkdocs_goal_tree.core.health import Indicator
    from mkdocs_goal_tree.core.model import Goal

MOST_GOALS = 5
COLUMNS = {
    Sign.OUTPUTS_PER_OUTCOME: "shipped",
    Sign.UNREVIEWED: "never-reviewed",
    Sign.NO_EXPECTATION: "no-expectation",
    Sign.NOT_MEASURED: "unmeasured",
    Sign.STALE: "old-number",
}


class Cell(NamedTuple):
    """A number of a row, empty where there is nothing to count; `loud` where there is something to do."""

    head: str
    text: str
    loud: bool


class Row(NamedTuple):
    """An owner or a period with its numbers and what is to be looked at there."""

    person: Person
    cells: tuple[Cell, ...]
    chips: tuple[Chip, ...]


class Spoken(NamedTuple):
    """A rule that spoke: how loud, of which goals, and what to do."""

    name: str
    code: str
    url: str
    chip: Chip
    goals: tuple[tuple[GoalLink, str], ...]
    more: int
    help: str


class Unmeasured(NamedTuple):
    """An active outcome without a number, and what is missing."""

    goal: GoalLink
    chip: Chip
    why: str
    owner: str


class Off(NamedTuple):
    """A finding that somebody switched off on a goal."""

    rule: str
    url: str
    goal: GoalLink
    reason: str


def by_owner(view: View) -> list[Row]:
    """The owners who have most to do first; a goal of two counts at both."""
    held: dict[str, list[Goal]] = {}
    called: dict[str, Person] = {}
    for goal in shown(view, view.tree):
        keys = owner_keys(goal, view.settings)
        for key, person in zip(keys, people(view, goal.owner), strict=True):
            called.setdefault(key, person)
            held.setdefault(key, []).append(goal)
        if not keys:
            held.setdefault("", []).append(goal)
    called[""] = Person(view.words["nobody"])
    rows = [_row(view, called[key], goals) for key, goals in held.items()]
    rows = [row for row in rows if _says_something(row)]
    return sorted(rows, key=lambda row: (-sum(one.loud for one in row.cells), row.person.name.casefold()))


def by_period(view: View) -> list[Row]:
    """The periods that goals name, and the quarters in which outputs without one were shipped, the latest first."""
    held: dict[tuple[date, str], list[Goal]] = {}
    for goal in shown(view, view.tree):
        period = period_of(goal, view.settings)
        start = (period.start or period.end) if period else None
        held.setdefault((start or date.min, figures.period(period, view.words)), []).append(goal)
    latest = sorted(held.items(), key=lambda one: (-one[0][0].toordinal(), one[0][1]))
    rows = [_row(view, Person(name or view.words["no-period"]), goals) for (_, name), goals in latest]
    return [row for row in rows if _says_something(row)]


def by_rule(view: View) -> list[Spoken]:
    """The rules that spoke, the heaviest first."""
    found: dict[str, list[Finding]] = {}
    for one in all_findings(view):
        found.setdefault(one.rule, []).append(one)
    return [_spoken(view, code, ones) for code, ones in sorted(found.items(), key=_weight)]


def not_measured(view: View, outcomes: Iterable[str]) -> list[Unmeasured]:
    """Why there is no number: what the goal's file lacks."""
    rows = []
    for goal in (view.tree[name] for name in outcomes):
        metric, start = goal.headline, starts_on(goal)
        why = [
            say(view, "active-since", day=day(view, start)) if start and start <= view.settings.today else "",
            view.words["no-metric"] if metric is None else "",
            view.words["no-baseline"] if metric and metric.baseline is None else "",
            view.words["not-instrumented"] if metric and not metric.instrumented else "",
        ]
        text = view.words["comma"].join(filter(None, why))
        rows.append(
            Unmeasured(
                link(view, goal),
                chip(view, "not-measured"),
                f"{text[:1].upper()}{text[1:]}",
                names(view, goal.owner),
            )
        )
    return rows


def switched_off(view: View) -> list[Off]:
    """What goals ignore, with the reason; an ignore without one is a finding itself."""
    rows = []
    for goal in shown(view, view.tree):
        for ignore in goal.lint.ignore:
            rule = by_name(ignore.rule)
            if rule and ignore.reason:
                rows.append(Off(rule.name, view.rule_url(rule.code), link(view, goal), ignore.reason))
    return rows


def _row(view: View, person: Person, goals: Sequence[Goal]) -> Row:
    signs = {one.sign: one for one in indicators(view.tree, view.settings, {goal.id for goal in goals})}
    found = [one for goal in goals for one in findings_of(view, goal.id)]
    return Row(person, tuple(_cell(view, signs[sign], key) for sign, key in COLUMNS.items()), chips(view, found))


def _says_something(row: Row) -> bool:
    return bool(row.chips) or any(cell.text for cell in row.cells)


def _cell(view: View, one: Indicator, key: str) -> Cell:
    if one.sign is Sign.OUTPUTS_PER_OUTCOME:
        text = say(view, "shipped-and-moved", part=one.part, whole=one.base) if one.part else ""
        return Cell(view.words[key], text, loud=False)
    text = say(view, "fraction", part=one.part, whole=one.base) if one.base else ""
    return Cell(view.words[key], text, loud=one.part > 0)


def chips(view: View, found: Sequence[Finding]) -> tuple[Chip, ...]:
    return tuple(
        chip(view, severity.word, word=say(view, f"n-{severity.word}", count=count))
        for severity in sorted(Severity, reverse=True)
        if (count := sum(one.severity is severity for one in found))
    )


def _spoken(view: View, code: str, found: Sequence[Finding]) -> Spoken:
    rule = view.rules.get(code)
    goals = dict.fromkeys(one.goal for one in found if one.goal in view.tree.goals and one.goal not in view.hidden)
    helps = {one.help for one in found}
    linked = [(link(view, goal), names(view, goal.owner)) for goal in map(view.tree.__getitem__, goals)]
    return Spoken(
        rule.name if rule else code,
        code,
        view.rule_url(code),
        _loudest(view, found),
        tuple(linked[:MOST_GOALS]),
        max(len(linked) - MOST_GOALS, 0),
        (helps.pop() if len(helps) == 1 else "") or (rule.summary if rule else ""),
    )


def _loudest(view: View, found: Sequence[Finding]) -> Chip:
    severity = max(one.severity for one in found)
    return chip(view, severity.word, word=say(view, f"n-{severity.word}", count=len(found)))


def _weight(one: tuple[str, Sequence[Finding]]) -> tuple[int, str]:
    code, found = one
    return -max(each.severity for each in found), code
