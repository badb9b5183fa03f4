"""Front matter as nodes with places: what is refused, where, and that no text ends in a crash."""

from __future__ import annotations

import pytest
import yaml

from mkdocs_goal_tree.core import frontmatter
from mkdocs_goal_tree.core.frontmatter import parse
from mkdocs_goal_tree.core.nodes import name_path, walk
from mkdocs_goal_tree.core.source import Source, Span


def read(text, *, fenced=True):
    return parse(Source("g.md", "g.md", f"---\n{text}\n---\nbody\n" if fenced else text))


def said(findings):
    return [f"{f.rule} {f.span.line}:{f.span.column} {f.message} | {f.help}" for f in findings]


def values(document):
    return {name_path(path): node.text for path, node in walk(document.fields) if hasattr(node, "text")}


PUT = "put it in quotes: "
INDENT = "fields of one level begin in the same column, those below them two spaces further right"
REFUSED = {
    "unit: %": '2:7 no value can begin with % | put it in quotes: unit: "%"',
    "owner: @team": '2:8 no value can begin with @ | put it in quotes: owner: "@team"',
    "unit: `x`": '2:7 no value can begin with ` | put it in quotes: unit: "`x`"',
    "who:\n  - @a": '3:5 no value can begin with @ | put it in quotes: "@a"',
    "title: Fix: the thing": "2:11 a second ': ' in one line | put it in quotes: title: \"Fix: the thing\"",
    "title: x:": "2:9 a second ': ' in one line | put it in quotes: title: \"x:\"",
    f"title: {'long ' * 12}a: b": "2:69 a second ': ' in one line | put the text of title in quotes",
    "target: > 80": '2:9 a value that begins with > is read as the start of a long text | put it in quotes: target: "> 80"',
    "target: >80": '2:9 a value that begins with > is read as the start of a long text | put it in quotes: target: ">80"',
    "target: | x": '2:9 a value that begins with | is read as the start of a long text | put it in quotes: target: "| x"',
    "title: *new* x": '2:8 a value that begins with * is read as a reference (alias) | put it in quotes: title: "*new* x"',
    "title: & co": '2:8 a value that begins with & is read as a mark (anchor) | put it in quotes: title: "& co"',
    "title: !x! y": '2:8 a value that begins with ! is read as a tag | put it in quotes: title: "!x! y"',
    "title: [WIP] foo": '2:8 a value that begins with [ is read as a list | put it in quotes: title: "[WIP] foo"',
    "title: {a} foo": '2:8 a value that begins with { is read as fields | put it in quotes: title: "{a} foo"',
    "title: - x": '2:8 a value that begins with - is read as an item of a list | put it in quotes: title: "- x"',
    'title: "a "b" c"': '2:12 a quote inside quotes | put it in quotes: title: \'"a "b" c"\'',
    "title: 'it's'": '2:12 a quote inside quotes | put it in quotes: title: "it\'s"',
    'title: "a" b': "2:12 a quote inside quotes | put it in quotes: title: '\"a\" b'",
    'title: "\\d"': "2:10 a backslash inside double quotes | put it in quotes: title: '\\d'",
    'title: "abc\nx: 1': '2:8 a quote " that is never closed | add " at the end of the text',
    'a: "b\nc: d\ne: "f"': '4:4 a quote " further up is not closed | look for a line above with one "',
    "\ttitle: x": "2:1 a tab where only spaces may stand | replace the tab by spaces",
    "metrics:\n\t- name: x": "3:1 a tab where only spaces may stand | replace the tab by spaces",
    "title x\nstatus: y": "2:1 a line without a field's name | write name: value, or indent text that goes on",
    "title: x\nfoo\nstatus: y": "3:1 a line without a field's name | write name: value, or indent text that goes on",
    "title: x\n status: y": f"3:2 this line does not fit the indentation of those above | {INDENT}",
    "a:\n   b: 1\n  c: 2": f"4:3 this line does not fit the indentation of those above | {INDENT}",
    "- a\nb: c": f"3:1 this line does not fit the indentation of those above | {INDENT}",
    "a: [b, c\nd: 1": "3:2 a list in [ ] that is not closed | add ]",
    "a: {b: c\nd: 1": "3:2 a group of fields in { } that is not closed | add }",
    "a: [b, , c]": "2:8 [ ] that cannot be read from here on | write each part on a line of its own",
    "to: {goal: x, why: a: b}": "2:21 a second ': ' inside { } | put the text with the ': ' in quotes",
    "%YAML 1.1": "2:1 a line that begins with % above the fields | delete it",
}


