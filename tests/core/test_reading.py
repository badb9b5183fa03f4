"""One file as a goal: every short form, every fault at its place and once, and a goal that joins the tree all the same."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from mkdocs_goal_tree.core.metric import Direction, Measure
from mkdocs_goal_tree.core.model import Impact, Outcome, OutputKind
from mkdocs_goal_tree.core.reading import GENERATED, read_file
from mkdocs_goal_tree.core.review import VerdictWord
from mkdocs_goal_tree.core.settings import Settings
from mkdocs_goal_tree.core.source import Source

D = Decimal


def read(front_matter, *, uri="x.md", body="", tables=None, **settings):
    source = Source(f"goals/{uri}", uri, f"---\n{front_matter}\n---\n{body}")
    return read_file(source, Settings.model_validate(settings), tables or {})


def goal_of(front_matter, **more):
    """The goal of a file in which nothing is wrong."""
    result, findings = read(front_matter, **more)
    assert findings == []
    return result.goal


def outcome(fields, **more):
    return goal_of(f"type: outcome\ntitle: T\n{fields}", **more)


def output(fields, **more):
    return goal_of(f"type: output\ntitle: T\n{fields}", **more)


def metric(fields):
    return outcome("metrics:\n  name: Opened\n  " + fields.replace("\n", "\n  ")).metrics[0]


def said(findings):
    ordered = sorted(findings, key=lambda f: f.span)
    return [f"{f.rule} {f.span.line}:{f.span.column} {f.message}" + (f" | {f.help}" if f.help else "") for f in ordered]


def test_the_example_of_the_format_is_read_whole():
    goal = goal_of("""
type: outcome
title: Learners act on their result
status: active
owner: Assessment team
contributes_to:
  goal: active-learner-engagement
  rationale: Fast feedback keeps a session going
