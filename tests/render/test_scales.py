"""Axes: round numbers and days on a line, whatever the numbers and days are."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_goal_tree.render.scales import axis, calendar

AXES = {
    "from zero where zero is near": (["22", "80"], "0 20 40 60 80 100"),
    "not from zero where it is far": (["20100", "30000"], "15000 20000 25000 30000 35000"),
    "all the same": (["5", "5"], "4.4 4.6 4.8 5.0 5.2 5.4 5.6"),
    "nothing but zero": (["0"], "0.0 0.2 0.4 0.6 0.8 1.0"),
    "below zero": (["-3", "-2"], "-3.5 -3.0 -2.5 -2.0 -1.5"),
    "below zero, and zero near": (["-40", "-1"], "-50 -40 -30 -20 -10 0"),
    "across zero": (["-5", "5"], "-10 -5 0 5 10"),
    "tiny": (["0.00009", "0.00012"], "0.00008 0.00009 0.00010 0.00011 0.00012 0.00013"),
    "huge": (["1e30", "9e30"], " ".join(f"{i}{'0' * 30}" if i else "0" for i in (0, 2, 4, 6, 8, 10))),
    "huge and nearly the same": (
        [f"1{'0' * 29}1", f"1{'0' * 29}3"],
        " ".join(f"1{'0' * 29}{end}" for end in ("0.5", "1.0", "1.5", "2.0", "2.5", "3.0", "3.5")),
    ),
}


@pytest.mark.parametrize("case", AXES)
def test_an_axis_has_round_numbers_around_the_values(case: str) -> None:
    values, ticks = AXES[case]
    assert " ".join(f"{tick:f}" for tick in axis(map(Decimal, values), most=5).ticks) == ticks


def test_an_axis_of_percent_ends_at_its_bounds_unless_a_number_passes_them() -> None:
    bounds = (Decimal(0), Decimal(100))

    assert [int(t) for t in axis([Decimal(62), Decimal(98)], most=5, bounds=bounds).ticks] == [50, 60, 70, 80, 90, 100]
    assert axis([Decimal(62), Decimal(101)], most=5, bounds=bounds).high > 100


@given(
    st.lists(
        st.decimals(allow_nan=False, allow_infinity=False, places=3)
        | st.sampled_from([Decimal("1e99"), Decimal("-1e-99")]),
        min_size=1,
    ),
    st.integers(2, 8),
)
def test_an_axis_holds_every_value(values: list[Decimal], most: int) -> None:
    made = axis(values, most=most)

    assert made.low <= min(values) <= max(values) <= made.high
    assert all(0 <= made.share(value) <= 1 for value in values)
    assert (made.ticks[0], made.ticks[-1]) == (made.low, made.high)
    assert 2 <= len(made.ticks) <= most + 3


DAYS = {
    "a year in months": ("2026-01-05", "2026-09-30", 12, "2026-01-01 2026-10-01", "1 2 3 4 5 6 7 8 9"),
    "every other month where there is less room": ("2026-01-05", "2026-09-30", 6, "2026-01-01 2026-10-01", "1 3 5 7 9"),
    "one day": ("2026-05-01", "2026-05-01", 6, "2026-04-24 2026-05-08", "27 Apr, 4 May"),
    "weeks begin on Monday": ("2026-05-01", "2026-06-10", 8, "2026-05-01 2026-06-10", "4 May, 11 May, 18 May, 25 May, 1 Jun, 8 Jun"),
    "two years": ("2025-11-01", "2027-05-01", 10, "2025-11-01 2027-06-01", "11/2025 2026 3 5 7 9 11 2027 3 5"),
    "many years": ("2016-05-01", "2026-06-10", 8, "2016-05-01 2026-07-01", "2018 2020 2022 2024 2026"),
    "all days that there are": ("0001-01-01", "9999-12-31", 8, "0001-01-01 9999-12-31", "2000 4000 6000 8000"),
    "the last year": ("9999-01-01", "9999-12-31", 5, "9999-01-01 9999-12-31", "1 4 7 10"),
    "the last day": ("9999-12-31", "9999-12-31", 5, "9999-12-24 9999-12-31", "24 Dec, 26 Dec, 28 Dec, 30 Dec"),
}  # fmt: skip


@pytest.mark.parametrize("case", DAYS)
def test_the_line_of_days_has_days_months_or_years(case: str) -> None:
    first, last, most, ends, ticks = DAYS[case]
    made = calendar([date.fromisoformat(last), date.fromisoformat(first)], most=most)

    shown = {
        "day": lambda day: f"{day.day} {day:%b},",
        "month": lambda day: str(day.month),
        "month-year": lambda day: f"{day.month}/{day.year}",
        "year": lambda day: str(day.year),
    }
    assert f"{made.start} {made.end}" == ends
    assert " ".join(shown[tick.unit](tick.day) for tick in made.ticks).removesuffix(",") == ticks


@given(st.lists(st.dates(), min_size=1), st.integers(3, 12))
def test_the_line_of_days_holds_every_day(days: list[date], most: int) -> None:
    made = calendar(days, most=most)

    assert made.start <= min(days) <= max(days) <= made.end
    assert all(0 <= made.share(day) <= 1 for day in (*days, *(tick.day for tick in made.ticks)))
    assert len(made.ticks) <= most + 1
