"""Targets and baselines that moved, from versions of one goal; GT309."""

from __future__ import annotations

from datetime import date

import pytest

from mkdocs_goal_tree.core.easing import Easing
from mkdocs_goal_tree.core.goalposts import Past, Post, closed_on, moved
from mkdocs_goal_tree.core.project import Files, examine
from mkdocs_goal_tree.core.settings import Settings
from mkdocs_goal_tree.core.source import Source
from mkdocs_goal_tree.core.versions import Version, fields_alone, metrics_alone

HEAD = "type: outcome\ntitle: Learners act\nstatus: active\nowner: Growth\n"
METRIC = """
metrics:
  name: Results opened
  unit: "%"
  baseline: 22
  target:
    value: 80
    by: 2026-09-30
"""


def goal_of(fields, settings=None):
    text = f"---\n{fields.strip()}\n---\n"
    settings = settings or Settings(today=date(2026, 5, 13))
    return examine(Files((Source("goals/act.md", "act.md", text),)), settings).tree["act"]


def versions(*texts):
    """Versions of a goal on the first of January, February … 2026."""
    return [
        Version(date(2026, month, 1), "Ada", f"{month}" * 40, goal_of(text))
        for month, text in enumerate(texts, start=1)
    ]


def told(*texts):
    """What was moved: day, metric, post, ease, decision."""
    made = versions(*texts)
    return [
        (str(one.on), one.before.name, one.post, one.ease, one.decision.what if one.decision else None)
        for one in moved(made, made[-1].goal)
    ]


def test_a_lower_target_of_an_active_goal_is_a_moved_goalpost():
    assert told(HEAD + METRIC, HEAD + METRIC.replace("80", "60")) == [
        ("2026-02-01", "Results opened", Post.TARGET, Easing.EASIER, None)
    ]


def test_what_changes_before_a_goal_is_active_moves_nothing():
    draft = HEAD.replace("active", "proposed")
    assert told(draft + METRIC, draft + METRIC.replace("80", "70"), HEAD + METRIC.replace("80", "60")) == []


def test_a_goal_that_was_once_active_stays_watched():
    draft, low = HEAD.replace("active", "draft"), METRIC.replace("80", "60")
    assert told(HEAD + METRIC, draft + METRIC, draft + low, HEAD + low) == [
        ("2026-03-01", "Results opened", Post.TARGET, Easing.EASIER, None)
    ]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("value: 80", "value: 90", [(Post.TARGET, Easing.HARDER)]),
        ("value: 80", "value: 80.0", []),
        ("by: 2026-09-30", "by: 2026-12-31", [(Post.DAY, Easing.EASIER)]),
        ("by: 2026-09-30", "by: 2026-06-30", [(Post.DAY, Easing.HARDER)]),
        ("    by: 2026-09-30\n", "", [(Post.DAY, Easing.EASIER)]),
        ("baseline: 22", "baseline: 30", [(Post.BASELINE, None)]),
        ("  baseline: 22\n", "  direction: up\n", [(Post.BASELINE, None)]),
        ("  target:\n    value: 80\n    by: 2026-09-30\n", "  direction: up\n", [(Post.TARGET, Easing.EASIER)]),
        ("  name: Results opened", "  name: Opened\n  aliases: Results opened", []),
        ("  name: Results opened", "  name: Something else", [(Post.TARGET, Easing.EASIER)]),
        ("value: 80\n    by: 2026-09-30", "value: 70\n    by: 2026-12-31", [(Post.TARGET, Easing.EASIER)]),
        (
            "    value: 80\n    by: 2026-09-30",
            "    - value: 80\n      by: 2026-09-30\n    - value: 90\n      by: 2027-03-31",
            [],
        ),
        (
            "    value: 80\n    by: 2026-09-30",
            "    - value: 60\n      by: 2026-09-30\n    - value: 80\n      by: 2027-03-31",
            [(Post.DAY, Easing.EASIER)],
        ),
        ("  baseline: 22", "  baseline: 22\n  actuals:\n    - on: 2026-02-01\n      value: 30", []),
    ],
)
def test_what_moves_and_which_way(before, after, expected):
    assert before in METRIC
    assert [one[2:4] for one in told(HEAD + METRIC, HEAD + METRIC.replace(before, after))] == expected


