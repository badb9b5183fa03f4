"""Settings from mkdocs.yml as the command line reads it, and from options as MkDocs hands them over."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from mkdocs_goal_tree.config import BadConfig, Config, load_file, load_settings, load_words, nearest

DAY = date(2026, 5, 13)


@pytest.fixture(autouse=True)
def _no_clock(monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


def load(tree, text, today=DAY):
    """The settings of a mkdocs.yml with that text, beside a goals folder."""
    return load_file(tree(f"{text}\n\ngoals/.keep\n    here\n") / "mkdocs.yml", today)


def said(config):
    return [f"{f.rule} {f.span} {f.message}" + (f" | {f.help}" if f.help else "") for f in config.findings]


FORMS = {
    "a name in a list": "plugins:\n      - search\n      - goal-tree",
    "nothing after the name": "plugins:\n      - goal-tree:",
    "a list of options": "plugins:\n      - goal-tree:\n          max_nodes: 7",
    "fields instead of a list": "plugins:\n      search:\n      goal-tree:\n        max_nodes: 7",
    "without a theme's namespace": "plugins:\n      - /goal-tree:\n          max_nodes: 7",
    "switched on": "plugins:\n      - goal-tree:\n          enabled: true\n          max_nodes: 7",
    "extra.goal_tree": "extra:\n      goal_tree:\n        max_nodes: 7",
    "the plugin goes before extra": (
        "extra:\n      goal_tree:\n        max_nodes: 8\n    plugins:\n      - goal-tree:\n          max_nodes: 7"
    ),
    "no settings at all": "site_name: Handbook",
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS.keys())
def test_options_are_found_in_every_form(tree, form):
    config = load(tree, f"mkdocs.yml\n    {form}")
    assert isinstance(config, Config)
    assert (config.settings.max_nodes, config.findings) == (7 if "max_nodes" in form else 300, ())


def test_yaml_means_what_it_means_to_mkdocs(tree):
    config = load(
        tree,
        """
mkdocs.yml
    plugins:
      - goal-tree:
          rules: {GT205: off, "orphan-output": Error, GT3: info}
          pages: {health: no, explore: true}
          today: 2026-05-13
          stale_after: 6w
          on_track_tolerance: 12.5
          health: {unreviewed_share: 40}
          changes: {base: 1234567}
          owners: {growth: {name: Growth team}, support: }
          pass_fields: weight
          words: {}
          direction: ~
