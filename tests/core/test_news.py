"""What moved between two days: the goals then, the goals now, the news; and what is due."""

from __future__ import annotations

from datetime import date

import pytest

from mkdocs_goal_tree.core.diary import Stop, dated, diary
from mkdocs_goal_tree.core.due import by_owner, due
from mkdocs_goal_tree.core.news import news
from mkdocs_goal_tree.core.project import Files, examine
from mkdocs_goal_tree.core.settings import Settings
from mkdocs_goal_tree.core.source import Source
from mkdocs_goal_tree.core.tidings import What

SINCE = date(2026, 5, 6)
TODAY = Settings(today=date(2026, 5, 13))

IMPACT = "type: impact\ntitle: More learners\nstatus: active"
OUTCOME = """\
type: outcome
title: Learners act
status: active
owner: Growth
metrics:
  name: Opened
  unit: "%"
  baseline: {value: 20, on: 2026-01-01}
  target: {value: 80, by: 2026-12-31}
  actuals:
    - {on: 2026-04-20, value: 45}
"""
MEASURED = f"{OUTCOME}    - {{on: 2026-05-08, value: 30, note: The queue was long.}}\n"
OUTPUT = "type: output\ntitle: Upload\nstatus: shipped\nshipped_on: 2026-03-01\ncontributes_to: act"
REVIEWED = f"{OUTPUT}\nreview: {{done_on: 2026-05-07, verdicts: {{verdict: VERDICT, note: Half of it.}}}}"
FIRST = f"{IMPACT}\nprimary: {{from: 2026-01-01, to: 2026-05-09}}"
SECOND = "type: impact\ntitle: Fewer complaints\nstatus: active\nprimary: {from: 2026-05-10, reason: They went up.}"


def grown(files):
    sources = [Source(f"goals/{name}.md", f"{name}.md", f"---\n{text}\n---\n") for name, text in files.items()]
    return examine(Files(tuple(sources)), TODAY).tree


def told(old, new):
    """`kind goal: old → new` of each item, with what else it says; `!` for what asks for help."""
    return [line(item) for item in news(grown(old), grown(new), SINCE, TODAY).items]


def line(item):
    metric = f" {(item.metric or item.was).id}" if item.what in (What.TARGET, What.MEASURED) else ""
    more = [item.direction, item.note, f"on {item.on}" if item.on else "", f"known {item.known}" if item.known else ""]
    end = "".join(f", {one}" for one in (*more, item.by and f"by {item.by}") if one)
    return f"{item.what} {item.goal.id}{metric}: {item.old} → {item.new}{end}{' !' if item.is_bad else ''}"


