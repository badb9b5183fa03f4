"""The MkDocs plugin: each hook is a guard and a call."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from mkdocs.config.base import Config
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger

from mkdocs_goal_tree.config import load_settings, option_places
from mkdocs_goal_tree.core.findings import in_order
from mkdocs_goal_tree.core.memory import uncollected
from mkdocs_goal_tree.layout import Cache, prepare, tracked_by_git
from mkdocs_goal_tree.markdown import GoalTreeExtension
from mkdocs_goal_tree.render.templates import forget

from . import nav as site_nav
from .embeds import ask
from .exports import link_feeds, write_exports
from .files import link_assets
from .gathering import add_files, gather, goals_folder, home, log_findings, stops_at
from .glossary import page_terms
from .listing import arrange_nav, entries
from .memory import set_aside, take_back
from .pages import complete, compose, describe, source_of
from .searching import plain_titles
from .term_pages import in_head
from .writing import fill

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

    from mkdocs_goal_tree.core.findings import Finding
    from mkdocs_goal_tree.core.settings import Settings
    from mkdocs_goal_tree.markdown_words import PageTerms

    from .build import Build

log = get_plugin_logger("goal-tree")
# Plugins that make the navigation themselves.
_NAVIGATORS = ("awesome-nav", "awesome-pages", "literate-nav")


class _AnyOptions(Config):  # type: ignore[no-untyped-call]
    """Options are read as our `Settings`; MkDocs looks at none."""


class GoalTreePlugin(BasePlugin[_AnyOptions]):  # type: ignore[no-untyped-call]
    """Goals as pages. Lives through all builds of one `mkdocs serve`; what a build knows is in `build`."""

    settings: Settings
    told: Sequence[Finding] = ()
    build: Build | None = None
    serving = False
    in_server = False
    strict = False
    has_own_nav = False

    def load_config(
        self,
        options: Mapping[str, object],
        config_file_path: str | None = None,
    ) -> tuple[list[tuple[str, Exception]], list[tuple[str, str]]]:
        """Reads the options as `Settings`; what is wrong with them is told with the findings, never by MkDocs."""
        where = option_places(Path(config_file_path)) if config_file_path else None
        self.settings, self.told = load_settings(options, where)
        return [], []

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> None:
        self.build = None
        take_back()
        if config.theme.custom_dir:
            forget()
        self.strict = config.strict
        self.has_own_nav = config.nav is not None or any(name in config.plugins for name in _NAVIGATORS)
        link_assets(config)
        extension = GoalTreeExtension(self._look_up, self._is_safe, self._terms, self._embed)
        config.markdown_extensions.append(extension)  # type: ignore[arg-type]
        goals = goals_folder(config, self.settings)
        if goals.is_dir() and not goals.is_relative_to(Path(config.docs_dir)):
            config.watch.append(str(goals))

    @event_priority(50)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        with uncollected():
            self.build = gather(config, files, self.settings, self.told, serving=self.serving)
        if self.build.shown and self.settings.engine == "graphviz" and Cache(self._layouts(config)).is_empty():
            prepare(self.settings.layout)
        set_aside()
        self._log(one for found in self.build.findings.values() for one in found)
        for line in add_files(self.build, config):
            log.info("%s", line)
        arrange_nav(self.build, config)
        return files

    @event_priority(50)
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        if self.build and not self.has_own_nav:
            site_nav.arrange(nav, self.build.folder, entries(self.build), files, config)
        return nav

    def on_page_read_source(self, *, page: Page, config: MkDocsConfig) -> str | None:  # noqa: ARG002 - MkDocs' signature
        return source_of(self.build, page) if self.build else None

    # Before the meta plugin (50), which adds to what a page says of itself, and before macros are run.
    @event_priority(100)
    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        if self.build:
            self.build.page = page
            describe(self.build, page, config)

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        if self.build is None:
            return html
        with uncollected():
            return compose(self.build, html, page)

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        if self.build is None:
            return
        build = self.build
        build.page = None
        self._log(build.told_late)
        complete(build)
        self._lay_out(build, self._layouts(config))
        write_exports(build, drawn=True)
        limit = stops_at(self.settings)
        stopping = sum(one.severity >= limit for ones in build.findings.values() for one in ones) if limit else 0
        if stopping and not self.serving and not self.in_server:
            plural = "" if stopping == 1 else "s"
            raise PluginError(f"{stopping} finding{plural} of severity {self.settings.fail_on} or above; see the log")

    @event_priority(-50)
    def on_page_context(
        self,
        context: TemplateContext,
        *,
        page: Page,
        config: MkDocsConfig,  # noqa: ARG002
        nav: Navigation,  # noqa: ARG002
    ) -> TemplateContext:
        # The search has indexed the page at priority 0; the text of diagrams stays out of its index.
        if self.build and page.content:
            with uncollected():
                page.content = fill(self.build, page.content, page)
        return context

    # Before plugins that make the page smaller (0).
    @event_priority(50)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        if self.build is None:
            return output
        output = in_head(self.build, output, page, config)
        # Material takes every alternate for a language of the site and asks for its sitemap, which a feed has not.
        return output if config.theme.name == "material" else link_feeds(self.build, output, page)

    # Before the search (0) writes its index.
    @event_priority(50)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        if self.build:
            found = (
                self.build.page_of(uri) for uri in (*self.build.reads, *self.build.terms.places, *self.build.generated)
            )
            plain_titles(config, {page.url for page in found if page})

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]) -> None:  # noqa: ARG002
        # `mkdocs serve --clean` says "build" at the start; a rebuild that fails would hang every request all the same.
        self.in_server = True

    def _log(self, findings: Iterable[Finding]) -> None:
        log_findings(in_order(findings), self.settings, log, quiet=self.strict and (self.serving or self.in_server))

    def _look_up(self, reference: str, terms: bool) -> tuple[str, str] | None:
        return self.build.look_up(reference, terms) if self.build else None

    def _embed(self, name: str, text: str, header: str) -> str:
        return ask(self.build, name, text, header)

    def _terms(self) -> PageTerms | None:
        return page_terms(self.build) if self.build else None

    def _is_safe(self) -> bool:
        build = self.build
        return bool(build and build.settings.body == "safe" and build.page and build.page.file.src_uri in build.reads)

    def _layouts(self, config: MkDocsConfig) -> Path:
        return home(config) / self.settings.cache_dir / "layout"

    def _lay_out(self, build: Build, folder: Path) -> None:
        cache: Cache | None = Cache(folder)
        if tracked_by_git(folder):
            log.info("the layout cache %s is tracked by git and not used; add it to .gitignore", folder)
            cache = None
        for page, error in build.drawings.lay_out_all(cache, log.info):
            log.warning("%s: its diagram could not be laid out, its outline is shown: %s", page, error.message)
        if cache is not None:
            cache.prune()
