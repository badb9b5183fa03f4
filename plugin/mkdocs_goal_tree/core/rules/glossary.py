"""GT701-GT705: words that mean one thing."""

from __future__ import annotations

from mkdocs_goal_tree.core.findings import Severity

from .rule import Example, Rule

E, W = Severity.ERROR, Severity.WARNING

_OUTPUT = """
docs/glossary/output.md
    term: Output
    definition: An output is a thing that a team makes and hands over.
"""
_RETIRED = """
docs/glossary/deliverable.md
    term: Deliverable
    definition: A thing that is handed over under a contract.
    status: retired
    use_instead: output
"""

RULES = (
    Rule(
        "GT701",
        "undefined-term",
        "A reference to a term that the glossary does not have",
        W,
        "0.1",
        what="`use_instead` of a retired term, or `[[…]]` on a page, names no term: neither its name, its plural, its "
        "abbreviation, an alias nor the name of its file. The setting `glossary.check` says on which pages.",
        why="Readers are sent to a word that nobody has explained.",
        bad=Example(
            f"""{_OUTPUT}
docs/glossary/deliverable.md
    term: Deliverable
    definition: A thing that is handed over under a contract.
    status: retired
    use_instead: outputt
""",
            at="docs/glossary/deliverable.md:5:14",
        ),
        good=Example(f"{_OUTPUT}{_RETIRED}"),
    ),
    Rule(
        "GT702",
        "retired-term",
        "A word that is not used any more",
        W,
        "0.1",
        what="A text uses a word that the glossary has retired: a term with `status: retired`, in any of its names. The "
        "setting `glossary.check` says in which texts.",
        why="Two words for one thing make readers look for a difference. The term's page says what to write instead.",
        bad=Example(
            f"""{_OUTPUT}{_RETIRED}
goals/impacts/engagement.md
    type: impact
    title: Deliverables that bring learners back
""",
            at="goals/impacts/engagement.md:3:8",
        ),
        good=Example(f"""{_OUTPUT}{_RETIRED}
goals/impacts/engagement.md
    type: impact
    title: Outputs that bring learners back
"""),
    ),
    Rule(
        "GT703",
        "term-collision",
        "One name, two terms",
        E,
        "0.1",
        what="Two terms have the same name, plural, abbreviation or alias. Case does not count, nor whether a blank or a "
        "hyphen stands between the words, unless both are found only as they are written.",
        why="A word in a text can lead to one page only.",
        bad=Example(
            """
docs/glossary/metric.md
    term: Metric
    definition: A metric is a number that is counted the same way each time.
    aliases: indicator

docs/glossary/sign.md
    term: Sign
    definition: A sign is something that can be seen before it can be counted.
    aliases:
      - hint
      - Indicator
""",
            at="docs/glossary/sign.md:6:5",
        ),
        good=Example("""
docs/glossary/metric.md
    term: Metric
    definition: A metric is a number that is counted the same way each time.
    aliases: indicator

docs/glossary/sign.md
    term: Sign
    definition: A sign is something that can be seen before it can be counted.
    aliases: hint
"""),
    ),
    Rule(
        "GT704",
        "incomplete-term",
        "A term without a plain definition, or a question without an answer",
        E,
        "0.1",
        what="A term page has no `definition`, one with HTML in it, or a question in `faq` that has no answer.",
        why="The definition is shown beside the word on other pages, where it must stand by itself. A search engine is told "
        "each question with its answer.",
        bad=Example(
            """
docs/glossary/output.md
    term: Output
    definition: An output is a thing that a team makes.
    faq:
      q: Is a report an output?
      a:
""",
            at="docs/glossary/output.md:6:3",
        ),
        good=Example("""
docs/glossary/output.md
    term: Output
    definition: An output is a thing that a team makes.
    faq:
      q: Is a report an output?
      a: Yes.
"""),
    ),
    Rule(
        "GT705",
        "unknown-related-term",
        "A related term that does not exist",
        W,
        "0.1",
        what="`related` or `contrast_with` names no term of the glossary.",
        why="The page would promise a comparison with something that is explained nowhere.",
        bad=Example(
            f"""{_OUTPUT}
docs/glossary/outcome.md
    term: Outcome
    definition: An outcome is a change in what people do.
    contrast_with:
      - Outputt
""",
            at="docs/glossary/outcome.md:5:5",
        ),
        good=Example(f"""{_OUTPUT}
docs/glossary/outcome.md
    term: Outcome
    definition: An outcome is a change in what people do.
    contrast_with:
      - Output
"""),
    ),
)
