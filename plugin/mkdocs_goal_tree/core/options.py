"""Options as YAML 1.1 gives them (`off` is False, a day is a date) read into `Settings`, each fault told at its place."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple, Protocol

from pydantic import ValidationError

from .dates import read_day
from .nodes import name_path, shorten
from .rules import RULES, did_you_mean, found, is_selector
from .settings import Settings

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from .findings import Finding
    from .source import Span
    from .tree import Path

OPTIONS = tuple(name for name in Settings.model_fields if name != "as_of")
_SEVERITIES = ("off", "info", "warning", "error")
_DEEPEST = 8
_BETWEEN = re.compile(r", | or ")
_WANTED = {
    "dict_type": "write it as `key: value` lines",
    "model_type": "write it as `key: value` lines",
    "tuple_type": "write it as a list",
    "greater_than_equal": "at least {ge} is wanted",
    "less_than_equal": "at most {le} is wanted",
}


class Where(Protocol):
    """The place of an option's value in mkdocs.yml, or of its name."""

    def __call__(self, path: Path, *, key: bool = False) -> Span: ...


class Today(NamedTuple):
    """The day that counts as today; `chosen` where somebody set it rather than the clock."""

    day: date
    chosen: bool = False


def read_settings(options: Mapping[str, object], where: Where, today: Today) -> tuple[Settings, list[Finding]]:
    """The settings, and GT901 and GT902 for what was left out of them; never raises for what an option holds.

    `today` counts where the options name no day.
    """
    findings: list[Finding] = []
    plain = {name: value for name, value in _plain_fields(options).items() if name != "today"}
    if plain.pop("as_of", None) is not None:
        findings.append(_unknown(("as_of",), where))
    if "rules" in plain:
        plain["rules"] = _read_rules(plain["rules"], where, findings)
    if isinstance(owners := options.get("owners"), Mapping):
        plain["owners"] = {str(key): {} if owner is None else _plain(owner) for key, owner in owners.items()}
    settings = _validated(plain, where, findings)
    chosen = _read_today(options.get("today"), where, findings) or today
    return settings.model_copy(update={"today": chosen.day, "as_of": chosen.chosen}), findings


def _validated(plain: dict[str, object], where: Where, findings: list[Finding]) -> Settings:
    """Leaves out what does not fit until the rest does; every round takes at least one value away."""
    while True:
        try:
            return Settings.model_validate(plain)
        except ValidationError as refused:
            faults: dict[Path, ErrorDetails] = {}
            for error in refused.errors(include_url=False):
                faults.setdefault(_written(plain, error["loc"]), error)
            for path, error in faults.items():
                findings.append(_fault(path, error, where))
                _drop(plain, path)


def _fault(path: Path, error: ErrorDetails, where: Where) -> Finding:
    if error["type"] == "extra_forbidden":
        return _unknown(path, where)
    value, kind, context = error["input"], error["type"], error.get("ctx", {})
    known = [word.strip("'") for word in _BETWEEN.split(str(context.get("expected", ""))) if word]
    help_ = did_you_mean(str(value), known)
    if isinstance(value, bool) and kind == "not_text":
        help_ = "put it in quotes: YAML reads yes, no, on and off as true and false"
    wanted = _WANTED[kind].format(**context) if kind in _WANTED else error["msg"]
    wanted = f"it is one of {', '.join(known)}" if known else wanted
    return found("GT901", where(path), f"{name_path(path)} is {_shown(value)}: {wanted}", help_)


def _unknown(path: Path, where: Where) -> Finding:
    help_ = did_you_mean(str(path[-1]), OPTIONS) if len(path) == 1 else ""
    return found("GT901", where(path, key=True), f"unknown option {name_path(path)}", help_)


def _shown(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case str() | int() | Decimal():
            return f"'{shorten(str(value))}'"
        case _:
            return "a list or has fields"


def _read_rules(rules: object, where: Where, findings: list[Finding]) -> object:
    if not isinstance(rules, Mapping):
        return rules
    read: dict[str, str] = {}
    for selector, severity in rules.items():
        path = ("rules", selector)
        word = "off" if severity is False else str(severity).lower()
        if not is_selector(selector):
            known = [name for rule in RULES for name in (rule.name, rule.code)]
            help_ = did_you_mean(selector, known)
            findings.append(found("GT902", where(path, key=True), f"no rule is called '{shorten(selector)}'", help_))
        elif word not in _SEVERITIES:
            message = f"{name_path(path)} is '{shorten(str(severity))}': it is one of {', '.join(_SEVERITIES)}"
            findings.append(found("GT901", where(path), message, did_you_mean(word, _SEVERITIES)))
        else:
            read[selector] = word
    return read


def _read_today(value: object, where: Where, findings: list[Finding]) -> Today | None:
    if isinstance(value, date):
        return Today(value.date() if isinstance(value, datetime) else value, chosen=True)
    if value is None or not str(value).strip():
        return None
    try:
        return Today(read_day(str(value).strip()), chosen=True)
    except ValueError:
        message = f"today is '{shorten(str(value))}', which is no day; the clock counts instead"
        findings.append(found("GT901", where(("today",)), message, "write it as 2026-05-13"))
        return None


def _plain_fields(options: Mapping[str, object]) -> dict[str, object]:
    return {str(name): _plain(value) for name, value in options.items() if value is not None and value != ""}


def _plain(value: object, depth: int = 0) -> object:
    """Numbers and days as text, which the fields read by their type; what is empty is absent."""
    match value:
        case bool() | str():
            return value
        case datetime() | date():
            return value.isoformat()
        case Mapping() if depth < _DEEPEST:
            return {str(name): _plain(item, depth + 1) for name, item in value.items() if item is not None}
        case Sequence() if depth < _DEEPEST:
            return [_plain(item, depth + 1) for item in value]
        case _:
            return str(value)


def _written(plain: Mapping[str, object], loc: tuple[str | int, ...]) -> Path:
    """The part of an error's place that the author wrote: pydantic adds which form of a union it tried."""
    node: object = plain
    path: Path = ()
    for step in loc:
        if not isinstance(node, Mapping) or step not in node:
            break
        node, path = node[step], (*path, step)
    return path


def _drop(plain: dict[str, object], path: Path) -> None:
    node: object = plain
    for step in path[:-1]:
        node = node[step] if isinstance(node, Mapping) else None
    if isinstance(node, dict):
        node.pop(path[-1], None)
