"""What a goal stands on, and what there is to look at: assumptions, evidence, decisions, findings."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple

from .section import Section, section
from .terms import explaining
from .view import Chip, GoalLink, TermLink, View, chip, day, link, names, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from mkdocs_goal_tree.core.findings import Finding
    from mkdocs_goal_tree.core.model import Goal
    from mkdocs_goal_tree.core.parts import Assumption, Evidence
    from mkdocs_goal_tree.core.rules import Rule


class Proof(NamedTuple):
    """A piece of evidence."""

    kind: str
    note: str
    url: str
    on: str


class Belief(NamedTuple):
    """An assumption and what was found out about it."""

    chip: Chip
    text: str
    risk: str
    evidence: tuple[Proof, ...]


class Entry(NamedTuple):
    """A finding as a page shows it; `owner` is its goal's, `notes` are its second places with what is there.

    `term` is the glossary's that explains the rule.
    """

    chip: Chip
    message: str
    help: str
    rule: str
    url: str
    place: str
    goal: GoalLink | None
    owner: str
    notes: tuple[tuple[str, str], ...]
    term: TermLink | None


def grounds(view: View, goal: Goal) -> Section | None:
    """Assumptions, evidence and decisions, the latest decision first; the heading names what there is."""
    words = view.words
    present = {"assumptions": goal.assumptions, "evidence": goal.evidence, "decisions": goal.decisions}
    if not any(present.values()):
        return None
    title = words["comma"].join(words[key] for key, value in present.items() if value)
    return section(
        view,
        "grounds",
        title[:1].upper() + title[1:],
        assumptions=[belief(view, one) for one in goal.assumptions],
        evidence=[_proof(view, one) for one in goal.evidence],
        decisions=[(one, day(view, one.on) if one.on else "") for one in reversed(goal.decisions)],
    )


def to_look_at(view: View, found: Sequence[Finding], *, linked: bool = False) -> Section | None:
    """The findings under their heading; `linked` names the goal that each belongs to, and its owner."""
    if not found:
        return None
    return section(view, "to-look-at", view.words["to-look-at"], findings=entries(view, found, linked=linked))


def entries(view: View, found: Iterable[Finding], *, linked: bool = False) -> list[Entry]:
    explain = cache(partial(explaining, view))
    return [_entry(view, one, explain, linked=linked) for one in found]


def _entry(view: View, one: Finding, explain: Callable[[Rule], TermLink | None], *, linked: bool) -> Entry:
    rule = view.rules.get(one.rule)
    goal = view.tree.goals.get(one.goal) if linked else None
    return Entry(
        chip(view, one.severity.word),
        one.message,
        one.help,
        say(view, "rule", name=rule.name, code=one.rule) if rule else one.rule,
        view.rule_url(one.rule),
        str(one.span),
        link(view, goal) if goal and goal.id not in view.hidden else None,
        names(view, goal.owner) if goal else "",
        tuple((str(note.span), note.message) for note in one.notes),
        explain(rule) if rule else None,
    )


def belief(view: View, one: Assumption) -> Belief:
    """An assumption, ready to be read."""
    risk = view.words[f"risk-{one.risk}"] if one.risk else ""
    return Belief(chip(view, one.state), one.text, risk, tuple(_proof(view, proof) for proof in one.evidence))


def _proof(view: View, one: Evidence) -> Proof:
    return Proof(view.words[f"evidence-{one.kind}"], one.note, one.url, day(view, one.on) if one.on else "")
