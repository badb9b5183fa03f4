"""The generated pages: the whole tree, the tables of a level, the rules; our words and templates replaced."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from render_views import TUTOR, WORDS, goal_page, tree_page, view_of
from test_cards import Outline, plain

from mkdocs_goal_tree.core.findings import Finding, Severity
from mkdocs_goal_tree.core.model import Level
from mkdocs_goal_tree.core.rules import found
from mkdocs_goal_tree.core.source import Span
from mkdocs_goal_tree.render import outline as outlines
from mkdocs_goal_tree.render import templates
from mkdocs_goal_tree.render.outline import outline
from mkdocs_goal_tree.render.pages import goal_tree_page, level_page, redirect_page, rules_page
from mkdocs_goal_tree.render.view import children

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from mkdocs_goal_tree.core.project import Project
    from mkdocs_goal_tree.core.words import Words

    Goals = Callable[..., Project]


def chain(count: int, *, parents: int = 1) -> str:
    """Layers of outcomes, each goal serving `parents` of the layer above."""
    return "\n".join(
        f"goals/o{layer}x{n}.md\n    type: outcome\n    title: o{layer}x{n}\n    contributes_to:"
        f" [{', '.join(f'o{layer - 1}x{m}' for m in range(parents)) if layer else ''}]\n"
        for layer in range(count)
        for n in range(parents)
    )


def lines_of(project: Project, **more: int) -> list[outlines.Line]:
    view = view_of(project)
    return outline(view, view.tree.roots(), lambda goal: children(view, goal.id), **more)


def test_a_goal_with_two_parents_is_listed_under_both(goals: Goals) -> None:
    lines = lines_of(goals(TUTOR))

    assert [(line.goal.title, line.depth) for line in lines if line.goal.level != "output"] == [
        ("Fewer complaints", 0),
        ("Teachers change fewer grades", 1),
        ("Learners act on their result", 1),
        ("More learners every week", 0),
        ("Learners act on their result", 1),
        ("Learners come back at the weekend", 1),
    ]


def test_lists_that_open_also_close(goals: Goals) -> None:
    lines = lines_of(goals(TUTOR))

    assert sum(line.branch for line in lines) == sum(line.closes for line in lines)


def test_beyond_the_most_lines_a_subtree_is_written_once(goals: Goals) -> None:
    project = goals(chain(4, parents=3))

    assert len(lines_of(project)) == 3 + 9 + 27 + 81
    short = lines_of(project, most=100)
    assert len(short) == 3 + 3 * 3 * 3
    assert [line.more for line in short if line.more] == [3] * 12


def test_a_long_chain_is_folded_before_the_browser_gives_up(goals: Goals) -> None:
    lines = lines_of(goals(chain(40)))

    assert (len(lines), lines[-1].more, lines[-1].depth) == (24, 1, 23)


def test_a_large_outline_opens_its_first_level_only(goals: Goals) -> None:
    page = goal_tree_page(view_of(goals(chain(4, parents=3))))

    assert page.html.count("<details open>") == 3
    assert page.html.count("<details>") == 9 + 27
    Outline(page.html)


def test_the_page_of_the_tree_counts_and_names_what_there_is(goals: Goals) -> None:
    page = tree_page(view_of(goals(TUTOR), findings={}))

    assert page.title == "Goal tree"
    assert page.toc == (("outline", "Outline"),)
    assert plain(page.html).startswith(
        "Primary impact since 1 Jan 2026 More learners every week Complaints are down. Decided by The board."
        " All switches Baseline 20,100 / wk 1 Jan 2026 Weekly learners 23,940 / wk 11 May 2026"
        " Target 30,000 / wk by 31 Dec 2026"
        " On track 39 % of the way, 36 % of the time gone on 11 May (the mark)"
        " Impacts 2 1 not measured 1 on track Outcomes 3 2 active 1 not measured 1 behind"
        " Outputs 2 1 open 1 planned 1 review overdue To look at 0"
        " Source: Mermaid SVG Impact Outcome Output Not measured yet Behind Planned On track Shipped Dropped"
        " 1 of 3 acceptance met way made, mark = time gone not broken down yet paused, dropped or retired link disproved"
        " Read upward: each box serves the ones above it. Outline"
    )


def test_an_empty_site_has_a_page_all_the_same(goals: Goals) -> None:
    page = goal_tree_page(view_of(goals("")))

    assert page.toc == ()
    assert plain(page.html) == "Impacts 0 Outcomes 0 Outputs 0 To look at 0"


def test_findings_of_no_page_stand_on_the_page_of_the_tree(goals: Goals) -> None:
    lost = {
        "": [found("GT901", Span("mkdocs.yml", 3), "no duration")],
        "lost": [found("GT102", Span("x.md"), "no type")],
    }
    page = goal_tree_page(view_of(goals(TUTOR, fail_on="never", as_of=True), findings=lost))

    assert page.toc[-1] == ("to-look-at", "To look at")
    assert page.html.count('class="gt-finding"') == 2
    assert "Shown as of 13 May 2026" in page.html
    assert plain(page.html).count("no duration") == 2  # in the banner, too


def test_a_banner_names_twenty_and_counts_the_rest(goals: Goals) -> None:
    many = [found("GT202", Span("goals/result.md", n), f"cycle {n}", goal="result") for n in range(1, 26)]
    page = goal_tree_page(view_of(goals(TUTOR, fail_on="never"), findings={"result": many}))

    assert "and 5 more" in page.html
    assert plain(page.html).startswith(
        "This stops a build that fails on errors. Learners act on their result : cycle 1 growth and Support team"
    )


def rows(html: str) -> list[str]:
    return [plain(row) for row in re.findall(r"<tr[ >].*?</tr>", html[html.index("<tbody>") :], re.DOTALL)]


def test_who_needs_help_comes_first_in_a_table(goals: Goals) -> None:
    page = level_page(view_of(goals(TUTOR), findings={}), Level.OUTCOME)

    assert rows(page.html) == [
        "Teachers change fewer grades for Fewer complaints Active Not measured yet",
        (
            "Learners act on their result for More learners every week and Fewer complaints Active Jan – Sep 2026"
            " growth , Support team 22 % 41 of 80 % Behind Opens by itself"
        ),
        "Learners come back at the weekend for More learners every week Dropped Dropped 18 Mar 2026",
    ]


def test_a_table_of_outputs_puts_what_is_overdue_first(goals: Goals) -> None:
    page = level_page(view_of(goals(TUTOR), findings={}), Level.OUTPUT)

    assert rows(page.html) == [
        (
            "Upload pipeline: 20s → 5s for Learners act on their result and Teachers change fewer grades"
            " Shipped 10 Mar 2026 Platform 1 of 3 26 → 45 % 9 → 7 1 day overdue"
        ),
        "Alerts for Learners act on their result Planned due 30 Jun 2026",
    ]


def test_filters_ask_for_what_the_rows_have(goals: Goals) -> None:
    html = level_page(view_of(goals(TUTOR)), Level.OUTCOME).html
    page = Outline(html)
    table = [attrs for tag, attrs in page.elements if tag == "tr" and "data-status" in attrs]
    box = next(attrs for tag, attrs in page.elements if attrs.get("class") == "gt-filters")

    assert "hidden" in box
    assert any(
        tag == "table" and attrs["id"] == box["data-for"] and "data-sortable" in attrs
        for tag, attrs in page.elements
        if "id" in attrs and tag == "table"
    )
    for filter_ in (attrs["data-filter"] for tag, attrs in page.elements if tag == "button"):
        key, _, value = str(filter_).partition("=")
        hits = [
            row for row in table if not key or (row[f"data-{key}"] == value if value else row[f"data-{key}"] != "false")
        ]
        assert hits, filter_
    assert [json.loads(str(row["data-owner"])) for row in table] == [[], ["growth", "Support team"], []]
    assert "<option>Support team</option><option>growth</option>" not in html
    assert "<option>growth</option><option>Support team</option>" in html


def test_a_table_leads_with_how_many_are_on_track(goals: Goals) -> None:
    view = view_of(goals(TUTOR), findings={})

    assert (
        "<b>0 of 2 active outcomes are on track</b>, 1 not measured, 1 behind." in level_page(view, Level.OUTCOME).html
    )
    assert "<b>1 of 2 active impacts is on track</b>, 1 not measured." in level_page(view, Level.IMPACT).html
    assert "<p>An output is what a team delivers.</p>" in level_page(view, Level.OUTPUT).html


def test_an_empty_table_is_a_table(goals: Goals) -> None:
    assert rows(level_page(view_of(goals("")), Level.OUTCOME).html) == []


def test_the_rules_page_has_the_rules_that_spoke(goals: Goals) -> None:
    many = [found("GT202", Span("goals/result.md", n), f"cycle {n}", "cut it", "result") for n in range(1, 55)]
    raised = Finding("GT208", Severity.ERROR, Span("goals/engagement.md", 3), "narrow", goal="engagement")
    unknown = Finding("GT999", Severity.ERROR, Span("x.md"), "?")
    page = rules_page(view_of(goals(TUTOR), findings={"result": many, "engagement": [raised], "": [unknown]}))

    assert page.toc == (("gt202", "cycle (GT202)"), ("gt208", "narrow-impact (GT208)"))
    assert '<h2 id="gt208">narrow-impact (GT208)</h2>' in page.html
    assert "and 4 more" in page.html
    Outline(page.html)


def test_no_rule_spoke(goals: Goals) -> None:
    assert "No rule has anything to say." in rules_page(view_of(goals(TUTOR), findings={})).html


def test_a_redirect_leads_to_the_present_address() -> None:
    html = redirect_page(WORDS, '../x/?a="&b', "<b>")

    assert '<meta http-equiv="refresh" content="0; url=../x/?a=&#34;&amp;b">' in html
    assert "<title>&lt;b&gt;</title>" in html


def everything(project: Project, words: Words) -> str:
    view = view_of(project, words, findings={"upload": [found("GT202", Span("goals/u.md", 3), "7", "8", "upload")]})
    pages = [goal_page(view, goal.id) for goal in view.tree]
    pages += [tree_page(view).html, rules_page(view_of(project, words, findings={})).html]
    pages += [level_page(view, level).html for level in Level]
    return "\n".join([*pages, redirect_page(words, "../o/", "7")])


# Fields whose text is no author's prose: ids and words of the format.
OF_THE_FORMAT = frozenset(
    {
        "id",
        "goal",
        "outcome",
        "metric",
        "superseded_by",
        "audience",
        "change",
        "scope",
        "category",
        "risk",
        "state",
        "decision",
    }
)


def without_prose(value: object, name: str = "") -> object:
    """The value with 77 for everything that an author wrote, so that every letter left on a page is ours."""
    if type(value) is str and name not in OF_THE_FORMAT and value not in {"interview", "support", "%"}:
        return "77"
    if isinstance(value, tuple):
        return tuple(without_prose(one, name) for one in value)
    if hasattr(value, "model_copy"):
        fields = type(value).model_fields
        return value.model_copy(update={field: without_prose(getattr(value, field), field) for field in fields})
    return value


def test_with_all_words_replaced_none_of_ours_is_left(goals: Goals) -> None:
    project = goals(TUTOR.replace("metric: opened, ", "").replace("Speed keeps them.", "77"))
    bare = {key: without_prose(goal) for key, goal in project.tree.goals.items()}
    bare["result"] = bare["result"].model_copy(update={"extent": project.tree["result"].extent})
    words = WORDS.replaced({key: re.sub(r"[^\W\d_](?![^{]*\})", "ж", word) for key, word in WORDS.items()})

    page = Outline(everything(replace(project, tree=replace(project.tree, goals=bare)), words))
    named = ("aria-label", "title", "placeholder", "data-k")
    shown = [*page.text, *(str(attrs[name]) for _, attrs in page.elements for name in named if name in attrs)]
    ours = {one for text in shown for one in re.findall(r"[A-Za-z]{2,}", text)}

    # what the test itself hands in, and the name and place of a rule
    assert ours <= {"cycle", "GT", "goals", "md", "Quarterly", "review", "All", "ancestors", "two", "levels", "down"}
    assert sum("ж" in text for text in shown) > 300


def test_a_site_brings_its_own_templates(goals: Goals, tmp_path: Path) -> None:
    (tmp_path / "mentioned-in.html.jinja").write_text("<p>{{ pages[0][0] }} & {{ say('goal') }}</p>", "utf-8")
    (tmp_path / "state.html.jinja").write_text(
        "{% macro state(word, name, tone, badge) %}[{{ word }}]{% endmacro %}{% macro bar(bar) %}{% endmacro %}",
        "utf-8",
    )
    view = view_of(goals(TUTOR), overrides=str(tmp_path))

    html = goal_page(view, "weekend")

    assert html.endswith("<p>Quarterly review & Goal</p>")
    assert "<li>[Dropped 18 Mar 2026]</li>" in html


def test_templates_are_read_again_when_they_are_forgotten(tmp_path: Path) -> None:
    template = tmp_path / "mine.html.jinja"
    template.write_text("old", "utf-8")
    assert templates.render("mine.html.jinja", WORDS, str(tmp_path)) == "old"
    template.write_text("new", "utf-8")
    assert templates.render("mine.html.jinja", WORDS, str(tmp_path)) == "old"

    templates.forget()

    assert templates.render("mine.html.jinja", WORDS, str(tmp_path)) == "new"


@pytest.mark.parametrize("text", ["{way} <b>", "<script>{day}"])
def test_the_words_of_a_site_are_text_too(text: str) -> None:
    words = WORDS.replaced({"as-of": text})

    assert "<b>" not in templates.say(words, "as-of", day="<i>", way="x")
    assert "<script>" not in templates.say(words, "as-of", day="<i>")
    assert "<i>" not in templates.say(words, "as-of", day="<i>")


def test_an_undefined_name_in_a_template_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "typo.html.jinja").write_text("{{ nobody }}", "utf-8")

    with pytest.raises(Exception, match="nobody"):
        templates.render("typo.html.jinja", WORDS, str(tmp_path))
