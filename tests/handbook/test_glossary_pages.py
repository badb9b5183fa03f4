"""The pages of a glossary in a handbook, and what they leave as it is."""

from __future__ import annotations

import json
import re
from textwrap import dedent

import pytest
from sites import build, page, serve, wait_for, write
from small import GOALS, OUTPUT, THEMES, headings, links, own_lines, site, text
from test_glossary_links import EXTENSIONS, GLOSSARY

TERM = """\
---
term: Outcome
definition: A change (2 < 3) in what "somebody" does.
category: Core
status: proposed
tags: [one]
contrast_with: [Impact]
faq:
  - q: Is it big?
    a: It may be.
---

## Why it matters

An outcome serves an impact.
"""
PLAIN = """
    # Words

    An outcome, an impact, a deliverable, [[outcome]], [it][impact], \\impact, KR and [target].

    *[KR]: Key Result of ours
    """
FILES = GOALS | GLOSSARY | {"docs/glossary/outcome.md": TERM}


def untimed(html: str) -> str:
    return re.sub(r"Build Date UTC : .*", "", html)


@pytest.mark.parametrize("theme", THEMES)
def test_a_term_page_has_our_parts_around_its_text(tmp_path, theme):
    built = build(write(tmp_path, site(FILES, theme=theme)), strict=True)
    assert (built.failed, built.warnings) == (None, [])
    html = page(built, "glossary/outcome/")
    assert headings(html) == ["Outcome"]
    said = text(html[html.index("<h1") :])
    assert (
        said.index('A change (2 < 3) in what "somebody" does.')
        < said.index("Why it matters")
        < said.index("Is it big?")
    )
    assert links(html)["impact"] == "../../glossary/impact/"
    assert "An outcome serves an" in text(html)
    assert 'href="#why-it-matters"' in html
    assert 'href="#questions"' in html


def test_machines_read_it_in_the_head(tmp_path):
    built = build(write(tmp_path, site(FILES, theme="material")), strict=True)
    html = page(built, "glossary/outcome/")
    head = html[: html.index("</head>")]
    said = "A change (2 &lt; 3) in what &quot;somebody&quot; does."
    assert head.count('name="description"') == 1
    assert f'<meta name="description" content="{said}">' in head
    assert f'<meta property="og:description" content="{said}">' in head
    graph = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', head)[1])["@graph"]
    assert [part["@type"] for part in graph] == ["DefinedTerm", "FAQPage"]
    assert graph[0]["url"] == "https://example.org/handbook/glossary/outcome/"
    assert graph[0]["inDefinedTermSet"]["url"] == "https://example.org/handbook/glossary/"
    index = page(built, "glossary/")
    assert '"@type":"DefinedTermSet"' in index[: index.index("</head>")]
    assert "ld+json" not in page(built, "")
    assert 'md-status--proposed" title="proposed"' in html
    exported = json.loads((built.site / "glossary/glossary.json").read_text())
    assert "outcome" in [term["slug"] for term in exported["terms"]]


def test_the_goals_that_use_a_term_stand_on_its_page(tmp_path):
    files = FILES | {
        "goals/outputs/push-messages.md": dedent(OUTPUT)[1:] + "\nAn outcome.\n",
        "goals/impacts/more-learners.md": "---\ntype: impact\ntitle: A criterion of an outcome\n---\n## Outcome\n`outcome`\n",
    }
    built = build(write(tmp_path, site(files)), strict=True)
    html = page(built, "glossary/outcome/")
    used = links(html[html.index('id="uses"') :])
    assert {"Push messages", "A criterion of an outcome"} <= set(used)
    assert used["Push messages"] == "../../goals/outputs/push-messages/"
    assert "Learners act on their result" not in used


@pytest.mark.parametrize("theme", THEMES)
def test_pages_of_the_handbook_stay_as_they_are_until_asked(tmp_path, theme):
    mine = {"docs/words.md": PLAIN, "docs/glossary/own.md": PLAIN, "docs/index.md": "# Home\n\nAn impact.\n"}
    more = EXTENSIONS + "nav:\n  - Home: index.md\n  - Words: words.md\n"
    before = build(write(tmp_path / "before", site(GOALS | mine, more=more, theme=theme)), strict=True)
    after = build(write(tmp_path / "after", site(GOALS | GLOSSARY | mine, more=more, theme=theme)), strict=True)
    assert (before.failed, after.failed) == (None, None)
    for url in ("", "words/", "glossary/own/"):
        assert untimed(page(after, url)) == untimed(page(before, url))


