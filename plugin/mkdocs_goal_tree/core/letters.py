"""A to Z in any script: the letter under which a word stands, and the order of words.

Latin, Greek and Arabic letters stand without their accents (é under E, Ł under L, ά under Α); kana stand under the first
of their row, Hangul under its first consonant, Chinese characters under one heading of their own, digits under `0–9`,
what has neither letter nor digit under `#`. Latin comes first, digits and the rest last.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .terms import Glossary, Term

DIGITS, OTHER, HAN = "0–9", "#", "字"
_NO_ACCENT = str.maketrans("ŁØĐÐÞÆŒẞŊĦŦıЁ", "LODDTAOSNHTIЕ")
_ACCENTS_GO = ("LATIN", "GREEK", "ARABIC")
_ROWS = {
    letter: row[0]
    for row in [
        "あいうえお",
        "かきくけこ",
        "さしすせそ",
        "たちつてと",
        "なにぬねの",
        "はひふへほ",
        "まみむめも",
        "やゆよ",
        "らりるれろ",
        "わゐゑをん",
    ]
    for letter in row
}
_SMALL = str.maketrans("ぁぃぅぇぉっゃゅょゎ", "あいうえおつやゆよわ")
_KATAKANA, _TO_HIRAGANA = range(0x30A1, 0x30F7), 0x60
_FIRST_CONSONANT = 0x1100
_CONSONANTS = "ㄱㄱㄴㄷㄷㄹㅁㅂㅂㅅㅅㅇㅈㅈㅊㅋㅌㅍㅎ"


def letters(glossary: Glossary) -> list[tuple[str, tuple[Term, ...]]]:
    """The terms by the letter under which they stand, in order."""
    groups: dict[str, list[Term]] = {}
    for term in glossary:
        groups.setdefault(letter_of(term.term), []).append(term)
    return [(letter, tuple(terms)) for letter, terms in groups.items()]


def letter_of(text: str) -> str:
    """The letter under which a text stands; quotes and signs before it do not count."""
    first = next((char for char in unicodedata.normalize("NFKC", text) if char.isalnum()), "")
    if not first:
        return OTHER
    name = unicodedata.name(first, "")
    if first.isdigit() or not first.isalpha():
        return DIGITS
    if name.startswith("CJK"):
        return HAN
    if name.startswith("HANGUL"):
        return _consonant(first)
    if name.startswith(("HIRAGANA", "KATAKANA")):
        return _row(first)
    letter = first.upper()[0].translate(_NO_ACCENT)
    return unicodedata.normalize("NFD", letter)[0] if name.startswith(_ACCENTS_GO) else letter


def sort_key(text: str) -> tuple[int, str, str, str]:
    """Words in order of letter, then without case and accents, then as they are written."""
    letter = letter_of(text)
    bare = "".join(char for char in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(char))
    rank = 2 if letter in {DIGITS, OTHER} else 0 if letter.isascii() else 1
    return rank, letter, " ".join("".join(c if c.isalnum() else " " for c in bare).split()), text


def _row(kana: str) -> str:
    hiragana = chr(ord(kana) - _TO_HIRAGANA) if ord(kana) in _KATAKANA else kana
    base = unicodedata.normalize("NFD", hiragana)[0].translate(_SMALL)
    return _ROWS.get(base, base)


def _consonant(syllable: str) -> str:
    position = ord(unicodedata.normalize("NFD", syllable)[0]) - _FIRST_CONSONANT
    return _CONSONANTS[position] if 0 <= position < len(_CONSONANTS) else syllable