def closed(status):
    return OUTCOME.replace("status: active", f"status: {status}\nclosed: {{on: 2026-05-12, why: Nobody came.}}")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param({"act": OUTCOME}, {"act": OUTCOME}, [], id="nothing"),
        pytest.param(
            {"act": OUTCOME},
            {"act": MEASURED},
            [
                "state-turned act: on-track → behind, The queue was long. !",
                "measured act opened: 45 → 30, The queue was long., on 2026-05-08",
            ],
            id="a measurement turns a state",
        ),
        pytest.param(
            {"act": MEASURED},
            {"act": f"{MEASURED}    - {{on: 2026-05-09, value: 46}}\n"},
            ["measured act opened: 45 → 46, on 2026-05-09"],
            id="what is from a later day is not known before",
        ),
        pytest.param(
            {"act": MEASURED},
            {"act": MEASURED},
            [
                "state-turned act: on-track → behind, The queue was long., known 2026-05-08 !",
                "measured act opened: 45 → 30, The queue was long., on 2026-05-08, known 2026-05-08",
            ],
            id="a day of the file comes",
        ),
        pytest.param(
            {"act": OUTCOME.replace("2026-04-20", "2026-03-09")},
            {"act": OUTCOME.replace("2026-04-20", "2026-03-09")},
            ["state-turned act: on-track → stale, known 2026-05-09 !"],
            id="time alone makes a number old",
        ),
        pytest.param(
            {"act": MEASURED}, {"act": OUTCOME.replace("name: Opened", "nam: Opened")}, [], id="a slip is none"
        ),
        pytest.param(
            {"act": MEASURED.replace("05-08", "05-05")},
            {"act": OUTCOME},
            ["state-turned act: behind → on-track"],
            id="a number that was taken back is no measurement",
        ),
        pytest.param(
            {"act": OUTCOME.replace("active", "proposed", 1)},
            {"act": OUTCOME},
            ["state-turned act: proposed → on-track"],
            id="a goal is begun",
        ),
        pytest.param(
            {"act": OUTCOME},
            {"act": OUTCOME.replace("active", "paused", 1)},
            ["state-turned act: on-track → paused !"],
            id="a goal is paused",
        ),
        pytest.param(
            {"act": OUTCOME.replace("active", "draft", 1)},
            {"act": OUTCOME.replace("active", "proposed", 1)},
            [],
            id="a draft is none",
        ),
        pytest.param(
            {"act": OUTCOME},
            {"act": closed("dropped")},
            ["goal-closed act: on-track → dropped, Nobody came., on 2026-05-12 !"],
            id="dropped with the reason",
        ),
        pytest.param(
            {"act": OUTCOME},
            {"act": OUTCOME.replace("active", "achieved", 1)},
            ["goal-closed act: on-track → achieved"],
            id="achieved",
        ),
        pytest.param(
            {"act": closed("missed")}, {"act": OUTCOME}, ["state-turned act: missed → on-track"], id="opened again"
        ),
        pytest.param(
            {"up": OUTPUT.replace("shipped\n", "building\n"), "act": OUTCOME},
            {"up": OUTPUT, "act": OUTCOME},
            [],
            id="shipping is no news",
        ),
        pytest.param(
            {"up": OUTPUT, "act": OUTCOME},
            {"up": OUTPUT.replace("shipped\n", "retired\n"), "act": OUTCOME},
            ["goal-closed up: shipped → retired !"],
            id="an output is retired",
        ),
        pytest.param(
            {"act": OUTCOME, "stay": IMPACT},
            {"act": OUTCOME, "more": IMPACT.replace("More", "Many more")},
            ["goal-removed stay: active → None !", "goal-added more: None → not-measured"],
            id="added and removed",
        ),
        pytest.param(
            {"old": OUTCOME},
            {"act": f"{OUTCOME}aliases: old"},
            [],
            id="a new name is none",
        ),
        pytest.param(
            {"act": OUTCOME},
            {"act": f"{OUTCOME.replace('value: 80', 'value: 60')}decisions: {{what: Half is enough.}}"},
            ["target-moved act opened: 80 → 60, easier, Half is enough. !"],
            id="a target is lowered",
        ),
        pytest.param(
            {"act": OUTCOME.replace("value: 45", "value: 30")},
            {"act": OUTCOME.replace("value: 45", "value: 30").replace("value: 80", "value: 50")},
            ["state-turned act: behind → on-track, easier", "target-moved act opened: 80 → 50, easier !"],
            id="a lowered target flatters",
        ),
        pytest.param(
            {"act": OUTCOME},
            {"act": OUTCOME.replace("value: 80", "value: 90")},
            ["target-moved act opened: 80 → 90, harder"],
            id="a target is raised",
        ),
        pytest.param(
            {"act": OUTCOME},
            {"act": OUTCOME.replace("2026-12-31", "2027-03-31")},
            ["target-moved act opened: 2026-12-31 → 2027-03-31, easier !"],
            id="a target is put off",
        ),
        pytest.param(
            {"act": OUTCOME},
            {"act": f"{OUTCOME.replace('value: 20', 'value: 10')}decisions: {{what: Counted anew., on: 2026-05-01}}"},
            ["target-moved act opened: 20 → 10, easier, Counted anew. !"],
            id="a baseline is lowered",
        ),
        pytest.param(
            {"act": OUTCOME},
            {"act": OUTCOME.partition("metrics:")[0]},
            ["state-turned act: on-track → not-measured !", "target-moved act opened: 80 → None, easier !"],
            id="a metric goes with its target",
        ),
        pytest.param(
            {"act": OUTCOME.replace("active", "proposed", 1)},
            {"act": OUTCOME.replace("active", "proposed", 1).replace("value: 80", "value: 60")},
            [],
            id="what nobody promised may move",
        ),
        pytest.param(
            {"up": OUTPUT, "act": OUTCOME},
            {"up": REVIEWED.replace("VERDICT", "partly"), "act": OUTCOME},
            ["verdict-recorded act: None → partly, Half of it., on 2026-05-07"],
            id="a verdict on an outcome",
        ),
        pytest.param(
            {"up": REVIEWED.replace("VERDICT", "moved"), "act": OUTCOME},
            {"up": REVIEWED.replace("VERDICT", "not-moved"), "act": OUTCOME},
            ["verdict-recorded act: None → not-moved, Half of it., on 2026-05-07 !"],
            id="a verdict is another one now",
        ),
        pytest.param(
            {"up": OUTPUT, "act": OUTCOME},
            {"up": REVIEWED.replace("VERDICT", "moved").replace("05-07", "05-14"), "act": OUTCOME},
            [],
            id="a verdict of tomorrow",
        ),
        pytest.param(
            {"up": OUTPUT.replace("act", "nothing")},
            {"up": REVIEWED.replace("VERDICT", "moved").replace("act", "nothing")},
            ["verdict-recorded up: None → moved, Half of it., on 2026-05-07"],
            id="a verdict on nothing is told of its output",
        ),
        pytest.param(
            {"more": FIRST, "less": SECOND},
            {"more": FIRST, "less": SECOND},
            ["primary-switched less: More learners → Fewer complaints, They went up., on 2026-05-10, known 2026-05-10"],
            id="another impact comes first",
        ),
        pytest.param(
            {"more": FIRST.replace(", to: 2026-05-09", "")},
            {"more": FIRST.replace(", to: 2026-05-09", ""), "less": SECOND},
            [
                "primary-switched less: More learners → Fewer complaints, They went up., on 2026-05-10",
                "goal-added less: None → not-measured",
            ],
            id="another impact that nobody had planned comes first",
        ),
        pytest.param(
            {"more": FIRST},
            {"more": FIRST},
            ["primary-switched more: More learners → None, known 2026-05-10 !"],
            id="no impact comes first",
        ),
    ],
)
def test_what_moved(old, new, expected):
    assert told(old, new) == expected


