"""What of a build stands in the navigation, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.structure.files import File, InclusionLevel, set_exclusions

from mkdocs_goal_tree.core.model import Level

from .generated import CHEAT_SHEET, GLOSSARY, INDEX, RULES
from .nav import expand, lists_goals, paths_in

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from mkdocs.config.defaults import MkDocsConfig

    from .build import Build
    from .nav import Entry


def arrange_nav(build: Build, config: MkDocsConfig) -> None:
    """Decides which of our pages are listed, expands `Goals: goals/` and `Glossary: glossary/`; what is left out is so silently."""
    for uri, read in build.reads.items():
        file = build.files.src_uris.get(uri)
        if file is not None and read.id in build.hidden and build.is_goal(read):
            file.inclusion = InclusionLevel.DRAFT
    _choose(build, config)
    if config.nav is not None:
        config.nav = expand(config.nav, build.folder, entries(build, paths_in(config.nav)))
        if build.terms.glossary:
            config.nav = expand(config.nav, build.terms.folder, glossary_entries(build, paths_in(config.nav)))
        listed = paths_in(config.nav)
        for file in _ours(build):
            if file.src_uri not in listed:
                _leave_out(file)


def entries(build: Build, named: Collection[str] = ()) -> list[Entry]:
    """What `Goals: goals/` stands for: the index, each level with its table and goals, our other pages, all else, the rules.

    A page in `named`, which the author lists somewhere, is not listed twice.
    """
    free = {uri: None for uri in _below(build, build.folder) if uri not in named}
    found: list[Entry] = list(_named(build, INDEX, free))
    last = _named(build, RULES, free)
    for level in Level:
        name = f"{level}s"
        table = _named(build, name, free)
        goals = [uri for goal, uri in build.uris.items() if build.project.tree[goal].type is level]
        below = [uri for goal in goals for uri in _taken(goal, free)]
        if below:
            first: list[Entry] = [{build.words[f"all-{name}"]: uri} if uri in build.generated else uri for uri in table]
            found.append({build.words[name]: [*first, *below]})
        else:  # a table alone is the level; a section around it would only be one more click
            found += table
    ours = [uri for uri in build.named.values() for uri in _taken(uri, free)]
    return [*found, *ours, *free, *last]


def glossary_entries(build: Build, named: Collection[str] = ()) -> list[Entry]:
    """What `Glossary: glossary/` stands for: the index, the cheat sheet, the terms A to Z, other pages of the folder."""
    terms = build.terms
    pages = _below(build, terms.folder)
    free = {uri: None for uri in pages if uri not in named}
    first = [uri for name in (GLOSSARY, CHEAT_SHEET) for uri in _named(build, name, free)]
    listed = [uri for slug in terms.glossary.terms for uri in _taken(terms.uris[slug], free)]
    return [*first, *listed, *free]


def _choose(build: Build, config: MkDocsConfig) -> None:
    """Applies the setting `nav`, and the site's own `exclude_docs`, `draft_docs` and `not_in_nav`."""
    set_exclusions(build.files, config)
    for uri, made in build.generated.items():
        file = build.files.src_uris.get(uri)
        if file is not None and not made.listed:
            _leave_out(file)
    if not lists_goals(build.settings.nav, len(build.reads)):
        unlisted = {*build.reads, *(build.generated if build.settings.nav == "none" else ())}
        for file in _ours(build):
            if file.src_uri in unlisted:
                _leave_out(file)


def _leave_out(file: File) -> None:
    if file.inclusion is InclusionLevel.INCLUDED:
        file.inclusion = InclusionLevel.NOT_IN_NAV


def _ours(build: Build) -> list[File]:
    """The files of goals and generated pages."""
    found = (build.files.src_uris.get(uri) for uri in (*build.reads, *build.generated))
    return [file for file in found if file is not None]


def _below(build: Build, folder: str) -> Iterator[str]:
    """The pages below a folder of the site that may stand in a navigation."""
    for file in build.files.documentation_pages():
        if file.src_uri.startswith(f"{folder}/") and file.inclusion is InclusionLevel.INCLUDED:
            yield file.src_uri


def _named(build: Build, name: str, free: dict[str, None]) -> list[str]:
    """The page of that name, generated or of an author, as a list; empty where it is not there."""
    return _taken(build.named.get(name, ""), free)


def _taken(uri: str, free: dict[str, None]) -> list[str]:
    """The page as a list, taken out of `free`; empty where it is not there."""
    return [uri] if free.pop(uri, "") is None else []
