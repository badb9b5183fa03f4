"""The boxes of a drawing: how large their text makes them, and their SVG. Colors are the light ones, for lack of our CSS."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from mkdocs_goal_tree.core.model import Level
from mkdocs_goal_tree.render.icons import ICONS
from mkdocs_goal_tree.render.text import escape, link, plain, px, width, wrap

if TYPE_CHECKING:
    from mkdocs_goal_tree.core.geometry import Point
    from mkdocs_goal_tree.core.words import Words
    from mkdocs_goal_tree.render.picture import Badge, Box, Diagram

# px; the mock-ups' measures
_PAD, _INDENT = 12, 29
_TITLE, _TITLE_LINE, _FIRST_LINE = 13, 17, 22
_STATE, _STATE_LINE, _GAP = 12, 15, 8
_FILLED = ' class="f"'
_MARKS = ("first", "here", "dash", "gone", "fold", "faint", "removed")
_BARE, _STATED, _BAR = 14, 30, 5  # below the title's last line: without a state, with one, and more for its bar


class Ink(NamedTuple):
    """The colors of a level: field, edge, glyph, text."""

    field: str
    line: str
    glyph: str
    text: str


INKS = {
    Level.IMPACT: Ink("#fff4d6", "#b07c14", "#7d5200", "#3f3208"),
    Level.OUTCOME: Ink("#e3f1fd", "#4583bf", "#1b5b98", "#0d3455"),
    Level.OUTPUT: Ink("#e8f6e9", "#3f8c55", "#25703a", "#1b401f"),
}
GONE = Ink("#eceff2", "#818994", "#535d69", "#535d69")
BARE = "#ffffff"
"""The field of a box that is drawn for context, or as it was."""
TONES = {"good": "#09695b", "warn": "#973a00", "bad": "#a01235", "quiet": "#535d69", "note": "#3545a0"}


class Fit(NamedTuple):
    """The text of a box in lines, and how high the box is at least; a state's figure stands `beside` its word or below."""

    title: tuple[str, ...]
    owner: tuple[str, ...]
    word: tuple[str, ...]
    figure: tuple[str, ...]
    beside: bool
    height: float


@lru_cache(maxsize=16384)
def _fit(texts: tuple[str, str, str, str], across: int, *, has_bar: bool, bold: bool) -> Fit:
    title, word, figure, owner = texts
    room = across - _INDENT - _PAD
    lines = wrap(title, _TITLE, room, bold=bold)
    owners = wrap(owner, _STATE, room, lines=1) if plain(owner) else ()
    height = _FIRST_LINE + _TITLE_LINE * (len(lines) - 1) + _STATE_LINE * len(owners) + _BAR * has_bar
    left, right = plain(word), plain(figure)
    if not left and not right:
        return Fit(lines, owners, (), (), beside=True, height=height + _BARE)
    beside = width(left, _STATE) + width(right, _STATE, bold=True) + _GAP * bool(right) <= room
    words = wrap(left, _STATE, room, lines=2) if left else ()
    figures = wrap(right, _STATE, room, lines=2, bold=True) if right else ()
    rows = 1 if beside else len(words) + len(figures)
    return Fit(lines, owners, words, figures, beside, height + _STATED + _STATE_LINE * (rows - 1))


def fit(box: Box, across: int) -> Fit:
    """The text of a box that is `across` px wide."""
    texts = (box.title, box.word, box.figure, box.owner)
    return _fit(texts, across, has_bar=box.way is not None, bold="here" in box.marks)


def heights(diagram: Diagram) -> list[float]:
    """The height of each box in px: one height a row, and each its own where rows are columns."""
    own = [fit(box, diagram.width).height for box in diagram.boxes]
    if diagram.direction == "LR":
        return own
    for row in diagram.rows().values():
        highest = max(own[position] for position in row)
        for position in row:
            own[position] = highest
    return own


