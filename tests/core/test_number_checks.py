"""Metrics that contradict themselves, are not measured or count the wrong thing, on 13 May 2026."""

from __future__ import annotations

from datetime import date

import pytest

from mkdocs_goal_tree.core.checks.tallies import is_tally


@pytest.fixture
def goals(goals):
    """Goals as ever; how they hang together, read and are reviewed is told elsewhere."""
    others = {"GT2": "off", "GT4": "off", "GT50": "off", "GT504": "info", "GT6": "off"}
    return lambda text, **settings: goals(text, **{"rules": others, **settings})


def said(project):
    """One line a finding: code, file, line and column."""
    return [f"{f.rule} {f.span}".replace("goals/", "").replace(".md", "") for f in project.findings]


def goal(fields: str, status: str = "active", kind: str = "outcome") -> str:
    """A goal in the file `o.md`; its own fields begin in line 5."""
    lines = "".join(f"    {line}\n" for line in fields.strip().splitlines())
    return f"goals/o.md\n    type: {kind}\n    title: O\n    status: {status}\n{lines}"


SOURCE = "  source: {label: Analytics}\n  actuals: {on: 2026-05-02, value: 34}\n"

# A goal's fields, status → what is found
WORDS = {
    "a target": ("metrics:\n  name: M\n  measure: qualitative\n  target: good", ["GT303 o:8:11"]),
    "a band": ("metrics:\n  name: M\n  measure: qualitative\n  target: {min: 3}", ["GT303 o:8:11"]),
    "a number at the start": ("metrics:\n  name: M\n  measure: qualitative\n  baseline: 3.2", ["GT303 o:8:13"]),
    "a number later, once a metric": (
        (
            "metrics:\n  name: M\n  measure: qualitative\n  actuals:\n"
            "    - {on: 2026-05-01, value: fine}\n    - {on: 2026-05-02, value: 4}\n    - {on: 2026-05-03, value: 5}"
        ),
        ["GT303 o:10:31"],
    ),
    "words": (
        (
            "metrics:\n  name: M\n  measure: qualitative\n  baseline: They wait\n  actuals:\n"
            "    on: 2026-05-01\n    value: 4 of 5 go on"
        ),
        [],
    ),
}
DAYS = {
    "a target on the day of the baseline": (
        "metrics:\n  name: M\n  baseline: {value: 1, on: 2026-05-01}\n  target: {value: 2, by: 2026-05-01}",
        [],
    ),
    "each milestone before the baseline": (
        (
            "metrics:\n  name: M\n  baseline: {value: 1, on: 2026-05-01}\n  target:\n"
            "    - {value: 3, by: 2026-04-02}\n    - {value: 2, by: 2026-04-01}\n    - {value: 4, by: 2026-06-01}"
        ),
        ["GT304 o:9:22", "GT304 o:10:22"],
    ),
    "a period backwards": ("period:\n  from: 2026-07-01\n  to: 2026-06-30", ["GT304 o:7:7"]),
    "a period of one day": ("period:\n  from: 2026-07-01\n  to: 2026-07-01", []),
    "a measurement of tomorrow": ("metrics:\n  name: M\n  actuals: {on: 2026-05-14, value: 1}", []),
    "measurements of the future, once a metric": (
        "metrics:\n  name: M\n  actuals:\n    - {on: 2026-05-16, value: 1}\n    - {on: 2026-05-15, value: 1}",
        ["GT304 o:9:12"],
    ),
}
TARGETS = {
    "up and below": ("  direction: up\n  baseline: 5\n  target: 3", ["GT305 o:9:11"]),
    "down and above": ("  direction: down\n  baseline: 5\n  target: {by: 2026-09-01, value: 6}", ["GT305 o:9:35"]),
    "where the baseline is": ("  baseline: 5\n  target: 5.0", ["GT305 o:8:11"]),
    "where the baseline is, with a direction": ("  direction: up\n  baseline: 5\n  target: 5", ["GT305 o:9:11"]),
    "the last milestone": (
        "  direction: up\n  baseline: 5\n  target:\n    - {value: 6, by: 2026-06-01}\n    - 4",
        ["GT305 o:11:7"],
    ),
    "yes where no is wanted": (
        "  measure: boolean\n  direction: up\n  baseline: true\n  target: false",
        ["GT305 o:10:11"],
    ),
    "yes where it is yes already": ("  measure: boolean\n  baseline: true\n  target: true", ["GT305 o:9:11"]),
    "a band tells by itself": ("  baseline: 5\n  target: {max: 4}", []),
    "to hold": ("  direction: hold\n  baseline: 5\n  target: 5", []),
    "to hold somewhere else": ("  direction: hold\n  baseline: 5\n  target: 6", []),
    "neither baseline nor direction": ("  target: 5", ["GT305 o:7:11"]),
    "a direction without a baseline": ("  direction: up\n  target: 5", []),
    "yes needs no baseline": ("  measure: boolean\n  target: true", []),
    "no target, no side": ("  baseline: 5", []),
    "a tolerance is no target": ("  baseline: 5\n  target: {tolerance: 1}", []),
    "a baseline that is told as such": ("  baseline: {on: 2026-05-01}\n  target: 5", ["GT301 o:7:13"]),
    "a guardrail's limit on either side": ("  role: guardrail\n  baseline: 5\n  target: 6", ["GT305 o:9:11"]),
    "a guardrail's baseline": ("  role: guardrail\n  baseline: 5", ["GT305 o:8:13"]),
    "a guardrail with a direction": ("  role: guardrail\n  direction: down\n  baseline: 5\n  target: 6", []),
    "a guardrail with a band": ("  role: guardrail\n  target: {max: 6}", []),
    "a guardrail of yes and no": ("  role: guardrail\n  measure: boolean\n  baseline: true", []),
}
MEASURED = {
    "no metric": ("owner: x", ["GT306 o:3:8"]),
    "none that is primary": (
        f"metrics:\n  name: M\n  role: lagging\n  baseline: 1\n{SOURCE}",
        ["GT306 o:7:9"],
    ),
    "no baseline, each metric": (
        f"metrics:\n- name: M\n{SOURCE}- name: N\n  role: leading\n  target: 5\n  actuals: {{on: 2026-05-02, value: 34}}",
        ["GT306 o:6:9", "GT306 o:9:9"],
    ),
    "no baseline of a band to reach": (f"metrics:\n  name: M\n  target: {{max: 5}}\n{SOURCE}", ["GT306 o:6:9"]),
    "a band to hold needs none": (f"metrics:\n  name: M\n  direction: hold\n  target: {{max: 5}}\n{SOURCE}", []),
    "words need none": (
        "metrics:\n  name: M\n  measure: qualitative\n  actuals: {on: 2026-05-02, value: They go on}",
        [],
    ),
    "yes and no need none": (
        "metrics:\n  name: M\n  measure: boolean\n  target: true\n  actuals: {on: 2026-05-02, value: false}",
        [],
    ),
    "a limit needs none": (
        f"metrics:\n- name: M\n  baseline: 1\n{SOURCE}- name: N\n  role: guardrail\n  target: {{max: 40}}\n{SOURCE}",
        [],
    ),
    "a guardrail that guards nothing": (
        f"metrics:\n- name: M\n  baseline: 1\n{SOURCE}- name: N\n  role: guardrail\n{SOURCE}",
        ["GT306 o:10:9"],
    ),
    "a baseline that is told as such": (
        f"metrics:\n  name: M\n  baseline: lots\n{SOURCE}",
        ["GT302 o:7:13"],
    ),
    "a metric that is told as such": ("metrics:\n  unit: min", ["GT104 o:6:3"]),
    "a metric of several that is told as such": (
        f"metrics:\n- unit: min\n- name: M\n  role: lagging\n  baseline: 1\n{SOURCE}",
        ["GT104 o:6:3"],
    ),
    "not measured": (
        "metrics:\n  name: M\n  baseline: 1\n  source: {label: Log}\n  instrumented: false",
        ["GT307 o:9:17"],
    ),
    "no source": ("metrics:\n  name: M\n  baseline: 1\n  actuals: {on: 2026-05-02, value: 34}", ["GT307 o:6:9"]),
    "a source beside a number": (
        "metrics:\n  name: M\n  baseline: 1\n  actuals: {on: 2026-05-02, value: 34, source: Week 19}",
        [],
    ),
    "never measured": ("metrics:\n  name: M\n  baseline: 1\n  source: {label: Log}", ["GT307 o:6:9"]),
    "never measured since an old baseline": (
        "metrics:\n  name: M\n  baseline: {value: 1, on: 2026-03-13}\n  source: {label: Log}",
        ["GT307 o:6:9"],
    ),
    "a fresh baseline is a measurement": (
        "metrics:\n  name: M\n  baseline: {value: 1, on: 2026-03-14}\n  source: {label: Log}",
        [],
    ),
    "actuals that are told as such": (
        "metrics:\n  name: M\n  baseline: 1\n  source: {label: Log}\n  actuals: {file: no.csv}",
        ["GT311 o:9:19"],
    ),
    "old": (
        "metrics:\n  name: M\n  baseline: 1\n  source: {label: Log}\n  actuals: {on: 2026-03-13, value: 34}",
        ["GT308 o:9:17"],
    ),
    "old for this metric": (
        (
            "metrics:\n  name: M\n  baseline: 1\n  stale_after: 1w\n  source: {label: Log}\n"
            "  actuals: {on: 2026-05-05, value: 34}"
        ),
        ["GT308 o:10:17"],
    ),
    "on its last day": (
        (
            "metrics:\n  name: M\n  baseline: 1\n  stale_after: 1w\n  source: {label: Log}\n"
            "  actuals: {on: 2026-05-06, value: 34}"
        ),
        [],
    ),
    "a guardrail beyond its limit": (
        f"metrics:\n- name: M\n  baseline: 1\n{SOURCE}- name: N\n  role: guardrail\n  target: {{max: 33}}\n{SOURCE}",
        ["GT312 o:14:36"],
    ),
    "features shipped": (f"metrics:\n  name: Features shipped\n  baseline: 1\n{SOURCE}", ["GT310 o:6:9"]),
}


