"""One word, icon, tone and number for box, outline, table and card."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from render_views import TUTOR, WORDS

from mkdocs_goal_tree.core.model import ImpactStatus, OutcomeStatus, OutputStatus
from mkdocs_goal_tree.core.parts import LinkState
from mkdocs_goal_tree.core.progress import State
from mkdocs_goal_tree.core.review import VerdictWord
from mkdocs_goal_tree.render.faces import TONES, Face, Tone, face
from mkdocs_goal_tree.render.icons import ICONS
from mkdocs_goal_tree.render.view import bar

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs_goal_tree.core.project import Project


def face_in(project: Project, goal: str) -> Face:
    return face(project.tree[goal], project.tree, project.settings, WORDS)


def test_faces_of_a_small_company(goals: Callable[..., Project]) -> None:
    project = goals(TUTOR)

    assert {goal.id: face_in(project, goal.id) for goal in project.tree} == {
        "engagement": Face(
            "On track",
            "on-track",
            Tone.GOOD,
            "23,940 of 30,000 / wk",
            pytest.approx(0.3879, abs=1e-4),
            pytest.approx(0.3571, abs=1e-4),
            label="39 % of the way, 36 % of the time gone",
        ),
        "complaints": Face("Not measured yet", "not-measured", Tone.QUIET, empty=True, label="Not measured yet"),
        "result": Face(
            "Behind",
            "behind",
            Tone.WARN,
            "41 of 80 %",
            pytest.approx(19 / 58),
            pytest.approx(116 / 268),
            label="33 % of the way, 43 % of the time gone",
        ),
        "weekend": Face("Dropped", "dropped", Tone.QUIET, gone=True, label="Not measured yet"),
        "grades": Face("Not measured yet", "not-measured", Tone.QUIET, empty=True, label="Not measured yet"),
        "upload": Face("Shipped", "shipped", Tone.QUIET, "1 of 3"),
        "alerts": Face("Planned", "planned", Tone.QUIET),
    }


CLOSED = """
goals/o.md
    type: outcome
    title: Learners go on
    status: {status}
    metrics:
      name: Opened
      unit: "%"
      baseline: {{value: 20, on: 2025-01-01}}
      target: {{value: 80, by: 2025-12-31}}
      actuals: {{on: 2025-12-31, value: {value}}}
"""


@pytest.mark.parametrize(
    ("status", "value", "shown"),
    [
        ("achieved", 92, (Tone.GOOD, 1.0, False)),
        ("missed", 14, (Tone.BAD, 0.0, False)),
        ("dropped", 50, (Tone.QUIET, 0.5, True)),
        ("paused", 50, (Tone.QUIET, 0.5, True)),
        ("draft", 50, (Tone.QUIET, 0.5, False)),
    ],
)
def test_what_is_not_active_shows_its_status_and_a_clamped_bar(
    goals: Callable[..., Project], status: str, value: int, shown: tuple[Tone, float, bool]
) -> None:
    made = face_in(goals(CLOSED.format(status=status, value=value)), "o")

    assert (made.word, made.icon) == (status.capitalize(), status)
    assert (made.tone, made.way, made.gone) == shown


def test_the_bar_of_a_goal_that_is_gone_is_quiet(goals: Callable[..., Project]) -> None:
    made = bar(face_in(goals(CLOSED.format(status="dropped", value=50)), "o"))

    assert made is not None
    assert (made.tone, made.at, made.time) == ("quiet", "50%", "100%")


def test_an_active_goal_without_a_pace_shows_its_status(goals: Callable[..., Project]) -> None:
    text = (
        CLOSED.format(status="active", value=50)
        .replace(", by: 2025-12-31", "")
        .replace("2025", "2026")
        .replace("-12-31", "-05-01")
    )
    made = face_in(goals(text), "o")

    assert (made.word, made.way, made.time, made.label) == ("Active", 0.5, None, "50 % of the way")


KEYS = {*State, *ImpactStatus, *OutcomeStatus, *OutputStatus, *VerdictWord, *LinkState}


@pytest.mark.parametrize("key", sorted(KEYS))
def test_every_state_has_an_icon(key: str) -> None:
    assert key in ICONS


@pytest.mark.parametrize(
    "key", sorted({str(key) for key in (*State, *OutcomeStatus, *OutputStatus, *ImpactStatus, *VerdictWord)})
)
def test_every_state_has_a_word(key: str) -> None:
    assert WORDS[key]


def test_good_is_for_what_the_numbers_reached() -> None:
    assert {key for key, tone in TONES.items() if tone is Tone.GOOD} == {
        "on-track",
        "target-met",
        "achieved",
        "moved",
        "supported",
        "met",
    }
