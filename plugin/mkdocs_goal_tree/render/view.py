"""What every page of ours is drawn from, and the small values that its templates show."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from mkdocs_goal_tree.core.findings import Severity
from mkdocs_goal_tree.core.model import CLOSED, UNDECIDED, Impact
from mkdocs_goal_tree.core.owners import known_owners, owner_key
from mkdocs_goal_tree.core.terms import Glossary

from . import figures, templates
from .faces import Face, Tone, face, tone

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from datetime import date

    from markupsafe import Markup

    from mkdocs_goal_tree.core.findings import Finding
    from mkdocs_goal_tree.core.goalposts import Past
    from mkdocs_goal_tree.core.model import Goal, Level
    from mkdocs_goal_tree.core.rules import Rule
    from mkdocs_goal_tree.core.settings import Settings
    from mkdocs_goal_tree.core.tree import GoalTree
    from mkdocs_goal_tree.core.words import Words

    from .preview import Preview
    from .tables import Row


@dataclass(frozen=True)
class Memory:
    """What many pages of a build show alike, made for the first of them."""

    faces: dict[str, Face] = field(default_factory=dict)
    """By goal id."""
    names: dict[tuple[str, ...], str] = field(default_factory=dict)
    """By the owners as written."""
    people: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    """By an owner as written: the name of the owner's page, the owner's own name, the link of the settings."""
    marks: dict[str, tuple[str, bool]] = field(default_factory=dict)
    """By goal id: its level, and whether it is the primary impact."""
    children: dict[str, list[Goal]] = field(default_factory=dict)
    """By goal id: those that are shown."""
    rows: dict[str, Row] = field(default_factory=dict)
    """By goal id: what a table shows of a goal on every page."""
    lines: dict[tuple[str, str, str, bool, bool, int], Markup] = field(default_factory=dict)
    """By style, goal id, address and what else makes two lines of an outline differ."""


@dataclass(frozen=True)
class View:
    """One page's view of the project; `url`, `page_url` and `rule_url` answer relative to that page, "" for nowhere.

    `findings` are by goal id, those of no goal under "". `hidden` goals are drawn nowhere (`draft: true` in a build).
    `overrides` is a folder of the site's own templates. Pages share `memory` through `dataclasses.replace`.
    `term_url` answers for the slug of a term as `url` does for a goal; `term_uses` are the goals that use it, by slug.
    """

    tree: GoalTree
    settings: Settings
    words: Words
    url: Callable[[str], str]
    page_url: Callable[[str], str]
    rule_url: Callable[[str], str]
    rules: Mapping[str, Rule]
    findings: Mapping[str, Sequence[Finding]] = field(default_factory=dict)
    hidden: Collection[str] = frozenset()
    overrides: str = ""
    memory: Memory = field(default_factory=Memory)
    glossary: Glossary = field(default_factory=Glossary)
    term_url: Callable[[str], str] = lambda _: ""
    term_uses: Mapping[str, Sequence[str]] = field(default_factory=dict)
    past: Mapping[str, Past] = field(default_factory=dict)
    """By goal id: targets that moved, and days of closing that only git knows."""
    preview: Preview | None = None
    """What the site shows a proposal of; None where it is the handbook itself."""


class GoalLink(NamedTuple):
    """A goal as a glyph and a link; `first` marks the primary impact, `url` may be empty."""

    level: str
    title: str
    url: str
    first: bool


class TermLink(NamedTuple):
    """A glossary term by its name; `url` may be empty."""

    name: str
    url: str


class Chip(NamedTuple):
    """An icon and a word in a tone."""

    word: str
    icon: str
    tone: str


class Person(NamedTuple):
    """An owner by name, with the page in the handbook and the address that the setting names, if there is one."""

    name: str
    page: str = ""
    url: str = ""


class Bar(NamedTuple):
    """A bar: filled to `at`, marked at `time` (percent of its length, `time` may be None); `label` says both."""

    tone: str
    at: str
    time: str | None
    label: str
    empty: bool


def render(view: View, name: str, /, **values: object) -> str:
    """A template of ours in the words of the view's site."""
    return templates.render(name, view.words, view.overrides, **values)


def part(view: View, name: str, /, *values: object) -> Markup:
    """One macro of ours in the words of the view's site."""
    return templates.part(name, view.words, view.overrides, *values)


def say(view: View, key: str, /, **values: object) -> str:
    return view.words.say(key, **values)


