"""What a proposal changes, in its preview: real sites of real repositories, compared with a branch."""

from __future__ import annotations

import re

import pytest
from sites import build, page
from small import THEMES, config, headings, links, own_lines, text

from repositories import commit, git, put, repository

QUIET = "rules: {GT2: off, GT3: off, GT4: off, GT5: off, GT313: warning}\n"
BASE = "changes: {base: main, name: Pull request 7, url: https://example.org/pull/7}\n"
MORE = "---\ntype: impact\ntitle: More learners stay\n---\n"
OTHER = "---\ntype: impact\ntitle: Fewer complaints\n---\n"
ACT = """
---
type: outcome
title: Learners act on their result
status: active
contributes_to: more
metrics:
  name: Results opened
  unit: "%"
  baseline: {value: 22, on: 2026-01-05}
  target: {value: 80, by: 2026-09-30}
  actuals:
    - {on: 2026-04-01, value: 37}
    - {on: 2026-05-01, value: 41}
---

Why we want it.
"""
ALERT = """
---
type: output
title: Real-time alerts
status: planned
owner: Growth
contributes_to: act
acceptance:
  criterion: An alert after 5 s
---

An alert, as in [the result][act] and <b>bold</b>.
"""
BANNER = "---\ntype: output\ntitle: Result banner\nstatus: planned\ncontributes_to: act\nexpects: {metric: results-opened, from: 45, to: 60, by: 2026-08-31}\n---\n"
MAIL = "---\ntype: output\ntitle: E-mails\ncontributes_to: more\n---\n"
SITE = {"mkdocs.yml": config(plugin=QUIET + BASE), "docs/index.md": "# Home\n"}
GOALS = {
    "goals/more.md": MORE,
    "goals/other.md": OTHER,
    "goals/act.md": ACT,
    "goals/alert.md": ALERT,
    "goals/mail.md": MAIL,
}
CHANGES = {
    "goals/act.md": ACT.replace("value: 80", "value: 65"),
    "goals/alert.md": None,
    "goals/banner.md": BANNER,
    "goals/mail.md": MAIL.replace("more", "other"),
}


def proposal(folder, changes=CHANGES, *, goals=GOALS, site=SITE):
    """A repository whose branch `narrow-it` has changes that its main has not; some are not committed yet."""
    repository(folder, [("2026-05-01", "Begin", {**site, **goals})])
    git(folder, "switch", "-q", "-c", "narrow-it")
    put(folder, changes)
    return folder


def changes_of(built):
    return page(built, "goals/changes/")


def content(html):
    """What stands between the title and the footer of a page."""
    return html[html.index("<h1") : html.index("<footer")]


def rows(html):
    """The table of changes: goal with its badge, then what, before, after of each row."""
    found = []
    for body in re.findall(r'<tbody id="change-[^"]*">(.*?)</tbody>', html, re.DOTALL):
        cells = [[text(cell) for cell in re.findall(r"<td.*?</td>", row, re.DOTALL)] for row in body.split("<tr>")[1:]]
        found += [cells[0], *(["", *row] for row in cells[1:])]
    return found


def nodes(drawing):
    """The words of each box with its classes and what its badge says."""
    found = {}
    for classes, inside in re.findall(
        r'<(?:a|g) class="(gt-node[^"]*)"(.*?)(?=<(?:a|g) class="gt-node|</svg>)', drawing, re.DOTALL
    ):
        badge = re.search(r'<g class="chg".*?<text[^>]*>(.*?)</text>', inside, re.DOTALL)
        title = re.search(r"<title>(.*?) \(", inside)[1]
        found[title] = (classes.removeprefix("gt-node").strip(), badge[1] if badge else "")
    return found


def drawings(html):
    return re.findall(r'<svg [^>]*class="gt-tree".*?</svg>', html, re.DOTALL)


