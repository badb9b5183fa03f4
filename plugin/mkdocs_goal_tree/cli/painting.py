"""SVG → PNG and PDF with the packages of the extra `export`: no browser, no library of the system."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import click

from .common import stop

_MISSING = "error: {form} needs {package}, which is not installed: pip install 'mkdocs-goal-tree[export]'"
_FONT = "Source Sans Pro"
_NO_FONT = "note: the package font-source-sans-pro is not installed, so text is drawn in a font of this system; without one it is left out"


def png(svg: str, scale: float) -> bytes:
    """The drawing as a PNG, `scale` pixels a CSS pixel."""
    _need("PNG", "resvg_py")
    import resvg_py  # noqa: PLC0415  part of an extra

    fonts = _fonts()
    svg = _set_in(svg, fonts)
    try:
        return bytes(
            resvg_py.svg_to_bytes(
                svg_string=svg, zoom=scale, font_dirs=[fonts] if fonts else None, sans_serif_family=_FONT
            )
        )
    except ValueError as error:
        stop(f"error: no PNG can be made of it, try --format svg or a smaller --scale: {error}")


def pdf(svg: str) -> bytes:
    """The drawing as a PDF of one page, as large as the drawing."""
    _need("PDF", "vl_convert")
    import vl_convert  # noqa: PLC0415  part of an extra

    fonts = _fonts()
    if fonts:
        vl_convert.register_font_directory(fonts)
    try:
        return bytes(vl_convert.svg_to_pdf(_set_in(svg, fonts)))
    except ValueError as error:
        stop(f"error: no PDF can be made of it, try --format svg: {error}")


def _set_in(svg: str, fonts: str) -> str:
    """The drawing in the font of the extra, which has arrows and narrower letters than what its text was measured by."""
    return svg.replace(' font-family="', f' font-family="{_FONT}, ', 1) if fonts else svg


def _need(form: str, package: str) -> None:
    if find_spec(package) is None:
        stop(_MISSING.format(form=form, package=package))


def _fonts() -> str:
    """The folder of the font that comes with the extra; "" where it is missing, which is said."""
    found = find_spec("font_source_sans_pro")
    if found is None or found.origin is None:
        click.echo(_NO_FONT, err=True)
        return ""
    return str(Path(found.origin).parent / "files")