@pytest.mark.parametrize(("text", "expected"), REFUSED.items())
def test_what_yaml_refuses_is_told_in_plain_words_at_its_place(text, expected):
    document, findings = read(text)
    place, _, rest = expected.partition(" ")
    assert said(findings) == [f"GT101 {place} not valid YAML: {rest}"]
    assert document.fields is None
    assert document.body == "body\n"


BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "\n".join(
    f"{c}: &{c} [{','.join([f'*{p}'] * 9)}]" for p, c in zip("abcdefgh", "bcdefghi", strict=True)
)
TOO_LARGE = {
    "a file of 5 MB": (f"---\ntype: x\n---\n{'x' * 5_000_000}", "1:1", "the file has 5,000,016 characters"),
    "a front matter of 5 MB": (f"---\na: {'x' * 5_000_000}\n---\n", "1:1", "the file has 5,000,012 characters"),
    "a front matter of 70 kB": (f"---\na: {'x' * 70_000}\n---\n", "2:1", "the front matter has 70,004 characters"),
    "100,000 lists in each other": (f"---\n{'[' * 100_000}\n---\n", "2:1", "the front matter has 100,001 characters"),
    "100,000 fields in each other": (
        f"---\n{'{a: ' * 100_000}\n---\n",
        "2:1",
        "the front matter has 400,001 characters",
    ),
    "100,000 dashes in each other": (f"---\n{'- ' * 100_000}\n---\n", "2:1", "the front matter has 200,001 characters"),
    "60,000 lists in each other": (f"---\na: {'[' * 60_000}\n---\n", "2:23", "nested more than 20 levels deep"),
    "15,000 fields in each other": (f"---\na: {'{a: ' * 15_000}\n---\n", "2:80", "nested more than 20 levels deep"),
    "30,000 dashes in each other": (f"---\n{'- ' * 30_000}\n---\n", "2:41", "nested more than 20 levels deep"),
    "300 indented fields": (
        "---\n" + "\n".join(" " * i + "a:" for i in range(300)) + "\n---\n",
        "22:21",
        "nested more than 20 levels deep",
    ),
    "aliases that multiply": (f"---\n{BOMB}\n---\n", "6:8", "more than 10,000 values"),
    "an anchor in itself": ("---\na: &a [*a]\n---\n", "2:8", "the anchor &a contains itself"),
    "an anchor in its own fields": ("---\n&a\nb: *a\n---\n", "3:4", "the anchor &a contains itself"),
    "101 aliases": (f"---\na: &a x\nb: [{', '.join(['*a'] * 101)}]\n---\n", "3:405", "more than 100 aliases"),
    "12,000 values": (f"---\na: [{'x,' * 12_000}]\n---\n", "2:19999", "more than 10,000 values"),
    "depth by aliases": (
        "---\na0: &a0 [x]\n" + "\n".join(f"a{i}: &a{i} [*a{i - 1}]" for i in range(1, 40)) + "\n---\n",
        "20:12",
        "nested more than 20 levels deep",
    ),
}


@pytest.mark.parametrize("case", TOO_LARGE)
def test_what_is_too_large_is_refused_before_it_is_put_together(case):
    text, place, message = TOO_LARGE[case]
    document, findings = read(text, fenced=False)
    assert [(f.rule, f"{f.span.line}:{f.span.column}") for f in findings] == [("GT108", place)]
    assert findings[0].message.startswith(message)
    assert document.fields is None


def test_twenty_levels_and_a_hundred_aliases_are_read():
    nested = "[" * 19 + "x" + "]" * 19
    document, findings = read(f"a: {nested[1:-1]}\nb: &b x\nc: [{', '.join(['*b'] * 100)}]")
    assert findings == []
    assert values(document)["c[99]"] == "x"


