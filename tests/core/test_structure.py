"""What the checks of the tree find: each test shows its files and all that is said of them, on 13 May 2026."""

from __future__ import annotations

from textwrap import dedent

import pytest

ENGAGEMENT = """
goals/engagement.md
    type: impact
    title: Learners come back every week
"""


@pytest.fixture
def goals(goals):
    """Goals as ever; what their numbers, words and reviews lack is told elsewhere."""
    others = {"GT3": "off", "GT4": "off", "GT5": "off", "GT6": "off"}
    return lambda text, **settings: goals(text, **{"rules": others, **settings})


def said(project):
    """One line a finding: code, file, line and column."""
    return [f"{f.rule} {f.span}".replace("goals/", "").replace(".md", "") for f in project.findings]


CASES = {
    "GT103: an id is compared without case and told at the id that was given": (
        """
goals/a.md
    type: impact
    title: First
    id: growth

goals/b.md
    type: impact
    id: growth
    title: Second
""",
        ["GT103 b:3:5"],
    ),
    "GT103: a former id that is another goal's id": (
        """
goals/a.md
    type: impact
    title: First

goals/b.md
    type: impact
    title: Second
    aliases:
      - A
      - a
""",
        ["GT104 b:5:5", "GT103 b:6:5"],
    ),
    "GT103: a former id that two goals claim": (
        """
goals/a.md
    type: impact
    title: First
    aliases: old

goals/b.md
    type: impact
    title: Second
    aliases: old
""",
        ["GT103 b:4:10"],
    ),
    "GT103: a goal's own id among its former ids is harmless": (
        """
goals/a.md
    type: impact
    title: First
    aliases: a
""",
        [],
    ),
    "GT103: a goal where a generated page belongs": (
        """
goals/health.md
    type: impact
    title: Health

goals/teams/health.md
    type: impact
    id: team-health
    title: Team health
""",
        ["GT103 health:2:7"],
    ),
    "GT103: two files that become one page": (
        """
goals/growth.md
    type: impact
    title: Growth

goals/growth/index.md
    type: impact
    id: more-growth
    title: More growth
""",
        ["GT103 growth/index:2:7"],
    ),
    "GT103: an author's page that becomes the page of a goal": (
        """
goals/growth.md
    type: impact
    title: Growth

goals/growth/README.md
    # Notes
""",
        ["GT103 growth/README:1:1"],
    ),
    "GT201: everything that names a goal is looked at": (
        ENGAGEMENT
        + """
goals/weekend.md
    type: outcome
    title: Learners practice on Saturday
    superseded_by: sunday
    contributes_to: engagement

goals/reminder.md
    type: output
    title: Weekend reminder
    contributes_to:
      - weekend
      - goal: week-end
    expects:
      outcome: monday
    reviews:
      expects:
        outcome: tuesday
      verdicts:
        outcome: friday
        verdict: moved
""",
        [
            "GT201 reminder:6:11",
            "GT201 reminder:8:12",
            "GT201 reminder:11:14",
            "GT201 reminder:13:14",
            "GT201 weekend:4:16",
        ],
    ),
    "GT201: case does not matter, and an empty list names nothing": (
        ENGAGEMENT
        + """
goals/weekend.md
    type: outcome
    title: Learners practice on Saturday
    contributes_to: Engagement

goals/sunday.md
    type: impact
    title: Learners practice on Sunday
    contributes_to: []
""",
        [],
    ),
    "GT201: an outcome that is expected by default is told once, at the link": (
        """
goals/reminder.md
    type: output
    title: Weekend reminder
    contributes_to: weekend
    expects:
      metric: learners
""",
        ["GT201 reminder:4:17"],
    ),
    "GT201: a goal that cannot be read is no unknown goal": (
        """
goals/engagement.md
    type: impact
    title: a: b

goals/weekend.md
    type: outcome
    title: Learners practice on Saturday
    status: proposed
    contributes_to: engagement
""",
        ["GT101 engagement:3:9"],
    ),
    "GT202: a goal that serves itself": (
        """
goals/engagement.md
    type: impact
    title: Learners come back every week
    contributes_to: engagement
""",
        ["GT202 engagement:4:17"],
    ),
    "GT202: a link written twice, the second time by a former id": (
        """
goals/engagement.md
    type: impact
    title: Learners come back every week
    aliases: retention

goals/weekend.md
    type: outcome
    title: Learners practice on Saturday
    contributes_to:
      - engagement
      - retention
""",
        ["GT202 weekend:6:5", "GT215 weekend:6:5"],
    ),
    "GT203: an impact to an output, an outcome to an output, an output to an output": (
        """
goals/engagement.md
    type: impact
    title: Learners come back every week
    contributes_to: reminder

goals/reminder.md
    type: output
    title: Weekend reminder
    kind: research

goals/bell.md
    type: output
    title: Bell
    contributes_to: reminder

goals/weekend.md
    type: outcome
    title: Learners practice on Saturday
    status: proposed
    contributes_to: reminder
""",
        ["GT203 bell:4:17", "GT203 engagement:4:17", "GT225 reminder:3:8", "GT203 weekend:5:17"],
    ),
    "GT204: each link to an impact is told, also beside one to an outcome": (
        ENGAGEMENT
        + """
goals/weekend.md
    type: outcome
    title: Learners practice on Saturday
    contributes_to: engagement

goals/reminder.md
    type: output
    title: Weekend reminder
    kind: enabler
    contributes_to:
      - weekend
      - engagement
""",
        ["GT204 reminder:7:5"],
    ),
    "GT205: through another outcome is enough": (
        ENGAGEMENT
        + """
goals/saturday.md
    type: outcome
    title: Learners practice on Saturday
    status: proposed
    contributes_to: weekend

goals/weekend.md
    type: outcome
    title: Learners practice at the weekend
    status: proposed
    contributes_to: engagement
""",
        [],
    ),
    "GT205: of two outcomes in a row the upper one is told": (
        """
goals/saturday.md
    type: outcome
    title: Learners practice on Saturday
    status: proposed
    contributes_to: weekend

goals/weekend.md
    type: outcome
    title: Learners practice at the weekend
    status: proposed
""",
        ["GT205 weekend:3:8"],
    ),
    "GT205: below a draft the lower one is told, at its link": (
        """
goals/saturday.md
    type: outcome
    title: Learners practice on Saturday
    status: proposed
    contributes_to: weekend

goals/weekend.md
    type: outcome
    title: Learners practice at the weekend
""",
        ["GT205 saturday:5:17"],
    ),
    "GT205: an unknown goal on the way is told alone": (
        """
goals/saturday.md
    type: outcome
    title: Learners practice on Saturday
    status: proposed
    contributes_to: weekend

goals/weekend.md
    type: outcome
    title: Learners practice at the weekend
    status: proposed
    contributes_to: engagement
""",
        ["GT201 weekend:5:17"],
    ),
    "GT206: an output is told even as an idea, and not below a goal that cannot be read": (
        """
goals/bell.md
    type: output
    title: Bell

goals/reminder.md
    type: output
    title: Weekend reminder
    contributes_to: weekend

goals/weekend.md
    type: outcome
    title: a: b
""",
        ["GT206 bell:3:8", "GT101 weekend:3:9"],
    ),
    "GT214: an outcome that lost its metric to another fault is not asked for it": (
        ENGAGEMENT
        + """
goals/weekend.md
    type: outcome
    title: Learners practice on Saturday
    contributes_to: engagement
    metrics:
      - unit: learners

goals/reminder.md
    type: output
    title: Weekend reminder
    contributes_to: weekend
    expects:
      metric: weekend-learners
""",
        ["GT104 weekend:6:5"],
    ),
    "GT214: id, name and former name of a metric, in verdicts too": (
        ENGAGEMENT
        + """
goals/weekend.md
    type: outcome
    title: Learners practice on Saturday
    contributes_to: engagement
    metrics:
      name: Weekend learners
      direction: up
      aliases: Saturday learners

goals/reminder.md
    type: output
    title: Weekend reminder
    contributes_to: weekend
    expects:
      - metric: weekend-learners
      - metric: Saturday Learners
    reviews:
      due: 2026-06-01
      verdicts:
        - metric: WEEKEND LEARNERS
          verdict: moved
        - metric: Sunday learners
          verdict: moved
""",
        ["GT214 reminder:13:15"],
    ),
    "GT215: every place that uses a former id": (
        """
goals/engagement.md
    type: impact
    title: Learners come back every week
    aliases: teams/growth/retention

goals/weekend.md
    type: outcome
    title: Learners practice on Saturday
    contributes_to: teams/growth/retention
    superseded_by: teams/growth/retention
""",
        ["GT215 weekend:4:17"],
    ),
    "GT223: notes name the children": (
        """
goals/engagement.md
    type: impact
    title: Learners come back every week
    not_broken_down: true

goals/weekend.md
    type: outcome
    title: Learners practice on Saturday
    contributes_to: engagement
""",
        ["GT223 engagement:4:18"],
    ),
    "GT224: a hidden goal below a hidden one is no fault": (
        """
goals/engagement.md
    type: impact
    title: Learners come back every week
    draft: true

goals/weekend.md
    type: outcome
    title: Learners practice on Saturday
    draft: true
    contributes_to: engagement
""",
        [],
    ),
}


