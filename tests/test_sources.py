"""Goal files from real folders and real git repositories."""

from __future__ import annotations

import os
import stat
import subprocess
import sys

import pytest

from mkdocs_goal_tree.core.project import Files
from mkdocs_goal_tree.sources import (
    NoRevision,
    from_folder,
    from_revision,
    packaged_terms,
    terms_from,
    write_atomically,
)

GOAL = b"---\ntype: impact\ntitle: A\n---\n"


def put(root, **files):
    for name, data in files.items():
        path = root / name.replace("__", "/").replace("_md", ".md").replace("_csv", ".csv")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return root


def read(files):
    return [(source.path, source.uri, source.text) for source in files.sources]


def said(files):
    return [f"{f.rule} {f.span} {f.message}" for f in files.findings]


def test_goals_and_tables_come_in_order_of_path(tmp_path):
    put(tmp_path, b_md=b"b", a__z_md=b"az", A_md=b"A", a__t_csv=b"on,value\n", note_txt=b"no")
    files = from_folder(tmp_path, "docs/goals")
    assert read(files) == [
        ("docs/goals/A.md", "A.md", "A"),
        ("docs/goals/a/z.md", "a/z.md", "az"),
        ("docs/goals/b.md", "b.md", "b"),
    ]
    assert (files.tables, files.findings) == ({"a/t.csv": "on,value\n"}, ())


