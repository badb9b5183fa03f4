"""Outcomes moved as an Atom feed, read back by a parser."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from render_views import TUTOR, view_of

from hostile import HOSTILE
from mkdocs_goal_tree.render.feed import Feed, moved_feed

FEED = Feed(
    "Handbook",
    "https://example.org/handbook/",
    "https://example.org/handbook/goals/moved.xml",
    "https://example.org/handbook/goals/learning/",
)
ATOM = "{http://www.w3.org/2005/Atom}"


def whole(goals, text=TUTOR, **more):
    return view_of(goals(text), **{"url": lambda goal: f"https://example.org/handbook/goals/{goal}/", **more})


def read(written):
    """The feed's own fields and those of its entries; links by their relation."""
    root = ET.fromstring(written)

    def fields(element):
        links = {link.get("rel"): link.get("href") for link in element.findall(f"{ATOM}link")}
        return {
            child.tag.removeprefix(ATOM): child.text for child in element if child.text and child.text.strip()
        } | links

    return fields(root), [fields(entry) for entry in root.findall(f"{ATOM}entry")]


def test_a_verdict_that_says_moved_or_partly_is_an_entry(goals):
    feed, entries = read(moved_feed(whole(goals), FEED))

    assert feed == {
        "id": "https://example.org/handbook/goals/moved.xml",
        "title": "Outcomes moved: Handbook",
        "updated": "2026-04-28T00:00:00Z",
        "self": "https://example.org/handbook/goals/moved.xml",
        "alternate": "https://example.org/handbook/goals/learning/",
    }
    assert [entry.pop("id").startswith("urn:uuid:") for entry in entries] == [True]
    assert entries == [
        {
            "title": "Partly moved: Learners act on their result",
            "updated": "2026-04-28T00:00:00Z",
            "alternate": "https://example.org/handbook/goals/result/",
            "summary": "26 % → 39 %: Opened, expected 45 % by 1 May 2026. Mostly. How we know: before and after. "
            "Credited: Upload pipeline: 20s → 5s.",
        }
    ]


def test_the_newest_comes_first_and_dates_the_feed(goals):
    more = """
goals/second.md
    type: output
    title: Second
    contributes_to: result
    review: {done_on: 2026-05-02, verdicts: {verdict: moved}}
"""
    feed, entries = read(moved_feed(whole(goals, TUTOR + more), FEED))

    assert feed["updated"] == "2026-05-02T00:00:00Z"
    assert [entry["updated"] for entry in entries] == ["2026-05-02T00:00:00Z", "2026-04-28T00:00:00Z"]
    assert entries[0]["summary"] == "Opened. Credited: Second."


def test_an_entry_keeps_its_id_when_titles_and_days_change(goals):
    renamed = TUTOR.replace("title: Learners act", "title: They act").replace(
        "done_on: 2026-04-28", "done_on: 2026-04-29"
    )
    _, before = read(moved_feed(whole(goals), FEED))
    _, after = read(moved_feed(whole(goals, renamed), FEED))

    assert [entry["id"] for entry in before] == [entry["id"] for entry in after]
    assert before[0]["title"] != after[0]["title"]


def test_two_verdicts_on_one_metric_are_two_entries(goals):
    line = "          - {outcome: grades, verdict: not-moved, attribution: survey}"
    twice = "          - {outcome: result, metric: opened, before: 26, after: 40, verdict: moved}"
    _, entries = read(moved_feed(whole(goals, TUTOR.replace(line, f"{twice}\n{line}")), FEED))

    assert len({entry["id"] for entry in entries}) == len(entries) == 2


def test_without_an_entry_the_feed_is_of_today(goals):
    feed, entries = read(moved_feed(whole(goals, hidden={"result"}), FEED))

    assert (feed["updated"], entries) == ("2026-05-13T00:00:00Z", [])


@pytest.mark.parametrize("day", ["", "done_on: 2026-05-14"])
def test_a_verdict_without_a_day_or_of_tomorrow_is_no_entry(goals, day):
    _, entries = read(moved_feed(whole(goals, TUTOR.replace("done_on: 2026-04-28", day or "question: When?")), FEED))

    assert entries == []


def test_the_same_goals_give_the_same_bytes(goals):
    assert moved_feed(whole(goals), FEED) == moved_feed(whole(goals), FEED)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text_to_a_parser(goals, text):
    view = whole(goals)
    review = view.tree["upload"].reviews[0]
    verdict = review.verdicts[0].model_copy(update={"note": text, "how": text})
    told = review.model_copy(update={"verdicts": (verdict,)})
    view.tree.goals["upload"] = view.tree["upload"].model_copy(update={"reviews": (told,)})
    view.tree.goals["result"] = view.tree["result"].model_copy(update={"title": text})

    written = moved_feed(view, FEED._replace(site=text))
    root = ET.fromstring(written.encode())

    assert {element.tag.removeprefix(ATOM) for element in root.iter()} == {
        "feed", "id", "title", "updated", "link", "author", "name", "entry", "summary",
    }  # fmt: skip
