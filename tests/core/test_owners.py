"""Owners as people mean them: one page each, under an address of its own."""

from __future__ import annotations

from datetime import date

from mkdocs_goal_tree.core.owners import Load, load_of, owned

GOAL = "\ngoals/{0}.md\n    type: outcome\n    title: {0}\n    status: active\n    owner: {1}\n    {2}\n"


def told(project, hidden=()):
    return [
        (one.name, one.slug, [goal.id for goal in one.goals]) for one in owned(project.tree, project.settings, hidden)
    ]


def test_spellings_of_one_name_are_one_owner_named_as_the_first_file_writes_it(goals):
    files = (
        GOAL.format("a", "'@Support  Team'", "") + GOAL.format("b", "support-team", "") + GOAL.format("c", "Growth", "")
    )

    assert told(goals(files)) == [("Growth", "growth", ["c"]), ("Support  Team", "support-team", ["a", "b"])]


def test_key_and_name_of_the_settings_are_one_owner(goals):
    files = GOAL.format("a", "growth", "") + GOAL.format("b", "Growth squad", "")
    project = goals(files, owners={"growth": {"name": "Growth squad", "url": "https://example.org/g"}})

    assert told(project) == [("Growth squad", "growth-squad", ["a", "b"])]
    assert owned(project.tree, project.settings)[0].url == "https://example.org/g"


def test_a_goal_of_several_owners_is_each_ones_and_once(goals):
    assert told(goals(GOAL.format("a", "[Growth, Support, growth]", ""))) == [
        ("Growth", "growth", ["a"]),
        ("Support", "support", ["a"]),
    ]


def test_names_with_one_slug_get_addresses_of_their_own(goals):
    names = ["Ökonomie & Co", "okonomie co", "🙂", "🎉", "index", "README", "'" + "x" * 200 + "'"]
    files = "".join(GOAL.format(f"g{i}", name, "") for i, name in enumerate(names))

    slugs = [slug for _, slug, _ in told(goals(files))]

    assert slugs == ["index-2", "okonomie-co", "readme-2", "x" * 63, "okonomie-co-2", "owner", "owner-2"]


def test_no_owners_no_pages(goals):
    assert told(goals("goals/a.md\n    type: outcome\n    title: A\n")) == []
    assert told(goals(GOAL.format("a", "Growth", "")), hidden={"a"}) == []


def test_what_an_owner_has_in_hand_is_counted(goals):
    metric = "metrics: {{name: M, baseline: {{value: 0, on: 2026-01-01}}, target: {{value: 100, by: 2026-12-31}}, actuals: {{on: 2026-05-0{}, value: {}}}}}"
    guard = "metrics: [{name: M, baseline: 1, target: 3, actuals: {on: 2026-05-04, value: 2}}, {name: G, role: guardrail, direction: down, baseline: 3, actuals: {on: 2026-05-01, value: 4}}]"
    files = (
        GOAL.format("behind", "Growth", metric.format(1, 1))
        + GOAL.format("fine", "Growth", metric.format(2, 90))
        + GOAL.format("never", "Growth", "")
        + GOAL.format("breached", "Growth", guard)
        + GOAL.format("closed", "Growth", "").replace("status: active", "status: dropped")
        + "\ngoals/p.md\n    type: output\n    title: P\n    status: shipped\n    owner: Growth\n    shipped_on: 2026-01-01\n"
    )
    project = goals(files)

    assert load_of(project.tree, project.settings) == Load(
        active=4, behind=1, breached=1, not_measured=1, overdue=1, last=date(2026, 5, 4)
    )
