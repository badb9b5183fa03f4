"""The word lists of the wording checks: ours by language, and what a site adds or puts in their place."""

from __future__ import annotations

import re
from importlib import resources
from typing import TYPE_CHECKING

from mkdocs_goal_tree.core.rules import did_you_mean, found
from mkdocs_goal_tree.core.source import Span
from mkdocs_goal_tree.core.titles import LISTS, Wording, wording
from mkdocs_goal_tree.mkdocsyml import BadConfig, read_mapping

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from mkdocs_goal_tree.core.findings import Finding
    from mkdocs_goal_tree.core.settings import Settings

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_REPLACE = "replace"


def load_wording(settings: Settings, home: Path) -> tuple[Wording | None, list[Finding]]:
    """The lists of the site's language, None where there are none; and what is wrong with the site's own file.

    The site's file is `<wording>/<language>.yml` beside mkdocs.yml: lists by name, which are added to ours; those that
    its list `replace` names stand in place of ours.
    """
    language = settings.language.strip()
    if not _LANGUAGE.fullmatch(language):
        return None, []
    ours = _ours(language)
    own, findings = _of_site(home / settings.wording, settings.wording, language) if settings.wording else ({}, [])
    if not (ours or own):
        return None, findings
    put = set(own.pop(_REPLACE, ()))
    lists = {name: [*(() if name in put else ours.get(name, ())), *own.get(name, ())] for name in LISTS}
    return wording(lists), findings


def wording_off(settings: Settings) -> str:
    """The line that says why the wording checks are silent."""
    return f"no word lists for the language {settings.language!r}: the wording checks are off"


def _ours(language: str) -> dict[str, list[str]]:
    """The packaged lists of a language, of `de-AT` those of `de`; empty where there are none."""
    folder = resources.files("mkdocs_goal_tree").joinpath("assets/wording")
    for name in dict.fromkeys((language.lower(), re.split(r"[-_]", language.lower())[0])):
        file = folder.joinpath(f"{name}.yml")
        if file.is_file():
            read = read_mapping(file.read_text("utf-8"), f"{name}.yml")
            return {} if isinstance(read, BadConfig) else _sorted_out(*read)[0]
    return {}


def _of_site(folder: Path, shown: str, language: str) -> tuple[dict[str, list[str]], list[Finding]]:
    path, name = folder / f"{language}.yml", f"{shown.rstrip('/')}/{language}.yml"
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError:
        help_ = "write it, or take the setting `wording` out"
        return {}, [found("GT901", Span(name), "the word lists that `wording` names are not there", help_)]
    except (OSError, UnicodeDecodeError):
        return {}, [found("GT901", Span(name), "the word lists cannot be read; a text in UTF-8 is wanted")]
    read = read_mapping(text, name)
    if isinstance(read, BadConfig):
        return {}, [found("GT901", read.span, read.message)]
    return _sorted_out(*read)


def _sorted_out(lists: Mapping[str, object], places: Mapping[str, Span]) -> tuple[dict[str, list[str]], list[Finding]]:
    """The lists that are lists of words, and a finding for each that is not or has a name we do not know."""
    kept: dict[str, list[str]] = {}
    findings: list[Finding] = []
    for name, entries in lists.items():
        if name not in (*LISTS, _REPLACE):
            known = did_you_mean(name, (*LISTS, _REPLACE))
            findings.append(found("GT901", places[name], f"'{name}' is no word list of ours", known))
        elif not isinstance(entries, list) or not all(isinstance(entry, str) for entry in entries):
            findings.append(found("GT901", places[name], f"{name} is no list of words", "write `- ` before each"))
        else:
            kept[name] = entries
    return kept, findings
