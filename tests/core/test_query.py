"""The filter language: what it reads, what it refuses and where, and what holds for a goal."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_goal_tree.core.comparing import Literal
from mkdocs_goal_tree.core.facts import TreeFacts
from mkdocs_goal_tree.core.fields import Kind, fields
from mkdocs_goal_tree.core.filters import All, Compare, Not, Present, Some, show
from mkdocs_goal_tree.core.query import Fault, Query, parse, select

COMPANY = """
impacts/stay.md
    type: impact
    title: Learners stay
    status: active
    owner: Ada
    primary: {from: 2026-01-01, reason: Growth}
    metrics: {name: Weekly learners, baseline: 20000, target: {value: 30000, by: 2026-12-31}, actuals: [{on: 2026-05-01, value: 25000}]}
impacts/cost.md
    type: impact
    title: Cost per lesson falls
outcomes/act.md
    type: outcome
    title: Learners act on their result
    status: active
    owner: ["@assessment-team", Ada]
    aliases: open-result
    contributes_to: {goal: stay, confidence: 0.6}
    tags: [mobile, Growth]
    metrics:
      - {name: Opened, unit: "%", baseline: {value: 20, on: 2026-01-01}, target: {value: 80, by: 2026-12-31}, actuals: [{on: 2026-05-01, value: 26.0}], stale_after: 6w}
      - {name: Complaints, role: guardrail, baseline: 5, actuals: [{on: 2026-05-01, value: 4}]}
outcomes/weekend.md
    type: outcome
    title: Learners come back at the weekend
    status: dropped
    closed: {on: 2026-03-01, why: "Nobody came"}
    contributes_to: [stay, cost]
outputs/alerts.md
    type: output
    title: Alerts
    status: planned
    due: 2026-06-30
    contributes_to: act
    order: 2
outputs/mail.md
    type: output
    title: Mail
    status: shipped
    shipped_on: 2026-02-01
    contributes_to: act
    acceptance: {criterion: Arrives, met: true}
    reviews: {due: 2026-03-15, done_on: 2026-03-20, verdicts: {verdict: moved, before: 20, after: 26}}