""",
        today=None,
    )
    settings = config.settings
    assert said(config) == [
        "GT901 mkdocs.yml:11:20 pass_fields is 'weight': write it as a list",
    ]
    assert settings.rules == {"GT205": "off", "orphan-output": "error", "GT3": "info"}
    assert (settings.shows("health"), settings.shows("explore"), settings.shows("rules")) == (False, True, True)
    assert (settings.today, settings.as_of, str(settings.stale_after)) == (DAY, True, "6w")
    assert (settings.on_track_tolerance, settings.health.unreviewed_share) == (Decimal("12.5"), Decimal(40))
    assert (settings.changes.base, settings.direction) == ("1234567", "auto")
    assert {key: owner.name for key, owner in settings.owners.items()} == {"growth": "Growth team", "support": ""}


FAULTS = {
    "goal_dir: x": ["GT901 mkdocs.yml:3:7 unknown option goal_dir | did you mean 'goals_dir'?"],
    "as_of: true": ["GT901 mkdocs.yml:3:7 unknown option as_of"],
    "engine: graphvis": [
        "GT901 mkdocs.yml:3:15 engine is 'graphvis': it is one of graphviz, mermaid | did you mean 'graphviz'?"
    ],
    "fail_on: off": ["GT901 mkdocs.yml:3:16 fail_on is false: it is one of error, warning, info, never"],
    "max_nodes: many": ["GT901 mkdocs.yml:3:18 max_nodes is 'many': not a whole number"],
    "fiscal_year_starts: 13": ["GT901 mkdocs.yml:3:27 fiscal_year_starts is '13': at most 12 is wanted"],
    "stale_after: soon": ["GT901 mkdocs.yml:3:20 stale_after is 'soon': no duration; write 30d, 6w, 2m, 1q or 1y"],
    "language: no": [
        "GT901 mkdocs.yml:3:17 language is false: not text | put it in quotes: YAML reads yes, no, on and off as true and false"
    ],
    "health: {unreviewed: 1, nothing_dropped_for: 1y}": ["GT901 mkdocs.yml:3:16 unknown option health.unreviewed"],
    "owners: [growth]": ["GT901 mkdocs.yml:3:15 owners is a list or has fields: write it as `key: value` lines"],
    "owners: {growth: {url: 'javascript:x'}}": [
        "GT901 mkdocs.yml:3:30 owners.growth.url is 'javascript:x': no link that is followed: http, https, mailto or a relative path is"
    ],
    "glossary: {link: 5}": ["GT901 mkdocs.yml:3:24 glossary.link is '5': it is one of goals, all, none"],
    "rules: [GT205]": ["GT901 mkdocs.yml:3:14 rules is a list or has fields: write it as `key: value` lines"],
    "rules: {GT205: on}": ["GT901 mkdocs.yml:3:22 rules.GT205 is 'True': it is one of off, info, warning, error"],
    "rules: {GT205: eror}": [
        "GT901 mkdocs.yml:3:22 rules.GT205 is 'eror': it is one of off, info, warning, error | did you mean 'error'?"
    ],
    "rules: {GT999: off}": ["GT902 mkdocs.yml:3:15 no rule is called 'GT999' | did you mean 'GT904'?"],
    "rules: {orphan: off}": ["GT902 mkdocs.yml:3:15 no rule is called 'orphan' | did you mean 'orphan-output'?"],
    "today: 2026-13-45": [
        "GT901 mkdocs.yml:3:14 today is '2026-13-45', which is no day; the clock counts instead | write it as 2026-05-13"
    ],
    "words: {outcom: Key result}": ["GT901 mkdocs.yml:3:15 words.outcom is no word of ours | did you mean 'outcome'?"],
}


@pytest.mark.parametrize(("option", "findings"), FAULTS.items(), ids=FAULTS.keys())
def test_what_an_option_cannot_hold_is_told_at_its_place_and_left_out(tree, option, findings):
    config = load(
        tree, f"mkdocs.yml\n    plugins:\n      - goal-tree:\n          {option}\n          news: 3d", today=None
    )
    assert [line.split(" | ")[0] for line in said(config)] == [line.split(" | ")[0] for line in findings]
    assert [line for line in findings if " | " in line] == [line for line in said(config) if " | " in line]
    assert str(config.settings.news) == "3d"


def test_nothing_of_mkdocs_yml_is_imported_or_run(tree, capsys):
    config = load(
        tree,
        """
mkdocs.yml
    hooks: [evil.py]
    theme: {custom: !!python/name:os.system , path: !relative $docs_dir}
    anything: !!python/object/apply:builtins.print [run]
    more: !made-up {a: 1}
    markdown_extensions:
      - pymdownx.emoji: {emoji_index: !!python/name:material.extensions.emoji.twemoji }
    plugins:
      - goal-tree: {max_nodes: 7}

evil.py
    print("run")
""",
    )
    assert (config.settings.max_nodes, config.findings, capsys.readouterr().out) == (7, (), "")


def test_an_environment_variable_is_read_as_mkdocs_reads_it(tree, monkeypatch):
    monkeypatch.setenv("NODES", "7")
    monkeypatch.setenv("SECOND", "2026-05-13")
    config = load(
        tree,
        """
mkdocs.yml
    plugins:
      - goal-tree:
          max_nodes: !ENV NODES
          today: !ENV [FIRST, SECOND, 2026-01-01]
          fail_on: !ENV [FAIL_ON, warning]
          engine: !ENV ENGINE
""",
        today=None,
    )
    settings = config.settings
    assert (settings.max_nodes, settings.today, settings.fail_on, settings.engine) == (7, DAY, "warning", "graphviz")


def test_inherited_options_are_merged_and_told_in_their_own_file(tree):
    config = load(
        tree,
        """
mkdocs.yml
    INHERIT: base/site.yml
    plugins:
      goal-tree:
        max_nodes: 7

base/site.yml
    INHERIT: ../top.yml
    docs_dir: pages
    plugins:
      goal-tree:
        max_nodes: 8
        engine: mermaid
        nodes: 5

top.yml
    plugins:
      goal-tree:
        direction: LR
