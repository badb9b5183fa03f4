"""`goal-tree` as it is typed: its whole output and its exit code."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from mkdocs_goal_tree.cli import main
from repositories import repository

SITE = """
mkdocs.yml
    site_name: Handbook
    plugins:
      - goal-tree:
          today: 2026-05-13

goals/impacts/engagement.md
    type: impact
    title: Learners come back every week

goals/outcomes/weekend.md
    type: outcome
    title: Learners practice on Saturday
    contributes_to: engagment

goals/outputs/reminder.md
    type: output
    title: Weekend reminder
    contributes_to: weekend
    note: soon
"""
UNKNOWN_GOAL = """\
goals/outcomes/weekend.md:4:17: error: unknown-goal (GT201): contributes_to[0].goal names 'engagment', which no goal is
  |
4 | contributes_to: engagment
  |                 ^^^^^^^^^
  = help: did you mean 'engagement'?
  = more: goal-tree rules GT201

"""
UNKNOWN_FIELD = "goals/outputs/reminder.md:5:1: warning: unknown-field (GT105): "


@pytest.fixture
def run(monkeypatch, tmp_path):
    """`run("check", …)` in the folder of the test; gives exit code, output and what went to standard error."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)

    def typed(*words):
        result = CliRunner().invoke(main, [str(word) for word in words])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result.exit_code, result.stdout, result.stderr

    return typed


def test_check_reports_every_finding_and_counts(tree, run):
    tree(SITE)
    code, out, err = run("check")
    assert (code, err) == (1, "")
    assert out.startswith(UNKNOWN_GOAL + UNKNOWN_FIELD)
    assert out.endswith("\n1 error, 1 warning in 3 goals\n")


def test_check_of_a_clean_site_says_so(tree, run):
    tree(SITE.replace("engagment", "engagement").replace("    note: soon\n", ""))
    assert run("check") == (0, "nothing found in 3 goals\n", "")


@pytest.mark.parametrize(
    ("fail_on", "faulty", "unknown_field"),
    [("error", 1, 0), ("warning", 1, 1), ("info", 1, 1), ("never", 0, 0)],
)
def test_the_exit_code_follows_fail_on(tree, run, fail_on, faulty, unknown_field):
    tree(SITE)
    assert run("check", "--fail-on", fail_on)[0] == faulty
    assert run("check", "--fail-on", fail_on, "goals/outputs")[0] == unknown_field


def test_fail_on_of_the_settings_counts_where_nothing_is_typed(tree, run):
    tree(SITE.replace("today: 2026-05-13", "fail_on: never"))
    assert run("check")[0] == 0
    assert run("check", "--fail-on", "error")[0] == 1


def test_a_path_limits_what_is_reported_and_all_goals_are_read(tree, run):
    root = tree(SITE)
    for path in ("goals/outcomes/weekend.md", "goals/outcomes", root / "goals/outcomes"):
        assert run("check", path) == (1, f"{UNKNOWN_GOAL}1 error in 1 goal\n", "")
    assert run("check", "goals/impacts") == (0, "nothing found in 1 goal\n", "")


def test_the_mkdocs_yml_of_a_path_is_found_from_anywhere(tree, run, monkeypatch):
    root = tree(SITE)
    (root / "goals/outputs/deep").mkdir()
    monkeypatch.chdir(root / "goals/outputs/deep")
    assert run("check")[1].endswith("1 error, 1 warning in 3 goals\n")
    monkeypatch.chdir(root.parent)
    assert run("check", root / "goals/impacts")[1] == "nothing found in 1 goal\n"
    assert run("check", "-f", root / "mkdocs.yml")[1].endswith("1 error, 1 warning in 3 goals\n")


def test_today_is_typed_or_set(tree, run):
    tree("""
mkdocs.yml
    plugins:
      - goal-tree:
          today: 2026-05-13

goals/a.md
    type: output
    title: A
    kind: research
    status: planned
    owner: Growth
    due: 2026-05-20
""")
    assert "past-its-end" not in run("check")[1]
    assert "a.md:7:6: info: past-its-end (GT220): " in run("check", "--today", "2026-06-01")[1]


