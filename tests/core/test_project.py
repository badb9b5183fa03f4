"""Files in, tree and findings out: severities, ignores, files that were lost."""

from __future__ import annotations

from datetime import date

import pytest

from mkdocs_goal_tree.core.findings import Severity
from mkdocs_goal_tree.core.ignores import leave_ignored
from mkdocs_goal_tree.core.project import Files, examine
from mkdocs_goal_tree.core.rules import found
from mkdocs_goal_tree.core.settings import Settings
from mkdocs_goal_tree.core.source import Source, Span

SETTINGS = Settings(today=date(2026, 5, 13))


def said(project):
    return [f"{f.rule} {f.span}" for f in project.findings]


def test_nothing_in_nothing_out():
    project = examine(Files(), SETTINGS)
    assert (len(project.tree), project.reads, project.findings) == (0, (), ())


def test_findings_come_in_order_of_place_with_their_goal(goals):
    project = goals("""
goals/b.md
    type: output
    title: B
    owners: Growth

goals/a.md
    type: output
    title: A
    contributes_to: c
""")
    assert [(f.rule, str(f.span), f.goal) for f in project.findings] == [
        ("GT201", "goals/a.md:4:17", "a"),
        ("GT206", "goals/b.md:3:8", "b"),
        ("GT105", "goals/b.md:4:1", "b"),
    ]


def test_settings_choose_severities_and_switch_rules_off(goals):
    project = goals(
        """
goals/a.md
    type: output
    title: A
    owners: Growth
""",
        rules={"GT2": "error", "unknown-field": "off"},
    )
    assert [(f.rule, f.severity) for f in project.findings] == [("GT206", Severity.ERROR)]


def test_a_reasoned_ignore_by_code_or_name_silences_one_rule_on_one_goal(goals):
    project = goals("""
goals/a.md
    type: output
    title: A
    lint:
      ignore:
        - rule: orphan-output
          reason: Asked for by law.

goals/b.md
    type: output
    title: B
    owners: Growth
    lint:
      ignore:
        rule: GT206
        reason: Asked for by law.
""")
    assert said(project) == ["GT105 goals/b.md:4:1"]


@pytest.mark.parametrize(
    ("entry", "findings"),
    [
        ("{rule: GT206}", ["GT206 goals/a.md:3:8", "GT110 goals/a.md:6:5"]),
        ('{rule: GT206, reason: " "}', ["GT206 goals/a.md:3:8", "GT110 goals/a.md:6:5"]),
        ("{rule: GT205, reason: r}", ["GT206 goals/a.md:3:8", "GT110 goals/a.md:6:5"]),
        ("{rule: GT2, reason: r}", ["GT206 goals/a.md:3:8", "GT902 goals/a.md:6:12"]),
        ("{rule: orphan-outputs, reason: r}", ["GT206 goals/a.md:3:8", "GT902 goals/a.md:6:12"]),
        ("{rule: GT216, reason: the handbook tells it}", ["GT206 goals/a.md:3:8"]),
    ],
)
def test_an_ignore_that_does_not_count_is_told(goals, entry, findings):
    project = goals(f"""
goals/a.md
    type: output
    title: A
    lint:
      ignore:
      - {entry}
""")
    assert said(project) == findings


def test_an_ignore_counts_for_a_rule_that_is_off(goals):
    project = goals(
        """
goals/a.md
    type: output
    title: A
    lint:
      ignore:
        rule: GT206
        reason: Asked for by law.
""",
        rules={"GT206": "off"},
    )
    assert said(project) == []


def test_an_ignore_of_a_paused_goal_waits_until_the_goal_goes_on(goals):
    project = goals("""
goals/a.md
    type: output
    title: A
    status: paused
    lint:
      ignore:
        rule: GT206
        reason: Asked for by law.
""")
    assert said(project) == []


def test_a_table_that_is_wrong_belongs_to_the_goal_that_names_it(goals):
    files = """
goals/a.md
    type: impact
    title: A
    metrics:
      name: Learners
      direction: up
      actuals:
        file: learners.csv

goals/learners.csv
    on,value
    2026-02-01,many
"""
    ignored = files.replace(
        "    title: A\n", "    title: A\n    lint: {ignore: {rule: bad-csv, reason: The export is being mended.}}\n"
    )
    assert [(f.rule, str(f.span), f.goal) for f in goals(files).findings] == [("GT311", "goals/learners.csv:2:12", "a")]
    assert said(goals(ignored)) == []


def test_a_second_goal_of_an_id_ignores_in_its_own_file(goals):
    project = goals("""
goals/a.md
    type: impact
    title: A

goals/old/a.md
    type: impact
    title: A
    lint:
      ignore:
        rule: GT103
        reason: Moves next week.
""")
    assert said(project) == []


def test_a_file_that_was_lost_on_the_way_keeps_its_place():
    lost = found("GT109", Span("goals/weekend.md", 3, 9), "no UTF-8")
    files = Files(
        (
            Source("goals/reminder.md", "reminder.md", "---\ntype: output\ntitle: R\ncontributes_to: weekend\n---\n"),
            Source("goals/weekend.md", "weekend.md", ""),
        ),
        findings=(lost,),
    )
    project = examine(files, SETTINGS)
    assert project.findings == (lost,)
    assert list(project.tree.unread) == ["weekend"]


def test_a_table_that_was_lost_is_told_where_a_goal_names_it_and_only_then():
    lost = found("GT109", Span("goals/learners.csv", 2, 4), "no UTF-8", "save it")
    goal = "---\ntype: impact\ntitle: A\nmetrics:\n  name: L\n  direction: up\n  actuals: {file: learners.csv}\n---\n"
    tables = {"learners.csv": ""}
    named = Files((Source("goals/a.md", "a.md", goal),), tables, (lost,))
    assert [(str(f.span), f.message, f.goal) for f in examine(named, SETTINGS).findings] == [
        ("goals/learners.csv:2:4", "no UTF-8", "a")
    ]
    assert examine(Files((), tables, (lost,)), SETTINGS).findings == ()


def test_what_is_told_after_the_examination_can_be_ignored_too(goals):
    project = goals("""
goals/a.md
    type: impact
    title: A
    lint:
      ignore:
        rule: unknown-reference
        reason: Its page comes next week.
""")
    here, there = (found("GT216", Span(path), "no goal") for path in ("goals/a.md", "docs/index.md"))
    assert leave_ignored([here, there], project.tree) == [there]


def test_the_same_files_give_the_same_findings_in_any_order(goals):
    parts = [f"\ngoals/{name}.md\n    type: output\n    title: {name}\n" for name in "abc"]
    assert goals("".join(parts)).findings == goals("".join(reversed(parts))).findings
