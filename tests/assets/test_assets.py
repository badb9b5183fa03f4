"""What can be said of the style sheet and the scripts without a browser."""

from __future__ import annotations

import hashlib
import json
import re
from importlib.resources import files
from itertools import product
from pathlib import Path

import pytest

ASSETS = files("mkdocs_goal_tree") / "assets"
VENDOR = ASSETS / "vendor"
OWN = ["goal-tree.css", *sorted(path.name for path in ASSETS.iterdir() if path.name.endswith(".js"))]
NODE = Path(__file__).parents[1] / "node" / "node_modules"

CSS = (ASSETS / "goal-tree.css").read_text(encoding="utf-8")
PLAIN_CSS = re.sub(r"/\*.*?\*/", "", CSS, flags=re.DOTALL)

LEVELS = ["impact", "outcome", "output"]
TONES = ["good", "warn", "bad", "quiet", "note"]

# Page backgrounds of the themes: Material default and slate, mkdocs light and dark, readthedocs.
PAGES = {"light": ["#ffffff", "#fcfcfc"], "dark": ["#1e2129", "#212529"]}


def blocks(selector: str) -> list[str]:
    """The declarations of each rule with exactly this selector."""
    return re.findall(rf"(?:^|[}}{{])\s*{re.escape(selector)}\s*{{([^{{}}]*)}}", PLAIN_CSS)


def properties(block: str) -> dict[str, str]:
    return dict(re.findall(r"(--gt-[\w-]+)\s*:\s*([^;]+);", block))


def read_palette(scheme: str) -> dict[str, str]:
    if scheme == "light":
        return properties(blocks(".gt")[0])
    return properties(blocks('[data-md-color-scheme="slate"] .gt,\n  [data-bs-theme="dark"] .gt')[0])


