"""Where a text uses terms: the rules as tables, and a slow reference that the matcher agrees with on any text."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_goal_tree.core.linking import Linker
from mkdocs_goal_tree.core.naming import fold
from mkdocs_goal_tree.core.source import Source
from mkdocs_goal_tree.core.termfiles import read_glossary


def linker(*terms):
    """Terms as front matter, named in order: `1`, `2` …"""
    sources = [Source(f"{i}.md", f"{i}.md", f"---\n{text}\n---\n") for i, text in enumerate(terms, 1)]
    glossary, findings = read_glossary(sources)
    assert [f for f in findings if f.rule != "GT704"] == []
    return Linker(glossary)


OURS = linker(
    "term: Outcome\nplural: outcomes\naliases: behavior change",
    "term: Outcome vs. output",
    "term: Output\nplural: outputs",
    "term: Key result\nabbr: KR\nplural: key results",
    "term: OKR\nplural: OKRs",
    "term: Metric\naliases: [KPI, counter-metric, A/B test, story]",
    "term: North star metric\nplural: north star metrics",
    "term: Theory of change\nplural: theories of change",
    "term: .NET\nauto_link: true",
    "term: Parkinson's law",
    "term: iPhone\ncase_sensitive: true",
    "term: Deliverable\nstatus: retired\nauto_link: false",
    "term: Outcome metric\nauto_link: false",
    "term: C++",
)
FOUND = {
    "any case": ("Outcome outcome OUTCOME oUtcome", ["Outcome", "outcome", "OUTCOME", "oUtcome"]),
    "the plural that is given": ("outcomes, theories of change", ["outcomes", "theories of change"]),
    "no other plural": ("theory of changes", []),
    "a regular plural": ("metrics and stories", ["metrics", "stories"]),
    "an alias and its plural": ("behavior change, behavior changes", ["behavior change", "behavior changes"]),
    "capitals as they are written": ("OKR OKRs KR KRs KPI KPIs", ["OKR", "OKRs", "KR", "KRs", "KPI", "KPIs"]),
    "capitals in no other case": ("okr Okr OKRS kr kpis", []),
    "a term with case of its own": ("iPhone iPhones IPhone iphone", ["iPhone", "iPhones"]),
    "another inflection": ("outcoming outcomeless metrical", []),
    "part of a word": ("myoutcome outcome2 outcome_x _outcome", []),
    "punctuation": ("(outcome), “outcome”; outcome. Outcome? *outcome*", ["outcome"] * 3 + ["Outcome", "outcome"]),
    "a dash": ("outcome—outcome – outcome", ["outcome"] * 3),
    "a slash": ("outcome/output", ["outcome", "output"]),
    "a possessive": ("outcome's outcome’s outcomes'", ["outcome", "outcome", "outcomes"]),
    "an apostrophe before": ("l'outcome d’outcome", ["outcome", "outcome"]),
    "a compound": ("outcome-driven non-outcome re\u2010outcome outcome-", ["outcome"]),
    "a list with dashes": ("- outcome\n-outcome", ["outcome", "outcome"]),
    "a file, an address, a mark": ("outcome.md x.outcome outcome@x.org @outcome #outcome", []),
    "a bare address": ("https://example.org/outcome/output www.outcome.org. outcome", ["outcome"]),
    "the end of a sentence": ("outcome. Then outcome.", ["outcome", "outcome"]),
    "the longest": ("outcome vs. output", ["outcome vs. output"]),
    "the longest that is whole": ("outcome vs. outputx", ["outcome"]),
    "the longest, though it is not linked": ("outcome metric and metric", ["metric"]),
    "one after the other": ("key result metric outcome", ["key result", "metric", "outcome"]),
    "hyphens for blanks": ("key-result, north-star metric", ["key-result", "north-star metric"]),
    "blanks for hyphens": ("counter metric, counter\u2011metrics", ["counter metric", "counter\u2011metrics"]),
    "a line end": ("key\nresult, key \r\n  results", ["key\nresult", "key \r\n  results"]),
    "a paragraph's end": ("key\n\nresult", []),
    "a protected blank": ("key\xa0result", ["key\xa0result"]),
    "signs in a name": ("A/B test, a/b-tests, A / B test", ["A/B test", "a/b-tests"]),
    "a sign before the first word": (".NET, ASP.NET (.net)", [".NET", ".NET"]),
    "a sign after the last word": ("C++, C++x c++", ["C++", "C++", "c++"]),
    "either apostrophe": ("Parkinson's law, Parkinson’s law", ["Parkinson's law", "Parkinson’s law"]),
    "a retired word, linked or not": ("deliverable", ["deliverable"]),
    "a mark on the last letter": ("outcome\u0301 outcome\u200dx", []),
    "nothing": ("", []),
}  # fmt: skip


@pytest.mark.parametrize("case", FOUND)
def test_a_use_is_found_by_rule(case):
    text, found = FOUND[case]
    assert [text[one.start : one.end] for one in OURS.occurrences(text)] == found


WORLD = {
    "accents": ("term: Épée", "épée ÉPÉE epee Épées", ["épée", "ÉPÉE", "Épées"]),
    "accents of two characters": ("term: Épée", "e\u0301pe\u0301e", ["e\u0301pe\u0301e"]),
    "a name with accents of two characters": ("term: e\u0301te\u0301", "été", ["été"]),
    "German": ("term: Maßnahme\nplural: Maßnahmen", "Maßnahme MASSNAHMEN Massnahme Maßnahmenplan", ["Maßnahme", "MASSNAHMEN", "Massnahme"]),
    "Greek": ("term: Στόχος", "στόχος ΣΤΌΧΟΣ στόχοι", ["στόχος", "ΣΤΌΧΟΣ"]),
    "Russian": ("term: Результат\nplural: результаты", "результат, РЕЗУЛЬТАТЫ результатов", ["результат", "РЕЗУЛЬТАТЫ"]),
    "Polish": ("term: Łańcuch", "ŁAŃCUCH łańcucha", ["ŁAŃCUCH"]),
    "Hindi": ("term: परिणाम", "परिणाम परिणामों", ["परिणाम"]),
    "Arabic": ("term: هدف", "هدف، الهدف", ["هدف"]),
    "Chinese": ("term: 成果", "我们的成果很好,成果", ["成果", "成果"]),
    "Chinese, the longest": ("term: 成果\naliases: 成果物", "成果物と成果", ["成果物", "成果"]),
    "Japanese in kana": ("term: アウトカム", "アウトカムを測る。アウトカムズ", ["アウトカム"]),
    "Japanese with Latin letters": ("term: OKR", "OKRを使う、新OKR。xOKRを", ["OKR", "OKR"]),
    "Korean with particles": ("term: 성과", "성과를 성과는 고성과", ["성과", "성과"]),
    "Thai": ("term: ผลลัพธ์", "เป็นผลลัพธ์ที่ดี", ["ผลลัพธ์"]),
    "Thai, not half a letter": ("term: ผลลัพธ", "ผลลัพธ์", []),
    "Latin and Greek": ("term: Ω value", "the ω-value", ["ω-value"]),
}  # fmt: skip


@pytest.mark.parametrize("case", WORLD)
def test_a_use_is_found_in_any_script(case):
    term, text, found = WORLD[case]
    assert [text[one.start : one.end] for one in linker(term).occurrences(text)] == found


def test_a_use_says_where_it_is_of_which_term_and_whether_that_is_retired():
    assert OURS.occurrences("A deliverable, no outcome.") == [(2, 13, "12", True), (18, 25, "1", False)]


def test_terms_that_are_not_linked_are_mentioned():
    assert [one.slug for one in OURS.mentions("outcome metric, outcome")] == ["13", "1"]


def test_of_two_terms_with_one_name_the_better_claim_has_it():
    assert [one.slug for one in linker("term: Sign\naliases: metric", "term: Metric").occurrences("metrics")] == ["2"]
    assert [one.slug for one in linker("term: it\ncase_sensitive: true", "term: IT").occurrences("IT it It")] == [
        "2",
        "1",
    ]


@pytest.mark.parametrize(
    ("terms", "text", "has", "may_be"),
    [
        (["term: Output"], "output", False, False),
        (["term: Output\nstatus: retired"], "Two OUTPUTS", True, True),
        (["term: Output\nstatus: retired"], "outcome", True, False),
        (["term: →\nstatus: retired"], "→", False, False),
    ],
)
def test_a_text_without_retired_words_is_told_quickly(terms, text, has, may_be):
    made = linker(*terms)
    assert (made.has_retired, made.may_be_retired(text)) == (has, may_be)


def test_an_empty_glossary_finds_nothing():
    assert linker().occurrences("outcome") == []


WORDS = ("ab", "a", "b", "ab ba", "a-b", "ba", "AB", "é", "aé b", "成", "成果", "カ", "성", "a成", "b's", "a.b")
CHARACTERS = "aAbBé成果カキ성 - .'’@#_\n\u0301"
HYPHENS = "-\u2010\u2011"


def script_of(char):
    """An independent notion of the rule's scripts."""
    name = unicodedata.name(char, "")
    for start in ("CJK", "KATAKANA", "HANGUL"):
        if name.startswith(start):
            return start
    return "spaced" if char.isalnum() or char == "_" or unicodedata.combining(char) else ""