def test_the_page_of_changes_says_what_came_went_moved_and_changed(tmp_path):
    built = build(proposal(tmp_path))
    assert built.failed is None
    html = changes_of(built)
    assert headings(html) == ["What changed"]
    assert text(html[html.index('class="gt-sums"') : html.index("</p>", html.index('class="gt-sums"'))]).endswith(
        "1 new 1 changed 1 moved 1 removed 2 drawn for context, not touched To look at 0 → 1"
    )
    assert rows(html) == [
        ["Real-time alerts Removed", "goal", "Planned, Growth",
         "removed nothing else pointed to it; the status cancelled would keep its record"],
        ["Learners act on their result Changed", "target: Results opened", "80 %", "65 % easier, lowered by 15 points"],
        ["", "progress shown", "33 %, Behind", "44 %, On track no new measurement"],
        ["E-mails Moved", "contributes to", "More learners stay", "Fewer complaints"],
        ["Result banner New", "goal", "did not exist", "Planned"],
        ["", "expects", "–", "Results opened: 45 → 60 % by 31 Aug 2026"],
    ]  # fmt: skip
    assert "A target was lowered and nothing else improved." in text(html)
    assert (
        "“Learners act on their result” turns from behind to on track because its target goes from 80 % to 65 %; "
        "the last measurement is still 41 % of 1 May."
    ) in text(html)


def test_it_draws_the_tree_after_and_before(tmp_path):
    after, before = drawings(changes_of(build(proposal(tmp_path))))
    assert nodes(after) == {
        "More learners stay": ("faint", ""),
        "Fewer complaints": ("faint", ""),
        "Learners act on their result": ("", "2 changes"),
        "Real-time alerts": ("removed", "Removed"),
        "E-mails": ("", "Moved"),
        "Result banner": ("", "New"),
    }
    assert re.findall(r'<path class="(add|cut)"[^>]* data-from="(\w+)" data-to="(\w+)"', after) == [
        ("cut", "act", "alert"),
        ("add", "act", "banner"),
        ("cut", "more", "mail"),
        ("add", "other", "mail"),
    ]
    assert {title: badge for title, (_, badge) in nodes(before).items()} == {
        "More learners stay": "",
        "Fewer complaints": "",
        "Learners act on their result": "2 changes",
        "Real-time alerts": "Removed",
        "E-mails": "Moved",
    }
    assert 'class="add"' not in before
    assert "41 of 65 %" in after
    assert "41 of 80 %" in before


def test_metrics_stand_side_by_side_and_what_is_removed_can_be_read(tmp_path):
    html = content(changes_of(build(proposal(tmp_path))))
    pair = html[html.index('class="gt-pair"') :]
    assert re.findall(r'id="(metric-[^"]*)"', html) == ["metric-act-0-before", "metric-act-0-after"]
    assert "Target 80 %" in text(pair)
    assert "Target 65 %" in text(pair)
    former = html[html.index('<details class="gt-fold gt-former" id="was-alert">') :]
    assert "Real-time alerts Output Planned Owner Growth" in text(former)
    assert "An alert after 5 s" in text(former)
    assert "<p>An alert, as in <a>the result</a> and &lt;b&gt;bold&lt;/b&gt;.</p>" in re.sub(
        r'<a rel="[^"]*">', "<a>", former
    )
    ids = re.findall(r'\bid="([^"]*)"', html)
    assert len(ids) == len(set(ids))


def test_every_page_of_goals_says_that_it_is_a_preview_and_of_what(tmp_path):
    built = build(proposal(tmp_path))
    for url, way in (
        ("goals/", "changes/"),
        ("goals/act/", "../changes/#change-act"),
        ("goals/outcomes/", "../changes/"),
    ):
        html = page(built, url)
        assert "Preview Pull request 7 against main What changed" in text(html), url
        assert links(html)["What changed"] == way, url
    assert links(changes_of(built))["Open the proposal"] == "https://example.org/pull/7"
    assert "Pull request 7" not in page(built, "")


