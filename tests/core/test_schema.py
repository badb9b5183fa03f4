"""The schema that editors go by takes what the reader takes."""

from __future__ import annotations

import re
from datetime import date
from enum import Enum
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Literal, Union, get_args, get_origin, get_type_hints

import jsonschema
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_goal_tree.core.fences import cut_at_fences
from mkdocs_goal_tree.core.metric import Actual, Baseline, Target
from mkdocs_goal_tree.core.model import MODELS, Level
from mkdocs_goal_tree.core.parts import Edge, Ignore, Part, Period
from mkdocs_goal_tree.core.project import Files, examine
from mkdocs_goal_tree.core.rules import RULES
from mkdocs_goal_tree.core.scalars import Alias, Day, Flag, Length, Number, Share, Slug, Url, Value, Whole
from mkdocs_goal_tree.core.schema import goal_schema, required
from mkdocs_goal_tree.core.settings import Settings
from mkdocs_goal_tree.core.shapes import shapes_of
from mkdocs_goal_tree.core.source import Source

GOALS = sorted((Path(__file__).parents[2] / "goals").rglob("*.md"))
SCHEMA = goal_schema()
TODAY = date(2026, 5, 13)


class Editor(yaml.SafeLoader):
    """YAML 1.2 as editors read it: numbers, booleans and null are guessed, days are text."""

    yaml_implicit_resolvers = {}  # noqa: RUF012 - PyYAML's own shape


class Typed(yaml.SafeLoader):
    """YAML as our reader has it: text, and null."""

    yaml_implicit_resolvers = {}  # noqa: RUF012 - PyYAML's own shape


Typed.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"(~|null|Null|NULL|)$"), None)
Editor.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"(~|null|Null|NULL|)$"), None)
Editor.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"(true|True|TRUE|false|False|FALSE)$"), None)
Editor.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"[-+]?[0-9]+$"), None)
Editor.add_implicit_resolver(
    "tag:yaml.org,2002:float", re.compile(r"[-+]?(\.[0-9]+|[0-9]+\.[0-9]*)([eE][-+]?[0-9]+)?$"), None
)
Editor.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(node.value))
Editor.add_constructor("tag:yaml.org,2002:float", lambda loader, node: float(node.value))


def front(text: str) -> str:
    return cut_at_fences(Source("x.md", "x.md", text)).text


def faults(text: str, schema=SCHEMA) -> list[str]:
    """What the schema finds in a front matter, as editors read it and as text."""
    validator = jsonschema.Draft7Validator(schema)
    guessed = [error.message for error in validator.iter_errors(yaml.load(text, Editor) or {})]
    typed = [error.message for error in validator.iter_errors(yaml.load(text, Typed) or {})]
    return guessed + typed


def told(text: str, **options) -> list[str]:
    """The codes of what the reader finds in the form of one goal file."""
    source = Source("goals/x.md", "x.md", f"---\n{text}\n---\n\n# Heading\n")
    chosen = Settings.model_validate({"today": TODAY, **options})
    found = examine(Files((source,), {"a.csv": "on,value\n"}), chosen).findings
    return [f.rule for f in found if f.rule.startswith(("GT1", "GT3", "GT8")) and f.rule != "GT110"]


def test_the_schema_is_a_schema():
    jsonschema.Draft7Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", GOALS, ids=lambda path: path.stem)
def test_a_goal_of_the_example_validates(path):
    assert faults(front(path.read_text("utf-8"))) == []


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.good], ids=str)
def test_a_good_example_validates(rule):
    files = {name: text for name, text in rule.good.files.items() if name.startswith("goals/") and name.endswith(".md")}
    more = goal_schema(pass_fields=["layout"])
    assert {name: faults(front(text), more) for name, text in files.items() if faults(front(text), more)} == {}


@pytest.mark.parametrize("code", ["GT102", "GT104", "GT105"])
def test_a_bad_example_does_not_validate(code):
    example = next(rule.bad for rule in RULES if rule.code == code)
    assert all(faults(front(text)) for text in example.files.values())


