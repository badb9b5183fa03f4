"""One page as a term: every field, every fault at its place, and a page that is shown all the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_goal_tree.core.naming import fold, regular_plural
from mkdocs_goal_tree.core.rules import BY_CODE
from mkdocs_goal_tree.core.settings import Settings
from mkdocs_goal_tree.core.source import Source
from mkdocs_goal_tree.core.termfiles import GENERATED, read_glossary, read_term
from mkdocs_goal_tree.core.terms import (
    CHEAT_SHEET,
    Question,
    Term,
    TermExample,
    TermSource,
    TermStatus,
    slug_of_uri,
)
from mkdocs_goal_tree.sources import packaged_terms


def read(front_matter, *, uri="outcome.md", body="\n# Outcome\n"):
    return read_term(Source(f"docs/glossary/{uri}", uri, f"---\n{front_matter}\n---\n{body}"))


def said(findings):
    ordered = sorted(findings, key=lambda f: f.span)
    return [f"{f.rule} {f.span.line}:{f.span.column} {f.message}" for f in ordered]


def glossary(*pages):
    """A glossary of front matters by the names of their files."""
    sources = [Source(f"docs/glossary/{uri}", uri, f"---\n{text}\n---\n") for uri, text in pages]
    return read_glossary(sources)[0]


def test_a_term_is_read_whole():
    term, place, findings = read("""
term: Outcome
definition: >
  An outcome is a change
  in what people do.
abbr: OC
plural: outcomes
category: Core ideas
not: a thing that is made.
aliases: behavior change
contrast_with: [Output]
related:
  - Impact
pitfalls: Written as an output.
lint_rules: GT401
case_sensitive: true
auto_link: false
status: proposed
sources:
  - Josh Seiden, Outcomes Over Output (2019)
  - label: A page
    url: https://example.org/
examples:
  output: Upload pipeline
  outcome: 41 % of results opened
  note: Moved in part.
faq:
  - q: Is a launch an outcome?
    a: No.
