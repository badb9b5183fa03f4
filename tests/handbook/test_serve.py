"""`mkdocs serve` on a folder of goals: pages follow the files, and a broken file never takes the server down."""

from __future__ import annotations

import pytest
from sites import serve, wait_for, wait_until_gone, write
from small import GOALS, OUTPUT, headings, site, text


@pytest.mark.parametrize("goals", ["goals", "docs/goals"])
def test_add_edit_rename_break_mend_and_delete(tmp_path, goals):
    files = {name.replace("goals", goals, 1): content for name, content in GOALS.items()}
    new = f"{goals}/outputs/new.md"
    with serve(write(tmp_path, site(files, plugin=f"goals_dir: {goals}", more="strict: true\n"))) as serving:
        url = f"{serving.url}goals/outputs/new/"
        tree = f"{serving.url}goals/"
        write(tmp_path, {new: OUTPUT.replace("Push messages", "Added")})
        wait_for(url, lambda html: headings(html) == ["Added"])
        wait_for(tree, lambda html: "Added" in html)

        write(tmp_path, {new: OUTPUT.replace("Push messages", "Edited")})
        wait_for(url, lambda html: headings(html) == ["Edited"])
        wait_for(tree, lambda html: "Edited" in html and "Added" not in html)

        write(tmp_path, {new: "---\ntype: output\ntitle: a: b\n---\nStill here.\n"})
        broken = text(wait_for(url, lambda html: "bad-front-matter (GT101)" in html))
        assert f"{new}:3:" in broken
        assert "Still here." in broken
        assert "bad-front-matter (GT101)" in wait_for(tree, lambda html: True)

        write(
            tmp_path,
            {new: OUTPUT.replace("contributes_to: act", "contributes_to: no-such").replace("Push messages", "Lost")},
        )
        assert f"{new}:4:17" in text(wait_for(url, lambda html: "unknown-goal (GT201)" in html))

        write(tmp_path, {new: OUTPUT.replace("Push messages", "Mended")})
        wait_for(url, lambda html: headings(html) == ["Mended"] and "GT201" not in html)

        (tmp_path / new).rename(tmp_path / goals / "outputs/renamed.md")
        wait_for(f"{serving.url}goals/outputs/renamed/", lambda html: headings(html) == ["Mended"])
        wait_until_gone(url)

        (tmp_path / goals / "outputs/renamed.md").unlink()
        wait_until_gone(f"{serving.url}goals/outputs/renamed/")
        wait_for(tree, lambda html: "Mended" not in html)
        assert "Traceback" not in serving.log
        assert serving.process.poll() is None


def test_it_starts_on_broken_goals_and_without_any(tmp_path):
    folder = write(tmp_path, site({"goals/bad.md": "---\ntype: [\n---\n"}))
    with serve(folder) as serving:
        assert "bad-front-matter (GT101)" in wait_for(f"{serving.url}goals/bad/", lambda html: True)
        (folder / "goals/bad.md").unlink()
        wait_until_gone(f"{serving.url}goals/bad/")
        assert headings(wait_for(serving.url, lambda html: True)) == ["Home"]
        assert serving.process.poll() is None


def test_settings_and_today_are_read_again_at_each_rebuild(tmp_path):
    folder = write(tmp_path, site())
    with serve(folder) as serving:
        wait_for(f"{serving.url}goals/", lambda html: "13 May 2026" in html)
        config = folder / "mkdocs.yml"
        config.write_text(config.read_text(encoding="utf-8").replace("2026-05-13", "2026-05-14"), encoding="utf-8")
        wait_for(f"{serving.url}goals/", lambda html: "14 May 2026" in html)


def test_a_measurement_in_a_table_is_followed(tmp_path):
    metrics = "metrics:\n  name: N\n  baseline: 1\n  target: 9\n  actuals: {file: n.csv}\n"
    goal = f"---\ntype: impact\ntitle: T\nstatus: active\n{metrics}---\n"
    folder = write(tmp_path, site({"goals/t.md": goal, "goals/n.csv": "on,value\n2026-05-01,3\n"}))
    with serve(folder) as serving:
        wait_for(f"{serving.url}goals/t/", lambda html: "25 % of the way" in text(html))
        write(folder, {"goals/n.csv": "on,value\n2026-05-01,5\n"})
        wait_for(f"{serving.url}goals/t/", lambda html: "50 % of the way" in text(html))
