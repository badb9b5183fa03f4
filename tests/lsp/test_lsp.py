"""`goal-tree lsp`, driven by a real client."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from editor import editor
from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException

SITE = """
mkdocs.yml
    site_name: Handbook
    plugins:
      - goal-tree:
          today: 2026-05-13
          rules: {GT2: off, unknown-goal: error}

goals/impacts/engagement.md
    type: impact
    title: Learners *come* back 🎓
    status: active
    owner: Company board
    metrics:
      name: Weekly active learners
      unit: learners/week
      baseline: {value: 21000, on: 2026-01-05}
      target: {value: 30000, by: 2026-12-31}
      actuals:
        - {on: 2026-05-04, value: 21500}
      source: {label: Product analytics}

goals/outcomes/weekend.md
    type: outcome
    title: Learners practice on Saturday
    contributes_to: engagement
    metrics:
      name: Saturday sessions

goals/outputs/reminder.md
    type: output
    title: Weekend reminder 🎉
    contributes_to: weekend
    ---

    🎉 [Saturday][weekend] and [impact][impact].

docs/index.md
    # Home

    🎉 [Saturday][weekend].

docs/glossary/impact.md
    term: impact
    definition: Where the company wants to be.
"""
WEEKEND, REMINDER = "goals/outcomes/weekend.md", "goals/outputs/reminder.md"


@pytest.fixture
def site(tree):
    return tree(SITE)


def play(scene) -> None:
    """In a thread of its own: a browser of other tests keeps an event loop running in the first one."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, scene).result()


def test_findings_follow_the_typing_in_this_file_and_in_others(site):
    async def scene():
        async with editor(site) as it:
            text = (site / WEEKEND).read_text("utf-8")
            it.open(WEEKEND)
            it.type(WEEKEND, text.replace("type: outcome", "type: outcome\nid: saturday\nsumary: 🎉"))
            await it.until(lambda it: it.codes().get(REMINDER))
            assert it.codes() == {WEEKEND: ["unknown-field (GT105)"], REMINDER: ["unknown-goal (GT201)"]}
            one = it.findings[REMINDER][0]
            assert (one.range, one.severity, one.source) == (
                lsp.Range(lsp.Position(3, 16), lsp.Position(3, 23)),
                lsp.DiagnosticSeverity.Error,
                "goal-tree",
            )
            assert one.message == "contributes_to[0].goal names 'weekend', which no goal is"
            it.type(WEEKEND, text)
            await it.until(lambda it: not it.codes())
            it.type(WEEKEND, text.replace("engagement", "engagment"))
            await it.until(lambda it: it.codes())
            assert it.findings[WEEKEND][0].message.endswith("\ndid you mean 'engagement'?")
            it.close(WEEKEND)
            await it.until(lambda it: not it.codes())

    play(scene())


def test_a_finding_behind_an_emoji_stands_where_the_editor_counts_it(site):
    async def scene():
        async with editor(site) as it:
            text = (site / WEEKEND).read_text("utf-8")
            it.open(
                WEEKEND, text.replace("contributes_to: engagement", "contributes_to: {rationale: 🎉🎉, goal: nobody}")
            )
            await it.until(lambda it: it.codes())
            assert it.findings[WEEKEND][0].range == lsp.Range(lsp.Position(3, 40), lsp.Position(3, 46))

    play(scene())


