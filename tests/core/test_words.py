"""Our words: by key, with places for values, replaceable one by one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from mkdocs_goal_tree.core.changes import Kind
from mkdocs_goal_tree.core.due import Matter
from mkdocs_goal_tree.core.easing import Easing
from mkdocs_goal_tree.core.metric import Attribution, Role
from mkdocs_goal_tree.core.model import ImpactStatus, Level, OutcomeStatus, OutputKind, OutputStatus
from mkdocs_goal_tree.core.parts import LinkState
from mkdocs_goal_tree.core.progress import State
from mkdocs_goal_tree.core.review import VerdictWord
from mkdocs_goal_tree.core.rules import RULES
from mkdocs_goal_tree.core.tidings import What
from mkdocs_goal_tree.core.words import Words

PACKAGE = Path(__file__).parents[2] / "plugin/mkdocs_goal_tree"
ALL = Words(yaml.load((PACKAGE / "assets/words.yml").read_text("utf-8"), Loader=yaml.BaseLoader))
SOURCES = [
    *(PACKAGE / "render").glob("*.py"),
    *(PACKAGE / "handbook").glob("*.py"),
    *(PACKAGE / "templates").glob("*.jinja"),
]
SIGNS = (
    "unreviewed",
    "outputs-per-outcome",
    "no-expectation",
    "not-measured",
    "stale",
    "stopped",
    "load",
    "no-outputs",
    "no-outcome",
)
# Keys that are put together: the stem as the code has it, and what follows.
FAMILIES = {
    "": (*Level, *State, *ImpactStatus, *OutcomeStatus, *OutputStatus, *VerdictWord, "error", "warning", "info",
         "keep", "iterate", "remove", "untested", "supported", "refuted", "impacts", "outcomes", "outputs", *Easing, "goal-added", "goal-removed", "goal-changed"),
    "all-": ("impacts", "outcomes", "outputs"),
    "n-": (*State, *What, *Matter, "active", "building", "planned", "error", "warning", "info", "dropped", "retired", "cancelled", "quarters"),
    "link-": LinkState,
    "role-": [role for role in Role if role is not Role.PRIMARY],
    "kind-": (*OutputKind, "dot", "mermaid", "svg"),
    "take-": ("dot", "mermaid", "svg"),
    "more-": ("outcomes", "outputs"),
    "attribution-": Attribution,
    "audience-": ("user", "customer", "internal"),
    "change-": ("faster", "cheaper", "easier", "more-accessible", "more-often", "fewer-errors", "safer", "other"),
    "scope-": ("company", "portfolio", "product", "team"),
    "category-": ("qualitative", "quantitative", "efficiency"),
    "risk-": ("low", "medium", "high"),
    "evidence-": ("interview", "analytics", "experiment", "survey", "support", "research", "other"),
    "month-": range(1, 13),
    "per-": ("hour", "day", "week", "month", "quarter", "year"),
    "lane-": ("impacts", "outcomes", "outputs"),
    "count-": ("impacts", "outcomes", "outputs", "new", "changed", "moved", "removed"),
    "counted-": ("impacts", "outcomes", "outputs"),
    "what-is-": (*Level, *(rule.term for rule in RULES if rule.term)),
    "term-": ("retired", "proposed"),
    "glossary-links-": ("goals", "some", "all"),
    "find-": Level,
    "sign-": SIGNS,
    "means-": SIGNS,
    "limit-": ("load", "outputs-per-outcome"),
    "feed-": ("learning", "news"),
    "news-": What,
    "matter-": Matter,
    "chart-": ("from-on", "last-on", "to-on"),
    "switch-": ("closed", "paused", "went-on"),
    "new-": (*Level, *(f"{level}-title" for level in Level)),
    "changed-": Kind,
    "made-": Easing,
    "goal-is-": ("new", "changed", "moved", "removed"),
    "tree-": ("after", "before"),
    "picture-": ("after", "before"),
    "changes-goal-added-": Level,
    "changes-goal-removed-": Level,
    "changes-target-": Easing,
    "changes-date-": Easing,
    "changes-baseline-": Easing,
    "moved-": ("up", "down"),
    "minimum-": ("up", "down"),
    "maximum-": ("up", "down"),
    "keeps-record-": Level,
    "improved-": ("nothing-else", "alone"),
    "eased-": ("lowered", "target", "moved", "date", "baseline", "early"),
    "promise-": ("target", "date", "baseline", "early"),
    "said-": State,
    "marked-": ("goal-added", "goal-changed", "goal-removed"),
    "changes-": ("orphaned", "primary-switched", "metric-removed", "level-changed", "verdict-recorded", "status-moved"),
}  # fmt: skip
ENDINGS = {"s-on-track": ("impact", "outcome"), "-heading": ("moved", "not-moved")}


def written() -> set[str]:
    """Everything in quotes in code and templates."""
    return {text for path in SOURCES for text in re.findall(r"""["']([a-z][a-z0-9-]*)["']""", path.read_text("utf-8"))}


def families() -> set[str]:
    made = {f"{stem}{end}" for stem, ends in FAMILIES.items() for end in ends}
    return made | {f"{start}{end}" for end, starts in ENDINGS.items() for start in starts}


def test_every_word_is_used() -> None:
    forms = {key for key in ALL if (stem := re.sub(r"-\d+$", "", key)) != key and stem in ALL}

    assert set(ALL) - forms - families() - written() == set()


def test_every_key_that_is_put_together_exists() -> None:
    assert families() - set(ALL) == set()


def test_every_key_that_is_written_out_exists() -> None:
    asked = {
        key
        for path in SOURCES
        for key in re.findall(
            r"""(?:\bsay\((?:view, )?|words\.say\(|words\[|view\.words\[)["']([a-z0-9-]+)["'](?=[,)\]])""",
            path.read_text("utf-8"),
        )
    }

    assert asked - set(ALL) == set()
    assert len(asked) > 100


def test_a_word_is_said_with_its_values() -> None:
    assert ALL.say("fraction", part=2, whole=3) == "2 of 3"


def test_a_count_may_have_a_form_of_its_own() -> None:
    assert [ALL.say("n-warning", count=count) for count in (0, 1, 2)] == ["0 warnings", "1 warning", "2 warnings"]


@pytest.mark.parametrize(
    "text",
    [
        "{nobody}",
        "{part",
        "{part!r}",
        "{part.__class__}",
        "{0}",
        "{}",
        "{part:>9999999}",
        "{{part}}x",
        "%(part)s",
        "$part",
    ],
)
def test_a_place_that_we_do_not_fill_stays_as_it_is_written(text: str) -> None:
    said = ALL.replaced({"fraction": text}).say("fraction", part=2, whole=3)

    assert said == text.replace("{part}", "2")


def test_a_site_replaces_words_one_by_one() -> None:
    words = ALL.replaced({"outcome": "Key result", "no-such-word": "x"})

    assert (words["outcome"], words["impact"], "no-such-word" in words) == ("Key result", "Impact", False)
    assert len(words) == len(ALL)
