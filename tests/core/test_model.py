"""The models by themselves: frozen, complete, and what their fields refuse."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from pydantic import BaseModel, ValidationError

from mkdocs_goal_tree.core.dates import read_duration
from mkdocs_goal_tree.core.metric import Metric, Role
from mkdocs_goal_tree.core.model import MODELS, Impact, Outcome
from mkdocs_goal_tree.core.scalars import Alias, Day, Flag, Length, Number, Slug, Url, Whole
from mkdocs_goal_tree.core.shapes import shapes_of, takes_prose


class Every(BaseModel):
    alias: Alias = ""
    day: Day | None = None
    flag: Flag = False
    length: Length | None = None
    number: Number | None = None
    slug: Slug = ""
    url: Url = ""
    whole: Whole = 0


TAKEN = {
    "alias": {"old-name": "old-name", "teams/a/x": "teams/a/x"},
    "day": {"2026-01-05": date(2026, 1, 5), date(2026, 1, 5): date(2026, 1, 5)},
    "flag": {"True": True, "false ": False, True: True},
    "length": {"6w": read_duration("6w"), read_duration("1y"): read_duration("1y")},
    "number": {"1.10": Decimal("1.10"), " -0.5 ": Decimal("-0.5"), "014": Decimal(14), "1e3": Decimal(1000), ".5": Decimal("0.5"), Decimal(2): Decimal(2)},
    "slug": {"a-1": "a-1", "x" * 63: "x" * 63},
    "url": {u: u for u in ("https://x.org/?a:b", "http://x", "MAILTO:a@b.org", "x/y.md", "#a", "?q", "/abs", "")},
    "whole": {"-7": -7, "+014": 14},
}  # fmt: skip
REFUSED = {
    "alias": ("not_a_slug", ["A", "a//b", "", 5]),
    "day": ("not_a_day", ["2026-13-45", "May", 5]),
    "flag": ("not_a_flag", ["no", "1", ""]),
    "length": ("not_a_duration", ["30", "soon"]),
    "number": ("not_a_number", ["NaN", "inf", "-Infinity", "1_000", "30,000", "80 %", "", "1e999", "0x10", 5]),
    "slug": ("not_a_slug", ["A", "-a", "", "x" * 64, "a b", 5]),
    "url": ("unsafe_url", [
        "javascript:x", "JavaScript:x", "java\tscript:x", " javascript:x", "\x01javascript:x", "data:text/html,x", "vbscript:x",
        "file:///etc", "//evil.org", "\\\\evil", "/\t/evil.org", "http://[", 5,
    ]),
    "whole": ("not_whole", ["1.5", "1e3", "", "9999999999"]),
}  # fmt: skip


@pytest.mark.parametrize("field", TAKEN)
def test_fields_take_what_was_typed(field):
    for given, expected in TAKEN[field].items():
        assert getattr(Every.model_validate({field: given}), field) == expected


@pytest.mark.parametrize(("field", "given"), [(field, given) for field, (_, all_) in REFUSED.items() for given in all_])
def test_fields_refuse_the_rest_with_one_error(field, given):
    with pytest.raises(ValidationError) as caught:
        Every.model_validate({field: given})
    assert [(e["loc"], e["type"]) for e in caught.value.errors()] == [((field,), REFUSED[field][0])]


def test_goals_are_frozen_and_refuse_unknown_fields():
    goal = Impact(id="a", title="A")
    with pytest.raises(ValidationError):
        goal.title = "B"
    with pytest.raises(ValidationError):
        Impact.model_validate({"id": "a", "title": "A", "foo": "b"})


def test_every_type_starts_in_the_first_of_its_statuses():
    assert {name: model(id="a", title="A").status_word for name, model in MODELS.items()} == {
        "impact": "draft", "outcome": "draft", "output": "idea",
    }  # fmt: skip


def test_a_goals_headline_is_its_first_primary_metric():
    metrics = (
        Metric(name="A", id="a", role=Role.GUARDRAIL),
        Metric(name="B b", id="b", aliases=("Old",)),
        Metric(name="C", id="c"),
    )
    goal = Outcome(id="a", title="A", metrics=metrics)
    assert goal.headline is metrics[1]
    assert [goal.headline.answers_to(name) for name in ("B", "b B", "OLD", "c")] == [True, True, True, False]
    assert (Outcome(id="a", title="A").headline, goal.is_closed) == (None, False)
    assert Outcome.model_validate({"id": "a", "title": "A", "status": "dropped"}).is_closed


def test_an_impact_is_primary_in_its_periods():
    goal = Impact.model_validate(
        {"id": "a", "title": "A", "primary": [{"from": "2025-01-01", "to": "2025-08-31"}, {"from": "2026-01-01"}]}
    )
    assert [bool(goal.primary_on(date(y, 9, 1))) for y in (2024, 2025, 2026)] == [False, False, True]
    assert goal.primary_on(date(2025, 8, 31)) is goal.primary[0]


def test_shapes_know_fields_by_the_names_in_the_file():
    assert {"target", "actuals"} <= set(shapes_of(Metric)) >= {"source"}
    assert "milestones" not in shapes_of(Metric)
    assert "page" not in shapes_of(Outcome)
    assert [takes_prose(name) for name in ("title", "why", "who", "goal", "status", "confidence", "unit")] == [
        True, True, True, False, False, False, False,
    ]  # fmt: skip