def luminance(color: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    digits = color.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(2 * digit for digit in digits)
    channels = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(a: str, b: str) -> float:
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def too_faint(scheme: str, pairs: list[tuple[str, str]], least: float) -> list[str]:
    """The pairs of tokens (or plain colors) whose contrast is below `least`."""
    palette = read_palette(scheme)
    found = []
    for front, back in pairs:
        ratio = contrast(palette.get(f"--gt-{front}", front), palette.get(f"--gt-{back}", back))
        if ratio < least:
            found.append(f"{front} on {back}: {ratio:.2f}")
    return found


def test_no_asset_of_ours_names_another_host():
    found = [
        (name, url)
        for name in OWN
        for url in re.findall(r"(?:https?:)?//[\w.-]+\.\w+", (ASSETS / name).read_text(encoding="utf-8"))
        if url != "http://www.w3.org"  # the name of a namespace, which nobody asks
    ]
    assert found == []


def test_the_style_sheet_loads_nothing():
    assert re.findall(r"""@import|@font-face|url\((?!"data:image/svg\+xml,)""", PLAIN_CSS) == []


def test_the_license_of_the_bundle_is_shipped():
    text = (VENDOR / "mermaid.LICENSE").read_text(encoding="utf-8")
    assert text.startswith("The MIT License (MIT)\n\nCopyright (c) 2014 - 2022 Knut Sveidqvist")
    assert [
        name for name in ["dompurify", "d3", "cytoscape", "katex", "lodash-es", "langium"] if f"\n{name} " not in text
    ] == []


def recorded() -> list[tuple[str, str, str, str]]:
    """File, package, version and hash of what is vendored, as its table says."""
    rows = re.findall(
        r"^\| `([^`]+)` \| npm package `([^`]+)`, [^|]+ \| ([\d.]+) \| [^|]+ \| `([0-9a-f]{64})` \|$",
        (VENDOR / "README.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    return sorted(rows)


def test_the_recorded_hashes_are_those_of_the_files():
    scripts = sorted(path.name for path in VENDOR.iterdir() if path.name.endswith(".js"))
    found = [(name, hashlib.sha256((VENDOR / name).read_bytes()).hexdigest()) for name in scripts]
    assert [(name, digest) for name, _, _, digest in recorded()] == found


def test_the_recorded_versions_are_those_that_the_files_say():
    found = {
        "mermaid.min.js": re.findall(rb'version:"(11\.\d+\.\d+)"', (VENDOR / "mermaid.min.js").read_bytes()),
        "panzoom.min.js": re.findall(rb"\* Panzoom ([\d.]+) ", (VENDOR / "panzoom.min.js").read_bytes()),
    }
    assert {name: [version.encode()] for name, _, version, _ in recorded()} == found


@pytest.mark.parametrize("name", [path.name for path in VENDOR.iterdir() if path.name.endswith(".js")])
def test_a_vendored_file_is_what_npm_gives(name: str):
    package, version = next((package, version) for file, package, version, _ in recorded() if file == name)
    if not (NODE / package).is_dir():
        pytest.skip("needs `npm ci` in tests/node")
    assert json.loads((NODE / package / "package.json").read_text(encoding="utf-8"))["version"] == version
    assert (VENDOR / name).read_bytes() == (NODE / package / "dist" / name).read_bytes()


def test_the_license_of_panzoom_is_shipped():
    assert "Permission is hereby granted, free of charge" in (VENDOR / "panzoom.LICENSE").read_text(encoding="utf-8")


def test_the_search_helper_of_this_handbook_is_what_npm_gives():
    ours = Path(__file__).parents[2] / "docs" / "assets" / "offline" / "iframe-worker.js"
    theirs = NODE / "iframe-worker" / "shim" / "index.js"
    if not theirs.is_file():
        pytest.skip("needs `npm ci` in tests/node")
    assert ours.read_bytes() == theirs.read_bytes()


def test_both_palettes_carry_the_same_names():
    assert sorted(read_palette("light")) == sorted(read_palette("dark"))


def test_every_token_that_is_used_is_defined():
    used = set(re.findall(r"var\((--gt-[\w-]+)", PLAIN_CSS))
    defined = set(re.findall(r"(--gt-[\w-]+)\s*:", PLAIN_CSS))
    assert used - defined == set()


def test_colors_are_written_in_the_tokens_only():
    rest = re.sub(r"--gt-[\w-]+\s*:[^;]+;", "", PLAIN_CSS)
    # On paper bootstrap's dark page gets a white ground of ours.
    assert re.findall(r"[\w-]+\s*:[^;{]*(?:#[0-9a-f]{3,8}\b|rgba?\()[^;]*", rest) == ["background: #fff"]


def test_no_rule_reaches_outside_our_elements():
    # .gt-term is a link of ours in an author's text; on paper a heading stays with our part below it, and the page ends
    # where it ends.
    without_at = re.sub(r"@[^{;]+(?=\{)", "", PLAIN_CSS)
    selectors = [rule.strip() for rule in re.findall(r"([^{}]+)\{[^{}]*\}", without_at)]
    single = [one.strip() for rule in selectors for one in re.split(r",(?![^(]*\))", rule.lstrip("{ \n"))]
    allowed = re.compile(
        r"(\[(dir|data-md-color-scheme|data-bs-theme)[^\]]*\] )?(h1 \+ )?\.gt(\.gt-[a-z]+)?( |$|\[)|\.gt-term\.gt-term"
        r"|\.md-status--[a-z]+::after$|:is\(h2, h3\):has\(\+ \.gt\)$|body:has\(\.gt\)$"
    )
    assert [one for one in single if not allowed.match(one)] == []


def test_important_answers_a_theme_and_nothing_else():
    assert len(re.findall("!important", PLAIN_CSS)) == 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_reaches_four_and_a_half_to_one(scheme: str):
    surfaces = [*PAGES[scheme], "card", "soft", "lane-bg"]
    fills = [f"{level}-bg" for level in LEVELS]
    pairs = [
        *product(["ink", "muted"], [*surfaces, *(f"{tone}-bg" for tone in TONES)]),
        *product(TONES, [*surfaces, *fills]),
        *((tone, f"{tone}-bg") for tone in TONES),
        *product((f"{level}-ink" for level in LEVELS), surfaces),
        *((f"{level}-{part}", f"{level}-bg") for level in LEVELS for part in ("ink", "fg")),
        *product(["series"], surfaces),
    ]
    assert too_faint(scheme, pairs, 4.5) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_lines_and_glyphs_reach_three_to_one(scheme: str):
    surfaces = [*PAGES[scheme], "card", "lane-bg"]
    pairs = [
        *product(["edge", "line-strong", "series", "tick"], surfaces),
        *product((f"{level}-line" for level in LEVELS), surfaces),
        *product([*TONES, "tick"], ["track"]),
        *product(["tick"], (f"{level}-bg" for level in LEVELS)),
        *((f"{level}-ink", f"{level}-bg") for level in LEVELS),
    ]
    assert too_faint(scheme, pairs, 3) == []
