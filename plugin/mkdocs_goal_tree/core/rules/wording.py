"""GT401 to GT407: what goals say in words."""

from __future__ import annotations

from mkdocs_goal_tree.core.findings import Severity

from .rule import Example, Rule

W, I = Severity.WARNING, Severity.INFO  # noqa: E741 - as the table of rules has them

_IMPACT = """
goals/impacts/engagement.md
    type: impact
    title: Learners come back every week
"""
_REST = """    status: proposed
    owner: Assessment team
    contributes_to: engagement
"""


def _outcome(title: str, rest: str = _REST) -> str:
    return f"""{_IMPACT}
goals/outcomes/results.md
    type: outcome
    title: {title}
{rest}"""


_AT = "goals/outcomes/results.md:3:8"
_LONG = "Learners act on their result " + "and come back to what they have not understood yet " * 4

RULES = (
    Rule(
        "GT401",
        "outcome-phrased-as-output",
        "An outcome that reads like an output",
        W,
        "0.1",
        what="The title of an outcome opens with an order to deliver something, says that something is delivered, or "
        "names a thing and no change: 'Launch the dashboard', 'Dashboard live', 'Dashboard for teachers'.",
        why="A team that reaches it has shipped something. Whether anybody does anything differently stays open.",
        bad=Example(_outcome("Enabling the system to share results within 1 min"), at=_AT),
        good=Example(_outcome("Learners act on their result within a minute of submitting")),
        term="outcome-vs-output",
    ),
    Rule(
        "GT402",
        "outcome-incomplete",
        "An active outcome that does not say for whom, which behavior or how much",
        W,
        "0.1",
        what="An active outcome lacks `who`, `behavior` or `extent`. A first primary metric with baseline, target and "
        "`by` stands for the extent.",
        why="Without the three nobody can tell later whether it was reached, nor look for ways to get there.",
        bad=Example(
            _outcome(
                "Learners act on their result",
                """    status: active
    owner: Assessment team
    contributes_to: engagement
    who: Learners
    extent: 80 % of submissions
    not_broken_down: true
    metrics:
      name: Results opened
      unit: "%"
      baseline: 22
      target: 80
      actuals:
        on: 2026-05-01
        value: 60
      source:
        label: Product analytics
""",
            ),
            at=_AT,
        ),
        good=Example(
            _outcome(
                "Learners act on their result",
                """    status: active
    owner: Assessment team
    contributes_to: engagement
    who: Learners
    behavior: open their result and start the next exercise
    extent: 80 % of submissions
    not_broken_down: true
    metrics:
      name: Results opened
      unit: "%"
      baseline: 22
      target: 80
      actuals:
        on: 2026-05-01
        value: 60
      source:
        label: Product analytics
""",
            )
        ),
        term="outcome",
    ),
    Rule(
        "GT403",
        "activity-as-result",
        "An activity in place of what comes of it",
        W,
        "0.1",
        what="The title of an outcome opens with something to do: 'ran 15 experiments', 'hold 5 workshops'.",
        why="An activity can be done in full and change nothing.",
        bad=Example(_outcome("Hold five workshops with teachers"), at=_AT),
        good=Example(_outcome("Teachers change fewer automatic grades")),
        term="activity",
    ),
    Rule(
        "GT404",
        "output-phrased-as-outcome",
        "An output that promises a change and names nothing that is delivered",
        W,
        "0.1",
        what="The title of an output is a change with its number, 'Increase opened results by 10 %', and no thing.",
        why="A team delivers things. A change belongs into an outcome, where it is measured and can be missed.",
        bad=Example(
            f"""{_outcome("Learners act on their result")}
goals/outputs/upload.md
    type: output
    title: Increase opened results by 10 %
    contributes_to: results
    status: idea
    owner: Assessment team
""",
            at="goals/outputs/upload.md:3:8",
        ),
        good=Example(f"""{_outcome("Learners act on their result")}
goals/outputs/upload.md
    type: output
    title: Upload in 5 seconds
    contributes_to: results
    status: idea
    owner: Assessment team
"""),
        term="output",
    ),
    Rule(
        "GT405",
        "weasel-words",
        "A word that sounds like a result, and no number",
        W,
        "0.1",
        what="Title or extent of an outcome say seamless, world-class, delightful …, with no number in title, extent or "
        "metrics.",
        why="Nobody can find out whether it came true.",
        bad=Example(_outcome("Learners have a seamless upload"), at=_AT),
        good=Example(_outcome("Learners upload their work at the first attempt in 95 % of cases")),
        term="outcome",
    ),
    Rule(
        "GT406",
        "two-in-one",
        "Two goals in one title",
        I,
        "0.1",
        what="'and' joins two verbs that have an object each.",
        why="One may be reached and the other missed, and one state has to tell of both.",
        bad=Example(_outcome("Learners open their result and recommend the course"), at=_AT),
        good=Example(_outcome("Learners open their result the same day")),
        term="goal",
    ),
    Rule(
        "GT407",
        "long-text",
        "A title or summary that is too long to be read at a glance",
        W,
        "0.1",
        what="A title has more than 200 characters, or a summary more than 300. It is kept whole.",
        why="Titles stand in boxes, tables and the navigation of every page.",
        bad=Example(_outcome(_LONG.strip(), "    contributes_to: engagement\n"), at=_AT),
        good=Example(_outcome("Learners act on their result", "    contributes_to: engagement\n")),
    ),
)