def test_what_asks_for_help_leads_its_kind():
    better = OUTCOME.replace("value: 45", "value: 21").replace("Learners act", "Teachers act")
    old = {"a": better, "b": OUTCOME}
    new = {"a": f"{better}    - {{on: 2026-05-08, value: 60}}\n", "b": MEASURED}
    assert [one.partition(":")[0] for one in told(old, new)] == [
        "state-turned b",
        "state-turned a",
        "measured a opened",
        "measured b opened",
    ]


STALE = OUTCOME.replace("2026-04-20", "2026-03-09")
STOPS = [
    Stop(SINCE, grown({"act": OUTCOME, "old": STALE}), {}),
    Stop(date(2026, 5, 8), grown({"act": MEASURED, "old": STALE}), {"act.md": ["Ada"], "x.md": ["Ben"]}),
    Stop(
        date(2026, 5, 12),
        grown({"act": MEASURED.replace("value: 80", "value: 70"), "old": STALE}),
        {"act.md": ["Ada", "Ben"]},
    ),
    Stop(TODAY.today, grown({"act": MEASURED.replace("value: 80", "value: 70"), "old": STALE}), {}),
]


def test_a_diary_says_when_and_who_and_nobody_where_several_did_or_time_alone():
    assert [line(item) for item in diary(STOPS, TODAY)] == [
        "target-moved act opened: 80 → 70, easier, known 2026-05-12 !",
        "state-turned old: on-track → stale, known 2026-05-09 !",
        "state-turned act: on-track → behind, The queue was long., known 2026-05-08, by Ada !",
        "measured act opened: 45 → 30, The queue was long., on 2026-05-08, known 2026-05-08, by Ada",
    ]


def test_news_of_a_week_have_their_days_from_the_diary():
    found = news(STOPS[0].tree, STOPS[-1].tree, SINCE, TODAY)
    assert [line(item) for item in dated(found, diary(STOPS, TODAY)).items] == [
        "state-turned act: on-track → behind, The queue was long., known 2026-05-08, by Ada !",
        "state-turned old: on-track → stale, known 2026-05-09 !",
        "target-moved act opened: 80 → 70, easier, known 2026-05-12 !",
        "measured act opened: 45 → 30, The queue was long., on 2026-05-08, known 2026-05-08, by Ada",
    ]
    later = found._replace(since=date(2026, 5, 11))
    assert [item.known for item in dated(later, diary(STOPS, TODAY)).items] == [
        None,
        date(2026, 5, 9),
        date(2026, 5, 12),
        None,
    ]