@pytest.mark.parametrize(("fields", "findings"), WORDS.values(), ids=WORDS)
@pytest.mark.parametrize("status", ["draft", "achieved"])
def test_a_metric_in_words_has_no_number(goals, status, fields, findings):
    assert said(goals(goal(fields, status))) == findings


@pytest.mark.parametrize(("fields", "findings"), DAYS.values(), ids=DAYS)
@pytest.mark.parametrize(("kind", "status"), [("outcome", "proposed"), ("output", "idea"), ("impact", "retired")])
def test_days_follow_each_other(goals, kind, status, fields, findings):
    assert said(goals(goal(fields, status, kind))) == findings


def test_a_primary_period_runs_forward_and_a_table_is_no_prophecy(goals):
    text = goal(
        "primary:\n  from: 2026-07-01\n  to: 2026-06-30\nmetrics:\n  name: M\n  actuals: {file: t.csv}",
        "draft",
        "impact",
    )
    assert said(goals(f"{text}\ngoals/t.csv\n    on,value\n    2026-05-12,1\n    2026-06-01,2\n")) == [
        "GT304 o:7:7",
        "GT304 t.csv:3:1",
    ]


@pytest.mark.parametrize(("fields", "findings"), TARGETS.values(), ids=TARGETS)
def test_a_target_lies_on_the_side_that_is_better(goals, fields, findings):
    assert said(goals(goal(f"metrics:\n  name: M\n{fields}", "proposed"))) == findings


