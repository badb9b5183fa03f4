"""Goal trees in a line a goal, for tests of what is drawn."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from mkdocs_goal_tree.core.growth import grow
from mkdocs_goal_tree.core.model import MODELS
from mkdocs_goal_tree.core.parts import Edge, LinkState
from mkdocs_goal_tree.core.source import Source
from mkdocs_goal_tree.core.tree import GoalTree, Place, Read
from mkdocs_goal_tree.core.words import Words
from mkdocs_goal_tree.render.diagram import Selection, draw, whole
from mkdocs_goal_tree.render.faces import Face, Tone

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mkdocs_goal_tree.render.picture import Diagram

TODAY = date(2026, 5, 13)
WORDS = Words(
    {
        "impact": "Impact",
        "outcome": "Outcome",
        "output": "Output",
        "lane-impacts": "Impact",
        "lane-outcomes": "Outcomes",
        "lane-outputs": "Outputs",
        "primary": "Primary",
        "goal-tree": "Goal tree",
        "lineage-of": "Lineage of {title}",
        "count-impacts": "{count} impacts",
        "count-impacts-1": "1 impact",
        "count-outcomes": "{count} outcomes",
        "count-outcomes-1": "1 outcome",
        "count-outputs": "{count} outputs",
        "count-outputs-1": "1 output",
        "more-outputs": "+{count} outputs",
        "more-outputs-1": "+1 output",
        "more-outcomes": "+{count} outcomes",
        "more-outcomes-1": "+1 outcome",
        "outcomes-folded": "{drawn} of {all} goals drawn; outcomes and outputs are boxes by parent.",
        "tree-of": "All below {title}",
        "read-upward": "Read upward: each box serves the ones above it.",
        "read-leftward": "Read from right to left: each box serves the ones on its left.",
        "outputs-folded": "{drawn} of {all} goals drawn; the outputs of an outcome are one box.",
    }
)
PLAIN = Face("", "", Tone.QUIET)
LEVELS = {"i": "impact", "o": "outcome", "p": "output"}


def tree(text: str, titles: Mapping[str, str] = {}, **fields: object) -> GoalTree:
    """Lines `id < parent parent!`: the first letter tells the level, `!` a disproved link; `fields` by id are added."""
    reads = []
    for number, line in enumerate(text.split("\n")):
        goal_id, _, parents = (part.strip() for part in line.partition("<"))
        if not goal_id:
            continue
        edges = tuple(
            Edge(goal=name.rstrip("!"), state=LinkState.DISPROVED if name.endswith("!") else LinkState.BELIEVED)
            for name in parents.split()
        )
        more = fields.get(goal_id, {})
        assert isinstance(more, dict)
        goal = MODELS[LEVELS[goal_id[0]]](
            id=goal_id, title=titles.get(goal_id, goal_id.upper()), contributes_to=edges, **more
        )
        uri = f"{number:04}-{goal_id}.md"
        reads.append(Read(goal_id, goal, Place(Source(f"goals/{uri}", uri, ""), {})))
    return grow(reads)


def drawing(
    goals: GoalTree,
    chosen: Selection | None = None,
    faces: Mapping[str, Face] = {},
    url: str = "../{}/",
    **choices: object,
) -> Diagram:
    """The diagram of a tree, of all its goals unless `chosen`."""
    return draw(
        goals,
        chosen or whole(goals),
        lambda goal: faces.get(goal, PLAIN),
        url.format,
        WORDS,
        **{"today": TODAY, **choices},  # type: ignore[arg-type]
    )


SEED = tree(
    """
    i1
    o1 < i1
    o2 < i1
    p1 < o1
    p2 < o1 o2
    p3 < o1 o2
    p4 < o1
    """,
    {
        "i1": "Increase Active Learner Engagement",
        "o1": "Results delivered < 1 min",
        "o2": "Fewer assessment-related complaints",
        "p1": "OCR handwriting engine (95%)",
        "p2": "Upload pipeline: 20s → 5s",
        "p3": "Async grading + queueing",
        "p4": "Real-time alerts",
    },
)