@pytest.mark.parametrize(
    ("before", "after", "ease"),
    [
        ("baseline: 71\ntarget: 60", "baseline: 71\ntarget: 65", Easing.EASIER),
        ("baseline: 71\ntarget: 60", "baseline: 71\ntarget: 50", Easing.HARDER),
        ("direction: hold\ntarget: {max: 4}", "direction: hold\ntarget: {max: 5}", Easing.EASIER),
        ("direction: hold\ntarget: {max: 4}", "direction: hold\ntarget: {min: 1, max: 4}", Easing.HARDER),
        ("direction: range\ntarget: {min: 1, max: 4}", "direction: range\ntarget: {min: 2, max: 5}", None),
        (
            "direction: hold\ntarget: {value: 4, tolerance: 1}",
            "direction: hold\ntarget: {value: 4, tolerance: 2}",
            Easing.EASIER,
        ),
        ("measure: boolean\ntarget: true", "measure: boolean\ntarget: false", None),
        ("target: 4", "target: 5", None),
    ],
)
def test_easier_or_harder_follows_the_direction(before, after, ease):
    texts = [HEAD + "metrics:\n  name: M\n  " + text.replace("\n", "\n  ") for text in (before, after)]
    assert [one[2:4] for one in told(*texts)] == [(Post.TARGET, ease)]


def decided(*entries):
    return "decisions:\n" + "".join(f"  - what: {what}\n" + (f"    on: {on}\n" if on else "") for what, on in entries)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ([], [("We learned", None)], "We learned"),
        ([], [("We learned", "2025-11-01")], "We learned"),
        ([("Old", None)], [("Old", None)], None),
        ([("Old", "2026-01-17")], [("Old", "2026-01-17")], None),
        ([("Near", "2026-01-18")], [("Near", "2026-01-18")], "Near"),
        ([("Later", "2026-02-15")], [("Later", "2026-02-15")], "Later"),
        ([("Late", "2026-02-16")], [("Late", "2026-02-16")], None),
        ([("Far", "2026-01-20"), ("Near", "2026-02-02")], [("Far", "2026-01-20"), ("Near", "2026-02-02")], "Near"),
        ([("Near", "2026-02-01")], [("Near", "2026-02-01"), ("New", None)], "New"),
    ],
)
def test_the_decision_that_explains_is_new_in_the_change_or_dated_near_it(before, after, expected):
    old, new = (METRIC + decided(*entries) if entries else METRIC for entries in (before, after))
    assert [one[4] for one in told(HEAD + old, HEAD + new.replace("80", "60"))] == [expected]


def test_a_decision_that_is_written_later_explains_as_well():
    low = METRIC.replace("80", "60")
    assert told(HEAD + METRIC, HEAD + low, HEAD + low + decided(("We learned", "2026-02-03"))) == [
        ("2026-02-01", "Results opened", Post.TARGET, Easing.EASIER, "We learned")
    ]


def test_what_was_there_before_the_history_is_compared_with_and_has_no_day():
    first, second = versions(HEAD + METRIC, HEAD + METRIC.replace("80", "60"))
    assert [str(one.on) for one in moved([first._replace(on=None), second], second.goal)] == ["2026-02-01"]


CLOSED = HEAD.replace("active", "dropped")


@pytest.mark.parametrize(
    ("texts", "day"),
    [
        ([HEAD, CLOSED], "2026-02-01"),
        ([HEAD, CLOSED, CLOSED + "closed:\n  why: No time\n"], "2026-02-01"),
        ([HEAD, CLOSED, HEAD, CLOSED], "2026-04-01"),
        ([CLOSED, CLOSED + METRIC], "None"),
        ([HEAD, CLOSED + "closed:\n  on: 2026-01-20\n"], "None"),
        ([HEAD, HEAD], "None"),
    ],
)
def test_the_day_of_closing_is_that_of_the_change_that_closed_it(texts, day):
    made = versions(*texts)
    assert str(closed_on(made, made[-1].goal)) == day


def project(text, before, **settings):
    """The goal as its file is today, with one version from before on the first of February."""
    files = Files((Source("goals/act.md", "act.md", f"---\n{text.strip()}\n---\n"),))
    past = [*versions(before), Version(date(2026, 2, 1), "Ada", "2" * 40, goal_of(text))]
    return examine(files, Settings(today=date(2026, 5, 13), **settings), recall=lambda _, __: {"act": past})


def gt309(found):
    return [(one.severity.word, str(one.span), one.message, one.help) for one in found.findings if one.rule == "GT309"]


