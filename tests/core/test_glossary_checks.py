"""Terms against each other, and the words that goals use: GT701, GT702, GT703 and GT705 at their places."""

from __future__ import annotations

import pytest

OUTPUT = """
docs/glossary/output.md
    term: Output
    plural: outputs
    definition: D.
"""
RETIRED = """
docs/glossary/deliverable.md
    term: Deliverable
    plural: deliverables
    definition: D.
    status: retired
    use_instead: output
"""


def said(project, *, helps=False):
    return [f"{f.rule} {f.span} {f.message}" + (f" | {f.help}" if helps and f.help else "") for f in project.findings]


def places(project):
    return [f"{f.rule} {f.span}" for f in project.findings]


COLLISIONS = {
    "two aliases": (
        "term: A\naliases: x",
        "term: B\naliases:\n  - y\n  - X",
        ["GT703 docs/glossary/b.md:5:5 aliases is 'X', which is a name of the term 'A'"],
    ),
    "an alias and a term, whichever file comes first": (
        "term: A\naliases: B",
        "term: B",
        ["GT703 docs/glossary/a.md:3:10 aliases is 'B', which is a name of the term 'B'"],
    ),
    "a plural and an abbreviation": (
        "term: A\nplural: as",
        "term: B\nabbr: As",
        ["GT703 docs/glossary/b.md:3:7 abbr is 'As', which is a name of the term 'A'"],
    ),
    "two terms": ("term: A b", "term: a-B", ["GT703 docs/glossary/b.md:2:7 term is 'a-B', which is a name of the term 'A b'"]),
    "a name of its own twice": ("term: A\naliases: [A, a]\nplural: a", "term: B", []),
    "a plural that only follows": ("term: metric", "term: metrics", []),
    "names in case of their own": ("term: it\ncase_sensitive: true", "term: IT", []),
    "one name in case of its own": (
        "term: it",
        "term: IT",
        ["GT703 docs/glossary/b.md:2:7 term is 'IT', which is a name of the term 'it'"],
    ),
    "the same name in case of its own": (
        "term: IT",
        "term: B\nabbr: IT",
        ["GT703 docs/glossary/b.md:3:7 abbr is 'IT', which is a name of the term 'IT'"],
    ),
    "all names the same": (
        "term: A\nplural: as",
        "term: B\naliases: [a, as]",
        ["GT703 docs/glossary/b.md:3:11 aliases is 'a', which is a name of the term 'A'",
         "GT703 docs/glossary/b.md:3:14 aliases is 'as', which is a name of the term 'A'"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", COLLISIONS)
def test_one_name_of_two_terms_is_told_where_the_weaker_claim_stands(goals, case):
    a, b, findings = COLLISIONS[case]
    pages = [
        f"\ndocs/glossary/{name}.md\n    " + f"{text}\ndefinition: D.".replace("\n", "\n    ") + "\n"
        for name, text in (("a", a), ("b", b))
    ]
    assert said(goals("".join(pages))) == findings


def test_a_collision_names_the_other_place(goals):
    project = goals(f"""{OUTPUT}
docs/glossary/result.md
    term: Result
    definition: D.
    aliases: outputs
""")
    assert [(str(n.span), n.message) for f in project.findings for n in f.notes] == [
        ("docs/glossary/output.md:3:9", "first here")
    ]


REFERENCES = {
    "known by any name": ("related: [Output, OUTPUTS, output]\ncontrast_with: outputs", []),
    "nearly known": (
        "related:\n  - Outptu",
        ["GT705 docs/glossary/x.md:5:5 related is 'Outptu', which no term is called | did you mean 'Output'?"],
    ),
    "not known": (
        "contrast_with: zzz",
        ["GT705 docs/glossary/x.md:4:16 contrast_with is 'zzz', which no term is called"],
    ),
    "retired for something": ("status: retired\nuse_instead: outputs", []),
    "retired for nothing": ("status: retired", []),
    "retired for something unknown": (
        "status: retired\nuse_instead: zzz",
        ["GT701 docs/glossary/x.md:5:14 use_instead is 'zzz', which no term is called"],
    ),
    "not retired yet": ("use_instead: zzz", []),
    "a term that cannot be read": ("related: [Broken, broken]", []),
}


@pytest.mark.parametrize("case", REFERENCES)
def test_a_reference_to_a_term_that_does_not_exist_is_told(goals, case):
    fields, findings = REFERENCES[case]
    text = f"""{OUTPUT}
docs/glossary/broken.md
    term: [

docs/glossary/x.md
    term: X
    definition: D.
    {fields}
""".replace(fields, fields.replace("\n", "\n    "))
    told = [one for one in said(goals(text), helps=True) if "broken.md" not in one]
    assert told == findings


def test_many_unknown_references_are_helped_only_so_often(goals):
    names = "".join(f"      - Outptu {i}\n" for i in range(60))
    project = goals(f"{OUTPUT}\ndocs/glossary/x.md\n    term: Xyz\n    definition: D.\n    related:\n{names}")
    assert (len(project.findings), sum(bool(f.help) for f in project.findings)) == (60, 50)


WORDS = {
    "title": ("title: Deliverables", ["3:8"]),
    "inside a text": ("title: T\nsummary: More outputs or deliverables.", ["4:26"]),
    "quoted": ("title: 'The deliverable'", ["3:13"]),
    "twice": ("title: deliverable by deliverable", ["3:8", "3:23"]),
    "in a block": ("title: T\nsummary: |\n  Here\n  a deliverable\n", ["6:5"]),
    "in a list": ("title: T\nevidence:\n  - note: it\n  - note: a deliverable", ["6:13"]),
    "in another case": ("title: T\nsummary: DELIVERABLES", ["4:10"]),
    "in a compound": ("title: T\nsummary: deliverable-based", []),
    "a name": ("title: T\nowner: Deliverable\naliases: deliverable", []),
    "a link": ("title: T\nrefs: {url: deliverable, label: Deliverable}", []),
    "the reason of an ignore": (
        "title: T\nlint: {ignore: {rule: GT702, reason: The deliverable is in the contract.}}\nsummary: A deliverable",
        [],
    ),
}


@pytest.mark.parametrize("case", WORDS)
def test_a_retired_word_in_a_goal_is_told_where_it_stands(goals, case):
    fields, expected = WORDS[case]
    goal = "\ngoals/a.md\n    type: impact\n    " + fields.replace("\n", "\n    ") + "\n"
    project = goals(OUTPUT + RETIRED + goal)
    assert places(project) == [f"GT702 goals/a.md:{place}" for place in expected]


def test_the_finding_says_what_to_write_and_where_the_word_was_retired(goals):
    goal = "\ngoals/a.md\n    type: impact\n    title: Deliverables\n"
    alone = RETIRED.replace("    use_instead: output\n", "")
    (finding,) = goals(OUTPUT + RETIRED + goal).findings
    (without,) = goals(alone + goal).findings
    assert (finding.message, finding.help, finding.goal) == ("'Deliverables' is a retired word", "write 'output'", "a")
    assert [(str(n.span), n.message) for n in finding.notes] == [("docs/glossary/deliverable.md:5:9", "retired here")]
    assert without.help == "the page of 'Deliverable' says why"


def test_goal_fields_below_a_key_are_looked_through_and_the_sites_own_are_not(goals):
    project = goals(f"""{OUTPUT}{RETIRED}
goals/a.md
    note: a deliverable
    goal:
      type: impact
      title: Deliverables
""")
    assert places(project) == ["GT702 goals/a.md:5:10"]


def test_other_terms_are_looked_through_too_but_not_what_they_name(goals):
    project = goals(f"""{OUTPUT}{RETIRED}
docs/glossary/x.md
    term: X
    definition: A deliverable.
    aliases: old deliverable
    related: Deliverable
    sources: The deliverable (1999)
    editor: deliverable
    faq:
      q: Why?
      a: A deliverable.
""")
    assert places(project) == ["GT702 docs/glossary/x.md:3:15", "GT702 docs/glossary/x.md:10:8"]


@pytest.mark.parametrize(
    ("check", "found"),
    [
        ("goals", ["docs/glossary/x.md", "goals/a.md"]),
        ("all", ["docs/glossary/x.md", "goals/a.md"]),
        ("none", []),
        (["goals/*"], ["goals/a.md"]),
        (["glossary/*"], ["docs/glossary/x.md"]),
        (["guides/**"], []),
    ],
)
def test_the_setting_says_where_words_are_looked_for(goals, check, found):
    files = f"""{OUTPUT}{RETIRED}
docs/glossary/x.md
    term: X
    definition: A deliverable.

goals/a.md
    type: impact
    title: Deliverables
"""
    project = goals(files, glossary={"check": check})
    assert [f.span.path for f in project.findings] == found


def test_an_ignore_of_a_word_that_the_body_may_use_is_not_told_as_unused(goals):
    project = goals("""
goals/a.md
    type: impact
    title: A
    lint: {ignore: [{rule: retired-term, reason: A contract.}, {rule: GT701, reason: Soon.}]}
""")
    assert places(project) == []


def test_severities_are_chosen_for_terms_too(goals):
    files = "\ndocs/glossary/x.md\n    term: X\n"
    assert [f.severity.word for f in goals(files, rules={"GT7": "info"}).findings] == ["info"]
    assert goals(files, rules={"GT704": "off"}).findings == ()


def test_a_goal_in_a_file_with_other_line_ends_is_told_at_its_place(goals):
    from mkdocs_goal_tree.core.project import Files, examine
    from mkdocs_goal_tree.core.settings import Settings
    from mkdocs_goal_tree.core.source import Source

    term = Source(
        "docs/glossary/d.md", "d.md", "---\r\nterm: Deliverable\r\ndefinition: D.\r\nstatus: retired\r\n---\r\n"
    )
    goal = Source("goals/a.md", "a.md", "\ufeff---\r\ntype: impact\r\ntitle: The deliverable\r\n---\r\n")
    assert places(examine(Files((goal,)), Settings(), [term])) == ["GT702 goals/a.md:3:12"]
