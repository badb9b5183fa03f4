"""What titles say: outputs and activities dressed as outcomes are found, outcomes are left alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from key_results import count

from mkdocs_goal_tree.core.settings import Settings
from mkdocs_goal_tree.core.wording import Kind, Promise, joins_two, promise_of, weasel_in
from mkdocs_goal_tree.wordings import load_wording

HERE = Path(__file__).parent
SHARED = HERE.parents[2] / "shared/data/key-results/sourced.tsv"
ENGLISH, _ = load_wording(Settings(), Path())
OUTCOMES = [
    line
    for name in ("outcomes.txt", "more_outcomes.txt")
    for line in (HERE / name).read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize("title", OUTCOMES)
def test_an_outcome_is_taken_for_nothing_else(title):
    assert promise_of(title, ENGLISH) is None
    assert weasel_in(title, ENGLISH) == ""


@pytest.mark.parametrize(
    ("title", "promise"),
    [
        ("Launch the teacher dashboard", Promise(Kind.DELIVERY, "launch")),
        ("Enabling the system to share results within 1 min", Promise(Kind.DELIVERY, "enabling")),
        ("Marketing: Publish 10 posts", Promise(Kind.DELIVERY, "publish")),
        ("Ran 15 experiments", Promise(Kind.ACTIVITY, "ran")),
        ("Hold 5 workshops", Promise(Kind.ACTIVITY, "hold")),
        ("2 templates", Promise(Kind.THING, "")),
        ("Alerts running on all forms", Promise(Kind.STATE, "running")),
        ("Reports created for 100 % of customers", Promise(Kind.STATE, "created")),
        ("Deliver 90 % of committed issues", Promise(Kind.DELIVERY, "deliver")),
        ("Help users find answers", Promise(Kind.ACTIVITY, "help")),
        # Change words that change nothing measurable
        ("Improve the brand guidelines", Promise(Kind.THING, "")),
        ("Achieve ISO 27001 certification", Promise(Kind.THING, "")),
        # A deliverable named together with a measured change is an outcome
        ("Launch self-service returns and cut calls by 30 %", None),
        ("Rewrite the onboarding e-mails so that activation rises to 45 %", None),
        # Nouns that could be orders, before people and a verb
        ("Book lenders return what they borrowed", None),
        ("Release managers find the notes", None),
        ("Support answers the same day", None),
        # Levels
        ("Net retention of 140 %", None),
        ("Scrap below 2 %", None),
        ("1,000 paying customers", None),
        ("", None),
        ("…", None),
    ],
)
def test_what_a_title_promises(title, promise):
    assert promise_of(title, ENGLISH) == promise


@pytest.mark.parametrize(
    ("title", "two"),
    [
        ("Learners open their result and recommend the course", True),
        ("Learners open and share their results", False),
        ("Test takers learn their result within 24 hours and act on it", False),
        ("Marketing and sales agree on one forecast", False),
        ("Bread and butter", False),
    ],
)
def test_two_verbs_with_an_object_each_are_two_goals(title, two):
    assert joins_two(title, ENGLISH) is two


def test_key_results_of_other_companies():
    """Made up in the style of published quarterly plans; the lists were not written after them alone."""
    result = count(HERE / "other_companies.tsv")
    assert (len(result.found), len(result.missed), len(result.mistaken)) == (123, 8, 0)


def test_published_key_results():
    if not SHARED.is_file():
        pytest.skip("the labelled key results are not beside the repository")
    result = count(SHARED)
    work = len(result.found) + len(result.missed)
    assert (work, len(result.mistaken) + len(result.spared)) == (157, 18)
    assert len(result.found) / work >= 0.88
    assert len(result.mistaken) <= 1


def test_a_site_adds_words_and_replaces_lists(tmp_path):
    (tmp_path / "wording").mkdir()
    (tmp_path / "wording/en.yml").write_text(
        "replace:\n  - weasel\nweasel:\n  - synergy\ndeliver:\n  - smelt, smelting\n", encoding="utf-8"
    )
    lists, findings = load_wording(Settings(wording="wording"), tmp_path)
    assert findings == []
    assert promise_of("Smelt three tons of iron", lists) == Promise(Kind.DELIVERY, "smelt")
    assert promise_of("Launch the dashboard", lists) == Promise(Kind.DELIVERY, "launch")
    assert (weasel_in("Seamless uploads", lists), weasel_in("More synergy", lists)) == ("", "synergy")


def test_faults_of_a_sites_lists_are_told_at_their_place(tmp_path):
    (tmp_path / "wording").mkdir()
    (tmp_path / "wording/en.yml").write_text("weasels:\n  - synergy\ndo: ponder\n", encoding="utf-8")
    lists, findings = load_wording(Settings(wording="wording"), tmp_path)
    assert lists == ENGLISH
    assert [(str(one.span), one.rule, one.message, one.help) for one in findings] == [
        ("wording/en.yml:1:1", "GT901", "'weasels' is no word list of ours", "did you mean 'weasel'?"),
        ("wording/en.yml:3:1", "GT901", "do is no list of words", "write `- ` before each"),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "the word lists that `wording` names are not there"),
        ("weasel: [a", "did not find expected ',' or ']'"),
        ("- a\n", "holds no lists; write each as `name:` and `- word` below it"),
        (b"\xff\xfe", "the word lists cannot be read; a text in UTF-8 is wanted"),
    ],
)
def test_a_file_that_is_none_is_told(tmp_path, text, message):
    (tmp_path / "wording").mkdir()
    if text is not None:
        (tmp_path / "wording/en.yml").write_bytes(text if isinstance(text, bytes) else text.encode())
    lists, findings = load_wording(Settings(wording="wording"), tmp_path)
    assert lists == ENGLISH
    assert [(one.rule, one.message) for one in findings] == [("GT901", message)]


def test_a_language_without_lists_switches_the_checks_off(tmp_path):
    assert load_wording(Settings(language="de"), tmp_path) == (None, [])
    assert load_wording(Settings(language="../../etc"), tmp_path) == (None, [])
    assert load_wording(Settings(language="en-GB"), tmp_path) == (ENGLISH, [])


def told(project):
    return [(one.rule, str(one.span), one.message) for one in project.findings if one.rule.startswith("GT4")]


def test_a_draft_may_say_what_it_likes(goals):
    project = goals("""
