"""Goals as rows: the children on a goal's page and the tables of a whole level."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from mkdocs_goal_tree.core.learning import gravest, is_done, is_overdue, review_due
from mkdocs_goal_tree.core.model import Impact, Level, Output
from mkdocs_goal_tree.core.progress import acceptance

from . import figures
from .metrics import last_note, spark
from .preview import change_chip
from .reviews import expected, review_chip
from .view import (
    Bar,
    Chip,
    GoalLink,
    Person,
    View,
    bar,
    chip,
    day,
    face_of,
    findings_of,
    link,
    names,
    parents,
    people,
    say,
)

if TYPE_CHECKING:
    from markupsafe import Markup

    from mkdocs_goal_tree.core.model import Goal

    from .faces import Face

# Who needs help comes first; what is closed comes last.
RANKS = (
    "overdue",
    "not-measured",
    "guardrail-breached",
    "stale",
    "behind",
    "building",
    "active",
    "planned",
    "on-track",
    "target-met",
    "proposed",
    "shipped",
    "idea",
    "draft",
    "paused",
)


class Row(NamedTuple):
    """One goal in a table; each kind of table shows some of it. `way` sorts, `rank` too; `attributes` filter."""

    goal: GoalLink
    parents: str
    status: Chip
    state: Chip
    when: str
    owner: str
    owners: tuple[Person, ...]
    baseline: str
    face: Face
    bar: Bar | None
    spark: Markup
    way: str
    note: str
    acceptance: str
    expects: tuple[str, ...]
    review: Chip | None
    review_due: str
    found: int
    closed: bool
    rank: int
    attributes: dict[str, str]
    change: Chip | None = None
    """What a preview says of the goal."""


def row(view: View, goal: Goal, under: str = "") -> Row:
    """A goal as a row; `under` is the id of the goal whose page shows it, so that reviews speak of that one."""
    rows = view.memory.rows
    if goal.id not in rows:
        rows[goal.id] = _row(view, goal)
    return rows[goal.id]._replace(
        goal=link(view, goal),
        owners=tuple(people(view, goal.owner)),
        review=_review(view, goal, under) if isinstance(goal, Output) else None,
        attributes={} if under else _attributes(view, goal, face_of(view, goal)),
    )


def _row(view: View, goal: Goal) -> Row:
    """What a row says on every page."""
    face, words = face_of(view, goal), view.words
    metric = goal.headline
    output = goal if isinstance(goal, Output) else None
    met, count = acceptance(output) if output else (0, 0)
    due = review_due(output, view.settings) if output else None
    return Row(
        goal=link(view, goal),
        parents=_parents(view, goal),
        status=chip(view, goal.status_word),
        state=_state(view, goal, face),
        when=_when(view, goal),
        owner=names(view, goal.owner),
        owners=(),
        baseline=figures.amount(metric, metric.baseline.value if metric.baseline else None, words, short=True)
        if metric
        else "",
        face=face,
        bar=bar(face),
        spark=spark(view, metric),
        way="" if face.way is None else f"{face.way:.4f}",
        note=last_note(view, goal),
        acceptance=words.say("fraction", part=met, whole=count) if count else "",
        expects=tuple(one.change for one in expected(view, output, output.expects) if one.change) if output else (),
        review=None,
        review_due=due.isoformat() if due else "",
        found=len(findings_of(view, goal.id)),
        closed=goal.is_closed,
        rank=_rank(view, goal, face),
        attributes={},
        change=change_chip(view, goal.id),
    )


def in_need_first(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda one: one.rank)


def _rank(view: View, goal: Goal, face: Face) -> int:
    key = "overdue" if isinstance(goal, Output) and is_overdue(goal, view.settings) else face.icon
    return len(RANKS) if goal.is_closed or key not in RANKS else RANKS.index(key)


def _state(view: View, goal: Goal, face: Face) -> Chip:
    """The state or, of a closed goal, its status with the day."""
    on = goal.closed.on if goal.closed and goal.is_closed else None
    word = say(view, "on-day", word=face.word, day=day(view, on)) if on else face.word
    return Chip(word, face.icon, face.tone)


def _parents(view: View, goal: Goal) -> str:
    above = [parent.title for parent in parents(view, goal.id)]
    return say(view, "for-goals", goals=figures.together(above, view.words)) if above else ""


def _when(view: View, goal: Goal) -> str:
    """The period; of an output the day it shipped or is due."""
    if isinstance(goal, Output):
        if goal.shipped_on:
            return day(view, goal.shipped_on)
        return say(view, "due-on", day=day(view, goal.due)) if goal.due else ""
    return figures.period(goal.period, view.words)


def _review(view: View, output: Output, under: str) -> Chip | None:
    """What the latest review found, of the outcome `under` if it spoke of it; before that, when it is due."""
    if review_due(output, view.settings) is not None:
        return review_chip(view, output)
    done = [review for review in output.reviews if is_done(review)]
    if not done:
        return None
    verdicts = done[-1].verdicts
    of_this = [one for one in verdicts if under and (aim := view.tree.find(one.outcome)) and aim.id == under]
    found = gravest(of_this or verdicts)
    return chip(view, found) if found else review_chip(view, output)


def serves_primary(view: View, goal: Goal) -> bool:
    """Whether the goal is the primary impact of today or serves it, directly or through others."""
    above = [goal, *(view.tree[one] for one in view.tree.ancestors(goal.id))]
    return any(isinstance(one, Impact) and link(view, one).first for one in above)


def _attributes(view: View, goal: Goal, face: Face) -> dict[str, str]:
    """What the filters of a table ask for; a list is written as JSON."""
    owners = [person.name for person in people(view, goal.owner)]
    return {
        "status": goal.status_word,
        "state": "overdue" if isinstance(goal, Output) and is_overdue(goal, view.settings) else face.icon,
        "owner": json.dumps(owners, ensure_ascii=False),
        "period": json.dumps([figures.period(goal.period, view.words)], ensure_ascii=False),
        "closed": str(goal.is_closed).lower(),
        "primary": str(serves_primary(view, goal)).lower() if goal.type is not Level.IMPACT else "false",
    }


def values_of(attribute: str) -> list[str]:
    """The values in an attribute that holds a JSON list."""
    return [str(value) for value in json.loads(attribute)]
