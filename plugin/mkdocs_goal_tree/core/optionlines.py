"""The options of a fence in a page, one a line, and their values: goals, levels, filters, fields, numbers.

Options are no YAML: a value is the rest of its line, whatever is in it. What is empty is absent.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from .fields import Kind, fields
from .model import Level
from .nodes import shorten
from .query import Fault, parse
from .rules import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .query import Query
    from .tree import GoalTree

ALL = 10_000
"""So many links are as many as there are."""
# What a table shows beside the fields; of a goal with a metric, those of its first primary one.
SHOWN = ("way", "baseline", "last", "target", "acceptance", "expects", "review")
_SORTED = ("way", "baseline", "last", "target", "review")
_LIST = re.compile(r"[^,\s](?:[^,]*[^,\s])?")
_OPTION = re.compile(r"\s*(?P<key>[^:]*?)\s*:\s*(?P<value>.*?)\s*")
_FLAGS = {"true": True, "false": False}


class BadOption(NamedTuple):
    """What is wrong in a fence: the line below its first one, -1 for that one itself, the column there, a remedy."""

    line: int
    column: int
    message: str
    help: str = ""


class Key(NamedTuple):
    """One field that rows are sorted by."""

    name: str
    falling: bool


class Option(NamedTuple):
    """One option as it is written: the line it stands on, the column of its key and that of its value."""

    key: str
    value: str
    line: int
    key_column: int
    column: int

    def bad(self, message: str, help: str = "", at: int = 0) -> BadOption:  # noqa: A002 - as in Finding
        return BadOption(self.line, self.column + at, message, help)


Read = Callable[[Option, "GoalTree"], object]


def options_in(text: str) -> Iterator[Option | BadOption]:
    for number, line in enumerate(text.split("\n")):
        match = _OPTION.fullmatch(line)
        if match and match["key"]:
            yield Option(match["key"], match["value"], number, match.start("key") + 1, match.start("value") + 1)
        elif line.strip():
            column = len(line) - len(line.lstrip()) + 1
            yield BadOption(number, column, f"'{shorten(line)}' is no option", "write it as key: value")


def _items(option: Option) -> Iterator[tuple[str, int]]:
    """The parts between the commas, each with where it begins in the value."""
    for match in _LIST.finditer(option.value):
        yield match[0], match.start()


def read_goals(option: Option, tree: GoalTree) -> tuple[str, ...] | list[BadOption]:
    goals: list[str] = []
    faults: list[BadOption] = []
    for name, at in _items(option):
        goal = tree.find(name)
        if goal is None:
            near = did_you_mean(name, (*tree.goals, *tree.former))
            faults.append(option.bad(f"no goal has the id '{shorten(name)}'", near, at))
        else:
            goals.append(goal.id)
    return faults or tuple(dict.fromkeys(goals))


def read_goal(option: Option, tree: GoalTree) -> str | BadOption:
    found = read_goals(option, tree)
    if isinstance(found, list):
        return found[0]
    return found[0] if len(found) == 1 else option.bad("goal is one goal", "write the id of one")


def read_links(option: Option, _tree: GoalTree) -> int | BadOption:
    if option.value.casefold() == "all":
        return ALL
    return _number(option, 0, "write how many links, or all")


def read_size(option: Option, _tree: GoalTree) -> int | BadOption:
    return _number(option, 1, "write a number such as 10")


def _number(option: Option, least: int, remedy: str) -> int | BadOption:
    if re.fullmatch(r"[0-9]{1,6}", option.value) and int(option.value) >= least:
        return int(option.value)
    return option.bad(f"{option.key} is '{shorten(option.value)}', not a whole number from {least} up", remedy)


def read_levels(option: Option, _tree: GoalTree) -> tuple[Level, ...] | list[BadOption]:
    words = {word: level for level in Level for word in (level.value, f"{level}s")}
    bad = [
        option.bad(f"'{shorten(word)}' is no level", did_you_mean(word, words) or "write impact, outcome or output", at)
        for word, at in _items(option)
        if word.casefold() not in words
    ]
    return bad or tuple(dict.fromkeys(words[word.casefold()] for word, _ in _items(option)))


def read_where(option: Option, tree: GoalTree) -> Query | BadOption:
    read = parse(option.value, tree)
    return option.bad(read.message, read.help, read.column - 1) if isinstance(read, Fault) else read


def one_of(*words: str) -> Read:
    def read(option: Option, _tree: GoalTree) -> str | BadOption:
        found = {word.casefold(): word for word in words}.get(option.value.casefold())
        wanted = f"{option.key} is '{shorten(option.value)}': it is one of {', '.join(words)}"
        return found or option.bad(wanted, did_you_mean(option.value, words))

    return read


def read_flag(option: Option, _tree: GoalTree) -> bool | BadOption:
    found = _FLAGS.get(option.value.casefold())
    message = f"{option.key} is '{shorten(option.value)}', neither true nor false"
    return option.bad(message) if found is None else found


def read_text(option: Option, _tree: GoalTree) -> str:
    return option.value


def read_columns(option: Option, _tree: GoalTree) -> tuple[str, ...] | list[BadOption]:
    known = (*SHOWN, *(name for name, one in fields().items() if one.kind is not Kind.PART))
    return _names(option, known) or tuple(dict.fromkeys(name.casefold() for name, _ in _items(option)))


def read_sort(option: Option, _tree: GoalTree) -> tuple[Key, ...] | list[BadOption]:
    known = (*_SORTED, *(name for name, one in fields().items() if one.kind is not Kind.PART))
    keys = tuple(Key(name.removeprefix("-").strip().casefold(), name.startswith("-")) for name, _ in _items(option))
    return _names(option, known, "-") or keys


def _names(option: Option, known: tuple[str, ...], prefix: str = "") -> list[BadOption]:
    """What is wrong with the names of fields in a list."""
    return [
        option.bad(f"goals have no field '{shorten(name)}' to show here", did_you_mean(name, known), at)
        for written, at in _items(option)
        if (name := written.removeprefix(prefix).strip()).casefold() not in known
    ]