who: Learners
behavior: open their result
metrics:
  name: Results opened within 1 min
  unit: "%"
  baseline:
    value: 22
    on: 2026-01-05
  target:
    value: 80
    by: 2026-09-30
  actuals:
    - on: 2026-02-01
      value: 24
  source:
    label: Product analytics""")
    assert isinstance(goal, Outcome)
    assert goal.model_dump(exclude_defaults=True) == {
        "id": "x",
        "title": "Learners act on their result",
        "status": "active",
        "owner": ("Assessment team",),
        "contributes_to": ({"goal": "active-learner-engagement", "rationale": "Fast feedback keeps a session going"},),
        "who": ("Learners",),
        "behavior": "open their result",
        "extent": "from 22 to 80 % by 30 Sep 2026",
        "metrics": (
            {
                "name": "Results opened within 1 min",
                "id": "results-opened-within-1-min",
                "unit": "%",
                "measure": "percent",
                "direction": "up",
                "baseline": {"value": D(22), "on": date(2026, 1, 5)},
                "milestones": ({"value": D(80), "by": date(2026, 9, 30)},),
                "actuals": ({"on": date(2026, 2, 1), "value": D(24)},),
                "source": {"label": "Product analytics"},
            },
        ),
    }


SHORT = {
    "a parent's id": ("contributes_to: a", lambda g: [e.goal for e in g.contributes_to], ["a"]),
    "ids of parents": ("contributes_to: [a, b]", lambda g: [e.goal for e in g.contributes_to], ["a", "b"]),
    "an empty item": ("contributes_to:\n  - a\n  -\n  - b", lambda g: len(g.contributes_to), 2),
    "a lone text": ("owner: Growth", lambda g: g.owner, ("Growth",)),
    "behaviour": ("behaviour: open it", lambda g: g.behavior, "open it"),
    "a quoted number": ('order: "7"', lambda g: g.order, 7),
    "a zero in front": ("order: 014", lambda g: g.order, 14),
    "a number where text is meant": ("summary: 404", lambda g: g.summary, "404"),
    "no": ("who: no", lambda g: g.who, ("no",)),
    "a year": ("period: 2026", lambda g: g.period.model_dump(), {"start": date(2026, 1, 1), "end": date(2026, 12, 31), "name": "2026"}),
    "days": ("period: {from: 2026-01-05}", lambda g: g.period.model_dump(), {"start": date(2026, 1, 5), "end": None, "name": ""}),
    "a rule's code": ("lint: {ignore: GT401}", lambda g: [i.rule for i in g.lint.ignore], ["GT401"]),
    "a flag": ("not_broken_down: True", lambda g: g.not_broken_down, True),
    "a lone part": ("evidence: {kind: interview, on: 2026-01-05}", lambda g: g.evidence[0].on, date(2026, 1, 5)),
    "empty fields": ("summary:\nowner: ''\nclosed: {}\nperiod: ~\nmetrics: []", lambda g: g.model_dump(exclude_defaults=True), {"id": "x", "title": "T"}),
    "a share": ("contributes_to: {goal: a, confidence: 0.8}", lambda g: g.contributes_to[0].confidence, D("0.8")),
    "a former path": ("aliases: teams/a/x", lambda g: g.aliases, ("teams/a/x",)),
}  # fmt: skip


@pytest.mark.parametrize("case", SHORT)
def test_short_forms_are_written_out(case):
    fields, look, expected = SHORT[case]
    assert look(outcome(fields)) == expected


def test_the_fiscal_year_shifts_periods():
    assert outcome("period: 2026-Q3", fiscal_year_starts=10).period.start == date(2026, 4, 1)


METRICS = {
    "a number is a target": ("target: 80", lambda m: (m.target.value, m.direction), (D(80), None)),
    "up": ("baseline: 22\ntarget: 80", lambda m: m.direction, Direction.UP),
    "down": ("baseline: 22\ntarget: -3.5", lambda m: m.direction, Direction.DOWN),
    "neither": ("baseline: 22\ntarget: 22", lambda m: m.direction, None),
    "as written": ("direction: down\nbaseline: 1\ntarget: 2", lambda m: m.direction, Direction.DOWN),
    "a band": ("target: {max: 4.2}", lambda m: (m.direction, m.target.max), (Direction.RANGE, D("4.2"))),
    "hold keeps the baseline": ("direction: hold\nbaseline: 5", lambda m: m.target.value, D(5)),
    "hold with a tolerance": (
        "direction: hold\nbaseline: 5\ntarget: {tolerance: 1}",
        lambda m: (m.target.value, m.target.tolerance),
        (D(5), D(1)),
    ),
    "hold in a band": ("direction: hold\nbaseline: 5\ntarget: {max: 6}", lambda m: m.target.value, None),
    "hold without a baseline": ("direction: hold", lambda m: m.target, None),
    "percent": ('unit: "%"', lambda m: m.measure, Measure.PERCENT),
    "a measure of its own": ('unit: "%"\nmeasure: ratio', lambda m: m.measure, Measure.RATIO),
    "yes and no": (
        "measure: boolean\nbaseline: false\ntarget: true",
        lambda m: (m.baseline.value, m.target.value, m.direction),
        (False, True, Direction.UP),
    ),
    "no longer": ("measure: boolean\nbaseline: True\ntarget: False", lambda m: m.direction, Direction.DOWN),
    "words": (
        "measure: qualitative\nbaseline: poor\nactuals: {on: 2026-01-01, value: 404}",
        lambda m: (m.baseline.value, m.actuals[0].value),
        ("poor", "404"),
    ),
    "words have no direction": ("measure: qualitative\nbaseline: a\ntarget: b", lambda m: m.direction, None),
    "milestones in order of time": (
        "target: [{value: 3}, {value: 2, by: 2026-09-01}, {value: 1, by: 2026-03-01}]",
        lambda m: [t.value for t in m.milestones],
        [D(1), D(2), D(3)],
    ),
    "actuals in order of time": (
        "actuals: [{on: 2026-03-01, value: 1}, {on: 2026-02-01, value: 2}, {on: 2026-02-01, value: 3}]",
        lambda m: [a.value for a in m.actuals],
        [D(2), D(3), D(1)],
    ),
    "an id from the name": ("role: leading", lambda m: m.id, "opened"),
    "an id as written": ("id: results", lambda m: m.id, "results"),
    "exact decimals": ("baseline: 0.10", lambda m: str(m.baseline.value), "0.10"),
    "a length of time": ("stale_after: 6w", lambda m: str(m.stale_after), "6w"),
}


@pytest.mark.parametrize("case", METRICS)
def test_what_follows_from_a_metric_is_filled_in(case):
    fields, look, expected = METRICS[case]
    assert look(metric(fields)) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Höhe der Löhne", "hohe-der-lohne"),
        ("🎯", "metric-1"),
        ("Results — opened, within 1 min!", "results-opened-within-1-min"),
        ("x" * 80, "x" * 63),
        ("é" * 80, "e" * 63),
    ],
)
def test_ids_come_from_names(name, expected):
    assert outcome(f"metrics: {{name: '{name}'}}").metrics[0].id == expected


EXTENTS = {
    "baseline: 22\n  target: {value: 80, by: 2026-09-30}\n  unit: '%'": "from 22 to 80 % by 30 Sep 2026",
    "baseline: 18400\n  target: {value: 30000, by: 2026-12-31}\n  unit: learners/week": (
        "from 18,400 to 30,000 learners/week by 31 Dec 2026"
    ),
    "baseline: 1\n  target: {value: 2, by: 2026-12-31}\n  measure: percent": "from 1 to 2 % by 31 Dec 2026",
    "baseline: 1\n  target: {value: 2, by: 2026-12-31}": "from 1 to 2 by 31 Dec 2026",
    "baseline: 1\n  target: 2": "",
    "target: {value: 2, by: 2026-12-31}": "",
    "baseline: 1\n  target: {max: 2, by: 2026-12-31}": "",
    "baseline: a\n  target: {value: b, by: 2026-12-31}\n  measure: qualitative": "",
    "baseline: 1\n  target: {value: 2, by: 2026-12-31}\n  role: guardrail": "",
}


@pytest.mark.parametrize(("fields", "expected"), EXTENTS.items())
def test_the_first_primary_metric_stands_for_the_extent(fields, expected):
    assert outcome(f"metrics:\n  name: M\n  {fields}").extent == expected


def test_an_extent_that_was_written_stays():
    assert (
        outcome("extent: a lot\nmetrics: {name: M, baseline: 1, target: {value: 2, by: 2026-12-31}}").extent == "a lot"
    )


def test_an_output_knows_its_outcome_and_its_review_from_what_it_says_already():
    goal = output("""
