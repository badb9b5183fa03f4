"""Numbers, days and spans of time as people read them, in the words of the site."""

from __future__ import annotations

from calendar import monthrange
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from mkdocs_goal_tree.core.metric import Direction, Measure
from mkdocs_goal_tree.core.progress import band

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from mkdocs_goal_tree.core.metric import Metric
    from mkdocs_goal_tree.core.parts import Period
    from mkdocs_goal_tree.core.scalars import Value
    from mkdocs_goal_tree.core.words import Words

_LONGEST = 15  # digits before a number is written as a power of ten
_SHORT_UNIT = 6  # letters that fit beside a number in a box
_LONGEST_TEXT = 24  # letters of a value in words that fit there
_PARTS = ("hour", "day", "week", "month", "quarter", "year")


def number(value: Decimal, words: Words) -> str:
    """`23,940`, `4.6`, `−12`: as typed, with separators for thousands and a true minus sign."""
    if value and abs(value.adjusted()) > _LONGEST:
        return f"{value.normalize():e}".replace("-", "−")
    whole, _, fraction = f"{abs(value):,f}".partition(".")
    text = whole.replace(",", words["thousands"]) + (words["decimal"] + fraction if fraction else "")
    return f"−{text}" if value < 0 else text


def share(part: Decimal, words: Words) -> str:
    """`33 %`, `118 %`, `−12 %`: unclamped; what falls short of the whole is never rounded up to it."""
    whole = (part * 100).quantize(Decimal(1), ROUND_HALF_UP) if abs(part) < 10**_LONGEST else part * 100
    if part < 1 <= whole / 100:
        whole = Decimal(99)
    return words.say("percent", number=number(whole or Decimal(0), words))


def amount(metric: Metric, value: Value | None, words: Words, *, short: bool = False) -> str:
    """A value with its unit: `80 %`, `EUR 1,200`, `4.6 s`, `0.14`, `yes`; empty for None.

    `short` is for boxes and rows: `23,940 / wk`.
    """
    text = bare(value, words)
    return with_unit(metric, text, words, short=short) if isinstance(value, Decimal) else text


def bare(value: Value | None, words: Words) -> str:
    """A value without its unit."""
    match value:
        case bool():
            return words["yes" if value else "no"]
        case Decimal():
            return number(value, words)
        case _:
            return value or ""


def with_unit(metric: Metric, text: str, words: Words, *, short: bool = False) -> str:
    """`text`, one number or several, with the unit written once: `41 of 80 %`, `EUR 0.11 → 0.09`."""
    unit = metric.unit.strip()
    match _pattern(metric):
        case "unit":
            unit = short_unit(unit, words) if short else unit
            return words.say("unit", number=text, unit=unit) if unit else text
        case pattern:
            return words.say(pattern, number=text, unit=unit)


def unit_beside(metric: Metric) -> str:
    """The unit where it stands beside a large number: `learners/week`; empty where the number itself carries it."""
    return metric.unit.strip() if _pattern(metric) == "unit" else ""


def large(metric: Metric, value: Value | None, words: Words) -> str:
    """A value for a card, without the unit that stands beside it."""
    return bare(value, words) if unit_beside(metric) else amount(metric, value, words)


def target(metric: Metric, words: Words, *, short: bool = False) -> str:
    """`80 %`, `at most 3 days`, `10 to 30 %`; empty without a target."""
    if limits := band(metric):
        low, high = (None if end is None else number(end, words) for end in limits)
        if low is not None and high is not None:
            text = low if low == high else words.say("between", low=low, high=high)
            return with_unit(metric, text, words, short=short)
        if low is None and high is None:
            return ""
        key, limit = ("at-least", low) if high is None else ("at-most", high)
        return words.say(key, value=with_unit(metric, limit or "", words, short=short))
    return amount(metric, metric.target.value if metric.target else None, words, short=short)