OFFERED = [
    ("---\n‸", ["type"]),
    ("---\ntype: ‸", ["impact", "outcome", "output"]),
    (
        "---\ntype: outcome\nstatus: ‸\n---",
        ["draft", "proposed", "active", "paused", "achieved", "missed", "dropped"],
    ),
    ("---\ntype: output\nreview:\n  decision: k‸\n---", ["keep", "iterate", "remove"]),
    ("---\ntype: outcome\nnot_broken_down: ‸\n---", ["true", "false"]),
    ("---\ntype: outcome\ncontributes_to: e‸\n---", ["engagement", "weekend"]),
    ("---\ntype: outcome\ncontributes_to: [engagement, w‸]\n---", ["engagement", "weekend"]),
    ("---\ntype: impact\ncontributes_to:\n  - goal: ‸\n---", ["engagement"]),
    ("---\ntype: output\nexpects:\n  - outcome: ‸\n---", ["weekend"]),
    ("---\ntype: output\nexpects:\n  - metric: ‸\n---", ["saturday-sessions"]),
    ("---\ntype: output\nreviews:\n  verdicts:\n    - outcome: ‸\n---", ["weekend"]),
    ("---\ntype: output\nsuperseded_by: ‸\n---", ["reminder"]),
    ("---\ntype: output\nowner: ‸\n---", ["Company board"]),
    ("---\ngoal:\n  type: impact\n  scope: ‸\n---", ["company", "portfolio", "product", "team"]),
    ("---\ntype: outcome\nmetrics:\n  - name: x\n    target: 1\n    source:\n      ‸\n---", ["label", "url"]),
    ("---\ntype: outcome\nevidence: {kind: interview, ‸}\n---", ["kind", "note", "url", "on"]),
    ("---\ntype: outcome\ntitle: [broken\ncontributes_to: ‸", ["engagement", "weekend"]),
    ("---\ntype: output\n---\n\n🎉 [Sat][‸", ["engagement", "weekend", "other", "reminder", "impact"]),
    ("---\ntype: output\n---\n\nno ‸ reference", []),
]


def test_what_may_be_written_is_offered(site):
    async def scene():
        async with editor(site) as it:
            assert [(text, await it.offered("goals/outputs/other.md", text)) for text, _ in OFFERED] == OFFERED

    play(scene())


def test_fields_are_offered_by_their_place_with_what_they_mean_and_none_twice(site):
    async def scene():
        async with editor(site) as it:
            text = "---\ntype: outcome\ntitle: x\nmetrics:\n  - unit: x\n    ‸\n---"
            items = (await it.at(WEEKEND, text, "completion", lsp.CompletionParams)).items
            first = min(items, key=lambda item: item.sort_text)
            assert (first.label, first.documentation.value) == ("name", "what is counted")
            assert first.text_edit == lsp.TextEdit(lsp.Range(lsp.Position(5, 4), lsp.Position(5, 4)), "name: ")
            labels = [item.label for item in items]
            assert ("unit" in labels, "role" in labels, "status" in labels) == (False, True, False)
            labels = await it.offered(WEEKEND, "---\ntype: outcome\ntitle: x\nwh‸\n---")
            assert ("who" in labels, "tags" in labels, "title" in labels, "shipped_on" in labels) == (
                True,
                True,
                False,
                False,
            )

    play(scene())


def test_an_accepted_completion_replaces_what_is_typed_behind_an_emoji(site):
    async def scene():
        async with editor(site) as it:
            text = "---\ntype: output\n---\n\n🎉 [Sat][week‸x] more"
            items = (await it.at(REMINDER, text, "completion", lsp.CompletionParams)).items
            edit = next(item.text_edit for item in items if item.label == "weekend")
            assert edit == lsp.TextEdit(lsp.Range(lsp.Position(4, 9), lsp.Position(4, 14)), "weekend")

    play(scene())


CARD = r"""**Learners \*come\* back 🎓**

Impact · Active · Behind

Weekly active learners: 21,500 of 30,000 / wk

Owner: Company board"""