def test_faults_of_the_settings_are_findings(tree, run):
    tree("""
mkdocs.yml
    plugins:
      - goal-tree:
          goals_dir: gaols
          rule: {}

goals/a.md
    type: impact
    title: A
""")
    code, out, _ = run("check", "goals/a.md", "--format", "concise")
    assert (code, out.splitlines()) == (
        1,
        [
            "mkdocs.yml:3:18: error: goals-folder-missing (GT903): the goals folder gaols does not exist",
            "mkdocs.yml:4:7: error: unknown-option (GT901): unknown option rule",
            "2 errors in 0 goals",
        ],
    )


WRONG_USE = {
    "no mkdocs.yml": ("", ["check"], "error: there is no mkdocs.yml here or in a folder above; name it with -f\n"),
    "a broken one": (
        "mkdocs.yml\n    a: b\n    b: [",
        ["check"],
        "mkdocs.yml:3:1: error: did not find expected node content\n",
    ),
    "a path that does not exist": (SITE, ["check", "goals/nowhere.md"], "Path 'goals/nowhere.md' does not exist.\n"),
    "a command that is none": ("", ["chek"], "Error: No such command 'chek'; did you mean 'check'?\n"),
    "nothing to look at": (SITE, ["check", "--local"], "Error: --local reads the PATHS alone; name at least one\n"),
    "a day that is none": (
        SITE,
        ["check", "--today", "tomorrow"],
        "Invalid value for '--today': 'tomorrow' is no day; write it like 2026-05-13\n",
    ),
    "a level that is none": (SITE, ["check", "--fail-on", "always"], "'error', 'warning', 'info', 'never'.\n"),
    "a format that is none": (SITE, ["export", "--format", "gif"], "'mermaid', 'dot', 'schema'.\n"),
    "a rule that is none": (SITE, ["rules", "orphans"], "no rule is called 'orphans'. did you mean 'orphan-output'?\n"),
    "a file that cannot be written": (
        SITE,
        ["export", "-o", "nowhere/goals.json"],
        "nowhere/goals.json: error: cannot be written: No such file or directory\n",
    ),
}


@pytest.mark.parametrize(("files", "words", "message"), WRONG_USE.values(), ids=WRONG_USE.keys())
def test_wrong_use_is_exit_code_2(tree, run, files, words, message):
    if files:
        tree(files)
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert err.endswith(message)


def test_no_text_of_a_goal_or_a_name_drives_the_terminal(tree, run):
    tree("""
mkdocs.yml
    plugins:
      - goal-tree:
          goals_dir: .
          today: 2026-05-13

::error file=x::\x1b[2J.md
    type: output
    title: A
    status: "\\e[31m\u202e::set-output"
""")
    code, out, _ = run("check")
    assert (code, out.splitlines()[0]) == (
        1,
        "\\x3a:error file=x::\\x1b[2J.md:3:8: warning: orphan-output (GT206): the output serves no outcome",
    )
    assert not set(out) & set("\x1b\u202e")


def test_export_writes_json_to_standard_output_and_says_what_is_missing(tree, run):
    tree(SITE)
    code, out, err = run("export")
    assert (code, err) == (0, "1 error in 3 goals: see goal-tree check\n")
    assert [goal["id"] for goal in json.loads(out)["goals"]] == ["engagement", "weekend", "reminder"]


@pytest.mark.parametrize(("form", "start"), [("mermaid", ("---", "flowchart")), ("dot", ("digraph", "strict digraph"))])
def test_export_draws_the_tree_without_hidden_goals(tree, run, form, start):
    tree(SITE + "\ngoals/hidden.md\n    type: impact\n    title: Not yet\n    draft: true\n")
    code, out, _ = run("export", "--format", form)
    assert code == 0
    assert out.startswith(start)
    assert "Weekend reminder" in " ".join(out.replace("\\n", " ").replace("<br>", " ").split())
    assert "Not yet" not in out


def test_export_writes_metrics_as_csv_and_leaves_out_drafts(tree, run):
    tree("""
mkdocs.yml
    plugins:
      - goal-tree:
          today: 2026-05-13

goals/engagement.md
    type: impact
    title: =Learners come back
    metrics:
      name: Weekly learners
      baseline: 18400
      target: 30000

goals/hidden.md
    type: impact
    title: Not yet
    draft: true
    metrics:
      name: Hidden
""")
    code, out, _ = run("export", "--format", "csv")
    assert (code, out.partition("\n")[2]) == (
        0,
        "engagement,impact,draft,,'=Learners come back,,,,,goals/engagement.md,weekly-learners,Weekly learners,primary,,up,18400,,30000,,,,,,,not-measured,,,,,\n",
    )


