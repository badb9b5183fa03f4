"""What a goal is: frozen models of `type: impact | outcome | output`, complete as the goal file format has them.

They know one shape. Short forms (`contributes_to: x`, a lone metric, `target: 80`) are unfolded in `reading.py` before
validation, so that one fault is one error whose `loc` is the path of a value in the file.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from .dates import Duration, read_day, read_duration

SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
SCHEMES = ("http", "https", "mailto")
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,2})?")
_UNSEEN = re.compile(r"[\x00-\x20\x7f]")


def read_number(text: object) -> Decimal:
    """A finite decimal as typed; the error type `not_a_number` becomes GT302 in a metric."""
    if isinstance(text, Decimal):
        return text
    if isinstance(text, str) and _NUMBER.fullmatch(text.strip()):
        try:
            return Decimal(text.strip())
        except InvalidOperation:
            pass
    raise PydanticCustomError("not_a_number", "not a number")


def _day(text: object) -> object:
    if isinstance(text, date):
        return text
    try:
        return read_day(str(text).strip())
    except ValueError:
        raise PydanticCustomError("not_a_day", "not a day; write it as 2026-05-13") from None


def _flag(text: object) -> object:
    if isinstance(text, bool):
        return text
    known = {"true": True, "false": False}.get(str(text).strip().lower())
    if known is None:
        raise PydanticCustomError("not_a_flag", "neither true nor false")
    return known


def _whole(text: object) -> object:
    if not re.fullmatch(r"[+-]?\d{1,9}", str(text).strip()):
        raise PydanticCustomError("not_whole", "not a whole number")
    return int(str(text))


def _text(text: object) -> object:
    if not isinstance(text, str):
        raise PydanticCustomError("not_text", "not text")
    return text


def _slug(text: object) -> object:
    if not isinstance(text, str) or not SLUG.fullmatch(text):
        raise PydanticCustomError("not_a_slug", "no id; an id has lower-case letters, digits and '-', at most 63")
    return text


def _alias(text: object) -> object:
    if isinstance(text, str) and all(SLUG.fullmatch(part) for part in text.split("/")):
        return text
    raise PydanticCustomError("not_a_slug", "neither a former id nor a former path such as teams/growth/old-name")


def _url(text: object) -> object:
    # Browsers drop controls and blanks inside a scheme (java\tscript:), so they go before it is looked at.
    bare = _UNSEEN.sub("", str(text))
    try:
        scheme = urlsplit(bare).scheme
    except ValueError:
        scheme = "?"
    if not isinstance(text, str) or (scheme and scheme.lower() not in SCHEMES) or bare.startswith(("//", "\\")):
        raise PydanticCustomError("unsafe_url", "no link that is followed: http, https, mailto or a relative path is")
    return text


def _duration(text: object) -> object:
    if isinstance(text, Duration):
        return text
    try:
        return read_duration(str(text))
    except ValueError:
        raise PydanticCustomError("not_a_duration", "no duration; write 30d, 6w, 2m, 1q or 1y") from None


Number = Annotated[Decimal, BeforeValidator(read_number)]
Share = Annotated[Decimal, BeforeValidator(read_number), Field(ge=0, le=1)]
Day = Annotated[date, BeforeValidator(_day)]
Flag = Annotated[bool, BeforeValidator(_flag)]
Whole = Annotated[int, BeforeValidator(_whole)]
Text = Annotated[str, BeforeValidator(_text)]
Slug = Annotated[str, BeforeValidator(_slug)]
Alias = Annotated[str, BeforeValidator(_alias)]
Url = Annotated[str, BeforeValidator(_url)]
Length = Annotated[Duration, BeforeValidator(_duration)]
# A measured value, typed by its metric's `measure` while it is read: a number, a yes or no, or words.
Value = Decimal | bool | str


class Level(StrEnum):
    """The three levels, top to bottom; the field `type` of a goal file."""

    IMPACT = "impact"
    OUTCOME = "outcome"
    OUTPUT = "output"


class ImpactStatus(StrEnum):
    DRAFT = "draft"
    ACTIVE = "active"
    PAUSED = "paused"
    RETIRED = "retired"


class OutcomeStatus(StrEnum):
    DRAFT = "draft"
    PROPOSED = "proposed"
    ACTIVE = "active"
    PAUSED = "paused"
    ACHIEVED = "achieved"
    MISSED = "missed"
    DROPPED = "dropped"


class OutputStatus(StrEnum):
    IDEA = "idea"
    PLANNED = "planned"
    BUILDING = "building"
    PAUSED = "paused"
    SHIPPED = "shipped"
    RETIRED = "retired"
    CANCELLED = "cancelled"


class LinkState(StrEnum):
    """What is known of a link between two goals."""

    BELIEVED = "believed"
    SUPPORTED = "supported"
    DISPROVED = "disproved"


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


class VerdictWord(StrEnum):
    MOVED = "moved"
    PARTLY = "partly"
    NOT_MOVED = "not-moved"
    WORSE = "worse"
    INCONCLUSIVE = "inconclusive"


class OutputKind(StrEnum):
    FEATURE = "feature"
    EPIC = "epic"
    SERVICE = "service"
    CONTENT = "content"
    EXPERIMENT = "experiment"
    INFRASTRUCTURE = "infrastructure"
    RESEARCH = "research"
    ENABLER = "enabler"
    EVENT = "event"
    TRAINING = "training"
    POLICY = "policy"


class Part(BaseModel):
    """A frozen part of a goal; an unknown field is an error, which reading turns into GT105."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, hide_input_in_errors=True)


