"""Reviews due as a calendar, read back by the library and by its lines."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar
from render_views import TUTOR, view_of

from hostile import HOSTILE
from mkdocs_goal_tree.render.calendar import reviews_calendar

SITE = "https://example.org/handbook/"
SHIPPED = """
goals/alerts.md
    type: output
    title: {title}
    status: shipped
    shipped_on: 2026-03-10
"""


def read(view, site=SITE):
    calendar = Calendar.from_ical(reviews_calendar(view, site))
    return list(calendar.walk("VEVENT"))


def test_a_review_that_is_still_to_be_done_is_an_event_of_its_day(goals):
    (event,) = read(view_of(goals(TUTOR), url=lambda goal: f"{SITE}goals/{goal}/"))

    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2026, 5, 12), date(2026, 5, 13))
    assert event["dtstamp"].dt == datetime(2026, 5, 13, tzinfo=UTC)
    assert event["summary"] == "Review: Upload pipeline: 20s → 5s"
    assert event["description"] == "Opened, expected 46 %\nOwner: Platform"
    assert event["url"] == "https://example.org/handbook/goals/upload/"
    assert event["transp"] == "TRANSPARENT"


def test_the_same_goals_give_the_same_bytes(goals):
    view = view_of(goals(TUTOR), url=lambda _: "")

    assert reviews_calendar(view, SITE) == (
        "BEGIN:VCALENDAR\r\n"
        "VERSION:2.0\r\n"
        "PRODID:-//mkdocs-goal-tree//reviews//EN\r\n"
        "METHOD:PUBLISH\r\n"
        "X-WR-CALNAME:Reviews due\r\n"
        "BEGIN:VEVENT\r\n"
        "SUMMARY:Review: Upload pipeline: 20s → 5s\r\n"
        "DTSTART;VALUE=DATE:20260512\r\n"
        "DTEND;VALUE=DATE:20260513\r\n"
        "DTSTAMP:20260513T000000Z\r\n"
        "UID:62ae5c48-7b60-5362-ada6-ffbe6e3f6134@mkdocs-goal-tree\r\n"
        "DESCRIPTION:Opened\\, expected 46 %\\nOwner: Platform\r\n"
        "TRANSP:TRANSPARENT\r\n"
        "END:VEVENT\r\n"
        "END:VCALENDAR\r\n"
    )


def test_an_event_keeps_its_uid_when_title_and_day_change(goals):
    before = read(view_of(goals(SHIPPED.format(title="Alerts"))))
    after = read(view_of(goals(SHIPPED.format(title="Real-time alerts").replace("03-10", "03-12"))))
    elsewhere = read(view_of(goals(SHIPPED.format(title="Alerts"))), "https://example.org/other/")

    assert [event["uid"] for event in before] == [event["uid"] for event in after]
    assert before[0]["uid"] != elsewhere[0]["uid"]
    assert (before[0]["dtstart"].dt, after[0]["dtstart"].dt) == (date(2026, 4, 21), date(2026, 4, 23))


def test_each_round_is_an_event_of_its_own(goals):
    text = SHIPPED.format(title="Alerts")
    first = read(view_of(goals(f"{text}    review: {{due: 2026-06-01}}\n")))
    second = read(view_of(goals(f"{text}    reviews: [{{done_on: 2026-05-01}}, {{due: 2026-06-01}}]\n")))

    assert first[0]["uid"] != second[0]["uid"]


def test_what_is_hidden_or_has_no_day_is_no_event(goals):
    project = goals(TUTOR)

    assert read(view_of(project, hidden={"upload"})) == []
    assert reviews_calendar(view_of(project, hidden={"upload"}), SITE).count("BEGIN:") == 1


def test_the_last_day_of_the_calendar_has_no_day_after_it(goals):
    (event,) = read(view_of(goals(SHIPPED.format(title="Alerts") + "    review: {due: 9999-12-31}\n")))

    assert event["dtstart"].dt == date(9999, 12, 31)
    assert "dtend" not in event


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_within_its_field(goals, text):
    view = view_of(goals(TUTOR))
    upload = view.tree["upload"]
    output = upload.model_copy(
        update={
            "title": text,
            "owner": (text,),
            "reviews": (*upload.reviews[:-1], upload.reviews[-1].model_copy(update={"question": text})),
        }
    )
    view.tree.goals["upload"] = output

    written = reviews_calendar(view, SITE)
    events = list(Calendar.from_ical(written).walk("VEVENT"))

    assert len(events) == 1
    assert {line.partition(":")[0].partition(";")[0] for line in written.replace("\r\n ", "").split("\r\n") if line} == {
        "BEGIN", "VERSION", "PRODID", "METHOD", "X-WR-CALNAME", "SUMMARY", "DTSTART", "DTEND", "DTSTAMP", "UID",
        "DESCRIPTION", "URL", "TRANSP", "END",
    }  # fmt: skip
    assert not any(char < " " and char not in "\r\n" for char in written)
