"""Counts of what a team makes, used as the metric of an outcome: GT310. English names only, like the wording checks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mkdocs_goal_tree.core.model import Level
from mkdocs_goal_tree.core.nodes import shorten
from mkdocs_goal_tree.core.rules import found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_goal_tree.core.findings import Finding
    from mkdocs_goal_tree.core.settings import Settings
    from mkdocs_goal_tree.core.tree import GoalTree

# Nobody but a team makes these, so they need no verb.
_OURS = (
    "story points|function points|lines of code|backlog items|pull requests|merge requests|commits|sprints"
    "|releases|deployments|deploys|deployment frequency|release frequency"
)
# Others make these too, so a verb has to say that it was us: "features shipped", never "features used".
_MADE = (
    f"{_OURS}|features|user stories|stories|epics|deliverables|milestones|initiatives|projects|prototypes|integrations"
    "|feature requests|functions|screens|versions|outputs"
)
_MAKING = (
    "built|completed|delivered|deployed|developed|done|finished|implemented|launched|merged|produced|put live|released"
    "|rolled out|shipped|written"
)
_HELD = "workshops|trainings|training sessions|interviews|user interviews|experiments|a/b tests|campaigns|hackathons"
_HOLDING = "conducted|done|held|launched|organized|run"
_VELOCITY = "velocity|burn-?down|burn-?up"
_COUNT = r"(?:(?:the )?(?:total |average )?(?:number|count|amount|share|percentage) of |no\. of |# ?(?:of )?)?"
_KIND = r"(?:new |major |minor |planned |roadmap |product |production |team |sprint |monthly |weekly )*"
_SPAN = (
    r"(?: (?:per|a|an|each|every|this|in a|in the|by the) (?:\w+ )?(?:day|week|sprint|iteration|month|quarter|year|team|developer|engineer))*"
    r"(?: on time| to production| in time)?"
)
_TALLY = re.compile(
    rf"{_COUNT}{_KIND}"
    rf"(?:(?:{_MADE}) (?:we )?(?:{_MAKING})|(?:{_MAKING}) (?:{_MADE})|(?:{_HELD}) (?:{_HOLDING})|{_OURS}|{_VELOCITY})"
    rf"{_SPAN}"
)
_LABEL = re.compile(r"\s*(?:\([^)]*\)|\[[^\]]*\])")


def check_tallies(tree: GoalTree, settings: Settings) -> Iterator[Finding]:
    """GT310, of open outcomes beyond draft."""
    if not settings.language.casefold().startswith("en"):
        return
    for goal in tree.at_level(Level.OUTCOME):
        if goal.status_word == "draft" or goal.is_closed:
            continue
        for i, metric in enumerate(goal.metrics):
            if is_tally(metric.name):
                message = f"'{shorten(metric.name)}' counts what is made, not what anybody does with it"
                help_ = "measure what people do differently; count this in the acceptance of an output"
                yield found("GT310", tree.places[goal.id].at("metrics", i, "name"), message, help_, goal.id)


def is_tally(name: str) -> bool:
    """Whether the whole name is a count of output with ours as maker: "features shipped", not "releases borrowed"."""
    return _TALLY.fullmatch(" ".join(_LABEL.sub("", name).casefold().split())) is not None
