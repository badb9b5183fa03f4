"""Owners, ends, what goals hang on and which impact comes first, on 13 May 2026."""

from __future__ import annotations

from datetime import date

import pytest


@pytest.fixture
def goals(goals):
    """Goals as ever; what their numbers, words and reviews lack is told elsewhere."""
    others = {"GT3": "off", "GT4": "off", "GT5": "off", "GT6": "off"}
    return lambda text, **settings: goals(text, **{"rules": others, **settings})


def said(project):
    """One line a finding: code, file, line and column."""
    return [f"{f.rule} {f.span}".replace("goals/", "").replace(".md", "") for f in project.findings]


PRIMARY = """
goals/board.md
    type: impact
    title: Learners come back every week
    status: active
    owner: Board
    primary:
      from: 2026-01-01
"""

CASES = {
    "GT111: key and name of an owner count, case, blanks, - and @ do not": (
        """
goals/a.md
    type: impact
    title: A
    owner:
      - "@growth-team"
      - GROWTH
      - Growth Team
      - Grwoth
""",
        {"owners": {"growth": {"name": "Growth team"}}},
        ["GT111 a:8:5"],
    ),
    "GT207: not before a quarter of the time": (
        PRIMARY
        + """
goals/early.md
    type: outcome
    title: Early
    status: active
    owner: Growth
    period:
      from: 2026-05-01
      to: 2026-12-31
    contributes_to: board

goals/late.md
    type: outcome
    title: Late
    status: active
    owner: Growth
    contributes_to: board
    metrics:
      name: Learners
      baseline:
        value: 1
        on: 2026-01-01
      target:
        value: 2
        by: 2026-12-31
""",
        {},
        ["GT208 board:3:8", "GT207 late:3:8"],
    ),
    "GT207: no time, no rule; an output below an outcome below counts": (
        PRIMARY
        + """
goals/open.md
    type: outcome
    title: Open
    status: active
    owner: Board
    contributes_to: board

goals/upper.md
    type: outcome
    title: Upper
    status: active
    owner: Growth
    period: 2026
    contributes_to: board

goals/lower.md
    type: outcome
    title: Lower
    contributes_to: upper

goals/output.md
    type: output
    title: Output
    contributes_to: lower
""",
        {},
        [],
    ),
    "GT207, GT208 and GT217 are silent while a file cannot be read": (
        """
goals/board.md
    type: impact
    title: Learners come back every week
    status: active
    owner: Board

goals/one.md
    type: outcome
    title: One
    status: active
    owner: Board
    period: 2026
    contributes_to: board

goals/two.md
    type: outcome
    title: a: b
""",
        {},
        ["GT101 two:3:9"],
    ),
    "GT208: a dropped outcome does not feed an impact": (
        PRIMARY
        + """
goals/one.md
    type: outcome
    title: One
    contributes_to: board

goals/two.md
    type: outcome
    title: Two
    status: dropped
    owner: Board
    closed:
      why: It did not help.
    contributes_to: board
""",
        {},
        ["GT208 board:3:8"],
    ),
    "GT208: one owner is fine where nobody else has goals, and no owner is not told here": (
        PRIMARY
        + """
goals/one.md
    type: outcome
    title: One
    owner: Board
    contributes_to: board

goals/two.md
    type: outcome
    title: Two
    owner: "@board"
    contributes_to: board
""",
        {},
        [],
    ),
    "GT209: one living parent is enough": (
        """
goals/dead.md
    type: impact
    title: Dead
    superseded_by: alive

goals/alive.md
    type: impact
    title: Alive

goals/both.md
    type: outcome
    title: Both
    status: active
    owner: Growth
    contributes_to:
      - dead
      - alive

goals/one.md
    type: outcome
    title: One
    status: active
    owner: Growth
    contributes_to: dead
""",
        {},
        ["GT209 one:6:17"],
    ),
    "GT211: what began after the switch, or serves another impact too, is not told": (
        """
goals/former.md
    type: impact
    title: Former
    primary:
      - from: 2024-01-01
        to: 2024-12-31
      - from: 2025-01-01
        to: 2025-12-31

goals/other.md
    type: impact
    title: Other

goals/after.md
    type: outcome
    title: After
    status: active
    owner: Growth
    period: 2026-H1
    not_broken_down: true
    contributes_to: former

goals/both.md
    type: outcome
    title: Both
    status: active
    owner: Growth
    period:
      from: 2025-07-01
    contributes_to:
      - former
      - other

goals/only.md
    type: outcome
    title: Only
    status: active
    owner: Growth
    contributes_to: former
    metrics:
      name: Learners
      direction: up
      baseline:
        value: 1
        on: 2025-07-01
""",
        {},
        ["GT211 former:8:9"],
    ),
    "GT211: below a retired impact GT209 speaks alone": (
        """
goals/former.md
    type: impact
    title: Former
    status: retired
    owner: Board
    closed:
      why: Reached.
    primary:
      from: 2025-01-01
      to: 2025-12-31

goals/only.md
    type: outcome
    title: Only
    status: active
    owner: Growth
    period:
      from: 2025-07-01
    contributes_to: former
""",
        {},
        ["GT209 only:8:17"],
    ),
    "GT212: below the company only at the same owner": (
        """
goals/a.md
    type: impact
    title: A
    scope: team
    owner: Growth
    primary:
      from: 2026-01-01

goals/b.md
    type: impact
    title: B
    scope: team
    owner: Support
    primary:
      from: 2026-01-01

goals/c.md
    type: impact
    title: C
    scope: team
    owner:
      - Support
      - growth
    primary:
      from: 2026-03-01
      to: 2026-03-31
      reason: A try.
""",
        {},
        ["GT212 c:9:9", "GT212 c:9:9"],
    ),
    "GT212: a paused impact is nobody's rival": (
        """
goals/a.md
    type: impact
    title: A
    primary:
      from: 2026-01-01

goals/b.md
    type: impact
    title: B
    status: paused
    primary:
      from: 2026-02-01
""",
        {},
        [],
    ),
    "GT213: the setting decides how long is too long": (
        """
goals/a.md
    type: impact
    title: A
    primary:
      from: 2026-03-01
""",
        {"primary_review_after": "2m"},
        ["GT213 a:5:9"],
    ),
    "GT217: a gap in the past, told at what came after it": (
        """
goals/a.md
    type: impact
    title: A
    primary:
      - from: 2025-01-01
        to: 2025-06-30
      - from: 2025-08-01
        reason: Again.
""",
        {},
        ["GT217 a:7:11"],
    ),
    "GT217: in a gap of today the gap is told alone": (
        """
goals/a.md
    type: impact
    title: A
    status: active
    owner: Board
    primary:
      from: 2026-01-01
      to: 2026-03-31

goals/b.md
    type: impact
    title: B
    primary:
      from: 2026-07-01
      reason: Next.
""",
        {},
        ["GT217 b:5:9"],
    ),
    "GT217: a company with active impacts and none primary today": (
        """
goals/a.md
    type: impact
    title: A

goals/b.md
    type: impact
    title: B
    status: active
    owner: Board

goals/c.md
    type: impact
    title: C
    status: active
    owner: Board
    scope: team
""",
        {},
        ["GT217 b:3:8"],
    ),
    "GT217: days at the ends of the calendar are days": (
        """
goals/a.md
    type: impact
    title: A
    primary:
      - from: 0001-01-01
        to: 9999-12-31
      - from: 9999-12-31
""",
        {},
        ["GT213 a:5:11"],
    ),
    "GT218: drafts, proposals and ideas need no owner; an empty owner is none, an unreadable one is told once": (
        """
goals/a.md
    type: output
    title: A
    kind: research
    status: planned
    owner:

goals/b.md
    type: output
    title: B
    kind: research

goals/c.md
    type: output
    title: C
    kind: research
    status: planned
    owner:
      name: Growth
""",
        {},
        ["GT218 a:3:8", "GT225 a:3:8", "GT225 b:3:8", "GT225 c:3:8", "GT104 c:7:3"],
    ),
    "GT219: an achieved goal needs no reason, and `closed` is where one is missing": (
        """
goals/engagement.md
    type: impact
    title: Engagement

goals/a.md
    type: outcome
    title: A
    status: achieved
    owner: Growth
    contributes_to: engagement

goals/b.md
    type: outcome
    title: B
    status: missed
    owner: Growth
    closed:
      on: 2026-03-01
    contributes_to: engagement
""",
        {},
        ["GT219 b:7:3"],
    ),
    "GT220: the first end that passed; a day is over when the next begins": (
        """
goals/a.md
    type: output
    title: A
    kind: research
    status: planned
    owner: Growth
    due: 2026-05-12

goals/b.md
    type: output
    title: B
    kind: research
    status: planned
    owner: Growth
    due: 2026-05-13

goals/c.md
    type: impact
    title: C
    status: active
    owner: Growth
    primary:
      from: 2026-01-01
    metrics:
      - name: Guard
        role: guardrail
        direction: up
      - name: Learners
        direction: up
        target:
          - value: 2
            by: 2026-01-31
          - value: 3
            by: 2026-04-30
""",
        {},
        ["GT225 a:3:8", "GT220 a:7:6", "GT225 b:3:8", "GT220 c:18:13"],
    ),
    "GT221: one link that holds is enough": (
        """
goals/a.md
    type: impact
    title: A

goals/b.md
    type: impact
    title: B

goals/c.md
    type: outcome
    title: C
    status: active
    owner: Growth
    contributes_to:
      - goal: a
        state: disproved
      - goal: b
""",
        {},
        [],
    ),
    "GT222: outcomes beyond the limit, once an owner": (
        """
goals/z.md
    type: impact
    title: Z

goals/a.md
    type: outcome
    title: A
    status: active
    owner: Growth
    contributes_to: z

goals/b.md
    type: outcome
    title: B
    status: active
    owner:
      - Support
      - "@growth"
    contributes_to: z

goals/c.md
    type: outcome
    title: C
    status: active
    owner: growth
    contributes_to: z
""",
        {"active_per_owner": "1"},
        ["GT222 b:7:5"],
    ),
}


