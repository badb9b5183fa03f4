"""The harness itself: a page's trouble is seen."""

from __future__ import annotations

import pytest

TROUBLED = """\
<!doctype html><title>T</title><link rel="icon" href="data:,">
<img src="https://elsewhere.example/x.png">
<script>setTimeout(() => { throw new Error("thrown") }); console.error("said"); console.warn("fine")</script>
"""


@pytest.mark.trouble_expected
def test_requests_to_other_hosts_and_errors_are_seen(page, trouble, served, tmp_path):
    (tmp_path / "index.html").write_text(TROUBLED)
    page.goto(served(tmp_path), wait_until="networkidle")
    assert {line for line in trouble if "ERR_NAME_NOT_RESOLVED" not in line} == {
        "request: https://elsewhere.example/x.png",
        f"console: said ({page.url})",
        "uncaught: thrown",
    }


def test_a_quiet_page_is_no_trouble(new_page, served, tmp_path):
    (tmp_path / "index.html").write_text('<!doctype html><title>T</title><link rel="icon" href="data:,"><p>Fine')
    page = new_page(viewport={"width": 390, "height": 844}, color_scheme="dark")
    page.goto(served(tmp_path, path="/below/"))
    assert page.inner_text("p") == "Fine"
    assert page.evaluate("[innerWidth, matchMedia('(prefers-color-scheme: dark)').matches]") == [390, True]
