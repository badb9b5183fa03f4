"""The harness itself, on a plain MkDocs site: what other tests rely on without looking."""

from __future__ import annotations

import pytest
from sites import build, page, serve, served, wait_for, wait_until_gone, write

PLAIN = {
    "mkdocs.yml": "site_name: Plain\nsite_url: https://example.org/handbook/\ntheme: mkdocs\n",
    "docs/index.md": "# Home\n\nHello.\n",
    "docs/a/b.md": "# B\n\n[gone](gone.md)\n",
}


def test_a_build_has_its_pages_and_its_log(tmp_path):
    built = build(write(tmp_path, PLAIN))
    assert built.failed is None
    assert "<p>Hello.</p>" in page(built, "")
    assert "B</h1>" in page(built, "a/b/")
    assert len(built.warnings) == 1
    assert built.warnings[0].startswith("WARNING: Doc file 'a/b.md' contains a link 'gone.md'")


def test_a_warning_stops_a_strict_build(tmp_path):
    assert build(write(tmp_path, PLAIN), strict=True).failed == "Aborted with 1 warnings in strict mode!"


def test_a_wrong_setting_is_a_failed_build_with_its_reason(tmp_path):
    built = build(write(tmp_path, PLAIN | {"mkdocs.yml": "site_name: Plain\ntheme: none-such\n"}))
    assert built.failed == "Aborted with a configuration error!"
    assert "Unrecognised theme name: 'none-such'" in built.warnings[0]


def test_text_that_begins_with_a_line_end_is_dedented_and_other_text_is_not(tmp_path):
    write(tmp_path, {"a.md": "\n    # A\n      b\n", "b.md": "    # A\n", "c.md": b"\xff"})
    assert [(tmp_path / name).read_bytes() for name in ("a.md", "b.md", "c.md")] == [
        b"# A\n  b\n",
        b"    # A\n",
        b"\xff",
    ]


def test_serve_follows_the_files(tmp_path):
    with serve(write(tmp_path, PLAIN)) as serving:
        assert serving.url.endswith("/handbook/")
        wait_for(serving.url + "a/b/", lambda html: "B</h1>" in html)
        write(tmp_path, {"docs/index.md": "# Home\n\nChanged.\n"})
        wait_for(serving.url, lambda html: "Changed." in html)
        (tmp_path / "docs/a/b.md").unlink()
        wait_until_gone(serving.url + "a/b/")
        assert "Detected file changes" in serving.log


def test_a_server_that_cannot_start_is_told_with_its_log(tmp_path):
    folder = write(tmp_path, PLAIN | {"mkdocs.yml": "theme: mkdocs\n"})
    with pytest.raises(AssertionError, match=r"(?s)ended with 1.*site_name"), serve(folder):
        pass


def test_a_built_site_is_served_below_its_path_only(tmp_path):
    built = build(write(tmp_path, PLAIN))
    with served(built.site, path="/handbook/") as url:
        assert "Hello." in wait_for(url, lambda _: True)
        wait_until_gone(url.replace("/handbook/", "/a/b/"))
