"""Icons and level glyphs: inner SVG markup in a 16 × 16 box, drawn with `currentColor`; class `f` is filled."""

from __future__ import annotations

_RING = '<circle cx="8" cy="8" r="6.4"/>'
_CHECK = f'{_RING}<path d="M5 8.3l2.1 2.1L11 6"/>'
_CROSS = f'{_RING}<path d="M5.7 5.7l4.6 4.6M10.3 5.7l-4.6 4.6"/>'
_SLASH = f'{_RING}<path d="M3.6 12.4 12.4 3.6"/>'
_CLOCK = f'{_RING}<path d="M8 4.2V8l2.6 1.7"/>'
_DASHED = '<circle cx="8" cy="8" r="6.2" stroke-dasharray="2.4 2.47"/>'
_FLAG = '<path d="M4 14.5V2M4 2.6h8.4l-2 2.9 2 2.9H4"/>'
_ALARM = '<path d="M8 2 14.6 13.6H1.4Z"/><path d="M8 6.4v3.2M8 11.6v.1"/>'
_MINUS = '<path d="M2.8 8h10.4"/>'
_PENCIL = '<path d="M2.5 13.5l.7-3L10.6 3l2.4 2.4-7.4 7.4Z"/>'

GLYPHS: dict[str, str] = {
    "impact": '<path d="M8 .8 15.2 8 8 15.2.8 8Z"/>',
    "outcome": '<path d="M8 1.2a6.8 6.8 0 1 0 .01 0Z"/>',
    "output": '<path d="M2 2h12v12H2Z"/>',
}

# A verdict's wall is the expected value: the arrow reaches it, stops short or turns away; nothing says up or down.
ICONS: dict[str, str] = {
    **GLYPHS,
    # states
    "not-measured": _DASHED,
    "guardrail-breached": '<path d="M8 1.6 13.6 3.8V8c0 3.2-2.4 5.4-5.6 6.5C4.8 13.4 2.4 11.2 2.4 8V3.8Z"/>'
    '<path d="M8 4.9v3.6M8 11v.1"/>',
    "stale": _CLOCK,
    "behind": _ALARM,
    "on-track": _CHECK,
    "target-met": _FLAG,
    # statuses
    "draft": _DASHED,
    "idea": _DASHED,
    "proposed": _RING,
    "planned": _RING,
    "active": f'{_RING}<circle class="f" cx="8" cy="8" r="3"/>',
    "building": f'{_RING}<path class="f" d="M8 3.6a4.4 4.4 0 0 1 0 8.8Z"/>',
    "paused": f'{_RING}<path d="M6.3 5.6v4.8M9.7 5.6v4.8"/>',
    "shipped": '<path d="M8 10.6V2M4.8 5.2 8 2l3.2 3.2M2.5 9.5V14h11V9.5"/>',
    "achieved": _FLAG,
    "missed": _CROSS,
    "dropped": _SLASH,
    "cancelled": _SLASH,
    "retired": '<path d="M2 3h12v3.2H2ZM3.2 6.2V13.5h9.6V6.2M6.4 9h3.2"/>',
    # verdicts and reviews
    "moved": '<path d="M1 8h11.2M8.6 4.4 12.2 8l-3.6 3.6M14.8 2v12"/>',
    "partly": '<path d="M1 8h7.2M5 4.4 8.4 8 5 11.6M14.8 2v12"/>',
    "not-moved": '<path d="M2 5.6h12M2 10.4h12"/>',
    "worse": '<path d="M14.8 2v12M11.6 8H1.2M4.8 4.4 1.2 8l3.6 3.6"/>',
    "inconclusive": '<path d="M5.2 5.4a2.8 2.8 0 1 1 4 2.6c-.8.4-1.2.9-1.2 2M8 13.2v.1"/>',
    "due": _CLOCK,
    "overdue": _CLOCK,
    "reviewed": _CHECK,
    "keep": _CHECK,
    "iterate": _PENCIL,
    "remove": _MINUS,
    # links, assumptions, criteria
    "believed": _DASHED,
    "untested": _DASHED,
    "supported": _CHECK,
    "disproved": _CROSS,
    "refuted": _CROSS,
    "met": _CHECK,
    "not-met": _CROSS,
    "open": _RING,
    # findings and changes
    "error": _CROSS,
    "warning": _ALARM,
    "info": f'{_RING}<path d="M8 7.4v3.8M8 4.8v.1"/>',
    "new": '<path d="M8 2.8v10.4M2.8 8h10.4"/>',
    "changed": _PENCIL,
    "removed": _MINUS,
    # the course of a number
    "rising": '<path d="M8 13.5v-11M3.8 6.7 8 2.5l4.2 4.2"/>',
    "falling": '<path d="M8 2.5v11M3.8 9.3 8 13.5l4.2-4.2"/>',
    "steady": '<path d="M2.5 8h11M9.3 3.8 13.5 8l-4.2 4.2"/>',
    # the rest
    "not": '<path d="M3.5 3.5l9 9M12.5 3.5l-9 9"/>',
    "primary": '<path class="f" d="M8 1.2l2.1 4.4 4.8.6-3.5 3.3.9 4.8L8 11.9l-4.3 2.4.9-4.8L1.1 6.2l4.8-.6Z"/>',
    # buttons of a diagram
    "zoom-out": '<circle cx="7" cy="7" r="4.8"/><path d="M10.6 10.6 14 14M4.8 7h4.4"/>',
    "zoom-in": '<circle cx="7" cy="7" r="4.8"/><path d="M10.6 10.6 14 14M4.8 7h4.4M7 4.8v4.4"/>',
    "zoom-fit": '<path d="M2.2 3v10M13.8 3v10M4.6 8h6.8M6.6 6l-2 2 2 2M9.4 6l2 2-2 2"/>',
    "full-screen": '<path d="M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10"/>',
    "twisty": '<path d="M6 3.5 10.5 8 6 12.5"/>',
}