def test_dotfiles_and_what_editors_leave_behind_are_passed_over(tmp_path):
    for name in (".hidden.md", ".#lock.md", "x.md~", ".x.md.swp", "#x.md#", ".git/y.md", "x.md.swp"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(GOAL)
    assert from_folder(tmp_path, "goals").sources == ()


def test_line_ends_and_byte_order_mark_stay(tmp_path):
    put(tmp_path, a_md=b"\xef\xbb\xbf---\r\ntype: impact\r\n")
    assert read(from_folder(tmp_path, "goals")) == [("goals/a.md", "a.md", "\ufeff---\r\ntype: impact\r\n")]


def test_a_missing_folder_is_a_finding(tmp_path):
    assert said(from_folder(tmp_path / "goals", "goals")) == ["GT903 goals:1:1 the goals folder goals does not exist"]


@pytest.mark.parametrize(
    ("data", "finding"),
    [
        (b"---\ntitle: Caf\xe9\n", "GT109 goals/a.md:2:11 the byte 0xe9 is not UTF-8"),
        (b"---\r\n\xc3\xa9\r\xff", "GT109 goals/a.md:3:1 the byte 0xff is not UTF-8"),
        ("---".encode("utf-16"), "GT109 goals/a.md:1:1 UTF-16 text is not UTF-8"),
    ],
)
def test_bytes_that_are_no_text_are_told_at_their_place_and_the_file_keeps_its_own(tmp_path, data, finding):
    files = from_folder(put(tmp_path, a_md=data), "goals")
    assert (said(files), read(files)) == ([finding], [("goals/a.md", "a.md", "")])


def test_a_huge_file_is_told_without_reading_it(tmp_path):
    with (tmp_path / "a.md").open("wb") as file:
        file.truncate(1 << 40)
    files = from_folder(tmp_path, "goals")
    assert said(files) == ["GT108 goals/a.md:1:1 the file has more than the 1,000,000 bytes that are read"]
    assert read(files) == [("goals/a.md", "a.md", "")]


def test_a_file_of_exactly_the_limit_is_read(tmp_path):
    files = from_folder(put(tmp_path, a_md=b"x" * 1_000_000), "goals")
    assert (len(files.sources[0].text), files.findings) == (1_000_000, ())


def test_a_pipe_is_told_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "a.md")
    assert said(from_folder(tmp_path, "goals")) == ["GT109 goals/a.md:1:1 no ordinary file"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_and_a_folder_that_may_not_be_read(tmp_path):
    put(tmp_path, a_md=GOAL, b__c_md=GOAL)
    (tmp_path / "a.md").chmod(0)
    (tmp_path / "b").chmod(0)
    findings = said(from_folder(tmp_path, "goals"))
    (tmp_path / "b").chmod(0o700)
    assert findings == [
        "GT109 goals/b:1:1 the folder cannot be read: Permission denied",
        "GT109 goals/a.md:1:1 the file cannot be read: Permission denied",
    ]


def test_links_that_leave_the_folder_are_told_and_not_followed(tmp_path):
    put(tmp_path, goals__a_md=GOAL, secret_md=b"secret", private__b_md=b"private")
    (tmp_path / "goals/out.md").symlink_to("../secret.md")
    (tmp_path / "goals/team").symlink_to(tmp_path / "private")
    files = from_folder(tmp_path / "goals", "goals")
    assert said(files) == [
        "GT107 goals/out.md:1:1 a symbolic link that leaves the goals folder is not followed",
        "GT107 goals/team:1:1 a symbolic link that leaves the goals folder is not followed",
    ]
    assert read(files) == [("goals/a.md", "a.md", GOAL.decode()), ("goals/out.md", "out.md", "")]


def test_links_within_the_folder_are_followed_once(tmp_path):
    put(tmp_path, a_md=b"a", _shared__b_md=b"b", _shared__more__c_md=b"c")
    (tmp_path / "_shared").rename(tmp_path / ".shared")
    (tmp_path / "same.md").symlink_to("a.md")
    (tmp_path / "b.md").symlink_to(".shared/b.md")
    (tmp_path / "c").symlink_to(".shared")
    (tmp_path / "d").symlink_to(".shared")
    (tmp_path / "up").symlink_to(".")
    files = from_folder(tmp_path, "goals")
    assert read(files) == [
        ("goals/a.md", "a.md", "a"),
        ("goals/b.md", "b.md", "b"),
        ("goals/c/more/c.md", "c/more/c.md", "c"),
    ]
    assert files.findings == ()


def test_a_link_that_leads_nowhere_or_to_itself(tmp_path):
    (tmp_path / "gone.md").symlink_to("nothing.md")
    (tmp_path / "self.md").symlink_to("self.md")
    assert said(from_folder(tmp_path, "goals")) == [
        "GT109 goals/gone.md:1:1 the symbolic link leads nowhere",
        "GT109 goals/self.md:1:1 the symbolic link leads nowhere",
    ]


def git(repository, *arguments, **environment):
    identity = {f"GIT_{who}_{what}": "x@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    command = ["git", "-c", "init.defaultBranch=main", "-C", str(repository), *arguments]
    return subprocess.run(
        command, check=True, capture_output=True, env={**os.environ, **identity, **environment}
    ).stdout


def commit(repository, **files):
    put(repository, **files)
    if not (repository / ".git").exists():
        git(repository, "init", "-q")
    git(repository, "add", "-A")
    git(repository, "commit", "-q", "-m", "x")
    return repository


def test_a_revision_is_read_as_it_was(tmp_path):
    commit(
        tmp_path, goals__a_md=b"first\r\n", goals__t_csv=b"on\n", goals__n_txt=b"", goals__gone_md=b"g", docs__b_md=b"b"
    )
    (tmp_path / "goals/gone.md").unlink()
    commit(tmp_path, goals__a_md=b"second")
    put(tmp_path, goals__a_md=b"third")
    files = from_revision(tmp_path, "HEAD~1", "goals")
    assert read(files) == [("goals/a.md", "a.md", "first\r\n"), ("goals/gone.md", "gone.md", "g")]
    assert (files.tables, files.findings) == ({"t.csv": "on\n"}, ())
    assert read(from_revision(tmp_path, "main", "goals")) == [("goals/a.md", "a.md", "second")]


def test_names_of_any_letters_are_read(tmp_path):
    (tmp_path / "ziele").mkdir()
    (tmp_path / 'ziele/größer "x"\n y.md').write_bytes(b"\xc3\xa9")
    commit(tmp_path)
    assert read(from_revision(tmp_path, "HEAD", "ziele")) == [('ziele/größer "x"\n y.md', 'größer "x"\n y.md', "é")]


def test_a_bare_repository_and_a_folder_of_a_work_tree(tmp_path):
    (tmp_path / "work").mkdir()
    commit(tmp_path / "work", site__goals__a_md=b"a", a_md=b"top")
    git(tmp_path, "clone", "-q", "--bare", "work", "bare")
    expected = [("goals/a.md", "a.md", "a")]
    assert read(from_revision(tmp_path / "work/site", "HEAD", "goals")) == expected
    assert read(from_revision(tmp_path / "work/site", "HEAD", "./goals/")) == [("goals/a.md", "a.md", "a")]
    assert read(from_revision(tmp_path / "bare", "HEAD", "site/goals")) == [("site/goals/a.md", "a.md", "a")]
    assert [uri for _, uri, _ in read(from_revision(tmp_path / "bare", "HEAD", "."))] == ["a.md", "site/goals/a.md"]


def test_a_revision_without_the_folder_has_no_goals(tmp_path):
    commit(tmp_path, a_md=b"a")
    files = from_revision(tmp_path, "HEAD", "goals")
    assert (files.sources, files.findings) == ((), ())


def test_a_folder_outside_the_repository_is_refused(tmp_path):
    commit(tmp_path, a_md=b"a")
    assert from_revision(tmp_path, "HEAD", "../goals") == NoRevision("../goals lies outside the repository")


@pytest.mark.parametrize("revision", ["nowhere", "--output=stolen", "-h", "", "HEAD:a.md", "HEAD\0", "HEAD^{tree}"])
def test_what_is_no_commit_is_told_and_no_option_gets_through(tmp_path, revision):
    commit(tmp_path, a_md=b"a")
    answer = from_revision(tmp_path, revision, "goals")
    assert isinstance(answer, NoRevision)
    assert answer.message
    assert sorted(path.name for path in tmp_path.iterdir()) == [".git", "a.md"]


def test_no_repository_and_no_git_are_told(tmp_path, monkeypatch):
    assert from_revision(tmp_path, "HEAD", "goals") == NoRevision("not a git repository")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert from_revision(tmp_path, "HEAD", "goals") == NoRevision("git is not installed")


def test_a_repository_of_another_user_is_told_with_its_remedy(tmp_path, monkeypatch):
    commit(tmp_path, goals__a_md=b"a")
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    assert from_revision(tmp_path, "HEAD", "goals") == NoRevision(
        "git refuses to read a repository that belongs to another user",
        f"if you trust it: git config --global --add safe.directory {tmp_path}",
    )


def test_links_and_submodules_of_a_revision_are_told_and_not_followed(tmp_path):
    put(tmp_path, goals__a_md=b"a")
    (tmp_path / "goals/link.md").symlink_to("a.md")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},goals/team")
    git(tmp_path, "commit", "-q", "-m", "x")
    files = from_revision(tmp_path, "HEAD", "goals")
    assert said(files) == [
        "GT107 goals/link.md:1:1 a symbolic link is not followed in a revision",
        "GT109 goals/team:1:1 a submodule; what is in it is not read",
    ]
    assert read(files) == [("goals/a.md", "a.md", "a"), ("goals/link.md", "link.md", "")]


def test_huge_and_garbled_blobs_are_told_and_the_next_one_is_read(tmp_path):
    commit(tmp_path, goals__a_md=b"x" * 3_000_000, goals__b_md=b"\xff", goals__c_md=b"c")
    files = from_revision(tmp_path, "HEAD", "goals")
    assert said(files) == [
        "GT108 goals/a.md:1:1 the file has more than the 1,000,000 bytes that are read",
        "GT109 goals/b.md:1:1 the byte 0xff is not UTF-8",
    ]
    assert [text for _, _, text in read(files)] == ["", "", "c"]


def test_a_blob_that_the_clone_lacks_is_told_and_not_fetched(tmp_path):
    (tmp_path / "work").mkdir()
    commit(tmp_path / "work", goals__a_md=b"a", goals__b_md=b"b")
    digest = git(tmp_path / "work", "rev-parse", "HEAD:goals/a.md").decode().strip()
    (tmp_path / "work/.git/objects" / digest[:2] / digest[2:]).unlink()
    files = from_revision(tmp_path / "work", "HEAD", "goals")
    assert said(files) == ["GT109 goals/a.md:1:1 its content is not in this clone"]
    assert [text for _, _, text in read(files)] == ["", "b"]


def test_a_clone_without_blobs_asks_no_other_repository(tmp_path):
    (tmp_path / "work").mkdir()
    commit(tmp_path / "work", goals__a_md=b"a")
    git(tmp_path / "work", "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "-q", "--filter=blob:none", "--no-checkout", f"file://{tmp_path}/work", "thin")
    assert said(from_revision(tmp_path / "thin", "HEAD", "goals")) == [
        "GT109 goals/a.md:1:1 its content is not in this clone"
    ]


def test_the_repository_of_a_hook_is_not_taken_for_ours(tmp_path, monkeypatch):
    for name in ("ours", "hooked"):
        (tmp_path / name).mkdir()
        commit(tmp_path / name, goals__a_md=name.encode())
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "hooked/.git"))
    assert read(from_revision(tmp_path / "ours", "HEAD", "goals")) == [("goals/a.md", "a.md", "ours")]