def test_a_moved_goalpost_without_a_decision_is_found_at_the_target():
    found = project(HEAD + METRIC.replace("80", "60").strip(), HEAD + METRIC)
    assert gt309(found) == [
        (
            "info",
            "goals/act.md:11:5",
            "the target of 'Results opened' went from 80 % to 60 % on 1 Feb 2026, and no decision says why",
            "add an entry to `decisions`, dated up to 14 days from 1 Feb 2026",
        )
    ]


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("baseline: 22", "baseline: 30", "the baseline of 'Results opened' went from 22 % to 30 %"),
        (
            "by: 2026-09-30",
            "by: 2026-12-31",
            "the day of the target of 'Results opened' went from 30 Sep 2026 to 31 Dec 2026",
        ),
        ("    by: 2026-09-30\n", "", "the day of the target of 'Results opened' went from 30 Sep 2026 to none"),
        ("value: 80", "max: 80", "the target of 'Results opened' went from 80 % to at most 80 %"),
        ("value: 80", "min: 80", "the target of 'Results opened' went from 80 % to at least 80 %"),
        ("value: 80", "min: 70\n    max: 80", "the target of 'Results opened' went from 80 % to 70 to 80 %"),
        ("value: 80", "value: 80\n    tolerance: 2", "the target of 'Results opened' went from 80 % to 80 ± 2 %"),
        ("  baseline: 22\n", "  direction: up\n", "the baseline of 'Results opened' went from 22 % to none"),
        ("name: Results opened", "name: Other", "the target of 'Results opened' went from 80 % to none"),
        (METRIC, "metrics:\n  name: Results opened", "the target of 'Results opened' went from 80 % to none"),
    ],
)
def test_the_message_says_from_where_to_where(before, after, message):
    found = project(HEAD + METRIC.replace(before, after), HEAD + METRIC)
    assert [one[2].partition(" on 1 Feb 2026,")[0] for one in gt309(found)][-1:] == [message]


def test_a_decision_silences_it_and_a_goal_may_ignore_it_with_a_reason():
    low = HEAD + METRIC.replace("80", "60")
    ignored = low + "lint:\n  ignore:\n    rule: GT309\n    reason: A slip of the pen\n"
    assert gt309(project(low + decided(("We learned", "2026-02-01")), HEAD + METRIC)) == []
    assert gt309(project(ignored, HEAD + METRIC)) == []
    assert gt309(project(low.replace("active", "paused"), HEAD + METRIC)) == []
    assert gt309(project(low, HEAD + METRIC, rules={"GT309": "warning"}))[0][0] == "warning"


def test_an_ignore_of_it_is_no_fault_where_the_history_is_not_known(goals):
    found = goals("""
goals/a.md
    type: impact
    title: A
    lint:
      ignore:
        rule: moved-goalpost
        reason: A slip of the pen
""")
    assert found.findings == ()
    assert found.past == {}


def test_goals_of_which_history_tells_nothing_have_no_past():
    assert project(HEAD + METRIC, HEAD + METRIC).past == {}
    assert project(CLOSED, HEAD).past == {"act": Past((), date(2026, 2, 1))}


def test_measurements_and_text_are_no_part_of_the_fields():
    text = """\ufeff---
type: outcome
status: active
metrics:
  - name: One
    actuals:
      - on: 2026-01-01
        value: 3 # or 4

    # said
    target: 5
  - actuals: # nothing yet
    - on: 2026-01-01
      value: 1
    name: Two
  - name: Three
    actuals: [{on: 2026-01-01, value: 2}]
closed:
  why: x
---
metrics: no
"""
    fields = fields_alone(text)
    assert fields.splitlines() == [
        "type: outcome",
        "status: active",
        "metrics:",
        "  - name: One",
        "    actuals:",
        "    target: 5",
        "  - actuals: # nothing yet",
        "    name: Two",
        "  - name: Three",
        "    actuals: [{on: 2026-01-01, value: 2}]",
        "closed:",
        "  why: x",
    ]
    assert metrics_alone(fields).splitlines() == fields.splitlines()[2:10]


@pytest.mark.parametrize(
    ("text", "fields", "metrics"),
    [
        ("no front matter", "", ""),
        ("---\nno: end\n", "", ""),
        (
            "---\r\ntype: x\r\nmetrics:\r\n- name: M\r\n  target: 4\r\n---\r\n",
            "type: x\nmetrics:\n- name: M\n  target: 4",
            "metrics:\n- name: M\n  target: 4",
        ),
        ("---\ngoal:\n  type: x\ntitle: T\n---\n", "goal:\n  type: x\ntitle: T", "goal:\n  type: x"),
        ("---\n{type: x,\n metrics: []\n}\n---\n", "{type: x,\n metrics: []\n}", "{type: x,\n metrics: []\n}"),
        (
            "---\nactuals:\n  - &t 1\nmetrics:\n  target: *t\n---\n",
            "actuals:\n  - &t 1\nmetrics:\n  target: *t\n",
            "metrics:\n  target: *t",
        ),
    ],
)
def test_unusual_files_leave_nothing_out_that_may_matter(text, fields, metrics):
    assert (fields_alone(text), metrics_alone(fields_alone(text))) == (fields, metrics)