@pytest.mark.parametrize(
    "text",
    [
        "type: outcome\ntitle: 404\nowner: 7\ncontributes_to: engagement",
        "type: outcome\ncontributes_to: [engagement, {goal: complaints, confidence: 0.5, since: 2026-01-01}]",
        "type: outcome\nbehaviour: come back\nwho: [Learners, Teachers]",
        "type: output\nreview:\n  decision: keep\n  shared_with: Board",
        "type: output\nreviews: [{verdicts: {verdict: moved, before: 20, after: 24.5}}]",
        "type: outcome\nmetrics: {name: N, target: 80, baseline: 22}",
        "type: outcome\nmetrics: [{name: N, target: [{value: 1, by: 2026-06-30}, 2], actuals: {file: a.csv}}]",
        "type: outcome\nmetrics: {name: N, actuals: [{file: a.csv}], target: {min: 1, max: '2'}}",
        "type: outcome\nmetrics: {name: N, measure: boolean, target: true, actuals: {on: 2026-01-01, value: False}}",
        "type: outcome\nmetrics: {name: N, measure: boolean, baseline: TRUE, actuals: {on: 2026-01-01, value: 'false'}}",
        "type: impact\nperiod: 2026",
        "type: impact\nperiod: 2026-Q3\nmetrics: {name: N, stale_after: 30d, unit: 7, instrumented: false}",
        "type: impact\nperiod: {from: 2026-01-01, to: 2026-12-31}\norder: 3\nnot_broken_down: true",
        "type: impact\nlint:\n  ignore: GT401",
        "type: impact\nlint: {ignore: [{rule: GT401, reason: 1}]}\naliases: [old, teams/a/old, 404]",
        "type: impact\nstatus:\nclosed: {}\nmetrics: []\nowner: ''\nprimary:\n  - from: 2026-01-01\n    to:",
        "type: impact\ntags: [a, 1]\nsearch: {exclude: true, boost: 2}\ndraft: false\nhide: toc\nglossary: 'false'",
        "type: impact\nrefs: {url: ../x.md}",
        "type: impact\nrefs: [{url: 'https://example.org/a:b', label: 1}, {url: 'mailto:a@example.org'}]",
        "title: T\nweight: 3\nanything: {goes: here}\ngoal:\n  type: output\n  status: shipped\n  tags: x",
    ],
)
def test_every_form_that_the_reader_takes_validates(text):
    assert told(text) == []
    assert faults(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "title: x",
        "type: impact\nstatus: [draft]",
        "type: impact\nbehavior: come back",
        "type: impact\nperiod: soon",
        "type: impact\nperiod: {from: soon}",
        "type: impact\norder: first",
        "type: impact\nnot_broken_down: perhaps",
        "type: impact\nowner: {name: x}",
        "type: impact\nclosed: yesterday",
        "type: impact\nsearch: none",
        "type: impact\naliases: Not an id",
        "type: impact\ndecisions: {by: Board}",
        "type: impact\nlayout: wide",
        "type: outcome\ncontributes_to: {rationale: r}",
        "type: outcome\ncontributes_to: {goal: g, state: maybe}",
        "type: outcome\ncontributes_to: {goal: g, confidence: 2}",
        "type: outcome\nmetrics: {name: N, stale_after: long}",
        "type: outcome\nmetrics: {name: N, actuals: {file: a.csv, on: 2026-01-01}}",
        "type: output\ndue: 13 May 2026",
        "type: output\nacceptance: {met: true}",
        "type: output\nrefs: {url: 'javascript:alert(1)'}",
        "goal:\n  type: output\n  owners: x",
        "status: shipped\ngoal:\n  type: output",
        "goal:\n  title: x",
    ],
)
def test_what_the_reader_refuses_does_not_validate(text):
    assert told(text) != []
    assert faults(text) != []


