"""What stands before and after the title of a goal's page, and below its body."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape, unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from render_views import TUTOR, WORDS, goal_page, view_of

from hostile import HOSTILE
from mkdocs_goal_tree.core.findings import Severity
from mkdocs_goal_tree.core.model import Level
from mkdocs_goal_tree.core.rules import found
from mkdocs_goal_tree.core.source import Span
from mkdocs_goal_tree.render.cards import card, head
from mkdocs_goal_tree.render.pages import goal_tree_page, level_page, lost_page, redirect_page
from mkdocs_goal_tree.render.sections import sections

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs_goal_tree.core.project import Project

FIGURE = re.compile(r"<figure.*?</figure>", re.DOTALL)
VOID = {"meta", "link", "input", "br", "path", "circle", "rect"}


class Outline(HTMLParser):
    """The elements of a page; ill-nested markup raises."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def plain(html: str) -> str:
    """The text of a page, blanks squeezed."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html))).strip()


def ids(view, goal: str) -> list[str]:
    return [one.id for one in sections(view, view.tree[goal], "<!--x-->")]


@pytest.mark.parametrize(
    ("goal", "expected"),
    [
        ("engagement", ["lineage", "outcomes", "references"]),
        ("result", ["lineage", "contributes-to", "outputs", "grounds"]),
        ("weekend", ["lineage", "contributes-to", "closed"]),
        ("upload", ["expects", "acceptance", "reviews", "lineage", "contributes-to"]),
    ],
)
def test_sections_stand_in_order_and_empty_ones_not_at_all(
    goals: Callable[..., Project], goal: str, expected: list[str]
) -> None:
    assert ids(view_of(goals(TUTOR), findings={}), goal) == expected


def test_a_section_steps_aside_for_a_heading_of_the_author(goals: Callable[..., Project]) -> None:
    view = view_of(goals(TUTOR), findings={})

    made = sections(view, view.tree["engagement"], taken={"outcomes", "references", "references-goal"})

    assert [one.id for one in made] == ["lineage", "outcomes-goal", "references-goal-goal"]
    assert '<h2 id="outcomes-goal">' in made[1].html


def test_the_title_of_a_section_has_its_count(goals: Callable[..., Project]) -> None:
    view = view_of(goals(TUTOR), findings={})

    assert [one.title for one in sections(view, view.tree["upload"])][:3] == [
        "Expects",
        "Acceptance 1 of 3 met",
        "Reviews",
    ]


def test_a_goal_at_the_top_has_no_breadcrumb(goals: Callable[..., Project]) -> None:
    view = view_of(goals(TUTOR))

    assert head(view, view.tree["engagement"]) == ""


def test_further_parents_are_named_below_the_breadcrumb(goals: Callable[..., Project]) -> None:
    view = view_of(goals(TUTOR))

    assert plain(head(view, view.tree["upload"])) == (
        "More learners every week › Learners act on their result › Upload pipeline: 20s → 5s"
        " Two more paths lead here, through Learners act on their result and Teachers change fewer grades ."
    )


def test_a_goal_alone_has_no_lineage(goals: Callable[..., Project]) -> None:
    view = view_of(goals("goals/o.md\n    type: outcome\n    title: Alone\n"), findings={})

    assert ids(view, "o") == []


def test_hidden_goals_are_drawn_nowhere(goals: Callable[..., Project]) -> None:
    view = view_of(goals(TUTOR), findings={}, hidden={"complaints", "alerts", "weekend", "grades"})
    everything = goal_tree_page(view, "x").html + level_page(view, Level.OUTCOME).html
    everything += "".join(goal_page(view, goal) for goal in ("engagement", "result", "upload"))

    titles = [view.tree[goal].title for goal in view.hidden]

    assert [title for title in titles if title in everything] == []


def test_what_would_stop_a_build_is_a_banner_with_the_owner(goals: Callable[..., Project]) -> None:
    project = goals(TUTOR, fail_on="never", as_of=True)
    view = view_of(
        project,
        findings={
            "result": [
                found("GT202", Span("goals/result.md", 3), "`x` closes a cycle", goal="result"),
                found("GT208", Span("goals/result.md", 3), "narrow", goal="result"),
            ]
        },
    )

    text = plain(card(view, view.tree["result"]))

    assert text.startswith(
        "Shown as of 13 May 2026 This stops a build that fails on errors. Owner growth , Support team x closes a cycle"
    )
    assert "2 to look at" in text
    assert "narrow" not in text


def test_a_build_that_fails_needs_no_banner(goals: Callable[..., Project]) -> None:
    view = view_of(
        goals(TUTOR), findings={"result": [found("GT202", Span("goals/result.md", 3), "bad", goal="result")]}
    )

    assert "gt-alert" not in card(view, view.tree["result"])


def test_findings_are_to_look_at_the_gravest_first(goals: Callable[..., Project]) -> None:
    noted = found("GT208", Span("goals/result.md", 3), "narrow", goal="result")
    broken = found("GT202", Span("goals/result.md", 4), "`x` <b>", "take it away", "result")
    view = view_of(goals(TUTOR), findings={"result": [noted, broken, replace(broken, rule="GT999")]})

    look = sections(view, view.tree["result"])[-1]

    assert (look.id, look.title) == ("to-look-at", "To look at")
    assert list(re.findall(r"Error|Warning|Info", look.html)) == ["Error", "Error", "Info"]
    assert "<b><code>x</code> &lt;b&gt;</b>" in look.html
    assert '<a href="../rules/#gt202">cycle (GT202)</a>' in look.html
    assert noted.severity is Severity.INFO


def test_a_finding_shows_a_backtick_that_somebody_typed(goals: Callable[..., Project]) -> None:
    message = "owner is 'the `ops` team', which the setting `owners` does not have; it isn't `ops`"
    strange = found("GT202", Span("goals/result.md", 4), message, "write 'a`b`c'", "result")
    view = view_of(goals(TUTOR), findings={"result": [strange]})

    look = sections(view, view.tree["result"])[-1].html

    assert (
        "owner is &#39;the `ops` team&#39;, which the setting <code>owners</code> does not have;"
        " it isn&#39;t <code>ops</code>"
    ) in look
    assert "write &#39;a`b`c&#39;" in look


def test_owners_lead_to_their_page_else_where_the_site_says(goals: Callable[..., Project]) -> None:
    settings = {"owners": {"growth": {"name": "Growth team", "url": "https://example.org/growth?a=1&b=2"}, "board": {}}}
    view = view_of(goals(TUTOR, **settings), page_url=lambda name: "../t/" if name == "owners/supportteam" else "")

    html = card(view, view.tree["result"])

    assert (
        '<a href="https://example.org/growth?a=1&amp;b=2" rel="noopener">Growth team</a>, '
        '<a href="../t/">Support team</a>'
    ) in html
    assert "<b>board</b>" in card(view, view.tree["engagement"])


SMALL = """
goals/o.md
    type: outcome
    title: Learners go on
    status: {status}
    {more}
