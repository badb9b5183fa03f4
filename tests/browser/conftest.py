"""A real Chromium on real pages. A console error or a request to another host fails the test that caused it."""

from __future__ import annotations

import json
import os
import shutil
from contextlib import ExitStack
from pathlib import Path

import example_site
import pytest
import sites
from example_site import PUBLIC, Kind
from filelock import FileLock
from visitors import watched

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
        yield lambda **options: opened.enter_context(watched(chromium, trouble, **options))
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
        yield lambda folder, **how: running.enter_context(sites.served(folder, **how))


@pytest.fixture(scope="session")
def handbook(tmp_path_factory):
    """`handbook(theme, engine, offline)` is the folder of the example's site of that kind; each is built once.

    Once for all processes of a run, so nobody writes to it.
    """
    run = tmp_path_factory.getbasetemp()
    run = run.parent if "PYTEST_XDIST_WORKER" in os.environ else run

    def folder(*choices):
        kind = Kind(*choices)
        place = run / f"handbook-{kind.theme}-{kind.engine}{'-offline' if kind.offline else ''}"
        with FileLock(f"{place}.lock"):
            if not place.exists():
                example_site.build(tmp_path_factory.mktemp("handbook"), kind).parent.rename(place)
        return place / "site"

    return folder


@pytest.fixture(scope="session")
def home(handbook, served):
    """`home(theme, engine)` is the address of that site, with three pages in its search."""
    addresses = {}

    def address(*choices):
        kind = Kind(*choices)
        if kind not in addresses:
            site, instead = handbook(*kind), {}
            addresses[kind] = served(site, instead=instead)
            # Material's instant navigation goes to what the sitemap lists, and to nothing on another port.
            sitemap = (site / "sitemap.xml").read_text("utf-8")
            instead["/sitemap.xml"] = sitemap.replace(PUBLIC, addresses[kind]).encode()
            # Every page reads the whole index of the search, which takes longer than the page.
            index = json.loads((site / "search/search_index.json").read_text("utf-8"))
            instead["/search/search_index.json"] = json.dumps({**index, "docs": index["docs"][:3]}).encode()
        return addresses[kind]

    return address