class Edge(Part):
    goal: Text
    rationale: Text = ""
    confidence: Share | None = None
    state: LinkState = LinkState.BELIEVED
    since: Day | None = None
    revision: Text = ""


class Evidence(Part):
    kind: Literal["interview", "analytics", "experiment", "survey", "support", "research", "other"] = "other"
    note: Text = ""
    url: Url = ""
    on: Day | None = None


class Assumption(Part):
    text: Text
    risk: Literal["low", "medium", "high"] | None = None
    state: Literal["untested", "supported", "refuted"] = "untested"
    evidence: tuple[Evidence, ...] = ()


class Decision(Part):
    on: Day | None = None
    what: Text
    by: Text = ""
    url: Url = ""


class Closed(Part):
    on: Day | None = None
    why: Text = ""


class Period(Part):
    """The days a goal is meant for; `name` keeps the short form (`2026-Q3`) it was unfolded from."""

    start: Day | None = Field(default=None, alias="from")
    end: Day | None = Field(default=None, alias="to")
    name: Text = ""


class Ref(Part):
    label: Text = ""
    url: Url
    kind: Text = ""


class Ignore(Part):
    rule: Text
    reason: Text = ""


class Lint(Part):
    ignore: tuple[Ignore, ...] = ()


class Search(Part):
    exclude: Flag = False
    boost: Number | None = None


class PageFields(Part):
    """Front matter that is handed to MkDocs and the theme as checked copies; `None` and `()` are not handed on."""

    description: Text | None = None
    subtitle: Text | None = None
    tags: tuple[Text, ...] = ()
    icon: Text | None = None
    search: Search | None = None
    hide: tuple[Text, ...] = ()
    template: Text | None = None
    date: Text | None = None
    slug: Text | None = None
    weight: Text | None = None
    draft: Flag = False
    cover: Text | None = None
    keywords: tuple[Text, ...] = ()
    categories: tuple[Text, ...] = ()
    authors: tuple[Text, ...] = ()
    comments: Flag | None = None
    render_macros: Flag = False
    glossary: Flag = True
    """Whether the words of the glossary become links in the body."""
    more: dict[str, str | tuple[str, ...]] = Field(default_factory=dict)
    """Fields of the setting `pass_fields`: text or a list of text."""


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


class PrimaryPeriod(Part):
    """A time in which an impact is the primary one of its scope, and why it was made so."""

    start: Day = Field(alias="from")
    end: Day | None = Field(default=None, alias="to")
    reason: Text = ""
    decided_by: Text = ""
    decided_on: Day | None = None
    url: Url = ""
    review_on: Day | None = None


class Acceptance(Part):
    """An output's own number: it says that the output works, never that anybody does anything differently."""

    criterion: Text
    target: Text = ""
    actual: Text = ""
    met: Flag | None = None


