"""The first steps: three smallest files, and a text that was there before."""

from __future__ import annotations

from pathlib import Path

import pytest
from sites import build, page, write
from small import THEMES, config, headings, links, own_lines, site, text

from mkdocs_goal_tree.core.findings import Severity
from mkdocs_goal_tree.core.project import examine
from mkdocs_goal_tree.core.settings import Settings
from mkdocs_goal_tree.sources import from_folder

ROOT = Path(__file__).parents[2]
SMALLEST = {
    "goals/more-learners-stay.md": """
        ---
        type: impact
        title: More learners stay for a second term
        status: active
        owner: Management
        primary:
          from: 2026-01-01
          reason: Growth was paid for by new learners alone
        metrics:
          name: Second-term enrolments
          baseline: 38
          target: 45
        ---
        """,
    "goals/act-on-result.md": """
        ---
        type: outcome
        title: Learners act on their result within a minute
        status: active
        owner: Assessment team
        contributes_to: more-learners-stay
        who: Learners
        behavior: open their result and start the next exercise
        metrics:
          name: Results opened within 1 min
          baseline: 22
          target:
            value: 80
            by: 2026-09-30
        ---
        """,
    "goals/push-message.md": """
        ---
        type: output
        title: Push message when a result is ready
        status: building
        owner: Assessment team
        contributes_to: act-on-result
        due: 2026-07-01
        expects:
          metric: Results opened within 1 min
          from: 41
          to: 60
          by: 2026-09-30
        ---
        """,
}


@pytest.mark.parametrize("theme", THEMES)
def test_three_smallest_files_make_a_handbook_with_nothing_above_info(tmp_path, theme):
    folder = write(tmp_path, site(SMALLEST, theme=theme))
    for name, content in SMALLEST.items():
        lines = content.strip().splitlines()[1:-1]
        assert sum(not line.endswith(":") for line in lines) <= 12, name

    settings = Settings.model_validate({"today": "2026-05-13"})
    project = examine(from_folder(folder / "goals", "goals"), settings)
    assert [one for one in project.findings if one.severity > Severity.INFO] == []

    built = build(folder, strict=True)
    assert (built.failed, built.warnings) == (None, [])
    assert [line for line in own_lines(built.log) if ": info: " not in line] == [
        "INFO: no history of the goals, so targets that moved and trends are not shown: not a git repository"
    ]
    html = page(built, "goals/")
    for title in ("More learners stay for a second term", "Learners act on their result within a minute"):
        assert title in links(html)
    assert "<svg" in html
    assert headings(page(built, "goals/push-message/")) == ["Push message when a result is ready"]


@pytest.mark.parametrize("theme", THEMES)
def test_the_text_that_the_example_is_from_builds_strictly_as_it_is(tmp_path, theme):
    seeds = sorted((ROOT.parent / "shared/seeds").glob("000_*.txt"))
    if not seeds:
        pytest.skip("../shared/seeds is not beside this repository")
    files = {"mkdocs.yml": config(theme=theme), "docs/seed.md": seeds[0].read_bytes(), **SMALLEST}
    built = build(write(tmp_path, files), strict=True)
    assert (built.failed, built.warnings) == (None, [])
    assert "IMPACT, OUTCOME, OUTPUT - A use case" in text(page(built, "seed/"))
    assert [line for line in own_lines(built.log) if "seed" in line] == []
