"""What outputs expect, when they are reviewed, and whether status and number agree, on 13 May 2026."""

from __future__ import annotations

import pytest


@pytest.fixture
def goals(goals):
    """Goals as ever; how they hang together, count and read is told elsewhere."""
    others = {"GT2": "off", "GT3": "off", "GT4": "off", "GT6": "off"}
    return lambda text, **settings: goals(text, **{"rules": others, **settings})


def said(project):
    """One line a finding: code, file, line and column."""
    return [f"{f.rule} {f.span}".replace("goals/", "").replace(".md", "") for f in project.findings]


OUTCOMES = """
goals/above.md
    type: outcome
    title: Above

goals/act.md
    type: outcome
    title: Act
    contributes_to: above
    metrics:
      name: Results opened

goals/cohort.md
    type: outcome
    title: Cohort
    metrics:
      name: Results opened
      attribution: cohort

goals/other.md
    type: outcome
    title: Other
"""


def output(status: str, fields: str, parent: str = "act") -> str:
    """An output in the file `o.md`; its own fields begin in line 6."""
    lines = "".join(f"    {line}\n" for line in fields.strip().splitlines())
    link = f"    contributes_to: {parent}\n" if parent else "\n"
    return f"{OUTCOMES}\ngoals/o.md\n    type: output\n    title: O\n    status: {status}\n{link}{lines}"


DONE = "done_on: 2026-05-04\n  decision: keep\n  verdicts:\n    verdict: moved"

