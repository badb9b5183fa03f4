"""Addresses of web editors, from the address of a page's edit button."""

from __future__ import annotations

import pytest

from mkdocs_goal_tree.render.forge import commits_at, forge_of

URI = "outcomes/act.md"
GITHUB = "https://github.com/acme/handbook"
LAB = "https://gitlab.com/acme/products/tutor/handbook"
TEA = "https://codeberg.org/acme/handbook"


@pytest.mark.parametrize(
    ("edit_url", "edit", "new"),
    [
        (
            f"{GITHUB}/edit/main/goals/{URI}",
            f"{GITHUB}/edit/main/goals/data/x%20y.csv",
            f"{GITHUB}/new/main/goals/outputs?filename=new.md&value=a%3A%20%22%26%22%0A",
        ),
        (
            f"{GITHUB}/edit/release/2.0/site/docs/goals/{URI}",
            f"{GITHUB}/edit/release/2.0/site/docs/goals/data/x%20y.csv",
            f"{GITHUB}/new/release/2.0/site/docs/goals/outputs?filename=new.md&value=a%3A%20%22%26%22%0A",
        ),
        (
            f"https://git.acme.example:8443/team/handbook/edit/main/{URI}",
            "https://git.acme.example:8443/team/handbook/edit/main/data/x%20y.csv",
            "https://git.acme.example:8443/team/handbook/new/main/outputs?filename=new.md&value=a%3A%20%22%26%22%0A",
        ),
        (
            f"https://github.com/edit/edit/edit/edit/goals/{URI}",
            "https://github.com/edit/edit/edit/edit/goals/data/x%20y.csv",
            "https://github.com/edit/edit/new/edit/goals/outputs?filename=new.md&value=a%3A%20%22%26%22%0A",
        ),
        (
            f"{LAB}/-/edit/main/goals/{URI}",
            f"{LAB}/-/edit/main/goals/data/x%20y.csv",
            f"{LAB}/-/new/main/goals/outputs?file_name=new.md",
        ),
        (
            f"https://gitlab.com/acme/handbook/edit/master/goals/{URI}",
            "https://gitlab.com/acme/handbook/-/edit/master/goals/data/x%20y.csv",
            "https://gitlab.com/acme/handbook/-/new/master/goals/outputs?file_name=new.md",
        ),
        (
            f"{TEA}/_edit/main/goals/{URI}",
            f"{TEA}/_edit/main/goals/data/x%20y.csv",
            f"{TEA}/_new/main/goals/outputs?filename=new.md",
        ),
    ],
    ids=["github", "branch-with-slash", "enterprise", "all-called-edit", "gitlab", "gitlab-by-default", "gitea"],
)
def test_a_forge_opens_files_of_the_goals_folder(edit_url: str, edit: str, new: str) -> None:
    forge = forge_of(edit_url, URI)

    assert forge
    assert (forge.edit("data/x y.csv"), forge.new("outputs/new.md", 'a: "&"\n')) == (edit, new)


@pytest.mark.parametrize(
    "edit_url",
    [
        "",
        f"https://bitbucket.org/acme/handbook/src/default/goals/{URI}",
        f"https://dev.azure.com/acme/_git/handbook?path=/goals/{URI}",
        f"{GITHUB}/edit/main/goals/{URI}?at=1",
        f"{GITHUB}/blob/main/goals/{URI}",
        f"{GITHUB}/edit/main/goals/outcomes/act",
        f"{GITHUB}/edit/main/goals/other.md",
        f"javascript:/a/b/edit/main/{URI}",
        f"/acme/handbook/edit/main/goals/{URI}",
        f"https://[/edit/main/{URI}",
    ],
)
def test_any_other_address_is_of_no_forge(edit_url: str) -> None:
    assert forge_of(edit_url, URI) is None


def test_a_file_name_with_spaces_is_found_as_mkdocs_writes_it() -> None:
    forge = forge_of(f"{GITHUB}/edit/main/goals/my goals/a b.md", "my goals/a b.md")

    assert forge
    assert forge.edit("my goals/a b.md") == f"{GITHUB}/edit/main/goals/my%20goals/a%20b.md"


def test_a_text_too_long_for_an_address_is_left_out() -> None:
    forge = forge_of(f"{GITHUB}/edit/main/{URI}", URI)

    assert forge
    assert forge.new("x.md", "long " * 2000) == f"{GITHUB}/new/main?filename=x.md"


@pytest.mark.parametrize(
    ("repo_url", "edit_uri", "expected"),
    [
        (GITHUB, "", f"{GITHUB}/commit/"),
        (f"{GITHUB}.git/", "edit/main/docs/", f"{GITHUB}/commit/"),
        ("https://github.acme.example/team/handbook", "", "https://github.acme.example/team/handbook/commit/"),
        (LAB, "", f"{LAB}/-/commit/"),
        ("https://bitbucket.org/acme/handbook", "", "https://bitbucket.org/acme/handbook/commits/"),
        (TEA, "", f"{TEA}/commit/"),
        ("https://me@git.example.org/a/b", "-/edit/main/", "https://me@git.example.org/a/b/-/commit/"),
        ("https://git.example.org/a/b", "_edit/main/", "https://git.example.org/a/b/commit/"),
        ("https://git.example.org/a/b", "edit/main/", "https://git.example.org/a/b/commit/"),
        ("https://git.example.org/a/b", "", ""),
        ("https://github@git.example.org/a/b", "", ""),
        ("javascript:alert(1)//github.com", "", ""),
        ("", "edit/main/", ""),
    ],
)
def test_a_commit_has_an_address_where_the_forge_is_known(repo_url: str, edit_uri: str, expected: str) -> None:
    assert commits_at(repo_url, edit_uri) == expected
