"""What a goal looks like wherever it appears: one word, icon, tone and number for box, outline, table and card."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from mkdocs_goal_tree.core.model import Level
from mkdocs_goal_tree.core.progress import State, acceptance, measure, state_of

from . import figures

if TYPE_CHECKING:
    from decimal import Decimal

    from mkdocs_goal_tree.core.model import Goal
    from mkdocs_goal_tree.core.settings import Settings
    from mkdocs_goal_tree.core.tree import GoalTree
    from mkdocs_goal_tree.core.words import Words

GONE = frozenset({"paused", "retired", "dropped", "cancelled"})


class Tone(StrEnum):
    """How a state is colored; it follows from the state, templates never pick it."""

    GOOD = "good"
    WARN = "warn"
    BAD = "bad"
    QUIET = "quiet"
    NOTE = "note"


# What is not listed is quiet. Good is for what the numbers reached, never for shipping.
TONES: dict[str, Tone] = {
    "not-measured": Tone.QUIET,
    "guardrail-breached": Tone.BAD,
    "stale": Tone.WARN,
    "behind": Tone.WARN,
    "on-track": Tone.GOOD,
    "target-met": Tone.GOOD,
    "active": Tone.NOTE,
    "building": Tone.NOTE,
    "achieved": Tone.GOOD,
    "missed": Tone.BAD,
    "moved": Tone.GOOD,
    "partly": Tone.WARN,
    "worse": Tone.BAD,
    "due": Tone.WARN,
    "overdue": Tone.BAD,
    "reviewed": Tone.NOTE,
    "keep": Tone.NOTE,
    "iterate": Tone.NOTE,
    "remove": Tone.NOTE,
    "supported": Tone.GOOD,
    "disproved": Tone.BAD,
    "refuted": Tone.BAD,
    "met": Tone.GOOD,
    "not-met": Tone.BAD,
    "error": Tone.BAD,
    "warning": Tone.WARN,
    "info": Tone.NOTE,
}


@dataclass(frozen=True, slots=True)
class Face:
    """`word` and `icon` name the state (or the status where no state applies); `figure` is the number beside it.

    `way` is the share of the way made and `time` the share that the plan expects on the day of the last actual (the
    share of the time gone, or the line through the milestones), both clamped to 0-1 for a bar; None where there is no
    bar or no mark. `gone`: paused, retired, dropped or cancelled, drawn gray. `empty`: an outlined bar, because nothing
    is measured yet. `label` says the bar in words, `owner` who is responsible.
    """

    word: str
    icon: str
    tone: Tone
    figure: str = ""
    way: float | None = None
    time: float | None = None
    gone: bool = False
    empty: bool = False
    label: str = ""
    owner: str = ""


def tone(key: str) -> Tone:
    """The tone of a state, status, verdict, link or severity."""
    return TONES.get(key, Tone.QUIET)


def face(goal: Goal, tree: GoalTree, settings: Settings, words: Words) -> Face:  # noqa: ARG001 - as every drawer calls it
    """The state of an active impact or outcome, else its status; an output's status and "2 of 3" criteria, no bar."""
    status = goal.status_word
    if goal.type is Level.OUTPUT:
        met, count = acceptance(goal)
        figure = words.say("fraction", part=met, whole=count) if count else ""
        return Face(words[status], status, tone(status), figure, gone=status in GONE)
    state = None if goal.is_closed else state_of(goal, settings)
    key = str(state or status)
    headline = goal.headline
    progress = measure(headline, goal, settings) if headline else None
    way, time = (clamped(progress.way), clamped(progress.pace)) if progress else (None, None)
    return Face(
        words[key],
        key,
        tone(key),
        figures.way(progress.metric, progress.last.value, words) if progress and progress.last else "",
        way,
        time,
        gone=status in GONE,
        empty=state is State.NOT_MEASURED,
        label=bar_label(way, time, words),
    )


def bar_label(way: float | None, time: float | None, words: Words) -> str:
    """A bar as a sentence: `33 % of the way, 43 % of the time gone`."""
    if way is None:
        return words["not-measured"]
    made = words.say("percent", number=f"{way * 100:.0f}")
    if time is None:
        return words.say("bar-way", way=made)
    return words.say("bar", way=made, time=words.say("percent", number=f"{time * 100:.0f}"))


def clamped(part: Decimal | None) -> float | None:
    """A share of a bar's length, 0-1."""
    return None if part is None else min(max(float(part), 0.0), 1.0)
