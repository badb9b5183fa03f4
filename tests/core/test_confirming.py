"""GT210: which links are asked again, where and in which words."""

from __future__ import annotations

import pytest

NOW, OLD = "v1-121b0cb738", "v1-50e3fa6c21"
SITE = """
goals/engagement.md
    type: impact
    title: Learners come back every week

goals/complaints.md
    type: impact
    title: Fewer complaints

goals/weekend.md
    type: outcome
    title: Learners practice on Saturday
    contributes_to: {edges}
"""


def said(project):
    return [
        (str(finding.span), finding.goal, finding.message, finding.help)
        for finding in project.findings
        if finding.rule == "GT210"
    ]


def again(goal, parent):
    return f"look again whether the link still holds, then run `goal-tree confirm {goal} {parent}`"


ASKED = {
    "a lone link": (
        f"{{goal: engagement, revision: {OLD}}}",
        "goals/weekend.md:4:46",
        f"contributes_to.revision is '{OLD}'; 'engagement' has changed since and is '{NOW}' now",
    ),
    "one of several, by a former id": (
        f"[complaints, {{revision: {OLD}, goal: Former}}]",
        "goals/weekend.md:4:41",
        f"contributes_to[1].revision is '{OLD}'; 'engagement' has changed since and is '{NOW}' now",
    ),
    "what is no fingerprint": (
        "{goal: engagement, revision: 2026-05-13}",
        "goals/weekend.md:4:46",
        "contributes_to.revision is '2026-05-13', no fingerprint of a goal; it is written by `goal-tree confirm`",
    ),
}


@pytest.mark.parametrize("case", ASKED)
def test_a_link_is_asked_again(goals, case):
    edges, place, message = ASKED[case]
    site = SITE.replace("every week\n", "every week\n    aliases: former\n").replace("{edges}", edges)
    assert said(goals(site)) == [(place, "weekend", message, again("weekend", "engagement"))]


@pytest.mark.parametrize(
    "edges",
    [
        "engagement",
        f"{{goal: engagement, revision: {NOW}}}",
        f"{{goal: engagement, revision: {NOW.upper()}}}",
        "{goal: engagement, revision: v2-0123456789abcdef}",
        f"{{goal: nothing, revision: {OLD}}}",
        f"[engagement, {{goal: engagement, revision: {OLD}}}]",
    ],
    ids=[
        "never confirmed",
        "as it is now",
        "in capitals",
        "another version",
        "an unknown goal",
        "a link written twice",
    ],
)
def test_a_link_is_left_in_peace(goals, edges):
    assert said(goals(SITE.replace("{edges}", edges))) == []


@pytest.mark.parametrize(
    ("status", "asked"), [("draft", True), ("active", True), ("paused", False), ("achieved", False), ("dropped", False)]
)
def test_goals_that_are_over_or_paused_are_not_asked(goals, status, asked):
    site = SITE.replace("{edges}", f"{{goal: engagement, revision: {OLD}}}\n    status: {status}")
    assert bool(said(goals(site))) is asked


@pytest.mark.parametrize(
    "fault",
    [
        "metrics: {name: A, baseline: 3, target: eighty}",
        "metrics: [{name: A, baseline: 3, target: 4}, {name: B, baseline: TBD, target: 4}]",
        "metrics: [{name: A, basline: 3}]",
        "scope: world",
        "category: {a: b}",
    ],
)
def test_a_parent_that_could_not_be_read_whole_is_no_changed_one(goals, fault):
    site = SITE.replace("every week\n", f"every week\n    {fault}\n")
    project = goals(site.replace("{edges}", f"{{goal: engagement, revision: {OLD}}}"))
    assert said(project) == []
    assert {finding.goal for finding in project.findings} == {"engagement"}


def test_values_that_stand_elsewhere_are_read_whole(goals):
    rest = "metrics: {name: A, unit: '%', baseline: &x 3, target: [{value: 5, by: 2026-12-31}], actuals: {file: a.csv}}"
    site = SITE.replace("every week\n", f"every week\n    {rest}\n    order: *x\n")
    project = goals(f"{site}\ngoals/a.csv\n    on,value\n".replace("{edges}", f"{{goal: engagement, revision: {OLD}}}"))
    assert [finding.rule for finding in project.findings] == ["GT210"]


def test_a_goal_under_one_key_is_asked_at_its_place(goals):
    site = (
        SITE.split("goals/weekend.md", maxsplit=1)[0]
        + f"""
goals/weekend.md
    title: Learners practice on Saturday
    goal:
      type: outcome
      contributes_to:
        - goal: engagement
          revision: {OLD}
"""
    )
    message = f"goal.contributes_to[0].revision is '{OLD}'; 'engagement' has changed since and is '{NOW}' now"
    assert said(goals(site)) == [("goals/weekend.md:7:17", "weekend", message, again("weekend", "engagement"))]


def test_an_exception_has_a_reason(goals):
    more = "lint: {ignore: [{rule: outdated-link, reason: Only a word changed.}]}"
    site = SITE.replace("{edges}", f"{{goal: engagement, revision: {OLD}}}\n    {more}")
    assert goals(site).findings == ()