outcomes/a.md
    type: outcome
    title: Launch the dashboard
""")
    assert told(project) == []


def test_the_help_asks_what_the_people_will_do(goals):
    project = goals("""
outcomes/a.md
    type: outcome
    title: Launch the dashboard
    status: proposed
    owner: Growth team
    who: Learners
""")
    help_ = "what will learners do differently once this exists? For example: 'Learners act on their result within a minute of submitting'"
    assert [(one.rule, one.help) for one in project.findings if one.rule == "GT401"] == [("GT401", help_)]


def test_a_short_name_will_do_where_who_and_behavior_are_said(goals):
    project = goals("""
outcomes/a.md
    type: outcome
    title: Weekend practice
    status: proposed
    owner: Growth team
    who: Learners
    behavior: practice on Saturday or Sunday
""")
    assert told(project) == []


def test_a_reasoned_ignore_is_an_answer(goals):
    project = goals("""
outcomes/a.md
    type: outcome
    title: Launch the dashboard
    status: proposed
    owner: Growth team
    lint:
      ignore:
        rule: outcome-phrased-as-output
        reason: The board named it so
""")
    assert told(project) == []


def test_in_a_language_without_lists_only_what_needs_none_is_told(goals):
    project = goals(
        """
outcomes/a.md
    type: outcome
    title: Launch the dashboard
    status: active
    owner: Growth team
""",
        language="xx",
    )
    assert told(project) == [
        ("GT402", "goals/outcomes/a.md:3:8", "the outcome is active and lacks `who`, `behavior` and `extent`")
    ]
