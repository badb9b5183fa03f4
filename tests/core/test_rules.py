"""Codes, names and selection; every example of a rule's text is run as real files."""

from __future__ import annotations

from datetime import date

import pytest

from mkdocs_goal_tree.config import Config, load_file
from mkdocs_goal_tree.core.findings import Severity
from mkdocs_goal_tree.core.project import Files, examine
from mkdocs_goal_tree.core.rules import BY_CODE, RULES, by_name, did_you_mean, found, is_selector, severity_of
from mkdocs_goal_tree.core.source import Span
from mkdocs_goal_tree.sources import from_folder, packaged_terms, terms_from
from mkdocs_goal_tree.wordings import load_wording

SITE = """
mkdocs.yml
    site_name: Handbook
    plugins:
      - goal-tree
"""
SHOWN = [rule for rule in RULES if rule.bad]


def spoken(tree, example):
    """Code and place of all that is found in an example, on 13 May 2026."""
    root = tree(example.text if "mkdocs.yml" in example.files else SITE + example.text)
    if "mkdocs.yml" not in example.files:
        (root / "goals").mkdir(exist_ok=True)
    config = load_file(root / "mkdocs.yml", today=date(2026, 5, 13))
    assert isinstance(config, Config)
    files = from_folder(config.goals_dir, config.goals_shown) if config.goals_dir.is_dir() else Files()
    terms = terms_from(config.glossary_dir, config.glossary_shown)
    files = Files(files.sources, files.tables, (*config.findings, *files.findings, *terms.findings))
    wording, _ = load_wording(config.settings, root)
    project = examine(files, config.settings, terms.sources, wording=wording)
    return [(finding.rule, str(finding.span)) for finding in project.findings]


@pytest.mark.parametrize("rule", SHOWN, ids=str)
def test_a_bad_example_gives_its_rule_at_the_marked_place_and_nothing_else(tree, rule):
    assert spoken(tree, rule.bad) == [(rule.code, rule.bad.at)]


@pytest.mark.parametrize("rule", SHOWN, ids=str)
def test_a_good_example_gives_nothing(tree, rule):
    assert spoken(tree, rule.good) == []


def test_a_rule_without_examples_says_why():
    assert {rule.code for rule in RULES if rule.unshown} == {"GT109", "GT216", "GT309", "GT313", "GT904"}
    assert all(bool(rule.unshown) == (rule.bad is None) == (rule.good is None) for rule in RULES)


def test_the_rules_of_this_release():
    assert " ".join(BY_CODE) == (
        "GT101 GT102 GT103 GT104 GT105 GT106 GT107 GT108 GT109 GT110 GT111 "
        "GT201 GT202 GT203 GT204 GT205 GT206 GT207 GT208 GT209 GT210 GT211 GT212 GT213 GT214 GT215 GT216 GT217 GT218 GT219 "
        "GT220 GT221 GT222 GT223 GT224 GT225 GT301 GT302 GT303 GT304 GT305 GT306 GT307 GT308 GT309 GT310 GT311 GT312 GT313 "
        "GT401 GT402 GT403 GT404 GT405 GT406 GT407 GT501 GT502 GT503 GT504 GT505 GT506 GT507 GT508 GT601 "
        "GT701 GT702 GT703 GT704 GT705 GT801 GT901 GT902 GT903 GT904"
    )


def test_the_term_that_explains_a_rule_is_one_of_the_package():
    packaged = {source.uri.removesuffix(".md") for source in packaged_terms()}
    assert {rule.term for rule in RULES if rule.term} - packaged == set()


def test_no_name_stands_twice():
    assert len({rule.name for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("word", ["GT206", "gt206", "orphan-output", " Orphan-Output "])
def test_a_rule_is_found_by_code_and_by_name(word):
    assert by_name(word) is BY_CODE["GT206"]


@pytest.mark.parametrize("word", ["GT999", "orphan", "GT2", ""])
def test_a_rule_is_not_found_by_anything_else(word):
    assert by_name(word) is None


@pytest.mark.parametrize(("word", "known"), [("GT", True), ("GT2", True), ("gt22", True), ("GT0", False), ("G", False)])
def test_the_first_characters_of_a_code_select_rules(word, known):
    assert is_selector(word) is known


@pytest.mark.parametrize(
    ("choices", "severity"),
    [
        ({}, Severity.WARNING),
        ({"GT2": "error"}, Severity.ERROR),
        ({"GT2": "error", "GT206": "info"}, Severity.INFO),
        ({"GT206": "info", "GT2": "error"}, Severity.INFO),
        ({"GT20": "info", "GT2": "error", "GT": "off"}, Severity.INFO),
        ({"orphan-output": "off", "GT20": "error"}, None),
        ({"GT205": "error", "GT3": "error"}, Severity.WARNING),
    ],
)
def test_the_longest_match_decides_the_severity(choices, severity):
    assert severity_of(BY_CODE["GT206"], choices) == severity


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("engagment", "did you mean 'engagement'?"),
        ("ENGAGEMENT", "did you mean 'engagement'?"),
        ("weekly learner", "did you mean 'Weekly learners'?"),
        ("xyz", ""),
    ],
)
def test_did_you_mean_names_the_nearest_word_or_nothing(word, hint):
    assert did_you_mean(word, ["engagement", "Weekly learners"]) == hint


def test_a_finding_has_the_severity_of_its_rule():
    finding = found("GT205", Span("goals/x.md", 3, 8), "said", "helped", "x")
    assert (finding.severity, finding.help, finding.goal) == (Severity.ERROR, "helped", "x")


def test_a_finding_of_an_unknown_rule_is_our_bug():
    with pytest.raises(KeyError):
        found("GT999", Span("goals/x.md"), "said")