@pytest.mark.parametrize(
    ("link", "linked"),
    [
        ("goals", {"goal"}),
        ("none", set()),
        ("all", {"goal", "words", "b"}),
        ("[words.md]", {"words"}),
        ("['a/*']", {"b"}),
    ],
)
def test_the_setting_says_where_words_are_linked(tmp_path, link, linked):
    files = {"docs/words.md": PLAIN, "docs/a/b.md": PLAIN, "docs/off.md": f"---\nglossary: false\n---\n{dedent(PLAIN)}"}
    files["goals/outputs/push-messages.md"] = dedent(OUTPUT)[1:] + "\nAn outcome.\n"
    files["goals/impacts/more-learners.md"] = "---\ntype: impact\ntitle: More\nglossary: false\n---\nAn outcome.\n"
    built = build(
        write(tmp_path, site(GOALS | GLOSSARY | files, plugin=f"glossary: {{link: {link}}}", more=EXTENSIONS))
    )
    urls = {"goal": "goals/outputs/push-messages/", "words": "words/", "b": "a/b/"}
    used = {name for name, url in urls.items() if re.search(r">outcome</a>", page(built, url).partition("[[")[0])}
    assert used == linked
    assert not re.search(r"An <a[^>]*>outcome", page(built, "off/") + page(built, "goals/impacts/more-learners/"))
    if link == "all":
        assert '<abbr title="Key Result of ours">KR</abbr> and [target].' in page(built, "words/")


@pytest.mark.parametrize("urls", ["true", "false"])
def test_links_lead_to_pages(tmp_path, urls):
    files = {"docs/a/index.md": PLAIN, "docs/a/b/page.md": PLAIN, "docs/index.md": PLAIN}
    folder = write(tmp_path, site(FILES | files, plugin="glossary: {link: all}", more=f"use_directory_urls: {urls}\n"))
    built = build(folder, strict=True)
    for path in built.site.rglob("*.html"):
        for address in re.findall(r'class="gt-term"[^>]*? href="([^"]*)"', path.read_text(encoding="utf-8")):
            target = path.parent / address
            assert (target / "index.html" if urls == "true" else target).is_file(), (path, address)


def test_a_page_of_the_author_stands_in_for_ours(tmp_path):
    files = FILES | {"docs/glossary/index.md": "# My words\n"}
    built = build(write(tmp_path, site(files)), strict=True)
    assert headings(page(built, "glossary/")) == ["My words"]
    assert links(page(built, "glossary/outcome/"))["Back to the glossary"] == "../"
    assert headings(page(built, "glossary/cheat-sheet/")) == ["Cheat sheet"]
    without = build(write(tmp_path / "x", site(GOALS | {"docs/glossary/own.md": "# Own\n"})), strict=True)
    assert sorted(path.name for path in (without.site / "glossary").iterdir()) == ["own"]


def test_an_entry_of_the_nav_expands(tmp_path):
    more = "nav:\n  - Home: index.md\n  - Words: glossary/\n"
    built = build(write(tmp_path, site(FILES, more=more, theme="readthedocs")), strict=True)
    assert (built.failed, built.warnings) == (None, [])
    found = re.findall(r'class="toctree-l\d"><a[^>]*>([^<]*)', page(built, "").replace("\n", ""))
    assert found[:5] == ["Glossary", "Cheat sheet", "Criterion", "Deliverable", "Goal"]


BAD = {
    "docs/glossary/a.md": "---\nterm: [\n---\nText.\n",
    "docs/glossary/b.md": "---\nterm: B\nfaq:\n  - q: Why?\nrelated: [nothing]\naliases: [C]\n---\nText.\n",
    "docs/glossary/c.md": "---\nterm: C\ndefinition: <b>x</b>\nstatus: odd\ndate: 2026-13-45\n---\nText.\n",
    "docs/glossary/d.md": b"---\nterm: \xff\n---\n",
}


@pytest.mark.parametrize("command", ["build", "serve"])
def test_bad_input_gets_findings_and_the_pages_are_built(tmp_path, command):
    built = build(write(tmp_path, site(GOALS | {**BAD, "docs/glossary/d.md": "---\nterm: D\n---\n"})), command=command)
    rules = {
        found for line in own_lines(built.log) for found in re.findall(r"docs/glossary/(\w\.md):\d.*\((GT\d+)\)", line)
    }
    assert {("b.md", "GT704"), ("b.md", "GT705"), ("c.md", "GT704"), ("d.md", "GT704")} <= rules
    assert any(name == "a.md" for name, _ in rules)
    if command == "serve":
        assert built.failed is None
        for name in "abcd":
            assert len(headings(page(built, f"glossary/{name}/"))) == 1
            assert "term:" not in text(
                page(built, f"glossary/{name}/").partition('role="main"')[2].partition("To look at")[0]
            )


def test_serve_follows(tmp_path):
    write(tmp_path, site(FILES))
    with serve(tmp_path) as serving:
        wait_for(f"{serving.url}glossary/outcome/", lambda html: "in what &#34;somebody&#34;" in html)
        write(tmp_path, {"docs/glossary/outcome.md": TERM.replace("somebody", "everybody")})
        wait_for(f"{serving.url}glossary/outcome/", lambda html: "in what &#34;everybody&#34;" in html)
        write(tmp_path, {"docs/glossary/outcome.md": "---\nterm: [\n---\n"})
        wait_for(f"{serving.url}glossary/outcome/", lambda html: "To look at" in html)