"""


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ("behavior: go on.", "go on."),
        ("who: Learners\n    behavior: go on\n    extent: 80 % of them.", "Learners go on: 80 % of them."),
        (
            "behavior: go on\n    metrics: {name: m, target: {value: 3, by: 2026-12-31}, unit: s}",
            "go on: to 3 s by 31 Dec 2026.",
        ),
        ("behavior: go on\n    metrics: {name: m, baseline: 2, target: 3, unit: s}", "go on: from 2 to 3 s."),
        ("behavior: go on\n    metrics: {name: m, target: {max: 3}}", "go on."),
        ("behavior: go on\n    metrics: {name: m, measure: boolean, target: true}", "go on."),
    ],
)
def test_an_outcome_is_one_sentence(goals: Callable[..., Project], more: str, sentence: str) -> None:
    project = goals(SMALL.format(status="active", more=more))
    view = view_of(project)

    lead = re.search(r'<p class="gt-lead">(.*?)</p>', card(view, view.tree["o"]))

    assert lead is not None
    assert plain(lead[1]) == sentence


@pytest.mark.parametrize(
    ("metric", "text"),
    [
        ("", "not measured yet Baseline unknown Last – Target – Not measured yet"),
        (
            "target: {value: 3, by: 2026-12-31}",
            "not measured yet Baseline unknown Last – Target 3 by 31 Dec 2026 Not measured yet",
        ),
        (
            "baseline: 1, target: 3, actuals: {on: 2026-05-13, value: 2}",
            "measured today Baseline 1 Last 2 13 May 2026 Target 3 50 % of the way, no end is set",
        ),
        (
            "actuals: {on: 2026-05-12, value: 2}",
            "measured yesterday Baseline unknown Last 2 12 May 2026 Target – No target to compare with",
        ),
        (
            "direction: up, target: {value: 3, by: 2026-12-31}, actuals: {on: 2026-05-12, value: 2}",
            "measured yesterday Baseline unknown Last 2 12 May 2026 Target 3 by 31 Dec 2026 Not there yet; how far is not known",
        ),
        (
            "direction: up, target: {value: 3, by: 2026-12-31}, actuals: {on: 2026-05-12, value: 4}",
            "measured yesterday Baseline unknown Last 4 12 May 2026 Target 3 by 31 Dec 2026 Target met The target is reached",
        ),
        (
            "direction: hold, target: {max: 3}, actuals: {on: 2026-05-12, value: 4}",
            "measured yesterday Baseline unknown Last 4 12 May 2026 Target at most 3 Behind Outside its bounds",
        ),
        (
            "direction: range, target: {min: 3}, actuals: {on: 2026-05-12, value: 4}",
            "measured yesterday Baseline unknown Last 4 12 May 2026 Target at least 3 Target met Within its bounds",
        ),
        (
            "baseline: 1, target: {value: 3, by: 2026-12-31}, actuals: {on: 2026-01-02, value: 2}",
            (
                "measured 131 days ago Baseline 1 Last 2 2 Jan 2026 Target 3 by 31 Dec 2026"
                " Stale, 131 days old 50 % of the way, 0 % of the time gone on 2 Jan (the mark)"
            ),
        ),
    ],
)
def test_a_card_says_what_is_known_and_what_is_not(goals: Callable[..., Project], metric: str, text: str) -> None:
    view = view_of(goals(SMALL.format(status="active", more=f"metrics: {{name: Speed, {metric}}}")))
    html = FIGURE.sub("", card(view, view.tree["o"]))

    assert plain(html[html.index('<section class="gt-card"') :]).lower() == f"Speed {text}".lower()


@pytest.mark.parametrize(
    ("metric", "text"),
    [
        (
            "direction: down, baseline: 3, actuals: {on: 2026-05-12, value: 4}",
            "3 → 4 on 12 May · at most 3 Guardrail breached",
        ),
        ("direction: up, target: 3, actuals: {on: 2026-05-12, value: 4}", "4 on 12 May · at least 3 Within its limit"),
        ("direction: hold, baseline: 3", "3 3 Not measured yet"),
        (
            "measure: boolean, baseline: true, actuals: {on: 2026-05-12, value: true}",
            "yes → yes on 12 May · yes Within its limit",
        ),
        ("actuals: {on: 2026-05-12, value: 4}", "4 on 12 May ·"),
    ],
)
def test_a_guardrail_is_one_line(goals: Callable[..., Project], metric: str, text: str) -> None:
    view = view_of(goals(SMALL.format(status="active", more=f"metrics: {{name: Cost, role: guardrail, {metric}}}")))
    html = card(view, view.tree["o"])

    assert plain(html[html.index('<section class="gt-card slim"') :]) == f"Cost Guardrail {text}"


def test_a_long_table_of_numbers_is_cut_and_says_so(goals: Callable[..., Project]) -> None:
    rows = ", ".join(f"{{on: 2025-{1 + n // 28:02}-{1 + n % 28:02}, value: {n}}}" for n in range(120))
    view = view_of(goals(SMALL.format(status="active", more=f"metrics: {{name: Speed, actuals: [{rows}]}}")))
    html = card(view, view.tree["o"])

    assert html.count("<tr><td") == 100
    assert "and 20 older ones" in html


REVIEWED = """
goals/o.md
    type: outcome
    title: Learners go on
    metrics: {{name: Opened, unit: s}}

