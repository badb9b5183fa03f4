"""`goals.json` and its schema in a real site."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest
from jsonschema import Draft202012Validator
from sites import build, mkdocs, page, write
from small import GOALS, config, site

DRAFT = "---\ntype: impact\ntitle: Not yet\ndraft: true\n---\n"


def exported(built, where="goals/goals.json"):
    return json.loads(page(built, where))


def test_goals_are_there_for_other_programs_with_the_addresses_of_their_pages(tmp_path):
    built = build(write(tmp_path, site()))
    data = exported(built)
    assert {goal["id"]: goal["url"] for goal in data["goals"]} == {
        "more-learners": "https://example.org/handbook/goals/impacts/more-learners/",
        "act-on-results": "https://example.org/handbook/goals/outcomes/act-on-results/",
        "push-messages": "https://example.org/handbook/goals/outputs/push-messages/",
    }
    assert [(edge["child"], edge["parent"]) for edge in data["edges"]] == [
        ("act-on-results", "more-learners"),
        ("push-messages", "act-on-results"),
    ]
    schema = exported(built, "goals/goals.schema.json")
    assert list(Draft202012Validator(schema).iter_errors(data)) == []
    assert page(built, "goals/goals.schema.json") == files("mkdocs_goal_tree").joinpath(
        "assets/goals.schema.json"
    ).read_text("utf-8")


@pytest.mark.parametrize("directories", ["true", "false"])
def test_without_site_url_addresses_begin_beside_the_file_and_lead_to_pages(tmp_path, directories):
    text = config(more=f"use_directory_urls: {directories}\n").replace("site_url: https://example.org/handbook/\n", "")
    built = build(write(tmp_path, {**site(), "mkdocs.yml": text}))
    for goal in exported(built)["goals"]:
        target = (built.site / "goals" / goal["url"]).resolve()
        assert (target / "index.html" if directories == "true" else target).is_file()


def test_drafts_are_left_out_of_a_build_and_are_there_in_serve(tmp_path):
    folder = write(tmp_path, site({**GOALS, "goals/impacts/not-yet.md": DRAFT}))
    known = ["more-learners", "act-on-results", "push-messages"]
    assert [goal["id"] for goal in exported(build(folder))["goals"]] == known
    assert [goal["id"] for goal in exported(build(folder, command="serve"))["goals"]] == [
        known[0],
        "not-yet",
        *known[1:],
    ]


def test_what_is_found_while_pages_are_rendered_is_told_as_well(tmp_path):
    goal = GOALS["goals/impacts/more-learners.md"] + "\n    See [the engine][engine-of-nobody].\n"
    built = build(write(tmp_path, site({**GOALS, "goals/impacts/more-learners.md": goal})))
    assert "GT216" in {finding["rule"] for finding in exported(built)["findings"]}


def test_an_author_s_own_file_of_that_name_stays(tmp_path):
    built = build(write(tmp_path, site({**GOALS, "goals/goals.json": "[]\n"})))
    assert page(built, "goals/goals.json") == "[]\n"


def test_two_builds_write_the_same_bytes(tmp_path):
    folder = write(tmp_path, site())
    for name in ("one", "two"):
        assert mkdocs(folder, "build", "-q", "-d", str(tmp_path / name)).returncode == 0
    one, two = ((tmp_path / name / "goals/goals.json").read_bytes() for name in ("one", "two"))
    assert one == two
