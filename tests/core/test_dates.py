"""Days, lengths of time and periods."""

from __future__ import annotations

from datetime import date

import pytest

from mkdocs_goal_tree.core.dates import (
    Days,
    add_months,
    read_day,
    read_duration,
    read_period,
    show_day,
    show_days,
    year_start,
)

D = date


@pytest.mark.parametrize("text", ["2026-1-5", "20260105", "2026-W01-1", "2026-02-30", "2026-01-05T00:00", "", "today"])
def test_only_iso_days_are_days(text):
    with pytest.raises(ValueError):  # noqa: PT011 - the text is all it says
        read_day(text)
    assert read_day("2026-01-05") == D(2026, 1, 5)


AFTER = {"30d": D(2024, 3, 1), "6w": D(2024, 3, 13), "1m": D(2024, 2, 29), "1q": D(2024, 4, 30), "1y": D(2025, 1, 31)}


@pytest.mark.parametrize(("text", "expected"), AFTER.items())
def test_a_length_of_time_after_a_day(text, expected):
    length = read_duration(f" {text.upper()} ")
    assert (length.after(D(2024, 1, 31)), str(length)) == (expected, text)


BEFORE = {"30d": D(2024, 3, 1), "6w": D(2024, 2, 18), "1m": D(2024, 2, 29), "1q": D(2023, 12, 31), "1y": D(2023, 3, 31)}


@pytest.mark.parametrize(("text", "expected"), BEFORE.items())
def test_a_length_of_time_before_a_day(text, expected):
    assert read_duration(text).before(D(2024, 3, 31)) == expected


@pytest.mark.parametrize("text", ["9999w", "9999y"])
def test_time_begins_with_the_calendar(text):
    assert read_duration(text).before(D(1, 1, 1)) == D(1, 1, 1)


@pytest.mark.parametrize("text", ["1d", "9999w", "1m", "9999y"])
def test_time_ends_with_the_calendar(text):
    assert read_duration(text).after(D.max) == D.max


@pytest.mark.parametrize("text", ["", "30", "30 days", "-1d", "99999d", "d"])
def test_other_lengths_are_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011 - the text is all it says
        read_duration(text)


PERIODS = {
    ("2026", 1): Days(D(2026, 1, 1), D(2026, 12, 31), "2026"),
    ("2026-h2", 1): Days(D(2026, 7, 1), D(2026, 12, 31), "2026-H2"),
    ("2026-Q3", 1): Days(D(2026, 7, 1), D(2026, 9, 30), "2026-Q3"),
    ("2026", 10): Days(D(2025, 10, 1), D(2026, 9, 30), "2026"),
    ("2026-Q1", 10): Days(D(2025, 10, 1), D(2025, 12, 31), "2026-Q1"),
    ("2026-H1", 2): Days(D(2025, 2, 1), D(2025, 7, 31), "2026-H1"),
}


@pytest.mark.parametrize(("given", "expected"), PERIODS.items())
def test_a_fiscal_year_is_named_for_the_year_in_which_it_ends(given, expected):
    assert read_period(*given) == expected


@pytest.mark.parametrize("text", ["2026-Q5", "2026-05", "26", "0000", "0001", "9999", "next year"])
def test_other_periods_are_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011 - the text is all it says
        read_period(text)


def test_months_stay_inside_the_month_and_the_calendar():
    assert add_months(D(2026, 1, 31), 1) == D(2026, 2, 28)
    assert add_months(D(2026, 1, 31), -2) == D(2025, 11, 30)
    assert add_months(D(9999, 1, 31), 99) == D(9999, 12, 31)
    assert add_months(D(1, 1, 31), -99) == D(1, 1, 31)


SHOWN = {
    (D(2026, 1, 1), D(2026, 12, 31)): "2026",
    (D(2026, 1, 1), D(2026, 9, 30)): "Jan – Sep 2026",
    (D(2025, 9, 1), D(2026, 6, 30)): "Sep 2025 – Jun 2026",
    (D(2026, 2, 1), D(2026, 2, 28)): "Feb 2026",
    (D(2026, 2, 2), D(2026, 2, 28)): "2 Feb 2026 – 28 Feb 2026",
    (D(2026, 2, 2), None): "since 2 Feb 2026",
    (None, D(2026, 2, 2)): "until 2 Feb 2026",
    (None, None): "",
}


@pytest.mark.parametrize(("days", "expected"), SHOWN.items())
def test_runs_of_days_are_shown_as_people_say_them(days, expected):
    assert show_days(*days) == expected
    assert show_day(D(2026, 5, 13)) == "13 May 2026"


@pytest.mark.parametrize(
    ("starts", "expected"), [(1, D(2026, 1, 1)), (4, D(2026, 4, 1)), (5, D(2026, 5, 1)), (6, D(2025, 6, 1))]
)
def test_the_year_that_a_day_lies_in(starts, expected):
    assert year_start(D(2026, 5, 13), starts) == expected