# Status and fields → what is found
EXPECTED = {
    "planned": ("planned", "", ["GT501 o:3:8"]),
    "building": ("building", "", ["GT501 o:3:8"]),
    "an enabler": ("building", "kind: enabler", ["GT508 o:3:8"]),
    "infrastructure": ("planned", "kind: infrastructure", ["GT508 o:3:8"]),
    "research": ("planned", "kind: research", ["GT508 o:3:8"]),
    "expects something": ("planned", "expects: {to: 5}", []),
    "its review does": ("planned", "review: {due: 2026-06-01, expects: {to: 5}}", []),
    "an earlier review did": (
        "building",
        "reviews:\n- {done_on: 2026-04-01, expects: {to: 5}}\n- due: 2026-06-01",
        ["GT501 o:3:8"],
    ),
    "what cannot be read is told as such": ("planned", "expects: lots", ["GT104 o:6:10"]),
    "not yet": ("idea", "", []),
    "not any more": ("shipped", "shipped_on: 2026-05-01", []),
    "not while it waits": ("paused", "", []),
}
DATED = {
    "shipped": ("shipped", "kind: epic", ["GT502 o:4:9"]),
    "shipped with a day": ("shipped", "shipped_on: 2026-05-01", []),
    "a day that is told as such": ("shipped", "shipped_on: May", ["GT104 o:6:13"]),
    "its first review falls due by itself": ("shipped", "shipped_on: 2026-05-01\nreview: {question: Q}", []),
    "the missing day is told once": ("shipped", "review: {question: Q}", ["GT502 o:4:9"]),
    "a first review before shipping": ("building", "expects: {to: 5}\nreview: {question: Q}", []),
    "a second review": (
        "shipped",
        f"shipped_on: 2026-03-01\nreviews:\n- {DONE}\n    attribution: survey\n- question: Q",
        ["GT502 o:13:3"],
    ),
    "a second review that is done": (
        "shipped",
        "shipped_on: 2026-03-01\nreviews:\n- done_on: 2026-04-01\n- {verdicts: {verdict: inconclusive}, decision: keep}",
        ["GT502 o:9:3"],
    ),
    "a second review with a day that is told as such": (
        "shipped",
        "shipped_on: 2026-03-01\nreviews:\n- done_on: 2026-04-01\n- due: June",
        ["GT104 o:9:8"],
    ),
    "nobody reviews what is retired": (
        "retired",
        "shipped_on: 2026-03-01\nreviews:\n- done_on: 2026-04-01\n- question: Q",
        [],
    ),
}
OVERDUE = {
    "by itself": ("shipped", "shipped_on: 2026-03-31", ["GT503 o:6:13"]),
    "not on its day": ("shipped", "shipped_on: 2026-04-01", []),
    "the day that it names": ("shipped", "shipped_on: 2026-04-30\nreview: {due: 2026-05-12}", ["GT503 o:7:15"]),
    "the day that follows": ("shipped", "shipped_on: 2026-03-31\nreview: {question: Q}", ["GT503 o:6:13"]),
    "the latest of two": (
        "shipped",
        f"shipped_on: 2026-03-01\nreviews:\n- {DONE}\n    attribution: survey\n- due: 2026-05-01",
        ["GT503 o:13:8"],
    ),
    "not when done": ("shipped", f"shipped_on: 2026-03-01\nreview:\n  due: 2026-04-12\n  {DONE}\n    how: H", []),
    "nobody waits for what is paused": ("paused", "shipped_on: 2026-03-01", []),
}
JUDGED = {
    "without a method": ("shipped", f"shipped_on: 2026-03-01\nreview:\n  {DONE}", ["GT505 o:11:14"]),
    "with one": ("shipped", f"shipped_on: 2026-03-01\nreview:\n  {DONE}\n    attribution: none", []),
    "in words": ("shipped", f"shipped_on: 2026-03-01\nreview:\n  {DONE}\n    how: complaints by cause", []),
    "inconclusive": (
        "shipped",
        "shipped_on: 2026-03-01\nreview: {done_on: 2026-05-04, decision: keep, verdicts: {verdict: inconclusive}}",
        [],
    ),
    "each verdict": (
        "shipped",
        (
            "shipped_on: 2026-03-01\nreview:\n  done_on: 2026-05-04\n  decision: keep\n  verdicts:\n"
            "  - verdict: moved\n  - verdict: worse"
        ),
        ["GT505 o:11:14", "GT505 o:12:14"],
    ),
    "only the latest review": (
        "shipped",
        "shipped_on: 2026-03-01\nreviews:\n- {done_on: 2026-04-01, verdicts: {verdict: moved}}\n- due: 2026-06-01",
        [],
    ),
}
DECIDED = {
    "no decision": (
        "shipped",
        "shipped_on: 2026-03-01\nreview: {done_on: 2026-05-04, verdicts: {verdict: moved, how: H}}",
        ["GT506 o:7:19"],
    ),
    "no decision and no day": (
        "shipped",
        "shipped_on: 2026-03-01\nreview: {verdicts: {verdict: moved, how: H}}",
        ["GT506 o:7:20"],
    ),
    "no verdicts": (
        "shipped",
        "shipped_on: 2026-03-01\nreview: {done_on: 2026-05-04, decision: keep}",
        ["GT506 o:7:19"],
    ),
    "neither": ("shipped", "shipped_on: 2026-03-01\nreview: {done_on: 2026-05-04}", ["GT506 o:7:19"]),
    "a decision that is told as such": (
        "shipped",
        "shipped_on: 2026-03-01\nreview: {decision: maybe, verdicts: {verdict: moved, how: H}}",
        ["GT104 o:7:20"],
    ),
    "an enabler that expects nothing gets no verdict": (
        "shipped",
        "shipped_on: 2026-03-01\nkind: enabler\nreview: {done_on: 2026-05-04, decision: keep}",
        [],
    ),
    "an enabler that expects something does": (
        "shipped",
        "shipped_on: 2026-03-01\nkind: enabler\nexpects: {to: 5}\nreview: {done_on: 2026-05-04, decision: keep}",
        ["GT506 o:9:19"],
    ),
    "to retire it was the decision": (
        "retired",
        "shipped_on: 2026-03-01\nreview: {done_on: 2026-05-04, verdicts: {verdict: moved, how: H}}",
        [],
    ),
    "nobody asks what was cancelled": ("cancelled", "review: {done_on: 2026-05-04}", []),
}
AIMED = {
    "its parent": ("planned", "expects: {outcome: act, to: 5}", []),
    "what its parent serves": ("planned", "expects: {outcome: above, to: 5}", []),
    "another outcome": ("planned", "expects:\n- to: 5\n- outcome: other\n  to: 5", ["GT507 o:8:12"]),
    "another outcome, told once where the review repeats it": (
        "planned",
        "expects: {outcome: other, to: 5}\nreview: {due: 2026-06-01}",
        ["GT507 o:6:20"],
    ),
    "another outcome in a review": (
        "planned",
        "expects: {to: 5}\nreview: {due: 2026-06-01, expects: {outcome: other, to: 5}}",
        ["GT507 o:7:46"],
    ),
}


@pytest.mark.parametrize(("status", "fields", "findings"), EXPECTED.values(), ids=EXPECTED)
def test_work_in_hand_names_the_number_it_should_change(goals, status, fields, findings):
    assert said(goals(output(status, fields))) == findings


@pytest.mark.parametrize(("status", "fields", "findings"), DATED.values(), ids=DATED)
def test_shipping_and_reviews_have_a_day(goals, status, fields, findings):
    assert [line for line in said(goals(output(status, fields))) if "GT506" not in line] == findings


@pytest.mark.parametrize(("status", "fields", "findings"), OVERDUE.values(), ids=OVERDUE)
def test_a_review_is_overdue(goals, status, fields, findings):
    assert said(goals(output(status, fields))) == findings


@pytest.mark.parametrize(("status", "fields", "findings"), JUDGED.values(), ids=JUDGED)
def test_a_verdict_says_how_we_know(goals, status, fields, findings):
    assert said(goals(output(status, fields))) == findings


def test_the_metric_may_say_it_for_all_verdicts(goals):
    assert said(goals(output("shipped", f"shipped_on: 2026-03-01\nreview:\n  {DONE}", "cohort"))) == []


@pytest.mark.parametrize(("status", "fields", "findings"), DECIDED.values(), ids=DECIDED)
def test_a_review_ends_with_verdict_and_decision(goals, status, fields, findings):
    assert said(goals(output(status, fields))) == findings


