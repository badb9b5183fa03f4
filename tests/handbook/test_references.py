"""`[text][goal-id]` on any page leads to the goal, and the goal's page says who named it."""

from __future__ import annotations

import re

import pytest
from sites import build, page, write
from small import GOALS, links, own_lines, site, text

WRITING = """
    # A page

    [by id][push-messages], [push-messages][], [Push-Messages], [in capitals][PUSH-MESSAGES],
    [by a former id][old-name], [a word][growth], [not a goal], `[code][push-messages]`.
    """
FORMER = """
    ---
    type: output
    title: Push messages
    contributes_to: act-on-results
    aliases: old-name
    ---
    """
PAGES = {
    "goals/outputs/push-messages.md": FORMER,
    "docs/index.md": WRITING,
    "docs/page.md": WRITING,
    "docs/a/b/page.md": WRITING,
    "goals/impacts/more-learners.md": GOALS["goals/impacts/more-learners.md"] + WRITING,
}


@pytest.mark.parametrize(
    ("urls", "goal"), [("true", "outputs/push-messages/"), ("false", "outputs/push-messages.html")]
)
def test_a_reference_leads_to_the_goal_from_any_page(tmp_path, urls, goal):
    built = build(write(tmp_path, site(GOALS | PAGES, more=f"use_directory_urls: {urls}\n")), strict=True)
    assert (built.failed, built.warnings) == (None, [])
    ups = {"": "", "page": "../", "a/b/page": "../../../", "goals/impacts/more-learners": "../../"}
    for where, up in ups.items():
        url, back = (
            (f"{where}/" if where else "", up)
            if urls == "true"
            else (f"{where or 'index'}.html", up.removeprefix("../"))
        )
        target = f"{back}{goal}" if where.startswith("goals") else f"{back}goals/{goal}"
        html = page(built, url)
        found = re.findall(r'<a href="([^"]*)" title="Push messages">([^<]*)</a>', html)
        words = ["by id", "push-messages", "Push-Messages", "in capitals", "by a former id"]
        assert found == [(target, word) for word in words]
        assert "<code>[code][push-messages]</code>" in html
        assert "[a word][growth], [not a goal]" in html


def test_the_goal_lists_the_pages_that_name_it(tmp_path):
    built = build(write(tmp_path, site(GOALS | PAGES)), strict=True)
    html = page(built, "goals/outputs/push-messages/")
    said = html[html.index('id="mentioned-in"') :]
    found = re.findall(r'<a href="([^"]*)">([^<]*)</a>', said)
    assert found[:4] == [
        ("../../../", "A page"),
        ("../../../a/b/page/", "A page"),
        ("../../../page/", "A page"),
        ("../../impacts/more-learners/", "More learners stay"),
    ]
    assert 'id="mentioned-in"' not in page(built, "goals/outcomes/act-on-results/")


def test_a_definition_of_the_page_wins(tmp_path):
    files = {"docs/page.md": '[text][push-messages]\n\n[push-messages]: https://example.org/ "Mine"\n'}
    built = build(write(tmp_path, site(GOALS | files)), strict=True)
    assert '<a href="https://example.org/" title="Mine">text</a>' in page(built, "page/")
    assert 'id="mentioned-in"' not in page(built, "goals/outputs/push-messages/")


@pytest.mark.parametrize(
    ("title", "attribute"),
    [
        ("'Say \"hello\" to ''them'''", "Say &quot;hello&quot; to 'them'"),
        ("'a]b[c](d) <b onclick=x>'", "a]b[c](d) &lt;b onclick=x&gt;"),
        ("'AT&T &lt;b&gt; &quot;'", "AT&amp;T &amp;lt;b&amp;gt; &amp;quot;"),
        ("'`code` **bold** {{ x }}'", "`code` **bold** {{ x }}"),
    ],
)
def test_a_title_is_shown_as_typed(tmp_path, title, attribute):
    files = {"goals/the-goal.md": f"---\ntype: impact\ntitle: {title}\n---\n", "docs/page.md": "[text][the-goal]\n"}
    built = build(write(tmp_path, site(files)), strict=True)
    assert f'<a href="../goals/the-goal/" title="{attribute}">text</a>' in page(built, "page/")


UNKNOWN = """
    # Page

    See [this][push-mesages] and `[that][push-mesages]`, again [this][push-mesages] and [Act-On-Result][].

    ```
    [code][push-mesages]
    ```

    - [x] done, cells[0][1], [word][other]

    <!-- [comment][push-mesages] -->
    """


def test_an_unknown_reference_is_told_with_page_and_line_and_stops_nothing(tmp_path):
    built = build(write(tmp_path, site(GOALS | {"docs/a/page.md": UNKNOWN})), strict=True)
    assert (built.failed, built.warnings) == (None, [])
    rule = "warning: unknown-reference (GT216):"
    said = "looks like a goal and there is none of that id"
    assert own_lines(built.log) == [
        f"INFO: docs/a/page.md:3:12: {rule} [push-mesages] {said}",
        f"INFO: docs/a/page.md:3:67: {rule} [push-mesages] {said}",
        f"INFO: docs/a/page.md:3:86: {rule} [Act-On-Result] {said}",
    ]
    assert "did you mean 'push-messages'?" in "".join(built.log)


def test_an_unknown_reference_in_a_goal_stands_on_its_page_and_in_the_rules(tmp_path):
    goal = "---\ntype: impact\ntitle: T\n---\n\nSee [this][no-such].\n"
    built = build(write(tmp_path, site({"goals/t.md": goal})), strict=True)
    assert own_lines(built.log)[0].startswith("INFO: goals/t.md:6:12: warning: unknown-reference (GT216)")
    assert "goals/t.md:6:12" in text(page(built, "goals/t/"))
    assert "unknown-reference (GT216)" in text(page(built, "goals/rules/"))
    assert links(page(built, "goals/t/"))["unknown-reference (GT216)"] == "../rules/#gt216"


def test_an_unknown_reference_is_ignored_with_a_reason_or_by_the_settings(tmp_path):
    goal = "---\ntype: impact\ntitle: T\nlint:\n  ignore:\n    rule: GT216\n    reason: a name\n---\n[this][no-such]\n"
    files = {"goals/t.md": goal, "goals/u.md": "---\ntype: impact\ntitle: U\nstatus: paused\n---\n[this][no-such]\n"}
    assert own_lines(build(write(tmp_path / "a", site(files))).log) == []
    files = {"docs/page.md": "[this][no-such]\n"}
    built = build(write(tmp_path / "b", site(GOALS | files, plugin="rules: {GT216: off}")))
    assert own_lines(built.log) == []


def test_a_site_can_make_unknown_references_errors(tmp_path):
    files = {"docs/page.md": "[this][no-such]\n"}
    built = build(write(tmp_path, site(GOALS | files, plugin="rules: {GT216: error}")))
    assert built.failed == "Aborted with a BuildError!"
    assert own_lines(built.warnings)[0].startswith("ERROR: docs/page.md:1:8: error: unknown-reference (GT216)")
