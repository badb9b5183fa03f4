"""What one build of a site knows: the goals, their pages and diagrams. Made anew for every build, also in serve."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import quote

from mkdocs.structure.files import InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from mkdocs_goal_tree.core.checks.standing import is_paused
from mkdocs_goal_tree.core.findings import in_order
from mkdocs_goal_tree.core.ignores import leave_ignored, weigh
from mkdocs_goal_tree.core.rules import BY_CODE
from mkdocs_goal_tree.render.view import Memory, View

from .drawing import Drawings
from .embeds import Embeds
from .glossary import Terms, record, refer
from .references import looks_like_a_goal, text_of, unknown_references

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from mkdocs.structure.files import File, Files

    from mkdocs_goal_tree.bulletin import Bulletin
    from mkdocs_goal_tree.chronicle import Chronicle
    from mkdocs_goal_tree.core.findings import Finding
    from mkdocs_goal_tree.core.model import Goal
    from mkdocs_goal_tree.core.project import Project
    from mkdocs_goal_tree.core.settings import Settings
    from mkdocs_goal_tree.core.tree import Read
    from mkdocs_goal_tree.core.words import Words
    from mkdocs_goal_tree.git import NoRevision
    from mkdocs_goal_tree.history import History
    from mkdocs_goal_tree.render.adding import Desk
    from mkdocs_goal_tree.render.preview import Preview

    from .exports import Export
    from .generated import Generated

# No address at all; "" is that of the home page.
_NOWHERE = "\0"


@dataclass
class Build:
    """One build. `home` is the folder of mkdocs.yml, `root` that of the goals, `folder` the goals' in the site.

    `reads` are goal files by the path of their page.
    """

    settings: Settings
    words: Words
    home: Path
    root: Path
    folder: str
    serving: bool
    overrides: str
    project: Project
    terms: Terms
    tables: frozenset[str]
    files: Files
    history: History | NoRevision
    chronicle: Chronicle | None = None
    """What the history knows of each goal; None where there is none."""
    preview: Preview | None = None
    """What the site is a preview of; None where the setting `changes` names no base."""
    notes: Sequence[str] = ()
    """What is worth an INFO line of its log."""
    site_name: str = ""
    site_url: str = ""
    """The address of the site, with a slash at its end; empty where mkdocs.yml has none."""
    commits: str = ""
    """The address that a commit's hash is added to; empty where the forge is not known."""
    reads: dict[str, Read] = field(default_factory=dict)
    generated: dict[str, Generated] = field(default_factory=dict)
    """The pages of ours by their paths in the site."""
    exports: dict[str, Export] = field(default_factory=dict)
    """The data files of ours by their paths in the site."""
    named: dict[str, str] = field(default_factory=dict)
    """Name of a page or file of ours → its path, also where an author wrote a page in its place."""
    mentions: dict[str, dict[str, Page]] = field(default_factory=dict)
    """Goal id → the pages that name it, by path."""
    unknown: dict[str, set[str]] = field(default_factory=dict)
    """Path of a page → references that look like goals and are none."""
    told_late: list[Finding] = field(default_factory=list)
    """Findings of pages while they are rendered."""
    held: dict[str, list[str]] = field(default_factory=dict)
    """Path of a page → our blocks that wait until it is written."""
    found: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    """Goal id and folder of a page → address and title of the goal seen from there."""
    addresses: dict[str, str] = field(default_factory=dict)
    """Path in the site → address there, once somebody asked; MkDocs takes a path apart each time it is asked."""
    embeds: Embeds = field(default_factory=Embeds)
    """What fences in pages ask for."""
    page: Page | None = None
    """The page that is rendered right now."""
    bulletin: Bulletin | None = None
    """The news of the goals, once somebody asked."""
    desk: Desk | None = None
    """What pages offer to add with; None where the settings switch that off."""
    term_uses: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Slug of a term → goals that use it, once all pages are rendered."""

    def __post_init__(self) -> None:
        self.reads = {f"{self.folder}/{read.place.source.uri}": read for read in self.project.reads}
        tree = self.project.tree
        self.uris = {goal.id: f"{self.folder}/{tree.places[goal.id].source.uri}" for goal in tree}
        self.hidden = frozenset() if self.serving else frozenset(goal.id for goal in tree if goal.page.draft)
        self.drawings = Drawings(self.settings, self.words)
        self.memory = Memory()
        self.findings: dict[str, list[Finding]] = {}
        for finding in self.project.findings:
            self.findings.setdefault(finding.goal, []).append(finding)

    @property
    def shown(self) -> list[Goal]:
        """The goals that pages show."""
        return [goal for goal in self.project.tree if goal.id not in self.hidden]

    def is_goal(self, read: Read) -> bool:
        """Whether the file is the goal of that id, and not an unreadable one or a second with the same id."""
        return self.project.tree.places.get(read.id) is read.place

    def url(self, uri: str, page: Page | File | None) -> str:
        """The address of the file `uri` seen from `page`, or the whole one; nothing where the site has no such file."""
        address = self.addresses.get(uri)
        if address is None:
            file = self.files.src_uris.get(uri)
            address = self.addresses[uri] = file.url if file is not None and self.is_shown(uri) else _NOWHERE
        if address is _NOWHERE:
            return ""
        if page is None:
            return f"{self.site_url}{address.removeprefix('./')}" if self.site_url else ""
        return get_relative_url(address, page.url)

    def view(self, page: Page | File | None) -> View:
        """The project as `page` sees it; without a page as other programs do, by whole addresses."""
        rules = self.url(self.named.get("rules", ""), page)
        return View(
            tree=self.project.tree,
            settings=self.settings,
            words=self.words,
            url=cache(lambda goal: "" if goal in self.hidden else self.url(self.uris.get(goal, ""), page)),
            page_url=cache(lambda name: self.url(self.named.get(name, ""), page)),
            rule_url=lambda code: f"{rules}#{code.lower()}" if rules else "",
            rules=BY_CODE,
            findings=self.findings,
            hidden=self.hidden,
            overrides=self.overrides,
            memory=self.memory,
            glossary=self.terms.glossary,
            term_url=cache(lambda slug: self.url(self.terms.uris[slug], page)),
            term_uses=self.term_uses,
            past=self.project.past,
            preview=self.preview,
        )

    def look_up(self, reference: str, terms: bool = True) -> tuple[str, str] | None:
        """Address and title of the goal or term that the present page names; goals that are none are kept."""
        page = self.page
        if page is None:
            return None
        goal = self.project.tree.find(reference)
        if goal is None:
            if terms and (target := refer(self, page, reference)):
                return target
            if looks_like_a_goal(reference):
                self.unknown.setdefault(page.file.src_uri, set()).add(reference)
            return None
        if goal.id in self.hidden or not self.is_shown(self.uris[goal.id]):
            return None
        if page.file.src_uri != self.uris[goal.id]:
            self.mentions.setdefault(goal.id, {})[page.file.src_uri] = page
        here = posixpath.dirname(page.file.src_uri)
        if (goal.id, here) not in self.found:
            address = quote(posixpath.relpath(self.uris[goal.id], here or "."))
            self.found[goal.id, here] = address, " ".join(goal.title.split())
        return self.found[goal.id, here]

    def page_of(self, uri: str) -> Page | None:
        """The page of the file `uri`."""
        file = self.files.src_uris.get(uri)
        return file.page if file is not None and isinstance(file.page, Page) else None

    def is_shown(self, uri: str) -> bool:
        """Whether the site has a page or file at `uri`: not left out by its settings, nor a draft in a build."""
        file = self.files.src_uris.get(uri)
        if file is None:
            return False
        drafts = () if self.serving else (InclusionLevel.DRAFT,)
        return file.inclusion not in (InclusionLevel.EXCLUDED, *drafts)

    def give_way(self, uri: str, to: str) -> None:
        """The author's page `to` stands where the goal file's own page would."""
        read = self.reads.pop(uri)
        if self.is_goal(read):
            self.uris[read.id] = to

    def add_late(self, findings: Iterable[Finding]) -> Sequence[Finding]:
        """Findings told after the project was examined, as the settings weigh them and goals ignore them."""
        found = tuple(findings)
        if not found:  # as on nearly all pages: nobody need ask what goals ignore
            return ()
        late = in_order(weigh(leave_ignored(found, self.project.tree), self.settings))
        for finding in late:
            self.findings.setdefault(finding.goal, []).append(finding)
        return late

    def look_back(self, page: Page) -> None:
        """GT216, GT701 and GT702 for a page that was just rendered; in time for what the page itself says below."""
        self.told_late += self.add_late(record(self, page))
        uri = page.file.src_uri
        read = self.reads.get(uri)
        goal = read.goal if read and self.is_goal(read) else None
        references = self.unknown.pop(uri, set())
        if references and not (goal and is_paused(goal)):
            text = text_of(read.place if read else None, page.file, self.home)
            found = unknown_references(references, text, self.project.tree, goal.id if goal else "")
            self.told_late += self.add_late(found)