@pytest.mark.parametrize("status", ["achieved", "missed", "dropped", "paused"])
def test_closed_and_paused_goals_are_not_asked_which_way(goals, status):
    assert said(goals(goal("metrics:\n  name: M\n  direction: up\n  baseline: 5\n  target: 3", status))) == []


def test_a_draft_need_not_tell_which_way(goals):
    assert said(goals(goal("metrics:\n  name: M\n  target: 5", "draft"))) == []


@pytest.mark.parametrize(("fields", "findings"), MEASURED.values(), ids=MEASURED)
def test_an_active_outcome_is_measured(goals, fields, findings):
    assert said(goals(goal(fields))) == findings


@pytest.mark.parametrize("fields", [fields for fields, found in MEASURED.values() if found and "GT3" in found[0]])
@pytest.mark.parametrize("status", ["draft", "paused", "dropped"])
def test_nobody_measures_what_is_not_under_way(goals, status, fields):
    told = {"GT301", "GT302", "GT311"}  # what cannot be read is told whatever the status
    assert [line for line in said(goals(goal(fields, status))) if line[:5] not in told] == []


def test_an_impact_is_asked_for_a_metric_but_not_for_its_source(goals):
    assert said(goals(goal("owner: x", "active", "impact"))) == ["GT306 o:3:8"]
    assert said(goals(goal("metrics:\n  name: M\n  baseline: 1", "active", "impact"))) == []