def test_what_a_new_outcome_promises_and_how_a_promise_moved(tmp_path):
    weekend = ACT.replace("Learners act on their result", "Learners come back").replace("more\n", "other\n")
    moved = ACT.replace("baseline: {value: 22", "baseline: {value: 30").replace("09-30}", "12-31}")
    dated = "---\ntype: output\ntitle: E-mails\ncontributes_to: more\ndue: {}\n---\n"
    folder = proposal(
        tmp_path,
        {"goals/weekend.md": weekend, "goals/act.md": moved, "goals/mail.md": dated.format("2026-06-01")},
        goals=GOALS | {"goals/mail.md": dated.format("2026-07-01")},
    )
    assert rows(changes_of(build(folder))) == [
        ["Learners act on their result Changed", "day of the target: Results opened", "30 Sep 2026",
         "31 Dec 2026 easier, 92 days later"],
        ["", "baseline: Results opened", "22 %", "30 % harder, raised by 8 points"],
        ["", "progress shown", "33 %, Behind", "22 %, Behind no new measurement"],
        ["Learners come back New", "goal", "did not exist", "Active"],
        ["", "target: Results opened", "–", "22 → 80 % by 30 Sep 2026"],
        ["E-mails Changed", "due", "1 Jul 2026", "1 Jun 2026 harder, 30 days earlier"],
    ]  # fmt: skip


def test_goals_say_their_part_on_their_page_in_drawings_and_in_tables(tmp_path):
    built = build(proposal(tmp_path))
    act = page(built, "goals/act/")
    told = "2 changes in this preview: target: Results opened: 80 % → 65 %: easier, lowered by 15 points and 1 more"
    assert told in text(act)
    assert links(act)["What changed"] == "../changes/#change-act"
    assert "New in this preview · What changed" in text(page(built, "goals/banner/"))
    assert "Moved in this preview: contributes to: More learners stay → Fewer complaints" in text(
        page(built, "goals/mail/")
    )
    assert "in this preview" not in text(page(built, "goals/other/"))
    whole, lineage = (drawings(page(built, url))[0] for url in ("goals/", "goals/act/"))
    marked = {"Learners act on their result": ("here", "2 changes"), "Result banner": ("", "New")}
    assert {title: seen for title, seen in nodes(lineage).items() if seen[1]} == marked
    assert {title: badge for title, (_, badge) in nodes(whole).items()} == {
        "More learners stay": "",
        "Fewer complaints": "",
        "Learners act on their result": "2 changes",
        "Result banner": "New",
        "E-mails": "Moved",
    }
    assert "Changed Moved New in this preview" in text(page(built, "goals/"))
    assert "Learners act on their result 2 changes for More learners stay" in text(page(built, "goals/outcomes/"))


def test_without_a_base_nothing_of_it_is_there(tmp_path):
    plain = {**SITE, "mkdocs.yml": config(plugin=QUIET + "changes: {base: '', name: Pull request 7}\n")}
    built = build(proposal(tmp_path, site=plain))
    assert not (built.site / "goals/changes").exists()
    everything = "".join(path.read_text("utf-8") for path in built.site.rglob("*.html"))
    assert [
        word
        for word in ("gt-preview", "Pull request 7", "gt-changed", 'class="chg"', "in this preview")
        if word in everything
    ] == []


def test_what_happened_on_the_base_meanwhile_is_no_change_of_the_proposal(tmp_path):
    folder = proposal(tmp_path, {"goals/banner.md": BANNER})
    commit(folder, "2026-05-02", "Banner")
    git(folder, "switch", "-q", "main")
    put(folder, {"goals/later.md": MAIL, "goals/alert.md": None})
    commit(folder, "2026-05-03", "Meanwhile")
    git(folder, "switch", "-q", "narrow-it")
    assert [row[0] for row in rows(changes_of(build(folder))) if row[0]] == ["Result banner New"]


def test_without_a_name_the_branch_is_named_else_the_commit(tmp_path):
    site = {**SITE, "mkdocs.yml": config(plugin=QUIET + "changes: {base: main}\n")}
    folder = proposal(tmp_path, site=site)
    html = changes_of(build(folder))
    assert "Preview narrow-it against main" in text(html)
    assert "Open the proposal" not in text(html)
    short = commit(folder, "2026-05-02", "Change")[:7]
    git(folder, "checkout", "-q", "--detach")
    assert f"Preview {short} against main" in text(changes_of(build(folder)))


def test_a_proposal_that_changes_no_goal_says_so(tmp_path):
    built = build(proposal(tmp_path, {"docs/index.md": "# Ours\n"}), strict=True)
    assert built.failed is None
    html = changes_of(built)
    assert "To look at 0 → 0 No goal changes." in text(html)
    assert (rows(html), drawings(html)) == ([], [])


