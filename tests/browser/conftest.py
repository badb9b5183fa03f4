"""A real Chromium on real pages. A console error or a request to another host fails the test that caused it."""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import example_site
import pytest
import sites
from example_site import PUBLIC, Kind

HERE = Path(__file__).parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-quic",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
    # No name is looked up: what a page asks of another host fails at once, with and without a network.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


def pytest_configure(config):
    config.addinivalue_line("markers", "trouble_expected: the test looks at the page's `trouble` itself")


def pytest_collection_modifyitems(items):
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def chromium():
    """The browser, started once."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is missing")
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.skip(f"no browser found ({', '.join(BROWSERS)}): the tests in tests/browser are skipped")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def trouble():
    """Console errors, uncaught errors and requests to other hosts of the test's pages, a line each."""
    return []


@pytest.fixture
def new_page(chromium, trouble, request):
    """Opens pages, each a visitor of its own: `new_page(viewport=…, color_scheme="dark", java_script_enabled=False)`."""
    with ExitStack() as opened:

        def open_page(**options):
            context = chromium.new_context(**{"viewport": {"width": 1400, "height": 900}, "locale": "en-US"} | options)
            opened.callback(context.close)
            context.set_default_timeout(10_000)
            context.on("console", lambda message: _note_console(trouble, message))
            context.on("weberror", lambda error: trouble.append(f"uncaught: {error.error}"))
            context.on("request", lambda asked: _note_request(trouble, asked.url))
            return context.new_page()

        yield open_page
    if trouble and request.node.get_closest_marker("trouble_expected") is None:
        pytest.fail("the page had trouble:\n" + "\n".join(trouble), pytrace=False)


@pytest.fixture
def page(new_page):
    """A page 1400 px wide, with a light color scheme."""
    return new_page()


@pytest.fixture(scope="session")
def served():
    """Serves a built site until the end of the run: `served(folder)` is its address, which ends with a slash."""
    with ExitStack() as running:
        yield lambda folder, path="/": running.enter_context(sites.served(folder, path=path))


@pytest.fixture(scope="session")
def handbook(tmp_path_factory):
    """`handbook(theme, engine, offline)` is the folder of the example's site of that kind; each is built once."""
    built = {}

    def folder(*choices):
        kind = Kind(*choices)
        if kind not in built:
            built[kind] = example_site.build(tmp_path_factory.mktemp("handbook"), kind)
        return built[kind]

    return folder


@pytest.fixture(scope="session")
def home(handbook, served):
    """`home(theme, engine)` is the address of that site."""
    addresses = {}

    def address(*choices):
        kind = Kind(*choices)
        if kind not in addresses:
            site = handbook(*kind)
            addresses[kind] = served(site)
            # Material's instant navigation goes to what the sitemap lists, and to nothing on another port.
            sitemap = site / "sitemap.xml"
            sitemap.write_text(sitemap.read_text("utf-8").replace(PUBLIC, addresses[kind]), "utf-8")
        return addresses[kind]

    return address


def _note_console(trouble: list[str], message) -> None:
    if message.type == "error":
        trouble.append(f"console: {message.text} ({message.location.get('url', '')})")


def _note_request(trouble: list[str], url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme not in {"data", "blob", "about", "file"} and parts.hostname != "127.0.0.1":
        trouble.append(f"request: {url}")