def test_the_setting_says_how_old_a_number_may_be(goals):
    fields = f"metrics:\n  name: M\n  baseline: 1\n{SOURCE}"
    assert [said(goals(goal(fields), stale_after=after)) for after in ("11d", "10d")] == [[], ["GT308 o:9:17"]]


def test_a_day_at_the_end_of_the_calendar_overflows_nothing(goals):
    fields = "metrics:\n  name: M\n  baseline: 1\n  source: {label: Log}\n  actuals: {on: 9999-12-31, value: 1}"
    assert said(goals(goal(fields), today=date.max)) == []


@pytest.mark.parametrize(
    ("fields", "limit"),
    [
        ("target: {max: 33}", "its limit is 33 %"),
        ("target: {min: 35}", "its limit is 35 %"),
        ("target: {min: 30, max: 33}", "its limits are 30 % and 33 %"),
        ("direction: hold\n  baseline: 30", "it has to stay at 30 %"),
        ("direction: down\n  baseline: 30", "its limit is 30 %"),
        ("direction: up\n  baseline: 30\n  target: 36", "its limit is 36 %"),
    ],
)
def test_a_breached_guardrail_names_its_limit(goals, fields, limit):
    more = f'- name: N\n  role: guardrail\n  unit: "%"\n  {fields}\n{SOURCE}'
    [finding] = goals(goal(f"metrics:\n- name: M\n  baseline: 1\n{SOURCE}{more}")).findings
    assert finding.message == f"the guardrail 'N' is 34 % on 2 May 2026; {limit}"


def test_a_yes_that_turned_no_names_its_limit(goals):
    more = "- name: N\n  role: guardrail\n  measure: boolean\n  target: true\n  actuals: {on: 2026-05-02, value: false}"
    [finding] = goals(goal(f"metrics:\n- name: M\n  baseline: 1\n{SOURCE}{more}")).findings
    assert finding.message == "the guardrail 'N' is false on 2 May 2026; its limit is true"


@pytest.mark.parametrize(
    "name",
    [
        "Features shipped",
        "Number of features shipped per quarter",
        "Features we shipped",
        "Shipped features",
        "Roadmap features delivered on time",
        "Story points",
        "Story points completed per sprint",
        "Velocity",
        "Team velocity (mean of 3 sprints)",
        "Releases",
        "Releases per month",
        "Deployments to production",
        "Commits per developer",
        "Pull requests merged",
        "Epics completed this quarter",
        "Workshops held",
        "A/B tests run per quarter",
    ],
)
def test_a_count_of_what_a_team_makes_is_a_tally(name):
    assert is_tally(name)


@pytest.mark.parametrize(
    "name",
    [
        "New releases borrowed",
        "Features used per learner",
        "Learners who use a new feature",
        "Releases installed within a week",
        "Orders shipped",
        "Parcels delivered on time",
        "Lessons finished",
        "Exercises completed",
        "Articles published by members",
        "Projects finished by learners",
        "Commits reverted by customers",
        "Time from commit to feedback",
        "Velocity of the conveyor belt",
        "Stories shared by readers",
        "Sprints run by athletes",
        "",
    ],
)
def test_what_others_do_is_no_tally(name):
    assert not is_tally(name)


@pytest.mark.parametrize(
    ("status", "language", "count"),
    [("proposed", "en", 1), ("active", "en-GB", 1), ("draft", "en", 0), ("dropped", "en", 0), ("proposed", "de", 0)],
)
def test_a_tally_is_told_of_open_outcomes_where_the_language_is_known(goals, status, language, count):
    text = goal("metrics:\n  name: Velocity\n  baseline: 1", status)
    assert [f.rule for f in goals(text, language=language).findings].count("GT310") == count
