"""What a goal is: frozen models of `type: impact | outcome | output`, complete as the goal file format has them.

They know one shape. Short forms (`contributes_to: x`, a lone metric, `target: 80`) are unfolded in `reading.py` before
validation, so that one fault is one error whose `loc` is the path of a value in the file.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from .metric import Metric, Role
from .parts import Assumption, Closed, Decision, Edge, Evidence, Lint, PageFields, Part, Period, Ref
from .review import Acceptance, Expectation, Review
from .scalars import Alias, Day, Flag, Slug, Text, Url, Whole

if TYPE_CHECKING:
    from datetime import date


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


class PrimaryPeriod(Part):
    """A time in which an impact is the primary one of its scope, and why it was made so."""

    start: Day = Field(alias="from")
    end: Day | None = Field(default=None, alias="to")
    reason: Text = ""
    decided_by: Text = ""
    decided_on: Day | None = None
    url: Url = ""
    review_on: Day | None = None


class GoalBase(Part):
    """What impacts, outcomes and outputs share. `id` and `title` are filled in while reading where a file has none."""

    id: Slug
    title: Annotated[Text, Field(min_length=1)]
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
