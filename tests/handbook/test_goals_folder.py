"""Beside docs_dir or in it: which files of the goals folder are published, and when a page of the author wins."""

from __future__ import annotations

import pytest
from sites import build, page, write
from small import GOALS, config, headings, links, own_lines, site, text

MEASURED = """
    ---
    type: impact
    title: More learners stay
    status: active
    owner: Management
    metrics:
      name: Learners
      baseline: 1
      target: 9
      actuals:
        file: ../data/learners.csv
    ---
    ![A chart](chart.svg) and [the data](../data/other.csv)
    """
OTHERS = {
    "impacts/more-learners.md": MEASURED,
    "impacts/chart.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>\n",
    "data/learners.csv": "on,value\n2026-05-01,3\n",
    "data/other.csv": "a,b\n1,2\n",
    "data/.hidden.txt": "x",
    ".drafts/x.md": "x",
    "impacts/.more-learners.md.swp": "x",
    "impacts/notes.txt~": "x",
    "impacts/#notes.txt#": "x",
}

# What other programs read of the goals.
DATA = {
    "goal.schema.json",
    "goals.json",
    "goals.schema.json",
    "moved.xml",
    "news.xml",
    "reviews.ics",
    "goal-tree.dot",
    "goal-tree.mmd",
    "goal-tree.svg",
}


