"""What of a goal is its meaning for those that serve it, and what is not."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_goal_tree.core.fingerprint import differs, fingerprint, is_fingerprint
from mkdocs_goal_tree.core.reading import read_file
from mkdocs_goal_tree.core.settings import Settings
from mkdocs_goal_tree.core.source import Source

OUTCOME = """\
type: outcome
title: Learners act on their result
status: active
owner: Assessment team
period: 2026-H1
who:
  - Learners
  - Teachers
behavior: open their result and go on
change: faster
metrics:
  - name: Results opened
    unit: "%"
    baseline:
      value: 22
      on: 2026-01-05
    target:
      - value: 60
        by: 2026-06-30
      - value: 80
        by: 2026-09-30
    actuals:
      - on: 2026-05-01
        value: 41
  - name: Answers skipped
    unit: "%"
    direction: hold
    role: guardrail
    target:
      max: 4
  - name: Minutes
    role: lagging
    baseline: 10
    target: 5
"""
IMPACT = """\
type: impact
title: Learners come back every week
category: quantitative
scope: product
"""


def goal_of(fields: str, body: str = ""):
    read, findings = read_file(Source("goals/g.md", "g.md", f"---\n{fields}---\n{body}"), Settings(), {})
    assert findings == []
    return read.goal


def test_the_fingerprint_of_a_goal_is_the_same_for_ever():
    """Links in other people's files hold these; another way to reckon needs another version."""
    assert (fingerprint(goal_of(OUTCOME)), fingerprint(goal_of(IMPACT))) == ("v1-61d45d0d2a", "v1-9c230460ce")


MEANING = {
    "title": ("act on their result", "act on their results"),
    "capitals": ("title: Learners", "title: learners"),
    "one who more": ("  - Teachers\n", "  - Teachers\n  - Parents\n"),
    "behavior": ("and go on", "and stay"),
    "extent": ("change: faster", "change: faster\nextent: eight of ten"),
    "change": ("faster", "easier"),
    "a metric's name": ("Results opened", "Results seen"),
    "unit": ("    role: lagging", "    unit: min\n    role: lagging"),
    "direction": ("direction: hold", "direction: range"),
    "role": ("role: lagging", "role: leading"),
    "baseline": ("value: 22", "value: 23"),
    "target": ("value: 80", "value: 85"),
    "the target's day": ("by: 2026-09-30", "by: 2026-10-01"),
    "a milestone less": ("      - value: 60\n        by: 2026-06-30\n", ""),
    "a limit": ("max: 4", "max: 5"),
    "tolerance": ("        by: 2026-09-30", "        by: 2026-09-30\n        tolerance: 2"),
    "a metric less": ("  - name: Minutes\n    role: lagging\n    baseline: 10\n    target: 5\n", ""),
}


@pytest.mark.parametrize("case", MEANING)
def test_another_meaning_is_another_fingerprint(case):
    old, new = MEANING[case]
    assert OUTCOME.count(old) == 1
    assert fingerprint(goal_of(OUTCOME.replace(old, new))) != fingerprint(goal_of(OUTCOME))


@pytest.mark.parametrize(
    ("old", "new"),
    [("quantitative", "qualitative"), ("category: quantitative\n", ""), ("scope: product", "scope: team")],
)
def test_an_impact_means_its_category_and_scope_too(old, new):
    assert fingerprint(goal_of(IMPACT.replace(old, new))) != fingerprint(goal_of(IMPACT))


def test_an_impact_is_no_outcome_of_that_title():
    goals = [goal_of(f"type: {level}\ntitle: Learners come back\n") for level in ("impact", "outcome")]
    assert fingerprint(goals[0]) != fingerprint(goals[1])


def test_the_metric_that_a_goal_is_judged_by_is_the_first_primary_one():
    metrics = ["  - name: Visits\n", "  - name: Minutes\n"]
    one, other = (IMPACT + "metrics:\n" + "".join(order) for order in (metrics, metrics[::-1]))
    assert fingerprint(goal_of(one)) != fingerprint(goal_of(other))


