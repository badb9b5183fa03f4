"""`goal-tree rename` as it is typed: its whole output, its exit code, and what became of the files."""

from __future__ import annotations

import os
from pathlib import Path
from textwrap import dedent

import pytest
from click.testing import CliRunner

from mkdocs_goal_tree.cli import changes, main
from repositories import git, repository

SITE = {
    "mkdocs.yml": """
        site_name: Handbook
        nav:
          - Home: index.md
          - The weekend: goals/outcomes/weekend.md
        plugins:
          - goal-tree:
              today: 2026-05-13
        """,
    "docs/index.md": """
        # Home

        [The weekend][weekend], [its page](goals/outcomes/weekend.md), [a number](goals/outcomes/weekend.md#metric-active).

        ```goal-metric
        goal: weekend
        metric: active
        ```

        > ```goal-tree
        > roots: engagement, weekend
        > where: under = weekend or parents in (weekend, "weekend") or tags = weekend
        > ```

        ```text
        goal: weekend
        ```
        """,
    "goals/impacts/engagement.md": """
        ---
        type: impact
        title: Learners come back
        ---
        """,
    "goals/outcomes/weekend.md": """
        ---
        type: outcome
        title: Learners practice on Saturday
        contributes_to: engagement
        metrics:
          - name: Active on Saturday
            id: active
            baseline: 31
            target: 40
          - {name: Complaints, role: guardrail, baseline: 4, target: {max: 5}}
        ---
        """,
    "goals/outputs/reminder.md": """
        ---
        type: output
        title: Weekend reminder
        contributes_to: weekend # for now
        expects: {metric: active, from: 31, to: 36}
        reviews:
          - due: 2026-09-01
            expects: {outcome: weekend, metric: complaints, from: 4, to: 4}
            verdicts:
              - {outcome: Weekend, metric: Complaints, verdict: not-moved}
        ---

        The [weekend] matters.
        """,
}