goals/p.md
    type: output
    title: Page
    status: {status}
    contributes_to: {parent}
    {more}
"""


@pytest.mark.parametrize(
    ("status", "more", "text"),
    [
        ("planned", "due: 2026-06-30", "Planned Kind Feature Due 30 Jun 2026"),
        ("shipped", "shipped_on: 2026-05-01", "Shipped 1 May 2026 Review due 12 Jun 2026 Kind Feature"),
        ("shipped", "shipped_on: 2026-01-01", "Shipped 1 Jan 2026 90 days overdue Kind Feature"),
        (
            "retired",
            "shipped_on: 2026-01-01\n    closed: {on: 2026-02-01}",
            "Retired 1 Feb 2026 Kind Feature Shipped 1 Jan 2026",
        ),
        ("shipped", "reviews: {done_on: 2026-02-01}", "Shipped Reviewed Kind Feature"),
        (
            "shipped",
            "took: 3 days\n    reviews: {verdicts: {verdict: worse}}",
            "Shipped Reviewed Kind Feature Timebox took 3 days",
        ),
        ("building", "timebox: 3 days", "Building Kind Feature Timebox 3 days"),
    ],
)
def test_an_output_says_where_it_stands(goals: Callable[..., Project], status: str, more: str, text: str) -> None:
    view = view_of(goals(REVIEWED.format(status=status, more=more, parent="o")), findings={})

    assert plain(card(view, view.tree["p"])) == f"Output {text}"


@pytest.mark.parametrize(
    ("parent", "more", "text"),
    [
        ("o", "reviews: {verdicts: {verdict: moved, before: 3, after: 2}}", "Moved Learners go on 3 s → 2 s Opened"),
        ("o", "reviews: {verdicts: {outcome: nowhere, metric: x, verdict: moved, after: 2}}", "Moved nowhere 2 x"),
        (
            "o",
            "expects: {metric: Opened, to: 1}\n    reviews: {verdicts: {metric: Opened, verdict: moved, after: 2}}",
            "Moved Learners go on 2 s Opened, expected 1 s",
        ),
        (
            "o",
            "reviews: {verdicts: {verdict: inconclusive, attribution: cohort, note: Hm}}",
            "Inconclusive Learners go on Opened Hm How we know: cohorts",
        ),
        ("o", "reviews: {due: 2026-05-01, question: And?}", "Due 1 May 2026 12 days overdue And?"),
        (
            "[]",
            "reviews: {verdicts: {verdict: moved, after: 2}, decision: keep, why: Good}",
            "Decision Keep Moved 2 Keep: Good",
        ),
    ],
)
def test_a_review_says_what_it_found(goals: Callable[..., Project], parent: str, more: str, text: str) -> None:
    view = view_of(goals(REVIEWED.format(status="shipped", more=more, parent=parent)), findings={})
    (review,) = (one for one in sections(view, view.tree["p"]) if one.id == "reviews")

    assert plain(review.html) == f"Review {text}"


def test_a_lost_file_shows_what_is_wrong_with_it(goals: Callable[..., Project]) -> None:
    project = goals("goals/bad.md\n    type: nonsense\n    title: x\n")
    (read,) = project.tree.unread.values()

    page = lost_page(view_of(project), read)

    assert page.title == "bad"
    assert "GT102" in page.html
    assert page.toc == (("to-look-at", "To look at"),)


TAKES_TEXT = """
goals/i.md
    type: impact
    title: {text}
    status: active
    owner: {text}
    primary: {{from: 2026-01-01, reason: {text}, decided_by: {text}}}
    closed: {{why: {text}}}
    refs: {{label: {text}, url: x, kind: {text}}}
    decisions: {{what: {text}, by: {text}}}

