"""`goal-tree confirm` as it is typed: its whole output, its exit code, and what became of the files."""

from __future__ import annotations

import stat

import pytest
from click.testing import CliRunner

from mkdocs_goal_tree.cli import main

SITE = """
mkdocs.yml
    site_name: Handbook
    plugins:
      - goal-tree:
          today: 2026-05-13

goals/engagement.md
    type: impact
    title: Learners come back every week
    aliases: [growth]

goals/complaints.md
    type: impact
    title: Fewer complaints

goals/result.md
    type: outcome
    title: Learners act on their result
    contributes_to: engagement # why

goals/grades.md
    type: outcome
    title: Teachers change fewer grades
    contributes_to: [complaints, growth]

goals/upload.md
    type: output
    title: Upload pipeline
    contributes_to:
      - goal: result
        rationale: A quarter of the wait is the upload.
      - goal: grades
        revision: v1-ffffffffff

goals/borrowed.md
    type: outcome
    title: Borrowed
    contributes_to: &x
      - goal: engagement
      - goal: complaints
    lint: {ignore: []}
    pass: *x

goals/faulty.md
    type: outcome
    title: Faulty
    metrics: {name: A, baseline: TBD}

goals/loose.md
    type: output
    title: Loose
    contributes_to: faulty

goals/lost.md
    type: output
    title: Lost
    contributes_to: [upload, nowhere]

goals/alone.md
    type: output
    title: Alone

goals/broken.md
    title: No type
"""
ENGAGEMENT, COMPLAINTS, RESULT, GRADES = "v1-121b0cb738", "v1-3549821cd0", "v1-e99e2d0134", "v1-6a6706db62"


@pytest.fixture
def run(monkeypatch, tmp_path, tree):
    """`run("result", …)` in a folder with the site above; gives exit code, output and what went to standard error."""
    tree(SITE)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)

    def typed(*words, command="confirm"):
        result = CliRunner().invoke(main, [command, *words])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result.exit_code, result.stdout, result.stderr

    return typed


