"""`goal-tree export` as a picture: which goals, which colors, which file."""

from __future__ import annotations

import re
import struct
import subprocess
import sys
import xml.etree.ElementTree as ET

import pytest
from click.testing import CliRunner

from mkdocs_goal_tree.cli import main

SITE = """
mkdocs.yml
    site_name: Handbook
    plugins:
      - goal-tree:
          today: 2026-05-13

goals/growth.md
    type: impact
    title: Learners come back
    owner: Company board

goals/weekend.md
    type: outcome
    title: Learners <b>practice</b> on "Saturday"
    status: active
    owner: Growth team
    contributes_to: growth

goals/teachers.md
    type: outcome
    title: Teachers trust the grades
    status: proposed
    contributes_to: growth

goals/reminder.md
    type: output
    title: Weekend reminder
    contributes_to: weekend
"""
TITLE = "{http://www.w3.org/2000/svg}title"


@pytest.fixture
def run(tree, monkeypatch, tmp_path):
    """`run("--format", …)` exports the site; gives exit code, bytes and what went to standard error."""
    tree(SITE)
    monkeypatch.chdir(tmp_path)

    def typed(*words):
        result = CliRunner().invoke(main, ["export", *map(str, words)])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result.exit_code, result.stdout_bytes, result.stderr

    return typed


def titles(svg):
    return [re.sub(r" \(.*", "", title.text) for title in ET.fromstring(svg).iter(TITLE)]


def test_svg_has_the_whole_tree_and_no_page_around_it(run):
    code, out, err = run("--format", "svg")
    assert (code, err) == (0, "")
    assert titles(out) == [
        "Learners come back",
        "Teachers trust the grades",
        'Learners <b>practice</b> on "Saturday"',
        "Weekend reminder",
    ]
    assert not re.search(rb"var\(|xlink:href", out)


@pytest.mark.parametrize(
    ("words", "drawn"),
    [
        (["--root", "weekend"], ['Learners <b>practice</b> on "Saturday"', "Weekend reminder"]),
        (["--root", "growth", "--depth", 1, "--where", "status = proposed"], ["Teachers trust the grades"]),
        (["--where", "level = output"], ["Weekend reminder"]),
    ],
)
def test_only_what_is_asked_for_is_drawn(run, words, drawn):
    assert titles(run("--format", "svg", *words)[1]) == drawn


def test_owners_are_in_every_form(run):
    assert [b"Growth team" in run("--format", form, "--owners")[1] for form in ("svg", "mermaid", "dot")] == [True] * 3
    assert [b"Growth team" in run("--format", form)[1] for form in ("svg", "mermaid", "dot")] == [False] * 3


def test_a_theme_fixes_the_colors(run):
    assert [b'fill="#fff4d6"' in run("--format", "svg", "--theme", theme)[1] for theme in ("light", "dark")] == [
        True,
        False,
    ]


def test_png_is_as_large_as_asked(run):
    pytest.importorskip("resvg_py")
    svg = ET.fromstring(run("--format", "svg")[1])
    for scale in (1, 2):
        png = run("--format", "png", "--scale", scale)[1]
        assert png[:8] == b"\x89PNG\r\n\x1a\n"
        width, height = struct.unpack(">II", png[16:24])
        assert (width, height) == tuple(round(float(svg.get(side)) * scale) for side in ("width", "height"))


def test_pdf_is_written_to_a_file(run, tmp_path):
    pytest.importorskip("vl_convert")
    assert run("--format", "pdf", "-o", "tree.pdf") == (0, b"", "")
    assert (tmp_path / "tree.pdf").read_bytes()[:5] == b"%PDF-"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            ["--format", "svg", "--where", "statu = active"],
            "error: --where, column 1: goals have no field 'statu'; did you mean 'status'?\n",
        ),
        (["--format", "svg", "--root", "grwth"], "error: no goal has the id 'grwth'. did you mean 'growth'?\n"),
        (["--format", "svg", "--where", "status = dropped"], "error: there is no goal to draw\n"),
        (["--root", "growth"], "error: --where and --root choose what is drawn; json has all goals\n"),
    ],
)
def test_what_cannot_be_drawn_is_said(run, words, told):
    assert run(*words) == (2, b"", told)


@pytest.mark.parametrize(("form", "package"), [("png", "resvg_py"), ("pdf", "vl_convert")])
def test_without_the_extra_a_line_says_what_to_install(run, tmp_path, form, package):
    # A process of its own, to whose Python the package is unknown.
    hidden = f"import sys; sys.modules[{package!r}] = None\nfrom mkdocs_goal_tree.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", hidden, "export", "--format", form],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (
        2,
        "",
        f"error: {form.upper()} needs {package}, which is not installed: pip install 'mkdocs-goal-tree[export]'\n",
    )


def test_without_its_font_a_line_says_so(run, tmp_path):
    pytest.importorskip("resvg_py")
    hidden = "import sys; sys.modules['font_source_sans_pro'] = None\nfrom mkdocs_goal_tree.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", hidden, "export", "--format", "png"], cwd=tmp_path, capture_output=True, check=False
    )
    assert done.returncode == 0
    assert done.stderr.startswith(b"note: the package font-source-sans-pro is not installed")
