"""Measured values: typed by the measure of their metric, and what somebody who wrote no number probably meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pydantic_core import PydanticCustomError

from .findings import Fix
from .metric import Measure
from .nodes import Fields, Items, Known, Node, Scalar, name_path, shorten
from .rules import found
from .scalars import read_number

if TYPE_CHECKING:
    from decimal import Decimal

    from .findings import Finding

_DIGITS = re.compile(r"[-+−]?\d(?:[\d.,'’\u00a0\u202f ]*\d)?")
_GROUPS = re.compile(r"[-+−]?[1-9]\d{0,2}(?:[,'’\u00a0\u202f ]\d{3})+(?:\.\d+)?")
_COMMA = re.compile(r"[-+−]?\d+,\d+|[-+−]?\d{1,3}(?:[. ]\d{3})+,\d+")
# 30,000 where 30.000 is meant is told; 30.000 may be either.
_UNCLEAR = re.compile(r"[-+−]?\d{1,3}(?:\.\d{3})+")
_LATER = "leave it empty until there is a number"


def read_value(node: Node, measure: Measure, unit: str = "") -> tuple[Known | Scalar | None, Finding | None]:
    """A baseline, target or actual as its measure has it: a number, a yes or no, or words; None with the reason."""
    if isinstance(node, Known):
        return node, None
    if isinstance(node, Fields | Items):
        return None, found("GT104", node.span, wrong_kind(node))
    text = (node.text or "").strip()
    if measure is Measure.QUALITATIVE:
        return node, None
    if measure is Measure.BOOLEAN:
        flag = {"true": True, "false": False}.get(text.lower())
        if flag is None:
            message = f"{name_path(node.path)} is '{shorten(text)}', neither true nor false"
            return None, found("GT104", node.span, message, "measure: boolean takes true or false")
        return Known(flag, node.span, node.path), None
    number = number_or_none(text)
    if number is None:
        return None, not_a_number(node, unit="%" if measure is Measure.PERCENT else unit)
    return Known(number, node.span, node.path), None


def number_or_text(node: Node) -> Node:
    """A value of a metric that stands in another goal's file: a number where it reads as one."""
    number = number_or_none(node.text or "") if isinstance(node, Scalar) else None
    return node if number is None else Known(number, node.span, node.path)


def number_or_none(text: str) -> Decimal | None:
    try:
        return read_number(text)
    except PydanticCustomError:
        return None


def not_a_number(node: Node, code: str = "GT302", unit: str = "") -> Finding:
    """The finding, with the number to write where there is one in the text."""
    text = str(node.text) if isinstance(node, Scalar) else ""
    message = f"{name_path(node.path)} is '{shorten(text)}', not a number"
    number = bare_number(text, unit) if code == "GT302" else ""
    return found(code, node.span, message, advise(text), fix=Fix(node.span, number) if number else None)


def advise(text: str) -> str:
    """What to write instead of a text that is no number."""
    number = number_in(text)
    if not number:
        return _LATER
    if _GROUPS.search(text):
        return f"write {number}; thousands stand without separators"
    if "," in text and "." in number:
        return f"write {number}; decimals take a point"
    if "%" in text:
        return f'write {number}; unit: "%" says the rest'
    return f"write {number}"


def number_in(text: str) -> str:
    """The one number in a text as a goal file has it (`30,000 learners` → 30000), empty for none or several."""
    numbers = _DIGITS.findall(text)
    if len(numbers) != 1:
        return ""
    raw = numbers[0].replace("−", "-")
    if _GROUPS.fullmatch(raw):
        raw = re.sub(r"[,'’\u00a0\u202f ]", "", raw)
    elif _COMMA.fullmatch(raw):
        raw = re.sub(r"[. ]", "", raw).replace(",", ".")
    value = number_or_none(raw)
    if value is None:
        return ""
    if re.search(r"\d\s*[kK]\b", text):
        value = (value * 1000).normalize()
    return f"{value:f}"


def bare_number(text: str, unit: str = "") -> str:
    """The number of a text that has nothing else than its unit, or `%` where the metric has none; empty if unsure."""
    match = _DIGITS.search(text)
    beside = f"{text[: match.start()]}{text[match.end() :]}".strip() if match else "?"
    if not match or _UNCLEAR.fullmatch(match[0]) or beside.casefold() not in ("", (unit or "%").casefold()):
        return ""
    return number_in(match[0])


def wrong_kind(node: Node) -> str:
    kind = "is a list" if isinstance(node, Items) else "has fields of its own"
    return f"{name_path(node.path)} {kind}; one value is wanted"
