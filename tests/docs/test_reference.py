"""The reference pages say what the code does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from mkdocs_goal_tree.cli import main
from mkdocs_goal_tree.core.settings import Settings

DOCS = Path(__file__).parents[2] / "docs"
NO_OPTION = {"as_of"}


def test_the_pages_of_the_rules_are_what_the_rules_say_of_themselves(tmp_path) -> None:
    assert CliRunner().invoke(main, ["rules", "--pages", str(tmp_path)]).exit_code == 0
    written = {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()}
    assert {path.name: path.read_text("utf-8") for path in (DOCS / "rules").iterdir()} == written, "run `make docs`"


def test_the_settings_page_has_every_option_and_no_other() -> None:
    page = (DOCS / "guide" / "settings.md").read_text("utf-8")
    told = set(re.findall(r"^\| `([a-z_]+)(?:\.[a-z_]+)?` \|", page, re.MULTILINE))
    assert told == set(Settings.model_fields) - NO_OPTION


@pytest.mark.parametrize("command", main.list_commands(None))
def test_the_guides_name_every_option_of_a_command(command: str) -> None:
    """Beside the page of commands, which is made from them."""
    pages = {*DOCS.rglob("*.md"), DOCS.parent / "README.md"} - {DOCS / "guide/commands.md"}
    guides = "\n".join(path.read_text("utf-8") for path in pages)
    options = [
        option
        for parameter in main.get_command(None, command).params
        for option in parameter.opts
        if option[:2] == "--"
    ]
    assert [option for option in options if option not in guides] == []
