"""Findings that come, go and stay; promises made easier without a word; addresses that break."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import settings as tried
from hypothesis import strategies as st

from mkdocs_goal_tree.core.addresses import broken_by, page_of
from mkdocs_goal_tree.core.changes import Kind
from mkdocs_goal_tree.core.comparison import compare_projects
from mkdocs_goal_tree.core.project import Files, examine
from mkdocs_goal_tree.core.rules.rule import read_files
from mkdocs_goal_tree.core.settings import Settings
from mkdocs_goal_tree.core.source import Source

IMPACT = """
goals/stay.md
    type: impact
    title: Learners stay
"""
PROMISE = """
goals/saturday.md
    type: outcome
    title: Learners practice on Saturday
    status: active
    owner: Growth
    contributes_to: stay
    metrics:
      name: Practice
      unit: "%"
      baseline: 20
      target:
        value: 80
        by: 2026-09-30
"""
EASED = "GT313 goals/saturday.md:12:12: metrics[practice].target, 80 before and 60 now, was made easier, and `decisions` has no new entry"


def read(text):
    """As the fixture `goals`, without the language's word lists."""
    sources = [Source(name, name.removeprefix("goals/"), content) for name, content in read_files(text).items()]
    return examine(Files(tuple(sources)), Settings(today=date(2026, 5, 13)))


def findings(compared):
    return [f"{f.rule} {f.span}: {f.message}" for f in compared.appeared]


def test_a_target_made_easier_without_a_decision_is_told_at_its_place(goals):
    compared = compare_projects(goals(IMPACT + PROMISE), goals(IMPACT + PROMISE.replace("80", "60")))
    assert (findings(compared), compared.fixed) == ([EASED], ())


DECIDED = "    decisions:\n      what: Sixty is enough\n"
IGNORED = "    lint:\n      ignore:\n        - rule: target-made-easier\n          reason: A typing error.\n"


@pytest.mark.parametrize(
    ("what", "old", "new", "told"),
    [
        ("harder", PROMISE, PROMISE.replace("80", "90"), False),
        ("decided", PROMISE, PROMISE.replace("80", "60") + DECIDED, False),
        ("decided before", PROMISE + DECIDED, PROMISE.replace("80", "60") + DECIDED, True),
        ("ignored", PROMISE, PROMISE.replace("80", "60") + IGNORED, False),
        ("put off", PROMISE, PROMISE.replace("09-30", "12-31"), True),
        ("a draft", PROMISE.replace("active", "draft"), PROMISE.replace("active", "draft").replace("80", "60"), False),
        ("made a draft", PROMISE, PROMISE.replace("active", "draft").replace("80", "60"), True),
        ("paused", PROMISE, PROMISE.replace("active", "paused").replace("80", "60"), False),
        ("without a target", PROMISE, PROMISE.partition("      target")[0], True),
        ("another file", PROMISE, PROMISE.replace("saturday.md", "weekend.md").replace("80", "60"), True),
    ],
)  # fmt: skip
def test_when_an_easier_promise_is_told(goals, what, old, new, told):
    compared = compare_projects(goals(IMPACT + old), goals(IMPACT + new))
    assert any(finding.rule == "GT313" for finding in compared.appeared) is told, what


def test_the_settings_choose_how_much_an_easier_promise_weighs(goals):
    old, new = IMPACT + PROMISE, IMPACT + PROMISE.replace("80", "60")
    raised = compare_projects(goals(old), goals(new, rules={"target-made-easier": "error"}))
    silent = compare_projects(goals(old), goals(new, rules={"GT313": "off"}))
    assert ([finding.severity.word for finding in raised.appeared], silent.appeared) == (["error"], ())


def test_findings_appear_are_fixed_and_stay(goals):
    old = IMPACT + "    note: x\n    remark: x\n"
    new = IMPACT + "    remark: x\n\ngoals/x.md\n    type: output\n    title: Alone\n"
    compared = compare_projects(goals(old), goals(new))
    rules = [[f"{f.rule} {f.span}" for f in side] for side in (compared.appeared, compared.fixed, compared.stayed)]
    assert rules == [["GT206 goals/x.md:3:8"], ["GT105 goals/stay.md:4:1"], ["GT105 goals/stay.md:4:1"]]


def test_a_finding_moves_with_its_file(goals):
    old, new = IMPACT + "    note: x\n", IMPACT.replace("stay.md", "teams/stay.md") + "    note: x\n"
    compared = compare_projects(goals(old), goals(new))
    assert (compared.appeared, compared.fixed, len(compared.stayed)) == ((), (), 1)


def test_nothing_compared_with_itself_is_empty(goals):
    project = goals(IMPACT + PROMISE)
    assert compare_projects(project, project).is_empty


@pytest.mark.parametrize(
    ("path", "aliases", "broken"),
    [
        ("goals/a/new.md", "", ["a/old → a/new"]),
        ("goals/a/new.md", "old", []),
        ("goals/b/new.md", "old", ["a/old → b/new"]),
        ("goals/b/new.md", "a/old", []),
        ("goals/a/old/index.md", "", []),
    ],
)
def test_a_file_that_moved_breaks_its_address_unless_an_alias_leads_on(goals, path, aliases, broken):
    new = IMPACT.replace("goals/stay.md", path) + (f"    aliases: {aliases}\n" if aliases else "")
    project = goals(new)
    compared = compare_projects(goals(IMPACT.replace("goals/stay.md", "goals/a/old.md")), project)
    told = [f"{page_of(c.old.value)} → {page_of(c.new.value)}" for c in broken_by(compared.changes, project.tree)]
    assert told == broken


