"""Words of the author's text become links to the glossary: which, where, and what they look like."""

from __future__ import annotations

import re
from textwrap import dedent

import pytest
from sites import build, page, write
from small import GOALS, IMPACT, OUTPUT, own_lines, site

EXTENSIONS = "markdown_extensions: [abbr, admonition, attr_list, def_list, footnotes, md_in_html, smarty, tables]\n"
TERMS = {
    "impact.md": "term: Impact\ndefinition: What the company wants.",
    "outcome.md": 'term: Outcome\ndefinition: A change & its "size".\naliases: [behavior change]',
    "key-result.md": "term: Key result\ndefinition: A number with a day.\nabbr: KR",
    "result.md": "term: Result\ndefinition: What comes of it.",
    "criterion.md": "term: Criterion\nplural: criteria\ndefinition: What must hold.",
    "goal.md": "term: Goal\ndefinition: What is wanted.\nauto_link: false",
    "deliverable.md": "term: Deliverable\ndefinition: A thing handed over.\nstatus: retired\nuse_instead: Outcome",
    "uebung.md": "term: Übung\nplural: Übungen\ndefinition: Was Lernende tun.",
    "shiming.md": "term: 使命\ndefinition: 公司想要的。",
}
GLOSSARY = {f"docs/glossary/{name}": f"---\n{fields}\n---\n\nMore of it.\n" for name, fields in TERMS.items()}


def linked(text: str) -> str:
    """HTML in which a link to a term is `{words|file}`."""
    return re.sub(
        r'<a class="gt-term" data-gt-definition="[^"]*" href="[./]*glossary/([a-z-]+)/">(.*?)</a>',
        r"{\2|\1}",
        text,
        flags=re.DOTALL,
    )


def rendered(tmp_path, text, **settings) -> str:
    """The author's text on the page of a goal, between comments of the test's own."""
    body = f"{dedent(OUTPUT)[1:]}\n<!-- begin -->\n\n{text}\n\n<!-- end -->\n"
    files = GOALS | GLOSSARY | {"goals/outputs/push-messages.md": body}
    built = build(write(tmp_path, site(files, more=EXTENSIONS, **settings)), strict=True)
    assert built.failed is None
    html = page(built, "goals/outputs/push-messages/")
    return linked(html.partition("<!-- begin -->")[2].partition("<!-- end -->")[0].strip())


@pytest.mark.parametrize(
    ("text", "html"),
    [
        # inflections
        ("Two outcomes and an outcome.", "<p>Two {outcomes|outcome} and an outcome.</p>"),
        ("OUTCOME", "<p>{OUTCOME|outcome}</p>"),
        ("An impact's worth", "<p>An {impact|impact}&rsquo;s worth</p>"),
        ("impactful, impacted", "<p>impactful, impacted</p>"),
        ("Both criteria", "<p>Both {criteria|criterion}</p>"),
        ("a KR, no kr", "<p>a {KR|key-result}, no kr</p>"),
        ("A Behavior Change", "<p>A {Behavior Change|outcome}</p>"),
        ("a goal", "<p>a goal</p>"),
        # overlaps: the longest wins
        ("a key result, a result", "<p>a {key result|key-result}, a {result|result}</p>"),
        ("a key\nresult", "<p>a {key\nresult|key-result}</p>"),
        # punctuation
        ("(impact), “outcome”; result!", "<p>({impact|impact}), “{outcome|outcome}”; {result|result}!</p>"),
        ("impact/outcome", "<p>{impact|impact}/{outcome|outcome}</p>"),
        ("non-impact, impact.md, impact_x", "<p>non-impact, impact.md, impact_x</p>"),
        # Markdown inline
        ("**impact** *outcome*", "<p><strong>{impact|impact}</strong> <em>{outcome|outcome}</em></p>"),
        ("`impact` impact", "<p><code>impact</code> {impact|impact}</p>"),
        ("[impact](https://example.org/) impact", '<p><a href="https://example.org/">impact</a> {impact|impact}</p>'),
        ("<https://example.org/impact>", '<p><a href="https://example.org/impact">https://example.org/impact</a></p>'),
        ("![impact](https://x.org/){title=impact}", '<p><img alt="impact" src="https://x.org/" title="impact" /></p>'),
        ("<b>impact</b>", "<p><b>{impact|impact}</b></p>"),
        ("<a href='x'>impact</a> impact", "<p><a href='x'>impact</a> {impact|impact}</p>"),
        ("<kbd>impact</kbd> <code>outcome</code>", "<p><kbd>impact</kbd> <code>outcome</code></p>"),
        ("<div>impact</div>", "<div>impact</div>"),
        ('<div markdown="1">\nimpact\n</div>', "<div>\n<p>{impact|impact}</p>\n</div>"),
        ("R&amp;D \\*impact\\* &lt;outcome&gt;", "<p>R&amp;D *{impact|impact}* &lt;{outcome|outcome}&gt;</p>"),
        ("```\nimpact\n```", "<pre><code>impact\n</code></pre>"),
        ("    impact", "<pre><code>impact\n</code></pre>"),
        # what is a name
        ("## Impact", '<h2 id="impact">Impact</h2>'),
        ("KR\n\n*[KR]: My own", '<p><abbr title="My own">KR</abbr></p>'),
        # lists, tables, admonitions, footnotes
        ("- impact\n- impact", "<ul>\n<li>{impact|impact}</li>\n<li>impact</li>\n</ul>"),
        ("> impact", "<blockquote>\n<p>{impact|impact}</p>\n</blockquote>"),
        ("Impact\n: an outcome", "<dl>\n<dt>Impact</dt>\n<dd>an {outcome|outcome}</dd>\n</dl>"),
        (
            "| Impact |\n| - |\n| impact |",
            (
                "<table>\n<thead>\n<tr>\n<th>Impact</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>{impact|impact}</td>\n</tr>\n</tbody>\n</table>"
            ),
        ),
        (
            "| A |\n| - |\n| [[impact\\|it]] |",
            (
                "<table>\n<thead>\n<tr>\n<th>A</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>{it|impact}</td>\n</tr>\n</tbody>\n</table>"
            ),
        ),
        (
            '!!! note "Impact"\n    An impact.',
            '<div class="admonition note">\n<p class="admonition-title">Impact</p>\n<p>An {impact|impact}.</p>\n</div>',
        ),
        # other languages
        ("Die Übung. Übungen", "<p>Die {Übung|uebung}. Übungen</p>"),
        ("U\u0308bung", "<p>{U\u0308bung|uebung}</p>"),
        ("公司的使命是", "<p>公司的{使命|shiming}是</p>"),
        # written by the author
        ("[[Impact]], impact", "<p>{Impact|impact}, impact</p>"),
        ("impact, [[impact]]", "<p>{impact|impact}, {impact|impact}</p>"),
        ("[[outcome|what *people* do]]", "<p>{what <em>people</em> do|outcome}</p>"),
        ("[it][impact], [it][key result], [it][key-result]", "<p>{it|impact}, {it|key-result}, {it|key-result}</p>"),
        ("[[goal]]", "<p>{goal|goal}</p>"),
        ("`[[impact]]` [[1]](https://x.org/)", '<p><code>[[impact]]</code> <a href="https://x.org/">[1]</a></p>'),
        ("[impact]", "<p>[{impact|impact}]</p>"),
        ("[it][impact]\n\n[impact]: https://example.org/", '<p><a href="https://example.org/">it</a></p>'),
        ("[it][more-learners]", '<p><a href="../../impacts/more-learners/" title="More learners stay">it</a></p>'),
        # the escape
        ("\\impact, \\key result, impact", "<p>impact, key result, {impact|impact}</p>"),
        ("C:\\impact", "<p>C:\\{impact|impact}</p>"),
        ("## The \\impact", '<h2 id="the-impact">The impact</h2>'),
    ],
)
def test_the_first_use_of_a_word_is_linked(tmp_path, text, html):
    assert rendered(tmp_path, text) == html


