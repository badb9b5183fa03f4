"""The rules that spoke on this site, `goals/rules.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mkdocs_goal_tree.core.rules import by_name

from .grounds import Entry, entries
from .section import Page
from .terms import explaining
from .view import Chip, TermLink, View, all_findings, chip, render, say

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from mkdocs_goal_tree.core.findings import Finding
    from mkdocs_goal_tree.core.rules import Example, Rule

MOST_PLACES = 50
QUIET = "quiet"


class Spoken(NamedTuple):
    """A rule with what it found, at most `MOST_PLACES` of it.

    `term` explains it where the site has a glossary; where it has none, `definition` says what the word means.
    """

    id: str
    rule: Rule
    title: str
    chip: Chip
    bad: tuple[tuple[str, str], ...]
    good: tuple[tuple[str, str], ...]
    found: list[Entry]
    more: int
    term: TermLink | None
    definition: str


class Quiet(NamedTuple):
    """A rule that found nothing, and the term that it guards."""

    id: str
    rule: Rule
    title: str
    term: TermLink | None


def rules_page(view: View) -> Page:
    """Each rule with what, why, bad and good, under the anchor of its code (`#gt302`).

    Rules that guard a term of the glossary, or whose last findings a preview fixes, are here, too, when they found
    nothing: those pages link to them.
    """
    by_rule: dict[str, list[Finding]] = {}
    for one in all_findings(view):
        by_rule.setdefault(one.rule, []).append(one)
    spoken = [_spoken(view, view.rules[code], by_rule[code]) for code in sorted(by_rule) if code in view.rules]
    quiet = list(_quiet(view, by_rule))
    html = render(view, "rules.html.jinja", rules=spoken, quiet=quiet)
    more = [(QUIET, view.words["rules-quiet"])] if quiet else []
    return Page(view.words["rules"], html, (*((one.id, one.title) for one in spoken), *more))


def _quiet(view: View, spoken: Container[str]) -> Iterator[Quiet]:
    named = {rule.code for term in view.glossary for name in term.lint_rules if (rule := by_name(name))}
    if view.preview and view.preview.comparison:
        named |= {one.rule for one in view.preview.comparison.fixed}
    for code in sorted(named):
        if code not in spoken and (rule := view.rules.get(code)):
            yield Quiet(code.lower(), rule, _title(view, rule), explaining(view, rule))


def _title(view: View, rule: Rule) -> str:
    return say(view, "rule", name=rule.name, code=rule.code)


def _spoken(view: View, rule: Rule, found: list[Finding]) -> Spoken:
    return Spoken(
        rule.code.lower(),
        rule,
        _title(view, rule),
        chip(view, max(one.severity for one in found).word),
        _files(rule.bad),
        _files(rule.good),
        entries(view, found[:MOST_PLACES], linked=True),
        max(len(found) - MOST_PLACES, 0),
        term := explaining(view, rule),
        "" if term else view.words.get(f"what-is-{rule.term}", ""),
    )


def _files(example: Example | None) -> tuple[tuple[str, str], ...]:
    return tuple(example.files.items()) if example else ()
