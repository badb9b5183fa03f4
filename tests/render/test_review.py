"""The comment for a pull request: its words, its limits, and that no text of a goal does anything in it."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

import cmarkgfm
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hostile import HOSTILE
from mkdocs_goal_tree.config import load_words
from mkdocs_goal_tree.core.comparison import compare_projects
from mkdocs_goal_tree.render.changes import changed_goals, headline
from mkdocs_goal_tree.render.changes_diagram import draw_changes
from mkdocs_goal_tree.render.inert import inert
from mkdocs_goal_tree.render.review import MARKER, MOST, Links, render_review, render_table

WORDS = load_words({})
NODE = Path(__file__).parents[1] / "node"
GOLDEN = Path(__file__).parent / "golden/review"
OLD = """
goals/stay.md
    type: impact
    title: Learners stay
    owner: Management

goals/saturday.md
    type: outcome
    title: Learners practice on Saturday
    status: active
    owner: Growth
    contributes_to: stay
    period: {from: 2025-11-01, to: 2026-06-30}
    metrics:
      name: Practice
      unit: "%"
      baseline: {value: 20, on: 2025-11-01}
      target: 80
      actuals: [{on: 2026-05-01, value: 41}]

goals/alerts.md
    type: output
    title: Alerts
    contributes_to: saturday
    due: 2026-06-01

goals/gone.md
    type: output
    title: Old page
    owner: Mobile
"""
NEW = """
goals/stay.md
    type: impact
    title: Learners stay
    owner: Management

goals/saturday.md
    type: outcome
    title: Learners practice on Saturday
    status: active
    owner: Growth
    contributes_to: stay
    period: {from: 2025-11-01, to: 2026-06-30}
    metrics:
      name: Practice
      unit: "%"
      baseline: {value: 20, on: 2025-11-01}
      target: 50
      actuals: [{on: 2026-05-01, value: 41}]

goals/team/alerts.md
    type: output
    title: Alerts
    due: 1 July 2026
    staus: planned

goals/invite.md
    type: outcome
    title: Learners bring a friend
    contributes_to: stay
    metrics:
      name: Invitations
      unit: per week
      baseline: 12
      target: {value: 30, by: 2026-12-31}

goals/letter.md
    type: output
    title: Invitation letter
    contributes_to: invite
    expects: {metric: Invitations, from: 12, to: 30, by: 2026-12-31}
