"""A small glossary with a little of everything, and views of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from render_views import view_of

from mkdocs_goal_tree.render.term_page import term_parts

if TYPE_CHECKING:
    from mkdocs_goal_tree.core.project import Project
    from mkdocs_goal_tree.render.view import View

GLOSSARY = """
goals/engagement.md
    type: impact
    title: More learners every week

goals/result.md
    type: outcome
    title: Learners act on their result
    contributes_to: engagement

docs/glossary/outcome.md
    term: Outcome
    plural: outcomes
    abbr: OC
    category: Core ideas
    definition: An outcome is a change in what somebody does. It can be measured, with `baseline` and target.
    not: a thing that was built.
    aliases: [behavior change, change in behavior]
    contrast_with: [Output, Nothing we know]
    related: [outcome-vs-output, Épreuve]
    pitfalls:
      - A feature in disguise. “Learners use it” is true at once.
      - Compare e.g. Alerts
    lint_rules: [GT205, no-outputs, GT999]
    examples:
      - {output: Upload pipeline, outcome: Results opened within a minute, note: "22 % before, 80 % wanted"}
      - {outcome: Only what changed}
    faq:
      - {q: May the person be a colleague?, a: Yes. What counts is the behavior.}
      - {q: May the person be a colleague?, a: As we said.}
      - {q: "???", a: An id is made for it, too.}
    sources:
      - Josh Seiden, Outcomes Over Output (2019)
      - {label: A page, url: "https://example.org/?a=1&b=2"}

docs/glossary/output.md
    term: Output
    category: Core ideas
    definition: An output is what a team makes and hands over.

docs/glossary/outcome-vs-output.md
    term: Outcome vs. output
    category: Core ideas
    definition: An output is made. An outcome is what changes.
    pitfalls: Measuring only what is easy. Build the query.
    examples: {output: Reply templates, outcome: 91 % answered the same day, note: 46 % before}

docs/glossary/deliverable.md
    term: Deliverable
    category: Retired words
    definition: A deliverable is what a contract says.
    status: retired
    use_instead: output

docs/glossary/epreuve.md
    term: Épreuve
    category: Methods
    definition: Une épreuve est un essai.
    status: proposed

docs/glossary/omega.md
    term: Ωμέγα
    definition: The last letter.

docs/glossary/undefined.md
    term: Undefined
"""


def glossary_view(project: Project, **more: object) -> View:
    values = {
        "glossary": project.glossary,
        "term_url": lambda slug: f"../{slug}/",
        "term_uses": {"outcome": ["result", "engagement", "gone"]},
        "url": lambda goal: f"../../goals/{goal}/",
        "page_url": lambda name: {"glossary": "../", "cheat-sheet": "../cheat-sheet/"}.get(
            name, f"../../goals/{name}/"
        ),
        "rule_url": lambda code: f"../../goals/rules/#{code.lower()}",
    }
    return view_of(project, **values | more)


def term_page(view: View, slug: str, taken: frozenset[str] = frozenset()) -> str:
    """All that stands on a term's page, in order, without the author's text."""
    parts = term_parts(view, view.glossary[slug], taken)
    return "\n".join([parts.above, parts.below, *(one.html for one in parts.sections), parts.foot, parts.search])