NO_FIELDS = {
    "": "GT109 1:1 the file is empty",
    "\ufeff \n": "GT109 1:1 the file is empty",
    "# Title\n": "GT101 1:1 no front matter; a goal file begins with its fields between two lines ---",
    "\n---\na: b\n---\n": "GT101 1:1 the front matter starts too late; nothing may stand before its first line ---",
    "---\na: b\n": "GT101 1:1 the front matter has no end; a line --- closes it",
    "---\n- a\n---\n": "GT101 2:1 the front matter is a list, not fields",
    "---\njust text\n---\n": "GT101 2:1 the front matter is text, not fields",
    "---\na: b\n--- c\n---\n": "GT101 3:1 a line that begins with --- ends the front matter here",
    "---\n? [a]\n: b\n---\n": "GT101 2:3 the name of a field is a list or has fields itself; a name is plain text",
    "---\ntitle: {{ x }}\n---\n": "GT101 2:9 the name of a field is a list or has fields itself; a name is plain text",
    "---\n&a a: &b [c]\n*b : d\n---\n": (
        "GT101 3:1 the name of a field is a list or has fields itself; a name is plain text"
    ),
    "---\na: *b\n---\n": "GT101 2:4 *b refers to an anchor &b that does not exist",
    "---\na: b\x07\n---\n": "GT101 2:5 the front matter holds the control character U+0007, which YAML does not allow",
    "---\na: \ud800\n---\n": "GT101 2:4 the front matter holds the control character U+D800, which YAML does not allow",
}


@pytest.mark.parametrize(("text", "expected"), NO_FIELDS.items())
def test_files_without_readable_fields_are_told(text, expected):
    document, findings = read(text, fenced=False)
    assert [line.partition(" | ")[0] for line in said(findings)] == [expected]
    assert document.fields is None


@pytest.mark.parametrize("text", ["---\n---\nbody", "---\n# only a comment\n---\nbody", "---\n~\n---\nbody"])
def test_an_empty_front_matter_has_no_fields(text):
    document, findings = read(text, fenced=False)
    assert (findings, dict(document.fields.fields), document.body) == ([], {}, "body")


def test_scalars_stay_the_text_that_was_typed():
    document, findings = read(
        "a: no\nb: 12:30\nc: 014\nd: 1.10\ne: 2026-13-45\nf: ~\ng:\nh: null\ni: 'null'\nj: ''\n1: x"
    )
    assert findings == []
    assert values(document) == {
        "a": "no", "b": "12:30", "c": "014", "d": "1.10", "e": "2026-13-45",
        "f": None, "g": None, "h": None, "i": "null", "j": "", "1": "x",
    }  # fmt: skip


PLACES = {
    "LF": ("---\na: b\nc:\n  - {d: e}\n---\n", Span("g.md", 4, 9, 4, 10)),
    "CRLF": ("---\r\na: b\r\nc:\r\n  - {d: e}\r\n---\r\n", Span("g.md", 4, 9, 4, 10)),
    "CR": ("---\ra: b\rc:\r  - {d: e}\r---\r", Span("g.md", 4, 9, 4, 10)),
    "a byte-order mark": ("\ufeff---\na: b\nc:\n  - {d: e}\n---\n", Span("g.md", 4, 9, 4, 10)),
    "astral characters": ("---\na: 🎯\nc:\n  - {🎯: 🎯🎯, d: e}\n---\n", Span("g.md", 4, 16, 4, 17)),
    "tabs after a colon": ("---\na:\tb\nc:\n  - {d:\te}\n---\n", Span("g.md", 4, 9, 4, 10)),
    "line separators that are none": ("---\na: x\u2028\u2028 y\nc:\n  - {d: e}\n---\n", Span("g.md", 4, 9, 4, 10)),
    "dots at the end": ("---\na: b\nc:\n  - {d: e}\n...\n", Span("g.md", 4, 9, 4, 10)),
}


@pytest.mark.parametrize("case", PLACES)
def test_places_count_lines_and_code_points_of_the_file(case):
    text, expected = PLACES[case]
    document, findings = read(text, fenced=False)
    assert findings == []
    assert dict(walk(document.fields))["c", 0, "d"].span == expected
    assert document.body_line == 6


def test_spans_of_texts_lists_and_fields_end_with_their_last_value():
    document, _ = read("a: |\n  long\n  text\n\nb:\n  - x\n  - y: 'z'\nc: [1,\n  2]\n")
    spans = {name_path(path): node.span[1:] for path, node in walk(document.fields)}
    assert spans == {
        "": (2, 1, 10, 5), "a": (2, 4, 4, 7), "b": (7, 3, 8, 11), "b[0]": (7, 5, 7, 6), "b[1]": (8, 5, 8, 11),
        "b[1].y": (8, 8, 8, 11), "c": (9, 4, 10, 5), "c[0]": (9, 5, 9, 6), "c[1]": (10, 3, 10, 4),
    }  # fmt: skip