SAME = {
    "status": ("status: active", "status: paused"),
    "owner and period": ("owner: Assessment team\nperiod: 2026-H1\n", "owner: somebody\nperiod: 2027\n"),
    "id, aliases, order": ("status: active", "status: active\nid: another\naliases: [old]\norder: 3"),
    "summary, tags, description": ("status: active", "status: active\nsummary: More\ntags: [a]\ndescription: d"),
    "hypothesis, undesired, audience": (
        "change: faster",
        "change: faster\nhypothesis: It helps\nundesired: [haste]\naudience: user",
    ),
    "assumptions, evidence, decisions": (
        "status: active",
        "status: active\nassumptions: [{text: a}]\nevidence: [{note: b}]\ndecisions: [{what: c}]\nrefs: [{url: /d}]",
    ),
    "what it serves": ("status: active", "status: active\ncontributes_to: engagement"),
    "actuals": (
        "        value: 41\n",
        "        value: 41\n      - on: 2026-05-08\n        value: 44\n        note: more\n",
    ),
    "a baseline's day and note": ("      on: 2026-01-05\n", "      on: 2026-01-12\n      note: recounted\n"),
    "a metric's id, source and upkeep": (
        "    role: lagging",
        "    id: m\n    aliases: [time]\n    source: {label: Logs}\n    stale_after: 90d\n    role: lagging",
    ),
    "blanks in a text": ("title: Learners act on their result", 'title: " Learners  act on\\ttheir result "'),
    "a text over lines": ("behavior: open their result and go on", "behavior: >\n  open their\n  result and go on\n"),
    "quotes": ('unit: "%"\n    baseline', "unit: '%'\n    baseline"),
    "a number written otherwise": ("value: 80", "value: +80.00"),
    "a number as a power": ("value: 60", "value: 6e1"),
    "what is filled in anyway": (
        '  - name: Results opened\n    unit: "%"\n',
        '  - name: Results opened\n    unit: "%"\n    measure: percent\n    direction: up\n    role: primary\n',
    ),
    "the extent that stands there anyway": (
        "change: faster",
        "change: faster\nextent: from 22 to 80 % by 30 Sep 2026",
    ),
    "the older spelling": ("behavior: open", "behaviour: open"),
    "the order of who": ("  - Learners\n  - Teachers\n", "  - Teachers\n  - Learners\n"),
    "one who twice": ("  - Teachers\n", "  - Teachers\n  - Learners\n"),
    "the order of milestones": (
        "      - value: 60\n        by: 2026-06-30\n      - value: 80\n        by: 2026-09-30\n",
        "      - value: 80\n        by: 2026-09-30\n      - value: 60\n        by: 2026-06-30\n",
    ),
}


@pytest.mark.parametrize("case", SAME)
def test_what_is_not_its_meaning_leaves_the_fingerprint(case):
    old, new = SAME[case]
    assert OUTCOME.count(old) == 1
    assert fingerprint(goal_of(OUTCOME.replace(old, new))) == fingerprint(goal_of(OUTCOME))


def test_the_body_and_the_key_goal_leave_the_fingerprint():
    nested = "goal:\n" + "".join(f"  {line}\n" for line in OUTCOME.splitlines())
    assert fingerprint(goal_of(OUTCOME, "# Why\n\nMuch more.\n")) == fingerprint(goal_of(OUTCOME))
    assert fingerprint(goal_of(nested)) == fingerprint(goal_of(OUTCOME))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("0", "-0.00", True),
        ("0.1", "0.10", True),
        ("100", "1", False),
        ("0.10000000000000000000000000000000000001", "0.1", False),
    ],
)
def test_numbers_count_by_their_exact_value(one, other, same):
    text = IMPACT + "metrics:\n  name: A\n  direction: up\n  baseline: 7\n  target: "
    assert (fingerprint(goal_of(f"{text}{one}\n")) == fingerprint(goal_of(f"{text}{other}\n"))) is same


def test_a_yes_and_words_count():
    text = IMPACT + "metrics:\n  name: A\n  measure: boolean\n  baseline: false\n  target: "
    assert fingerprint(goal_of(text + "true\n")) != fingerprint(goal_of(text + "false\n  direction: hold\n"))
    words = IMPACT + "metrics:\n  name: A\n  measure: qualitative\n  baseline: "
    assert fingerprint(goal_of(words + "few  know\n")) == fingerprint(goal_of(words + "few know\n"))
    assert fingerprint(goal_of(words + "many know\n")) != fingerprint(goal_of(words + "few know\n"))


def shuffled(draw, node):
    """The same fields in any order; the lists whose order says nothing, too."""
    if isinstance(node, dict):
        names = draw(st.permutations(sorted(node)))
        return {name: shuffled(draw, node[name]) for name in names}
    if isinstance(node, list):
        return [shuffled(draw, part) for part in node]
    blanks = st.sampled_from([" ", "  ", "\t", "\n", " \r\n "])
    return draw(blanks).join(node.split(" ")) if " " in node else node


@given(st.data())
@settings(max_examples=100, deadline=None)
def test_order_and_blanks_never_change_it(data):
    fields = yaml.load(OUTCOME, Loader=yaml.BaseLoader)
    del fields["owner"]
    mixed = shuffled(data.draw, fields)
    first, *others = mixed["metrics"]  # the first primary metric is the only primary one
    mixed["metrics"] = data.draw(st.permutations([first, *others]))
    mixed["who"] = data.draw(st.permutations(mixed["who"]))
    text = yaml.safe_dump(mixed, sort_keys=False, allow_unicode=True)
    assert fingerprint(goal_of(text)) == fingerprint(goal_of(OUTCOME))


@pytest.mark.parametrize(
    ("revision", "known", "changed"),
    [
        ("v1-9c230460ce", True, False),
        (" V1-9C230460CE ", True, False),
        ("v1-0123456789", True, True),
        ("v2-0123456789abcdef", True, False),
        ("v10-01234567", True, False),
        ("v1-0123", False, False),
        ("v0-0123456789", False, False),
        ("0123456789", False, False),
        ("a1b2c3d", False, False),
    ],
)
def test_a_revision_of_another_version_is_never_outdated(revision, known, changed):
    assert (is_fingerprint(revision), differs(revision, goal_of(IMPACT))) == (known, changed)
