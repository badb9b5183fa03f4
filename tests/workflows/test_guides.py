"""The guides: their workflows are those of the package, and their commands do what they show."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from textwrap import dedent
from typing import NamedTuple

import yaml
from recipes import TOP, WORKFLOWS, git, handbook, run

GUIDE = TOP / "docs/guide"
INIT = WORKFLOWS.parent / "init"


class Block(NamedTuple):
    language: str
    text: str
    file: str
    """The file that the line above names, if any."""


def blocks(name):
    """The fenced blocks of a page, in order."""
    page = (GUIDE / name).read_text("utf-8")
    pattern = r"([^\n]*)\n\n( *)```(\w+)\n(.*?)\n\2```$"
    found = re.findall(pattern, page, re.DOTALL | re.MULTILINE)
    assert len(found) == page.count("```") / 2
    return [
        Block(language, dedent(text), (re.findall(r"`([^`]+)`[^`]*:$", above) or [""])[-1])
        for above, _, language, text in found
    ]


def commands(text):
    """Each command of a console block with what it prints."""
    return re.findall(r"^\$ (.*)\n?((?:(?!\$ ).*\n?)*)", text, re.MULTILINE)


def follow(name, folder):
    """Does what a page says: writes its files, runs its commands, and compares what they print where the page shows it."""
    for block in blocks(name):
        if block.file and block.language != "console":
            (folder / block.file).parent.mkdir(parents=True, exist_ok=True)
            (folder / block.file).write_text(block.text + "\n")
        for command, shown in commands(block.text) if block.language == "console" else ():
            done = run(command.partition("  #")[0], folder)
            assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
            assert not shown.strip() or done.stdout.strip() == shown.strip(), command


def test_the_pages_of_previews_and_news_show_the_workflows_as_they_are():
    shown = {block.text + "\n" for name in ("previews.md", "news.md") for block in blocks(name)}
    assert [path.name for path in WORKFLOWS.iterdir() if path.read_text("utf-8") not in shown] == []


def test_init_writes_the_settings_that_the_guides_show():
    written = (INIT / "mkdocs.yml").read_text("utf-8")
    settings = [line.strip() for line in written.splitlines() if "GOAL_TREE" in line and "#" not in line]
    for name in ("adopt.md", "previews.md"):
        text = next(block.text for block in blocks(name) if "plugins:" in block.text)
        assert [line.strip() for line in text.splitlines() if "GOAL_TREE" in line] == settings


def test_the_container_of_the_guide_is_that_of_init_and_makes_the_handbook_first():
    pasted = json.loads(blocks("first-goal-in-the-browser.md")[0].text)
    written = json.loads((INIT / "devcontainer.json").read_text("utf-8"))
    install = written["postCreateCommand"]
    assert pasted["postCreateCommand"].startswith(f"{install} && (test -e mkdocs.yml || goal-tree init ")
    assert pasted == {**written, "postCreateCommand": pasted["postCreateCommand"]}


def test_the_first_goal_in_the_browser(tmp_path):
    folder = tmp_path / "our-handbook"
    folder.mkdir()
    container, goal, measure = blocks("first-goal-in-the-browser.md")
    file = folder / ".devcontainer/devcontainer.json"
    file.parent.mkdir()
    file.write_text(container.text)
    command = json.loads(container.text)["postCreateCommand"]
    assert run(command, folder).returncode == 0
    assert file.read_text() == container.text
    assert sorted(path.name for path in (folder / ".github/workflows").iterdir()) == [
        "handbook.yml",
        "preview-comment.yml",
        "preview.yml",
        "reminders.yml",
    ]
    outcome = folder / "goals/outcomes/act-on-result.md"
    assert outcome.read_text().startswith(goal.text)
    line = "contributes_to: more-active-learners\n"
    outcome.write_text(outcome.read_text().replace(line, line + measure.text + "\n"))
    (folder / "goals/outputs/fast-upload.md").unlink()
    assert run(command, folder).returncode == 0, "a second codespace"
    assert not (folder / "goals/outputs/fast-upload.md").exists()
    done = run("goal-tree check --fail-on warning && mkdocs build --strict", folder)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Results opened within 1 min" in (folder / "site/goals/outcomes/act-on-result/index.html").read_text()


def test_adopting_it_on_an_existing_handbook(tmp_path):
    folder = tmp_path / "old"
    (folder / "docs").mkdir(parents=True)
    (folder / "docs/index.md").write_text("# Ours\n")
    (folder / "docs/teams.md").write_text("# Teams\n")
    (folder / "mkdocs.yml").write_text("site_name: Ours\ntheme:\n  name: material\n\n")
    assert run("mkdocs build --strict --site-dir before", folder).returncode == 0
    plugins = next(block.text for block in blocks("adopt.md") if block.text.startswith("plugins:"))
    with (folder / "mkdocs.yml").open("a") as file:
        file.write(plugins + "\n")
    follow("adopt.md", folder)
    assert (folder / "site/teams/index.html").is_file()
    assert (folder / "site/goals/outcomes/act-on-result/index.html").is_file()
    outcome = folder / "goals/outcomes/act-on-result.md"
    outcome.write_text(outcome.read_text().replace("type: outcome\n", "type: outcome\nstatus: active\n"))
    (proposed,) = re.findall(r"\| a proposed change \| `(.*?)`", (GUIDE / "adopt.md").read_text("utf-8"))
    (published,) = re.findall(r"\| publishing \| `(.*?)`", (GUIDE / "adopt.md").read_text("utf-8"))
    assert run(proposed, folder).returncode == 1, "a new warning stops the change"
    assert run(published, folder).returncode == 0
    assert run("goal-tree check --write-baseline .goal-tree-baseline.json", folder).returncode == 0
    assert run(proposed, folder).returncode == 0, "a known one does not"


def test_upgrading(tmp_path):
    folder = handbook(tmp_path / "handbook")
    follow("upgrade.md", folder)
    assert (folder / "requirements.txt").read_text() == "mkdocs-goal-tree[material]==0.1.*\n"
    assert not (folder / "before.json").exists()


def test_what_upgrade_says_finds_what_the_new_version_adds(tmp_path):
    folder = handbook(tmp_path / "handbook")
    steps = [line for block in blocks("upgrade.md") for line, _ in commands(block.text) if "before.json" in line]
    # The old version is one that does not know the rule which the new one has.
    site = folder / "mkdocs.yml"
    new = site.read_text()
    site.write_text(new.replace("      fail_on:", "      rules:\n        GT2: off\n      fail_on:"))
    file = folder / "goals/outcomes/act-on-result.md"
    file.write_text(file.read_text().replace("type: outcome\n", "type: outcome\nstatus: active\n"))
    assert run(steps[0], folder).returncode == 0
    site.write_text(new)
    done = run(steps[1], folder)
    assert (done.returncode, "no-owner" in done.stdout) == (0, True), done.stdout


def test_the_commands_of_the_page_of_previews(tmp_path):
    folder = handbook(tmp_path / "handbook")
    follow("previews.md", folder)
    assert (folder / ".github/workflows/preview.yml").is_file()


def test_the_commands_of_the_page_of_news(tmp_path):
    folder = handbook(tmp_path / "handbook")
    shown = [command for block in blocks("news.md") if block.language == "console" for command in commands(block.text)]
    asked = [command for command, _ in shown if "--due" in command]
    assert len(asked) == 1 < len(shown)
    done = run(asked[0], folder)
    assert (done.returncode, done.stdout) == (0, "No review is overdue, no number is old, no end has passed.\n")


def test_cloudflare_builds_with_the_command_of_the_page(tmp_path):
    folder = handbook(tmp_path / "handbook")
    page = (GUIDE / "previews.md").read_text("utf-8")
    (command,) = re.findall(r"\| build command \| `(.*?)` \|", page)
    (words,) = re.findall(r"\| variables for preview \| (.*?) \|", page)
    git(tmp_path, "clone", "-q", "--bare", "handbook", "origin.git")
    git(folder, "remote", "add", "origin", str(tmp_path / "origin.git"))
    git(folder, "switch", "-q", "-c", "change")
    done = run(f"set +e; {command}", folder, dict(re.findall(r"(\w+)=([^`]+)", words)))
    assert done.returncode == 0, done.stdout + done.stderr
    assert (folder / "site/goals/index.html").is_file()


def test_the_other_files_of_the_guides_are_what_their_tools_read(tmp_path):
    hooks = next(block for block in blocks("adopt.md") if block.file == ".pre-commit-config.yaml")
    (used,) = yaml.safe_load(hooks.text)["repos"]
    ours = yaml.safe_load((TOP / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert [one["id"] for one in used["hooks"]] == [one["id"] for one in ours]
    (step,) = yaml.safe_load(next(block.text for block in blocks("adopt.md") if "uses:" in block.text))
    assert set(step["with"]) <= set(yaml.safe_load((TOP / "action.yml").read_text("utf-8"))["inputs"])
    dependabot = next(block for block in blocks("upgrade.md") if block.file == ".github/dependabot.yml")
    (tmp_path / "dependabot.yml").write_text(dependabot.text)
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.dependabot"]
    done = subprocess.run([*command, str(tmp_path / "dependabot.yml")], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_readme_begins_with_a_handbook_and_its_commands_are_there(tmp_path):
    install, goal, make = blocks("../../README.md")
    assert commands(install.text)[-1][0] == "mkdocs serve"
    for command, _ in commands(install.text)[:-1]:
        assert run(command, tmp_path).returncode == 0, command
    assert (tmp_path / goal.file).is_file()
    (tmp_path / goal.file).write_text(goal.text + "\n")
    done = run("goal-tree check --fail-on warning && mkdocs build --strict", tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    page = (TOP / "README.md").read_text("utf-8")
    linked = [name for name in re.findall(r"\]\((?!http)([^)#]+)", page) if not (TOP / name).is_file()]
    assert linked == []
    targets = {words[1] for command, _ in commands(make.text) if (words := command.split())}
    assert targets <= set(re.findall(r"^([a-z]+):", (TOP / "Makefile").read_text("utf-8"), re.MULTILINE))