def test_a_field_of_the_setting_is_no_fault():
    assert told("type: impact\nlayout: wide", pass_fields=["layout"]) == []
    assert faults("type: impact\nlayout: wide", goal_schema(pass_fields=["layout"])) == []


def test_the_schema_of_one_type_refuses_another():
    output = goal_schema(Level.OUTPUT)
    assert faults("type: output\nshipped_on: 2026-03-10", output) == []
    assert faults("type: outcome", output) != []
    assert "behavior" not in str(output)


# A front matter made of the fields that there are, with values that mostly fit.
TYPED = [
    (Number, ["80", "0.5", "-3", "1e3", "'80'", ".5"]),
    (Share, ["0.5", "1", "'0'"]),
    (Day, ["2026-01-01", "'2026-06-30'"]),
    (Flag, ["true", "False", "'TRUE'"]),
    (Whole, ["3", "-1", "'07'"]),
    (Slug, ["old-name", "404", "true"]),
    (Alias, ["old-name", "teams/old", "404"]),
    (Url, ["https://example.org", "x/y", "'mailto:a@example.org'", "7"]),
    (Length, ["30d", "'6 w'", "1Q"]),
    (Value, ["80", "-0.5", "'3'"]),
]
TEXTS = ["a b", "404", "true", "2026-01-01", "old-name", "'x: y'", "1.10"]
EMPTY = ["", "~", "''", "{}"]
WRONG = ["perhaps", "[x]", "{x: y}", "[[a]]"]


def values(hint) -> st.SearchStrategy[str]:
    """What may stand in a field of that type, and now and then what may not."""
    if get_origin(hint) is tuple:
        inner = values(get_args(hint)[0])
        return inner | st.lists(inner, max_size=2).map(lambda items: f"[{', '.join(items)}]")
    known = next((texts for kind, texts in TYPED if kind == hint), None)
    bare = [option for option in get_args(hint) if option is not type(None)]
    if known is None and get_origin(hint) in {Union, UnionType} and len(bare) == 1:
        return values(bare[0])
    if known is None and get_origin(hint) is Literal:
        known = [str(word) for word in bare]
    if isinstance(hint, type) and issubclass(hint, Enum):
        known = [str(word.value) for word in hint]
    if isinstance(hint, type) and issubclass(hint, Part):
        short = {Period: ["2026", "2026-Q3", "2026-h1"], Edge: ["old-name"], Ignore: ["GT401"]}
        short |= {Baseline: ["22", "'1.5'"], Target: ["80"], Actual: ["{file: a.csv}"]}
        return fields(hint).map(lambda part: f"{{{', '.join(part)}}}") | st.sampled_from(short.get(hint, EMPTY))
    return st.one_of(*[st.sampled_from(known or TEXTS)] * 8, st.sampled_from(EMPTY), st.sampled_from(WRONG))


@cache
def fields(model) -> st.SearchStrategy[list[str]]:
    """Some fields of a part, those that it needs among them."""
    hints = get_type_hints(model, include_extras=True)
    known = {info.alias or name: hints[name] for name, info in model.model_fields.items()}
    known = {name: st.deferred(lambda hint=known[name]: values(hint)) for name in shapes_of(model) if name != "type"}
    needed = {name: form for name, form in known.items() if name in required(model)}
    some = st.lists(st.sampled_from(sorted(known)), max_size=2, unique=True)
    chosen = some.flatmap(lambda names: st.fixed_dictionaries({**needed, **{name: known[name] for name in names}}))
    return chosen.map(lambda part: [f"{name}: {value}" for name, value in part.items()])


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(list(Level)).flatmap(lambda level: st.tuples(st.just(level), fields(MODELS[level]))))
def test_what_the_reader_takes_validates(goal):
    level, lines = goal
    text = "\n".join([f"type: {level}", *lines])
    if not told(text):
        assert faults(text) == [], text
