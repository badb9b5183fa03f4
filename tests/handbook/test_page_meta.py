"""What a goal tells MkDocs and the theme of its page: checked, escaped, and nothing else."""

from __future__ import annotations

import json
import re
from html import escape

import pytest
from sites import build, page, write
from small import GOALS, THEMES, headings, own_lines, site, text

HOSTILE = "\"'><img src=x onerror=alert(1)>{{ 7 * 7 }}"
QUOTED = HOSTILE.replace('"', '\\"')
FIELDS = f"""
    ---
    type: impact
    title: "T{QUOTED}"
    summary: "S{QUOTED}"
    subtitle: "U{QUOTED}"
    tags: ["G{QUOTED}"]
    ---
    """
TAGS = "  - tags\n"


def with_tags(files, where="after"):
    """The configuration with Material's tags plugin before or after ours."""
    text_ = str(files["mkdocs.yml"])
    changed = text_.replace("  - goal-tree", f"{TAGS}  - goal-tree") if where == "before" else text_ + TAGS
    return {**files, "mkdocs.yml": changed}


@pytest.mark.parametrize("theme", THEMES)
def test_text_is_escaped_on_every_page(tmp_path, theme):
    built = build(write(tmp_path, site({"goals/t.md": FIELDS}, theme=theme)), strict=True)
    assert (built.failed, built.warnings) == (None, [])
    for url in ("", "goals/", "goals/t/", "goals/impacts/"):
        assert "<img src=x" not in page(built, url)
    html = page(built, "goals/t/")
    assert f"<title>T{escape(HOSTILE)} - Handbook</title>" in html
    assert headings(html) == [f"T{HOSTILE}"]
    assert f'content="S{escape(HOSTILE)}"' in html or theme != "material"


@pytest.mark.parametrize("where", ["before", "after"])
def test_tags_are_listed_as_typed_whatever_the_order_of_plugins(tmp_path, where):
    files = with_tags(
        site({"goals/t.md": FIELDS, "docs/tags.md": "# Tags\n\n<!-- material/tags -->\n"}, theme="material"), where
    )
    built = build(write(tmp_path, files), strict=True)
    assert (built.failed, built.warnings) == (None, [])
    for url in ("tags/", "goals/t/"):
        assert "<img src=x" not in page(built, url)
        assert f"G{HOSTILE}" in text(page(built, url))


@pytest.mark.parametrize("theme", THEMES)
def test_the_search_knows_goals_by_title_and_body(tmp_path, theme):
    goal = "---\ntype: impact\ntitle: More learners stay\n---\nA sentence about zebras.\n"
    built = build(write(tmp_path, site({"goals/t.md": goal}, theme=theme)), strict=True)
    index = json.loads((built.site / "search/search_index.json").read_text(encoding="utf-8"))
    entry = next(entry for entry in index["docs"] if entry["location"] == "goals/t/")
    assert entry["title"] == "More learners stay"
    assert "zebras" in "".join(one["text"] for one in index["docs"] if one["location"].startswith("goals/t/"))


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(
    ("field", "column"),
    [
        ("icon: nope/x", 7),
        ("icon: ../../../etc/passwd", 7),
        ("template: nope.html", 11),
        ("template: ../main.html", 11),
        ("hide: {a: 5}", 7),
        ("search: 5", 9),
        ("search: {boost: high}", 17),
        ("tags: {a: 5}", 7),
        ("tags: [[a]]", 8),
        ("draft: perhaps", 8),
        ("render_macros: perhaps", 16),
        ("comments: 5", 11),
    ],
)
def test_a_value_that_the_theme_cannot_take_is_a_finding_and_not_handed_on(tmp_path, theme, field, column):
    goal = f"---\ntype: impact\ntitle: T\n{field}\n---\nText.\n"
    built = build(write(tmp_path, site({"goals/t.md": goal}, theme=theme, plugin="fail_on: never")))
    assert built.failed is None
    assert own_lines(built.log)[0].startswith(f"INFO: goals/t.md:4:{column}: error: wrong-type (GT104)")
    html = page(built, "goals/t/")
    assert headings(html) == ["T"]
    assert f"goals/t.md:4:{column}" in text(html)


def test_an_icon_and_a_template_of_the_theme_are_handed_on(tmp_path):
    files = {"goals/t.md": "---\ntype: impact\ntitle: T\nicon: material/star\ntemplate: mine.html\n---\n"}
    files |= {"theme/mine.html": '{% extends "main.html" %}{% block announce %}Of my own{% endblock %}'}
    theme = "{name: material, font: false, custom_dir: theme}"
    built = build(write(tmp_path, site(files, theme=theme)), strict=True)
    assert (built.failed, built.warnings) == (None, [])
    assert "Of my own" in page(built, "goals/t/")
    assert "Of my own" not in page(built, "goals/")


META = """
    from mkdocs.plugins import event_priority

    @event_priority(-90)
    def on_page_context(context, page, config, nav):
        with open(config.docs_dir + "/../meta.txt", "a", encoding="utf-8") as file:
            file.write(f"{page.file.src_uri} {sorted(page.meta.items())}\\n")
    """
PLAIN = "---\ntype: impact\ntitle: T\n---\n"
FULL = """
    ---
    type: impact
    title: T
    search: {boost: 2}
    hide: [toc]
    weight: 014
    render_macros: true
    banner: no
    stops: [a, b]
    ---
    """


