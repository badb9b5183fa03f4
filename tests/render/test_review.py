"""The comment for a pull request: its words, its limits, and that no text of a goal does anything in it."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from pathlib import Path

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
from mkdocs_goal_tree.render.review import MARKER, Links, render_review, render_table

WORDS = load_words({})
NODE = Path(__file__).parents[1] / "node"
OLD = """
goals/stay.md
    type: impact
    title: Learners stay

goals/saturday.md
    type: outcome
    title: Learners practice on Saturday
    status: active
    owner: Growth
    contributes_to: stay
    metrics:
      name: Practice
      unit: "%"
      baseline: 20
      target: 80

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

goals/saturday.md
    type: outcome
    title: Learners practice on Saturday
    status: active
    owner: Growth
    contributes_to: stay
    metrics:
      name: Practice
      unit: "%"
      baseline: 20
      target: 60

goals/team/alerts.md
    type: output
    title: Alerts
    due: 2026-07-01

goals/invite.md
    type: outcome
    title: Learners bring a friend
    contributes_to: stay
"""
COMMENT = """\
<!-- goal-tree-review -->

### Goal tree: 1 output removed, 1 output lost its outcome, 1 target lowered, 1 date put off, 1 outcome added

[**Preview of the handbook**](https://p.example/7/) · Compared with main `0123456`

```mermaid
flowchart TB
  subgraph impacts["IMPACT"]
    n4["Learners stay"]
  end
  subgraph outcomes["OUTCOMES"]
    n2(["Learners bring a friend<br/>ADDED"])
    n3[["Learners practice on Saturday<br/>CHANGED"]]
  end
  subgraph outputs["OUTPUTS"]
    n0[["Alerts<br/>CHANGED"]]
    n1{{"Old page<br/>REMOVED"}}
  end
  n3 -.->|removed| n0
  n4 ==>|new| n2
  n4 --> n3
  classDef goal-added stroke:#3a5bd0,stroke-width:2px
  class n2 goal-added
  classDef goal-removed stroke:#a8123e,stroke-width:2px,stroke-dasharray:5 4
  class n1 goal-removed
  classDef goal-changed stroke:#a4550b,stroke-width:2px
  class n0,n3 goal-changed
```

<sub>Round: added. Six corners: removed. Double sides: changed. Plain: not changed, drawn for context.</sub>

| Goal | What | Before | After |
| --- | --- | --- | --- |
| Output Old page <sub>removed</sub> | goal | Idea, Mobile | **removed** |
| Output [Alerts](https://p.example/7/team/alerts.md) <sub>changed</sub> | outcome | – | **serves no outcome any more** |
|  | due | 1 Jun 2026 | **1 Jul 2026** easier |
|  | contributes to | Learners practice on Saturday | **–** |
|  | file | alerts.md | **team/alerts.md** |
| Outcome [Learners practice on Saturday](https://p.example/7/saturday.md) <sub>changed</sub> | target: Practice | 80 % | **60 %** easier |
| Outcome [Learners bring a friend](https://p.example/7/invite.md) <sub>added</sub> | goal | – | **Draft** |

**To look at: 3 → 4, 2 new (target-made-easier, orphan-output)**

"""


def page(uri):
    return f"https://p.example/7/{uri}"


LINKS = Links("https://p.example/7/", page, "main", "0123456789" * 4)


def comment(old, new, **more):
    return render_review(compare_projects(old, new), WORDS, **more)


def test_the_whole_comment(goals):
    text = comment(goals(OLD), goals(NEW), links=LINKS)
    assert text[: len(COMMENT)] == COMMENT
    assert text.endswith("keeps one alive:**\n\n- alerts/ → team/alerts/\n")


def test_no_change_is_said_in_a_line(goals):
    assert comment(goals(OLD), goals(OLD)).splitlines()[:3] == [MARKER, "", "### Goal tree: No goal changes."]


def test_the_headline_counts_each_goal_once_a_kind(goals):
    old, new = goals(OLD), goals(OLD.replace("80", "90").replace("due: 2026-06-01", "owner: Mobile"))
    compared = compare_projects(old, new)
    assert headline(compared, WORDS) == "1 date put off, 1 target made harder"


def shown(text):
    """The text that a reader sees outside code, and the elements in which it stands."""
    rendered = cmarkgfm.github_flavored_markdown_to_html(text)
    outside = re.sub(r"<(pre|code)\b.*?</\1>", "", rendered, flags=re.DOTALL)
    return html.unescape(re.sub(r"<[^>]*>", " ", outside)), set(re.findall(r"<(\w+)", outside)), rendered


ALLOWED = {
    "h3",
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
        assert len(written) < 65_000


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


def many(count, title, **more):
    fields = "".join(f"    {name}: {value}\n" for name, value in more.items())
    return "".join(f"\ngoals/g{i}.md\n    type: outcome\n    title: {i} {title}\n{fields}" for i in range(count))


def test_a_very_large_change_stays_below_the_limit_and_says_what_is_left_out(goals):
    old, new = goals(many(1500, "x")), goals(many(1500, "| @a " * 60, status="active", note="x"))
    text = comment(old, new, links=LINKS)
    assert len(text) < 65_000
    assert re.search(r"^\| and \d+ more rows", text, re.MULTILINE)
    assert re.search(r"^- and \d+ more$", text, re.MULTILINE)
    assert re.search(r"\d+ more changed goals are not drawn|The diagram is left out", text)
    is_inert(text)


def test_the_table_of_diff_has_every_row(goals):
    text = render_table(compare_projects(goals(""), goals(many(900, "x"))), WORDS)
    assert text.count("\n| Outcome ") == 900


def test_the_diagram_has_a_shape_and_a_word_for_what_happened(goals):
    compared = compare_projects(goals(OLD), goals(NEW))
    drawing = draw_changes(compared, changed_goals(compared), WORDS)
    assert [re.sub(r"\W", "", line.split("<br/>")[1]) for line in drawing.source.splitlines() if "<br/>" in line] == [
        "ADDED",
        "CHANGED",
        "CHANGED",
        "REMOVED",
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
