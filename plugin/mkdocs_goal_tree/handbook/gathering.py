"""The start of a build: goals are read and examined, their pages and ours enter the site."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import InclusionLevel
from mkdocs.utils import get_relative_url

from mkdocs_goal_tree.chronicle import chronicle
from mkdocs_goal_tree.config import Config, load_words
from mkdocs_goal_tree.core.findings import Severity
from mkdocs_goal_tree.core.project import Project, examine
from mkdocs_goal_tree.core.reading import read_file
from mkdocs_goal_tree.core.source import Span
from mkdocs_goal_tree.git import NoRevision
from mkdocs_goal_tree.past import read_past, recalling
from mkdocs_goal_tree.render.forge import commits_at
from mkdocs_goal_tree.render.pages import redirect_page
from mkdocs_goal_tree.render.report import finding_lines
from mkdocs_goal_tree.revisions import Memory
from mkdocs_goal_tree.sources import from_folder, terms_from
from mkdocs_goal_tree.wordings import load_wording, wording_off

from . import files as site
from .adding import set_up
from .build import Build
from .changes import compare_with_base, log_lines
from .exports import exports, left_out
from .generated import generated_pages
from .glossary import Terms
from .history import history_notes
from .meta import check_theme, name_statuses
from .term_pages import name_term_statuses

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.plugins import PrefixedLogger
    from mkdocs.structure.files import Files

    from mkdocs_goal_tree.core.findings import Finding
    from mkdocs_goal_tree.core.settings import Settings


def home(config: MkDocsConfig) -> Path:
    """The folder of mkdocs.yml."""
    return Path(config.config_file_path).parent.absolute() if config.config_file_path else Path.cwd()


def goals_folder(config: MkDocsConfig, settings: Settings) -> Path:
    """The goals folder, wherever the build was started."""
    return Path(os.path.normpath(home(config) / settings.goals_dir))


def gather(config: MkDocsConfig, files: Files, settings: Settings, told: Sequence[Finding], *, serving: bool) -> Build:
    """Reads and examines all goals; `told` are the findings about the settings."""
    root = goals_folder(config, settings)
    found = from_folder(root, Path(os.path.relpath(root, home(config))).as_posix())
    entries = os.path.normpath(Path(config.docs_dir) / settings.glossary_dir)
    terms = terms_from(Path(entries), Path(os.path.relpath(entries, home(config))).as_posix())
    wording, said = load_wording(settings, home(config))
    findings = (*told, *said, *_placed(found.findings, config), *terms.findings)
    history = read_past(root, settings.today)
    memory = Memory()
    project = examine(
        replace(found, findings=findings),
        settings,
        terms.sources,
        recall=recalling(history),
        wording=wording,
        # To compare what changed each file is remembered; what is the same on both sides is read once.
        read_goal_file=memory.read if settings.changes.base else read_file,
    )
    words = load_words(settings.words)
    preview = compare_with_base(_site(config, settings), project, memory, words, drafts=serving)
    custom = getattr(config.theme, "custom_dir", None)
    build = Build(
        settings=settings,
        home=home(config),
        words=words,
        root=root,
        folder=site.folder_of(root, Path(config.docs_dir)),
        serving=serving,
        overrides=str(Path(custom) / "goal-tree") if custom else "",
        project=project,
        terms=Terms(project.glossary, Path(os.path.relpath(entries, config.docs_dir)).as_posix()),
        tables=frozenset(_actuals(project, found.tables)),
        files=files,
        history=history,
        chronicle=None if isinstance(history, NoRevision) else chronicle(history, settings),
        preview=preview,
        notes=(
            *(() if wording else (wording_off(settings),)),
            *history_notes(history, project.tree),
            *log_lines(preview),
        ),
        site_name=config.site_name,
        site_url=f"{config.site_url.rstrip('/')}/" if config.site_url else "",
        commits=commits_at(config.repo_url or "", config.edit_uri or config.edit_uri_template or ""),
    )
    set_up(build, found.tables)
    build.add_late(check_theme(project.reads, config.theme))
    name_statuses(config.extra, build.words)
    return build


def _site(config: MkDocsConfig, settings: Settings) -> Config:
    """The site as the command line reads it."""
    root = goals_folder(config, settings)
    shown = Path(os.path.relpath(root, home(config))).as_posix()
    return Config(settings, (), home(config), root, shown, Path(config.docs_dir))


def _placed(findings: Iterable[Finding], config: MkDocsConfig) -> Iterator[Finding]:
    """A goals folder that is not there is the fault of mkdocs.yml."""
    for finding in findings:
        name = Path(config.config_file_path or "mkdocs.yml").name
        yield replace(finding, span=Span(name)) if finding.rule == "GT903" else finding


def _actuals(project: Project, tables: Iterable[str]) -> Iterator[str]:
    """The CSV files that goals measure by; all of them while a goal cannot be read."""
    named = {finding.span.path for finding in project.findings}
    for goal in project.tree:
        place = project.tree.places[goal.id]
        named |= {place.at("metrics", i, "actuals", 0).path for i, m in enumerate(goal.metrics) if m.actuals}
    for table in tables:
        if project.tree.unread or any(path == table or path.endswith(f"/{table}") for path in named):
            yield table


def add_files(build: Build, config: MkDocsConfig) -> Iterator[str]:
    """Enters goal pages, generated pages, redirects of former ids and our assets; yields what is worth an INFO line."""
    yield from build.notes
    files, cache = build.files, build.home / build.settings.cache_dir
    for uri, theirs in site.add_folder(files, config, build.root, build.folder, build.tables):
        if uri in build.reads:
            build.give_way(uri, theirs)
            yield f"{theirs} stands where the page of the goal file {uri} would: it is shown as it is"
    if build.settings.body == "safe":
        yield from _leave_out_what_is_no_goal(build)
    site.add_assets(files, config)
    taken = site.addresses(files)
    for made in generated_pages(build):
        theirs = taken.get(site.address(config, made.uri), "")
        if theirs and theirs not in build.reads:
            build.named[made.name] = theirs
        elif not theirs and build.settings.shows(made.switch):
            site.add_page(files, config, made.uri, cache)
            build.named[made.name] = made.uri
            build.generated[made.uri] = made
    _add_redirects(build, config)
    for export in exports(build):
        if files.src_uris.get(export.uri) is None:
            site.add_html(files, config, export.uri, "")
            build.exports[export.uri] = export
        build.named[export.name] = export.uri
    if missing := left_out(build):
        yield f"no {' or '.join(missing)}: a feed needs `site_url` in mkdocs.yml"
    name_term_statuses(build, config)


def _leave_out_what_is_no_goal(build: Build) -> Iterator[str]:
    """A second name of a goal file, or `x.markdown`, would be a page that nobody made safe.

    The index of a folder is a page of the site, as those beside the goals folder are.
    """
    for file in build.files.documentation_pages():
        path = Path(file.abs_src_path or "")
        if file.name != "index" and file.src_uri not in build.reads and path.is_relative_to(build.root):
            file.inclusion = InclusionLevel.EXCLUDED
            yield f"{file.src_uri} is no goal file: with `body: safe` it is left out"


def _add_redirects(build: Build, config: MkDocsConfig) -> None:
    taken = site.addresses(build.files)
    for uri, target, title in _former(build):
        where = site.address(config, uri)
        if where not in taken:
            site.add_html(build.files, config, where, redirect_page(build.words, target, title, build.overrides))


def _former(build: Build) -> Iterator[tuple[str, str, str]]:
    """Former addresses of goals: the path of the page that stood there, the way to the present one, its title."""
    tree = build.project.tree
    for goal in tree:
        uri = build.uris[goal.id]
        target = build.files.src_uris.get(uri)
        if target is None or goal.id in build.hidden:
            continue
        for alias in goal.aliases:
            folder = build.folder if "/" in alias else uri.rpartition("/")[0]
            former = f"{folder}/{alias}.md"
            yield former, _way(former, target.url, directory=target.use_directory_urls), goal.title


def _way(uri: str, url: str, *, directory: bool) -> str:
    page = f"{uri.removesuffix('.md')}/" if directory else f"{uri.removesuffix('.md')}.html"
    return get_relative_url(url, page)


def log_findings(findings: Iterable[Finding], settings: Settings, log: PrefixedLogger, *, quiet: bool = False) -> None:
    """Each finding as the command line prints it: a warning from the severity in `fail_on` upward, else an info.

    `quiet` is for a strict `mkdocs serve`, which a warning would stop: all are infos.
    """
    limit = None if quiet else stops_at(settings)
    for finding in findings:
        text = "\n".join(finding_lines(finding))
        if limit is None or finding.severity < limit:
            log.info(text)
        elif finding.severity is Severity.ERROR:
            log.error(text)
        else:
            log.warning(text)


def stops_at(settings: Settings) -> Severity | None:
    """The severity from which a build stops, None for never."""
    return None if settings.fail_on == "never" else Severity[settings.fail_on.upper()]