SHOWN = [
    (WEEKEND, "---\ntype: outcome\ncontributes_to: enga‸gement\n---", CARD),
    (WEEKEND, "---\ntype: outcome\ncontributes_to: [{rationale: 🎉, goal: 'enga‸gement'}]\n---", CARD),
    (WEEKEND, "---\ntype: outcome\ntitle: [broken\ncontributes_to: enga‸gement", CARD),
    ("docs/index.md", "🎉 [x][enga‸gement]", CARD),
    ("docs/index.md", "🎉 [enga‸gement]", CARD),
    ("docs/index.md", "🎉 [x][imp‸act]", "**impact**\n\nWhere the company wants to be."),
    ("docs/index.md", "🎉 `[x][enga‸gement]`", None),
    ("docs/index.md", "plain ‸ text", None),
    (WEEKEND, "---\ntype: outcome\nwh‸o: x\n---", "**who**: whose behavior changes"),
    (
        WEEKEND,
        "---\ntype: outcome\nmetrics:\n  - di‸rection: up\n---",
        "**direction**: where it should go. Default: from baseline and target. A guardrail has to say it, unless its target is a band\n\n`up` · `down` · `hold` · `range`",
    ),
    (WEEKEND, "---\nty‸pe: outcome\n---", "**type**: the level\n\n`impact` · `outcome` · `output`"),
    (WEEKEND, "---\ntype: outcome\nnone‸sense: x\n---", None),
    ("docs/index.md", "---\ntype: outcome\nwh‸o: x\n---", None),
]


def test_hover_shows_the_card_of_a_goal_a_definition_or_what_a_field_means(site):
    async def scene():
        async with editor(site) as it:
            assert [(name, text, await it.hovered(name, text)) for name, text, _ in SHOWN] == SHOWN

    play(scene())


PLACES = [
    (REMINDER, "---\ntype: output\ncontributes_to: week‸end\n---", (WEEKEND, 2)),
    ("docs/index.md", "[x][week‸end]", (WEEKEND, 2)),
    ("docs/index.md", "[x][imp‸act]", ("docs/glossary/impact.md", 1)),
    ("docs/index.md", "[x][nobo‸dy]", None),
    (REMINDER, "---\ntype: output\ncontributes_to: nobo‸dy\n---", None),
]


def test_a_reference_leads_to_the_file(site):
    async def scene():
        async with editor(site) as it:
            found = [await it.at(name, text, "definition", lsp.DefinitionParams) for name, text, _ in PLACES]
            told = [one and (it.shown(one.uri), one.range.start.line) for one in found]
            assert told == [wanted for _, _, wanted in PLACES]

    play(scene())


def test_the_file_of_measurements_is_a_link(site):
    async def scene():
        async with editor(site) as it:
            name = "goals/impacts/new.md"
            it.open(name, "---\ntype: impact\nmetrics: {name: 🎉, actuals: {file: ../data/a b.csv}}\n---\n")
            asked = lsp.DocumentLinkParams(lsp.TextDocumentIdentifier(it.uri(name)))
            links = await it.text_document_document_link_async(asked)
            where = lsp.Range(lsp.Position(2, 36), lsp.Position(2, 51))
            assert list(links) == [lsp.DocumentLink(where, it.uri("goals/data/a b.csv"))]

    play(scene())


def applied(text: str, edits) -> str:
    """The text as an editor changes it, in UTF-16."""
    lines = [line.encode("utf-16-le") for line in text.splitlines(keepends=True)]
    for edit in sorted(edits, key=lambda edit: (edit.range.start.line, edit.range.start.character), reverse=True):
        start, end = edit.range.start, edit.range.end
        assert start.line == end.line
        line = lines[start.line]
        lines[start.line] = line[: start.character * 2] + edit.new_text.encode("utf-16-le") + line[end.character * 2 :]
    return b"".join(lines).decode("utf-16-le")


