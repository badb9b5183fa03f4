"""News and what is due: the page, the feed, text, Markdown and JSON, from two states of a small company."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from markupsafe import escape
from render_views import TUTOR, WORDS, document, view_of
from small import text

from hostile import HOSTILE
from mkdocs_goal_tree.core.diary import Stop, dated, diary, looks
from mkdocs_goal_tree.core.due import by_owner
from mkdocs_goal_tree.core.news import news
from mkdocs_goal_tree.core.settings import Settings
from mkdocs_goal_tree.render.feed import Feed, news_feed
from mkdocs_goal_tree.render.news import title_of
from mkdocs_goal_tree.render.news_page import MOST, Missing, news_page
from mkdocs_goal_tree.render.news_text import MOST as LONGEST
from mkdocs_goal_tree.render.news_text import Report, render_json, render_markdown, render_text

GOLDEN = Path(__file__).parent / "golden/pages/news.html"
TEXT_GOLDEN = Path(__file__).parent / "golden/news.txt"
TEXT = TEXT_GOLDEN.read_text("utf-8")
FEED = Feed("Handbook", "https://example.org/", "https://example.org/goals/news.xml", "https://example.org/goals/news/")
ATOM = "{http://www.w3.org/2005/Atom}"
OLD = (
    (
        TUTOR.replace("status: dropped\n    closed: {on: 2026-03-18, why: Nobody wanted it.}", "status: active")
        .replace("{value: 80, by: 2026-09-30}", "{value: 90, by: 2026-06-30}")
        .replace(", {on: 2026-05-01, value: 41, note: Opens by itself}]", ", {on: 2026-04-01, value: 60}]")
        .replace(", {value: 65, by: 2026-12-31}]", ", {min: 60, max: 65, by: 2026-12-31}]")
        .replace("      - {from: 2026-01-01, reason: Complaints are down., decided_by: The board}\n", "")
        .replace("        done_on: 2026-04-28\n", "")
        .replace("          - {outcome: grades, verdict: not-moved, attribution: survey}\n", "")
        .replace(
            "          - {outcome: result, metric: opened, before: 26, after: 39, verdict: partly, how: before and after, note: Mostly.}\n",
            "",
        )
        .replace("        verdicts:\n", "")
        .replace("        decision: iterate\n", "")
        .partition("\ngoals/alerts.md")[0]
    )
    + "\ngoals/gone.md\n    type: output\n    title: Gone\n    status: idea\n"
)
DUE = TUTOR.replace("due: 2026-06-30\n    contributes_to: result", "due: 2026-05-01\n    contributes_to: result")
SINCE = date(2026, 5, 6)


def now(goals, files=DUE, **settings):
    """The company as it is, and what it was a week ago."""
    return goals(files, **settings), goals(OLD, **settings).tree


def told(project, old, since=SINCE):
    """The news with their days, and the diary."""
    stops = [
        Stop(since, old, {}),
        Stop(date(2026, 5, 12), project.tree, {"result.md": ["Ada <b>"], "alerts.md": ["Ada", "Ben"]}),
        Stop(project.settings.today, project.tree, {}),
    ]
    entries = diary(stops, project.settings)
    return dated(news(old, project.tree, since, project.settings), entries), entries


def page(goals, **more):
    project, old = now(goals)
    found = {look: told(project, old, look.since)[0] for look in looks(project.settings)}
    return news_page(view_of(project, **more), found, looks(project.settings)[0])


def test_the_page_looks_as_it_did(goals):
    html = document(page(goals))
    if os.environ.get("GOLDEN") == "write":
        GOLDEN.write_text(html, "utf-8")
    assert html == GOLDEN.read_text("utf-8")


def test_the_page_says_what_moved_then_what_is_due(goals):
    made = page(goals)
    said = text(made.html)
    assert (made.title, made.toc) == (
        "Since last week",
        (("moved", "What moved"), ("due", "Overdue and stale, by owner"), ("further", "Further back")),
    )
    assert said.startswith(
        "State turned 2 1 asks for help 1 for the better Targets moved 3 2 made easier Measured 2 Closed 1 1 Dropped"
        " Overdue and stale 2 1 review overdue What moved as a feed What moved since 6 May 2026"
        " Primary impact More learners every week Complaints are down. comes first now 12 May 2026"
        " State turned Learners act on their result On track → Behind 41 of 80 % Opens by itself 12 May 2026, Ada <b>"
    )
    assert (
        "Overdue and stale, by owner Platform 1 review overdue Upload pipeline: 20s → 5s 1 day overdue"
        " review due 12 May 2026 Goals that nobody owns 1 output past its day Alerts 12 days overdue was due 1 May 2026"
    ) in said
    assert '<a href="../result/">Learners act on their result</a>' in made.html
    assert "Ada &lt;b&gt;" in made.html


def test_without_a_history_the_page_says_why_and_still_what_is_due(goals):
    project, _ = now(goals)
    missing = Missing("this is a shallow clone", "git fetch --unshallow")
    said = text(news_page(view_of(project), missing, looks(project.settings)[0]).html)
    assert said.startswith(
        "Overdue and stale 2 1 review overdue What moved as a feed What moved What moved is not known here :"
        " this is a shallow clone What helps: git fetch --unshallow Overdue and stale, by owner Platform"
    )


def test_a_history_that_begins_after_today_tells_nothing(goals):
    project, _ = now(goals)
    said = text(news_page(view_of(project), {}, looks(project.settings)[0]).html)
    assert "What moved is not known here : The history of the goals begins after 13 May 2026." in said


def test_a_history_that_begins_later_says_so_and_a_longer_look_tells_nothing_more(goals):
    project, old = now(goals)
    begun = told(project, old, date(2026, 5, 11))[0]
    found = dict.fromkeys(looks(project.settings), begun)
    said = text(news_page(view_of(project), found, looks(project.settings)[0]).html)
    assert (
        "What moved since 11 May 2026 The history of the goals begins on 11 May 2026; what moved is told from there on."
        in said
    )
    assert "Further back" not in said


def test_a_quiet_week_says_so_and_the_weeks_before_are_folded(goals):
    project, old = now(goals, TUTOR.partition("\ngoals/upload.md")[0].replace("2026-05-11", "2026-05-01"))
    week, *longer = looks(project.settings)
    quiet = news(project.tree, project.tree, week.since, project.settings)
    found = {week: quiet} | {look: told(project, old, look.since)[0] for look in longer}
    html = news_page(view_of(project), found, week).html
    assert "What moved since 6 May 2026 Nothing moved since 6 May 2026. Overdue and stale, by owner" in text(html)
    assert "No review is overdue, no number is old, no end has passed." in text(html)
    assert "Further back The last 30 days, since 13 Apr 2026 the primary impact switched, " in text(html)
    assert "This quarter, 2026-Q2, since 31 Mar 2026" in text(html)
    assert "<details open" not in html


def test_long_lists_are_limited_and_the_rest_counted(goals):
    files = "".join(f"\ngoals/g{n}.md\n    type: impact\n    title: G{n}\n" for n in range(MOST + 7))
    project = goals(files)
    look = looks(project.settings)[0]
    found = {look: news(goals("").tree, project.tree, look.since, project.settings)}
    html = news_page(view_of(project), found, look).html
    assert html.count('<div class="head">') == MOST
    assert "and 7 more" in text(html)


def test_hidden_goals_are_told_nowhere(goals):
    said = text(page(goals, hidden={"result", "alerts"}).html)
    assert "Learners act" not in said
    assert "Alerts" not in said


@pytest.mark.parametrize(
    ("length", "title"), [("7d", "Since last week"), ("1w", "Since last week"), ("30d", "The last 30 days")]
)
def test_the_title_says_how_far_it_looks(length, title):
    assert title_of(Settings.model_validate({"news": length}), WORDS) == title


def report(goals, *, only_due=False, **more):
    project, old = now(goals)
    shown = None if only_due else told(project, old)[0]
    return Report(project, WORDS, shown, by_owner(project.tree, project.settings), **more)


def test_text_for_a_terminal(goals):
    said = render_text(report(goals))
    if os.environ.get("GOLDEN") == "write":
        TEXT_GOLDEN.write_text(said, "utf-8")
    assert said == TEXT_GOLDEN.read_text("utf-8")


def test_only_what_is_due(goals):
    assert render_text(report(goals, only_due=True)) == TEXT.partition("by owner\n\n")[2]


def test_what_is_old_and_what_is_due_soon(goals):
    files = TUTOR.replace("- due: 2026-05-12", "- due: 2026-05-19").replace(
        "- name: Weekly learners\n", "- name: Weekly learners\n        stale_after: 1d\n"
    )
    project = goals(files, owners={"board": {"name": "The board"}})
    asked = Report(project, WORDS, None, by_owner(project.tree, project.settings))
    assert render_text(asked) == (
        "Platform: 1 review due soon\n"
        "goals/upload.md:28:10: Output Upload pipeline: 20s → 5s: in 6 days, review due 19 May 2026\n"
        "\n"
        "The board: 1 old number\n"
        "goals/engagement.md:17:20: Impact More learners every week: Stale, 2 days old,"
        " Weekly learners: last measured 11 May 2026\n"
    )


def test_a_metric_that_is_gone_took_its_target_along(goals):
    project, old = now(goals, DUE.replace("      - name: Skipped\n", "      - name: Left out\n"))
    lines = render_text(Report(project, WORDS, told(project, old)[0], ())).splitlines()
    assert (
        "goals/result.md:22:5: Outcome Learners act on their result:"
        " Target of Skipped: at most 4 % → –, easier (12 May 2026, Ada <b>)"
    ) in lines


def test_nothing_moved_and_nothing_due(goals):
    project = goals(OLD)
    quiet = news(project.tree, project.tree, date(2026, 5, 12), project.settings)
    asked = Report(project, WORDS, quiet, ())
    nothing = "No review is overdue, no number is old, no end has passed."
    assert render_text(asked) == f"Nothing moved since 12 May 2026.\n\nOverdue and stale, by owner\n{nothing}\n"
    assert render_markdown(asked) == (
        f"### Nothing moved since 12 May 2026.\n\n### Overdue and stale, by owner\n\n{nothing}\n"
    )


def test_markdown_for_a_forge_with_links_where_there_is_a_site(goals):
    lines = render_markdown(report(goals, page=lambda uri: f"https://example.org/{uri}")).splitlines()
    assert lines[0] == f"### {TEXT.partition(chr(10))[0]}"
    assert lines[8:12] == [
        (
            "- Outcome [Learners act on their result](https://example.org/result.md): On track → Behind, 41 of 80 %."
            " Opens by itself <sub>12 May 2026, Ada &#60;b&#62;</sub>"
        ),
        (
            "- Impact [More learners every week](https://example.org/engagement.md): Not measured yet → On track,"
            " 23,940 of 30,000 / wk. Evenings grew most <sub>11 May 2026</sub>"
        ),
        "",
        "**Closed**",
    ]
    assert "- Output **Gone**: Idea, removed. <sub>12 May 2026</sub>" in lines
    assert lines[-6:] == [
        "",
        "- Output [Upload pipeline: 20s → 5s](https://example.org/upload.md): **1 day overdue**, review due 12 May 2026.",
        "",
        "**Goals that nobody owns**",
        "",
        "- Output [Alerts](https://example.org/alerts.md): **12 days overdue**, was due 1 May 2026.",
    ]


def test_json_has_each_item_with_its_place(goals):
    data = json.loads(render_json(report(goals)))
    assert (data["version"], data["since"], data["today"]) == (1, "2026-05-06", "2026-05-13")
    assert [item["what"] for item in data["news"]] == [
        "primary-switched", "state-turned", "state-turned", "goal-closed", "goal-removed", "verdict-recorded",
        "verdict-recorded", "target-moved", "target-moved", "target-moved", "measured", "measured", "goal-added",
    ]  # fmt: skip
    assert data["news"][1] == {
        "what": "state-turned",
        "goal": "result",
        "level": "outcome",
        "title": "Learners act on their result",
        "old": "on-track",
        "new": "behind",
        "metric": "opened",
        "field": "",
        "output": None,
        "direction": None,
        "note": "Opens by itself",
        "text": "On track → Behind, 41 of 80 %",
        "asks_for_help": True,
        "on": None,
        "known": "2026-05-12",
        "by": "Ada <b>",
        "path": "goals/result.md",
        "line": 4,
        "column": 9,
    }
    shown = [(item["old"], item["new"], item["metric"], item["direction"], item["output"]) for item in data["news"]]
    assert shown[6:11] == [
        (None, "partly", None, None, "upload"),
        (90, 80, "opened", "easier", None),
        ("2026-06-30", "2026-09-30", "opened", "easier", None),
        ({"min": 60, "max": 65}, 65, "minutes", None, None),
        (None, 23940, "weekly-learners", None, None),
    ]
    assert data["due"] == [
        {
            "matter": "review",
            "goal": "upload",
            "level": "output",
            "title": "Upload pipeline: 20s → 5s",
            "owners": ["Platform"],
            "metric": None,
            "on": "2026-05-12",
            "days": 1,
            "question": "",
            "text": "1 day overdue, review due 12 May 2026",
            "path": "goals/upload.md",
            "line": 28,
            "column": 10,
        },
        {
            "matter": "ship",
            "goal": "alerts",
            "level": "output",
            "title": "Alerts",
            "owners": [],
            "metric": None,
            "on": "2026-05-01",
            "days": 12,
            "question": "",
            "text": "12 days overdue, was due 1 May 2026",
            "path": "goals/alerts.md",
            "line": 5,
            "column": 6,
        },
    ]


def test_json_has_the_issue_of_each_owner(goals):
    data = json.loads(render_json(report(goals, only_due=True)))
    assert (data["since"], data["news"]) == (None, [])
    assert data["owners"][0] == {
        "id": "d294fcce0cc88587",
        "name": "Platform",
        "title": "Platform: what is due",
        "due": 1,
        "overdue": 1,
        "markdown": "1 review overdue.\n\n"
        "- Output **Upload pipeline: 20s → 5s**: **1 day overdue**, review due 12 May 2026.\n\n"
        "<sub>What is done leaves this list at the next look, and a list with nothing on it is closed.</sub>\n",
    }
    assert (data["owners"][1]["name"], data["owners"][1]["title"]) == ("", "Goals that nobody owns: what is due")


def test_the_issue_of_an_owner_with_much_to_do_is_cut_and_says_so(goals):
    files = "".join(
        f"\ngoals/g{n}.md\n    type: impact\n    title: {'Goal ' * 30}{n}\n    status: active\n    period: 2026-Q1\n"
        for n in range(400)
    )
    project = goals(files)
    asked = Report(project, WORDS, None, by_owner(project.tree, project.settings))
    body = json.loads(render_json(asked))["owners"][0]["markdown"]
    assert len(body) < LONGEST
    assert "\n- and " in body


def read(written):
    return [
        {child.tag.removeprefix(ATOM): "".join(child.itertext()).strip() or child.get("href") for child in entry}
        for entry in ET.fromstring(written).findall(f"{ATOM}entry")
    ]


def test_the_feed_has_each_item_of_the_diary_with_its_day_and_author(goals):
    project, old = now(goals)
    view = view_of(project, url=lambda goal: f"https://example.org/goals/{goal}/")
    entries = read(news_feed(view, FEED, told(project, old)[1]))
    assert [entry["title"] for entry in entries][:4] == [
        "Primary impact: More learners every week",
        "Behind: Learners act on their result",
        "Dropped: Learners come back at the weekend",
        "Removed: Gone",
    ]
    assert {**entries[1], "id": ""} == {
        "id": "",
        "title": "Behind: Learners act on their result",
        "updated": "2026-05-12T00:00:00Z",
        "author": "Ada <b>",
        "link": "https://example.org/goals/result/",
        "summary": "On track → Behind, 41 of 80 %. Opens by itself.",
    }
    assert entries[3]["link"] == "https://example.org/goals/news/"
    assert len({entry["id"] for entry in entries}) == len(entries) == 13


def test_an_entry_keeps_its_id_when_words_change_and_another_day_is_another_entry(goals):
    project, old = now(goals)
    renamed, _ = now(goals, DUE.replace("title: Learners act", "title: They act").replace("by itself", "alone"))
    ids = [
        [entry["id"] for entry in read(news_feed(view_of(one), FEED, told(one, old)[1]))] for one in (project, renamed)
    ]
    assert ids[0] == ids[1]
    later = [one._replace(known=date(2026, 5, 13)) for one in told(project, old)[1]]
    assert not {entry["id"] for entry in read(news_feed(view_of(project), FEED, later))} & set(ids[0])


def hostile(goals, words):
    """The company with that text wherever an author could put one."""
    project, old = now(goals)
    goal = project.tree["result"]
    metric = goal.metrics[0]
    actuals = (*metric.actuals[:-1], metric.actuals[-1].model_copy(update={"note": words}))
    changed = metric.model_copy(update={"name": words, "unit": words, "actuals": actuals})
    update = {"title": words, "metrics": (changed, *goal.metrics[1:]), "owner": (words,), "period": None}
    project.tree.goals["result"] = goal.model_copy(update=update)
    shown = project.tree["upload"].model_copy(update={"owner": (words,), "title": words})
    project.tree.goals["upload"] = shown
    return project, old


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_text_stays_text_everywhere(goals, words):
    project, old = hostile(goals, words)
    since = looks(project.settings)[0]
    found, entries = told(project, old)
    asked = Report(project, WORDS, found, by_owner(project.tree, project.settings))

    html = news_page(view_of(project), {since: found}, since).html
    assert str(escape(words)) in html
    assert not any(tag in html for tag in ("<script", "<img", "<b>", "<i>", "<TABLE"))
    assert {element.tag.removeprefix(ATOM) for element in ET.fromstring(news_feed(view_of(project), FEED, entries)).iter()} == {
        "feed", "id", "title", "updated", "link", "author", "name", "entry", "summary",
    }  # fmt: skip
    assert not any(ord(char) < 32 and char != "\n" for char in render_text(asked))
    marked = render_markdown(asked)
    assert not any(sign in marked for sign in ("@", "<!--", "<img", "<script", "<b>", "https://example.org"))
    bodies = json.loads(render_json(asked))["owners"]
    assert not any("@" in one["markdown"] or "<img" in one["markdown"] for one in bodies)