@pytest.mark.parametrize(("files", "findings"), CASES.values(), ids=CASES.keys())
def test_what_is_found_where(goals, files, findings):
    assert said(goals(files)) == findings


def test_a_circle_is_told_once_with_a_note_for_each_of_its_links(goals):
    project = goals("""
goals/a.md
    type: outcome
    title: A
    status: proposed
    contributes_to:
      - goal: b
      - engagement

goals/b.md
    type: outcome
    title: B
    status: proposed
    contributes_to: c

goals/c.md
    type: outcome
    title: C
    status: proposed
    contributes_to: a

goals/engagement.md
    type: impact
    title: Learners come back every week
""")
    [finding] = project.findings
    assert (str(finding.span), finding.message, finding.goal) == (
        "goals/c.md:5:17",
        "goals in a circle: c → a → b → c",
        "c",
    )
    assert [f"{note.span} {note.message}" for note in finding.notes] == [
        "goals/c.md:5:17 'c' contributes to 'a'",
        "goals/a.md:6:11 'a' contributes to 'b'",
        "goals/b.md:5:17 'b' contributes to 'c'",
    ]


def test_a_circle_through_a_paused_goal_is_told_at_one_that_is_awake(goals):
    project = goals("""
goals/a.md
    type: impact
    title: A
    contributes_to: b

goals/b.md
    type: impact
    title: B
    status: paused
    contributes_to: a
""")
    assert [(str(f.span), f.message) for f in project.findings] == [("goals/a.md:4:17", "goals in a circle: a → b → a")]