def contents(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


# words typed, what is said, the file, a place in it before and after
WRITTEN = {
    "a short link": (
        ["result", "engagement"],
        f"goals/result.md: the link to engagement is confirmed, revision {ENGAGEMENT}\n",
        ("goals/result.md", "engagement # why", f"{{goal: engagement, revision: {ENGAGEMENT}}} # why"),
    ),
    "any case, a former id": (
        ["Grades", "Growth"],
        f"goals/grades.md: the link to engagement is confirmed, revision {ENGAGEMENT}\n",
        ("goals/grades.md", "growth]", f"{{goal: growth, revision: {ENGAGEMENT}}}]"),
    ),
    "one with fields": (
        ["upload", "result"],
        f"goals/upload.md: the link to result is confirmed, revision {RESULT}\n",
        ("goals/upload.md", "the upload.\n", f"the upload.\n    revision: {RESULT}\n"),
    ),
    "one confirmed before": (
        ["upload", "grades"],
        f"goals/upload.md: the link to grades is confirmed, revision {GRADES}, was v1-ffffffffff\n",
        ("goals/upload.md", "v1-ffffffffff", GRADES),
    ),
    "all of a goal": (
        ["grades"],
        (
            f"goals/grades.md: the link to complaints is confirmed, revision {COMPLAINTS}\n"
            f"goals/grades.md: the link to engagement is confirmed, revision {ENGAGEMENT}\n"
        ),
        (
            "goals/grades.md",
            "[complaints, growth]",
            f"[{{goal: complaints, revision: {COMPLAINTS}}}, {{goal: growth, revision: {ENGAGEMENT}}}]",
        ),
    ),
    "with the site named": (
        ["result", "-f", "mkdocs.yml", "--today", "2026-06-01"],
        f"goals/result.md: the link to engagement is confirmed, revision {ENGAGEMENT}\n",
        ("goals/result.md", "engagement # why", f"{{goal: engagement, revision: {ENGAGEMENT}}} # why"),
    ),
}


@pytest.mark.parametrize("case", WRITTEN)
def test_a_link_is_confirmed_and_nothing_else_changes(run, tmp_path, case):
    words, said, (file, old, new) = WRITTEN[case]
    before = contents(tmp_path)
    assert run(*words) == (0, said, "")
    assert contents(tmp_path) == {**before, file: before[file].decode().replace(old, new, 1).encode()}


REFUSED = {
    "an unknown goal": (
        ["reslt"],
        "error: no goal is called 'reslt'\n    help: did you mean 'result'?\n",
    ),
    "an unknown parent": (
        ["upload", "grade"],
        "error: no goal is called 'grade'\n    help: did you mean 'grades'?\n",
    ),
    "an unknown parent that is like another goal": (
        ["upload", "complaint"],
        "error: no goal is called 'complaint'\n    help: did you mean 'complaints'?\n",
    ),
    "a goal that it does not serve": (
        ["upload", "engagement"],
        "error: upload does not contribute to engagement\n    help: it contributes to: result, grades\n",
    ),
    "the other way round": (
        ["result", "upload"],
        (
            "error: result does not contribute to upload\n"
            "    help: it is the other way round: goal-tree confirm upload result\n"
        ),
    ),
    "itself": (["alone", "alone"], "error: alone does not contribute to alone\n"),
    "a link that does not hold": (
        ["lost", "upload"],
        "error: the link from lost to upload does not hold\n    help: see goal-tree check\n",
    ),
    "links that do not hold": (["lost"], "error: no link of lost holds\n    help: see goal-tree check\n"),
    "a goal without links": (
        ["engagement"],
        "error: engagement contributes to nothing\n    help: add `contributes_to` with the goal it serves\n",
    ),
    "a file that is no goal": (
        ["broken"],
        "goals/broken.md: error: it cannot be read as a goal; see goal-tree check\n",
    ),
    "a parent that is no goal": (
        ["result", "broken"],
        "goals/broken.md: error: it cannot be read as a goal; see goal-tree check\n",
    ),
    "a parent with a fault": (
        ["loose"],
        "goals/faulty.md: error: a part of it cannot be read; see goal-tree check\n",
    ),
    "links that stand in two places": (
        ["borrowed"],
        (
            "goals/borrowed.md: error: nothing is written:"
            " contributes_to[0].revision cannot be added without changing more\n"
            "    help: add by hand:\n\n"
            f"    contributes_to:\n      - goal: engagement\n        revision: {ENGAGEMENT}\n"
            f"      - goal: complaints\n        revision: {COMPLAINTS}\n"
        ),
    ),
    "what would drive a terminal": (
        ["re\x1b[2J\nsult"],
        "error: no goal is called 're\\x1b[2J\\nsult'\n    help: did you mean 'result'?\n",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_confirmed_is_told_and_nothing_is_written(run, tmp_path, case):
    words, said = REFUSED[case]
    before = contents(tmp_path)
    assert run(*words) == (2, "", said)
    assert contents(tmp_path) == before


def test_a_confirmed_link_stays_as_it_is(run, tmp_path):
    run("grades", "complaints")
    path = tmp_path / "goals/grades.md"
    before = path.stat()
    assert run("grades", "complaints") == (
        0,
        f"goals/grades.md: the link to complaints is confirmed already, revision {COMPLAINTS}\n",
        "",
    )
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_change_of_the_parent_asks_for_a_look_and_a_look_answers_it(run, tmp_path):
    run("result")
    parent = tmp_path / "goals/engagement.md"
    parent.write_text(parent.read_text().replace("every week", "every day"))

    def asked():
        lines = run(command="check")[1].splitlines()
        return [line for line in lines if "(GT210)" in line and line.startswith("goals/result.md")]

    assert asked() == [
        (
            f"goals/result.md:4:46: warning: outdated-link (GT210): contributes_to.revision is '{ENGAGEMENT}';"
            " 'engagement' has changed since and is 'v1-34a011a6b1' now"
        )
    ]
    assert run("result", "engagement") == (
        0,
        f"goals/result.md: the link to engagement is confirmed, revision v1-34a011a6b1, was {ENGAGEMENT}\n",
        "",
    )
    assert asked() == []


def test_line_ends_a_byte_order_mark_and_the_mode_stay(run, tmp_path):
    path = tmp_path / "goals/upload.md"
    text = "\ufeff" + path.read_text("utf-8").replace("\n", "\r\n")
    path.write_bytes(text.encode())
    path.chmod(0o640)

    assert run("upload")[0] == 0

    new = text.replace("the upload.\r\n", f"the upload.\r\n    revision: {RESULT}\r\n").replace("v1-ffffffffff", GRADES)
    assert path.read_bytes().decode() == new
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_folder_that_cannot_be_written_is_told(run, monkeypatch):
    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("os.open", refuse)
    assert run("result") == (2, "", "goals/result.md: error: cannot be written: Permission denied\n")
