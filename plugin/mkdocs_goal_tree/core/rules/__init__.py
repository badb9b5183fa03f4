"""The rules: found by code or name, selected by code, name or prefix. Their texts are the modules beside this one."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

from mkdocs_goal_tree.core.findings import Finding, Fix, Note, Severity

from . import (
    changes,
    confirming,
    files,
    glossary,
    goalposts,
    health,
    learning,
    limits,
    links,
    measuring,
    metrics,
    numbers,
    owners,
    portfolio,
    references,
    results,
    setup,
    upkeep,
    wording,
)
from .rule import Example, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mkdocs_goal_tree.core.source import Span

__all__ = [
    "BY_CODE",
    "RULES",
    "Example",
    "Rule",
    "by_name",
    "did_you_mean",
    "found",
    "is_selector",
    "selects",
    "severity_of",
]

RULES: tuple[Rule, ...] = tuple(
    sorted(
        (
            *files.RULES,
            *limits.RULES,
            *owners.RULES,
            *links.RULES,
            *confirming.RULES,
            *references.RULES,
            *portfolio.RULES,
            *upkeep.RULES,
            *numbers.RULES,
            *metrics.RULES,
            *measuring.RULES,
            *learning.RULES,
            *results.RULES,
            *goalposts.RULES,
            *health.RULES,
            *changes.RULES,
            *glossary.RULES,
            *wording.RULES,
            *setup.RULES,
        ),
        key=lambda rule: rule.code,
    )
)
BY_CODE: Mapping[str, Rule] = {rule.code: rule for rule in RULES}
_BY_NAME = {rule.name: rule for rule in RULES}
_PREFIX = re.compile(r"GT\d{0,2}")
_SEVERITIES = {"info": Severity.INFO, "warning": Severity.WARNING, "error": Severity.ERROR}


def found(  # noqa: PLR0913, PLR0917 - the fields of a finding
    code: str,
    span: Span,
    message: str,
    help: str = "",  # noqa: A002 - as in Finding
    goal: str = "",
    notes: Iterable[Note] = (),
    fix: Fix | None = None,
) -> Finding:
    """A finding of the rule with that code, in the rule's own severity; KeyError for a code that we do not have."""
    return Finding(code, BY_CODE[code].severity, span, message, help, goal, tuple(notes), fix)


def by_name(code_or_name: str) -> Rule | None:
    """The rule with that code or name, case aside."""
    word = code_or_name.strip()
    return BY_CODE.get(word.upper()) or _BY_NAME.get(word.lower())


def is_selector(word: str) -> bool:
    """Whether `word` selects at least one rule: a code, a name or the first characters of codes (`GT2`)."""
    prefix = word.strip().upper()
    return by_name(word) is not None or (
        _PREFIX.fullmatch(prefix) is not None and any(code.startswith(prefix) for code in BY_CODE)
    )


def selects(word: str, rule: Rule) -> bool:
    """Whether a code, a name or the first characters of codes stands for that rule."""
    return by_name(word) is rule or _matches(rule, word.strip().upper())


def severity_of(rule: Rule, choices: Mapping[str, str]) -> Severity | None:
    """The rule's severity under the setting `rules`, None for off; the longest match wins, a name counts as the code."""
    best, word = -1, ""
    for selector, choice in choices.items():
        prefix = selector.strip().upper()
        weight = len(rule.code) if by_name(selector) is rule else len(prefix) if _matches(rule, prefix) else -1
        if weight > best:
            best, word = weight, choice
    if best < 0:
        return rule.severity
    return _SEVERITIES.get(word)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`did you mean 'x'?` with the nearest of `known`, or nothing where none is near."""
    spelled = {name.casefold(): name for name in known}
    near = get_close_matches(word.strip().casefold(), spelled, n=1, cutoff=0.6)
    return f"did you mean '{spelled[near[0]]}'?" if near else ""


def _matches(rule: Rule, prefix: str) -> bool:
    return _PREFIX.fullmatch(prefix) is not None and rule.code.startswith(prefix)