def nowhere(folder):
    site = {**SITE, "mkdocs.yml": config(plugin=QUIET + "changes: {base: no-such-branch}\n")}
    return proposal(folder, site=site)


def shallow(folder):
    commit(proposal(folder / "work"), "2026-05-02", "Change")
    git(folder, "clone", "-q", "--depth", "1", "--no-single-branch", f"file://{folder}/work", "site")
    git(folder / "site", "branch", "main", "origin/main")
    return folder / "site"


def unborn(folder):
    put(folder, {**SITE, **GOALS})
    git(folder, "init", "-q")
    return folder


def alone(folder):
    put(folder, {**SITE, **GOALS})
    return folder


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (nowhere, "'no-such-branch' is no commit here; fetch it, or name another"),
        (shallow, "main and HEAD have no commit in common in this shallow clone; git fetch --unshallow, or name BASE"),
        (unborn, "there is no commit here to compare with; commit first, or name two revisions"),
        (alone, "not a git repository"),
    ],
)
def test_what_cannot_be_compared_is_one_line_of_the_log_and_the_build_goes_on(tmp_path, make, why):
    built = build(make(tmp_path), strict=True)
    assert built.failed is None
    said = [line for line in own_lines(built.log) if "what changed" in line]
    assert said == [f"INFO: what changed is not shown: {why}"]
    html = changes_of(built)
    assert f"What changed cannot be shown. {why}" in text(html)
    assert "Preview" in text(page(built, "goals/act/"))
    assert "in this preview" not in text(page(built, "goals/act/"))


def test_where_the_base_has_no_goals_all_are_new(tmp_path):
    repository(tmp_path, [("2026-05-01", "Begin", SITE)])
    git(tmp_path, "switch", "-q", "-c", "work")
    put(tmp_path, GOALS)
    built = build(tmp_path, strict=True)
    note = "At main there are no goals in goals: all goals are new."
    assert (built.failed, f"INFO: {note}" in own_lines(built.log)) == (None, True)
    assert f"{note} 5 new" in text(changes_of(built))


def test_files_that_cannot_be_read_at_the_base_are_named_and_the_rest_is_compared(tmp_path):
    broken = {
        "goals/mail.md": "---\ntype: [output\n---\n",
        "goals/data.csv": b"on,value\n\xff",
        "goals/link.md": b"\xff\xff",
    }
    act = re.sub(r"actuals:.*?(?=---)", "actuals: {file: data.csv}\n", ACT, flags=re.DOTALL)
    mended = {"goals/data.csv": "on,value\n2026-05-01,41\n", "goals/link.md": None, "goals/act.md": act}
    folder = proposal(tmp_path, {**CHANGES, **mended}, goals=GOALS | broken | {"goals/act.md": act})
    built = build(folder)
    note = "3 files at main cannot be read, and what changed in them is not known: goals/link.md, goals/mail.md, goals/data.csv"
    assert f"INFO: {note}" in own_lines(built.log)
    assert note in text(changes_of(built))
    assert [row[0] for row in rows(changes_of(built)) if row[0]] == [
        "Real-time alerts Removed",
        "Result banner New",
    ]


def test_a_file_that_cannot_be_read_any_more_is_not_removed(tmp_path):
    primary = MORE.replace("---\ntype", "---\nprimary: {from: 2026-01-01, reason: Plan}\ntype", 1)
    folder = proposal(
        tmp_path, {"goals/more.md": primary.replace("title:", "title: [")}, goals=GOALS | {"goals/more.md": primary}
    )
    put(folder, {"mkdocs.yml": config(plugin=QUIET + "fail_on: never\n" + BASE)})
    html = changes_of(build(folder))
    assert "More learners stay Removed" not in text(html)
    assert "gt-former" not in html


def test_a_draft_says_nothing_before_it_is_published(tmp_path):
    hidden = BANNER.replace("---\ntype", "---\ndraft: true\ntype", 1)
    folder = proposal(
        tmp_path,
        {"goals/banner.md": hidden, "goals/alert.md": None},
        goals=GOALS | {"goals/alert.md": ALERT.replace("---\ntype", "---\ndraft: true\ntype", 1)},
    )
    html = changes_of(build(folder))
    assert (rows(html), "Result banner" in html, "Real-time" in html) == ([], False, False)