@pytest.fixture
def site(tmp_path, monkeypatch):
    for name, text in SITE.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(dedent(text).lstrip("\n").encode())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words):
    result = CliRunner().invoke(main, ["rename", *words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


def texts(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes().decode()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".git" not in path.parts
    }


def changed_lines(before, after):
    """The lines that are new, by file."""
    return {
        name: [line for line in text.splitlines() if line not in before.get(name, "").splitlines()]
        for name, text in after.items()
        if before.get(name) != text
    }


def test_a_goal_gets_another_id_everywhere(site):
    before = texts(site)

    assert run("weekend", "saturday") == (
        0,
        (
            "mkdocs.yml: 1 place\n"
            "docs/index.md: 8 places\n"
            "goals/outputs/reminder.md: 4 places\n"
            "goals/outcomes/weekend.md -> goals/outcomes/saturday.md: 1 place\n"
            "weekend is saturday now; the former id stays as an alias\n"
        ),
        "",
    )
    after = texts(site)
    assert set(before) - set(after) == {"goals/outcomes/weekend.md"}
    assert after["goals/outcomes/saturday.md"] == before["goals/outcomes/weekend.md"].replace(
        "Saturday\ncontributes", "Saturday\naliases: weekend\ncontributes"
    )
    assert changed_lines({**before, "goals/outcomes/saturday.md": after["goals/outcomes/saturday.md"]}, after) == {
        "mkdocs.yml": ["  - The weekend: goals/outcomes/saturday.md"],
        "docs/index.md": [
            (
                "[The weekend][saturday], [its page](goals/outcomes/saturday.md), "
                "[a number](goals/outcomes/saturday.md#metric-active)."
            ),
            "goal: saturday",
            "> roots: engagement, saturday",
            '> where: under = saturday or parents in (saturday, "saturday") or tags = weekend',
        ],
        "goals/outputs/reminder.md": [
            "contributes_to: saturday # for now",
            "    expects: {outcome: saturday, metric: complaints, from: 4, to: 4}",
            "      - {outcome: saturday, metric: Complaints, verdict: not-moved}",
            "The [saturday] matters.",
        ],
    }


def test_a_goal_can_be_renamed_back(site):
    before = texts(site)
    run("weekend", "saturday")

    assert run("saturday", "weekend")[0] == 0
    expected = {
        name: text.replace("Saturday\ncont", "Saturday\naliases: saturday\ncont") for name, text in before.items()
    }
    expected["goals/outputs/reminder.md"] = expected["goals/outputs/reminder.md"].replace("Weekend, m", "weekend, m")
    assert texts(site) == expected


def test_a_metric_gets_another_id_and_what_calls_it_by_its_name_stays(site):
    before = texts(site)

    assert run("weekend.active", "active-on-saturday") == (
        0,
        (
            "docs/index.md: 2 places\n"
            "goals/outcomes/weekend.md: 2 places\n"
            "goals/outputs/reminder.md: 1 place\n"
            "active is active-on-saturday now; the former id stays as an alias\n"
        ),
        "",
    )
    assert run("weekend.complaints", "angry") == (
        0,
        (
            "goals/outcomes/weekend.md: 1 place\n"
            "goals/outputs/reminder.md: 1 place\n"
            "complaints is angry now; the former id stays as an alias\n"
        ),
        "",
    )
    assert changed_lines(before, texts(site)) == {
        "docs/index.md": [
            (
                "[The weekend][weekend], [its page](goals/outcomes/weekend.md), "
                "[a number](goals/outcomes/weekend.md#metric-active-on-saturday)."
            ),
            "metric: active-on-saturday",
        ],
        "goals/outcomes/weekend.md": [
            "    id: active-on-saturday",
            "    aliases: active",
            "  - {name: Complaints, id: angry, aliases: complaints, role: guardrail, baseline: 4, target: {max: 5}}",
        ],
        "goals/outputs/reminder.md": [
            "expects: {metric: active-on-saturday, from: 31, to: 36}",
            "    expects: {outcome: weekend, metric: angry, from: 4, to: 4}",
        ],
    }


def test_a_metric_can_be_renamed_back(site):
    before = texts(site)
    run("weekend.active", "busy")

    assert run("weekend.busy", "active")[0] == 0
    alias = before["goals/outcomes/weekend.md"].replace("    id: active\n", "    id: active\n    aliases: busy\n")
    assert texts(site) == {**before, "goals/outcomes/weekend.md": alias}


@pytest.mark.parametrize("option", ["--dry-run", "--diff"])
def test_a_dry_run_shows_the_diff_and_writes_nothing(option, site):
    before = texts(site)
    code, out, err = run("weekend", "saturday", option)

    assert (code, err, texts(site)) == (0, "", before)
    assert [line for line in out.splitlines() if line.startswith(("---", "+++"))] == [
        "--- a/mkdocs.yml",
        "+++ b/mkdocs.yml",
        "--- a/docs/index.md",
        "+++ b/docs/index.md",
        "--- a/goals/outputs/reminder.md",
        "+++ b/goals/outputs/reminder.md",
        "--- a/goals/outcomes/weekend.md",
        "+++ b/goals/outcomes/saturday.md",
    ]
    assert out.endswith(
        "+++ b/goals/outcomes/saturday.md\n@@ -1,6 +1,7 @@\n ---\n type: outcome\n title: Learners practice on Saturday\n"
        "+aliases: weekend\n contributes_to: engagement\n metrics:\n   - name: Active on Saturday\n"
    )


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("weeknd", "x", "error: no goal is called 'weeknd'\n    help: did you mean 'weekend'?\n"),
        ("weekend", "A b", "error: nothing is written: 'A b' is no id; an id has a-z, 0-9 and '-', at most 63\n"),
        ("weekend", "../x", "error: nothing is written: '../x' is no id; an id has a-z, 0-9 and '-', at most 63\n"),
        ("weekend", "weekend", "error: nothing is written: weekend is its id already\n"),
        ("weekend", "reminder", "error: nothing is written: there is a goal reminder already\n"),
        (
            "weekend.activ",
            "x",
            "error: nothing is written: weekend has no metric 'activ'; did you mean 'active'?\n",
        ),
        ("reminder.x", "y", "error: nothing is written: reminder has no metric 'x'; it has none that can be read\n"),
        ("weekend.active", "Ö", "error: nothing is written: 'Ö' is no id; an id has a-z, 0-9 and '-', at most 63\n"),
        ("weekend.active", "active", "error: nothing is written: active is its id already\n"),
        ("weekend.active", "complaints", "error: nothing is written: weekend has a metric complaints already\n"),
    ],
)
def test_what_cannot_be_renamed_is_said(old, new, why, site):
    before = texts(site)

    assert run(old, new) == (2, "", why)
    assert texts(site) == before