def test_rename_changes_every_reference_and_then_the_name_of_the_file(site):
    async def scene():
        async with editor(site) as it:
            text = (site / REMINDER).read_text("utf-8").replace("Saturday", "🎉 ‸", 1)
            it.open("docs/index.md", "🎉🎉 [not saved yet][weekend]\n")
            at = text.replace("‸", "").replace("][weekend", "][week‸end")
            answer = await it.at(REMINDER, at, "rename", lsp.RenameParams, new_name="saturday")
            *changes, move = answer.document_changes
            texts = {it.shown(one.text_document.uri): one for one in changes}
            assert sorted(texts) == ["docs/index.md", WEEKEND, REMINDER]
            assert texts["docs/index.md"].text_document.version == 1
            assert applied("🎉🎉 [not saved yet][weekend]\n", texts["docs/index.md"].edits) == (
                "🎉🎉 [not saved yet][saturday]\n"
            )
            assert applied(at.replace("‸", ""), texts[REMINDER].edits) == at.replace("‸", "").replace(
                "weekend", "saturday"
            )
            assert "aliases: weekend\n" in applied((site / WEEKEND).read_text("utf-8"), texts[WEEKEND].edits)
            assert (it.shown(move.old_uri), it.shown(move.new_uri)) == (WEEKEND, "goals/outcomes/saturday.md")

    play(scene())


def test_an_editor_that_moves_no_files_gets_the_id_as_a_field(site):
    async def scene():
        async with editor(site, moves=False) as it:
            text = "---\ntype: output\ntitle: x\ncontributes_to: week‸end\n---\n"
            answer = await it.at(REMINDER, text, "rename", lsp.RenameParams, new_name="saturday")
            after = applied((site / WEEKEND).read_text("utf-8"), answer.changes[it.uri(WEEKEND)])
            assert "id: saturday\naliases: weekend\n" in after

    play(scene())


def test_a_rename_that_cannot_be_says_why_and_one_of_nothing_is_not_offered(site):
    async def scene():
        async with editor(site) as it:
            text = "---\ntype: output\ntitle: x\ncontributes_to: week‸end\n---\n"
            offered = await it.at(REMINDER, text, "prepare_rename", lsp.PrepareRenameParams)
            assert offered == lsp.PrepareRenamePlaceholder(
                lsp.Range(lsp.Position(3, 16), lsp.Position(3, 23)), "weekend"
            )
            with pytest.raises(JsonRpcException, match="there is a goal engagement already"):
                await it.at(REMINDER, text, "rename", lsp.RenameParams, new_name="engagement")
            nothing = text.replace("‸", "").replace("title", "ti‸tle")
            assert await it.at(REMINDER, nothing, "prepare_rename", lsp.PrepareRenameParams) is None

    play(scene())


def test_who_renames_a_file_renames_the_goal(site):
    async def scene():
        async with editor(site) as it:
            it.open(REMINDER)
            files = [lsp.FileRename(it.uri(WEEKEND), it.uri("goals/outcomes/saturday.md"))]
            answer = await it.workspace_will_rename_files_async(lsp.RenameFilesParams(files))
            assert sorted(map(it.shown, answer.changes)) == ["docs/index.md", WEEKEND, REMINDER]

    play(scene())


BROKEN = [
    "",
    "---",
    "---\n{",
    "---\n- a\n- b\n---\n",
    "---\ntype: [\n---\n",
    "\ufeff---\r\ntype: outcome\r\n",
    "---\n\x00\n---\n",
]


def test_a_file_that_cannot_be_read_answers_everything(site):
    async def scene():
        async with editor(site) as it:
            for text in BROKEN:
                for ask, make in [
                    ("completion", lsp.CompletionParams),
                    ("hover", lsp.HoverParams),
                    ("definition", lsp.DefinitionParams),
                ]:
                    for row in range(3):
                        await it.at(WEEKEND, "\n" * row + "‸" + text, ask, make)
            it.type(WEEKEND, "---\n{")
            await it.until(lambda it: it.codes().get(WEEKEND) == ["bad-front-matter (GT101)"])

    play(scene())


def test_without_a_site_fields_are_offered_and_nothing_breaks(tmp_path):
    async def scene():
        async with editor(tmp_path) as it:
            assert await it.offered("goal.md", "---\ntype: impact\nscope: ‸\n---") == [
                "company",
                "portfolio",
                "product",
                "team",
            ]
            assert await it.hovered("goal.md", "---\ntype: impact\nsco‸pe: x\n---") is not None
            assert await it.hovered("goal.md", "[x][engage‸ment]") is None

    play(scene())


