"""What a timeline draws of a company: which days, which outcomes and ship dates, and what it says of those left out."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from mkdocs_goal_tree.core.checks.standing import starts_on
from mkdocs_goal_tree.core.dates import add_months
from mkdocs_goal_tree.core.model import UNDECIDED, Level, Output
from mkdocs_goal_tree.core.periods import closing_day, quarter_of
from mkdocs_goal_tree.core.timeline import DAY, lanes

from . import figures
from .strip_parts import Band, Course, Mark, Scene, Segment
from .tables import RANKS
from .view import Chip, View, day, face_of, say, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mkdocs_goal_tree.core.model import Goal
    from mkdocs_goal_tree.core.timeline import Strip, Turn

MOST_COURSES = MOST_MARKS = 24
"""So many outcomes and ship dates are drawn."""
_BEFORE, _AFTER = 8 * 366, 3 * 366
"""So many days before and after today are drawn at most: a slip of the pen does not stretch the drawing."""
_TWO_YEARS, _HALF_A_YEAR, _TWO_WEEKS = 24, 182, 14


class Period(NamedTuple):
    """An outcome with its days; one of them may be unknown."""

    goal: Goal
    start: date | None
    end: date | None


class Shipping(NamedTuple):
    """The day on which an output shipped, or is due (`planned`)."""

    goal: Goal
    on: date
    planned: bool


def periods_of(view: View) -> list[Period]:
    """Outcomes with a day: those under way first, who needs help before the others, then those closed last."""
    found = []
    for goal in shown(view, view.tree.at_level(Level.OUTCOME)):
        target = goal.headline.target if goal.headline else None
        due = (goal.period.end if goal.period else None) or (target.by if target else None)
        end = closing_day(goal, view.past) or due
        start = starts_on(goal)
        if start or end:
            found.append(Period(goal, start, end if start is None or end is None else max(start, end)))

    def order(one: Period) -> tuple[bool, int]:
        if one.goal.is_closed:
            return True, -(one.end or date.min).toordinal()
        icon = face_of(view, one.goal).icon
        return False, RANKS.index(icon) if icon in RANKS else len(RANKS)

    return sorted(found, key=order)


def ship_dates(view: View) -> list[Shipping]:
    """Outputs with the day on which they shipped or are due, the latest first."""
    found = (
        Shipping(goal, on, planned=goal.shipped_on is None)
        for goal in shown(view, view.tree.at_level(Level.OUTPUT))
        if isinstance(goal, Output) and (on := goal.shipped_on or (None if goal.is_closed else goal.due))
    )
    return sorted(found, key=lambda one: one.on, reverse=True)


def scene_of(
    view: View, strips: Sequence[Strip], periods: Sequence[Period], ships: Sequence[Shipping]
) -> tuple[Scene | None, list[str]]:
    """What is drawn, and the captions that say the rule where something is not; None where there is nothing."""
    today = view.settings.today
    courses = [one for one in periods if one.start][:MOST_COURSES]
    marks = sorted(ships, key=lambda one: abs((one.on - today).days))[:MOST_MARKS]
    if not strips and not courses and not marks:
        return None, []
    days = [today, *(one.on for one in marks), *(d for one in courses for d in (one.start, one.end) if d)]
    days += [d for strip in strips for turn in strip.turns for d in (turn.start, turn.period.end) if d]
    first, last = max(min(days), _moved(today, -_BEFORE)), min(max(days), _moved(today, _AFTER))
    if any(turn.period.end is None for strip in strips for turn in strip.turns):
        last = max(last, _moved(today, 183))
    quarters, end = _quarters(first, last, view)
    notes = []
    if len(courses) < len(periods):
        notes.append(say(view, "drawn-outcomes", drawn=len(courses), all=len(periods)))
    if len(marks) < len(ships):
        notes.append(say(view, "drawn-outputs", drawn=len(marks), all=len(ships)))
    if min(days) < quarters[0][0] or max(days) >= end:
        notes.append(say(view, "drawn-days", start=day(view, quarters[0][0]), end=day(view, end - DAY)))
    return Scene(
        say(view, "timeline-label", start=day(view, quarters[0][0]), end=day(view, end - DAY)),
        quarters,
        end,
        today,
        {
            "today": view.words["today"],
            "outcomes": view.words["outcomes"],
            "shipped": view.words["outputs-shipped"],
            "dashed": view.words["dashed-planned"],
        },
        [_band(view, strip, number, end - DAY) for number, strip in enumerate(strips, 1)],
        [_course(view, one, end - DAY) for one in courses],
        [Mark(one.goal.title, view.url(one.goal.id), one.on, one.planned) for one in marks],
    ), notes


def lasting(view: View, start: date, end: date) -> str:
    """How long that is: whole months as months, else days, weeks, months or years."""
    after = end + DAY if end < date.max else end
    months = (after.year - start.year) * 12 + after.month - start.month - (after.day < start.day)
    days = (after - start).days
    if months >= _TWO_YEARS:
        years = say(view, "n-years", count=months // 12)
        rest = say(view, "n-months", count=months % 12)
        return say(view, "years-and-months", years=years, months=rest) if months % 12 else years
    if months and (after.day == start.day or days >= _HALF_A_YEAR):
        return say(view, "n-months", count=months)
    return say(view, "n-weeks", count=days // 7) if days >= _TWO_WEEKS else say(view, "n-days", count=days)


def so_far(view: View, turn: Turn) -> str:
    """How long a turn lasted, or lasts so far; nothing before it begins."""
    today = view.settings.today
    if turn.start > today:
        return ""
    length = lasting(view, turn.start, min(turn.end, today))
    return length if turn.end <= today else say(view, "so-far", time=length)


def scope_name(view: View, strip: Strip) -> str:
    scope = view.words[f"scope-{strip.scope}"]
    return say(view, "strip-of", scope=scope, owner=strip.owner) if strip.owner else scope


def step_id(start: date, goal_id: str, number: int) -> str:
    """The anchor of a period of the strip with that number, or of a time in which none was primary."""
    return f"since-{start.isoformat()}-{goal_id or 'none'}{f'-{number}' if number > 1 else ''}"


def _band(view: View, strip: Strip, number: int, last: date) -> Band:
    segments: list[Segment] = []
    numbers = {switch.turn.key: str(switch.number) for switch in strip.switches}
    today = view.settings.today
    for turn, lane in zip(strip.turns, lanes(strip.turns), strict=True):
        url = f"#{step_id(turn.start, turn.impact.id, number)}"
        title, note = turn.impact.title, so_far(view, turn)
        begun = turn.start <= today
        if begun:
            end = turn.period.end or today
            segments.append(Segment("imp", lane, turn.start, end, title, note, url, numbers.get(turn.key, "")))
        if turn.period.end is None or not begun:
            start = max(turn.start, today + DAY)
            segments.append(
                Segment(
                    "open",
                    lane,
                    start,
                    turn.period.end or max(last, start),
                    "" if begun else title,
                    _open(view, turn) if turn.period.end is None else "",
                    url,
                    "" if begun else numbers.get(turn.key, ""),
                )
            )
    segments += [
        Segment("gap", 0, gap.start, gap.end, "", view.words["none-primary"], f"#{step_id(gap.start, '', number)}", "")
        for gap in strip.gaps
    ]
    return Band(view.words["primary-impact"], scope_name(view, strip), segments)


def _open(view: View, turn: Turn) -> str:
    look = turn.period.review_on
    if look is None or look < view.settings.today:
        return view.words["no-end"]
    return say(view, "no-end-next", day=figures.day(look, view.words, near=view.settings.today))


def _course(view: View, one: Period, last: date) -> Course:
    face = face_of(view, one.goal)
    start = one.start or last
    ahead = start > view.settings.today or one.goal.status_word in UNDECIDED | {"paused"} or face.empty
    kind = "done" if one.goal.is_closed else "plan" if ahead else "run"
    return Course(
        one.goal.title,
        view.url(one.goal.id),
        kind,
        start,
        one.end or max(last, start),
        Chip(face.word, face.icon, face.tone),
    )


def _quarters(first: date, last: date, view: View) -> tuple[list[tuple[date, str, str]], date]:
    """First day, year and name of each fiscal quarter around the days, and the day after the last one."""
    month = view.settings.fiscal_year_starts
    found = list(_each_quarter(quarter_of(first, month).start, last))
    named = [(start, quarter_of(start, month).name.partition("-Q")) for start in found]
    shown = [(start, year, say(view, "quarter", number=number)) for start, (year, _, number) in named]
    return shown, max(add_months(found[-1], 3), found[-1] + timedelta(days=1))


def _each_quarter(start: date, last: date) -> Iterator[date]:
    while True:
        yield start
        after = add_months(start, 3)
        if after > last or after <= start:
            return
        start = after


def _moved(when: date, days: int) -> date:
    return date.fromordinal(min(max(when.toordinal() + days, 1), date.max.toordinal()))