@pytest.mark.parametrize(
    ("review", "message", "help_"),
    [
        ("done_on: 2026-05-04", "no verdicts and no decision", "add `verdicts` and `decision`"),
        ("done_on: 2026-05-04, decision: keep", "no verdicts", "add `verdicts`"),
    ],
)
def test_one_finding_names_all_that_is_missing(goals, review, message, help_):
    [finding] = goals(output("shipped", f"shipped_on: 2026-03-01\nreview: {{{review}}}")).findings
    assert (finding.message, finding.help) == (f"the review is done and has {message}", help_)


@pytest.mark.parametrize(("status", "fields", "findings"), AIMED.values(), ids=AIMED)
def test_an_expectation_is_of_what_the_output_serves(goals, status, fields, findings):
    assert said(goals(output(status, fields))) == findings


@pytest.mark.parametrize("parent", ["", "nobody", "[act, nobody]"])
def test_where_a_link_is_missing_or_lost_an_expectation_is_in_no_doubt(goals, parent):
    assert said(goals(output("planned", "expects: {outcome: other, to: 5}", parent))) == []


@pytest.mark.parametrize(("parent", "findings"), [("", []), ("nobody", ["GT501 o:3:8"])])
def test_what_serves_nothing_has_no_number_to_name(goals, parent, findings):
    assert said(goals(output("planned", "kind: feature", parent))) == findings


def outcome(status: str, metric: str, closed: str = "", kind: str = "outcome") -> str:
    lines = "".join(f"      {line}\n" for line in metric.strip().splitlines())
    closed = f"    closed: {{on: {closed}, why: W}}\n" if closed else ""
    return f"goals/o.md\n    type: {kind}\n    title: O\n    status: {status}\n{closed}    metrics:\n      name: M\n{lines}"


def actuals(*pairs: tuple[str, object]) -> str:
    return "actuals:\n" + "".join(f"  - {{on: {on}, value: {value}}}\n" for on, value in pairs)


UP = "baseline: 1\ntarget: 5\n"
SPOKEN = ["GT504 o:4:9"]


@pytest.mark.parametrize(
    ("status", "metric", "closed", "findings"),
    [
        ("achieved", UP + actuals(("2026-03-01", 4)), "", SPOKEN),
        ("achieved", UP + actuals(("2026-03-01", 5)), "", []),
        ("achieved", UP, "", []),
        ("achieved", UP + actuals(("2026-03-01", 5), ("2026-04-01", 4)), "2026-03-15", []),
        ("achieved", UP + actuals(("2026-03-01", 4), ("2026-04-01", 5)), "2026-03-15", SPOKEN),
        ("achieved", UP + actuals(("2026-03-01", 4)), "2026-02-15", SPOKEN),
        ("achieved", "measure: qualitative\nactuals: {on: 2026-03-01, value: fine}", "", []),
        ("missed", UP + actuals(("2026-03-01", 5)), "", SPOKEN),
        ("missed", UP + actuals(("2026-03-01", 4)), "", []),
        ("dropped", UP + actuals(("2026-03-01", 5)), "", []),
        ("active", UP + actuals(("2026-04-12", 5)), "", SPOKEN),
        ("active", UP + actuals(("2026-04-13", 5)), "", []),
        ("active", UP + actuals(("2026-01-01", 1), ("2026-04-01", 5), ("2026-05-01", 6)), "", SPOKEN),
        ("active", UP + actuals(("2026-01-01", 5), ("2026-04-01", 4), ("2026-05-01", 5)), "", []),
        ("active", UP + actuals(("2026-01-01", 4)), "", []),
        ("active", UP, "", []),
        ("active", "direction: hold\nbaseline: 5\n" + actuals(("2026-01-01", 5)), "", []),
        ("active", "target: {max: 5}\n" + actuals(("2026-01-01", 5)), "", SPOKEN),
        ("paused", UP + actuals(("2026-01-01", 5)), "", []),
        ("proposed", UP + actuals(("2026-01-01", 5)), "", []),
    ],
)
def test_status_and_number_agree(goals, status, metric, closed, findings):
    assert said(goals(outcome(status, metric, closed))) == findings


def test_a_goal_without_a_primary_metric_has_no_number_to_agree_with(goals):
    assert said(goals(outcome("achieved", f"role: lagging\n{UP}" + actuals(("2026-03-01", 4))))) == []


@pytest.mark.parametrize(
    ("kind", "help_"),
    [
        ("outcome", "close it as achieved, or set the next target with a decision"),
        ("impact", "set the next target with a decision"),
    ],
)
def test_a_target_met_long_ago_asks_for_the_next_step(goals, kind, help_):
    [finding] = goals(outcome("active", UP + actuals(("2026-04-02", 5)), kind=kind)).findings
    assert finding.message == (
        "the target of 'M' has been met since 2 Apr 2026, 41 days ago, and the goal is still active"
    )
    assert finding.help == help_
