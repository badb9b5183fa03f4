"""Findings mended where their remedy is certain: what was meant is written, every other byte stays as it was."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from mkdocs_goal_tree.core.findings import Finding, Fix, Severity
from mkdocs_goal_tree.core.fixing import fix, fix_all
from mkdocs_goal_tree.core.frontmatter import parse
from mkdocs_goal_tree.core.nodes import Fields, Scalar, walk
from mkdocs_goal_tree.core.project import Files, examine
from mkdocs_goal_tree.core.reading import read_file
from mkdocs_goal_tree.core.remedies import meant_day, meant_field, same_word
from mkdocs_goal_tree.core.rules import RULES
from mkdocs_goal_tree.core.rules.rule import read_files
from mkdocs_goal_tree.core.settings import Settings
from mkdocs_goal_tree.core.source import Source, Span
from mkdocs_goal_tree.core.termfiles import read_term
from mkdocs_goal_tree.core.values import bare_number
from mkdocs_goal_tree.render.report import render_diff

TODAY = Settings(today=date(2026, 5, 13))
BODY = "---\n\n# Why: stays # as it is\n\nstatus: Active\n"


def source(text, path="goals/g.md"):
    return Source(path, path.removeprefix("goals/"), text)


def look(sources):
    return examine(Files(sources), TODAY).findings


def look_at_terms(sources):
    return [finding for one in sources for finding in read_term(one)[2]]


def fixed(text, looking=look):
    (result,), done = fix_all([source(text)], looking)
    return result.text, [finding.rule for finding in done]


FRONT = {
    # Misspelled fields.
    "a misspelled field": ("sumary: More", "summary: More", "GT105"),
    "another letter": ("summery: More  # yes", "summary: More  # yes", "GT105"),
    "letters the wrong way round": ("onwer: Ana", "owner: Ana", "GT105"),
    "capitals": ("Owner: Ana", "owner: Ana", "GT105"),
    "a hyphen": ("superseded-by: x", "superseded_by: x", "GT105 GT201"),
    "another alphabet's habit": ("contributesTo: x", "contributes_to: x", "GT105 GT201"),
    "a quoted field": ('"sumary": More', '"summary": More', "GT105"),
    "a field further in": ("metrics:\n  - name: M\n    basline: 5", "metrics:\n  - name: M\n    baseline: 5", "GT105"),
    "a field in braces": ("metrics: {name: M, basline: 5}", "metrics: {name: M, baseline: 5}", "GT105"),
    "a field with fields": (
        "metrics:\n  name: M\n  targt: # by autumn\n    value: 5",
        "metrics:\n  name: M\n  target: # by autumn\n    value: 5",
        "GT105",
    ),
    "two misspelled fields": ("sumary: More\nonwer: Ana", "summary: More\nowner: Ana", "GT105 GT105"),
    # Words in another case.
    "a status in capitals": ("status: ACTIVE # now", "status: active # now", "GT104"),
    "a quoted status": ('status: "Active"', 'status: "active"', "GT104"),
    "a status in single quotes": ("status: 'Active'", "status: 'active'", "GT104"),
    "a word with blanks": ("change: More accessible", "change: more-accessible", "GT104"),
    "a word with underscores": ("change: more_often", "change: more-often", "GT104"),
    "a word in a list": ("assumptions:\n- text: A\n  risk: High", "assumptions:\n- text: A\n  risk: high", "GT104"),
    # Days.
    "a day with dots": ("metrics: {name: M, target: {value: 5, by: 13.05.2026}}", "metrics: {name: M, target: {value: 5, by: 2026-05-13}}", "GT104"),
    "a day in words": (
        "decisions:\n  - what: W\n    on: 13 May 2026 # Fri",
        "decisions:\n  - what: W\n    on: 2026-05-13 # Fri",
        "GT104",
    ),
    "a quoted day": ('decisions: {what: W, on: "May 13, 2026"}', 'decisions: {what: W, on: "2026-05-13"}', "GT104"),
    "a day with a comma in braces": ("decisions: {what: W, on: May 13, 2026}", 'decisions: {what: W, on: "2026-05-13"}', "GT106 GT104"),
    "a period": ("period: {from: 20260101, to: 2026/12/31}", "period: {from: 2026-01-01, to: 2026-12-31}", "GT104 GT104"),
    # Numbers.
    "a number with %": ("metrics: {name: M, baseline: 80 %}", "metrics: {name: M, baseline: 80}", "GT302"),
    "a number with its unit": (
        "metrics:\n  name: M\n  unit: learners\n  baseline: 30,000 Learners # in May",
        "metrics:\n  name: M\n  unit: learners\n  baseline: 30000 # in May",
        "GT302",
    ),
    "a currency before it": (
        "metrics:\n  name: M\n  unit: €\n  baseline: € 1.200,50",
        "metrics:\n  name: M\n  unit: €\n  baseline: 1200.50",
        "GT302",
    ),
    "thousands": ("metrics:\n  name: M\n  baseline: 30,000", "metrics:\n  name: M\n  baseline: 30000", "GT302"),
    "thousands in braces": (
        "metrics: {name: M, baseline: 30,000, unit: learners}",
        'metrics: {name: M, baseline: "30000", unit: learners}',
        "GT106 GT302",
    ),
    "a quoted number": ("metrics:\n  name: M\n  baseline: '80 %'", "metrics:\n  name: M\n  baseline: '80'", "GT302"),
    # What YAML takes for something else.
    "a second colon": ("summary: Fix: the thing", 'summary: "Fix: the thing"', "GT101"),
    "a second colon and quotes": ('summary: Fix: the "thing"', "summary: 'Fix: the \"thing\"'", "GT101"),
    "a second colon and a comment": ("summary: Fix: the #1 # in May", 'summary: "Fix: the #1" # in May', "GT101"),
    "an at sign": ("owner: @team # the team", 'owner: "@team" # the team', "GT101"),
    "an at sign in a list": ("who:\n  - @a\n  - b", 'who:\n  - "@a"\n  - b', "GT101"),
    "a percent sign": ("metrics:\n  name: M\n  unit: %", 'metrics:\n  name: M\n  unit: "%"', "GT101"),
    "a percent sign in braces": ("metrics: {name: M, unit: %, baseline: 5}", 'metrics: {name: M, unit: "%", baseline: 5}', "GT101"),
    "more than": ("extent: > 80 %", 'extent: "> 80 %"', "GT101"),
    "a star": ("summary: *More* learners", 'summary: "*More* learners"', "GT101"),
    "a bracket": ("summary: [WIP] More", 'summary: "[WIP] More"', "GT101"),
    "quotes at the beginning": ('summary: "More" learners', "summary: '\"More\" learners'", "GT101"),
    "an apostrophe": ("summary: 'it's more'", 'summary: "it\'s more"', "GT101"),
    "a backslash": ('summary: "\\d more"', "summary: '\\d more'", "GT101"),
    "several of them": ("summary: A: b\nowner: @team\nextent: >50", 'summary: "A: b"\nowner: "@team"\nextent: ">50"', "GT101"),
    "quotes, then what they hid": ("summary: A: b\nonwer: Ana", 'summary: "A: b"\nowner: Ana', "GT101 GT105"),
    "a number sign": ("summary: Close issue #12 soon", 'summary: "Close issue #12 soon"', "GT106"),
    "a number sign and quotes": ('summary: Close "it" #12', "summary: 'Close \"it\" #12'", "GT106"),
    "a number sign in a list": ("who:\n  - Team #1", 'who:\n  - "Team #1"', "GT106"),
    "a comma in braces": (
        "decisions: {what: less here, more there, and so on, by: Ana}",
        'decisions: {what: "less here, more there, and so on", by: Ana}',
        "GT106 GT106",
    ),
    "a comma at the end of braces": ("decisions: {what: less, not more}", 'decisions: {what: "less, not more"}', "GT106"),
}  # fmt: skip
SHAPES = {
    "LF": str,
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "CR": lambda text: text.replace("\n", "\r"),
    "a byte-order mark": lambda text: f"\ufeff{text}",
    "no end of line at the end": lambda text: text.removesuffix("\n"),
}
HEAD = "---\ntype:\toutcome\n# The\tgoal\ntitle: Learners  come back \n"


@pytest.mark.parametrize("case", FRONT)
@pytest.mark.parametrize("shape", SHAPES)
def test_a_certain_remedy_is_written_and_nothing_else(case, shape):
    before, after, rules = FRONT[case]
    text, expected = (SHAPES[shape](f"{HEAD}{front}\n{BODY}") for front in (before, after))
    result, done = fixed(text)
    assert result == expected
    assert done == [rule for rule in rules.split() if rule != "GT201"]
    assert fixed(result) == (expected, [])


@pytest.mark.parametrize("case", FRONT)
def test_fields_below_goal_are_mended_too(case):
    before, after, _ = FRONT[case]
    head = "---\ntheme: x\ngoal:\n  type: outcome\n  title: T\n"
    text, expected = (head + "".join(f"  {line}\n" for line in front.split("\n")) + BODY for front in (before, after))
    assert fixed(text)[0] == expected


UNCERTAIN = {
    "a word that is merely near": "status: activ",
    "a status of another type": "status: Shipped",
    "a word of no field": "change: quick",
    "a field that is merely near": "tier: 1",
    "a field that is there already": "sumary: A\nsummary: B",
    "a field that is there under its old name": "behaviur: A\nbehaviour: B",
    "two for one field": "sumary: A\nsummry: B",
    "a name that is near by chance": "ids: [a, b]",
    "a value that the field cannot hold": "metric:\n  - 5",
    "a field of another type": "expects: x",
    "a day that may be read in two ways": "decisions: {what: W, on: 03/04/2026}",
    "a day that does not exist": "decisions: {what: W, on: 31.02.2026}",
    "a day without a year": "decisions: {what: W, on: 13 May}",
    "words around a number": "metrics: {name: M, baseline: at or below 5}",
    "another unit": "metrics: {name: M, unit: days, baseline: 5 weeks}",
    "% where the unit is another": "metrics: {name: M, unit: days, baseline: 5 %}",
    "a number and an unknown unit": "metrics: {name: M, baseline: 5 weeks}",
    "two numbers": "metrics: {name: M, baseline: 3-5}",
    "thousands or decimals": "metrics: {name: M, unit: learners, baseline: 30.000 learners}",
    "no number": "metrics: {name: M, baseline: TBD}",
    "a comment": "summary: More learners # in May",
    "fields on one line": "metrics:\n  target: value: 80",
    "a long text that goes on": "summary: A: b\n  and more",
    "a quote that is never closed": 'summary: "A',
    "two quoted words": "summary: 'A' and 'b'",
    "a number sign in a text of two lines": "summary: More\n  learners #1 x",
    "a list that goes wrong": "who: [a, , b]",
    "brackets not closed": "who: [a, b",
    "a list on one line": "who: - Learners",
    "a tab": "who:\n\t- A",
    "one fault that can be mended and one that cannot": "summary: A: b\nwho: [a, , b]",
    "a comma between words and quotes": 'decisions: {what: "a", b c}',
    "a comma over lines": "decisions: {what: less,\n  and more}",
    "a field without value in braces": "decisions: {what: W, urll}",
    "an anchor": "status: &s Active",
    "an id nearly right": "contributes_to: g2",
}  # fmt: skip


@pytest.mark.parametrize("case", UNCERTAIN)
def test_a_guess_is_not_written(case):
    text = f"{HEAD}{UNCERTAIN[case]}\n{BODY}"
    assert fixed(text) == (text, [])


TWO = """
goals/impacts/engagement.md
    type: impact
    title: Learners come back
    aliases: [old-name]