SURPRISES = {
    "a: b\na: c": "GT106 3:1 a stands twice; the last one counts | delete one of the two",
    "m:\n  - a: b\n    a: c": "GT106 4:5 m[0].a stands twice; the last one counts | delete one of the two",
    "a: !!str 5": (
        "GT106 2:4 a has the tag !!str, which is not followed"
        " | a text that begins with ! needs quotes; delete a tag such as !!str"
    ),
    "a: !!python/object:os.system [x]": (
        "GT106 2:4 a has the tag !!python/object:os.system, which is not followed"
        " | a text that begins with ! needs quotes; delete a tag such as !!str"
    ),
    "a: &a {b: c}\nd:\n  <<: *a": (
        "GT106 4:3 d.<< merges nothing here; each field is read where it is written | write the fields out"
    ),
}


@pytest.mark.parametrize(("text", "expected"), SURPRISES.items())
def test_surprises_of_yaml_are_told_and_the_rest_is_read(text, expected):
    document, findings = read(text)
    assert said(findings) == [expected]
    assert document.fields is not None


def test_the_last_of_two_equal_fields_counts_and_the_first_is_noted():
    document, (finding,) = read("a: b\na: c")
    assert values(document) == {"a": "c"}
    assert [(str(note.span), note.message) for note in finding.notes] == [("g.md:2:1", "first here")]


GARBLED = {
    "caf‚Üí": "caf→", "Ã¼ber": "über", "donâ€™t": "don’t", "‚Äì": "–", "100\xa0â‚¬": "100\xa0€", "ðŸŽ¯": "🎯",
    "Ð¿Ñ€Ð¸": "при", "StraÃŸe": "Straße", "Ã–l": "Öl",
}  # fmt: skip


@pytest.mark.parametrize(("text", "meant"), GARBLED.items())
def test_garbled_text_is_told_with_what_was_meant(text, meant):
    _, findings = read(f"title: {text}")
    assert [(f.rule, f.span.column) for f in findings] == [("GT106", 8)]
    assert findings[0].message == f"title has garbled characters: '{text}' was probably '{meant}'".replace("\xa0", " ")


@pytest.mark.parametrize(
    "text",
    [
        "“École”",
        "voilà »",
        "”TÄSSÄ”",
        "CAFÉ…",
        "naïve",
        "„GRÖẞE“",
        "AMANHÃ…",
        "30 % → 40 %",
        "日本語",
        "привет",
        "ÀÉ",
        "— Élan",
    ],
)
def test_text_that_only_looks_odd_is_left_alone(text):
    assert read(f"title: {text}")[1] == []


def test_comments_right_of_unquoted_text_are_kept_with_their_place():
    document, _ = read("a: x # y\nb: 'x' # y\nc: # y\nd:\n  - z\t#12\n# e")
    assert [(name_path(c.path), c.span[1:]) for c in document.comments] == [
        ("a", (2, 6, 2, 9)),
        ("d[0]", (6, 7, 6, 10)),
    ]


def test_a_fault_of_libyaml_is_told_where_the_pure_parser_sees_another_one_before():
    _, findings = read("a:\tb\nc: d\ne: f: g")
    assert [(f.rule, str(f.span)) for f in findings] == [("GT101", "g.md:4:5")]


def test_the_pure_parser_running_out_of_stack_is_a_finding(monkeypatch):
    def deep(*_):
        raise RecursionError

    monkeypatch.setattr(yaml, "parse", deep)
    assert said(read("a: b: c")[1]) == ["GT108 2:1 the front matter is nested too deep to be read | write it flat"]


def test_without_libyaml_the_pure_parser_reads_the_same(monkeypatch):
    text = "a: &a x\nb: [*a, {c: d}]\ne: |\n  long\nf: !!str g # h\n*a : i"
    fast = read(text)
    monkeypatch.setattr(frontmatter, "_Loader", yaml.SafeLoader)
    assert read(text) == fast


def test_an_alias_may_name_a_field():
    document, findings = read("&a a: b\n*a : c")
    assert values(document) == {"a": "c"}
    assert [f.rule for f in findings] == ["GT106"]
