"""The filter language of tables, diagrams and exports: `level = outcome and progress < 50`.

`parse` reads it into a small tree of frozen values (`filters.py`); nothing but that tree is ever evaluated. What can
be asked is in `fields.py`, what is known beside a goal's fields in `facts.py`, what compares in `comparing.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from .comparing import OPERATORS, Fault, check, holds, is_count, is_there
from .facts import TreeFacts
from .fields import Kind, fields
from .filters import All, Compare, Node, Not, Present, Some, read_filter, show
from .nodes import shorten
from .rules import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .facts import Facts
    from .findings import Finding
    from .model import Goal
    from .project import Project
    from .tree import GoalTree

__all__ = ["Fault", "Query", "parse", "select"]

LONGEST, DEEPEST = 1000, 50
_MEANT = {"==": "=", "<>": "!=", "=<": "<=", "=>": ">=", "=!": "!="}


@dataclass(frozen=True, slots=True)
class Query:
    """A filter that can be asked of any goal."""

    node: Node

    def __str__(self) -> str:
        return show(self.node)

    @property
    def level(self) -> str:
        """The level that all goals have for which it holds; empty where the filter does not say so outright."""
        nodes = self.node.nodes if isinstance(self.node, All) else (self.node,)
        said = (
            node.values[0].text.strip().casefold()
            for node in nodes
            if isinstance(node, Compare) and node.name in {"level", "type"} and node.sign == "="
        )
        return next(said, "")

    def holds(self, goal: Goal, facts: Facts) -> bool:
        return _holds(self.node, goal, facts)


def parse(text: str, tree: GoalTree | None = None) -> Query | Fault:
    """The filter, or the first fault in it; never raises for what the text holds.

    With `tree` the id of a goal that is not in it is a fault, too.
    """
    if len(text) > LONGEST:
        message = f"the filter has {len(text):,} characters, more than the {LONGEST:,} that are read"
        return Fault(message, 1, "give the goals a tag and ask for that")
    if not text.strip():
        return Fault("the filter is empty", 1, "write one such as status = active")
    node = read_filter(text)
    if isinstance(node, Fault):
        return node
    if node.depth > DEEPEST:
        return Fault(f"the filter is nested {node.depth} deep, more than {DEEPEST}", 1, "split it into several")
    return next(_faults(node, tree), None) or Query(node)


def select(query: Query, project: Project) -> list[Goal]:
    """The goals for which the filter holds, in the order of the tree."""
    found: dict[str, list[Finding]] = {}
    for finding in project.findings:
        found.setdefault(finding.goal, []).append(finding)
    facts = TreeFacts(project.tree, project.settings, found)
    return [goal for goal in project.tree if query.holds(goal, facts)]


def _holds(node: Node, goal: Goal, facts: Facts) -> bool:
    match node:
        case Present():
            return is_there(fields()[node.name], goal, facts)
        case Compare():
            return holds(fields()[node.name], node.sign, node.values, goal, facts)
        case Not():
            return not _holds(node.node, goal, facts)
        case All():
            return all(_holds(one, goal, facts) for one in node.nodes)
        case Some():
            return any(_holds(one, goal, facts) for one in node.nodes)
        case _:
            assert_never(node)


def _faults(node: Node, tree: GoalTree | None) -> Iterator[Fault]:
    """What is wrong with names and values, from left to right."""
    match node:
        case Not():
            yield from _faults(node.node, tree)
        case All() | Some():
            for one in node.nodes:
                yield from _faults(one, tree)
        case Present() | Compare() if node.name not in fields():
            yield Fault(f"goals have no field '{shorten(node.name)}'", node.column, did_you_mean(node.name, fields()))
        case Compare() if node.sign not in {*OPERATORS, "in", "has"}:
            meant = f"did you mean '{_MEANT[node.sign]}'?" if node.sign in _MEANT else f"write {' '.join(OPERATORS)}"
            yield Fault(f"'{shorten(node.sign)}' is no comparison", node.sign_column, meant)
        case Compare():
            asked = fields()[node.name]
            if fault := check(asked, node.sign, node.values, node.column):
                yield fault
            elif tree is not None and asked.kind is Kind.GOAL and node.sign != "has":
                yield from _unknown(node, tree)


def _unknown(node: Compare, tree: GoalTree) -> Iterator[Fault]:
    for literal in node.values:
        if not is_count(fields()[node.name], literal) and tree.find(literal.text) is None:
            near = did_you_mean(literal.text, (*tree.goals, *tree.former))
            yield Fault(f"no goal has the id '{shorten(literal.text)}'", literal.column, near)
