"""The learning loop, its calendar and feed, and the health page in a real handbook."""

from __future__ import annotations

import os
import subprocess
from xml.etree import ElementTree as ET

import pytest
from icalendar import Calendar
from sites import build, page, write
from small import GOALS, THEMES, config, headings, links, own_lines, site, text

SHIPPED = """
    ---
    type: output
    title: Push messages
    status: shipped
    shipped_on: 2026-03-24
    owner: Growth
    contributes_to: act-on-results
    expects:
      from: 34
      to: 55
    reviews:
      - done_on: 2026-04-28
        verdicts:
          verdict: moved
          attribution: cohort
        decision: keep
      - due: 2026-06-01
        question: Does it hold?
    ---
    """
FILES = GOALS | {"goals/outputs/push-messages.md": SHIPPED}
NO_URL = config().replace("site_url: https://example.org/handbook/\n", "")
NO_FEED = "INFO: no goals/moved.xml or goals/news.xml: a feed needs `site_url` in mkdocs.yml"


@pytest.mark.parametrize("theme", THEMES)
def test_both_pages_stand_in_every_theme(tmp_path, theme):
    built = build(write(tmp_path, site(FILES, theme=theme)), strict=True)

    assert (built.failed, built.warnings) == (None, [])
    learning, health = page(built, "goals/learning/"), page(built, "goals/health/")
    assert (headings(learning), headings(health)) == (["Learning loop"], ["Health"])
    assert "1 of 1 shipped outputs has its answer" in text(learning)
    assert "Does it hold?" in text(learning)
    assert "Are we a feature factory?" in text(health)
    assert links(learning)["Push messages"] == "../outputs/push-messages/"
    assert 'href="#waiting"' in learning
    assert page(built, "").index("Learning loop") < page(built, "").index("Health")


def test_the_calendar_is_read_by_the_library_and_leads_to_the_page(tmp_path):
    built = build(write(tmp_path, site(FILES)))

    written = (built.site / "goals/reviews.ics").read_bytes()
    (event,) = Calendar.from_ical(written).walk("VEVENT")
    assert event["summary"] == "Review: Push messages"
    assert event["url"] == "https://example.org/handbook/goals/outputs/push-messages/"
    assert written.count(b"\n") == written.count(b"\r\n")
    assert links(page(built, "goals/learning/"))["Reviews as a calendar"] == "../reviews.ics"


def test_the_feed_is_read_by_a_parser_and_named_in_the_head_of_its_page(tmp_path):
    built = build(write(tmp_path, site(FILES)))

    root = ET.fromstring((built.site / "goals/moved.xml").read_bytes())
    atom = {"a": "http://www.w3.org/2005/Atom"}
    assert root.findtext("a:id", "", atom) == "https://example.org/handbook/goals/moved.xml"
    assert [one.findtext("a:title", "", atom) for one in root.findall("a:entry", atom)] == [
        "Moved: Learners act on their result"
    ]
    assert (
        root.find("a:entry/a:link", atom).get("href") == "https://example.org/handbook/goals/outcomes/act-on-results/"
    )
    html = page(built, "goals/learning/")
    head = html[: html.index("</head>")]
    assert '<link rel="alternate" type="application/atom+xml" title="Outcomes moved" href="../moved.xml">' in head
    assert "application/atom+xml" not in page(built, "goals/health/")
    assert links(html)["Outcomes moved as a feed"] == "../moved.xml"


def test_without_an_address_of_the_site_there_is_no_feed_and_one_line_says_so(tmp_path):
    built = build(write(tmp_path, site(FILES) | {"mkdocs.yml": NO_URL}))

    assert not (built.site / "goals/moved.xml").exists()
    assert own_lines(built.log).count(NO_FEED) == 1
    assert "moved.xml" not in page(built, "goals/learning/")
    (event,) = Calendar.from_ical((built.site / "goals/reviews.ics").read_bytes()).walk("VEVENT")
    assert "url" not in event


def test_two_builds_write_the_same_bytes(tmp_path):
    names = ("goals/reviews.ics", "goals/moved.xml")
    first, second = (build(write(tmp_path / name, site(FILES))) for name in ("one", "two"))

    assert [(first.site / name).read_bytes() for name in names] == [(second.site / name).read_bytes() for name in names]


def test_switched_off_there_is_neither_page_nor_file(tmp_path):
    off = config(plugin="pages: {learning: false, health: false}")
    built = build(write(tmp_path, site(FILES) | {"mkdocs.yml": off}), strict=True)

    assert (built.failed, built.warnings) == (None, [])
    for name in ("learning/index.html", "health/index.html", "reviews.ics", "moved.xml"):
        assert not (built.site / "goals" / name).exists()


def test_files_of_the_author_stay_what_they_are(tmp_path):
    own = {
        "docs/goals/learning.md": "# What we learned\n",
        "goals/reviews.ics": "mine\n",
        "goals/moved.xml": "<mine/>\n",
    }
    built = build(write(tmp_path, site(FILES | own)))

    assert headings(page(built, "goals/learning/")) == ["What we learned"]
    assert (built.site / "goals/reviews.ics").read_text() == "mine\n"
    assert (built.site / "goals/moved.xml").read_text() == "<mine/>\n"


def test_a_draft_is_in_neither(tmp_path):
    draft = SHIPPED.replace("    title: Push messages", "    title: Push messages\n    draft: true")
    built = build(write(tmp_path, site(GOALS | {"goals/outputs/push-messages.md": draft})))

    assert "Push messages" not in text(page(built, "goals/learning/"))
    assert b"VEVENT" not in (built.site / "goals/reviews.ics").read_bytes()
    assert b"<entry>" not in (built.site / "goals/moved.xml").read_bytes()


def test_the_quarters_of_the_history_give_the_course(tmp_path):
    write(tmp_path, site(GOALS))
    commit(tmp_path, "2026-01-15")
    write(tmp_path, site(FILES))
    commit(tmp_path, "2026-04-29")

    said = text(page(build(tmp_path), "goals/health/"))

    assert "The line runs from the end of the last quarter to today." in said
    assert "Goals stopped in 365 days 0 unchanged" in said


def commit(folder, day):
    """All files as a commit of that day."""
    stamp = f"{day}T12:00:00+00:00"
    env = {**os.environ, "GIT_AUTHOR_DATE": stamp, "GIT_COMMITTER_DATE": stamp}
    who = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"]
    for command in (["init", "-q"], ["add", "goals", "docs", "mkdocs.yml"], [*who, "commit", "-qm", day]):
        subprocess.run(["git", *command], cwd=folder, env=env, check=True, capture_output=True)
