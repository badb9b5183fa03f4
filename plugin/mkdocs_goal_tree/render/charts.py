"""The course of a metric as SVG: actuals as a line, baseline and target as rules, ship dates as marks, no forecast.

A chart is written twice, for wide and narrow columns; the style sheet shows one. Points are printed by f-strings:
a handbook has thousands of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from .axes import Frame, render_days, render_numbers
from .labels import SIZE, Canvas, Rules, Spot, beside_rules, clean, long
from .plots import ALONE, plot
from .scales import calendar
from .text import px, width, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from decimal import Decimal

    from mkdocs_goal_tree.core.metric import Metric
    from mkdocs_goal_tree.core.model import Goal
    from mkdocs_goal_tree.core.words import Words

    from .plots import Mark, Plot, Room
    from .scales import Calendar
    from .view import View

_LONGEST = 190  # px that the label of a mark may take
_SHORTEST = 60  # px that it is worth writing in
_ASIDE = 176  # px that the labels right of the rules may take
_APART = 6  # px between two labels at least
_CROWDED = 40  # points from which on they are not drawn one by one


class Chart(NamedTuple):
    """One metric's chart for both widths, with what its signs mean."""

    wide: Markup
    narrow: Markup
    caption: str


def chart(view: View, metric: Metric, goal: Goal, beside: Room = ALONE) -> Chart | None:
    """The chart of a metric that was measured in numbers, or in yes and no; else None. `beside` is what it has room for."""
    shown = plot(view, metric, goal, beside)
    if shown is None:
        return None
    ruled = max((long(text) for _, text in shown.ticks), default=0)
    aside = max(width(text, SIZE, bold=True) for text in ("", *shown.target_text, shown.baseline_text))
    top = 34 if shown.marks else 22
    wide = Frame("gt-wide", 640, 248, max(ruled + 12, 24), 632 - min(aside, _ASIDE), top, 222, 12, aside=True)
    narrow = Frame("gt-narrow", 330, 230, max(ruled + 10, 20), 322, top - 8, 206, 6, aside=False)
    inside = calendar(shown.days, most=wide.ticks)
    outside = sum(not inside.start <= mark.day <= inside.end for mark in shown.marks)
    both = [Markup(_draw(shown, frame, view.words)) for frame in (wide, narrow)]  # noqa: S704 - each text is escaped
    return Chart(both[0], both[1], " ".join(_caption(shown, outside, view.words)))


def _caption(shown: Plot, outside: int, words: Words) -> Iterator[str]:
    if len(shown.marks) > outside:
        yield words["chart-marks"]
    if shown.plan:
        yield words["chart-pace"]
    if shown.stones:
        yield words["chart-milestones"]
    if outside:
        yield words.say("chart-outside", count=outside)


def _draw(shown: Plot, frame: Frame, words: Words) -> str:
    days = calendar(shown.days, most=frame.ticks)
    places = _places(shown.course, shown, days, frame)
    canvas = Canvas(frame.left, frame.top - (6 if shown.marks else 22), frame.right, frame.bottom)
    parts = [
        *_band(shown, frame),
        *render_numbers(shown, frame),
        render_days(days, frame, words),
        *_rules(shown, frame, canvas),
        *_plan(shown, days, frame),
        *_marks(shown.marks, days, frame),
        *_today(shown, days, frame, canvas),
        *_course(shown, places, canvas),
        *_words(shown, places[-1], days, frame, canvas, words),
    ]
    return (
        f'<svg class="gt-plot {frame.name}" viewBox="0 0 {frame.across} {frame.down}" role="img"'
        f' aria-label="{clean(shown.label)}">{"".join(parts)}</svg>'
    )


def _band(shown: Plot, frame: Frame) -> Iterator[str]:
    """The target's bounds as a field; an open end reaches to the edge."""
    if shown.limits:
        low, high = (None if end is None else frame.y(shown.axis.share(end)) for end in shown.limits)
        upper, lower = frame.top if high is None else high, frame.bottom if low is None else low
        size = f'width="{px(frame.right - frame.left)}" height="{px(lower - upper)}"'
        yield f'<rect class="band" x="{px(frame.left)}" y="{px(upper)}" {size}/>'


def _rules(shown: Plot, frame: Frame, canvas: Canvas) -> Iterator[str]:
    """Baseline and target over the full width."""
    base = () if shown.baseline is None else (("base", shown.baseline),)
    for name, value in (*base, *(("goal", value) for value in shown.rules)):
        y = frame.y(shown.axis.share(value))
        canvas.rule(y)
        yield f'<path class="{name}" d="M{px(frame.left)} {px(y)}H{px(frame.right)}"/>'


