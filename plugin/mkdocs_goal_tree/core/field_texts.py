"""What each field means, in the words of the guide, and each part in one sentence: for the schema, for editors.

The guide's tables say the same of the fields.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .metric import Actual, Baseline, Metric, MetricSource, Target
from .model import GoalBase, Impact, Outcome, Output, PrimaryPeriod
from .parts import Assumption, Closed, Decision, Edge, Evidence, Ignore, Lint, PageFields, Part, Period, Ref, Search
from .review import Acceptance, Expectation, Review, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

_METRIC_OF = "the metric, by its id or name"

FIELDS: Mapping[type[Part], Mapping[str, str]] = {
    GoalBase: {
        "type": "the level",
        "title": "default: the first `#` heading of the body",
        "id": "how others refer to the goal. Default: the name of the file. Unique in the site",
        "summary": "for tooltips, search and the page's description",
        "status": "where the goal stands, as its authors say",
        "closed": "for goals that are over: the day and the reason",
        "owner": "a person or a team",
        "period": "when it counts",
        "contributes_to": "which goals it serves",
        "metrics": "how we see it",
        "assumptions": "what has to be true",
        "evidence": "what we know",
        "decisions": "what was decided about the goal, and when",
        "superseded_by": "the goal that took its place",
        "aliases": "former ids (`old-name`) or former paths (`teams/a/old-name`). They still lead here",
        "refs": "links to elsewhere: `http`, `https`, `mailto` or relative",
        "not_broken_down": "knowingly without children so far. Drawn dashed",
        "order": "a hint for the order from left to right",
        "lint": "exceptions from a rule, with a reason",
    },
    Impact: {
        "category": "what kind of result it is",
        "scope": "whose result. `company` is the whole organization",
        "primary": "when this impact came first, and why the company switched to it",
    },
    Outcome: {
        "who": "whose behavior changes",
        "audience": "what they are to us",
        "behavior": "what they will do differently",
        "extent": "how much. Default: baseline, target and day of the first primary metric",
        "change": "the kind of change",
        "hypothesis": "what we believe happens",
        "undesired": "effects to watch for",
    },
    Output: {
        "kind": "what is made",
        "timebox": "the time allowed: `6 sprints`",
        "took": "the time it took: `5 sprints`",
        "due": "when it is to be shipped",
        "shipped_on": "when it was shipped",
        "acceptance": "the output's own numbers. Counted as “2 of 3”",
        "expects": "which number of which outcome should change if this works. "
        "`outcome` may be left out when there is one parent",
        "reviews": "the looks back after shipping, each with its answer",
    },
    Edge: {
        "goal": "the parent",
        "rationale": "why this should help that",
        "confidence": "how sure we are",
        "state": "what we know about the link. A disproved link is drawn dotted",
        "since": "since when that is so",
        "revision": "the fingerprint of the parent when the link was last confirmed. If the parent has changed since, "
        "a warning asks to look again",
    },
    Metric: {
        "name": "what is counted",
        "id": "default: from the name. Outputs refer to it",
        "aliases": "former names and ids",
        "unit": '`learners/week`, `min`, `EUR`. `"%"` needs its quotes',
        "measure": "what its values are. Default: `percent` with the unit `%`, else `number`",
        "direction": "where it should go. Default: from baseline and target. A guardrail has to say it, unless its target is a band",
        "role": "default: `primary`. A guardrail must not get worse",
        "baseline": "where it started",
        "target": "where it should be",
        "actuals": "what was measured. The note says why, in the team's words",
        "source": "where the number comes from",
        "instrumented": "whether it is measured at all yet",
        "attribution": "how we know that our work moved it",
        "stale_after": "when the last number is too old. Default: the setting",
    },
    Review: {
        "due": "default for the first: `shipped_on` and the setting `review_after`",
        "question": "what we want to find out",
        "expects": "default for the first: the output's",
        "done_on": "when somebody looked",
        "verdicts": "what was found",
        "decision": "what follows",
        "why": "for what reason",
        "shared_with": "who was told",
    },
    Closed: {"on": "the day", "why": "the reason"},
    Period: {"from": "the first day", "to": "the last day"},
    Assumption: {
        "text": "what has to be true",
        "risk": "how bad it is if it is not",
        "state": "what we know about it",
        "evidence": "what we know it from",
    },
    Evidence: {
        "kind": "where it comes from",
        "note": "what it says",
        "url": "where to read it",
        "on": "when it was found",
    },
    Decision: {
        "on": "when it was decided",
        "what": "what was decided",
        "by": "who decided",
        "url": "where to read about it",
    },
    Ref: {
        "label": "the words of the link",
        "url": "`http`, `https`, `mailto` or a relative path",
        "kind": "what it leads to, in your own word",
    },
    Lint: {"ignore": "rules that do not speak about this goal"},
    Ignore: {"rule": "a rule by code or name", "reason": "why it does not fit here"},
    Baseline: {
        "value": "the number, yes or no, or words, as `measure` says",
        "on": "the day it was measured",
        "note": "how it was measured",
    },
    Target: {
        "value": "what is to be reached",
        "min": "the lower end of a band",
        "max": "the upper end of a band",
        "by": "the day on which it counts. Default: the end of the goal's period",
        "tolerance": "how far a number that is held may be off",
    },
    Actual: {
        "on": "the day it was measured",
        "value": "what was measured",
        "note": "why it is what it is, in the team's words",
        "source": "where this number comes from",
    },
    MetricSource: {"label": "the name of the source", "url": "where the number can be looked up"},
    PrimaryPeriod: {
        "from": "the first day on which this impact comes first",
        "to": "the last day. Left out for the one that comes first today",
        "reason": "why the company switched to it",
        "decided_by": "who decided",
        "decided_on": "when it was decided",
        "url": "where to read about it",
        "review_on": "when to look again",
    },
    Acceptance: {
        "criterion": "what has to work",
        "target": "the number to reach, in words",
        "actual": "the number reached, in words",
        "met": "whether it is so",
    },
    Expectation: {
        "outcome": "the outcome whose number should change. Default: the only parent",
        "metric": _METRIC_OF,
        "from": "the value before",
        "to": "the value expected",
        "by": "the day by which it should have changed",
    },
    Verdict: {
        "outcome": "the outcome that was looked at. Default: the only parent",
        "metric": _METRIC_OF,
        "before": "the value before",
        "after": "the value after",
        "verdict": "whether it moved",
        "attribution": "how we know that our work moved it",
        "how": "how we know, in words",
        "note": "what else is to be said",
    },
    Search: {"exclude": "keeps the page out of the search", "boost": "how much more the page counts in the search"},
    PageFields: {
        "description": "the page's description. Default: the summary",
        "subtitle": "a second line below the title, where the theme shows one",
        "tags": "tags of the page",
        "icon": "an icon that the theme has",
        "search": "how the page is searched",
        "hide": "parts of the page that the theme leaves out, such as `toc`",
        "template": "a template that the theme has",
        "date": "the date of the page",
        "slug": "handed to the theme as it is",
        "weight": "handed to the theme as it is",
        "draft": "`true` hides the page and the box in a build. `mkdocs serve` shows them",
        "cover": "a picture for the page",
        "keywords": "words that describe the page",
        "categories": "categories of the page",
        "authors": "who wrote the page",
        "comments": "whether the theme shows comments",
        "render_macros": "whether the macros plugin may work on the page",
        "glossary": "whether the words of the glossary become links in the body",
    },
}
_PARTS: Mapping[type[Part], str] = {
    Edge: "A link to a goal that this one serves.",
    Evidence: "Something that we know.",
    Assumption: "What has to be true.",
    Decision: "What was decided, and when.",
    Closed: "Why a goal is over, and since when.",
    Period: "The days a goal is meant for.",
    Ref: "A link to elsewhere.",
    Ignore: "An exception from a rule.",
    Lint: "Exceptions from rules.",
    Search: "How the page is searched.",
    MetricSource: "Where a number comes from.",
    Baseline: "Where a metric started.",
    Actual: "A measurement.",
    Metric: "One number, or one fact, over time.",
    Verdict: "What a look back found.",
    Review: "A look back after shipping.",
}


def describe(model: type[Part], name: str) -> str:
    """What the field means, in the guide's words; nothing for a field that we do not have."""
    return next((FIELDS[one][name] for one in model.__mro__ if one in FIELDS and name in FIELDS[one]), "")


def summarize(model: type[Part]) -> str:
    """What the part is, in one sentence."""
    return (_PARTS.get(model) or model.__doc__ or "").partition("\n")[0].partition(";")[0]