def test_a_write_keeps_mode_and_link_and_leaves_nothing_behind(tmp_path):
    put(tmp_path, a_md=b"old")
    (tmp_path / "a.md").chmod(0o640)
    (tmp_path / "link.md").symlink_to("a.md")
    write_atomically(tmp_path / "link.md", "nëw\r\n")
    assert (tmp_path / "a.md").read_bytes() == "nëw\r\n".encode()
    assert stat.S_IMODE((tmp_path / "a.md").stat().st_mode) == 0o640
    assert (tmp_path / "link.md").is_symlink()
    assert sorted(os.listdir(tmp_path)) == ["a.md", "link.md"]


def test_a_new_file_has_the_mode_that_the_umask_gives(tmp_path):
    old = os.umask(0o027)
    try:
        write_atomically(tmp_path / "a.md", "new")
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "a.md").stat().st_mode) == 0o640


def test_a_write_that_fails_leaves_the_old_text_and_nothing_else(tmp_path):
    put(tmp_path, a_md=b"old")
    with pytest.raises(UnicodeEncodeError):
        write_atomically(tmp_path / "a.md", "\ud800")
    assert (tmp_path / "a.md").read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a.md"]


def test_terms_are_the_pages_of_the_glossary_folder(tree):
    root = tree("""
docs/glossary/output.md
    term: Output

docs/glossary/methods/okr.md
    term: OKR

docs/glossary/index.md
    # Glossary

docs/glossary/.draft.md
    term: Draft
""")
    files = terms_from(root / "docs/glossary", "docs/glossary")
    assert [(s.path, s.uri) for s in files.sources] == [
        ("docs/glossary/index.md", "index.md"),
        ("docs/glossary/methods/okr.md", "methods/okr.md"),
        ("docs/glossary/output.md", "output.md"),
    ]
    assert files.findings == ()


