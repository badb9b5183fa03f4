"""`goal-tree`: what the handbook knows, without building it. A command's module is imported when it is asked for."""

from __future__ import annotations

from difflib import get_close_matches
from importlib import import_module

import click

from mkdocs_goal_tree.core.memory import uncollected

# Each command by the module that has it, in the order of the help.
_COMMANDS = {
    "init": "starting",
    "new": "drafting",
    "rename": "renaming",
    "check": "checking",
    "record": "recording",
    "confirm": "confirming",
    "diff": "diffing",
    "review": "diffing",
    "news": "announcing",
    "log": "chronicling",
    "export": "exporting",
    "rules": "explaining",
    "schema": "describing",
    "lsp": "serving",
}


class _Lazy(click.Group):
    """`goal-tree check` is to answer at once; what the other commands import can wait."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        module = _COMMANDS.get(cmd_name)
        if module is None:
            return None
        command: click.Command = getattr(import_module(f"{__name__}.{module}"), cmd_name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            near = get_close_matches(args[0], _COMMANDS, 1)
            if not near:
                raise
            raise click.UsageError(f"{error.message.rstrip('.')}; did you mean '{near[0]}'?", ctx) from error


@click.group("goal-tree", cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="mkdocs-goal-tree", prog_name="goal-tree")
@click.pass_context
def main(context: click.Context) -> None:
    """Write, check, compare and export the goals of a handbook."""
    if context.invoked_subcommand != "lsp":  # all others end before what they drop is worth a search
        context.with_resource(uncollected())
