"""The course of a number in the height of a line."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from mkdocs_goal_tree.render.sparklines import sparkline

FIRST = date(2026, 1, 1)


def points(*values: int | str) -> list[tuple[date, Decimal]]:
    return [(FIRST + timedelta(days=10 * i), Decimal(value)) for i, value in enumerate(values)]


def test_a_sparkline_is_a_line_a_last_point_and_a_target() -> None:
    assert sparkline(points(22, 24, 41), target=[Decimal(80)]) == (
        '<svg class="gt-spark" viewBox="0 0 92 24" aria-hidden="true"><path class="goal" d="M0 3H92"/>'
        '<path d="M3 21L45 20.4L87 15.1"/><circle cx="87" cy="15.1" r="2.6"/></svg>'
    )


def test_a_label_says_it_where_no_words_stand_beside_it() -> None:
    made = sparkline(points(1, 2), label='from <1> to "2"')

    assert 'role="img" aria-label="from &lt;1&gt; to &quot;2&quot;"' in made


def test_fewer_than_two_numbers_are_no_course() -> None:
    assert (sparkline([]), sparkline(points(5))) == ("", "")


def test_equal_numbers_are_a_level_line() -> None:
    assert '<path d="M3 12L87 12"/>' in sparkline(points(5, 5))


def test_two_numbers_of_one_day_stand_above_each_other() -> None:
    assert '<path d="M3 21L3 3"/>' in sparkline([(FIRST, Decimal(1)), (FIRST, Decimal(2))])


def test_huge_numbers_and_tiny_differences_fit() -> None:
    assert '<path d="M3 21L87 3"/>' in sparkline(points(f"1{'0' * 40}1", f"1{'0' * 40}2"))


def test_of_many_numbers_the_first_and_the_last_stay() -> None:
    made = sparkline(points(*range(500)), most=60)

    assert made.count("L") == 59
    assert ('d="M3 21L' in made, 'cx="87" cy="3"' in made) == (True, True)
