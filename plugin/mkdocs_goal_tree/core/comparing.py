"""How one field of a goal compares with the values in a filter, and which comparisons make no sense."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from .dates import Duration, read_day, read_duration
from .fields import Field, Kind, Scalar
from .nodes import shorten
from .rules import BY_CODE, by_name, did_you_mean, is_selector
from .values import number_or_none

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .facts import Facts
    from .model import Goal

OPERATORS = ("=", "!=", "<", "<=", ">", ">=")
_ORDER = frozenset({"<", "<=", ">", ">="})
_ORDERED = frozenset({Kind.TEXT, Kind.NUMBER, Kind.DAY, Kind.LENGTH, Kind.MIXED})
_IN_TEXT = frozenset({Kind.TEXT, Kind.WORD, Kind.MIXED, Kind.OWNER, Kind.GOAL, Kind.RULE})
_FLAGS = {"true": True, "false": False}
_DAY_ZERO = date(2000, 1, 1)


class Fault(NamedTuple):
    """Why a filter cannot be used, the column in it where that shows, and a remedy."""

    message: str
    column: int
    help: str = ""


@dataclass(frozen=True, slots=True)
class Literal:
    """A value as it is written; `quoted` text is never a count."""

    text: str
    quoted: bool = False
    column: int = field(default=1, compare=False)


def check(asked: Field, sign: str, literals: Sequence[Literal], column: int) -> Fault | None:
    """Why the comparison makes no sense, at its first bad value; `column` is that of the name."""
    name = asked.name
    if sign == "has" and asked.kind not in _IN_TEXT:
        return Fault(f"has looks inside text, and {name} is {_what(asked)}", column, "write =")
    for literal in literals:
        if is_count(asked, literal) and sign != "has":
            continue
        if asked.kind is Kind.PART:
            return Fault(f"{name} has fields of its own", column, f"ask for {', '.join(asked.parts[:3])} …")
        if sign in _ORDER and asked.kind not in _ORDERED:
            wanted = "a number or = != in has" if asked.counted else "= != in has"
            return Fault(f"{name} has no order; {wanted} can follow", column)
        if sign != "has" and (fault := _misfit(asked, sign, literal)):
            return fault
    return None


def holds(asked: Field, sign: str, literals: Sequence[Literal], goal: Goal, facts: Facts) -> bool:
    """Whether one of the goal's values compares so with one of the literals; `!=` says that `=` does not."""
    if sign == "!=":
        return not holds(asked, "=", literals, goal, facts)
    values = asked.read(goal, facts)
    return any(_one_holds(asked, sign, values, literal, facts) for literal in literals)


def is_there(asked: Field, goal: Goal, facts: Facts) -> bool:
    """Whether the goal has any value there; of a flag, whether one is true."""
    values = asked.read(goal, facts)
    return any(values) if asked.kind is Kind.FLAG else bool(values)


def _one_holds(asked: Field, sign: str, values: Sequence[Scalar], literal: Literal, facts: Facts) -> bool:
    if sign != "has" and is_count(asked, literal):
        return _compare(sign, Decimal(len(values)), Decimal(literal.text))
    if sign == "has":
        inside = facts.owner(literal.text) if asked.kind is Kind.OWNER else _folded(literal.text)
        return any(inside in _folded(str(value)) for value in values)
    if asked.kind is Kind.RULE:
        code = rule.code if (rule := by_name(literal.text)) else literal.text.strip().upper()
        return any(str(value).startswith(code) for value in values)
    return any(
        (wanted := _read(asked.kind, literal, value, facts)) is not None
        and _compare(sign, _key(asked, value, facts), _key(asked, wanted, facts))
        for value in values
    )


def is_count(asked: Field, literal: Literal) -> bool:
    """Whether the value asks how many there are."""
    return asked.counted and not literal.quoted and number_or_none(literal.text) is not None


def _compare(sign: str, left: Scalar, right: Scalar) -> bool:
    if left == right:
        return sign in {"=", "in", "<=", ">="}
    return (sign in {"<", "<="} and _is_less(left, right)) or (sign in {">", ">="} and _is_less(right, left))


def _is_less(left: Scalar, right: Scalar) -> bool:
    match left, right:
        case (Decimal(), Decimal()) | (str(), str()) | (date(), date()):
            return left < right  # type: ignore[operator]
        case _:
            return False


def _read(kind: Kind, literal: Literal, value: Scalar, facts: Facts) -> Scalar | None:
    """The literal as the field's kind has it; of a mixed one as `value` is, None where it cannot be."""
    text = literal.text.strip()
    if kind is Kind.MIXED:
        kind = Kind.NUMBER if isinstance(value, Decimal) else Kind.FLAG if isinstance(value, bool) else Kind.TEXT
    match kind:
        case Kind.NUMBER:
            return number_or_none(text)
        case Kind.FLAG:
            return _FLAGS.get(text.lower())
        case Kind.DAY:
            return facts.today if text.lower() == "today" else read_day(text)
        case Kind.LENGTH:
            return read_duration(text)
        case _:
            return text


def _key(asked: Field, value: Scalar, facts: Facts) -> Scalar:
    """What is compared of a value."""
    match value:
        case Duration():
            return value.after(_DAY_ZERO)
        case str() if asked.kind is Kind.OWNER:
            return facts.owner(value)
        case str() if asked.kind is Kind.GOAL:
            return facts.find(value) or _folded(value)
        case str():
            return _folded(value)
        case _:
            return value


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _misfit(asked: Field, sign: str, literal: Literal) -> Fault | None:
    """Why a value is none that the field can have."""
    text = literal.text.strip()
    fits = True
    known: tuple[str, ...] = ()
    match asked.kind:
        case Kind.NUMBER:
            fits = number_or_none(text) is not None
        case Kind.MIXED if sign in _ORDER:
            fits = number_or_none(text) is not None
        case Kind.FLAG:
            fits = text.lower() in _FLAGS
        case Kind.DAY:
            fits = text.lower() == "today" or _reads(read_day, text)
        case Kind.LENGTH:
            fits = _reads(read_duration, text)
        case Kind.WORD:
            fits, known = text.casefold() in asked.words, asked.words
        case Kind.RULE:
            fits, known = is_selector(text), (*BY_CODE, *(rule.name for rule in BY_CODE.values()))
        case _:
            pass
    if fits:
        return None
    message = f"{asked.name} is {_what(asked)}, which '{shorten(text)}' is not"
    return Fault(message, literal.column, did_you_mean(text, known) or _REMEDIES.get(asked.kind, ""))


_REMEDIES = {
    Kind.NUMBER: "write a number such as 50 or 0.5",
    Kind.MIXED: "only numbers have an order here; use = != in has",
    Kind.FLAG: "write true or false",
    Kind.DAY: "write a day such as 2026-05-13, or today",
    Kind.LENGTH: "write 30d, 6w, 2m, 1q or 1y",
}


def _reads(read: Callable[[str], object], text: str) -> bool:
    try:
        read(text)
    except ValueError:
        return False
    return True


def _what(asked: Field) -> str:
    return f"one of {', '.join(asked.words)}" if asked.words else str(asked.kind.value)
