"""What changed between two trees: old file, new file, expected changes; and what holds whatever the files are."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_goal_tree.core.changes import Kind
from mkdocs_goal_tree.core.diff import compare
from mkdocs_goal_tree.core.project import Files, examine
from mkdocs_goal_tree.core.settings import Settings
from mkdocs_goal_tree.core.source import Source

SETTINGS = Settings(today=date(2026, 5, 13))
IMPACT = "type: impact\ntitle: Learners stay"
OUTCOME = "type: outcome\ntitle: Learners practice on Saturday\nstatus: active"
OUTPUT = "type: output\ntitle: Weekend reminder"
METRIC = "\nmetrics:\n  name: Practice\n  unit: '%'\n  baseline: 20\n  target:\n    value: 80\n    by: 2026-09-30"


def grown(files):
    sources = [Source(f"goals/{name}.md", f"{name}.md", f"---\n{text}\n---\n") for name, text in files.items()]
    return examine(Files(tuple(sources)), SETTINGS).tree


def told(old, new):
    """`kind goal field item old → new direction`, as far as there is something to say."""
    return [shown(change) for change in compare(grown(old), grown(new))]


def shown(change):
    ids = " ".join(dict.fromkeys(name for name in (change.old.goal, change.new.goal) if name))
    about = " ".join(part for part in (change.kind, ids, change.field, change.item) if part)
    values = f"{plain(change.old.value)} → {plain(change.new.value)}"
    return f"{about}: {values}{f', {change.direction}' if change.direction else ''}"


def plain(value):
    return "–" if value is None else "..".join(map(str, value)) if isinstance(value, tuple) else str(value)


def test_a_goal_is_added_and_one_is_removed():
    assert told({"stay": IMPACT}, {"saturday": OUTCOME}) == [
        "goal-removed stay: Learners stay → –",
        "goal-added saturday: – → Learners practice on Saturday",
    ]


def test_a_former_id_on_either_side_counts_as_a_rename():
    former = {"saturday": OUTCOME.replace("Learners", "Pupils") + "\naliases: [weekend]"}
    changes = [
        "goal-renamed weekend saturday id: weekend → saturday",
        "file-moved weekend saturday: weekend.md → saturday.md",
    ]
    told_now = told({"weekend": OUTCOME}, former)
    assert [line for line in told_now if not line.startswith("field-changed")] == changes
    assert [line for line in told(former, {"weekend": OUTCOME}) if line.startswith("goal-")] == [
        "goal-renamed saturday weekend id: saturday → weekend"
    ]


def test_a_file_that_moved_is_known_again_by_its_content():
    assert told({"weekend": OUTCOME, "a": IMPACT}, {"teams/saturday": OUTCOME, "a": IMPACT}) == [
        "goal-renamed weekend saturday id: weekend → saturday",
        "file-moved weekend saturday: weekend.md → teams/saturday.md",
    ]


def test_a_goal_with_an_id_of_its_own_only_moves():
    named = f"{OUTCOME}\nid: weekend"
    assert told({"weekend": named}, {"teams/weekend": named}) == ["file-moved weekend: weekend.md → teams/weekend.md"]


def test_two_goals_with_one_title_are_not_taken_for_each_other():
    old, new = {"a": OUTPUT, "b": f"{OUTPUT}\norder: 1"}, {"c": f"{OUTPUT}\norder: 2", "d": f"{OUTPUT}\norder: 3"}
    assert [line.split()[0] for line in told(old, new)] == ["goal-removed"] * 2 + ["goal-added"] * 2


# Fields added to a goal: before, after, what is told.
FIELDS = [
    ("level", OUTCOME, OUTCOME.replace("outcome", "impact"), ["level-changed x type: outcome → impact"]),
    ("status", OUTCOME, OUTCOME.replace("active", "dropped"), ["status-moved x status: active → dropped"]),
    ("title", OUTPUT, f"{OUTPUT} by mail", ["field-changed x title: Weekend reminder → Weekend reminder by mail"]),
    ("owner", f"{OUTPUT}\nowner: Growth", f"{OUTPUT}\nowner: [Growth, Mobile]", ["field-changed x owner: Growth → Growth..Mobile"]),
    ("summary", OUTPUT, f"{OUTPUT}\nsummary: Soon", ["field-changed x summary: – → Soon"]),
    ("description", f"{OUTPUT}\nsummary: Soon", f"{OUTPUT}\nsummary: Soon\ndescription: A page",
     ["field-changed x description: – → A page"]),
    ("owner gone", f"{OUTPUT}\nowner: Growth", OUTPUT, ["field-changed x owner: Growth → –"]),
    ("due later", f"{OUTPUT}\ndue: 2026-06-01", f"{OUTPUT}\ndue: 2026-07-01", ["date-moved x due: 2026-06-01 → 2026-07-01, easier"]),
    ("due earlier", f"{OUTPUT}\ndue: 2026-06-01", f"{OUTPUT}\ndue: 2026-05-01", ["date-moved x due: 2026-06-01 → 2026-05-01, harder"]),
    ("due gone", f"{OUTPUT}\ndue: 2026-06-01", OUTPUT, ["date-moved x due: 2026-06-01 → –, easier"]),
    ("period", f"{OUTPUT}\nperiod: 2026-Q2", f"{OUTPUT}\nperiod: 2026-Q3",
     ["date-moved x period.to: 2026-06-30 → 2026-09-30, easier", "date-moved x period.from: 2026-04-01 → 2026-07-01"]),
    ("criterion met", f"{OUTPUT}\nacceptance: [{{criterion: Fast, met: false}}]", f"{OUTPUT}\nacceptance: [{{criterion: Fast, met: true}}]",
     ["field-changed x acceptance.met Fast: False → True"]),
    ("criterion", f"{OUTPUT}\nacceptance: [{{criterion: Fast}}]", f"{OUTPUT}\nacceptance: [{{criterion: Slow, target: 1}}, {{criterion: Fast}}]",
     ["field-changed x acceptance Slow: – → Slow"]),
    ("assumption", f"{OUTPUT}\nassumptions: [{{text: They care}}]", f"{OUTPUT}\nassumptions: [{{text: They care, state: refuted}}]",
     ["field-changed x assumptions.state They care: untested → refuted"]),
    ("decision", OUTPUT, f"{OUTPUT}\ndecisions: [{{on: 2026-05-01, what: Later}}]", ["decision-recorded x decisions Later: – → Later"]),
    ("verdict", f"{OUTPUT}\nreviews: {{due: 2026-05-01}}",
     f"{OUTPUT}\nreviews: {{due: 2026-05-01, done_on: 2026-05-02, verdicts: [{{metric: Practice, verdict: not-moved}}]}}",
     ["verdict-recorded x reviews.verdicts Practice: – → not-moved",
      "field-changed x reviews.done_on 1: – → 2026-05-02"]),
    ("verdict with its review", OUTPUT, f"{OUTPUT}\nreviews: {{due: 2026-05-01, verdicts: [{{metric: Practice, verdict: moved}}]}}",
     ["verdict-recorded x reviews.verdicts Practice: – → moved", "field-changed x reviews 1: – → 2026-05-01"]),
    ("other verdict", f"{OUTPUT}\nreviews: {{due: 2026-05-01, verdicts: [{{metric: Practice, verdict: moved}}]}}",
     f"{OUTPUT}\nreviews: {{due: 2026-05-01, verdicts: [{{metric: Practice, verdict: worse}}]}}",
     ["verdict-changed x reviews.verdicts Practice: moved → worse"]),
    ("tags", OUTPUT, f"{OUTPUT}\ntags: [mail]", ["field-changed x tags: – → mail"]),
    ("metric", OUTCOME, OUTCOME + "\nmetrics: {name: Practice}", ["metric-added x metrics practice: – → Practice"]),
    ("no metric", OUTCOME + "\nmetrics: {name: Practice}", OUTCOME, ["metric-removed x metrics practice: Practice → –"]),
    ("metric renamed", OUTCOME + "\nmetrics: {name: Practice}", OUTCOME + "\nmetrics: {name: Saturdays, aliases: [practice]}",
     ["metric-renamed x metrics.id saturdays: practice → saturdays", "metric-renamed x metrics.name saturdays: Practice → Saturdays",
      "field-changed x metrics.aliases saturdays: – → practice"]),
    ("metric named otherwise", OUTCOME + "\nmetrics: {name: Practice, id: p}", OUTCOME + "\nmetrics: {name: Saturdays, id: p}",
     ["metric-renamed x metrics.name p: Practice → Saturdays"]),
    ("target", OUTCOME + METRIC, OUTCOME + METRIC.replace("80", "60"), ["target-moved x metrics.target practice: 80 → 60, easier"]),
    ("target up", OUTCOME + METRIC, OUTCOME + METRIC.replace("80", "90"), ["target-moved x metrics.target practice: 80 → 90, harder"]),
    ("target date", OUTCOME + METRIC, OUTCOME + METRIC.replace("09-30", "12-31"),
     ["target-moved x metrics.target.by practice: 2026-09-30 → 2026-12-31, easier"]),
    ("no target", OUTCOME + METRIC, OUTCOME + METRIC.partition("\n  target")[0] + "\n  direction: up",
     ["target-moved x metrics.target practice: 80 → –, easier"]),
    ("baseline", OUTCOME + METRIC, OUTCOME + METRIC.replace("20", "10", 1), ["baseline-moved x metrics.baseline practice: 20 → 10, easier"]),
    ("unit and target", OUTCOME + METRIC.replace("'%'", "min"), OUTCOME + METRIC.replace("'%'", "s").replace("80", "60"),
     ["target-moved x metrics.target practice: 80 → 60", "field-changed x metrics.unit practice: min → s"]),
    ("measurement", OUTCOME + METRIC, OUTCOME + METRIC + "\n  actuals: [{on: 2026-05-01, value: 30}]",
     ["measured x metrics.actuals practice: – → 30"]),
    ("milestone", OUTCOME + "\nmetrics: {name: P, target: [{value: 40, by: 2026-06-30}, {value: 80, by: 2026-09-30}]}",
     OUTCOME + "\nmetrics: {name: P, target: [{value: 30, by: 2026-06-30}, {value: 80, by: 2026-09-30}]}",
     ["field-changed x metrics.milestones p: 40 by 2026-06-30 → 30 by 2026-06-30"]),
    ("age of a number", OUTCOME + METRIC + "\n  stale_after: 30d", OUTCOME + METRIC + "\n  stale_after: 6w",
     ["field-changed x metrics.stale_after practice: 30d → 6w"]),
    ("day of the baseline", OUTCOME + METRIC, OUTCOME + METRIC.replace("baseline: 20", "baseline: {value: 20, on: 2026-01-05}"),
     ["field-changed x metrics.baseline.on practice: – → 2026-01-05"]),
    ("source", OUTCOME + METRIC, OUTCOME + METRIC + "\n  source: {label: Analytics}", ["field-changed x metrics.source.label practice: – → Analytics"]),
    ("second decision of one text", f"{OUTPUT}\ndecisions: [{{what: Later}}]", f"{OUTPUT}\ndecisions: [{{what: Later}}, {{what: Later}}]",
     ["decision-recorded x decisions Later (2): – → Later"]),
    ("headline", OUTCOME + "\nmetrics: [{name: A}, {name: B}]", OUTCOME + "\nmetrics: [{name: B}, {name: A}]", ["field-changed x headline b: a → b"]),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "changes"), [case[1:] for case in FIELDS], ids=[case[0] for case in FIELDS])
def test_a_field_that_changes(old, new, changes):
    assert told({"x": old}, {"x": new}) == changes


@pytest.mark.parametrize(
    ("old", "new", "direction"),
    [
        ("direction: down, target: 5", "direction: down, target: 8", "easier"),
        ("direction: down, target: 8", "direction: down, target: 5", "harder"),
        ("target: {min: 10, max: 30}", "target: {min: 5, max: 30}", "easier"),
        ("target: {min: 10, max: 30}", "target: {min: 12, max: 28}", "harder"),
        ("target: {min: 10, max: 30}", "target: {min: 20, max: 40}", None),
        ("target: {max: 4.2}", "target: {max: 5}", "easier"),
        ("direction: hold, baseline: 5, target: {tolerance: 1}", "direction: hold, baseline: 5, target: {tolerance: 2}", "easier"),
        ("direction: up, target: 5", "direction: down, target: 8", None),
        ("direction: up, target: 80", "direction: up, target: {min: 60}", "easier"),
        ("measure: boolean, target: true", "measure: boolean, target: false", None),
    ],
)  # fmt: skip
def test_which_way_a_target_moved(old, new, direction):
    old, new = ({"x": f"{OUTCOME}\nmetrics: {{name: P, {metric}}}"} for metric in (old, new))
    moved = [change for change in compare(grown(old), grown(new)) if change.kind is Kind.TARGET_MOVED]
    assert [change.direction for change in moved] == [direction]


def test_a_later_period_puts_a_target_off_that_has_no_day_of_its_own():
    old, new = (
        f"{OUTCOME}\nperiod: {period}{METRIC}".replace("\n    by: 2026-09-30", "") for period in ("2026-Q2", "2026-Q4")
    )
    assert told({"x": old}, {"x": new})[0] == "date-moved x period.to: 2026-06-30 → 2026-12-31, easier"


def test_a_new_day_that_the_period_has_anyway_is_no_easier():
    old = f"{OUTCOME}\nperiod: 2026-Q3{METRIC}"
    assert told({"x": old}, {"x": old.replace("\n    by: 2026-09-30", "")}) == [
        "target-moved x metrics.target.by practice: 2026-09-30 → –"
    ]


# Changes of more than one field of one file: old files, new files, what is told.
CHILD = f"{OUTPUT}\ncontributes_to: o"
REVIEWED = f"{OUTPUT}\nreviews: {{due: 2026-05-01, verdicts: [{{metric: Practice, verdict: moved}}]}}"
DECIDED = f"{OUTPUT}\ndecisions: [{{on: 2026-05-01, what: Later}}]"
WHOLE = [
    ("added", {}, {"a": IMPACT}, ["goal-added a: – → Learners stay"]),
    ("removed", {"a": IMPACT}, {}, ["goal-removed a: Learners stay → –"]),
    ("renamed", {"x": f"{OUTPUT}\nid: old"}, {"x": f"{OUTPUT}\nid: new"}, ["goal-renamed old new id: old → new"]),
    ("moved", {"x": f"{OUTPUT}\nid: x"}, {"team/x": f"{OUTPUT}\nid: x"}, ["file-moved x: x.md → team/x.md"]),
    ("text", {"x": f"{OUTPUT}\n---\nOne."}, {"x": f"{OUTPUT}\n---\nTwo."}, ["text-changed x: – → –"]),
    ("orphaned", {"o": OUTCOME, "x": CHILD}, {"o": OUTCOME, "x": OUTPUT},
     ["orphaned x contributes_to: – → –", "parent-removed x contributes_to o: o → –"]),
    ("adopted", {"o": OUTCOME, "x": OUTPUT}, {"o": OUTCOME, "x": CHILD},
     ["adopted x contributes_to: – → –", "parent-added x contributes_to o: – → o"]),
    ("parent moved", {"o": OUTCOME, "p": IMPACT, "x": CHILD}, {"o": OUTCOME, "p": IMPACT, "x": CHILD.replace("to: o", "to: p")},
     ["parent-moved x contributes_to p: o → p"]),
    ("primary", {"a": f"{IMPACT}\nprimary: {{from: 2026-01-01}}", "b": f"{IMPACT} more"},
     {"a": f"{IMPACT}\nprimary: {{from: 2026-01-01}}", "b": f"{IMPACT} more\nprimary: {{from: 2026-06-01}}"},
     ["primary-switched a b primary: Learners stay → Learners stay more", "field-changed b primary 2026-06-01: – → 2026-06-01"]),
    ("verdict withdrawn", {"x": REVIEWED}, {"x": f"{OUTPUT}\nreviews: {{due: 2026-05-01}}"},
     ["verdict-withdrawn x reviews.verdicts Practice: moved → –"]),
    ("decision withdrawn", {"x": DECIDED}, {"x": OUTPUT}, ["decision-withdrawn x decisions Later: Later → –"]),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "changes"), [case[1:] for case in WHOLE], ids=[case[0] for case in WHOLE])
def test_a_tree_that_changes(old, new, changes):
    assert told(old, new) == changes


def test_the_two_tables_have_every_kind_that_trees_tell():
    lines = [line for *_, changes in (*FIELDS, *WHOLE) for line in changes]
    assert {line.split()[0].removesuffix(":") for line in lines} == set(Kind) - {Kind.PROGRESS_SHOWN}


LISTED = f"{OUTCOME}\nmetrics:\n  - {{name: A, direction: up, target: 5}}\n  - {{name: B, direction: up, target: 7}}"


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        (OUTCOME + METRIC, OUTCOME + METRIC.replace("80", "sixty"), []),
        (OUTCOME + METRIC, OUTCOME + METRIC.replace("baseline: 20", "baseline: low"), []),
        (OUTCOME + METRIC, OUTCOME + METRIC.replace("2026-09-30", "2026-09-31"), []),
        (OUTCOME + METRIC, OUTCOME + METRIC.replace("80", "60").replace("2026-09-30", "soon"),
         ["target-moved x metrics.target practice: 80 → 60, easier"]),
        (OUTCOME + METRIC + "\n  actuals: [{on: 2026-05-01, value: 30}]", OUTCOME + METRIC + "\n  actuals: [{on: 2026-05-01, value: 3o}]", []),
        (OUTCOME, OUTCOME.replace("active", "activ"), []),
        (f"{OUTPUT}\ndue: 2026-06-01", f"{OUTPUT}\ndue: 1 July", []),
        (f"{OUTPUT}\nperiod: 2026-Q2", f"{OUTPUT}\nperiod: 2026-Q7", []),
        (LISTED, LISTED.replace("name: B, ", ""), []),
        (LISTED, LISTED.replace("target: 5", "target: x").replace("target: 7", "target: 6"),
         ["target-moved x metrics.target b: 7 → 6, easier"]),
        (f"{OUTPUT}\ndue: 2026-06-01\nowner: A", f"goal:\n  {OUTPUT}\n  due: 1 July\n  owner: B".replace("\ntitle", "\n  title"),
         ["field-changed x owner: A → B"]),
    ],
)  # fmt: skip
def test_what_cannot_be_read_on_one_side_is_not_told_as_gone(old, new, changes):
    assert told({"x": old}, {"x": new}) == changes
    assert len(told({"x": new}, {"x": old})) == len(changes)


def test_a_parent_whose_file_cannot_be_read_is_not_told_as_lost():
    old, new = {"o": OUTCOME, "x": CHILD}, {"o": "type: [", "x": CHILD}
    assert (told(old, new), told(new, old)) == ([], [])


def test_a_primary_impact_whose_file_cannot_be_read_is_not_told_as_switched():
    old = {"a": f"{IMPACT}\nprimary: {{from: 2026-01-01}}", "b": f"{IMPACT} more"}
    assert (told(old, {**old, "a": "type: ["}), told({**old, "a": "type: ["}, old)) == ([], [])


PARENTS = {"a": IMPACT, "b": f"{IMPACT} longer", "o": OUTCOME, "p": f"{OUTCOME}2".replace("Saturday", "Sunday")}


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        ("[o]", "[o, p]", ["parent-added x contributes_to p: – → p"]),
        ("[o, p]", "[o]", ["parent-removed x contributes_to p: p → –"]),
        ("[o]", "[p]", ["parent-moved x contributes_to p: o → p"]),
        ("[o]", "[]", ["orphaned x contributes_to: – → –", "parent-removed x contributes_to o: o → –"]),
        ("[]", "[o]", ["adopted x contributes_to: – → –", "parent-added x contributes_to o: – → o"]),
        ("[{goal: o, confidence: 0.5}]", "[{goal: o, confidence: 0.8}]", ["field-changed x contributes_to.confidence o: 0.5 → 0.8"]),
        ("[o, p]", "[p, o]", []),
    ],
)  # fmt: skip
def test_parents(old, new, changes):
    old, new = ({**PARENTS, "x": f"{OUTPUT}\ncontributes_to: {parents}"} for parents in (old, new))
    assert told(old, new) == changes


def test_an_output_loses_its_outcome_with_the_file_of_the_outcome():
    child = f"{OUTPUT}\ncontributes_to: o"
    assert told({"o": OUTCOME, "x": child}, {"x": child}) == [
        "goal-removed o: Learners practice on Saturday → –",
        "orphaned x contributes_to: – → –",
        "parent-removed x contributes_to o: o → –",
    ]


def test_a_parent_that_was_renamed_is_the_same_parent():
    old = {"o": OUTCOME, "x": f"{OUTPUT}\ncontributes_to: o"}
    new = {"new": f"{OUTCOME}\naliases: [o]", "x": f"{OUTPUT}\ncontributes_to: new"}
    assert [line.split(":")[0] for line in told(old, new)] == [
        "goal-renamed o new id",
        "file-moved o new",
        "field-changed o new aliases",
    ]


def test_the_primary_impact_switches():
    old = {"a": f"{IMPACT}\nprimary: {{from: 2026-01-01}}", "b": f"{IMPACT} more"}
    new = {
        "a": f"{IMPACT}\nprimary: {{from: 2026-01-01, to: 2026-05-31}}",
        "b": f"{IMPACT} more\nprimary: {{from: 2026-06-01}}",
    }
    assert told(old, new) == [
        "primary-switched a b primary: Learners stay → Learners stay more",
        "field-changed a primary.to 2026-01-01: – → 2026-05-31",
        "field-changed b primary 2026-06-01: – → 2026-06-01",
    ]


def test_what_follows_from_another_field_is_told_there_alone():
    old = f"{OUTPUT}\ncontributes_to: o\nexpects: {{metric: Practice}}"
    assert told({**PARENTS, "x": old}, {**PARENTS, "x": old.replace("to: o", "to: p")}) == [
        "parent-moved x contributes_to p: o → p"
    ]


def test_a_file_that_cannot_be_read_on_one_side_neither_came_nor_went():
    assert told({"x": OUTPUT}, {"x": "type: ["}) == []
    assert told({"x": "type: ["}, {"x": OUTPUT}) == []


def test_lines_and_order_of_fields_are_no_change():
    assert told({"x": f"{OUTPUT}\nowner: A"}, {"x": f"owner: A\n\n{OUTPUT}"}) == []


def test_text_below_the_fields_is_told_as_such():
    old, new = (
        examine(Files((Source("goals/x.md", "x.md", f"---\n{OUTPUT}\n---\n{body}"),)), SETTINGS).tree
        for body in ("One.\n", "Two.\n")
    )
    assert [shown(change) for change in compare(old, new)] == ["text-changed x: – → –"]


def test_a_change_has_its_place_on_both_sides():
    change = compare(grown({"x": OUTCOME + METRIC}), grown({"x": f"owner: A\n{OUTCOME}{METRIC}".replace("80", "60")}))[
        0
    ]
    assert (str(change.old.span), str(change.new.span)) == ("goals/x.md:10:12", "goals/x.md:11:12")


SNIPPETS = [IMPACT, OUTCOME, OUTPUT, OUTCOME + METRIC, OUTCOME + METRIC.replace("80", "60"),
            "type: [", OUTCOME + METRIC.replace("80", "sixty"), OUTCOME.replace("active", "activ"), LISTED.replace("name: B, ", ""),
            *(case[side] for case in FIELDS for side in (1, 2))]  # fmt: skip
LINKS = ["", "\ncontributes_to: a", "\ncontributes_to: [b, {goal: c, confidence: 0.4}]"]
ALIASES = ["", "\naliases: [a]", "\naliases: [b, d]"]
GOAL = st.builds(
    lambda *parts: "".join(parts), st.sampled_from(SNIPPETS), st.sampled_from(LINKS), st.sampled_from(ALIASES)
)
TREES = st.dictionaries(st.sampled_from(["a", "b", "c", "d", "team/a"]), GOAL, max_size=4)


@given(TREES)
@settings(deadline=None)
def test_a_tree_does_not_differ_from_itself(files):
    assert compare(grown(files), grown(files)) == ()


@given(TREES, TREES)
@settings(max_examples=200, deadline=None)
def test_the_way_back_takes_every_change_back(old, new):
    there, back = compare(grown(old), grown(new)), compare(grown(new), grown(old))
    assert sorted(map(repr, (change.reversed() for change in there))) == sorted(map(repr, back))


@given(TREES, TREES, st.randoms())
@settings(deadline=None)
def test_the_order_of_files_does_not_matter(old, new, random):
    names = list(new)
    random.shuffle(names)
    assert compare(grown(old), grown(new)) == compare(grown(old), grown({name: new[name] for name in names}))


def test_every_kind_has_its_weight_and_goes_back():
    from mkdocs_goal_tree.core.changes import Change, Side

    for kind in Kind:
        change = Change(kind, Side(), Side())
        assert 0 < change.weight <= 100
        assert change.reversed().reversed() == change