def _plan(shown: Plot, days: Calendar, frame: Frame) -> Iterator[str]:
    """The pace needed, dotted, and its milestones."""
    if shown.plan:
        line = (f"{x:.1f} {y:.1f}" for x, y in _places(shown.plan, shown, days, frame))
        yield f'<path class="pace" d="M{"L".join(line)}"/>'
    for point, text in shown.stones:
        x, y = _places([point], shown, days, frame)[0]
        yield f'<path class="stone" d="M{px(x)} {px(y - 5)}l5 5-5 5-5-5z"/>'
        yield f'<text class="halo" x="{px(x)}" y="{px(y - 10)}" text-anchor="middle">{clean(text)}</text>'


def _marks(marks: Sequence[Mark], days: Calendar, frame: Frame) -> Iterator[str]:
    """The days on which outputs shipped or are due; in a wide drawing with their titles where there is room."""
    inside = [mark for mark in marks if days.start <= mark.day <= days.end]
    places = [frame.x(days.share(mark.day)) for mark in inside]
    free, top = 2.0, frame.top - 17
    for mark, x, following in zip(inside, places, [*places[1:], frame.across], strict=False):
        line, square, kind = ("ship plan", "plan", "") if mark.planned else ("ship", "mark", ' class="on"')
        yield (
            f"<g><title>{clean(mark.text)}</title>"
            f'<path class="{line}" d="M{px(x)} {px(top + 9)}V{px(frame.bottom)}"/>'
            f'<rect class="{square}" x="{px(x - 4.5)}" y="{px(top)}" width="9" height="9"/></g>'
        )
        if frame.aside:
            after, before = (min(room, _LONGEST) for room in (following - x - 8 - _APART, x - 8 - free))
            right = width(mark.label, SIZE, bold=True) <= after or after >= before
            room = after if right else before
            if room >= min(_SHORTEST, width(mark.label, SIZE, bold=True)):
                text = wrap(mark.label, SIZE, room, lines=1, bold=True)[0]
                at, anchor = (x + 8, "start") if right else (x - 8, "end")
                yield f'<text{kind} x="{px(at)}" y="{px(top + 8)}" text-anchor="{anchor}">{clean(text)}</text>'
                free = x + _APART + (8 + width(text, SIZE, bold=True) if right else 0)
            else:
                free = x + _APART


def _today(shown: Plot, days: Calendar, frame: Frame, canvas: Canvas) -> Iterator[str]:
    if shown.today:
        x = frame.x(days.share(shown.today))
        canvas.upright(x)
        yield f'<path class="today" d="M{px(x)} {px(frame.top + 6)}V{px(frame.bottom)}"/>'


def _course(shown: Plot, places: Sequence[tuple[float, float]], canvas: Canvas) -> Iterator[str]:
    """The actuals, in steps where there is nothing between two levels."""
    canvas.course(places)
    if len(places) > 1:
        (x, y), *rest = places
        line = [f"H{x:.1f}V{y:.1f}" if shown.steps else f"L{x:.1f} {y:.1f}" for x, y in rest]
        yield f'<path class="line" d="M{x:.1f} {y:.1f}{"".join(line)}"/>'
    if len(places) <= _CROWDED:
        yield from (f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="3"/>' for x, y in places[shown.before : -1])
    x, y = places[-1]
    yield f'<circle class="last" cx="{x:.1f}" cy="{y:.1f}" r="4.5"/>'


def _words(  # noqa: PLR0913, PLR0917 - all that a word may meet
    shown: Plot, last: tuple[float, float], days: Calendar, frame: Frame, canvas: Canvas, words: Words
) -> Iterator[str]:
    """The last number, the name of today's line, and what the rules are."""
    x, y = last
    spots = [Spot(x - 7, y - 9, "end"), Spot(x - 7, y + 20, "end"), Spot(x + 7, y - 9), Spot(x + 7, y + 20)]
    yield canvas.write(shown.last_text, spots, "on big halo", big=True)
    if shown.today:
        x = frame.x(days.share(shown.today))
        spots = [
            spot for at in (frame.bottom - 7, frame.top + 14) for spot in (Spot(x + 5, at), Spot(x - 5, at, "end"))
        ]
        yield canvas.write(words["chart-today"], spots, "halo")
    base = None if shown.baseline is None else frame.y(shown.axis.share(shown.baseline))
    heights = [frame.y(shown.axis.share(value)) for value in shown.rules]
    goal = sum(heights) / len(heights) if heights else None
    rules = Rules(goal, shown.target_text, base, shown.baseline_text)
    if frame.aside:
        yield from beside_rules(rules, frame.right + 6, frame.across, frame.bottom)
    else:
        yield from canvas.over_rules(rules)


def _places(
    points: Sequence[tuple[date, Decimal]], shown: Plot, days: Calendar, frame: Frame
) -> list[tuple[float, float]]:
    return [(frame.x(days.share(day)), frame.y(shown.axis.share(value))) for day, value in points]
