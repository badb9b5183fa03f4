"""What goals are made of besides their metrics: links to parents, reasons, evidence, decisions, days, page fields."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from .scalars import Day, Flag, Number, Share, Text, Url


class Part(BaseModel):
    """A frozen part of a goal; an unknown field is an error, which reading turns into GT105."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, hide_input_in_errors=True)


class LinkState(StrEnum):
    """What is known of a link between two goals."""

    BELIEVED = "believed"
    SUPPORTED = "supported"
    DISPROVED = "disproved"


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
