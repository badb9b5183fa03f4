"""`goal-tree rules`."""

from __future__ import annotations

import click

from mkdocs_goal_tree.core.rules import RULES, by_name, did_you_mean
from mkdocs_goal_tree.render.report import render_rule, render_rules
from mkdocs_goal_tree.render.rules_reference import render_reference

from .common import write


@click.command()
@click.argument("rule", required=False)
@click.option("--format", "form", type=click.Choice(("text", "markdown")), default="text", show_default=True)
def rules(rule: str | None, form: str) -> None:
    """List the rules, or explain the one with that code or name; as Markdown, all of them on one page."""
    if form == "markdown":
        write(render_reference(RULES))
    elif rule is None:
        write(render_rules(RULES))
    elif known := by_name(rule):
        write(render_rule(known))
    else:
        help_ = did_you_mean(rule, [name for each in RULES for name in (each.name, each.code)])
        raise click.BadParameter(f"no rule is called {rule!r}. {help_}".strip(), param_hint="RULE")
