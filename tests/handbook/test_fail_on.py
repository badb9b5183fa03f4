"""What a finding does to a build: all are told first, then it stops, or not."""

from __future__ import annotations

import pytest
from sites import build, mkdocs, page, write
from small import own_lines, site, text

ONE_OF_EACH = {
    "goals/a.md": "---\ntype: impact\ntitle: A\naliases: old-a\nwiegt: 1\n---\n",
    "goals/d.md": "---\ntype: impact\ntitle: D\ncontributes_to: old-a\n---\n",
    "goals/b.md": "---\ntype: outcom\n---\n",
    "goals/c.md": "---\ntype: output\ntitle: C\ncontributes_to: nothing\n---\n",
}
ERROR_B = "goals/b.md:2:7: error: unknown-type (GT102): type is 'outcom', none of impact, outcome, output"
ERROR_C = "goals/c.md:4:17: error: unknown-goal (GT201): "
WARNING = "goals/a.md:5:1: warning: unknown-field (GT105): "
INFO = "goals/d.md:4:17: info: alias-used (GT215): "


def levels(built):
    """How a finding of each severity was logged."""
    lines = own_lines(built.log)
    return [next(line.split(":")[0] for line in lines if part in line) for part in (ERROR_B, ERROR_C, WARNING, INFO)]


@pytest.mark.parametrize(
    ("fail_on", "expected"),
    [
        ("error", ["ERROR", "ERROR", "INFO", "INFO"]),
        ("warning", ["ERROR", "ERROR", "WARNING", "INFO"]),
        ("info", ["ERROR", "ERROR", "WARNING", "WARNING"]),
    ],
)
def test_a_build_stops_once_after_all_findings_are_told(tmp_path, fail_on, expected):
    built = build(write(tmp_path, site(ONE_OF_EACH, plugin=f"fail_on: {fail_on}")))
    assert built.failed == "Aborted with a BuildError!"
    assert levels(built) == expected
    assert built.log[-1].endswith(f" of severity {fail_on} or above; see the log")
    assert sum("see the log" in line for line in built.log) == 1
    assert not (built.site / "goals/index.html").exists()


@pytest.mark.parametrize("strict", [False, True])
def test_never_builds_and_says_it_on_the_pages(tmp_path, strict):
    built = build(write(tmp_path, site(ONE_OF_EACH, plugin="fail_on: never")), strict=strict)
    assert (built.failed, built.warnings) == (None, [])
    assert levels(built) == ["INFO"] * 4
    assert "goals/b.md:2:7" in text(page(built, "goals/b/"))
    assert "goals/c.md:4:17" in text(page(built, "goals/c/"))


@pytest.mark.parametrize(
    ("fail_on", "failed"),
    [("error", None), ("warning", "Aborted with a BuildError!")],
)
def test_strict_counts_from_the_severity_that_stops_a_build(tmp_path, fail_on, failed):
    files = {"goals/a.md": ONE_OF_EACH["goals/a.md"]}
    built = build(write(tmp_path, site(files, plugin=f"fail_on: {fail_on}")), strict=True)
    assert built.failed == failed
    assert bool(built.warnings) == bool(failed)


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("fail_on", ["error", "info"])
def test_serve_never_stops(tmp_path, fail_on, strict):
    built = build(write(tmp_path, site(ONE_OF_EACH, plugin=f"fail_on: {fail_on}")), command="serve", strict=strict)
    assert built.failed is None
    assert "goals/b.md:2:7" in text(page(built, "goals/b/"))
    assert "goals/b.md:2:7" in text(page(built, "goals/"))


def test_an_option_that_is_not_there_is_told_by_us_and_the_rest_builds(tmp_path):
    files = site(plugin="goal_dir: x\nengine: visio\nfail_on: never")
    files["mkdocs.yml"] = str(files["mkdocs.yml"]).replace("today: 2026-05-13", "today: '2026-13-45'")
    built = build(write(tmp_path, files), strict=True)
    assert built.failed is None
    said = own_lines(built.log)
    assert sorted(line.partition(" (GT901)")[0] for line in said) == [
        "INFO: mkdocs.yml:7:14: error: unknown-option",
        "INFO: mkdocs.yml:8:7: error: unknown-option",
        "INFO: mkdocs.yml:9:15: error: unknown-option",
    ]
    assert "mkdocs.yml:8:7" in text(page(built, "goals/"))


def test_the_process_ends_with_one_and_without_a_traceback(tmp_path):
    run = mkdocs(write(tmp_path, site(ONE_OF_EACH)), "build")
    assert run.returncode == 1
    assert ERROR_B in run.stderr
    assert "Traceback" not in run.stderr
    assert "Aborted with a BuildError!" in run.stdout


def test_nothing_of_a_goal_reaches_the_log_raw(tmp_path):
    files = {"goals/a.md": '---\ntype: "\\e[31m\\n::error::x"\ntitle: T\n---\n'}
    built = build(write(tmp_path, site(files, plugin="fail_on: never")))
    assert not any("\x1b" in line or "\n::" in line for line in built.log)