kind: service
contributes_to: parent
shipped_on: 2026-03-24
expects: {metric: m, from: 34, to: 55 %, by: 2026-05-05}
review:
  question: Did it help?
  verdicts: {metric: m, before: 1, after: some, verdict: moved}""")
    (expectation,) = goal.expects
    assert goal.kind is OutputKind.SERVICE
    assert (expectation.outcome, expectation.before, expectation.after) == ("parent", D(34), "55 %")
    (review,) = goal.reviews
    assert (review.due, review.expects) == (date(2026, 5, 5), goal.expects)
    (verdict,) = review.verdicts
    assert (verdict.outcome, verdict.before, verdict.after) == ("parent", D(1), "some")
    assert verdict.verdict is VerdictWord.MOVED


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("reviews: [{due: 2026-01-01}, {question: Again?}]\nshipped_on: 2026-03-24", [date(2026, 1, 1), None]),
        ("reviews: {question: When?}", [None]),
        ("shipped_on: 2026-03-24", []),
        ("reviews: {question: Never?}\nshipped_on: 9999-12-31", [date.max]),
    ],
)
def test_only_the_first_review_falls_due_by_itself(fields, expected):
    assert [review.due for review in output(fields).reviews] == expected


def test_an_outcome_is_no_default_where_there_are_several_parents():
    assert output("contributes_to: [a, b]\nexpects: {metric: m}").expects[0].outcome == ""


def test_fields_of_the_theme_are_passed_on():
    goal = outcome(
        "summary: Short\ntags: x\ndraft: true\nweight: 014\nsearch: {exclude: true, boost: 2}\nextra: [a, b]\nown: y",
        pass_fields=("extra", "own"),
    )
    assert goal.page.model_dump(exclude_defaults=True) == {
        "description": "Short", "tags": ("x",), "draft": True, "weight": "014",
        "search": {"exclude": True, "boost": D(2)}, "more": {"extra": ("a", "b"), "own": "y"},
    }  # fmt: skip


def test_all_fields_may_stand_under_goal():
    result, findings = read(
        "title: Site's own\nstatus: new\ntags: [a]\nfoo: bar\ngoal:\n  type: outcome\n  status: actve\n  metrics:\n"
        "    target: 80 %\n    name: M\n  description: Mine\ndescription: Other"
    )
    assert said(findings) == [
        "GT105 3:1 status stands beside goal:, where no field of a goal is read | move it below goal:, or delete it",
        (
            "GT104 8:11 goal.status is 'actve', none of draft, proposed, active, paused, achieved, missed, dropped"
            " | did you mean 'active'?"
        ),
        "GT302 10:13 goal.metrics.target is '80 %', not a number | write 80; unit: \"%\" says the rest",
    ]
    assert result.goal.title == "Site's own"
    assert result.goal.page.model_dump(exclude_defaults=True) == {"tags": ("a",), "description": "Mine"}


TITLES = {
    "# A *real* `title` of [mine](x.md) {#anchor}\n": ("A real title of mine", "4:1"),
    "```\n# no\n```\n~~~~\n# no\n~~~\n# no\n~~~~\n\n# Yes #\n": ("Yes", "13:1"),
    "\n\nUnderlined\n===\n": ("Underlined", "6:1"),
    "## Two\n\n#\n# One\n": ("One", "7:1"),
}


@pytest.mark.parametrize(("body", "expected"), TITLES.items())
def test_the_heading_of_the_text_is_the_title(body, expected):
    result, findings = read("type: impact", body=body)
    at = result.place.at("title")
    assert (findings, result.goal.title, f"{at.line}:{at.column}") == ([], *expected)


IDS = {
    "a/Ünïcode Name.md": "unicode-name",
    "a/UPPER_case.MD": "upper-case",
    "teams/growth/index.md": "growth",
    "teams/growth/README.md": "growth",
    f"{'x' * 70}.md": "x" * 63,
    "noext": "noext",
}


@pytest.mark.parametrize(("uri", "expected"), IDS.items())
def test_a_goal_without_an_id_is_named_for_its_file(uri, expected):
    result, findings = read("type: impact\ntitle: T", uri=uri)
    assert (findings, result.id, result.goal.id) == ([], expected, expected)


@pytest.mark.parametrize("uri", ["???.md", "index.md"])
def test_a_file_whose_name_gives_no_id_keeps_its_place(uri):
    result, findings = read("type: impact\ntitle: T", uri=uri)
    assert said(findings) == [
        "GT104 1:1 the name of the file gives no id | write id: and a short name of a-z, 0-9 and '-'"
    ]
    assert result.id.startswith("goal-")
    assert isinstance(result.goal, Impact)


@pytest.mark.parametrize("uri", ["index.md", "teams/README.md", *(f"{name}.md" for name in sorted(GENERATED))])
@pytest.mark.parametrize("text", ["", "# Hello\n", "---\ntitle: Hello\n---\n", "---\n\nA rule above\n"])
def test_an_index_without_a_type_is_the_authors_page(uri, text):
    assert read_file(Source(f"goals/{uri}", uri, text), Settings(), {}) == (None, [])


def test_an_index_with_a_type_is_a_goal_and_one_that_is_broken_is_told():
    assert read("type: impact\ntitle: T", uri="a/index.md")[0].goal.title == "T"
    assert [f.rule for f in read("title: a: b", uri="a/index.md")[1]] == ["GT101"]


UNREAD = {
    "": "GT102 2:1 type is missing; it is one of impact, outcome, output | write type: outcome, for instance",
    "title: T\ntype:": "GT102 3:1 type is missing; it is one of impact, outcome, output | write type: outcome, for instance",
    "type: Outcom": "GT102 2:7 type is 'Outcom', none of impact, outcome, output | did you mean 'outcome'?",
    "type: [a]": "GT102 2:7 type is a list; one value is wanted: impact, outcome, output",
    "goal: {type: x}": "GT102 2:14 goal.type is 'x', none of impact, outcome, output",
    "a: b: c": "GT101 2:5 not valid YAML: a second ': ' in one line | put it in quotes: a: \"b: c\"",
}


@pytest.mark.parametrize(("text", "expected"), UNREAD.items())
def test_a_file_that_is_no_goal_keeps_its_place(text, expected):
    result, findings = read(text, uri="outcomes/My file.md")
    assert said(findings) == [expected]
    assert (result.id, result.goal, findings[0].goal) == ("my-file", None, "my-file")
    assert result.place.at("metrics", 0).path == "goals/outcomes/My file.md"


STATUSES = "none of draft, proposed, active, paused, achieved, missed, dropped"
SLUGS = "no id; an id has a-z, 0-9 and '-', at most 63"
METRIC = "name, id, aliases, unit …"
PARENT = "goal, rationale, confidence, state …"
FAULTS = {
    "status: shipped": [f"GT104 4:9 status is 'shipped', {STATUSES} | 'shipped' is a status of an output"],
    "status: retired": [f"GT104 4:9 status is 'retired', {STATUSES} | 'retired' is a status of an impact or an output"],
    "status: actve": [f"GT104 4:9 status is 'actve', {STATUSES} | did you mean 'active'?"],
    "audience: users": ["GT104 4:11 audience is 'users', none of user, customer, internal | did you mean 'user'?"],
    "id: My Goal": [f"GT104 4:5 id is 'My Goal', {SLUGS} | write my-goal"],
    "id: [a]": ["GT104 4:5 id is a list; one value is wanted"],
    "owner: {a: b}": ["GT104 4:8 owner has fields of its own; one value is wanted"],
    "order: 1.5": ["GT104 4:8 order is '1.5', not a whole number | write a whole number such as 1"],
    "not_broken_down: no": ["GT104 4:18 not_broken_down is 'no', neither true nor false | write true or false"],
    "closed: yesterday": ["GT104 4:9 closed is text; fields are wanted: on, why"],
    "closed: {on: 2026-13-45}": ["GT104 4:14 closed.on is '2026-13-45', not a day | write the day as 2026-05-13"],
    "period: 2026-Q7": ["GT104 4:9 period is '2026-Q7', not a period | write 2026, 2026-H1, 2026-Q3, or from and to"],
    "period: {from: 2026-01-05, name: x}": ["GT105 4:28 period.name is an unknown field | known here: from, to"],
    "aliases: [A b]": [
        "GT104 4:11 aliases[0] is 'A b', neither a former id nor a former path such as teams/growth/old-name"
    ],
    "lint: [a]": ["GT104 4:7 lint is a list; fields are wanted: ignore"],
    "lint: {ignore: {reason: x}}": ["GT104 4:16 lint.ignore.rule is missing | write rule: and its value"],
    "page: {a: b}": ["GT105 4:1 page is an unknown field | did you mean 'change'?"],
    "zzz: 1": [
        "GT105 4:1 zzz is an unknown field | delete it, or name it in the setting pass_fields to hand it to the theme"
    ],
    "shipped_on: 2026-01-01": ["GT105 4:1 shipped_on is no field of an outcome; it belongs to an output"],
    "behaviour: x\nbehavior: y": [
        "GT106 5:1 behavior is the same field as behavior, which is there already | delete one of the two"
    ],
    # One fault, one finding: a field that was misspelled is not missing too.
    "contributes_to: {gaol: x}": ["GT105 4:18 contributes_to.gaol is an unknown field | did you mean 'goal'?"],
    "contributes_to: [{goal: a, confidence: 1.5}, {rationale: b}, c]": [
        "GT104 4:40 contributes_to[0].confidence is 1.5; it runs from 0 to 1 | write 0.5 for half sure",
        "GT104 4:46 contributes_to[1].goal is missing | write goal: and its value",
    ],
    "contributes_to: {goal: a, confidence: high}": [
        "GT104 4:39 contributes_to.confidence is 'high', not a number | leave it empty until there is a number"
    ],
    "contributes_to: {goal: [a]}": ["GT104 4:24 contributes_to.goal is a list; one value is wanted"],
    "refs: {label: x, url: 'java\tscript:alert(1)'}": [
        (
            "GT801 4:23 refs.url is 'java script:alert(1)', no link that is followed: http, https, mailto or a relative path is"
            " | write http://, https://, mailto: or a relative path"
        )
    ],
    "refs: {url: {a: b}}": ["GT104 4:13 refs.url has fields of its own; one value is wanted"],
    "search: 5": ["GT104 4:9 search is text; fields are wanted: exclude, boost"],
    "search: {boost: much}": [
        "GT104 4:17 search.boost is 'much', not a number | leave it empty until there is a number"
    ],
    "icon: [a, b]": ["GT104 4:7 icon is a list; one value is wanted"],
    "tags: {a: b}": ["GT104 4:7 tags has fields of its own; one value is wanted"],
    "assumptions: {text: Do this, then that}": [
        (
            "GT106 4:30 assumptions is cut at a comma: 'then that' is read as a field without a value"
            " | put the text in quotes: inside { } a comma ends it"
        )
    ],
    "evidence: {note: x, nte: }": ["GT105 4:21 evidence.nte is an unknown field | did you mean 'note'?"],
    "summary: cut # here\nstatus: draft # meant": [
        (
            "GT106 4:14 summary is cut at ' #'; what follows is a comment"
            " | put the text in quotes, or the comment on a line of its own"
        )
    ],
    "who:\n  - a # b": [
        (
            "GT106 5:7 who[0] is cut at ' #'; what follows is a comment"
            " | put the text in quotes, or the comment on a line of its own"
        )
    ],
    "metrics: text": [f"GT104 4:10 metrics is text; fields are wanted: {METRIC}"],
    "metrics: [text, {name: b}]": [f"GT104 4:11 metrics[0] is text; fields are wanted: {METRIC}"],
    "metrics: {target: 5}": ["GT104 4:10 metrics.name is missing | write name: and its value"],
    "metrics: {name: A, id: X y}": [f"GT104 4:24 metrics.id is 'X y', {SLUGS} | write x-y"],
    "metrics: {name: A, milestones: 5}": [
        (
            "GT105 4:20 metrics.milestones is an unknown field | known here: name, id, aliases, unit, measure, direction,"
            " role, baseline, target, actuals, source, instrumented, attribution, stale_after"
        )
    ],
    "metrics: {name: A, baseline: {on: 2026-01-01}}": [
        (
            "GT301 4:30 metrics.baseline has no value; a number is wanted"
            " | write value: and the number, or leave it out for now"
        )
    ],
    "metrics: {name: A, baseline: {valeu: 5}}": [
        "GT105 4:31 metrics.baseline.valeu is an unknown field | did you mean 'value'?"
    ],
    "metrics: {name: A, target: {by: 2026-01-01}}": [
        (
            "GT301 4:28 metrics.target has no value; a number is wanted"
            " | write value: and the number, or leave it out for now"
        )
    ],
    "metrics: {name: A, target: {min: 5 %}}": [
        "GT302 4:34 metrics.target.min is '5 %', not a number | write 5; unit: \"%\" says the rest"
    ],
    "metrics: {name: A, target: {value: [5]}}": ["GT104 4:36 metrics.target.value is a list; one value is wanted"],
    "metrics: {name: A, measure: boolean, target: yes}": [
        "GT104 4:46 metrics.target is 'yes', neither true nor false | measure: boolean takes true or false"
    ],
    "metrics: {name: A, measure: boolean, actuals: {on: 2026-01-01}}": [
        "GT104 4:47 metrics.actuals.value is missing | write value: and its value"
    ],
    "metrics: {name: A, actuals: [5]}": [
        "GT104 4:30 metrics.actuals[0] is text; fields are wanted: on, value, note, source"
    ],
    "metrics: {name: A, stale_after: 5 days}": [
        "GT104 4:33 metrics.stale_after is '5 days', no duration | write 30d, 6w, 2m, 1q or 1y"
    ],
    "metrics: {name: A, direction: sideways, target: 5}": [
        "GT104 4:31 metrics.direction is 'sideways', none of up, down, hold, range"
    ],
    "metrics: {name: A, actuals: {file: [x]}}": ["GT104 4:36 metrics.actuals.file is a list; one value is wanted"],
    "metrics: {name: A, actuals: {file: ../x.csv}}": [
        (
            "GT107 4:36 metrics.actuals.file is '../x.csv', which lies outside the goals folder"
            " | move the file below the goals folder"
        )
    ],
    "metrics: {name: A, actuals: [{file: x.csv, note: b}]}": [
        (
            "GT311 4:37 metrics.actuals[0].file is 'x.csv', and there is no such CSV file"
            " | the path is relative to this goal's file"
        ),
        (
            "GT105 4:44 metrics.actuals[0].note stands beside file:, where nothing else is read"
            " | add a column to the CSV file, or delete it"
        ),
    ],
}


@pytest.mark.parametrize(("fields", "expected"), FAULTS.items())
def test_a_bad_value_is_told_once_and_the_goal_joins_the_tree_without_it(fields, expected):
    result, findings = read(f"type: outcome\ntitle: T\n{fields}")
    assert said(findings) == expected
    assert result.goal is not None
    assert {f.goal for f in findings} == {"x"}


NUMBERS = {
    "80 %": 'write 80; unit: "%" says the rest',
    "30,000": "write 30000; thousands stand without separators",
    "30 000": "write 30000; thousands stand without separators",
    "1,234.5": "write 1234.5; thousands stand without separators",
    "30,5": "write 30.5; decimals take a point",
    "1.234,5": "write 1234.5; decimals take a point",
    "30.5k": "write 30500",
    "−5 °C": "write -5",
    ">= 80": "write 80",
    "at or below 5": "write 5",
    "from 3 to 5": "leave it empty until there is a number",
    "TBD": "leave it empty until there is a number",
    "1.2.3": "leave it empty until there is a number",
    "inf": "leave it empty until there is a number",
}


@pytest.mark.parametrize(("text", "help_"), NUMBERS.items())
def test_what_is_no_number_is_told_with_the_one_to_write(text, help_):
    result, findings = read(f'type: outcome\ntitle: T\nmetrics:\n  name: M\n  baseline: 1\n  target: "{text}"')
    assert said(findings) == [f"GT302 7:11 metrics.target is '{text}', not a number | {help_}"]
    assert (result.goal.metrics[0].target, result.goal.metrics[0].baseline.value) == (None, D(1))


def test_the_smallest_part_is_left_out():
    result, findings = read("""type: output