def render_box(box: Box, corner: Point, across: int, height: float, words: Words) -> str:
    """One box with its upper left corner at `corner`: a link, or a group where it leads nowhere."""
    url = link(box.url)
    tag, leads = ("a", f' xlink:href="{escape(url)}" tabindex="0"') if url else ("g", "")
    look = _look(box.level, box.tone, box.marks)
    inside = _inside(box._replace(id="", url="", rank=0), across, height, words[box.level], words["primary"])
    place = f'data-goal="{escape(box.id)}" transform="translate({px(corner.x)} {px(corner.y)})"'
    return f"<{tag} {look}{leads} {place}>{inside}</{tag}>"


@lru_cache(maxsize=1024)
def _look(level: Level, tone: str, marks: frozenset[str]) -> str:
    classes = " ".join(["gt-node", *(mark for mark in _MARKS if mark in marks)])
    ink = GONE if "gone" in marks else INKS[level]
    return f'class="{classes}" data-level="{level}" data-tone="{escape(tone)}" fill="{ink.text}"'


@lru_cache(maxsize=16384)
def _inside(box: Box, across: int, height: float, level: str, primary: str) -> str:
    """What a box holds, its corner at (0, 0): the same on every page that draws it, so it is made once."""
    text = fit(box, across)
    facts = ", ".join(plain(fact) for fact in (level, *_told(box)) if fact)
    parts = [f"<title>{escape(plain(box.title))} ({escape(facts)})</title>"]
    parts += [_frame(box, across, height), _lines(text, bold="here" in box.marks, struck="removed" in box.marks)]
    if text.word or text.figure:
        parts.append(_state(box, text, across, height))
    if box.way is not None:
        parts.append(_bar(box, box.way, across, height))
    flag = _flag_width(primary, across) if "first" in box.marks else 0
    if flag:
        parts.append(_flag(primary, across))
    if box.badge:
        parts.append(_badge(box.badge, across, flag))
    return "".join(parts)


def _told(box: Box) -> tuple[str, ...]:
    return box.word, box.figure, box.owner, box.badge.word if box.badge else ""


def _frame(box: Box, across: int, height: float) -> str:
    ink = GONE if "gone" in box.marks else INKS[box.level]
    bold = 2.5 if "here" in box.marks else 2.25 if "first" in box.marks else 1.25
    field = BARE if box.marks & {"faint", "removed"} else ink.field
    line = TONES["bad"] if "removed" in box.marks else ink.line
    dashed = "removed" in box.marks or ("dash" in box.marks and "gone" not in box.marks)
    dash = ' stroke-dasharray="5 4"' if dashed else ""
    halo = (
        f'<rect class="halo" x="-2" y="-2" width="{across + 4}" height="{px(height + 4)}" rx="9"'
        f' fill="none" stroke="#cbdcea" stroke-width="7"/>'
        if "here" in box.marks
        else ""
    )
    return (
        f'{halo}<rect class="box" width="{across}" height="{px(height)}" rx="6"'
        f' fill="{field}" stroke="{line}" stroke-width="{bold}"{dash}/>'
        f'<g class="gl" transform="translate(12 12.5) scale(.66)" fill="{ink.glyph}">{ICONS.get(box.level, "")}</g>'
    )


def _lines(text: Fit, *, bold: bool, struck: bool) -> str:
    spans = "".join(
        f'<tspan x="{_INDENT}" y="{_FIRST_LINE + _TITLE_LINE * i}">{escape(line)}</tspan>'
        for i, line in enumerate(text.title)
    )
    style = ' text-decoration="line-through"' if struck else ""
    title = f'<text font-size="{_TITLE}" font-weight="{700 if bold else 500}"{style}>{spans}</text>'
    below = _FIRST_LINE + _TITLE_LINE * (len(text.title) - 1) + _STATE_LINE
    return title + "".join(
        f'<text class="s o" x="{_INDENT}" y="{below}" font-size="{_STATE}" fill="{GONE.text}">{escape(line)}</text>'
        for line in text.owner
    )