def test_a_site_without_a_glossary_has_no_terms(tmp_path):
    assert terms_from(tmp_path / "glossary", "docs/glossary") == Files()


@pytest.mark.parametrize("sent", ["SIGKILL", "SIGINT", "SIGTERM"])
def test_a_write_that_is_interrupted_leaves_the_old_file(tmp_path, sent):
    goal = tmp_path / "a.md"
    goal.write_bytes(GOAL)
    # The signal comes when all is written and nothing is in its place yet.
    program = (
        "import os, signal, sys; from pathlib import Path; from mkdocs_goal_tree.sources import write_atomically\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        f"os.fsync = lambda _: os.kill(os.getpid(), signal.{sent})\n"
        "write_atomically(Path(sys.argv[1]), 'new ' * 100_000)\n"
    )
    done = subprocess.run([sys.executable, "-c", program, str(goal)], capture_output=True, check=False)
    assert done.returncode != 0
    assert goal.read_bytes() == GOAL
    assert read(from_folder(tmp_path, "goals")) == [("goals/a.md", "a.md", GOAL.decode())]


def test_what_cannot_be_read_is_told_of_term_pages_and_left_to_mkdocs_of_others(tmp_path):
    folder = tmp_path / "glossary"
    folder.mkdir()
    outside = tmp_path / "outside.md"
    outside.write_text("---\nterm: Outside\n---\n")
    (tmp_path / "page.md").write_text("# Page\n")
    (folder / "bytes.md").write_bytes(b"---\nterm: \xff\n---\n")
    (folder / "page.md").write_bytes(b"# \xff\n")
    (folder / "large.md").write_text("---\nterm: Large\n---\n" + "x" * 1_000_000)
    (folder / "large-page.md").write_text("x" * 1_000_001)
    (folder / "link.md").symlink_to(outside)
    (folder / "link-page.md").symlink_to(tmp_path / "page.md")
    (folder / "nowhere.md").symlink_to(tmp_path / "nowhere")
    (folder / "table.csv").write_bytes(b"\xff")
    (folder / "good.md").write_text("---\nterm: Good\n---\n")

    files = terms_from(folder, "docs/glossary")

    assert [source.uri for source in files.sources] == ["good.md"]
    assert sorted((f.rule, str(f.span), f.message) for f in files.findings) == [
        ("GT107", "docs/glossary/link.md:1:1", "a symbolic link that leaves the glossary folder is not followed"),
        ("GT108", "docs/glossary/large.md:1:1", "the file has more than the 1,000,000 bytes that are read"),
        ("GT109", "docs/glossary/bytes.md:2:7", "the byte 0xff is not UTF-8"),
    ]


def test_the_packaged_terms_are_all_in_the_package():
    names = [source.uri for source in packaged_terms()]
    assert names == sorted(names)
    assert {"impact.md", "outcome.md", "output.md"} < set(names)
