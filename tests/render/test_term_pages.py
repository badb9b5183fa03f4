"""What the pages of a glossary say, whatever is written in it."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest
from render_terms import GLOSSARY, glossary_view, term_page
from render_views import WORDS

from hostile import HOSTILE
from mkdocs_goal_tree.core.rules import BY_CODE, found
from mkdocs_goal_tree.core.source import Source, Span
from mkdocs_goal_tree.core.termfiles import read_glossary
from mkdocs_goal_tree.core.terms import Glossary, Question, Term, TermExample, TermSource
from mkdocs_goal_tree.render.grounds import entries
from mkdocs_goal_tree.render.pages import cheat_sheet_page, glossary_page, rules_page
from mkdocs_goal_tree.render.term_page import term_description, term_parts
from mkdocs_goal_tree.render.terms import explaining, split_sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mkdocs_goal_tree.core.project import Project
    from mkdocs_goal_tree.render.view import View

VOID = {"br", "input", "path", "circle", "rect"}


class Outline(HTMLParser):
    """Tags that do not close as they opened, and every id."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.ids: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.ids += [value or "" for name, value in attrs if name == "id"]
        self.wrong += [name for name, _ in attrs if name.startswith("on")]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and (not self.open or self.open.pop() != tag):
            self.wrong.append(f"</{tag}>")


def outline(html: str) -> Outline:
    parser = Outline()
    parser.feed(html)
    parser.close()
    return parser