def test_the_schema_of_the_export_needs_no_goals(tmp_path, monkeypatch, run):
    monkeypatch.chdir(tmp_path)
    code, out, err = run("export", "--format", "schema")
    assert (code, json.loads(out)["$schema"], err) == (0, "https://json-schema.org/draft/2020-12/schema", "")


def test_check_tells_of_a_goalpost_that_moved_in_git(tree, run):
    goal = "---\ntype: outcome\ntitle: A\nstatus: active\nmetrics:\n  name: M\n  baseline: 1\n  target: {}\n---\n"
    root = tree("mkdocs.yml\n    plugins:\n      - goal-tree: {today: 2026-05-13, rules: {GT: off, GT309: warning}}\n")
    repository(
        root, [("2026-01-05", "x", {"goals/a.md": goal.format(9)}), ("2026-03-12", "y", {"goals/a.md": goal.format(5)})]
    )
    code, out, _ = run("check")
    assert (code, out.splitlines()[0]) == (
        0,
        "goals/a.md:8:11: warning: moved-goalpost (GT309): the target of 'M' went from 9 to 5 on 12 Mar 2026, and no decision says why",
    )


def test_export_to_a_file_gives_the_same_bytes_each_time(tree, run):
    root = tree(SITE)
    assert run("export", "-o", "goals.json")[:2] == (0, "")
    first = (root / "goals.json").read_bytes()
    run("export", "-o", "goals.json")
    assert (root / "goals.json").read_bytes() == first == run("export")[1].encode()


def test_rules_are_listed_and_explained(run):
    code, out, _ = run("rules")
    assert (code, out.splitlines()[0]) == (
        0,
        "GT101  error    bad-front-matter                No front matter, or front matter that is no valid YAML mapping",
    )
    code, out, _ = run("rules", "unused-ignore")
    assert (code, out.splitlines()[0]) == (0, "unused-ignore (GT110), warning")
    assert run("rules", "gt110")[1] == out


def test_the_version_is_told(run):
    assert run("--version") == (0, "goal-tree, version 0.1.0\n", "")