def _state(box: Box, text: Fit, across: int, height: float) -> str:
    """Icon, word and figure, standing on the lower edge or on the bar."""
    color = TONES.get("quiet" if "gone" in box.marks else box.tone, TONES["quiet"])
    bottom = height - 11.5 - (_BAR if box.way is not None else 0)
    rows = 1 if text.beside else len(text.word) + len(text.figure)
    top = bottom - _STATE_LINE * (rows - 1)
    parts = []
    filled = f'{_FILLED} fill="{color}" stroke="none"'
    if box.word and box.icon in ICONS:
        parts.append(
            f'<g class="st" transform="translate(11.5 {px(top - 10)}) scale(.75)" fill="none" stroke="{color}"'
            f' stroke-width="1.6" stroke-linecap="round">{ICONS[box.icon].replace(_FILLED, filled)}</g>'
        )
    face = f'font-size="{_STATE}" fill="{color}"'
    for i, line in enumerate(text.word):
        parts.append(f'<text class="s" x="{_INDENT}" y="{px(top + _STATE_LINE * i)}" {face}>{escape(line)}</text>')
    first = bottom - _STATE_LINE * (len(text.figure) - 1)
    for i, line in enumerate(text.figure):
        parts.append(
            f'<text class="s n" x="{across - _PAD}" y="{px(first + _STATE_LINE * i)}" text-anchor="end"'
            f' font-weight="700" {face}>{escape(line)}</text>'
        )
    return "".join(parts)


def _bar(box: Box, way: float, across: int, height: float) -> str:
    """The way made as a bar, the time gone as a mark on it; both are clamped."""
    room = across - 2 * _PAD
    color = TONES.get("quiet" if "gone" in box.marks else box.tone, TONES["quiet"])
    place = f'x="{_PAD}" y="{px(height - 11)}"'
    bar = (
        f'<rect class="tr" {place} width="{room}" height="4" rx="2" fill="#1f2328" fill-opacity=".14"/>'
        f'<rect class="fi" {place} width="{px(room * min(max(way, 0), 1))}" height="4" rx="2" fill="{color}"/>'
    )
    if box.time is None:
        return bar
    mark = _PAD + room * min(max(box.time, 0), 1) - 0.75
    return f'{bar}<rect class="tk" x="{px(mark)}" y="{px(height - 13)}" width="1.5" height="8" fill="#1f2328"/>'


def _flag_text(word: str, across: int) -> str:
    return wrap(word, 11, across - 42, lines=1)[0]


def _flag_width(word: str, across: int) -> float:
    return width(_flag_text(word, across), 11, bold=True) + 28


def _flag(word: str, across: int) -> str:
    text, wide = _flag_text(word, across), _flag_width(word, across)
    left = across - 8 - wide
    ink = INKS[Level.IMPACT]
    return (
        f'<g class="flag"><rect x="{px(left)}" y="-9" width="{px(wide)}" height="18" rx="9" fill="{ink.glyph}"/>'
        f'<g transform="translate({px(left + 7)} -5.5) scale(.68)" fill="{ink.field}">{ICONS.get("primary", "")}</g>'
        f'<text x="{px(left + 21)}" y="4" font-size="11" font-weight="700" fill="{ink.field}">{escape(text)}</text></g>'
    )


def _badge(badge: Badge, across: int, taken: float) -> str:
    """Right on the upper edge, or left of the flag that has taken that place; its icon alone where the word has no room."""
    room = across - 16 - (taken + 4 if taken else 0)
    wide = width(plain(badge.word), 11, bold=True) + 28
    text = badge.word if wide <= room else ""
    wide = wide if text else 23
    left = across - 8 - wide - (taken + 4 if taken else 0)
    color = TONES.get(badge.tone, TONES["quiet"])
    word = f'<text class="c" x="{px(left + 21)}" y="3.5" font-size="11" font-weight="700" fill="{color}">{escape(plain(text))}</text>'
    return (
        f'<g class="chg" data-tone="{escape(badge.tone)}"><rect x="{px(left)}" y="-10" width="{px(wide)}" height="19"'
        f' rx="9.5" fill="{BARE}" stroke="{color}" stroke-width="1.4"/>'
        f'<g transform="translate({px(left + 6)} -6) scale(.68)" fill="none" stroke="{color}" stroke-width="1.8"'
        f' stroke-linecap="round">{ICONS.get(badge.icon, "")}</g>{word if text else ""}</g>'
    )
