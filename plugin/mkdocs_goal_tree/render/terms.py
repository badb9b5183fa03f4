"""What a page says of a glossary term: its name as a link, its definition in brief, its status."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .text import plain
from .view import Chip, TermLink, View, term_link

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs_goal_tree.core.rules import Rule
    from mkdocs_goal_tree.core.terms import Term

# A sentence ends before a capital or a quote; "vs. Output", "e.g. Alerts" and "J. Doe" are no ends.
_END = re.compile(
    r"(?<!\bvs)(?<!\be\.g)(?<!\bi\.e)(?<!\bcf)(?<!\bca)(?<!\bno)(?<!\b[^\W\d_])([.!?…][”\"’»)]?)\s+"
    r"(?=[\"“‘«(]?[^\W\d_a-zß-öø-ÿ])|([。！？])",
)

_SHORT = 60


def split_sentence(text: str) -> tuple[str, str]:
    """The first sentence and the rest, each on one line."""
    text = plain(text)
    end = _END.search(text)
    if end is None:
        return text, ""
    stop = end.end(end.lastindex or 0)
    return text[:stop], text[stop:].lstrip()


def brief(view: View, term: Term) -> str:
    """The first sentence of the definition, two where the first is short; where there is none it says so."""
    first, rest = split_sentence(term.definition)
    second = split_sentence(rest)[0] if len(first) < _SHORT else ""
    return f"{first} {second}".strip() or view.words["not-defined"]


def status_chip(view: View, term: Term) -> Chip | None:
    """`retired` or `proposed`; a current term needs no word for it."""
    icons = {"retired": "dropped", "proposed": "proposed"}
    icon = icons.get(term.status)
    return Chip(view.words[f"term-{term.status}"], icon, "quiet") if icon else None


def instead(view: View, term: Term) -> TermLink | None:
    """What to say instead of a retired word."""
    return term_link(view, term.use_instead) if term.is_retired and term.use_instead else None


def links(view: View, names: Iterable[str]) -> list[TermLink]:
    return [term_link(view, name) for name in names]


def explaining(view: View, rule: Rule) -> TermLink | None:
    """The term that explains a rule, where the site has it: the one the rule names, else the first that names the rule."""
    own = view.glossary.find(rule.term) if rule.term else None
    term = own or next((one for one in view.glossary if names_rule(one, rule)), None)
    url = view.term_url(term.slug) if term else ""
    return TermLink(term.term, url) if term and url else None


def names_rule(term: Term, rule: Rule) -> bool:
    """Whether the term says that this rule guards it."""
    return any(name.strip().upper() == rule.code or name.strip().lower() == rule.name for name in term.lint_rules)