def published(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("inside", ["goals", "docs/goals", "company/goals", "docs/company/goals"])
def test_other_files_of_the_folder_are_published_but_for_measurements_and_what_editors_leave(tmp_path, inside):
    files = {f"{inside}/{name}": content for name, content in OTHERS.items()}
    built = build(write(tmp_path, site(files, plugin=f"goals_dir: {inside}")), strict=True)
    assert (built.failed, built.warnings) == (None, [])
    folder = built.site / inside.removeprefix("docs/").removeprefix("company/" if inside[0] == "c" else "-")
    found = [name for name in published(folder) if not name.endswith(".html") and name not in DATA]
    left = ["data/other.csv", "impacts/chart.svg"]
    if inside.startswith("docs/"):  # MkDocs' own choice
        found = [name for name in found if not name.endswith(("~", "#"))]
    assert found == left
    assert (folder / "impacts/more-learners/index.html").is_file()


def test_goals_in_docs_are_enriched_in_place(tmp_path):
    files = {f"docs/{name}": content for name, content in GOALS.items()}
    built = build(write(tmp_path, site(files, plugin="goals_dir: docs/goals")), strict=True)
    assert (built.failed, built.warnings) == (None, [])
    html = page(built, "goals/outcomes/act-on-results/")
    assert headings(html) == ["Learners act on their result"]
    assert 'class="gt-crumbs"' in html
    assert headings(page(built, "goals/")) == ["Goal tree"]


@pytest.mark.parametrize("inside", ["goals", "docs/goals"])
def test_mkdocs_never_reads_the_front_matter_of_a_goal(tmp_path, inside):
    deep = "---\ntype: impact\ntitle: T\ntags: " + "[" * 100_000 + "]" * 100_000 + "\n---\nText.\n"
    built = build(write(tmp_path, site({f"{inside}/deep.md": deep}, plugin=f"goals_dir: {inside}\nfail_on: never")))
    assert built.failed is None
    assert "too-large (GT108)" in text(page(built, "goals/deep/"))


def test_a_link_out_of_the_folder_is_told_and_not_published(tmp_path):
    folder = write(
        tmp_path,
        site(
            GOALS | {"secret.md": "---\ntype: impact\ntitle: S\n---\nsecret", "secret.txt": "secret"},
            plugin="fail_on: never",
        ),
    )
    (folder / "goals/leak.md").symlink_to(folder / "secret.md")
    (folder / "goals/leak.txt").symlink_to(folder / "secret.txt")
    built = build(folder)
    why = "error: outside-goals (GT107): a symbolic link that leaves the goals folder is not followed"
    assert own_lines(built.log) == [f"INFO: goals/leak.md:1:1: {why}", f"INFO: goals/leak.txt:1:1: {why}"]
    assert [name for name in published(built.site) if "leak" in name] == []
    assert "goals/leak.md:1:1" in text(page(built, "goals/"))


PAGE = "# My own page\n\nWritten by hand.\n"


@pytest.mark.parametrize(
    "written", ["goals/index.md", "goals/README.md", "docs/goals/index.md", "docs/goals/README.md"]
)
def test_an_index_that_the_author_wrote_wins(tmp_path, written):
    built = build(write(tmp_path, site(GOALS | {written: PAGE})), strict=True)
    assert (built.failed, built.warnings) == (None, [])
    assert headings(page(built, "goals/")) == ["My own page"]


@pytest.mark.parametrize("written", ["goals/outcomes.md", "docs/goals/outcomes.md", "docs/goals/outcomes/index.md"])
def test_a_table_that_the_author_wrote_wins_and_is_linked(tmp_path, written):
    built = build(write(tmp_path, site(GOALS | {written: PAGE})), strict=True)
    assert (built.failed, built.warnings) == (None, [])
    assert headings(page(built, "goals/outcomes/")) == ["My own page"]
    assert 'href="outcomes/"' in page(built, "goals/")


@pytest.mark.parametrize(
    "written", ["docs/goals/outputs/push-messages.md", "docs/goals/outputs/push-messages/index.md"]
)
def test_a_page_at_the_address_of_a_goal_wins_and_the_tree_leads_to_it(tmp_path, written):
    built = build(write(tmp_path, site(GOALS | {written: PAGE})), strict=True)
    assert (built.failed, built.warnings) == (None, [])
    html = page(built, "goals/outputs/push-messages/")
    assert headings(html) == ["My own page"]
    assert "gt-top" not in html
    assert links(page(built, "goals/outcomes/act-on-results/"))["Push messages"] == "../../outputs/push-messages/"
    said = f"INFO: {written.removeprefix('docs/')} stands where the page of the goal file goals/outputs/push-messages.md would: it is shown as it is"
    assert said in own_lines(built.log)


def test_a_goal_on_the_path_of_a_generated_page_is_told_and_keeps_its_page(tmp_path):
    files = GOALS | {"goals/rules.md": "---\ntype: impact\ntitle: Rules\n---\n"}
    built = build(write(tmp_path, site(files, plugin="fail_on: never")))
    assert own_lines(built.log)[-1].startswith("INFO: goals/rules.md:2:7: error: duplicate-id (GT103)")
    assert headings(page(built, "goals/rules/")) == ["Rules"]


def test_a_generated_page_can_be_switched_off(tmp_path):
    built = build(write(tmp_path, site(plugin="pages: {rules: false, outputs: false}")), strict=True)
    assert (built.failed, built.warnings) == (None, [])
    assert not (built.site / "goals/rules/index.html").exists()
    assert not (built.site / "goals/outputs/index.html").exists()
    assert (built.site / "goals/outputs/push-messages/index.html").exists()
    assert 'href="outputs/"' not in page(built, "goals/")


FORMER = """
    ---
    type: output
    title: Push messages
    contributes_to: act-on-results
    aliases: [old-name, teams/a/x, home, other]
    ---
    """


@pytest.mark.parametrize(("urls", "end"), [("true", "/"), ("false", ".html")])
def test_a_redirect_stands_at_each_former_address_unless_a_page_is_there(tmp_path, urls, end):
    files = GOALS | {"goals/outputs/push-messages.md": FORMER, "docs/goals/outputs/other.md": PAGE}
    built = build(write(tmp_path, site(files, more=f"use_directory_urls: {urls}\n")), strict=True)
    assert (built.failed, built.warnings) == (None, [])
    up = "../push-messages/" if urls == "true" else "push-messages.html"
    assert f'href="{up}"' in page(built, f"goals/outputs/old-name{end}")
    above = "../../../outputs/push-messages/" if urls == "true" else "../../outputs/push-messages.html"
    assert f'href="{above}"' in page(built, f"goals/teams/a/x{end}")
    assert headings(page(built, f"goals/outputs/other{end}")) == ["My own page"]


REPOSITORY = "https://git.example.org/team/handbook"


@pytest.mark.parametrize(
    ("setting", "goal", "docs", "expected"),
    [
        ("edit_uri: edit/main/docs/", "goals", "docs", "/edit/main/goals/outputs/push-messages.md"),
        ("edit_uri: edit/main/docs/", "docs/goals", "docs", "/edit/main/docs/goals/outputs/push-messages.md"),
        ("edit_uri: edit/main/a/docs/", "goals", "a/docs", "/edit/main/goals/outputs/push-messages.md"),
        ("edit_uri: '?file=docs/'", "goals", "docs", "?file=goals/outputs/push-messages.md"),
        (
            "edit_uri_template: 'edit?at=main&file=docs/{path}'",
            "goals",
            "docs",
            "/edit?at=main&file=goals/outputs/push-messages.md",
        ),
        (
            "edit_uri_template: '?f=docs%2F{path!q}&at=main'",
            "goals",
            "docs",
            "?f=goals%2Foutputs%2Fpush-messages.md&at=main",
        ),
        ("edit_uri_template: 'edit/docs/{path_noext}'", "goals", "docs", "/edit/goals/outputs/push-messages"),
    ],
)
def test_edit_links_open_the_goal_file(tmp_path, setting, goal, docs, expected):
    files = {name.replace("goals", goal, 1): content for name, content in GOALS.items()}
    more = f"repo_url: {REPOSITORY}\ndocs_dir: {docs}\n{setting}\n"
    folder = write(
        tmp_path, {**files, "mkdocs.yml": config(more, plugin=f"goals_dir: {goal}"), f"{docs}/index.md": "# Home\n"}
    )
    built = build(folder, strict=True)
    assert (built.failed, built.warnings) == (None, [])
    assert f'href="{REPOSITORY}{expected}"' in page(built, "goals/outputs/push-messages/").replace("&amp;", "&")


@pytest.mark.parametrize("url", ["goals/", "goals/outcomes/", "goals/rules/"])
def test_generated_pages_have_no_edit_link(tmp_path, url):
    more = f"repo_url: {REPOSITORY}\nedit_uri: edit/main/docs/\n"
    assert "/edit/main/" not in page(build(write(tmp_path, site(more=more))), url)


def test_what_the_site_excludes_has_no_page_and_no_link(tmp_path):
    built = build(write(tmp_path, site(more="exclude_docs: goals/outputs/*\n")), strict=True)
    assert (built.failed, built.warnings) == (None, [])
    assert not (built.site / "goals/outputs/push-messages/index.html").exists()
    html = page(built, "goals/outcomes/act-on-results/")
    assert "Push messages" in text(html)
    assert "Push messages" not in links(html)