def test_check_imports_neither_mkdocs_nor_what_it_does_not_need(tree):
    root = tree(SITE)
    code = (
        "import sys; from mkdocs_goal_tree.cli import main; main(['check', '--fail-on', 'never'], standalone_mode=False);"
        "print(*sorted({'mkdocs', 'jinja2', 'wasmtime', 'graphviz', 'markdown', 'nh3'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=root, check=True, capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == ""


HANDBOOK = """
mkdocs.yml
    site_name: Handbook
    plugins:
      - goal-tree:
          today: 2026-05-13

goals/impacts/engagement.md
    type: impact
    title: Learners come back every week
"""


def test_init_copies_the_terms_once_and_check_finds_nothing_wrong_with_them(tree, run):
    root = tree(HANDBOOK)
    code, out, _ = run("init", "--glossary")
    folder = root / "docs/glossary"
    names = sorted(path.name for path in folder.iterdir())
    assert code == 0
    assert out.splitlines()[0] == "written docs/glossary/acceptance-criterion.md"
    assert out.splitlines()[-1] == f"{len(names)} of {len(names)} terms written to docs/glossary"
    assert (folder / "outcome.md").read_text("utf-8").startswith("---\nterm: Outcome\n")
    assert run("check") == (0, "nothing found in 1 goal\n", "")

    (folder / "outcome.md").write_text("# Ours\n")
    (folder / "output.md").unlink()
    code, out, _ = run("init", "--glossary")
    assert code == 0
    assert out.count("kept    docs/glossary/") == len(names) - 1
    assert out.endswith(f"1 of {len(names)} terms written to docs/glossary\n")
    assert (folder / "outcome.md").read_text() == "# Ours\n"
    assert (folder / "output.md").is_file()


def test_init_leaves_out_what_the_handbook_explains_itself(tree, run):
    root = tree(f"""{HANDBOOK}
docs/glossary/words/goals-and-results.md
    term: Objectives and Key Results
    definition: Ours.
    aliases: KPI
""")
    _, out, _ = run("init", "--glossary")
    where = "'Objectives and Key Results' is explained in docs/glossary/words/goals-and-results.md"
    assert [line for line in out.splitlines() if line.startswith("passed")] == [
        f"passed  metric.md: {where}",
        f"passed  okr.md: {where}",
    ]
    assert not (root / "docs/glossary/okr.md").exists()


def test_init_writes_to_the_folder_of_the_settings(tree, run):
    root = tree(
        HANDBOOK.replace("today:", "glossary_dir: words/ours\n          today:").replace(
            "site_name", "docs_dir: pages\n    site_name"
        )
    )
    code, out, _ = run("init", "--glossary", "-f", root / "mkdocs.yml")
    assert (code, out.splitlines()[-1][-31:]) == (0, "terms written to pages/words/ours"[-31:])
    assert (root / "pages/words/ours/impact.md").is_file()


def test_init_writes_nothing_outside_the_docs(tree, run):
    root = tree(HANDBOOK.replace("today:", "glossary_dir: ../elsewhere\n          today:"))
    assert run("init", "--glossary") == (
        2,
        "",
        "error: the glossary folder elsewhere lies outside docs_dir; see the setting `glossary_dir`\n",
    )
    assert not (root / "elsewhere").exists()


def test_init_says_what_it_cannot_write(tree, run):
    tree(f"{HANDBOOK}\ndocs/glossary\n    a file\n")
    code, out, err = run("init", "--glossary")
    assert (code, out) == (2, "")
    assert err.startswith("docs/glossary/acceptance-criterion.md: error: cannot be written: ")


def test_check_reports_terms_and_limits_them_to_the_paths_asked_for(tree, run):
    tree(f"{HANDBOOK}\ndocs/glossary/output.md\n    term: Output\n")
    finding = """\
docs/glossary/output.md:2:7: error: incomplete-term (GT704): definition is missing
  |
2 | term: Output
  |       ^^^^^^
  = help: say in one to three plain sentences what it is
  = more: goal-tree rules GT704

1 error in 1 goal
"""
    assert run("check") == (1, finding, "")
    assert run("check", "docs")[1] == finding.replace("1 goal", "0 goals")
    assert run("check", "goals") == (0, "nothing found in 1 goal\n", "")


CONCISE = """\
goals/outcomes/weekend.md:4:17: error: unknown-goal (GT201): contributes_to[0].goal names 'engagment', which no goal is
goals/outputs/reminder.md:5:1: warning: unknown-field (GT105): note is an unknown field
"""


@pytest.mark.parametrize(
    ("options", "shown"),
    [
        ([], CONCISE),
        (["--select", "GT2"], CONCISE.splitlines(keepends=True)[0]),
        (["--select", "unknown-goal,GT105"], CONCISE),
        (["--ignore", "unknown-field"], CONCISE.splitlines(keepends=True)[0]),
        (["--select", "GT1", "--ignore", "GT105"], ""),
    ],
)
def test_rules_are_selected_and_ignored_by_code_name_or_first_digits(tree, run, options, shown):
    tree(SITE)
    out = run("check", "--format", "concise", *options)[1]
    assert "".join(out.splitlines(keepends=True)[:-1]) == shown


def test_an_unknown_rule_is_told_with_the_nearest(tree, run):
    tree(SITE)
    code, out, err = run("check", "--select", "unknown-goals")
    assert (code, out) == (2, "")
    assert "no rule is called 'unknown-goals'. did you mean 'unknown-goal'?" in err


def test_a_baseline_leaves_what_was_there_before(tree, run):
    root = tree(SITE)
    assert run("check", "--write-baseline", "known.json") == (0, "2 findings kept in known.json\n", "")
    assert run("check", "--baseline", "known.json", "--fail-on", "info") == (0, "nothing found in 3 goals\n", "")
    path = root / "goals/outputs/reminder.md"
    path.write_text(
        path.read_text().replace("title:", "# moved down\ntitle:").replace("note: soon", "note: soon\nwhen: later")
    )
    code, out, _ = run("check", "--baseline", "known.json", "--fail-on", "warning", "--format", "concise")
    assert (code, out) == (
        1,
        "goals/outputs/reminder.md:7:1: warning: unknown-field (GT105): when is an unknown field\n1 warning in 3 goals\n",
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "known.json: error: the baseline cannot be read: No such file or directory\n"),
        ("{", "known.json: error: no baseline of ours; write one with --write-baseline known.json\n"),
        (
            '{"version": 2, "findings": []}',
            "known.json: error: no baseline of ours; write one with --write-baseline known.json\n",
        ),
        (
            '{"version": 1, "findings": [1]}',
            "known.json: error: no baseline of ours; write one with --write-baseline known.json\n",
        ),
        ("[" * 100_000, "known.json: error: no baseline of ours; write one with --write-baseline known.json\n"),
    ],
)
def test_a_baseline_that_is_none_is_told(tree, run, text, message):
    root = tree(SITE)
    if text is not None:
        (root / "known.json").write_text(text)
    assert run("check", "--baseline", "known.json") == (2, "", message)


