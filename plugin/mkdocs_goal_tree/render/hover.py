"""What an editor shows of a goal, a term or a field beside the text: a few lines of Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mkdocs_goal_tree.core.field_texts import describe
from mkdocs_goal_tree.core.progress import last_actual, state_of

from . import figures
from .text import plain

if TYPE_CHECKING:
    from mkdocs_goal_tree.core.model import Goal
    from mkdocs_goal_tree.core.reaching import Field
    from mkdocs_goal_tree.core.settings import Settings
    from mkdocs_goal_tree.core.terms import Term
    from mkdocs_goal_tree.core.words import Words

# What Markdown reads as more than text: its signs, what begins a list, and what becomes a link by itself.
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~&!$]|^[-+]|^\d+[.)]|:(?=//)|(?<=[Ww]{3})\.)")


def goal_card(goal: Goal, settings: Settings, words: Words) -> str:
    """Title; level, status and state; the metric on the way to its target; the owners."""
    state = None if goal.is_closed else state_of(goal, settings)
    facts = [words[goal.type], words[goal.status_word], *([words[state]] if state else [])]
    lines = [f"**{_escape(goal.title)}**", _escape(" · ".join(facts))]
    if metric := goal.headline:
        last = last_actual(metric, settings.today)
        number = figures.way(metric, last.value, words) if last else words["not-measured"]
        lines.append(f"{_escape(metric.name)}: {_escape(number)}")
    if goal.owner:
        lines.append(f"{_escape(words['owner'])}: {_escape(figures.together(goal.owner, words))}")
    return "\n\n".join(lines)


def term_card(term: Term) -> str:
    """The term and what it means."""
    return f"**{_escape(term.term)}**" + (f"\n\n{_escape(term.definition)}" if term.definition else "")


def field_card(field: Field) -> str:
    """The field's name, what it means, and the words that it takes."""
    text = f"**{field.name}**: {describe(field.model, field.name)}"
    return f"{text}\n\n{' · '.join(f'`{word}`' for word in field.words)}" if field.words else text


def _escape(text: str) -> str:
    """Text as Markdown that shows it as it is."""
    return _MARKUP.sub(lambda sign: f"{sign[0][:-1]}\\{sign[0][-1]}", plain(text))
