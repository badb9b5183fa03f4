"""The comment under a pull request: what it changes in the goals, for people who read no diff."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mkdocs_goal_tree.core.addresses import broken_by, page_of
from mkdocs_goal_tree.core.rules import BY_CODE

from .alerts import alerts
from .changes import changed_goals, headline, shorten
from .changes_diagram import draw_changes
from .figures import day
from .fitting import count_fitting, listed, tabled
from .inert import inert
from .review_folds import findings_fold, fixes_fold, who_fold
from .rows import rows_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from mkdocs_goal_tree.core.comparison import Comparison
    from mkdocs_goal_tree.core.words import Words

    from .alerts import Alert
    from .changes import Changed, Row

MARKER = "<!-- goal-tree-review -->"
"""By this line a workflow finds the comment again and updates it in place."""
MOST = 59_000
"""A forge takes 65,536 characters, and the workflow that posts the comment adds a line of its own."""
# Letters for each part; the diagram has its own limit.
_ALERTS, _ROWS, _MOVED, _FINDINGS, _WHO, _FIXES = 4_000, 18_000, 3_000, 9_000, 3_000, 5_000


class Links(NamedTuple):
    """What a comment leads to: the preview's home, its page of changes, a goal's page by the path of its file.

    `base` and `commit` are what is compared with; `head` is the commit that is looked at, empty for files as they are.
    """

    preview: str = ""
    changes: str = ""
    page: Callable[[str], str] | None = None
    base: str = ""
    commit: str = ""
    head: str = ""


_NOWHERE = Links()
_ENDLESS = 10**9


def render_review(comparison: Comparison, words: Words, links: Links = _NOWHERE) -> str:
    """Markdown of GitHub's flavor, shorter than `MOST`; nothing in it that an author wrote is markup."""
    goals = changed_goals(comparison)
    parts = [MARKER, f"### {inert(words['changed-title'])}: {inert(headline(comparison, words))}"]
    parts += [" · ".join(_about(words, links))] if links.preview or links.commit else []
    parts += _alerts(alerts(comparison, words), words)
    if goals:
        parts += _diagram(comparison, goals, words)
        parts += ["\n".join(_table(comparison, goals, words, links, _ROWS))]
    parts += _moved(comparison, words)
    parts += [findings_fold(comparison, words, _FINDINGS)]
    parts += fixes_fold(comparison, words, _FIXES)
    parts += who_fold(goals, comparison, words, _WHO)
    parts += [f"<sub>{inert(words.say('kept-up-to-date', day=day(comparison.new.settings.today, words)))}</sub>"]
    return "\n\n".join(parts) + "\n"


def render_table(comparison: Comparison, words: Words) -> str:
    """All changes as Markdown, without links."""
    goals = changed_goals(comparison)
    parts = [f"### {inert(headline(comparison, words))}"]
    parts += _alerts(alerts(comparison, words), words, _ENDLESS)
    parts += ["\n".join(_table(comparison, goals, words, _NOWHERE, _ENDLESS))] if goals else []
    return "\n\n".join([*parts, findings_fold(comparison, words, _ENDLESS)]) + "\n"


def _about(words: Words, links: Links) -> Iterator[str]:
    if links.preview:
        yield f"[**{inert(words['preview'])}**]({links.preview})"
    if links.changes:
        yield f"[{inert(words['changed-on-tree'])}]({links.changes})"
    if links.head:
        yield f"{inert(words['commit'])} `{links.head[:7]}`"
    if links.commit:
        compared = words.say("compared-with" if links.base else "compared-with-commit", base=links.base)
        yield f"{inert(compared)} `{links.commit[:7]}`"


def _alerts(found: Sequence[Alert], words: Words, most: int = _ALERTS) -> list[str]:
    """Each as a block that GitHub shows as a warning, and every other forge as a quotation."""
    blocks = [f"> [!WARNING]\n> {_alert(alert, words)}" for alert in found]
    kept = count_fitting(blocks, most)
    left = len(blocks) - kept
    return [*blocks[:kept], *([inert(words.say("and-more-warnings", count=left))] if left else [])]


def _alert(alert: Alert, words: Words) -> str:
    said = f"**{inert(alert.head)}** {inert(alert.sentence)} {inert(alert.log)}"
    rule = words.say("rule", name=BY_CODE[alert.rule].name, code=alert.rule) if alert.rule else ""
    return f"{said} {inert(words.say('see-rule', rule=rule))}" if rule else said


def _diagram(comparison: Comparison, goals: Sequence[Changed], words: Words) -> list[str]:
    drawing = draw_changes(comparison, goals, words)
    if not drawing.source:
        return [inert(words["diagram-too-large"])]
    note = inert(words["diagram-note"])
    if drawing.left_out:
        note += " " + inert(words.say("not-drawn", count=drawing.left_out))
    return [f"```mermaid\n{drawing.source}```", f"<sub>{note}</sub>"]


def _table(comparison: Comparison, goals: Sequence[Changed], words: Words, links: Links, most: int) -> Iterator[str]:
    heads = ("", *(inert(words[key]) for key in ("goal", "what-head", "before", "after")))
    yield f"| {' | '.join(heads)} |"
    yield f"|{' --- |' * len(heads)}"
    rows = [
        _row((_mark(changed, words), _goal(changed, words, links)) if first else ("", ""), row)
        for changed in goals
        for first, row in _numbered(rows_of(changed, comparison, words))
    ]
    yield from tabled(rows, len(heads), most, words)


def _numbered(rows: Sequence[Row]) -> Iterator[tuple[bool, Row]]:
    return ((number == 0, row) for number, row in enumerate(rows))


def _row(goal: tuple[str, str], row: Row) -> str:
    after = f"**{inert(row.after)}**" + (f"<br>{inert(row.note)}" if row.note else "")
    return f"| {' | '.join((*goal, inert(row.what), inert(row.before), after))} |"


def _mark(changed: Changed, words: Words) -> str:
    return inert(words[f"marked-{changed.mark}"]).replace(" ", "&nbsp;")


def _goal(changed: Changed, words: Words, links: Links) -> str:
    title = inert(shorten(changed.goal.title))
    if links.page and changed.mark != "goal-removed":
        title = f"[{title}]({links.page(changed.tree.places[changed.goal.id].source.uri)})"
    return f"**{inert(words[changed.goal.type.value])}** {title}"


def _moved(comparison: Comparison, words: Words) -> list[str]:
    broken = broken_by(comparison.changes, comparison.new.tree)
    if not broken:
        return []
    lines = [f"- {inert(page_of(str(c.old.value)))}/ → {inert(page_of(str(c.new.value)))}/" for c in broken]
    return [f"**{inert(words['broken-addresses'])}**\n\n" + "\n".join(listed(lines, _MOVED, words))]