def face_of(view: View, goal: Goal) -> Face:
    """The goal's face, computed once a build."""
    faces = view.memory.faces
    if goal.id not in faces:
        made = face(goal, view.tree, view.settings, view.words)
        faces[goal.id] = replace(made, owner=names(view, goal.owner)) if goal.owner else made
    return faces[goal.id]


def link(view: View, goal: Goal) -> GoalLink:
    known = view.memory.marks
    if goal.id not in known:
        today = view.settings.today
        first = isinstance(goal, Impact) and goal.primary_on(today) is not None and goal.status == "active"
        known[goal.id] = goal.type.value, first
    level, first = known[goal.id]
    return GoalLink(level, goal.title, view.url(goal.id), first)


def chip(view: View, key: str, *, icon: str = "", word: str = "") -> Chip:
    """A state, status, verdict, link or severity; `key` decides its tone, `icon` and `word` default to it."""
    return Chip(word or view.words[key], icon or key, tone(icon or key))


def bar(goal_face: Face) -> Bar | None:
    """The bar of a goal or metric; None where there is no way to show."""
    if goal_face.empty:
        return Bar(goal_face.tone, "0%", None, goal_face.label, empty=True)
    if goal_face.way is None:
        return None
    shown = Tone.QUIET if goal_face.gone else goal_face.tone
    time = None if goal_face.time is None else f"{goal_face.time * 100:.0f}%"
    return Bar(shown, f"{goal_face.way * 100:.0f}%", time, goal_face.label, empty=False)


def term_link(view: View, name: str) -> TermLink:
    """The term that is called `name`, linked where the site has it, else the name as it is written."""
    term = view.glossary.find(name)
    return TermLink(term.term, view.term_url(term.slug)) if term else TermLink(name, "")


def shown(view: View, goals: Iterable[Goal]) -> list[Goal]:
    return [goal for goal in goals if goal.id not in view.hidden]


def children(view: View, goal_id: str) -> Sequence[Goal]:
    known = view.memory.children
    if goal_id not in known:
        known[goal_id] = shown(view, (view.tree[edge.child] for edge in view.tree.children(goal_id)))
    return known[goal_id]


def parents(view: View, goal_id: str) -> list[Goal]:
    return shown(view, (view.tree[edge.parent] for edge in view.tree.parents(goal_id)))


def at_level(view: View, level: Level) -> list[Goal]:
    return shown(view, view.tree.at_level(level))


def people(view: View, owners: Collection[str]) -> list[Person]:
    """Owners by the name of the setting `owners`, else as written, linked to their page, else where the setting says."""
    known = view.memory.people
    for text in owners:
        if text not in known:
            owner = known_owners(view.settings).get(owner_key(text))
            name = (owner and owner.name) or text.strip().removeprefix("@")
            known[text] = f"owners/{owner_key(name) or owner_key(text)}", name, owner.url if owner else ""
    return [Person(name, view.page_url(page), url) for page, name, url in map(known.__getitem__, owners)]


def names(view: View, owners: tuple[str, ...]) -> str:
    """The owners of a goal in one phrase."""
    known = view.memory.names
    if owners not in known:
        known[owners] = figures.together([person.name for person in people(view, owners)], view.words)
    return known[owners]


def day(view: View, when: date) -> str:
    return figures.day(when, view.words)


def is_open(goal: Goal) -> bool:
    """Whether work goes on: neither closed nor shipped, paused or a mere thought."""
    return goal.status_word not in CLOSED | UNDECIDED | {"shipped", "paused"}


def findings_of(view: View, goal_id: str) -> list[Finding]:
    """The findings of a goal, the heaviest first; under "" those that no page of a goal shows."""
    if goal_id:
        return _heaviest_first(view.findings.get(goal_id, ()))
    return _heaviest_first(
        one
        for owner, found in view.findings.items()
        if owner not in view.tree.goals or owner in view.hidden
        for one in found
    )


def all_findings(view: View) -> list[Finding]:
    return _heaviest_first(one for found in view.findings.values() for one in found)


def would_stop(view: View, found: Iterable[Finding]) -> list[Finding]:
    """What would stop the build if `fail_on` were not `never`."""
    return [one for one in found if one.severity is Severity.ERROR] if view.settings.fail_on == "never" else []


def _heaviest_first(found: Iterable[Finding]) -> list[Finding]:
    return sorted(found, key=lambda one: -one.severity)
