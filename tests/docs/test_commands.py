"""The page of commands is what the commands say of themselves. `COMMANDS=write` writes it anew; read it then."""

from __future__ import annotations

import os
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from mkdocs_goal_tree.cli import main

PAGE = Path(__file__).parents[2] / "docs/guide/commands.md"
# Where each command is told at length; a command that is missing here fails the test.
GUIDES = {
    "init": "[Your first goals in five minutes](getting-started.md), [Adopt it on an existing handbook](adopt.md)",
    "new": "[Your first goals in five minutes](getting-started.md)",
    "check": "[Checking goals](check.md)",
    "record": "[Metrics](metrics.md)",
    "confirm": "[Confirm a link](check.md#confirm-a-link)",
    "rename": "[The goal file](goal-file.md)",
    "diff": "[What a change changes](changes.md)",
    "review": "[What a change changes](changes.md#comment-on-a-pull-request)",
    "news": "[News and reminders](news.md)",
    "log": "[What a change changes](changes.md#history)",
    "export": "[Numbers for other programs](export.md), [Diagrams](diagrams.md)",
    "rules": "[All rules](../rules/index.md)",
    "schema": "[In your editor](editor.md#schema)",
    "lsp": "[In your editor](editor.md#language-server)",
}
TOP = """\
# Commands

`goal-tree` checks goals, helps to write them and hands them on, without building the handbook. Each command looks for the nearest `mkdocs.yml`, in this folder or one above, and takes its settings from there. `goal-tree COMMAND --help` says in the terminal what this page says, `goal-tree --version` which version it is.

"""


def commands():
    context = click.Context(main)
    return {name: main.get_command(context, name) for name in main.list_commands(context)}


def written():
    """The whole page."""
    every = commands()
    rows = [f"| [`goal-tree {name}`](#{name}) | {sentence(command)} |" for name, command in every.items()]
    table = "\n".join(["| command | what it does |", "|---|---|", *rows])
    return TOP + table + "\n" + "".join(section(name, command) for name, command in every.items())


def section(name, command):
    context = click.Context(command, info_name=f"goal-tree {name}")
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    paragraphs = [" ".join(part.split()) for part in command.help.split("\n\n")]
    options = [one for one in command.params if isinstance(one, click.Option)]
    rows = ["| option | meaning |", "|---|---|", *(f"| {names(one)} | {meaning(one)} |" for one in options)]
    parts = [f"## {name}", *paragraphs[:1], f"```text\n{usage}\n```", *paragraphs[1:]]
    parts += ["\n".join(rows)] * bool(options)
    return "\n" + "\n\n".join([*parts, f"More: {GUIDES[name]}."]) + "\n"


def sentence(command):
    return " ".join(command.help.partition("\n\n")[0].split())


def names(option):
    word = "" if option.is_flag or isinstance(option.type, click.Choice) else f" {word_of(option)}"
    return ", ".join(f"`{name}{word}`" for name in (*option.opts, *option.secondary_opts))


def word_of(option):
    return option.metavar or option.type.name.upper()


def meaning(option):
    text = option.help
    if isinstance(option.type, click.Choice):
        text += f" One of {', '.join(f'`{choice}`' for choice in option.type.choices)}."
    if option.show_default:
        text += f" Without it `{option.default}`."
    return text


def test_the_page_of_commands_says_what_they_say_of_themselves():
    if os.environ.get("COMMANDS") == "write":
        PAGE.write_text(written(), encoding="utf-8")
    assert PAGE.read_text("utf-8") == written(), "run `make docs`"


def test_the_list_of_commands_has_whole_sentences():
    said = CliRunner().invoke(main, ["--help"], terminal_width=80).output
    listed = dict(line.split(maxsplit=1) for line in said.partition("Commands:\n")[2].splitlines())
    assert listed == {name: sentence(command) for name, command in commands().items()}


@pytest.mark.parametrize("name", commands())
def test_every_option_says_what_it_is_for_and_what_it_takes(name):
    for option in commands()[name].params:
        if isinstance(option, click.Option):
            assert (option.help or "").endswith("."), option.name
            assert option.is_flag or word_of(option) not in {"TEXT", "PATH", "DATETIME"} or option.metavar, option.name