@pytest.mark.parametrize(("files", "settings", "findings"), CASES.values(), ids=CASES.keys())
def test_what_is_found_where(goals, files, settings, findings):
    assert said(goals(files, **settings)) == findings


def test_the_goals_of_a_former_primary_impact_are_notes(goals):
    project = goals("""
goals/former.md
    type: impact
    title: Former
    primary:
      from: 2025-01-01
      to: 2025-12-31

goals/only.md
    type: outcome
    title: Only
    status: active
    owner: Growth
    period:
      from: 2025-07-01
    contributes_to: former
""")
    [finding] = project.findings
    assert finding.message == "'former' has not been primary since 31 Dec 2025, and 1 goal serves nothing else"
    assert [f"{note.span} {note.message}" for note in finding.notes] == ["goals/only.md:3:8 'only' began before that"]


def test_an_overlap_says_from_when_until_when(goals):
    project = goals("""
goals/a.md
    type: impact
    title: A
    primary:
      from: 2026-01-01
      to: 2026-04-30

goals/b.md
    type: impact
    title: B
    primary:
      from: 2026-04-01
      reason: Next.
""")
    assert [f.message for f in project.findings] == ["'b' and 'a' are both primary from 1 Apr 2026 until 30 Apr 2026"]


@pytest.mark.parametrize(
    ("today", "findings"), [(date(2026, 6, 30), []), (date(2026, 7, 1), ["GT220 b:5:9"]), (date.max, ["GT220 b:5:9"])]
)
def test_the_day_decides(goals, today, findings):
    files = """
goals/a.md
    type: impact
    title: A

goals/b.md
    type: outcome
    title: B
    status: proposed
    period: 2026-H1
    contributes_to: a
"""
    assert said(goals(files, today=today)) == findings


def test_the_last_day_of_the_calendar_overflows_nothing(goals):
    project = goals(
        """
goals/a.md
    type: impact
    title: A
    primary:
      from: 9999-12-31
""",
        today=date.max,
    )
    assert said(project) == []
