from __future__ import annotations

import pytest

from mkdocs_goal_tree.render.text import clusters, escape, link, plain, width, wrap


def test_a_width_is_helveticas():
    assert width("Hello", 10) == pytest.approx((722 + 556 + 222 + 222 + 556) / 100)


def test_an_accent_takes_no_room():
    assert width("é", 10) == width("e", 10) == width("e\u0301", 10)


@pytest.mark.parametrize(
    ("char", "em"), [("目", 1), ("👍", 1), ("→", 1), ("ж", 0.65), ("ह", 0.8), ("\u200d", 0), ("–", 0.556)]
)
def test_what_the_table_lacks_is_rather_wide(char, em):
    assert width(char, 1) == pytest.approx(em)


def test_bold_is_wider():
    assert width("word", 12, bold=True) > width("word", 12)


def test_text_wraps_at_blanks():
    assert wrap("Learners act on their result within a minute", 13, 114) == (
        "Learners act on",
        "their result within a",
        "minute",
    )


def test_blanks_and_line_ends_are_one_blank():
    assert wrap(" a\t b\r\n\u2028c ", 13, 114) == ("a b c",)


def test_a_long_word_is_cut():
    assert wrap("x" * 40, 10, 100) == ("x" * 20, "x" * 20)


def test_a_cut_word_goes_on_with_the_next():
    assert wrap("x" * 30 + " yes", 10, 100) == ("x" * 20, "x" * 10 + " yes")


def test_what_does_not_fit_four_lines_ends_in_an_ellipsis():
    lines = wrap("word " * 60, 13, 114)
    assert lines[3] == "word word word…"
    assert len(lines) == 4
    assert all(width(line, 13) <= 114 for line in lines)


def test_no_text_is_one_empty_line():
    assert wrap("\x00", 13, 114) == ("",)


@pytest.mark.parametrize("text", ["e\u0301", "👩‍👩‍👧", "👍🏽", "🇩🇪", "한", "नि"])
def test_what_belongs_together_is_never_torn(text):
    assert clusters(f"x{text}{text}y") == ["x", text, text, "y"]


def test_a_cluster_without_end_has_one():
    lines = wrap("\u200d".join("👍" * 60), 13, 114)
    assert all(width(line, 13) <= 114 + 13 for line in lines)


def test_controls_surrogates_and_embeddings_are_dropped():
    assert plain("a\x00b\x1bc\ud800d\u202ee\ufffff\x85g") == "abcdefg"


def test_text_is_escaped_for_elements_and_attributes():
    assert escape("<a & \"b\" 'c'\x07>") == "&lt;a &amp; &quot;b&quot; &#x27;c&#x27;&gt;"


@pytest.mark.parametrize(
    "url",
    ["../x/", "x.md#part", "https://example.org/?a=1&b=2", "mailto:a@example.org", "HTTP://example.org", "#a:b", ""],
)
def test_these_links_are_followed(url):
    assert link(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "java\tscript:alert(1)",
        "\x01javascript:x",
        "data:text/html,x",
        "vbscript:x",
        "a:b",
        "//evil",
        "/\\evil",
        "\\\\evil",
    ],
)
def test_these_links_are_not(url):
    assert link(url) == ""
