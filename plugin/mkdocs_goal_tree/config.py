"""mkdocs.yml as the command line reads it, options as MkDocs hands them over, our words. Nothing is imported or run."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from mkdocs_goal_tree.core.options import Today, Where, read_settings
from mkdocs_goal_tree.core.rules import did_you_mean, found
from mkdocs_goal_tree.core.source import Span
from mkdocs_goal_tree.core.words import Words
from mkdocs_goal_tree.mkdocsyml import BadConfig, places, read_site

if TYPE_CHECKING:
    from mkdocs_goal_tree.core.findings import Finding
    from mkdocs_goal_tree.core.settings import Settings
    from mkdocs_goal_tree.core.tree import Path as Steps

NAMES = ("mkdocs.yml", "mkdocs.yaml")
_NO = (False, "false", "False", "no", "off")
_PLUGIN = ("goal-tree", "/goal-tree")


@dataclass(frozen=True, slots=True)
class Config:
    """A site as mkdocs.yml describes it. Paths are absolute; `goals_shown` is the goals folder as people see it."""

    settings: Settings
    findings: tuple[Finding, ...]
    root: Path
    goals_dir: Path
    goals_shown: str
    docs_dir: Path
    directory_urls: bool = True
    site_url: str = ""

    @property
    def docs_shown(self) -> str:
        """The folder of the pages as people see it."""
        return Path(os.path.relpath(self.docs_dir, self.root)).as_posix()

    @property
    def goals_in_site(self) -> str:
        """Where the goal pages stand in the site."""
        below = self.goals_dir.is_relative_to(self.docs_dir)
        return self.goals_dir.relative_to(self.docs_dir).as_posix() if below else self.goals_dir.name

    @property
    def glossary_dir(self) -> Path:
        """The folder of the glossary pages, also where there is none yet."""
        return Path(os.path.normpath(self.docs_dir / self.settings.glossary_dir))

    @property
    def glossary_shown(self) -> str:
        """The glossary folder as people see it."""
        return Path(os.path.relpath(self.glossary_dir, self.root)).as_posix()


def load_settings(
    options: Mapping[str, object], where: Where | None = None, today: date | None = None
) -> tuple[Settings, list[Finding]]:
    """Settings from options as Python values; without `where` everything is at mkdocs.yml:1.

    `today` is the command line's, which goes before the option.
    """
    place: Where = where or _somewhere
    said: list[Finding] = []
    fallback = _clock(place, said)
    if today:
        options, fallback = {**options, "today": None}, Today(today, chosen=True)
    settings, findings = read_settings(options, place, fallback)
    known = load_words({}) if settings.words else {}
    unknown = [
        found("GT901", place(("words", key), key=True), f"words.{key} is no word of ours", did_you_mean(key, known))
        for key in settings.words
        if key not in known
    ]
    return settings, [*said, *findings, *unknown]


def load_file(path: Path, today: date | None = None) -> Config | BadConfig:
    """The site of a mkdocs.yml, with INHERIT and `!ENV`; settings of the plugin, else of `extra.goal_tree`."""
    read = read_site(path)
    if isinstance(read, BadConfig):
        return read
    site, layers = read
    prefix, options = _options(site)
    where = places(layers, prefix)
    settings, findings = load_settings(options, where, today)
    root = path.absolute().parent
    docs = site.get("docs_dir")
    config = Config(
        settings,
        tuple(findings),
        root,
        Path(os.path.normpath(root / settings.goals_dir)),
        posixpath.normpath(settings.goals_dir.replace(os.sep, "/")),
        Path(os.path.normpath(root / (docs if isinstance(docs, str) else "docs"))),
        directory_urls=site.get("use_directory_urls") not in _NO,
        site_url=str(site.get("site_url") or ""),
    )
    return config if config.goals_dir.is_dir() else _without_goals(config, where)


def option_places(path: Path) -> Where:
    """Where the plugin's options stand in a mkdocs.yml; line 1 for all of them where it cannot be read."""
    read = read_site(path)
    return _somewhere if isinstance(read, BadConfig) else places(read[1], _options(read[0])[0])