"""


def page(uri):
    return f"https://p.example/7/{uri}"


LINKS = Links(
    "https://p.example/7/", "https://p.example/7/goals/changes/", page, "main", "0123456789" * 4, "3f9c2ab" * 6
)


def comment(old, new, **more):
    return render_review(compare_projects(old, new), WORDS, **more)


@pytest.mark.parametrize("name", ["comment.md", "comment.html"])
def test_the_whole_comment_as_it_is_written_and_as_it_is_shown(goals, name):
    text = comment(goals(OLD), goals(NEW), links=LINKS)
    made = text if name.endswith(".md") else shown(text).rendered
    if os.environ.get("GOLDEN") == "write":
        (GOLDEN / name).write_text(made, "utf-8")
    assert (GOLDEN / name).read_text("utf-8") == made


def test_no_change_is_said_in_a_line(goals):
    assert comment(goals(OLD), goals(OLD)).splitlines()[:3] == [MARKER, "", "### Goal tree: No goal changes."]


def test_the_headline_counts_each_goal_once_a_kind(goals):
    old, new = goals(OLD), goals(OLD.replace("80", "90").replace("due: 2026-06-01", "owner: Mobile"))
    compared = compare_projects(old, new)
    assert headline(compared, WORDS) == "1 date put off, 1 target made harder"


class Shown(NamedTuple):
    """The text that a reader sees outside code, the elements in which it stands, and all of the HTML."""

    text: str
    elements: set[str]
    rendered: str


def shown(text):
    """As GitHub renders it, with HTML that an author may write."""
    rendered = cmarkgfm.github_flavored_markdown_to_html(text, cmarkgfm.cmark.Options.CMARK_OPT_UNSAFE)
    outside = re.sub(r"<(pre|code)\b.*?</\1>", "", rendered, flags=re.DOTALL)
    return Shown(html.unescape(re.sub(r"<[^>]*>", " ", outside)), set(re.findall(r"<(\w+)", outside)), rendered)


ALLOWED = {
    "h3",
    "blockquote",
    "br",
    "b",
    "p",
    "strong",
    "a",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "sub",
    "ul",
    "li",
    "details",
    "summary",
}
TEXTS = [
    *HOSTILE,
    "@alice @org/team a@b.example x@alice",
    "#12 owner/repo#3 GH-4 !5 ~bug %1.0 $6 &7 ABC-8 1#2",
    "https://evil.example http://evil.example www.evil.example ftp://e.example mailto:a@b.example xmpp:a@b.example",
    "3f9c2ab 0123456789abcdef0123456789abcdef01234567 alice@3f9c2abdef",
    "| a | b |\n| --- | --- |", "```\n@alice", "<!-- goal-tree-review -->", "</sub></details><h1>x", "![x](https://e.example/a.png)",
    "\\@alice \\#1", "&#64;alice &commat;bob &num;1", ":tada: $`x`$ $$y$$ [^1]", "- [ ] task", "@\u2060alice #\u20601",
    "@" * 300, "<" * 100_000, "# " + "@alice " * 20_000,
]  # fmt: skip


def is_inert(text):
    seen, elements, rendered = shown(text)
    assert elements <= ALLOWED, elements - ALLOWED
    assert not re.search(r"@\w|\w@|#\d|\d#", seen), seen
    assert not re.search(r"https?://|www\.|ftp://|(?<!\w)[0-9a-f]{7,40}(?!\w)|GH-\d", seen), seen
    assert all(url.startswith("https://p.example/7/") for url in re.findall(r'(?:href|src)="([^"]*)"', rendered))


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_no_text_of_a_goal_does_anything(goals, text):
    quoted = json.dumps(text)
    new = goals(
        f"{OLD}\ngoals/evil.md\n    type: output\n    title: {quoted}\n    owner: {quoted}\n    contributes_to: {quoted}\n"
        f"    expects:\n      metric: {quoted}\n".replace("Learners practice on Saturday", "x")
    )
    old = goals(OLD + f"\ngoals/evil.md\n    type: output\n    title: x\n    acceptance:\n      criterion: {quoted}\n")
    for written in (comment(old, new, links=LINKS), comment(new, old, links=LINKS)):
        is_inert(written)
        assert written.count(MARKER) == 1
        assert len(written) < MOST


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_no_text_does_anything_in_a_warning_or_a_fix(goals, text):
    quoted = json.dumps(text)
    old = OLD.replace("title: Learners practice on Saturday", f"title: {quoted}").replace(
        "name: Practice", f"name: {quoted}"
    )
    new = old.replace("target: 80", "target: 50")
    new += f"\ngoals/evil.md\n    {{type: output, due: 1.5.2026, title: {quoted}}}\n"
    written = comment(goals(old), goals(new), links=LINKS)
    is_inert(written)
    assert "[!WARNING]" in written or "No goal changes" in written  # some texts are no YAML
    assert (written.count(MARKER), len(written) < MOST) == (1, True)


FENCES = """
goals/x.md
    type: output
    title: "``` is a fence, and ````` another"
    staus: planned # ``````suggestion
    due: 1 July 2026
    owner: A
"""


def test_a_fix_stands_between_fences_that_no_text_can_close(goals):
    written = comment(goals(""), goals(FENCES), links=LINKS)
    assert (
        """\
goals/x.md, 4–5: unknown-field (GT105), wrong-type (GT104)

