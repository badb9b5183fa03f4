"""Visitors of pages: every trouble is noted (console errors, uncaught errors, requests to other hosts), and they wait."""

from __future__ import annotations

from contextlib import contextmanager
from urllib.parse import urlsplit

# Transitions that end are over, and what scripts asked for the next frame has been drawn.
SETTLED = """async () => {
    await document.fonts.ready;
    const frame = () => new Promise(requestAnimationFrame);
    await frame();
    const ends = document.getAnimations().filter((one) => one.effect.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(ends.map((one) => one.finished));
    await frame();
    await frame();
}"""


@contextmanager
def watched(chromium, trouble, **options):
    """A page of a visitor of its own, whose trouble is noted."""
    context = chromium.new_context(**{"viewport": {"width": 1400, "height": 900}, "locale": "en-US"} | options)
    try:
        context.set_default_timeout(10_000)
        context.on("console", lambda message: _note_console(trouble, message))
        context.on("weberror", lambda error: trouble.append(f"uncaught: {error.error}"))
        context.on("request", lambda asked: _note_request(trouble, asked.url))
        yield context.new_page()
    finally:
        context.close()


def settle(page):
    """Waits until the page has done what its scripts began."""
    page.evaluate(SETTLED)


def _note_console(trouble: list[str], message) -> None:
    if message.type == "error":
        trouble.append(f"console: {message.text} ({message.location.get('url', '')})")


def _note_request(trouble: list[str], url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme not in {"data", "blob", "about", "file"} and parts.hostname != "127.0.0.1":
        trouble.append(f"request: {url}")
