"""The smallest handbook: three goals, a home page and its configuration."""

from __future__ import annotations

import re
from html import unescape
from textwrap import dedent

IMPACT = """
    ---
    type: impact
    title: More learners stay
    ---
    """
OUTCOME = """
    ---
    type: outcome
    title: Learners act on their result
    contributes_to: more-learners
    ---
    """
OUTPUT = """
    ---
    type: output
    title: Push messages
    contributes_to: act-on-results
    ---
    """
GOALS = {
    "goals/impacts/more-learners.md": IMPACT,
    "goals/outcomes/act-on-results.md": OUTCOME,
    "goals/outputs/push-messages.md": OUTPUT,
}
THEMES = ("material", "mkdocs", "readthedocs")


def config(more: str = "", *, theme: str = "mkdocs", plugin: str = "") -> str:
    """A mkdocs.yml; `plugin` are options of goal-tree, `more` are further settings; both at the margin."""
    themes = {"material": "{name: material, font: false}"}
    options = f"today: 2026-05-13\n{dedent(plugin)}".rstrip().replace("\n", "\n      ")
    return (
        f"site_name: Handbook\nsite_url: https://example.org/handbook/\ntheme: {themes.get(theme, theme)}\n"
        f"plugins:\n  - search\n  - goal-tree:\n      {options}\n{dedent(more)}"
    )


def site(goals: dict[str, str | bytes] | None = None, **settings: str) -> dict[str, str | bytes]:
    """The files of a handbook, by default that of GOALS."""
    return {"mkdocs.yml": config(**settings), "docs/index.md": "# Home\n", **(GOALS if goals is None else goals)}


def headings(html: str) -> list[str]:
    """The h1 of a page as text, without the permalink."""
    return [text(found) for found in re.findall(r"<h1[\s>].*?</h1>", html, re.DOTALL)]


def text(html: str) -> str:
    """The words of some HTML."""
    plain = re.sub(r"<(script|style)\b.*?</\1>|<!--.*?-->|<[^>]*>", " ", html, flags=re.DOTALL)
    return " ".join(unescape(plain).replace("¶", " ").split())


def links(html: str) -> dict[str, str]:
    """Addresses by the words of their links; of the same words the last."""
    found = re.findall(r"""<a\b[^>]*?\bhref="([^"]*)"[^>]*>(.*?)</a>""", html, re.DOTALL)
    return {text(inside): unescape(address) for address, inside in found}


def own_lines(log: list[str]) -> list[str]:
    """What the plugin said, each finding by its first line."""
    return [line.replace("goal-tree: ", "", 1).splitlines()[0] for line in log if ": goal-tree: " in line]
