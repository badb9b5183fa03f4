"""Files in, everything we know of them out: the tree and every finding of one run."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 - part of the shape of a dataclass
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from .checks.glossary import check_glossary, check_words
from .checks.goalposts import check_goalposts
from .checks.pages import check_pages
from .checks.standing import is_paused
from .checks.structure import check_structure
from .checks.wording import check_wording
from .findings import Finding, in_order
from .goalposts import Past, look_back
from .growth import grow
from .ignores import apply_ignores, weigh
from .memory import uncollected
from .reading import read_file
from .termfiles import read_glossary
from .terms import Glossary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from .settings import Settings
    from .source import Source
    from .titles import Wording
    from .tree import GoalTree, Read
    from .versions import Version

    Recall = Callable[[GoalTree, Settings], Mapping[str, Sequence[Version]]]

    Reader = Callable[[Source, Settings, Mapping[str, str]], tuple[Read | None, list[Finding]]]

_SET_UP = ("GT1", "GT9")


@dataclass(frozen=True, slots=True)
class Files:
    """What was read: goal files, CSV tables by their path below the goals folder, and what went wrong on the way.

    A file that has a finding here is in `sources` all the same, with empty text: it keeps its place in the tree.
    """

    sources: tuple[Source, ...] = ()
    tables: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Project:
    """All goals of a site and all that was found, in order of place."""

    tree: GoalTree
    reads: tuple[Read, ...]
    findings: tuple[Finding, ...]
    settings: Settings
    glossary: Glossary = field(default_factory=Glossary)
    past: Mapping[str, Past] = field(default_factory=dict)
    """By goal id: what only the history of the goals knows, of the goals that it knows something of."""


@uncollected()
def examine(  # noqa: PLR0913 - all that its caller may know beside the files
    files: Files,
    settings: Settings,
    terms: Sequence[Source] = (),
    *,
    recall: Recall = lambda _tree, _settings: {},
    wording: Wording | None = None,
    read_goal_file: Reader = read_file,
) -> Project:
    """Reads, connects and checks every file; nothing stops early. `terms` are the pages below the glossary folder.

    `recall` answers with the versions of the tree's goals, oldest first, where their history is known. `wording` are the
    word lists of the site's language, None where there are none: then the wording checks are off.
    """
    lost = {finding.span.path: finding for finding in files.findings}
    findings = [finding for finding in files.findings if not finding.span.path.endswith(".csv")]
    reads: list[Read] = []
    for source in files.sources:
        known = replace(source, text="") if source.path in lost else source
        read, said = read_goal_file(known, settings, files.tables)
        if read:
            reads.append(read)
        if source.path not in lost:
            findings += (_why_lost(finding, lost) for finding in said)
    tree = grow(reads)
    findings += check_pages(files.sources, reads, settings)
    findings += check_structure(tree, settings)
    findings += check_wording(tree, wording)
    past = look_back(tree, recall(tree, settings))
    findings += check_goalposts(tree, past)
    glossary, said_of_terms = read_glossary(terms)
    findings += said_of_terms
    findings += check_glossary(glossary, settings)
    findings += check_words(tree, glossary, settings)
    awake = _without_paused(findings, tree)
    told = in_order(weigh(apply_ignores(awake, tree), settings))
    return Project(tree, tuple(reads), told, settings, glossary, past)


def _why_lost(finding: Finding, lost: Mapping[str, Finding]) -> Finding:
    """What is wrong with a table that could not be read, in place of what its missing text looks like."""
    why = lost.get(finding.span.path)
    return replace(why, goal=finding.goal) if why else finding


def _without_paused(findings: Iterable[Finding], tree: GoalTree) -> Iterator[Finding]:
    """A paused goal gets GT1xx only; set-up faults (GT9xx) are nobody's."""
    for finding in findings:
        goal = tree.goals.get(finding.goal)
        if goal is None or not is_paused(goal) or finding.rule.startswith(_SET_UP):
            yield finding