""",
    )
    settings = config.settings
    assert (settings.max_nodes, settings.engine, settings.direction) == (7, "mermaid", "LR")
    assert said(config) == ["GT901 base/site.yml:7:5 unknown option nodes | did you mean 'max_nodes'?"]
    assert config.docs_dir == config.root / "pages"


BROKEN = {
    "a: b: c": ("mkdocs.yml:1:5", "mapping values are not allowed in this context"),
    "- a": ("mkdocs.yml:1:1", "holds no settings; write each as `name: value`"),
    "? [a]\n    : b": ("mkdocs.yml:1:3", "found unhashable key"),
    "INHERIT: nowhere.yml": ("nowhere.yml:1:1", "cannot be read: No such file or directory"),
    "INHERIT: mkdocs.yml": ("mkdocs.yml:1:1", "INHERIT leads in a circle"),
    "a: " + "[" * 5000: ("mkdocs.yml:1:103", "nested too deep"),
}


@pytest.mark.parametrize(("text", "answer"), BROKEN.items(), ids=[key[:20] for key in BROKEN])
def test_a_mkdocs_yml_that_cannot_be_read_is_told_with_its_place(tree, text, answer):
    broken = load(tree, f"mkdocs.yml\n    {text}")
    assert isinstance(broken, BadConfig)
    assert (str(broken.span), broken.message) == answer


def test_bytes_that_are_no_text_and_a_huge_file(tmp_path):
    path = tmp_path / "mkdocs.yml"
    path.write_bytes(b"site_name: Caf\xe9")
    assert load_file(path).message == "is not UTF-8"
    path.write_bytes(b"#" * 1_000_001)
    assert load_file(path).message == "the file is larger than 1 MB"


def test_an_empty_mkdocs_yml_has_the_defaults(tree):
    config = load(tree, "mkdocs.yml\n    # nothing yet")
    assert (config.goals_shown, config.goals_dir, config.docs_dir) == (
        "goals",
        config.root / "goals",
        config.root / "docs",
    )


def test_a_missing_goals_folder_is_told_at_its_option(tree):
    config = load(tree, "mkdocs.yml\n    plugins:\n      - goal-tree:\n          goals_dir: docs/../gaols/")
    assert said(config) == ["GT903 mkdocs.yml:3:18 the goals folder gaols does not exist | make it, or set `goals_dir`"]


def test_the_nearest_mkdocs_yml_is_the_one_of_the_folder_or_above(tree):
    root = tree("mkdocs.yml\n    a: b\n\ndeep/er/x.md\n    x\n\nother/mkdocs.yaml\n    a: b")
    assert nearest(root / "deep/er") == root / "mkdocs.yml"
    assert nearest(root / "other") == root / "other/mkdocs.yaml"
    assert nearest(root.parent.parent) is None


@pytest.mark.parametrize(
    ("option", "epoch", "day", "as_of", "findings"),
    [
        ("2026-05-13", "0", DAY, True, []),
        (DAY, "0", DAY, True, []),
        (datetime(2026, 5, 13, 9, 30), "0", DAY, True, []),  # noqa: DTZ001 - as YAML gives it
        ("", "1778630400", DAY, False, []),
        (None, "1778630400", DAY, False, []),
        ("tomorrow", "1778630400", DAY, False, ["GT901"]),
        (20260513, "1778630400", DAY, False, ["GT901"]),
    ],
)
def test_today_is_the_option_else_the_epoch(monkeypatch, option, epoch, day, as_of, findings):  # noqa: PLR0913, PLR0917 - a table
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    settings, told = load_settings({"today": option})
    assert (settings.today, settings.as_of, [f.rule for f in told]) == (day, as_of, findings)


@pytest.mark.parametrize("epoch", ["soon", "9" * 30, "-9" + "9" * 20])
def test_an_epoch_that_is_none_is_told_and_the_clock_counts(monkeypatch, epoch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    settings, [finding] = load_settings({})
    assert (finding.rule, str(finding.span)) == ("GT901", "mkdocs.yml:1:1")
    assert settings.today > DAY.replace(year=2024)


def test_the_command_line_goes_before_the_option():
    settings, _ = load_settings({"today": "2020-01-01"}, today=DAY)
    assert (settings.today, settings.as_of) == (DAY, True)


def test_options_nested_without_end_are_told():
    endless: dict[str, object] = {}
    endless["health"] = endless
    settings, findings = load_settings({"health": endless, "words": [[]]})
    assert {f.rule for f in findings} == {"GT901"}
    assert settings.health.outputs_per_outcome_moved == 5


def test_words_are_ours_until_the_site_has_its_own():
    assert load_words({"outcome": "Key result"})["outcome"] == "Key result"
    assert load_words({})["outcome"] == "Outcome"
