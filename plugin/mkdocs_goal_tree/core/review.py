"""What an output is judged by: that it works, what it is expected to move, and what its reviews found."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import Field

from .metric import Attribution
from .parts import Part
from .scalars import Day, Flag, Text, Value


class VerdictWord(StrEnum):
    MOVED = "moved"
    PARTLY = "partly"
    NOT_MOVED = "not-moved"
    WORSE = "worse"
    INCONCLUSIVE = "inconclusive"


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