title: T
contributes_to: [{goal: a, confidence: x}, {rationale: b}, c]
shipped_on: 2026-02-30
expects: {metric: m, from: {a: b}, to: 5}
reviews: {verdicts: [{verdict: movd}, {verdict: moved}]}
metrics:
  - baseline: 5
  - name: B
    target: [{value: 5, by: 2026-13-45}, {value: TBD}]
    actuals:
      - value: 5
      - on: 2026-01-01
      - {on: 2026-02-01, value: 7}
""")
    goal = result.goal
    assert [(e.goal, e.confidence) for e in goal.contributes_to] == [("a", None), ("c", None)]
    assert goal.shipped_on is None
    assert [(e.metric, e.before, e.after) for e in goal.expects] == [("m", None, D(5))]
    assert [v.verdict for v in goal.reviews[0].verdicts] == [VerdictWord.MOVED]
    (kept,) = goal.metrics
    assert [(t.value, t.by) for t in kept.milestones] == [(D(5), None)]
    assert [(a.on, a.value) for a in kept.actuals] == [(date(2026, 2, 1), D(7))]
    assert len(findings) == len(set(findings)) == 10
    # Places count as the goal has them, not as the file does.
    assert str(result.place.at("contributes_to", 1)) == "goals/x.md:4:60"
    assert str(result.place.at("metrics", 0, "actuals", 0, "value")) == "goals/x.md:15:33"


def test_a_goal_without_a_title_takes_its_files_name():
    result, findings = read("type: outcome")
    assert said(findings) == [
        (
            "GT104 2:1 title is missing, and the text has no heading that could stand for it"
            " | write title: and what is wanted, in one sentence"
        )
    ]
    assert result.goal.title == "x"


def test_a_misspelled_title_is_one_fault():
    assert said(read("type: outcome\ntitel: T")[1]) == ["GT105 3:1 titel is an unknown field | did you mean 'title'?"]


def test_a_title_that_is_a_list_is_one_fault():
    assert said(read("type: outcome\ntitle: [a]")[1]) == ["GT104 3:8 title is a list; one value is wanted"]


def test_a_field_of_the_theme_is_text_or_a_list_of_text():
    result, findings = read("type: outcome\ntitle: T\nextra: {a: b}\nown: [a, [b]]", pass_fields=("extra", "own"))
    assert said(findings) == [
        "GT104 4:8 extra has fields of its own; one value is wanted",
        "GT104 5:10 own[1] is a list; one value is wanted",
    ]
    assert result.goal.page.more == {}


def test_places_are_found_by_the_path_in_the_goal_and_in_the_file():
    result, _ = read("type: outcome\ntitle: T\nmetrics:\n  name: M\n  target: 80\ntags: [a]")
    place = result.place
    assert [str(place.at(*path)) for path in [
        ("type",), ("metrics", 0, "target"), ("metrics", 0, "target", 0, "value"), ("metrics", "target"), ("tags", 0),
        ("metrics", 0, "baseline"), ("id",),
    ]] == [
        "goals/x.md:2:7", "goals/x.md:6:11", "goals/x.md:6:11", "goals/x.md:6:11", "goals/x.md:7:8",
        "goals/x.md:5:3", "goals/x.md:1:1",
    ]  # fmt: skip
    assert ("metrics", 0, "name") in place.spans
    assert ("metrics", 5) not in place.spans
    assert len(place.spans) == len(list(place.spans)) == len(dict(place.spans))


def test_an_aliased_value_is_told_once_at_its_origin():
    _, findings = read("type: outcome\ntitle: T\nmetrics:\n  - {name: A, target: &t TBD}\n  - {name: B, target: *t}")
    assert [str(f.span) for f in dict.fromkeys(findings)] == ["goals/x.md:5:23"]