def has_plugin(path: Path) -> bool:
    """Whether a mkdocs.yml switches the plugin on."""
    read = read_site(path)
    return not isinstance(read, BadConfig) and _options(read[0])[0][0] == "plugins"


def how_to_switch_on(path: Path) -> str:
    """What to add to a mkdocs.yml that lacks the plugin, in the form that its plugins have, and in which file."""
    read = read_site(path)
    layers = [] if isinstance(read, BadConfig) else read[1]
    for layer in layers:
        nodes = layer.node.value if isinstance(layer.node, yaml.MappingNode) else []
        for value in (value for key, value in nodes if key.value == "plugins" and value.value):
            is_list = isinstance(value, yaml.SequenceNode)
            if isinstance(value, yaml.CollectionNode) and value.flow_style:
                added = "goal-tree" if is_list else "goal-tree: {}"
                return f"{layer.shown} lacks the plugin; add in the brackets of `plugins`\n\n  , {added}\n"
            if isinstance(value, yaml.CollectionNode):
                indent = " " * value.start_mark.column
                added = "- goal-tree" if is_list else "goal-tree: {}"
                return f"{layer.shown} lacks the plugin; add below `plugins:`\n\n{indent}{added}\n"
    return f"{path.name} lacks the plugin; write\n\nplugins:\n  - search\n  - goal-tree\n"


def nearest(start: Path) -> Path | None:
    """The mkdocs.yml of a folder or of the nearest one above it."""
    here = start.absolute()
    return next(
        (folder / name for folder in (here, *here.parents) for name in NAMES if (folder / name).is_file()), None
    )


def load_words(own: Mapping[str, str]) -> Words:
    """Every word that we write on a page, with the site's own in place of ours."""
    text = resources.files("mkdocs_goal_tree").joinpath("assets/words.yml").read_text("utf-8")
    loaded = yaml.load(text, Loader=yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader)  # noqa: S506 - all text
    return Words({str(key): str(word) for key, word in loaded.items()}).replaced(own)


def _without_goals(config: Config, where: Where) -> Config:
    message = f"the goals folder {config.goals_shown} does not exist"
    missing = found("GT903", where(("goals_dir",)), message, "make it, or set `goals_dir`")
    return replace(config, findings=(*config.findings, missing))


def _clock(where: Where, findings: list[Finding]) -> Today:
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    if epoch:
        try:
            return Today(datetime.fromtimestamp(int(epoch), UTC).date())
        except (ValueError, OverflowError, OSError):
            message = "SOURCE_DATE_EPOCH is no number of seconds; the clock counts instead"
            findings.append(found("GT901", where(()), message))
    return Today(datetime.now().astimezone().date())


def _options(site: Mapping[object, object]) -> tuple[Steps, dict[str, object]]:
    """Our options and the way to them: of the plugin in any form that MkDocs takes, else of `extra.goal_tree`."""
    plugins = site.get("plugins")
    entries: list[tuple[Steps, object, object]] = []
    if isinstance(plugins, Mapping):
        entries = [(("plugins", str(name)), name, options) for name, options in plugins.items()]
    elif isinstance(plugins, list):
        for i, item in enumerate(plugins):
            named = item.items() if isinstance(item, Mapping) else [(item, None)]
            entries += [(("plugins", i, str(name)), name, options) for name, options in named]
    for steps, name, options in entries:
        if name in _PLUGIN:
            return steps, {key: value for key, value in _mapping(options).items() if key != "enabled"}
    return ("extra", "goal_tree"), _mapping(_mapping(site.get("extra")).get("goal_tree"))


def _mapping(value: object) -> dict[str, object]:
    return {str(key): item for key, item in value.items()} if isinstance(value, Mapping) else {}


def _somewhere(path: Steps, *, key: bool = False) -> Span:  # noqa: ARG001 - the shape of `Where`
    return Span(NAMES[0])
