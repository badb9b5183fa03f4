"""A metric: what is measured and how, where it stood, what it is to reach, and what was measured so far."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from .parts import Part
from .scalars import Day, Flag, Length, Number, Slug, Text, Url, Value


class Measure(StrEnum):
    NUMBER = "number"
    PERCENT = "percent"
    CURRENCY = "currency"
    DURATION = "duration"
    RATIO = "ratio"
    BOOLEAN = "boolean"
    QUALITATIVE = "qualitative"


class Direction(StrEnum):
    UP = "up"
    DOWN = "down"
    HOLD = "hold"
    RANGE = "range"


class Role(StrEnum):
    PRIMARY = "primary"
    LEADING = "leading"
    LAGGING = "lagging"
    GUARDRAIL = "guardrail"


class Attribution(StrEnum):
    NONE = "none"
    BEFORE_AFTER = "before-after"
    COHORT = "cohort"
    AB_TEST = "ab-test"
    SURVEY = "survey"
    OTHER = "other"


class MetricSource(Part):
    label: Text = ""
    url: Url = ""


class Baseline(Part):
    value: Value
    on: Day | None = None
    note: Text = ""


class Target(Part):
    """A milestone; the last one is the target. `value`, or `min` and `max` where either end may be open."""

    value: Value | None = None
    min: Number | None = None
    max: Number | None = None
    by: Day | None = None
    tolerance: Number | None = None


class Actual(Part):
    on: Day
    value: Value
    note: Text = ""
    source: Text = ""


class Metric(Part):
    name: Text
    id: Slug
    aliases: tuple[Text, ...] = ()
    unit: Text = ""
    measure: Measure = Measure.NUMBER
    direction: Direction | None = None
    """None: it cannot be told from baseline and target (GT305)."""
    role: Role = Role.PRIMARY
    baseline: Baseline | None = None
    milestones: tuple[Target, ...] = Field(default=(), alias="target")
    """In order of `by`; the last is the target."""
    actuals: tuple[Actual, ...] = ()
    """In order of `on`; of two on one day the later line comes later."""
    source: MetricSource | None = None
    instrumented: Flag = True
    attribution: Attribution | None = None
    stale_after: Length | None = None

    @property
    def target(self) -> Target | None:
        """What is to be reached in the end."""
        return self.milestones[-1] if self.milestones else None

    def answers_to(self, name: str) -> bool:
        """Whether `name` is this metric's id, name or one of its former ids and names, case aside."""
        return name.casefold() in {self.id, self.name.casefold(), *(alias.casefold() for alias in self.aliases)}
