"""`goal-tree diff` and `goal-tree review` in real git repositories: which commits are compared, and what cannot be."""

from __future__ import annotations

import json
import os
import subprocess

import pytest
from click.testing import CliRunner

from mkdocs_goal_tree.cli import main
from mkdocs_goal_tree.revisions import Revision, merge_base, resolve
from mkdocs_goal_tree.sources import NoRevision

SITE = "site_name: Handbook\nplugins:\n  - goal-tree:\n      today: 2026-05-13\n"
IMPACT = "---\ntype: impact\ntitle: Learners stay\n---\n"
OUTPUT = "---\ntype: output\ntitle: Reminder\n---\n"
NONE = "No goal changes.\n\nTo look at: {0} → {0}\n"


def git(repository, *arguments):
    who = {f"GIT_{who}_{what}": "x@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    command = ["git", "-c", "init.defaultBranch=main", "-c", "protocol.file.allow=always", "-C", str(repository)]
    done = subprocess.run([*command, *arguments], check=True, capture_output=True, text=True, env={**os.environ, **who})
    return done.stdout.strip()


def put(root, files):
    for name, text in files.items():
        path = root / name
        if text is None:
            path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())


def commit(root, **files):
    put(root, {name.replace("__", "/").replace("_md", ".md"): text for name, text in files.items()})
    git(root, "add", "-A")
    git(root, "commit", "-q", "--allow-empty", "-m", "x")
    return git(root, "rev-parse", "HEAD")


@pytest.fixture
def site(tmp_path):
    """A site on `main` with one goal, committed."""
    root = tmp_path / "site"
    root.mkdir()
    git(root, "init", "-q")
    put(root, {"mkdocs.yml": SITE})
    commit(root, goals__stay_md=IMPACT)
    return root