def way(metric: Metric, last: Value | None, words: Words) -> str:
    """Last → target with the unit once, for a box or row: `41 of 80 %`, `71 → 60 / wk`, `33 → 10 to 30 %`."""
    if isinstance(last, str):
        return last if len(last) <= _LONGEST_TEXT else f"{last[: _LONGEST_TEXT - 1]}…"
    here = bare(last, words)
    if last is None or metric.target is None:
        return amount(metric, last, words, short=True)
    goal = metric.target.value
    if band(metric) is None and isinstance(last, Decimal) and isinstance(goal, Decimal):
        key = "of" if metric.direction is Direction.UP else "to"
        text = words.say(key, last=here, target=number(goal, words))
        return with_unit(metric, text, words, short=True)
    return words.say("to", last=here, target=target(metric, words, short=True)) if target(metric, words) else here


def change(
    metric: Metric | None, before: Value | None, after: Value | None, words: Words, *, short: bool = True
) -> str:
    """`26 → 45 %`; a missing end is left out. Without the metric the numbers stand alone."""
    known: Sequence[Value] = [value for value in (before, after) if value is not None]
    text = words["arrow"].join(bare(value, words) for value in known)
    numeric = metric is not None and bool(known) and all(isinstance(value, Decimal) for value in known)
    return with_unit(metric, text, words, short=short) if metric and numeric else text


def day(when: date, words: Words, *, near: date | None = None) -> str:
    """`13 May 2026`; without the year where it is that of `near`."""
    key = "day-near" if near and near.year == when.year else "day"
    return words.say(key, day=when.day, month=words[f"month-{when.month}"], year=when.year)


def days(start: date | None, end: date | None, words: Words) -> str:
    """`Jan – Sep 2026`, `2026`, `5 Jan – 12 Mar 2026`, `since 2 Feb 2026`, `until 30 Jun 2026`; empty for neither."""
    if start is None or end is None:
        known = start or end
        return words.say("since" if start else "until", day=day(known, words)) if known else ""
    if start.day > 1 or end.day < monthrange(end.year, end.month)[1]:
        return words.say("span", start=day(start, words, near=end), end=day(end, words))
    if (start.year, start.month) == (end.year, end.month):
        return _month(end, words)
    if start.year == end.year:
        if (start.month, end.month) == (1, 12):
            return str(end.year)
        return words.say("span", start=words[f"month-{start.month}"], end=_month(end, words))
    return words.say("span", start=_month(start, words), end=_month(end, words))


def period(when: Period | None, words: Words) -> str:
    """A goal's period, as the short form it was written in (`2026-Q3`) or as its days."""
    return (when.name or days(when.start, when.end, words)) if when else ""


def ago(age: int, words: Words) -> str:
    """`measured 12 days ago`, `measured today`."""
    return words.say("measured", count=age)


def together(parts: Sequence[str], words: Words) -> str:
    """`Learners, teachers and parents`."""
    *most, last = parts or ("",)
    return words.say("and", first=words["comma"].join(most), last=last) if most else last


def _pattern(metric: Metric) -> str:
    """Where the unit goes: after the number, around it as with a percent sign, or before it as with a currency."""
    unit = metric.unit.strip()
    if unit == "%" or (metric.measure is Measure.PERCENT and not unit):
        return "percent"
    return "currency" if metric.measure is Measure.CURRENCY and unit and "/" not in unit else "unit"


def _month(when: date, words: Words) -> str:
    return words.say("month", month=words[f"month-{when.month}"], year=when.year)


def short_unit(unit: str, words: Words) -> str:
    """`complaints/week` → `/ wk`, `min/week` → `min / wk`, `complaints` → nothing: the metric's name says it."""
    what, slash, per = (part.strip() for part in unit.partition("/"))
    what = what if len(what) <= _SHORT_UNIT else ""
    if not slash:
        return what
    what = what if len(what) < _SHORT_UNIT - 1 else ""
    part = words[f"per-{per.lower()}"] if per.lower() in _PARTS else per
    return words.say("per", what=what, part=part).strip()