def test_a_former_id_of_another_goal_is_taken(site):
    run("engagement", "growth")

    assert run("weekend", "engagement") == (
        2,
        "",
        "error: nothing is written: engagement is a former id of growth\n",
    )


def test_a_file_of_that_name_is_never_overwritten(site):
    other = site / "goals/outcomes/Saturday.MD"
    other.write_text("Not a goal file.")
    before = texts(site)

    assert run("weekend", "saturday") == (
        2,
        "",
        "goals/outcomes/saturday.md: error: there is a file Saturday.MD already; nothing is written\n",
    )
    assert texts(site) == before


def test_a_read_only_file_stops_it_all(site):
    before = texts(site)
    (site / "goals/outputs/reminder.md").chmod(0o444)

    assert run("weekend", "saturday") == (
        2,
        "",
        "goals/outputs/reminder.md: error: it is read-only; nothing is written\n",
    )
    assert texts(site) == before


def test_a_disk_that_fails_half_way_leaves_every_file_as_it_was(site, monkeypatch):
    before = texts(site)
    replace = Path.replace

    def full(self, target):
        if Path(target).name == "saturday.md":
            raise OSError(28, os.strerror(28))
        return replace(self, target)

    monkeypatch.setattr(changes.Path, "replace", full)

    assert run("weekend", "saturday") == (
        2,
        "",
        "goals/outcomes/weekend.md: error: cannot be written: No space left on device; nothing is written\n",
    )
    assert texts(site) == before


def test_files_that_cannot_be_read_are_named(site):
    (site / "goals/broken.md").write_text("---\ntype: output\ncontributes_to: [weekend\n---\n")
    (site / "goals/latin.md").write_bytes(b"---\ntype: output\ntitle: Caf\xe9\n---\n")
    code, out, err = run("weekend", "saturday")

    assert (code, out.splitlines()[-1]) == (0, "weekend is saturday now; the former id stays as an alias")
    assert err == (
        "goals/latin.md: note: it cannot be read, so it was not looked through\n"
        "goals/broken.md: note: its fields cannot be read; where they say weekend they still do\n"
    )


def test_a_goal_whose_own_file_cannot_be_read_stays(site):
    (site / "goals/broken.md").write_text("---\ntype: output\ntitle: [x\n---\n")
    before = texts(site)

    assert run("broken", "mended") == (
        2,
        "",
        "goals/broken.md: error: it cannot be read as a goal; see goal-tree check\n",
    )
    assert texts(site) == before


def test_git_sees_a_renamed_file(site):
    repository(site, [("2026-05-12", "Start", {})])
    run("weekend", "saturday")
    git(site, "add", "-A")

    assert git(site, "status", "--short").splitlines() == [
        "M  docs/index.md",
        "R  goals/outcomes/weekend.md -> goals/outcomes/saturday.md",
        "M  goals/outputs/reminder.md",
        "M  mkdocs.yml",
    ]


def test_nothing_refers_to_nothing_after_a_rename(site):
    run("weekend", "saturday")
    run("saturday.active", "busy")
    result = CliRunner().invoke(main, ["check", "--select", "GT1,GT2,GT5,GT9", "--fail-on", "error"])

    assert (result.exit_code, result.stdout) == (0, result.stdout)
    assert "GT201" not in result.stdout
    assert "GT214" not in result.stdout
