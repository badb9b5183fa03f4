"""Numbers, days and spans of time as people read them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from render_views import WORDS

from mkdocs_goal_tree.core.metric import Direction, Measure, Metric, Target
from mkdocs_goal_tree.core.parts import Period
from mkdocs_goal_tree.render import figures


def metric(
    unit: str = "", measure: Measure = Measure.NUMBER, direction: Direction | None = Direction.UP, **more
) -> Metric:
    targets = tuple(Target(**one) for one in more.pop("target", ()))
    return Metric(name="m", id="m", unit=unit, measure=measure, direction=direction, target=targets, **more)


PERCENT = metric("%", Measure.PERCENT)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("0", "0"),
        ("0E+30", "0"),
        ("23940", "23,940"),
        ("1234567.50", "1,234,567.50"),
        ("-12", "−12"),
        ("0.005", "0.005"),
        ("-0.5", "−0.5"),
        ("1.10", "1.10"),
        ("5E+3", "5,000"),
        ("1E+20", "1e+20"),
        ("-2E-20", "−2e−20"),
    ],
)
def test_a_number_is_shown_as_typed(value: str, text: str) -> None:
    assert figures.number(Decimal(value), WORDS) == text


@pytest.mark.parametrize(
    ("part", "text"),
    [
        ("0.3276", "33 %"),
        ("1.18", "118 %"),
        ("-0.12", "−12 %"),
        ("0", "0 %"),
        ("-0.001", "0 %"),
        ("0.996", "99 %"),
        ("1", "100 %"),
        ("1.004", "100 %"),
        ("0.005", "1 %"),
        ("12.5", "1,250 %"),
        ("1E+16", "1e+18 %"),
    ],
)
def test_a_share_is_unclamped_and_never_rounded_up_to_the_whole(part: str, text: str) -> None:
    assert figures.share(Decimal(part), WORDS) == text


@pytest.mark.parametrize(
    ("of", "value", "text", "short"),
    [
        (PERCENT, Decimal(80), "80 %", "80 %"),
        (metric(measure=Measure.PERCENT), Decimal(80), "80 %", "80 %"),
        (metric("EUR", Measure.CURRENCY), Decimal(1200), "EUR 1,200", "EUR 1,200"),
        (metric("EUR/month", Measure.CURRENCY), Decimal(1200), "1,200 EUR/month", "1,200 EUR / mo"),
        (metric("s", Measure.DURATION), Decimal("4.6"), "4.6 s", "4.6 s"),
        (metric(measure=Measure.RATIO), Decimal("0.14"), "0.14", "0.14"),
        (metric("learners/week"), Decimal(23940), "23,940 learners/week", "23,940 / wk"),
        (metric("min/week"), Decimal(56), "56 min/week", "56 min / wk"),
        (metric("visits/fortnight"), Decimal(5), "5 visits/fortnight", "5 / fortnight"),
        (metric("complaints"), Decimal(71), "71 complaints", "71"),
        (metric(measure=Measure.BOOLEAN), True, "yes", "yes"),
        (metric(measure=Measure.BOOLEAN), False, "no", "no"),
        (metric(measure=Measure.QUALITATIVE), "calm", "calm", "calm"),
        (PERCENT, None, "", ""),
    ],
)
def test_a_value_has_its_unit(of: Metric, value: object, text: str, short: str) -> None:
    assert figures.amount(of, value, WORDS) == text
    assert figures.amount(of, value, WORDS, short=True) == short


@pytest.mark.parametrize(
    ("of", "text"),
    [
        (metric("%", Measure.PERCENT, target=[{"value": Decimal(80)}]), "80 %"),
        (metric("days", direction=Direction.HOLD, target=[{"max": Decimal(3)}]), "at most 3 days"),
        (metric("days", direction=Direction.RANGE, target=[{"min": Decimal(3)}]), "at least 3 days"),
        (metric("%", direction=Direction.RANGE, target=[{"min": Decimal(10), "max": Decimal(30)}]), "10 to 30 %"),
        (metric("EUR", Measure.CURRENCY, Direction.HOLD, target=[{"value": Decimal("0.11")}]), "EUR 0.11"),
        (metric(direction=Direction.HOLD, target=[{"value": Decimal(5), "tolerance": Decimal(1)}]), "4 to 6"),
        (metric(measure=Measure.BOOLEAN, target=[{"value": True}]), "yes"),
        (metric(), ""),
    ],
)
def test_a_target_says_its_bounds(of: Metric, text: str) -> None:
    assert figures.target(of, WORDS) == text


@pytest.mark.parametrize(
    ("of", "last", "text"),
    [
        (metric("%", Measure.PERCENT, target=[{"value": Decimal(80)}]), Decimal(41), "41 of 80 %"),
        (
            metric("complaints/week", direction=Direction.DOWN, target=[{"value": Decimal(60)}]),
            Decimal(71),
            "71 → 60 / wk",
        ),
        (metric("EUR", Measure.CURRENCY, Direction.DOWN, target=[{"value": Decimal(9)}]), Decimal(11), "EUR 11 → 9"),
        (
            metric("%", direction=Direction.RANGE, target=[{"min": Decimal(10), "max": Decimal(30)}]),
            Decimal(33),
            "33 → 10 to 30 %",
        ),
        (metric(measure=Measure.BOOLEAN, target=[{"value": True}]), False, "no → yes"),
        (PERCENT, Decimal(41), "41 %"),
        (metric(target=[{"by": date(2026, 9, 30)}]), Decimal(41), "41"),
        (metric(measure=Measure.QUALITATIVE), "calm", "calm"),
        (metric(measure=Measure.QUALITATIVE), "much calmer than it was in spring", "much calmer than it was…"),
        (PERCENT, None, ""),
    ],
)
def test_a_box_shows_last_and_target_with_the_unit_once(of: Metric, last: object, text: str) -> None:
    assert figures.way(of, last, WORDS) == text


@pytest.mark.parametrize(
    ("of", "before", "after", "text"),
    [
        (PERCENT, Decimal(26), Decimal(45), "26 → 45 %"),
        (PERCENT, None, Decimal(45), "45 %"),
        (PERCENT, Decimal(26), None, "26 %"),
        (PERCENT, None, None, ""),
        (None, Decimal(26), Decimal(45), "26 → 45"),
        (PERCENT, "slow", "fast", "slow → fast"),
    ],
)
def test_a_change_has_two_ends(of: Metric | None, before: object, after: object, text: str) -> None:
    assert figures.change(of, before, after, WORDS) == text


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        (date(2026, 1, 1), date(2026, 9, 30), "Jan – Sep 2026"),
        (date(2026, 1, 1), date(2026, 12, 31), "2026"),
        (date(2026, 5, 1), date(2026, 5, 31), "May 2026"),
        (date(2025, 9, 1), date(2026, 6, 30), "Sep 2025 – Jun 2026"),
        (date(2026, 1, 5), date(2026, 9, 30), "5 Jan – 30 Sep 2026"),
        (date(2025, 9, 8), date(2026, 1, 2), "8 Sep 2025 – 2 Jan 2026"),
        (date(2026, 2, 2), None, "since 2 Feb 2026"),
        (None, date(2026, 6, 30), "until 30 Jun 2026"),
        (None, None, ""),
    ],
)
def test_a_run_of_days_is_said_as_people_say_it(start: date | None, end: date | None, text: str) -> None:
    assert figures.days(start, end, WORDS) == text


def test_a_period_keeps_the_name_it_was_written_with() -> None:
    named = Period.model_validate({"from": "2026-07-01", "to": "2026-09-30", "name": "2026-Q3"})

    assert figures.period(named, WORDS) == "2026-Q3"
    assert figures.period(None, WORDS) == ""


def test_a_near_day_leaves_out_its_year() -> None:
    assert figures.day(date(2026, 5, 1), WORDS, near=date(2026, 5, 13)) == "1 May"
    assert figures.day(date(2025, 5, 1), WORDS, near=date(2026, 5, 13)) == "1 May 2025"


@pytest.mark.parametrize(
    ("age", "text"), [(0, "measured today"), (1, "measured yesterday"), (12, "measured 12 days ago")]
)
def test_the_age_of_a_number(age: int, text: str) -> None:
    assert figures.ago(age, WORDS) == text


@pytest.mark.parametrize(
    ("parts", "text"),
    [((), ""), (("Learners",), "Learners"), (("a", "b"), "a and b"), (("a", "b", "c"), "a, b and c")],
)
def test_names_are_listed_as_a_sentence_does(parts: tuple[str, ...], text: str) -> None:
    assert figures.together(parts, WORDS) == text


def test_the_unit_stands_beside_a_large_number() -> None:
    assert figures.large(metric("learners/week"), Decimal(23940), WORDS) == "23,940"
    assert figures.unit_beside(metric("learners/week")) == "learners/week"
    assert figures.large(PERCENT, Decimal(41), WORDS) == "41 %"
    assert figures.unit_beside(PERCENT) == ""