def test_a_broken_mkdocs_yml_is_told_where_it_is_broken_and_again_when_it_is_whole(site):
    async def scene():
        whole = (site / "mkdocs.yml").read_text("utf-8")
        (site / "mkdocs.yml").write_text("site_name: [\n")
        async with editor(site) as it:
            it.open(WEEKEND)
            await it.until(lambda it: it.codes())
            assert it.codes() == {"mkdocs.yml": ["unknown-option (GT901)"]}
            await it.until(lambda it: it.watched == [lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES])
            (site / "mkdocs.yml").write_text(whole)
            changed = lsp.FileEvent(it.uri("mkdocs.yml"), lsp.FileChangeType.Changed)
            it.workspace_did_change_watched_files(lsp.DidChangeWatchedFilesParams([changed]))
            await it.until(lambda it: not it.codes())

    play(scene())


def test_texts_that_are_no_files_are_left_alone(site):
    async def scene():
        async with editor(site) as it:
            it.text_document_did_open(
                lsp.DidOpenTextDocumentParams(
                    lsp.TextDocumentItem("untitled:Untitled-1", "markdown", 1, "[x][weekend]")
                )
            )
            where = lsp.HoverParams(lsp.TextDocumentIdentifier("untitled:Untitled-1"), lsp.Position(0, 6))
            assert await it.text_document_hover_async(where) is None

    play(scene())


def test_without_the_extra_the_command_says_what_to_install(tmp_path):
    hidden = "import sys; sys.modules['pygls'] = None; from mkdocs_goal_tree.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", hidden, "lsp"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == 'error: the language server needs an extra: pip install "mkdocs-goal-tree[lsp]"\n'


NODE = Path(__file__).parents[1] / "node"
YAML = NODE / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"


@pytest.mark.node
def test_the_yaml_language_server_goes_by_our_schema(tmp_path):
    if not shutil.which("node") or not YAML.is_file():
        pytest.skip("the YAML language server needs node and `npm ci` in tests/node")
    schema = subprocess.run(
        [sys.executable, "-c", "from mkdocs_goal_tree.cli import main; main()", "schema"],
        capture_output=True,
        check=True,
    ).stdout
    (tmp_path / "goal.schema.json").write_bytes(schema)
    head = "# yaml-language-server: $schema=goal.schema.json\n"

    async def scene():
        async with editor(tmp_path, command=["node", str(YAML), "--stdio"]) as it:
            assert await it.offered("a.yaml", f"{head}type: outcome\ntitle: x\nmetrics:\n  - role: ‸\n") == [
                "primary",
                "leading",
                "lagging",
                "guardrail",
            ]
            labels = await it.offered("b.yaml", f"{head}type: output\ntitle: x\nreviews:\n  - ‸\n")
            assert {"due", "verdicts", "decision"} <= set(labels)
            it.open(
                "c.yaml", f"{head}type: outcome\ntitle: x\nstatus: shipped\nsumary: x\nclosed:\n  on: 13 May 2026\n"
            )
            await it.until(lambda it: it.findings.get("c.yaml"))
            found = sorted(it.findings["c.yaml"], key=lambda one: one.range.start.line)
            assert [one.message for one in found] == [
                'Value is not accepted. Valid values: "draft", "proposed", "active", "paused", "achieved", "missed", "dropped".',
                "Property sumary is not allowed.",
                "write the day as 2026-05-13",
            ]
            it.open("d.yaml", f"{head}type: outcome\ntitle: 404\ncontributes_to: engagement\nperiod: 2026\n")
            await it.until(lambda it: "d.yaml" in it.findings)
            assert it.findings["d.yaml"] == []

    play(scene())