```````suggestion
status: planned # ``````suggestion
due: 2026-07-01
```````
"""
        in written
    )
    is_inert(written)


@pytest.mark.parametrize(
    ("line", "shown_lines"),
    [
        ("due: 1 July 2026", 1),
        ("due: 1 July 2026 # for @alice", 0),
        ("due: 1 July 2026 # <!-- goal-tree-review -->", 0),
        ("due: 1 July 2026 # \u202eevil", 0),
        ("due: 1 July 2026 # " + "x" * 400, 0),
        ("due: 2026-07-01", 0),
    ],
)
def test_a_fix_that_does_not_read_as_what_it_is_is_left_out(goals, line, shown_lines):
    written = comment(goals(""), goals(f"\ngoals/x.md\n    type: output\n    title: X\n    {line}\n"), links=LINKS)
    assert written.count("suggestion\n") == shown_lines


def test_a_file_that_does_not_change_is_not_mended_here(goals):
    old = "\ngoals/x.md\n    type: output\n    title: X\n    due: 1 July 2026\n"
    assert "suggestion\n" not in comment(goals(old), goals(old + OLD), links=LINKS)


def test_owners_of_both_sides_look_and_nobody_else(goals):
    old = OLD + "\ngoals/other.md\n    type: impact\n    title: Other\n    owner: Nobody\n"
    new = old.replace("contributes_to: saturday", "contributes_to: other").replace(
        "owner: Mobile", "owner: Web, mobile"
    )
    line = next(line for line in comment(goals(old), goals(new)).splitlines() if "Who should look" in line)
    assert line == "<details><summary><b>Who should look</b>: Nobody, Growth, Web, mobile, Mobile</summary>"


@given(st.text(max_size=60))
@settings(max_examples=300, deadline=None)
def test_any_text_is_shown_as_it_is_and_does_nothing(text):
    seen, elements, _ = shown(f"| {inert(text)} |\n| --- |\n")
    assert elements <= ALLOWED
    assert not re.search(r"@\w|\w@|#\d|\d#", seen)


@pytest.mark.parametrize("text", ["Save 5 % & <more>", "a_b*c`d`", "50 $ or 40 €", "x | y", "Grüße, 日本語", "C:\\new"])
def test_an_ordinary_text_reads_as_it_was_written(text):
    seen, _, _ = shown(f"x {inert(text)}")
    assert seen.replace("\u2060", "").strip() == f"x {text}"


def many(count, title, folder="g", **more):
    fields = "".join(f"    {name}: {value}\n" for name, value in more.items())
    return "".join(
        f"\ngoals/{folder}/{folder[0]}{i}.md\n    type: outcome\n    title: {i} {title}\n{fields.replace('{i}', str(i))}"
        for i in range(count)
    )


def test_a_very_large_change_stays_below_the_limit_and_says_what_is_left_out(goals):
    old = goals(many(1500, "x", owner='"{i}"') + many(300, "y", "moved"))
    fields = {"owner": '"{i} | @a #1"', "status": "Active", "note": "x"}
    new = goals(many(1500, "| @a " * 60, **fields) + many(300, "y", "mine"))
    text = comment(old, new, links=LINKS)
    assert 30_000 < len(text) < MOST
    assert len(re.findall(r"^\| and [\d,]+ more rows \|", text, re.MULTILINE)) == 2  # changes, new findings
    assert len(re.findall(r"^- and \d+ more$", text, re.MULTILINE)) == 2  # addresses, owners
    assert re.search(r"writes all of them. and \d+ more</sub>", text)
    assert re.search(r"\d+ more changed goals are not drawn|The diagram is left out", text)
    is_inert(text)


def test_many_warnings_are_counted(goals):
    one = OLD.partition("goals/saturday.md")[2].partition("goals/alerts.md")[0]
    old = "".join(f"\ngoals/g{i}.md{one}" for i in range(40))
    text = comment(goals(old), goals(old.replace("target: 80", "target: 50")))
    shown_warnings = text.count("[!WARNING]")
    assert f"\nand {40 - shown_warnings} more warnings\n" in text
    assert 5 < shown_warnings < 40
    assert shown(text).rendered.count("<blockquote>") == shown_warnings


def test_the_table_of_diff_has_every_row(goals):
    text = render_table(compare_projects(goals(""), goals(many(900, "x"))), WORDS)
    assert text.count("\n| ＋&nbsp;new | **Outcome** ") == 900


def test_the_diagram_has_a_shape_and_a_word_for_what_happened(goals):
    compared = compare_projects(goals(OLD), goals(NEW))
    drawing = draw_changes(compared, changed_goals(compared), WORDS)
    assert [re.sub(r"\W", "", line.split("<br/>")[1]) for line in drawing.source.splitlines() if "<br/>" in line] == [
        "ADDED",
        "CHANGED",
        "CHANGED",
        "REMOVED",
        "ADDED",
    ]


def test_a_removed_goal_hangs_below_what_it_served(goals):
    old = goals(
        "\ngoals/a.md\n    type: outcome\n    title: A\n\ngoals/b.md\n    type: output\n    title: B\n    contributes_to: a\n"
    )
    new = goals("\ngoals/c.md\n    type: outcome\n    title: A\n")
    compared = compare_projects(old, new)
    assert "n1 -.->|removed| n0" in draw_changes(compared, changed_goals(compared), WORDS).source


@pytest.mark.node
@pytest.mark.skipif(not (shutil.which("node") and (NODE / "node_modules").exists()), reason="Mermaid is not installed")
def test_mermaid_reads_the_diagram(goals):
    sources = []
    for text in [*TEXTS, "plain"]:
        titled = OLD + f"\ngoals/evil.md\n    type: outcome\n    title: {json.dumps(text)}\n    contributes_to: stay\n"
        for old, new in ((OLD, titled), (titled, NEW)):
            compared = compare_projects(goals(old), goals(new))
            sources += filter(None, [draw_changes(compared, changed_goals(compared), WORDS).source])
    answers = subprocess.run(
        ["node", "parse.mjs"], cwd=NODE, input=json.dumps(sources), capture_output=True, text=True, check=True
    ).stdout
    assert [(source, answer) for source, answer in zip(sources, json.loads(answers), strict=True) if answer] == []
