"""What changed when and by whom, folded at the end of a goal's page, on a real site with a real git history."""

from __future__ import annotations

import re
from textwrap import dedent

import pytest
from sites import build, page, write
from small import config, text

from mkdocs_goal_tree.handbook import history as module
from repositories import commit, git, put, repository

ACT = """
---
type: outcome
title: Learners act
status: active
owner: Growth
contributes_to: more
metrics:
  name: Opened
  unit: "%"
  baseline: 22
  target: 80
---

We asked.
"""
MORE = "---\ntype: impact\ntitle: More learners stay\nnot_broken_down: false\n---\n"
QUIET = "rules: {GT2: off, GT3: off, GT4: off}"
FORGE = "https://github.com/acme/handbook"
SITE = {
    "mkdocs.yml": config(f"repo_url: {FORGE}\n", plugin=QUIET),
    "docs/index.md": "# Home\n\n[Act][act]\n",
    ".gitignore": "site\n.cache\n",
}
BEGIN = ("2026-01-05", "Begin", {**SITE, "goals/more.md": MORE, "goals/act.md": ACT})
LOWER = ("2026-03-12", "Lower", {"goals/act.md": ACT.replace("80", "60")})


def section(built, url="goals/act/"):
    """The section as HTML, without the page around it."""
    found = re.search(r'<h2 id="history[^"]*">.*?</details>\n</div>', page(built, url), re.DOTALL)
    return found[0] if found else ""


def told(built, url="goals/act/"):
    """The section in words, without the hashes."""
    return re.sub(r"\b[0-9a-f]{7}\b", "HASH", text(section(built, url)))


def test_the_history_of_a_goal_stands_folded_at_the_end_of_its_page(tmp_path):
    repository(tmp_path, [BEGIN, LOWER])
    built = build(tmp_path)
    second, first = git(tmp_path, "log", "--format=%H").split()
    assert section(built) == dedent(f"""\
        <h2 id="history">History</h2>

        <div class="gt">
        <details class="gt-fold gt-history"><summary><span>Last changed 12 Mar 2026 by Ada</span> <small>2 changes</small></summary>
        <ol>
        <li><span class="when">12 Mar 2026</span><div><p>Target: Opened: 80 % → 60 %: easier, lowered by 20 points</p><p class="by">Ada · <span title="Lower"><a href="{FORGE}/commit/{second}" rel="noopener" aria-label="Commit {second[:7]}">{second[:7]}</a></span></p></div></li>
        <li><span class="when">5 Jan 2026</span><div><p>Added</p><p class="by">Ada · <span title="Begin"><a href="{FORGE}/commit/{first}" rel="noopener" aria-label="Commit {first[:7]}">{first[:7]}</a></span></p></div></li>
        </ol>
        </details>
        </div>""")
    html = page(built, "goals/act/")
    assert html.index('id="mentioned-in"') < html.index('id="history"')
    assert 'href="#history"' in html
    assert told(built, "goals/more/") == "History Last changed 5 Jan 2026 by Ada 1 change 5 Jan 2026 Added Ada · HASH"
    assert "Last changed" not in (built.site / "search/search_index.json").read_text("utf-8")


@pytest.mark.parametrize(
    ("repo", "edit", "expected"),
    [
        ("https://gitlab.com/acme/handbook/", "", "https://gitlab.com/acme/handbook/-/commit/"),
        ("https://bitbucket.org/acme/handbook", "", "https://bitbucket.org/acme/handbook/commits/"),
        (
            "https://git.example.org/acme/handbook.git",
            "_edit/main/docs/",
            "https://git.example.org/acme/handbook/commit/",
        ),
        (
            "https://git.example.org/acme/handbook",
            "-/edit/main/docs/",
            "https://git.example.org/acme/handbook/-/commit/",
        ),
        ("https://git.example.org/acme/handbook", "", ""),
    ],
)
def test_a_commit_leads_to_the_forge_where_it_is_known(tmp_path, repo, edit, expected):
    more = f"repo_url: {repo}\n" + (f"edit_uri: {edit}\n" if edit else "")
    repository(tmp_path, [BEGIN])
    put(tmp_path, {"mkdocs.yml": config(more, plugin=QUIET)})
    digest = git(tmp_path, "rev-parse", "HEAD").strip()
    found = re.findall(r'href="([^"]*)"', section(build(tmp_path)))
    assert found == ([expected + digest] if expected else [])


