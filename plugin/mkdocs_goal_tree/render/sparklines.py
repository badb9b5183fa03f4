"""Sparklines: the course of a number in the height of a line of text, beside the words that say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from .text import escape, px

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from decimal import Decimal

_WIDE, _HIGH, _EDGE = 92, 24, 3  # px; the mock-ups' measures
_FEWEST = 2


def sparkline(
    points: Sequence[tuple[date, Decimal]], *, target: Sequence[Decimal] = (), label: str = "", most: int = 60
) -> Markup:
    """The course of `points`, in order of their days, as a tiny SVG; nothing for fewer than two.

    `target` is a dashed line, or two for a band. `label` says in words what is seen; without one the drawing is hidden
    from screen readers, as the words stand beside it. Of more than `most` points some are left out.
    """
    if len(points) < _FEWEST:
        return Markup()
    shown = [points[i * (len(points) - 1) // (most - 1)] for i in range(most)] if len(points) > most else points
    first = shown[0][0].toordinal()
    across = (_WIDE - 2 * _EDGE - 2) / ((shown[-1][0].toordinal() - first) or 1)
    values = [*(value for _, value in shown), *target]
    low = min(values)
    span = max(values) - low
    down = _HIGH - 2 * _EDGE

    def y(value: Decimal) -> str:
        return px(_HIGH - _EDGE - float((value - low) / span) * down if span else _HIGH / 2)

    line = [f"{px(_EDGE + (day.toordinal() - first) * across)} {y(value)}" for day, value in shown]
    x, _, end = line[-1].partition(" ")
    limits = "".join(f'<path class="goal" d="M0 {y(value)}H{_WIDE}"/>' for value in target)
    role = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    return Markup(  # noqa: S704 - numbers, and a label that is escaped
        f'<svg class="gt-spark" viewBox="0 0 {_WIDE} {_HIGH}" {role}>{limits}'
        f'<path d="M{"L".join(line)}"/><circle cx="{x}" cy="{end}" r="2.6"/></svg>'
    )