"""


@pytest.fixture
def ids(goals):
    project = goals(COMPANY)

    def chosen(where):
        query = parse(where, project.tree)
        assert isinstance(query, Query), query
        return " ".join(goal.id for goal in select(query, project))

    return chosen


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ("level = outcome", "act weekend"),
        ("type = Outcome", "act weekend"),
        ("status = active and not level = impact", "act"),
        ("status in (planned, shipped)", "alerts mail"),
        ("status not in (planned, shipped) and level != impact", "act weekend"),
        ("state = behind", "act"),
        ("state != behind and level = outcome", "weekend"),
        ("progress = 10", "act"),
        ("progress < 10.0000000001 and progress >= 10", "act"),
        ("progress > 10", "stay"),
        ("not progress", "alerts mail cost weekend"),
        ("children = 2", "stay act"),
        ("children > 1 or parents > 1", "stay act weekend"),
        ("parents = stay", "act weekend"),
        ("parents = open-result", "alerts mail"),
        ("id = open-result", "act"),
        ("id in (act, 'mail')", "mail act"),
        ("under = stay", "alerts mail act weekend"),
        ("under in (cost)", "weekend"),
        ("contributes_to.confidence >= 0.6", "act"),
        ("contributes_to = cost", "weekend"),
        ("primary", "stay"),
        ("primary = true and primary.from <= today", "stay"),
        ("primary.reason has GROW", "stay"),
        ("owner = 'Assessment Team'", "act"),
        ("owner = ada", "stay act"),
        ("owner", "stay act"),
        ("owner has assess", "act"),
        ("tags = growth", "act"),
        ("tags = mobile and tags != desktop", "act"),
        ("title has 'weekend'", "weekend"),
        ("title < 'b'", "alerts"),
        ("metrics.name = opened", "act"),
        ("metrics = 2", "act"),
        ("metrics", "stay act"),
        ("metrics.target > 79.9", "stay act"),
        ("metrics.target.by = 2026-12-31", "stay act"),
        ("metrics.actuals.value = 26", "act"),
        ("metrics.stale_after > 5w", "act"),
        ("metrics.stale_after = 42d", "act"),
        ("metrics.role = guardrail", "act"),
        ("due < 2026-07-01", "alerts"),
        ("due >= today and due <= '2026-06-30'", "alerts"),
        ("due != 2026-06-30 and level = output", "mail"),
        ("shipped_on", "mail"),
        ("closed.why has nobody", "weekend"),
        ("closed", "weekend"),
        ("reviews.due < today and reviews.done_on", "mail"),
        ("reviews.verdicts.verdict = moved", "mail"),
        ("acceptance.met = true", "mail"),
        ("acceptance.met", "mail"),
        ("not_broken_down = false and level = impact", "cost stay"),
        ("order = 2", "alerts"),
        ("findings = GT2", "stay weekend alerts mail"),
        ("period", ""),
        ("level = outcome or level = output and status = planned", "alerts act weekend"),
        ("(level = outcome or level = output) and status = planned", "alerts"),
        ("NOT NOT LEVEL = impact", "cost stay"),
    ],
)  # fmt: skip
def test_the_goals_for_which_a_filter_holds(ids, where, expected):
    assert sorted(ids(where).split()) == sorted(expected.split())


def test_the_order_is_that_of_the_tree(goals):
    project = goals(COMPANY)
    query = parse("title")

    assert select(query, project) == list(project.tree)


@pytest.mark.parametrize(
    ("where", "fault"),
    [
        ("", (1, "the filter is empty", "write one such as status = active")),
        ("  ", (1, "the filter is empty", "write one such as status = active")),
        ("stat = active", (1, "goals have no field 'stat'", "did you mean 'state'?")),
        ("title and metrics.nam = x", (11, "goals have no field 'metrics.nam'", "did you mean 'metrics.name'?")),
        ("progress > 'x'", (12, "progress is a number, which 'x' is not", "write a number such as 50 or 0.5")),
        ("due < soon", (7, "due is a day, which 'soon' is not", "write a day such as 2026-05-13, or today")),
        ("due < 2026-02-30", (7, "due is a day, which '2026-02-30' is not", "write a day such as 2026-05-13, or today")),
        ("primary = yes", (11, "primary is true or false, which 'yes' is not", "write true or false")),
        (
            "metrics.stale_after > 6",
            (23, "metrics.stale_after is a length of time, which '6' is not", "write 30d, 6w, 2m, 1q or 1y"),
        ),
        (
            "metrics.target > high",
            (18, "metrics.target is a number or text, which 'high' is not",
             "only numbers have an order here; use = != in has"),
        ),
        (
            "level in (outcome, outptu)",
            (20, "level is one of impact, outcome, output, which 'outptu' is not", "did you mean 'output'?"),
        ),
        ("findings = orphan-outptu", (12, "findings is the code of a rule, which 'orphan-outptu' is not",
                                      "did you mean 'orphan-output'?")),
        ("level < outcome", (1, "level has no order; = != in has can follow", "")),
        ("children < stay", (1, "children has no order; a number or = != in has can follow", "")),
        ("due has 2026", (1, "has looks inside text, and due is a day", "write =")),
        ("metrics = Opened", (1, "metrics has fields of its own",
                              "ask for metrics.name, metrics.id, metrics.aliases …")),
        ("under = sty", (9, "no goal has the id 'sty'", "did you mean 'stay'?")),
        ("parents in (stay, nix)", (19, "no goal has the id 'nix'", "")),
        ("level == outcome", (7, "'==' is no comparison", "did you mean '='?")),
        ("level <=> outcome", (7, "'<=>' is no comparison", "write = != < <= > >=")),
        ("level = outcome and", (20, "the filter ends too early; the name of a field is wanted", "")),
        ("level", None),
        ("level =", (8, "the filter ends too early; a value is wanted", "")),
        ("(level = outcome", (17, "the filter ends too early; a closing ) is wanted", "")),
        ("level = outcome)", (16, "')' cannot stand here; the end is wanted", "")),
        ("level in outcome", (10, "'outcome' cannot stand here; a list in parentheses is wanted", "")),
        ("level in (outcome output)", (19, "'output' cannot stand here; a comma or ) is wanted", "")),
        ("level outcome", (7, "'outcome' cannot stand here; a comparison such as = or in is wanted", "")),
        ("level = outcome && primary", (17, "'&&' cannot stand here; 'and', 'or' or the end is wanted",
                                        "did you mean 'and'?")),
        ("title = 'it", (9, "the text in quotes has no end", "close it with '")),
        ("title = " + "x" * 1000, (1, "the filter has 1,008 characters, more than the 1,000 that are read",
                                   "give the goals a tag and ask for that")),
        ("not " * 60 + "title", (1, "the filter is nested 61 deep, more than 50", "split it into several")),
    ],
)  # fmt: skip
def test_a_fault_is_told_at_its_column(goals, where, fault):
    read = parse(where, goals(COMPANY).tree)

    assert isinstance(read, Fault) == (fault is not None)
    if isinstance(read, Fault):
        assert (read.column, read.message, read.help) == fault


def test_a_site_without_filters_does_not_load_the_parser():
    code = "import sys, mkdocs_goal_tree.handbook.plugin; print('lark' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


def test_without_a_tree_any_id_will_do():
    assert isinstance(parse("under = nix"), Query)


def test_fifty_deep_is_read():
    assert isinstance(parse("not " * 49 + "title"), Query)
    assert isinstance(parse("(" * 400 + "title" + ")" * 400), Query)


@pytest.mark.parametrize(
    ("where", "level"),
    [
        ("level = outcome", "outcome"),
        ("status = active and type = Output", "output"),
        ("level = outcome or title", ""),
        ("level != outcome", ""),
        ("title", ""),
    ],
)
def test_the_level_that_a_filter_asks_for(where, level):
    assert parse(where).level == level


def test_every_field_of_the_format_can_be_asked_for():
    asked = "metrics.name primary.from closed.why reviews.due tags metrics.milestones contributes_to.state period.from"

    assert [name in fields() for name in asked.split()] == [True] * 5 + [False] + [True] * 2


WORDS = st.text("abz09.-_äß%/", min_size=1, max_size=6).filter(
    lambda word: word.casefold() not in {"and", "or", "not", "in", "has"}
)
QUOTED = st.text(st.characters(exclude_characters="\"'\n", exclude_categories=["Cs"]), max_size=8)
LITERALS = st.builds(Literal, WORDS) | st.builds(Literal, QUOTED, st.just(value=True))
TYPED = {
    Kind.NUMBER: ["0", "10", "0.6", "2", "-1.5"],
    Kind.DAY: ["2026-05-01", "2026-06-30", "today"],
    Kind.LENGTH: ["6w", "42d", "1y"],
    Kind.FLAG: ["true", "false"],
    Kind.MIXED: ["26", "80", "5"],
    Kind.GOAL: ["stay", "act", "open-result", "cost"],
    Kind.RULE: ["GT2", "GT206", "orphan-output"],
    Kind.OWNER: ["ada", "Assessment Team"],
    Kind.TEXT: ["mobile", "a", "Learners stay"],
}
ORDERED = (Kind.NUMBER, Kind.DAY, Kind.LENGTH, Kind.MIXED, Kind.TEXT)


@st.composite
def comparisons(draw):
    """Comparisons that make sense."""
    asked = fields()[draw(st.sampled_from(sorted(fields())))]
    if asked.kind is Kind.PART or draw(st.integers(0, 5)) == 0:
        return Present(asked.name)
    values = st.sampled_from(asked.words) if asked.kind is Kind.WORD else st.sampled_from(TYPED[asked.kind])
    signs = ["=", "!=", "in", *(["<", "<=", ">", ">="] if asked.kind in ORDERED else [])]
    sign = draw(st.sampled_from(signs))
    texts = draw(st.lists(values, min_size=1, max_size=3 if sign == "in" else 1))
    return Compare(asked.name, sign, tuple(Literal(text, " " in text) for text in texts))


def nodes(leaves):
    return st.recursive(
        leaves,
        lambda inner: (
            st.builds(Not, inner)
            | st.builds(All, st.lists(inner, min_size=2, max_size=3).map(tuple))
            | st.builds(Some, st.lists(inner, min_size=2, max_size=3).map(tuple))
        ),
        max_leaves=8,
    )


@given(st.text(max_size=60) | st.text("atl =!<>()'\",not in has level and or outcome.-0", max_size=60))
@settings(max_examples=1500, deadline=None)
def test_whatever_is_typed_is_a_filter_or_a_fault_inside_it(text):
    read = parse(text)

    if isinstance(read, Fault):
        assert 1 <= read.column <= len(text) + 1
        assert read.message
    else:
        assert parse(str(read)) == read


@given(nodes(comparisons()))
@settings(max_examples=400, deadline=None)
def test_a_filter_that_is_shown_reads_back(node):
    text = show(node)

    assert len(text) > 1000 or parse(text) == Query(node)


@given(node=st.builds(Compare, st.just("title"), st.just("="), LITERALS.map(lambda one: (one,))))
def test_text_in_quotes_reads_back(node):
    assert parse(show(node)) == Query(node)


def plainly(node, goal, facts):
    """What a filter says of a goal, worked out in another way: on what the goal dumps, one value after the other."""
    match node:
        case Not():
            return not plainly(node.node, goal, facts)
        case All():
            return [plainly(one, goal, facts) for one in node.nodes].count(False) == 0
        case Some():
            return [plainly(one, goal, facts) for one in node.nodes].count(True) > 0
        case Present():
            values = known(node.name, goal, facts)
            return any(values) if fields()[node.name].kind is Kind.FLAG else len(values) > 0
    values = known(node.name, goal, facts)
    kind = fields()[node.name].kind
    pairs = [(norm(kind, value, facts), literal) for value in values for literal in node.values]
    matches = [holds(kind, node.sign, value, literal.text, facts) for value, literal in pairs]
    return not any(matches) if node.sign == "!=" else any(matches)


def holds(kind, sign, value, text, facts):
    if kind is Kind.RULE:
        return value.upper().startswith({"orphan-output": "GT206"}.get(text, text))
    if kind is Kind.MIXED and not isinstance(value, Decimal):
        return False
    wanted = norm(kind, typed(kind, text), facts)
    if sign in {"=", "!=", "in"}:
        return value == wanted
    return {"<": value < wanted, "<=": value <= wanted, ">": value > wanted, ">=": value >= wanted}[sign]


def typed(kind, text):
    match kind:
        case Kind.NUMBER | Kind.MIXED:
            return Decimal(text)
        case Kind.DAY:
            return date(2026, 5, 13) if text == "today" else date.fromisoformat(text)
        case Kind.FLAG:
            return text == "true"
    return text


def norm(kind, value, facts):
    match kind:
        case Kind.LENGTH:
            text = str(value)
            return int(text[:-1]) * {"d": 1, "w": 7, "y": 366}[text[-1]]
        case Kind.OWNER:
            return value.lower().replace(" ", "").replace("-", "").removeprefix("@")
        case Kind.GOAL:
            return {"open-result": "act"}.get(value, value)
        case Kind.NUMBER:
            return Decimal(value)
    return value.casefold() if isinstance(value, str) else value


def known(name, goal, facts):
    tree = facts.tree
    above = {"stay": [], "cost": [], "act": ["stay"], "weekend": ["stay", "cost"], "alerts": ["act"], "mail": ["act"]}
    derived = {
        "level": [goal.type.value],
        "state": [state] if (state := facts.state(goal)) else [],
        "progress": [way] if (way := {"stay": Decimal(50), "act": Decimal(10)}.get(goal.id)) is not None else [],
        "owner": list(goal.owner),
        "parents": above[goal.id],
        "children": [child for child, parents in above.items() if goal.id in parents],
        "under": [up for parent in above[goal.id] for up in (parent, *above[parent])],
        "findings": [finding.rule for finding in facts.found.get(goal.id, ())],
        "primary": [goal.id == "stay"],
        "period": [],
        "contributes_to": [tree.find(edge.goal).id for edge in goal.contributes_to],
    }
    if name in derived:
        return derived[name]
    dumped = goal.model_dump(by_alias=True)
    found = [dumped | dumped["page"]]
    for step in name.split("."):
        found = [one.get(step) for one in found]
        found = [one for many in found for one in (many if isinstance(many, tuple | list) else [many])]
        found = [one for one in found if one is not None and one != ""]
    if fields()[name].kind is Kind.LENGTH:
        return [f"{one['count']}{one['unit']}" for one in found]
    if found and isinstance(found[0], dict) and fields()[name].kind is not Kind.PART:
        short = {"metrics.source": "label"}.get(name, "value")
        found = [one[short] for one in found if one[short] not in (None, "")]
    return found


@given(node=nodes(comparisons()))
@settings(max_examples=500, deadline=None)
def test_a_filter_says_what_a_slow_reading_of_it_says(node):
    project, facts = company()

    assert [Query(node).holds(goal, facts) for goal in project.tree] == [
        plainly(node, goal, facts) for goal in project.tree
    ]


def company(made=[]):  # noqa: B006 - read once for all examples
    if not made:
        from mkdocs_goal_tree.core.project import Files, examine
        from mkdocs_goal_tree.core.rules.rule import read_files
        from mkdocs_goal_tree.core.settings import Settings
        from mkdocs_goal_tree.core.source import Source

        sources = tuple(Source(f"goals/{name}", name, text) for name, text in read_files(COMPANY).items())
        project = examine(Files(sources), Settings(today=date(2026, 5, 13)))
        found = {}
        for finding in project.findings:
            found.setdefault(finding.goal, []).append(finding)
        made.append((project, TreeFacts(project.tree, project.settings, found)))
    return made[0]