goals/outcomes/act.md
    type: outcome
    title: Learners act
    contributes_to: [Old-Name] # the impact
    superseded_by: "old-name"

goals/outputs/button.md
    type: output
    title: Button
    contributes_to:
      - goal: old-name
    expects:
      outcome: old-name
      metric: M
    review:
      done: 2026-05-01
      verdicts:
        - {outcome: 'old-name', metric: M, verdict: moved}
"""


def test_a_former_id_becomes_the_present_one():
    sources = tuple(source(text, path) for path, text in read_files(TWO).items())
    mended, done = fix_all(sources, look)
    front = "aliases: [old-name]"
    expected = [
        one.text.replace(front, "@")
        .replace("old-name", "engagement")
        .replace("Old-Name", "engagement")
        .replace("@", front)
        for one in sources
    ]
    assert [one.text for one in mended] == expected
    assert [finding.rule for finding in done] == [
        "GT215"
    ] * 6  # what is expected is told again for the review that takes it over


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("term: X\ndefinition: Fix: it", 'term: X\ndefinition: "Fix: it"'),
        ("term: X\ndefnition: It is", "term: X\ndefinition: It is"),
        ("term: X\ndefinition: Number #1", 'term: X\ndefinition: "Number #1"'),
    ],
)
def test_term_pages_are_mended_too(text, expected):
    assert fixed(f"---\n{text}\n{BODY}", look_at_terms)[0] == f"---\n{expected}\n{BODY}"


def test_the_type_of_a_goal_in_capitals_is_mended():
    assert fixed("---\ntype: Outcome\ntitle: T\n---\n") == ("---\ntype: outcome\ntitle: T\n---\n", ["GT102"])


def test_a_rule_that_is_off_mends_nothing():
    text = "---\ntype: outcome\ntitle: T\nsumary: S\nstatus: Active\n---\n"
    chosen = Settings(today=TODAY.today, rules={"GT105": "off"})
    (result,), done = fix_all([source(text)], lambda sources: examine(Files(sources), chosen).findings)
    assert result.text == text.replace("Active", "active")
    assert [finding.rule for finding in done] == ["GT104"]


def test_findings_of_another_file_or_of_an_older_text_change_nothing():
    text = "---\ntype: outcome\ntitle: T\nstatus: Active\n---\n"
    told = look((source(text),))
    other = source(text, "goals/h.md")
    assert fix(other, told) == (text, ())
    for older in (
        "---\n---\n",
        "",
        "# Title",
        f"---\n\n{text[4:]}",
        "---\na: Active b\n\n\nb: x\n---\n",
        "---\n: : :\n---\n",
    ):
        assert fix(source(older), told) == (older, ())


def test_fixes_that_overlap_are_left_for_the_next_round():
    text = "---\nnote: abc\n---\n"
    whole, part = (
        Finding("GT104", Severity.ERROR, span, "", fix=Fix(span, "x"))
        for span in (Span("goals/g.md", 2, 7, 2, 10), Span("goals/g.md", 2, 1, 2, 8))
    )
    assert fix(source(text), [part, whole]) == ("---\nnote: x\n---\n", (whole,))


def test_many_faults_of_yaml_are_too_many():
    text = "---\n" + "".join(f"a{i}: @b\n" for i in range(200)) + "---\n"
    assert fix(source(text), parse(source(text))[1]) == (text, ())


def test_what_was_found_is_the_same_with_a_fix():
    span = Span("goals/g.md", 2)
    assert Finding("GT104", Severity.ERROR, span, "m", fix=Fix(span, "x")) == Finding(
        "GT104", Severity.ERROR, span, "m"
    )


DAYS = {
    "13.05.2026": "2026-05-13", "3.4.2026": "2026-04-03", "13. 5. 2026": "2026-05-13", "13. May 2026": "2026-05-13",
    "13 May 2026": "2026-05-13", "13 MAY, 2026": "2026-05-13", "13-May-2026": "2026-05-13", "1st Sept 2026": "2026-09-01",
    "May 13, 2026": "2026-05-13", "May 13th 2026": "2026-05-13", "Dec. 1, 2026": "2026-12-01",
    "2026/05/13": "2026-05-13", "2026.5.3": "2026-05-03", "2026-5-3": "2026-05-03", "20260513": "2026-05-13",
    "13/05/2026": "2026-05-13", "05/13/2026": "2026-05-13", "05/05/2026": "2026-05-05", "13-05-2026": "2026-05-13",
    "03/04/2026": "", "3-4-2026": "", "05.13.2026": "", "30/13/2026": "", "31 Feb 2026": "", "13 Mai 2026": "",
    "13 May": "", "May 2026": "", "2026-05": "", "13/5/26": "", "20261305": "", "2026-05/13": "", "Q3 2026": "",
    "0 May 2026": "", "2026-05-13T10:00": "", "soon": "", "": "",
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), DAYS.items())
def test_days_are_read_only_where_one_day_can_be_meant(text, expected):
    assert meant_day(f" {text} ") == expected


NUMBERS = {
    ("80 %", ""): "80", ("80%", "%"): "80", ("80 %", "days"): "", ("5 Days", "days"): "5", ("$5", "$"): "5",
    ("30,000", ""): "30000", ("30 000", ""): "30000", ("30'000.5", ""): "30000.5", ("1,5", ""): "1.5", ("−5", ""): "-5",
    ("1.234,5 %", ""): "1234.5", ("30.000 %", ""): "", ("30k", ""): "", ("30 k", "k"): "30", ("5", ""): "5",
    ("< 5", ""): "", ("~5 %", ""): "", ("5-6", ""): "", ("1,2,3", ""): "", ("x", ""): "", ("", ""): "",
}  # fmt: skip


@pytest.mark.parametrize(("case", "expected"), NUMBERS.items())
def test_a_bare_number_has_nothing_beside_it_but_its_unit(case, expected):
    assert bare_number(*case) == expected


def test_words_are_the_same_but_for_case_and_joints():
    words = ["not-moved", "moved", "ab-test"]
    assert [same_word(text, words) for text in ("Not Moved", "AB_Test", "abtest", "unmoved", "")] == [
        "not-moved", "ab-test", "ab-test", "", "",
    ]  # fmt: skip
    assert same_word("a b", ["a-b", "a_b"]) == ""


def test_a_field_is_meant_if_it_is_the_only_one_near():
    known = ["state", "status", "title", "owner"]
    assert [meant_field(name, known) for name in ("titel", "STATUS", "stats", "tier", "Ownr")] == [
        "title", "status", "", "", "owner",
    ]  # fmt: skip


CRLF = "---\r\ntype: outcome\r\ntitle: T\r\nstatus: Active\r\n---\r\nEnd"


def test_a_diff_shows_the_lines_that_would_change():
    assert render_diff("goals/g.md", CRLF, fixed(CRLF)[0]) == (
        "--- a/goals/g.md\n+++ b/goals/g.md\n@@ -1,6 +1,6 @@\n ---\n type: outcome\n title: T\n"
        "-status: Active\n+status: active\n ---\n End\n\\ No newline at end of file\n"
    )
    assert render_diff("goals/g.md", CRLF, CRLF) == ""


def test_a_diff_cannot_drive_a_terminal_or_a_runner():
    assert render_diff("x\x1b.md", "::error::a\x1b[2J\n##[b]\u202e\n", "c\n") == (
        "--- a/x\\x1b.md\n+++ b/x\\x1b.md\n@@ -1,2 +1 @@\n-::error::a\\x1b[2J\n-#\\x23[b]\\u202e\n+c\n"
    )


EXAMPLES = [
    text
    for rule in RULES
    for example in (rule.bad, rule.good)
    if example
    for path, text in example.files.items()
    if path.endswith(".md") and path.startswith("goals/")
]
WORDS = [
    *(
        "Active",
        "80 %",
        "30,000",
        "13.05.2026",
        "May 13, 2026",
        "{what: a, b, on: 20260513}",
        "a: b",
        "@a",
        "% x",
        "> 5",
    ),
    *("a #1", "a # b", "'a'b", '"a" b', "[a, b] c", "*a*", "&a b", "!x", "", "|", "- a", "a\tb", "{", "\u2028", "\x85"),
]
TRAPS = st.sampled_from(WORDS) | st.text(st.characters(exclude_categories=["Cs"]), max_size=8)


@st.composite
def edited(draw):
    """A goal file with a few lines changed: a value, a letter of a name, the place of a line."""
    lines = draw(st.sampled_from(EXAMPLES)).split("\n")
    for _ in range(draw(st.integers(1, 3))):
        i = draw(st.integers(0, len(lines) - 1))
        head, colon, value = lines[i].partition(":")
        match draw(st.sampled_from(["value", "name", "case", "drop", "double", "comment"])):
            case "value":
                lines[i] = f"{head}{colon} {draw(TRAPS)}"
            case "name":
                at = draw(st.integers(0, len(head)))
                lines[i] = head[:at] + draw(st.sampled_from(["", "e", " ", "-"])) + head[at + 1 :] + colon + value
            case "case":
                lines[i] = head + colon + value.title()
            case "drop":
                lines[i] = ""
            case "double":
                lines.insert(i, lines[i])
            case _:
                lines[i] += draw(st.sampled_from([" # x", " #1", "\t# y"]))
    return draw(st.sampled_from(["\n", "\r\n"])).join(lines)


def places(document):
    """What is written where: names and values by line and text, for those that no fix moves."""
    values = [
        (node.span.line, node.text) for _, node in walk(document.fields) if isinstance(node, Scalar) and node.text
    ]
    names = [
        (span.line, key)
        for _, node in walk(document.fields)
        if isinstance(node, Fields)
        for key, span in node.keys.items()
    ]
    return values, names


@given(edited())
@hypothesis_settings(max_examples=400, deadline=None)
def test_only_what_is_found_is_mended_and_once_is_enough(text):
    before = source(text)
    _, findings = read_file(before, TODAY, {})
    after, done = fix(before, findings)
    assert fix(before, ()) == (text, ())
    assert set(done) <= {finding for finding in findings if finding.fix}
    old, new = parse(before)[0], parse(source(after))[0]
    assert new.body == old.body
    assert (after != text) == bool(done)
    lines = {line for finding in done for line in (finding.fix.span.line,)}
    if old.fields:
        kept = [[one for one in part if one[0] not in lines] for part in places(old)]
        assert [[one for one in part if one[0] not in lines] for part in places(new)] == kept
    elif done:
        assert new.fields is not None
    (once,), _ = fix_all([before], look)
    assert fix_all([once], look) == ((once,), ())


@given(edited(), edited())
@hypothesis_settings(max_examples=150, deadline=None)
def test_findings_of_whatever_other_text_break_nothing(text, other):
    after, _ = fix(source(text), read_file(source(other), TODAY, {})[1])
    assert parse(source(after))[0].body == parse(source(text))[0].body


def test_good_examples_have_nothing_to_mend():
    for rule in RULES:
        for path, text in rule.good.files.items() if rule.good else ():
            if path.startswith("goals/") and path.endswith(".md"):
                assert fix(source(text, path), read_file(source(text, path), TODAY, {})[1]) == (text, ())
