"""Findings that come, go and stay; promises made easier without a word; addresses that break."""

from __future__ import annotations

import pytest

from mkdocs_goal_tree.core.addresses import broken_by, page_of
from mkdocs_goal_tree.core.comparison import compare_projects

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