@pytest.mark.parametrize(
    ("child", "parent", "help_"),
    [
        ("impact", "outcome", "write it in the other file: `contributes_to: a` in goals/b.md"),
        ("outcome", "output", "write it in the other file: `contributes_to: a` in goals/b.md"),
        ("impact", "output", "an output serves an outcome, and the outcome an impact: write the links in those files"),
        ("output", "output", "name the outcome that both serve"),
    ],
)
def test_a_link_that_points_down_says_which_file_it_belongs_to(goals, child, parent, help_):
    project = goals(
        dedent(f"""
goals/a.md
    type: {child}
    title: A
    contributes_to: b

goals/b.md
    type: {parent}
    title: B
""")
    )
    assert [f.help for f in project.findings if f.rule == "GT203"] == [help_]


def test_the_nearest_id_is_suggested(goals):
    project = goals(
        ENGAGEMENT
        + """
goals/weekend.md
    type: outcome
    title: Learners practice on Saturday
    contributes_to: engagment
"""
    )
    assert [(f.message, f.help) for f in project.findings] == [
        ("contributes_to[0].goal names 'engagment', which no goal is", "did you mean 'engagement'?")
    ]


def test_a_paused_goal_is_told_of_its_own_file_only(goals):
    project = goals("""
goals/reminder.md
    type: output
    title: Weekend reminder
    status: paused
    due: 2026-01-01
    contributes_to: nowhere
    shipped: yes
""")
    assert said(project) == ["GT105 reminder:7:1"]


def test_three_rivals_are_told_twice_not_once_a_pair(goals):
    project = goals(
        "".join(
            f"goals/{name}.md\n    type: impact\n    title: {name}\n    primary:\n      from: 2026-01-01\n      reason: r\n"
            for name in "abc"
        )
    )
    assert said(project) == ["GT212 b:5:9", "GT212 c:5:9"]


def test_of_two_goals_with_one_former_id_the_first_answers_to_it(goals):
    tree = goals(
        """
goals/a.md
    type: impact
    title: A
    aliases: old
goals/b.md
    type: impact
    title: B
    aliases: old
"""
    ).tree
    assert tree.find("OLD") is tree["a"]
