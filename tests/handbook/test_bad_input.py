"""Files that attack or are broken: a finding each, no traceback, and the rest of the site as if they were fine."""

from __future__ import annotations

import pytest
from sites import build, mkdocs, page, write
from small import GOALS, headings, own_lines, site, text

HEAD = "---\ntype: impact\ntitle: T\n"
BAD = {
    "empty": (b"", "GT109"),
    "latin": ("---\ntype: impact\ntitle: Z\u00fcrich\n---\n".encode("latin-1"), "GT109"),
    "wide": (f"{HEAD}---\n".encode("utf-16"), "GT109"),
    "large": (f"{HEAD}---\n".encode() + b"x" * 5_000_000, "GT108"),
    "long front matter": (f"{HEAD}summary: {'x' * 100_000}\n---\n", "GT108"),
    "bomb": (
        HEAD
        + "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 9))
        + "---\n",
        "GT108",
    ),
    "itself": (f"{HEAD}tags: &a [*a]\n---\n", "GT108"),
    "flow": (f"{HEAD}tags: {'[' * 100_000}{']' * 100_000}\n---\n", "GT108"),
    "block": (f"{HEAD}tags:\n  {'- ' * 30_000}x\n---\n", "GT108"),
    "nothing": ("Only text.\n", "GT101"),
    "open": ("---\ntype: impact\n", "GT101"),
    "python": (f"{HEAD}tags: !!python/object/apply:os.system [echo]\n---\n", "GT106"),
}


@pytest.mark.parametrize("inside", ["goals", "docs/goals"])
@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_a_finding_and_the_rest_is_built(tmp_path, name, inside):
    content, code = BAD[name]
    files = GOALS | {
        "goals/bad.md": content,
        "goals/child.md": "---\ntype: impact\ntitle: C\ncontributes_to: bad\n---\n",
    }
    files = {path.replace("goals", inside, 1): text_ for path, text_ in files.items()}
    built = build(write(tmp_path, site(files, plugin=f"goals_dir: {inside}")), command="serve")
    assert built.failed is None
    found = own_lines(built.log)
    assert [line for line in found if f"({code})" not in line] == []
    assert found
    assert all(f"{inside}/bad.md:" in line for line in found)
    assert f"({code})" in text(page(built, "goals/bad/"))
    assert f"({code})" in text(page(built, "goals/rules/"))
    assert headings(page(built, "goals/outputs/push-messages/")) == ["Push messages"]
    assert "T" in headings(page(built, "goals/bad/"))[0] or headings(page(built, "goals/bad/")) == ["bad"]


def test_all_of_them_at_once_end_a_build_without_a_traceback(tmp_path):
    files = {f"goals/{name.replace(' ', '-')}.md": content for name, (content, _) in BAD.items()}
    run = mkdocs(write(tmp_path, site(files)), "build")
    assert run.returncode == 1
    assert "Traceback" not in run.stderr
    for name, (_, code) in BAD.items():
        assert any(f"goals/{name.replace(' ', '-')}.md:" in line and code in line for line in run.stderr.splitlines())


def test_a_missing_goals_folder_is_told_and_serve_goes_on(tmp_path):
    folder = write(tmp_path, site({}))
    built = build(folder)
    assert built.failed == "Aborted with a BuildError!"
    assert own_lines(built.log) == [
        "ERROR: mkdocs.yml:1:1: error: goals-folder-missing (GT903): the goals folder goals does not exist"
    ]
    served = build(folder, command="serve")
    assert served.failed is None
    assert headings(page(served, "")) == ["Home"]
    assert "the goals folder goals does not exist" in text(page(served, "goals/"))


def test_an_empty_goals_folder_is_no_fault(tmp_path):
    folder = write(tmp_path, site({}))
    (folder / "goals").mkdir()
    built = build(folder, strict=True)
    assert (built.failed, built.warnings, own_lines(built.log)) == (None, [], [])
    assert headings(page(built, "goals/")) == ["Goal tree"]


def test_a_folder_named_like_a_goal_is_a_folder(tmp_path):
    built = build(write(tmp_path, site(GOALS | {"goals/x.md/t.md": f"{HEAD}---\n"})), strict=True)
    assert (built.failed, built.warnings, own_lines(built.log)) == (None, [], [])
    assert headings(page(built, "goals/x.md/t/")) == ["T"]


def test_a_link_that_leads_nowhere_is_told(tmp_path):
    folder = write(tmp_path, site())
    (folder / "goals/gone.md").symlink_to(folder / "nothing.md")
    (folder / "goals/away.md").symlink_to(folder / "goals/nothing.md")
    built = build(folder, command="serve")
    assert built.failed is None
    assert len(own_lines(built.log)) == 2
    assert headings(page(built, "goals/")) == ["Goal tree"]


def test_a_title_without_letters_and_a_name_in_another_script_have_pages(tmp_path):
    files = {
        "goals/目標.md": f"{HEAD}---\n",
        "goals/-.md": HEAD.replace("T", "U") + "---\n",
        "goals/a b.md": HEAD.replace("T", "V") + "---\n",
    }
    built = build(write(tmp_path, site(files)), command="serve")
    assert built.failed is None
    assert headings(page(built, "goals/目標/")) == ["T"]
    assert headings(page(built, "goals/a b/")) == ["V"]
    assert 'href="../a%20b/"' in page(built, "goals/impacts/")
