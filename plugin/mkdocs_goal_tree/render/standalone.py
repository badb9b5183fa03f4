"""A drawing as an SVG file of its own: background, colors and both schemes are in it, and no page's style sheet is needed.

Colors stand as attributes, as many programs that draw SVG know nothing of custom properties.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from mkdocs_goal_tree.render.svg import render_svg

if TYPE_CHECKING:
    from mkdocs_goal_tree.core.geometry import Layout
    from mkdocs_goal_tree.core.words import Words
    from mkdocs_goal_tree.render.picture import Diagram

Theme = Literal["auto", "light", "dark"]

# What is drawn light → the same in the dark, as in the style sheet of pages.
_DARK = {
    "#ffffff": "#1a1d24",
    "#fff4d6": "#3a2f11",
    "#b07c14": "#c2943a",
    "#7d5200": "#f0c467",
    "#3f3208": "#ffebb8",
    "#e3f1fd": "#14304a",
    "#4583bf": "#5d9ccf",
    "#1b5b98": "#8cc3f2",
    "#0d3455": "#d3eaff",
    "#e8f6e9": "#173520",
    "#3f8c55": "#58a868",
    "#25703a": "#86cf95",
    "#1b401f": "#d4f3d8",
    "#eceff2": "#2d323d",
    "#818994": "#7b8492",
    "#535d69": "#b2bac6",
    "#09695b": "#63d2bb",
    "#973a00": "#f5ab73",
    "#a01235": "#ff93a8",
    "#3545a0": "#aab6ff",
    "#1f2328": "#e3e6eb",
    "#59626d": "#a9b1bd",
    "#7f8791": "#8b94a3",
    "#f8f9fa": "#232730",
    "#e4e7eb": "#323743",
    "#cbdcea": "#26384a",
}
_COLOR = re.compile(r'(?<= fill=")#[0-9a-f]{6}(?=")|(?<= stroke=")#[0-9a-f]{6}(?=")')
_RULES = (f'[{name}="{light}"]{{{name}:{dark}}}' for light, dark in _DARK.items() for name in ("fill", "stroke"))
FOLLOWS = f"@media (prefers-color-scheme: dark){{{''.join(_RULES)}}}"
"""The style that turns a drawing dark where its viewer asks for that; `take-away.js` has it too."""


def standalone(diagram: Diagram, layout: Layout, words: Words, theme: Theme = "auto") -> str:
    """The drawing as a file; `auto` is light, and dark where the viewer asks for that."""
    lanes = {level: word.upper() for level, word in diagram.lanes.items()}
    svg = render_svg(replace(diagram, lanes=lanes), layout, words)
    root, _, rest = svg.partition("\n")
    style = f"<style>{FOLLOWS}</style>\n" if theme == "auto" else ""
    svg = f'{root}\n{style}<rect width="100%" height="100%" fill="#ffffff"/>\n{rest}\n'
    return _COLOR.sub(lambda color: _DARK.get(color[0], color[0]), svg) if theme == "dark" else svg
