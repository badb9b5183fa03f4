"""The single values of a goal file, each read and checked as what it is: a number, a day, an id, a link."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from .dates import Duration, read_day, read_duration

SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
SCHEMES = ("http", "https", "mailto")
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,2})?")
_UNSEEN = re.compile(r"[\x00-\x20\x7f]")


def read_number(text: object) -> Decimal:
    """A finite decimal as typed; the error type `not_a_number` becomes GT302 in a metric."""
    if isinstance(text, Decimal):
        return text
    if isinstance(text, str) and _NUMBER.fullmatch(text.strip()):
        try:
            return Decimal(text.strip())
        except InvalidOperation:
            pass
    raise PydanticCustomError("not_a_number", "not a number")


def _day(text: object) -> object:
    if isinstance(text, date):
        return text
    try:
        return read_day(str(text).strip())
    except ValueError:
        raise PydanticCustomError("not_a_day", "not a day; write it as 2026-05-13") from None


def _flag(text: object) -> object:
    if isinstance(text, bool):
        return text
    known = {"true": True, "false": False}.get(str(text).strip().lower())
    if known is None:
        raise PydanticCustomError("not_a_flag", "neither true nor false")
    return known


def _whole(text: object) -> object:
    if not re.fullmatch(r"[+-]?\d{1,9}", str(text).strip()):
        raise PydanticCustomError("not_whole", "not a whole number")
    return int(str(text))


def _text(text: object) -> object:
    if not isinstance(text, str):
        raise PydanticCustomError("not_text", "not text")
    return text


def _slug(text: object) -> object:
    if not isinstance(text, str) or not SLUG.fullmatch(text):
        raise PydanticCustomError("not_a_slug", "no id; an id has lower-case letters, digits and '-', at most 63")
    return text


def _alias(text: object) -> object:
    if isinstance(text, str) and all(SLUG.fullmatch(part) for part in text.split("/")):
        return text
    raise PydanticCustomError("not_a_slug", "neither a former id nor a former path such as teams/growth/old-name")


def _url(text: object) -> object:
    # Browsers drop controls and blanks inside a scheme (java\tscript:), so they go before it is looked at.
    bare = _UNSEEN.sub("", str(text))
    try:
        scheme = urlsplit(bare).scheme
    except ValueError:
        scheme = "?"
    if not isinstance(text, str) or (scheme and scheme.lower() not in SCHEMES) or bare.startswith(("//", "\\")):
        raise PydanticCustomError("unsafe_url", "no link that is followed: http, https, mailto or a relative path is")
    return text


def _duration(text: object) -> object:
    if isinstance(text, Duration):
        return text
    try:
        return read_duration(str(text))
    except ValueError:
        raise PydanticCustomError("not_a_duration", "no duration; write 30d, 6w, 2m, 1q or 1y") from None


Number = Annotated[Decimal, BeforeValidator(read_number)]
Share = Annotated[Decimal, BeforeValidator(read_number), Field(ge=0, le=1)]
Day = Annotated[date, BeforeValidator(_day)]
Flag = Annotated[bool, BeforeValidator(_flag)]
Whole = Annotated[int, BeforeValidator(_whole)]
Text = Annotated[str, BeforeValidator(_text)]
Slug = Annotated[str, BeforeValidator(_slug)]
Alias = Annotated[str, BeforeValidator(_alias)]
Url = Annotated[str, BeforeValidator(_url)]
Length = Annotated[Duration, BeforeValidator(_duration)]
# A measured value, typed by its metric's `measure` while it is read: a number, a yes or no, or words.
Value = Decimal | bool | str