goals/o.md
    type: outcome
    title: {text}
    status: active
    owner: [{text}, other]
    who: {text}
    behavior: {text}
    extent: {text}
    undesired: {text}
    hypothesis: {text}
    contributes_to: {{goal: i, rationale: {text}}}
    assumptions: {{text: {text}, evidence: {{note: {text}}}}}
    metrics:
      - name: {text}
        id: m
        unit: {text}
        baseline: {{value: 1, on: 2026-01-01}}
        target: {{value: 3, by: 2026-12-31}}
        actuals: [{{on: 2026-01-01, value: 1}}, {{on: 2026-05-01, value: 2, note: {text}, source: {text}}}]
        source: {{label: {text}}}

goals/p.md
    type: output
    title: {text}
    status: shipped
    timebox: {text}
    took: {text}
    contributes_to: o
    acceptance: {{criterion: {text}, target: {text}, actual: {text}}}
    expects: {{outcome: nowhere, metric: {text}, from: 1, to: 2}}
    reviews: {{question: {text}, why: {text}, decision: keep, shared_with: {text}, verdicts: {{verdict: moved, how: {text}, note: {text}}}}}
"""


def everything(project: Project, text: str) -> str:
    view = view_of(project, findings={"o": [found("GT202", Span(f"goals/{text}.md", 3), text, text, "o")]})
    pages = [goal_page(view, goal) for goal in ("i", "o", "p")]
    pages += [goal_tree_page(view, "<!--x-->", text).html, *(level_page(view, level).html for level in Level)]
    return "\n".join([*pages, redirect_page(WORDS, "../o/", text)])


def test_hostile_text_stays_text(goals: Callable[..., Project]) -> None:
    project = goals(TAKES_TEXT.format(text="PLACEHOLDER"))
    calm = Outline(everything(project, "PLACEHOLDER"))
    for text in HOSTILE:
        shown = replace(project, tree=swapped(project, text))
        wild = Outline(everything(shown, text))

        assert [tag for tag, _ in wild.elements if tag != "code"] == [tag for tag, _ in calm.elements if tag != "code"]
        assert {name for _, attrs in wild.elements for name in attrs} == {
            name for _, attrs in calm.elements for name in attrs
        }
        assert escape(text.strip()).replace("&#x27;", "&#39;").replace("&quot;", "&#34;")[:9] in everything(shown, text)


def swapped(project: Project, text: str):
    """The tree with `text` wherever PLACEHOLDER stood."""

    def swap(value: object) -> object:
        match value:
            case str():
                return text if value == "PLACEHOLDER" else value
            case tuple():
                return tuple(swap(one) for one in value)
        if hasattr(value, "model_copy"):
            return value.model_copy(update={name: swap(getattr(value, name)) for name in type(value).model_fields})
        return value

    return replace(project.tree, goals={key: swap(goal) for key, goal in project.tree.goals.items()})