title: What MkDocs shows
tags: [words]
layout: wide""")
    assert findings == []
    assert term == Term(
        slug="outcome",
        term="Outcome",
        definition="An outcome is a change in what people do.",
        abbr="OC",
        plural="outcomes",
        category="Core ideas",
        not_="a thing that is made.",
        aliases=("behavior change",),
        contrast_with=("Output",),
        related=("Impact",),
        pitfalls=("Written as an output.",),
        lint_rules=("GT401",),
        case_sensitive=True,
        auto_link=False,
        status=TermStatus.PROPOSED,
        sources=(
            TermSource(label="Josh Seiden, Outcomes Over Output (2019)"),
            TermSource(label="A page", url="https://example.org/"),
        ),
        examples=(TermExample(output="Upload pipeline", outcome="41 % of results opened", note="Moved in part."),),
        faq=(Question(q="Is a launch an outcome?", a="No."),),
    )
    assert (str(place.at("related", 0)), place.body) == ("docs/glossary/outcome.md:14:5", "\n# Outcome\n")


def test_what_yaml_makes_of_words_does_not_matter():
    term, _, findings = read("term: no\ndefinition: 404\nabbr: on\naliases: [yes, 1.10]")
    assert findings == []
    assert (term.term, term.definition, term.abbr, term.aliases) == ("no", "404", "on", ("yes", "1.10"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# Outcome\n",
        "---\ntitle: Outcome\nauthor: x\ndefinition: y\n---\n",
        "---\ntitle: [\n---\n",
        "no front matter\n\nterm: x\n",
        "---\n---\nterm: x\n",
        "---\n- term: x\n---\n",
    ],
)
def test_a_page_without_term_is_an_ordinary_page_whatever_it_holds(text):
    assert read_term(Source("docs/glossary/x.md", "x.md", text)) == (None, None, [])


UNREADABLE = {
    "yaml": ("---\nterm: Outcome: a change\n---\n", "GT101 docs/glossary/x.md:2:14"),
    "no end": ("---\nterm: Outcome\n", "GT101 docs/glossary/x.md:1:1"),
    "deep": ("---\nterm: Outcome\nx: " + "[" * 25 + "]" * 25 + "\n---\n", "GT108 docs/glossary/x.md:3:23"),
    "large": ("---\nterm: Outcome\nnot: " + "x" * 65_000 + "\n---\n", "GT108 docs/glossary/x.md:2:1"),
    "with a mark": ("\ufeff---\nterm: [\n---\n", "GT101 docs/glossary/x.md:2:7"),
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_a_front_matter_that_was_meant_as_a_term_is_told_where_it_cannot_be_read(case):
    text, place = UNREADABLE[case]
    term, at, findings = read_term(Source("docs/glossary/x.md", "x.md", text))
    assert term is None
    assert at.source.uri == "x.md"
    assert [f"{f.rule} {f.span}" for f in findings] == [place]


FAULTS = {
    "no definition": ("term: Outcome", ["GT704 2:7 definition is missing"]),
    "an empty definition": ("term: Outcome\ndefinition:", ["GT704 3:1 definition is empty"]),
    "a blank definition": ('term: Outcome\ndefinition: " "', ["GT704 3:1 definition is empty"]),
    "a misspelled definition": ("term: Outcome\ndefintion: A change.", ["GT105 3:1 defintion is an unknown field"]),
    "a definition in a list": ("term: Outcome\ndefinition: [a]", ["GT104 3:13 definition is a list; one value is wanted"]),
    "html in a definition": (
        "term: Outcome\ndefinition: A <b>change</b> in people.",
        [
            "GT704 3:15 definition has HTML in it; it is shown as plain text, in tooltips too",
            "GT704 3:24 definition has HTML in it; it is shown as plain text, in tooltips too",
        ],
    ),
    "an entity in a definition, in a block": (
        "term: Outcome\ndefinition: |\n  A change\n  in people &amp; teams.",
        ["GT704 5:13 definition has HTML in it; it is shown as plain text, in tooltips too"],
    ),
    "a comparison in a definition": ("term: Outcome\ndefinition: 'a < b, b > c & 1<2, R&D; fine'", []),
    "an empty answer": ("term: O\ndefinition: D.\nfaq:\n  - q: Why?\n    a:", ["GT704 6:5 faq[0] has no answer: Why?"]),
    "a missing answer": ("term: O\ndefinition: D.\nfaq:\n  q: Why?", ["GT704 5:3 faq has no answer: Why?"]),
    "a missing question": ("term: O\ndefinition: D.\nfaq:\n  - a: So.", ["GT704 5:5 faq[0] has no question"]),
    "another name for an answer": (
        "term: O\ndefinition: D.\nfaq:\n  - q: Why?\n    answer: So.",
        ["GT105 6:5 faq[0].answer is an unknown field"],
    ),
    "a question that is a text": (
        "term: O\ndefinition: D.\nfaq: Why?",
        ["GT104 4:6 faq is text; fields are wanted: q, a"],
    ),
    "an empty term": ("term:\ndefinition: D.", ["GT104 2:1 term is empty"]),
    "a term that is a list": ("term: [a]\ndefinition: D.", ["GT104 2:7 term is a list; one value is wanted"]),
    "an unknown status": (
        "term: O\ndefinition: D.\nstatus: retierd",
        ["GT104 4:9 status is 'retierd', none of current, proposed, retired"],
    ),
    "a flag that is none": ("term: O\ndefinition: D.\nauto_link: never", ["GT104 4:12 auto_link is 'never', neither true nor false"]),
    "an unsafe source": (
        "term: O\ndefinition: D.\nsources:\n  url: javascript:alert(1)",
        ["GT801 5:8 sources.url is 'javascript:alert(1)', no link that is followed: http, https, mailto or a relative path is"],
    ),
    "a field twice": ("term: O\ndefinition: D.\nabbr: A\nabbr: B", ["GT106 5:1 abbr stands twice; the last one counts"]),
    "a text that is cut": (
        "term: O\ndefinition: Issue #1 and # two",
        ["GT106 3:19 definition is cut at ' #'; what follows is a comment"],
    ),
    "a comment beside a name": ("term: O # ours\ndefinition: D.\nrelated: [P] # theirs\nmine: x # y", []),
    "garbled characters": ("term: O\ndefinition: itâ€™s", ["GT106 3:13 definition has garbled characters: 'itâ€™s' was probably 'it’s'"]),
    "a near miss": ("term: O\ndefinition: D.\nalias: P", ["GT105 4:1 alias is an unknown field"]),
    "the site's own fields": ("term: O\ndefinition: D.\nweight: 3\ncategories: [x]\nglossary: false\nhugo: 1\nslug: o", []),
}  # fmt: skip


@pytest.mark.parametrize("case", FAULTS)
def test_a_fault_is_told_once_at_its_place_and_the_page_stays_a_term(case):
    text, findings = FAULTS[case]
    term, place, told = read(text)
    assert said(told) == findings
    assert term is not None
    assert place is not None


PIECES = [
    *("term", "definition", "faq", "q", "a", "sources", "aliases", "status", "related", "x", "é", "<b>", "&amp;"),
    *(":", " ", "- ", "[", "]", "{", "}", "'", '"', "|", "#", "---", "*x", "&x", "!!", "\n", "\n  ", "\r\n", "\t"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_whatever_a_page_holds_it_can_be_looked_at(text):
    for whole in (text, f"---\nterm: T\n{text}\n---\n", f"---\n{text}\nterm:{text}\n---\n"):
        term, place, findings = read_term(Source("docs/glossary/x.md", "x.md", whole))
        lines = whole.count("\n") + whole.count("\r") + 1
        assert term is None or place is not None
        assert all(1 <= one.span.line <= lines and one.span.column >= 1 for one in findings)


def test_what_is_wrong_is_left_out_and_the_rest_kept():
    term, _, _ = read(
        "term:\nfaq:\n  - q: Why?\n  - {q: So?, a: Yes.}\nstatus: none\nrelated: [{a: b}, Impact]\nsources:\n  url: '//x'"
    )
    assert (term.term, term.definition, term.status) == ("outcome", "", "current")
    assert (term.faq, term.related, term.sources) == (
        (Question(q="So?", a="Yes."),),
        ("Impact",),
        (TermSource(),),
    )


@pytest.mark.parametrize("name", sorted(GENERATED))
def test_a_term_on_the_path_of_a_page_of_ours_is_told(name):
    _, _, findings = read("term: O\ndefinition: D.", uri=f"{name}.md")
    assert said(findings) == [f"GT103 2:1 {name}.md is the path of a page that is made here"]


@pytest.mark.parametrize(
    ("uri", "slug"),
    [
        ("key-result.md", "key-result"),
        ("Key Result.md", "key-result"),
        ("methods/okr.md", "okr"),
        ("methods/index.md", "methods"),
        ("Schlüssel.md", "schlussel"),
        ("…….md", "term-6e6a8b4f"),
    ],
)
def test_the_slug_comes_from_the_name_of_the_file(uri, slug):
    made = slug_of_uri(uri)
    assert made == slug or (slug.startswith("term-") and made.startswith("term-") and len(made) == len(slug))


def test_two_files_of_one_name_have_slugs_of_their_own():
    terms = glossary(("a/okr.md", "term: A"), ("b/okr.md", "term: B"), ("b-okr.md", "term: C"), ("c/okr.md", "term: D"))
    assert {term.term: slug for slug, term in terms.terms.items()} == {
        "A": "okr",
        "B": "b-okr-2",
        "C": "b-okr",
        "D": "c-okr",
    }
    assert terms["b-okr-2"].slug == "b-okr-2"
    assert terms.places["b-okr-2"].source.uri == "b/okr.md"


TERMS = (
    ("output.md", "term: Output\nplural: outputs"),
    ("okr.md", "term: OKR\naliases: [objectives and key results, Zielsystem]"),
    ("vs.md", "term: Outcome vs. output\naliases: output/outcome"),
    ("criterion.md", "term: Acceptance criterion\nplural: acceptance criteria\nabbr: AC"),
    ("eclair.md", "term: Éclair"),
    ("mass.md", "term: Maßnahme"),
)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Output", "output"),
        ("OUTPUTS", "output"),
        ("  output ", "output"),
        ("okr", "okr"),
        ("OKRs", "okr"),
        ("Objectives  and\nkey results", "okr"),
        ("objectives-and-key-results", "okr"),
        ("zielsysteme", ""),
        ("zielsystems", "okr"),
        ("outcome vs. output", "vs"),
        ("vs", "vs"),
        ("ac", "criterion"),
        ("acceptance criteria", "criterion"),
        ("acceptance criterions", ""),
        ("e\u0301CLAIR", "eclair"),
        ("MASSNAHME", "mass"),
        ("", ""),
        ("result", ""),
    ],
)
def test_a_term_is_found_by_any_of_its_names(name, slug):
    term = glossary(*TERMS).find(name)
    assert (term.slug if term else "") == slug


def test_a_name_as_it_is_written_goes_before_the_same_in_another_case():
    terms = glossary(("a-it.md", "term: it\ncase_sensitive: true"), ("b-it.md", "term: IT"))
    assert [terms.find(name).slug for name in ("it", "IT", "It")] == ["a-it", "b-it", "a-it"]


def test_the_name_of_a_term_goes_before_an_alias_of_another():
    terms = glossary(("a.md", "term: A\naliases: Metric"), ("metric.md", "term: Metric"))
    assert terms.find("metric").slug == "metric"


def test_a_file_that_cannot_be_read_might_be_the_term_that_is_looked_for():
    terms = glossary(("output.md", "term: ["), ("input.md", "term: Input"))
    assert [terms.lacks(name) for name in ("Output", "Input", "Outcome")] == [False, False, True]


@pytest.mark.parametrize(
    ("name", "plural"),
    [
        ("metric", "metrics"),
        ("story", "stories"),
        ("day", "days"),
        ("process", "processes"),
        ("index", "indexes"),
        ("match", "matches"),
        ("KPI", "KPIs"),
        ("SLA", "SLAs"),
        ("objectives and key results", ""),
        ("analysis", ""),
        ("KPIs", ""),
        ("vs.", ""),
        ("Café", ""),
        ("成果", ""),
        ("Q3", ""),
        ("", ""),
    ],
)
def test_a_regular_plural(name, plural):
    assert regular_plural(name) == plural


def test_names_are_compared_without_case_accents_encoding_and_hyphens():
    assert fold(" North\u2010Star  Metric\u2019s ") == fold("north star metric's") == "north star metric's"


def test_the_glossary_is_in_order_of_the_alphabet():
    terms = glossary(("1.md", "term: Zebra"), ("2.md", "term: äpfel"), ("3.md", "term: Apfel"), ("4.md", "term: apfel"))
    assert [term.term for term in terms] == ["Apfel", "apfel", "äpfel", "Zebra"]
    assert (len(terms), terms["1"].term) == (4, "Zebra")


def test_the_reference_card_has_the_chosen_terms_else_the_first_that_are_in_use():
    ours = read_glossary(packaged_terms())[0]
    own = glossary(("a.md", "term: A\nstatus: retired"), ("b.md", "term: B"), ("c.md", "term: C"))
    assert [term.slug for term in ours.cheat_sheet()] == list(CHEAT_SHEET)
    assert [term.slug for term in own.cheat_sheet()] == ["b", "c"]


def test_the_packaged_terms_have_nothing_wrong_with_them(goals):
    text = "".join(
        f"\ndocs/glossary/{source.uri}\n" + "".join(f"    {line}\n" for line in source.text.splitlines())
        for source in packaged_terms()
    )
    project = goals(text, glossary={"check": "all"})
    assert project.findings == ()
    assert len(project.glossary) == len(packaged_terms()) == 43


def test_the_term_that_explains_a_rule_lists_it_among_those_that_guard_it():
    ours = read_glossary(packaged_terms())[0]
    assert [rule.code for rule in BY_CODE.values() if rule.term and rule.code not in ours[rule.term].lint_rules] == []


@pytest.mark.parametrize(
    ("choice", "uri", "ours", "covered"),
    [
        ("goals", "guide.md", False, False),
        ("goals", "goals/x.md", True, True),
        ("all", "guide.md", False, True),
        ("none", "goals/x.md", True, False),
        (["guides/*"], "guides/x.md", False, True),
        (["guides/*.md"], "guides/deep/x.md", False, False),
        (["guides/**"], "guides/deep/x.md", False, True),
        (["**/x.md"], "x.md", False, True),
        (["guides"], "guides/deep/x.md", False, True),
        (["./guides/"], "guides/x.md", False, True),
        (["guide"], "guides/x.md", False, False),
        (["gu?de.md", "other.md"], "guide.md", False, True),
        (["guide[.md"], "guide[.md", False, True),
        ([], "goals/x.md", True, False),
    ],
)
def test_a_setting_says_which_pages_it_covers(choice, uri, ours, covered):
    chosen = Settings.model_validate({"glossary": {"link": choice, "check": choice}}).glossary
    assert (chosen.links(uri, ours=ours), chosen.checks(uri, ours=ours)) == (covered, covered)
