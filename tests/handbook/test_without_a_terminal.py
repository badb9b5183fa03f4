"""Adding without a terminal in a real handbook: on GitHub, on GitLab, on no forge."""

from __future__ import annotations

import json
import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from sites import build, page, write
from small import GOALS, site, text

METRIC = {
    "goals/outcomes/act-on-results.md": """
        ---
        type: outcome
        title: Learners act on their result
        contributes_to: more-learners
        metrics:
          - name: Opened
            actuals:
              - {on: 2026-05-01, value: 4}
          - name: Kept
            actuals: {file: ../data/kept.csv}
        ---
        """,
    "goals/data/kept.csv": "value;on;note\n3,5;2026-05-01;\n",
}
PAGE = "goals/outcomes/act-on-results/"


def built(tmp_path, more="", **settings):
    made = build(write(tmp_path, site({**GOALS, **METRIC}, more=more, **settings)), strict=True)
    assert (made.failed, made.warnings) == (None, [])
    return made


def offers(made, url):
    """What a page offers, by its words: the editor's address and the lines."""
    found = re.findall(
        r'<details class="gt-fold"><summary>([^<]*)</summary>\s*<p class="gt-note">.*?<pre>(.*?)</pre>\s*(.*?)</details>',
        page(made, url).partition('<div class="gt gt-add"')[2],
        re.DOTALL,
    )
    addresses = [re.findall(r'<a href="([^"]*)"', tools) for _, _, tools in found]
    return {
        unescape(word): (unescape(url[0]) if url else "", unescape(lines))
        for (word, lines, _), url in zip(found, addresses, strict=True)
    }


def test_github_opens_with_name_and_text_filled_in(tmp_path):
    top = "https://github.com/acme/handbook"
    made = built(tmp_path, f"repo_url: {top}\nedit_uri: edit/main/docs/\n")
    offered = offers(made, PAGE)

    assert list(offered) == ["New output here", "Add a measurement: Opened", "Add a measurement: Kept"]
    url, lines = offered["New output here"]
    assert url.startswith(f"{top}/new/main/goals/outputs?")
    assert parse_qs(urlsplit(url).query) == {"filename": ["new-output.md"], "value": [lines]}
    assert lines.startswith("---\ntype: output\ntitle: Name of the output\ncontributes_to: act-on-results\n")
    assert offered["Add a measurement: Opened"][0] == f"{top}/edit/main/goals/outcomes/act-on-results.md"
    assert offered["Add a measurement: Kept"] == (
        f"{top}/edit/main/goals/data/kept.csv",
        "VALUE;2026-05-13;WHAT MOVED IT",
    )
    assert offers(made, "goals/")["New impact"][0].startswith(f"{top}/new/main/goals/impacts?filename=new-impact.md&")


def test_gitlab_opens_with_the_name(tmp_path):
    top = "https://gitlab.com/acme/products/handbook"
    offered = offers(built(tmp_path, f"repo_url: {top}\nedit_uri: -/edit/main/docs/\n"), PAGE)

    assert offered["New output here"][0] == f"{top}/-/new/main/goals/outputs?file_name=new-output.md"
    assert offered["Add a measurement: Opened"][0] == f"{top}/-/edit/main/goals/outcomes/act-on-results.md"


def test_another_forge_opens_the_file_of_the_page(tmp_path):
    offered = offers(built(tmp_path, "repo_url: https://bitbucket.org/acme/handbook\n"), PAGE)

    assert {word: url for word, (url, _) in offered.items()} == {
        "New output here": "",
        "Add a measurement: Opened": "https://bitbucket.org/acme/handbook/src/default/goals/outcomes/act-on-results.md",
        "Add a measurement: Kept": "",
    }


def test_without_a_repository_the_lines_stand_alone(tmp_path):
    made = built(tmp_path)

    assert {
        url for where in (PAGE, "goals/", "goals/impacts/more-learners/") for url, _ in offers(made, where).values()
    } == {""}
    assert offers(made, "goals/outputs/push-messages/") == {}
    found = json.loads((made.site / "search/search_index.json").read_text("utf-8"))
    assert [one["location"] for one in found["docs"] if "VALUE" in one["text"]] == []


@pytest.mark.parametrize("url", [PAGE, "goals/"])
def test_it_can_be_switched_off(tmp_path, url):
    assert "Add to it" not in text(page(built(tmp_path, plugin="pages: {additions: false}"), url))


def test_it_stands_above_the_pages_that_mention_the_goal(tmp_path):
    folder = write(tmp_path, site({**GOALS, **METRIC}))
    write(folder, {"docs/index.md": "# Home\n\n[see][act-on-results]\n"})
    html = page(build(folder), PAGE)

    assert 0 < html.index('class="gt gt-add"') < html.index('<h2 id="mentioned-in"')