@pytest.fixture
def run(monkeypatch):
    """`run(folder, "diff", …)` gives exit code, output and what went to standard error."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)

    def typed(folder, *words):
        monkeypatch.chdir(folder)
        result = CliRunner().invoke(main, [str(word) for word in words])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result.exit_code, result.stdout, result.stderr

    return typed


def kinds(run, folder, *revisions):
    code, out, err = run(folder, "diff", "--format", "json", *revisions)
    assert (code, err) == (0, "")
    return [f"{change['kind']} {change['goal']}" for change in json.loads(out)["changes"]]


def test_without_revisions_the_files_are_compared_with_the_default_branch(site, run):
    assert run(site, "diff") == (0, NONE.format(0), "")
    git(site, "switch", "-q", "-c", "work")
    commit(site, goals__a_md=OUTPUT)
    put(site, {"goals/b.md": OUTPUT.replace("Rem", "A rem")})
    assert kinds(run, site) == ["goal-added a", "goal-added b"]
    assert kinds(run, site, "main", "work") == ["goal-added a"]
    assert kinds(run, site, "HEAD") == ["goal-added b"]


def test_what_the_default_branch_did_meanwhile_is_not_told(site, run):
    git(site, "switch", "-q", "-c", "work")
    commit(site, goals__a_md=OUTPUT)
    git(site, "switch", "-q", "main")
    commit(site, goals__b_md=OUTPUT)
    git(site, "switch", "-q", "work")
    assert kinds(run, site) == ["goal-added a"]


def test_the_setting_names_another_base(site, run):
    git(site, "branch", "release")
    commit(site, goals__a_md=OUTPUT)
    put(site, {"mkdocs.yml": f"{SITE}      changes:\n        base: release\n"})
    assert kinds(run, site) == ["goal-added a"]


def test_a_target_made_easier_with_no_decision_may_stop_a_change(site, run):
    promise = (
        "---\ntype: outcome\ntitle: Act\nstatus: active\nowner: A\nmetrics: {name: Opened, baseline: 20, target: 80}\n"
    )
    commit(site, goals__act_md=f"{promise}---\n")
    easier = promise.replace("80", "60")
    put(site, {"goals/act.md": f"{easier}---\n"})
    codes = [run(site, "diff", "HEAD", "--fail-on", level)[0] for level in ("error", "warning", "never")]
    decided = f"{easier}decisions: {{on: 2026-05-13, what: Queue first.}}\n---\n"
    put(site, {"goals/act.md": decided})
    assert [*codes, run(site, "diff", "HEAD", "--fail-on", "warning")[0]] == [0, 1, 0, 0]


def test_exit_codes(site, run):
    assert run(site, "diff", "--exit-code")[0] == 0
    put(site, {"goals/a.md": OUTPUT})
    assert (run(site, "diff")[0], run(site, "diff", "--exit-code")[0]) == (0, 1)
    assert run(site, "diff", "nowhere") == (
        2,
        "",
        "error: cannot compare: 'nowhere' is no commit here; fetch it, or name another\n",
    )


@pytest.mark.parametrize("form", ["text", "markdown", "json", "html"])
def test_every_format_names_the_goal(site, run, form):
    put(site, {"goals/a.md": OUTPUT})
    code, out, err = run(site, "diff", "--format", form)
    assert (code, "Reminder" in out, err) == (0, True, "")


@pytest.mark.parametrize(
    "name", ["--output=x", "-x", "--help", "HEAD:goals/stay.md", "main..HEAD", "", "a b", "\udcff"]
)
def test_nothing_in_a_name_is_an_option_or_a_command(site, run, name):
    answer = resolve(site, name)
    assert isinstance(answer, NoRevision)
    if name:
        code, out, err = run(site, "diff", "--", name)
        assert (code, out, err.startswith("error: cannot compare: ")) == (2, "", True)
    assert sorted(path.name for path in site.iterdir()) == [".git", "goals", "mkdocs.yml"]


def test_a_rename_in_git_is_a_rename_here(site, run):
    git(site, "mv", "goals/stay.md", "goals/come-back.md")
    assert kinds(run, site) == ["goal-renamed come-back", "file-moved come-back"]
    code, out, _ = run(site, "review")
    assert (code, "- stay/ → come-back/\n" in out) == (0, True)


def test_a_branch_that_was_pushed_anew_is_compared_as_it_is_now(site, run):
    git(site, "switch", "-q", "-c", "work")
    lost = commit(site, goals__a_md=OUTPUT)
    git(site, "reset", "-q", "--hard", "main")
    commit(site, goals__b_md=OUTPUT.replace("Rem", "A rem"))
    assert kinds(run, site, "main", "work") == ["goal-added b"]
    assert kinds(run, site, lost, "work") == ["goal-removed a", "goal-added b"]


def test_a_shallow_clone_without_a_common_commit_says_what_to_do(site, run, tmp_path):
    git(site, "switch", "-q", "-c", "work")
    commit(site, goals__a_md=OUTPUT)
    git(site, "switch", "-q", "main")
    commit(site, goals__b_md=OUTPUT)
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--depth", "1", "--no-single-branch", "--branch", "work", site.as_uri(), "clone")
    code, out, err = run(clone, "diff")
    assert (code, out) == (2, "")
    assert err == (
        "error: cannot compare: origin/main and HEAD have no commit in common in this shallow clone; "
        "git fetch --unshallow, or name BASE\n"
    )
    assert kinds(run, clone, "origin/main") == ["goal-renamed a", "file-moved a"]


def test_unrelated_histories(site, run):
    git(site, "switch", "-q", "--orphan", "other")
    put(site, {"mkdocs.yml": SITE})
    commit(site, goals__other_md=IMPACT)
    assert run(site, "diff")[2] == "error: cannot compare: main and HEAD have no commit in common; name BASE\n"


def test_a_repository_without_a_commit(tmp_path, run):
    git(tmp_path, "init", "-q")
    put(tmp_path, {"mkdocs.yml": SITE, "goals/stay.md": IMPACT})
    assert run(tmp_path, "diff") == (
        2,
        "",
        "error: cannot compare: there is no commit here to compare with; commit first, or name two revisions\n",
    )


def test_a_folder_without_a_repository(tmp_path, run, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    put(tmp_path, {"mkdocs.yml": SITE, "goals/stay.md": IMPACT})
    code, out, err = run(tmp_path, "diff")
    assert (code, out) == (2, "")
    assert err.startswith("error: cannot compare: not a git repository")


def test_a_repository_without_a_known_default_branch(tmp_path, run):
    git(tmp_path, "init", "-q", "-b", "trunk")
    put(tmp_path, {"mkdocs.yml": SITE})
    commit(tmp_path, goals__stay_md=IMPACT)
    assert run(tmp_path, "diff")[2] == (
        "error: cannot compare: the default branch is not known here; name BASE, or set `changes: {base: …}`\n"
    )
    assert kinds(run, tmp_path, "trunk") == []


def test_the_default_branch_of_the_remote_counts(site, run, tmp_path):
    git(site, "branch", "-q", "-m", "main", "trunk")
    git(tmp_path, "clone", "-q", "site", "clone")
    clone = tmp_path / "clone"
    commit(clone, goals__a_md=OUTPUT)
    assert kinds(run, clone) == ["goal-added a"]
    assert merge_base(clone, "", Revision()).name == "origin/trunk"


def test_a_bare_repository_has_commits_and_no_site(site, run, tmp_path):
    git(tmp_path, "clone", "-q", "--bare", "site", "bare")
    bare = tmp_path / "bare"
    assert merge_base(bare, "", Revision()).commit == git(site, "rev-parse", "main")
    code, out, err = run(bare, "diff")
    assert (code, out, err) == (2, "", "error: there is no mkdocs.yml here or in a folder above; name it with -f\n")


def test_a_worktree_is_compared_as_it_is(site, run, tmp_path):
    git(site, "worktree", "add", "-q", "-b", "work", str(tmp_path / "other"))
    put(tmp_path / "other", {"goals/a.md": OUTPUT})
    assert kinds(run, tmp_path / "other") == ["goal-added a"]


def test_names_of_any_letters(site, run):
    commit(site)
    put(site, {'goals/größer "x"\n y.md': OUTPUT})
    assert kinds(run, site) == ["goal-added grosser-x-y"]
    commit(site)
    git(site, "branch", "-f", "zweig-ü")
    assert kinds(run, site, "HEAD~1", "zweig-ü") == ["goal-added grosser-x-y"]


def test_a_link_and_a_submodule_are_told_and_not_followed(site, run, tmp_path):
    (site / "goals/link.md").symlink_to("../mkdocs.yml")
    other = tmp_path / "other"
    other.mkdir()
    git(other, "init", "-q")
    commit(other, evil_md=OUTPUT)
    git(site, "submodule", "--quiet", "add", str(other), "goals/team")
    base = commit(site)
    (site / "goals/link.md").unlink()
    code, out, err = run(site, "diff", base)
    submodule = "not compared: a submodule; what is in it is not read"
    assert (code, out.splitlines()[0]) == (0, "No goal changes.")
    assert err == (
        f"warning: goals/link.md:1:1 at {base}: not compared: a symbolic link is not followed in a revision\n"
        f"warning: goals/team:1:1 at {base}: {submodule}\n"
        f"warning: goals/team:1:1 as they are now: {submodule}\n"
    )


def test_what_is_not_followed_and_does_not_change_is_no_news(site, run):
    (site / "goals/link.md").symlink_to("stay.md")
    put(site, {"goals/stay.md": IMPACT})
    commit(site)
    code, out, _ = run(site, "diff", "HEAD", "--exit-code", "--fail-on", "info")
    assert (code, out.splitlines()[0]) == (0, "No goal changes.")


def test_goals_that_were_not_there_before_are_all_new(site, run):
    git(site, "rm", "-rq", "goals")
    base = commit(site)
    put(site, {"goals/stay.md": IMPACT})
    code, out, err = run(site, "diff", base)
    assert (code, out.splitlines()[0]) == (0, "1 impact added")
    assert err == f"warning: there are no goals in goals at {base}\n"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"\x00\xff\xfe", "goals/x.md:1:2 at {}: not compared: the byte 0xff is not UTF-8"),
        (
            b"x" * 1_000_001,
            "goals/x.md:1:1 at {}: not compared: the file has more than the 1,000,000 bytes that are read",
        ),
        (b"---\ntype: [\n---\n", "goals/x.md:"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_and_the_rest_compared(site, run, data, why):
    base = commit(site, goals__x_md=data)
    put(site, {"goals/x.md": OUTPUT, "goals/a.md": OUTPUT.replace("Rem", "A rem")})
    code, out, err = run(site, "diff", base)
    assert (code, out.splitlines()[0]) == (0, "1 output added")
    assert err.startswith(f"warning: {why.format(base)}")
    assert len(err.splitlines()) == 1


def test_the_tables_of_a_revision_belong_to_its_goals(site, run):
    metric = "metrics:\n  name: P\n  direction: up\n  actuals:\n    file: p.csv\n"
    put(site, {"goals/p.csv": "on,value\n2026-05-01,1\n"})
    base = commit(site, goals__x_md=f"---\ntype: impact\ntitle: X\n{metric}---\n")
    put(site, {"goals/p.csv": "on,value\n2026-05-01,1\n2026-05-08,2\n"})
    assert kinds(run, site, base) == ["measured x"]


def test_terms_of_a_revision_belong_to_it(site, run):
    term = "---\nterm: Pupil\ndefinition: A learner.\nstatus: retired\nuse_instead: learner\n---\n"
    commit(site, docs__glossary__pupil_md=term, goals__stay_md=IMPACT.replace("Learners", "Pupil"))
    code, out, _ = run(site, "diff", "HEAD~1", "HEAD")
    assert code == 0
    assert "retired-term" in out


def test_the_review_links_into_the_preview(site, run):
    put(site, {"goals/a (b).md": OUTPUT})
    code, out, err = run(site, "review", "--preview-url", "https://p.example/pr 7/")
    assert (code, err) == (0, "")
    assert "[Reminder](https://p.example/pr%207/goals/a%20%28b%29/)" in out
    put(site, {"mkdocs.yml": f"{SITE}use_directory_urls: false\n"})
    assert "(https://p.example/goals/a%20%28b%29.html)" in run(site, "review", "--preview-url", "https://p.example")[1]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "p.example", "https://", "//p.example"])
def test_another_preview_address_is_wrong_use(site, run, url):
    code, out, err = run(site, "review", "--preview-url", url)
    assert (code, out, "an address that begins with https:// is wanted" in err) == (2, "", True)


def test_a_hostile_preview_address_stays_one_address(site, run):
    put(site, {"goals/a.md": OUTPUT})
    out = run(site, "review", "--preview-url", "https://p.example/x) @alice <b>`|\n[y](z")[1]
    assert "](https://p.example/x%29%20@alice%20%3Cb%3E%60%7C%0A%5By%5D%28z/" in out


def test_the_review_leads_to_the_page_of_changes_where_the_preview_has_one(site, run):
    put(site, {"goals/a.md": OUTPUT})
    commit(site, goals__b_md=OUTPUT.replace("Rem", "A rem"))
    base = git(site, "rev-parse", "HEAD~1")
    command = ("review", "--preview-url", "https://p.example/7")
    assert "What changed, on the tree" not in run(site, *command)[1]
    for options, address in (
        ("", "goals/changes/"),
        ("use_directory_urls: false\n", "goals/changes.html"),
        ("docs_dir: .\n", "goals/changes/"),
    ):
        put(site, {"mkdocs.yml": f"{SITE}      changes: {{base: main}}\n{options}"})
        assert f" · [What changed, on the tree](https://p.example/7/{address}) · compared" in run(site, *command)[1]
    put(site, {"mkdocs.yml": f"{SITE}      changes: {{base: main}}\n      pages: {{changes: false}}\n"})
    assert "What changed, on the tree" not in run(site, *command)[1]
    out = run(site, "review", base, "main")[1]
    head = git(site, "rev-parse", "main")
    assert f"commit `{head[:7]}` · compared with `{base[:7]}`" in out


def test_the_review_has_the_fixes_of_the_files_that_change(site, run):
    commit(site, goals__a_md=OUTPUT.replace("---\n", "---\ndue: 1 May 2026\n", 1))
    put(site, {"goals/b.md": "---\ntype: output\ntitle: Letter\nstaus: planned\n---\n"})
    out = run(site, "review")[1]
    assert "goals/b.md, 4: unknown-field (GT105)\n\n```suggestion\nstatus: planned\n```\n" in out
    assert "goals/a.md" not in out


def test_a_site_in_a_folder_of_its_repository(tmp_path, run):
    git(tmp_path, "init", "-q")
    put(tmp_path, {"goals/stray.md": OUTPUT, "hand buch/ü/mkdocs.yml": SITE, "hand buch/ü/goals/stay.md": IMPACT})
    commit(tmp_path)
    put(tmp_path, {"goals/stray2.md": OUTPUT, "hand buch/ü/goals/a.md": OUTPUT})
    site = tmp_path / "hand buch/ü"
    assert kinds(run, site) == ["goal-added a"]
    assert kinds(run, tmp_path, "-f", "hand buch/ü/mkdocs.yml") == ["goal-added a"]
    assert kinds(run, site / "goals") == ["goal-added a"]


def test_goals_in_a_folder_beside_that_of_the_site(tmp_path, run):
    git(tmp_path, "init", "-q")
    put(tmp_path, {"site/mkdocs.yml": f"{SITE}      goals_dir: ../plans\n", "plans/stay.md": IMPACT})
    commit(tmp_path)
    put(tmp_path, {"plans/a.md": OUTPUT})
    assert kinds(run, tmp_path / "site") == ["goal-added a"]


def test_tags_and_detached_heads_are_commits_like_any_other(site, run):
    git(site, "tag", "-a", "v1", "-m", "x")
    commit(site, goals__a_md=OUTPUT)
    git(site, "switch", "-q", "--detach", "HEAD")
    commit(site, goals__b_md=OUTPUT.replace("Rem", "A rem"))
    assert kinds(run, site, "v1", "main") == ["goal-added a"]
    assert kinds(run, site) == ["goal-added b"]
    assert kinds(run, site, "v1") == ["goal-added a", "goal-added b"]


def test_without_goals_on_either_side_that_is_said_and_nothing_changed(site, run):
    git(site, "rm", "-rq", "goals")
    base = commit(site)
    code, out, err = run(site, "diff", base)
    assert (code, out.splitlines()[0]) == (0, "No goal changes.")
    assert err == (
        f"warning: there are no goals in goals at {base}\nwarning: there are no goals in goals as they are now\n"
    )


def test_a_file_with_a_conflict_is_told_and_what_it_says_is_not_guessed(site, run):
    conflict = IMPACT.replace("title: Learners stay\n", "<<<<<<< HEAD\ntitle: A\n=======\ntitle: B\n>>>>>>> work\n")
    put(site, {"goals/stay.md": conflict, "goals/a.md": OUTPUT + "\n"})
    code, out, err = run(site, "diff")
    assert (code, out.splitlines()[0]) == (0, "1 output added")
    assert err.startswith("warning: goals/stay.md:3:1 as they are now: not compared: ")


def test_nothing_is_written_and_nothing_fetched(site, run, monkeypatch):
    monkeypatch.setenv("GIT_TRACE", str(site.parent / "trace"))
    put(site, {"goals/a.md": OUTPUT})
    before = {path: path.stat().st_mtime_ns for path in site.rglob("*") if path.is_file()}
    assert run(site, "diff")[0] == 0
    assert {path: path.stat().st_mtime_ns for path in site.rglob("*") if path.is_file()} == before
    trace = (site.parent / "trace").read_text()
    used = {line.split("built-in: git ")[1].split()[0] for line in trace.splitlines() if "built-in: git " in line}
    assert used <= {"rev-parse", "merge-base", "ls-tree", "cat-file"}


def test_a_repository_of_somebody_else_is_not_said_to_be_empty(site, run, monkeypatch):
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    said = (
        "error: cannot compare: git refuses to read a repository that belongs to another user; "
        f"if you trust it: git config --global --add safe.directory {site}\n"
    )
    assert run(site, "diff") == (2, "", said)


@pytest.mark.parametrize(("mode", "said"), [(0o644, "Permission denied"), (0o755, "Exec format error")])
def test_a_git_that_is_no_program(site, run, monkeypatch, mode, said):
    put(site, {"bin/git": "x"})
    (site / "bin/git").chmod(mode)
    monkeypatch.setenv("PATH", str(site / "bin"))
    assert run(site, "diff") == (2, "", f"error: cannot compare: git cannot be started: {said}\n")


@pytest.mark.parametrize("name", ["GIT_ICASE_PATHSPECS", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY", "GIT_DIR"])
def test_what_the_shell_tells_git_about_another_repository_does_not_count(site, run, monkeypatch, name):
    monkeypatch.setenv(name, "1")
    assert run(site, "diff") == (0, NONE.format(0), "")


def test_json_is_ascii_so_that_no_text_drives_a_terminal(site, run):
    put(site, {"goals/a.md": '---\ntype: output\ntitle: "é \\u202e \\x9b31m"\n---\n'})
    code, out, err = run(site, "diff", "--format", "json")
    assert (code, err, out.isascii()) == (0, "", True)
    assert json.loads(out)["changes"][0]["goal"] == "a"


def test_a_path_that_is_no_text_has_an_address_in_the_comment(site, run):
    with open(os.fsencode(site / "goals") + b"/caf\xe9.md", "w", encoding="utf-8") as file:
        file.write(OUTPUT)
    code, out, err = run(site, "review", "main", "--preview-url", "https://example.org/")
    assert (code, err) == (0, "")
    assert "https://example.org/goals/caf%3F/" in out