def test_what_is_not_committed_is_not_told_also_not_of_a_new_id(tmp_path):
    repository(tmp_path, [BEGIN, LOWER])
    said = told(build(tmp_path))
    put(tmp_path, {"goals/act.md": ACT.replace("80", "10"), "goals/new.md": MORE})
    built = build(tmp_path, command="serve")
    assert (told(built), section(built, "goals/new/")) == (said, "")
    put(tmp_path, {"goals/act.md": None, "goals/go-on.md": ACT.replace("title", "aliases: act\ntitle")})
    assert told(build(tmp_path), "goals/go-on/") == said


def test_what_is_committed_while_a_site_is_served_is_told_by_the_next_build(tmp_path):
    repository(tmp_path, [BEGIN])
    assert "1 change " in told(build(tmp_path, command="serve"))
    repository(tmp_path, [LOWER])
    assert "2 changes " in told(build(tmp_path, command="serve"))


def test_the_words_of_the_site_are_used_and_kept_apart(tmp_path):
    repository(tmp_path, [BEGIN])
    assert "Last changed 5 Jan 2026 by Ada" in told(build(tmp_path))
    put(
        tmp_path,
        {"mkdocs.yml": config(plugin=f'{QUIET}\nwords: {{history-last: "{{name}} am {{day}}", history: Chronik}}')},
    )
    assert told(build(tmp_path)).startswith("Chronik Ada am 5 Jan 2026 1 change")


def test_only_the_newest_are_on_the_page(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "_NEWEST", 2)
    repository(tmp_path, [BEGIN, LOWER, ("2026-04-01", "Raise", {"goals/act.md": ACT.replace("80", "70")})])
    assert told(build(tmp_path)) == (
        "History Last changed 1 Apr 2026 by Ada 2 changes "
        "1 Apr 2026 Target: Opened: 60 % → 70 %: harder, raised by 10 points Ada · HASH "
        "12 Mar 2026 Target: Opened: 80 % → 60 %: easier, lowered by 20 points Ada · HASH "
        "Older changes: goal-tree log act"
    )


def test_nobody_s_name_nor_subject_is_markup(tmp_path):
    repository(tmp_path, [BEGIN])
    put(tmp_path, {"goals/act.md": ACT.replace("Growth", "<img src=x>")})
    commit(
        tmp_path,
        "2026-02-01",
        '"><script>alert(1)</script> \x1b \u202e',
        by="Eve <!--goal-tree:held/0--> {{ 7*7 }} </p>",
    )
    html = section(build(tmp_path))
    assert "<p>Owner: Growth → &lt;img src=x&gt;</p>" in html
    assert 'title="&#34;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"' in html
    assert "Eve !--goal-tree:held/0-- {{ 7*7 }} /p ·" in html  # git itself takes < and > out of a name


def test_an_author_s_heading_keeps_its_address(tmp_path):
    repository(tmp_path, [BEGIN, ("2026-02-01", "Write", {"goals/act.md": f"{ACT}\n## History\n\nLong ago.\n"})])
    html = page(build(tmp_path), "goals/act/")
    assert '<h2 id="history">History</h2>\n<p>Long ago.</p>' in html
    assert '<h2 id="history-goal">History</h2>\n' in html


def test_it_can_be_switched_off(tmp_path):
    repository(tmp_path, [BEGIN])
    put(tmp_path, {"mkdocs.yml": config(plugin=f"{QUIET}\npages: {{history: false}}")})
    assert section(build(tmp_path)) == ""


def test_without_a_history_there_is_no_section(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    files = {name: content for _, _, files in (BEGIN,) for name, content in files.items()}
    built = build(write(tmp_path / "bare", files))
    assert section(built) == ""
    assert [line for line in built.log if "no history of the goals" in line] == [
        "INFO: goal-tree: no history of the goals, so targets that moved and trends are not shown: not a git repository"
    ]
    repository(tmp_path / "whole", [BEGIN, LOWER])
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{tmp_path}/whole", str(tmp_path / "shallow"))
    built = build(tmp_path / "shallow")
    assert section(built) == ""
    assert len([line for line in built.log if "this is a shallow clone; fetch the rest" in line]) == 1