def test_one_file_alone_is_checked_for_what_it_can_tell(tree, run):
    tree(SITE)
    shown = CONCISE.splitlines(keepends=True)[1]
    assert run("check", "--local", "--format", "concise", "goals/outputs/reminder.md") == (
        0,
        f"{shown}1 warning in 1 goal\n",
        "",
    )
    assert run("check", "--local", "goals/outcomes/weekend.md") == (0, "nothing found in 1 goal\n", "")


def test_an_editor_types_a_file_in(tree, run, monkeypatch):
    tree(SITE)
    text = b"---\ntype: outcome\ntitle: Learners practice on Saturday\ncontributes_to: engagment2\n---\n"
    for extra in ([], ["--local"]):
        result = CliRunner().invoke(
            main, ["check", "--format", "concise", "--stdin-filename", "goals/outcomes/weekend.md", *extra], input=text
        )
        found = "goals/outcomes/weekend.md:4:17: error: unknown-goal (GT201): contributes_to[0].goal names 'engagment2', which no goal is\n1 error in 1 goal\n"
        assert result.stdout == (found if not extra else "nothing found in 1 goal\n")
    result = CliRunner().invoke(
        main, ["check", "--stdin-filename", "goals/new.md", "--format", "concise"], input=b"\xff"
    )
    assert result.stdout == (
        "goals/new.md:1:1: error: unreadable-file (GT109): the byte 0xff is not UTF-8\n1 error in 0 goals\n"
    )
    result = CliRunner().invoke(main, ["check", "--stdin-filename", "elsewhere.md"], input=text)
    assert (result.exit_code, result.stderr) == (
        2,
        "elsewhere.md: error: no goal file of this site; they lie in goals/ and end in .md\n",
    )


FIXABLE = SITE.replace("engagment", "Engagement").replace("note: soon", "sumary: Soon: maybe\n    status: Idea")


def test_diff_shows_what_fix_would_write_and_writes_nothing(tree, run):
    root = tree(FIXABLE)
    before = (root / "goals/outputs/reminder.md").read_bytes()
    code, out, err = run("check", "--diff")
    assert (code, err) == (1, "")
    assert (
        out
        == """\
--- a/goals/outputs/reminder.md
+++ b/goals/outputs/reminder.md
@@ -2,6 +2,6 @@
 type: output
 title: Weekend reminder
 contributes_to: weekend
-sumary: Soon: maybe
-status: Idea
+summary: "Soon: maybe"
+status: idea
 ---
"""
    )
    assert (root / "goals/outputs/reminder.md").read_bytes() == before


def test_fix_writes_what_is_certain_and_reports_the_rest(tree, run):
    root = tree(FIXABLE.replace("title: Weekend reminder", "title: Weekend reminder\n    nota: bene"))
    code, out, err = run("check", "--fix", "--format", "concise")
    assert (code, err) == (0, "mended goals/outputs/reminder.md\n")
    assert (
        out
        == "goals/outputs/reminder.md:4:1: warning: unknown-field (GT105): nota is an unknown field\n1 warning in 3 goals\n"
    )
    assert (root / "goals/outputs/reminder.md").read_text() == (
        '---\ntype: output\ntitle: Weekend reminder\nnota: bene\ncontributes_to: weekend\nsummary: "Soon: maybe"\nstatus: idea\n---\n'
    )
    assert run("check", "--fix")[2] == ""
    assert run("check", "--diff") == (0, "", "")


def test_fix_mends_only_what_is_asked_for(tree, run):
    root = tree(FIXABLE)
    before = (root / "goals/outputs/reminder.md").read_bytes()
    assert run("check", "--fix", "goals/outcomes")[2] == ""
    assert run("check", "--fix", "--select", "GT3")[2] == ""
    assert (root / "goals/outputs/reminder.md").read_bytes() == before
    assert run("check", "--fix", "--stdin-filename", "goals/outputs/reminder.md")[0] == 2