def test_a_measurement_in_a_table_is_of_who_changed_the_table():
    def measured(rows):
        table = OUTCOME.partition("  actuals")[0] + "  actuals: {file: opened.csv}\n"
        source = Source("goals/act.md", "act.md", f"---\n{table}---\n")
        return examine(Files((source,), {"opened.csv": f"on,value\n{rows}"}), TODAY).tree

    stops = [
        Stop(SINCE, measured("2026-05-01,40\n"), {}),
        Stop(TODAY.today, measured("2026-05-01,40\n2026-05-08,45\n"), {"opened.csv": ["Ben"], "act.md": ["Ada"]}),
    ]
    assert [line(item) for item in diary(stops, TODAY)] == [
        "measured act opened: 40 → 45, on 2026-05-08, known 2026-05-13, by Ben"
    ]


def waiting(files, **settings):
    """`matter goal day days place` of all that is due."""
    chosen = Settings(today=TODAY.today, **settings)
    return [f"{one.matter} {one.goal.id} {one.on} {one.days} {one.span}" for one in due(grown(files), chosen)]


def test_what_is_due_the_longest_wait_first():
    files = {
        "act": OUTCOME.replace("2026-04-20", "2026-03-01"),
        "late": "type: output\ntitle: Late\nstatus: building\ndue: 2026-05-01",
        "done": "type: output\ntitle: Done\nstatus: shipped\nshipped_on: 2026-03-20",
        "soon": "type: output\ntitle: Soon\nstatus: shipped\nshipped_on: 2026-04-01\nreview: {due: 2026-05-20}",
        "then": "type: output\ntitle: Then\nstatus: shipped\nshipped_on: 2026-05-01",
        "over": "type: impact\ntitle: Over\nstatus: active\nperiod: 2026-Q1",
        "gone": "type: impact\ntitle: Gone\nstatus: paused\nperiod: 2026-Q1",
    }
    assert waiting(files) == [
        "measure act 2026-03-01 73 goals/act.md:12:12",
        "period over 2026-03-31 43 goals/over.md:5:9",
        "review done 2026-05-01 12 goals/done.md:5:13",
        "ship late 2026-05-01 12 goals/late.md:5:6",
        "review soon 2026-05-20 -7 goals/soon.md:6:15",
    ]


def test_the_day_of_a_target_is_due_once_it_passed():
    passed = OUTCOME.replace("by: 2026-12-31", "by: 2026-05-12")
    assert waiting({"act": passed}) == ["target act 2026-05-12 1 goals/act.md:10:27"]


@pytest.mark.parametrize(
    ("ignore", "matters"),
    [
        ("{rule: GT308, reason: The counter is broken.}", []),
        ("{rule: stale-metric, reason: ''}", ["measure"]),
        ("{rule: GT220, reason: We go on.}", ["measure"]),
        ("{rule: GT999, reason: We go on.}", ["measure"]),
    ],
)
def test_who_gave_a_reason_to_wait_is_not_asked_again(ignore, matters):
    stale = f"{OUTCOME.replace('2026-04-20', '2026-03-01')}lint: {{ignore: {ignore}}}"
    assert [one.partition(" ")[0] for one in waiting({"act": stale})] == matters


def test_every_owner_has_what_is_theirs_and_what_nobody_owns_comes_last():
    files = {
        "a": "type: impact\ntitle: A\nstatus: active\nperiod: 2026-Q1\nowner: [Growth, support-team]",
        "b": "type: impact\ntitle: B\nstatus: active\nperiod: 2026-Q1\nowner: Support Team",
        "c": "type: impact\ntitle: C\nstatus: active\nperiod: 2026-Q1",
        "d": "type: impact\ntitle: D\nstatus: active\nowner: Platform",
        "e": "type: impact\ntitle: E\nstatus: active\nperiod: 2026-Q1\nowner: Platform",
    }
    found = by_owner(grown(files), TODAY, hidden={"e"})
    assert [(one.key, one.name, [matter.goal.id for matter in one.matters]) for one in found] == [
        ("growth", "Growth", ["a"]),
        ("supportteam", "support-team", ["a", "b"]),
        ("", "", ["c"]),
    ]
