"""The rules that spoke on this site, `goals/rules.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .grounds import Entry, entries
from .section import Page
from .view import Chip, View, all_findings, chip, render, say

if TYPE_CHECKING:
    from mkdocs_goal_tree.core.findings import Finding
    from mkdocs_goal_tree.core.rules import Example, Rule

MOST_PLACES = 50


class Spoken(NamedTuple):
    """A rule with what it found, at most `MOST_PLACES` of it."""

    id: str
    rule: Rule
    title: str
    chip: Chip
    bad: tuple[tuple[str, str], ...]
    good: tuple[tuple[str, str], ...]
    found: list[Entry]
    more: int


def rules_page(view: View) -> Page:
    """Each rule with what, why, bad and good, under the anchor of its code (`#gt302`)."""
    by_rule: dict[str, list[Finding]] = {}
    for one in all_findings(view):
        by_rule.setdefault(one.rule, []).append(one)
    spoken = [_spoken(view, view.rules[code], by_rule[code]) for code in sorted(by_rule) if code in view.rules]
    html = render(view, "rules.html.jinja", rules=spoken)
    return Page(view.words["rules"], html, tuple((one.id, one.title) for one in spoken))


def _spoken(view: View, rule: Rule, found: list[Finding]) -> Spoken:
    return Spoken(
        rule.code.lower(),
        rule,
        say(view, "rule", name=rule.name, code=rule.code),
        chip(view, max(one.severity for one in found).word),
        _files(rule.bad),
        _files(rule.good),
        entries(view, found[:MOST_PLACES], linked=True),
        max(len(found) - MOST_PLACES, 0),
    )


def _files(example: Example | None) -> tuple[tuple[str, str], ...]:
    return tuple(example.files.items()) if example else ()