def is_whole(text, start, end):
    first, last = script_of(text[start]), script_of(text[end - 1])
    before, after = text[:start], text[end:]
    if after and unicodedata.combining(after[0]):
        return False
    if (
        first == "spaced"
        and re.search(rf"[{HYPHENS}.]\Z", before)
        and len(before) > 1
        and script_of(before[-2]) == "spaced"
    ):
        return False
    if first in {"spaced", "KATAKANA", "HANGUL"} and before and (before[-1] in "#@" or script_of(before[-1]) == first):
        return False
    if last == "spaced" and re.match(rf"[{HYPHENS}.@]", after) and len(after) > 1 and script_of(after[1]) == "spaced":
        return False
    return not (last in {"spaced", "KATAKANA"} and after and script_of(after[0]) == last)


def is_name(part, name):
    if part.strip() != part or part.strip("-") != part or "\n\n" in part.replace(" ", ""):
        return False
    if name.exact:
        plain = re.sub(r"\s+|-", " ", unicodedata.normalize("NFC", part).replace("’", "'"))
        return plain == re.sub(r"\s+|-", " ", name.text)
    return fold(part) == fold(name.text)


def reference(made, text):
    """Every piece of the text against every name, the longest at each place, from left to right."""
    found, at = [], 0
    while at < len(text):
        ends = [
            end
            for end in range(len(text), at, -1)
            if is_whole(text, at, end) and any(is_name(text[at:end], name) for name in made.glossary.names)
        ]
        if ends:
            found.append(text[at : ends[0]])
        at = ends[0] if ends else at + 1
    return found


@given(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=5, unique_by=fold),
    st.lists(st.sampled_from(CHARACTERS), max_size=14).map("".join),
)
@settings(max_examples=600, deadline=None)
def test_the_matcher_finds_what_a_slow_reference_finds(words, text):
    made = linker(*(f'term: "{word}"' for word in words))
    assert [text[one.start : one.end] for one in made.mentions(text)] == reference(made, text)


@given(st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_text_can_be_looked_through(text):
    made = OURS.mentions(text)
    assert all(0 <= one.start < one.end <= len(text) for one in made)
    assert all(one.end <= following.start for one, following in pairwise(made))