MEASURED = """
goals/saturday.md
    type: outcome
    title: Learners practice on Saturday
    status: active
    period: {from: 2025-11-01, to: 2026-06-30}
    metrics:
      - name: Practice
        unit: "%"
        baseline: {value: 20, on: 2025-11-01}
        target: 80
        actuals: [{on: 2026-05-01, value: 41}]
      - name: Complaints
        role: guardrail
        direction: down
        target: 5
        actuals: [{on: 2026-05-01, value: 4}]
"""
AGAIN = "value: 41}, {on: 2026-05-08, value: 44}]"
BREACHED = MEASURED.replace("value: 4}", "value: 6}")
"""35 % of the way on a day on which 75 % of the time is gone."""


def progress(compared):
    """State and percent before and after, as pages show them."""
    shown = [change for change in compared.changes if change.kind is Kind.PROGRESS_SHOWN]
    return [" → ".join(" ".join(map(str, side)) if side else "–" for side in (c.old.value, c.new.value)) for c in shown]


@pytest.mark.parametrize(
    ("what", "old", "new", "told"),
    [
        ("nothing", MEASURED, MEASURED, []),
        ("a title", MEASURED, MEASURED.replace("Saturday", "Sunday"), []),
        ("target", MEASURED, MEASURED.replace("80", "50"), ["behind 35 → on-track 70"]),
        ("a little", MEASURED, MEASURED.replace("80", "80.1"), []),
        ("measurement", MEASURED, MEASURED.replace("value: 41}]", AGAIN), ["behind 35 → behind 40"]),
        ("target met", MEASURED, MEASURED.replace("80", "41"), ["behind 35 → target-met 100"]),
        ("almost met", MEASURED, MEASURED.replace("80", "41.01"), ["behind 35 → on-track 99"]),
        ("guardrail", MEASURED, BREACHED, ["behind 35 → guardrail-breached 35"]),
        ("not measured", MEASURED, MEASURED.replace("[{on: 2026-05-01, value: 41}]", "[]"), ["behind 35 → not-measured None"]),
        ("paused", MEASURED, MEASURED.replace("active", "paused"), ["behind 35 →  35"]),
        ("closed", MEASURED, MEASURED.replace("active", "missed"), ["behind 35 →  35"]),
        ("no metric", MEASURED, MEASURED.partition("    metrics")[0], ["behind 35 → not-measured None"]),
        ("an output", MEASURED, MEASURED.replace("outcome", "output").replace("active", "building"), ["behind 35 → –"]),
        ("unreadable", MEASURED, MEASURED.replace("80", "x"), []),
        ("renamed", MEASURED, MEASURED.replace("saturday.md", "weekend.md").replace("80", "50"), ["behind 35 → on-track 70"]),
    ],
)  # fmt: skip
def test_progress_that_pages_show_changes_with_what_it_hangs_on(goals, what, old, new, told):
    there, back = compare_projects(goals(old), goals(new)), compare_projects(goals(new), goals(old))
    assert progress(there) == told, what
    assert sorted(map(repr, (change.reversed() for change in there.changes))) == sorted(map(repr, back.changes))


def test_a_state_that_turns_bad_is_told_early(goals):
    worse = compare_projects(goals(MEASURED.replace("80", "50")), goals(MEASURED))
    assert [change.kind.value for change in worse.changes] == ["progress-shown", "target-moved"]


VARIANTS = [
    MEASURED,
    BREACHED,
    *(MEASURED.replace(*pair) for pair in (("80", "50"), ("80", "x"), ("41}", "50}"), ("outcome", "impact"), ("active", "paused"))),
    *(MEASURED.replace("saturday.md", name) for name in ("sunday.md", "team/saturday.md")),
    MEASURED.replace("    metrics", "    aliases: [sunday]\n    metrics"),
]  # fmt: skip


@given(st.sampled_from(VARIANTS), st.sampled_from(VARIANTS))
@tried(max_examples=60, deadline=None)
def test_a_comparison_is_empty_with_itself_and_goes_back(old, new):
    there, back = compare_projects(read(old), read(new)), compare_projects(read(new), read(old))
    assert sorted(map(repr, (change.reversed() for change in there.changes))) == sorted(map(repr, back.changes))
    assert compare_projects(read(old), read(old)).is_empty


@given(st.permutations(["a", "b", "c"]))
@tried(max_examples=10, deadline=None)
def test_the_order_of_files_does_not_change_a_comparison(names):
    def outputs(order, owner=""):
        return read("".join(f"\ngoals/{name}.md\n    type: output\n    title: {name}\n{owner}" for name in order))

    here, there = (compare_projects(outputs("abc"), outputs(order, "    owner: A\n")) for order in (names, "abc"))
    assert (here.changes, here.appeared, here.stayed) == (there.changes, there.appeared, there.stayed)