def test_the_link_has_the_definition_and_no_title(tmp_path):
    files = GOALS | GLOSSARY | {"goals/impacts/more-learners.md": dedent(IMPACT)[1:] + "\nOutcome, [it][outcome].\n"}
    built = build(write(tmp_path, site(files)), strict=True)
    tip = 'data-gt-definition="A change &amp; its &quot;size&quot;."'
    html = page(built, "goals/impacts/more-learners/")
    assert f'<a class="gt-term" {tip} href="../../../glossary/outcome/">Outcome</a>' in html
    assert f'<a class="gt-term" {tip} href="../../../glossary/outcome/">it</a>' in html
    assert html.count(tip) == 2
    assert 'title="A change' not in html


def test_a_footnote_comes_after_the_text(tmp_path):
    html = rendered(tmp_path, "One.[^1] An impact.\n\n[^1]: Impact and outcome.")
    assert "An {impact|impact}." in html
    built = build(tmp_path, strict=True)
    assert "Impact and {outcome|outcome}" in linked(page(built, "goals/outputs/push-messages/"))


def test_a_retired_word_is_linked_and_told_with_its_place(tmp_path):
    text = 'A deliverable, `deliverable`, [x](deliverable.html "deliverable"), \\deliverable.\n\n## Deliverables'
    files = {
        "goals/outputs/push-messages.md": f"---\ntype: output\ntitle: Push messages\ncontributes_to: act-on-results\n---\n{text}\n"
    }
    built = build(write(tmp_path, site(GOALS | GLOSSARY | files)))
    html = page(built, "goals/outputs/push-messages/")
    assert 'data-gt-definition="Retired word. Use Outcome. A thing handed over."' in html
    path = "goals/outputs/push-messages.md"
    assert [line for line in own_lines(built.log) if "GT702" in line] == [
        f"INFO: {path}:6:3: warning: retired-term (GT702): 'deliverable' is a retired word",
        f"INFO: {path}:8:4: warning: retired-term (GT702): 'Deliverables' is a retired word",
    ]
    assert "write 'Outcome'" in "".join(built.log)


UNKNOWN = "Text [[impcat]] and `[[code]]`, [[a]](b).\n"


@pytest.mark.parametrize(("check", "told"), [("goals", 1), ("all", 2), ("none", 0), ("[goals/**]", 1), ("['*.md']", 1)])
def test_an_undefined_word_is_told_where_the_setting_says(tmp_path, check, told):
    files = {
        "goals/more.md": f"---\ntype: impact\ntitle: More\n---\n{UNKNOWN}",
        "docs/page.md": f"---\ntitle: '[[impcat]]'\n---\n{UNKNOWN}",
    }
    plugin = f"glossary: {{check: {check}}}"
    built = build(write(tmp_path, site(GOALS | GLOSSARY | files, plugin=plugin)))
    lines = [line for line in own_lines(built.log) if "GT701" in line]
    assert len(lines) == told
