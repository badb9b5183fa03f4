"""`goal-tree init` and `goal-tree new`: files a person can begin with, and none overwritten."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
import yaml
from click.testing import CliRunner
from sites import build

from mkdocs_goal_tree.cli import main
from mkdocs_goal_tree.core.drafting import draft, scalar
from mkdocs_goal_tree.core.frontmatter import parse
from mkdocs_goal_tree.core.source import Source

SITE = """
mkdocs.yml
    site_name: Handbook
    plugins:
      - goal-tree

docs/index.md
    Ours

goals/company/growth.md
    type: impact
    title: Growth
    aliases: more-growth
"""


@pytest.fixture
def run(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)

    def typed(*words):
        result = CliRunner().invoke(main, [str(word) for word in words])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result.exit_code, result.stdout, result.stderr

    return typed


def test_init_in_an_empty_folder_makes_a_handbook_that_builds(tmp_path, run):
    code, out, err = run("init", "--name", 'Ours: "new" #1', "--ci", "github")
    assert (code, err) == (0, "")
    assert out == (
        "written mkdocs.yml\n"
        "written docs/index.md\n"
        "written .gitignore\n"
        "written goals/impacts/more-active-learners.md\n"
        "written goals/outcomes/act-on-result.md\n"
        "written goals/outputs/fast-upload.md\n"
        "written .github/workflows/handbook.yml\n"
        "written .github/workflows/preview.yml\n"
        "written .github/workflows/preview-comment.yml\n"
        "written .github/workflows/reminders.yml\n"
        "written .vscode/goal-tree.code-snippets\n"
        "written .devcontainer/devcontainer.json\n"
        "next: mkdocs serve, then write your own goals over the three examples\n"
    )
    assert run("check", "--fail-on", "warning") == (0, "nothing found in 3 goals\n", "")
    built = build(tmp_path, strict=True)
    assert (built.failed, built.warnings) == (None, [])
    assert (
        "Ours: &#34;new&#34; #1" in (built.site / "index.html").read_text()
        or 'Ours: "new" #1' in (built.site / "index.html").read_text()
    )


def test_init_keeps_what_is_there(tmp_path, run):
    run("init", "--ci", "gitlab")
    (tmp_path / "goals/outputs/fast-upload.md").unlink()
    (tmp_path / "docs/index.md").write_text("Mine\n")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    code, out, _ = run("init", "--ci", "gitlab", "--editor")
    assert (code, out) == (
        0,
        (
            "kept    .gitlab-ci.yml\n"
            "kept    .vscode/goal-tree.code-snippets\n"
            "kept    .devcontainer/devcontainer.json\n"
            "next: mkdocs serve, then write your own goals over the three examples\n"
        ),
    )
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("site", "base", "said"),
    [
        ("plugins:\n  - search\n", "", "mkdocs.yml lacks the plugin; add below `plugins:`\n\n  - goal-tree\n\n"),
        ("plugins:\n- search\n", "", "mkdocs.yml lacks the plugin; add below `plugins:`\n\n- goal-tree\n\n"),
        (
            "plugins:\n  search: {}\n",
            "",
            "mkdocs.yml lacks the plugin; add below `plugins:`\n\n  goal-tree: {}\n\n",
        ),
        (
            "plugins: [search]\n",
            "",
            "mkdocs.yml lacks the plugin; add in the brackets of `plugins`\n\n  , goal-tree\n\n",
        ),
        ("", "", "mkdocs.yml lacks the plugin; write\n\nplugins:\n  - search\n  - goal-tree\n\n"),
        ("plugins:\n", "", "mkdocs.yml lacks the plugin; write\n\nplugins:\n  - search\n  - goal-tree\n\n"),
        (
            "INHERIT: base.yml\n",
            "plugins:\n  - search\n",
            "base.yml lacks the plugin; add below `plugins:`\n\n  - goal-tree\n\n",
        ),
    ],
    ids=["list", "list without indent", "mapping", "in brackets", "none", "empty", "inherited"],
)
def test_init_in_a_handbook_without_the_plugin_says_what_to_add_in_the_form_that_it_has(
    tmp_path, run, site, base, said
):
    (tmp_path / "mkdocs.yml").write_text(f"site_name: Handbook\n{site}")
    (tmp_path / "base.yml").write_text(base)
    code, out, _ = run("init")
    assert (code, out.partition("written ")[0]) == (0, said)
    assert (tmp_path / "goals/outputs/fast-upload.md").is_file()
    assert (tmp_path / "mkdocs.yml").read_text() == f"site_name: Handbook\n{site}"


@pytest.mark.parametrize(
    ("ci", "path"),
    [("github", ".github/workflows/handbook.yml"), ("gitlab", ".gitlab-ci.yml"), ("readthedocs", ".readthedocs.yaml")],
)
def test_each_workflow_is_what_its_service_reads(tmp_path, run, ci, path):
    schema = {"github": "github-workflows", "gitlab": "gitlab-ci", "readthedocs": "readthedocs"}[ci]
    assert run("init", "--ci", ci)[0] == 0
    assert yaml.safe_load((tmp_path / path).read_text())
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", str(tmp_path / path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "ok -- validation done\n"), done.stdout + done.stderr


def test_the_snippets_are_what_an_editor_reads(tmp_path, run):
    run("init")
    snippets = json.loads((tmp_path / ".vscode/goal-tree.code-snippets").read_text())
    assert sorted(one["prefix"] for one in snippets.values()) == [
        "actual",
        "impact",
        "metric",
        "outcome",
        "output",
        "review",
    ]
    json.loads((tmp_path / ".devcontainer/devcontainer.json").read_text())


def test_new_writes_the_smallest_file_and_its_questions(tree, run):
    root = tree(SITE)
    assert run(
        "new", "outcome", "Learners act on  their result", "--parent", "More-Growth", "--owner", "Growth team"
    ) == (
        0,
        "written goals/outcomes/learners-act-on-their-result.md\n",
        "",
    )
    text = (root / "goals/outcomes/learners-act-on-their-result.md").read_text()
    assert text.startswith(
        "---\ntype: outcome\ntitle: Learners act on their result\ncontributes_to: growth\nowner: Growth team\n\n"
        "# For whom is it? Whose behavior changes?\n# who: Learners\n# What will they do differently?\n"
    )
    assert run("check", "--fail-on", "warning")[0] == 0


def test_new_puts_a_goal_where_its_kind_is_and_finds_a_free_name(tree, run):
    tree(SITE)
    assert run("new", "impact", "Growth")[1] == "written goals/company/growth-2.md\n"
    assert run("new", "impact", "More growth")[1] == "written goals/company/more-growth-2.md\n"
    assert run("new", "output", "Été: 5 s!")[1] == (
        "written goals/outputs/ete-5-s.md\n    next: name the outcome it serves in `contributes_to`\n"
    )


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ["outcome", "A", "--parent", "grwth"],
            "error: no goal has the id 'grwth'\n    help: did you mean 'growth'?\n",
        ),
        (["outcome", "A", "--parent", "\x1b[2J"], "error: no goal has the id '\\x1b[2J'\n"),
        (
            ["outcome", "A", "--owner", " "],
            "error: an owner has a name; leave --owner out if nobody owns it yet\n",
        ),
        (["outcome", "  "], "error: a title has 1 to 200 characters; move what explains it to the body\n"),
        (["outcome", "…"], "error: no letter of the title can stand in a file's name; begin it with one of a-z\n"),
    ],
)
def test_new_says_what_it_cannot_write(tree, run, words, message):
    tree(SITE)
    assert run("new", *words) == (2, "", message)


def test_new_refuses_a_parent_that_the_level_cannot_serve(tree, run):
    tree(SITE)
    run("new", "output", "Upload")
    assert run("new", "outcome", "A", "--parent", "upload") == (
        2,
        "",
        "error: an outcome serves no output; 'upload' would name it in `contributes_to` instead\n",
    )


def test_new_overwrites_nothing(tree, run):
    root = tree(SITE)
    (root / "goals/outcomes").mkdir()
    (root / "goals/outcomes/index.md").write_text("# Outcomes\n")
    assert run("new", "outcome", "Index")[0] == 2
    assert (root / "goals/outcomes/index.md").read_text() == "# Outcomes\n"


@pytest.mark.parametrize(
    "text",
    [
        "plain",
        "a: b",
        "a #b",
        "@x",
        "%",
        "> x",
        "- x",
        "no",
        "'",
        '"',
        '"\\',
        "#",
        "*a",
        "&a",
        "!a",
        "[a",
        "{a",
        "| a",
        "é → 80 %",
        "a:",
        "`x`",
        "\x07",
    ],
)
def test_a_text_is_read_back_as_it_was(text):
    document, findings = parse(Source("", "", draft("---\ntitle: {title}\n---\n", text)))
    assert findings == []
    assert document.fields.fields["title"].text == " ".join(text.split())
    assert "\n" not in scalar(text)