class Expectation(Part):
    """What business or user metric will change if this works."""

    outcome: Text = ""
    metric: Text = ""
    before: Value | None = Field(default=None, alias="from")
    after: Value | None = Field(default=None, alias="to")
    by: Day | None = None


class Verdict(Part):
    outcome: Text = ""
    metric: Text = ""
    before: Value | None = None
    after: Value | None = None
    verdict: VerdictWord
    attribution: Attribution | None = None
    how: Text = ""
    note: Text = ""


class Review(Part):
    due: Day | None = None
    question: Text = ""
    expects: tuple[Expectation, ...] = ()
    done_on: Day | None = None
    verdicts: tuple[Verdict, ...] = ()
    decision: Literal["keep", "iterate", "remove"] | None = None
    why: Text = ""
    shared_with: tuple[Text, ...] = ()


class GoalBase(Part):
    """What impacts, outcomes and outputs share. `id` and `title` are filled in while reading where a file has none."""

    id: Slug
    title: Annotated[str, BeforeValidator(_text), Field(min_length=1)]
    summary: Text = ""
    closed: Closed | None = None
    owner: tuple[Text, ...] = ()
    period: Period | None = None
    contributes_to: tuple[Edge, ...] = ()
    metrics: tuple[Metric, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    decisions: tuple[Decision, ...] = ()
    superseded_by: Text = ""
    aliases: tuple[Alias, ...] = ()
    refs: tuple[Ref, ...] = ()
    not_broken_down: Flag = False
    order: Whole | None = None
    lint: Lint = Lint()
    page: PageFields = PageFields()

    @property
    def is_closed(self) -> bool:
        return self.status_word in CLOSED

    @property
    def status_word(self) -> str:
        """The status as its word, whatever the level."""
        return str(getattr(self, "status"))  # noqa: B009 - each level has its own enum

    @property
    def headline(self) -> Metric | None:
        """The metric whose state is the goal's: the first with `role: primary`."""
        return next((metric for metric in self.metrics if metric.role is Role.PRIMARY), None)


class Impact(GoalBase):
    """Where the company wants to be: a company-wide result or metric."""

    type: Literal[Level.IMPACT] = Level.IMPACT
    status: ImpactStatus = ImpactStatus.DRAFT
    category: Literal["qualitative", "quantitative", "efficiency"] | None = None
    scope: Literal["company", "portfolio", "product", "team"] = "company"
    primary: tuple[PrimaryPeriod, ...] = ()

    def primary_on(self, day: date) -> PrimaryPeriod | None:
        """The period in which this impact is the primary one on `day`, if any."""
        return next((p for p in self.primary if p.start <= day and (p.end is None or day <= p.end)), None)


class Outcome(GoalBase):
    """A measurable change in somebody's behavior that contributes to an impact."""

    type: Literal[Level.OUTCOME] = Level.OUTCOME
    status: OutcomeStatus = OutcomeStatus.DRAFT
    who: tuple[Text, ...] = ()
    audience: Literal["user", "customer", "internal"] | None = None
    behavior: Text = ""
    extent: Text = ""
    change: (
        Literal["faster", "cheaper", "easier", "more-accessible", "more-often", "fewer-errors", "safer", "other"] | None
    ) = None
    hypothesis: Text = ""
    undesired: tuple[Text, ...] = ()


class Output(GoalBase):
    """What a team delivers."""

    type: Literal[Level.OUTPUT] = Level.OUTPUT
    status: OutputStatus = OutputStatus.IDEA
    kind: OutputKind = OutputKind.FEATURE
    timebox: Text = ""
    took: Text = ""
    due: Day | None = None
    shipped_on: Day | None = None
    acceptance: tuple[Acceptance, ...] = ()
    expects: tuple[Expectation, ...] = ()
    reviews: tuple[Review, ...] = ()


Goal = Impact | Outcome | Output
MODELS: dict[str, type[Impact | Outcome | Output]] = {"impact": Impact, "outcome": Outcome, "output": Output}
CLOSED = frozenset({"achieved", "missed", "dropped", "retired", "cancelled"})
UNDECIDED = frozenset({"draft", "proposed", "idea"})
