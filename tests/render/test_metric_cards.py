"""What a card and a row show of a metric beside its three numbers."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from render_views import view_of

from mkdocs_goal_tree.core.model import Level
from mkdocs_goal_tree.render.cards import card
from mkdocs_goal_tree.render.pages import level_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs_goal_tree.core.project import Project


def plain(html: str) -> str:
    """The text of a card without its drawings, blanks squeezed."""
    html = re.sub(r"<figure.*?</figure>|<svg.*?</svg>", "", html, flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html))).strip()


def card_of(goals: Callable[..., Project], metric: str) -> str:
    fields = "".join(f"      {line}\n" for line in metric.splitlines())
    view = view_of(
        goals(f"goals/o.md\n    type: outcome\n    title: O\n    status: active\n    metrics:\n      name: M\n{fields}")
    )
    html = card(view, view.tree["o"])
    return html[html.index('<section class="gt-card') :]


def test_what_is_told_in_words_is_a_list_of_its_latest_notes(goals: Callable[..., Project]) -> None:
    html = card_of(
        goals,
        "measure: qualitative\nactuals: [{on: 2026-02-01, value: nobody asks}, {on: 2026-03-01, value: some do},"
        " {on: 2026-04-01, value: most do, note: since the webinar}, {on: 2026-05-01, value: all do, source: Calls}]",
    )

    assert plain(html) == (
        "M measured 12 days ago 1 May 2026 all do Calls 1 Apr 2026 most do since the webinar 1 Mar 2026 some do"
        " All of them On Value Note 1 May 2026 all do Calls 1 Apr 2026 most do since the webinar 1 Mar 2026 some do"
        " 1 Feb 2026 nobody asks"
    )
    assert "gt-plot" not in html


def test_a_few_notes_need_no_fold(goals: Callable[..., Project]) -> None:
    html = card_of(goals, "measure: qualitative\nactuals: [{on: 2026-05-01, value: all do}]")

    assert plain(html) == "M measured 12 days ago 1 May 2026 all do"


def test_words_that_are_still_missing_are_said_to_be(goals: Callable[..., Project]) -> None:
    assert plain(card_of(goals, "measure: qualitative")) == "M Not measured yet"


def test_a_guardrail_folds_its_chart_beside_a_sparkline(goals: Callable[..., Project]) -> None:
    html = card_of(
        goals,
        'role: guardrail\nunit: "%"\nbaseline: 3.1\ntarget: {max: 4}\n'
        "actuals: [{on: 2026-04-01, value: 3.2}, {on: 2026-05-01, value: 4.8, note: Since the release}]",
    )

    assert plain(html) == (
        "M Guardrail 3.1 → 4.8 % on 1 May · at most 4 % Guardrail breached Since the release"
        " Chart and numbers On Value Note 1 May 2026 4.8 % Since the release 1 Apr 2026 3.2 %"
    )
    assert (html.count("gt-plot"), html.count("gt-spark"), html.count("<details")) == (2, 1, 1)


def test_a_guardrail_in_words_has_its_notes(goals: Callable[..., Project]) -> None:
    html = card_of(goals, "role: guardrail\nmeasure: qualitative\nactuals: [{on: 2026-05-01, value: calm}]")

    assert plain(html).endswith("1 May 2026 calm")


def test_a_row_of_a_level_has_its_course_and_the_note_of_the_last_number(goals: Callable[..., Project]) -> None:
    view = view_of(
        goals("""
goals/o.md
    type: outcome
    title: Learners go on
    status: active
    metrics:
      name: Opened
      unit: "%"
      baseline: {value: 22, on: 2026-01-05}
      target: {value: 80, by: 2026-09-30}
      actuals: [{on: 2026-02-01, value: 24}, {on: 2026-05-01, value: 41, note: Opens by itself}]

goals/p.md
    type: outcome
    title: Teachers trust it
    status: active
""")
    )

    html = level_page(view, Level.OUTCOME).html

    rows = re.findall(r'data-k="Way to target"[^>]*>(.*?)</td>', html, re.DOTALL)
    assert [(plain(row), row.count("gt-spark")) for row in rows] == [
        ("Not measured yet", 0),
        ("41 of 80 % Behind Opens by itself", 1),
    ]
    assert 'aria-hidden="true"><path class="goal"' in rows[1]