def shown(html: str) -> str:
    """The words that a reader sees."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


@pytest.fixture
def view(goals: Callable[..., Project]) -> View:
    return glossary_view(goals(GLOSSARY))


def one_term(goals: Callable[..., Project], **fields: object) -> View:
    project = goals("")
    term = Term(slug="x", **{"term": "X", "definition": "A letter.", **fields})
    return glossary_view(project, glossary=Glossary({"x": term}), term_uses={})


def packaged() -> Glossary:
    folder = files("mkdocs_goal_tree") / "terms"
    sources = [Source(f"docs/glossary/{one.name}", one.name, one.read_text("utf-8")) for one in folder.iterdir()]
    return read_glossary(sources)[0]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One. Two. Three.", ("One.", "Two. Three.")),
        ("Outcome vs. Output is one sentence.", ("Outcome vs. Output is one sentence.", "")),
        ("Tools, e.g. Alerts, count. So do texts.", ("Tools, e.g. Alerts, count.", "So do texts.")),
        ("So J. Doe says. He is right.", ("So J. Doe says.", "He is right.")),
        ("It went from 3.5 to 4. Nobody saw it.", ("It went from 3.5 to 4.", "Nobody saw it.")),
        ("“Shipped.” That is all.", ("“Shipped.”", "That is all.")),
        ("目標。成果。", ("目標。", "成果。")),
        ("No end", ("No end", "")),
        ("", ("", "")),
    ],
)
def test_a_text_is_cut_after_its_first_sentence(text: str, parts: tuple[str, str]) -> None:
    assert split_sentence(text) == parts


def test_the_definition_stands_first_and_what_the_term_is_not_second(view: View) -> None:
    text = shown(term_parts(view, view.glossary["outcome"]).below)
    assert text.startswith(
        "An outcome is a change in what somebody does. It can be measured, with baseline and target. Not a"
    )


def test_sections_come_in_their_order_and_only_where_there_is_something_to_say(view: View) -> None:
    found = {slug: [one.id for one in term_parts(view, view.glossary[slug]).sections] for slug in ("outcome", "output")}
    assert found == {
        "outcome": ["contrast", "side-by-side", "pitfalls", "questions", "guards", "uses"],
        "output": [],
    }


def test_every_question_has_an_id_of_its_own(view: View) -> None:
    taken = frozenset({"questions"})
    html = term_page(view, "outcome", taken)
    assert re.findall(r'<details class="gt-fold" id="([^"]*)"', html) == [
        "may-the-person-be-a-colleague",
        "may-the-person-be-a-colleague-2",
        "question",
    ]
    assert '<h2 id="questions-term">' in html


def test_no_id_stands_twice_on_a_page(view: View) -> None:
    for slug in view.glossary.terms:
        ids = outline(term_page(view, slug)).ids
        assert sorted(set(ids)) == sorted(ids)


def test_a_retired_word_says_what_to_use(view: View) -> None:
    assert shown(term_parts(view, view.glossary["deliverable"]).below).startswith("Retired word. Use Output .")
    assert "Deliverable retired Retired word. Use Output ." in shown(glossary_page(view).html)


def test_the_neighbors_of_a_term_are_those_that_have_a_page(view: View) -> None:
    import dataclasses

    part = dataclasses.replace(view, term_url=lambda slug: "" if slug == "outcome" else f"../{slug}/")
    foot = term_parts(part, part.glossary["outcome-vs-output"]).foot
    assert re.findall(r'rel="(\w+)" href="([^"]*)"', foot) == [("prev", "../epreuve/"), ("next", "../output/")]


def test_the_letters_are_those_of_the_words(view: View) -> None:
    html = glossary_page(view).html
    bar = re.search(r'<ul class="gt-letters">.*?</ul>', html, re.DOTALL)
    assert bar
    assert re.findall(r'href="#([^"]*)"', bar[0]) == ["d", "e", "o", "u", "%CF%89"]
    assert shown(bar[0]) == "A B C D E F G H I J K L M N O P Q R S T U V W X Y Z Ω"
    assert glossary_page(view).toc == (("d", "D"), ("e", "E"), ("o", "O"), ("u", "U"), ("ω", "Ω"))


def test_without_latin_words_there_is_no_latin_alphabet(goals: Callable[..., Project]) -> None:
    html = glossary_page(one_term(goals, term="目標")).html
    assert shown(html[html.index("gt-letters") : html.index("gt-az")]).count("A") == 0


def test_the_categories_are_counted_and_retired_words_come_last(view: View) -> None:
    buttons = re.findall(r'<button[^>]*data-filter="([^"]*)"[^>]*>([^<]*)', glossary_page(view).html)
    assert buttons == [
        ("", "All 7"),
        ("category=Core ideas", "Core ideas 3"),
        ("category=Methods", "Methods 1"),
        ("category=Retired words", "Retired words 1"),
    ]


def test_a_glossary_without_terms_says_so(goals: Callable[..., Project]) -> None:
    view = glossary_view(goals(""))
    assert shown(glossary_page(view).html) == "No word is defined yet."
    assert "gt-words" not in cheat_sheet_page(view).html


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("goals", "The first use on a page of the goals or the glossary links to its entry."),
        ("all", "The first use on every page links to its entry."),
        (["handbook/*"], "The first use on many pages links to its entry."),
        ("none", ""),
    ],
)
def test_the_index_says_where_words_are_linked(goals: Callable[..., Project], link: object, said: str) -> None:
    view = glossary_view(goals(GLOSSARY, glossary={"link": link}))
    lead = re.search(r"<p>(7 words.*?)</p>", glossary_page(view).html)
    assert lead
    assert lead[1] == f"7 words, each with one meaning here. {said}".strip()


def test_a_finding_links_to_the_term_that_explains_it(goals: Callable[..., Project]) -> None:
    view = glossary_view(goals(GLOSSARY))
    one = found("GT205", Span("goals/result.md", 1), "it serves nothing", goal="result")
    assert [entry.term for entry in entries(view, [one])] == [("Outcome", "../outcome/")]
    assert explaining(glossary_view(goals("")), BY_CODE["GT205"]) is None


def test_a_rule_that_guards_a_term_has_its_place_on_the_page_of_rules(view: View) -> None:
    page = rules_page(view)
    spoken = {one.rule for found in view.findings.values() for one in found}
    assert {"GT205", "GT207"} & spoken <= {code.upper() for code, _ in page.toc}
    assert {"gt205", "gt207"} <= set(outline(page.html).ids)
    assert "gt999" not in page.html


def test_without_the_term_the_rule_itself_carries_the_definition(goals: Callable[..., Project]) -> None:
    one = {"": [found("GT205", Span("goals/result.md", 1), "it serves nothing")]}
    definition = WORDS[f"what-is-{BY_CODE['GT205'].term}"]
    assert definition in shown(rules_page(glossary_view(goals(""), findings=one)).html)
    assert definition not in shown(rules_page(glossary_view(goals(GLOSSARY), findings=one)).html)


def test_the_term_of_every_rule_is_packaged_and_has_a_definition_in_words() -> None:
    named = {rule.term for rule in BY_CODE.values() if rule.term}
    assert named <= set(packaged().terms)
    assert {term for term in named if f"what-is-{term}" not in WORDS} == set()


def test_the_description_is_the_definition_on_one_line(view: View) -> None:
    assert term_description(view.glossary["outcome"]).startswith("An outcome is a change in what somebody does. It can")


def test_all_packaged_terms_fill_their_pages(goals: Callable[..., Project]) -> None:
    glossary = packaged()
    view = glossary_view(goals(""), glossary=glossary, term_uses={})
    for term in glossary:
        page = outline(term_page(view, term.slug))
        assert (term.slug, page.wrong, page.open) == (term.slug, [], [])
        assert sorted(set(page.ids)) == sorted(page.ids)
    assert len(re.findall("<dt>", cheat_sheet_page(view).html)) == len(glossary.cheat_sheet())
    assert WORDS["glossary-none"] not in glossary_page(view).html


def test_long_texts_leave_the_card_on_two_pages(goals: Callable[..., Project]) -> None:
    terms = {f"t{n}": Term(slug=f"t{n}", term=f"T{n}", definition="word " * 400, not_="so " * 400) for n in range(30)}
    html = cheat_sheet_page(glossary_view(goals(""), glossary=Glossary(terms))).html
    assert 0 < html.count("<dt>") < 16
    assert html.count('<section class="page">') == 2
    assert len(shown(html)) < 8000


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_of_a_term_becomes_markup(goals: Callable[..., Project], text: str) -> None:
    fields = _everywhere(text)
    calm = _everywhere("calm")
    for draw in (
        lambda view: term_page(view, "x"),
        lambda view: glossary_page(view).html + cheat_sheet_page(view).html,
    ):
        html, wanted = draw(one_term(goals, **fields)), draw(one_term(goals, **calm))
        page = outline(html)
        assert (page.wrong, page.open) == ([], [])
        assert page.tags - outline(wanted).tags <= {"code", "strong", "b"}
        assert "javascript:" not in "".join(re.findall(r'href="([^"]*)"', html)).lower().replace("%3a", ":")


def _everywhere(text: str) -> dict[str, object]:
    return {
        "term": text,
        "definition": text,
        "abbr": text,
        "plural": text,
        "category": text,
        "not_": text,
        "aliases": (text,),
        "contrast_with": (text,),
        "related": (text,),
        "pitfalls": (text,),
        "lint_rules": (text,),
        "status": "retired",
        "use_instead": text,
        "sources": (TermSource(label=text),),
        "examples": (TermExample(output=text, outcome=text, note=text),),
        "faq": (Question(q=text, a=text),),
    }


def test_a_view_without_a_glossary_shows_no_term(goals: Callable[..., Project]) -> None:
    def urls() -> Iterator[str]:
        yield from re.findall(
            r'href="([^"]*)"', rules_page(glossary_view(goals("goals/a.md\n    type: outcome\n"))).html
        )

    assert [url for url in urls() if "glossary" in url] == []


def test_of_many_goals_that_use_a_word_twenty_are_listed_and_the_others_counted(goals: Callable[..., Project]) -> None:
    files = "".join(f"\ngoals/g{n:02}.md\n    type: impact\n    title: Goal {n:02}\n" for n in range(23))
    glossary = Glossary({"x": Term(slug="x", term="X", definition="A letter.")})
    view = glossary_view(goals(files), glossary=glossary, term_uses={"x": [f"g{n:02}" for n in range(23)]})
    (uses,) = [one for one in term_parts(view, view.glossary["x"], frozenset()).sections if one.id == "uses"]
    assert re.findall(r"Goal \d\d", shown(uses.html)) == [f"Goal {n:02}" for n in range(20)]
    assert shown(uses.html).endswith("and 3 more")