def test_the_rule_of_a_finding_that_is_fixed_can_be_read(tmp_path):
    goals = {**GOALS, "goals/bad.md": OTHER.replace("title:", "tittle: x\ntitle:")}
    built = build(proposal(tmp_path, {"goals/bad.md": None}, goals=goals))
    assert "../rules/#gt105" in changes_of(built)
    assert 'id="gt105"' in page(built, "goals/rules/")


def test_the_page_can_be_switched_off(tmp_path):
    site = {**SITE, "mkdocs.yml": config(plugin=QUIET + "pages: {changes: false}\n" + BASE)}
    built = build(proposal(tmp_path, site=site), strict=True)
    assert not (built.site / "goals/changes").exists()
    assert "Preview Pull request 7 against main" in text(page(built, "goals/act/"))
    assert "What changed" not in links(page(built, "goals/act/"))


def test_an_address_that_a_moved_file_breaks_is_told(tmp_path):
    built = build(proposal(tmp_path, {"goals/mail.md": None, "goals/outputs/mail.md": MAIL}))
    html = changes_of(built)
    assert "Addresses that break" in text(html)
    assert "mail/ → outputs/mail/" in text(html)


def test_a_renamed_goal_is_one_goal_in_both_pictures(tmp_path):
    renamed = ACT.replace("---\ntype", "---\nid: see\naliases: act\ntype", 1).replace("value: 80", "value: 65")
    after, before = drawings(changes_of(build(proposal(tmp_path, {"goals/act.md": renamed, "goals/alert.md": None}))))
    assert (
        set(nodes(after))
        == set(nodes(before))
        == {"More learners stay", "Learners act on their result", "Real-time alerts"}
    )
    assert nodes(after)["Real-time alerts"] == ("removed", "Removed")
    assert re.findall(r'class="cut"[^>]* data-from="(\w+)" data-to="(\w+)"', after) == [("see", "alert")]


@pytest.mark.parametrize("theme", THEMES)
def test_every_theme_has_one_heading_and_the_banner_with_bodies_that_are_safe(tmp_path, theme):
    site = {**SITE, "mkdocs.yml": config(theme=theme, plugin=QUIET + "body: safe\n" + BASE)}
    built = build(proposal(tmp_path, site=site), strict=True)
    assert built.failed is None
    for url in ("goals/changes/", "goals/act/", "goals/"):
        html = page(built, url)
        assert len(headings(html)) == 1, url
        assert html.count("gt-preview") == 1, url
    assert len(drawings(changes_of(built))) == 2


def test_names_and_titles_are_text(tmp_path):
    hostile = "<img src=x onerror=alert(1)>"
    settings = f"changes: {{base: main, name: '{hostile}', url: 'javascript:alert(1)'}}\nfail_on: never\n"
    titled = {name: (goal or "").replace("title: ", f"title: {hostile} ") or None for name, goal in GOALS.items()}
    folder = proposal(
        tmp_path,
        {**CHANGES, "goals/act.md": titled["goals/act.md"].replace("value: 80", "value: 65")},
        goals=titled,
        site={**SITE, "mkdocs.yml": config(plugin=QUIET + settings)},
    )
    built = build(folder)
    assert "changes.url is 'javascript:alert(1)': an address that begins with https:// is wanted" in " ".join(built.log)
    for url in ("goals/changes/", "goals/act/", "goals/"):
        html = page(built, url)
        assert "&lt;img src=x" in html
        assert re.findall(r"<img[^>]*x onerror|=.javascript:", html) == [], url


def test_a_branch_with_a_hostile_name_is_text_too(tmp_path):
    site = {**SITE, "mkdocs.yml": config(plugin=QUIET + "changes: {base: <b>}\n")}
    folder = proposal(tmp_path, site=site)
    git(folder, "branch", "<b>", "main")
    git(folder, "branch", "-m", "<u>'&x")
    html = page(build(folder), "goals/act/")
    assert "<b>&lt;u&gt;&#39;&amp;x</b> against <code>&lt;b&gt;</code>" in html
