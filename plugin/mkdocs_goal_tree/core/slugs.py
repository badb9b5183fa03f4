"""Ids made of any text."""

from __future__ import annotations

import re

from slugify import slugify

_LENGTH = 63
_PLAIN = re.compile(r"[A-Za-z0-9 _-]+")


def slug_of(text: str) -> str:
    """An id made of any text: lower case, ASCII, `-`, at most 63 characters; empty if nothing is left."""
    if _PLAIN.fullmatch(text):
        return re.sub(r"[^a-z0-9]+", "-", text.lower())[: _LENGTH + 1].strip("-")[:_LENGTH].strip("-")
    return str(slugify(text, max_length=_LENGTH))