def meta_of(folder, built):
    assert built.failed is None
    return dict(line.split(" ", 1) for line in (folder / "meta.txt").read_text(encoding="utf-8").splitlines())


def test_what_is_handed_on_is_what_was_written_and_fits(tmp_path):
    files = site(
        {"goals/t.md": FULL, "goals/u.md": PLAIN, "meta.py": META},
        more="hooks: [meta.py]\n",
        plugin="pass_fields: [banner, stops]",
    )
    meta = meta_of(tmp_path, build(write(tmp_path, files), strict=True))
    assert meta["goals/u.md"] == "[('render_macros', False), ('status', 'draft'), ('title', 'T')]"
    assert meta["goals/t.md"] == (
        "[('banner', 'no'), ('hide', ['toc']), ('render_macros', True), ('search', {'exclude': False, 'boost': 2.0}), "
        "('status', 'draft'), ('stops', ['a', 'b']), ('title', 'T'), ('weight', '014')]"
    )


def test_macros_are_off_before_any_plugin_sees_the_page(tmp_path):
    hook = """
        from mkdocs.plugins import event_priority

        @event_priority(99)
        def on_page_markdown(markdown, page, config, files):
            return f"macros: {page.meta.get('render_macros', True)}"
        """
    built = build(
        write(
            tmp_path,
            site(
                {"goals/t.md": FULL, "meta.py": hook},
                more="hooks: [meta.py]\n",
                plugin="body: safe\nrules: {GT105: off}",
            ),
        )
    )
    assert "macros: False" in text(page(built, "goals/t/"))


@pytest.mark.parametrize("where", ["before", "after"])
def test_materials_meta_plugin_fills_what_a_goal_does_not_say(tmp_path, where):
    defaults = "description: From the folder\ntitle: Not this\nrender_macros: true\ntags: [folder]\n"
    files = site(
        {
            "docs/goals/.meta.yml": defaults,
            "docs/goals/t.md": PLAIN,
            "docs/goals/u.md": PLAIN.replace("T", "U\nsummary: Mine\ntags: own"),
            "meta.py": META,
        },
        theme="material",
        more="hooks: [meta.py]\n",
        plugin="goals_dir: docs/goals",
    )
    text_ = str(files["mkdocs.yml"])
    files["mkdocs.yml"] = (
        text_.replace("  - goal-tree", "  - meta\n  - goal-tree")
        if where == "before"
        else text_.replace("hooks:", "  - meta\nhooks:")
    )
    meta = meta_of(tmp_path, build(write(tmp_path, files), strict=True))
    assert (
        "('description', 'From the folder'), ('render_macros', False), ('status', 'draft'), ('tags', ['folder']), ('title', 'T')"
        in meta["goals/t.md"]
    )
    assert (
        "('description', 'Mine'), ('render_macros', False), ('status', 'draft'), ('tags', ['folder', 'own']), ('title', 'U')"
        in meta["goals/u.md"]
    )


DRAFT = """
    ---
    type: output
    title: Push messages
    contributes_to: act-on-results
    aliases: old-name
    draft: true
    ---
    """


@pytest.mark.parametrize("nav", ["", "nav: [index.md, Goals: goals/]\n"])
@pytest.mark.parametrize("goals", ["goals", "docs/goals"])
def test_a_draft_is_hidden_in_a_build_and_shown_in_serve(tmp_path, goals, nav):
    files = GOALS | {"goals/outputs/push-messages.md": DRAFT}
    files = {name.replace("goals", goals, 1): content for name, content in files.items()}
    files["docs/page.md"] = "[text][push-messages]\n"
    folder = write(tmp_path, site(files, theme="material", more=nav, plugin=f"goals_dir: {goals}"))

    built = build(folder, strict=True)
    assert (built.failed, built.warnings) == (None, [])
    assert [line for line in built.log if "excluded" in line] == []
    assert not (built.site / "goals/outputs/push-messages/index.html").exists()
    assert not (built.site / "goals/outputs/old-name/index.html").exists()
    for url in ("", "goals/", "goals/outputs/", "goals/outcomes/act-on-results/", "page/"):
        assert "Push messages" not in page(built, url)
    assert "push-messages" not in (built.site / "search/search_index.json").read_text(encoding="utf-8").replace(
        "[text][push-messages]", ""
    )

    served = build(folder, command="serve")
    assert headings(page(served, "goals/outputs/push-messages/")) == ["Push messages"]
    for url in ("goals/", "goals/outputs/", "goals/outcomes/act-on-results/", "page/"):
        assert "Push messages" in page(served, url)


def test_a_goal_that_is_not_under_way_has_an_icon_in_the_navigation_with_its_word(tmp_path):
    goals = {
        f"goals/{status}.md": f"---\ntype: outcome\ntitle: {status}\nstatus: {status}\n---\n"
        for status in ("active", "dropped", "paused")
    }
    files = site(goals, theme="material", more="extra: {status: {paused: On hold}}\n", plugin="rules: {GT2: off}")
    html = page(build(write(tmp_path, files)), "")
    assert re.findall(r'<span class="md-status md-status--(\w+)" title="([^"]*)"', html) == [
        ("dropped", "Dropped"),
        ("paused", "On hold"),
    ]
